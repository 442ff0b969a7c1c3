"""Words that set groups apart, terms that make a score differ, articles that are alike: each in sentences."""

from __future__ import annotations

import pandas as pd

from analysis.comparison.keywords import LEAST_ARTICLES, choose_keywords
from analysis.presentation.findings.wording import capitalise, say_count, say_list, say_number, say_place, say_value

SMALL_P = 0.05
_SCORES = {"tone": "summed tone of listed terms", "loaded_language": "weight of loaded terms"}
_VOICES = {"all": "", "narration": " in narration"}
_TIE = 1e-9


def state_keywords(keywords: pd.DataFrame, articles: pd.DataFrame, voice: str = "all", n_named: int = 5) -> str:
    """State which words set the groups most apart, and how many of all words differ as rarely by chance.

    Parameters
    ----------
    keywords, articles : DataFrame
        The tables of these names.
    voice : str
        all or narration.
    n_named : int
        How many words are named for each group.

    Returns
    -------
    str
        Words of two articles or more, by weighted log-odds; then how many of them have a p that is small (0.05, or the
        lowest that so few articles can reach), against the share that chance alone gives at most. A sentence that says
        so where nothing can be compared.

    Examples
    --------
    >>> keywords = pd.DataFrame({"word": ["grim", "calm"], "voice": "all", "group_a": "wire", "group_b": "blog",
    ...                          "log_odds_z": [1.0, -2.0], "p": [0.5, 1.0], "p_floor": 0.5, "n_articles": [2, 3]})
    >>> articles = pd.DataFrame({"article_id": ["s", "t", "u"], "group": ["wire", "blog", "blog"]})
    >>> print(state_keywords(keywords, articles))
    Most typical of the one wire article: “grim”; of the two blog articles: “calm”. Of two words in two articles or \
more 50% have a p of 0.50 or less; chance alone gives up to 50%.
    """
    rows = keywords[(keywords["voice"] == voice) & (keywords["n_articles"] >= LEAST_ARTICLES)]
    if rows.empty:
        return f"No word can be compared{_VOICES[voice]}: there is no second group, or no word of two articles."
    sides = [("group_a", rows["log_odds_z"] > 0), ("group_b", rows["log_odds_z"] < 0)]
    named = []
    for column, side in sides:
        group = rows[column].iloc[0]
        words = [f"“{word}”" for word in choose_keywords(rows[side], voice, n_named)["word"]]
        named.append(f"of the {say_count(int((articles['group'] == group).sum()), f'{group} article')}"
                     f"{_VOICES[voice]}: {say_list(words) if words else 'no word'}")
    limit = max(SMALL_P, rows["p_floor"].iloc[0])
    share = say_value((rows["p"] <= limit + _TIE).mean(), "share")
    words = f"{say_count(len(rows), 'word')} in {say_count(LEAST_ARTICLES, 'article')} or more"
    return (f"Most typical {'; '.join(named)}. Of {words} {share} have a p of {say_number(limit)} or less; "
            f"chance alone gives up to {say_value(limit, 'share')}.")


def state_shift(shift: pd.DataFrame, n_named: int = 3) -> str:
    """State a score's difference, and which terms pull most either way.

    Parameters
    ----------
    shift : DataFrame
        As ``shifts.list_shift`` gives it.
    n_named : int
        How many terms are named each way.

    Examples
    --------
    >>> shift = pd.DataFrame({"lexicon": "tone", "part": "body", "voice": "all", "term": ["war", "peace"],
    ...                       "group_a": "wire", "group_b": "blog", "n_articles_a": 1, "n_articles_b": 2,
    ...                       "mean_a": [-9.0, 4.0], "mean_b": [-3.0, 2.0], "contribution": [-6.0, 2.0]})
    >>> print(state_shift(shift))
    The summed tone of listed terms in the body is −5.0 per 1,000 words in one wire article against −1.0 in two blog \
articles, a difference of −4.0. Of two terms these pull it down most: “war” (−6.0). These pull it \
up most: “peace” (2.0).
    """
    if shift.empty:
        return "No term is there to compare: no second group, or no listed term in either."
    row, total = shift.iloc[0], shift[["mean_a", "mean_b", "contribution"]].sum()
    ways = [("down", shift[shift["contribution"] < -_TIE]), ("up", shift[shift["contribution"] > _TIE])]
    pulls = [f"these pull it {way} most: {say_list(_say_terms(terms.head(n_named)))}." for way, terms in ways
             if len(terms)]
    first = (f"The {_SCORES[row['lexicon']]} {say_place(row['part'], row['voice'])} is {say_number(total['mean_a'])} "
             f"per 1,000 words in {say_count(row['n_articles_a'], row['group_a'] + ' article')} against "
             f"{say_number(total['mean_b'])} in {say_count(row['n_articles_b'], row['group_b'] + ' article')}, a "
             f"difference of {say_number(total['contribution'])}.")
    if not pulls:
        return f"{first} No term is used more by either."
    return " ".join([first, f"Of {say_count(len(shift), 'term')} {pulls[0]}", *map(capitalise, pulls[1:])])


def _say_terms(terms: pd.DataFrame) -> list[str]:
    return [f"“{row.term}” ({say_number(row.contribution)})" for row in terms.itertuples()]


def state_similarity(table: pd.DataFrame) -> str:
    """State which two articles are most alike, which least, and whether articles of one group are more alike.

    Parameters
    ----------
    table : DataFrame
        As ``similarity.measure_similarity`` gives it, with each article's ``group`` (``add_groups``).

    Examples
    --------
    >>> table = pd.DataFrame([["s", "t", 0.5], ["s", "u", 0.2], ["t", "u", 0.3]],
    ...                      columns=["article_id", "other", "similarity"])
    >>> table = pd.concat([table, table.rename(columns={"article_id": "other", "other": "article_id"})])
    >>> print(state_similarity(table.assign(group=table["article_id"].map({"s": "wire", "t": "wire", "u": "blog"}))))
    Of three articles `s` and `t` are most alike in their words (0.50 on a scale from 0 to 1), `s` and `u` least \
(0.20). Articles of one group have a mean of 0.50, articles of different groups 0.25.
    """
    pairs = table[table["article_id"] < table["other"]].sort_values(["article_id", "other"])
    if pairs.empty:
        return "One article alone is like no other: there is no pair to compare."
    groups = table.groupby("article_id")["group"].first()
    most, least = (pairs.loc[find] for find in (pairs["similarity"].idxmax(), pairs["similarity"].idxmin()))
    sentences = [f"of {say_count(len(groups), 'article')} `{most['article_id']}` and `{most['other']}` are most alike "
                 f"in their words ({say_number(most['similarity'])} on a scale from 0 to 1), `{least['article_id']}` "
                 f"and `{least['other']}` least ({say_number(least['similarity'])})"]
    same = pairs["article_id"].map(groups) == pairs["other"].map(groups)
    if same.any() and not same.all():
        within, across = (say_number(pairs.loc[side, "similarity"].mean()) for side in (same, ~same))
        sentences.append(f"articles of one group have a mean of {within}, articles of different groups {across}")
    return " ".join(f"{capitalise(sentence)}." for sentence in sentences)

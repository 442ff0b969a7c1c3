"""Words that set groups apart, terms that make a score differ, articles that are alike: each in sentences."""

from __future__ import annotations

import pandas as pd

from analysis.comparison.keywords import LEAST_ARTICLES, choose_keywords
from analysis.presentation.findings.wording import capitalise, say_count, say_list, say_number, say_place, say_value

SMALL_P = 0.05
PS = {"p": "mean relative frequency", "p_log_ratio": "log ratio", "p_log_odds": "weighted log-odds"}
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
        lowest that so few articles can reach) by each of three statistics, against the share that chance alone gives at
        most. A sentence that says so where nothing can be compared.

    Examples
    --------
    >>> keywords = pd.DataFrame({"word": ["grim", "calm"], "voice": "all", "group_a": "wire", "group_b": "blog",
    ...                          "log_odds_z": [1.0, -2.0], "p": [0.5, 1.0], "p_log_ratio": 1.0, "p_log_odds": 0.5,
    ...                          "p_floor": 0.5, "n_articles": [2, 3]})
    >>> articles = pd.DataFrame({"article_id": ["s", "t", "u"], "group": ["wire", "blog", "blog"]})
    >>> print(state_keywords(keywords, articles))
    Most typical of the one wire article: “grim”; of the two blog articles: “calm”. Of two words in two articles or \
more this share has a p of 0.50 or less: 50% by mean relative frequency, 0% by log ratio and 100% by weighted \
log-odds; chance alone gives up to 50%.
    """
    rows = keywords[(keywords["voice"] == voice) & (keywords["n_articles"] >= LEAST_ARTICLES)]
    if rows.empty:
        return _refuse(voice)
    sides = [("group_a", rows["log_odds_z"] > 0), ("group_b", rows["log_odds_z"] < 0)]
    named = []
    for column, side in sides:
        group = rows[column].iloc[0]
        words = [f"“{word}”" for word in choose_keywords(rows[side], voice, n_named)["word"]]
        named.append(f"of the {say_count(int((articles['group'] == group).sum()), f'{group} article')}"
                     f"{_VOICES[voice]}: {say_list(words) if words else 'no word'}")
    limit = max(SMALL_P, rows["p_floor"].iloc[0])
    small = {name: say_value((rows[column] <= limit + _TIE).mean(), "share") for column, name in PS.items()}
    shares = say_list(f"{share} by {name}" for name, share in small.items())
    words = f"{say_count(len(rows), 'word')} in {say_count(LEAST_ARTICLES, 'article')} or more"
    return (f"Most typical {'; '.join(named)}. Of {words} this share has a p of {say_number(limit)} or less: {shares}; "
            f"chance alone gives up to {say_value(limit, 'share')}.")


def state_parting(keywords: pd.DataFrame, word_counts: pd.DataFrame, articles: pd.DataFrame, voice: str = "all") -> str:
    """State at which typical word the three p lie farthest apart, and how much of it stands in one article.

    Parameters
    ----------
    keywords, word_counts, articles : DataFrame
        The tables of these names.
    voice : str
        all or narration.

    Returns
    -------
    str
        Of the words that ``choose_keywords`` gives, the first with the largest range of p; how much of it stands in the
        article with most of it, the first in alphabetical order where several have as many, and how many of all words
        compared do.

    Examples
    --------
    >>> keywords = pd.DataFrame({"word": ["grim"], "voice": "all", "group_a": "wire", "group_b": "blog", "n_a": 9,
    ...                          "n_b": 1, "n_words_a": 60, "n_words_b": 40, "log_odds_z": 1.0, "p": 0.7,
    ...                          "p_log_ratio": 0.3, "p_log_odds": 0.2, "p_floor": 0.1, "n_articles": 3})
    >>> counts = pd.DataFrame({"article_id": ["s", "s", "t", "u"], "voice": "narration", "n": [8, 42, 1, 1],
    ...                        "word": ["grim", "the", "grim", "grim"]})
    >>> articles = pd.DataFrame({"article_id": ["s", "t", "u"], "group": ["wire", "wire", "blog"]})
    >>> print(state_parting(keywords, counts, articles))
    The three p lie farthest apart at “grim”: 0.70 by mean relative frequency, 0.30 by log ratio and 0.20 by weighted \
log-odds; the lowest possible here is 0.10. One article, s, holds 8 of its 10 occurrences, and 50% of all words \
compared.
    """
    rows = choose_keywords(keywords, voice)
    if rows.empty:
        return _refuse(voice)
    apart = (rows[list(PS)].max(axis=1) - rows[list(PS)].min(axis=1)).round(9)
    if not (apart > 0).any():
        return "The three p of each of these words are the same."
    row = rows.loc[apart.idxmax()]
    compared = articles.loc[articles["group"].isin([row["group_a"], row["group_b"]]), "article_id"]
    counts = word_counts[word_counts["article_id"].isin(compared)]
    counts = counts if voice == "all" else counts[counts["voice"] == voice]
    of_word = counts[counts["word"] == row["word"]].groupby("article_id")["n"].sum()
    most = of_word.idxmax()
    share = counts.loc[counts["article_id"] == most, "n"].sum() / (row["n_words_a"] + row["n_words_b"])
    said = say_list([f"{say_number(row[column])} by {name}" for column, name in PS.items()])
    return (f"The three p lie farthest apart at “{row['word']}”: {said}; the lowest possible here is "
            f"{say_number(row['p_floor'])}. One article, {most}, holds {of_word[most]} of its {of_word.sum()} "
            f"occurrences, and {say_value(share, 'share')} of all words compared.")


def _refuse(voice: str) -> str:
    return f"No word can be compared{_VOICES[voice]}: there is no second group, or no word of two articles."


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

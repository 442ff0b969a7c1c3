"""Word shift: which terms make a score differ between two groups of articles, and by how much each.

A shift needs a score that is a plain sum over terms. So the tone here is not the repaired tone of ``measures``, which
bends each sentence's sum into −1 to 1, but the sum of the listed terms that it starts from.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from analysis.comparison.measures import select_measured
from analysis.comparison.plans import Plan
from analysis.files import UserError
from analysis.instruments.tone import OF_NEGATED

SIGNS = {"tone": {"positive": 1.0, "negative": -1.0}, "loaded_language": None}  # None: every category adds its weight

_COLUMNS = ["lexicon", "part", "voice", "term", "category", "group_a", "group_b", "n_articles_a", "n_articles_b", "n_a",
            "n_b", "mean_a", "mean_b", "contribution"]


def list_shift(lexicon: str, matches: pd.DataFrame, passages: pd.DataFrame, articles: pd.DataFrame, plan: Plan,
               part: str = "body", voice: str = "all") -> pd.DataFrame:
    """List what each term contributes to the difference of a linear score between the plan's two groups.

    Parameters
    ----------
    lexicon : str
        ``tone`` or ``loaded_language``.
    matches, passages, articles : DataFrame
        The tables of these names; of ``passages`` only the words are counted.
    plan : Plan
        Which groups are compared, as coded.
    part, voice : str
        As in ``measures``: body or headline; a voice, or all.

    Returns
    -------
    DataFrame
        A row for each term found: lexicon · part · voice · term · category · group_a · group_b · n_articles_a,
        n_articles_b (articles with a word in that part and voice) · n_a, n_b (matches) · mean_a, mean_b ·
        contribution. An article's score is 1,000 / words × the sum of what its matches add. In ``loaded_language`` each
        adds its weight, as in the measure ``loaded_per_1000``; in ``tone`` a positive entry adds its weight and a
        negative one takes it away, either turned round at half its strength where it is negated; plain entries add
        nothing and have no row. ``mean_a`` is the term's part of the mean score of group a, per 1,000 words, weighted;
        ``contribution`` = mean_a − mean_b, and the contributions add up to the difference of the groups' mean scores.
        The term that contributes most comes first, ties in alphabetical order. No second group, or a group without a
        word there, gives no row.

    Raises
    ------
    UserError
        When the lexicon has no such score.

    Source: Gallagher, R. J. et al. (2021): Generalized word shift graphs: A method for visualizing and explaining
    pairwise comparisons between texts. EPJ Data Science 10, 4; here with articles as units and without their kinds.

    Examples
    --------
    One article each, 100 words: "grim" (weight 2) twice against once, 2 × 2 × 10 − 2 × 10 = 20 per 1,000 words.

    >>> place = {"part": "body", "voice": "direct", "lexicon": "loaded_language", "category": "emotive"}
    >>> matches = pd.DataFrame({"article_id": ["s", "s", "u"], "term": "grim", "weight": 2.0, "negated": False} | place)
    >>> passages = pd.DataFrame({"article_id": ["s", "u"], "part": "body", "voice": "direct", "n_words": 100})
    >>> articles = pd.DataFrame({"article_id": ["s", "u"], "group": ["tabloid", "opinion"]})
    >>> shift = list_shift("loaded_language", matches, passages, articles, Plan("tabloid", "opinion"))
    >>> shift[["term", "n_a", "n_b", "mean_a", "mean_b", "contribution"]].values.tolist()
    [['grim', 2, 1, 40.0, 20.0, 20.0]]
    """
    if lexicon not in SIGNS:
        raise UserError(f"'{lexicon}' has no score that is a sum of its terms. Give one of {', '.join(SIGNS)}.")
    words, found = (_select(table, part, voice) for table in (passages, matches[matches["lexicon"] == lexicon]))
    words = words.groupby("article_id")["n_words"].sum()
    group = articles.set_index("article_id")["group"].reindex(words.index[words > 0])
    a, b = (list(group.index[group == name]) for name in (plan.group_a, plan.group_b))
    found = _add_up(lexicon, found[found["article_id"].isin([*a, *b])])
    if not (plan.group_b and a and b and len(found)):
        return pd.DataFrame(columns=_COLUMNS)
    rates = _spread(found, "adds", [*a, *b]).div(words.loc[[*a, *b]], axis=0) * 1000
    counts = _spread(found, "hits", [*a, *b])
    shift = pd.DataFrame({
        "lexicon": lexicon, "part": part, "voice": voice, "term": list(rates),
        "category": found.groupby("term")["category"].first().loc[list(rates)].to_numpy(), "group_a": plan.group_a,
        "group_b": plan.group_b, "n_articles_a": len(a), "n_articles_b": len(b),
        "n_a": counts.loc[a].sum().to_numpy(dtype=int), "n_b": counts.loc[b].sum().to_numpy(dtype=int),
        "mean_a": rates.loc[a].mean().to_numpy(), "mean_b": rates.loc[b].mean().to_numpy()})
    shift["contribution"] = shift["mean_a"] - shift["mean_b"]
    return shift.sort_values("contribution", key=lambda pull: -pull.abs().round(9), kind="stable", ignore_index=True)


def _select(table: pd.DataFrame, part: str, voice: str) -> pd.DataFrame:
    table = select_measured(table)
    return table[(table["part"] == part) & (True if voice == "all" else table["voice"] == voice)]


def _add_up(lexicon: str, found: pd.DataFrame) -> pd.DataFrame:
    """What each match adds to its article's score."""
    signs = SIGNS[lexicon]
    if signs is None:
        return found.assign(hits=1, adds=found["weight"])
    found = found[found["category"].isin(signs)]
    turned = np.where(found["negated"], OF_NEGATED, 1.0)
    return found.assign(hits=1, adds=found["weight"] * found["category"].map(signs).astype(float) * turned)


def _spread(found: pd.DataFrame, column: str, articles: list[str]) -> pd.DataFrame:
    """Sum a column by article (rows, in this order) and term (columns, in alphabetical order)."""
    sums = found.pivot_table(index="article_id", columns="term", values=column, aggfunc="sum", fill_value=0)
    return sums.reindex(articles, fill_value=0).astype(float)

"""Whether the groups differ at all, however many they are: one test a measure, before any pair is looked at."""

from __future__ import annotations

from math import nan

import numpy as np
import pandas as pd

from analysis.comparison.comparisons import compare_pairs
from analysis.comparison.plans import Plan
from analysis.resampling.intervals import control_false_discovery

OPENS = 0.05  # q of all groups together, up to which pairs are looked at
_TIE = 1e-9  # of the statistic: below this two differ by floating-point error
_CELLS = 2_000_000  # numbers held at once


def compare_all_groups(measures: pd.DataFrame, articles: pd.DataFrame, plan: Plan, *, seed: int = 0,
                       n_resamples: int = 9_999) -> pd.DataFrame:
    """Test for each planned measure whether all groups could be one, as coded.

    Returns
    -------
    DataFrame
        number · measure · part · voice · n (articles with a value and a group) · n_groups · p · p_floor · q. ``p`` =
        (1 + hits) / (1 + n_resamples), a hit being a random dealing of the articles to groups of the same sizes whose
        Kruskal–Wallis statistic (sum over groups of squared rank sum / size) is at least the observed one; ``q`` is p
        adjusted for the planned measures. NaN with fewer than two groups or values that do not vary.

    Source: Kruskal, W. H. and Wallis, W. A. (1952): Use of ranks in one-criterion variance analysis. Journal of the
    American Statistical Association 47, 583–621.

    Examples
    --------
    >>> articles = pd.DataFrame({"article_id": ["s", "t"], "group": ["wire", "wire"]})
    >>> measures = articles[["article_id"]].assign(part="body", voice="all", measure="tone", value=[0.5, 0.7])
    >>> from analysis.comparison.plans import Planned
    >>> compare_all_groups(measures, articles, Plan("wire", "", planned=(Planned(1, "tone"),)))["p"].tolist()
    [nan]
    """
    groups = articles.set_index("article_id")["group"].loc[lambda each: each != ""]
    rows = []
    for planned in plan.planned:
        chosen = measures[(measures["measure"] == planned.measure) & (measures["part"] == planned.part)
                          & (measures["voice"] == planned.voice) & measures["article_id"].isin(groups.index)]
        values = chosen.set_index("article_id")["value"].dropna().sort_index()
        codes, names = pd.factorize(groups.reindex(values.index))
        rows.append({"number": planned.number, "measure": planned.measure, "part": planned.part,
                     "voice": planned.voice, "n": len(values), "n_groups": len(names),
                     "p": _permute(values.to_numpy(dtype=float), codes, len(names), seed, n_resamples)})
    table = pd.DataFrame(rows)
    return table.assign(p_floor=table["p"].where(table["p"].isna(), 1 / (1 + n_resamples)),
                        q=control_false_discovery(table["p"]))


def open_pairs(measures: pd.DataFrame, articles: pd.DataFrame, plan: Plan, overall: pd.DataFrame) -> pd.DataFrame:
    """Compare every pair of groups on those planned measures on which all groups together differ.

    With three groups or more a pair is looked at only where ``overall`` (``compare_all_groups``) has q ≤ ``OPENS``, so
    that hundreds of pairs are not hundreds of chances; with two groups there is one pair, and nothing to open.

    Returns
    -------
    DataFrame
        As ``compare_pairs``; q is p adjusted for the pairs and measures that were opened.

    Source: the gate is Fisher's protected comparison (Fisher, R. A. (1935): The Design of Experiments, section 24).

    Examples
    --------
    >>> articles = pd.DataFrame({"article_id": [*"stu"], "group": ["wire", "opinion", "tabloid"]})
    >>> measures = articles[["article_id"]].assign(part="body", voice="all", measure="tone", unit="from −1 to 1",
    ...                                            value=[0.5, 0.7, 0.1])
    >>> from analysis.comparison.plans import Planned
    >>> plan = Plan("tabloid", "opinion", planned=(Planned(1, "tone"),))
    >>> len(open_pairs(measures, articles, plan, compare_all_groups(measures, articles, plan)))
    0
    """
    many = articles.loc[articles["group"] != "", "group"].nunique() > 2
    opened = overall[overall["q"] <= OPENS] if many else overall
    return compare_pairs(measures.merge(opened[["measure", "part", "voice"]].drop_duplicates()), articles, plan)


def _permute(values: np.ndarray, codes: np.ndarray, n_groups: int, seed: int, n_resamples: int) -> float:
    if n_groups < 2 or np.ptp(values) == 0:
        return nan
    from scipy.stats import rankdata

    ranks = rankdata(values)
    member = np.eye(n_groups)[codes]
    sizes = member.sum(axis=0)
    observed = ((ranks @ member) ** 2 / sizes).sum()
    generator, hits, step = np.random.default_rng(seed), 0, max(1, _CELLS // values.size)
    for done in range(0, n_resamples, step):
        dealt = generator.permuted(np.tile(ranks, (min(step, n_resamples - done), 1)), axis=1)
        hits += int(np.count_nonzero(((dealt @ member) ** 2 / sizes).sum(axis=1) >= observed * (1 - _TIE)))
    return (hits + 1) / (n_resamples + 1)

"""Two groups of articles against each other, measure by measure, as coded and as they might have been coded.

Every difference comes with all that bears on it: how far the groups overlap, how often another split of the same
articles differs as much, and what happens when one article is left out or a doubtful one is grouped otherwise.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import numpy as np
import pandas as pd

from analysis.comparison.plans import AS_CODED, Plan
from analysis.resampling.differences import drop_rounding, measure_cliffs_delta
from analysis.resampling.intervals import ENOUGH_ARTICLES, bound_difference, control_false_discovery
from analysis.resampling.permutation import Permutation, permute_many
from analysis.tables import check

_MEASURE = ["measure", "part", "voice", "unit"]
_FAMILY = ["grouping", "part", "voice"]  # q is controlled across all measures and pairs of groups within these


def compare_groups(measures: pd.DataFrame, articles: pd.DataFrame, plan: Plan) -> pd.DataFrame:
    """Compare the plan's two groups in every measure, as coded and in each sensitivity run.

    Parameters
    ----------
    measures : DataFrame
        The table ``measures``.
    articles : DataFrame
        The table ``articles``, of which article_id and group are used.
    plan : Plan
        Which groups, and which other groupings (``analysis.comparison.plans``).

    Returns
    -------
    DataFrame
        The table ``comparisons``. ``difference`` = mean_a − mean_b over articles with a defined value, in the
        measure's unit; NaN, like all that follows from it, when a group has none. ``p`` is the share of all splits
        that differ at least as much (``analysis.resampling``). ``n_left_out`` counts the runs, each without one
        article, in which both groups still have one; ``n_sign_kept`` those in which the difference has the sign of
        the full one (is 0 where that is 0); ``driver`` is the article whose removal moves the difference most, ties by
        alphabet. ``low`` and ``high`` bound the difference's 95% interval (Welch's), and ``q`` is p adjusted for all
        measures of the same grouping, part and voice; both are NaN with fewer than ``ENOUGH_ARTICLES`` (six) in a
        group. No second group gives an empty table.

    Source: ``corpus/CODEBOOK.md`` for the measures; leave-one-out after Quenouille, M. H. (1956): Notes on bias in
    estimation. Biometrika 43, 353–360; interval and q as ``analysis.resampling`` says.

    Examples
    --------
    >>> articles = pd.DataFrame({"article_id": ["s", "t", "u"], "group": ["tabloid", "tabloid", "opinion"]})
    >>> measures = articles[["article_id"]].assign(part="body", voice="all", measure="tone", unit="from −1 to 1",
    ...                                            value=[0.5, 0.7, 0.2])
    >>> comparisons = compare_groups(measures, articles, Plan("tabloid", "opinion"))  # (0.5 + 0.7) / 2 − 0.2 = 0.4
    >>> comparisons[["difference", "cliffs_delta", "n_left_out", "n_sign_kept", "driver"]].values.tolist()
    [[0.4, 1.0, 2, 2, 's']]
    """
    if not plan.group_b:
        return check(pd.DataFrame(), "comparisons")
    each_measure = [(key, _list_defined(values)) for key, values in measures.groupby(_MEASURE, observed=True)]
    named, sides = [], []
    for grouping, groups in list_groupings(articles, plan).items():
        for key, defined in each_measure:
            named.append(dict(zip(_MEASURE, key)) | {"grouping": grouping, "group_a": plan.group_a,
                                                     "group_b": plan.group_b})
            sides.append(_split_defined(defined, groups, plan))
    rows = [name | _compare_values(a, b, permutation)
            for name, (a, b), permutation in zip(named, sides, permute_many(sides))]
    return check(_add_q(pd.DataFrame(rows)), "comparisons")


def compare_pairs(measures: pd.DataFrame, articles: pd.DataFrame, plan: Plan) -> pd.DataFrame:
    """Compare every pair of groups in every measure, as coded: for corpora with more than two groups.

    Pairs, and not each group against the rest: the rest is a mixture that moves with the number of articles in each
    group, and a difference from it can hide two differences of opposite sign. ``compare_groups`` and all findings keep
    to the plan's two groups; this table is beside them, and exploratory.

    Parameters
    ----------
    measures, articles, plan
        As for ``compare_groups``; of the plan only the order of its two groups is used.

    Returns
    -------
    DataFrame
        The table ``comparisons``, a row for each measure and pair, which other than the plan's go by alphabet. ``q`` is
        p adjusted for all measures *and pairs* of the same part and voice. Fewer than two groups give an empty table.

    Examples
    --------
    >>> articles = pd.DataFrame({"article_id": ["s", "t", "u"], "group": ["tabloid", "wire", "opinion"]})
    >>> measures = articles[["article_id"]].assign(part="body", voice="all", measure="tone", unit="from −1 to 1",
    ...                                            value=[0.5, 0.7, 0.2])
    >>> compare_pairs(measures, articles, Plan("tabloid", "opinion"))[["group_a", "group_b", "difference"]].values
    array([['opinion', 'wire', -0.5],
           ['tabloid', 'opinion', 0.3],
           ['tabloid', 'wire', -0.2]], dtype=object)
    """
    named = [plan.group_a, plan.group_b]
    pairs = [tuple(sorted(pair, key=lambda group: named.index(group) if {*pair} == {*named} else 0))
             for pair in combinations(sorted({*articles["group"]} - {""}), 2)]
    tables = [compare_groups(measures, articles, replace(plan, group_a=a, group_b=b, sensitivity=())) for a, b in pairs]
    tables = [table for table in tables if len(table)]
    return check(_add_q(pd.concat(tables)) if tables else pd.DataFrame(), "comparisons")


def _add_q(rows: pd.DataFrame) -> pd.DataFrame:
    """Add q, NaN where a group has too few articles for any p to stand out among many."""
    if rows.empty:
        return rows
    borne = rows["p"].where(rows[["n_a", "n_b"]].min(axis=1) >= ENOUGH_ARTICLES)
    return rows.assign(q=borne.groupby([rows[column] for column in _FAMILY]).transform(control_false_discovery))


def list_groupings(articles: pd.DataFrame, plan: Plan) -> dict[str, pd.Series]:
    """List each grouping's name with its groups, indexed by article: "as coded" first, then the sensitivity runs.

    Examples
    --------
    >>> from analysis.comparison.plans import Sensitivity
    >>> articles = pd.DataFrame({"article_id": ["s", "u"], "group": ["tabloid", "opinion"]})
    >>> plan = Plan("tabloid", "opinion", sensitivity=(Sensitivity("u moved", move={"u": "tabloid"}),))
    >>> {name: groups.to_dict() for name, groups in list_groupings(articles, plan).items()}
    {'as coded': {'s': 'tabloid', 'u': 'opinion'}, 'u moved': {'s': 'tabloid', 'u': 'tabloid'}}
    """
    coded = articles.set_index("article_id")["group"]
    runs = {run.name: pd.Series(coded.to_dict() | run.move, dtype=coded.dtype).drop(list(run.leave_out))
            for run in plan.sensitivity}
    return {AS_CODED: coded} | runs


def split_values(values: pd.DataFrame, groups: pd.Series, plan: Plan) -> tuple[pd.Series, pd.Series]:
    """Split one measure's rows into the defined values of group a and of group b, indexed by article, sorted.

    Examples
    --------
    >>> values = pd.DataFrame({"article_id": ["u", "t", "s"], "value": [0.2, float("nan"), 0.5]})
    >>> groups = pd.Series({"s": "tabloid", "t": "tabloid", "u": "opinion"})
    >>> [each.to_dict() for each in split_values(values, groups, Plan("tabloid", "opinion"))]
    [{'s': 0.5}, {'u': 0.2}]
    """
    return _split_defined(_list_defined(values), groups, plan)


def _list_defined(values: pd.DataFrame) -> pd.Series:
    articles, numbers = values["article_id"].to_numpy(dtype=object), values["value"].to_numpy(dtype=float)
    defined = np.flatnonzero(~np.isnan(numbers))
    defined = defined[np.argsort(articles[defined], kind="stable")]
    return pd.Series(numbers[defined], articles[defined])


def _split_defined(defined: pd.Series, groups: pd.Series, plan: Plan) -> tuple[pd.Series, pd.Series]:
    group = groups.reindex(defined.index).to_numpy(dtype=object)
    return defined[group == plan.group_a], defined[group == plan.group_b]


def leave_one_out(values_a: pd.Series, values_b: pd.Series) -> pd.Series:
    """Return the difference of means without each article in turn, indexed by the article left out.

    Articles whose removal empties a group are not in it.

    Examples
    --------
    >>> leave_one_out(pd.Series({"s": 5.0, "t": 7.0}), pd.Series({"u": 2.0})).to_dict()
    {'s': 5.0, 't': 3.0}
    """
    articles, differences = _leave_each_out(values_a, values_b)
    return pd.Series(dict(zip(articles, differences)), dtype=float)


def _leave_each_out(values_a: pd.Series, values_b: pd.Series) -> tuple[list[str], np.ndarray]:
    """The articles whose removal leaves both groups one, by alphabet, and the differences without each."""
    a, b = values_a.to_numpy(dtype=float), values_b.to_numpy(dtype=float)
    without_a = (a.sum() - a) / (a.size - 1) - b.mean() if a.size > 1 and b.size else np.zeros(0)
    without_b = a.mean() - (b.sum() - b) / (b.size - 1) if b.size > 1 and a.size else np.zeros(0)
    differences = drop_rounding(np.concatenate([without_a, without_b]), a, b)
    articles = [*values_a.index[:without_a.size], *values_b.index[:without_b.size]]
    order = sorted(range(len(articles)), key=articles.__getitem__)
    return [articles[at] for at in order], differences[order]


def _compare_values(values_a: pd.Series, values_b: pd.Series, permutation: Permutation) -> dict[str, object]:
    a, b = values_a.to_numpy(dtype=float), values_b.to_numpy(dtype=float)
    articles, differences = _leave_each_out(values_a, values_b)
    low, high = bound_difference(a, b)
    return {
        "n_a": len(a), "n_b": len(b), "mean_a": a.mean() if a.size else np.nan,
        "mean_b": b.mean() if b.size else np.nan, "difference": permutation.difference, "low": low, "high": high,
        "cliffs_delta": measure_cliffs_delta(a, b), "p": permutation.p, "p_floor": permutation.p_floor,
        "n_splits": permutation.n_splits, "n_left_out": len(articles),
        "n_sign_kept": int((np.sign(differences) == np.sign(permutation.difference)).sum()),
        "driver": _find_driver(articles, np.abs(differences - permutation.difference)),
    }


def _find_driver(articles: list[str], moves: np.ndarray) -> str:
    """The article that moves the difference most; the first by alphabet where several do, rounding error apart."""
    return articles[np.isclose(moves, moves.max()).argmax()] if articles else ""

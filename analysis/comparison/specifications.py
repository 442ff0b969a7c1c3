"""The specification curve: each planned comparison in every way that could be defended, not only in the one chosen.

A choice that turns the sign when it is made otherwise carries the finding as much as the articles do.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from analysis.comparison.choices import Base, list_ways
from analysis.comparison.comparisons import list_groupings
from analysis.comparison.descriptions import RATE, WEIGHTED_RATE, describe_measure
from analysis.comparison.plans import AS_CODED, Plan
from analysis.resampling.permutation import permute_many
from analysis.schemas import CHOICES
from analysis.tables import check

_WORTH = {RATE: 2, WEIGHTED_RATE: 4}  # of a rate counted otherwise than planned (``analysis.comparison.descriptions``)
_SUMMARY = ["number", "measure", "unit", "planned", "n_specifications", "n_sign_kept", "sign_kept_share",
            "n_no_difference", "median", "lowest", "highest"]


def compare_specifications(sentences: pd.DataFrame, passages: pd.DataFrame, matches: pd.DataFrame,
                           targets: pd.DataFrame, articles: pd.DataFrame, plan: Plan,
                           claims: pd.DataFrame | None = None) -> pd.DataFrame:
    """Compare the plan's two groups in each planned measure, in every defensible way to measure it.

    Parameters
    ----------
    sentences, passages, matches, targets, articles, claims : DataFrame
        The tables of these names; texts are not needed.
    plan : Plan
        The planned measures, and the groupings, each of which is a choice too.

    Returns
    -------
    DataFrame
        The table ``specifications``, a row for each way (``analysis.comparison.choices``) in which both groups have a
        value. ``difference`` = mean_a − mean_b, in the row's own ``unit``; ``p`` as in ``comparisons``. The row marked
        ``planned`` is the one of ``comparisons``. No second group, or nothing planned, gives an empty table. The ways
        are many looks at the same articles and not independent of each other: how many have a small p means nothing.

    Source: Simonsohn, U., Simmons, J. P. and Nelson, L. D. (2020): Specification curve analysis. Nature Human Behaviour
    4, 1208–1214. Their test of the whole curve is left out: five articles cannot carry it.

    Examples
    --------
    One hedge in ten words of narration against none in ten, per 1,000 words; the one is also the heaviest.

    >>> from analysis.comparison.plans import Planned
    >>> places = pd.DataFrame({"article_id": ["s", "u"], "part": "body", "voice": "narration", "n_words": 10})
    >>> matches = places.head(1).assign(lexicon="hedges", term="may", weight=2.0)
    >>> articles = pd.DataFrame({"article_id": ["s", "u"], "group": ["tabloid", "opinion"]})
    >>> plan = Plan("tabloid", "opinion", planned=(Planned(4, "hedges_per_1000", voice="narration"),))
    >>> table = compare_specifications(places, places, matches, pd.DataFrame(), articles, plan)
    >>> table.loc[table.denominator == "own words", ["lexicon_variant", "voices", "difference"]].values.tolist()
    ... # doctest: +NORMALIZE_WHITESPACE
    [['all entries', 'narration', 100.0], ['all entries', 'unquoted', 100.0], ['strong entries', 'narration', 100.0],
     ['strong entries', 'unquoted', 100.0], ['without the heaviest', 'narration', 0.0],
     ['without the heaviest', 'unquoted', 0.0]]
    """
    if not plan.group_b or passages.empty:
        return check(pd.DataFrame(), "specifications")
    base, groupings = Base.select(sentences, passages, matches, targets, claims), list_groupings(articles, plan)
    members = {name: [{*groups.index[groups == group]} for group in (plan.group_a, plan.group_b)]
               for name, groups in groupings.items()}
    named, pairs = [], []
    for planned in plan.planned:
        for way in list_ways(planned, base):
            values = way.values.dropna().sort_index().to_dict()
            for grouping, sides in members.items():
                a, b = (np.array([value for article, value in values.items() if article in side]) for side in sides)
                if a.size and b.size:
                    pairs.append((a, b))
                    named.append({"number": planned.number, "measure": planned.measure} | dict.fromkeys(CHOICES, "")
                                 | way.choices | {"grouping": grouping, "unit": way.unit,
                                                  "planned": way.planned and grouping == AS_CODED,
                                                  "group_a": plan.group_a, "group_b": plan.group_b})
    rows = [name | {"n_a": a.size, "n_b": b.size, "mean_a": a.mean(), "mean_b": b.mean(), "difference": each.difference,
                    "p": each.p, "p_floor": each.p_floor}
            for name, (a, b), each in zip(named, pairs, permute_many(pairs))]
    return check(pd.DataFrame(rows), "specifications")


def summarise_specifications(table: pd.DataFrame) -> pd.DataFrame:
    """Summarise each planned measure's specifications: how many keep the sign, and how far the differences reach.

    Parameters
    ----------
    table : DataFrame
        The table ``specifications``.

    Returns
    -------
    DataFrame
        A row for each number of the plan: ``planned``, the planned difference; ``n_sign_kept`` and ``sign_kept_share``
        (0..1), the specifications, the planned one among them, whose difference has its sign; ``n_no_difference``,
        those below the smallest difference worth the name; ``median``, ``lowest`` and ``highest`` of the differences
        that are in the planned one's ``unit``. Where the planned one is undefined, so is all that rests on it.

    Examples
    --------
    >>> rows = pd.DataFrame({"number": 7, "measure": "tone", "unit": "from −1 to 1", "planned": [True, False, False],
    ...                      "difference": [0.2, 0.1, -0.01]})
    >>> summarise_specifications(rows)[["planned", "n_sign_kept", "n_no_difference", "median"]].values.tolist()
    [[0.2, 2.0, 1.0, 0.1]]
    """
    rows = [_summarise(number, group) for number, group in table.groupby("number")] if len(table) else []
    return pd.DataFrame(rows, columns=_SUMMARY)


def _summarise(number: int, rows: pd.DataFrame) -> dict[str, object]:
    measure = rows["measure"].iloc[0]
    declared, planned = describe_measure(measure), rows.loc[rows["planned"], "difference"]
    worth = [declared.worth if unit == declared.unit else _WORTH[unit] for unit in rows["unit"]]
    alike = rows.loc[rows["unit"] == declared.unit, "difference"]
    kept = (np.sign(rows["difference"]) == np.sign(planned.iloc[0])) if len(planned) else pd.Series([np.nan])
    return {"number": number, "measure": measure, "unit": declared.unit, "n_specifications": len(rows),
            "planned": planned.iloc[0] if len(planned) else np.nan, "n_sign_kept": int(kept.sum()),
            "sign_kept_share": kept.mean(), "n_no_difference": int((rows["difference"].abs() < worth).sum()),
            "median": alike.median(), "lowest": alike.min(), "highest": alike.max()}

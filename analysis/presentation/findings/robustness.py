"""How far a finding depends on choices, in words: the specification curve."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from analysis.comparison.descriptions import SHARE, describe_measure
from analysis.comparison.plans import Planned
from analysis.comparison.specifications import summarise_specifications
from analysis.presentation.findings.wording import (
    capitalise,
    say_count,
    say_difference,
    say_list,
    say_number,
    say_place,
)


def state_specifications(table: pd.DataFrame, planned: Planned) -> str:
    """State how many of the defensible ways to measure what was planned keep the sign, and how far they reach.

    Parameters
    ----------
    table : DataFrame
        The table ``specifications``.
    planned : Planned
        The measure of the plan.

    Returns
    -------
    str
        Two sentences for a caption. Where the planned difference is below the smallest one worth the name, its sign
        says little, and the sentence counts first how many ways show no difference worth the name.

    Examples
    --------
    >>> table = pd.DataFrame({"number": 7, "measure": "tone", "unit": "from −1 to 1", "group_a": "wire", "n_a": 3,
    ...                       "group_b": "blog", "n_b": 2, "planned": [True, False, False],
    ...                       "difference": [0.2, 0.1, -0.01]})
    >>> state_specifications(table, Planned(7, "tone"))
    'Of three defensible ways to measure tone in the body, two keep the sign of the planned one. As planned, wire \
minus blog is 0.20 on a scale from −1 to 1; over all ways it runs from −0.010 to 0.20, with a median of 0.10 (3 \
against 2 articles).'
    """
    label = f"{describe_measure(planned.measure).label} {say_place(planned.part, planned.voice)}"
    rows = table[table["number"] == planned.number] if len(table) else table
    if not len(rows) or not rows["planned"].any():
        return f"{capitalise(label)}: there is no planned difference whose sign could be kept."
    summary, first = summarise_specifications(rows).iloc[0], rows[rows["planned"]].iloc[0]
    n, kept, without = (int(summary[name]) for name in ("n_specifications", "n_sign_kept", "n_no_difference"))
    keep = f"{_say_part(kept, n)} the sign of the planned one"
    if abs(summary["planned"]) < describe_measure(planned.measure).worth:
        keep = (f"{_say_part(without, n, 'show')} no difference worth the name, as the planned one does; {keep}")
    unit, factor = summary["unit"], 100 if summary["unit"] == SHARE else 1
    minus = "−" if summary["planned"] < 0 else ""
    low, high, median = (say_number(factor * summary[name]) for name in ("lowest", "highest", "median"))
    same_unit = "" if rows["unit"].nunique() == 1 else " in this unit"
    return (f"Of {say_count(n, 'defensible way')} to measure {label}, {keep}. As planned, {first['group_a']} minus "
            f"{first['group_b']} is {minus}{say_difference(summary['planned'], unit)}; over all ways"
            f"{same_unit} it runs from {low} to {high}, with a median of {median} "
            f"({first['n_a']} against {first['n_b']} articles).")


def state_turned(table: pd.DataFrame, numbers: Sequence[int]) -> str:
    """State which findings keep their sign in no more than half of the defensible ways to measure them.

    Parameters
    ----------
    table : DataFrame
        The table ``specifications``.
    numbers : sequence of int
        The findings that are differences; the others have no sign to keep.

    Examples
    --------
    >>> table = pd.DataFrame({"number": 7, "measure": "tone", "unit": "from −1 to 1", "group_a": "wire", "n_a": 3,
    ...                       "group_b": "blog", "n_b": 2, "planned": [True, False], "difference": [0.2, -0.1]})
    >>> state_turned(table, [7])
    'Half or more of the defensible ways to measure do not keep the sign of finding 7 (one of two does).'
    """
    if not len(table):
        return ""
    ways = summarise_specifications(table[table["number"].isin(numbers)])
    turned = ways[ways["planned"].notna() & (ways["n_sign_kept"] <= ways["n_specifications"] / 2)]
    if turned.empty:
        return ""
    said = [f"of finding {row.number} ({say_count(int(row.n_sign_kept)).replace('no', 'none')} of "
            f"{say_count(int(row.n_specifications))} {'does' if row.n_sign_kept == 1 else 'do'})"
            for row in turned.itertuples()]
    return f"Half or more of the defensible ways to measure do not keep the sign {say_list(said)}."


def _say_part(k: int, n: int, verb: str = "keep") -> str:
    """Say "all 24 keep", "both keep", "none keep", "one keeps"; in digits where the whole is."""
    number = say_count(k, "way").split()[0] if n <= 12 else f"{k:,}"
    if k == n > 1:
        number = "both" if n == 2 else f"all {number}"
    number = "none" if k == 0 else number
    return f"{number} {verb}{'s' if k == 1 else ''}"

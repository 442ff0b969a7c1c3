"""What all groups together show, before any pair is looked at."""

from __future__ import annotations

import pandas as pd

from analysis.comparison.descriptions import describe_measure
from analysis.comparison.overall import OPENS
from analysis.presentation.findings.wording import say_count, say_list, say_place


def state_overall(overall: pd.DataFrame) -> str:
    """State on which planned measures the groups differ more than chance would have them, and which pairs that opens.

    Parameters
    ----------
    overall : DataFrame
        As ``compare_all_groups`` gives it.

    Examples
    --------
    >>> rows = [(1, "hedges_per_1000", "body", "all", 30, 3, 0.001, 0.0001, 0.002),
    ...         (2, "tone", "body", "all", 30, 3, 0.4, 0.0001, 0.4)]
    >>> print(state_overall(pd.DataFrame(rows, columns=["number", "measure", "part", "voice", "n", "n_groups", "p",
    ...                                                 "p_floor", "q"])))
    Over all three groups, one of the two planned measures differs by more than dealing the articles out at random \
gives: hedges in the body (q 0.002). Pairs are looked at for it alone; on tone in the body (q 0.40) the groups could \
be one, and a single small p among their pairs would say little.
    """
    known = overall.dropna(subset="q")
    if known.empty:
        return "No planned measure is defined in two groups, so there is nothing to test over all of them."
    groups = say_count(int(known["n_groups"].max()), "group")
    found, others = known[known["q"] <= OPENS], known[known["q"] > OPENS]
    start = f"Over all {groups}, "
    if found.empty:
        return (f"{start}no planned measure differs by more than dealing the articles out at random gives (the lowest "
                f"q is {_write(known['q'].min())}). No pair is looked at: a small p among many would say little.")
    number = say_count(len(known), "planned measure")
    counted = (f"all {number} differ" if others.empty and len(found) > 1 else
               f"{say_count(len(found))} of the {number} {'differs' if len(found) == 1 else 'differ'}")
    said = (f"{start}{counted} by more than dealing the articles out at random gives: {_list_measures(found)}. Pairs "
            f"are looked at for {'it alone' if len(found) == 1 else 'these'}")
    if others.empty:
        return f"{said}."
    return (f"{said}; on {_list_measures(others)} the groups could be one, and a single small p among their pairs "
            "would say little.")


def _list_measures(rows: pd.DataFrame) -> str:
    return say_list(f"{describe_measure(row.measure).label} {say_place(row.part, row.voice)} (q {_write(row.q)})"
                    for row in rows.itertuples())


def _write(q: float) -> str:
    return f"{q:.2f}" if q >= 0.095 else f"{q:.3f}" if q >= 0.001 else f"{q:.4f}"

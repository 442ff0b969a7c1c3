"""What rewording does to each measure, in units of the smallest difference worth the name, beside the study's own."""

from __future__ import annotations

from textwrap import fill

import pandas as pd
from matplotlib.axes import Axes

from analysis.comparison.descriptions import describe_measure
from analysis.presentation.colours import INK, RULE
from analysis.presentation.figures.style import SIZE, SMALL, draw_scale, keep_table, need_columns, start_axes
from analysis.presentation.figures.ties import tie_mark
from analysis.presentation.findings.rewording import name_briefly
from analysis.presentation.findings.wording import say_number

_PLACE = ["measure", "part", "voice"]
_COLUMNS = (*_PLACE, "strength", "n", "n_lost", "in_worths", "difference_in_worths")
_ROW, _NARROW, _LINE = 30, 500, 22  # points: a measure's lane, the widest narrow figure; characters of its lines there
_LOOKS = {1: ("#a9bcd0", 5), 2: ("#5f87ad", 7), 3: ("#1f4e79", 9)}  # colour and size of each strength's dot


def lay_out_rewordings(summary: pd.DataFrame, weighed: pd.DataFrame) -> pd.DataFrame:
    """Set each planned measure's moves beside the difference between the study's groups.

    Parameters
    ----------
    summary, weighed : DataFrame
        As ``summarise_rewordings`` and ``weigh_rewordings`` give them (``analysis.comparison.rewordings``).

    Returns
    -------
    DataFrame
        A row for each planned measure and strength, with ``in_worths`` and ``difference_in_worths``, both in units of
        the smallest difference worth the name; the second is |difference|, NaN without two groups.
    """
    worth = weighed["measure"].map(lambda name: describe_measure(name).worth)
    beside = weighed.assign(difference_in_worths=weighed["difference"].abs() / worth)
    table = beside[[*_PLACE, "difference_in_worths"]].merge(summary, on=_PLACE, how="left")
    return table[list(_COLUMNS)].drop_duplicates(ignore_index=True)


def draw_rewordings(table: pd.DataFrame, ax: Axes | None = None, width: float = 640) -> Axes:
    """Draw how far rewording moves each measure: a dot for each strength; an upright where the groups differ as much.

    Parameters
    ----------
    table : DataFrame
        As ``lay_out_rewordings`` gives it. The stronger, the darker and larger. A strength in which more than
        half of the rewordings lost the value has a ring instead of a dot, one without any value nothing.
    ax : Axes, optional
        Where to draw; new Axes otherwise.
    width : float
        Width of new Axes in points; below 500 the measures' names are broken.

    Examples
    --------
    >>> row = {"measure": "tone", "part": "body", "voice": "all", "n": 6, "n_lost": 0, "difference_in_worths": 0.3}
    >>> table = pd.DataFrame([row | {"strength": strength, "in_worths": strength / 2} for strength in (1, 2, 3)])
    >>> draw_rewordings(table).get_yticklabels()[0].get_text()
    'tone'
    """
    need_columns(table, "draw_rewordings", *_COLUMNS)
    table = table.reset_index(drop=True)
    lanes = [*table.groupby(_PLACE, sort=False)]
    ax = start_axes(ax, width, 62 + _ROW * len(lanes))
    highest = table[["in_worths", "difference_in_worths"]].max(axis=None)
    ax.set(xlim=(0, 1.06 * max(1.0, highest if highest == highest else 1.0)), ylim=(len(lanes) - 0.5, -0.75))
    ax.axvline(1, color=RULE, lw=0.8, zorder=1)
    for lane, (_, rows) in enumerate(lanes):
        _draw_lane(ax, lane, rows)
    names = [name_briefly(rows.iloc[0]) for _, rows in lanes]
    is_narrow, label = width < _NARROW, "smallest differences worth the name"
    ax.set_yticks(range(len(lanes)), [fill(name, _LINE) for name in names] if is_narrow else names,
                  fontsize=SMALL if is_narrow else SIZE, color=INK)
    ax.tick_params(axis="y", length=0)
    draw_scale(ax, label)
    ax.set_xlabel(fill(label, _LINE) if is_narrow else label)
    return keep_table(ax, table[list(_COLUMNS)])


def _draw_lane(ax: Axes, lane: int, rows: pd.DataFrame) -> None:
    moves = rows.dropna(subset="in_worths")
    ax.hlines(lane, 0, rows["in_worths"].max(), color=RULE, lw=1, zorder=1)
    for row in moves.itertuples():
        colour, size = _LOOKS[row.strength]
        dot, = ax.plot([row.in_worths], [lane], "o", color=colour, ms=size, clip_on=False, zorder=6 - row.strength,
                       mfc="none" if row.n_lost > row.n else colour)
        tie_mark(dot, "", row.Index)
    difference = rows["difference_in_worths"].iloc[0]
    if pd.notna(difference):
        upright, = ax.plot([difference, difference], [lane - 0.32, lane + 0.32], color=INK, lw=2, zorder=7,
                           solid_capstyle="butt")
        tie_mark(upright, "", *rows.index)


def describe_rewordings(table: pd.DataFrame) -> str:
    """Say in words what ``draw_rewordings`` shows of the same table, for the figure's ``alt``.

    Examples
    --------
    >>> row = {"measure": "tone", "part": "body", "voice": "all", "n": 6, "n_lost": 0, "difference_in_worths": 0.3}
    >>> describe_rewordings(pd.DataFrame([row | {"strength": 1, "in_worths": 0.5}]))
    'Moves by rewording, in smallest differences worth the name, by strength: tone 0.50 (strength 1), groups 0.30 \
apart.'
    """
    need_columns(table, "describe_rewordings", *_COLUMNS)
    said = []
    for _, rows in table.groupby(_PLACE, sort=False):
        moves = [f"{say_number(row.in_worths)} (strength {row.strength}"
                 f"{', most values lost' if row.n_lost > row.n else ''})" for row in rows.itertuples()]
        difference = rows["difference_in_worths"].iloc[0]
        apart = "" if pd.isna(difference) else f", groups {say_number(difference)} apart"
        said.append(f"{name_briefly(rows.iloc[0])} {', '.join(moves)}{apart}")
    return f"Moves by rewording, in smallest differences worth the name, by strength: {'; '.join(said)}."

"""The register check drawn: an expectation a lane, an event a dot, in smallest differences worth the name."""

from __future__ import annotations

from textwrap import fill

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import FixedLocator, FuncFormatter, NullLocator

from analysis.comparison.expectations import split_registers
from analysis.comparison.registers import RegisterCheck
from analysis.presentation.colours import INK, RULE, SOFT
from analysis.presentation.figures.labels import Label, place_labels
from analysis.presentation.figures.lanes import free_texts
from analysis.presentation.figures.shown import show_figure
from analysis.presentation.figures.style import (
    PHONE,
    SMALL,
    format_tick,
    keep_narrow,
    keep_table,
    need_columns,
    start_axes,
)
from analysis.presentation.findings.registers import state_held
from analysis.presentation.findings.rewording import name_briefly
from analysis.presentation.findings.wording import say_count, say_number
from analysis.presentation.pages import Shown

_COLUMNS = ("number", "measure", "part", "voice", "registers", "event", "unseen", "unit", "difference", "in_worths")
_ROW, _TALL, _LETTER = 48, 62, 5.7  # points: a lane's height, that for a phone, a letter's width
_STROKE = 0.14  # of a lane
_HEADS = {">": "Expected: to the right of 0", "=": "Expected: inside the grey band"}
_HOW_TO_READ = ("A dot is an event, filled where no rule or list was made in sight of its texts, hollow where some "
                "were. The upright stroke is the mean. 1 is the smallest difference worth the name; beyond 1 the axis "
                "is drawn together, each mark about three times the one before.")


def show_registers(check: RegisterCheck) -> Shown:
    """Show the figure of a register check with what held, how to read it, and all differences under it."""
    return show_figure(draw_registers(check.events), f"{state_held(check)} {_HOW_TO_READ}",
                       describe_registers(check.events))


def draw_registers(table: pd.DataFrame, ax: Axes | None = None, width: float = 640) -> Axes:
    """Draw each expectation's differences event by event, those that expect a difference above those that expect none.

    Parameters
    ----------
    table : DataFrame
        ``RegisterCheck.events`` (``analysis.comparison.registers``). Events without a value have no dot; an expectation
        without any has an empty lane. The event that goes most against the expectation is named.
    ax : Axes, optional
        Where to draw; new Axes otherwise.
    width : float
        Width of new Axes in points.

    Raises
    ------
    UserError
        When a column is missing or there are no rows.

    Examples
    --------
    >>> row = {"number": 1, "measure": "tone", "part": "body", "voice": "all", "registers": "wire > tabloid",
    ...        "unseen": True, "unit": "from −1 to 1"}
    >>> table = pd.DataFrame([row | {"event": "flood", "difference": 0.2, "in_worths": 4.0},
    ...                       row | {"event": "fire", "difference": -0.1, "in_worths": -2.0}])
    >>> [text.get_text() for text in draw_registers(table).texts][1:]
    ['tone, wire > tabloid', 'fire']
    """
    need_columns(table, "draw_registers", *_COLUMNS)
    given = ax is not None
    lanes, heads, end = _stack(table)
    ax = start_axes(ax, width, 60 + (_ROW if width > PHONE else _TALL) * end)
    reach = max(3.0, table["in_worths"].abs().max(skipna=True) if table["in_worths"].notna().any() else 0)
    ax.set_xscale("symlog", linthresh=1, linscale=0.55)
    ax.set(xlim=(-1.25 * reach, 1.25 * reach), ylim=(end, -0.2))
    ax.axvspan(-1, 1, color=RULE, alpha=0.3, lw=0, zorder=0)
    ax.axvline(0, color=SOFT, lw=0.8, zorder=1)
    for sign, lane in heads.items():
        _write(ax, lane, _HEADS[sign], width, weight="bold")
    dots, names = [], []
    for number, lane in lanes.items():
        rows = table[table["number"] == number]
        _write(ax, lane - 0.26, f"{name_briefly(rows.iloc[0])}, {rows['registers'].iloc[0]}", width)
        places, label = _draw_lane(ax, lane, rows.dropna(subset="in_worths").sort_values("in_worths"))
        dots, names = dots + places, names + label
    _draw_axis(ax, reach, width)
    free_texts(ax)
    place_labels(ax, names, dots or [(0, 0)])
    free_texts(ax)
    ax = ax if given else keep_narrow(ax, lambda narrow: draw_registers(table, narrow, PHONE))
    return keep_table(ax, table[list(_COLUMNS)])


def _stack(table: pd.DataFrame) -> tuple[dict[int, float], dict[str, float], float]:
    """Return each expectation's lane, each kind's line above its lanes, and where the last lane ends."""
    signs = {number: split_registers(registers)[1]
             for number, registers in zip(table["number"], table["registers"])}
    lanes, heads, place = {}, {}, 0.0
    for sign in _HEADS:
        numbers = sorted(number for number, each in signs.items() if each == sign)
        if numbers:
            heads[sign], place = place, place + 0.9
        for number in numbers:
            lanes[number], place = place, place + 1
    return lanes, heads, place - 0.4


def _write(ax: Axes, lane: float, text: str, width: float, **look: str) -> None:
    ax.annotate(fill(text, int(width / _LETTER)), (0, lane), xycoords=("axes fraction", "data"), va="bottom",
                fontsize=SMALL, color=INK, **look)


def _draw_lane(ax: Axes, lane: float, rows: pd.DataFrame) -> tuple[list[tuple[float, float]], list[Label]]:
    """Draw dots and mean; return where the dots are, and the name of the event furthest from what was expected."""
    if rows.empty:
        return [], []
    ax.hlines(lane, rows["in_worths"].min(), rows["in_worths"].max(), color=RULE, lw=1, zorder=1)
    for row in rows.itertuples():
        ax.plot([row.in_worths], [lane], "o", ms=6.5, mew=1.2, color=INK, mfc=INK if row.unseen else "none", alpha=0.75,
                zorder=3, clip_on=False)
    mean = rows["in_worths"].mean()
    ax.plot([mean, mean], [lane - _STROKE, lane + _STROKE], color=INK, lw=2.4, zorder=4, solid_capstyle="butt")
    sign = split_registers(rows["registers"].iloc[0])[1]
    worst = rows.iloc[0] if sign == ">" else rows.loc[rows["in_worths"].abs().idxmax()]
    return [(value, lane) for value in rows["in_worths"]], [
        Label(worst["in_worths"], lane, worst["event"].replace("_", " "), SOFT, above=False)]


def _draw_axis(ax: Axes, reach: float, width: float) -> None:
    steps = [step for step in (1, 3, 10, 30, 100, 300, 1_000) if step <= 1.25 * reach]
    steps = steps if width > PHONE else [step for step in steps if step in (1, 10, 100, 1_000)]
    ax.xaxis.set_major_locator(FixedLocator([*(-step for step in steps), 0, *steps]))
    ax.xaxis.set_minor_locator(NullLocator())
    ax.xaxis.set_major_formatter(FuncFormatter(lambda value, _: format_tick(value, "")))
    ax.spines["bottom"].set(visible=True, color=RULE)
    ax.set_yticks([])
    label = "difference of the first register less the second, in smallest differences worth the name"
    ax.set_xlabel(fill(label, int(width / _LETTER)), fontsize=SMALL, color=SOFT)


def describe_registers(table: pd.DataFrame) -> str:
    """Say in words what ``draw_registers`` shows of the same table, for the figure's ``alt``.

    Examples
    --------
    >>> row = {"number": 1, "measure": "tone", "part": "body", "voice": "all", "registers": "wire > tabloid",
    ...        "unseen": True, "unit": "from −1 to 1"}
    >>> describe_registers(pd.DataFrame([row | {"event": "flood", "difference": 0.2, "in_worths": 4.0},
    ...                                  row | {"event": "fire", "difference": -0.1, "in_worths": -2.0}]))
    'Dots by event, in smallest differences worth the name: tone, wire > tabloid: mean 1.0, two events from −2.0 \
(fire) to 4.0 (flood).'
    """
    need_columns(table, "describe_registers", *_COLUMNS)
    said = [_describe_lane(rows) for _, rows in table.groupby("number")]
    return f"Dots by event, in smallest differences worth the name: {'; '.join(said)}."


def _describe_lane(rows: pd.DataFrame) -> str:
    name = f"{name_briefly(rows.iloc[0])}, {rows['registers'].iloc[0]}"
    defined = rows.dropna(subset="in_worths").sort_values("in_worths")
    if defined.empty:
        return f"{name}: undefined"
    ends = [f"{say_number(row['in_worths'])} ({row['event'].replace('_', ' ')})"
            for _, row in defined.iloc[np.array([0, -1])].iterrows()]
    return (f"{name}: mean {say_number(defined['in_worths'].mean())}, {say_count(len(defined), 'event')} from "
            f"{' to '.join(ends)}")

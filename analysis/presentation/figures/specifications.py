"""The specification curve: every defensible way to measure one thing, in the order of the differences it finds."""

from __future__ import annotations

from textwrap import wrap

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.font_manager import FontProperties
from matplotlib.patches import Rectangle
from matplotlib.textpath import TextPath
from matplotlib.ticker import MaxNLocator

from analysis.comparison.descriptions import RATE, WEIGHTED_RATE, describe_measure
from analysis.files import UserError
from analysis.presentation.colours import INK, RULE, SOFT, choose_colours, shade_text
from analysis.presentation.figures.style import FONT, SMALL, format_tick, keep_table, need_columns, start_axes
from analysis.presentation.figures.ties import tie_mark, tie_marks
from analysis.presentation.findings.wording import say_list, say_value
from analysis.schemas import CHOICES

_NAMES = {"analyser": "judged by", "normalisation": "marks", "counting": "counting", "lexicon_variant": "list",
          "voices": "whose words", "headline": "headline", "denominator": "per", "grouping": "groups"}
_ROW, _CURVE, _GAP, _LETTER = 16, 170, 14, 0.56 * SMALL  # points: a row of the panel, the curve, a gap, a letter
_DOT = 3.6  # points
_COLUMNS = ("number", "measure", *CHOICES, "planned", "unit", "difference", "group_a", "group_b")


def draw_specifications(table: pd.DataFrame, ax: Axes | None = None, width: float = 640, narrow: bool = False) -> Axes:
    """Draw the differences that all defensible ways to measure one thing find, and the choices behind each.

    Above, a mark for every way, from the lowest difference to the highest, in the colour of the group that is then
    higher; the planned one is ringed and named. Below, in the same order, a mark in every row whose choice was made;
    the planned choices are in bold.

    Parameters
    ----------
    table : DataFrame
        Rows of ``specifications`` for one number of the plan.
    ax : Axes, optional
        Where to draw; new Axes otherwise.
    width : float
        Width of new Axes in points.
    narrow : bool
        For a phone: 300 points wide, and of each choice only what the plan did not choose has a row.

    Raises
    ------
    UserError
        When a column is missing, there are no rows, or they belong to more than one measure of the plan.

    Source: Simonsohn, U., Simmons, J. P. and Nelson, L. D. (2020): Specification curve analysis. Nature Human Behaviour
    4, 1208–1214, figure 2.
    """
    need_columns(table, "draw_specifications", *_COLUMNS)
    if table["number"].nunique() > 1:
        raise UserError("draw_specifications draws one measure of the plan; take the rows of one number.")
    rows = table.sort_values(["difference", *CHOICES], kind="stable", ignore_index=True)
    lines = _list_lines(rows, narrow)
    width = 300 if narrow else width
    title = wrap(_name_axis(rows), int(width / _LETTER))
    height = _ROW * len(title) + _CURVE + 2 * _GAP + _ROW * len(lines)
    ax = start_axes(ax, width, height)
    ax.set_axis_off()
    ax.add_patch(Rectangle((0, 0), 1, 1, transform=ax.transAxes, fill=False, lw=0))  # all that the layout has to see
    ax.annotate("\n".join(title), (0, 1), xycoords="axes fraction", va="top", fontsize=SMALL, color=SOFT,
                in_layout=False)
    left = max([_measure_width(name) + 8 for name, _, _ in lines] + [60]) / width
    low, size = (_ROW * len(lines) + _GAP) / height, _CURVE / height
    curve = _start_inset(ax, [left, low, 1 - left, size], len(rows))
    _draw_curve(curve, rows)
    if lines:
        _draw_choices(_start_inset(ax, [left, 0, 1 - left, low - _GAP / height], len(rows)), rows, lines)
    return keep_table(ax, rows[[column for column in _COLUMNS[2:] if (rows[column] != "").any()]])


def _name_axis(rows: pd.DataFrame) -> str:
    first, units = rows.iloc[0], {*rows["unit"]}
    unit = f"{RATE}, weighted or not" if units == {RATE, WEIGHTED_RATE} else " or ".join(sorted(units))
    label = describe_measure(first["measure"]).label
    return f"difference in {label}, {first['group_a']} minus {first['group_b']} ({unit})"


def _measure_width(text: str) -> float:
    """The width of a text in bold, in points."""
    return TextPath((0, 0), text, size=SMALL, prop=FontProperties(family=FONT, weight="bold")).get_extents().width


def _start_inset(ax: Axes, bounds: list[float], n: int) -> Axes:
    """Return bare Axes inside others, with a place for each of n ways from left to right."""
    inset = ax.inset_axes(bounds)
    inset.set_in_layout(False)
    inset.spines[:].set_visible(False)
    inset.patch.set_visible(False)
    inset.tick_params(labelsize=SMALL, labelcolor=SOFT, color=RULE, length=3)
    inset.set(xlim=(-1, n), xticks=[])
    return inset


def _draw_curve(ax: Axes, rows: pd.DataFrame) -> None:
    group_a, group_b = rows[["group_a", "group_b"]].iloc[0]
    colours = choose_colours([group_a, group_b])
    values, unit = rows["difference"], rows["unit"].iloc[0]
    ax.axhline(0, color=SOFT, lw=0.8, zorder=1)
    for colour, side in ((colours[group_a], values > 0), (colours[group_b], values < 0), (SOFT, values == 0)):
        dots = ax.scatter(values.index[side], values[side], s=_DOT ** 2, lw=0, color=colour, clip_on=False, zorder=3)
        tie_marks(dots, [""] * int(side.sum()), values.index[side])
    reach = max(values.max(), 0) - min(values.min(), 0) or 1
    ax.set_ylim(min(values.min(), 0) - 0.14 * reach, max(values.max(), 0) + 0.14 * reach)
    ax.yaxis.set_major_locator(MaxNLocator(5, steps=[1, 2, 2.5, 5, 10]))
    ax.yaxis.set_major_formatter(lambda value, _: format_tick(value, unit))
    for group, y, place in ((group_a, 0.99, "top"), (group_b, 0.01, "bottom")):
        present = (values > 0).any() if group == group_a else (values < 0).any()
        if present:
            x, side = (0.02, "left") if place == "top" else (1.0, "right")
            ax.annotate(f"{group} higher", (x, y), xycoords="axes fraction", ha=side, va=place, fontsize=SMALL,
                        fontweight="bold", color=shade_text(colours[group]))
    for place in rows.index[rows["planned"]]:
        _mark_planned(ax, place, values[place], len(rows), say_value(values[place], unit))


def _mark_planned(ax: Axes, place: int, value: float, n: int, said: str) -> None:
    """Ring the planned way and name it where the curve is not: below it on the left, above it on the right."""
    ring, = ax.plot([place], [value], "o", ms=9, mfc="none", mec=INK, mew=1.3, clip_on=False, zorder=4)
    rightward = place < 0.4 * n
    name = ax.annotate(f"as planned {said}", (place, value), (12 if rightward else -12, -24 if rightward else 24),
                       textcoords="offset points", ha="left" if rightward else "right", va="center", fontsize=SMALL,
                       color=INK, arrowprops={"arrowstyle": "-", "color": SOFT, "lw": 0.8, "shrinkB": 5, "shrinkA": 0})
    for mark in (ring, name):
        tie_mark(mark, "", place)


def _list_lines(rows: pd.DataFrame, narrow: bool) -> list[tuple[str, str, str]]:
    """The rows of the panel: what is written, the choice, and its value. What leaves no choice is left out."""
    planned = rows[rows["planned"]]
    lines = []
    for choice in CHOICES:
        own = planned[choice].iloc[0] if len(planned) else ""
        values = sorted({*rows[choice]} - {""}, key=lambda value: (value != own, value))
        if len(values) < 2:
            continue
        shown = [value for value in values if value != own] if narrow else values
        lines += [(f"{_NAMES[choice]}: {value}", choice, value) for value in shown]
    return lines


def _draw_choices(ax: Axes, rows: pd.DataFrame, lines: list[tuple[str, str, str]]) -> None:
    planned = rows[rows["planned"]]
    for lane, (_, choice, value) in enumerate(lines):
        made = rows.index[rows[choice] == value]
        ax.vlines(made, lane - 0.28, lane + 0.28, color=INK, lw=min(2.0, 330 / len(rows)), zorder=3)
        if lane and lines[lane - 1][1] != choice:
            ax.axhline(lane - 0.5, color=RULE, lw=0.6, zorder=1)
    for place in planned.index:
        ax.axvline(place, color=SOFT, lw=0.8, zorder=2)
    ax.set_ylim(len(lines) - 0.5, -0.5)
    ax.set_yticks(range(len(lines)), [name for name, _, _ in lines], fontsize=SMALL)
    ax.tick_params(axis="y", length=0)
    for text, (_, choice, value) in zip(ax.get_yticklabels(), lines):
        is_planned = len(planned) and planned[choice].iloc[0] == value
        text.set(color=INK if is_planned else SOFT, fontweight="bold" if is_planned else "normal")


def describe_specifications(table: pd.DataFrame) -> str:
    """Say in words what ``draw_specifications`` shows of the same table, for the figure's ``alt``.

    Examples
    --------
    >>> rows = pd.DataFrame(dict.fromkeys(CHOICES, "") | {
    ...     "number": 7, "measure": "tone", "unit": "from −1 to 1", "group_a": "wire", "group_b": "blog",
    ...     "difference": [0.2, -0.1], "planned": [True, False], "analyser": ["tone", "VADER"]})
    >>> describe_specifications(rows)
    'Specification curve, tone: 2 differences wire minus blog from −0.10 to 0.20, 1 above zero and 1 below; as planned \
0.20. Mean difference by choice: judged by VADER −0.10 and tone 0.20.'
    """
    need_columns(table, "describe_specifications", *_COLUMNS)
    first, values, unit = table.iloc[0], table["difference"], table["unit"].iloc[0]
    planned = "".join(f"; as planned {say_value(value, unit)}" for value in table.loc[table["planned"], "difference"])
    choices = []
    for choice in CHOICES:
        means = table[table[choice] != ""].groupby(choice)["difference"].mean()
        if len(means) > 1:
            choices.append(f"{_NAMES[choice]} " + say_list(f"{name} {say_value(mean, unit)}"
                                                           for name, mean in means.items()))
    by_choice = f" Mean difference by choice: {'; '.join(choices)}." if choices else ""
    return (f"Specification curve, {describe_measure(first['measure']).label}: {len(table)} differences "
            f"{first['group_a']} minus {first['group_b']} from {say_value(values.min(), unit)} to "
            f"{say_value(values.max(), unit)}, {(values > 0).sum():,} above zero and "
            f"{(values < 0).sum():,} below{planned}.{by_choice}")

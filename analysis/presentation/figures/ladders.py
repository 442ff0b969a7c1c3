"""Many groups under each other, the highest mean first; and what all figures of one measure have in common."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from analysis.comparison.descriptions import describe_measure
from analysis.comparison.rows import name_family
from analysis.files import UserError
from analysis.presentation.colours import GROUP_COLOURS, INK, RULE, SOFT
from analysis.presentation.figures.style import (
    PHONE,
    SMALL,
    describe_axis,
    draw_scale,
    keep_narrow,
    keep_table,
    need_columns,
    shorten_names,
    sort_groups,
    start_axes,
)
from analysis.presentation.figures.ties import name_rows, tie_mark, tie_marks
from analysis.presentation.findings.wording import say_value
from analysis.resampling.intervals import bound_mean

MOST_LANES = 7  # with more groups than this there is no colour for each, and no room for names
_LANE, _RUNG, _AROUND = 66, 21, 52  # points: of a group with few others, of one among many, of scale and margins
_LONGEST, _LONGEST_ON_PHONE = 18, 9  # letters of a group's name


def draw_ladder(table: pd.DataFrame, ax: Axes | None = None, width: float = 400, first_row: int = 0) -> Axes:
    """Draw one measure of many groups: a rung for each, the highest mean on top, with its articles as pale dots.

    Parameters are those of ``draw_dots``, which hands tables of more than ``MOST_LANES`` groups over. The bar around a
    mean is its 95% interval over the group's articles, from ``ENOUGH_ARTICLES`` on; behind the mean stands in how many
    articles the measure is defined.
    """
    need_columns(table, "draw_ladder", "article_id", "group", "measure", "value", "unit")
    given, table = ax is not None, sort_groups(table)
    table.index += first_row
    defined, unit = table.dropna(subset="value"), table["unit"].iloc[0]
    means = table.groupby("group")["value"].mean().sort_values(ascending=False, kind="stable")  # the undefined last
    ax = start_axes(ax, width, measure_height(len(means)))
    rungs = {group: rung for rung, group in enumerate(means.index)}
    heights = defined["group"].map(rungs)
    set_limits(ax, defined["value"], table["measure"].iloc[0], len(means))
    dots = ax.scatter(defined["value"], heights, s=20, color=[_choose_colour(group) for group in defined["group"]],
                      alpha=0.3, lw=0, zorder=2, clip_on=False)
    if len(defined):
        tie_marks(dots, list_targets(defined), defined.index)
    for group, rung in rungs.items():
        own = defined[defined["group"] == group]
        _draw_rung(ax, group, rung, own, unit)
    draw_scale(ax, describe_axis(table), unit)
    ax.set_ylabel("")
    narrow = ax.get_window_extent().width * 72 / ax.get_figure(root=True).dpi < PHONE
    short = shorten_names(rungs, _LONGEST_ON_PHONE if narrow else _LONGEST)
    ax.set_yticks(range(len(rungs)), [short[group] for group in rungs], fontsize=SMALL)
    ax.tick_params(axis="y", length=0, pad=8)
    for text, group in zip(ax.get_yticklabels(), rungs):
        text.set_color(INK)
    ax = ax if given else keep_narrow(ax, lambda phone: draw_ladder(table, phone, PHONE))
    return keep_table(ax, list_numbers(table, table.groupby("group")["value"].mean()))


def _draw_rung(ax: Axes, group: str, rung: int, own: pd.DataFrame, unit: str) -> None:
    ax.axhline(rung, color=RULE, lw=0.5, zorder=0)
    if own.empty:
        ax.annotate("undefined", (1, rung), (6, 0), xycoords=("axes fraction", "data"), textcoords="offset points",
                    va="center", fontsize=SMALL, color=SOFT)
        return
    mean, colour = own["value"].mean(), _choose_colour(group)
    low, high = bound_mean(own["value"])
    if low == low:
        ax.plot([low, high], [rung, rung], color=colour, lw=3, solid_capstyle="butt", zorder=3)
    upright, = ax.plot([mean, mean], [rung - 0.36, rung + 0.36], color=colour, lw=2.2, zorder=4,
                       solid_capstyle="butt")
    tie_mark(upright, "", *own.index)
    ax.annotate(f"{say_value(mean, unit)} ({len(own)})", (1, rung), (6, 0), xycoords=("axes fraction", "data"),
                textcoords="offset points", va="center", fontsize=SMALL, color=SOFT)


def _choose_colour(group: str) -> str:
    return GROUP_COLOURS.get(group, SOFT)


def measure_height(n_groups: int) -> float:
    """Return the height of a figure of so many groups, in points."""
    return _AROUND + (_LANE if n_groups <= MOST_LANES else _RUNG) * n_groups


def list_targets(rows: pd.DataFrame) -> list[str]:
    """The places of the rows behind each article's number; empty where no rows are kept for the measure."""
    family = name_family(rows["measure"].iloc[0])
    return [name_rows(article, family) if family else "" for article in rows["article_id"]]


def set_limits(ax: Axes, values: pd.Series, measure: str, n_groups: int) -> None:
    """Start at zero where nothing can be less; draw a line at zero where it is a balance."""
    low, high = _find_bounds(measure)
    least, most = (values.min(), values.max()) if len(values) else (0.0, 1.0)
    if low < 0 or least < 0:
        reach = 0.3 * (max(most, 0) - min(least, 0)) or 1
        ax.set_xlim(min(least, 0) - reach, max(most, 0) + reach)
        ax.axvline(0, color=SOFT, lw=0.8, zorder=1)
    elif low == 0:
        ax.set_xlim(0, min(high, 1.12 * most) or 1)
        ax.axvline(0, color=RULE, lw=0.8, zorder=1)
    else:
        margin = 0.18 * (most - least) or 0.5
        ax.set_xlim(max(low, least - margin), min(high, most + margin))
    ax.set_ylim(n_groups - 0.5, -0.5)


def _find_bounds(measure: str) -> tuple[float, float]:
    try:
        return describe_measure(measure).bounds
    except UserError:
        return 0, np.inf


def list_numbers(table: pd.DataFrame, means: pd.Series) -> pd.DataFrame:
    shown = ["article_id", "group", "value", "unit", "numerator", "denominator"]
    return table[[column for column in shown if column in table]].assign(group_mean=table["group"].map(means))

"""What the loaded words are: categories by article."""

from __future__ import annotations

import re

import pandas as pd
from matplotlib.axes import Axes

from analysis.presentation.figures.lanes import HEADER, name_lanes, stack_articles, write_key
from analysis.presentation.figures.style import (
    INK,
    RULE,
    SMALL,
    choose_colours,
    keep_table,
    need_columns,
    sort_groups,
    start_axes,
)
from analysis.presentation.findings.wording import say_number

_CATEGORY = re.compile(r"loaded_(?!hits_)(\w+)_per_1000")


def draw_categories(table: pd.DataFrame, ax: Axes | None = None) -> Axes:
    """Draw loaded language by category: a column of bars for each category, a row for each article.

    Parameters
    ----------
    table : DataFrame
        Rows ``loaded_<category>_per_1000`` of ``measures`` for one part and voice, with each article's ``group``.
    ax : Axes, optional
        Where to draw; new Axes otherwise.
    """
    need_columns(table, "draw_categories", "article_id", "group", "measure", "value")
    bars = table[table["measure"].str.fullmatch(_CATEGORY)]
    need_columns(bars, "draw_categories (rows loaded_<category>_per_1000)", "measure")
    bars = sort_groups(bars.assign(category=bars["measure"].str.extract(_CATEGORY)[0].str.replace("_", " ")))
    categories, colours = sorted(bars["category"].unique()), choose_colours(bars["group"])
    longest = bars["value"].max() or 1
    lanes, lines, end = stack_articles(bars)
    ax = start_axes(ax, 90 + 104 * len(categories), 20 + 30 * (end + 0.8))
    name_lanes(ax, lanes, lines, end)
    ax.set(xlim=(0, len(categories)), xticks=[])
    write_key(ax, [(f"loaded language by category, {bars['unit'].iloc[0]}", None)], -1.75)
    ax.set_ylim(end, -2.1)
    for place, category in enumerate(categories):
        rows = bars[bars["category"] == category].assign(lane=lambda table: table["article_id"].map(lanes))
        ax.annotate(category, (place, -0.85), va="center", fontsize=SMALL, color=INK)
        ax.vlines(place, HEADER - 0.5, end, color=RULE, lw=0.8)
        ax.barh(rows["lane"], 0.66 * rows["value"] / longest, left=place, height=0.56, lw=0,
                color=[colours[group] for group in rows["group"]])
        for row in rows.itertuples():
            length = 0 if pd.isna(row.value) else 0.66 * row.value / longest
            ax.annotate(say_number(row.value), (place + length, row.lane), (4, 0), textcoords="offset points",
                        va="center", fontsize=SMALL, color=INK)
    return keep_table(ax, bars[["article_id", "group", "category", "value", "unit"]])

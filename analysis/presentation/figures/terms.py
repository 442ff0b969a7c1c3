"""What the loaded words are: categories by article."""

from __future__ import annotations

import re
from textwrap import wrap

import pandas as pd
from matplotlib.axes import Axes

from analysis.presentation.colours import INK, RULE, SOFT, choose_colours
from analysis.presentation.figures.lanes import HEADER, free_texts, name_lanes, stack_articles, write_key
from analysis.presentation.figures.pooled import POOLED, is_crowded, pool_articles
from analysis.presentation.figures.style import (
    PHONE,
    SMALL,
    keep_narrow,
    keep_table,
    need_columns,
    sort_groups,
    start_axes,
)
from analysis.presentation.figures.ties import name_rows, tie_mark
from analysis.presentation.findings.wording import say_number

_CATEGORY = re.compile(r"loaded_(?!hits_)(\w+)_per_1000")


def draw_categories(table: pd.DataFrame, ax: Axes | None = None, n_columns: int = 0) -> Axes:
    """Draw loaded language by category: a column of bars for each category, a row for each article.

    Of many articles (``is_crowded``) a row is a group's mean.

    Parameters
    ----------
    table : DataFrame
        Rows ``loaded_<category>_per_1000`` of ``measures`` for one part and voice, with each article's ``group``.
    ax : Axes, optional
        Where to draw; new Axes otherwise.
    n_columns : int
        How many categories stand beside each other, set for a phone; 0 sets all of them side by side.
    """
    given = ax is not None
    need_columns(table, "draw_categories", "article_id", "group", "measure", "value")
    bars = table[table["measure"].str.fullmatch(_CATEGORY)]
    need_columns(bars, "draw_categories (rows loaded_<category>_per_1000)", "measure")
    bars = sort_groups(bars.assign(category=bars["measure"].str.extract(_CATEGORY)[0].str.replace("_", " ")))
    categories, colours = sorted(bars["category"].unique()), choose_colours(bars["group"])
    crowded = is_crowded(bars)
    drawn = pool_articles(bars, ["value"], ["category"]) if crowded else bars
    longest = drawn["value"].max() or 1
    lanes, lines, end = stack_articles(drawn, crowded)
    across, column = (n_columns, (PHONE - 70) / n_columns) if n_columns else (len(categories), 104)
    block = end + 1.6  # lanes that a row of categories takes
    shifts = tuple(block * row for row in range(-(-len(categories) // across)))
    ax = start_axes(ax, PHONE if n_columns else 90 + column * across, 20 + 30 * (end + 0.8 + shifts[-1]))
    name_lanes(ax, lanes, lines, end, shifts=shifts, phone=n_columns > 0)
    ax.set(xlim=(0, across), xticks=[])
    if crowded:
        ax.set_xlabel("\n".join(wrap(POOLED, 34 if n_columns else 80)), fontsize=SMALL, color=SOFT)
    write_key(ax, [(f"loaded language by category, {bars['unit'].iloc[0]}", None)], -1.75, phone=n_columns > 0)
    ax.set_ylim(end + shifts[-1], -2.1)
    for number, category in enumerate(categories):
        place, down = number % across, shifts[number // across]
        rows = drawn[drawn["category"] == category].assign(lane=lambda table: table["article_id"].map(lanes) + down)
        ax.annotate(category, (place, -0.85 + down), va="center", fontsize=SMALL, color=INK)
        ax.vlines(place, (HEADER if lines else HEADER / 2) - 0.5 + down, end + down, color=RULE, lw=0.8)
        columns = ax.barh(rows["lane"], 0.66 * rows["value"] / longest, left=place, height=0.56, lw=0,
                          color=[colours[group] for group in rows["group"]])
        for row, bar in zip(rows.itertuples(), columns):
            length = 0 if pd.isna(row.value) else 0.66 * row.value / longest
            said = ax.annotate(say_number(row.value), (place + length, row.lane), (4, 0), textcoords="offset points",
                               va="center", fontsize=SMALL, color=INK)
            for mark in () if crowded else (bar, said):
                tie_mark(mark, name_rows(row.article_id, "loaded_language"), row.Index)
    if n_columns:
        free_texts(ax)
    ax = ax if given else keep_narrow(
        ax, lambda narrow: draw_categories(table, narrow, n_columns=3 if max(map(len, lanes)) <= 9 else 2))
    return keep_table(ax, bars[["article_id", "group", "category", "value", "unit"]])

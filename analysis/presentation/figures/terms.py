"""What the loaded words are: categories by article."""

from __future__ import annotations

import re

import pandas as pd
import seaborn as sns
from matplotlib.axes import Axes

from analysis.presentation.figures.style import (
    INK, RULE, SIZE, SMALL, SOFT, choose_colours, format_value, keep_table, need_columns, sort_groups, start_axes)

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
    articles, categories = list(dict.fromkeys(bars["article_id"])), sorted(bars["category"].unique())
    colours, longest = choose_colours(bars["group"]), bars["value"].max() or 1
    ax = start_axes(ax, 110 + 112 * len(categories), 56 + 30 * len(articles))
    ax.set_axis_off()
    for place, category in enumerate(categories):
        panel = start_axes(ax.inset_axes([place / len(categories), 0, 0.68 / len(categories), 1]), 1, 1)
        rows = bars[bars["category"] == category]
        sns.barplot(rows, x="value", y="article_id", order=articles, hue="group", palette=colours, saturation=1,
                    errorbar=None, legend=False, width=0.56, ax=panel)
        panel.set(xlim=(0, longest), xticks=[], xlabel="", ylabel="", ylim=(len(articles) - 0.5, -0.9))
        panel.set_title(category, fontsize=SMALL, color=SOFT, loc="left", pad=4)
        panel.axvline(0, color=RULE, lw=0.8)
        panel.set_yticks(range(len(articles)), articles if place == 0 else [""] * len(articles), fontsize=SIZE, color=INK)
        panel.tick_params(axis="y", length=0, pad=6)
        for row in rows.itertuples():
            panel.annotate(format_value(row.value), (0 if pd.isna(row.value) else row.value, articles.index(row.article_id)),
                           (4, 0), textcoords="offset points", va="center", fontsize=SMALL, color=INK, annotation_clip=False)
    return keep_table(ax, bars[["article_id", "group", "category", "value", "unit"]])

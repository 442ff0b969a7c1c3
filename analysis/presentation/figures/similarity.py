"""How alike articles are in their words: a small square of numbers, alike articles beside each other."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.colors import to_hex, to_rgb
from matplotlib.patches import Rectangle

from analysis.files import UserError
from analysis.presentation.colours import choose_colours, letter_on, shade_text
from analysis.presentation.figures.pooled import MOST_ARTICLES
from analysis.presentation.figures.style import SMALL, keep_table, need_columns, start_axes
from analysis.presentation.figures.ties import tie_mark
from analysis.presentation.findings.wording import say_number

_CELL = 46  # points
_PALE, _FULL = "#eef1f4", "#1f4e79"


def draw_similarity(table: pd.DataFrame, ax: Axes | None = None) -> Axes:
    """Draw a square with a cell for each two articles: the darker, the more alike; names in their groups' colours.

    Parameters
    ----------
    table : DataFrame
        As ``similarity.measure_similarity`` gives it, in that order, with each article's ``group`` (``add_groups``).
    ax : Axes, optional
        Where to draw; new Axes otherwise.

    Raises
    ------
    UserError
        When a column is missing, there are no rows, or more than ``MOST_ARTICLES`` articles.
    """
    need_columns(table, "draw_similarity", "article_id", "other", "similarity", "group")
    groups = table.drop_duplicates("article_id").set_index("article_id")["group"]
    if len(groups) > MOST_ARTICLES:
        raise UserError(f"draw_similarity draws up to {MOST_ARTICLES} articles, not {len(groups)}: show the table.")
    place, colours = {article: number for number, article in enumerate(groups.index)}, choose_colours(groups)
    ax = start_axes(ax, 90 + _CELL * len(groups), 40 + 0.75 * _CELL * len(groups))
    apart = table[table["article_id"] != table["other"]]
    low, high = apart["similarity"].min(), apart["similarity"].max()
    pairs = apart[apart["article_id"] < apart["other"]].sort_values("similarity", ascending=False, kind="stable")
    number = {frozenset(pair): at for at, pair in enumerate(zip(pairs["article_id"], pairs["other"]))}
    for row in apart.itertuples():
        x, y = place[row.other], place[row.article_id]
        colour = _shade((row.similarity - low) / (high - low) if high > low else 0.5)
        cell = ax.add_patch(Rectangle((x - 0.48, y - 0.47), 0.96, 0.94, lw=0, color=colour))
        said = ax.annotate(f"{row.similarity:.2f}", (x, y), ha="center", va="center", fontsize=SMALL,
                           color=letter_on(colour))
        for mark in (cell, said):
            tie_mark(mark, "", number[frozenset((row.article_id, row.other))])
    ax.set(xlim=(-0.5, len(groups) - 0.5), ylim=(len(groups) - 0.5, -0.5))
    ax.set_xticks(range(len(groups)), list(groups.index), rotation=0 if len(groups) <= 6 else 90, fontsize=SMALL)
    ax.set_yticks(range(len(groups)), list(groups.index), fontsize=SMALL)
    ax.tick_params(length=0)
    ax.xaxis.tick_top()
    for name in [*ax.get_xticklabels(), *ax.get_yticklabels()]:
        name.set_color(shade_text(colours[groups[name.get_text()]]))
    return keep_table(ax, pairs[["article_id", "other", "similarity"]])


def _shade(degree: float) -> str:
    """A colour between pale and full."""
    return to_hex([pale + degree * (full - pale) for pale, full in zip(to_rgb(_PALE), to_rgb(_FULL))])


def describe_similarity(table: pd.DataFrame) -> str:
    """Say in words what ``draw_similarity`` shows of the same table, for the figure's ``alt``.

    Examples
    --------
    >>> describe_similarity(pd.DataFrame({"article_id": ["sun", "oped"], "other": ["oped", "sun"], "similarity": 0.25}))
    'Square of articles by articles, similarity of their words from 0 to 1: oped and sun 0.25.'
    """
    need_columns(table, "describe_similarity", "article_id", "other", "similarity")
    pairs = table[table["article_id"] < table["other"]].sort_values("similarity", ascending=False, kind="stable")
    said = [f"{row.article_id} and {row.other} {say_number(row.similarity)}" for row in pairs.itertuples()]
    return f"Square of articles by articles, similarity of their words from 0 to 1: {'; '.join(said)}."

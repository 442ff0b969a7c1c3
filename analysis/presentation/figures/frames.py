"""Frames × articles: the share of sentences that carry each frame, hand-coded and by rule."""

from __future__ import annotations

from textwrap import wrap

import pandas as pd
from matplotlib.axes import Axes

from analysis.presentation.colours import INK, RULE, SOFT, choose_colours, shade_text
from analysis.presentation.figures.lanes import LONGEST
from analysis.presentation.figures.pooled import POOLED, is_crowded, pool_articles
from analysis.presentation.figures.style import (
    SIZE,
    SMALL,
    keep_table,
    need_columns,
    shorten_names,
    sort_groups,
    start_axes,
)
from analysis.presentation.figures.ties import name_rows, tie_mark, tie_marks
from analysis.presentation.findings.wording import say_value

_COLUMNS = ("article_id", "group", "frame", "source", "value")
_ROW, _PANEL, _SIDE, _KEY = 22, 190, 110, 34  # points: a frame's lane; the narrowest panel; names of frames; the key
_CODED = "hand-coded"
_SHIFT = 0.17  # of a lane, between the two marks


def draw_frames(table: pd.DataFrame, ax: Axes | None = None, width: float = 720) -> Axes:
    """Draw the share of each article's body sentences that carry each frame: a ring as coded by hand, a dot by rule.

    Of many articles (``is_crowded``) a panel is a group's mean.

    Parameters
    ----------
    table : DataFrame
        What ``count_frames`` gives, with each article's ``group``. A frame without a row "by rule" has a ring only.
    ax : Axes, optional
        Where to draw; its area is divided among the articles. New Axes otherwise.
    width : float
        Width of new Axes in points; narrower ones put fewer articles beside each other.

    Examples
    --------
    >>> table = pd.DataFrame({"article_id": ["sun", "sun"], "group": ["tabloid"] * 2, "frame": ["game"] * 2,
    ...                       "source": ["hand-coded", "by rule"], "value": [0.1, 0.12]})
    >>> len(draw_frames(table).shown_numbers)
    2
    """
    need_columns(table, "draw_frames", *_COLUMNS)
    table = sort_groups(table.assign(order=range(len(table)))).sort_values("order", kind="stable", ignore_index=True)
    numbers, crowded = table[list(_COLUMNS)], is_crowded(table)
    table = pool_articles(table, ["value"], ["frame", "source"]) if crowded else table
    frames, colours = list(dict.fromkeys(table["frame"])), choose_colours(table["group"])
    articles = sort_groups(table[["article_id", "group"]].drop_duplicates())
    titles = shorten_names(articles["article_id"], LONGEST)
    n_columns = max(1, min(len(articles), int((width - _SIDE) // _PANEL)))
    n_rows, height = -(-len(articles) // n_columns), 66 + _ROW * len(frames)
    whole = n_rows * height + _KEY + (30 if crowded else 0)
    ax = start_axes(ax, width, whole)
    ax.set_axis_off()
    panel, most = (1 - _SIDE / width) / n_columns, table["value"].max()
    for place, article in enumerate(articles.itertuples()):
        row, column = divmod(place, n_columns)
        box = [_SIDE / width + column * panel, 1 - ((row + 1) * height - 26) / whole, 0.84 * panel,
               _ROW * len(frames) / whole]
        inset = start_axes(ax.inset_axes(box), 0, 0)
        rows = table[table["article_id"] == article.article_id]
        _draw_article(inset, rows, frames, colours[article.group], most if most > 0 else 1,
                      "" if crowded else "frames")
        if not crowded:
            inset.annotate(titles[article.article_id], (0, 1), (0, 18), xycoords="axes fraction",
                           textcoords="offset points", fontsize=SIZE, color=INK)
        inset.annotate(article.article_id if crowded else article.group, (0, 1), (0, 5), xycoords="axes fraction",
                       textcoords="offset points", fontsize=SMALL, fontweight="bold",
                       color=shade_text(colours[article.group]))
        names = [frame.replace("_", " ") for frame in frames] if column == 0 else []
        inset.set_yticks(range(len(names)), names, fontsize=SIZE, color=INK)
    said = "share of body sentences\nring: hand-coded, dot and number: by rule"
    said += "\n" + "\n".join(wrap(POOLED, int(width / 7))) if crowded else ""
    ax.annotate(said, (0, 0), (0, 2),
                xycoords="axes fraction", textcoords="offset points", va="bottom", fontsize=SMALL, color=SOFT)
    return keep_table(ax, numbers)


def _draw_article(ax: Axes, rows: pd.DataFrame, frames: list[str], colour: str, most: float,
                  family: str) -> None:
    """One panel: a lane for every frame, from 0 to the largest share of all panels."""
    ax.set(xlim=(0, 1.18 * most), ylim=(len(frames) - 0.5, -0.5), xticks=[0])
    ax.set_xticklabels(["0"], fontsize=SMALL, color=SOFT)
    ax.tick_params(length=0)
    ax.tick_params(axis="y", pad=8)
    ax.axvline(0, color=RULE, lw=0.8, zorder=1)
    for lane, frame in enumerate(frames):
        of_frame = rows[rows["frame"] == frame].dropna(subset="value")
        for row in of_frame.itertuples():
            y = lane + (-_SHIFT if row.source == _CODED else _SHIFT)
            line = ax.hlines(y, 0, row.value, color=colour, lw=1.2, alpha=0.6, zorder=2, clip_on=False)
            dot, = ax.plot([row.value], [y], "o", color=colour, ms=5.5, mfc="none" if row.source == _CODED else colour,
                           zorder=3, clip_on=False)
            if family:
                tie_marks(line, [name_rows(row.article_id, family)], [row.Index])
                tie_mark(dot, name_rows(row.article_id, family), row.Index)
        if len(of_frame):
            last = of_frame.iloc[-1]
            said = ax.annotate(say_value(last["value"], "share"), (of_frame["value"].max(), lane), (7, 0),
                               textcoords="offset points", va="center", fontsize=SMALL, color=SOFT)
            if family:
                tie_mark(said, name_rows(last["article_id"], family), of_frame.index[-1])


def describe_frames(table: pd.DataFrame) -> str:
    """Say in words what ``draw_frames`` shows of the same table, for the figure's ``alt``.

    Examples
    --------
    >>> table = pd.DataFrame({"article_id": ["sun", "sun"], "group": ["tabloid"] * 2, "frame": ["game"] * 2,
    ...                       "source": ["hand-coded", "by rule"], "value": [0.1, 0.12]})
    >>> describe_frames(table)
    'Share of body sentences by frame and article: sun: game 10% hand-coded, 12% by rule.'
    """
    need_columns(table, "describe_frames", *_COLUMNS)
    said, where = [], "article"
    if is_crowded(table):
        table, where = pool_articles(table, ["value"], ["frame", "source"]), f"group, {POOLED}"
    for article, rows in sort_groups(table.assign(order=range(len(table)))).groupby("article_id", sort=False):
        rows = rows.sort_values("order", kind="stable")
        frames = [f"{frame.replace('_', ' ')} " + ", ".join(
            f"{say_value(value, 'share')} {source}" for value, source in zip(of_frame["value"], of_frame["source"]))
            for frame, of_frame in rows.groupby("frame", sort=False)]
        said.append(f"{article}: {'; '.join(frames)}")
    return f"Share of body sentences by frame and {where}: {'. '.join(said)}."

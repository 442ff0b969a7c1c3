"""Whose words: how much of each article is somebody else's, and where in it they stand."""

from __future__ import annotations

from textwrap import wrap

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.colors import to_rgba
from matplotlib.text import Text

from analysis.comparison.descriptions import SHARE
from analysis.presentation.colours import INK, SOFT, choose_colours, letter_on, shade_text
from analysis.presentation.figures.lanes import (
    LONGEST,
    LONGEST_ON_PHONE,
    free_texts,
    name_lanes,
    stack_articles,
    write_key,
)
from analysis.presentation.figures.pooled import POOLED, is_crowded, pool_articles
from analysis.presentation.figures.style import (
    PHONE,
    SIZE,
    SMALL,
    VOICE_SHADES,
    keep_narrow,
    keep_table,
    need_columns,
    shorten_names,
    sort_groups,
    start_axes,
)
from analysis.presentation.figures.ties import name_rows, tie_mark
from analysis.presentation.findings.wording import say_value

_STRIP, _PLACES = 0.56, 40  # height of a strip; stretches that pooled articles are cut into
OWN_WORDS = (*to_rgba(SOFT)[:3], 0.17)
VOICES = ("direct", "indirect", "narration")
VOICE_NAMES = {"direct": "quoted", "mixed": "partly quoted", "indirect": "reported",
               "narration": "the article’s own words"}


def shade_voice(voice: str, colour: str) -> tuple[float, float, float, float]:
    """Return the group's colour, as solid as this voice is foreign: quoted words full, reported faint, own grey."""
    return (*to_rgba(colour)[:3], VOICE_SHADES[voice]) if VOICE_SHADES[voice] else OWN_WORDS


def draw_voices(table: pd.DataFrame, ax: Axes | None = None, width: float = 440) -> Axes:
    """Draw what share of each article is quoted, reported, or its own words: one bar in shades of its group's colour.

    Of many articles (``is_crowded``) it is each group's mean share.

    Parameters
    ----------
    table : DataFrame
        Rows ``direct_share`` and ``indirect_share`` of ``measures`` for one part, with each article's ``group``.
    ax : Axes, optional
        Where to draw; new Axes otherwise.
    width : float
        Width of new Axes in points.
    """
    given = ax is not None
    need_columns(table, "draw_voices", "article_id", "group", "measure", "value")
    shares = table[table["measure"].isin(["direct_share", "indirect_share"])]
    need_columns(shares, "draw_voices (rows direct_share and indirect_share)", "measure")
    shares = sort_groups(shares.pivot(index=["article_id", "group"], columns="measure", values="value").reset_index())
    shares = shares.rename(columns={"direct_share": "direct", "indirect_share": "indirect"}).rename_axis(columns=None)
    shares["narration"] = 1 - shares["direct"] - shares["indirect"]
    colours, crowded = choose_colours(shares["group"]), is_crowded(shares)
    drawn = pool_articles(shares, VOICES) if crowded else shares
    lanes, lines, end = stack_articles(drawn, crowded)
    ax = start_axes(ax, width, 40 + 32 * end)
    for row in drawn.itertuples():
        left = 0.0
        for voice in VOICES:
            share, colour = getattr(row, voice), colours[row.group]
            bar, = ax.barh(lanes[row.article_id], share, left=left, height=0.62, color=shade_voice(voice, colour), lw=0)
            marks = [bar]
            if share * width >= 31:
                ink = letter_on(colour) if voice == "direct" else INK
                marks.append(ax.text(left + share / 2, lanes[row.article_id], say_value(share, SHARE), ha="center",
                                     va="center", fontsize=SMALL, color=ink))
            for mark in () if crowded else marks:
                tie_mark(mark, name_rows(row.article_id, "voices"), row.Index)
            left += share
    name_lanes(ax, lanes, lines, end, phone=width <= PHONE)
    write_key(ax, list_voice_key(next(iter(colours.values()))), -0.95, phone=width <= PHONE)
    ax.set(xlim=(0, 1), xticks=[])
    if crowded:
        ax.set_xlabel("\n".join(wrap(POOLED, int(width / 8))), fontsize=SMALL, color=SOFT)
    if width <= PHONE:
        free_texts(ax)
    ax = ax if given else keep_narrow(ax, lambda narrow: draw_voices(table, narrow, PHONE))
    return keep_table(ax, shares)


def list_voice_key(colour: str, voices: tuple[str, ...] = VOICES) -> list[tuple[str, object]]:
    """Return the key to the voices' shades for ``write_key``."""
    return [(VOICE_NAMES[voice], shade_voice(voice, colour)) for voice in voices]


def lay_out_passages(passages: pd.DataFrame, articles: pd.DataFrame) -> pd.DataFrame:
    """Lay each article's body words end to end, in reading order, from 0 to 1.

    Returns
    -------
    DataFrame
        A row for every stretch in one voice: article_id, group, note (outlet type, genre, date), voice, left, right
        (0 to 1), n_words, and the article's body_words and attributed_share.
    """
    body = passages[(passages["part"] == "body") & (passages["n_words"] > 0)].sort_values(["article_id", "start"])
    stretch = (body[["article_id", "voice"]] != body[["article_id", "voice"]].shift()).any(axis=1).cumsum()
    table = body.groupby(["article_id", stretch.rename("stretch")], as_index=False).agg(
        voice=("voice", "first"), n_words=("n_words", "sum"))
    table["body_words"] = table.groupby("article_id")["n_words"].transform("sum")
    table["right"] = table.groupby("article_id")["n_words"].cumsum() / table["body_words"]
    table["left"] = table["right"] - table["n_words"] / table["body_words"]
    given = table["n_words"].where(table["voice"] != "narration", 0)
    table["attributed_share"] = given.groupby(table["article_id"]).transform("sum") / table["body_words"]
    notes = articles[["article_id", "group"]].assign(note=[_note_article(row) for row in articles.itertuples()])
    return sort_groups(table.merge(notes, on="article_id", how="left"))


def _note_article(row: tuple) -> str:
    return ", ".join(part for part in (row.outlet or row.outlet_type, row.genre, row.published) if part)


def draw_reading_order(table: pd.DataFrame, ax: Axes | None = None, width: float = 720) -> Axes:
    """Draw every article as a strip from its first word to its last: solid where others speak, grey where it speaks.

    Parameters
    ----------
    table : DataFrame
        What ``lay_out_passages`` returns.
    ax : Axes, optional
        Where to draw; new Axes otherwise.
    width : float
        Width of new Axes in points; below 500 the figure is set for a phone.
    """
    need_columns(table, "draw_reading_order", "article_id", "group", "note", "voice", "left", "right",
                 "attributed_share")
    colours, crowded = choose_colours(table["group"]), is_crowded(table)
    rows = table.drop_duplicates("article_id")
    rows = pool_articles(rows, ["attributed_share"]).assign(note="") if crowded else rows
    tops, y = {}, 1.3 if crowded else 0.9
    for group in colours:
        y += 0 if crowded else 0.75
        for article in rows.loc[rows["group"] == group, "article_id"]:
            tops[article] = y
            y += 1.35
    y -= 0.75
    ax = start_axes(ax, width, 46 * y)
    ax.set(xlim=(0, 1), ylim=(y, 0), xticks=[], yticks=[])
    numbers = _sum_voices(table)
    places = {article: place for place, article in enumerate(numbers["article_id"])}
    if crowded:
        _draw_pools(ax, table, rows, tops, colours, int(width / 8))
    for row in () if crowded else table.itertuples():
        bar, = ax.barh(tops[row.article_id], row.right - row.left, left=row.left, height=_STRIP, align="edge",
                       color=shade_voice(row.voice, colours[row.group]), lw=0)
        tie_mark(bar, name_rows(row.article_id, "voices"), places[row.article_id])
    for row in rows.itertuples():
        share = _write_row(ax, row, tops[row.article_id], colours[row.group], phone=width < 500)
        if not crowded:
            tie_mark(share, name_rows(row.article_id, "voices"), places[row.article_id])
    for group, members in () if crowded else rows.groupby("group"):
        mean = _write_group(ax, group, members, tops[members["article_id"].iloc[0]], colours[group])
        tie_mark(mean, "", *members["article_id"].map(places))
    write_key(ax, list_voice_key(next(iter(colours.values()))), 0.3, phone=width < 500)
    if width < 500:
        free_texts(ax)
    return keep_table(ax, numbers)


def _draw_pools(ax: Axes, table: pd.DataFrame, rows: pd.DataFrame, tops: dict[str, float], colours: dict[str, str],
                n_letters: int) -> None:
    """Each group's strip: at each place from first word to last, the share of its articles that is in each voice."""
    edges = np.linspace(0, 1, _PLACES + 1)
    for row in rows.itertuples():
        own = table[table["group"] == row.group]
        bottom = np.full(_PLACES, tops[row.article_id] + _STRIP)
        for voice in VOICES:
            left, right = own.loc[own["voice"] == voice, ["left", "right"]].to_numpy().T
            inside = np.minimum(right[:, None], edges[1:]) - np.maximum(left[:, None], edges[:-1])
            share = np.clip(inside, 0, None).sum(axis=0) * _PLACES / own["article_id"].nunique()
            ax.stairs(bottom - _STRIP * share, edges, baseline=bottom, fill=True, lw=0,
                      color=shade_voice(voice, colours[row.group]))
            bottom = bottom - _STRIP * share
    said = f"from first word to last, height: share of the articles; {POOLED}"
    ax.set_xlabel("\n".join(wrap(said, n_letters)), fontsize=SMALL, color=SOFT)


def _write_row(ax: Axes, row: tuple, top: float, colour: str, phone: bool) -> Text:
    short = shorten_names([row.article_id], 2 * (LONGEST_ON_PHONE if phone else LONGEST))[row.article_id]
    name = ax.annotate(short, (0, top), (0, 5), textcoords="offset points", fontsize=SIZE, fontweight="bold", color=INK)
    if not phone and len(row.article_id) + len(row.note) <= 3 * LONGEST:
        ax.annotate(row.note, (1, top), (8, 5), xycoords=(name, "data"), textcoords="offset points", fontsize=SMALL,
                    color=SOFT)
    return ax.annotate(say_value(row.attributed_share, SHARE), (1, top), (0, 4), textcoords="offset points", ha="right",
                       fontsize=18, fontweight="bold", color=shade_text(colour))


def _write_group(ax: Axes, group: str, members: pd.DataFrame, top: float, colour: str) -> Text:
    mean = say_value(members["attributed_share"].mean(), SHARE)
    ax.annotate(group, (0, top), (0, 27), textcoords="offset points", fontsize=14, fontweight="bold",
                color=shade_text(colour))
    return ax.annotate(f"words of others, mean {mean}", (1, top), (0, 27), textcoords="offset points", ha="right",
                       fontsize=SMALL, color=shade_text(colour))


def _sum_voices(table: pd.DataFrame) -> pd.DataFrame:
    words = table.groupby(["article_id", "group", "voice"])["n_words"].sum().unstack(fill_value=0)
    words = words.reindex(columns=VOICES, fill_value=0).rename_axis(columns=None).reset_index()
    shares = table.drop_duplicates("article_id").set_index("article_id")["attributed_share"]
    return sort_groups(words.rename(columns={"narration": "own", "direct": "quoted", "indirect": "reported"}).assign(
        attributed_share=words["article_id"].map(shares)))


def describe_reading_order(table: pd.DataFrame) -> str:
    """Say in words what ``draw_reading_order`` shows, for the figure's ``alt``."""
    if is_crowded(table):
        pooled = pool_articles(table.drop_duplicates("article_id"), ["attributed_share"])
        said = [f"{row.article_id} {say_value(row.attributed_share, SHARE)}" for row in pooled.itertuples()]
        return ("Strips, one for each group, from first word to last, shaded by whose words they are; the mean share "
                f"of others’ words, {POOLED}: {'; '.join(said)}.")
    parts = [f"{row.article_id} ({row.group}) {row.quoted:,} quoted, {row.reported:,} reported and {row.own:,} own "
             f"words, {say_value(row.attributed_share, SHARE)} of them others’"
             for row in _sum_voices(table).itertuples()]
    return ("Strips, one for each article, from its first word to its last, shaded by whose words they are: "
            f"{'; '.join(parts)}.")

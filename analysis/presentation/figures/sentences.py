"""Sentence by sentence: tone and voice along each article, and two analysers against each other."""

from __future__ import annotations

from textwrap import wrap

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.colors import to_rgba

from analysis.files import UserError
from analysis.presentation.colours import RULE, SOFT, choose_colours
from analysis.presentation.figures.lanes import free_texts, name_lanes, stack_articles, write_key
from analysis.presentation.figures.pooled import POOLED, is_crowded, pool_places
from analysis.presentation.figures.style import (
    PHONE,
    SMALL,
    VOICE_SHADES,
    draw_scale,
    keep_narrow,
    keep_table,
    need_columns,
    sort_groups,
    start_axes,
)
from analysis.presentation.figures.ties import name_rows, tie_mark, tie_marks
from analysis.presentation.figures.voices import list_voice_key, shade_voice
from analysis.presentation.findings.wording import say_number

PART_SHADES = {"headline": 1.0, "standfirst": 0.75, "body": 0.45, "caption": 0.22, "furniture": 0.1}
_KINDS = ("tone", "voice", "part")
_PLACES = 20  # stretches that pooled articles are cut into
_CELL = 0.1  # of a scale, the width of a square in which the sentences of many articles are counted


def draw_sentences(table: pd.DataFrame, ax: Axes | None = None, by: str = "tone", width: float = 460) -> Axes:
    """Draw one mark for every sentence along its article; of many articles, a mark for each twentieth of them.

    Parameters
    ----------
    table : DataFrame
        Rows of ``sentences`` with each article's ``group``.
    ax : Axes, optional
        Where to draw; new Axes otherwise.
    by : str
        ``tone``: a bar up (positive, faint) or down (negative, solid), as long as the tone is strong; ``voice``: a
        tile, the more solid the more foreign the words; ``part``: a grey tile, dense for the headline, faint for
        furniture.
    width : float
        Width of new Axes in points.

    Raises
    ------
    UserError
        When a column is missing, there are no rows, or ``by`` is none of these.
    """
    if by not in _KINDS:
        raise UserError(f"draw_sentences draws by {', '.join(_KINDS)}, not by '{by}'.")
    given = ax is not None
    need_columns(table, "draw_sentences", "article_id", "group", "sentence", by)
    table = sort_groups(table.sort_values(["article_id", "sentence"]))  # a sentence's index is its row in the numbers
    colours, crowded = choose_colours(table["group"]), is_crowded(table)
    shades = list_shades(table, by)
    drawn = _pool_sentences(table, by) if crowded else table
    lanes, lines, end = stack_articles(drawn, crowded)
    phone = width <= PHONE
    ax = start_axes(ax, width, (78 if phone else 60) + 36 * end)
    ax.set_xlim(-0.6, drawn["sentence"].max() + 0.6)
    name_lanes(ax, lanes, lines, end, phone=phone)
    ax.set_ylim(top=-1.7 if phone else -1.3)
    tallest = drawn["tone"].abs().max() if by == "tone" else 1
    for article, rows in drawn.groupby("article_id"):
        colour = colours[rows["group"].iloc[0]]
        if by == "tone":
            _draw_tones(ax, rows, lanes[article], colour, tallest or 1, tied=not crowded)
        elif crowded:
            _draw_shares(ax, rows, lanes[article], {value: shade_value(by, value, colour) for value in shades})
        else:
            tiles = ax.bar(rows["sentence"], 0.56, bottom=lanes[article] - 0.28, width=0.86, lw=0, clip_on=False,
                           color=[shade_value(by, value, colour) for value in rows[by]])
            for place, tile in zip(rows.index, tiles):
                tie_mark(tile, "", place)
    draw_scale(ax, "sentence, in reading order")
    if crowded:
        said = f"twentieth of the article, in reading order; {POOLED}"
        ax.set_xlabel("\n".join(wrap(said, int(width / 8))), fontsize=SMALL, color=SOFT)
    write_key(ax, _list_key(by, next(iter(colours.values())), tallest), -1.35 if phone else -0.95, phone)
    if phone:
        free_texts(ax)
    ax = ax if given else keep_narrow(ax, lambda narrow: draw_sentences(table, narrow, by, PHONE))
    return keep_table(ax, table[["article_id", "group", "sentence", by]])


def list_shades(table: pd.DataFrame, by: str) -> list[str]:
    """List the voices or parts of a table, the most solid first; of tone there are none."""
    order = {"voice": VOICE_SHADES, "part": PART_SHADES}.get(by, {})
    return [value for value in order if value in {*table[by]}]


def shade_value(by: str, value: str, colour: str) -> tuple[float, float, float, float]:
    """Return how a sentence of a voice or part is shaded."""
    return shade_voice(value, colour) if by == "voice" else (*to_rgba(SOFT)[:3], PART_SHADES[value])


def _pool_sentences(table: pd.DataFrame, by: str) -> pd.DataFrame:
    if by == "tone":
        return pool_places(table.assign(tone=table["tone"].fillna(0)), "sentence", ["tone"], _PLACES)
    values = list_shades(table, by)
    shares = table.assign(**{value: (table[by] == value).astype(float) for value in values})
    return pool_places(shares, "sentence", values, _PLACES)


def _draw_shares(ax: Axes, rows: pd.DataFrame, lane: float, shades: dict[str, tuple]) -> None:
    """At each place, one above the other, the share of the group's sentences that has each shade."""
    bottom = np.full(len(rows), lane + 0.28)
    for value, shade in shades.items():
        ax.bar(rows["sentence"], -0.56 * rows[value], bottom=bottom, width=0.86, lw=0, color=shade, clip_on=False)
        bottom = bottom - 0.56 * rows[value].to_numpy()


def _draw_tones(ax: Axes, rows: pd.DataFrame, lane: float, colour: str, tallest: float, tied: bool) -> None:
    tones = rows["tone"].fillna(0)
    ax.hlines(lane, rows["sentence"].min() - 0.5, rows["sentence"].max() + 0.5, color=RULE, lw=0.8, zorder=1)
    bars = ax.bar(rows["sentence"], -0.42 * tones / tallest, bottom=lane, width=0.74, lw=0, zorder=2, clip_on=False,
                  color=[(*to_rgba(colour)[:3], 0.45 if tone > 0 else 1) for tone in tones])
    for bar, target, place in zip(bars, _list_targets(rows), rows.index) if tied else ():
        tie_mark(bar, target, place)


def _list_targets(sentences: pd.DataFrame) -> list[str]:
    """The place of each sentence's own row; none where the table does not say where a sentence begins."""
    if "start" not in sentences:
        return [""] * len(sentences)
    return [name_rows(row.article_id, "tone", row.start) for row in sentences.itertuples()]


def _list_key(by: str, colour: str, tallest: float) -> list[tuple[str, object]]:
    if by == "voice":
        return list_voice_key(colour, ("direct", "mixed", "indirect", "narration"))
    if by == "part":
        return [(part, (*to_rgba(SOFT)[:3], shade)) for part, shade in PART_SHADES.items()]
    return [("up: positive", (*to_rgba(colour)[:3], 0.45)), ("down: negative", colour),
            (f"tallest bar: {say_number(tallest)} of 1", None)]


def draw_analysers(table: pd.DataFrame, ax: Axes | None = None, width: float = 400) -> Axes:
    """Draw every sentence's score by TextBlob against its score by VADER; in two corners they contradict each other.

    Of many articles squares stand for the sentences, the larger the more.

    Parameters
    ----------
    table : DataFrame
        Rows of ``sentences`` (``textblob_polarity``, ``vader_compound``), with each article's ``group`` or without.
    ax : Axes, optional
        Where to draw; new Axes otherwise.
    width : float
        Width, and height, of new Axes in points.
    """
    import seaborn as sns

    given = ax is not None
    need_columns(table, "draw_analysers", "article_id", "sentence", "textblob_polarity", "vader_compound")
    scored = table.dropna(subset=["textblob_polarity", "vader_compound"]).reset_index(drop=True)
    colours = choose_colours(scored["group"]) if "group" in scored else {}
    ax = start_axes(ax, width, width)
    ax.axhline(0, color=RULE, lw=0.8, zorder=1)
    ax.axvline(0, color=RULE, lw=0.8, zorder=1)
    crowded = is_crowded(scored)
    if crowded:
        _draw_squares(ax, scored["textblob_polarity"], scored["vader_compound"], width)
    else:
        sns.scatterplot(scored, x="textblob_polarity", y="vader_compound", hue="group" if colours else None, s=30,
                        alpha=0.6, palette=colours or None, color=SOFT, linewidth=0, legend=False, ax=ax, zorder=3,
                        clip_on=False)
        tie_marks(ax.collections[-1], _list_targets(scored), scored.index)
    ax.set(xlim=(-1.08, 1.08), ylim=(-1.08, 1.08), xticks=[-1, 0, 1], yticks=[-1, 0, 1])
    for axis, label in ((ax.xaxis, "TextBlob’s polarity"), (ax.yaxis, "VADER’s compound score")):
        axis.set_ticklabels(["−1", "0", "1"])
        axis.set_label_text(f"{label} (from −1 to 1)", fontsize=SMALL, color=SOFT)
    for x, y, text in ((-1, 1.04, "only VADER positive"), (1, -1.04, "only TextBlob positive")):
        ax.text(x, y, text, ha="left" if x < 0 else "right", va="center", fontsize=SMALL, color=SOFT)
    both_zero = int(((scored["textblob_polarity"] == 0) & (scored["vader_compound"] == 0)).sum())
    ax.annotate(f"{both_zero} of {len(scored)} sentences: 0 by both", (1, 1), (0, 7), xycoords="axes fraction",
                textcoords="offset points", ha="right", va="center", fontsize=SMALL, color=SOFT)
    key = [("area: number of sentences that are not 0 by both", SOFT)] if crowded else [*colours.items()]
    write_key(ax, key, 1.2 if width >= 400 else 1.36)
    columns = ["article_id", *(["group"] if colours else []), "sentence", "textblob_polarity", "vader_compound"]
    ax = ax if given else keep_narrow(ax, lambda narrow: draw_analysers(table, narrow, PHONE))
    return keep_table(ax, scored[columns])


def _draw_squares(ax: Axes, x: pd.Series, y: pd.Series, width: float) -> None:
    """Count the sentences that either judges in squares of the plane; each is as large as it has sentences."""
    judged = (x != 0) | (y != 0)
    counts = pd.DataFrame({"x": (x / _CELL).round(), "y": (y / _CELL).round()})[judged].value_counts()
    counts = counts.reset_index(name="n")
    side = 0.38 * width * _CELL * np.sqrt(counts["n"] / counts["n"].max())  # points; the plane takes most of the width
    ax.scatter(counts["x"] * _CELL, counts["y"] * _CELL, s=np.maximum(side, 2) ** 2, marker="s", color=SOFT, lw=0,
               alpha=0.8, zorder=3)

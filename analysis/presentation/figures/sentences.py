"""Sentence by sentence: tone and voice along each article, and two analysers against each other."""

from __future__ import annotations

import pandas as pd
import seaborn as sns
from matplotlib.axes import Axes
from matplotlib.colors import to_rgba

from analysis.files import UserError
from analysis.presentation.figures.style import (
    INK, RULE, SIZE, SMALL, SOFT, choose_colours, draw_scale, keep_table, need_columns, sort_groups, start_axes)
from analysis.presentation.figures.voices import draw_voice_key, shade_voice

PART_SHADES = {"headline": 1.0, "standfirst": 0.75, "body": 0.45, "caption": 0.22, "furniture": 0.1}
_KINDS = ("tone", "voice", "part")


def draw_sentences(table: pd.DataFrame, ax: Axes | None = None, by: str = "tone") -> Axes:
    """Draw one mark for every sentence along its article.

    Parameters
    ----------
    table : DataFrame
        Rows of ``sentences`` with each article's ``group``.
    ax : Axes, optional
        Where to draw; new Axes otherwise.
    by : str
        ``tone``: a bar up (positive, pale) or down (negative, solid), as long as the tone is strong; ``voice``: a tile,
        the more solid the more foreign the words; ``part``: a grey tile, dark for the headline, pale for furniture.

    Raises
    ------
    UserError
        When a column is missing, there are no rows, or ``by`` is none of these.
    """
    if by not in _KINDS:
        raise UserError(f"draw_sentences draws by {', '.join(_KINDS)}, not by '{by}'.")
    need_columns(table, "draw_sentences", "article_id", "group", "sentence", by)
    table = sort_groups(table.sort_values(["article_id", "sentence"]))
    colours, articles = choose_colours(table["group"]), list(dict.fromkeys(table["article_id"]))
    lanes = {article: lane for lane, article in enumerate(articles)}
    ax = start_axes(ax, 640, 74 + 46 * len(articles))
    ax.set(xlim=(-0.6, table["sentence"].max() + 0.6), ylim=(len(articles) - 0.4, -1.0))
    marks = {"tone": _draw_tones, "voice": _draw_voices, "part": _draw_parts}[by]
    for article, rows in table.groupby("article_id"):
        marks(ax, rows, lanes[article], colours[rows["group"].iloc[0]])
    ax.set_yticks(range(len(articles)), articles, fontsize=SIZE, color=INK)
    ax.tick_params(axis="y", length=0, pad=6)
    draw_scale(ax, "sentence, in reading order")
    _draw_key(ax, by, next(iter(colours.values())))
    return keep_table(ax, table[["article_id", "group", "sentence", by]])


def _draw_tones(ax: Axes, rows: pd.DataFrame, lane: int, colour: str) -> None:
    tones = rows["tone"].fillna(0)
    ax.hlines(lane, rows["sentence"].min() - 0.5, rows["sentence"].max() + 0.5, color=RULE, lw=0.8, zorder=1)
    ax.bar(rows["sentence"], -0.46 * tones, bottom=lane, width=0.74, lw=0, zorder=2,
           color=[(*to_rgba(colour)[:3], 0.45 if tone > 0 else 1) for tone in tones])


def _draw_voices(ax: Axes, rows: pd.DataFrame, lane: int, colour: str) -> None:
    ax.bar(rows["sentence"], 0.56, bottom=lane - 0.28, width=0.86, lw=0,
           color=[shade_voice(voice, colour) for voice in rows["voice"]])


def _draw_parts(ax: Axes, rows: pd.DataFrame, lane: int, colour: str) -> None:
    ax.bar(rows["sentence"], 0.56, bottom=lane - 0.28, width=0.86, lw=0,
           color=[(*to_rgba(SOFT)[:3], PART_SHADES[part]) for part in rows["part"]])


def _draw_key(ax: Axes, by: str, colour: str) -> None:
    if by == "voice":
        draw_voice_key(ax, colour, ("direct", "mixed", "indirect", "narration"), -0.75)
    elif by == "tone":
        ax.annotate("up: positive · down: negative · a full row would be ±1", (0, -0.75), va="center", fontsize=SMALL,
                    xycoords=("axes fraction", "data"), color=SOFT)
    else:
        ax.annotate("from dark to pale: " + ", ".join(PART_SHADES), (0, -0.75), va="center", fontsize=SMALL,
                    xycoords=("axes fraction", "data"), color=SOFT)


def draw_analysers(table: pd.DataFrame, ax: Axes | None = None) -> Axes:
    """Draw every sentence's score by TextBlob against its score by VADER; in two corners they contradict each other.

    Parameters
    ----------
    table : DataFrame
        Rows of ``sentences`` (``textblob_polarity``, ``vader_compound``), with each article's ``group`` or without.
    ax : Axes, optional
        Where to draw; new Axes otherwise.
    """
    need_columns(table, "draw_analysers", "article_id", "sentence", "textblob_polarity", "vader_compound")
    scored = table.dropna(subset=["textblob_polarity", "vader_compound"])
    colours = choose_colours(scored["group"]) if "group" in scored else {}
    ax = start_axes(ax, 400, 400)
    ax.axhline(0, color=RULE, lw=0.8, zorder=1)
    ax.axvline(0, color=RULE, lw=0.8, zorder=1)
    sns.scatterplot(scored, x="textblob_polarity", y="vader_compound", hue="group" if colours else None, s=30, alpha=0.6,
                    palette=colours or None, color=SOFT, linewidth=0, legend=False, ax=ax, zorder=3)
    ax.set(xlim=(-1.08, 1.08), ylim=(-1.08, 1.08), xticks=[-1, 0, 1], yticks=[-1, 0, 1])
    for axis, label in ((ax.xaxis, "TextBlob’s polarity (from −1 to 1)"), (ax.yaxis, "VADER’s compound score (from −1 to 1)")):
        axis.set_ticklabels(["−1", "0", "1"])
        axis.set_label_text(label, fontsize=SMALL, color=SOFT)
    for x, y, text in ((-1, 1.04, "only VADER positive"), (1, -1.04, "only TextBlob positive")):
        ax.text(x, y, text, ha="left" if x < 0 else "right", va="center", fontsize=SMALL, color=SOFT)
    both_zero = int(((scored["textblob_polarity"] == 0) & (scored["vader_compound"] == 0)).sum())
    ax.annotate(f"{both_zero} of {len(scored)} sentences:\n0 by both", (0, 0), (-0.95, -0.5), va="center", fontsize=SMALL, color=INK,
                arrowprops={"arrowstyle": "-", "color": SOFT, "lw": 0.8, "shrinkB": 6})
    _name_colours(ax, colours)
    columns = ["article_id", *(["group"] if colours else []), "sentence", "textblob_polarity", "vader_compound"]
    return keep_table(ax, scored[columns])


def _name_colours(ax: Axes, colours: dict[str, str]) -> None:
    """Name the groups in their colours above the Axes."""
    x = 0.0
    for group, colour in colours.items():
        ax.annotate(f"● {group}", (0, 1), (x, 8), xycoords="axes fraction", textcoords="offset points", fontsize=SMALL,
                    color=colour, fontweight="bold")
        x += 24 + 8 * len(group)

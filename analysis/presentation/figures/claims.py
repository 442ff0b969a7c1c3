"""Certainty against imminence: every downfall claim a mark, by when it puts the fall and how surely."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from analysis.presentation.colours import RULE, SOFT, choose_colours, shade_text
from analysis.presentation.figures.lanes import LONGEST, LONGEST_ON_PHONE
from analysis.presentation.figures.pooled import is_crowded, name_pools
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
from analysis.presentation.findings.wording import say_number
from analysis.schemas import HORIZONS

_GRADES = ("doubtful", "possible", "likely", "very likely", "certain")
_COLUMNS = ("article_id", "group", "part", "voice", "certainty", "horizon", "polarity")
_LANE = 0.82  # of the height of a grade that the marks of one place may fill
_MARKS = {"direct": "o", "indirect": "s", "narration": "D"}
_FORMS = "○ quoted · □ reported · ◇ the article’s own"
_FILLS = "hollow: denied or open · ringed: headline or standfirst"
_POOLED = ("area: claims of a group", "solid: of them those that assert the fall")
_MOST_NUMBERED = 3  # groups: the numbers of more would touch
_PHONE = 500  # points: narrower drawings are for phones


def draw_claims(table: pd.DataFrame, ax: Axes | None = None, width: float = 620) -> Axes:
    """Draw every claim that has a certainty: its horizon from now to unstated, its certainty from 1 to 5.

    Parameters
    ----------
    table : DataFrame
        Rows of ``claims`` with each article's ``group``. Filled marks assert the fall, hollow ones deny it or leave it
        open; a ring marks a headline's claim; the form says whose words they are. Each article's mean stands at the
        right, by its name. Of many articles (``is_crowded``) a circle stands for the claims of a group at one place,
        the larger the more, with their number where there is room; the means are those of the groups.
    ax : Axes, optional
        Where to draw; new Axes otherwise.
    width : float
        Width of new Axes in points.
    """
    need_columns(table, "draw_claims", *_COLUMNS)
    table = table.assign(place=range(len(table)))
    graded = sort_groups(table.dropna(subset="certainty"))
    colours = choose_colours(graded["group"])
    horizons = [horizon for horizon in HORIZONS if horizon in {*graded["horizon"], "soon", "unstated"}]
    phone = width < _PHONE
    ax = start_axes(ax, width, 430)
    ax.set_xlim(-0.6, len(horizons) + (1.3 if phone else 0.9))
    ax.set_ylim(0.45, 5.9)
    for grade in range(1, 6):
        ax.plot([-0.55, len(horizons) - 0.45], [grade, grade], color=RULE, lw=0.8, zorder=1)
    crowded = is_crowded(graded)
    if crowded:
        _draw_circles(ax, graded, horizons, colours, phone)
    placed = _place_marks(graded.head(0) if crowded else graded, horizons, 3 if phone else 6)
    for claim in placed.itertuples():
        colour = colours[claim.group]
        mark = ax.scatter(claim.x, claim.y, s=34 if phone else 44, marker=_MARKS[claim.voice], linewidth=1.3,
                          edgecolor=colour, zorder=3, clip_on=False,
                          facecolor=colour if claim.polarity == "asserts" else "none")
        marks = [mark]
        if claim.part in ("headline", "standfirst"):
            marks.append(ax.scatter(claim.x, claim.y, s=120 if phone else 150, marker="o", linewidth=1.2,
                                    edgecolor=colour, facecolor="none", zorder=4))
        for mark in marks:
            tie_marks(mark, [name_rows(claim.article_id, "claims", getattr(claim, "start", None))], [claim.place])
    _draw_means(ax, graded, colours, len(horizons), phone)
    _name_axes(ax, horizons, phone)
    lines = [_POOLED[0], _POOLED[1]] if crowded else [_FORMS, _FILLS]
    _write_key(ax, colours, lines if phone else [" · ".join(lines)], phone)
    columns = ["article_id", "group", "sentence", "part", "voice", "polarity", "mechanism", "certainty", "horizon"]
    return keep_table(ax, table[[column for column in columns if column in table]])


def _place_marks(claims: pd.DataFrame, horizons: list[str], most_across: int) -> pd.DataFrame:
    """Set marks of one place side by side, and above each other where they would not fit."""
    rows = []
    for (horizon, _), same in claims.groupby(["horizon", "certainty"], sort=False):
        same = same.sort_values(["group", "article_id"], kind="stable")
        across = min(len(same), most_across)
        n_rows = -(-len(same) // across)
        for number, claim in enumerate(same.to_dict("records")):
            row, column = divmod(number, across)
            x = horizons.index(horizon) + (column - (across - 1) / 2) * _LANE / most_across
            y = claim["certainty"] + (row - (n_rows - 1) / 2) * min(0.19, _LANE / max(1, n_rows))
            rows.append(claim | {"x": x, "y": y})
    return pd.DataFrame(rows, columns=[*claims.columns, "x", "y"])


def _draw_circles(ax: Axes, claims: pd.DataFrame, horizons: list[str], colours: dict[str, str], phone: bool) -> None:
    """At each place a circle for each group, side by side, and in it a solid one for the claims that assert."""
    counts = claims.assign(asserted=claims["polarity"] == "asserts").groupby(["horizon", "certainty", "group"])
    counts = counts["asserted"].agg(["size", "sum"]).reset_index()
    largest, lanes = (15 if phone else 24), [*colours]
    for row in counts.itertuples():
        x = horizons.index(row.horizon) + (lanes.index(row.group) - (len(lanes) - 1) / 2) * _LANE / len(lanes)
        colour = colours[row.group]
        for n, face in ((row.size, "none"), (row.sum, colour)):
            side = max(2, largest * np.sqrt(n / counts["size"].max())) * (n > 0)
            ax.scatter(x, row.certainty, s=side ** 2, marker="o", linewidth=1.2, edgecolor=colour, facecolor=face,
                       alpha=0.75, zorder=3, clip_on=False)
        if row.size > 1 and not phone and len(lanes) <= _MOST_NUMBERED:
            reach = 0.5 * largest * np.sqrt(row.size / counts["size"].max())
            ax.annotate(f"{row.size}", (x, row.certainty), (0, reach + 7), textcoords="offset points", ha="center",
                        va="center", fontsize=SMALL, color=shade_text(colour))


def _draw_means(ax: Axes, claims: pd.DataFrame, colours: dict[str, str], n: int, phone: bool) -> None:
    """Each article's mean over its body, at the right edge, names moved apart; of many articles each group's."""
    body = claims[claims["part"] == "body"]
    means = body.groupby(["group", "article_id"])["certainty"].mean()
    if is_crowded(claims):
        means = means.groupby("group").mean()
        means.index = pd.MultiIndex.from_arrays([means.index, means.index])
    means = means.sort_values()
    short = shorten_names(means.index.get_level_values(1), (LONGEST_ON_PHONE if phone else LONGEST) - 4)
    heights = _part(means.to_numpy(), 0.27)
    ax.text(n - 0.28, max([5.4, *heights[-1:] + 0.3]), "body’s mean", fontsize=SMALL, color=SOFT, va="center")
    for ((group, article), mean), height in zip(means.items(), heights):
        colour = shade_text(colours[group])
        line, = ax.plot([n - 0.28, n - 0.14], [mean, mean], color=colours[group], lw=2.2, zorder=3)
        said = ax.text(n - 0.08, height, f"{short[article]} {say_number(mean)}", va="center", fontsize=SMALL,
                       color=colour)
        for mark in () if is_crowded(claims) else (line, said):
            tie_mark(mark, name_rows(article, "claims"), *body.loc[body["article_id"] == article, "place"])


def _part(values: np.ndarray, least: float) -> np.ndarray:
    """Move sorted heights apart until neighbours are so far from each other, about their common middle."""
    heights = values.astype(float).copy()
    for _ in range(50):
        gaps = np.diff(heights)
        close = np.flatnonzero(gaps < least - 1e-9)
        if not len(close):
            break
        for at in close:
            shift = (least - (heights[at + 1] - heights[at])) / 2
            heights[at] -= shift
            heights[at + 1] += shift
    return heights


def _name_axes(ax: Axes, horizons: list[str], phone: bool) -> None:
    ax.set_xticks(range(len(horizons)), horizons, fontsize=SMALL if phone else SIZE)
    grades = [f"{number}" if phone else f"{number} {grade}" for number, grade in enumerate(_GRADES, start=1)]
    ax.set_yticks(range(1, 6), grades, fontsize=SMALL)
    ax.tick_params(length=0, pad=6)
    for side in ("left", "bottom"):
        ax.spines[side].set_visible(False)
    ax.set_xlabel("when the claim puts the fall", fontsize=SMALL, color=SOFT)


def _write_key(ax: Axes, colours: dict[str, str], lines: list[str], phone: bool) -> None:
    left = 0.0
    for group, colour in colours.items():
        ax.annotate(group, (left, 0.97), xycoords="axes fraction", fontsize=SIZE, fontweight="bold",
                    color=shade_text(colour), va="center")
        left += (0.035 if phone else 0.02) * len(group) + 0.03
    for number, line in enumerate(lines):
        ax.annotate(line, (0, -0.17 - 0.05 * number), xycoords="axes fraction", fontsize=SMALL, color=SOFT, va="center")


def describe_claims(table: pd.DataFrame) -> str:
    """Say in words what ``draw_claims`` shows of the same table, for the figure's ``alt``.

    Examples
    --------
    >>> table = pd.DataFrame({"article_id": ["sun"], "group": ["tabloid"], "part": ["body"], "voice": ["direct"],
    ...                       "certainty": [5.0], "horizon": ["soon"], "polarity": ["asserts"]})
    >>> describe_claims(table)
    'Marks, downfall claims by horizon and certainty: tabloid sun 1 claim with a certainty, mean 5.0.'
    """
    need_columns(table, "describe_claims", *_COLUMNS)
    graded = sort_groups(table.dropna(subset="certainty"))
    said = []
    if is_crowded(graded):
        graded = graded.assign(article_id=name_pools(graded), group="")
    for (group, article), rows in graded.groupby(["group", "article_id"], sort=False):
        noun = "claim" if len(rows) == 1 else "claims"
        said.append(f"{group} {article} ".lstrip() + f"{len(rows)} {noun} with a certainty, mean "
                    f"{say_number(rows['certainty'].mean())}")
    return f"Marks, downfall claims by horizon and certainty: {'; '.join(said)}."

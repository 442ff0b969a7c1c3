"""Articles under each other, one lane each, under the name of their group."""

from __future__ import annotations

from itertools import product

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.transforms import offset_copy

from analysis.presentation.colours import INK, SOFT, choose_colours, shade_text
from analysis.presentation.figures.style import PHONE, SIZE, SMALL, shorten_names
from analysis.presentation.figures.ties import KEY

HEADER = 0.85  # lanes that a group's name takes
LONGEST, LONGEST_ON_PHONE = 24, 13  # letters of a name beside its lane
_LETTER = 5.3  # points that a letter takes in a key, at most, in the page's own font


def stack_articles(table: pd.DataFrame, pooled: bool = False) -> tuple[dict[str, float], dict[str, float], float]:
    """Return each article's lane, each group's line above its articles, and where the last lane ends.

    Of pooled articles (``figures.pooled``) each is a group, with a lane and without a line.

    Examples
    --------
    >>> stack_articles(pd.DataFrame({"article_id": ["mail", "oped"], "group": ["tabloid", "opinion"]}))
    ({'mail': 0.85, 'oped': 2.7}, {'tabloid': 0.0, 'opinion': 1.85}, 3.2)
    """
    lanes, lines, place = {}, {}, 0.0
    if pooled:
        names = dict.fromkeys(table["article_id"])
        return {name: lane + HEADER / 2 for lane, name in enumerate(names)}, {}, len(names) - 0.5 + HEADER / 2
    for group in choose_colours(table["group"]):
        lines[group] = round(place, 2)
        place += HEADER
        for article in dict.fromkeys(table.loc[table["group"] == group, "article_id"]):
            lanes[article] = round(place, 2)
            place += 1
    return lanes, lines, round(place - 0.5, 2)


def name_lanes(ax: Axes, lanes: dict[str, float], lines: dict[str, float], end: float, key: bool = True,
               shifts: tuple[float, ...] = (0.0,), phone: bool = False) -> None:
    """Write the articles' names beside their lanes, the groups' above them, and leave a line for a key on top.

    Long names are shortened. Without lines the lanes are groups (``stack_articles``).
    ``shifts`` are the lanes by which all of them stand further down, for each time that they are written.
    """
    ax.set_ylim(end, -1.3 if key else -0.5)
    names = [*shorten_names(lanes, LONGEST_ON_PHONE if phone else LONGEST).values()] * len(shifts)
    ax.set_yticks([lane + shift for shift in shifts for lane in lanes.values()], names, fontsize=SIZE, color=INK)
    ax.tick_params(axis="y", length=0, pad=6)
    groups = [name.rpartition(" (")[0] for name in lanes] * len(shifts)
    for name, group in () if lines else zip(ax.get_yticklabels(), groups):
        name.set(color=shade_text(choose_colours(groups)[group]), fontweight="bold")
    for (group, colour), shift in product(choose_colours(lines).items(), shifts):
        ax.annotate(group, (0, lines[group] + shift), (0, 0), xycoords=("axes fraction", "data"),
                    textcoords="offset points", va="center", fontsize=SIZE, fontweight="bold", color=shade_text(colour))


def write_key(ax: Axes, parts: list[tuple[str, object]], y: float, phone: bool = False) -> None:
    """Write a key from the left edge of the Axes: each name after a swatch of its colour, if it has one.

    For a phone it starts at the left edge of the articles' names and takes a second line where one is too short.
    """
    names = [label.get_text() for label in ax.get_yticklabels()]
    left = -(6 + 6.4 * max(map(len, names))) if phone and names else 0
    x, down = left, 0
    for name, colour in parts:
        if phone and x > left and x + 15 + _LETTER * len(name) > left + PHONE:
            x, down = left, down - 15
        if colour is not None:
            place = offset_copy(ax.get_yaxis_transform(), ax.get_figure(root=True), x + 5, down, units="points")
            swatch, = ax.plot([0], [y], "s", ms=9, mew=0, color=colour, transform=place, clip_on=False)
            swatch.set_url(KEY)
            x += 15
        ax.annotate(name, (0, y), (x, down), xycoords=("axes fraction", "data"), textcoords="offset points",
                    va="center", fontsize=SMALL, color=SOFT)
        x += 12 + (_LETTER if phone else 6.2) * len(name)


def free_texts(ax: Axes) -> None:
    """Let the texts of a narrow drawing stand over the edge of its Axes instead of squeezing them."""
    for text in ax.texts:
        text.set_in_layout(False)

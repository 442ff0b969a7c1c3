"""Every article a dot: one measure, or several side by side."""

from __future__ import annotations

from math import ceil

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from analysis.files import UserError
from analysis.presentation.colours import RULE, SOFT, choose_colours, shade_text
from analysis.presentation.figures.labels import Label, place_labels
from analysis.presentation.figures.ladders import (
    MOST_LANES,
    draw_ladder,
    list_numbers,
    list_targets,
    measure_height,
    set_limits,
)
from analysis.presentation.figures.lanes import LONGEST, LONGEST_ON_PHONE
from analysis.presentation.figures.pooled import MOST_ARTICLES, is_crowded
from analysis.presentation.figures.style import (
    PHONE,
    SIZE,
    SMALL,
    describe_axis,
    draw_scale,
    keep_narrow,
    keep_table,
    need_columns,
    shorten_names,
    sort_groups,
    start_axes,
)
from analysis.presentation.figures.ties import tie_mark, tie_marks, write_tie
from analysis.presentation.findings.wording import say_value

MOST_DOTS = 150  # with more articles than this a group is drawn as a profile of how many articles have which value
PROFILE = 0.3  # of a lane, above it and below
SHORT = 10  # letters of the undefined articles' names for which there is room under their group's
MOST_LETTERS = 90  # of all names in a narrow drawing; with more there are none
LONGEST_JOINED = 40  # letters of the names of articles at one place; of longer ones there is only their number
MOST_ASIDE = 6  # with more articles in a group than this, dots at one place cover each other instead of standing aside
_COLUMNS = ("article_id", "group", "part", "voice", "measure", "value", "unit")


def draw_dots(table: pd.DataFrame, ax: Axes | None = None, width: float = 400, first_row: int = 0) -> Axes:
    """Draw one measure: a dot for every article, its name beside it, tied by a thin line to its group's mean.

    Parameters
    ----------
    table : DataFrame
        Rows of ``measures`` for one measure, part and voice, with each article's ``group`` (``add_groups``). An
        article whose value is undefined has no dot; its name, or how many they are, stands under its group's. Of more
        than ``MOST_DOTS`` articles a group is a profile, the higher the more of its articles have a value. Of more
        than ``MOST_LANES`` groups each is a rung of a ladder (``draw_ladder``).
    ax : Axes, optional
        Where to draw; new Axes otherwise.
    width : float
        Width of new Axes in points.
    first_row : int
        Where these articles begin in the numbers of the figure of which this is a panel.

    Raises
    ------
    UserError
        When a column is missing, there are no rows, or they hold more than one measure.

    Examples
    --------
    >>> table = pd.DataFrame({"article_id": ["sun", "oped"], "group": ["tabloid", "opinion"], "value": [0.4, 0.1],
    ...                       "measure": "attributed_share", "part": "body", "voice": "all", "unit": "share"})
    >>> draw_dots(table).get_xlabel()
    'words given to others in the body (share)'
    """
    need_columns(table, "draw_dots", *_COLUMNS)
    if len(table[["measure", "part", "voice"]].drop_duplicates()) > 1:
        raise UserError("draw_dots draws one measure of one part and voice; draw_panels draws several side by side.")
    if table["group"].nunique() > MOST_LANES:
        return draw_ladder(table, ax, width, first_row)
    given, table = ax is not None, sort_groups(table)
    table.index += first_row  # from here on an article's index is its row in the figure's numbers
    defined, unit = table.dropna(subset="value"), table["unit"].iloc[0]
    colours = choose_colours(table["group"])
    ax = start_axes(ax, width, measure_height(len(colours)))
    means = defined.groupby("group")["value"].mean().reindex(list(colours))
    many = len(defined) > MOST_DOTS
    if len(defined) and not many:
        import seaborn as sns

        look = {"x": "value", "y": "group", "order": list(colours), "hue": "group", "palette": colours, "size": 9,
                "legend": False, "zorder": 4, "ax": ax}
        crowded = defined["group"].value_counts().max() > MOST_ASIDE
        sns.stripplot(defined, jitter=False, alpha=0.5, **look) if crowded else sns.swarmplot(defined, **look)
    swarms = list(ax.collections)
    for swarm in swarms:
        swarm.set_clip_on(False)
    set_limits(ax, defined["value"], table["measure"].iloc[0], len(colours))
    if many:
        _draw_profiles(ax, defined, colours)
    _draw_means(ax, defined, means, colours, lines=not many)
    draw_scale(ax, describe_axis(table), unit)
    _name_groups(ax, table, colours)
    dots = defined.head(0).assign(y=0.0) if many else _find_dots(ax, swarms, defined, colours)
    _name_dots(ax, dots, means, colours, unit)
    ax = ax if given else keep_narrow(ax, lambda narrow: draw_dots(table, narrow, PHONE))
    return keep_table(ax, list_numbers(table, means))


def _find_dots(ax: Axes, swarms: list, table: pd.DataFrame, colours: dict[str, str]) -> pd.DataFrame:
    """Return where each article's dot stands: on its lane, or beside it where dots would lie on each other."""
    ax.get_figure(root=True).draw_without_rendering()
    lanes = [(table[table["group"] == group], swarm) for group, swarm in zip(colours, swarms)]  # a swarm may be empty
    lanes = [(rows, swarm) for rows, swarm in lanes if len(rows)]
    for rows, swarm in lanes:
        tie_marks(swarm, list_targets(rows), rows.index)
    return pd.concat([rows.assign(y=np.asarray(swarm.get_offsets())[:, 1]) for rows, swarm in lanes]
                     or [table.assign(y=0.0)])


def _draw_profiles(ax: Axes, table: pd.DataFrame, colours: dict[str, str]) -> None:
    """In each group's lane, how many of its articles lie in each fortieth of the scale."""
    edges = np.linspace(table["value"].min(), table["value"].max() or 1, 41)
    for lane, (group, colour) in enumerate(colours.items()):
        counts, _ = np.histogram(table.loc[table["group"] == group, "value"], np.unique(edges))
        half = PROFILE * counts / max(1, counts.max())
        ax.stairs(lane + half, np.unique(edges), baseline=lane - half, fill=True, lw=0, color=colour, alpha=0.5,
                  zorder=2)


def _draw_means(ax: Axes, table: pd.DataFrame, means: pd.Series, colours: dict[str, str], lines: bool) -> None:
    ax.plot(means, range(len(means)), color=RULE, lw=1, zorder=1)
    for lane, (group, mean) in enumerate(means.items()):
        own = table[table["group"] == group]
        values = own["value"] if lines else own["value"].head(0)
        ax.hlines([lane] * len(values), np.minimum(values, mean), np.maximum(values, mean), color=colours[group], lw=1,
                  zorder=2)
        upright, = ax.plot([mean, mean], [lane - 0.11, lane + 0.11], color=colours[group], lw=2.2, zorder=3,
                           solid_capstyle="butt")
        tie_mark(upright, "", *own.index)


def _name_groups(ax: Axes, table: pd.DataFrame, colours: dict[str, str]) -> None:
    ax.set_ylabel("")
    ax.set_yticks(range(len(colours)), list(colours), fontsize=SIZE, fontweight="bold")
    ax.tick_params(axis="y", length=0, pad=10)
    undefined = table[table["value"].isna()].groupby("group")["article_id"].agg(_say_undefined)
    for lane, (text, (group, colour)) in enumerate(zip(ax.get_yticklabels(), colours.items())):
        text.set_color(shade_text(colour))
        if group in undefined:
            ax.annotate(undefined[group], (0, lane), (-8, -13), xycoords=("axes fraction", "data"),
                        textcoords="offset points", ha="right", va="center", fontsize=SMALL, color=SOFT)


def _say_undefined(articles: pd.Series) -> str:
    names = ", ".join(articles)
    return f"{names}: undefined" if len(names) <= SHORT else f"{len(articles)} undefined"


def _name_dots(ax: Axes, dots: pd.DataFrame, means: pd.Series, colours: dict[str, str], unit: str) -> None:
    names = [label for _, rows in dots.groupby("group") for label in _label_lane(ax, rows.sort_values("value"))]
    edge = 0.85 * PROFILE if dots.empty else 0.0  # profiles are no place for letters
    averages = [Label(mean, lane - edge, f"mean {say_value(mean, unit)}", shade_text(colours[group]), above=bool(edge),
                      url=write_tie("", dots.index[dots["group"] == group]))
                for lane, (group, mean) in enumerate(means.items()) if not np.isnan(mean)]
    down = np.linspace(-0.5, len(means) - 0.5, 12 * len(means) + 1)
    line = [(np.interp(y, range(len(means)), means), y) for y in down[(down >= 0) & (down <= len(means) - 1)]]
    zero = [(0, y) for y in down] if ax.get_xlim()[0] < 0 else []
    obstacles = [*zip(dots["value"], dots["y"])] + [point for point in line + zero if not np.isnan(point[0])]
    room = MOST_LETTERS if _is_narrow(ax) else MOST_ARTICLES * LONGEST
    if len(dots) > MOST_ARTICLES or sum(len(name.text) for name in names) > room:
        names = []
    place_labels(ax, names + averages, obstacles or [(0, 0)])


def _label_lane(ax: Axes, dots: pd.DataFrame) -> list[Label]:
    """Label one group's dots from left to right; articles at the same place share a label."""
    touching = 3 / 72 * ax.get_figure(root=True).dpi * np.ptp(ax.get_xlim()) / ax.get_window_extent().width
    places = [rows for _, rows in dots.groupby((dots["value"].diff() > touching).cumsum())]
    ends = {0: (-1,), len(places) - 1: (1,)} if len(places) > 1 else {0: (1, -1)}
    most = LONGEST_ON_PHONE if _is_narrow(ax) else LONGEST
    return [Label(rows["value"].mean(), rows["y"].mean(), _join_names(rows["article_id"], most),
                  outward=ends.get(place, ()),
                  url=write_tie(list_targets(rows)[0] if len(rows) == 1 else "", rows.index))
            for place, rows in enumerate(places)]


def _is_narrow(ax: Axes) -> bool:
    """Whether dots are drawn for a phone, or as one of many panels."""
    return ax.get_window_extent().width * 72 / ax.get_figure(root=True).dpi < PHONE


def _join_names(articles: pd.Series, most: int) -> str:
    joined = ", ".join(shorten_names(articles, most).values())
    return joined if len(joined) <= LONGEST_JOINED else f"{len(articles)} articles"


def draw_panels(table: pd.DataFrame, ax: Axes | None = None, n_columns: int = 2) -> Axes:
    """Draw several measures side by side, each as ``draw_dots`` does, in the order in which the table names them.

    Parameters
    ----------
    table : DataFrame
        Rows of ``measures`` with each article's ``group``; every measure, part and voice in it is a panel.
    ax : Axes, optional
        Where to draw; its area is divided among the panels. New Axes otherwise.
    n_columns : int
        How many panels stand beside each other.
    """
    given = ax is not None
    need_columns(table, "draw_panels", *_COLUMNS)
    panels = [rows for _, rows in table.groupby(["measure", "part", "voice"], sort=False)]
    n_rows, row_height = ceil(len(panels) / n_columns), 28 + measure_height(table["group"].nunique())
    column_width = PHONE if n_columns == 1 else 340
    ax = start_axes(ax, column_width * n_columns, n_rows * row_height)
    ax.set_axis_off()
    left, bottom, right, top = 74 / column_width, 52 / row_height, 0.94, 1 - 16 / row_height  # of one panel
    for place, rows in enumerate(panels):
        row, column = divmod(place, n_columns)
        draw_dots(rows, ax.inset_axes([(column + left) / n_columns, 1 - (row + 1 - bottom) / n_rows,
                                       (right - left) / n_columns, (top - bottom) / n_rows]),
                  first_row=sum(map(len, panels[:place])))
    numbers = [list_numbers(sort_groups(rows), rows.groupby("group")["value"].mean()).assign(
        measure=describe_axis(rows)) for rows in panels]
    ax = ax if given else keep_narrow(ax, lambda narrow: draw_panels(table, narrow, n_columns=1))
    return keep_table(ax, pd.concat(numbers)[["measure", *numbers[0].columns.drop("measure")]])


def describe_dots(table: pd.DataFrame) -> str:
    """Say in words what ``draw_dots`` shows of the same table, for the figure's ``alt``.

    Examples
    --------
    >>> table = pd.DataFrame({"article_id": ["sun", "oped"], "group": ["tabloid", "opinion"], "value": [0.4, 0.1],
    ...                       "measure": "attributed_share", "part": "body", "voice": "all", "unit": "share"})
    >>> describe_dots(table)
    'Dots, words given to others in the body (share): tabloid sun 40%, mean 40%; opinion oped 10%, mean 10%.'
    """
    need_columns(table, "describe_dots", *_COLUMNS)
    unit = table["unit"].iloc[0]
    groups = []
    for group, rows in sort_groups(table).groupby("group", sort=False):
        values = [f"{row.article_id} {say_value(row.value, unit)}" for row in rows.itertuples()]
        if is_crowded(table):
            low, high = (say_value(value, unit) for value in (rows["value"].min(), rows["value"].max()))
            values = [f"{rows['value'].notna().sum()} articles from {low} to {high}"]
        groups.append(f"{group} {', '.join(values)}, mean {say_value(rows['value'].mean(), unit)}")
    return f"Dots, {describe_axis(table)}: {'; '.join(groups)}."

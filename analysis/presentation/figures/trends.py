"""A measure over time: every article a dot at its date, each group's mean of a period a step of its line."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.dates import AutoDateLocator, ConciseDateFormatter, date2num

from analysis.comparison.descriptions import describe_measure
from analysis.comparison.rows import name_family
from analysis.comparison.trends import date_articles
from analysis.presentation.colours import RULE, SOFT, choose_colours, shade_text
from analysis.presentation.figures.pooled import MOST_ARTICLES
from analysis.presentation.figures.style import (
    PHONE,
    SMALL,
    describe_axis,
    format_tick,
    keep_narrow,
    keep_table,
    need_columns,
    sort_groups,
    start_axes,
)
from analysis.presentation.figures.ties import name_rows, tie_mark, tie_marks
from analysis.presentation.findings.wording import say_count, say_value

MOST_DOTS = 400  # with more articles only the lines are drawn
_APART = 13  # points between the names of two lines
_HEIGHT, _COLUMNS = 210, ("article_id", "group", "part", "voice", "measure", "value", "unit", "published")


def draw_trend(table: pd.DataFrame, unit: str, ax: Axes | None = None, width: float = 640) -> Axes:
    """Draw one measure by date of publication.

    Parameters
    ----------
    table : DataFrame
        Rows of ``measures`` for one measure, part and voice, with each article's ``group`` and ``published``. Articles
        whose value is undefined, or whose date is coarser than the unit, are left out.
    unit : str
        day, week, month, quarter or year: the periods whose means make each group's line. A dot stands in the middle of
        its period.
    ax : Axes, optional
        Where to draw; new Axes otherwise.
    width : float
        Width of new Axes in points.

    Raises
    ------
    UserError
        When a column is missing or there are no rows.

    Examples
    --------
    >>> table = pd.DataFrame({"article_id": ["sun", "oped"], "group": ["tabloid", "opinion"], "value": [0.4, 0.1],
    ...                       "measure": "attributed_share", "part": "body", "voice": "all", "unit": "share",
    ...                       "published": ["2022-10", "2022-12"]})
    >>> draw_trend(table, "month").get_title(loc="left")
    'words given to others in the body (share)'
    """
    need_columns(table, "draw_trend", *_COLUMNS)
    given, dated = ax is not None, _date_rows(table, unit)
    colours = choose_colours(table["group"])
    ax = start_axes(ax, width, _HEIGHT)
    family, lines = name_family(table["measure"].iloc[0]), {}
    for group, colour in colours.items():
        own = dated[dated["group"] == group]
        if own.empty:
            continue
        if len(dated) <= MOST_DOTS:
            dots = ax.scatter(own["at"], own["value"], s=34, color=colour, alpha=0.55, lw=0, zorder=3, clip_on=False)
            targets = [name_rows(name, family) if family and len(dated) <= MOST_ARTICLES else ""
                       for name in own["article_id"]]
            tie_marks(dots, targets, own.index)
        means = own.groupby("at")["value"].mean()
        line, = ax.plot(means.index, means, color=colour, lw=1.6, zorder=2, solid_capstyle="round")
        tie_mark(line, "", *own.index)
        lines[group] = (means, own.index)
    shown = dated["value"] if len(dated) <= MOST_DOTS else pd.concat([means for means, _ in lines.values()])
    _mark_axes(ax, table, shown)
    _name_lines(ax, lines, colours)
    ax = ax if given else keep_narrow(ax, lambda narrow: draw_trend(table, unit, narrow, PHONE))
    return keep_table(ax, dated[["article_id", "group", "period", "value"]])


def _date_rows(table: pd.DataFrame, unit: str) -> pd.DataFrame:
    """The rows with a value and a period, numbered as in the figure's numbers, by date."""
    periods = date_articles(table.drop_duplicates("article_id"), unit)
    rows = sort_groups(table[table["article_id"].isin(periods.index)].dropna(subset="value"))
    when = periods.reindex(rows["article_id"])
    middles = when.dt.start_time + (when.dt.end_time - when.dt.start_time) / 2
    return rows.assign(period=when.astype(str).to_numpy(), at=date2num(middles)).reset_index(drop=True)


def _name_lines(ax: Axes, lines: dict[str, tuple[pd.Series, pd.Index]], colours: dict[str, str]) -> None:
    """Name each line at its end, names that would lie on each other moved apart."""
    low, high = ax.get_ylim()
    scale = _HEIGHT / (high - low)  # points
    lowest = -float("inf")
    for group, (means, rows) in sorted(lines.items(), key=lambda item: item[1][0].iloc[-1]):
        at = max((means.iloc[-1] - low) * scale, lowest + _APART)
        name = ax.annotate(f" {group}", (means.index[-1], means.iloc[-1]), fontsize=SMALL, va="center",
                           color=shade_text(colours[group]), annotation_clip=False, textcoords="offset points",
                           xytext=(4, at - (means.iloc[-1] - low) * scale))
        tie_mark(name, "", *rows)
        lowest = at


def _mark_axes(ax: Axes, table: pd.DataFrame, shown: pd.Series) -> None:
    unit = table["unit"].iloc[0]
    low, high = (shown.min(), shown.max()) if len(shown) else (0.0, 1.0)
    room = (high - low) * 0.08 or 0.5
    ax.set_ylim(0.0 if low >= 0 else low - room, high + room)
    ax.set_title(describe_axis(table), loc="left", fontsize=SMALL, color=SOFT)  # along the axis it would not fit
    ax.yaxis.set_major_formatter(lambda value, _: format_tick(value, unit))
    ax.spines["bottom"].set(visible=True, color=RULE)
    ax.axhline(0, color=RULE, lw=0.8, zorder=0)
    locator = AutoDateLocator(minticks=2, maxticks=6)
    ax.xaxis.set_major_locator(locator)
    ax.xaxis.set_major_formatter(ConciseDateFormatter(locator, show_offset=False))
    if shown.empty:
        ax.set_xticks([])


def describe_trend(table: pd.DataFrame, unit: str) -> str:
    """Say in words what ``draw_trend`` shows of the same table, for the figure's ``alt``.

    Examples
    --------
    >>> table = pd.DataFrame({"article_id": ["sun", "oped"], "group": ["tabloid", "opinion"], "value": [0.4, 0.1],
    ...                       "measure": "attributed_share", "part": "body", "voice": "all", "unit": "share",
    ...                       "published": ["2022-10", "2022-12"]})
    >>> describe_trend(table, "month")
    'Dots by month, words given to others: opinion one article, 2022-12, mean 10%; tabloid one article, 2022-10, mean \
40%.'
    """
    need_columns(table, "describe_trend", *_COLUMNS)
    dated, label = _date_rows(table, unit), describe_measure(table["measure"].iloc[0]).label
    said = []
    for group, own in dated.groupby("group", sort=True):
        periods = sorted(own["period"])
        span = periods[0] if periods[0] == periods[-1] else f"{periods[0]} to {periods[-1]}"
        mean = say_value(own["value"].mean(), table["unit"].iloc[0])
        said.append(f"{group} {say_count(len(own), 'article')}, {span}, mean {mean}")
    return f"Dots by {unit}, {label}: {'; '.join(said) or 'no article has a date as precise as that'}."

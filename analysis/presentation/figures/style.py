"""One hand for all figures: colours, sizes, number formats, and the bare Axes they start from.

Lengths are in points, which are also the units of the drawing shown (1 point = 1 unit of its ``viewBox``).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from textwrap import fill

import matplotlib.pyplot as plt
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter, MaxNLocator

from analysis.comparison.descriptions import SHARE, describe_measure
from analysis.files import UserError
from analysis.presentation.colours import RULE, SOFT, choose_colours
from analysis.presentation.findings.wording import say_place

FONT, SIZE, SMALL = "DejaVu Sans", 12, 10.5
PHONE = 280  # points: the width of a drawing for a phone
plt.rcParams["text.parse_math"] = False  # a group may be called "$5 a day": that is no formula

# How solid a voice is drawn in its group's colour; the article's own voice is grey.
VOICE_SHADES = {"direct": 1.0, "mixed": 0.78, "indirect": 0.55, "narration": 0.0}


def make_axes() -> Axes:
    """Return empty Axes that take the size of what is drawn into them; pyplot knows nothing of them."""
    ax = Figure(layout="constrained").subplots()
    ax.takes_any_size = True
    return ax


def start_axes(ax: Axes | None, width: float, height: float) -> Axes:
    """Return ``ax`` stripped of its frame, or new Axes of this size, in points."""
    if ax is None:
        _, ax = plt.subplots(figsize=(width / 72, height / 72), layout="constrained")
    elif getattr(ax, "takes_any_size", False):
        ax.get_figure(root=True).set_size_inches(width / 72, height / 72)
    ax.spines[:].set_visible(False)
    ax.tick_params(labelsize=SMALL, labelcolor=SOFT, color=RULE, length=3)
    ax.patch.set_visible(False)
    return ax


def draw_scale(ax: Axes, label: str, unit: str = "") -> None:
    """Give the x axis its rule, a handful of ticks in plain numbers, and its label."""
    ax.spines["bottom"].set(visible=True, color=RULE)
    ax.xaxis.set_major_locator(MaxNLocator(5, steps=[1, 2, 2.5, 5, 10]))
    ax.xaxis.set_major_formatter(FuncFormatter(lambda value, _: format_tick(value, unit)))
    length = int(ax.get_window_extent().width / ax.get_figure(root=True).dpi * 72 / (0.55 * SMALL))
    lines = [label] if len(label) <= length else label.replace(" (", "\n(").splitlines()
    lines = lines if max(map(len, lines)) <= length else [fill(label, length)]
    ax.set_xlabel("\n".join(lines), fontsize=SMALL, color=SOFT)


def format_tick(value: float, unit: str) -> str:
    """Write a tick's value in plain numbers, a share as a percentage.

    Examples
    --------
    >>> format_tick(-0.25, "share"), format_tick(-2.0, "per 1,000 words")
    ('−25%', '−2')
    """
    text = f"{100 * value:.6g}%" if unit == SHARE else f"{value:.6g}"
    return "0" if text == "0%" else text.replace("-", "−")


def describe_axis(table: pd.DataFrame) -> str:
    """Say what one measure's values are: its label, part, voice and unit.

    Examples
    --------
    >>> row = {"measure": "tone", "part": "body", "voice": "all", "unit": "from −1 to 1"}
    >>> describe_axis(pd.DataFrame([row]))
    'tone in the body (from −1 to 1)'
    """
    row = table.iloc[0]
    try:
        label = describe_measure(row["measure"]).label
    except UserError:
        label = row["measure"].replace("_", " ")
    return f"{label} {say_place(row['part'], row['voice'])} ({row['unit']})"


def add_groups(table: pd.DataFrame, articles: pd.DataFrame) -> pd.DataFrame:
    """Return the table with each article's group as a further column."""
    groups = articles[["article_id", "group"]]
    return table.drop(columns="group", errors="ignore").merge(groups, on="article_id", how="left")


def sort_groups(table: pd.DataFrame) -> pd.DataFrame:
    """Return the table with its groups in the order of their colours, articles in alphabetical order."""
    order = {group: place for place, group in enumerate(choose_colours(table["group"]))}
    return table.sort_values(["group", "article_id"], key=lambda column: column.map(order) if column.name == "group"
                             else column, kind="stable", ignore_index=True)


def shorten_names(names: Iterable[str], most: int) -> dict[str, str]:
    """Return for each name one of at most so many letters: its beginning and its end, or a number where two are alike.

    Examples
    --------
    >>> shorten_names(["sun", "guardian_2023_opinion", "guardian_2024_opinion"], 13)
    {'sun': 'sun', 'guardian_2023_opinion': 'guardi…pinion', 'guardian_2024_opinion': 'guardian…2'}
    """
    short: dict[str, str] = {}
    for name in dict.fromkeys(names):
        half = (most - 1) // 2
        cut = name if len(name) <= most else f"{name[:most - 1 - half]}…{name[-half:]}"
        alike = sum(other.startswith(f"{name[:half]}") for other in short) + 1
        short[name] = f"{name[:most - 5]}…{alike}" if cut in short.values() else cut
    return short


def need_columns(table: pd.DataFrame, figure: str, *columns: str) -> None:
    """Raise ``UserError`` when a figure's table lacks a column or has no rows."""
    missing = [column for column in columns if column not in table]
    if missing:
        hint = " add_groups(table, articles) adds the group." if "group" in missing else ""
        raise UserError(f"{figure} needs a table with {', '.join(columns)}; {', '.join(missing)} is missing.{hint}")
    if table.empty:
        raise UserError(f"{figure} was given a table without rows: there is nothing to draw.")


def keep_narrow(ax: Axes, draw: Callable[[Axes], Axes]) -> Axes:
    """Keep with the Axes how the same is drawn for a phone, so that ``show_figure`` can show both."""
    ax.draw_narrow = draw
    return ax


def keep_table(ax: Axes, table: pd.DataFrame) -> Axes:
    """Keep with the Axes the numbers it shows, so that ``show_figure`` can print them under it."""
    ax.shown_numbers = table.reset_index(drop=True)
    return ax

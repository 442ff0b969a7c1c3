"""Words that set groups apart, and terms that make a score differ: bars and intervals to the left and right of zero."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes

from analysis.files import UserError
from analysis.presentation.colours import INK, RULE, SOFT, choose_colours, shade_text
from analysis.presentation.figures.lanes import write_key
from analysis.presentation.figures.style import SMALL, draw_scale, keep_table, need_columns, start_axes
from analysis.presentation.figures.ties import name_use, tie_mark, tie_marks
from analysis.presentation.findings.wording import say_count, say_number, say_place

N_TOP = 12  # terms drawn each way
_ROW, _PHONE = 19, 400  # points: of a lane; narrower drawings are for phones
_LETTER = 6.3  # points that a small letter takes
_PS = ("p", "p_log_ratio", "p_log_odds", "p_floor")
_SCORES = {"tone": "tone of listed terms", "loaded_language": "weight of loaded terms"}
_KEYWORD_COLUMNS = ("word", "group_a", "group_b", "n_a", "n_b", "n_articles", "log_ratio", "log_ratio_low",
                    "log_ratio_high", "log_odds_z")
_SUMMED = ("n_a", "n_b", "mean_a", "mean_b", "contribution")
_SHIFT_COLUMNS = ("lexicon", "part", "voice", "term", "group_a", "group_b", "n_a", "n_b", "mean_a", "mean_b",
                  "contribution")


def draw_keywords(table: pd.DataFrame, ax: Axes | None = None, width: float = 480) -> Axes:
    """Draw each word's log ratio with its 95% interval, its counts beside it, in the colour of its group.

    Parameters
    ----------
    table : DataFrame
        Rows of ``keywords`` for one voice, as ``choose_keywords`` gives them; drawn in their order.
    ax : Axes, optional
        Where to draw; new Axes otherwise.
    width : float
        Width of new Axes in points; below 400 what stands beside a word is shorter.
    """
    need_columns(table, "draw_keywords", *_KEYWORD_COLUMNS)
    phone = width < _PHONE
    group_a, group_b = table["group_a"].iloc[0], table["group_b"].iloc[0]
    colours = choose_colours([group_a, group_b])
    ax = start_axes(ax, width, 84 + _ROW * len(table))
    ax.vlines(0, -1.6, len(table) - 0.5, color=SOFT, lw=0.8, zorder=1)
    for place, row in enumerate(table.itertuples()):
        colour = colours[group_a if row.log_odds_z > 0 else group_b]
        line = ax.hlines(place, row.log_ratio_low, row.log_ratio_high, color=colour, lw=1.2, zorder=2, clip_on=False)
        dot, = ax.plot([row.log_ratio], [place], "o", color=colour, ms=6, zorder=3)
        articles = f" in {row.n_articles}" if phone else f", {say_count(row.n_articles, 'article')}"
        counts = ax.annotate(f"{row.n_a} : {row.n_b}{articles}", (1, place), (8, 0), va="center", fontsize=SMALL,
                             xycoords=("axes fraction", "data"), textcoords="offset points", color=SOFT)
        tie_marks(line, [name_use("words", row.word)], [place])
        for mark in (dot, counts):
            tie_mark(mark, name_use("words", row.word), place)
    ax.set_yticks(range(len(table)), table["word"], fontsize=SMALL, color=INK)
    for place, (name, word) in enumerate(zip(ax.get_yticklabels(), table["word"])):
        tie_mark(name, name_use("words", word), place)
    ax.tick_params(axis="y", length=0)
    reach = 1.05 * max(table["log_ratio_high"].max(), -table["log_ratio_low"].min())
    ax.set(xlim=(-reach, reach), ylim=(len(table) - 0.5, -1.6))
    sides = [group if phone else f"typical of {group}" for group in (group_b, group_a)]
    _name_sides(ax, *sides, colours[group_b], colours[group_a], -1.1)
    beside = f"; at the right: {group_a} : {group_b} in how many articles" if phone else ""
    draw_scale(ax, f"log ratio (1: twice as often in {group_a}; line: 95% interval{beside})")
    shown = [column for column in (*_KEYWORD_COLUMNS, "keyness", *_PS) if column in table]
    return keep_table(ax, table[shown])


def draw_shift(table: pd.DataFrame, ax: Axes | None = None, width: float = 480, n_top: int = N_TOP) -> Axes:
    """Draw what each term contributes to the difference of a score: bars to both sides, all others in the last one.

    A bar's direction is the term's pull, its colour the group that uses the term more; behind a term stand the counts
    of both groups.

    Parameters
    ----------
    table : DataFrame
        As ``shifts.list_shift`` gives it, for one lexicon, part and voice.
    ax : Axes, optional
        Where to draw; new Axes otherwise.
    width : float
        Width of new Axes in points.
    n_top : int
        How many terms each way.
    """
    need_columns(table, "draw_shift", *_SHIFT_COLUMNS)
    if len(table[["lexicon", "part", "voice"]].drop_duplicates()) > 1:
        raise UserError("draw_shift draws one lexicon in one part and voice.")
    bars, row = choose_bars(table, n_top), table.iloc[0]
    colours = choose_colours([row["group_a"], row["group_b"]])
    ax = start_axes(ax, width, 104 + _ROW * len(bars))
    ax.vlines(0, -1.6, len(bars) - 0.4, color=SOFT, lw=0.8, zorder=1)
    shades = [colours[row["group_a"] if more else row["group_b"]] for more in bars["more_in_a"]]
    shades = [RULE if other else shade for other, shade in zip(bars["is_others"], shades)]
    drawn = ax.barh(range(len(bars)), bars["contribution"], height=0.66, lw=0, color=shades, zorder=2)
    for place, bar in enumerate(bars.itertuples()):
        side = 1 if (bar.contribution >= 0) != bar.is_others else -1  # the last bar is long
        name = ax.annotate(_label(bar), (0 if bar.is_others else bar.contribution, place), (4 * side, 0),
                           textcoords="offset points", va="center", ha="left" if side > 0 else "right", fontsize=SMALL,
                           color=SOFT if bar.is_others else INK, annotation_clip=False)
        for mark in (drawn[place], name):
            tie_mark(mark, "" if bar.is_others else name_use(row["lexicon"], bar.term), place)
    reach = _find_reach(bars, width / 2)
    ax.set(xlim=(-reach, reach), ylim=(len(bars) - 0.4, -2.8), yticks=[])
    write_key(ax, [(f"used more in {group}", colour) for group, colour in colours.items()], -2.3)
    _name_sides(ax, f"pulls {row['group_a']} down", f"pulls {row['group_a']} up", SOFT, SOFT, -1.1)
    draw_scale(ax, f"{_SCORES[row['lexicon']]} {say_place(row['part'], row['voice'])}: part of the difference "
                   f"{row['group_a']} − {row['group_b']} (per 1,000 words; all bars together "
                   f"{say_number(table['contribution'].sum())})")
    return keep_table(ax, bars.drop(columns=["lexicon", "part", "voice", "more_in_a", "is_others"]))


def choose_bars(table: pd.DataFrame, n_top: int = N_TOP) -> pd.DataFrame:
    """Choose the terms that pull most each way, from the largest rise to the largest fall, and add up all others.

    Parameters
    ----------
    table : DataFrame
        As ``shifts.list_shift`` gives it, for one lexicon, part and voice.
    n_top : int
        How many terms each way.

    Returns
    -------
    DataFrame
        The terms' rows, then one of all others where there are any, its counts, means and contribution their sums and
        its category empty; with ``more_in_a`` (which group uses the term more) and ``is_others``. The contributions
        add up to the difference.

    Examples
    --------
    >>> shift = pd.DataFrame({"term": ["war", "peace", "hope"], "category": "x", "n_a": [4, 1, 2], "n_b": [1, 1, 1],
    ...                       "mean_a": [-9.0, 4.0, 2.0], "mean_b": [-3.0, 2.0, 1.0], "contribution": [-6.0, 2.0, 1.0]})
    >>> choose_bars(shift, n_top=1)[["term", "n_a", "contribution"]].values.tolist()
    [['peace', 1, 2.0], ['war', 4, -6.0], ['all others (one term)', 2, 1.0]]
    """
    up, down = (table[side].head(n_top) for side in (table["contribution"] > 0, table["contribution"] < 0))
    bars = pd.concat([up, down[::-1]])
    bars = bars.assign(more_in_a=bars["mean_a"].abs() > bars["mean_b"].abs(), is_others=False)
    others = table.drop(bars.index)
    if others.empty:
        return bars.reset_index(drop=True)
    rest = others.head(1).assign(term=f"all others ({say_count(len(others), 'term')})", category="", more_in_a=False,
                                 is_others=True, **{column: others[column].sum() for column in _SUMMED})
    return pd.concat([bars, rest], ignore_index=True) if len(bars) else rest.reset_index(drop=True)


def _label(bar) -> str:
    return bar.term if bar.is_others else f"{bar.term} ({bar.n_a} : {bar.n_b})"


def _find_reach(bars: pd.DataFrame, half: float) -> float:
    """How far the axis must reach so that each bar with its label fits into one half of the width, in points."""
    rooms = [1 if bar.is_others else max(0.2, 1 - (8 + _LETTER * len(_label(bar))) / half) for bar in bars.itertuples()]
    return 1.05 * (bars["contribution"].abs() / rooms).max() or 1


def _name_sides(ax: Axes, left: str, right: str, left_colour: str, right_colour: str, y: float) -> None:
    for text, side, colour in ((f"← {left}", -1, left_colour), (f"{right} →", 1, right_colour)):
        ax.annotate(text, (0, y), (8 * side, 0), textcoords="offset points", va="center",
                    ha="left" if side > 0 else "right", fontsize=SMALL, fontweight="bold", color=shade_text(colour))


def describe_keywords(table: pd.DataFrame) -> str:
    """Say in words what ``draw_keywords`` shows of the same table, for the figure's ``alt``.

    Examples
    --------
    >>> row = {"word": "grim", "group_a": "wire", "group_b": "blog", "n_a": 6, "n_b": 1, "n_articles": 2,
    ...        "log_ratio": 2.1, "log_ratio_low": 0.2, "log_ratio_high": 4.0, "log_odds_z": 1.5}
    >>> describe_keywords(pd.DataFrame([row]))
    'Dots with intervals, log ratio of wire over blog: grim 2.1 (0.20 to 4.0; 6 against 1, in two articles).'
    """
    need_columns(table, "describe_keywords", *_KEYWORD_COLUMNS)
    words = [f"{row.word} {say_number(row.log_ratio)} ({say_number(row.log_ratio_low)} to "
             f"{say_number(row.log_ratio_high)}; {row.n_a} against {row.n_b}, in "
             f"{say_count(row.n_articles, 'article')})" for row in table.itertuples()]
    first = table.iloc[0]
    return f"Dots with intervals, log ratio of {first['group_a']} over {first['group_b']}: {'; '.join(words)}."


def describe_shift(table: pd.DataFrame, n_top: int = N_TOP) -> str:
    """Say in words what ``draw_shift`` shows of the same table, for the figure's ``alt``.

    Examples
    --------
    >>> shift = pd.DataFrame({"lexicon": "tone", "part": "body", "voice": "all", "term": ["war", "peace", "hope"],
    ...                       "group_a": "wire", "group_b": "blog", "n_a": [4, 1, 0], "n_b": [1, 1, 1],
    ...                       "mean_a": [-9.0, 4.0, 2.0], "mean_b": [-3.0, 2.0, 1.0], "contribution": [-6.0, 2.0, 1.0]})
    >>> print(describe_shift(shift, n_top=1))
    Bars, part of the difference wire − blog in tone of listed terms in the body, −3.0 per 1,000 words: peace 2.0 \
(1 against 1); war −6.0 (4 against 1); all others (one term) 1.0.
    """
    need_columns(table, "describe_shift", *_SHIFT_COLUMNS)
    first = table.iloc[0]
    bars = [f"{bar.term} {say_number(bar.contribution)}"
            + ("" if bar.is_others else f" ({bar.n_a} against {bar.n_b})")
            for bar in choose_bars(table, n_top).itertuples()]
    return (f"Bars, part of the difference {first['group_a']} − {first['group_b']} in {_SCORES[first['lexicon']]} "
            f"{say_place(first['part'], first['voice'])}, {say_number(table['contribution'].sum())} per 1,000 words: "
            f"{'; '.join(bars)}.")

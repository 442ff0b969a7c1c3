"""Who agrees with whom: a small square of numbers, coders who agree beside each other."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.collections import PolyCollection
from matplotlib.colors import to_hex, to_rgb

from analysis.presentation.figures.style import RULE, SMALL, SOFT, keep_table, letter_on, need_columns, start_axes
from analysis.presentation.findings.wording import say_count

MOST_NUMBERS = 12  # with more coders than this a cell has a colour alone, and the table the numbers
_WIDE, _NARROW = 46, 17  # points of a cell, with a number in it and without
_PALE, _FULL = "#eef1f4", "#1f4e79"
_STEPS = (0.0, 0.25, 0.5, 0.75, 1.0)
_CORNERS = ((-0.47, -0.46), (0.47, -0.46), (0.47, 0.46), (-0.47, 0.46))


def draw_coders(pairs: pd.DataFrame, coders: list[str], ax: Axes | None = None) -> Axes:
    """Draw a square with a cell for each two coders: the darker, the more they agree beyond chance.

    Parameters
    ----------
    pairs : DataFrame
        coder · other · n · alpha, of one variable (``classroom.comparing``). Colours run from 0 or less to 1, the
        same in every such square; where alpha is undefined the cell is an empty frame.
    coders : list of str
        The order in which they stand.
    ax : Axes, optional
        Where to draw; new Axes otherwise.

    Raises
    ------
    UserError
        When a column is missing or there are no rows.
    """
    need_columns(pairs, "draw_coders", "coder", "other", "n", "alpha")
    numbered = len(coders) <= MOST_NUMBERS
    cell, below = (_WIDE, 0) if numbered else (_NARROW, 2)
    ax = start_axes(ax, 110 + cell * len(coders), 60 + (0.75 if numbered else 1) * cell * (len(coders) + below))
    place = {coder: number for number, coder in enumerate(coders)}
    cells = [(place[column], place[row], pair.alpha) for pair in pairs.itertuples()
             for column, row in ((pair.coder, pair.other), (pair.other, pair.coder))]
    known = [each for each in cells if each[2] == each[2]]
    ax.add_collection(_square(known, facecolors=[shade_alpha(alpha) for *_, alpha in known], lw=0))
    unknown = [each for each in cells if each[2] != each[2]]
    ax.add_collection(_square(unknown, facecolors="none", edgecolors=RULE, lw=0.8))
    for x, y, alpha in cells if numbered else ():
        ax.annotate(_write(alpha), (x, y), ha="center", va="center", fontsize=SMALL,
                    color=letter_on(shade_alpha(alpha)) if alpha == alpha else SOFT)
    ax.set(xlim=(-0.5, len(coders) - 0.5), ylim=(len(coders) - 0.5 + below, -0.5))
    upright = 90 if not numbered or max(map(len, coders)) > 5 else 0
    look = {"fontsize": SMALL, "color": SOFT, "annotation_clip": False}
    for coder, number in place.items():  # letters, and no ticks: Matplotlib measures each tick's label ten times
        ax.annotate(coder, (number, -0.6), rotation=upright, ha="center", va="bottom", **look)
        ax.annotate(coder, (-0.6, number), ha="right", va="center", **look)
    ax.set_axis_off()
    if not numbered:
        _draw_key(ax, len(coders))
    shown = pairs.sort_values("alpha", ascending=False, kind="stable")
    return keep_table(ax, shown[[name for name in ("coder", "other", "n", "share_same", "alpha", "low", "high")
                                 if name in shown]])


def _square(cells: list[tuple[int, int, float]], **style: object) -> PolyCollection:
    """Cells at their places, all drawn at once."""
    return PolyCollection([[(x + right, y + down) for right, down in _CORNERS] for x, y, _ in cells], **style)


def _draw_key(ax: Axes, n: int) -> None:
    """A row of swatches under the square, from 0 or less to 1, where no number says it."""
    places = [(3.4 * number, n + 1.0, step) for number, step in enumerate(_STEPS)]
    ax.add_collection(_square(places, facecolors=[shade_alpha(step) for step in _STEPS], lw=0))
    for x, y, step in places:
        ax.annotate(f"{step:g}" if step else "≤ 0", (x + 0.7, y), va="center", fontsize=SMALL, color=SOFT)


def shade_alpha(alpha: float) -> str:
    """Return the colour of an alpha: pale at 0 or less, full at 1.

    Examples
    --------
    >>> shade_alpha(-0.2) == shade_alpha(0), shade_alpha(1)
    (True, '#1f4e79')
    """
    degree = min(1.0, max(0.0, alpha))
    return to_hex([pale + degree * (full - pale) for pale, full in zip(to_rgb(_PALE), to_rgb(_FULL))])


def describe_coders(pairs: pd.DataFrame, name: str) -> str:
    """Say in words what ``draw_coders`` shows of the same table, for the figure's ``alt``.

    Examples
    --------
    >>> rows = [("AB", "CD", 9, 0.5), ("AB", "EF", 9, 0.25), ("CD", "EF", 9, float("nan"))]
    >>> describe_coders(pd.DataFrame(rows, columns=["coder", "other", "n", "alpha"]), "voice")
    'Square of coders by coders, alpha of voice: three pairs, highest AB and CD 0.50, lowest AB and EF 0.25, middle \
0.38; undefined for one pair.'
    """
    need_columns(pairs, "describe_coders", "coder", "other", "alpha")
    known = pairs.dropna(subset="alpha").sort_values("alpha", ascending=False, kind="stable")
    start = f"Square of coders by coders, alpha of {name}: {say_count(len(pairs), 'pair')}"
    lacking = len(pairs) - len(known)
    undefined = f"; undefined for {say_count(lacking, 'pair')}" if lacking else ""
    if known.empty:
        return f"{start}{undefined}."
    first, last = known.iloc[0], known.iloc[-1]
    return (f"{start}, highest {first['coder']} and {first['other']} {_write(first['alpha'])}, lowest {last['coder']} "
            f"and {last['other']} {_write(last['alpha'])}, middle {_write(known['alpha'].median())}{undefined}.")


def _write(alpha: float) -> str:
    return "–" if alpha != alpha else f"{alpha:.2f}".replace("-", "−")

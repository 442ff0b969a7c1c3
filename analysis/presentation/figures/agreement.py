"""Agreement with hand coding, variable by variable: the instrument beside two coders, each with its interval."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes

from analysis.comparison.agreement.agreements import CODERS, MACHINE
from analysis.presentation.colours import INK, RULE, SOFT
from analysis.presentation.figures.style import SIZE, SMALL, format_tick, keep_table, need_columns, start_axes
from analysis.presentation.figures.ties import name_use, tie_mark, tie_marks
from analysis.presentation.findings.trust import grade_alpha, name_variable, select_alphas

_ROW = 26  # points
_LIMITS = ((0.667, "tentative from here", "right"), (0.8, "reliable", "left"))
_SHIFT = 0.16  # of a row, between the two marks


def draw_agreement(table: pd.DataFrame, ax: Axes | None = None, width: float = 480) -> Axes:
    """Draw Krippendorff's alpha of each variable: a dot for the instrument, a ring for the coders among themselves.

    All frames together are one row, the tone towards each target is one; where alpha is undefined, there is none.

    Parameters
    ----------
    table : DataFrame
        Rows of ``validation`` for one corpus; of these the alphas are drawn, the instrument's best agreement first.
    ax : Axes, optional
        Where to draw; new Axes otherwise.
    width : float
        Width of new Axes in points.
    """
    need_columns(table, "draw_agreement", "instrument", "comparison", "metric", "value", "low", "high")
    alphas = select_alphas(table).reset_index(drop=True)
    order = alphas[alphas["comparison"] == MACHINE].sort_values("value", ascending=False)["instrument"].tolist()
    ax = start_axes(ax, width, 84 + _ROW * max(1, len(order)))
    for limit, grade, side in _LIMITS:
        ax.axvline(limit, color=RULE, lw=0.8, zorder=1)
        ax.annotate(grade, (limit, 1), (2 if side == "left" else -2, 3), xycoords=("data", "axes fraction"),
                    textcoords="offset points", ha=side, fontsize=SMALL, color=SOFT)
    ax.axvline(0, color=RULE, lw=0.8, zorder=1)
    for comparison, shift, filled in ((CODERS, -_SHIFT, False), (MACHINE, _SHIFT, True)):
        colour = INK if filled else SOFT
        for row in alphas[(alphas["comparison"] == comparison) & alphas["instrument"].isin(order)].itertuples():
            place, target = order.index(row.instrument) + shift, name_use("coding", row.instrument) if filled else ""
            line = ax.hlines(place, row.low, row.high, color=colour, lw=1.4, zorder=2, clip_on=False)
            dot, = ax.plot([row.value], [place], "o", color=colour, ms=5.5, mfc=colour if filled else "none", zorder=3,
                           clip_on=False)
            tie_marks(line, [target], [row.Index])
            tie_mark(dot, target, row.Index)
    ax.set_yticks(range(len(order)), [name_variable(name) for name in order], fontsize=SIZE)
    for label, name in zip(ax.get_yticklabels(), order):
        tie_mark(label, name_use("coding", name), *alphas.index[alphas["instrument"] == name])
    ax.tick_params(axis="y", length=0)
    ax.set_ylim(len(order) - 0.5, -0.5)
    ax.set_xlim(min(0, alphas["low"].min(), alphas["value"].min()) - 0.02 if len(alphas) else 0, 1)
    ax.set_xlabel("Krippendorff’s alpha\ndot: instrument and coding, ring: two coders", fontsize=SMALL, color=SOFT)
    ax.xaxis.set_major_formatter(lambda value, _: format_tick(value, ""))
    shown = alphas.assign(variable=alphas["instrument"].map(name_variable), grade=alphas["value"].map(grade_alpha))
    return keep_table(ax, shown[["variable", "comparison", "n", "value", "low", "high", "grade"]])


def describe_agreement(table: pd.DataFrame) -> str:
    """Say in words what ``draw_agreement`` shows of the same table, for the figure's ``alt``."""
    alphas = select_alphas(table)
    said = [f"{name_variable(row.instrument)} {row.value:.2f}"
            for row in alphas[alphas["comparison"] == MACHINE].sort_values("value", ascending=False).itertuples()]
    coders = alphas[alphas["comparison"] == CODERS]["value"]
    among = f" Two coders among themselves: between {coders.min():.2f} and {coders.max():.2f}." if len(coders) else ""
    return f"Krippendorff’s alpha between instrument and settled coding: {', '.join(said)}.{among}".replace("-", "−")

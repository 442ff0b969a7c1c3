"""What the dates of publication say about the planned measures, in sentences by a fixed rule."""

from __future__ import annotations

import pandas as pd

from analysis.comparison.descriptions import describe_measure
from analysis.presentation.findings.wording import say_count

_SMALL = 0.05


def state_trends(trends: pd.DataFrame) -> list[str]:
    """State for each row of the table ``trends`` whether the measure moves with time, and what was left out.

    A measure *rises* or *falls* where q ≤ 0.05; where no order of the dates could reach p ≤ 0.05 the sentence says that
    there are too few articles; a q above 0.05 is said to show no trend, never to show that there is none.

    Examples
    --------
    >>> row = {"number": 1, "measure": "tone", "part": "body", "voice": "all", "unit": "month", "n": 3, "n_undated": 1,
    ...        "n_periods": 1, "rho": float("nan"), "slope": float("nan"), "p": float("nan"),
    ...        "p_floor": float("nan"), "n_orders": 0, "q": float("nan")}
    >>> state_trends(pd.DataFrame([row]))[0].endswith("all 3 dated articles are of one month (one article left out: \
date missing or coarser than a month).")
    True
    """
    return [_state_row(row) for row in trends.itertuples()]


def _state_row(row) -> str:
    where = ", ".join(each for each, plain in ((row.part, "body"), (row.voice, "all")) if each != plain)
    name = f"{row.number}. {describe_measure(row.measure).label}" + (f" ({where})" if where else "")
    left = (f" ({say_count(row.n_undated, 'article')} left out: date missing or coarser than a {row.unit})"
            if row.n_undated else "")
    if not row.n:
        return f"{name}: nothing can be said, no article with a value has a date as precise as a {row.unit}{left}."
    if row.n_periods == 1:
        return f"{name}: nothing can be said, all {row.n} dated articles are of one {row.unit}{left}."
    if pd.isna(row.p):
        return f"{name}: nothing can be said, within no group do both value and date vary{left}."
    figures = f"rho {_sign(row.rho, 2)}, slope {_sign(row.slope, 3)} per {row.unit}, p {row.p:.3f}, q {row.q:.3f}"
    if row.p_floor > _SMALL:
        return (f"{name}: too few articles, {say_count(row.n, 'article')} could not reach a p below "
                f"{row.p_floor:.3f} ({figures}){left}.")
    verdict = ("rises" if row.rho > 0 else "falls") + " with time" if row.q <= _SMALL else "shows no trend"
    return f"{name}: {verdict} over {row.n_periods} different {row.unit}s ({figures}){left}."


def _sign(value: float, digits: int) -> str:
    return f"{value:+.{digits}f}".replace("-", "−")

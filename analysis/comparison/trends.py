"""Whether the planned measures move with the date of publication, within groups."""

from __future__ import annotations

from math import nan

import numpy as np
import pandas as pd

from analysis.comparison.plans import Plan, Planned
from analysis.resampling.intervals import control_false_discovery
from analysis.resampling.ordered import permute_dates
from analysis.tables import check

_PRECISE = {"year": r"\d{4}(-\d\d){0,2}", "quarter": r"\d{4}-\d\d(-\d\d)?", "month": r"\d{4}-\d\d(-\d\d)?",
            "week": r"\d{4}-\d\d-\d\d", "day": r"\d{4}-\d\d-\d\d"}
_FREQUENCIES = {"year": "Y", "quarter": "Q", "month": "M", "week": "W", "day": "D"}


def date_articles(articles: pd.DataFrame, unit: str) -> pd.Series:
    """Give each article whose ``published`` is precise enough its period, by article_id; the others are left out.

    Parameters
    ----------
    articles : DataFrame
        article_id · published (ISO 8601, of reduced precision or empty).
    unit : str
        day, week (Monday to Sunday), month, quarter or year.

    Examples
    --------
    >>> articles = pd.DataFrame({"article_id": ["s", "t", "u"], "published": ["2022-11-05", "2022", ""]})
    >>> date_articles(articles, "month").astype(str).to_dict(), len(date_articles(articles, "year"))
    ({'s': '2022-11'}, 2)
    """
    published = articles.set_index("article_id")["published"].fillna("").astype(str)
    published = published[published.str.fullmatch(_PRECISE[unit])]
    days = pd.to_datetime(published.str.cat(["-01-01"[len(date) - 4:] if len(date) < 10 else "" for date in published]),
                          format="%Y-%m-%d", errors="coerce").dropna()
    return days.dt.to_period(_FREQUENCIES[unit])


def measure_trends(measures: pd.DataFrame, articles: pd.DataFrame, plan: Plan, *, seed: int = 0,
                   n_resamples: int = 9_999) -> pd.DataFrame:
    """Measure how each planned measure moves with the date of publication, over all articles with a group and a date.

    Parameters
    ----------
    measures, articles : DataFrame
        The tables of these names.
    plan : Plan
        Its planned measures and its ``time``, the unit.
    seed, n_resamples : int
        As for ``analysis.resampling.ordered.permute_dates``.

    Returns
    -------
    DataFrame
        The table ``trends``, a row for each planned measure. ``n`` articles have a value and a date; ``n_undated`` have
        a value and no date precise enough. ``rho`` and ``p`` as ``permute_dates`` says, ``slope`` = median of
        (difference in value) / (difference in periods) over all pairs of articles of one group and two periods, in
        the measure's unit per ``unit``; ``q`` = p adjusted for all planned measures. NaN where there is one period or
        none. Without ``time`` the table is empty.

    Source: Sen, P. K. (1968): Estimates of the regression coefficient based on Kendall's tau. Journal of the American
    Statistical Association 63, 1379–1389; q as ``analysis.resampling.intervals`` says.

    Examples
    --------
    >>> articles = pd.DataFrame({"article_id": ["s", "t", "u"], "group": "wire",
    ...                          "published": ["2022-01", "2022-02", "2022-04"]})
    >>> measures = articles[["article_id"]].assign(part="body", voice="all", measure="tone", unit="from −1 to 1",
    ...                                            value=[0.1, 0.2, 0.4])
    >>> from analysis.comparison.plans import Planned
    >>> plan = Plan("wire", "", planned=(Planned(1, "tone"),), time="month")
    >>> measure_trends(measures, articles, plan)[["n", "n_periods", "rho", "slope"]].round(6).values.tolist()
    [[3.0, 3.0, 1.0, 0.1]]
    """
    if not plan.time:
        return check(pd.DataFrame(), "trends")
    groups = articles.set_index("article_id")["group"]
    groups, periods = groups[groups != ""], date_articles(articles, plan.time)
    rows = []
    for planned in plan.planned:
        values = _choose_values(measures, planned).loc[lambda each: each.index.isin(groups.index)]
        dated = values[values.index.isin(periods.index)]
        when, side = periods.reindex(dated.index), groups.reindex(dated.index).to_numpy()
        number = np.array([period.ordinal for period in when], dtype=float)
        found = permute_dates(dated.to_numpy(), number, side, seed=seed, n_resamples=n_resamples)
        rows.append({"number": planned.number, "measure": planned.measure, "part": planned.part,
                     "voice": planned.voice, "unit": plan.time, "n": len(dated), "n_undated": len(values) - len(dated),
                     "n_periods": when.nunique(), "rho": found.rho,
                     "slope": _find_slope(dated.to_numpy(), number, side), "p": found.p, "p_floor": found.p_floor,
                     "n_orders": found.n_orders})
    table = pd.DataFrame(rows)
    return check(table.assign(q=control_false_discovery(table["p"])), "trends")


def average_periods(measures: pd.DataFrame, articles: pd.DataFrame, plan: Plan) -> pd.DataFrame:
    """Average each planned measure by period: number, measure, period, n articles, mean in the measure's unit.

    Without ``time``, or without a date precise enough, there are no rows; a period without articles has none.

    Examples
    --------
    >>> articles = pd.DataFrame({"article_id": ["s", "t"], "group": "wire", "published": ["2022-01-03", "2022-01"]})
    >>> measures = articles[["article_id"]].assign(part="body", voice="all", measure="tone", value=[0.25, 0.75])
    >>> from analysis.comparison.plans import Planned
    >>> plan = Plan("wire", "", planned=(Planned(1, "tone"),), time="month")
    >>> average_periods(measures, articles, plan).values.tolist()
    [[1, 'tone', '2022-01', 2, 0.5]]
    """
    columns = ["number", "measure", "period", "n", "mean"]
    if not plan.time:
        return pd.DataFrame(columns=columns)
    periods = date_articles(articles[articles["group"] != ""], plan.time)
    rows = []
    for planned in plan.planned:
        values = _choose_values(measures, planned)
        dated = values[values.index.isin(periods.index)]
        for period, part in dated.groupby(periods.reindex(dated.index)):
            rows.append([planned.number, planned.measure, str(period), len(part), part.mean()])
    return pd.DataFrame(rows, columns=columns)


def _choose_values(measures: pd.DataFrame, planned: Planned) -> pd.Series:
    chosen = measures[(measures["measure"] == planned.measure) & (measures["part"] == planned.part)
                      & (measures["voice"] == planned.voice)]
    return chosen.set_index("article_id")["value"].dropna().sort_index()


def _find_slope(values: np.ndarray, dates: np.ndarray, groups: np.ndarray) -> float:
    slopes = []
    for group in dict.fromkeys(groups):
        x, y = dates[groups == group], values[groups == group]
        first, second = np.triu_indices(x.size, 1)
        apart = x[second] - x[first]
        slopes.append((y[second] - y[first])[apart != 0] / apart[apart != 0])
    pairs = np.concatenate(slopes) if slopes else np.array([])
    return float(np.median(pairs)) if pairs.size else nan

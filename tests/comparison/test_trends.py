"""Trends over time: what moves, what only seems to, and what cannot be said."""

from itertools import permutations

import numpy as np
import pandas as pd
import pytest
from scipy.stats import kstest, spearmanr, theilslopes

from analysis.comparison.plans import Plan, Planned, load_plan
from analysis.comparison.trends import average_periods, date_articles, measure_trends
from analysis.files import UserError
from analysis.presentation.findings.trends import state_trends
from analysis.resampling.ordered import permute_dates


def make_study(values, dates, groups="wire"):
    articles = pd.DataFrame({"article_id": [f"a{number:03}" for number in range(len(values))], "group": groups,
                             "published": dates})
    return articles[["article_id"]].assign(part="body", voice="all", measure="tone", value=values), articles


def plan_time(unit):
    return Plan("wire", "", planned=(Planned(1, "tone"),), time=unit)


def measure_one(values, dates, groups="wire", unit="month"):
    return measure_trends(*make_study(values, dates, groups), plan_time(unit))


@pytest.mark.parametrize("unit, n", [("year", 3), ("quarter", 2), ("month", 2), ("week", 1), ("day", 1)])
def test_a_date_counts_where_it_is_precise_enough(unit, n):
    _, articles = make_study([0.0] * 6, ["2022", "2022-11", "2022-11-05", "", "2022-13-01", "November 2022"])
    assert len(date_articles(articles, unit)) == n


def test_with_one_group_it_is_spearmans_rho_and_sens_slope():
    values, months = [0.3, 0.1, 0.4, 0.15, 0.9, 0.2], [1, 2, 2, 5, 6, 9]
    row = measure_one(values, [f"2022-{month:02}" for month in months]).iloc[0]
    assert row["rho"] == pytest.approx(spearmanr(values, months)[0], abs=1e-5)
    assert row["slope"] == pytest.approx(theilslopes(values, months)[0], abs=1e-5)
    assert row["n_orders"] == 720


def test_a_group_that_publishes_later_makes_no_trend():
    values = [0.1, 0.2, 0.1, 0.2, 0.8, 0.9, 0.8, 0.9]  # high in the later group, level within both
    dates = ["2022-01", "2022-01", "2022-02", "2022-02", "2022-08", "2022-08", "2022-09", "2022-09"]
    row = measure_one(values, dates, ["wire"] * 4 + ["tabloid"] * 4).iloc[0]
    assert (row["rho"], row["p"], row["slope"]) == (0, 1, 0)


def test_the_floor_is_what_a_perfect_order_reaches():
    found = permute_dates([1, 2, 3, 4], [1, 2, 3, 4], ["a"] * 4)
    assert found.p == found.p_floor == 2 / 24
    tied = permute_dates([1, 1, 3, 4], [1, 2, 3, 4], ["a"] * 4)
    assert tied.p == tied.p_floor == 4 / 24


def test_drawn_p_is_uniform_without_a_trend():
    rng, n = np.random.default_rng(5), 12
    p = [permute_dates(rng.normal(size=n), np.arange(n), ["a"] * n, n_resamples=199, seed=run).p for run in range(200)]
    assert kstest(p, "uniform").pvalue > 0.01


def test_listed_p_is_the_share_of_orders_with_a_p_no_larger():
    p = np.array([permute_dates(order, range(5), ["a"] * 5).p for order in permutations(range(5))])
    assert all((p <= each + 1e-9).mean() == pytest.approx(each) for each in p)


def test_the_same_seed_deals_the_same_orders():
    values, dates = np.arange(30.0) % 7, np.arange(30)
    first, again = (permute_dates(values, dates, ["a"] * 30, seed=3, n_resamples=99) for _ in range(2))
    assert first == again and first.p >= 1 / 100


@pytest.mark.parametrize("values, dates, said", [
    ([0.1, 0.2], ["", "2022"], "no article with a value has a date as precise as a month (two articles left out"),
    ([0.1, 0.2], ["2022-01", "2022-01-09"], "all 2 dated articles are of one month"),
    ([0.1, 0.1], ["2022-01", "2022-02"], "within no group do both value and date vary"),
    ([0.1, 0.2, 0.3], ["2022-01", "2022-02", "2022-03"], "too few articles"),
    (np.arange(9) / 9, [f"2022-0{month}" for month in range(1, 10)], "rises with time over 9 different months"),
    (-np.arange(9) / 9, [f"2022-0{month}" for month in range(1, 10)], "falls with time"),
    ([], [], "no article with a value"),
])
def test_what_is_said(values, dates, said):
    assert said in state_trends(measure_one(values, dates))[0]


def test_means_by_period_leave_undefined_values_out():
    means = average_periods(*make_study([1.0, np.nan, 3.0], ["2022-01", "2022-01", "2022-01-31"]), plan_time("month"))
    assert means[["period", "n", "mean"]].values.tolist() == [["2022-01", 2, 2.0]]


def test_without_time_there_is_no_trend():
    assert measure_one([0.1, 0.2], ["2022-01", "2022-02"], unit="").empty
    assert state_trends(measure_one([], [], unit="")) == []


def test_a_unit_that_is_none_is_refused(tmp_path):
    (tmp_path / "study.toml").write_text('time = "decade"\n', encoding="utf-8")
    with pytest.raises(UserError, match="time is 'decade'. It must be one of day, week, month, quarter, year"):
        load_plan(tmp_path, pd.DataFrame({"article_id": ["x"], "group": ["wire"]}))

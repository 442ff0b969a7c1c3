"""What p, q and intervals are worth, on groups whose differences are known."""

import numpy as np
import pandas as pd
import pytest
from scipy.stats import kstest
from simulated import draw_study, draw_values

from analysis.comparison.comparisons import compare_groups, compare_pairs
from analysis.comparison.plans import Plan
from analysis.resampling.intervals import bound_difference

PLAN = Plan("red", "green")


@pytest.mark.long
def test_p_is_uniform_where_there_is_no_difference():
    rng = np.random.default_rng(1)
    p = np.array([compare_groups(*draw_study(rng, 8, (10, 10, 10)), PLAN)["p"].iloc[0] for _ in range(200)])
    assert kstest(p, "uniform").pvalue > 0.01
    assert (p <= 0.05).sum() in range(3, 19)  # of 200 ten; a binomial's 99% lie from 3 to 18


@pytest.mark.long
def test_p_is_small_where_there_is_one():
    rng = np.random.default_rng(2)
    p = np.array([compare_groups(*draw_study(rng, 12, (6, 24, 6)), PLAN)["p"].iloc[0] for _ in range(50)])
    assert (p <= 0.05).mean() > 0.9


@pytest.mark.parametrize("kind, means", [("rates", (10, 14)), ("skewed rates", (10, 20)), ("shares", (0.3, 0.45))])
@pytest.mark.parametrize("n", [6, *(pytest.param(n, marks=pytest.mark.long) for n in (12, 20, 50))])
def test_intervals_hold_the_truth(kind, means, n):
    rng = np.random.default_rng(3)
    held = []
    for _ in range(1_500):
        low, high = bound_difference(*(draw_values(rng, n, mean, kind) for mean in means))
        held.append(low <= means[0] - means[1] <= high)
    least = 0.92 if kind == "skewed rates" else 0.935  # 0.95 ± 0.02, and with few skewed values a little less
    assert least - 0.005 <= np.mean(held) <= 0.975


@pytest.mark.long
def test_of_measures_that_keep_a_small_q_few_differ_by_chance():
    rng = np.random.default_rng(4)
    names = [f"loaded_{number}_per_1000" for number in range(20)]
    false, kept = 0, 0
    for _ in range(40):
        some, articles = draw_study(rng, 10, (8, 24, 8), measures=names[:5])
        none, _ = draw_study(rng, 10, (10, 10, 10), measures=names[5:])
        table = compare_groups(pd.concat([some, none]), articles, PLAN).query("q <= 0.05")
        kept += len(table)
        false += int(table["measure"].isin(names[5:]).sum())
    assert kept > 40 * 4 and false / kept < 0.08


@pytest.mark.long
def test_every_pair_of_three_groups_is_uniform_too_and_its_q_counts_them_all():
    rng = np.random.default_rng(5)
    runs = [compare_pairs(*draw_study(rng, 8, (10, 10, 10)), PLAN) for _ in range(100)]
    assert kstest(np.array([run["p"].iloc[2] for run in runs]), "uniform").pvalue > 0.01
    assert np.mean([(run["q"] <= 0.05).any() for run in runs]) < 0.12

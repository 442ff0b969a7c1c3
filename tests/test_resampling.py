"""Permutation over articles equals SciPy's, states its floor, and never calls nothing something."""

from math import comb, isnan

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import permutation_test, ttest_ind

from analysis.resampling.differences import measure_cliffs_delta, subtract_means
from analysis.resampling.intervals import ENOUGH_ARTICLES, bound_difference, control_false_discovery
from analysis.resampling.permutation import permute_groups
from analysis.resampling.splits import MAX_LISTED_SPLITS

groups = st.lists(st.integers(-20, 20), min_size=1, max_size=5)


def mean_difference(a, b):
    return abs(np.mean(a) - np.mean(b))


@pytest.mark.parametrize("n_a, n_b", [(3, 2), (4, 4), (2, 7), (6, 5)])
@pytest.mark.parametrize("decimals", [0, 6])
def test_p_equals_scipys(n_a, n_b, decimals):
    values = np.random.default_rng(n_a * 10 + n_b).normal(10, 3, n_a + n_b).round(decimals)
    theirs = permutation_test((values[:n_a], values[n_a:]), mean_difference, alternative="greater", n_resamples=np.inf,
                              permutation_type="independent")
    ours = permute_groups(values[:n_a], values[n_a:])
    assert ours.p == pytest.approx(theirs.pvalue, abs=1e-12)
    assert ours.n_splits == comb(n_a + n_b, n_a)


@pytest.mark.parametrize("a, b, floor", [
    ([7, 8, 9], [1, 2], 1 / 10),
    ([7, 8, 9], [1], 1 / 4),
    ([6, 7, 8, 9], [1], 1 / 5),
    ([8, 9], [1, 2], 2 / 6),
])
def test_groups_as_far_apart_as_can_be_reach_the_floor(a, b, floor):
    assert permute_groups(a, b).p == permute_groups(a, b).p_floor == pytest.approx(floor)


def test_ties_that_differ_only_by_rounding_error_count():
    assert permute_groups([0.1 + 0.2, 0.3], [0.3, 0.3]).p == 1


@given(groups, groups, st.randoms())
def test_order_is_irrelevant_and_swapping_flips_the_sign(a, b, random):
    shuffled = random.sample(a, len(a))
    straight, swapped = permute_groups(a, b), permute_groups(b, shuffled)
    assert swapped.difference == pytest.approx(-straight.difference)
    assert (swapped.p, swapped.p_floor) == (straight.p, straight.p_floor)
    assert measure_cliffs_delta(b, shuffled) == pytest.approx(-measure_cliffs_delta(a, b))
    assert straight.p >= straight.p_floor


@given(groups, groups, st.floats(0.001, 1000))
@settings(max_examples=50)
def test_the_unit_is_irrelevant(a, b, factor):
    assert permute_groups(np.multiply(a, factor), np.multiply(b, factor)).p == permute_groups(a, b).p


@pytest.mark.parametrize("a, b", [([], [1, 2]), ([1, 2], []), ([], []), ([float("nan"), 1], [2])])
def test_what_is_undefined_is_nan(a, b):
    result = permute_groups(a, b)
    assert isnan(result.difference) and isnan(result.p) and isnan(result.p_floor) and result.n_splits == 0
    assert isnan(measure_cliffs_delta(a, b)) and isnan(subtract_means(a, b))


def test_too_many_splits_are_drawn_with_a_seed():
    a, b = np.arange(15) + 3.0, np.arange(15)
    assert comb(30, 15) > MAX_LISTED_SPLITS
    drawn = permute_groups(a, b, seed=1, n_resamples=1_999)
    assert drawn == permute_groups(a, b, seed=1, n_resamples=1_999) != permute_groups(a, b, seed=2, n_resamples=1_999)
    assert (drawn.n_splits, drawn.p_floor) == (2_000, 1 / 2_000)
    listed = permutation_test((a, b), mean_difference, alternative="greater", n_resamples=20_000, rng=1).pvalue
    assert drawn.p == pytest.approx(listed, abs=0.04)


@pytest.mark.parametrize("apart", [0.0, 0.2, 0.4])
def test_for_two_hundred_articles_drawn_p_is_close_to_scipys(apart):
    values = np.random.default_rng(3).normal(size=200)
    a, b = values[:120] + apart, values[120:]
    theirs = permutation_test((a, b), lambda x, y, axis: abs(x.mean(axis=axis) - y.mean(axis=axis)),
                              alternative="greater", vectorized=True, n_resamples=9_999, rng=5).pvalue
    ours = permute_groups(a, b)
    error = 4 * np.sqrt(2 * theirs * (1 - theirs) / 10_000)  # four standard errors of the difference of two shares
    assert ours.p == pytest.approx(theirs, abs=error + 2 / 10_000)
    assert (ours.n_splits, ours.p_floor) == (10_000, 1 / 10_000)


def test_drawn_splits_count_ties_too():
    assert permute_groups([0.1 + 0.2] * 15, [0.3] * 15).p == 1  # all equal but for rounding: 1 + 9,999 of 1 + 9,999
    assert permute_groups([1] + [0] * 14, [0] * 15).p == 1  # wherever the 1 falls, |difference| is 1 / 15


def test_all_equal_and_one_against_one_differ_by_nothing_that_could_not_be():
    assert permute_groups([2, 2, 2], [2, 2]).p == permute_groups([5], [1]).p == 1


def test_drawn_p_is_never_zero():
    assert permute_groups(np.arange(15) + 100.0, np.arange(15), n_resamples=99).p == 1 / 100


@pytest.mark.parametrize("a, b, delta", [([3, 4], [1, 2], 1), ([1, 2], [3, 4], -1), ([1, 3], [2], 0), ([2], [2], 0)])
def test_cliffs_delta_counts_pairs(a, b, delta):
    assert measure_cliffs_delta(a, b) == delta


def test_the_interval_is_scipys():
    a, b = np.arange(20) ** 1.5, np.arange(8) * 3.0
    theirs = ttest_ind(a, b, equal_var=False).confidence_interval(0.95)
    assert bound_difference(a, b) == pytest.approx((theirs.low, theirs.high))


@pytest.mark.parametrize("a, b, defined", [
    ([1, 2, 3, 4, 5, 6], [0] * 6, True), ([1, 2, 3, 4, 5], [0] * 6, False), ([], [0] * 6, False),
    ([1, 2, 3, 4, 5, float("nan")], [0] * 6, False)])
def test_an_interval_needs_six_articles_in_each_group(a, b, defined):
    low, high = bound_difference(a, b)
    assert isnan(low) != defined and isnan(high) != defined
    assert not defined or 0 < low < 3.5 < high < 7  # the mean of 1 to 6, less 0


def test_what_is_equal_has_no_spread():
    assert bound_difference([0.1] * 6, [0.1] * 7) == pytest.approx((0, 0))


def test_six_articles_are_enough_for_one_measure_in_twenty_to_stand_out():
    def find_least(n):
        return 20 * 2 / comb(2 * n, n)  # q of one measure at its floor among 20
    assert find_least(ENOUGH_ARTICLES) <= 0.05 < find_least(ENOUGH_ARTICLES - 1)


def test_false_discoveries_by_hand():
    # Sorted 0.001, 0.02, 0.03, 0.5 → × 4 / rank: 0.004, 0.04, 0.04, 0.5; each the smallest from itself on.
    assert control_false_discovery([0.5, 0.02, 0.001, 0.03]).tolist() == pytest.approx([0.5, 0.04, 0.004, 0.04])
    assert control_false_discovery([0.03, 0.02]).tolist() == pytest.approx([0.03, 0.03])  # 0.02 × 2 / 1 is above 0.03
    assert np.isnan(control_false_discovery([float("nan")] * 2)).all() and control_false_discovery([]).size == 0

"""Matched permutation over events equals SciPy's and a count by hand, and never calls nothing something."""

from itertools import product
from math import isnan

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import permutation_test

from analysis.resampling.matched import list_signs, permute_matched
from analysis.resampling.splits import MAX_LISTED_SPLITS

# Crossed plant less self-fertilised one, in eighths of an inch (Darwin 1876, as Fisher 1935 has them).
DARWIN = [49, -67, 8, 16, 6, 23, 28, 41, 14, 29, 56, 24, 75, 60, -48]


def test_darwins_maize_as_fisher_counted_it():
    """Sum 314; 1,726 of the 32,768 patterns are as far from 0."""
    found = permute_matched(DARWIN)
    assert found.difference == pytest.approx(314 / 15)
    assert (found.p, found.n_patterns) == (1_726 / 32_768, 2 ** 15)


def test_p_by_hand():
    """|5 + 3 + 1| = 9 in +++ and −−− alone, 2 of 8; of 5, 3, −1 both 7 and, by the last sign, 9 count: 4 of 8."""
    assert permute_matched([5, 3, 1]).p == permute_matched([5, 3, 1]).p_floor == 2 / 8
    assert permute_matched([5, 3, -1]).p == 4 / 8


@given(st.lists(st.integers(-9, 9), min_size=1, max_size=7))
def test_p_is_the_share_of_all_patterns(values):
    sums = [abs(sum(sign * value for sign, value in zip(signs, values)))
            for signs in product((1, -1), repeat=len(values))]
    assert permute_matched(values).p == sum(each >= abs(sum(values)) for each in sums) / 2 ** len(values)


@pytest.mark.parametrize("n", [2, 5, 8, 11])
@pytest.mark.parametrize("decimals", [0, 6])
def test_p_equals_scipys(n, decimals):
    a, b = np.random.default_rng(n).normal(10, 3, (2, n)).round(decimals)
    theirs = permutation_test((a, b), lambda x, y, axis: abs((x - y).mean(axis=axis)), permutation_type="samples",
                              alternative="greater", n_resamples=np.inf, vectorized=True)
    assert permute_matched(a - b).p == pytest.approx(theirs.pvalue, abs=1e-12)


@pytest.mark.parametrize("values, p, floor", [([0, 0, 0], 1, 2 / 8), ([7], 1, 1), ([0], 1, 1), ([4, 4], 0.5, 0.5)])
def test_nothing_and_one_event_say_nothing(values, p, floor):
    assert (permute_matched(values).p, permute_matched(values).p_floor) == (p, floor)


def test_events_without_a_value_are_left_out_and_counted():
    found = permute_matched([3, np.nan, 2, -1, np.nan])
    assert (found.p, found.n_blocks, found.n_left_out) == (permute_matched([3, 2, -1]).p, 3, 2)


@pytest.mark.parametrize("values, n_left_out", [([], 0), ([np.nan, np.nan], 2)])
def test_without_any_event_all_is_undefined(values, n_left_out):
    found = permute_matched(values)
    assert isnan(found.difference) and isnan(found.p) and isnan(found.p_floor)
    assert (found.n_patterns, found.n_blocks, found.n_left_out) == (0, 0, n_left_out)


@given(st.lists(st.integers(-9, 9), min_size=1, max_size=7), st.randoms(), st.floats(0.001, 1000))
def test_order_and_unit_are_irrelevant_and_swapping_sides_flips_the_sign(values, random, factor):
    found, other = permute_matched(values), permute_matched(np.multiply(random.sample(values, len(values)), -factor))
    assert other.difference == pytest.approx(-factor * found.difference)
    assert other.p == found.p >= found.p_floor


def test_ties_that_differ_only_by_rounding_error_count():
    """Both differences are one millionth, the one as printed, the other from a subtraction."""
    assert permute_matched([0.333333 - 0.333332, -1e-6]).difference == 0
    assert permute_matched([0.1 + 0.2 - 0.3, 0.3, -0.3]).p == 1


def test_too_many_patterns_are_drawn_with_a_seed():
    values = np.random.default_rng(4).normal(0.5, 1, 18)
    assert 2 ** 17 <= MAX_LISTED_SPLITS < 2 ** 18
    drawn = permute_matched(values, seed=1, n_resamples=1_999)
    assert drawn == permute_matched(values, seed=1, n_resamples=1_999) != permute_matched(values, seed=2)
    assert (drawn.n_patterns, drawn.p_floor) == (2_000, 1 / 2_000)
    sums = np.abs((list_signs(18) * values).sum(axis=1))
    assert drawn.p == pytest.approx((sums >= abs(values.sum()) - 1e-9).mean(), abs=0.02)

"""A class of coders: pairs measured together as one by one, and those who agree beside each other."""

from itertools import combinations

import numpy as np
import pandas as pd
import pytest
from krippendorff import alpha as ask_krippendorff

from analysis.comparison.agreement.classes import measure_each_two, order_coders


@pytest.mark.parametrize("level, values", [("nominal", ["a", "b", "c"]), ("ordinal", [1.0, 2.0, 3.0, 4.0]),
                                           ("interval", [-1.0, 0.0, 0.5])])
@pytest.mark.parametrize("n", [2, 16])  # one batch, and 120 pairs in more than one
def test_pairs_measured_together_are_as_the_library_says_one_by_one(level, values, n):
    draw = np.random.default_rng(3)
    codes = pd.DataFrame({f"C{coder:02}": draw.choice([*values, None], 25) for coder in range(n)}, dtype=object)
    measured = measure_each_two(codes, np.ones((3, 25)), np.arange(25), level)
    assert len(measured) == n * (n - 1) / 2
    for row in measured.itertuples():
        both = codes[[row.coder, row.other]].dropna()
        assert (row.n, row.share_same) == (len(both), pytest.approx((both.iloc[:, 0] == both.iloc[:, 1]).mean()))
        data = both.T.to_numpy(dtype=float) if level != "nominal" else both.T.to_numpy(dtype=str)
        assert row.alpha == pytest.approx(ask_krippendorff(data, level_of_measurement=level))
        assert row.low == pytest.approx(row.alpha) == row.high, "the resamples are the corpus itself"


@pytest.mark.parametrize("n_camps", [2, 3, 4])
def test_coders_of_one_camp_stand_together(n_camps):
    draw = np.random.default_rng(n_camps)
    camp = {f"C{number:02}": number % n_camps for number in range(5 * n_camps)}
    pairs = [(one, two, (0.8 if camp[one] == camp[two] else 0.1) + draw.normal(0, 0.05))
             for one, two in combinations(camp, 2)]
    order = [camp[name] for name in order_coders(pd.DataFrame(pairs, columns=["coder", "other", "alpha"]))]
    assert sum(one != two for one, two in zip(order, order[1:])) == n_camps - 1


def test_coders_without_any_alpha_all_stand_in_the_row():
    pairs = pd.DataFrame([("B", "A", np.nan), ("B", "C", np.nan), ("A", "C", np.nan)],
                         columns=["coder", "other", "alpha"])
    assert sorted(order_coders(pairs)) == ["A", "B", "C"]

"""Agreement by hand is Krippendorff's, and per cent alone does not tell a good pair of coders from a poor one."""

from math import isnan

import numpy as np
import pandas as pd
import pytest

from analysis.classroom.lessons.by_hand import (
    PAIRS,
    agree_by_hand,
    compare_with_package,
    count_coincidences,
    list_pairs,
    list_steps,
    measure_by_package,
)
from analysis.comparison.agreement.coefficients import measure_alpha


@pytest.mark.parametrize("seed", range(20))
def test_by_hand_is_what_the_package_computes(seed):
    first, second = np.random.default_rng(seed).choice([*"abc"], (2, 12), p=[0.7, 0.2, 0.1])
    by_package = measure_alpha(pd.Series(first), pd.Series(second), "nominal")
    assert agree_by_hand([*first], [*second]).alpha == pytest.approx(by_package, nan_ok=True)


def test_both_pairs_agree_equally_often_and_one_of_them_no_better_than_chance():
    first, second = (agree_by_hand(*PAIRS[name]) for name in ("first", "second"))
    assert first.same == second.same == 8 / 10
    assert first.chance == (10 * 9 + 10 * 9) / (20 * 19) and second.chance == (2 * 1 + 18 * 17) / (20 * 19)
    assert first.alpha > 0.6 and second.alpha < 0 and second.chance > second.same


def test_nothing_coded_and_one_code_only_have_no_alpha():
    assert isnan(agree_by_hand("", "").same) and isnan(agree_by_hand("nnn", "nnn").alpha)
    assert agree_by_hand("nnn", "nnn").chance == 1


@pytest.mark.parametrize("pair", PAIRS)
def test_the_table_on_paper_holds_every_sentence_twice_and_leads_to_the_result(pair):
    table = count_coincidences(pair)
    assert table["in all"].sum() == 2 * len(list_pairs()) and table.loc[0, "no"] == table.loc[1, "yes"]
    for reckoning, result in list_steps(pair)[["reckoning", "result"]].itertuples(index=False):
        plain = reckoning.replace("×", "*").replace("−", "-").replace("--", "+")
        assert eval(plain) == pytest.approx(result, abs=0.005)


def test_the_second_pair_is_shown_when_it_was_worked_out():
    assert compare_with_package({"same": ..., "chance": 0, "alpha": 0})["pair"].tolist() == ["first"]
    assert compare_with_package({"same": "80%", "chance": "0.81", "alpha": "−0.06"})["by_hand"].tolist()[1] == "−0.06"
    assert compare_with_package({"alpha": 1})["by_package"].tolist()[1] == measure_by_package("second")

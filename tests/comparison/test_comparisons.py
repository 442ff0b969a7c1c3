"""Two groups against each other: the arithmetic, the article that drives it, and other ways to group."""

from math import isnan, nan

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.comparison.comparisons import compare_groups, compare_pairs
from analysis.comparison.plans import Plan, Sensitivity
from analysis.tables import check

GROUPS = {"express": "tabloid", "mail": "tabloid", "sun": "tabloid", "oped": "opinion", "uproxx": "opinion"}
RUNS = (Sensitivity("uproxx left out", leave_out=("uproxx",)), Sensitivity("uproxx moved", move={"uproxx": "tabloid"}))
PLAN = Plan("tabloid", "opinion", sensitivity=RUNS)
VALUES = {"sun": 30.0, "mail": 24.0, "express": 9.0, "oped": 12.0, "uproxx": 6.0}


def make_articles(groups=GROUPS):
    return pd.DataFrame({"article_id": list(groups), "group": list(groups.values())})


def make_measures(values, measure="hedges_per_1000"):
    return pd.DataFrame({"article_id": list(values), "part": "body", "voice": "all", "measure": measure,
                         "value": list(values.values()), "unit": "per 1,000 words"})


def compare(values=VALUES, plan=PLAN, grouping="as coded", groups=GROUPS):
    return compare_groups(make_measures(values), make_articles(groups), plan).query("grouping == @grouping").iloc[0]


def test_the_row_of_the_example():
    row = compare()
    assert (row.mean_a, row.mean_b, row.difference) == ((30 + 24 + 9) / 3, (12 + 6) / 2, 21 - 9)
    assert row.cliffs_delta == pytest.approx((5 - 1) / 6, rel=1e-5)  # of six pairs only 9 < 12 goes the other way
    assert (row.n_a, row.n_b, row.n_splits, row.p_floor) == (3, 2, 10, 0.1)
    # Two other splits differ as much: without express and uproxx 22 − 7.5 = 14.5, without sun and mail 9 − 27 = −18.
    assert row.p == 3 / 10
    assert isnan(row.q)


def test_leaving_one_article_out():
    row = compare()  # without express 27 − 9 = 18, mail 10.5, oped 15, sun 7.5, uproxx 9
    assert (row.n_left_out, row.n_sign_kept, row.driver) == (5, 5, "express")


def test_an_article_that_turns_the_sign_is_counted_and_named():
    row = compare({"sun": 30, "mail": 3, "express": 3, "oped": 6, "uproxx": 4})  # 12 − 5 = 7; without sun 3 − 5 = −2
    assert (row.n_left_out, row.n_sign_kept, row.driver) == (5, 4, "sun")


def test_ties_for_the_driver_go_by_alphabet():
    assert compare({"sun": 0.1 + 0.2, "mail": 0.3, "express": 0.3, "oped": 0.1, "uproxx": 0.3}).driver == "oped"
    assert compare({"sun": 9, "mail": 3, "oped": 1}).driver == "mail"  # without mail 9 − 1, without sun 3 − 1; full 5


def test_no_difference_keeps_its_sign_where_it_stays_zero():
    row = compare({"sun": 5, "mail": 5, "express": 5, "oped": 4, "uproxx": 6})  # without oped −1, without uproxx 1
    assert (row.difference, row.n_left_out, row.n_sign_kept) == (0, 5, 3)


@pytest.mark.parametrize("grouping, n_a, n_b, difference, floor", [
    ("as coded", 3, 2, 21 - 9, 0.10),
    ("uproxx left out", 3, 1, 21 - 12, 0.25),
    ("uproxx moved", 4, 1, (30 + 24 + 9 + 6) / 4 - 12, 0.20),
])
def test_sensitivity_runs_regroup_the_articles(grouping, n_a, n_b, difference, floor):
    row = compare(grouping=grouping)
    assert (row.n_a, row.n_b, row.difference, row.p_floor) == (n_a, n_b, difference, floor)


def test_articles_without_a_value_and_of_other_groups_drop_out():
    row = compare(VALUES | {"mail": nan, "reuters": 99}, groups=GROUPS | {"reuters": "wire"})
    assert (row.n_a, row.n_b, row.mean_a) == (2, 2, (30 + 9) / 2)


def test_a_group_without_values_leaves_all_undefined():
    row = compare(VALUES | {"oped": nan, "uproxx": nan})
    assert (row.n_a, row.n_b, row.n_splits, row.n_left_out, row.n_sign_kept, row.driver) == (3, 0, 0, 0, 0, "")
    assert np.isnan(row[["mean_b", "difference", "cliffs_delta", "p", "p_floor"]].astype(float)).all()
    assert row.mean_a == 21


def test_one_against_one_leaves_nothing_out():
    row = compare({"sun": 3, "oped": 1})
    assert (row.difference, row.p, row.p_floor, row.n_left_out, row.driver) == (2, 1, 1, 0, "")


@pytest.mark.parametrize("measures, plan", [(make_measures(VALUES), Plan("tabloid", "")), (make_measures({}), PLAN)])
def test_nothing_to_compare_gives_an_empty_table(measures, plan):
    pd.testing.assert_frame_equal(compare_groups(measures, make_articles(), plan), check(pd.DataFrame(), "comparisons"))


values = st.fixed_dictionaries(dict.fromkeys(GROUPS, st.integers(-50, 50)))


@settings(max_examples=25, deadline=None)
@given(values)
def test_swapping_the_groups_flips_the_sign_and_nothing_else(values):
    straight, swapped = compare(values), compare(values, Plan("opinion", "tabloid", sensitivity=RUNS))
    assert swapped.difference == -straight.difference and swapped.cliffs_delta == -straight.cliffs_delta
    same = ["p", "p_floor", "n_splits", "n_left_out", "n_sign_kept", "driver"]
    assert swapped[same].tolist() == straight[same].tolist()


@settings(max_examples=25, deadline=None)
@given(values, st.permutations(list(GROUPS)))
def test_the_order_of_articles_is_irrelevant(values, order):
    shuffled = compare_groups(make_measures({name: values[name] for name in order}),
                              make_articles({name: GROUPS[name] for name in reversed(order)}), PLAN)
    pd.testing.assert_frame_equal(shuffled, compare_groups(make_measures(values), make_articles(), PLAN))


def make_many(n, apart=0.0, measure="tone", seed=1):
    """n articles, tabloid and opinion in turn, the tabloid ones ``apart`` higher."""
    values = np.random.default_rng(seed).normal(size=n) + apart * (np.arange(n) % 2 == 0)
    names = [f"article{number:03d}" for number in range(n)]
    return make_measures(dict(zip(names, values)), measure), make_articles(
        {name: ("tabloid", "opinion")[number % 2] for number, name in enumerate(names)})


def test_five_articles_bear_neither_interval_nor_q():
    assert np.isnan(compare()[["low", "high", "q"]].astype(float)).all()


def test_two_hundred_articles_bear_all_of_it():
    (apart, articles), (alike, _) = make_many(200, apart=2), make_many(200, measure="certainty", seed=2)
    comparisons = compare_groups(pd.concat([apart, alike]), articles, Plan("tabloid", "opinion")).set_index("measure")
    tone, certainty = comparisons.loc["tone"], comparisons.loc["certainty"]
    assert (tone.n_a, tone.n_b, tone.n_splits, tone.p) == (100, 100, 10_000, 1 / 10_000)  # no draw reaches it
    assert 0 < tone.low < tone.difference < tone.high and certainty.low < 0 < certainty.high
    assert tone.q == min(2 * tone.p, certainty.p) and certainty.q == certainty.p  # × 2 / 1 and × 2 / 2


def test_q_counts_the_measures_of_one_part_and_voice_and_only_those_that_bear_it():
    tables = [make_many(12, 3, measure)[0] for measure in ("tone", "certainty")]  # 6 against 6, floor 2 / 924
    alone = tables[0].assign(part="headline")
    few = make_measures({f"article{number:03d}": number for number in range(11)})  # 6 against 5
    comparisons = compare_groups(pd.concat([*tables, alone, few]), make_many(12)[1], PLAN_OF_MANY)
    q = comparisons.set_index(["part", "measure"])["q"]
    p = comparisons.set_index(["part", "measure"])["p"]
    assert q["headline", "tone"] == p["headline", "tone"]
    assert q["body", "tone"] == p["body", "tone"]  # equal p share rank 2 of 2
    assert isnan(q["body", "hedges_per_1000"])


PLAN_OF_MANY = Plan("tabloid", "opinion")
THREE = {"sun": "tabloid", "mail": "tabloid", "oped": "opinion", "reuters": "wire"}


def test_every_pair_of_three_groups():
    pairs = compare_pairs(make_measures({"sun": 9, "mail": 7, "oped": 5, "reuters": 1}), make_articles(THREE), PLAN)
    assert pairs[["group_a", "group_b", "difference"]].values.tolist() == [
        ["opinion", "wire", 5 - 1], ["tabloid", "opinion", 8 - 5], ["tabloid", "wire", 8 - 1]]
    assert set(pairs["grouping"]) == {"as coded"}


def test_the_plans_pair_is_the_same_among_the_pairs():
    measures, articles = make_measures({"sun": 9, "mail": 7, "oped": 5, "reuters": 1}), make_articles(THREE)
    among = compare_pairs(measures, articles, PLAN).query("group_b == 'opinion'").reset_index(drop=True)
    alone = compare_groups(measures, articles, PLAN_OF_MANY)
    pd.testing.assert_frame_equal(among, alone)


def test_q_of_pairs_counts_pairs():
    groups = {f"a{n}": ("tabloid", "opinion", "wire")[n % 3] for n in range(18)}
    values = {name: n + 100 * (n % 3) for n, name in enumerate(groups)}  # three groups wholly apart
    pairs = compare_pairs(make_measures(values), make_articles(groups), PLAN)
    assert pairs["p"].tolist() == pytest.approx([2 / 924] * 3, rel=1e-5)
    assert pairs["q"].tolist() == pytest.approx([2 / 924 * 3 / 3] * 3, rel=1e-5)


@pytest.mark.parametrize("groups", [{}, {"sun": "tabloid"}, {"sun": "tabloid", "mail": ""}])
def test_fewer_than_two_groups_make_no_pair(groups):
    assert compare_pairs(make_measures(dict.fromkeys(groups, 1.0)), make_articles(groups), PLAN).empty

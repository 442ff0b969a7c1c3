"""One test over all groups."""

import numpy as np
import pandas as pd
import pytest
from scipy.stats import kruskal, kstest

from analysis.comparison.overall import compare_all_groups, open_pairs
from analysis.comparison.plans import Plan, Planned

PLAN = Plan("g0", "g1", planned=(Planned(1, "tone"),))


def find_p(values, groups, **options):
    articles = pd.DataFrame({"article_id": [f"a{number:03}" for number in range(len(values))], "group": groups})
    measures = articles[["article_id"]].assign(part="body", voice="all", measure="tone", value=values)
    return compare_all_groups(measures, articles, PLAN, **options)["p"].iloc[0]


def test_p_is_near_that_of_the_chi_squared_approximation():
    values, groups = np.random.default_rng(1).normal(size=60), [f"g{number % 3}" for number in range(60)]
    parts = [values[start::3] for start in range(3)]
    assert find_p(values, groups) == pytest.approx(kruskal(*parts).pvalue, abs=0.03)


def test_p_is_uniform_for_twenty_groups_that_do_not_differ():
    rng, groups = np.random.default_rng(2), [f"g{number % 20}" for number in range(80)]
    p = [find_p(rng.normal(size=80), groups, seed=run, n_resamples=199) for run in range(150)]
    assert kstest(p, "uniform").pvalue > 0.01


@pytest.mark.parametrize("values, groups", [([], []), ([1.0, 2.0], "g0"), ([1.0, 1.0], ["g0", "g1"])])
def test_what_cannot_be_tested_has_no_p(values, groups):
    assert np.isnan(find_p(values, groups))


def test_pairs_are_looked_at_only_where_all_groups_together_differ():
    rng = np.random.default_rng(11)
    articles = pd.DataFrame({"article_id": [f"a{number:03}" for number in range(60)],
                             "group": [f"g{number % 3}" for number in range(60)]})
    rows = articles[["article_id"]].assign(part="body", voice="all", unit="from −1 to 1")
    shifted = rows.assign(measure="tone", value=rng.normal(size=60) + 2 * (articles["group"] == "g2"))
    measures = pd.concat([shifted, rows.assign(measure="hedges_per_1000", value=rng.normal(size=60))])
    plan = Plan("g0", "g1", planned=(Planned(1, "tone"), Planned(2, "hedges_per_1000")))
    pairs = open_pairs(measures, articles, plan, compare_all_groups(measures, articles, plan))
    assert {*pairs["measure"]} == {"tone"} and len(pairs) == 3
    assert pairs.set_index(["group_a", "group_b"])["q"].le(0.05).to_dict() == {
        ("g0", "g1"): False, ("g0", "g2"): True, ("g1", "g2"): True}
    two = articles[articles["group"] != "g2"]
    both = open_pairs(measures, two, plan, compare_all_groups(measures, two, plan))
    assert {*both["measure"]} == {"tone", "hedges_per_1000"}, "a single pair needs no gate"

"""What rewording does to measures: pairs of a text with itself do not move, and each figure follows by hand."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from analysis.comparison import rewordings
from analysis.comparison.plans import Plan, Planned
from analysis.comparison.rewordings import measure_rewordings, summarise_rewordings, weigh_rewordings
from analysis.presentation.findings import state_rewordings

HEDGES = Planned(1, "hedges_per_1000")
PLAN = Plan("tabloid", "opinion", planned=(HEDGES,), reworded=("t",))
ARTICLES = pd.DataFrame({"article_id": ["s", "t", "u"], "group": ["tabloid", "tabloid", "opinion"]})


def make_pairs(*values):
    """Pairs of hedges before and after, the same for both seeds: (article, strength, before, after)."""
    return pd.DataFrame([{"measure": "hedges_per_1000", "part": "body", "voice": "all", "unit": "per 1,000 words",
                          "strength": strength, "seed": seed, "article_id": article, "before": before, "after": after}
                         for article, strength, before, after in values for seed in (0, 1)])


def make_measures(**values):
    return pd.DataFrame({"article_id": [*values], "value": [*values.values()]}).assign(
        measure="hedges_per_1000", part="body", voice="all")


def weigh(pairs, plan=PLAN, **values):
    summary = summarise_rewordings(make_pairs(*pairs))
    return summary, weigh_rewordings(summary, make_measures(**values), ARTICLES, plan)


def test_a_text_that_is_not_changed_does_not_move(monkeypatch):
    monkeypatch.setattr(rewordings, "reword", lambda text, strength, seed: text)
    summary = summarise_rewordings(measure_rewordings([Planned(1, "attributed_share")], n_seeds=1))
    assert len(summary) == 4 * 3 and (summary["mean_move"] == 0).all() and (summary["rank_correlation"] == 1).all()


def test_the_texts_are_measured_as_in_the_study(study):
    """What stands under ``before`` is what ``load_study`` measures; frames and targets are read where asked for."""
    planned = [HEDGES, Planned(2, "frame_game_share"), Planned(3, "tone_towards_liz_truss")]
    pairs = measure_rewordings(planned, n_seeds=1)
    measures = study.measures
    keys = ["article_id", "measure", "part", "voice"]
    both = pairs.merge(measures[[*keys, "value"]], on=keys)
    assert {*both["measure"]} >= {"hedges_per_1000", "frame_game_share", "certainty"}
    np.testing.assert_array_equal(both["before"], both["value"])


@pytest.mark.long
def test_the_same_seeds_give_the_same_pairs():
    one, other = (measure_rewordings([HEDGES], n_seeds=1) for _ in range(2))
    pd.testing.assert_frame_equal(one, other)


def test_a_measure_planned_twice_counts_once():
    assert [row.measure for row in rewordings.list_asked([HEDGES, replace(HEDGES, number=2)])] == [
        "hedges_per_1000", "loaded_per_1000", "tone", "certainty"]


def test_lost_pairs_are_counted_and_left_out_of_the_means():
    row, = summarise_rewordings(make_pairs(("a", 1, 4, 6), ("b", 1, 8, np.nan), ("c", 1, np.nan, 3))).itertuples()
    assert (row.n, row.n_lost, row.mean_before, row.mean_after, row.mean_move) == (2, 2, 4, 6, 2)
    assert row.in_worths == 2 / 2 and row.in_spreads == pytest.approx(2 / np.sqrt(8))


# Tabloid (20 + 14) / 2 − opinion 10 = 7, without t 20 − 10 = 10; the worth of hedges is 2.
@pytest.mark.parametrize("moves, verdict, carried", [
    ((1, 5), "less", 2.5), ((1, 5.5), "near", 2.75), ((1, 9), "near", 4.5), ((7, 9), "near", 4.5),
    ((7.5, 9), "more", 4.5)])
def test_a_difference_is_weighed_against_the_moves(moves, verdict, carried):
    pairs = [("a", strength, 10, 10 + move) for strength, move in enumerate(moves, start=1)]
    _, weighed = weigh(pairs, s=20, t=14, u=10)
    row, = weighed.itertuples()
    assert (row.difference, row.without, row.sign_kept) == (7, 10, True)
    assert (row.moves, row.least_move, row.most_move, row.most_carried) == (verdict, *moves, carried)


def test_more_must_be_more_by_twice_the_standard_error():
    """Moves of 8 and 10 by seed: 9 ± 1 (standard error). The groups are 7 apart: 9 − 2 × 1 is not above it; of 8.1 and
    10.1 it is."""
    for shift, verdict in ((0, "near"), (0.1, "more")):
        pairs = make_pairs(("a", 1, 10, 18 + shift))
        summary = summarise_rewordings(pairs.assign(after=pairs["after"] + 2 * pairs["seed"]))
        row, = weigh_rewordings(summary, make_measures(s=20, t=14, u=10), ARTICLES, PLAN).itertuples()
        assert (summary["move_error"].item(), row.moves) == (pytest.approx(1), verdict)


def test_where_most_rewordings_lose_the_value_there_is_no_verdict_on_size():
    pairs = [("a", 1, 10, 11), ("a", 2, 10, np.nan), ("b", 2, 10, np.nan), ("c", 2, 10, 10)]
    summary, weighed = weigh(pairs, s=20, t=14, u=10)
    row, = weighed.itertuples()
    assert (row.moves, row.lost, row.most_move) == ("lost", "2", 1)
    assert "For hedges more than half of the rewordings in strength 2 leave nothing to measure." in state_rewordings(
        summary, weighed, ARTICLES, PLAN)


@pytest.mark.parametrize("plan, values", [
    (replace(PLAN, group_b=""), {"s": 20, "t": 14, "u": 10}), (PLAN, {"s": 20, "t": 14, "u": np.nan})])
def test_without_two_groups_there_is_nothing_to_weigh(plan, values):
    summary, weighed = weigh([("a", 1, 10, 11)], plan, **values)
    assert weighed["moves"].tolist() == ["undefined"] and weighed["difference"].isna().all()
    assert "groups differ" not in state_rewordings(summary, weighed, ARTICLES, plan)


def test_the_sign_is_said_with_and_without_the_copies():
    """With t (0 + 14) / 2 − 10 = −3, without s 14 − 10 = 4."""
    plan = replace(PLAN, reworded=("s",))
    summary, weighed = weigh([("a", 1, 10, 18), ("a", 2, 10, 19)], plan, s=0, t=14, u=10)
    assert state_rewordings(summary, weighed, ARTICLES, plan) == (
        "Rewording alone (one constructed text, two rewordings in each strength) moves hedges by more than the groups "
        "differ, in every strength. Without `s` the difference keeps its sign in no measure (hedges). Only the "
        "reworded articles’ share of a move (one of two tabloid articles) reaches the difference; wherever it could be "
        "measured, that share is smaller than the difference, except for hedges.")


def test_where_no_copy_is_declared_that_is_said_with_the_figures():
    plan = replace(PLAN, reworded=())
    summary, weighed = weigh([("a", 1, 10, 11), ("a", 2, 10, 14)], plan, s=20, t=14, u=10)
    assert state_rewordings(summary, weighed, ARTICLES, plan) == (
        "No article of this corpus is declared to be a reworded copy (`reworded` in study.toml). Rewording alone (one "
        "constructed text, two rewordings in each strength) moves, in units of the smallest difference worth the name, "
        "hedges by 0.50 to 2.0.")


def test_the_expectation_of_voices_is_said_where_it_holds_and_where_it_fails():
    given = make_pairs(("a", 1, 0.5, 0.52), ("a", 2, 0.5, 0.6)).assign(measure="attributed_share", unit="share")
    plan = replace(PLAN, planned=(Planned(1, "attributed_share"),))
    summary = summarise_rewordings(given)
    measures = make_measures(s=0.9, t=0.8, u=0.1).assign(measure="attributed_share")
    said = state_rewordings(summary, weigh_rewordings(summary, measures, ARTICLES, plan), ARTICLES, plan)
    assert said.endswith("Measures of voice were expected to move by less than the smallest difference worth the name: "
                         "words given to others did so in strength 1 and did not in strength 2 (0.40 to 2.0 times "
                         "that).")


@pytest.mark.long
def test_the_downfall_study_and_its_copy(read_study):
    """The verdicts of the study, as its chapter prints them; the figures behind them move with the word lists."""
    study = read_study("downfall")
    summary = summarise_rewordings(measure_rewordings(study.plan.planned))
    weighed = weigh_rewordings(summary, study.measures, study.articles, study.plan).set_index("number")
    assert weighed["moves"].to_dict() == {1: "less", 2: "near", 3: "near", 4: "near", 5: "lost", 6: "lost", 7: "more"}
    assert weighed.index[~weighed["sign_kept"]].tolist() == [4, 5, 7]
    given = summary.set_index(["measure", "strength"])["in_worths"]["attributed_share"]
    assert (given < 1).all()  # whose words they are survives the exchange of words

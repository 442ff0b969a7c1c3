"""How far a measure can be trusted, in words: grades, doubts and cards say no more than their rows."""

import tomllib
from math import nan

import pandas as pd
import pytest

from analysis.comparison.validation.records import LabelledSet
from analysis.files import UserError
from analysis.presentation.figures import describe_agreement, draw_agreement
from analysis.presentation.findings import list_failures, state_comparison, state_doubt, state_doubts, state_trust
from analysis.presentation.findings.trust import grade_alpha, state_set

MACHINE, CODERS = "instrument and settled", "coder A and B"
SET = LabelledSet("news", "news.csv", ("hedging",), "sentences of news", "Lowe 2020", "", "CC0", True)


def make_validation(*rows):
    """Rows of (instrument, comparison, metric, value), of the corpus "mine"."""
    columns = ["set", "instrument", "comparison", "category", "metric", "unit", "n", "value", "low", "high"]
    return pd.DataFrame([("mine", instrument, comparison, "", metric, "sentence", 40, value, value - 0.1, value + 0.1)
                         for instrument, comparison, metric, value in rows], columns=columns)


@pytest.mark.parametrize("alpha, grade", [
    (1, "reliable"), (0.8, "reliable"), (0.799, "tentative"), (0.667, "tentative"), (0.666, "weak"), (-0.2, "weak"),
    (nan, "unknown")])
def test_grades_follow_the_customary_limits(alpha, grade):
    assert grade_alpha(alpha) == grade


def test_a_card_states_the_instrument_before_the_coders():
    validation = make_validation(("tone", MACHINE, "alpha", 0.01), ("tone", CODERS, "alpha", 0.9))
    line, = state_trust(validation, "sentiment", "mine", {})
    assert line == ("**Tone: weak.** The instrument agrees with the coding at α = 0.01 (−0.09 to 0.11; 40 sentences), "
                    "the coders with each other at 0.90.")


def test_a_corpus_without_coding_is_told_whose_figures_these_are():
    validation = make_validation(("tone", MACHINE, "alpha", 0.01)).assign(set="downfall")
    assert state_trust(validation, "sentiment", "mine", {})[-1].startswith("mine has no coding of its own")


def test_nothing_known_is_nothing_said():
    assert state_trust(make_validation(), "voices", "mine", {"news": SET}) == []


def test_an_unknown_topic_is_refused():
    with pytest.raises(UserError, match="'mood' is no topic. Known are voices"):
        state_trust(make_validation(), "mood", "mine", {})


@pytest.mark.parametrize("value, said", [(0.9, ", above the best simple alternative, VADER at 0.60"),
                                         (0.5, "not above the best simple alternative, VADER at 0.60"),
                                         (0.65, "not clearly above the best simple alternative")])
def test_a_set_is_stated_beside_the_best_baseline(value, said):
    row = make_validation(("hedging", "labels", "auc", value)).assign(
        set="news", baseline_vader=0.6, baseline_sentence_length=0.55, baseline_direct_or_indirect=0.99)
    assert said in state_set(row, "hedging", SET)


@pytest.mark.parametrize("coding, instrument, said", [  # the smallest difference in tone worth the name is 0.05
    (-0.3, -0.2, "tabloid minus opinion is −0.30; by the instrument, −0.20: the same sign."),
    (0.1, -0.04, "the opposite sign, and only the coding’s is worth the name."),
    (0.01, 0.06, "the same sign, and only the instrument’s is worth the name.")])
def test_a_doubt_compares_the_instrument_with_the_coding(coding, instrument, said):
    by_coding = pd.DataFrame({"measure": ["tone"], "group_a": ["tabloid"], "group_b": ["opinion"], "coding": [coding],
                              "instrument": [instrument]})
    assert state_doubt(make_validation(), by_coding, "tone", "all", "mine", "mine").endswith(said)


def test_a_corpus_that_was_not_coded_is_told_so_in_its_findings():
    validation = make_validation(("tone", MACHINE, "alpha", 0.01)).assign(set="downfall")
    nothing = pd.DataFrame(columns=["measure", "coding", "instrument"])
    assert state_doubt(validation, nothing, "tone", "all", "mine", "downfall") == (
        "Weak: instrument and coding agree at α = 0.01 on the articles that the instruments were made for; this "
        "corpus was not coded.")


def test_doubts_add_up():
    weak, turned = "Weak: instrument and coding agree at α = 0.01.", "the difference has the opposite sign."
    assert state_doubts([f"{weak} {turned}", weak, "Reliable: α = 0.9."]) == (
        "Held against a coding of every sentence, two of the three findings rest on a weak measure, and one has the "
        "opposite sign.")
    assert state_doubts(["", "Reliable."]) == ""


def test_the_figure_draws_an_instrument_dot_and_a_coders_ring_for_every_variable():
    rows = make_validation(*[(name, who, "alpha", value) for name, value in (("voice", 0.9), ("tone", -0.1))
                             for who in (MACHINE, CODERS)])
    ax = draw_agreement(rows)
    assert [text.get_text() for text in ax.get_yticklabels()] == ["voices", "tone"]  # the best first
    dots = [line.get_markerfacecolor() != "none" for line in ax.lines if line.get_marker() == "o"]
    assert sorted(dots) == [False, False, True, True]
    assert ax.get_xlim()[0] < -0.2 and "tone −0.10" in describe_agreement(rows)


def test_the_figure_has_one_row_for_all_frames_and_one_for_each_target():
    rows = make_validation(*[(name, MACHINE, "alpha", value) for name, value in
                             (("frames", 0.8), ("frame_game", 0.9), ("tone_the_west", 0.2), ("claim_role", nan))])
    assert [text.get_text() for text in draw_agreement(rows).get_yticklabels()] == ["frames", "tone towards the West"]
    judged = rows.assign(unit=rows["unit"].mask(rows["instrument"] == "frames", "judgement"), n=[900, 9, 9, 9])
    assert state_comparison(judged).endswith(
        "reliable for frames; weak for tone towards the West (9 sentences at most).")
    line, = state_trust(judged, "frames", "mine", {})
    assert "0.90; 900 judgements, one for each frame and sentence" in line


def test_sentiment_rests_on_the_tone_towards_every_target_that_was_coded():
    rows = make_validation(("tone", MACHINE, "alpha", 0.3), ("tone_york", MACHINE, "alpha", 0.2),
                           ("tone_kent", MACHINE, "alpha", 0.1))
    assert [line.split(":")[0] for line in state_trust(rows, "sentiment", "mine", {})] == [
        "**Tone", "**Tone towards Kent", "**Tone towards York"]


def test_known_failures_still_fail():
    """One that is mended must leave the list, so that the report never claims a fault that is gone."""
    failures = list_failures()
    assert len(failures) >= 12 and failures.loc[failures["expected"] == failures["instrument"], "text"].tolist() == []


def test_every_labelled_set_is_in_the_bibliography(ROOT):
    known = (ROOT / "analysis" / "data" / "references.bib").read_text(encoding="utf-8")
    sets = tomllib.loads((ROOT / "analysis" / "data" / "labelled_sets.toml").read_text(encoding="utf-8"))
    assert all(f"{{{about['reference']}," in known for about in sets.values() if about["citation"])

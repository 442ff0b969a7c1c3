"""Certainty by the codebook: 4 unmarked, 5 boosted, the lowest hedge outranks all, questions have none."""

import math

import pytest

from analysis.study import measure_text


def grade(text: str):
    row = measure_text(text).sentences.iloc[0]
    return row.certainty, bool(row.uncertain), row.cues


@pytest.mark.parametrize("text, certainty, uncertain", [
    ("He left the town on foot.", 4, False),
    ("He clearly left the town.", 5, False),
    ("He may leave the town.", 2, True),
    ("He will likely leave the town.", 3, True),
    ("He may, clearly, leave the town.", 2, True),
    ("It is unlikely that he may leave.", 1, True),
    ("Some 300 people left the town.", 4, False),
    ("He asked whether they left.", 4, True)])
def test_grade(text, certainty, uncertain):
    assert grade(text)[:2] == (certainty, uncertain)


def test_a_question_has_no_grade_and_is_uncertain():
    certainty, uncertain, _ = grade("Did he leave the town?")
    assert math.isnan(certainty) and uncertain


def test_cues_name_the_words_in_text_order():
    assert grade("It is clearly possible that he may go.")[2] == "clearly; possible; may"


@pytest.mark.parametrize("text, cues", [
    ("They plan to go, but may not know whether they will.", "plan to; may not; whether; will"),
    ("He is expected to leave on Monday.", "is expected to"),
    ("He may go, or he may stay.", "may"),
    ("He won’t say whether he may go.", "will; whether; may")])
def test_open_words_hedges_and_boosters_are_named_in_text_order_each_once(text, cues):
    assert grade(text)[2] == cues


@pytest.mark.parametrize("text, certainty, uncertain", [
    ("The motive is not obvious.", 3, True), ("He did not actually leave.", 5, False), ("Nobody will leave.", 5, True)])
def test_a_denied_certainty_is_a_doubt_a_denied_emphasis_is_not(text, certainty, uncertain):
    assert grade(text)[:2] == (certainty, uncertain)

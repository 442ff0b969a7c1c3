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

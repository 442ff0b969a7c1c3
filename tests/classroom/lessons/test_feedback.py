"""An answer is read as it was meant, a blank is told from a wrong answer, and neither is a mark."""

import pytest

from analysis.classroom.lessons.exercises import Exercise
from analysis.classroom.lessons.feedback import (
    BLANK,
    HINT,
    HOLDS,
    Feedback,
    Look,
    Unclear,
    is_blank,
    read_choice,
    read_number,
    read_whole_number,
    read_whole_numbers,
    read_words,
)
from analysis.classroom.lessons.lesson import Lesson


@pytest.mark.parametrize("answer, blank", [
    (..., True), (None, True), ("  ", True), ([], True), ([1, ...], True), ({"A": "wire", "B": ...}, True), ({}, True),
    (0, False), (False, False), ("0", False), ([0], False), ({"A": "wire"}, False)])
def test_blank_is_what_was_not_filled_in(answer, blank):
    assert is_blank(answer) is blank


@pytest.mark.parametrize("read, answer, value", [
    (read_number, "−0,5", -0.5), (read_number, "-.5", -0.5), (read_number, " 40 % ", 0.4), (read_whole_number, 3.0, 3),
    (read_whole_numbers, "2; 1, 2", {1, 2}), (read_whole_numbers, 7, {7}),
    (read_words, "“Mob”, party’s  rout; mob", ("mob", "party's rout")), (read_words, {"a": 1}, ("a",)),
    (lambda answer: read_choice(answer, ["wire"]), " WIRE ", "wire")])
def test_answers_are_read_as_they_were_meant(read, answer, value):
    assert read(answer) == value


@pytest.mark.parametrize("read, answer", [
    (read_number, "many"), (read_number, True), (read_number, [1]), (read_whole_number, 1.5),
    (read_whole_numbers, "1, x"),
    (lambda answer: read_choice(answer, ["wire"]), "blog")])
def test_an_answer_that_cannot_be_read_is_told_what_is_asked_for(read, answer):
    with pytest.raises(Unclear, match="asked for|They are wire"):
        read(answer)


def judge(study, answer):
    if read_whole_number(answer) != 4:
        raise Look("Count again.")
    return ("Two and two.",)


@pytest.mark.parametrize("answer, kind, said", [
    (..., BLANK, "Still to do: add."), (5, HINT, "Count again."), ("x", HINT, "A number is asked for"),
    (4, HOLDS, "Two and two.")])
def test_a_check_says_what_is_missing_where_to_look_or_why_it_holds(answer, kind, said):
    feedback = Lesson(1, None, {"1.1": Exercise("add", judge)}).check("1.1", answer)
    assert feedback.kind == kind and feedback.sentences[0].startswith(said)


def test_feedback_is_text_whatever_the_answer_holds():
    html = Feedback(HINT, "1.1", ("“<script>” is none.",))._repr_html_()
    assert "<script>" not in html and "Look again" in html

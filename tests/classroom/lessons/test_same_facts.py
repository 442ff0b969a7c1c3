"""Lesson 1: a right answer holds, a wrong one gets a hint that helps and does not tell."""

import pytest

from analysis.classroom.lessons.feedback import HINT, HOLDS
from analysis.classroom.lessons.lesson import open_lesson
from analysis.classroom.lessons.same_facts import compare_words

LESSON = open_lesson(1)


@pytest.mark.parametrize("number, answer, said", [
    ("1.1", {"A": "tabloid", "B": "wire", "C": "opinion"}, "1 of 3 fit so far."),
    ("1.1", {"A": "wire", "B": "wire", "C": "opinion"}, "two of your three are the same"),
    ("1.1", {"A": "wire"}, "One register for each of A, B, C"),
    ("1.1", "wire", "One register for each of A, B, C"),
    ("1.2", [1], "Fact 1 stands in all three texts"),
    ("1.2", "9", "1 still to find"),
    ("1.2", [99], "There is no fact 99"),
    ("1.3", ["mob", "boss", "elephant", "despots", "nastier"], "“elephant” does not stand in text B"),
    ("1.3", "mob, boss", "You have 2"),
    ("1.4", 0, "Count the rows"),
    ("1.5", "They drove on.", "The fact has lost something: 125, Moscow, Voronezh"),
    ("1.5", "They stormed through Voronezh, 125 miles from Moscow, in a furious rush.", "still finds a loaded word"),
])
def test_a_wrong_answer_gets_a_hint(number, answer, said):
    feedback = LESSON.check(number, answer)
    assert feedback.kind == HINT and said in " ".join(feedback.sentences)


@pytest.mark.parametrize("number, answer", [
    ("1.1", {"A": "Wire", "B": "tabloid ", "C": "OPINION"}), ("1.2", "10, 9"),
    ("1.3", "kicking his door in; mob; party; boss; nastier".replace("party", "despots")),
    ("1.5", "The trucks went on through the Voronezh region to within 125 miles of Moscow, he said.")])
def test_a_right_answer_holds_however_it_is_written(number, answer):
    assert LESSON.check(number, answer).kind == HOLDS


def test_what_one_marks_longer_than_the_other_is_one_stretch():
    words = compare_words(LESSON.study).set_index("words")
    assert words.loc["Vlad the Wobbler"].tolist() == [True, True]  # the list has Vlad and Wobbler
    assert words.loc["vowed"].tolist() == [False, True] and words.loc["hot-dog seller"].tolist() == [True, False]

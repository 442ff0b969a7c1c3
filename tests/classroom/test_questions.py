"""Every question is the codebook's, and can be answered with one key."""

import pytest

from analysis.classroom.machine import read_machine
from analysis.classroom.questions import list_questions
from analysis.comparison.agreement.variables import describe_variable
from analysis.presentation.exports.variables import describe_coded
from analysis.schemas import FRAMES

BEYOND = {"claim": {"no"}}  # said outright on the sheet; in codings.csv a sentence without the code
OF_CLASSES = {"loaded_language"}  # whether a sentence holds a loaded span


@pytest.mark.parametrize("question", list_questions(), ids=lambda question: question.variable)
def test_its_answers_are_the_codebooks(question):
    assert [answer.key for answer in question.answers] == [*"123456789"[:len(question.answers)]]
    assert len({answer.value for answer in question.answers}) == len(question.answers) > 1
    assert question.asks.endswith("?") and question.means.endswith(".")
    describe_variable(question.variable)
    coded = describe_coded(question.variable)
    if question.variable in OF_CLASSES:
        assert question.words == "loaded" and describe_coded("loaded").section == question.section
        return
    assert coded.section == question.section
    values = {answer.value for answer in question.answers} - BEYOND.get(question.variable, set())
    assert all(coded.allows(value) for value in values)
    assert coded.numeric or values == {*coded.values}, "the whole list"


def test_there_is_one_for_every_frame():
    assert {f"frame_{frame}" for frame in FRAMES} <= {question.variable for question in list_questions()}


def test_the_machine_answers_every_one_with_a_code_of_the_list(study):
    said = read_machine(study)
    for question in list_questions():
        shown = set(said[question.variable]["shown"].replace("(none)", ""))
        assert question.variable == "tone" or shown <= {answer.value for answer in question.answers}

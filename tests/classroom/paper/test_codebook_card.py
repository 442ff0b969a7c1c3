"""The card says what the codebook says, and its examples are examples."""

import pytest

from analysis.classroom.machine import read_machine
from analysis.classroom.paper.codebook_card import load_card, render_card
from analysis.study import measure_text
from analysis.texts.names.targets import load_targets

LOWE = "target,name,alias,leader\nlowe,Ada Lowe,Ada Lowe,yes\n"
EXAMPLES = [(panel.question.variable, code, example) for panel in load_card()
            for code, example in panel.examples.items()]


@pytest.mark.parametrize("variable, code, example", EXAMPLES)
def test_the_instrument_gives_every_example_the_code_that_it_stands_for(variable, code, example, tmp_path):
    (tmp_path / "targets.csv").write_text(LOWE)
    said = read_machine(measure_text(example, targets=load_targets(tmp_path)))[variable]["code"].tolist()
    if variable == "tone":
        assert len(said) == 1 and abs(said[0] - float(code)) < 0.25
    elif code == "question":
        assert said[0] != said[0]
    else:
        assert [str(each).removesuffix(".0") for each in said] == [code]


def test_every_code_of_its_questions_is_explained_but_the_tones_between():
    left = {(panel.question.variable, answer.value) for panel in load_card() for answer in panel.question.answers
            if answer.value not in panel.examples}
    assert left == {("tone", "-0.5"), ("tone", "0.5")}


def test_frames_say_what_a_sentence_does():
    assert "<dt>inner circle</dt><dd>makes the inner circle the one that acts" in render_card()

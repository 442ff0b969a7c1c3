"""A coder's file becomes rows of codings.csv: what is there gets a row, what is not stays unsaid."""

import shutil

import pytest
from command import TEXTS, write_corpus

from analysis.classroom.questions import list_questions
from analysis.classroom.records import append_rows
from analysis.classroom.returning import import_answers
from analysis.classroom.sheets import open_sheet, save_answer
from analysis.comparison.agreement.coders import read_coder
from analysis.comparison.codings import is_denial
from analysis.files import UserError
from analysis.presentation.returns import find_wrong_value
from analysis.study import load_study


@pytest.fixture
def corpus(tmp_path):
    return write_corpus(tmp_path / "corpus")


@pytest.fixture
def answer(corpus, tmp_path):
    """Answer questions about the first of an article's four sentences: ``answer("voice", "direct", "mixed")``."""
    study = load_study(corpus, private=True)

    def save(variable, *values, article="calm"):
        sheet = open_sheet(study, article, "AB", [variable], tmp_path / "AB.csv")
        assert len(sheet.places) == 4
        for number, value in enumerate(values):
            save_answer(sheet, (number, variable), value)
        return tmp_path / "AB.csv"
    return save


def read(corpus):
    return load_study(corpus).codings[["variable", "value"]].values.tolist()


def test_what_is_denied_gets_no_row_and_is_read_as_no(corpus, answer):
    answer("frame_game", "no", "yes", "no", "no")
    file = answer("claim", "no", "no", "predicted", "no")
    done = import_answers(file, corpus)
    assert sorted(read(corpus)) == [["claim", "predicted"], ["frame_game", "yes"]] and not done.refused.counts
    assert [note.partition(". ")[0] for note in done.notes] == ["Answers that a frame or claim is not there: 6"]
    study = load_study(corpus)
    codes = read_coder(study.codings, study.sentences, "AB").codes
    assert codes["frame_game"]["value"].tolist() == ["no", "yes", "no", "no"]
    assert codes["claim"]["value"].tolist() == ["no", "no", "yes", "no"]


def test_pasting_the_file_is_refused_when_the_corpus_is_read(corpus, answer):
    shutil.copy(answer("frame_game", "no", "yes", "no", "no"), corpus / "codings.csv")
    with pytest.raises(UserError, match="row 2: frame_game is 'no'.* framing import-codings FILE"):
        load_study(corpus)


def test_silence_is_not_taken_for_no(corpus, answer):
    file = answer("frame_game", "yes", "no")
    answer("voice", "narration", "direct")
    refused = import_answers(file, corpus).refused
    assert [*refused.counts.values()] == [2] and "would take silence for a no" in [*refused.counts][0]
    assert read(corpus) == [["voice", "narration"], ["voice", "direct"]]


def test_the_last_answer_counts_and_another_is_taken_only_when_asked(corpus, answer):
    file = answer("voice", "direct")
    answer("voice", "narration")
    import_answers(file, corpus)
    assert read(corpus) == [["voice", "narration"]]
    answer("voice", "mixed")
    assert sum(import_answers(file, corpus).refused.counts.values()) == 1 and read(corpus) == [["voice", "narration"]]
    import_answers(file, corpus, replace=True)
    assert read(corpus) == [["voice", "mixed"]]


def test_a_yes_that_is_there_is_not_silently_denied(corpus, answer):
    file = answer("frame_game", "yes", "no", "no", "no")
    import_answers(file, corpus)
    answer("frame_game", "no")
    done = import_answers(file, corpus, replace=True)
    assert "says yes: take it out there" in [*done.refused.counts][0] and read(corpus) == [["frame_game", "yes"]]


def test_every_answer_but_words_is_a_code_of_the_codebook():
    for question in list_questions():
        for answer in question.answers:
            assert is_denial(question.variable, answer.value) or not find_wrong_value(question.variable, answer.value)


@pytest.mark.parametrize("row, reason", [
    ({"variable": "loaded", "value": "yes"}, "category and weight of loaded words"),
    ({"article_id": "sun"}, "of no article of this corpus"),
    ({"end": 3}, "they stand at no sentence"),
    ({"value": "shouting"}, "voice cannot be 'shouting'"),
])
def test_what_cannot_be_taken_is_told(corpus, tmp_path, row, reason):
    start = {"article_id": "calm", "start": 0, "end": len(TEXTS["calm"].splitlines()[0]), "variable": "voice",
             "value": "direct", "coder": "AB"}
    append_rows(tmp_path / "AB.csv", [start | row])
    done = import_answers(tmp_path / "AB.csv", corpus)
    assert reason in [*done.refused.counts][0] and not (corpus / "codings.csv").exists()

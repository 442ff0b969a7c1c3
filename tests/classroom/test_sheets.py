"""A sheet is blind, resumes where it stopped, and shows no text of others unasked."""

import subprocess
import sys
from dataclasses import replace

import pytest

from analysis.classroom.form import _make_class, answer_message, show_form
from analysis.classroom.sheets import Given, find_next, find_words, open_sheet, read_answers, save_answer
from analysis.files import UserError


@pytest.fixture
def sheet(study, tmp_path):
    return open_sheet(study, "truss_tabloid", "AB", out=tmp_path)


def test_it_asks_every_question_of_every_sentence_that_is_measured(study, sheet):
    parts = study.sentences.query("article_id == 'truss_tabloid'").groupby("part").size()
    assert len(sheet.places) == parts.sum() - parts["caption"] - parts["furniture"] == 19
    assert len(sheet.steps) == 4 * len(sheet.places)
    with_captions = open_sheet(study, "truss_tabloid", "AB", ["part"], sheet.path.parent)
    assert len(with_captions.places) == parts.sum()
    for place in sheet.places:
        assert place.words == study.read_text("truss_tabloid", place.start, place.end)


def test_it_resumes_and_a_corrected_answer_is_the_last(study, sheet):
    assert find_next(sheet, read_answers(sheet)[0]) == 0 and not sheet.path.exists()
    for step, value in zip(sheet.steps, ["narration", "4", "no", "0", "direct"]):
        save_answer(sheet, step, value)
    again = open_sheet(study, "truss_tabloid", "AB", out=sheet.path)
    answers, _ = read_answers(again)
    assert again.steps[find_next(again, answers)] == (1, "certainty")
    save_answer(again, (0, "voice"), "mixed")
    assert read_answers(sheet)[0][0, "voice"] == Given("mixed")
    assert len(sheet.path.read_text().splitlines()) == 1 + 6
    save_answer(sheet, (0, "voice"), "mixed")
    assert len(sheet.path.read_text().splitlines()) == 1 + 6, "what is there already is not written again"


def test_each_coder_sees_the_own_answers_alone(study, sheet):
    other = open_sheet(study, "truss_tabloid", "CD", out=sheet.path)
    save_answer(other, (0, "voice"), "direct")
    assert read_answers(sheet)[0] == {} and read_answers(other)[0] == {(0, "voice"): Given("direct")}


def test_words_are_kept_as_offsets(study, sheet):
    save_answer(sheet, (1, "loaded_language"), "yes", "Furious;  walks out")
    (start, end), (start_2, end_2) = read_answers(sheet)[0][1, "loaded_language"].words
    text = study.texts["truss_tabloid"]
    assert (text[start:end], text[start_2:end_2]) == ("walks out", "furious")
    with pytest.raises(UserError, match="“wal” does not stand in the sentence"):
        find_words(text, sheet.places[1], "wal")


def test_a_part_of_a_text_keeps_its_answers_where_the_whole_has_them(study, tmp_path):
    part = open_sheet(study, "truss_tabloid", "AB", ["voice"], tmp_path, only=range(9, 12))  # the 10th is a caption
    whole = open_sheet(study, "truss_tabloid", "AB", ["voice"], tmp_path)
    assert len(part.places) == 2 and {*part.places} < {*whole.places}
    save_answer(part, (1, "voice"), "narration")
    (number, _), = read_answers(whole)[0]
    assert whole.places[number] == part.places[1]


@pytest.mark.parametrize("step, value, words", [
    ((0, "voice"), "shouting", "'shouting' is no answer to voice"),
    ((99, "voice"), "direct", "no question voice about"),
    ((0, "claim"), "no", "no question claim about")])
def test_what_is_no_answer_is_refused(sheet, step, value, words):
    with pytest.raises(UserError, match=words):
        save_answer(sheet, step, value)
    assert not sheet.path.exists()


def test_a_text_of_others_is_not_shown_unasked(study, tmp_path):
    others = replace(study, articles=study.articles.assign(constructed=False))
    with pytest.raises(UserError, match="belongs to others"):
        open_sheet(others, "truss_wire", "AB", out=tmp_path)
    assert "belongs to others" in repr(show_form(others, "truss_wire", "AB", out=tmp_path))
    assert open_sheet(replace(others, private=True), "truss_wire", "AB", out=tmp_path).places


def test_names_and_answers_are_kept_from_git(study, tmp_path, monkeypatch):
    subprocess.run(["git", "init", "--quiet", tmp_path], check=True)
    monkeypatch.chdir(tmp_path)
    with pytest.raises(UserError, match="would be taken by git, and it holds a coder's answers"):
        open_sheet(study, "truss_wire", "AB", out=tmp_path / "open")
    sheet = open_sheet(study, "truss_wire", "AB")
    assert sheet.path.as_posix() == "codings/classroom/truss_wire/AB.csv"
    save_answer(sheet, (0, "voice"), "direct")
    status = subprocess.run(["git", "status", "--porcelain"], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert status.stdout == ""


def test_the_form_hears_that_it_is_saved_when_it_is(study, sheet):
    told = answer_message(study, sheet, {"kind": "open"})
    assert [len(told[name]) for name in ("sentences", "questions", "answers")] == [len(sheet.places), 4, 0]
    answer = {"kind": "answer", "number": 1, "variable": "loaded_language", "value": "yes", "words": "furious"}
    reply = answer_message(study, sheet, answer)
    assert reply["kind"] == "saved" and reply["answers"] == [
        {"number": 1, "variable": "loaded_language", "value": "yes", "words": "furious"}]
    reply = answer_message(study, sheet, answer | {"words": "calm"})
    assert reply["kind"] == "refused" and "“calm” does not stand" in reply["reason"]
    assert read_answers(sheet)[0][1, "loaded_language"].words, "the answer before stays"


def test_the_form_is_told_nothing_of_the_machine(study, sheet):
    told = answer_message(study, sheet, {"kind": "open"})
    assert set(told) == {"kind", "name", "article", "coder", "sentences", "questions", "answers", "notes", "finished"}
    assert set(told["questions"][0]) == {"variable", "asks", "means", "words", "answers"}


def test_the_form_keeps_no_text_in_a_state_that_a_notebook_may_save(study, sheet):
    pytest.importorskip("anywidget", reason="the form's package is not installed")
    state = show_form(study, "truss_tabloid", "AB", out=sheet.path.parent).get_state()
    assert "render" in state["_esm"] and "https:" not in state["_esm"] + state["_css"]
    assert not any(place.words in str(state) for place in sheet.places)


def test_without_its_package_one_sentence_says_what_to_do(study, sheet, monkeypatch):
    monkeypatch.setitem(sys.modules, "anywidget", None)
    _make_class.cache_clear()
    shown = repr(show_form(study, "truss_tabloid", "AB", out=sheet.path.parent))
    assert 'pip install -e ".[classroom]"' in shown and "framing code" in shown

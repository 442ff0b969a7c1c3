"""``framing code`` and ``framing compare-coders``: keys in, a file and a page out."""

import subprocess

import pytest
from command import assert_one_sentence
from typer.testing import CliRunner

from analysis.cli import app


@pytest.fixture
def code(classroom, tmp_path, monkeypatch):
    """Type keys into the sheet of an article: ``code("1", "?", "q")``."""
    monkeypatch.chdir(tmp_path)

    def type_keys(*keys, article="truss_wire", coder="AB", variables="voice,loaded_language"):
        words = ["code", article, "--corpus", str(classroom), "--coder", coder, "--variables", variables]
        result = CliRunner().invoke(app, words, input="".join(f"{key}\n" for key in keys))
        assert result.exit_code == 0, result.output
        return result.output
    return type_keys


def read_file(tmp_path, coder="AB"):
    path = tmp_path / "codings" / "classroom" / "truss_wire" / f"{coder}.csv"
    return [line.split(",")[3:5] for line in path.read_text(encoding="utf-8").splitlines()[1:]]


def test_keys_become_rows_and_it_goes_on_where_it_stopped(code, tmp_path):
    out = code("1", "7", "?", "2", "2", "q")
    assert "Type one of 1, 2, ?, b or q." in out and "Loaded language carries a judgement" in out
    assert "Sentence 2 of 19, question 2 of 2; 3 of 38 answered." in out and "the same command goes on there" in out
    assert read_file(tmp_path) == [["voice", "narration"], ["loaded_language", "no"], ["voice", "direct"]]
    out = code("b", "3", "q")
    assert "Sentence 2 of 19, question 2 of 2" in out and "(your answer)" in out
    assert read_file(tmp_path)[-1] == ["voice", "indirect"], "a corrected answer is a further row"


def test_words_that_do_not_stand_there_are_asked_again(code, tmp_path):
    out = code("1", "1", "gibberish", "1", "", "q")
    assert "“gibberish” does not stand in the sentence." in out
    assert read_file(tmp_path) == [["voice", "narration"], ["loaded_language", "yes"]]


def test_when_the_input_ends_all_is_saved(code, tmp_path):
    code("1")
    assert read_file(tmp_path) == [["voice", "narration"]]


def test_a_pair_codes_blind_and_is_compared(code, classroom, tmp_path, run):
    for coder, key in (("AB", "1"), ("CD", "2")):
        out = code(*["1"] * 18, key, "", coder=coder, variables="voice")
        assert f"The answers of {coder} are in codings" in out and "framing compare-coders codings" in out
        assert "marks;" not in out and "machine" not in out, "nothing of the machine before the end, nor of its rules"
    result = run("compare-coders", "codings", "--corpus", classroom)
    assert result.code == 0 and "AB and CD coded 19 sentences of truss_wire." in result.out
    page = (tmp_path / "private" / "coders_classroom.html").read_text(encoding="utf-8")
    assert "Where they part" in page and (tmp_path / "private" / "coders_classroom" / "pairs.csv").is_file()


def test_what_cannot_be_coded_is_one_sentence(run, corpus, classroom, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert_one_sentence(run("code", "gale", "--corpus", corpus, "--coder", "AB"), "belongs to others")
    assert_one_sentence(run("code", "sun", "--corpus", classroom, "--coder", "AB"), "There is no article 'sun'")
    assert_one_sentence(run("code", "truss_wire", "--corpus", classroom, "--coder", "a/b"), "cannot be a coder's name")
    assert_one_sentence(run("code", "truss_wire", "--corpus", classroom, "--coder", "AB", "--variables", "speaker"),
                        "no question for 'speaker'")
    assert_one_sentence(run("compare-coders", "nowhere", "--corpus", classroom), "nowhere does not exist")
    assert not (tmp_path / "codings" / "classroom").exists()


def test_a_page_that_may_not_be_written_is_refused_before_the_work(run, classroom, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("analysis.study.load_study", lambda *_, **__: pytest.fail("the work was begun"))
    (tmp_path / "mine.html").write_text("<p>mine</p>")
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "pairs.csv").write_text("mine")
    subprocess.run(["git", "init", "--quiet", tmp_path / "clone"], check=True)
    for page, problem in [("a.txt", "does not end in .html"), ("mine.html", "is no comparison of this study"),
                          ("other.html", "pairs.csv is there already"), ("clone/a.html", "would be taken by git")]:
        assert_one_sentence(run("compare-coders", "codings", "--corpus", classroom, "--out", page), problem)


def test_a_text_of_others_is_coded_and_compared_privately(run, corpus, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    words = ["code", "gale", "--corpus", str(corpus), "--private", "--coder", "AB", "--variables", "voice"]
    assert CliRunner().invoke(app, words, input="3\n3\n1\n").exit_code == 0
    for private, shown in (((), False), (("--private",), True)):
        assert run("compare-coders", "codings", "--corpus", corpus, *private).code == 0
        page = (tmp_path / "private" / "coders_corpus.html").read_text(encoding="utf-8")
        assert ("Harbour closed after gale" in page) is shown and ("Private: this page holds" in page) is shown

"""``framing read`` and ``framing concordance``: pages and lines, of others' texts only where git does not take them."""

import csv
import io
import subprocess

import pytest
from command import assert_one_sentence


@pytest.fixture
def here(tmp_path, monkeypatch):
    """A git work tree of the user's own, which ignores nothing."""
    folder = tmp_path / "work"
    folder.mkdir()
    subprocess.run(["git", "init", "--quiet", folder], check=True)
    monkeypatch.chdir(folder)
    return folder


def test_a_text_of_others_goes_where_git_does_not_take_it(run, corpus, here):
    result = run("read", "gale", "--corpus", corpus)
    assert result.code == 0 and "private/reading_gale.html is ready" in result.out and "your own machine" in result.out
    page = (here / "private" / "reading_gale.html").read_text(encoding="utf-8")
    assert page.count("Not to be passed on") == 2 and "The harbour" in page
    status = subprocess.run(["git", "status", "--porcelain"], cwd=here, capture_output=True, text=True, check=True)
    assert status.stdout == ""
    assert run("read", "gale", "--corpus", corpus).code == 0, "an older page of ours is replaced"


def test_it_is_not_written_where_git_would_take_it(run, corpus, here):
    result = run("read", "gale", "calm", "--corpus", corpus, "--out", "page.html")
    assert_one_sentence(result, "page.html would be taken by git", "leave --out away")
    assert not (here / "page.html").exists()
    (here / ".gitignore").write_text("*.html\n")
    assert run("read", "gale", "calm", "--corpus", corpus, "--out", "page.html").code == 0


def test_constructed_texts_may_be_read_anywhere(run, classroom, here):
    result = run("read", "truss_wire", "truss_tabloid", "--corpus", classroom)
    assert result.code == 0 and result.out == "reports/reading_truss_wire_truss_tabloid.html is ready: open it in a " \
                                              "browser.\n"
    assert "Not to be passed on" not in (here / "reports" / "reading_truss_wire_truss_tabloid.html").read_text("utf-8")


def test_what_cannot_be_read_is_refused_in_a_sentence(run, corpus, here):
    assert_one_sentence(run("read", "gull", "--corpus", corpus), "no article 'gull'", "calm, gale")


def test_without_the_texts_one_sentence_says_what_to_do(run, shipped, here):
    assert_one_sentence(run("read", "gale", "--corpus", shipped), "the text of gale is not here", "framing add")


def test_one_text_is_enough_for_its_own_page(run, frozen, here):
    (frozen / "texts" / "calm.txt").unlink()
    assert run("read", "gale", "--corpus", frozen).code == 0
    assert_one_sentence(run("read", "gale", "calm", "--corpus", frozen), "the text of calm is not here")


def test_no_other_file_is_replaced(run, classroom, here):
    (here / "mine.html").write_text("mine")
    assert_one_sentence(run("read", "truss_wire", "--corpus", classroom, "--out", "mine.html"), "left alone")
    assert_one_sentence(run("read", "truss_wire", "--corpus", classroom, "--out", "."), "is a folder")
    assert (here / "mine.html").read_text() == "mine"


def test_lines_stand_with_their_nodes_in_one_column(run, classroom):
    result = run("concordance", "mini-Budget", "--corpus", classroom, "--sort", "left")
    *lines, said = result.out.splitlines()
    assert result.code == 0 and said == "Three lines with “mini-Budget”, by the words before."
    assert len(lines) == 3 and len({line.casefold().index("mini-budget") for line in lines}) == 1


def test_lines_as_csv(run, classroom):
    result = run("concordance", "--lexicon", "hedges:modal", "--corpus", classroom, "--csv")
    rows = [*csv.DictReader(io.StringIO(result.out))]
    short = run("concordance", "--lexicon", "hedges:modal", "--corpus", classroom, "--csv", "--width", "12")
    assert all(len(row["left"]) <= 12 for row in csv.DictReader(io.StringIO(short.out)))
    assert result.code == 0 and len(rows) > 3 and {*rows[0]} == {"article_id", "part", "voice", "sentence", "left",
                                                                "node", "right"}


def test_without_the_texts_there_are_no_lines(run, shipped):
    hidden = run("concordance", "harbour", "--corpus", shipped)
    assert "No lines with “harbour”" in hidden.out and "framing add" in hidden.out


def test_lines_of_others_when_asked_for(run, corpus):
    hidden, shown = (run("concordance", "harbour", "--corpus", corpus, *more) for more in ((), ("--private",)))
    assert "No lines" in hidden.out and "--private" in hidden.out and "may stay shut" not in hidden.out
    assert "The harbour may stay shut" in shown.out and "--private" not in shown.out


@pytest.mark.parametrize("words, problem", [
    (("", ), "has no word in it"), (("x", "--sort", "up"), "cannot be sorted"), (("--lexicon", "x"), "No lexicon 'x'")])
def test_a_bad_question_is_refused(run, corpus, words, problem):
    assert_one_sentence(run("concordance", *words, "--corpus", corpus), problem)

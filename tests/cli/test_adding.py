"""``framing add``: a text is recognised whatever it is called, and never overwrites another."""

import os
import shutil

import pytest
from command import BAD_TEXTS, TEXTS, assert_one_sentence, put, read_bytes, refuse


@pytest.fixture
def copy(tmp_path):
    """A file that somebody found, under a name of its own."""
    def write(text, encoding="utf-8"):
        (tmp_path / "from the web.txt").write_bytes(text.encode(encoding))
        return tmp_path / "from the web.txt"
    return write


@pytest.mark.parametrize("text, encoding", [
    (TEXTS["gale"], "utf-8"), (TEXTS["gale"].replace("\n", "\r\n"), "utf-8"),
    (TEXTS["gale"].replace("\n", " \n\n"), "utf-16")])
def test_adding_a_known_article_under_another_name(run, shipped, copy, text, encoding):
    file = copy(text, encoding)
    result = run("add", file, "--corpus", shipped)
    assert (result.code, result.err) == (0, "")
    assert result.out == f"from the web.txt is gale; it now stands in {shipped / 'texts' / 'gale.txt'}.\n"
    assert (shipped / "texts" / "gale.txt").read_bytes() == TEXTS["gale"].encode()
    assert file.read_bytes() == text.encode(encoding)


def test_adding_twice_changes_nothing(run, shipped, copy):
    run("add", copy(TEXTS["gale"]), "--corpus", shipped)
    before = read_bytes(shipped)
    result = run("add", copy(TEXTS["gale"]), "--corpus", shipped)
    assert result.code == 0 and "from the web.txt is gale; it is in" in result.out and "already" in result.out
    assert read_bytes(shipped) == before


@pytest.mark.parametrize("text, message", [
    (TEXTS["gale"].replace("Two ferries", "Three boats"),
     "is nearly, but not exactly, the text of gale (94% of the words are the same)"),  # 32 / 34 words
    ("The end of the month came.\n", "is none of the 2 articles of"),
])
def test_adding_what_is_not_exactly_an_article(run, shipped, copy, text, message):
    before = read_bytes(shipped)
    result = run("add", copy(text), "--corpus", shipped)
    assert result.code == 1 and f"from the web.txt {message}" in result.out and result.err == ""
    assert read_bytes(shipped) == before


@pytest.mark.parametrize("data, problem", BAD_TEXTS)
def test_adding_what_cannot_be_read(run, shipped, tmp_path, data, problem):
    (tmp_path / "gale.txt").write_bytes(data)
    assert_one_sentence(run("add", tmp_path / "gale.txt", "--corpus", shipped), problem)
    assert not (shipped / "texts").exists()


@pytest.mark.parametrize("name, problem", [("none.txt", "does not exist"), ("corpus", "is a folder, not a text file")])
def test_adding_a_path_that_is_no_file(run, shipped, tmp_path, name, problem):
    assert_one_sentence(run("add", tmp_path / name, "--corpus", shipped), problem)


def test_adding_to_a_folder_that_is_no_corpus(run, tmp_path, copy):
    assert_one_sentence(run("add", copy(TEXTS["gale"]), "--corpus", tmp_path), "holds no articles.csv")


def test_adding_never_overwrites_another_text(run, shipped, copy):
    put("texts/gale.txt", "My own notes.\n")(shipped)
    before = read_bytes(shipped)
    result = run("add", copy(TEXTS["gale"]), "--corpus", shipped)
    assert_one_sentence(result, "holds another text", "Move it away first")
    assert read_bytes(shipped) == before


def test_adding_several_files_adds_those_that_fit(run, shipped, tmp_path):
    for name, text in {"1.txt": TEXTS["gale"], "2.txt": "", "README.md": "About.", "4.txt": TEXTS["calm"]}.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    result = run("add", *(tmp_path / name for name in ("1.txt", "2.txt", "README.md", "4.txt")), "--corpus", shipped)
    assert result.code == 1 and result.err.startswith("2.txt is empty") and "README.md is none of the 2" in result.out
    assert sorted(path.name for path in (shipped / "texts").iterdir()) == ["calm.txt", "gale.txt"]


def test_a_disk_that_fails_while_adding(run, shipped, copy, monkeypatch):
    monkeypatch.setattr(os, "replace", refuse("gale.txt", os.replace))
    result = run("add", copy(TEXTS["gale"]), "--corpus", shipped)
    assert_one_sentence(result, "could not be written", "Nothing was changed")
    assert list((shipped / "texts").iterdir()) == []


@pytest.mark.needs_texts
def test_adding_the_articles_themselves(run, downfall, tmp_path):
    shutil.copytree(downfall, tmp_path / "downfall", ignore=shutil.ignore_patterns("texts"))
    for number, path in enumerate(sorted((downfall / "texts").iterdir())):
        shutil.copy(path, tmp_path / f"{number}.txt")
    assert run("add", *tmp_path.glob("?.txt"), "--corpus", tmp_path / "downfall").code == 0
    assert read_bytes(tmp_path / "downfall" / "texts") == read_bytes(downfall / "texts")

"""``framing export`` and ``import-codings``: out, back, and one sentence for each mistake."""

import json

import pytest
from command import assert_one_sentence, read_bytes
from exchange import write_corpus


@pytest.fixture
def pier(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return write_corpus(tmp_path / "pier")


@pytest.fixture
def foreign(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return write_corpus(tmp_path / "pier", constructed=False)


@pytest.mark.parametrize("format, said", [
    ("csv", "reports/pier-csv is ready: 21 files.\n"), ("codebook", "reports/pier-codebook.csv is ready.\n"),
    ("qdpx", "reports/pier.qdpx is ready.\n"), ("label-studio", "reports/pier-label-studio is ready: 3 files.\n")])
def test_each_format_says_where_it_is(run, pier, tmp_path, format, said):
    result = run("export", pier, "--to", format)
    assert (result.code, result.out, result.err) == (0, said, "")
    assert (tmp_path / said.split()[0]).exists()


def test_words_of_others_go_to_a_private_place_with_a_notice(run, foreign, tmp_path):
    assert_one_sentence(run("export", foreign, "--to", "qdpx"), "gale belong to others")
    assert not (tmp_path / "private").exists()
    result = run("export", foreign, "--to", "qdpx", "--private")
    assert result.out.startswith("private/pier.qdpx is ready.\nThis file holds the words of articles that belong to")


@pytest.mark.parametrize("words, problem", [
    (("--to", "pdf"), "There is no format 'pdf'"), ((), "No format is named"),
    (("--to", "csv", "--tables", "measures,mesures"), "no table mesures"),
    (("--to", "codebook", "--tables", "measures"), "--tables chooses tables")])
def test_a_mistake_ends_in_one_sentence(run, pier, words, problem):
    before = read_bytes(pier.parent)
    result = run("export", pier, *words)
    assert result.code == 1 and problem in result.err and "Traceback" not in result.err
    assert read_bytes(pier.parent) == before


def test_there_and_back(run, pier):
    run("export", pier, "--to", "qdpx", "--out", "a.qdpx", "--with-instrument")
    before = (pier / "codings.csv").read_bytes()
    result = run("import-codings", "a.qdpx", pier)
    assert result.code == 0 and "A (pass 1): 0 new, 5 there already, 0 replaced.\n" in result.out
    assert "because the instrument made them and no coder" in result.out and result.out.endswith("was not changed.\n")
    (pier / "codings.csv").unlink()
    assert run("import-codings", "a.qdpx", pier).out.endswith("codings.csv was written.\n")
    assert (pier / "codings.csv").read_bytes() == before


def test_an_import_as_json(run, pier):
    run("export", pier, "--to", "label-studio", "--out", "ls")
    record = json.loads(run("import-codings", "ls/tasks.json", pier, "--json").out)
    assert {"coder": "B", "pass": 2, "new": 0, "same": 2, "replaced": 0} in record["taken"]
    assert record["not_taken"] == {} and record["notes"] == []


@pytest.mark.parametrize("name, options, problem", [
    ("none.qdpx", (), "does not exist"), ("pier", (), "is neither a REFI-QDA project"),
    ("a.txt", (), "is neither a REFI-QDA project"), ("a.csv", (), "a.csv does not exist"),
    ("none.json", ("--pass", "0"), "--pass must be 1 or more")])
def test_a_file_that_cannot_be_taken(run, pier, name, options, problem):
    before = read_bytes(pier)
    assert_one_sentence(run("import-codings", name, pier, *options), problem)
    assert read_bytes(pier) == before

"""The ``framing`` command: what it does is said in a sentence, and so is what it cannot do; nothing is half-done."""

import errno
import hashlib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

import analysis.study
from analysis.cli import main
from analysis.lexicons import LEXICON_FOLDER, load_lexicon

TEXTS = {
    "gale": "Harbour closed after gale\n\nThe harbour may stay shut until Monday, the pilot said. “Nobody sails in "
            "this,” she added. Two ferries lay at anchor off the island. Fresh bread ran out at noon.\n",
    "calm": "Why the gale was good for us\n\nThe shops were full and the bars were loud. Perhaps we should shut the "
            "harbour every week. Nobody I met wished to be anywhere else.\n",
}
MANIFEST = "article_id,group\ngale,news\ncalm,opinion\n"
REAL_REPLACE, REAL_RENAME, REAL_WRITE = os.replace, os.rename, Path.write_text


class Result(NamedTuple):
    code: int
    out: str
    err: str


@pytest.fixture
def run(monkeypatch, capsys):
    """Run ``framing`` with these words."""
    def run_command(*words):
        monkeypatch.setattr(sys, "argv", ["framing", *map(str, words)])
        with pytest.raises(SystemExit) as exit:
            main()
        return Result(exit.value.code, *capsys.readouterr())
    return run_command


@pytest.fixture(scope="session")
def frozen_once(tmp_path_factory):
    folder = tmp_path_factory.mktemp("frozen") / "corpus"
    (folder / "texts").mkdir(parents=True)
    (folder / "articles.csv").write_text(MANIFEST)
    for name, text in TEXTS.items():
        (folder / "texts" / f"{name}.txt").write_text(text, encoding="utf-8")
    analysis.study.freeze_study(folder)
    return folder


@pytest.fixture
def frozen(frozen_once, tmp_path):
    """A corpus of two constructed texts, with tables and fingerprints."""
    return Path(shutil.copytree(frozen_once, tmp_path / "corpus"))


@pytest.fixture
def corpus(frozen):
    """The same before it was ever measured: a manifest and two texts."""
    shutil.rmtree(frozen / "tables")
    (frozen / "articles.csv").write_text(MANIFEST)
    return frozen


@pytest.fixture
def shipped(frozen):
    """The same as it would be shipped: without texts."""
    shutil.rmtree(frozen / "texts")
    return frozen


def read_bytes(folder):
    return {path.relative_to(folder).as_posix(): path.read_bytes() if path.is_file() else None
            for path in folder.rglob("*")}


def assert_one_sentence(result, *words):
    assert result.code == 1 and result.out == ""
    assert result.err.count("\n") == 1 and result.err.endswith(".\n") and "Traceback" not in result.err
    for word in words:
        assert word in result.err


def put(name, content):
    """Write a file of the corpus: spoil it."""
    def spoil(folder):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_bytes(content.encode() if isinstance(content, str) else content)
    return spoil


def take(name):
    return lambda folder: (folder / name).unlink() if (folder / name).is_file() else shutil.rmtree(folder / name)


BAD_TEXTS = [
    pytest.param(b"", "gale.txt is empty", id="empty"),
    pytest.param(b"\n \n", "gale.txt is empty", id="blank"),
    pytest.param(b"%PDF-1.4\0\xff\xd8", "gale.txt is not a text file", id="binary"),
    pytest.param(TEXTS["gale"].encode("cp1252"), "gale.txt is not UTF-8 text (byte 0x93 at position", id="Windows"),
    pytest.param("Café".encode("latin-1"), "gale.txt is not UTF-8 text (byte 0xe9 at position 3)", id="Latin-1"),
    pytest.param(TEXTS["gale"].encode("utf-16-le"), "gale.txt is not a text file", id="UTF-16 without mark"),
]


@pytest.mark.parametrize("data, problem", BAD_TEXTS)
def test_a_text_that_cannot_be_read(run, corpus, data, problem):
    put("texts/gale.txt", data)(corpus)
    before = read_bytes(corpus)
    assert_one_sentence(run("freeze", corpus), problem, "try again")
    assert read_bytes(corpus) == before


@pytest.mark.parametrize("command", ["freeze", "report"])
@pytest.mark.parametrize("spoil, problem", [
    pytest.param(take("articles.csv"), "holds no articles.csv", id="no manifest"),
    pytest.param(put("articles.csv", ""), "articles.csv is empty", id="empty manifest"),
    pytest.param(put("articles.csv", "article_id,group\n"), "has no articles", id="no articles"),
    pytest.param(put("articles.csv", "article_id\ngale\n"), "lacks the column group", id="a missing column"),
    pytest.param(put("articles.csv", MANIFEST + "gale,news\n"), "row 4: the article_id gale stands in row 2",
                 id="a repeated id"),
    pytest.param(put("articles.csv", MANIFEST + "../gale,news\n"), "the article_id '../gale'", id="an unsafe id"),
    pytest.param(put("articles.csv", MANIFEST + "storm,\n"), "row 4: storm has no group", id="an empty group"),
    pytest.param(put("articles.csv", MANIFEST + "storm,news\n"), "has no text for storm", id="a row without text"),
    pytest.param(put("articles.csv", MANIFEST.encode("utf-16-le")), "articles.csv is not a text", id="UTF-16"),
    pytest.param(put("texts/storm.txt", "Wind."), "storm.txt belongs to no row of", id="a text without row"),
    pytest.param(put("study.toml", 'group_a = "news"\ngroup_b = "x"'), "the group 'x', which", id="an unknown group"),
    pytest.param(put("study.toml", "group_a = news"), "study.toml is not valid TOML", id="a plan that is no TOML"),
    pytest.param(put("study.toml", 'groups = "news"'), "unknown key 'groups'", id="an unknown key"),
    pytest.param(put("study.toml", ""), "study.toml is empty", id="an empty plan"),
])
def test_a_corpus_that_cannot_be_loaded(run, corpus, tmp_path, command, spoil, problem):
    spoil(corpus)
    before = read_bytes(tmp_path)
    assert_one_sentence(run(command, corpus), problem)
    assert read_bytes(tmp_path) == before


@pytest.mark.parametrize("command", ["freeze", "report"])
@pytest.mark.parametrize("name, problem", [("none", "is not a folder"), ("corpus/articles.csv", "is not a folder"),
                                           (".", "holds no articles.csv")])
def test_a_folder_that_is_no_corpus(run, corpus, tmp_path, command, name, problem):
    assert_one_sentence(run(command, tmp_path / name), problem)


@pytest.mark.parametrize("spoil, problem", [
    pytest.param(put("articles.csv", MANIFEST + "storm,news\n"), "articles.csv lists: storm.", id="a new row"),
    pytest.param(put("articles.csv", "article_id,group\ngale,news\n"), "articles.csv lists: calm.", id="a row less"),
    pytest.param(take("tables/matches.csv"), "matches.csv does not exist", id="a missing table"),
    pytest.param(put("tables/mentions.csv", "kind\njoke\n"), "mentions: missing columns", id="a changed table"),
    pytest.param(put("tables/provenance.json", "{"), "provenance.json does not say", id="a broken provenance"),
    pytest.param(put("tables/provenance.json", "{}"), "provenance.json does not say", id="an empty provenance"),
    pytest.param(put("texts/gale.txt", "Another text."), "its fingerprint differs", id="another text under its name"),
])
def test_tables_that_do_not_fit_the_corpus(run, shipped, spoil, problem):
    spoil(shipped)
    before = read_bytes(shipped)
    assert_one_sentence(run("report", shipped), problem)
    assert read_bytes(shipped) == before


def test_a_word_list_with_a_bad_row(run, corpus, tmp_path, monkeypatch):
    for name in ("hedges.csv", "hedges.toml"):
        shutil.copy(LEXICON_FOLDER / name, tmp_path / name)
    put("hedges.csv", (LEXICON_FOLDER / "hedges.csv").read_text(encoding="utf-8") + "Zero,modal,2,framing,\n")(tmp_path)
    monkeypatch.setattr(analysis.study, "load_lexicon", lambda name: load_lexicon(name, tmp_path))
    before = read_bytes(tmp_path)
    assert_one_sentence(run("freeze", corpus), "hedges.csv, row ", "'Zero' has capitals")
    assert read_bytes(tmp_path) == before


def test_freezing_says_what_was_written_and_leaves_the_texts(run, corpus):
    result = run("freeze", corpus)
    assert (result.code, result.err) == (0, "")
    assert result.out == (f"{corpus / 'tables'} holds 9 files, measured from the texts; "
                          f"{corpus / 'articles.csv'} has their fingerprints.\n")
    assert len(list((corpus / "tables").iterdir())) == 9
    assert {name: (corpus / "texts" / f"{name}.txt").read_text(encoding="utf-8") for name in TEXTS} == TEXTS


@pytest.mark.parametrize("encoding, line_end", [
    ("utf-8-sig", "\n"), ("utf-16", "\n"), ("utf-8", "\r\n"), ("utf-16", "\r")])
def test_the_spelling_of_a_file_changes_no_number(run, corpus, frozen_once, encoding, line_end):
    put("texts/gale.txt", TEXTS["gale"].replace("\n", line_end).encode(encoding))(corpus)
    assert run("freeze", corpus).code == 0
    assert read_bytes(corpus / "tables") == read_bytes(frozen_once / "tables")


def test_freezing_refuses_to_sweep_away_a_file_that_is_not_its_own(run, frozen):
    put("tables/my notes.xlsx", "mine")(frozen)
    before = read_bytes(frozen)
    assert_one_sentence(run("freeze", frozen), "holds my notes.xlsx", "Move that away first")
    assert read_bytes(frozen) == before


def refuse(matching, real):
    """A disk that is full as soon as this file is written."""
    def write(*args, **options):
        if any(matching in str(arg) for arg in args):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return real(*args, **options)
    return write


@pytest.mark.parametrize("place, name, matching, real", [
    pytest.param(Path, "write_text", "sentences.csv", REAL_WRITE, id="at the first table"),
    pytest.param(Path, "write_text", "provenance.json", REAL_WRITE, id="at the last table"),
    pytest.param(os, "rename", "tables", REAL_RENAME, id="at the folder of tables"),
    pytest.param(os, "replace", "articles.csv", REAL_REPLACE, id="at the manifest"),
])
def test_a_disk_that_fails_half_way_through_freezing(run, frozen, monkeypatch, place, name, matching, real):
    put("articles.csv", MANIFEST)(frozen)
    before = read_bytes(frozen)
    monkeypatch.setattr(place, name, refuse(matching, real))
    assert_one_sentence(run("freeze", frozen), "could not be written: No space left on device", "Nothing was changed")
    assert read_bytes(frozen) == before


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
    monkeypatch.setattr(os, "replace", refuse("gale.txt", REAL_REPLACE))
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


@pytest.fixture
def labelled(tmp_path):
    """Four labelled sentences, of which the hedges tell three right."""
    path = tmp_path / "mine [1].csv"
    path.write_text("text,label\nHe may go.,1\nHe left.,0\nPerhaps.,1\nIt rained.,1\n", encoding="utf-8")
    return path


def test_validating_says_what_was_measured_and_who_wins(run, labelled):
    result = run("validate", labelled, "--measure", "hedging")
    assert (result.code, result.err) == (0, "")
    assert "hedging in mine [1].csv: 4 rows, of which 3 are labelled 1." in result.out
    assert "sentence length" in result.out and "always positive" in result.out
    assert "F1 0.800 (" in result.out and "the best baseline, " in result.out  # 2 × 2 / (2 + 3)
    assert "generous to them" in result.out and all(len(line) < 120 for line in result.out.split("\n")[1:-4])


def test_validating_as_json_prints_one_object_and_nothing_else(run, labelled):
    result = run("validate", labelled, "--measure", "hedging", "--json")
    record = json.loads(result.out)
    assert (result.code, result.err) == (0, "")
    assert [record[key] for key in ("file", "measure", "version", "n", "n_left_out", "positives", "unit")] == [
        "mine [1].csv", "hedging", analysis.__version__, 4, 0, 3, "row"]
    assert record["sha256"] == hashlib.sha256(labelled.read_bytes()).hexdigest()
    assert record["f1"] == 0.8 and record["intervals"].keys() == {"auc", "f1"}
    assert record["intervals"]["f1"][0] <= 0.8 <= record["intervals"]["f1"][1]
    assert record["baselines"].keys() == {"sentence_length", "textblob", "vader", "always_positive"}
    assert record["baselines"]["always_positive"] == {"auc": 0.5, "f1": pytest.approx(2 * 0.75 / 1.75, abs=1e-6)}


def test_validating_voices_and_what_is_undefined(run, tmp_path):
    put("mine.jsonl", '{"body": "It rained.", "spans": []}')(tmp_path)
    words = ("validate", tmp_path / "mine.jsonl", "--measure", "voice", "--text", "body")
    record = json.loads(run(*words, "--json").out)
    assert record["char_f1"] is None and record["intervals"]["char_f1"] == [None, None]
    assert record["baselines"].keys() == {"inside_marks", "mark_or_verb"}
    assert "Character F1 is undefined here; sentence F1 is undefined here." in run(*words).out


@pytest.mark.parametrize("extra", [[], ["--json"]])
@pytest.mark.parametrize("words, problem", [
    (["--measure", "targeted_tone"], "targeted_tone is not built yet"),
    (["--measure", "mood"], "Known are loaded_language, hedging, uncertainty, certainty, tone, voice"),
    (["--measure", "tone", "--label", "code"], "has no column 'code'; it has text, label."),
    (["--measure", "voice"], "Give a JSON Lines file"),
])
def test_what_cannot_be_validated(run, labelled, words, problem, extra):
    assert_one_sentence(run("validate", labelled, *words, *extra), problem)


def test_validating_a_file_that_is_not_there(run, tmp_path):
    assert_one_sentence(run("validate", tmp_path / "none.csv", "--measure", "tone"), "none.csv does not exist")


@pytest.mark.parametrize("words", [["add"], ["freeze", "--loud"], ["shout"], ["validate", "a.csv"]])
def test_words_it_does_not_know(run, words):
    result = run(*words)
    assert result.code == 2 and result.err.startswith("Usage: ") and "--help" in result.err


def test_the_installed_command():
    command = Path(sys.executable).with_name("framing")
    version = subprocess.run([command, "--version"], capture_output=True, text=True)
    assert (version.returncode, version.stdout) == (0, f"framing {analysis.__version__}\n")
    bad = subprocess.run([command, "freeze", "no such folder"], capture_output=True, text=True)
    assert_one_sentence(Result(bad.returncode, bad.stdout, bad.stderr), "no such folder is not a folder")

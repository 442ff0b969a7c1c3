"""``framing freeze`` and ``report``: what is wrong is said in a sentence, and nothing is half-done."""

import os
import shutil
from pathlib import Path

import pytest
from command import BAD_TEXTS, MANIFEST, TEXTS, assert_one_sentence, put, read_bytes, refuse, take

import analysis.study
from analysis.lexicons import LEXICON_FOLDER, load_lexicon

REAL_REPLACE, REAL_RENAME, REAL_WRITE = os.replace, os.rename, Path.write_text


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
    pytest.param(put("study.toml", "group_a = news"), "study.toml cannot be read: it is not valid TOML",
                 id="a plan that is no TOML"),
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
    assert result.out == (f"{corpus / 'tables'} holds 15 files, measured from the texts; "
                          f"{corpus / 'articles.csv'} has their fingerprints.\n")
    assert len(list((corpus / "tables").iterdir())) == 15
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

"""``framing compare-copies``: two files or two articles, words shown only where they may be."""

import json

import pytest
from command import TEXTS, assert_one_sentence

from analysis.instruments.reuse.rewording import reword


@pytest.fixture
def pair(classroom, tmp_path):
    """A text and its rewording, as files."""
    text = (classroom / "texts" / "truss_wire.txt").read_text(encoding="utf-8")
    paths = tmp_path / "original.txt", tmp_path / "copy.txt"
    for path, content in zip(paths, (text, reword(text, 2))):
        path.write_text(content, encoding="utf-8")
    return paths


def test_two_files_are_compared_and_their_sentences_shown(run, tmp_path):
    one, other = tmp_path / "one.txt", tmp_path / "other.txt"
    one.write_text("The expert left on 9 May. Nobody knew why.")
    other.write_text("The pundit left on 9 May. Nobody knew why.")
    result = run("compare-copies", one, other)
    assert result.code == 0 and result.err == ""
    assert "2 of the 2 sentences" in result.out and "much of one words the other anew" in result.out
    assert "A  The expert left on 9 May." in result.out and "B  The pundit left on 9 May." in result.out
    assert "changed: expert → pundit" in result.out and "the same words" in result.out
    assert "1 replaced, 0 dropped, 0 added" in result.out


def test_a_record_holds_score_pairs_and_changes(run, pair):
    result = run("compare-copies", *pair, "--json")
    record = json.loads(result.out)
    assert result.code == 0 and 0.7 < record["score"] < 1 and record["a"]["shown"]
    text = pair[0].read_text(encoding="utf-8")
    first = record["pairs"][0]
    assert text[first["start_a"]:first["end_a"]] == first["text_a"]
    kinds = {change["kind"] for row in record["pairs"] for change in row["changes"]}
    assert "replaced" in kinds and record["changes"]["replaced"] >= 10
    assert all(0 < row["degree"] <= 1 for row in record["pairs"])


def test_a_score_is_the_same_from_either_side(run, pair):
    there, back = (json.loads(run("compare-copies", *files, "--json").out) for files in (pair, pair[::-1]))
    assert there["score"] == back["score"]


def test_two_articles_of_a_corpus_are_compared(run, classroom):
    result = run("compare-copies", "truss_wire", "truss_opinion", "--corpus", classroom)
    assert result.code == 0 and "no more than independent articles" in result.out and "Suella Braverman" in result.out


def test_words_of_others_are_shown_only_when_asked_for(run, corpus):
    hidden = run("compare-copies", "gale", "gale", "--corpus", corpus)
    assert hidden.code == 0 and "Copy score 1.00" in hidden.out and "--private" in hidden.out
    record = json.loads(run("compare-copies", "gale", "gale", "--corpus", corpus, "--json").out)
    assert not record["a"]["shown"] and {*record["pairs"][0]} == {"degree", "sentence_a", "start_a", "end_a",
                                                                 "sentence_b", "start_b", "end_b"}
    assert "harbour" not in hidden.out
    assert "harbour may stay shut" in run("compare-copies", "gale", "gale", "--corpus", corpus, "--private").out


def test_a_file_and_an_article_may_be_mixed(run, corpus, tmp_path):
    mine = tmp_path / "mine.txt"
    mine.write_text(TEXTS["gale"], encoding="utf-8")
    result = run("compare-copies", mine, "gale", "--corpus", corpus)
    assert "  A  " in result.out and "  B  " not in result.out and "changed" not in result.out


@pytest.mark.parametrize("content, problem", [
    (b"", "is empty"), (b"\0\1\xff", "is not a text file"), (b"\xe9t\xe9", "is not UTF-8 text"),
    ("… “”!\n".encode(), "holds no sentence with a word"),
])
def test_a_bad_file_is_refused_in_a_sentence(run, pair, tmp_path, content, problem):
    bad = tmp_path / "bad.txt"
    bad.write_bytes(content)
    assert_one_sentence(run("compare-copies", pair[0], bad), "bad.txt", problem)


def test_an_unknown_name_is_refused_in_a_sentence(run, corpus, tmp_path):
    assert_one_sentence(run("compare-copies", "gale", "gull", "--corpus", corpus), "gull is neither a file nor an",
                        "calm, gale")
    assert_one_sentence(run("compare-copies", "gale", "gale", "--corpus", tmp_path / "nix"), "there is no corpus")
    assert_one_sentence(run("compare-copies", tmp_path, "gale", "--corpus", corpus), "neither a file nor")


def test_an_article_without_its_text_is_refused_in_a_sentence(run, shipped):
    assert_one_sentence(run("compare-copies", "gale", "calm", "--corpus", shipped), "The text of gale is not here",
                        "framing add")

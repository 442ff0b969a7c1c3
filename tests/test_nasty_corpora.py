"""Whatever a corpus holds: it is measured, or refused in a sentence, and nothing outside is read."""

import nasty
import pytest

from analysis.files import UserError
from analysis.streaming import measure_stream
from analysis.study import load_study
from analysis.texts.articles import LONGEST

LONG = ("mixed marks alone", "marks that only open", "marks in words", "quotes nested deep", "a sentence without end",
        "straight quotes nested deep", "curly marks alone", "brackets nested deep")
ONE = "article_id,group\na,x\n"


@pytest.fixture
def secret(tmp_path):
    path = tmp_path / "secret.txt"
    path.write_text(nasty.OUTSIDE)
    return path


def write_corpus_of(folder, text, manifest=ONE):
    (folder / "texts").mkdir(parents=True)
    (folder / "articles.csv").write_text(manifest)
    (folder / "texts" / "a.txt").write_bytes(text if isinstance(text, bytes) else text.encode())
    return folder


@pytest.mark.parametrize("given", ["../a", "/a", "..\\a", ".a", '"a\nb"', "\u202ea", "texts/a"])
def test_an_id_that_leads_out_of_a_corpus_is_refused(secret, tmp_path, given):
    folder = write_corpus_of(tmp_path / "corpus", "It rained.", f"article_id,group\n{given},x\n")
    with pytest.raises(UserError, match="cannot be used"):
        load_study(folder)
    with pytest.raises(UserError, match="cannot be used"):
        measure_stream(folder, tmp_path / "out")
    assert not list(tmp_path.rglob("*.parquet"))


@pytest.mark.parametrize("place", ["articles.csv", "texts", "texts/a.txt", "tables", "README.md", "targets.csv"])
def test_a_corpus_with_a_link_out_of_it_is_refused(tmp_path, place):
    folder = write_corpus_of(tmp_path / "corpus", "It rained.")
    outside = tmp_path / "elsewhere"
    if (folder / place).exists():
        (folder / place).rename(outside)
    elif "." in place:
        outside.write_text(nasty.OUTSIDE)
    else:
        outside.mkdir()
    (folder / place).symlink_to(outside)
    before = nasty.read_all(tmp_path)
    for read in (load_study, lambda folder: measure_stream(folder, tmp_path / "out")):
        with pytest.raises(UserError, match="is a link that leads out of"):
            read(folder)
    assert nasty.read_all(tmp_path) == before


def test_a_link_within_a_corpus_is_followed_and_a_loop_refused(tmp_path):
    folder = write_corpus_of(tmp_path / "corpus", "It rained.")
    (folder / "texts" / "a.txt").rename(folder / "a.txt")
    (folder / "texts" / "a.txt").symlink_to("../a.txt")
    assert load_study(folder).texts == {"a": "It rained.\n"}
    (folder / "texts" / "a.txt").unlink()
    (folder / "texts" / "a.txt").symlink_to("a.txt")
    for read in (load_study, lambda folder: measure_stream(folder, tmp_path / "out")):
        with pytest.raises(UserError, match="cannot be read"):
            read(folder)


@pytest.mark.parametrize("name", [
    pytest.param(name, marks=pytest.mark.long) if name in LONG else name for name in nasty.TEXTS])
def test_any_text_is_measured(tmp_path, name):
    folder = write_corpus_of(tmp_path / "corpus", nasty.TEXTS[name])
    study = load_study(folder)
    assert len(study.measures) and study.articles["n_chars"][0] == len(study.texts["a"])
    assert (study.sentences["end"] <= len(study.texts["a"])).all()


@pytest.mark.parametrize("text, problem", [
    (nasty.make_long_line(), "is longer than 3,000,000 characters"), (b"It rained\0.", "binary data"),
    ("It rained.".encode("utf-16-le"), "binary data"), ("Café".encode("latin-1"), "is not UTF-8 text"),
    ("", "is empty")])
def test_a_text_that_no_article_is_stops_with_a_sentence(tmp_path, text, problem):
    folder = write_corpus_of(tmp_path / "corpus", text)
    for read in (load_study, lambda folder: measure_stream(folder, tmp_path / "out")):
        with pytest.raises(UserError, match=f"a.txt {problem}|a.txt is not a text file .*{problem}"):
            read(folder)
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["run.json"]


def test_half_a_letter_in_a_row_of_json_is_told(tmp_path):
    (tmp_path / "corpus").mkdir()
    row = '{"article_id": "%s", "group": "x", "text": "So \\ud83d%s on."}\n'
    (tmp_path / "corpus" / "articles.jsonl").write_text(row % ("a", "\\ude00") + row % ("b", ""))
    with pytest.raises(UserError, match="row 2, holds half a letter"):
        measure_stream(tmp_path / "corpus", tmp_path / "out", size=1)


@pytest.mark.long
def test_a_text_of_a_million_letters_is_measured_within_bounds(tmp_path):
    folder = write_corpus_of(tmp_path / "corpus", nasty.make_long_line()[:LONGEST // 3])
    seconds, memory = nasty.run_bounded(tmp_path, (
        "from analysis.streaming import measure_stream; measure_stream('corpus', 'out'); "
        "from analysis.study import load_study; load_study('corpus').measures"))
    assert seconds < 120 and memory < nasty.MOST_MEMORY and folder.is_dir()

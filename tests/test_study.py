"""A study is the same set of tables whether it was computed from the texts or read from the shipped tables."""

import shutil
from pathlib import Path

import pandas as pd
import pytest

from analysis.files import UserError
from analysis.freezing import DERIVED_TABLES, format_provenance, freeze_study
from analysis.handover import hand_over
from analysis.instruments.readings import BASE_TABLES
from analysis.schemas import SCHEMAS
from analysis.study import keep_private, load_study, measure_text
from analysis.tables import check, format_csv

TABLES = BASE_TABLES + DERIVED_TABLES
PART = ["kherson_tabloid", "truss_wire"]


@pytest.mark.long
def test_texts_and_tables_give_the_same_study(study, classroom, tmp_path):
    without = tmp_path / "classroom"
    shutil.copytree(classroom, without)
    shutil.rmtree(without / "texts")
    computed, read = study, load_study(without)
    assert (computed.source, read.source) == ("texts", "tables")
    for name in ("articles", *TABLES):
        pd.testing.assert_frame_equal(getattr(computed, name), getattr(read, name), check_exact=True)


@pytest.mark.parametrize("source", ["texts", "tables"])
def test_a_part_has_the_numbers_of_the_whole(classroom, tmp_path, source):
    folder = Path(shutil.copytree(classroom, tmp_path / "classroom"))
    if source == "tables":
        (folder / "texts" / "truss_wire.txt").unlink()
    whole, part = load_study(folder), load_study(folder, only=PART)
    assert part.source == source and {*part.texts} == {*PART} & {*whole.texts}
    for name in ("articles", *(name for name in BASE_TABLES if name != "reuse"), "measures", "codings"):
        ours, theirs = getattr(part, name), getattr(whole, name)
        theirs = theirs[theirs.article_id.isin(PART)]
        if name == "measures":  # a whole lists also, as undefined, the tone towards targets that nobody here names
            beyond = theirs[~theirs.measure.isin(ours.measure)]
            assert beyond.measure.str.startswith("tone_towards_").all() and beyond.value.isna().all()
            theirs = theirs.drop(beyond.index)
        pd.testing.assert_frame_equal(ours, theirs.reset_index(drop=True), check_exact=True)
    for between in (part.reuse, part.comparisons, part.keywords, part.specifications):
        assert between.empty, "what holds between articles is not the part's"


def test_a_part_is_read_from_a_corpus_that_is_right_as_a_whole(classroom, tmp_path):
    folder = Path(shutil.copytree(classroom, tmp_path / "classroom", ignore=shutil.ignore_patterns("tables")))
    (folder / "texts" / "yoon_wire.txt").unlink()
    assert load_study(folder, only=PART).source == "texts", "it needs no other text"
    with pytest.raises(UserError, match="There is no article 'sun' in .*classroom, which has hasina_opinion, "):
        load_study(folder, only=["truss_wire", "sun"])
    with (folder / "codings.csv").open("a") as file:
        file.write("yoon_wire,9,9,voice,direct,C,1,\n")
    with pytest.raises(UserError, match="9 to 9 is no stretch of yoon_wire"):
        load_study(folder, only=PART)


def test_shipped_classroom_tables_are_reproduced_byte_for_byte(study, classroom):
    check_shipped(classroom, study)


@pytest.mark.needs_texts
def test_shipped_tables_are_reproduced_byte_for_byte(downfall):
    study = load_study(downfall)
    assert study.source == "texts"
    check_shipped(downfall, study)


def check_shipped(folder, study):
    for name in TABLES:
        shipped = (folder / "tables" / f"{name}.csv").read_bytes().decode()
        assert set(shipped.split("\n")) ^ set(format_csv(getattr(study, name), name).split("\n")) == set(), name
        assert (shipped == format_csv(getattr(study, name), name)) is True, name
    assert (folder / "tables" / "provenance.json").read_bytes().decode() == format_provenance(study)
    assert (folder / "articles.csv").read_bytes().decode() == format_csv(study.articles, "articles")


@pytest.mark.needs_texts
def test_some_texts_are_not_enough_and_the_study_says_so(downfall, tmp_path):
    folder = tmp_path / "downfall"
    shutil.copytree(downfall, folder)
    (folder / "texts" / "sun.txt").unlink()
    study = load_study(folder)
    assert study.source == "tables"
    assert "4 of the 5 texts are here" in study.notes[0] and "missing: sun" in study.notes[0]


def test_a_changed_word_list_is_told_when_the_tables_are_old(study, classroom, tmp_path):
    folder = tmp_path / "classroom"
    shutil.copytree(classroom, folder, ignore=shutil.ignore_patterns("texts"))
    provenance = folder / "tables" / "provenance.json"
    provenance.write_text(provenance.read_text().replace(study.lexicons["hedges"].sha256, "0" * 64))
    assert "other versions of hedges" in load_study(folder).notes[1]


@pytest.mark.long
def test_freezing_twice_changes_nothing(classroom, tmp_path):
    folder = tmp_path / "classroom"
    shutil.copytree(classroom, folder)
    before = {path: path.read_bytes() for path in sorted(folder.rglob("*.*"))}
    freeze_study(folder)
    assert {path: path.read_bytes() for path in sorted(folder.rglob("*.*"))} == before


def test_freezing_without_texts_is_refused_and_writes_nothing(classroom, tmp_path):
    folder = tmp_path / "classroom"
    shutil.copytree(classroom, folder, ignore=shutil.ignore_patterns("texts", "tables"))
    with pytest.raises(UserError, match="no text for hasina_opinion"):
        freeze_study(folder)
    assert sorted(path.name for path in folder.iterdir()) == [
        "articles.csv", "codings.csv", "expectations.toml", "facts.csv", "study.toml", "targets.csv"]


def test_hand_codings_come_with_the_study_where_there_are_some(classroom, tmp_path):
    folder = tmp_path / "classroom"
    shutil.copytree(classroom, folder)
    assert set(load_study(folder).codings.coder) == {"A", "B", "settled"}
    (folder / "codings.csv").unlink()
    pd.testing.assert_frame_equal(load_study(folder).codings, check(pd.DataFrame(), "codings"))
    assert measure_text("One text.").codings.empty


@pytest.mark.parametrize("row, problem", [
    ("kherson_wire,0,9,voice,direct,C,1,", None),
    ("kherson_wire,0,99999,voice,direct,C,1,", "0 to 99999 is no stretch of kherson_wire, which has [0-9]+ characters"),
    ("kherson_wire,9,9,voice,direct,C,1,", "9 to 9 is no stretch"),
    ("kherson_wire,-1,9,voice,direct,C,1,", "-1 to 9 is no stretch"),
    ("sun,0,9,voice,direct,C,1,", "articles.csv has no article 'sun'"),
    ("kherson_wire,0,9,claim,no,C,1,", "claim is 'no', and a row here says that the sentence has one"),
    ("kherson_wire,0,9,frame_game,no,C,1,", "frame_game is 'no', .* framing import-codings FILE"),
])
def test_a_coding_lies_in_an_article_of_the_corpus(classroom, tmp_path, row, problem):
    folder = tmp_path / "classroom"
    shutil.copytree(classroom, folder)
    path = folder / "codings.csv"
    path.write_text("article_id,start,end,variable,value,coder,pass,reason\nkherson_wire,3,9,voice,direct,C,1,\n" + row)
    if problem is None:
        assert len(load_study(folder).codings) == 2
    else:
        with pytest.raises(UserError, match=f"codings.csv, row 3: {problem}"):
            load_study(folder)


@pytest.mark.long
def test_the_order_of_articles_is_irrelevant(study, classroom, tmp_path):
    folder = tmp_path / "classroom"
    shutil.copytree(classroom, folder)
    head, *rows = (folder / "articles.csv").read_text().splitlines()
    (folder / "articles.csv").write_text("\n".join([head, *reversed(rows)]) + "\n")
    assert load_study(folder).measures.equals(study.measures)


def test_a_study_is_grouped_by_the_column_it_names(classroom, tmp_path):
    folder = shutil.copytree(classroom, tmp_path / "own")
    (folder / "study.toml").write_text('group = "event"\ngroup_a = "truss_resignation"\ngroup_b = "johnson_revolt"\n')
    grouped = load_study(folder, only=["truss_wire", "truss_tabloid", "johnson_wire"])
    assert grouped.articles["group"].tolist() == ["johnson_revolt", "truss_resignation", "truss_resignation"]
    (folder / "study.toml").write_text("group = 3")
    with pytest.raises(UserError, match="group must be the name of a column"):
        load_study(folder)


def test_words_add_up(study):
    counted = study.passages[study.passages.part.isin(["headline", "standfirst", "body"])]
    assert counted.groupby("article_id").n_words.sum().tolist() == study.articles.n_words.tolist()
    assert study.word_counts.groupby("article_id").n.sum().tolist() == study.articles.n_words.tolist()


def test_two_hedges_in_eight_words():
    measures = measure_text("He may leave soon or he might stay.").measures
    hedges, = measures[(measures.measure == "hedges_per_1000") & (measures.voice == "all")].itertuples()
    assert (hedges.numerator, hedges.denominator, hedges.value) == (2, 8, 2 / 8 * 1000)


@pytest.mark.parametrize("text", ["", "…", "\n\n", "“”"])
def test_empty_text_gives_no_number(text):
    study = measure_text(text)
    assert study.measures.value.isna().all() and study.articles.n_words.tolist() == [0]


def test_text_is_shown_only_where_it_may_be(study):
    assert study.read_text("kherson_wire", 0, 9) == "Ukrainian"
    assert "framing add" in study.read_text("sun", 0, 9)


@pytest.mark.needs_texts
def test_a_public_study_holds_no_text_of_others(downfall):
    private = load_study(downfall, private=True)
    assert private.read_text("sun", 0, 4) == "Vlad"
    assert load_study(downfall).read_text("sun", 0, 4).startswith("Not shown")
    assert keep_private(private).texts == {} and not keep_private(private).private


@pytest.mark.long
def test_a_hundred_thousand_words_are_measured():
    study = measure_text("The minister may resign, an aide said. " * 14_300)
    assert study.articles.n_words.item() == 7 * 14_300
    assert set(study.sentences.columns) == set(SCHEMAS["sentences"].columns)


def test_what_was_measured_is_handed_over_and_holds_for_the_same_texts_only(classroom, tmp_path, monkeypatch):
    folder = tmp_path / "own"
    (folder / "texts").mkdir(parents=True)
    (folder / "articles.csv").write_text("article_id,group\ntruss_tabloid,a\ntruss_wire,b\n")
    for name in ("truss_tabloid", "truss_wire"):
        shutil.copy(classroom / "texts" / f"{name}.txt", folder / "texts")
    measured = load_study(folder)
    with hand_over(measured, BASE_TABLES) as environment:
        monkeypatch.setenv(*next(iter(environment.items())))
        monkeypatch.setattr("analysis.study.measure_texts", lambda *_: pytest.fail("measured again"))
        again = load_study(folder)
        for name in TABLES:
            pd.testing.assert_frame_equal(getattr(again, name), getattr(measured, name))
        assert (again.source, again.notes) == (measured.source, measured.notes)
        monkeypatch.undo()
        monkeypatch.setenv(*next(iter(environment.items())))
        text = folder / "texts" / "truss_wire.txt"
        text.write_text(text.read_text(encoding="utf-8") + "It rained.\n", encoding="utf-8")
        assert len(load_study(folder).sentences) == len(measured.sentences) + 1
    assert load_study(folder).source == "texts", "the file is gone"

"""``framing new``: a folder that appears whole, and says what came in."""

import csv

import pytest
from command import assert_one_sentence

from analysis.comparison.plans import load_plan
from analysis.study import load_study
from analysis.texts.manifest import load_manifest

TABLE = ("Headline,Text,Date,Source,desk\n"
         "Pumps fail,\"The pumps failed, and the town was furious.\",21 November 2022,Post,red\n"
         "Tide waits,The tide may wait until Friday.,2022-11,Lantern,blue\n"
         "Tide waits again,The tide may wait until Friday.,soon,Lantern,blue\n"
         "Nothing,,2022,Post,blue\n")


@pytest.fixture
def table(tmp_path):
    path = tmp_path / "articles.csv"
    path.write_text(TABLE, encoding="utf-8")
    return path


def test_a_table_becomes_a_corpus_that_can_be_measured(run, table, tmp_path):
    result = run("new", tmp_path / "mine", table, "--group", "desk")
    assert result.code == 0
    assert "Three articles from one file came in, in two groups: blue and red." in result.out
    assert "Not in: articles.csv, row 5, because its text is empty." in result.out
    assert "the date 'soon' was not understood" in result.out and "Two" not in result.out.split("Note")[1]
    study = load_study(tmp_path / "mine")
    assert study.plan.group_a == "blue" and study.plan.question == "How do blue and red articles differ?"
    assert study.articles["article_id"].tolist() == ["pumps_fail", "tide_waits", "tide_waits_again"]
    assert study.articles["published"].tolist() == ["2022-11-21", "2022-11", ""]
    assert study.sentences["part"].tolist() == ["headline", "body"] * 3
    with (tmp_path / "mine" / "imports.csv").open(encoding="utf-8", newline="") as file:
        rows = [*csv.DictReader(file)]
    assert [(row["position"], row["status"]) for row in rows] == [
        ("row 2", "imported"), ("row 3", "imported"), ("row 4", "imported"), ("row 5", "refused")]
    assert {row["sha256"] for row in rows} != {""}


def test_nothing_is_written_on_trial_and_nothing_over_what_is_there(run, table, tmp_path):
    result = run("new", tmp_path / "mine", table, "--dry-run")
    assert result.code == 0 and "would come in" in result.out and not (tmp_path / "mine").exists()
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "kept.txt").write_text("kept")
    assert_one_sentence(run("new", tmp_path / "mine", table), "is there already and not empty")
    assert [path.name for path in (tmp_path / "mine").iterdir()] == ["kept.txt"]


def test_what_cannot_be_imported_is_one_sentence(run, table, tmp_path):
    assert_one_sentence(run("new", tmp_path / "mine", tmp_path / "gone"), "gone does not exist")
    mine = tmp_path / "mine"
    assert_one_sentence(run("new", mine, table, "--group", "colour"), "No file has a column 'colour' for group")
    (tmp_path / "listed").mkdir()
    (tmp_path / "listed" / "a.txt").write_text("It rained.")
    (tmp_path / "listed" / "list.csv").write_text("file,group\na.txt,red\n")
    assert_one_sentence(run("new", mine, tmp_path / "listed", "--group", "typ"),
                        "No file has a column 'typ' for group. What was read has group")
    assert_one_sentence(run("new", mine, table, "--text", "Words"), "it has no column 'Words'", "was not made")
    assert_one_sentence(run("new", mine, table, "--metadata", table), "is no list of files")
    assert not (tmp_path / "mine").exists()


def test_exact_duplicates_are_left_out_only_when_asked(run, tmp_path):
    for name in ("a", "b", "c"):
        (tmp_path / f"{name}.txt").write_text("It rained on the quay." if name < "c" else "The sun came out.")
    kept = run("new", tmp_path / "kept", *sorted(tmp_path.glob("*.txt")))
    assert "One exact duplicate found, and kept" in kept.out and len(load_manifest(tmp_path / "kept")) == 3
    less = run("new", tmp_path / "less", *sorted(tmp_path.glob("*.txt")), "--without-duplicates")
    assert "found, and kept" not in less.out
    assert "One exact duplicate left out." in less.out and len(load_manifest(tmp_path / "less")) == 2
    assert "all stand in one, 'all'" in less.out


@pytest.mark.parametrize("group", ['say "no"', "back\\slash", "naïve 🌊", "a, b", "<b>bold</b>"])
def test_any_name_of_a_group_is_written_so_that_it_can_be_read(run, tmp_path, group):
    (tmp_path / "list.csv").write_text("file,group\na.txt,plain\nb.txt,\"{}\"\n".format(group.replace('"', '""')),
                                       encoding="utf-8")
    for name in "ab":
        (tmp_path / f"{name}.txt").write_text(f"It rained in {name}.")
    assert run("new", tmp_path / "mine", tmp_path).code == 0
    plan = load_plan(tmp_path / "mine", load_manifest(tmp_path / "mine"))
    assert {plan.group_a, plan.group_b} == {group, "plain"}

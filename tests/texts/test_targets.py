"""Targets: where an article names them, by the longest alias and with capitals as spelled."""

import pandas as pd
import pytest

from analysis.files import UserError
from analysis.study import measure_text
from analysis.texts.names.targets import COLUMNS, TargetFinder, choose_targets, load_targets
from analysis.texts.tokens import tokenise_words

TARGETS = pd.DataFrame([
    ["lowe", "Ada Lowe", "Ada Lowe"], ["lowe", "Ada Lowe", "Lowe"], ["us", "the US", "US"],
    ["us", "the US", "American"], ["chief", "the chief", "American chief"], ["town", "the town", "the town"]],
    columns=[*COLUMNS])
HEAD = "target,name,alias\n"


@pytest.mark.parametrize("text, named", [
    ("Ada Lowe told us that Lowe’s plan was American.", ["lowe", "lowe", "us"]),
    ("The American chief met Lowe.", ["chief", "lowe"]),
    ("The town slept. THE TOWN SLEPT.", ["town", "town"]),
    ("Tell us of lowe and of Lower town.", []),
    ("", [])])
def test_who_is_named(text, named):
    assert measure_text(text, targets=TARGETS).targets.target.to_list() == named


def test_a_person_is_named_by_every_form_of_the_name():
    study = measure_text("Prime Minister Ada Lowe lied. The prime minister insulted a clerk.", targets=TARGETS)
    assert study.targets.target.to_list() == ["lowe", "lowe"] and (study.targets.tone < 0).all()


def test_an_article_s_tone_towards_a_target_is_the_mean_over_its_mentions():
    study = measure_text("Ada Lowe lied. “Lowe is a great woman,” he said.", targets=TARGETS)
    rows = study.measures.query("measure == 'tone_towards_lowe' and part == 'body'").set_index("voice")
    assert rows.value["all"] == pytest.approx(study.targets.tone.mean(), rel=1e-5)
    assert rows.value["narration"] < 0 < rows.value["direct"] and rows.denominator["all"] == 2


@pytest.mark.parametrize("rows, problem", [
    ("Lowe,Ada Lowe,Lowe\n", "row 2: the target 'Lowe' cannot be used"), ("lowe,,Lowe\n", "row 2: lowe has no name"),
    ("lowe,Ada Lowe,\n", "row 2: lowe has no alias"), ("lowe,Ada,A\nlowe,Eve,B\n", "row 3: lowe is Eve, but Ada above"),
    ("lowe,Ada,A\nfrost,Ben,A\n", "row 3: the alias A stands in row 2 already")])
def test_a_bad_row_is_named(tmp_path, rows, problem):
    (tmp_path / "targets.csv").write_text(HEAD + rows)
    with pytest.raises(UserError, match=f"targets.csv, {problem}"):
        load_targets(tmp_path)


def test_an_alias_bound_to_an_event_means_its_target_in_that_event_alone(tmp_path):
    (tmp_path / "targets.csv").write_text("target,name,alias,event\nlowe,Ada,premier,fall\nfrost,Ben,premier,rise\n"
                                          "us,the US,US,\n")
    targets, text = load_targets(tmp_path, ["fall", "rise"]), "The premier left the US."
    found = {event: [mention.target for mention in TargetFinder(choose_targets(targets, event)).find(
        tokenise_words(text), text)] for event in ("fall", "rise", "other")}
    assert found == {"fall": ["lowe", "us"], "rise": ["frost", "us"], "other": ["us"]}


@pytest.mark.parametrize("rows, problem", [
    ("lowe,Ada,A,fall\nfrost,Ben,A,fall\n", "row 3: the alias A stands in row 2 already. Keep one, or bind each"),
    ("lowe,Ada,A,fall\nfrost,Ben,A,\n", "row 3: the alias A stands in row 2"),
    ("lowe,Ada,A,\nfrost,Ben,A,rise\n", "row 3: the alias A stands in row 2"),
    ("lowe,Ada,A,sprng\n", "row 2: no article is about the event sprng")])
def test_an_event_that_cannot_be_is_named(tmp_path, rows, problem):
    (tmp_path / "targets.csv").write_text("target,name,alias,event\n" + rows)
    with pytest.raises(UserError, match=problem):
        load_targets(tmp_path, ["fall", "rise"])


def test_no_list_is_no_target_and_a_missing_column_is_named(tmp_path):
    assert load_targets(tmp_path).empty
    (tmp_path / "targets.csv").write_text("target,alias\n")
    with pytest.raises(UserError, match="lacks the column name"):
        load_targets(tmp_path)

"""A sample that can be coded, and codes that take the machine's error off a difference."""

import pandas as pd
import pytest
from simulated import code_as_machine

from analysis.classroom.sampling import correct_study, draw_sample, read_sample, write_sample
from analysis.files import UserError


@pytest.fixture(scope="module")
def sample(study):
    return draw_sample(study, per_article=6)


def test_as_many_sentences_of_each_article_are_drawn_each_with_its_chance(study, sample):
    body = study.sentences.query("part == 'body'").groupby("article_id").size()
    assert sample.groupby("article_id").size().eq(6).all() and sample["article_id"].nunique() == len(body)
    assert sample["probability"].to_numpy() == pytest.approx(6 / body[sample["article_id"]].to_numpy())
    assert draw_sample(study, per_article=6).equals(sample) and not draw_sample(study, 6, seed=2).equals(sample)


def test_so_many_in_all_are_drawn_in_equal_parts_from_each_group(study):
    drawn = draw_sample(study, n=60)
    assert drawn.groupby("group").size().to_dict() == {"opinion": 20, "tabloid": 20, "wire": 20}
    assert (1 / drawn["probability"]).groupby(drawn["group"]).sum().round().to_dict() == study.sentences.query(
        "part == 'body'").merge(study.articles[["article_id", "group"]]).groupby("group").size().to_dict()


def test_a_sample_is_read_as_it_was_written_and_never_overwritten(sample, tmp_path):
    write_sample(tmp_path / "s.csv", sample)
    pd.testing.assert_frame_equal(read_sample(tmp_path / "s.csv"), sample, rtol=1e-5)
    with pytest.raises(UserError, match="is there already"):
        write_sample(tmp_path / "s.csv", sample)


def test_whoever_codes_as_the_machine_corrects_nothing(study, sample):
    found = correct_study(study, sample, code_as_machine(study, sample, "loaded_language"), "loaded_language", ["yes"])
    raw, corrected, *_ = found.differences["difference"]
    assert raw == pytest.approx(corrected) and found.groups[["sensitivity", "specificity"]].eq(1).all(axis=None)


def test_whoever_codes_the_contrary_turns_the_difference_on_the_sample(study, sample):
    turn = {"yes": "no", "no": "yes"}.get
    found = correct_study(study, sample, code_as_machine(study, sample, "loaded_language", turn), "loaded_language",
                          ["yes"])
    raw, corrected, *_ = found.differences["difference"]
    assert raw * corrected < 0 and found.groups[["sensitivity", "specificity"]].eq(0).all(axis=None)


def test_a_sample_of_other_texts_or_without_chances_is_refused(study, sample, tmp_path):
    codes = code_as_machine(study, sample, "loaded_language")
    moved, late = (each.assign(end=each["end"] + 1) for each in (sample, codes))
    with pytest.raises(UserError, match="its texts changed after the sample was drawn"):
        correct_study(study, moved, late, "loaded_language", ["yes"])
    write_sample(tmp_path / "s.csv", sample.assign(probability=0))
    with pytest.raises(UserError, match="row 2: the probability must be above 0"):
        read_sample(tmp_path / "s.csv")


@pytest.mark.parametrize("variable, values, problem", [
    ("loaded_language", ["maybe"], "loaded_language has no answer 'maybe'. It has yes, no."),
    ("loaded_language", ["yes"], "of the 96 sentences of the sample have no loaded_language yet")])
def test_what_is_missing_is_said(study, sample, variable, values, problem):
    some = code_as_machine(study, sample, variable).iloc[10:]
    with pytest.raises(UserError, match=problem):
        correct_study(study, sample, some, variable, values)


@pytest.mark.parametrize("by", ["event", "voice"])
def test_a_sample_is_drawn_in_equal_parts_from_any_stratum(study, by):
    drawn = draw_sample(study, n=24, by=by)
    there = study.sentences[study.sentences["part"] == "body"].merge(study.articles[["article_id", "event"]])
    of = drawn.merge(there[["article_id", "start", by]], on=["article_id", "start"])
    sizes, all_sizes = of[by].value_counts(), there[by].value_counts()
    share = -(-24 // len(all_sizes))
    assert sizes.to_dict() == {name: min(share, size) for name, size in all_sizes.items()}
    assert (of["probability"] == of[by].map(sizes / all_sizes)).all(), "each sentence's own chance"
    with pytest.raises(UserError, match="no column 'title' to draw by. There are group, outlet"):
        draw_sample(study, n=24, by="title")


def test_any_two_groups_can_be_corrected(study, sample):
    codes = code_as_machine(study, sample, "loaded_language")
    found = correct_study(study, sample, codes, "loaded_language", ["yes"], ("wire", "opinion")).differences
    other = correct_study(study, sample, codes, "loaded_language", ["yes"], ("opinion", "wire")).differences
    assert found["difference"].tolist() == pytest.approx((-other["difference"]).tolist())
    with pytest.raises(UserError, match="no group 'blog' in .*There are opinion, tabloid, wire"):
        correct_study(study, sample, codes, "loaded_language", ["yes"], ("wire", "blog"))

"""The register check: a statement is read as written, its texts are told apart from changed ones, the rule is fixed."""

import shutil
from dataclasses import replace
from datetime import date

import numpy as np
import pandas as pd
import pytest

from analysis.comparison.agreement.registers import judge_by_coding
from analysis.comparison.expectations import FILE, Expectation, Expectations, fingerprint_texts, load_expectations
from analysis.comparison.registers import check_registers, judge_expectations, subtract_registers
from analysis.files import UserError
from analysis.study import load_study

ARTICLES = pd.DataFrame({"article_id": ["t1", "w1", "t2", "w2"], "group": ["tabloid", "wire"] * 2, "sha256": "0a",
                         "event": ["flood", "flood", "fire", "fire"]})
STATED = {"stated": "2026-11-27", "texts_sha256": f'"{"0a" * 32}"'}
EXPECTED = {"measure": '"tone"', "registers": '"wire > tabloid"', "because": '"Wires are calm."'}


def write_toml(folder, head=(), *expected):
    lines = [f"{key} = {value}" for key, value in (STATED | dict(head)).items() if value]
    for each in expected:
        lines += ["[[expected]]", *(f"{key} = {value}" for key, value in (EXPECTED | each).items() if value)]
    (folder / FILE).write_text("\n".join(lines), encoding="utf-8")


def state(*registers, measure="tone", **more):
    return Expectations(date(2026, 11, 27), "", "", tuple(Expectation(measure, each, "So.", **more)
                                                          for each in registers))


def make_measures(values, measure="tone"):
    return pd.DataFrame({"article_id": [*values], "part": "body", "voice": "all", "measure": measure,
                         "unit": "from −1 to 1", "value": [*values.values()]})


def make_events(*differences, number=1):
    return pd.DataFrame({"number": number, "unseen": False, "value_high": 1.0, "value_low": np.subtract(1, differences),
                         "difference": differences})


def test_a_statement_is_read_as_written(tmp_path):
    write_toml(tmp_path, {"known": '"Nothing."'}, {}, {"registers": '"wire = tabloid"', "part": '"headline"'})
    found = load_expectations(tmp_path, ARTICLES)
    assert (found.stated, found.known) == (date(2026, 11, 27), "Nothing.")
    assert [(each.part, each.voice, *each.sides) for each in found.expected] == [
        ("body", "all", "wire", ">", "tabloid"), ("headline", "all", "wire", "=", "tabloid")]


def test_a_corpus_that_states_nothing_is_no_fault(tmp_path):
    assert load_expectations(tmp_path, ARTICLES) is None


@pytest.mark.parametrize("head, expected, complaint", [
    ({}, {"measure": '"tonne"'}, "expected 1: 'tonne' is no measure"),
    ({}, {"part": '"footer"'}, "expected 1: part is 'footer'. It must be one of body, headline"),
    ({}, {"voice": '"loud"'}, "expected 1: voice is 'loud'"),
    ({}, {"registers": '"wire > blog"'}, "expected 1: articles.csv has no register .* 'blog'. It has tabloid, wire"),
    ({}, {"registers": '"wire < tabloid"'}, "registers is 'wire < tabloid'. It must be two registers with > or ="),
    ({}, {"registers": '"wire"'}, "registers is 'wire'. It must be two registers"),
    ({}, {"registers": '"wire > wire"'}, "'wire' is compared with itself"),
    ({}, {"because": '""'}, "because is empty"),
    ({}, {"because": ""}, "expected 1 lacks because"),
    ({}, {"direction": '"up"'}, "expected 1 has the unknown key 'direction'"),
    ({"stated": '"27 November 2026"'}, {}, "stated must be a date such as 2026-11-27"),
    ({"stated": "2026-11-27T10:00:00"}, {}, "stated must be a date"),
    ({"stated": ""}, {}, "the statement lacks stated"),
    ({"texts_sha256": '"abc"'}, {}, "texts_sha256 is 'abc', which is no SHA-256"),
    ({"texts_sha256": ""}, {}, "the statement lacks texts_sha256"),
    ({"stated": "tomorrow"}, {}, "is not valid TOML"),
])
def test_a_wrong_statement_is_refused_in_plain_words(tmp_path, head, expected, complaint):
    write_toml(tmp_path, head, expected)
    with pytest.raises(UserError, match=f"{FILE}.*{complaint}"):
        load_expectations(tmp_path, ARTICLES)


@pytest.mark.parametrize("expected, complaint", [
    ([], "nothing is expected"),
    ([{}, {"registers": '"tabloid = wire"'}], "expected 2 is about the same measure and registers as expected 1"),
])
def test_no_expectation_and_two_about_the_same_are_refused(tmp_path, expected, complaint):
    write_toml(tmp_path, {}, *expected)
    with pytest.raises(UserError, match=complaint):
        load_expectations(tmp_path, ARTICLES)


def test_the_fingerprint_knows_every_text_and_no_order():
    """The file of the classroom corpus was written with it: see ``test_the_classroom_corpus``."""
    assert fingerprint_texts(ARTICLES) == fingerprint_texts(ARTICLES[::-1])
    assert fingerprint_texts(ARTICLES) != fingerprint_texts(ARTICLES.assign(sha256=["0a", "0a", "0a", "0b"]))
    assert fingerprint_texts(ARTICLES) != fingerprint_texts(ARTICLES[1:])


def test_texts_are_compared_within_their_event():
    """Flood: 0.1 − (−0.1) = 0.2. Fire: −0.5 − (−0.6) = 0.1. In smallest differences worth the name, 0.05: 4 and 2."""
    measures = make_measures({"t1": -0.1, "w1": 0.1, "t2": -0.6, "w2": -0.5})
    events = subtract_registers(measures, ARTICLES, state("wire > tabloid"), ("t1", "w1", "t2"))
    assert dict(zip(events["event"], events["difference"])) == {"fire": 0.1, "flood": 0.2}
    assert events["in_worths"].tolist() == pytest.approx([2, 4])
    assert events["unseen"].tolist() == [False, True]  # w2 tells of the fire and was seen
    turned = subtract_registers(measures, ARTICLES, state("tabloid > wire"))
    assert turned["difference"].tolist() == [-0.1, -0.2] and not turned["unseen"].any()


def test_several_texts_of_a_register_in_an_event_count_by_their_mean():
    """0.3 − (0.0 + 0.2) / 2 = 0.2; the third tabloid text has no value and does not count."""
    articles = pd.DataFrame({"article_id": list("wxyz"), "group": ["wire", *["tabloid"] * 3], "event": "flood"})
    measures = make_measures({"w": 0.3, "x": 0.0, "y": 0.2, "z": np.nan})
    assert subtract_registers(measures, articles, state("wire > tabloid"))["difference"].tolist() == [0.2]


def test_an_event_without_a_value_drops_out_and_is_counted_one_without_a_register_is_none():
    lonely = pd.DataFrame({"article_id": ["w3", "w4"], "group": "wire", "sha256": "0a", "event": ["storm", ""]})
    stated = state("wire > tabloid")
    measures = make_measures({"t1": np.nan, "w1": 0.1, "t2": 0.0, "w2": 0.1, "w3": 0.5, "w4": 0.5})
    events = subtract_registers(measures, pd.concat([ARTICLES, lonely]), stated)
    assert events["event"].tolist() == ["fire", "flood"]
    outcome = judge_expectations(events, stated).iloc[0]
    assert (outcome["n_events"], outcome["n_left_out"], outcome["mean_low"]) == (1, 1, 0)


@pytest.mark.parametrize("registers, differences, n, verdict", [
    ("a > b", [0.2] * 6, 6, "as expected"),  # p = 2 / 64
    ("a > b", [0.2] * 5, 5, "right way, not beyond chance"),  # p = 2 / 32
    ("a > b", [0.9, 0.9, 0.9, 0.9, 0.9, 0.9, -0.1], 6, "as expected"),  # p = 4 / 128
    ("a > b", [0.9, -0.1, 0.9, -0.1], 2, "right way, not beyond chance"),
    ("a > b", [-0.2] * 6, 0, "the other way"),
    ("a > b", [-0.2, 0.1], 1, "the other way"),
    ("a > b", [0.2, -0.2], 1, "no difference"),
    ("a > b", [np.nan], 0, "not measured"),
    ("a > b", [], 0, "not measured"),
    ("a = b", [0.04] * 6, 6, "no difference worth the name"),  # beyond chance, and still below 0.05
    ("a = b", [0.05] * 2, 0, "differs"),
    ("a = b", [-0.06] * 2, 0, "differs"),
    ("a = b", [0.3, -0.3], 0, "no difference worth the name"),
    ("a = b", [], 0, "not measured"),
])
def test_verdicts_follow_one_rule(registers, differences, n, verdict):
    outcome = judge_expectations(make_events(*differences), state(registers)).iloc[0]
    assert (outcome["verdict"], outcome["n_events_as_expected"]) == (verdict, n)


def test_a_difference_that_is_just_worth_the_name_is_not_lost_to_rounding_error():
    """0.45 − 0.4 is 0.04999… for a computer."""
    assert 0.45 - 0.4 < 0.05
    events = subtract_registers(make_measures({"t1": 0.4, "w1": 0.45}), ARTICLES[:2], state("wire = tabloid"))
    assert judge_expectations(events, state("wire = tabloid"))["verdict"].tolist() == ["differs"]


def test_q_is_controlled_over_directed_expectations_alone():
    """p of 2 / 64 and of 2 / 4, directed: 2 / 64 × 2 / 1 and 2 / 4 × 2 / 2. The third expects no difference."""
    events = pd.concat([make_events(*[0.2] * 6), make_events(0.2, 0.2, number=2), make_events(*[0.2] * 6, number=3)])
    outcomes = judge_expectations(events, state("a > b", "c > b", "a = c"))
    assert outcomes["q"].iloc[:2].tolist() == [4 / 64, 0.5] and outcomes["q"].iloc[2:].isna().all()
    assert outcomes["texts"].tolist() == ["all"] * 3  # nothing is unseen


@pytest.fixture(scope="module")
def check(study):
    return check_registers(study)


def test_the_classroom_corpus(check):
    """Sixteen expectations on eight events, six of them unseen; the texts are those of the statement."""
    assert check.is_unchanged and check.statement.stated == date(2026, 11, 27)
    assert check.outcomes.groupby("texts")["number"].agg(list).to_dict() == {
        "all": [*range(1, 17)], "unseen": [*range(1, 17)]}
    assert check.events.groupby("number")["event"].nunique().eq(8).all()
    assert check.events.groupby("number")["unseen"].sum().eq(6).all()


def test_shipped_tables_give_the_same_as_the_texts(check, classroom, tmp_path):
    shutil.copytree(classroom, tmp_path / "c", ignore=shutil.ignore_patterns("texts"))
    study = load_study(tmp_path / "c")
    assert study.source == "tables"
    pd.testing.assert_frame_equal(check_registers(study).outcomes, check.outcomes)
    changed = study.articles.assign(sha256=study.articles["sha256"].iloc[::-1].to_numpy())
    assert not check_registers(replace(study, articles=changed)).is_unchanged


def test_a_corpus_without_a_statement_has_no_check(ROOT):
    from types import SimpleNamespace

    assert check_registers(SimpleNamespace(folder=ROOT / "corpus" / "downfall", articles=ARTICLES)) is None


def test_the_coding_of_the_same_texts_is_judged_by_the_same_rule(study, check):
    """Hedges: settled ones in the body per 1,000 words of it. Lengths and headlines nobody coded."""
    coded = judge_by_coding(study, check).set_index("number")
    assert set(coded["texts"]) == {"coded"} and not {4, 13, 14, 15} & {*coded.index}
    body = study.sentences[study.sentences["part"] == "body"]
    hedges = study.codings[(study.codings["coder"] == "settled") & (study.codings["variable"] == "hedge")]
    inside = hedges.merge(body, on="article_id").query("start_y <= start_x < end_y").groupby("article_id").size()
    rates = 1000 * inside / body.groupby("article_id")["n_words"].sum()
    groups = study.articles.set_index("article_id")["group"]
    expected = rates.groupby(groups).mean()
    assert (coded.loc[12, "mean_high"], coded.loc[12, "mean_low"]) == pytest.approx(
        (expected["tabloid"], expected["wire"]))
    assert judge_by_coding(replace(study, codings=study.codings[:0]), check).empty

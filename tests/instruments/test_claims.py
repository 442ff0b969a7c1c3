"""The ledger of downfall claims: cases are constructed sentences about a leader, Ada Lowe, and what they claim."""

import csv
from math import isnan, nan
from pathlib import Path

import pandas as pd
import pytest

from analysis.study import measure_text
from analysis.texts.names.targets import COLUMNS

LEADERS = pd.DataFrame([["lowe", "Lowe", "Ada Lowe", True], ["lowe", "Lowe", "Lowe", True],
                        ["ruritania", "Ruritania", "Ruritania", False]], columns=[*COLUMNS, "leader"])
with (Path(__file__).parents[1] / "cases/claims_known_failures.csv").open(encoding="utf-8") as file:
    FAILURES = list(csv.DictReader(file))
FIRST = "Ada Lowe spoke to her ministers on Monday, in her own hall. "


def find(text):
    claims = measure_text(FIRST + text, targets=LEADERS).claims
    return claims[claims.start >= len(FIRST)].reset_index(drop=True)


@pytest.mark.parametrize("text, polarity, certainty, horizon, mechanism", [
    ("Lowe will be ousted soon.", "asserts", 5, "soon", "unspecified"),
    ("Her days are numbered.", "asserts", 5, "soon", "unspecified"),
    ("She could be forced out by her own ministers within months.", "asserts", 2, "months", "palace_coup"),
    ("Generals may topple her regime.", "asserts", 2, "unstated", "military_coup"),
    ("A coup is most likely.", "asserts", 4, "unstated", "palace_coup"),
    ("I think she will step down next year.", "asserts", 3, "year", "resignation"),
    ("She will not resign.", "denies", 5, "unstated", "resignation"),
    ("It is easy to topple Lowe.", "asserts", 5, "unstated", "unspecified"),
    ("It is not easy to topple Lowe.", "denies", 3, "unstated", "unspecified"),
    ("She will survive.", "denies", 5, "unstated", "unspecified"),
    ("She cannot survive.", "asserts", 5, "unstated", "unspecified"),
    ("Will she fall?", "open", nan, "unstated", "unspecified"),
    ("“The end is nigh for Lowe,” a clerk said.", "asserts", 5, "soon", "unspecified")])
def test_what_a_claim_says(text, polarity, certainty, horizon, mechanism):
    claim, = find(text).itertuples()
    assert (claim.polarity, claim.horizon, claim.mechanism) == (polarity, horizon, mechanism)
    assert claim.certainty == certainty or isnan(claim.certainty) and isnan(certainty)


@pytest.mark.parametrize("text", [
    "The town fell on Monday.", "Prices are falling.", "She must resign.", "They called on her to step down.",
    "Ben Frost stepped down as her secretary.", "The collapse of the bridge was a shock.",
    "A former minister praised Lowe.", "Ruritania is losing the war.", "The fall and winter were mild.",
    "She wants to remove Frost’s tariffs.", "They want to remove Ada Lowe’s tariffs.",
    "One of Ada Lowe’s top aides will step down.", "Two soldiers died there.", "They revolted in 1917."])
def test_what_is_no_claim(text):
    assert find(text).empty


@pytest.mark.xfail(strict=True)
@pytest.mark.parametrize("case", FAILURES, ids=[case["text"] for case in FAILURES])
def test_known_failures(case):
    """``polarity`` is what a coder would say; empty for no claim."""
    assert find(case["text"])["polarity"].to_list() == [case["polarity"]] * bool(case["polarity"]), case["comment"]


def test_a_condition_has_no_certainty_and_a_conditional_claim_has_one():
    condition, = find("There is no peace until she is gone.").itertuples()
    assert condition.role == "condition" and isnan(condition.certainty)
    claim, = find("If prices rise, Lowe will be ousted.").itertuples()
    assert (claim.role, claim.conditional, claim.certainty) == ("predicted", True, 5)


def test_a_sentence_may_point_back():
    first, second = find("A palace coup may topple Lowe. This won’t happen.").itertuples()
    assert (second.rule, second.polarity, second.mechanism) == ("points back", "denies", first.mechanism)


def test_who_makes_the_claim():
    claims = find("Lowe will be ousted, said the clerk Ben Frost. Her days are numbered.")
    assert claims.voice.to_list() == ["indirect", "narration"] and claims.speaker.to_list() == ["Ben Frost", ""]


def test_without_a_leader_there_is_no_claim():
    assert measure_text("A coup is near. She will be ousted.").claims.empty

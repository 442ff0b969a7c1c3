"""Word lists find a frame's candidates, the context in the sentence decides."""

import csv
from pathlib import Path

import pandas as pd
import pytest

from analysis.instruments.frames import find_frames
from analysis.lexicons import load_lexicon
from analysis.schemas import FRAMES
from analysis.study import measure_text
from analysis.tables import check
from analysis.texts.tokens import tokenise_words

ROOT = Path(__file__).parents[2]
with (ROOT / "tests/cases/frames.csv").open(encoding="utf-8") as file:
    CASES = list(csv.DictReader(file))
with (ROOT / "tests/cases/frames_known_failures.csv").open(encoding="utf-8") as file:
    FAILURES = list(csv.DictReader(file))


def read_frames(text):
    """The frames of a text's last sentence."""
    study = measure_text(text)
    return study.frames[study.frames["sentence"] == study.sentences["sentence"].max()]


@pytest.mark.parametrize("case", CASES, ids=[case["sentence"] for case in CASES])
def test_constructed_sentences(case):
    assert set(read_frames(case["sentence"])["frame"]) == set(case["frames"].split()), case["comment"]


@pytest.mark.xfail(strict=True)
@pytest.mark.parametrize("case", FAILURES, ids=[case["sentence"] for case in FAILURES])
def test_known_failures(case):
    assert set(read_frames(case["sentence"])["frame"]) == set(case["frames"].split()), case["comment"]


def test_every_frame_is_found_and_missed_in_the_cases():
    carried = [set(case["frames"].split()) for case in CASES]
    assert len(CASES) >= 60 and set().union(*carried) == set(FRAMES)
    assert sum(not frames for frames in carried) >= 20


def test_the_lexicon_has_the_frames_and_the_deeds_that_decide():
    lexicon = load_lexicon("frames")
    assert set(lexicon.about["categories"]) == {*FRAMES, "acting"}
    assert set(lexicon.entries["weight"]) == {1, 2}


def test_a_rule_names_the_group_and_its_deed():
    rows = read_frames("The generals may topple him.")
    assert rows[["frame", "voice", "part", "rule"]].values.tolist() == [
        ["army", "narration", "body", "frames: generals + topple"]]


def test_a_frame_has_the_voice_of_the_words_that_make_it():
    rows = read_frames("The clerk slept badly. “Parliament must vote again,” said the mayor.")
    assert rows[["frame", "voice"]].values.tolist() == [["remedy", "direct"]]


def test_a_frame_stands_once_in_a_sentence():
    rows = read_frames("Parliament must vote and the council should sign.")
    assert rows["frame"].tolist() == ["remedy"] and rows["rule"].tolist() == ["frames: must; frames: should"]


def test_no_word_carries_no_frame():
    assert find_frames([], [], "").frames == [] and find_frames(tokenise_words("…"), [], "…").frames == []
    assert measure_text("…").frames.empty


def test_the_leader_is_whom_the_text_names_most_often():
    text = "Liz Truss spoke. Liz Truss left. Jeremy Hunt stayed. The post-{} party met."
    assert [read_frames(text.format(name))["frame"].tolist() for name in ("Truss", "Hunt")] == [["succession"], []]


def test_the_shipped_table_has_frames_of_every_article(read_study):
    for corpus in ("downfall", "classroom"):
        study = read_study(corpus)
        assert set(study.frames["article_id"]) == set(study.articles["article_id"])
        assert not study.frames.duplicated(["article_id", "sentence", "frame"]).any()
        pd.testing.assert_frame_equal(check(study.frames, "frames"), study.frames)

"""Shares and first places of frames, with the arithmetic visible."""

import math

import pandas as pd
import pytest

from analysis.comparison.descriptions import describe_measure
from analysis.comparison.measures import measure_articles
from analysis.files import UserError
from analysis.schemas import FRAMES
from analysis.tables import check

SCORES = dict.fromkeys(["textblob_polarity", "textblob_subjectivity", "vader_compound", "tone"], 0.0)


def measure(voices, frames, article="a"):
    """One-word sentences in the body, a passage each; frames as (sentence, frame)."""
    place = {"article_id": article, "part": "body"}
    spans = [place | {"start": 9 * at, "end": 9 * at + 8, "voice": voice, "n_words": 1}
             for at, voice in enumerate(voices)]
    sentences = pd.DataFrame([span | SCORES | {"sentence": at, "certainty": 3.0, "uncertain": False}
                              for at, span in enumerate(spans)])
    rows = [place | {"sentence": at, "frame": frame, "voice": voices[at], "rule": "frames: x"} for at, frame in frames]
    matches = pd.DataFrame(columns=["article_id", "part", "voice", "lexicon", "category", "weight"])
    measures = measure_articles(sentences, pd.DataFrame(spans).assign(tone=0.0), matches,
                                frames=check(pd.DataFrame(rows), "frames"))
    return measures.set_index(["measure", "voice"])


def test_a_share_counts_sentences_and_by_voice_those_of_the_voice():
    rows = measure(["direct", "narration", "narration", "narration"], [(0, "game"), (1, "game")])
    shares = rows.loc["frame_game_share", "value"].to_dict()
    expected = {"all": 2 / 4, "direct": 1 / 1, "narration": 1 / 3, "indirect": math.nan}
    assert shares == pytest.approx(expected, nan_ok=True)


def test_the_first_place_is_the_sentences_before_over_all():
    rows = measure(["narration"] * 4, [(3, "game"), (1, "game")])
    first = rows.loc[("frame_game_first", "all")]
    assert (first["value"], first["numerator"], first["denominator"]) == (0.25, 1, 4)
    assert measure(["narration"] * 2, [(0, "game")]).loc[("frame_game_first", "all"), "value"] == 0


def test_a_frame_that_is_absent_has_share_0_and_no_place():
    rows = measure(["narration"] * 3, [])
    assert all(rows.loc[(f"frame_{frame}_share", "all"), "value"] == 0 for frame in FRAMES)
    assert rows.loc[[(f"frame_{frame}_first", "all") for frame in FRAMES], "value"].isna().all()


def test_without_the_table_no_frame_is_measured():
    place = {"article_id": "a", "part": "body", "voice": "narration", "n_words": 1, "tone": 0.0}
    matches = pd.DataFrame(columns=["article_id", "part", "voice", "lexicon", "category", "weight"])
    sentences = pd.DataFrame([place | SCORES | {"certainty": 3.0, "uncertain": False}])
    measures = measure_articles(sentences, pd.DataFrame([place]), matches)
    assert not measures["measure"].str.startswith("frame_").any()


def test_measures_of_frames_are_described():
    share, first = (describe_measure(f"frame_inner_circle_{what}") for what in ("share", "first"))
    assert share.label == "sentences with the frame “inner circle”" and share.bounds == (0, 1)
    assert first.unit == "from 0 (first sentence) to 1" and first.bounds == (0, 1)
    with pytest.raises(UserError, match="frame_weather_share"):
        describe_measure("frame_weather_share")

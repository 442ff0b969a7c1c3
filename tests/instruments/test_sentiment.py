"""Tone: both analysers on the normalised copy, undefined where there is no word."""

import math

import pytest

from analysis.instruments.sentiment import score_sentence
from analysis.texts.tokens import normalise_text


def test_tone_is_the_mean_of_both():
    tone = score_sentence("A terrible, sad day.")
    assert tone.tone == (tone.textblob_polarity + tone.vader_compound) / 2 < 0


@pytest.mark.parametrize("text", ["It isn’t great.", "It isn't great.", "It isn‘t great."])
def test_a_curly_apostrophe_changes_nothing(text):
    assert score_sentence(normalise_text(text)) == score_sentence("It isn't great.")
    assert score_sentence(normalise_text(text)).vader_compound < 0


@pytest.mark.parametrize("text", ["", " ", "…", "“”"])
def test_without_a_word_it_is_undefined(text):
    assert all(math.isnan(value) for value in score_sentence(text))


@pytest.mark.xfail(strict=True, reason="both analysers are deaf to the study's central proposition")
def test_a_fall_from_power_is_heard():
    assert score_sentence("Putin won't survive.").tone < 0

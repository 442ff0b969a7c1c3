"""Both analysers as they are, on the normalised copy; undefined where there is no word."""

import math

import pytest

from analysis.instruments.sentiment import score_sentence
from analysis.texts.tokens import normalise_text


@pytest.mark.parametrize("text", ["It isn’t great.", "It isn't great.", "It isn‘t great."])
def test_a_curly_apostrophe_changes_nothing(text):
    assert score_sentence(normalise_text(text)) == score_sentence("It isn't great.")
    assert score_sentence(normalise_text(text)).vader_compound < 0


@pytest.mark.parametrize("text", ["", " ", "…", "“”"])
def test_without_a_word_it_is_undefined(text):
    assert all(math.isnan(value) for value in score_sentence(text))

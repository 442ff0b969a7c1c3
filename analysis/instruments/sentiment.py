"""Tone of a sentence by two general analysers, each on the normalised copy.

TextBlob averages the polarities of the words it knows (Loria 2013, pattern's lexicon); VADER adds up valences with
rules for negation and degree and squashes the sum (Hutto & Gilbert 2014). Both read straight apostrophes: with a
curly one VADER takes "isn’t great" for praise. VADER's sum saturates on long texts, so sentences are scored, never
articles.
"""

from __future__ import annotations

import functools
import math
from typing import NamedTuple

from analysis.texts.tokens import tokenise_words


class Tone(NamedTuple):
    """Scores of one sentence: polarity and compound −1..1, subjectivity 0..1, tone their mean, −1..1."""

    textblob_polarity: float
    textblob_subjectivity: float
    vader_compound: float
    tone: float


UNDEFINED = Tone(math.nan, math.nan, math.nan, math.nan)


@functools.lru_cache(maxsize=10_000)
def score_sentence(plain: str) -> Tone:
    """Score one sentence of a normalised text (``tokens.normalise_text``).

    ``tone`` is the mean of TextBlob's polarity and VADER's compound: neither is good enough on news to be trusted
    alone, and where the two disagree the report shows it. A sentence without a letter or digit has no tone (NaN).

    Examples
    --------
    >>> score_sentence("It isn't great.").vader_compound < 0
    True
    >>> score_sentence("—")
    Tone(textblob_polarity=nan, textblob_subjectivity=nan, vader_compound=nan, tone=nan)
    """
    if not any(character.isalnum() for character in plain):
        return UNDEFINED
    textblob, vader = _load_analysers()
    polarity, subjectivity = textblob(plain).sentiment
    compound = vader.polarity_scores(plain)["compound"]
    return Tone(polarity, subjectivity, compound, (polarity + compound) / 2)


def list_judged_words(plain: str) -> list[tuple[str, str, float]]:
    """List the words of a normalised sentence that each analyser knows, with the value it gives them.

    Returns
    -------
    list of (str, str, float)
        Analyser, words, value: TextBlob's polarity −1..1 after its own rules for negation and degree; VADER's valence
        −4..4 before its rules.

    Examples
    --------
    >>> list_judged_words("A great day.")
    [('TextBlob', 'great', 0.8), ('VADER', 'great', 3.1)]
    """
    textblob, valences = _load_analysers()[0], load_valences()
    assessed = [("TextBlob", " ".join(words), float(polarity))
                for words, polarity, *_ in textblob(plain).sentiment_assessments.assessments]
    return assessed + [("VADER", token.text, valences[token.text]) for token in tokenise_words(plain)
                       if token.text in valences]


def load_valences() -> dict[str, float]:
    """Load the valence of each single word in VADER's list, −4..4.

    Examples
    --------
    >>> load_valences()["disaster"]
    -3.1
    """
    return _load_analysers()[1].lexicon


@functools.cache
def _load_analysers():
    from textblob import TextBlob
    from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

    return TextBlob, SentimentIntensityAnalyzer()

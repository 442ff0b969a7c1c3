"""Sentiment of a sentence by two general analysers, as they are, on the normalised copy and on the text as printed.

TextBlob averages the polarities of the words it knows (Loria 2013, pattern's lexicon); VADER adds up valences with
rules for negation and degree and squashes the sum (Hutto & Gilbert 2014). Both read straight apostrophes: with a
curly one VADER takes "isn’t great" for praise, so the normalised copy is what counts, and the printed text shows what
that choice does. VADER's sum saturates on long texts, so sentences are scored, never
articles.
"""

from __future__ import annotations

import functools
import math
from typing import NamedTuple

from analysis.instruments.analysers import load_vader, score_textblob, score_vader


class Sentiment(NamedTuple):
    """Scores of one sentence: polarity and compound −1..1, subjectivity 0..1."""

    textblob_polarity: float
    textblob_subjectivity: float
    vader_compound: float


UNDEFINED = Sentiment(math.nan, math.nan, math.nan)


@functools.lru_cache(maxsize=10_000)
def score_sentence(plain: str) -> Sentiment:
    """Score one sentence, normalised (``tokens.normalise_text``) or as printed; NaN without a letter or digit.

    Examples
    --------
    >>> score_sentence("It isn't great.").vader_compound < 0
    True
    >>> score_sentence("It isn’t great.").vader_compound > 0
    True
    >>> score_sentence("—")
    Sentiment(textblob_polarity=nan, textblob_subjectivity=nan, vader_compound=nan)
    """
    if not any(map(str.isalnum, plain)):
        return UNDEFINED
    return Sentiment(*score_textblob(plain), score_vader(plain))


def load_valences() -> dict[str, float]:
    """Load the valence of each single word in VADER's list, −4..4.

    Examples
    --------
    >>> load_valences()["disaster"]
    -3.1
    """
    return load_vader().lexicon

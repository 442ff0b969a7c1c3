"""What anybody could have used instead, on the same texts: length, two general analysers, always saying yes."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from analysis.comparison.validation.instruments import read_sentences, sign_scores
from analysis.instruments.sentiment import score_sentence
from analysis.texts.tokens import normalise_text

LENGTH, TEXTBLOB, VADER = "sentence_length", "textblob", "vader"
ALWAYS_POSITIVE, MAJORITY = "always_positive", "majority_class"


def score_baselines(texts: Sequence[str], signed: bool) -> pd.DataFrame:
    """Score each text as a whole by its number of words, by TextBlob and by VADER.

    For a ``signed`` measure these are TextBlob's polarity and VADER's compound score. For the others, which say how
    much and not which way, they are TextBlob's subjectivity and the compound score without its sign. Both analysers
    read the normalised copy, so that a curly apostrophe does not mislead them.

    Examples
    --------
    >>> score_baselines(["Never again."], signed=False).values.tolist()
    [[2.0, 0.0, 0.0]]
    """
    tones = [score_sentence(normalise_text(text)) for text in texts]
    words = [sum(len(sentence.words) for sentence in read_sentences(text)) for text in texts]
    return pd.DataFrame({
        LENGTH: words, TEXTBLOB: [tone.textblob_polarity if signed else tone.textblob_subjectivity for tone in tones],
        VADER: [tone.vader_compound if signed else abs(tone.vader_compound) for tone in tones]}, dtype=float)


def guess_classes(scores: pd.DataFrame, labels: np.ndarray) -> dict[str, np.ndarray]:
    """Sort texts into −1, 0 and 1 by each baseline that has a rule for it.

    TextBlob by its sign, VADER by its own band of ±0.05; then 1 throughout, and the commonest label throughout.

    Examples
    --------
    >>> scores = pd.DataFrame({"textblob": [0.01, 0.0], "vader": [0.01, -0.4]})
    >>> {name: guess.tolist() for name, guess in guess_classes(scores, np.array([-1, -1])).items()}
    {'textblob': [1.0, 0.0], 'vader': [0.0, -1.0], 'always_positive': [1.0, 1.0], 'majority_class': [-1.0, -1.0]}
    """
    commonest = pd.Series(labels).mode().iloc[0]
    return {TEXTBLOB: np.sign(scores[TEXTBLOB].to_numpy()), VADER: sign_scores(scores[VADER].to_numpy()),
            ALWAYS_POSITIVE: np.ones(len(labels)), MAJORITY: np.full(len(labels), float(commonest))}

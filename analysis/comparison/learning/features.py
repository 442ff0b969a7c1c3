"""What a learnt measure sees of a text beside its words: our measures, two general analysers, and its form."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np

from analysis.comparison.validation.baselines import score_baselines
from analysis.comparison.validation.instruments import INSTRUMENTS
from analysis.texts.tokens import normalise_text

_MEASURES = ("loaded_language", "hedging", "uncertainty", "certainty", "tone")
_FORMS = {
    "quotation marks": r'"', "questions": r"\?", "exclamations": "!", "dashes and colons": r"[—–;:]",
    "figures": r"\d", "first person": r"\b(?:i|we|my|our|us|me)\b", "second person": r"\byour?\b",
    "reporting": r"\b(?:said|says|told|according)\b", "capitals": r"\b[A-Z]\w+",
    "forms of be": r"\b(?:is|are|be|being|been|was|were)\b",
    "demands and absolutes":
        r"\b(?:should|must|need|ought|cannot|never|always|only|even|just|so|very|more|most|not|no)\b",
}
NAMES = (*_MEASURES, "size of tone", "words", "subjectivity", "size of compound", "polarity", "compound", *_FORMS)


def measure_features(texts: Sequence[str]) -> np.ndarray:
    """Measure texts: an array of texts × ``NAMES``.

    Measures that we have (``validation.instruments``), TextBlob and VADER, the number of words, and counts of signs;
    each value x as sign(x) × log(1 + |x|), so that long texts do not stand far out. What is undefined is 0.

    Examples
    --------
    >>> values = measure_features(["It rained.", "Must we wait? Never!"])
    >>> values.shape == (2, len(NAMES)), bool(values[1, NAMES.index("questions")] > 0)
    (True, True)
    """
    own = np.array([[INSTRUMENTS[name].score_text(text) if re.search(r"[^\W_]", text) else 0.0 for name in _MEASURES]
                    for text in texts], dtype=float)
    plain, signed = (score_baselines(texts, is_signed).to_numpy() for is_signed in (False, True))
    straight = [normalise_text(text) for text in texts]
    forms = [[len(re.findall(pattern, text, 0 if name == "capitals" else re.I)) for name, pattern in _FORMS.items()]
             for text in straight]
    values = np.nan_to_num(np.column_stack([own, np.abs(own[:, -1]), plain, signed[:, 1:], np.array(forms, float)]))
    return np.sign(values) * np.log1p(np.abs(values))

"""The measures of a single text, as they are held against labels: text in, one score out.

An instrument is an entry of ``INSTRUMENTS``; a better score is a better function in that entry. What it reads are
sentences with their lexicon matches, the same that the tables ``sentences`` and ``matches`` are made of.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import sqrt
from statistics import fmean
from typing import NamedTuple

import numpy as np
import pandas as pd

from analysis.files import UserError
from analysis.instruments.certainty import UNMARKED, UNSURE, Certainty, grade_certainty
from analysis.instruments.loading import find_signs, grade_loading
from analysis.instruments.matches import Match, Matcher, prepare_matcher
from analysis.instruments.targeted import NEUTRAL_BAND as TARGET_BAND
from analysis.instruments.targeted import find_pulls, grade_target
from analysis.instruments.tone import find_judgements, grade_tone
from analysis.lexicons import load_lexicon
from analysis.texts.tokens import Token, normalise_text, split_sentences, tokenise_words

VOICE = "voice"
TARGET = ("target_start", "target_end")
NEUTRAL_BAND = 0.05
LOADED_FROM = 1 / sqrt(25)  # one mild term in a sentence as long as news has them
_COMMITS_TO_NOTHING = 1.0
_FIGURE_ONLY = 0.5
_LESS_THAN_FACT = 0.5  # in grades


class ReadSentence(NamedTuple):
    """One sentence as the instruments read it: the whole text, tokens, words, matches, and whether it asks."""

    text: str
    tokens: list[Token]
    words: list[str]
    matches: list[Match]
    asks: bool

    @property
    def certainty(self) -> Certainty:
        return grade_certainty(self.words, self.matches, self.asks)

    @property
    def hedge_strengths(self) -> list[float]:
        """How far each hedge moves the statement from unmarked: 1 ("likely") to 3 ("doubtful")."""
        return [UNMARKED - m.weight for m in self.matches if m.lexicon == "hedges" and m.category != "approximator"]


@dataclass(frozen=True)
class Instrument:
    """One measure of a text.

    ``score`` takes the text's sentences; ``is_positive`` says which scores mean yes where labels are 0/1, and
    ``positive_when`` says so in words. A ``signed`` measure runs from negative to positive and also sorts texts into
    −1, 0 and 1 (``sign_scores``), neutral inside ``neutral_band``. ``lexicons`` are those it needs. Where
    ``has_target``, ``score`` takes the target's offsets too.
    """

    score: Callable[..., float]
    is_positive: Callable[[np.ndarray], np.ndarray]
    positive_when: str
    lexicons: tuple[str, ...] = ()
    signed: bool = False
    has_target: bool = False
    neutral_band: float = NEUTRAL_BAND

    def score_text(self, text: str, *target: int) -> float:
        return self.score(read_sentences(text, self.lexicons), *target)

    def score_rows(self, rows: pd.DataFrame) -> np.ndarray:
        """Score each row of a table: its text, towards target_start to target_end where the measure has a target."""
        columns = [rows[name] for name in ("text", *(TARGET if self.has_target else ()))]
        return np.array([self.score_text(*row) for row in zip(*columns)], dtype=float)

    def sign(self, scores: np.ndarray) -> np.ndarray:
        return sign_scores(scores, self.neutral_band)


def read_sentences(text: str, lexicons: Sequence[str] = ()) -> list[ReadSentence]:
    """Read a text's sentences that hold a word, with their matches in these lexicons.

    Examples
    --------
    >>> [(s.words, [m.term for m in s.matches]) for s in read_sentences("He may go. Why?", ["hedges"])]
    [(['he', 'may', 'go'], ['may']), (['why'], [])]
    """
    plain = normalise_text(text)
    sentences = []
    for sentence in split_sentences(text):
        tokens = tokenise_words(text, sentence.start, sentence.end, plain)
        words = [token.text for token in tokens if token.is_word]
        piece = plain[sentence.start:sentence.end]
        if words:
            matches = [m for name in lexicons for m in _load_matcher(name).match_tokens(tokens, text)]
            sentences.append(ReadSentence(text, tokens, words, matches, piece.rstrip("\"') ").endswith("?")))
    return sentences


@functools.cache
def _load_matcher(name: str) -> Matcher:
    return prepare_matcher(load_lexicon(name))


def score_loading(sentences: Sequence[ReadSentence]) -> float:
    """Score loaded language: what loaded terms and weaker signs add / √words, 0 or more (``instruments.loading``).

    Examples
    --------
    >>> score_loading(read_sentences("A shameful hat on all.", ["loaded_language"])) == 2 / sqrt(5)
    True
    """
    return grade_loading([sign for s in sentences for sign in find_signs(s.tokens, s.matches)],
                         sum(len(s.words) for s in sentences))


def score_hedging(sentences: Sequence[ReadSentence]) -> float:
    """Score hedging: that of the most hedged sentence, the sum of its hedges' strengths, 0 or more.

    Strength is 4 − the entry's weight: 1 "likely" to 3 "doubtful". Approximators ("some 300") hedge a figure, not the
    statement: together they count ½. A hedge in the scope of a negation counts, as it does in the table of measures.

    Examples
    --------
    >>> [score_hedging(read_sentences(text, ["hedges"])) for text in ("He may go. He left.", "About 300 left.")]
    [2.0, 0.5]
    """
    return max(sum(s.hedge_strengths) + _FIGURE_ONLY * any(m.category == "approximator" for m in s.matches)
               for s in sentences)


def score_uncertainty(sentences: Sequence[ReadSentence]) -> float:
    """Score uncertainty: that of the least certain sentence, 1 if it is uncertain + its hedges' strengths; 0 or more.

    Examples
    --------
    >>> [score_uncertainty(read_sentences(text, ["hedges", "boosters"])) for text in ("He left.", "He may go.", "Why?")]
    [0.0, 3.0, 1.0]
    """
    return float(max(s.certainty.uncertain + sum(s.hedge_strengths) for s in sentences))


def score_certainty(sentences: Sequence[ReadSentence]) -> float:
    """Score certainty, 0.5..5: the mean grade of the sentences that have one; 1 for questions alone, which say nothing.

    An uncertain sentence scores half a grade less than its grade. No two grades change places by that; but a plan
    ("they plan to go", grade 4 as it holds no hedge) and a fact are told apart, which the grade alone does not do.

    Examples
    --------
    >>> [score_certainty(read_sentences(text, ["hedges", "boosters"])) for text in
    ...  ("He left. He clearly left.", "They plan to go.", "He left. He may go.", "Why?")]
    [4.5, 3.5, 2.75, 1.0]
    """
    grades = [s.certainty.grade - _LESS_THAN_FACT * s.certainty.uncertain for s in sentences if not s.asks]
    return fmean(grades) if grades else _COMMITS_TO_NOTHING


def score_tone(sentences: Sequence[ReadSentence]) -> float:
    """Score tone, −1..1: the mean tone of the sentences.

    Examples
    --------
    >>> score_tone(read_sentences("It was a great day. It was not.")) > 0
    True
    """
    return fmean(grade_tone(find_judgements(s.tokens, s.matches, s.text)) for s in sentences)


def score_target(sentences: Sequence[ReadSentence], start: int, end: int) -> float:
    """Score the tone towards a target, −1..1, in what names it (``instruments.targeted``); 0 where nothing does.

    Examples
    --------
    >>> sentences = read_sentences("The mayor is a disgrace.")
    >>> score_target(sentences, 4, 9) < 0
    True
    """
    naming = [s for s in sentences if s.tokens[0].start < end and s.tokens[-1].end > start]
    return fmean(grade_target(find_pulls(s.tokens, s.matches, start, end, s.text)) for s in naming) if naming else 0.0


def sign_scores(scores: np.ndarray, band: float = NEUTRAL_BAND) -> np.ndarray:
    """Sort signed scores into −1, 0 and 1: neutral below ``band``, by default VADER's own (Hutto & Gilbert 2014).

    Examples
    --------
    >>> sign_scores(np.array([-0.3, 0.04, 0.05]))
    array([-1.,  0.,  1.])
    """
    return np.sign(scores) * (np.abs(scores) >= band)


INSTRUMENTS: dict[str, Instrument] = {
    "loaded_language": Instrument(score_loading, lambda scores: scores >= LOADED_FROM,
                                  "it is as loaded as a sentence of 25 words with one mild loaded term, or more",
                                  ("loaded_language", "boosters")),
    "hedging": Instrument(score_hedging, lambda scores: scores > _FIGURE_ONLY,
                          "it holds a hedge, one beside “about” or “some” before a figure", ("hedges",)),
    "uncertainty": Instrument(score_uncertainty, lambda scores: scores > 0, "a sentence of it is uncertain",
                              ("hedges", "boosters")),
    "certainty": Instrument(score_certainty, lambda scores: scores > UNSURE,
                            "its mean grade, less ½ where uncertain, is above 3, likely",
                            ("hedges", "boosters")),
    "tone": Instrument(score_tone, lambda scores: sign_scores(scores) > 0, "its tone is 0.05 or more",
                       ("tone", "loaded_language"), signed=True),
    "targeted_tone": Instrument(score_target, lambda scores: scores >= TARGET_BAND,
                                f"its tone towards the target is {TARGET_BAND} or more",
                                ("tone", "loaded_language", "deeds"),
                                signed=True, has_target=True, neutral_band=TARGET_BAND),
}


def check_measure(name: str) -> None:
    """Raise ``UserError`` unless this is a measure that can be validated: one of ``INSTRUMENTS``, or voice.

    Examples
    --------
    >>> check_measure("mood")
    Traceback (most recent call last):
    analysis.files.UserError: 'mood' is no measure. Known are loaded_language, hedging, uncertainty, certainty, tone, \
targeted_tone, voice.
    """
    if name not in (*INSTRUMENTS, VOICE):
        raise UserError(f"'{name}' is no measure. Known are {', '.join((*INSTRUMENTS, VOICE))}.")

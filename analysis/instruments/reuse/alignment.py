"""Which sentences of two articles answer each other, in order, and how much of the articles that is: the copy score."""

from __future__ import annotations

from collections.abc import Sequence
from math import nan, sqrt
from typing import NamedTuple

import numpy as np

from analysis.instruments.reuse.likeness import measure_likeness
from analysis.instruments.reuse.skeletons import Skeleton

CHANCE = 0.35  # likeness that two sentences on one event reach without any copying


class Pair(NamedTuple):
    """Two sentences that answer each other, and the degree: 0 as alike as chance makes them, 1 the same."""

    first: Skeleton
    second: Skeleton
    degree: float


class Alignment(NamedTuple):
    """The copy score of two articles, 0..1, and the pairs of sentences that it is the sum of, in order."""

    score: float
    pairs: list[Pair]


def grade_likeness(likeness: np.ndarray) -> np.ndarray:
    """Turn likeness into a degree: √((likeness − 0.35) / 0.65), and 0 below 0.35.

    The root lifts what was reworded in part against what stands there word for word: a copy is many sentences that
    resemble each other, a common source a few that are the same.

    Examples
    --------
    >>> grade_likeness(np.array([0.2, 0.35, 0.5125, 1.0])).tolist()
    [0.0, 0.0, 0.5, 1.0]
    """
    return np.sqrt(np.clip((likeness - CHANCE) / (1 - CHANCE), 0, 1)).round(9)


def align_sentences(first: Sequence[Skeleton], second: Sequence[Skeleton]) -> Alignment:
    """Pair the sentences of two articles, in order and each at most once, so that the copy score is highest.

    The score adds, over the pairs, degree × the words of the lighter sentence (words in direct speech by half), and
    divides by √(words of one article × words of the other), weighed alike.

    Parameters
    ----------
    first, second : sequence of Skeleton
        The sentences of two articles (``read_skeletons``).

    Returns
    -------
    Alignment
        The score is symmetric, 1 for the same text twice, NaN where one of the two has no word.

    Examples
    --------
    >>> from analysis.instruments.reuse.skeletons import read_skeletons
    >>> from analysis.texts.voices.passages import read_voices
    >>> texts = ("He walked home on 9 May. Ada left.", "Ada left.")
    >>> one, other = (read_skeletons(text, read_voices(text)) for text in texts)
    >>> align_sentences(one, other).score == 2 / sqrt(8 * 2), align_sentences(one, one).score
    (True, 1.0)
    """
    if not first or not second:
        return Alignment(nan, [])
    degrees = grade_likeness(measure_likeness(first, second, CHANCE))
    of_first, of_second = (np.array([skeleton.weight for skeleton in side]) for side in (first, second))
    gains = degrees * np.minimum(of_first[:, None], of_second[None])
    total, places = _find_best_chain(gains)
    score = min(1.0, round(total / sqrt(of_first.sum() * of_second.sum()), 9))
    return Alignment(score, [Pair(first[i], second[j], float(degrees[i, j])) for i, j in places])


def _find_best_chain(gains: np.ndarray) -> tuple[float, list[tuple[int, int]]]:
    """The pairs, both numbers rising, whose gains add up to most."""
    n, m = gains.shape
    best = np.zeros((n + 1, m + 1))
    for i in range(n):
        best[i + 1, 1:] = np.maximum.accumulate(np.maximum(best[i, 1:], best[i, :-1] + gains[i]))
    places, i, j = [], n, m
    while i and j:
        if best[i, j] == best[i - 1, j]:
            i -= 1
        elif best[i, j] == best[i, j - 1]:
            j -= 1
        else:
            i, j = i - 1, j - 1
            places.append((i, j))
    return float(best[n, m]), places[::-1]

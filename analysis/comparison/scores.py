"""How well scores agree with labels: each metric for many resamples of the rows at once.

A metric takes ``weights``, one resample a row: how often each labelled row was drawn. A row of ones is the file as it
is. So a thousand resamples are a few matrix products, and a figure and its interval come from the same formula.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

_NOISE = 1e-12


def measure_auc(weights: np.ndarray, gold: ArrayLike, score: ArrayLike) -> np.ndarray:
    """Measure how often a positive row scores above a negative one, ties counting half (area under the ROC curve).

    0..1, and 0.5 for a score that knows nothing; from the positives' rank sum (Mann & Whitney 1947). NaN where all
    rows of a resample are positive, or none is.

    Source: Hanley, J. A. and McNeil, B. J. (1982): The meaning and use of the area under a receiver operating
    characteristic (ROC) curve. Radiology 143 (1), 29–36.

    Examples
    --------
    >>> measure_auc(np.ones((1, 4)), [0, 0, 1, 1], [0.1, 0.4, 0.4, 0.8])  # of four pairs three are right, one is a tie
    array([0.875])
    """
    positive = np.asarray(gold, dtype=float) > 0
    n_positive, n = weights @ positive, weights.sum(axis=1)
    ranks = (weights * _rank_values(weights, score)) @ positive
    return _divide(ranks - n_positive * (n_positive + 1) / 2, n_positive * (n - n_positive))


def measure_f1(weights: np.ndarray, gold: ArrayLike, found: ArrayLike) -> np.ndarray:
    """Measure the harmonic mean of precision and recall: 2 × hits / (found + gold), 0..1; NaN without a gold positive.

    Examples
    --------
    >>> measure_f1(np.ones((1, 4)), [1, 1, 0, 0], [1, 0, 1, 0])  # one hit, two found, two to be found
    array([0.5])
    """
    gold, found = np.asarray(gold, dtype=float), np.asarray(found, dtype=float)
    return measure_counted_f1(weights, gold * found, found, gold)


def measure_macro_f1(weights: np.ndarray, gold: ArrayLike, found: ArrayLike) -> np.ndarray:
    """Measure the mean F1 of the classes −1, 0 and 1 that occur in the labels; NaN where fewer than two do.

    Examples
    --------
    >>> measure_macro_f1(np.ones((1, 4)), [-1, 0, 1, 1], [-1, 0, 0, 1])  # (1 + 2/3 + 2/3) / 3
    array([0.77777778])
    """
    gold, found = np.asarray(gold), np.asarray(found)
    each = np.array([measure_f1(weights, gold == label, found == label) for label in (-1, 0, 1)])
    occurs = ~np.isnan(each)
    n_classes = occurs.sum(axis=0)
    return _divide(np.where(occurs, each, 0).sum(axis=0), np.where(n_classes > 1, n_classes, 0))


def measure_pearson(weights: np.ndarray, gold: ArrayLike, score: ArrayLike) -> np.ndarray:
    """Measure how far two numbers rise together in a straight line, −1..1 (Pearson's r); NaN where one is constant.

    Examples
    --------
    >>> measure_pearson(np.ones((1, 3)), [1, 2, 3], [2, 4, 6])
    array([1.])
    """
    return _correlate(weights, np.asarray(gold, dtype=float), np.asarray(score, dtype=float))


def measure_spearman(weights: np.ndarray, gold: ArrayLike, score: ArrayLike) -> np.ndarray:
    """Measure how far two numbers have the same order, −1..1: Pearson's r of the ranks, ties sharing the mean rank.

    Examples
    --------
    >>> measure_spearman(np.ones((1, 3)), [1, 2, 3], [1, 10, 100])
    array([1.])
    """
    return _correlate(weights, _rank_values(weights, gold), _rank_values(weights, score))


def measure_precision(weights: np.ndarray, hits: ArrayLike, found: ArrayLike, gold: ArrayLike) -> np.ndarray:
    """Measure the share of what was found that is right, from counts a row: hits / found; NaN where nothing was found.

    Examples
    --------
    >>> measure_precision(np.ones((1, 2)), hits=[3, 0], found=[4, 1], gold=[3, 2])  # 3 / (4 + 1)
    array([0.6])
    """
    return _divide(weights @ np.asarray(hits, dtype=float), weights @ np.asarray(found, dtype=float))


def measure_recall(weights: np.ndarray, hits: ArrayLike, found: ArrayLike, gold: ArrayLike) -> np.ndarray:
    """Measure the share of what was to be found that was, from counts a row: hits / gold; NaN where nothing is there.

    Examples
    --------
    >>> measure_recall(np.ones((1, 2)), hits=[3, 0], found=[4, 1], gold=[3, 3])  # 3 / (3 + 3)
    array([0.5])
    """
    return _divide(weights @ np.asarray(hits, dtype=float), weights @ np.asarray(gold, dtype=float))


def measure_counted_f1(weights: np.ndarray, hits: ArrayLike, found: ArrayLike, gold: ArrayLike) -> np.ndarray:
    """Measure F1 from counts a row: 2 × hits / (found + gold), 0..1; NaN where there is nothing to be found.

    Examples
    --------
    >>> measure_counted_f1(np.ones((1, 2)), hits=[3, 0], found=[4, 1], gold=[3, 2])  # 2 × 3 / (5 + 5)
    array([0.6])
    """
    hits, found, gold = (weights @ np.asarray(counts, dtype=float) for counts in (hits, found, gold))
    return _divide(2 * hits, np.where(gold > 0, found + gold, 0))


def find_best_f1(gold: ArrayLike, score: ArrayLike) -> float:
    """Return the highest F1 that any threshold reaches on these very rows; NaN without a gold positive.

    Generous: the threshold has seen the labels.

    Examples
    --------
    >>> find_best_f1([0, 1, 0, 1], [1, 2, 3, 4])  # from 2 on: two hits, three found, two to be found
    0.8
    """
    from sklearn.metrics import precision_recall_curve

    if not np.any(gold):
        return float("nan")
    precision, recall, _ = precision_recall_curve(gold, score)
    both = precision + recall
    return float(np.max(2 * precision * recall / np.where(both > 0, both, 1)))


def _rank_values(weights: np.ndarray, values: ArrayLike) -> np.ndarray:
    """The rank of each value within each resample, from 1 on; equal values share their mean rank."""
    _, group = np.unique(np.asarray(values, dtype=float), return_inverse=True)
    order = np.argsort(group, kind="stable")
    starts = np.searchsorted(group[order], np.arange(group.max() + 1))
    totals = np.add.reduceat(weights[:, order], starts, axis=1)
    return (totals.cumsum(axis=1) - (totals - 1) / 2)[:, group]


def _correlate(weights: np.ndarray, a: np.ndarray, b: np.ndarray) -> np.ndarray:
    """Pearson's r in each resample; what is constant but for rounding counts as constant."""
    n = weights.sum(axis=1)
    spreads, centred = [], []
    for values in (a, b):
        apart = values - _divide((weights * values).sum(axis=1), n)[:, None]
        spread = (weights * apart**2).sum(axis=1)
        spreads.append(np.where(spread > n * (_NOISE * np.abs(values).max()) ** 2, spread, 0))
        centred.append(apart)
    correlation = _divide((weights * centred[0] * centred[1]).sum(axis=1), np.sqrt(spreads[0] * spreads[1]))
    return np.clip(correlation, -1, 1)


def _divide(numerator: np.ndarray, denominator: np.ndarray) -> np.ndarray:
    """Divide; NaN where the denominator is 0."""
    return np.divide(numerator, denominator, out=np.full(np.shape(numerator), np.nan), where=denominator != 0)

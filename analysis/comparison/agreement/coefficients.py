"""Agreement as a number, and the same number on resampled paragraphs.

Sentences of one paragraph hang together, so whole paragraphs are drawn, within each article as many as it has. A drawn
corpus is a row of weights: how often each unit is in it. Every coefficient is computed for all rows at once; what is
undefined is NaN, without a warning.
"""

from __future__ import annotations

from math import nan

import krippendorff
import numpy as np
import pandas as pd

N_RESAMPLES = 1_000
_PARAGRAPH = ["article_id", "paragraph"]


class Resamples:
    """The paragraphs of a corpus, drawn with replacement within each article, ``N_RESAMPLES`` times.

    Source: the percentile bootstrap over clusters within strata; Davison, A. C. and Hinkley, D. V. (1997): Bootstrap
    Methods and their Application, chapter 3.
    """

    def __init__(self, sentences: pd.DataFrame, seed: int = 0):
        generator = np.random.default_rng(seed)
        paragraphs = sentences[_PARAGRAPH].drop_duplicates().sort_values(_PARAGRAPH)
        self._places = {key: place for place, key in enumerate(paragraphs.itertuples(index=False, name=None))}
        draws = [generator.multinomial(n, np.full(n, 1 / n), size=N_RESAMPLES)
                 for n in paragraphs.groupby("article_id").size()]
        self._draws = np.hstack([np.empty((N_RESAMPLES, 0)), *draws])

    def place(self, units: pd.DataFrame) -> np.ndarray:
        """The number of the paragraph in which each unit (a row with article_id and paragraph) stands."""
        keys = zip(*(units[column].tolist() for column in _PARAGRAPH))
        return np.fromiter((self._places[key] for key in keys), dtype=np.int64, count=len(units))

    def weigh(self, units: pd.DataFrame) -> np.ndarray:
        """How often each unit is in each drawn corpus: resamples × units."""
        return self._draws[:, self.place(units)]


def measure_alpha(first: pd.Series, second: pd.Series, level: str) -> float:
    """Measure Krippendorff's alpha of two coders over the units that both coded.

    1 is perfect agreement, 0 what chance would give, below 0 worse than chance. NaN without units, or where all codes
    are the same: then nothing could have been confused.

    Source: Krippendorff, K. (2019): Content Analysis, 4th edition, chapter 12; computed by the library
    ``krippendorff``.

    Examples
    --------
    Of 4 sentences one is coded otherwise: of 8 codes 3 are "yes", so by chance 3 × 5 × 2 / (8 × 7) of the pairs of
    codes would differ; 1 / 4 of them do. 1 − 0.25 / 0.5357 = 0.5333.

    >>> first, second = pd.Series(["yes", "yes", "no", "no"]), pd.Series(["yes", "no", "no", "no"])
    >>> round(measure_alpha(first, second, "nominal"), 4)
    0.5333
    """
    return measure_alpha_of_counts(*_count_two(first, second), level)


def measure_alpha_of_counts(counts: np.ndarray, domain: np.ndarray, level: str) -> float:
    """Measure Krippendorff's alpha of any number of coders, from how often each unit was given each value.

    Units with fewer than two codes say nothing of agreement and are left out. NaN where no unit has two, or where
    all codes of those that have are the same.

    Parameters
    ----------
    counts : array of shape (units, values)
        How many coders gave the unit the value.
    domain : array
        The values in order; numbers where the level is not nominal.
    level : str
        nominal, ordinal or interval.

    Source: as ``measure_alpha``.

    Examples
    --------
    >>> counts = np.array([[2, 0], [1, 1], [0, 2], [0, 2]])
    >>> round(measure_alpha_of_counts(counts, np.array(["yes", "no"]), "nominal"), 4)
    0.5333
    """
    counts = counts[counts.sum(axis=1) > 1].astype(int)
    if (counts.sum(axis=0) > 0).sum() < 2:
        return nan
    return float(krippendorff.alpha(value_counts=counts, value_domain=domain, level_of_measurement=level))


def resample_alpha(weights: np.ndarray, first: pd.Series, second: pd.Series, level: str) -> np.ndarray:
    """Compute alpha in each row of weights (resamples × units) at once, for two coders without missing codes.

    Held against the library in ``tests/comparison/test_coefficients.py``.

    Examples
    --------
    >>> first, second = pd.Series(["yes", "yes", "no", "no"]), pd.Series(["yes", "no", "no", "no"])
    >>> resample_alpha(np.array([[1, 1, 1, 1], [2, 1, 1, 0]]), first, second, "nominal").round(4)
    array([0.5333, 0.5333])
    """
    return resample_alpha_of_counts(weights, *_count_two(first, second), level)


def resample_alpha_of_counts(weights: np.ndarray, counts: np.ndarray, domain: np.ndarray, level: str) -> np.ndarray:
    """Compute alpha in each row of weights (resamples × units) at once, for any number of coders.

    alpha = 1 − (n − 1) × observed / expected over the n codes of units with two or more. Within a unit of m codes each
    code is compared with the m − 1 others and counts 1 / (m − 1); differences are 0 or 1 (nominal), or squared
    differences of the codes (interval) or of their mid-ranks among all n codes (ordinal). ``counts`` and ``domain`` as
    in ``measure_alpha_of_counts``.

    Examples
    --------
    >>> counts = np.array([[2, 0], [1, 1], [0, 2], [0, 2], [1, 0]])
    >>> resample_alpha_of_counts(np.array([[1, 1, 1, 1, 1]]), counts, np.array(["yes", "no"]), "nominal").round(4)
    array([0.5333])
    """
    kept = counts.sum(axis=1) > 1
    if not kept.all():
        weights, counts = weights[:, kept], counts[kept]
    counts = counts.astype(float)
    of_unit = counts.sum(axis=1)
    totals = weights @ counts
    n = totals.sum(axis=1)
    if level == "nominal":
        observed = weights @ ((of_unit**2 - (counts**2).sum(axis=1)) / (of_unit - 1))
        expected = n**2 - (totals**2).sum(axis=1)
    else:
        places = _rank(totals) if level == "ordinal" else np.broadcast_to(domain.astype(float), totals.shape)
        apart = 2 * (of_unit * (places**2 @ counts.T) - (places @ counts.T) ** 2)
        observed = (weights * apart / (of_unit - 1)).sum(axis=1)
        expected = 2 * (n * (totals * places**2).sum(axis=1) - (totals * places).sum(axis=1) ** 2)
    varied = (totals > 0).sum(axis=1) > 1
    return 1 - _divide((n - 1) * observed, np.where(varied, expected, 0))


def resample_alpha_of_pairs(weights: np.ndarray, together: np.ndarray, domain: np.ndarray, level: str) -> np.ndarray:
    """Compute alpha of many pairs of coders in each row of weights (resamples × units) at once.

    Parameters
    ----------
    weights : array of shape (resamples, units)
        How often each unit is in each drawn corpus.
    together : array of shape (pairs, units, values, values)
        1 where the first coder gave the unit the one value and the second the other; 0 all over where one gave none.
    domain, level
        As in ``measure_alpha_of_counts``; a handful of values, since the tables of coincidences are kept whole.

    Returns
    -------
    array of shape (resamples, pairs)
        alpha = 1 − (n − 1) × observed / expected from the pair's table of coincidences; the same numbers as
        ``resample_alpha_of_counts`` gives.

    Source: Krippendorff, K. (2019): Content Analysis, 4th edition, chapter 12.

    Examples
    --------
    >>> codes = np.array([[0, 0], [0, 1], [1, 1], [1, 1]])
    >>> together = np.eye(2, dtype=int)[codes[:, 0]][:, :, None] * np.eye(2, dtype=int)[codes[:, 1]][:, None, :]
    >>> resample_alpha_of_pairs(np.ones((1, 4)), together[None], np.array(["yes", "no"]), "nominal").round(4)
    array([[0.5333]])
    """
    n_pairs, n_units, n_values, _ = together.shape
    flat = together.transpose(1, 0, 2, 3).reshape(n_units, -1).astype(float)
    found = (weights @ flat).reshape(len(weights), n_pairs, n_values, n_values)
    found = found + found.swapaxes(2, 3)
    totals = np.einsum("rpvw->rpv", found)  # einsum: summing over short axes is slow in numpy
    n = np.einsum("rpv->rp", totals)
    if level == "nominal":
        observed, expected = n - np.einsum("rpvv->rp", found), n**2 - np.einsum("rpv,rpv->rp", totals, totals)
    else:
        places = _rank(totals) if level == "ordinal" else np.broadcast_to(domain.astype(float), totals.shape)
        squares = np.einsum("rpv,rpv->rp", totals, places**2)
        observed = 2 * (squares - np.einsum("rpv,rpvw,rpw->rp", places, found, places, optimize=True))
        expected = 2 * (n * squares - np.einsum("rpv,rpv->rp", totals, places) ** 2)
    varied = np.einsum("rpv->rp", (totals > 0).astype(int)) > 1
    return 1 - _divide((n - 1) * observed, np.where(varied, expected, 0))


def measure_spearman(first: pd.Series, second: pd.Series) -> float:
    """Measure Spearman's rank correlation, −1 to 1; NaN where one of the two never varies.

    Examples
    --------
    >>> round(measure_spearman(pd.Series([-0.5, 0.0, 0.25]), pd.Series([-0.9, -0.1, 0.3])), 4)
    1.0
    """
    if first.nunique() < 2 or second.nunique() < 2:
        return nan
    from scipy.stats import spearmanr

    return float(spearmanr(first, second).statistic)


def resample_share(weights: np.ndarray, chosen: pd.Series) -> np.ndarray:
    """Compute the share of chosen units, 0 to 1, in each row of weights; NaN without units.

    Examples
    --------
    >>> resample_share(np.array([[1, 1, 2], [0, 0, 0]]), pd.Series([True, False, True]))
    array([0.75,  nan])
    """
    return _divide(weights @ chosen.to_numpy(dtype=float), weights.sum(axis=1))


def combine_f1(precision: np.ndarray, recall: np.ndarray) -> np.ndarray:
    """Combine precision and recall into their harmonic mean: 0 where one is 0 or undefined, NaN where both are.

    Examples
    --------
    >>> combine_f1(np.array([0.5, np.nan, np.nan]), np.array([1.0, 0.0, np.nan])).round(4)
    array([0.6667, 0.    ,    nan])
    """
    some = ~(np.isnan(precision) & np.isnan(recall))
    both = np.nan_to_num(precision), np.nan_to_num(recall)
    total = both[0] + both[1]
    return np.where(some, 2 * both[0] * both[1] / np.where(total > 0, total, 1), nan)


def _count_two(first: pd.Series, second: pd.Series) -> tuple[np.ndarray, np.ndarray]:
    """How often each unit was given each value by two coders, and the distinct values in order."""
    domain, numbers = np.unique(np.concatenate([first.to_numpy(), second.to_numpy()]), return_inverse=True)
    given = np.eye(len(domain))
    return given[numbers[:len(first)]] + given[numbers[len(first):]], domain


def _rank(counts: np.ndarray) -> np.ndarray:
    """Mid-ranks of values that were given so many times (… × values in order)."""
    return counts.cumsum(axis=-1) - counts / 2


def _divide(above: np.ndarray, below: np.ndarray) -> np.ndarray:
    return np.divide(above, below, out=np.full(np.shape(above), nan), where=below > 0)

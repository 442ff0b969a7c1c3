"""Permutation and bootstrap over articles: how often does another split differ as much, and how far may a mean stray?

The unit is the article. Up to ``MAX_LISTED_SPLITS`` splits all are listed; above, a seeded sample of them is drawn.
Intervals and false-discovery control need ``ENOUGH_ARTICLES`` in each group.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, combinations
from math import comb, nan

import numpy as np
from numpy.typing import ArrayLike

MAX_LISTED_SPLITS = 200_000

# In each group, for an interval or a q. Six against six have 924 splits, so that p can be as low as 2 / 924 = 0.0022;
# times 20 measures that is 0.043, so that one measure in twenty can still stand out. With fewer none ever could.
ENOUGH_ARTICLES = 6
_TIE = 100 * np.finfo(float).eps
_BLOCK = 1_000
_COLUMN_TIE = 1e-12  # of a column's largest value: sums come from a matrix product, in any order
_COLUMN_BLOCK = 250
_TAILS = (2.5, 97.5)


@dataclass(frozen=True)
class Permutation:
    """The difference of two means, the share ``p`` of splits that differ at least as much, and p's lowest value."""

    difference: float
    p: float
    p_floor: float
    n_splits: int


@dataclass(frozen=True)
class ColumnPermutation:
    """The differences of many columns' means and their ``p``, with the floor of p and the number of splits for all."""

    differences: np.ndarray
    p: np.ndarray
    p_floor: float
    n_splits: int


def subtract_means(values_a: ArrayLike, values_b: ArrayLike) -> float:
    """Subtract one group's mean from the other's: mean_a − mean_b, in the values' unit.

    A difference that is nothing but floating-point error is exactly 0. NaN when a group is empty or holds a NaN.

    Examples
    --------
    >>> subtract_means([1, 2, 3], [4])
    -2.0
    >>> subtract_means([0.1 + 0.2], [0.3])
    0.0
    """
    a, b = np.asarray(values_a, dtype=float), np.asarray(values_b, dtype=float)
    if not a.size or not b.size:
        return nan
    difference = float(a.mean() - b.mean())
    return 0.0 if abs(difference) <= _tolerance(a, b) else difference


def measure_cliffs_delta(values_a: ArrayLike, values_b: ArrayLike) -> float:
    """Measure how far two groups overlap, from −1 (all of b above all of a) over 0 to 1 (all of a above all of b).

    Cliff's delta = (pairs with a > b − pairs with a < b) / all pairs. NaN when a group is empty or holds a NaN.

    Source: Cliff, N. (1993): Dominance statistics. Psychological Bulletin 114 (3), 494–509.

    Examples
    --------
    >>> measure_cliffs_delta([3, 4, 9], [5, 2])  # 3 > 2, 4 > 2, 9 > 5, 9 > 2 against 3 < 5, 4 < 5: (4 − 2) / 6
    0.3333333333333333
    """
    a, b = np.asarray(values_a, dtype=float), np.asarray(values_b, dtype=float)
    if not a.size or not b.size:
        return nan
    return float(np.sign(a[:, None] - b[None, :]).mean())


def permute_groups(values_a: ArrayLike, values_b: ArrayLike, *, seed: int = 0, n_resamples: int = 9_999) -> Permutation:
    """Compare two groups of articles with every other way to split the same articles into groups of these sizes.

    Parameters
    ----------
    values_a, values_b : array of float
        One value per article, in any unit.
    seed, n_resamples : int
        Used only above ``MAX_LISTED_SPLITS`` splits: that many splits are then drawn at random (Monte Carlo), the same
        ones for all measures with these numbers of articles.

    Returns
    -------
    Permutation
        ``p`` = share of all C(n, n_a) splits whose \\|difference of means\\| is at least the observed one, 0..1; ties
        within floating-point error count. ``p_floor`` = 1 / n_splits, or 2 / n_splits for groups of equal size, where
        each split has a mirror image. With drawn splits p = (1 + hits) / (1 + n_resamples), the floor is
        1 / (1 + n_resamples), and ``n_splits`` counts the observed split and the drawn ones. When a group is empty or
        holds a NaN all is NaN and ``n_splits`` 0.

    Source: Fisher, R. A. (1935): The Design of Experiments; for drawn splits Phipson, B. and Smyth, G. K. (2010):
    Permutation p-values should never be zero. Statistical Applications in Genetics and Molecular Biology 9 (1), 39.

    Examples
    --------
    >>> permute_groups([7, 8, 9], [1, 2])  # 3 against 2: one split of ten differs as much, itself
    Permutation(difference=6.5, p=0.1, p_floor=0.1, n_splits=10)
    """
    a, b = np.asarray(values_a, dtype=float), np.asarray(values_b, dtype=float)
    observed = subtract_means(a, b)
    if np.isnan(observed):
        return Permutation(nan, nan, nan, 0)
    pooled = np.concatenate([a, b])
    n, k = pooled.size, min(a.size, b.size)
    listed = comb(n, k) <= MAX_LISTED_SPLITS
    splits = _list_splits(n, k) if listed else _draw_splits(n, k, seed, n_resamples)
    sums = np.concatenate([pooled[splits[at:at + _BLOCK]].sum(axis=1) for at in range(0, len(splits), _BLOCK)])
    differences = sums / k - (pooled.sum() - sums) / (n - k)
    hits = int(np.count_nonzero(np.abs(differences) >= abs(observed) - _tolerance(a, b)))
    if listed:
        return Permutation(observed, hits / sums.size, (2 if a.size == b.size else 1) / sums.size, sums.size)
    n_splits = n_resamples + 1
    return Permutation(observed, (hits + 1) / n_splits, 1 / n_splits, n_splits)


def permute_columns(values: ArrayLike, in_a: ArrayLike, *, seed: int = 0, n_resamples: int = 9_999,
                    max_listed: int = 10_000) -> ColumnPermutation:
    """Do what ``permute_groups`` does for many columns at once, a row per article, with the same splits for all.

    Parameters
    ----------
    values : array of float, articles × columns
        Without NaN; each column in a unit of its own.
    in_a : array of bool
        Which articles are in the first group.
    seed, n_resamples, max_listed : int
        Above ``max_listed`` splits, fewer than for a single column because every split costs as many differences as
        there are columns, ``n_resamples`` of them are drawn at random.

    Returns
    -------
    ColumnPermutation
        ``differences`` (mean_a − mean_b) and ``p`` by column, ``p_floor`` and ``n_splits`` for all; an empty group
        makes all of them NaN and ``n_splits`` 0.

    Examples
    --------
    >>> found = permute_columns([[7, 1], [8, 1], [9, 1], [1, 1], [2, 1]], [True, True, True, False, False])
    >>> found.differences.tolist(), found.p.tolist(), found.n_splits
    ([6.5, 0.0], [0.1, 1.0], 10)
    """
    rows, in_a = np.asarray(values, dtype=float), np.asarray(in_a, dtype=bool)
    n, n_a = in_a.size, int(in_a.sum())
    if n_a in (0, n):
        nothing = np.full(rows.shape[1], nan)
        return ColumnPermutation(nothing, nothing.copy(), nan, 0)
    n_smaller = min(n_a, n - n_a)
    listed = comb(n, n_smaller) <= max_listed
    chosen = _mark_splits(n, n_smaller) if listed else _draw_marks(n, n_smaller, seed, n_resamples)
    columns, which = _drop_repeated(rows)
    slack = _COLUMN_TIE * np.abs(columns).max(axis=0, initial=0)
    limits = np.abs(_weigh(in_a) @ columns) - slack
    hits = np.zeros(columns.shape[1], dtype=np.int64)
    for start in range(0, len(chosen), _COLUMN_BLOCK):
        differences = _weigh(chosen[start:start + _COLUMN_BLOCK]) @ columns
        hits += (np.abs(differences, out=differences) >= limits).sum(axis=0)
    observed = _weigh(in_a) @ rows
    observed[np.abs(observed) <= _COLUMN_TIE * np.abs(rows).max(axis=0, initial=0)] = 0.0
    n_splits = len(chosen) if listed else n_resamples + 1
    n_alike = 2 if listed and 2 * n_a == n else 1
    return ColumnPermutation(observed, (hits[which] + (not listed)) / n_splits, n_alike / n_splits, n_splits)


def _drop_repeated(rows: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The columns that are no multiple of an earlier one, and for each column which of these it is, with the same p.

    Many words of one article only, say, are multiples of each other.
    """
    scaled = np.ascontiguousarray((rows / np.where(rows.any(axis=0), np.abs(rows).max(axis=0), 1)).T)
    places: dict[bytes, int] = {}
    which = np.array([places.setdefault(column.tobytes(), len(places)) for column in scaled], dtype=np.int64)
    _, first = np.unique(which, return_index=True)
    return np.ascontiguousarray(scaled[first].T), which


def _weigh(chosen: np.ndarray) -> np.ndarray:
    """The weights that make a sum over articles the chosen ones' mean less that of the others."""
    n_chosen = chosen.sum(axis=-1, keepdims=True)
    return np.where(chosen, 1 / n_chosen, -1 / (chosen.shape[-1] - n_chosen))


def _mark_splits(n: int, k: int) -> np.ndarray:
    """All ways to choose k of n articles, one a row, as flags."""
    marks = np.zeros((comb(n, k), n), dtype=bool)
    np.put_along_axis(marks, _list_splits(n, k), True, axis=1)
    return marks


def _draw_marks(n: int, k: int, seed: int, n_resamples: int) -> np.ndarray:
    """That many random ways to choose k of n articles, one a row, as flags."""
    first = np.tile(np.arange(n) < k, (n_resamples, 1))
    return np.random.default_rng(seed).permuted(first, axis=1)


def bootstrap_difference(values_a: ArrayLike, values_b: ArrayLike, *, seed: int = 0,
                         n_resamples: int = 2_000) -> tuple[float, float]:
    """Return the 95% interval of mean_a − mean_b when each group's articles are drawn anew from itself.

    Parameters
    ----------
    values_a, values_b : array of float
        One value per article, in any unit.
    seed, n_resamples : int
        How often each group is drawn, with replacement and at its own size; the interval holds the middle 95%.

    Returns
    -------
    tuple of float
        Lower and upper end, in the values' unit; NaN with fewer than ``ENOUGH_ARTICLES`` in a group, or with a NaN
        among them. It is too narrow for few articles: of 3,000 simulated pairs of normal groups it held the true
        difference in 81% with three articles a group, 89% with six and 92% with twelve.

    Source: Efron, B. and Tibshirani, R. J. (1993): An Introduction to the Bootstrap. Chapman & Hall, chapters 8 and 13.

    Examples
    --------
    >>> bootstrap_difference([5] * 6, [2] * 6)  # whoever is drawn, 5 − 2
    (3.0, 3.0)
    >>> bootstrap_difference([5] * 6, [2] * 5)
    (nan, nan)
    """
    a, b = np.asarray(values_a, dtype=float), np.asarray(values_b, dtype=float)
    if min(a.size, b.size) < ENOUGH_ARTICLES or np.isnan(subtract_means(a, b)):
        return nan, nan
    drawn = (values[_draw_again(values.size, seed + place, n_resamples)].mean(axis=1)
             for place, values in enumerate((a, b)))
    return find_interval(np.subtract(*drawn))


def control_false_discovery(p: ArrayLike) -> np.ndarray:
    """Adjust the p of several measures so that, of those with q ≤ 0.05, about one in twenty is a false discovery.

    q = the smallest p′ × m / rank(p′) over all p′ ≥ p, at most 1; m counts the defined p. NaN stays NaN.

    Source: Benjamini, Y. and Hochberg, Y. (1995): Controlling the false discovery rate. Journal of the Royal
    Statistical Society B 57 (1), 289–300; computed by SciPy.

    Examples
    --------
    >>> control_false_discovery([0.01, 0.04, nan, 0.03]).round(3).tolist()  # 0.01 × 3 / 1; 0.04 × 3 / 3 for both others
    [0.03, 0.04, nan, 0.04]
    """
    p = np.asarray(p, dtype=float)
    defined, q = ~np.isnan(p), np.full(p.shape, nan)
    if defined.any():
        from scipy.stats import false_discovery_control

        q[defined] = false_discovery_control(p[defined])
    return q


def find_interval(resampled: ArrayLike) -> tuple[float, float]:
    """Return the bounds between which 95% of the resampled values lie, the undefined ones left out.

    Source: Efron, B. and Tibshirani, R. J. (1993): An Introduction to the Bootstrap. Chapman & Hall, chapter 13.

    Examples
    --------
    >>> find_interval([0.0, 0.5, nan, 1.0])
    (0.025, 0.975)
    """
    values = np.asarray(resampled, dtype=float)
    defined = values[~np.isnan(values)]
    low, high = np.percentile(defined, _TAILS) if defined.size else (nan, nan)
    return float(low), float(high)


def _tolerance(a: np.ndarray, b: np.ndarray) -> float:
    return _TIE * max(np.abs(a).max(), np.abs(b).max())


@lru_cache(maxsize=4)
def _list_splits(n: int, k: int) -> np.ndarray:
    """All ways to choose k of n articles, one a row."""
    members = np.fromiter(chain.from_iterable(combinations(range(n), k)), dtype=np.int64, count=comb(n, k) * k)
    return members.reshape(-1, k)


@lru_cache(maxsize=4)
def _draw_splits(n: int, k: int, seed: int, n_resamples: int) -> np.ndarray:
    """``n_resamples`` ways to choose k of n articles, drawn at random, one a row; kept for the next measure."""
    generator = np.random.default_rng(seed)
    articles = np.arange(n, dtype=np.int32)
    sizes = (min(_BLOCK, n_resamples - done) for done in range(0, n_resamples, _BLOCK))
    return np.concatenate([generator.permuted(np.tile(articles, (size, 1)), axis=1)[:, :k] for size in sizes])


@lru_cache(maxsize=4)
def _draw_again(n: int, seed: int, n_resamples: int) -> np.ndarray:
    """n of n articles with replacement, ``n_resamples`` times, one a row; kept for the next measure."""
    return np.random.default_rng(seed).integers(n, size=(n_resamples, n), dtype=np.int32)

"""Permutation over articles: how often does another split of them into groups of these sizes differ as much?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from math import nan

import numpy as np
from numpy.typing import ArrayLike

from analysis.resampling.differences import bound_rounding, subtract_means
from analysis.resampling.splits import MAX_MARKED_SPLITS, draw_splits, list_splits, mark_splits, may_list

_BLOCK = 1_000
_COLUMN_TIE = 1e-12  # of a column's largest value: sums come from a matrix product, in any order
_COLUMN_BLOCK = 250
_COUNT_TIE = 1e-9  # below this two statistics of counts differ by floating-point error
_COUNT_BLOCK = 25, 2_000  # splits and columns held at once: few enough for a processor's own memory


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


def permute_groups(values_a: ArrayLike, values_b: ArrayLike, *, seed: int = 0, n_resamples: int = 9_999) -> Permutation:
    """Compare two groups of articles with every other way to split the same articles into groups of these sizes.

    Parameters
    ----------
    values_a, values_b : array of float
        One value per article, in any unit.
    seed, n_resamples : int
        Used only above ``splits.MAX_LISTED_SPLITS`` splits: that many are then drawn at random (Monte Carlo), the same
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
    return permute_many([(values_a, values_b)], seed=seed, n_resamples=n_resamples)[0]


def permute_many(pairs: Iterable[tuple[ArrayLike, ArrayLike]], *, seed: int = 0,
                 n_resamples: int = 9_999) -> list[Permutation]:
    """Do what ``permute_groups`` does for many measures, in less time: those with the same numbers of articles at once.

    Examples
    --------
    >>> permute_many([([7, 8, 9], [1, 2]), ([], [1])])[0] == permute_groups([7, 8, 9], [1, 2])
    True
    """
    sides = [(np.asarray(a, dtype=float), np.asarray(b, dtype=float)) for a, b in pairs]
    found, alike = [Permutation(nan, nan, nan, 0)] * len(sides), defaultdict(list)
    for place, (a, b) in enumerate(sides):
        if not np.isnan(subtract_means(a, b)):
            alike[a.size + b.size, min(a.size, b.size)].append(place)
    for (n, k), places in alike.items():
        listed = may_list(n, k)
        if listed:
            splits = list_splits(n, k)
            blocks, n_splits = (splits[at:at + _BLOCK] for at in range(0, len(splits), _BLOCK)), len(splits)
        else:
            blocks, n_splits = draw_splits(n, k, seed, n_resamples), n_resamples + 1
        pooled = np.column_stack([np.concatenate(sides[place]) for place in places])
        observed = [subtract_means(*sides[place]) for place in places]
        limits = [abs(each) - bound_rounding(*sides[place]) for each, place in zip(observed, places)]
        hits = _count_hits(blocks, pooled, k, np.array(limits))
        for place, difference, n_hits in zip(places, observed, hits):
            n_alike = 2 if listed and 2 * k == n else 1
            p = float((n_hits + (not listed)) / n_splits)
            found[place] = Permutation(difference, p, n_alike / n_splits, n_splits)
    return found


def _count_hits(blocks: Iterable[np.ndarray], columns: np.ndarray, k: int, limits: np.ndarray) -> np.ndarray:
    """For each column, the splits whose k chosen rows' mean is at least the limit away from that of the others."""
    n = len(columns)
    totals, hits = columns.sum(axis=0), np.zeros(columns.shape[1], dtype=np.int64)
    for chosen in blocks:
        marks = np.zeros((len(chosen), n))
        np.put_along_axis(marks, chosen, 1.0, axis=1)
        sums = marks @ columns
        hits += (np.abs(sums / k - (totals - sums) / (n - k)) >= limits).sum(axis=0)
    return hits


def permute_columns(values: ArrayLike, in_a: ArrayLike, *, seed: int = 0, n_resamples: int = 9_999,
                    max_listed: int = MAX_MARKED_SPLITS) -> ColumnPermutation:
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
    listed = may_list(n, n_smaller, max_listed)
    chosen = mark_splits(n, n_smaller, seed, n_resamples, max_listed)
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


def permute_counts(counts: ArrayLike, n_words: ArrayLike, in_a: ArrayLike,
                   statistics: Sequence[Callable[..., np.ndarray]], *, seed: int = 0, n_resamples: int = 9_999,
                   max_listed: int = MAX_MARKED_SPLITS) -> np.ndarray:
    """Find p of statistics of pooled counts: each split's counts are summed by side, and each statistic taken of them.

    Parameters
    ----------
    counts : array of int, articles × columns
        How often each word stands in each article.
    n_words : array of int
        How many words each article has.
    in_a : array of bool
        Which articles are in the first group.
    statistics : sequence of callables
        Each takes a column's count on one side and on the other, and all words of the one side and of the other (arrays
        that broadcast), and returns the statistic. Sides exchanged must give the same value with the other sign.
    seed, n_resamples, max_listed : int
        As in ``permute_columns``, which takes the same splits.

    Returns
    -------
    array of float, statistics × columns
        The share of splits whose \\|statistic\\| is at least the observed one, and (1 + hits) / (1 + n_resamples) where
        splits are drawn; ties within 1e-9 count. The lowest possible value is ``permute_columns``'s ``p_floor``. NaN
        where the observed statistic is, and everywhere where a group is empty.

    Examples
    --------
    A word 4, 2 and 1 times in articles of ten words, the first two against the third: 6 / 20 − 1 / 10 = 0.2. The first
    against both others, 4 / 10 − 3 / 20 = 0.25, is more; the second, 2 / 10 − 5 / 20 = −0.05, is less: two of three.

    >>> def subtract_rates(a, b, n_words_a, n_words_b):
    ...     return a / n_words_a - b / n_words_b
    >>> permute_counts([[4], [2], [1]], [10, 10, 10], [True, True, False], [subtract_rates]).round(3).tolist()
    [[0.667]]
    """
    rows, in_a = np.asarray(counts, dtype=float), np.asarray(in_a, dtype=bool)
    words = np.asarray(n_words, dtype=float)
    n, n_a = in_a.size, int(in_a.sum())
    if n_a in (0, n):
        return np.full((len(statistics), rows.shape[1]), nan)
    n_smaller = min(n_a, n - n_a)
    listed = may_list(n, n_smaller, max_listed)
    chosen = mark_splits(n, n_smaller, seed, n_resamples, max_listed)
    observed = np.abs([statistic(*_pool(in_a[None], rows, words)) for statistic in statistics])[:, 0]
    hits = np.zeros(observed.shape, dtype=np.int64)
    n_splits, n_columns = _COUNT_BLOCK
    for left in range(0, rows.shape[1], n_columns):
        columns = slice(left, left + n_columns)
        block, limits = np.ascontiguousarray(rows[:, columns]), observed[:, columns] - _COUNT_TIE
        for start in range(0, len(chosen), n_splits):
            sides = _pool(chosen[start:start + n_splits], block, words)
            for place, statistic in enumerate(statistics):
                hits[place, columns] += (np.abs(statistic(*sides)) >= limits[place]).sum(axis=0)
    p = hits / len(chosen) if listed else (hits + 1) / (n_resamples + 1)
    return np.where(np.isnan(observed), nan, p)


def _pool(chosen: np.ndarray, counts: np.ndarray, n_words: np.ndarray) -> tuple[np.ndarray, ...]:
    """Counts of both sides of each split, then all words of both."""
    weights = chosen.astype(float)
    a, n_words_a = weights @ counts, (weights @ n_words)[:, None]
    return a, counts.sum(axis=0) - a, n_words_a, n_words.sum() - n_words_a


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

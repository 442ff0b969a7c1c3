"""Splits of articles into two groups: all of them where they are few enough to list, else a seeded sample.

Measures of the same articles get the same splits, so that what they say of a split can be compared.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import chain, combinations
from math import comb

import numpy as np

MAX_LISTED_SPLITS = 200_000
MAX_MARKED_SPLITS = 10_000  # where every split costs as many differences as there are columns
_BLOCK = 1_000
_CELLS = 8_000_000  # numbers held at once


def may_list(n: int, k: int, most: int = MAX_LISTED_SPLITS) -> bool:
    """Say whether all ways to choose k of n articles are few enough to be listed.

    Examples
    --------
    >>> may_list(20, 10), may_list(21, 10)  # 184,756 and 352,716 splits
    (True, False)
    """
    return comb(n, k) <= most


@lru_cache(maxsize=4)
def list_splits(n: int, k: int) -> np.ndarray:
    """List all ways to choose k of n articles, one a row; kept for the next measure.

    Examples
    --------
    >>> list_splits(3, 2).tolist()
    [[0, 1], [0, 2], [1, 2]]
    """
    members = np.fromiter(chain.from_iterable(combinations(range(n), k)), dtype=np.int64, count=comb(n, k) * k)
    return members.reshape(-1, k)


def draw_splits(n: int, k: int, seed: int, n_resamples: int) -> Iterator[np.ndarray]:
    """Draw ``n_resamples`` ways to choose k of n articles at random, one a row, some rows at a time.

    Examples
    --------
    >>> [block.shape for block in draw_splits(9, 4, 0, 1_025)]
    [(1000, 4), (25, 4)]
    """
    generator = np.random.default_rng(seed)
    articles, most = np.arange(n, dtype=np.int32), max(1, min(_BLOCK, _CELLS // n))
    for done in range(0, n_resamples, most):
        rows = np.tile(articles, (min(most, n_resamples - done), 1))
        yield generator.permuted(rows, axis=1)[:, :k]


def mark_splits(n: int, k: int, seed: int, n_resamples: int, most: int = MAX_MARKED_SPLITS) -> np.ndarray:
    """Mark the chosen ones of k of n articles in all splits, or in ``n_resamples`` drawn ones where they are too many.

    Returns
    -------
    array of bool, splits × articles

    Examples
    --------
    >>> mark_splits(3, 2, seed=0, n_resamples=9).astype(int).tolist()
    [[1, 1, 0], [1, 0, 1], [0, 1, 1]]
    """
    if not may_list(n, k, most):
        first = np.tile(np.arange(n) < k, (n_resamples, 1))
        return np.random.default_rng(seed).permuted(first, axis=1)
    marks = np.zeros((comb(n, k), n), dtype=bool)
    np.put_along_axis(marks, list_splits(n, k), True, axis=1)
    return marks

"""How far two groups of values are apart: the difference of their means, and how far they overlap."""

from __future__ import annotations

from math import nan

import numpy as np
from numpy.typing import ArrayLike

_ROUNDING = 100 * np.finfo(float).eps


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
    return float(drop_rounding(a.mean() - b.mean(), a, b))


def drop_rounding(differences: ArrayLike, values_a: np.ndarray, values_b: np.ndarray) -> np.ndarray:
    """Make differences of these values' means exactly 0 where they are nothing but floating-point error.

    Examples
    --------
    >>> drop_rounding([1e-17, 0.5], np.array([0.3]), np.array([0.3])).tolist()
    [0.0, 0.5]
    """
    if not np.size(differences):
        return np.asarray(differences)
    return np.where(np.abs(differences) <= bound_rounding(values_a, values_b), 0.0, differences)


def measure_cliffs_delta(values_a: ArrayLike, values_b: ArrayLike) -> float:
    """Measure how far two groups overlap, from −1 (all of b above all of a) over 0 to 1 (all of a above all of b).

    Cliff's delta = (pairs with a > b − pairs with a < b) / all pairs. NaN when a group is empty or holds a NaN.

    Source: Cliff, N. (1993): Dominance statistics. Psychological Bulletin 114 (3), 494–509.

    Examples
    --------
    >>> measure_cliffs_delta([3, 4, 9], [5, 2])  # 3 > 2, 4 > 2, 9 > 5, 9 > 2 against 3 < 5, 4 < 5: (4 − 2) / 6
    0.3333333333333333
    """
    a, b = np.asarray(values_a, dtype=float), np.sort(np.asarray(values_b, dtype=float))
    if not a.size or not b.size or np.isnan(a).any() or np.isnan(b).any():
        return nan
    below, not_above = np.searchsorted(b, a, "left"), np.searchsorted(b, a, "right")
    return float((below + not_above - b.size).sum() / (a.size * b.size))


def bound_rounding(values_a: np.ndarray, values_b: np.ndarray) -> float:
    """The floating-point error that a difference of means of these values, none of them empty, may have.

    Examples
    --------
    >>> bound_rounding(np.array([1.0]), np.array([-1000.0])) < 1e-10
    True
    """
    return float(_ROUNDING * max(np.abs(values_a).max(), np.abs(values_b).max()))

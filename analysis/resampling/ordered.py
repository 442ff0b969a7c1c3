"""Permutation of dates: articles keep their value and group, and dates change hands within a group only."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import permutations, product
from math import factorial, nan, prod

import numpy as np
from numpy.typing import ArrayLike

from analysis.resampling.splits import MAX_LISTED_SPLITS

_TIE = 1e-9  # below this two correlations differ by floating-point error
_CELLS = 2_000_000  # numbers held at once


@dataclass(frozen=True)
class OrderedPermutation:
    """Rank correlation within groups, the share ``p`` of orders whose correlation is as far from 0, and p's floor."""

    rho: float
    p: float
    p_floor: float
    n_orders: int


def permute_dates(values: ArrayLike, dates: ArrayLike, groups: ArrayLike, *, seed: int = 0,
                  n_resamples: int = 9_999) -> OrderedPermutation:
    """Ask whether values move with dates within groups, against the same dates dealt out again within each group.

    Parameters
    ----------
    values, dates : array of float
        One of each for every article, none undefined.
    groups : array
        Each article's group. With one group ``rho`` is Spearman's.
    seed, n_resamples : int
        Used only where there are more than ``splits.MAX_LISTED_SPLITS`` orders: that many are then drawn.

    Returns
    -------
    OrderedPermutation
        ``rho`` = correlation, −1..1, of the ranks of values and dates, each less its group's mean rank, so that a group
        that publishes later makes no trend. ``p`` = share of orders whose \\|rho\\| is at least the observed one, 0..1,
        two-sided, ties counted. ``p_floor`` is the p of the orders furthest from 0. With drawn orders
        p = (1 + hits) / (1 + n_resamples), and the floor is 1 / (1 + n_resamples). All NaN, and no
        orders, where values or dates do not vary within any group.

    Source: Spearman, C. (1904): The proof and measurement of association between two things. American Journal of
    Psychology 15 (1), 72–101; for drawn orders Phipson, B. and Smyth, G. K. (2010): Permutation p-values should never
    be zero. Statistical Applications in Genetics and Molecular Biology 9 (1), 39.

    Examples
    --------
    Of the six orders of three dates, the given one and its reverse are as far from 0.

    >>> found = permute_dates([1, 2, 4], [5, 6, 7], ["a", "a", "a"])
    >>> round(found.rho, 6), round(found.p, 6), found.n_orders
    (1.0, 0.333333, 6)
    """
    from scipy.stats import rankdata

    names = np.asarray(groups, dtype=object)
    members = [np.flatnonzero(names == name) for name in dict.fromkeys(names)]
    x, y = (_centre(rankdata(np.asarray(each, dtype=float)), members) for each in (values, dates))
    scale = float(np.sqrt((x**2).sum() * (y**2).sum()))
    if scale <= _TIE:
        return OrderedPermutation(nan, nan, nan, 0)
    observed = float(x @ y) / scale
    n_orders = prod(factorial(part.size) for part in members)
    listed = n_orders <= MAX_LISTED_SPLITS
    orders = _list_orders(y, members) if listed else _draw_orders(y, members, seed, n_resamples)
    sizes = np.concatenate([np.abs(block @ x / scale) for block in orders])
    hits = int(np.count_nonzero(sizes >= abs(observed) - _TIE))
    if listed:
        return OrderedPermutation(observed, hits / n_orders, float((sizes >= sizes.max() - _TIE).mean()), n_orders)
    return OrderedPermutation(observed, (hits + 1) / (n_resamples + 1), 1 / (n_resamples + 1), n_resamples + 1)


def _centre(ranks: np.ndarray, members: list[np.ndarray]) -> np.ndarray:
    centred = ranks.astype(float)
    for part in members:
        centred[part] -= ranks[part].mean()
    return centred


def _list_orders(y: np.ndarray, members: list[np.ndarray]):
    for each in product(*(permutations(part) for part in members)):
        order = np.empty_like(y)
        for part, dealt in zip(members, each):
            order[part] = y[list(dealt)]
        yield order[None, :]


def _draw_orders(y: np.ndarray, members: list[np.ndarray], seed: int, n_resamples: int):
    generator = np.random.default_rng(seed)
    size = max(1, _CELLS // y.size)
    for done in range(0, n_resamples, size):
        block = np.tile(y, (min(size, n_resamples - done), 1))
        for part in members:
            block[:, part] = generator.permuted(block[:, part], axis=1)
        yield block

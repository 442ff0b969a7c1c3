"""Matched permutation: in every event the two sides' texts may change places, and nothing is compared across events."""

from __future__ import annotations

from dataclasses import dataclass
from math import nan

import numpy as np
from numpy.typing import ArrayLike

from analysis.resampling.splits import MAX_LISTED_SPLITS

_TIE = 1e-9  # of the largest difference: below this two means of differences differ by floating-point error
_BLOCK = 10_000


@dataclass(frozen=True)
class MatchedPermutation:
    """The mean difference over blocks, the share ``p`` of sign patterns whose mean is as far from 0, and p's floor."""

    difference: float
    p: float
    p_floor: float
    n_patterns: int
    n_blocks: int
    n_left_out: int


def permute_matched(differences: ArrayLike, *, seed: int = 0, n_resamples: int = 9_999) -> MatchedPermutation:
    """Compare a mean of differences with what it would be if the two sides of any block had changed places.

    Parameters
    ----------
    differences : array of float
        One value for each block (event): the one side's value less the other's, in any unit. NaN blocks are left out.
    seed, n_resamples : int
        Used only above ``splits.MAX_LISTED_SPLITS`` sign patterns, 18 blocks or more: that many are then drawn.

    Returns
    -------
    MatchedPermutation
        ``difference`` = the mean over the blocks that have a value, exactly 0 where it is nothing but floating-point
        error. ``p`` = share of all 2^n sign patterns whose \\|mean\\| is at least the observed one, 0..1, two-sided;
        ties within floating-point error count. ``p_floor`` = 2 / 2^n, since each pattern has a mirror image. With
        drawn patterns p = (1 + hits) / (1 + n_resamples), the floor is 1 / (1 + n_resamples), and ``n_patterns`` counts
        the observed pattern and the drawn ones. ``n_blocks`` have a value, ``n_left_out`` have none. Without any value
        difference, p and floor are NaN and ``n_patterns`` is 0.

    Source: Fisher, R. A. (1935): The Design of Experiments, chapter 3, on Darwin's fifteen pairs of maize plants; for
    drawn patterns Phipson, B. and Smyth, G. K. (2010): Permutation p-values should never be zero. Statistical
    Applications in Genetics and Molecular Biology 9 (1), 39.

    Examples
    --------
    Three events, 3, 2 and −1. The mean is 4 / 3; of eight sign patterns, +++, ++−, −−+ and −−− are as far from 0.

    >>> found = permute_matched([3, 2, -1])
    >>> found.p, found.p_floor, found.n_patterns
    (0.5, 0.25, 8)
    """
    given = np.asarray(differences, dtype=float)
    values = given[~np.isnan(given)]
    n, n_left_out = values.size, int(np.isnan(given).sum())
    if not n:
        return MatchedPermutation(nan, nan, nan, 0, 0, n_left_out)
    slack = _TIE * np.abs(values).max()
    mean = float(values.mean())
    observed = 0.0 if abs(mean) <= slack else mean
    listed = may_list_signs(n)
    n_drawn = 2 ** n if listed else n_resamples
    generator = np.random.default_rng(seed)
    hits = 0
    for start in range(0, n_drawn, _BLOCK):
        size = min(_BLOCK, n_drawn - start)
        signs = list_signs(n, start, start + size) if listed else generator.choice([-1, 1], size=(size, n))
        hits += int(np.count_nonzero(np.abs((signs * values).mean(axis=1)) >= abs(observed) - slack))
    if listed:
        return MatchedPermutation(observed, hits / n_drawn, 2 / n_drawn, n_drawn, n, n_left_out)
    n_patterns = n_resamples + 1
    return MatchedPermutation(observed, (hits + 1) / n_patterns, 1 / n_patterns, n_patterns, n, n_left_out)


def may_list_signs(n: int) -> bool:
    """Say whether all 2^n sign patterns of n blocks are few enough to be listed.

    Examples
    --------
    >>> may_list_signs(17), may_list_signs(18)  # 131,072 and 262,144 patterns
    (True, False)
    """
    return 2 ** n <= MAX_LISTED_SPLITS


def list_signs(n: int, start: int = 0, stop: int | None = None) -> np.ndarray:
    """List the sign patterns of n blocks, one a row, from number ``start`` to before ``stop``; all when left out.

    Examples
    --------
    >>> list_signs(2).tolist()
    [[1, 1], [-1, 1], [1, -1], [-1, -1]]
    """
    numbers = np.arange(start, 2 ** n if stop is None else stop)
    return 1 - 2 * ((numbers[:, None] >> np.arange(n)) & 1)

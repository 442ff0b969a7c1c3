"""Bootstrap over articles, and false-discovery control: how far may a mean stray, and how many measures by chance?

Both need ``ENOUGH_ARTICLES`` in each group.
"""

from __future__ import annotations

from functools import lru_cache
from math import nan

import numpy as np
from numpy.typing import ArrayLike

from analysis.resampling.permutation import subtract_means

# In each group, for an interval or a q. Six against six have 924 splits, so that p can be as low as 2 / 924 = 0.0022;
# times 20 measures that is 0.043, so that one measure in twenty can still stand out. With fewer none ever could.
ENOUGH_ARTICLES = 6
_TAILS = (2.5, 97.5)


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


@lru_cache(maxsize=4)
def _draw_again(n: int, seed: int, n_resamples: int) -> np.ndarray:
    """n of n articles with replacement, ``n_resamples`` times, one a row; kept for the next measure."""
    return np.random.default_rng(seed).integers(n, size=(n_resamples, n), dtype=np.int32)

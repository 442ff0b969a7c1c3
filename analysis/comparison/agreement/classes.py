"""A class of coders: how far all of them agree, how far each two do, and who codes like whom.

``codes`` is a table of one variable: a row is a sentence, a column a coder; a cell that is missing was not coded, which
is no disagreement. Words or numbers, as the level of measurement asks.
"""

from __future__ import annotations

from itertools import combinations
from math import nan

import numpy as np
import pandas as pd

from analysis.comparison.agreement.coefficients import (
    measure_alpha_of_counts,
    resample_alpha_of_counts,
    resample_alpha_of_pairs,
)
from analysis.resampling.intervals import find_interval, find_intervals

PAIR_COLUMNS = ["coder", "other", "n", "share_same", "alpha", "low", "high"]
_AT_ONCE = 100  # pairs: a class of thirty has 435, and a thousand resamples of 100 tables of 5 × 5 are 20 megabytes


def measure_class(codes: pd.DataFrame, weights: np.ndarray, places: np.ndarray, level: str) -> dict[str, float]:
    """Measure how far all coders of a variable agree.

    Parameters
    ----------
    codes : DataFrame
        Sentences × coders.
    weights : array of shape (resamples, sentences)
        How often each sentence is in each drawn corpus (``coefficients.Resamples.weigh``).
    places : array
        The paragraph of each sentence (``Resamples.place``).
    level : str
        nominal, ordinal or interval.

    Returns
    -------
    dict
        n_sentences (coded by two or more) · n_codes (given to them) · alpha (Krippendorff's, up to 1) · low · high (95%
        percentile interval over the resamples). NaN where alpha is undefined; no interval where all sentences stand in
        one paragraph.

    Source: Krippendorff, K. (2019): Content Analysis, 4th edition, chapter 12.

    Examples
    --------
    Of three sentences with two codes or more, one has yes, no, yes: 4 of its ordered pairs differ, each counting 1 / 2,
    which is 2 of 8. Of the 8 codes 5 are yes: by chance 5 × 3 × 2 / (8 × 7) would. 1 − 0.25 / 0.5357 = 0.5333.

    >>> codes = pd.DataFrame({"AB": ["yes", "yes", "no", "no"], "CD": ["yes", "no", "no", None],
    ...                       "EF": ["yes", "yes", None, None]})
    >>> measured = measure_class(codes, np.ones((1, 4)), np.arange(4), "nominal")
    >>> measured["n_sentences"], measured["n_codes"], round(measured["alpha"], 4)
    (3, 8, 0.5333)
    """
    given, domain = _mark_given(codes)
    counts = given.sum(axis=1)
    both = counts.sum(axis=1) > 1
    return {"n_sentences": int(both.sum()), "n_codes": int(counts[both].sum())} | _measure(
        counts, domain, weights, places, level)


def measure_each_two(codes: pd.DataFrame, weights: np.ndarray, places: np.ndarray, level: str,
                     against: str = "") -> pd.DataFrame:
    """Measure how far each two coders of a variable agree over the sentences that both coded.

    Parameters are those of ``measure_class``; with ``against`` only the pairs of that coder are measured.

    Returns
    -------
    DataFrame
        coder · other · n (sentences that both coded) · share_same (0..1; NaN without any) · alpha · low · high; a row
        for each pair, in the order of the columns.

    Examples
    --------
    >>> codes = pd.DataFrame({"AB": [1.0, 1.0, 0.0, 0.0], "CD": [1.0, 0.0, 0.0, 0.0], "EF": [1.0, None, None, None]})
    >>> measure_each_two(codes, np.ones((1, 4)), np.arange(4), "interval")[PAIR_COLUMNS[:5]].round(4).values.tolist()
    [['AB', 'CD', 4, 0.75, 0.5333], ['AB', 'EF', 1, 1.0, nan], ['CD', 'EF', 1, 1.0, nan]]
    """
    given, domain = _mark_given(codes)
    names = [*codes.columns]
    chosen = [pair for pair in combinations(range(len(names)), 2)
              if not against or against in (names[pair[0]], names[pair[1]])]
    rows = [_measure_some(given, some, domain, weights, places, level)
            for some in np.array_split(np.array(chosen, dtype=int).reshape(-1, 2), max(1, len(chosen) // _AT_ONCE))]
    measured = {name: np.concatenate([each[name] for each in rows]) for name in PAIR_COLUMNS[2:]}
    return pd.DataFrame({"coder": [names[first] for first, _ in chosen], "other": [names[other] for _, other in chosen]}
                        | measured)


def _measure_some(given: np.ndarray, pairs: np.ndarray, domain: np.ndarray, weights: np.ndarray, places: np.ndarray,
                  level: str) -> dict[str, np.ndarray]:
    """n, share_same, alpha, low and high of some pairs, numbers of two coders each; all at once."""
    first, other = (given[:, pairs[:, side]].swapaxes(0, 1) for side in (0, 1))  # pairs × sentences × values
    both = (first.any(axis=2) & other.any(axis=2)).astype(int)
    n, same = both.sum(axis=1), (first & other).sum(axis=(1, 2))
    together = first[..., :, None] * other[..., None, :]
    as_coded = np.ones((1, len(places)))
    alphas = resample_alpha_of_pairs(np.vstack([as_coded, weights]), together, domain, level)
    paragraphs = np.array([len(np.unique(places[each > 0])) for each in both], dtype=int)
    low, high = np.where((paragraphs > 1) & ~np.isnan(alphas[0]), find_intervals(alphas[1:]), nan)
    share = np.divide(same, n, out=np.full(len(n), nan), where=n > 0)
    return {"n": n, "share_same": share, "alpha": alphas[0], "low": low, "high": high}


def order_coders(pairs: pd.DataFrame) -> list[str]:
    """Put coders who agree beside each other: the leaves of an average-linkage clustering of 1 − alpha.

    Parameters
    ----------
    pairs : DataFrame
        coder · other · alpha, of one variable or of several; of several the mean counts, and a pair without alpha is as
        far apart as the pairs are on average.

    Source: Sokal, R. R. and Michener, C. D. (1958): A statistical method for evaluating systematic relationships.
    University of Kansas Science Bulletin 38, 1409–1438.

    Examples
    --------
    >>> rows = [("AB", "CD", 0.1), ("AB", "EF", 0.9), ("CD", "EF", 0.2)]
    >>> order_coders(pd.DataFrame(rows, columns=["coder", "other", "alpha"]))
    ['CD', 'AB', 'EF']
    """
    from scipy.cluster.hierarchy import leaves_list, linkage
    from scipy.spatial.distance import squareform

    names = [*dict.fromkeys([*pairs["coder"], *pairs["other"]])]
    if len(names) < 3:
        return names
    apart = 1 - pairs.groupby(["coder", "other"])["alpha"].mean()
    apart = apart.fillna(apart.mean()).fillna(1.0)
    half = apart.unstack().reindex(index=names, columns=names)
    matrix = half.combine_first(half.T).loc[names, names].fillna(0.0)
    return [names[place] for place in leaves_list(linkage(squareform(matrix.to_numpy(), checks=False), "average"))]


def _mark_given(codes: pd.DataFrame) -> tuple[np.ndarray, np.ndarray]:
    """Who gave which value (sentences × coders × values, 0 or 1), and the values in order."""
    values = codes.to_numpy(dtype=object)
    there = codes.notna().to_numpy()
    domain, numbers = np.unique(np.array([*values[there]]), return_inverse=True)
    places = np.full(values.shape, -1)
    places[there] = numbers
    return (places[..., None] == np.arange(len(domain))).astype(int), domain


def _measure(counts: np.ndarray, domain: np.ndarray, weights: np.ndarray, places: np.ndarray,
             level: str) -> dict[str, float]:
    alpha = measure_alpha_of_counts(counts, domain, level)
    coded = counts.sum(axis=1) > 1
    if np.isnan(alpha) or len(np.unique(places[coded])) < 2:
        return {"alpha": alpha, "low": nan, "high": nan}
    low, high = find_interval(resample_alpha_of_counts(weights, counts, domain, level))
    return {"alpha": alpha, "low": low, "high": high}

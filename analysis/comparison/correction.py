"""What measured error does to a difference between groups, and the difference without it.

An instrument that errs more in one group than in the other makes a difference of its own. Where a random sample of the
sentences was coded by hand, the errors seen there can be taken off again, whatever they are: the value that the machine
gives, plus the mean error in the sample, each error weighted by one over its sentence's chance to be drawn.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import nan

import pandas as pd

from analysis.resampling.intervals import bound_difference

FEWEST_ARTICLES = 2
RAW, CORRECTED, RATES = "as measured", "corrected", "corrected by rates of error"


@dataclass(frozen=True)
class Correction:
    """``differences``: estimate · difference · low · high, a row for each of ``as measured``, ``corrected`` and
    ``corrected by rates of error``; ``groups``: group · n_articles · n_sentences · n_coded · as_measured · corrected ·
    sensitivity · specificity."""

    differences: pd.DataFrame
    groups: pd.DataFrame


def correct_difference(sentences: pd.DataFrame, group_a: str, group_b: str) -> Correction:
    """Correct the difference between two groups in the share of sentences that have something.

    What is estimated is the mean over a group's articles of each article's share (0..1), a minus b.

    Parameters
    ----------
    sentences : DataFrame
        article_id · group · machine (0 or 1) · coded (0 or 1, NaN where the sentence was not drawn) · probability (its
        chance to be drawn, above 0 where it was). All sentences of all articles of the two groups.
    group_a, group_b : str
        The groups.

    Returns
    -------
    Correction
        ``corrected`` takes an article's share by the machine plus Σ (coded − machine) / probability over its coded
        sentences / number of its sentences: without bias whatever the errors, also where they differ between groups.
        Its interval and that of the raw difference are Welch's, over articles, NaN with fewer than two articles in a
        group; it is NaN where a group has no coded sentence. ``corrected by rates of error`` is Rogan and Gladen's
        (share + specificity − 1) / (sensitivity + specificity − 1) in each group, without an interval; NaN where the
        sample does not hold both kinds of sentence in each group or the machine does no better than chance.

    Source: Angelopoulos, A. N., Bates, S., Fannjiang, C., Jordan, M. I. and Zrnic, T. (2023): Prediction-powered
    inference. Science 382, 669–674; Egami, N., Hinck, M., Stewart, B. M. and Wei, H. (2023): Using imperfect surrogates
    for downstream inference. Advances in Neural Information Processing Systems 36; the estimator is the difference
    estimator of survey sampling (Särndal, C.-E., Swensson, B. and Wretman, J. (1992): Model Assisted Survey Sampling.
    Springer). Rogan, W. J. and Gladen, B. (1978): Estimating prevalence from the results of a screening test. American
    Journal of Epidemiology 107, 71–76.

    Examples
    --------
    >>> sentences = pd.DataFrame({"article_id": [*"aabb"], "group": ["x", "x", "y", "y"], "machine": [1, 1, 0, 1],
    ...                           "coded": [1, 0, 0, 1], "probability": 1.0})
    >>> correct_difference(sentences, "x", "y").differences["difference"].tolist()[:2]
    [0.5, 0.0]
    """
    values = {group: _measure_articles(sentences[sentences["group"] == group]) for group in (group_a, group_b)}
    rates = {group: _measure_rates(sentences[sentences["group"] == group]) for group in values}
    a, b = values[group_a], values[group_b]
    rows = [(name, *_compare(a[column], b[column])) for name, column in ((RAW, "raw"), (CORRECTED, "corrected"))]
    shares = [_undo_rates(values[group]["raw"].mean(), *rates[group]) for group in (group_a, group_b)]
    rows.append((RATES, shares[0] - shares[1], nan, nan))
    groups = [(group, len(values[group]), int(values[group]["n"].sum()), int(values[group]["n_coded"].sum()),
               values[group]["raw"].mean(), values[group]["corrected"].mean(), *rates[group]) for group in values]
    return Correction(
        pd.DataFrame(rows, columns=["estimate", "difference", "low", "high"]),
        pd.DataFrame(groups, columns=["group", "n_articles", "n_sentences", "n_coded", "as_measured", "corrected",
                                      "sensitivity", "specificity"]))


def _measure_articles(sentences: pd.DataFrame) -> pd.DataFrame:
    """Each article's share by the machine, and with the errors of its coded sentences taken off."""
    error = ((sentences["coded"] - sentences["machine"]) / sentences["probability"]).fillna(0.0)
    table = sentences.assign(error=error, is_coded=sentences["coded"].notna()).groupby("article_id").agg(
        raw=("machine", "mean"), error=("error", "mean"), n=("machine", "size"), n_coded=("is_coded", "sum"))
    is_known = table["n_coded"].sum() > 0  # of a group without any coded sentence nothing is known to be taken off
    return table.assign(corrected=table["raw"] + table["error"] if is_known else nan)


def _measure_rates(sentences: pd.DataFrame) -> tuple[float, float]:
    """Sensitivity and specificity in the sample, each sentence weighted by one over its chance to be drawn."""
    coded = sentences.dropna(subset="coded")
    weights = 1 / coded["probability"]
    found = []
    for value in (1, 0):
        of_kind = coded["coded"] == value
        right = of_kind & (coded["machine"] == value)
        found.append(float(weights[right].sum() / weights[of_kind].sum()) if of_kind.any() else nan)
    return found[0], found[1]


def _undo_rates(share: float, sensitivity: float, specificity: float) -> float:
    better = sensitivity + specificity - 1
    return (share + specificity - 1) / better if better > 0 else nan


def _compare(a: pd.Series, b: pd.Series) -> tuple[float, float, float]:
    """The difference of means and Welch's interval."""
    if min(len(a), len(b)) == 0:
        return nan, nan, nan
    return float(a.mean() - b.mean()), *bound_difference(a, b, FEWEST_ARTICLES)

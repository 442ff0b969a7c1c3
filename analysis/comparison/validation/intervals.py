"""How sure a figure is: a percentile bootstrap over the labelled rows."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np
import pandas as pd

from analysis.resampling.intervals import find_interval

RESAMPLES = 1_000
_CELLS = 1_000_000  # resamples × rows held in memory at once

Metric = Callable[[np.ndarray], np.ndarray]


def measure_once(metric: Metric, n: int) -> float:
    """Return a metric of the n rows as they are."""
    return float(metric(np.ones((1, n)))[0])


def bootstrap(metrics: Mapping[str, Metric], n: int, seed: int = 0,
              clusters: np.ndarray | None = None) -> pd.DataFrame:
    """Measure on n rows, each metric with its 95% interval.

    Parameters
    ----------
    metrics : mapping of str to callable
        By name: from weights (resamples × n) to one value a resample.
    n : int
        Number of rows: what is drawn, with replacement, ``RESAMPLES`` times.
    seed : int
        The same seed draws the same rows, for all metrics.
    clusters : array of int, optional
        What hangs together, a number from 0 for each row: whole clusters are drawn, as many as there are.

    Returns
    -------
    DataFrame
        Indexed by name: ``value``, and ``low`` and ``high``, the 2.5th and 97.5th percentile over the resamples in
        which the metric is defined. All three are NaN where ``value`` is; a single row has no interval.

    Source: Efron, B. and Tibshirani, R. J. (1993): An Introduction to the Bootstrap. Chapman & Hall, chapter 13.

    Examples
    --------
    >>> from functools import partial
    >>> from analysis.comparison.scores import measure_f1
    >>> gold, found = [1, 1, 1, 0, 0, 0], [1, 1, 0, 1, 0, 0]
    >>> bootstrap({"f1": partial(measure_f1, gold=gold, found=found)}, 6).round(2).loc["f1"].tolist()
    [0.67, 0.0, 1.0]
    """
    generator, block = np.random.default_rng(seed), max(1, _CELLS // n)
    n_drawn = n if clusters is None else int(clusters.max()) + 1
    drawn: dict[str, list[np.ndarray]] = {name: [] for name in metrics}
    for done in range(0, RESAMPLES if n_drawn > 1 else 0, block):
        weights = _draw_weights(generator, min(block, RESAMPLES - done), n_drawn)
        weights = weights if clusters is None else weights[:, clusters]
        for name, metric in metrics.items():
            drawn[name].append(metric(weights))
    rows = {}
    for name, metric in metrics.items():
        value = measure_once(metric, n)
        known = drawn[name] and not np.isnan(value)
        rows[name] = [value, *(find_interval(np.concatenate(drawn[name])) if known else (np.nan, np.nan))]
    return pd.DataFrame.from_dict(rows, orient="index", columns=["value", "low", "high"], dtype=float)


def _draw_weights(generator: np.random.Generator, n_resamples: int, n: int) -> np.ndarray:
    """How often each row was drawn, one resample a row."""
    drawn = generator.integers(n, size=(n_resamples, n)) + n * np.arange(n_resamples)[:, None]
    return np.bincount(drawn.ravel(), minlength=n_resamples * n).reshape(n_resamples, n).astype(float)

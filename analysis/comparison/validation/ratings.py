"""Scores of texts against their labels, one a text: which metrics suit the labels, and what the baselines reach."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import NamedTuple

import numpy as np
import pandas as pd

from analysis.comparison.scores import (
    find_best_f1,
    measure_auc,
    measure_f1,
    measure_macro_f1,
    measure_pearson,
    measure_spearman,
)
from analysis.comparison.validation.baselines import ALWAYS_POSITIVE, guess_classes, score_baselines
from analysis.comparison.validation.instruments import Instrument
from analysis.comparison.validation.intervals import Metric, bootstrap, measure_once
from analysis.comparison.validation.labelled import BINARY, CLASSES, name_kind

GENEROUS = ("F1 of the baselines is the best that any threshold reaches on these very rows: generous to them, for ours "
            "was fixed beforehand.")


class Figures(NamedTuple):
    """What a comparison gives: the unit drawn by the bootstrap, the positives if labels are 0/1, metrics, notes."""

    unit: str
    positives: int | None
    metrics: pd.DataFrame
    notes: list[str]


def compare_ratings(rows: pd.DataFrame, instrument: Instrument, seed: int = 0) -> Figures:
    """Hold an instrument against labels.

    Parameters
    ----------
    rows : DataFrame
        text and label (float); target_start and target_end for a measure that has a target.
    instrument : Instrument
        What scores the texts.
    seed : int
        Of the bootstrap.

    Returns
    -------
    Figures
        For labels 0/1 auc and f1; for others pearson and spearman, and macro_f1 where labels are −1/0/1 and the
        instrument is signed. NaN where undefined, as for most metrics where all labels are the same (said in notes).

    Examples
    --------
    >>> from analysis.comparison.validation.instruments import INSTRUMENTS
    >>> rows = pd.DataFrame({"text": ["A vile lie.", "A hat.", "A cat."], "label": [1.0, 0.0, 1.0]})
    >>> figures = compare_ratings(rows, INSTRUMENTS["loaded_language"])  # one of two found: F1 = 2 × 1 / (1 + 2)
    >>> figures.metrics["value"].round(2).to_dict(), figures.positives
    ({'auc': 0.75, 'f1': 0.67}, 2)
    """
    gold, kind = rows["label"].to_numpy(), name_kind(rows["label"])
    ours = instrument.score_rows(rows)
    theirs = score_baselines(rows["text"], instrument.signed)
    if kind == BINARY:
        metrics = {"auc": partial(measure_auc, gold=gold, score=ours),
                   "f1": partial(measure_f1, gold=gold, found=instrument.is_positive(ours))}
        baselines = _rate_binary(gold, theirs)
    else:
        metrics = _correlate(gold, ours)
        baselines = {name: _measure_all(_correlate(gold, score), gold.size) for name, score in theirs.items()}
        if kind == CLASSES and instrument.signed:
            metrics = {"macro_f1": partial(measure_macro_f1, gold=gold, found=instrument.sign(ours))} | metrics
            for name, guess in guess_classes(theirs, gold).items():
                macro = measure_once(partial(measure_macro_f1, gold=gold, found=guess), gold.size)
                baselines[name] = baselines.get(name, {}) | {"macro_f1": macro}
    table = bootstrap(metrics, gold.size, seed).join(pd.DataFrame(baselines, dtype=float))
    notes = [GENEROUS] if kind == BINARY else [
        f"Labels are numbers from {gold.min():g} to {gold.max():g}, so correlations are given; for 0 and 1 alone it "
        "would be AUC and F1."]
    if np.unique(gold).size == 1:
        notes.append(f"Every label is {gold[0]:g}; what needs two different labels is undefined.")
    return Figures("row", int(gold.sum()) if kind == BINARY else None, table, notes)


def _rate_binary(gold: np.ndarray, theirs: pd.DataFrame) -> dict[str, dict[str, float]]:
    """AUC and best F1 of each baseline; always saying yes is a score of 1, AUC 0.5 and F1 2p / (1 + p)."""
    return {name: {"auc": measure_once(partial(measure_auc, gold=gold, score=score), gold.size),
                   "f1": find_best_f1(gold, score)}
            for name, score in theirs.assign(**{ALWAYS_POSITIVE: 1.0}).items()}


def _correlate(gold: np.ndarray, score: np.ndarray) -> dict[str, Metric]:
    return {"pearson": partial(measure_pearson, gold=gold, score=score),
            "spearman": partial(measure_spearman, gold=gold, score=score)}


def _measure_all(metrics: Mapping[str, Metric], n: int) -> dict[str, float]:
    return {name: measure_once(metric, n) for name, metric in metrics.items()}

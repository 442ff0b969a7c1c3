"""The figures of a validation in words: what was measured, and whether ours beats what anybody could have used."""

from __future__ import annotations

import pandas as pd

from analysis.comparison.validation.instruments import INSTRUMENTS
from analysis.comparison.validation.intervals import RESAMPLES
from analysis.comparison.validation.validations import Validation
from analysis.comparison.validation.voices import SPEECH_ALONE

_LEADING = (("auc", "f1"), ("macro_f1",), ("char_f1", "sentence_f1"), ("pearson", "spearman"))
_NAMES = {"auc": "AUC", "pearson": "Pearson's r", "spearman": "Spearman's rho", "textblob": "TextBlob",
          "vader": "VADER", SPEECH_ALONE: "speech alone"}


def name_figure(name: str) -> str:
    """Name a metric or a baseline as prose does.

    Examples
    --------
    >>> [name_figure(name) for name in ("auc", "macro_f1", "char_f1", "inside_marks")]
    ['AUC', 'macro F1', 'character F1', 'inside marks']
    """
    words = [{"f1": "F1", "char": "character"}.get(word, word) for word in name.split("_")]
    return _NAMES.get(name, " ".join(words))


def state_subject(validation: Validation) -> str:
    """Say what was measured, on how many rows, when ours says yes, and what the intervals are.

    Examples
    --------
    >>> state_subject(Validation("hedging", "mine.csv", "", 5000, 0, 300, "row", pd.DataFrame(), ()))
    "hedging in mine.csv: 5,000 rows, of which 300 are labelled 1. Ours says 1 to a text when it holds a hedge, \
one beside “about” or “some” before a figure. Intervals: 95%, from 1,000 draws of the file's rows."
    """
    rows = f"{validation.n:,} row{'s' if validation.n != 1 else ''}"
    positives = "" if validation.positives is None else (
        f", of which {validation.positives:,} {'is' if validation.positives == 1 else 'are'} labelled 1. "
        f"Ours says 1 to a text when {INSTRUMENTS[validation.measure].positive_when}")
    return (f"{validation.measure} in {validation.file}: {rows}{positives}. "
            f"Intervals: 95%, from {RESAMPLES:,} draws of the file's {validation.unit}s.")


def state_verdict(validation: Validation) -> str:
    """Say in one sentence whether ours is above the best baseline, and whether its whole interval is.

    Examples
    --------
    >>> metrics = pd.DataFrame({"value": [0.81], "low": [0.79], "high": [0.83], "vader": [0.58]}, index=["auc"])
    >>> state_verdict(Validation("hedging", "mine.csv", "", 9, 0, 3, "row", metrics, ()))
    'AUC 0.810 (0.790 to 0.830) is above the best baseline, VADER at 0.580, and so is its whole interval.'
    """
    metrics = validation.metrics
    leading = next(names for names in _LEADING if names[0] in metrics.index)
    sentence = "; ".join(_state_metric(name_figure(name), metrics.loc[name], validation.baselines)
                         for name in leading if name in metrics.index)
    return f"{sentence[0].upper()}{sentence[1:]}."


def _state_metric(name: str, row: pd.Series, baselines: list[str]) -> str:
    if pd.isna(row["value"]):
        return f"{name} is undefined here"
    ours = f"{name} {row['value']:.3f}" + ("" if pd.isna(row["low"]) else f" ({row['low']:.3f} to {row['high']:.3f})")
    others = row[[name for name in baselines if name != SPEECH_ALONE]].dropna()
    if others.empty:
        return f"{ours} has no baseline to beat here"
    best = others.max()
    rival = f"the best baseline, {name_figure(str(others.idxmax()))} at {best:.3f}"
    if row["value"] == best:
        return f"{ours} equals {rival}"
    is_above, is_interval = row["value"] > best, row["low"] < row["high"]
    sentence = f"{ours} is {'above' if is_above else 'below'} {rival}"
    if not is_interval:
        return sentence
    whole = row["low"] > best if is_above else row["high"] < best
    return sentence + (", and so is its whole interval" if whole else ", but its interval includes it")

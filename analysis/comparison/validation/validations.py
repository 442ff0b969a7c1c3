"""A labelled file in, its figures out: every metric with its interval, beside the baselines on the same rows."""

from __future__ import annotations

import math
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

import analysis
from analysis.comparison.validation.instruments import INSTRUMENTS, TARGET, VOICE, check_measure
from analysis.comparison.validation.labelled import CLASSES, NUMBERS, Labelled, name_kind, read_labelled
from analysis.comparison.validation.ratings import compare_ratings
from analysis.comparison.validation.spans import read_spans
from analysis.comparison.validation.voices import compare_voices
from analysis.files import UserError
from analysis.tables import SIGNIFICANT_DIGITS

_FEW = 50
_NUMBERS = ("value", "low", "high")


@dataclass(frozen=True)
class Validation:
    """What a measure is worth on one labelled file.

    ``n`` rows were measured, ``n_left_out`` without a word were not; ``positives`` are those labelled 1 (None where
    labels are not 0/1); ``unit`` is what the intervals draw: row, text or sentence. ``metrics`` is indexed by metric,
    with value, low, high and a column for each baseline. ``notes`` are sentences that a reader of the figures needs.
    """

    measure: str
    file: str
    sha256: str
    n: int
    n_left_out: int
    positives: int | None
    unit: str
    metrics: pd.DataFrame
    notes: tuple[str, ...]

    @property
    def baselines(self) -> list[str]:
        return [column for column in self.metrics if column not in _NUMBERS]


def validate_file(path: Path, measure: str, text: str = "text", label: str = "label", seed: int = 0) -> Validation:
    """Hold a measure against a labelled file.

    Parameters
    ----------
    path : Path
        CSV, TSV or JSON Lines (``labelled``); for voice JSON Lines with spans (``spans``).
    measure : str
        A key of ``INSTRUMENTS``, or voice.
    text, label : str
        The columns to read; voice reads spans instead of a label.
    seed : int
        Decides which rows the bootstrap draws.

    Returns
    -------
    Validation
        For labels 0/1: auc and f1 (at the measure's own threshold). For numbers and −1/0/1: pearson, spearman; for
        −1/0/1 and a signed measure macro_f1 too. For voice: precision, recall and f1 in characters and in sentences,
        summed over the texts; per voice too where spans name one. What is undefined is NaN: auc and correlations
        where all labels are the same, F1 without a positive. Baselines without a threshold of their own get the one
        with the best F1 on these very rows. Rows without a word are left out.

    Raises
    ------
    UserError
        When the measure is unknown or not built yet, or the file cannot be read.

    Examples
    --------
    >>> import tempfile
    >>> path = Path(tempfile.mkdtemp()) / "mine.csv"
    >>> _ = path.write_text("text,label\\nHe may go.,1\\nHe went.,0\\nPerhaps.,1\\nIt rained.,0\\nIt is cold.,1\\n")
    >>> validation = validate_file(path, "hedging")  # of three positives two are found: F1 = 2 × 2 / (2 + 3)
    >>> validation.n, validation.positives, round(validation.metrics.loc["f1", "value"], 2).item()
    (5, 3, 0.8)
    """
    check_measure(measure)
    labelled = read_spans(path, text) if measure == VOICE else _read_labelled(path, measure, text, label)
    return validate_rows(labelled, measure, seed)


def validate_rows(labelled: Labelled, measure: str, seed: int = 0) -> Validation:
    """Hold a measure against labelled rows that were read already, as ``validate_file`` does.

    Parameters
    ----------
    labelled : Labelled
        Texts with labels; for voice with a list of ``Span`` each.
    measure : str
        A key of ``INSTRUMENTS``, or voice.
    seed : int
        Decides which rows the bootstrap draws.
    """
    has_words = labelled.rows["text"].map(lambda words: any(character.isalnum() for character in words)).astype(bool)
    rows = labelled.rows[has_words]
    if rows.empty:
        raise UserError(f"{labelled.file} has no row with a word in it. Check that --text names the texts.")
    unit, positives, metrics, notes = (compare_voices(rows, seed) if measure == VOICE else
                                       compare_ratings(rows, INSTRUMENTS[measure], seed))
    if len(rows) < _FEW:
        notes = [*notes, f"{len(rows)} rows are few: the figures may be luck. A hundred or more say something."]
    n_left_out = len(labelled.rows) - len(rows)
    if n_left_out:
        notes = [*notes, f"Rows without a word were left out: {n_left_out}."]
    return Validation(measure, labelled.file, labelled.sha256, len(rows), n_left_out, positives, unit, metrics,
                      tuple(notes))


def list_misses(path: Path, measure: str, text: str = "text", label: str = "label") -> pd.DataFrame:
    """List the rows of a labelled file on which the measure and the label differ.

    Parameters
    ----------
    path, measure, text, label
        As for ``validate_file``; the labels must be 0/1, or −1/0/1 for a signed measure.

    Returns
    -------
    DataFrame
        row (as a spreadsheet numbers it) · label · ours · score · text, the rows farthest on the wrong side first.

    Raises
    ------
    UserError
        When the file cannot be read, or the labels have no counterpart: numbers, or spans.

    Examples
    --------
    >>> import tempfile
    >>> path = Path(tempfile.mkdtemp()) / "mine.csv"
    >>> _ = path.write_text("text,label\\nHe may go.,1\\nHe went.,1\\nIt rained.,0\\n")
    >>> list_misses(path, "hedging")[["row", "label", "ours", "text"]].values.tolist()
    [[3, 1, 0, 'He went.']]
    """
    check_measure(measure)
    if measure == VOICE:
        raise UserError("Misses are listed for labels of whole texts; voice is checked against spans.")
    labelled, instrument = _read_labelled(path, measure, text, label), INSTRUMENTS[measure]
    kind = name_kind(labelled.rows["label"])
    if kind == NUMBERS or (kind == CLASSES and not instrument.signed):
        raise UserError(f"{labelled.file} has numbers for labels, which {measure} can be near to but not hit. "
                        "Misses are listed for 0 and 1, and for −1, 0 and 1 with tone and targeted_tone.")
    rows = labelled.rows[labelled.rows["text"].map(lambda words: any(map(str.isalnum, words))).astype(bool)]
    scores = instrument.score_rows(rows)
    ours = instrument.sign(scores) if kind == CLASSES else instrument.is_positive(scores)
    table = pd.DataFrame({"row": rows.index, "label": rows["label"].astype(int), "ours": ours.astype(int),
                          "score": scores, "text": rows["text"]})
    missed = table[table["label"] != table["ours"]]
    wrong = missed["score"] * (missed["ours"] - missed["label"])
    return missed.loc[wrong.sort_values(ascending=False, kind="stable").index].reset_index(drop=True)


def _read_labelled(path: Path, measure: str, text: str, label: str) -> Labelled:
    return read_labelled(path, text, label, TARGET if INSTRUMENTS[measure].has_target else ())


def make_record(validation: Validation) -> dict[str, Any]:
    """Return what ``framing validate --json`` prints: figures at 6 significant digits, None where undefined.

    Examples
    --------
    >>> metrics = pd.DataFrame({"value": [0.5], "low": [0.4], "high": [0.6], "vader": [math.nan]}, index=["auc"])
    >>> record = make_record(Validation("tone", "a.csv", "", 9, 0, 3, "row", metrics, ()))
    >>> record["auc"], record["intervals"], record["baselines"]
    (0.5, {'auc': [0.4, 0.6]}, {'vader': {'auc': None}})
    """
    metrics = validation.metrics
    record = {"file": validation.file, "sha256": validation.sha256, "measure": validation.measure,
              "version": analysis.__version__, "n": validation.n, "n_left_out": validation.n_left_out,
              "positives": validation.positives, "unit": validation.unit}
    if validation.positives is None:
        del record["positives"]
    return record | {name: _round(value) for name, value in metrics["value"].items()} | {
        "intervals": {name: [_round(low), _round(high)] for name, low, high in metrics[["low", "high"]].itertuples()},
        "baselines": {name: {metric: _round(value) for metric, value in metrics[name].items()}
                      for name in validation.baselines}}


def _round(value: float) -> float | None:
    return None if math.isnan(value) else float(f"{value:.{SIGNIFICANT_DIGITS}g}")

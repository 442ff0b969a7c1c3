"""Read texts that people labelled, one label a row: CSV, TSV or JSON Lines.

Rows keep the number that a spreadsheet or an editor shows, so that a fault can be found where it is.
"""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from analysis.files import UserError, read_text_file
from analysis.tables import read_cells

TABLES = {".csv": ",", ".tsv": "\t", ".tab": "\t"}
JSON_LINES = (".jsonl", ".ndjson", ".json")
BINARY, CLASSES, NUMBERS = "0/1", "−1/0/1", "numbers"
_SAYS_WHERE = "It says where in the text the target stands, in characters from 0."
_WORDS = {"true": 1.0, "false": 0.0}


@dataclass(frozen=True)
class Labelled:
    """A labelled file: its name, its fingerprint, and its rows (text, label), indexed by row number."""

    file: str
    sha256: str
    rows: pd.DataFrame


def read_labelled(path: Path, text: str = "text", label: str = "label", offsets: tuple[str, ...] = ()) -> Labelled:
    """Read texts with one label each: 0/1 (true/false), −1/0/1, or any number.

    Parameters
    ----------
    path : Path
        CSV, TSV or JSON Lines, known by its ending.
    text, label : str
        The columns (in JSON Lines the keys) that hold them.
    offsets : tuple of str, optional
        The columns of the first character of a target in the text, and of the one after its last.

    Returns
    -------
    Labelled
        ``rows`` has text and label (float), and the offsets (int).

    Raises
    ------
    UserError
        Naming the file and the row: a column that is not there, an empty label, a label that is no number.

    Examples
    --------
    >>> import tempfile
    >>> path = Path(tempfile.mkdtemp()) / "mine.tsv"
    >>> _ = path.write_text("sentence\\thedged\\nHe may go.\\tyes\\n")
    >>> read_labelled(path, "sentence", "hedged")
    Traceback (most recent call last):
    analysis.files.UserError: mine.tsv, row 2: the label 'yes' is no number. Write 1 for yes and 0 for no, or a number.
    """
    path = Path(path)
    read = _read_table if find_ending(path) in TABLES else read_keys
    cells = read(path, text, label, *offsets)
    rows = pd.DataFrame({"text": [row[0] for row in cells.values()], "label": [
        _parse_label(row[1], f"{path.name}, row {number}") for number, row in cells.items()]}, index=list(cells))
    if offsets:
        targets = [_parse_target(row[0], row[2:], f"{path.name}, row {number}") for number, row in cells.items()]
        rows[list(offsets)] = pd.DataFrame(targets, index=list(cells), dtype=int)
    return Labelled(path.name, fingerprint_file(path), rows)


def name_kind(labels: pd.Series) -> str:
    """Say what kind of labels these are: ``BINARY``, ``CLASSES`` (some are −1) or ``NUMBERS``.

    Examples
    --------
    >>> [name_kind(pd.Series(labels)) for labels in ([0, 1], [-1, 1], [0, 1, 2.5])]
    ['0/1', '−1/0/1', 'numbers']
    """
    return BINARY if labels.isin([0, 1]).all() else CLASSES if labels.isin([-1, 0, 1]).all() else NUMBERS


def find_ending(path: Path) -> str:
    """Return a file's ending in lower case; raises ``UserError`` where there is a file of another kind."""
    ending = path.suffix.lower()
    if path.is_file() and ending not in (*TABLES, *JSON_LINES):
        raise UserError(f"{path.name} ends in none of {', '.join((*TABLES, *JSON_LINES))}. "
                        "Save it as CSV, TSV or JSON Lines and name it so.")
    return ending


def fingerprint_file(path: Path) -> str:
    """Return the SHA-256 of a file's bytes."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _read_table(path: Path, text: str, label: str, *others: str) -> dict[int, tuple[str, ...]]:
    """Text, label and others by row number. Many TSV files hold quotation marks that quote nothing: read as such."""
    delimiter = TABLES[path.suffix.lower()]
    try:
        cells = read_cells(path, delimiter)
    except UserError:
        if delimiter == ",":
            raise
        cells = read_cells(path, delimiter, quoted=False)
    for option, column in (("--text", text), ("--label", label), *(("", other) for other in others)):
        if column not in cells:
            raise UserError(f"{path.name} has no column '{column}'; it has {', '.join(cells)}. "
                            + (f"Name the right one with {option}." if option else _SAYS_WHERE))
    if cells.empty:
        raise UserError(f"{path.name} has column names but no rows. Add a text and its label a row.")
    return dict(zip(cells.index, zip(*(cells[column] for column in (text, label, *others)))))


def read_keys(path: Path, text: str, label: str, *others: str) -> dict[int, tuple[Any, ...]]:
    """Return the values of two keys or more of a JSON Lines file by line number; empty lines are left out."""
    rows = {}
    for number, line in enumerate(read_text_file(path).split("\n"), start=1):
        if not line.strip():
            continue
        try:
            values = json.loads(line)
        except (ValueError, RecursionError):
            values = None
        if not isinstance(values, dict):
            raise UserError(f"{path.name}, row {number}, is no JSON object. Write one {{…}} on each line.")
        for key in (text, label, *others):
            if key not in values:
                raise UserError(f"{path.name}, row {number}, has no '{key}'; it has {', '.join(values) or 'nothing'}. "
                                + ("Add it, [] where nothing is attributed." if key == "spans" else
                                   _SAYS_WHERE if key in others else
                                   f"Name the right one with {'--text' if key == text else '--label'}."))
        if not isinstance(values[text], str):
            raise UserError(f"{path.name}, row {number}: '{text}' is no text. Put it into double quotes.")
        rows[number] = tuple(values[key] for key in (text, label, *others))
    return rows


def _parse_target(text: str, offsets: Sequence[object], place: str) -> tuple[int, ...]:
    try:
        start, end = (int(float(str(offset))) for offset in offsets)
    except ValueError:
        start, end = 0, 0
    if not 0 <= start < end <= len(text):
        raise UserError(f"{place}: {offsets[0]} to {offsets[1]} is no stretch of its text, which has {len(text)} "
                        "characters. Count from 0; the end is one past the last character.")
    return start, end


def _parse_label(label: object, place: str) -> float:
    written = "" if label is None else str(label).strip()
    if not written:
        raise UserError(f"{place}: the label is empty. Fill it in or delete the row.")
    try:
        number = _WORDS.get(written.lower())
        number = float(written.replace("−", "-")) if number is None else number
    except ValueError:
        number = math.nan
    if not math.isfinite(number):
        raise UserError(f"{place}: the label '{written}' is no number. Write 1 for yes and 0 for no, or a number.")
    return number

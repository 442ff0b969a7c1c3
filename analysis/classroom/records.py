"""One coder's answers on disk: a CSV file with the columns of the table ``codings`` that only ever grows.

Every answer is a whole line, added under a lock and on the disk before the coder is told that it is saved. A changed
answer is a further line; who reads takes the last. A line that was torn (a power cut) is told and left out.
"""

from __future__ import annotations

import csv
import io
import os
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

import pandas as pd

from analysis.classroom.questions import list_questions
from analysis.comparison.agreement.coders import INSTRUMENT, SETTLED
from analysis.files import UserError
from analysis.schemas import SCHEMAS

COLUMNS = [*SCHEMAS["codings"].columns]
MACHINE = "machine"
LONGEST_NAME = 12
_WHOLE_NUMBERS = ["start", "end", "pass"]
_NAME = re.compile(r"[^\W_](?:[^\W_]|-)*")
_LOST = "\ufffd"  # what a byte that is no UTF-8 is read as


def check_name(coder: str) -> str:
    """Return a coder's name, initials or a pseudonym, without blanks around it.

    Raises
    ------
    UserError
        When it is empty, longer than 12 characters, holds anything but letters, digits and hyphens, or means the
        instrument or the settled coding elsewhere.

    Examples
    --------
    >>> check_name(" AB ")
    'AB'
    >>> check_name("a/b")
    Traceback (most recent call last):
    analysis.files.UserError: 'a/b' cannot be a coder's name. Take initials or a pseudonym: letters, digits and \
hyphens, at most 12.
    """
    name = coder.strip()
    if not _NAME.fullmatch(name) or len(name) > LONGEST_NAME:
        raise UserError(f"'{name}' cannot be a coder's name. Take initials or a pseudonym: letters, digits and "
                        f"hyphens, at most {LONGEST_NAME}.")
    if name.lower() in (SETTLED, INSTRUMENT, MACHINE):
        raise UserError(f"'{name}' cannot be a coder's name, for it means another coding. Take initials or a "
                        "pseudonym.")
    return name


def append_rows(path: Path, rows: Iterable[dict[str, object]]) -> None:
    """Add rows to a coder's file, in one piece and on the disk when this returns.

    Other processes that add to the same file wait; none of them overwrites or tears a line. A last line that was torn
    stays alone on its line.

    Raises
    ------
    UserError
        When the disk refuses.

    Examples
    --------
    >>> import tempfile
    >>> path = Path(tempfile.mkdtemp()) / "AB.csv"
    >>> row = {"article_id": "sun", "start": 0, "end": 9, "variable": "voice", "value": "direct", "coder": "AB"}
    >>> append_rows(path, [row])
    >>> append_rows(path, [row | {"value": "indirect"}])
    >>> print(path.read_text())
    article_id,start,end,variable,value,coder,pass,reason
    sun,0,9,voice,direct,AB,1,
    sun,0,9,voice,indirect,AB,1,
    <BLANKLINE>
    """
    lines = _write_lines([{"pass": 1, "reason": ""} | row for row in rows])
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with open(path, "ab+", buffering=0) as file, _lock(file):
            size = file.seek(0, os.SEEK_END)
            if not size:
                lines = _write_lines([dict(zip(COLUMNS, COLUMNS))]) + lines
            elif file.seek(size - 1) and file.read(1) != b"\n":
                lines = "\n" + lines
            data = lines.encode("utf-8")
            if file.write(data) != len(data):
                raise UserError(f"{path} took only a part of the answer: is the disk full? Make room and answer again.")
            os.fsync(file.fileno())
    except OSError as reason:
        raise UserError(f"{path} could not be written: {reason.strerror}. The answer is not saved.") from None


def _write_lines(rows: list[dict[str, object]]) -> str:
    text = io.StringIO()
    csv.DictWriter(text, COLUMNS, lineterminator="\n").writerows(rows)
    return text.getvalue()


@contextmanager
def _lock(file: BinaryIO) -> Iterator[None]:
    """Hold the file for this process alone."""
    try:
        import fcntl
    except ImportError:  # Windows, where a byte far behind the end stands for the file
        import msvcrt

        def hold(mode: int) -> None:
            file.seek(2**31 - 2)
            msvcrt.locking(file.fileno(), mode, 1)
        hold(msvcrt.LK_LOCK)
        try:
            yield
        finally:
            hold(msvcrt.LK_UNLCK)
    else:
        fcntl.flock(file, fcntl.LOCK_EX)
        try:
            yield
        finally:
            fcntl.flock(file, fcntl.LOCK_UN)


def read_rows(path: Path) -> tuple[pd.DataFrame, list[str]]:
    """Read a coder's file: its whole rows in the order in which they were written, and a sentence for each torn one.

    Returns
    -------
    tuple of DataFrame and list of str
        The columns of the table ``codings``; a file that is not there gives no rows. A row is torn when it lacks cells
        or a number.

    Raises
    ------
    UserError
        When the file cannot be read, is no UTF-8, or has other columns.

    Examples
    --------
    >>> import tempfile
    >>> path = Path(tempfile.mkdtemp()) / "AB.csv"
    >>> head = ",".join(COLUMNS)
    >>> _ = path.write_text(head + chr(10) + "sun,0,9,voice,direct,AB,1," + chr(10) + "sun,0,9,cert")
    >>> rows, notes = read_rows(path)
    >>> rows["value"].tolist(), notes[0].removeprefix(str(path))
    (['direct'], ', row 3, is torn and was left out: give that answer again.')
    """
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return _make_table([]), []
    except OSError as reason:
        raise UserError(f"{path} cannot be read: {reason.strerror}.") from None
    header, *lines = data.decode("utf-8-sig", errors="replace").splitlines() or [""]
    names = next(csv.reader([header]), [])
    if names[:7] != COLUMNS[:7]:
        if not lines and ",".join(COLUMNS).startswith(header):
            return _make_table([]), []  # torn before the first answer
        raise UserError(f"{path} is no coder's file: its first row must be {','.join(COLUMNS)}. Leave it out.")
    rows, notes = [], []
    for number, line in enumerate(lines, start=2):
        cells = next(csv.reader([line]), [])
        if not any(cells):
            continue
        row = dict(zip(COLUMNS, [*cells, *[""] * (len(COLUMNS) - len(names))]))
        if len(cells) != len(names) or not all(row[name].isdecimal() for name in _WHOLE_NUMBERS):
            notes.append(f"{path}, row {number}, is torn and was left out: give that answer again.")
        elif _LOST in line:
            raise UserError(f"{path}, row {number}, is not UTF-8 text. Save the file as CSV in UTF-8.")
        else:
            rows.append(row)
    return _make_table(rows), notes


def _make_table(rows: list[dict[str, str]]) -> pd.DataFrame:
    cells = {name: [row[name] for row in rows] for name in COLUMNS}
    return pd.DataFrame({name: pd.Series([*map(int, column)], dtype="int64") if name in _WHOLE_NUMBERS
                         else pd.Series(column, dtype="str") for name, column in cells.items()})


def take_last(rows: pd.DataFrame) -> pd.DataFrame:
    """Take each coder's last answer to every question about every sentence, with the words that belong to it.

    Words that made an answer (``Question.words``) belong to the last answer before them; a new one does away with them.

    Examples
    --------
    >>> rows = [("loaded_language", 0, 30, "yes"), ("loaded", 4, 9, "yes"), ("voice", 0, 30, "direct"),
    ...         ("loaded_language", 0, 30, "no"), ("voice", 0, 30, "mixed")]
    >>> table = _make_table([{"article_id": "sun", "start": str(start), "end": str(end), "variable": variable,
    ...                       "value": value, "coder": "AB", "pass": "1", "reason": ""}
    ...                      for variable, start, end, value in rows])
    >>> take_last(table)[["variable", "value"]].values.tolist()
    [['loaded_language', 'no'], ['voice', 'mixed']]
    """
    words_of = {question.variable: question.words for question in list_questions() if question.words}
    last: dict[tuple, int] = {}
    for place, row in enumerate(rows.itertuples(index=False, name=None)):
        article, start, end, variable, _, coder, *_ = row
        words = words_of.get(variable)
        if words:
            gone = [key for key in last if key[:3] == (coder, article, words) and start <= key[3] < end]
            for key in gone:
                del last[key]
        key = (coder, article, variable, start, end)
        last.pop(key, None)
        last[key] = place
    return rows.iloc[[*last.values()]].reset_index(drop=True)

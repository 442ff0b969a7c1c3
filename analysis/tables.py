"""Check, read and write tables in the form that ``analysis.schemas`` declares: the same bytes on every machine."""

from __future__ import annotations

import csv
import functools
import io
import re
from pathlib import Path

import numpy as np
import pandas as pd

from analysis.columns import Column
from analysis.files import UserError, read_text_file
from analysis.schemas import SCHEMAS

SIGNIFICANT_DIGITS = 6

GUARD = "'"
_RISKY = tuple("=+-@\t\r'")
_NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?")
_FORMULA = re.compile("'*[=+@-]")
_DELIMITERS = {",": "comma", "\t": "tab"}
_KINDS = {"text": "text", "integer": "a whole number", "number": "a number", "flag": "true or false"}


def check(table: pd.DataFrame, name: str) -> pd.DataFrame:
    """Return the table in its agreed form: columns, types and order of rows as declared, 6 significant digits.

    Parameters
    ----------
    table : DataFrame
        Any table with the columns of ``SCHEMAS[name]``, in any order; with no rows, columns may be missing.
    name : str
        A key of ``SCHEMAS``.

    Raises
    ------
    UserError
        When a column is missing or unknown, a value has the wrong type, or is not among the allowed ones.

    Examples
    --------
    >>> check(pd.DataFrame({"article_id": ["a"], "voice": ["shouting"], "word": ["x"], "n": [1]}), "word_counts")
    Traceback (most recent call last):
    analysis.files.UserError: word_counts, row 1: voice 'shouting' is not one of direct, indirect, narration.
    """
    schema = SCHEMAS[name]
    if not len(table):
        return _make_empty(name).copy()
    missing = [column for column in schema.columns if column not in table]
    unknown = [column for column in table if column not in schema.columns]
    if missing or unknown:
        problems = [f"{what} column{'s' if len(which) > 1 else ''} {', '.join(which)}"
                    for what, which in (("missing", missing), ("unknown", unknown)) if which]
        raise UserError(f"{name}: {' and '.join(problems)}. The table needs: {', '.join(schema.columns)}.")
    columns = {}
    for column, declared in schema.columns.items():
        try:
            columns[column] = _conform(table[column], declared)
        except (TypeError, ValueError) as reason:
            kind = _KINDS[declared.kind]
            raise UserError(f"{name}: column {column} must hold {kind} in every row ({reason}).") from None
        if declared.values:
            wrong = ~columns[column].isin(declared.values)
            if wrong.any():
                row = int(wrong.to_numpy().argmax())
                raise UserError(f"{name}, row {row + 1}: {column} {columns[column].iloc[row]!r} is not one of "
                                f"{', '.join(value or '(empty)' for value in declared.values)}.")
    return pd.DataFrame(columns).sort_values(list(schema.key), kind="stable", ignore_index=True)


@functools.cache
def _make_empty(name: str) -> pd.DataFrame:
    return pd.DataFrame({column: _conform(pd.Series(dtype=object), declared)
                         for column, declared in SCHEMAS[name].columns.items()})


def _conform(values: pd.Series, declared: Column) -> pd.Series:
    if declared.kind == "text":
        return values.fillna("").astype("str")
    if declared.kind == "flag":  # also TRUE and FALSE, which spreadsheets make of them
        flags = values.astype("str").str.lower().map({"true": True, "false": False})
        _refuse(values[flags.isna()])
        return flags.astype("bool")
    numbers = pd.to_numeric(values)
    if declared.kind == "number":
        codes, different = pd.factorize(numbers.astype("float64"))  # a column has few numbers that differ
        rounded = [float(f"{x:.{SIGNIFICANT_DIGITS}g}") + 0.0 for x in different]
        return pd.Series(np.array([*rounded, np.nan])[codes], values.index)
    _refuse(values[numbers % 1 != 0])
    return numbers.astype("int64")


def _refuse(wrong: pd.Series) -> None:
    if len(wrong):
        raise ValueError(f"{wrong.iloc[0]!r} is not")


def format_csv(table: pd.DataFrame, name: str, own: pd.DataFrame | None = None) -> str:
    """Write a checked table as CSV text: UTF-8, ``\\n`` line ends, sorted by key, the same on every machine.

    ``own`` holds further columns, indexed by the table's first key column; they stand behind the declared ones.
    """
    table = check(table, name)
    flags = {column: table[column].map({True: "true", False: "false"})
             for column, declared in SCHEMAS[name].columns.items() if declared.kind == "flag"}
    table = table.assign(**flags)
    if own is not None:
        table = table.join(own, on=SCHEMAS[name].key[0])
    return table.to_csv(index=False, lineterminator="\n", float_format=f"%.{SIGNIFICANT_DIGITS}g")


def guard_cell(cell: str) -> str:
    """Keep a spreadsheet from running a cell as a formula.

    Examples
    --------
    >>> [guard_cell(cell) for cell in ("=1+1", "-0.25", "- so it goes", "'tis", "plain")]
    ["'=1+1", '-0.25', "'- so it goes", "''tis", 'plain']
    """
    return GUARD + cell if cell.startswith(_RISKY) and not _NUMBER.fullmatch(cell) else cell


def free_cell(cell: str) -> str:
    """Undo ``guard_cell``.

    Examples
    --------
    >>> free_cell(guard_cell("'=1+1"))
    "'=1+1"
    """
    return cell.removeprefix(GUARD)


def hold_formula(cell: str) -> str:
    """Keep a spreadsheet from running a cell of a table that users write too: no other apostrophe is touched.

    Examples
    --------
    >>> [hold_formula(cell) for cell in ("=1+1", "-0.25", "'tis", "'=1")], free_formula(hold_formula("'=1"))
    (["'=1+1", '-0.25', "'tis", "''=1"], "'=1")
    """
    return GUARD + cell if _FORMULA.match(cell) and not _NUMBER.fullmatch(cell) else cell


def free_formula(cell: str) -> str:
    """Undo ``hold_formula``."""
    return cell[1:] if cell.startswith(GUARD) and _FORMULA.match(cell) else cell


def read_cells(path: Path, delimiter: str = ",", quoted: bool = True) -> pd.DataFrame:
    """Read any CSV file as text, cell by cell, indexed by row number (the header is row 1); empty rows are left out.

    ``delimiter`` parts the cells, a comma or a tab; with ``quoted`` off, double quotes are characters like any other.

    Raises
    ------
    UserError
        Naming the row: quotation marks that do not close, more cells than columns, a column name given twice.
    """
    _refuse_other_delimiter(path, delimiter)
    mark, quoting = _DELIMITERS[delimiter], csv.QUOTE_MINIMAL if quoted else csv.QUOTE_NONE
    lines = io.StringIO(read_text_file(path), newline=None)
    reader = csv.reader(lines, delimiter=delimiter, quoting=quoting, strict=True)
    try:
        rows = {number: row for number, row in enumerate(reader, start=1) if any(cell.strip() for cell in row)}
    except csv.Error as reason:
        raise UserError(f"{path}, line {reader.line_num}, is not {mark}-separated values: {reason}.") from None
    if not rows:
        raise UserError(f"{path} has no column names. Put them into its first row.")
    header = [name.strip() for name in rows.pop(min(rows))]
    while header and not header[-1]:
        header.pop()
    for name in header:
        if header.count(name) > 1:
            raise UserError(f"{path} has the column {name} twice. Rename or delete one of the two.")
    for number, row in rows.items():
        if any(row[len(header):]):
            raise UserError(f"{path}, row {number}: {len(row)} cells instead of {len(header)}. "
                            f"Put a cell that holds a {mark} into double quotes.")
    cells = [(row + [""] * len(header))[:len(header)] for row in rows.values()]
    return pd.DataFrame(cells, columns=header, index=list(rows), dtype="str")


def _refuse_other_delimiter(path: Path, delimiter: str) -> None:
    """Refuse a file whose first line is parted by semicolons or tabs, as spreadsheets of some countries write it."""
    first = read_text_file(path).lstrip("\n").partition("\n")[0]
    for other, name in ((";", "semicolons"), ("\t", "tabs")):
        if delimiter not in first and other in first:
            raise UserError(f"{path}: its columns are parted by {name}. Save it as CSV with commas.")


def read_csv(path: Path, name: str) -> pd.DataFrame:
    """Read a table from CSV and check it.

    Raises
    ------
    UserError
        Naming the file and what is wrong with it.
    """
    return read_table(read_cells(path), name, path)


def read_table(table: pd.DataFrame, name: str, path: Path) -> pd.DataFrame:
    """Check a table of cells (``read_cells``) that were read from a file, as ``read_csv`` does.

    Raises
    ------
    UserError
        Naming the file and what is wrong with it.
    """
    numeric = [column for column, declared in SCHEMAS[name].columns.items() if declared.kind == "number"]
    table = table.assign(**{column: table[column].where(table[column] != "") for column in numeric if column in table})
    try:
        return check(table, name)
    except UserError as reason:
        raise UserError(f"{path}: {reason}") from None

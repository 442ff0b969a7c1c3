"""Tables of articles, a row each: CSV and its kin, Excel, JSON Lines."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from itertools import zip_longest
from pathlib import Path

from analysis.texts.importers.archives import refuse_bombs
from analysis.texts.importers.columns import name_columns
from analysis.texts.importers.decoding import decode_bytes
from analysis.texts.importers.records import Damaged, Imported, Names, Record, Refused

_LONGEST_CELL = 2**31 - 1


def read_separated(path: Path, data: bytes, names: Names) -> Iterator[Record]:
    """Read values separated by commas, semicolons or tabs, under a row of names; a cell in quotes may hold lines."""
    text, encoding, repairs = decode_bytes(data)
    reader = _open_rows(text)
    columns, named, number = None, {}, 0
    while True:
        number += 1
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as reason:
            yield Refused(path, f"row {number}", f"its quotation marks do not match ({reason}), so nothing from there "
                                                 "on was read")
            return
        if columns is None:
            columns = [cell.strip() for cell in row]
            named = _name(columns, names)
        elif not any(cell.strip() for cell in row):
            continue
        elif len(row) != len(columns):
            yield Refused(path, f"row {number}", f"it has {len(row)} cells instead of {len(columns)}")
        else:
            yield _make_record(path, f"row {number}", dict(zip(columns, row)), named, encoding, repairs)


def list_rows(text: str) -> tuple[list[str], list[list[str]]]:
    """List the columns and the rows of a small table of separated values; no rows where it cannot be read.

    Examples
    --------
    >>> list_rows("file;group\\na.txt;red\\n")
    (['file', 'group'], [['a.txt', 'red']])
    """
    try:
        columns, *rows = [*_open_rows(text)]
    except (csv.Error, ValueError):
        return [], []
    return [cell.strip() for cell in columns], [row for row in rows if any(cell.strip() for cell in row)]


def _open_rows(text: str) -> Iterator[list[str]]:
    csv.field_size_limit(_LONGEST_CELL)
    text = text.lstrip("\ufeff")
    first = text.split("\n", 1)[0]
    return csv.reader(io.StringIO(text, newline=""), delimiter=max(",;\t", key=first.count), strict=True)


def read_json_lines(path: Path, data: bytes, names: Names) -> Iterator[Record]:
    """Read JSON objects, one a line; values that are no text are written as JSON, empty ones left out."""
    text, encoding, repairs = decode_bytes(data)
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except (ValueError, RecursionError):  # also of a number with thousands of digits
            yield Refused(path, f"line {number}", "it is not valid JSON")
            continue
        if not isinstance(row, dict):
            yield Refused(path, f"line {number}", "it is no JSON object with names and values")
            continue
        cells = {name: value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
                 for name, value in row.items() if value is not None}
        try:
            named = name_columns(cells, names)
        except Damaged as reason:
            yield Refused(path, f"line {number}", str(reason))
            continue
        yield _make_record(path, f"line {number}", cells, named, encoding, repairs)


def read_workbook(path: Path, data: bytes, names: Names) -> Iterator[Record]:
    """Read the sheets of an Excel workbook, the first row of each its names; formulas count by the value last shown."""
    from openpyxl import load_workbook

    refuse_bombs(data)
    try:
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
    except Exception:  # openpyxl raises whatever its parsers do
        raise Damaged("it is no Excel workbook (.xlsx) that can be opened") from None
    for sheet in book.worksheets:
        try:
            rows = sheet.iter_rows(values_only=True)
            columns = [_write_cell(cell).strip() for cell in next(rows, ())]
            named = _name(columns, names)
            for number, row in enumerate(rows, start=2):
                cells = {name: _write_cell(cell) for name, cell in zip_longest(columns, row[:len(columns)]) if name}
                if any(cells.values()):
                    yield _make_record(path, f"{sheet.title}, row {number}", cells, named, "xlsx", ())
        except Damaged as reason:
            yield Refused(path, f"sheet {sheet.title}", str(reason))
        except Exception:  # a sheet is parsed as its rows are asked for
            yield Refused(path, f"sheet {sheet.title}", "it is damaged, so nothing from there on was read in it")


def _write_cell(cell: object) -> str:
    """A cell as text: a day without its midnight, a whole number without its point."""
    if cell is None:
        return ""
    if hasattr(cell, "isoformat"):
        return cell.isoformat().removesuffix("T00:00:00")
    return str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell)


def _name(columns: list[str], names: Names) -> dict[str, str]:
    repeated = sorted({name for name in columns if name and columns.count(name) > 1})
    if repeated:
        raise Damaged(f"it has the column '{repeated[0]}' twice")
    named = name_columns([name for name in columns if name], names)
    if "text" not in named.values():
        raise Damaged("none of its columns holds texts or names files that are there: it has "
                      f"{', '.join(named) or 'none'}. Name the one of the texts with --text, or call the one of the "
                      "file names 'file'")
    return named


def _make_record(path: Path, position: str, cells: dict[str, str], named: dict[str, str], encoding: str,
                 repairs: tuple[str, ...]) -> Record:
    fields = {named[name]: value.strip() for name, value in cells.items() if name in named}
    if "text" not in fields:
        return Refused(path, position, f"it has no text: its names are {', '.join(cells) or 'none'}; name one with "
                                       "--text")
    return Imported(path, position, fields.pop("title", ""), fields.pop("text"), fields, encoding, repairs)

"""Tables as CSV that a spreadsheet can open by itself, and that reads back as it was.

UTF-8 with a byte order mark, without which Excel guesses the encoding. A text cell that a spreadsheet would run as a
formula (it begins with = + - @, a tab or a carriage return) gets an apostrophe in front; so does one that begins with
an apostrophe, so that reading back can take exactly one away. Cells that are plain numbers stay as they are.
Source: OWASP, *CSV Injection*.
"""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pandas as pd

import analysis
from analysis.files import UserError, read_text_file
from analysis.presentation.exports.contents import describe_contents, write_files
from analysis.presentation.exports.variables import describe_variables
from analysis.schemas import SCHEMAS
from analysis.study import Study
from analysis.tables import SIGNIFICANT_DIGITS, check, free_cell, guard_cell

BYTE_ORDER_MARK = "\ufeff"
_README = """{title}

Made by framing {version} from the {source}. One table a file; codebook.csv says what each column means.

{tables}

Files are UTF-8 with a byte order mark, cells parted by commas, an empty cell is a missing value. start and end count
characters of the canonical text from 0, the end not included.
A text cell that begins with = + - @, a tab, a carriage return or an apostrophe has one apostrophe in front, so that no
spreadsheet runs it as a formula; plain numbers have none. Take that one apostrophe away when you read the files
with a program (analysis.presentation.exports.spreadsheets.read_spreadsheet does).
A spreadsheet may show dates such as 2022-11 in its own way: import such columns as text.
"""


def format_spreadsheet(table: pd.DataFrame, name: str) -> str:
    """Write a checked table as CSV text that is safe to open in a spreadsheet."""
    table = check(table, name)
    columns = SCHEMAS[name].columns.items()
    guarded = {column: table[column].map(guard_cell) for column, declared in columns if declared.kind == "text"}
    flags = {column: table[column].map({True: "true", False: "false"})
             for column, declared in columns if declared.kind == "flag"}
    return BYTE_ORDER_MARK + table.assign(**guarded, **flags).to_csv(
        index=False, lineterminator="\r\n", float_format=f"%.{SIGNIFICANT_DIGITS}g")


def read_spreadsheet(path: Path, name: str) -> pd.DataFrame:
    """Read a table that ``format_spreadsheet`` wrote, with its guards taken away.

    Raises
    ------
    UserError
        When the file cannot be read or is no table of this name.
    """
    rows = list(csv.reader(io.StringIO(read_text_file(path), newline=""), strict=True))
    if any(len(row) != len(rows[0]) for row in rows):
        raise UserError(f"{path} has rows of different lengths, so it is no table that framing wrote. Export it anew.")
    table = pd.DataFrame(rows[1:], columns=rows[0], dtype="str")
    for column, declared in SCHEMAS[name].columns.items():
        if column in table and declared.kind == "text":
            table[column] = table[column].map(free_cell)
        elif column in table and declared.kind == "number":
            table[column] = table[column].where(table[column] != "")
    return check(table, name)


def format_codebook(study: Study) -> str:
    """Write the list of every variable as CSV text that is safe to open in a spreadsheet."""
    return BYTE_ORDER_MARK + describe_variables(study).map(guard_cell).to_csv(index=False, lineterminator="\r\n")


def write_spreadsheets(study: Study, tables: dict[str, pd.DataFrame], out: Path) -> list[Path]:
    """Write each table as ``NAME.csv`` into a folder, with README.txt and codebook.csv beside them."""
    files: dict[str, str | bytes] = {f"{name}.csv": format_spreadsheet(table, name) for name, table in tables.items()}
    files["codebook.csv"] = format_codebook(study)
    files["README.txt"] = _README.format(title=study.plan.question or study.folder.resolve().name,
                                         version=analysis.__version__, source=study.source,
                                         tables="\n".join(describe_contents(tables)))
    return write_files(out, files)

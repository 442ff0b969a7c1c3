"""Coders' files, gathered from wherever they lie: read, checked, and told what was left out."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pandas as pd

from analysis.classroom.records import COLUMNS, check_name, read_rows, take_last
from analysis.files import UserError


def read_coders(paths: Iterable[Path]) -> tuple[pd.DataFrame, list[str]]:
    """Read coders' files, and all that stand in folders.

    Returns
    -------
    tuple of DataFrame and list of str
        Each coder's last answers, with the columns of the table ``codings``; and what a reader must be told: torn rows,
        files in a folder that are no coders' files.

    Raises
    ------
    UserError
        When nothing is there, a file that was named is no coder's, a name is none, or one name coded one article in two
        files.
    """
    tables, notes, holders = [], [], {}
    for path in map(Path, paths):
        found = sorted(path.rglob("*.csv")) if path.is_dir() else [path]
        if not path.exists() or not found:
            raise UserError(f"{path} holds no coder's file." if path.exists()
                            else f"{path} does not exist. Check the name and the folder.")
        for file in found:
            try:
                rows, torn = read_rows(file)
            except UserError as reason:
                if not path.is_dir():
                    raise
                notes.append(str(reason).replace("Leave it out.", "It was left out."))
                continue
            notes += torn
            for coder, article in rows[["coder", "article_id"]].drop_duplicates().itertuples(index=False):
                check_name(coder)
                other = holders.setdefault((coder, article), file.resolve())
                if other != file.resolve():
                    raise UserError(f"{coder} coded {article} in two files, {other} and {file}. If these are two "
                                    "people, give one another name in the column coder; if one, leave out a file.")
            tables.append(take_last(rows))
    rows = pd.concat(tables, ignore_index=True).drop_duplicates() if tables else pd.DataFrame(columns=COLUMNS)
    if rows.empty:
        raise UserError("No file holds an answer yet. framing code TEXT asks the questions.")
    return rows, notes

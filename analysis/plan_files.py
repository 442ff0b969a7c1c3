"""``study.toml`` as a file: read, or explained, before anything is known of the corpus."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

from analysis.files import UserError, read_text_file

PLAN = "study.toml"


def find_group_column(folder: Path) -> str:
    """Find which column of ``articles.csv`` ``study.toml`` takes for the groups: ``group`` where it names none.

    Raises
    ------
    UserError
        When the file is not valid TOML, or the column is no text.
    """
    column = read_plan(Path(folder)).get("group", "group")
    if not isinstance(column, str) or not column:
        raise UserError(f"{Path(folder) / PLAN}: group must be the name of a column of articles.csv, such as "
                        'group = "outlet".')
    return column


def read_plan(folder: Path) -> dict[str, Any]:
    """Read ``study.toml`` as it is; empty where there is none.

    Raises
    ------
    UserError
        When it is not valid TOML, in words for those who do not know TOML.
    """
    path = folder / PLAN
    text = read_text_file(path) if path.exists() else ""
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as reason:
        raise UserError(f"{path} cannot be read: {_explain(str(reason), text)}") from None


def _explain(reason: str, text: str) -> str:
    """What is wrong with a TOML file, in words for those who do not know TOML.

    Examples
    --------
    >>> text = "title = “Fall”"
    >>> _explain("Invalid value (at line 1, column 9)", text)
    'line 1 has curly quotation marks. Write straight ones ("), as a plain text editor does.'
    >>> _explain("Cannot overwrite a value (at line 2, column 12)", "title = \'a\'\\ntitle = \'b\'")
    "'title' stands a second time in line 2. Keep one of the two lines."
    """
    found = re.search(r"at line (\d+)", reason)
    number = int(found[1]) if found else text.count("\n") + 1
    line = (text.splitlines() or [""])[min(number, len(text.splitlines()) or 1) - 1]
    if reason.startswith("Cannot overwrite"):
        return f"'{line.partition('=')[0].strip()}' stands a second time in line {number}. Keep one of the two lines."
    if re.search("[“”„]", line):
        return f'line {number} has curly quotation marks. Write straight ones ("), as a plain text editor does.'
    return f"it is not valid TOML, {reason[0].lower()}{reason[1:]}. Words stand in quotation marks, a line each."

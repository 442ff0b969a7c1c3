"""The manifest of a corpus: which articles it has, a row each, checked when it is read."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from analysis.files import UserError, refuse_links, write_file
from analysis.plan_files import find_group_column
from analysis.schemas import SCHEMAS
from analysis.tables import check, format_csv, free_formula, hold_formula, read_cells

MANIFEST = "articles.csv"
_REQUIRED = ("article_id", "group")
# A date of ISO 8601, as precise as it is known.
_DATE = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01])(?:[T ].*)?)?)?")
_SAFE_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*")


def load_manifest(folder: Path, group: str = "") -> pd.DataFrame:
    """Read a corpus's ``articles.csv``; columns it leaves out are empty, only article_id and group must be there.

    Parameters
    ----------
    folder : path
        The corpus.
    group : str
        The column whose values are the groups, any of the manifest's, the user's own among them; when left out the one
        that ``study.toml`` names, or ``group``.

    Returns
    -------
    DataFrame
        The table ``articles``; ``n_chars`` and ``n_words`` are 0 where they were never measured.

    Raises
    ------
    UserError
        Naming the row: no such folder or file, no rows, a missing column, an empty, unusable or repeated
        article_id, an empty group, two groups that differ only in capitals, a group for each article, a date that is
        none of ISO 8601; naming the link that leads out of the folder.
    """
    folder = Path(folder)
    refuse_links(folder, "texts", "tables")
    path = folder / MANIFEST
    group = group or find_group_column(folder)
    if not folder.is_dir():
        raise UserError(f"{folder} is not a folder. Name the folder of a corpus, such as corpus/downfall.")
    if not path.exists():
        raise UserError(f"{folder} holds no {MANIFEST}. A corpus needs one: a row for each article, "
                        f"with at least the columns {' and '.join(_REQUIRED)}.")
    table = _read_manifest(path)
    columns = SCHEMAS["articles"].columns
    if group != "group":
        _choose_group(table, group, path)
    missing = [name for name in _REQUIRED if name not in table]
    if missing:
        raise UserError(f"{path} lacks the column{'s' if len(missing) > 1 else ''} {', '.join(missing)}.")
    if table.empty:
        raise UserError(f"{path} has no articles. Add a row for each.")
    _check_rows(table, path, group)
    for name, declared in columns.items():
        empty = {"integer": "0", "flag": "false"}.get(declared.kind, "")
        table[name] = table[name].where(table[name] != "", empty) if name in table else empty
    try:
        return check(table[[name for name in columns]], "articles")
    except UserError as reason:
        raise UserError(f"{path}: {reason}") from None


def _read_manifest(path: Path) -> pd.DataFrame:
    """The cells; an apostrophe that keeps a spreadsheet from running one as a formula is taken away."""
    return read_cells(path).map(lambda cell: free_formula(cell.strip()))


def _choose_group(table: pd.DataFrame, group: str, path: Path) -> None:
    """Put the values of the column that study.toml names where the groups stand."""
    if group not in table:
        raise UserError(f"{path} has no column '{group}', which study.toml takes for the groups. It has "
                        f"{', '.join(table.columns)}.")
    if len(table) > 2 and table[group].nunique() == len(table):
        raise UserError(f"{path}: {group} is another for each of the {len(table)} articles, so it makes no groups. "
                        "Name another column in study.toml.")
    table["group"] = table[group]


def _check_rows(table: pd.DataFrame, path: Path, group_column: str) -> None:
    seen: dict[str, int] = {}
    spellings: dict[str, str] = {}
    columns = [name for name in ("article_id", "group", "published") if name in table]
    for number, *cells in table[columns].itertuples(name=None):
        row = dict(zip(columns, cells))
        article_id, group = row["article_id"], row["group"]
        check_row(path, number, row, group_column)
        if article_id in seen:
            raise UserError(f"{path}, row {number}: the article_id {article_id} stands in row {seen[article_id]} "
                            "already. Give each article its own.")
        check_spelling(path, number, group, spellings)
        seen[article_id] = number


def check_spelling(path: Path, number: int, group: str, spellings: dict[str, str]) -> None:
    """Check that a group is spelled as in the rows before, of which ``spellings`` is kept, but for its capitals.

    Raises
    ------
    UserError
        Naming the row.
    """
    if spellings.setdefault(group.lower(), group) != group:
        raise UserError(f"{path}, row {number}: the groups {spellings[group.lower()]} and {group} differ only in "
                        "capitals. Spell them alike.")


def check_row(path: Path, number: int, row: Mapping[str, str], group_column: str = "group") -> None:
    """Check what a manifest's row must have whatever the others have: a usable id, a group, and a date if any.

    Raises
    ------
    UserError
        Naming the row.

    Examples
    --------
    >>> check_row(Path("articles.csv"), 2, {"article_id": "sun", "group": "tabloid", "published": "3/4/2024"})
    Traceback (most recent call last):
    analysis.files.UserError: articles.csv, row 2: published is '3/4/2024'. Write the date as 2024-04-03, 2024-04 or \
2024; spreadsheets like to turn it round.
    """
    article_id, day = row["article_id"], row.get("published", "")
    if not _SAFE_ID.fullmatch(article_id):
        raise UserError(f"{path}, row {number}: the article_id {article_id!r} cannot be used. "
                        "Take letters, digits, - and _ only.")
    if not row["group"]:
        raise UserError(f"{path}, row {number}: {article_id} has no group. Fill in the column {group_column}.")
    if day and not _DATE.fullmatch(day):
        raise UserError(f"{path}, row {number}: published is '{day}'. Write the date as 2024-04-03, 2024-04 or 2024; "
                        "spreadsheets like to turn it round.")


def need_article(articles: pd.DataFrame, folder: Path, article_id: str) -> None:
    """Raise ``UserError`` when the articles of a corpus, the table of that name, do not have this one."""
    known = [*articles["article_id"]]
    if article_id not in known:
        raise UserError(f"There is no article '{article_id}' in {folder}, which has {', '.join(known[:20])}"
                        f"{', …' if len(known) > 20 else ''}. Check the name.")


def write_manifest(folder: Path, articles: pd.DataFrame) -> None:
    """Write the table ``articles`` as the corpus's manifest; the user's groups and own columns stay as they are.

    A cell that a spreadsheet would run as a formula gets an apostrophe in front, which reading takes away.
    """
    path = Path(folder) / MANIFEST
    there = _read_manifest(path).set_index("article_id")
    if "group" in there:  # the study may be grouped by another column
        articles = articles.assign(group=articles["article_id"].map(there["group"]).fillna(articles["group"]))
    columns = SCHEMAS["articles"].columns
    own = there.drop(columns=list(columns), errors="ignore").map(hold_formula)
    articles = articles.assign(**{name: articles[name].map(hold_formula) for name, declared in columns.items()
                                  if declared.kind == "text"})
    write_file(path, format_csv(articles, "articles", own))

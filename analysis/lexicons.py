"""Load and check lexicons: a CSV of terms beside a TOML file that says where they come from.

A lexicon ``hedges`` is two files: ``hedges.csv`` (``term, category, weight, source, note``; one surface form a row,
sorted) and ``hedges.toml`` (purpose, version, scale; what each category means; for every source its citation,
address, licence and what was changed).
"""

from __future__ import annotations

import csv
import hashlib
import io
import math
import tomllib
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from analysis.files import UserError, read_text_file

LEXICON_FOLDER = Path(__file__).parent / "data" / "lexicons"
COLUMNS = ("term", "category", "weight", "source", "note")


@dataclass(frozen=True)
class Lexicon:
    """A checked word list.

    ``entries`` has the columns term (lower case, words parted by one space), category, weight, source, note;
    ``about`` is the TOML file; ``sha256`` fingerprints the terms with their categories and weights.
    """

    name: str
    entries: pd.DataFrame
    about: dict
    sha256: str

    @property
    def version(self) -> str:
        return str(self.about["version"])


def load_lexicon(name: str, folder: Path = LEXICON_FOLDER) -> Lexicon:
    """Load ``folder/name.csv`` and ``folder/name.toml`` and check them against each other.

    Raises
    ------
    UserError
        Naming the file, the row and what to change: a missing column or key, an empty, repeated, unsorted or
        badly spelled term, an unknown category or source, a weight that is no number.

    Examples
    --------
    >>> hedges = load_lexicon("hedges")
    >>> hedges.entries.loc[hedges.entries.term == "possibly", ["category", "weight"]].values.tolist()
    [['adverb_or_adjective', 2.0]]
    """
    table_path, about_path = Path(folder) / f"{name}.csv", Path(folder) / f"{name}.toml"
    about = _load_about(about_path)
    text = read_text_file(table_path)
    try:
        rows = list(csv.reader(io.StringIO(text, newline=None), strict=True))
    except csv.Error as reason:
        raise UserError(f"{table_path.name} is not a table of comma-separated values: {reason}.") from None
    if tuple(rows[0]) != COLUMNS:
        raise UserError(f"{table_path.name}: the first row must be {','.join(COLUMNS)}.")
    entries, seen, previous = [], {}, ""
    for number, row in enumerate(rows[1:], start=2):
        if not row:
            continue
        problem = _find_problem(row, about, seen, previous)
        if problem:
            raise UserError(f"{table_path.name}, row {number}: {problem}")
        previous = row[0]
        seen[previous] = number
        entries.append([row[0], row[1], float(row[2]), row[3], row[4]])
    if not entries:
        raise UserError(f"{table_path.name} has no entries. Add one term a row under the first row.")
    fingerprint = hashlib.sha256("\n".join(f"{e[0]},{e[1]},{e[2]:g}" for e in entries).encode()).hexdigest()
    return Lexicon(name, pd.DataFrame(entries, columns=list(COLUMNS)), about, fingerprint)


def _load_about(path: Path) -> dict:
    try:
        about = tomllib.loads(read_text_file(path))
    except tomllib.TOMLDecodeError as reason:
        raise UserError(f"{path.name} is not valid TOML: {reason}.") from None
    missing = [key for key in ("purpose", "version", "scale", "categories", "sources") if key not in about]
    if missing:
        raise UserError(f"{path.name} lacks {', '.join(missing)}. "
                        "Every lexicon says what it is for and where it comes from.")
    for key in ("categories", "sources"):
        if not isinstance(about[key], dict):
            raise UserError(f"{path.name}: {key} must be a table. Begin it with a line [{key}].")
    for key, source in about["sources"].items():
        lacking = [field for field in ("citation", "url", "licence", "changes")
                   if not isinstance(source, dict) or field not in source]
        if lacking:
            raise UserError(f"{path.name}: source {key} lacks {', '.join(lacking)}.")
    return about


def _find_problem(row: list[str], about: dict, seen: dict[str, int], previous: str) -> str:
    """Say what is wrong with one row, or return the empty string."""
    if len(row) != len(COLUMNS):
        return f"{len(row)} cells instead of {len(COLUMNS)}. Put a term that holds a comma into double quotes."
    term, category, weight, source, _ = row
    if not term.strip():
        return "the term is empty. Delete the row or fill it in."
    if term != " ".join(term.split()):
        return f"'{term}' has blanks too many. Part its words by one space."
    if term != term.lower():
        return f"'{term}' has capitals. Terms are lower case; matching ignores case."
    if "’" in term or "‘" in term:
        return f"'{term}' has a curly apostrophe. Write a straight one; matching takes both."
    if term in seen:
        return f"'{term}' stands in row {seen[term]} already. Keep one of the two."
    if term < previous:
        return f"'{term}' stands after '{previous}'. Sort the rows by term."
    if category not in about["categories"]:
        return f"'{term}' has the category '{category}'. Known are {', '.join(about['categories'])}."
    if source not in about["sources"]:
        return f"'{term}' has the source '{source}'. Known are {', '.join(about['sources'])}."
    try:
        if 0 < float(weight) < math.inf:
            return ""
    except ValueError:
        pass
    return f"'{term}' has the weight '{weight}'. Give a number above 0."

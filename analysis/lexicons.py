"""Load and check lexicons: a CSV of terms beside a TOML file that says where they come from.

A lexicon ``hedges`` is two files: ``hedges.csv`` (``term, category, weight, source, note``; one surface form a row,
sorted) and ``hedges.toml`` (purpose, version, scale; what each category means; for every source its citation,
address, licence and what was changed). A third file may stand in the folder ``contexts``: ``contexts/hedges.csv``
(``term, place, words, note``) says beside which words an entry is plain and is not counted ("killer" before "whale").
"""

from __future__ import annotations

import copy
import csv
import functools
import hashlib
import io
import math
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import pandas as pd

from analysis.files import UserError, read_text_file

LEXICON_FOLDER = Path(__file__).parent / "data" / "lexicons"
COLUMNS = ("term", "category", "weight", "source", "note")
CONTEXT_COLUMNS = ("term", "place", "words", "note")
PLACES = ("before", "after", "near")
_TIDY_TERMS = re.compile(r"[^\s‘’]+(?: [^\s‘’]+)*(?:\n[^\s‘’]+(?: [^\s‘’]+)*)*")  # tidy_term, but for capitals


@dataclass(frozen=True)
class Lexicon:
    """A checked word list.

    ``entries`` has the columns term (lower case, words parted by one space), category, weight, source, note;
    ``about`` is the TOML file; ``sha256`` fingerprints the terms with their categories and weights, and the contexts.
    ``contexts`` has the columns term, place (one of ``PLACES``: right before the entry, right after it, or near it),
    words (of which one must stand there), note: there the entry is plain.
    """

    name: str
    entries: pd.DataFrame
    about: dict
    sha256: str
    contexts: pd.DataFrame = field(default_factory=lambda: pd.DataFrame(columns=[*CONTEXT_COLUMNS]))

    @property
    def version(self) -> str:
        return str(self.about["version"])


@dataclass(frozen=True)
class Draft:
    """A word list as far as it can be read: ``entries`` without fault, indexed by row, and what is wrong, in order.

    ``faults`` are sentences that name the file, the row and the way out; with none of them it is a ``Lexicon``.
    """

    name: str
    entries: pd.DataFrame
    about: dict
    faults: tuple[str, ...]
    contexts: pd.DataFrame


def load_lexicon(name: str, folder: Path = LEXICON_FOLDER) -> Lexicon:
    """Load ``folder/name.csv`` and ``folder/name.toml`` and check them against each other.

    Files that still hold the same bytes are not checked again.

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
    paths = [Path(folder) / file for file in (f"{name}.csv", f"{name}.toml", f"contexts/{name}.csv")]
    lexicon = _load_lexicon(name, folder, *(path.read_bytes() if path.is_file() else None for path in paths))
    return replace(lexicon, entries=lexicon.entries.copy(), about=copy.deepcopy(lexicon.about))


@functools.lru_cache(maxsize=16)
def _load_lexicon(name: str, folder: Path, *_contents: bytes | None) -> Lexicon:
    """Load a lexicon; what its files hold is only there for the cache to tell them from other ones."""
    draft = read_draft(name, folder)
    if draft.faults:
        raise UserError(draft.faults[0])
    entries, contexts = draft.entries, draft.contexts
    lines = [f"{term},{category},{weight:g}" for term, category, weight in
             zip(*(entries[name].to_numpy() for name in ("term", "category", "weight")))]
    lines += [",".join(rule) for rule in zip(contexts["term"], contexts["place"], contexts["words"])]
    fingerprint = hashlib.sha256("\n".join(lines).encode()).hexdigest()
    return Lexicon(name, entries.reset_index(drop=True), draft.about, fingerprint, contexts.reset_index(drop=True))


def read_draft(name: str, folder: Path = LEXICON_FOLDER) -> Draft:
    """Read ``folder/name.csv`` and ``folder/name.toml`` as far as they go, with all that is wrong with them.

    Examples
    --------
    >>> import tempfile
    >>> folder = Path(tempfile.mkdtemp())
    >>> _ = (folder / "mine.csv").write_text("term,category,weight,source,note\\nMay,m,2,o,\\nbe,m,x,o,\\n")
    >>> for fault in read_draft("mine", folder).faults:
    ...     print(fault.removeprefix(str(folder)))
    /mine.toml does not exist. Check the name and the folder.
    mine.csv, row 2: 'May' has capitals. Terms are lower case; matching ignores case.
    mine.csv, row 3: 'be' stands after 'May'. Sort the rows by term.
    mine.csv, row 3: 'be' has the weight 'x'. Give a number above 0.
    """
    table_path = Path(folder) / f"{name}.csv"
    about, faults = _read_about(Path(folder) / f"{name}.toml")
    rows, unreadable = _read_rows(table_path, COLUMNS)
    faults += unreadable
    entries, earlier = ({number: row for number, row in rows}, None) if _are_sound(rows, about) else ({}, _Earlier())
    for number, row in rows if earlier else ():
        problems = list(_find_problems(row, about, earlier))
        faults += [f"{table_path.name}, row {number}: {problem}" for problem in problems]
        if not problems:
            entries[number] = row
        earlier.add(row[0] if len(row) == len(COLUMNS) else "", number)
    if not rows and not unreadable:
        faults.append(f"{table_path.name} has no entries. Add one term a row under the first row.")
    columns = zip(*entries.values()) if entries else [()] * len(COLUMNS)
    table = pd.DataFrame(dict(zip(COLUMNS, map(list, columns))), index=list(entries))
    table["weight"] = table["weight"].astype(float)
    terms = {row[0] for row in entries.values()}
    contexts, misplaced = _read_contexts(Path(folder) / "contexts" / f"{name}.csv", terms)
    return Draft(name, table, about, (*faults, *misplaced), contexts)


def tidy_term(term: str) -> str:
    """Spell a term as lexicons do: lower case, one blank between words, straight apostrophes.

    Examples
    --------
    >>> tidy_term(" Can’t  rule out")
    "can't rule out"
    """
    return " ".join(term.lower().split()).replace("’", "'").replace("‘", "'")


class _Earlier:
    """The terms of the rows before, as lexicons spell them, and where each stands; the last also as its row has it."""

    def __init__(self) -> None:
        self.rows: dict[str, int] = {}
        self.last = self.last_tidied = ""

    def add(self, term: str, number: int) -> None:
        if term.strip():
            self.last, self.last_tidied = term, tidy_term(term)
            self.rows.setdefault(self.last_tidied, number)


def _read_contexts(path: Path, terms: set[str]) -> tuple[pd.DataFrame, list[str]]:
    """Read where entries are plain, and all that is wrong with it; a list without such a file has no such place."""
    rows, faults = _read_rows(path, CONTEXT_COLUMNS) if path.exists() else ([], [])
    rules = {}
    for number, row in rows:
        problems = list(_find_misplaced(row, terms))
        faults += [f"{path.parent.name}/{path.name}, row {number}: {problem}" for problem in problems]
        if not problems:
            rules[number] = row
    return pd.DataFrame(list(rules.values()), columns=list(CONTEXT_COLUMNS), index=list(rules)), faults


def _find_misplaced(row: list[str], terms: set[str]) -> Iterator[str]:
    if len(row) != len(CONTEXT_COLUMNS):
        yield f"{len(row)} cells instead of {len(CONTEXT_COLUMNS)}. Put a cell that holds a comma into double quotes."
        return
    term, place, words, _ = row
    if term not in terms:
        yield f"'{term}' is no entry of the list. Add it there, or delete the row."
    if place not in PLACES:
        yield f"'{term}' has the place '{place}'. Known are {', '.join(PLACES)}."
    if not words.strip():
        yield f"'{term}' has no words. Name those beside which it is plain, with blanks between them."


def _read_rows(path: Path, columns: tuple[str, ...]) -> tuple[list[tuple[int, list[str]]], list[str]]:
    """Read the numbered rows under the first one, and why they cannot be read, or not to the end."""
    rows, faults = [], []
    try:
        rows += enumerate(csv.reader(io.StringIO(read_text_file(path), newline=None), strict=True), start=1)
    except UserError as reason:
        return [], [str(reason)]
    except csv.Error as reason:
        faults = [f"{path.name} is not a table of comma-separated values: {reason}."]
    if rows and tuple(rows[0][1]) != columns:
        return [], [*faults, f"{path.name}: the first row must be {','.join(columns)}."]
    return [(number, row) for number, row in rows[1:] if row], faults


def _read_about(path: Path) -> tuple[dict, list[str]]:
    """Read the TOML file and all that is wrong with it; categories and sources that are no tables are left out."""
    try:
        about = tomllib.loads(read_text_file(path))
    except UserError as reason:
        return {}, [str(reason)]
    except tomllib.TOMLDecodeError as reason:
        return {}, [f"{path.name} is not valid TOML: {reason}."]
    faults = []
    missing = [key for key in ("purpose", "version", "scale", "categories", "sources") if key not in about]
    if missing:
        faults.append(f"{path.name} lacks {', '.join(missing)}. "
                      "Every lexicon says what it is for and where it comes from.")
    for key in ("categories", "sources"):
        if not isinstance(about.get(key, {}), dict):
            faults.append(f"{path.name}: {key} must be a table. Begin it with a line [{key}].")
            del about[key]
    for key, source in about.get("sources", {}).items():
        lacking = [field for field in ("citation", "url", "licence", "changes")
                   if not isinstance(source, dict) or field not in source]
        if lacking:
            faults.append(f"{path.name}: source {key} lacks {', '.join(lacking)}.")
    return about, faults


def _are_sound(rows: list[tuple[int, list[str]]], about: dict) -> bool:
    """Whether ``_find_problems`` would say nothing of any row, told of all at once: nearly all lists are sound."""
    if not rows or any(len(row) != len(COLUMNS) for _, row in rows):
        return False
    terms, categories, weights, sources, _ = map(list, zip(*(row for _, row in rows)))
    spelt = "\n".join(terms)
    return (_TIDY_TERMS.fullmatch(spelt) is not None and spelt == spelt.lower() and spelt.count("\n") == len(terms) - 1
            and all(term < other for term, other in zip(terms, terms[1:]))
            and {*categories} <= {*about.get("categories", categories)}
            and {*sources} <= {*about.get("sources", sources)} and all(map(_is_weight, {*weights})))


def _find_problems(row: list[str], about: dict, earlier: _Earlier) -> Iterator[str]:
    """Say all that is wrong with one row."""
    if len(row) != len(COLUMNS):
        yield f"{len(row)} cells instead of {len(COLUMNS)}. Put a term that holds a comma into double quotes."
        return
    term, category, weight, source, _ = row
    if not term.strip():
        yield "the term is empty. Delete the row or fill it in."
        return
    if term != " ".join(term.split()):
        yield f"'{term}' has blanks too many. Part its words by one space."
    if term != term.lower():
        yield f"'{term}' has capitals. Terms are lower case; matching ignores case."
    if "’" in term or "‘" in term:
        yield f"'{term}' has a curly apostrophe. Write a straight one; matching takes both."
    tidied = tidy_term(term)
    if tidied in earlier.rows:
        yield f"'{term}' stands in row {earlier.rows[tidied]} already. Keep one of the two."
    elif tidied < earlier.last_tidied:
        yield f"'{term}' stands after '{earlier.last}'. Sort the rows by term."
    for column, value, known in (("category", category, "categories"), ("source", source, "sources")):
        if known in about and value not in about[known]:
            yield f"'{term}' has the {column} '{value}'. Known are {', '.join(about[known])}."
    if not _is_weight(weight):
        yield f"'{term}' has the weight '{weight}'. Give a number above 0."


def _is_weight(cell: str) -> bool:
    try:
        return 0 < float(cell) < math.inf
    except ValueError:
        return False

"""Which files are there, and what a list beside them says of each."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from os.path import realpath
from pathlib import Path

from analysis.files import UserError, leads_out
from analysis.texts.importers.columns import name_columns
from analysis.texts.importers.decoding import decode_bytes
from analysis.texts.importers.records import Damaged, Names, Refused
from analysis.texts.importers.rows import list_rows

_OF_FILES = ("file", "filename")
_MOST_GUESSED = 20  # names that no file has, for which one is looked for that is near
_NO_ARTICLES = ("readme", "licence", "license")


def list_files(sources: Iterable[Path]) -> Iterator[Path | Refused]:
    """List the files to import, folders with all that is in them, in order of their names.

    Hidden files are passed over; a link that leads out of its folder is refused, and so is one to nothing.

    Raises
    ------
    UserError
        When a source does not exist.
    """
    for source in map(Path, sources):
        if source.is_file():
            yield source
            continue
        if not source.is_dir():
            raise UserError(f"{source} does not exist. Check the name and the folder.")
        for folder, folders, names in os.walk(source):
            folders[:] = sorted(name for name in folders if not name.startswith("."))
            yield from (Refused(path, "", "it is a link to a folder, and such links are not followed")
                        for path in (Path(folder) / name for name in folders) if path.is_symlink())
            for name in sorted(name for name in names if not name.startswith((".", "~$"))):
                path = Path(folder) / name
                if path.stem.lower() in _NO_ARTICLES:
                    yield Refused(path, "", "its name says that it tells of the others")
                elif leads_out(path, source):
                    yield Refused(path, "", "it is a link that leads out of the folder")
                elif path.is_file():
                    yield path
                else:
                    yield Refused(path, "", "it is no file that can be read")


@dataclass(frozen=True)
class Lists:
    """What lists beside the files say of them.

    ``fields`` has each file's fields under the manifest's names, ``files`` the lists themselves, ``refused`` the rows
    that name no file, and ``folders`` the lists that stand in each folder.
    """

    fields: dict[Path, dict[str, str]]
    files: frozenset[Path]
    refused: tuple[Refused, ...]
    folders: dict[Path, list[Path]]

    def find_gap(self, path: Path) -> str:
        """Say that no list in a file's own folder names it; empty where one does, or there is none."""
        found = self.folders.get(path.resolve().parent, [])
        if not found or path.resolve() in self.fields:
            return ""
        return f"no row of {' or '.join(each.name for each in found)} names it"


class _Files:
    """The files that are there, found by their whole name or by the name without its ending."""

    def __init__(self, paths: Iterable[Path]):
        self.paths = {path.resolve() for path in paths}
        self._by_stem: dict[Path, list[Path]] = {}
        for path in self.paths:
            self._by_stem.setdefault(path.with_suffix(""), []).append(path)

    def find(self, beside: Path, name: str) -> Path | None:
        """The file that a list names; without its ending where there is one such file beside the list itself."""
        if not name or "\0" in name:
            return None
        place = Path(realpath(beside.parent / name))
        if place in self.paths:
            return place if place != beside.resolve() else None
        alike = [path for path in self._by_stem.get(place, ()) if path != beside.resolve()]
        return alike[0] if len(alike) == 1 else None

    def find_alike(self, beside: Path, name: str) -> str:
        """The name of a file in the same folder that a slip may have meant; empty where none is near."""
        folder = Path(realpath(beside.parent / name)).parent
        names = [path.name for path in sorted(self.paths) if path.parent == folder]
        return next(iter(get_close_matches(Path(name).name, names, 1)), "")


def read_lists(paths: Iterable[Path], named: Path | None, names: Names) -> Lists:
    """Read what lists say of files.

    A list is a CSV file without a column of texts that has a column ``file`` (or ``filename``), or else one of whose
    columns half of the cells or more name files, with or without their ending; it stands in the folder of its files or
    in one above. ``named`` is another that a user gave, which must be one. What several lists say of a file is put
    together.

    Raises
    ------
    UserError
        When ``named`` is no such list.
    """
    paths = [*paths]
    there = _Files(paths)
    fields: dict[Path, dict[str, str]] = {}
    refused, folders = [], {}
    for path in dict.fromkeys([*paths, *([named] if named else [])]):
        if path.suffix.lower() not in (".csv", ".tsv"):
            continue
        try:
            text, *_ = decode_bytes(path.read_bytes())
            columns, rows = list_rows(text)
        except (Damaged, OSError):
            columns, rows = [], []
        if names.given.get("text") in columns or "text" in name_columns(columns, Names()).values():
            continue
        key = _find_key(path, columns, rows, there)
        if key is not None:
            folders.setdefault(path.parent.resolve(), []).append(path)
            refused += _read_list(path, columns, rows, key, there, names, fields)
    lists = frozenset(path for each in folders.values() for path in each)
    if named and named not in lists:
        raise UserError(f"{named} is no list of files. It needs a column 'file' that names them, and no column of "
                        "texts.")
    return Lists(fields, lists, tuple(refused), folders)


def _read_list(path: Path, columns: list[str], rows: list[list[str]], key: str, there: _Files, names: Names,
               fields: dict[Path, dict[str, str]]) -> list[Refused]:
    """Add what a list says to ``fields``; return its rows that say nothing."""
    repeated = sorted({column for column in columns if column and columns.count(column) > 1})
    if repeated:
        return [Refused(path, "", f"it has the column '{repeated[0]}' twice, so nothing was read from it")]
    given = Names({name: column for name, column in names.given.items() if name != "text"}, names.seen)
    known = name_columns([column for column in columns if column and column != key], given)
    refused, rows_of, n_guessed = [], {}, 0
    for number, row in enumerate(rows, start=2):
        cells = dict(zip(columns, row))
        name = cells.get(key, "").strip()
        place = there.find(path, name)
        if len(row) != len(columns):
            refused.append(Refused(path, f"row {number}", f"it has {len(row)} cells instead of {len(columns)}"))
        elif place is None:
            near = there.find_alike(path, name) if n_guessed < _MOST_GUESSED else ""
            n_guessed += 1
            refused.append(Refused(path, f"row {number}", f"it names '{name}', which is not there"
                                                          f"{f' (is it {near}?)' if near else ''}"))
        elif place in rows_of:
            refused.append(Refused(path, f"row {number}", f"it names '{name}', as row {rows_of[place]} does, which "
                                                          "counts"))
        else:
            rows_of[place] = number
            said = {known[column]: value.strip() for column, value in cells.items() if column in known}
            said = {column: value for column, value in said.items() if value}
            fields[place] = fields.get(place, {}) | said
    return refused


def _find_key(path: Path, columns: list[str], rows: list[list[str]], there: _Files) -> str | None:
    """The column that names files: by its own name, else the one of which most cells do, and half of them at least."""
    named = next((column for column in columns if column.lower() in _OF_FILES), None)
    if named is not None:
        return named
    best, most = None, 0
    for place, column in enumerate(columns):
        cells = [row[place].strip() for row in rows if len(row) > place and row[place].strip()]
        n = sum(there.find(path, cell) is not None for cell in cells)
        if column and n > most and 2 * n >= len(cells):
            best, most = column, n
    return best

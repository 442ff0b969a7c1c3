"""Which files are there, and what a list beside them says of each."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from analysis.files import UserError
from analysis.texts.importers.columns import name_columns
from analysis.texts.importers.decoding import decode_bytes
from analysis.texts.importers.records import Damaged, Names, Refused
from analysis.texts.importers.rows import list_rows

_OF_FILES = ("file", "filename")
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
                elif path.is_symlink() and not path.resolve().is_relative_to(source.resolve()):
                    yield Refused(path, "", "it is a link that leads out of the folder")
                elif path.is_file():
                    yield path
                else:
                    yield Refused(path, "", "it is no file that can be read")


@dataclass(frozen=True)
class Lists:
    """What lists beside the files say of them.

    ``fields`` has each file's fields under the manifest's names, ``files`` the lists themselves, ``refused`` the rows
    that name no file, and ``folders`` for each list's folder the list.
    """

    fields: dict[Path, dict[str, str]]
    files: frozenset[Path]
    refused: tuple[Refused, ...]
    folders: dict[Path, Path]

    def find_gap(self, path: Path) -> str:
        """Say that the list in a file's own folder does not name it; empty where it does, or there is none."""
        found = self.folders.get(path.resolve().parent)
        return "" if found is None or path.resolve() in self.fields else f"no row of {found.name} names it"


def read_lists(paths: Iterable[Path], named: Path | None, names: Names) -> Lists:
    """Read what lists say of files.

    A list is a CSV file without a column of texts that has a column ``file`` (or ``filename``), or else one whose cells
    name files, with or without their ending; it stands in the folder of its files or in one above. ``named`` is another
    that a user gave, which must be one.

    Raises
    ------
    UserError
        When ``named`` is no such list.
    """
    paths = [*paths]
    there = {path.resolve() for path in paths}
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
        if "text" in name_columns(columns, Names()).values():
            continue
        key = _find_key(path, columns, rows, there)
        if key is None:
            continue
        folders[path.parent.resolve()] = path
        given = Names({name: column for name, column in names.given.items() if name != "text"}, names.seen)
        known = name_columns([column for column in columns if column != key], given)
        for number, row in enumerate(rows, start=2):
            cells = dict(zip(columns, row))
            name = cells.pop(key, "").strip()
            place = _find_file(path, name, there)
            if len(row) != len(columns):
                refused.append(Refused(path, f"row {number}", f"it has {len(row)} cells instead of {len(columns)}"))
            elif place is None:
                near = get_close_matches(name, sorted(file.name for file in there - {*folders}), 1)
                refused.append(Refused(path, f"row {number}", f"it names '{name}', which is not there"
                                                              f"{f' (is it {near[0]}?)' if near else ''}"))
            else:
                fields[place] = {known[column]: value.strip() for column, value in cells.items() if value.strip()}
    lists = frozenset(folders.values())
    if named and named not in lists:
        raise UserError(f"{named} is no list of files. It needs a column 'file' that names them, and no column of "
                        "texts.")
    return Lists(fields, lists, tuple(refused), folders)


def _find_key(path: Path, columns: list[str], rows: list[list[str]], there: set[Path]) -> str | None:
    """The column that names files: by its own name, else the first of which a cell names a file that is there."""
    named = next((column for column in columns if column.lower() in _OF_FILES), None)
    if named is not None:
        return named
    return next((column for place, column in enumerate(columns)
                 if any(len(row) > place and _find_file(path, row[place].strip(), there) for row in rows)), None)


def _find_file(path: Path, name: str, there: set[Path]) -> Path | None:
    """The file that a list names, with its ending or without it where there is one such file."""
    if not name or "\0" in name:
        return None
    place = (path.parent / name).resolve()
    if place in there:
        return place
    alike = [file for file in there if file.with_suffix("") == place and file != path.resolve()]
    return alike[0] if len(alike) == 1 else None

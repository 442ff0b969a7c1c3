"""Which files are there, and what a list beside them says of each."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
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


def read_lists(paths: Iterable[Path], named: Path | None, names: Names) -> tuple[dict[Path, dict[str, str]], set[Path]]:
    """Read what lists say of files: each file's fields under the manifest's names, and the lists themselves.

    A list is a CSV file with a column ``file`` (or ``filename``) and no column of texts, in the folder of its files or
    in one above; ``named`` is another that a user gave, which must be one.

    Raises
    ------
    UserError
        When ``named`` is no such list.
    """
    fields: dict[Path, dict[str, str]] = {}
    lists = set()
    for path in dict.fromkeys([*paths, *([named] if named else [])]):
        if path.suffix.lower() not in (".csv", ".tsv"):
            continue
        try:
            text, *_ = decode_bytes(path.read_bytes())
            columns, rows = list_rows(text)
        except (Damaged, OSError):
            columns, rows = [], []
        key = next((column for column in columns if column.lower() in _OF_FILES), None)
        if key is None or "text" in name_columns(columns, Names()).values():
            continue
        lists.add(path)
        given = Names({name: column for name, column in names.given.items() if name != "text"})
        known = name_columns([column for column in columns if column != key], given)
        for row in rows:
            if len(row) == len(columns):
                cells = dict(zip(columns, row))
                place = (path.parent / cells.pop(key).strip()).resolve()
                fields[place] = {known[name]: value.strip() for name, value in cells.items() if value.strip()}
    if named and named not in lists:
        raise UserError(f"{named} is no list of files. It needs a column 'file' that names them, and no column of "
                        "texts.")
    return fields, lists

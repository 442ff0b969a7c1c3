"""Read other programs' packages without trusting them: no path is followed, no entity expanded, sizes are bounded.

Nothing of a package is written to disk. A document type is refused, for it is what makes entities (the "billion
laughs") and outside references possible, and no REFI-QDA project has one.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from pathlib import Path, PurePosixPath
from xml.etree import ElementTree
from xml.parsers import expat

from analysis.files import UserError

MOST_BYTES = 200_000_000
MOST_ENTRIES = 20_000
DEEPEST = 100


class Package:
    """A zip file whose entries are read one at a time, by name (letters' case aside), up to ``MOST_BYTES`` in all."""

    def __init__(self, path: Path) -> None:
        """Open a package.

        Raises
        ------
        UserError
            When it is no zip file, too large, or has an entry that leads out of it.
        """
        self.path = Path(path)
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(read_bounded(self.path)))
        except (zipfile.BadZipFile, NotImplementedError, ValueError, EOFError) as reason:
            raise UserError(f"{self.path} is no REFI-QDA project ({reason}). Export it anew.") from None
        entries = self._archive.infolist()
        if len(entries) > MOST_ENTRIES or sum(entry.file_size for entry in entries) > MOST_BYTES:
            raise UserError(f"{self.path} would unpack to more than {MOST_BYTES // 1_000_000} MB or {MOST_ENTRIES:,} "
                            "files, so it was not opened. Export the texts and codings alone.")
        for entry in entries:
            place = PurePosixPath(entry.filename.replace("\\", "/"))
            if place.is_absolute() or ".." in place.parts or ":" in entry.filename.partition("/")[0]:
                raise UserError(f"{self.path} has an entry that leads out of it ({entry.filename!r}), so it was not "
                                "opened. No program makes such a file by itself: do not trust it.")
        self._entries = {entry.filename.replace("\\", "/").lower(): entry for entry in entries}
        self._left = MOST_BYTES

    def find(self, suffix: str) -> str | None:
        """Return the name of the only entry at the package's root with this suffix, None where it is not the only one.
        """
        found = [name for name in self._entries if name.endswith(suffix) and "/" not in name]
        return found[0] if len(found) == 1 else None

    def read(self, name: str) -> bytes | None:
        """Return an entry's bytes, None where there is no such entry.

        Raises
        ------
        UserError
            When it is damaged, encrypted or larger than it says.
        """
        entry = self._entries.get(name.lower())
        if entry is None:
            return None
        try:
            with self._archive.open(entry) as file:
                data = file.read(self._left + 1)
        except (zipfile.BadZipFile, zlib.error, RuntimeError, NotImplementedError, EOFError, OSError) as reason:
            raise UserError(f"{self.path}: {name} cannot be read ({reason}). Export it anew, without a "
                            "password.") from None
        self._left -= len(data)
        if self._left < 0:
            raise UserError(f"{self.path} unpacks to more than {MOST_BYTES // 1_000_000} MB, so it was not read.")
        return data


def read_bounded(path: Path) -> bytes:
    """Read a file of at most ``MOST_BYTES``.

    Raises
    ------
    UserError
        When it is missing, a folder, or larger.
    """
    path = Path(path)
    try:
        if path.stat().st_size > MOST_BYTES:
            raise UserError(f"{path} has more than {MOST_BYTES // 1_000_000} MB, so it was not read.")
        return path.read_bytes()
    except FileNotFoundError:
        raise UserError(f"{path} does not exist. Check the name and the folder.") from None
    except OSError as reason:
        raise UserError(f"{path} cannot be read: {reason.strerror}.") from None


def parse_xml(data: bytes, name: str) -> ElementTree.Element:
    """Parse XML that has no document type.

    Raises
    ------
    UserError
        When it is not well-formed, has a document type, or is nested more than ``DEEPEST`` deep.

    Examples
    --------
    >>> parse_xml(b'<!DOCTYPE a [<!ENTITY e "ha">]><a>&e;</a>', "project.qde")
    Traceback (most recent call last):
    analysis.files.UserError: project.qde has a document type, which no REFI-QDA project needs, so it was not read.
    """
    depth = 0

    def refuse(*_: object) -> None:
        raise UserError(f"{name} has a document type, which no REFI-QDA project needs, so it was not read.")

    def enter(*_: object) -> None:
        nonlocal depth
        depth += 1
        if depth > DEEPEST:
            raise UserError(f"{name} is nested more than {DEEPEST} deep, so it was not read.")

    def leave(*_: object) -> None:
        nonlocal depth
        depth -= 1

    try:
        scout = expat.ParserCreate()
        scout.StartDoctypeDeclHandler, scout.StartElementHandler, scout.EndElementHandler = refuse, enter, leave
        scout.Parse(data, True)
        return ElementTree.fromstring(data)
    except (expat.ExpatError, ElementTree.ParseError, LookupError, ValueError) as reason:
        if isinstance(reason, UserError):
            raise
        raise UserError(f"{name} is not XML that can be read ({reason}). Export it anew.") from None

"""Plain text: a file is an article."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from analysis.texts.importers.decoding import decode_bytes
from analysis.texts.importers.records import Imported, Names, Record


def read_plain(path: Path, data: bytes, names: Names) -> Iterator[Record]:
    """Read a text file; its headline, if it has one, stays its first line."""
    text, encoding, repairs = decode_bytes(data)
    yield Imported(path, "", "", text, {}, encoding, repairs)

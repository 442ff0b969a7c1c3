"""Packages that unpack to more than they say, or that name what is outside them: refused before they are opened."""

from __future__ import annotations

import io
import zipfile
import zlib

from analysis.texts.importers.records import Damaged

MOST_UNPACKED, MOST_TIMES = 500_000_000, 200  # bytes; times the packed size, from a megabyte on
MOST_PARTS = 20_000
_ENTRY, _DOCTYPE = b"PK\1\2", b"<!DOCTYPE"
_PIECE = 1 << 20  # bytes


def refuse_bombs(data: bytes) -> None:
    """Raise ``Damaged`` where a package is broken, would unpack to more than any office file does, or has a doctype.

    Every part is unpacked once, a piece at a time, for what a package says of its sizes need not be so. A document type
    is what makes entities (the "billion laughs") and outside references possible; office files have none.

    Examples
    --------
    >>> refuse_bombs(b"PK")
    Traceback (most recent call last):
    analysis.texts.importers.records.Damaged: it is no package that can be opened
    """
    if data.count(_ENTRY) > MOST_PARTS:
        raise Damaged(f"it has more than {MOST_PARTS:,} parts, far more than a document does: save it anew, or as text")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            entries = package.infolist()
            _refuse_size(sum(entry.file_size for entry in entries), data)
            size = 0
            for entry in entries:
                entry.file_size = MOST_UNPACKED + 1  # else what lies behind the size that it names would not be met
                end = b""
                with package.open(entry) as part:
                    while piece := part.read(_PIECE):
                        size += len(piece)
                        _refuse_size(size, data)
                        end += piece.replace(b"\0", b"")  # UTF-16 is seen too
                        if entry.filename.lower().endswith((".xml", ".rels")) and _DOCTYPE in end:
                            raise Damaged(f"its part {entry.filename} has a document type, which no document needs")
                        end = end[-len(_DOCTYPE):]
    except (zipfile.BadZipFile, zlib.error, ValueError, RuntimeError, EOFError, OSError) as reason:
        if isinstance(reason, Damaged):
            raise
        raise Damaged("it is no package that can be opened") from None


def _refuse_size(size: int, data: bytes) -> None:
    if size > MOST_UNPACKED or size > max(1_000_000, MOST_TIMES * len(data)):
        raise Damaged(f"it would unpack to {size:,} bytes or more, far more than a document does: save it anew, or as "
                      "text")

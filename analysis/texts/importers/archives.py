"""Packages that unpack to more than they say: refused before they are opened."""

from __future__ import annotations

import io
import zipfile

from analysis.texts.importers.records import Damaged

MOST_UNPACKED, MOST_TIMES = 500_000_000, 200  # bytes; times the packed size, from a megabyte on


def refuse_bombs(data: bytes) -> None:
    """Raise ``Damaged`` where a package is broken or would unpack to more than any office file does.

    Examples
    --------
    >>> refuse_bombs(b"PK")
    Traceback (most recent call last):
    analysis.texts.importers.records.Damaged: it is no package that can be opened
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            size = sum(entry.file_size for entry in package.infolist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        raise Damaged("it is no package that can be opened") from None
    if size > MOST_UNPACKED or size > max(1_000_000, MOST_TIMES * len(data)):
        raise Damaged(f"it would unpack to {size:,} bytes, far more than a document does")

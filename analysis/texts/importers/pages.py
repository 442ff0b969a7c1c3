"""Saved web pages: the article without what stands around it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from analysis.texts.importers.decoding import decode_bytes
from analysis.texts.importers.records import Damaged, Imported, Names, Record

_CHARSET = re.compile(rb"<meta[^>]+charset=[\"']?([\w-]+)", re.I)


def read_page(path: Path, data: bytes, names: Names) -> Iterator[Record]:
    """Read an .html file with trafilatura, which is given the page and fetches nothing."""
    from trafilatura import bare_extraction

    text, encoding, repairs = decode_bytes(_read_charset(data))
    try:
        found = bare_extraction(text, with_metadata=True, include_comments=False, include_tables=False,
                                favor_precision=True, date_extraction_params={"extensive_search": False})
    except Exception:  # trafilatura raises whatever its parsers do
        raise Damaged("it is no page that can be read") from None
    if found is None or not (found.text or "").strip():
        raise Damaged("no article was found in the page")
    fields = {"author": found.author, "outlet": found.sitename, "published": found.date, "seen_at": found.url}
    yield Imported(path, "", found.title or "", "\n\n".join(filter(None, found.text.split("\n"))),
                   {name: value for name, value in fields.items() if value}, encoding, repairs)


def _read_charset(data: bytes) -> bytes:
    """The page as UTF-8 where it is none and says itself what it is."""
    said = _CHARSET.search(data[:4_096])
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        try:
            return data.decode(said[1].decode("ascii")).encode("utf-8") if said else data
        except (UnicodeDecodeError, LookupError):
            return data
    return data

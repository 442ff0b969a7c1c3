"""Nexis Uni: many articles in one Word or RTF file, each from its title to “End of Document”.

The layout is that of the vendor's “full documents” downloads: title, publication, date, then lines such as
``Copyright``, ``Section:``, ``Length:`` and ``Byline:``, the line ``Body``, the text, lines such as ``Load-Date:``.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from pathlib import Path

from analysis.texts.importers.archives import refuse_bombs
from analysis.texts.importers.columns import read_date
from analysis.texts.importers.decoding import decode_bytes, join_halves
from analysis.texts.importers.records import Damaged, Imported, Names, Record, Refused

_END, _BODY = "End of Document", "Body"
_LABEL = re.compile(r"(Section|Length|Byline|Highlight|Dateline|Edition|Correction|Graphic|Language|Load-Date|"
                    r"Publication-Type|Subject|Company|Person|Geographic|Industry|Journal Code|Document-Type): *(.*)|"
                    r"(?:Copyright .*\d{4}.*|Classification|Graphic)")


def read_word(path: Path, data: bytes, names: Names) -> Iterator[Record]:
    """Read a .docx file: the articles of a Nexis Uni download, or, where nothing ends as they do, one article."""
    from docx import Document

    refuse_bombs(data)
    try:
        lines = [paragraph.text for paragraph in Document(io.BytesIO(data)).paragraphs]
    except Exception:  # python-docx raises whatever its parsers do
        raise Damaged("it is no Word document (.docx) that can be opened") from None
    yield from _read_lines(path, lines, "docx", ())


def read_rich_text(path: Path, data: bytes, names: Names) -> Iterator[Record]:
    """Read an .rtf file, in the same way."""
    from striprtf.striprtf import rtf_to_text

    if not data.lstrip().startswith(b"{\\rtf"):
        raise Damaged("it is no rich text (.rtf): it does not begin as such a file does")
    text, encoding, repairs = decode_bytes(data)
    try:
        lines = join_halves(rtf_to_text(text, errors="replace")).split("\n")
    except Exception:  # striprtf raises whatever its parser does
        raise Damaged("it is no rich text (.rtf) that can be read") from None
    yield from _read_lines(path, lines, "rtf", repairs)


def _read_lines(path: Path, lines: list[str], encoding: str, repairs: tuple[str, ...]) -> Iterator[Record]:
    lines = [" ".join(line.replace("\xa0", " ").split()) for line in lines]
    if not any(lines):
        raise Damaged("it holds no text")
    if _END not in lines:
        yield Imported(path, "", "", "\n\n".join(filter(None, lines)), {}, encoding, repairs)
        return
    number, article = 0, []
    for line in lines:
        if line != _END:
            article.append(line)
            continue
        number += 1
        yield _read_article(path, f"document {number}", article, encoding, repairs)
        article = []
    if any(_LABEL.fullmatch(line) for line in article):
        yield Refused(path, f"document {number + 1}", f"it does not end with “{_END}”: the file is cut off there")


def _read_article(path: Path, position: str, lines: list[str], encoding: str, repairs: tuple[str, ...]) -> Record:
    if _BODY not in lines:
        return Refused(path, position, f"it has no line “{_BODY}” before its text")
    at = lines.index(_BODY)
    head, body = [line for line in lines[:at] if line], lines[at + 1:]
    place = next((place for place, line in enumerate(head) if place > 1 and _LABEL.fullmatch(line)), 0)
    if place < 3:
        return Refused(path, position, "title, publication and date do not stand above its text")
    title, outlet, day = head[place - 3:place]
    labels = {found[1]: found[2] for line in head[place:] if (found := _LABEL.fullmatch(line)) and found[1]}
    while body and (not body[-1] or _LABEL.fullmatch(body[-1])):  # only at the end: a paragraph may begin like a label
        body.pop()
    text = "\n\n".join(filter(None, body))
    fields = {"outlet": outlet, "published": read_date(day) or day, "author": labels.get("Byline", ""),
              "section": labels.get("Section", "")}
    return Imported(path, position, title, text, {name: value for name, value in fields.items() if value}, encoding,
                    repairs)

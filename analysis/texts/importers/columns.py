"""Columns under the names that people give them, and dates as they write them."""

from __future__ import annotations

import re
from collections.abc import Iterable

from analysis.texts.importers.records import Damaged, Names

USUAL = {
    "text": ("text", "body", "content", "fulltext", "articletext", "maintext", "article", "bodytext"),
    "title": ("title", "headline", "heading"),
    "article_id": ("articleid", "id"),
    "group": ("group",),
    "outlet": ("outlet", "source", "publication", "newspaper", "publisher", "sitename", "site"),
    "outlet_type": ("outlettype",),
    "genre": ("genre",),
    "author": ("author", "authors", "byline", "creator"),
    "published": ("published", "date", "publicationdate", "pubdate", "publishedat", "publishdate"),
    "event": ("event",),
    "seen_at": ("seenat", "url", "link", "address"),
    "rights": ("rights", "licence", "license"),
}
_MONTHS = {name: number for number, name in enumerate(
    "january february march april may june july august september october november december".split(), start=1)}


def name_columns(columns: Iterable[str], names: Names) -> dict[str, str]:
    """Give a file's columns the manifest's names where they are usual or were named; others keep their own.

    Raises
    ------
    Damaged
        When the column that was named for the texts is not there.

    Examples
    --------
    >>> name_columns(["Headline", "Full Text", "desk"], Names({"group": "desk"}))
    {'Headline': 'title', 'Full Text': 'text', 'desk': 'group'}
    """
    columns = [*columns]
    names.seen.update(dict.fromkeys(columns))
    if names.given.get("text", "") not in ("", *columns):
        raise Damaged(f"it has no column '{names.given['text']}'; it has {', '.join(columns)}")
    named = {column: name for name, column in names.given.items() if column in columns}
    taken = {*named.values()}
    for name, spellings in USUAL.items():
        if name in taken:
            continue
        found = [(spellings.index(plain), column) for column in columns
                 if (plain := re.sub(r"[\W_]", "", column.lower())) in spellings and column not in named]
        if found:
            named[min(found)[1]] = name
    return {column: named.get(column, column) for column in columns}


def read_date(words: str) -> str:
    """Write a date in ISO 8601 as precisely as it is known; empty where it cannot be told.

    Day and month in figures alone (3/4/2022) are told apart only where one of them is above 12.

    Examples
    --------
    >>> [read_date(words) for words in ("November 21, 2022 Monday", "21 Nov 2022", "2022-11", "21/11/2022", "3/4/2022")]
    ['2022-11-21', '2022-11-21', '2022-11', '2022-11-21', '']
    """
    words = words.strip()
    iso = re.match(r"(\d{4})(?:-(\d\d?)(?:-(\d\d?))?)?(?:[T ].*)?$", words)
    if iso:
        return _join_date(*iso.groups())
    month = next((str(number) for name, number in _MONTHS.items()
                  if re.search(rf"\b(?:{name}|{name[:3]}|{name[:4]})\b", words.lower())), None)
    year = re.search(r"\b(?:19|20)\d\d\b", words)
    if month and year:
        day = re.search(r"(?<![\d:])(\d{1,2})(?:st|nd|rd|th)?(?![\d:])", words.replace(year[0], " ", 1))
        return _join_date(year[0], month, day[1] if day else None)
    figures = re.match(r"(\d\d?)[/.](\d\d?)[/.](\d{4})\b", words)
    if figures:
        first, second = int(figures[1]), int(figures[2])
        if first > 12 or first == second:
            return _join_date(figures[3], figures[2], figures[1])
        if second > 12:
            return _join_date(figures[3], figures[1], figures[2])
    return ""


def explain_date(words: str) -> str:
    """Say why ``read_date`` cannot tell a date.

    Examples
    --------
    >>> explain_date("3/4/2024"), explain_date("soon")
    ("the date '3/4/2024' may be 3 April or 4 March", "the date 'soon' was not understood")
    """
    figures = re.match(r"(\d\d?)[/.](\d\d?)[/.]\d{4}\b", words.strip())
    if not figures or not all(1 <= int(part) <= 12 for part in figures.groups()):
        return f"the date '{words}' was not understood"
    first, second = map(int, figures.groups())
    names = [name.capitalize() for name in _MONTHS]
    return f"the date '{words}' may be {first} {names[second - 1]} or {second} {names[first - 1]}"


def _join_date(year: str, month: str | None, day: str | None) -> str:
    """The date, or the empty string where there is no such day."""
    from datetime import date

    try:
        date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        return ""
    return "-".join([year, *(f"{int(part):02d}" for part in (month, day) if part)])

"""Find what stands in quotation marks, also where marks are mismatched or lost (CODEBOOK.md, "Voice").

The rules are those of English typography: a quotation that runs over paragraphs opens each of them and closes only
the last; singles nest in doubles and doubles in singles. What real copies break is mended by named rules.
"""

from __future__ import annotations

import re
from typing import NamedTuple

_DOUBLE_OPEN, _DOUBLE_CLOSE, _SINGLES = "“„«‟", "”»", "‘’'‛`´"
_BEFORE_OPENING = frozenset(" \t\u00a0([{—–-/“\"‘„«")
_ELISION = re.compile(r"(?:em|til|cause|twas|tis|n|\d0s)\b", re.IGNORECASE)
_CLAUSE_END = re.compile(r"[,.?!…](?=\s)")
_SPEECH_START = re.compile(r"(?:and|but|so|because|as for|well|yes|no|look|i|we|my|our|you)\b", re.IGNORECASE)
_FIRST_PERSON = re.compile(r"\b(?:I|I['’](?:m|ve|d|ll)|[Mm]y|[Ww]e|[Ww]e['’](?:re|ve|d|ll)|[Oo]ur)\b")


class Quotation(NamedTuple):
    """One stretch in quotation marks, inside one paragraph.

    ``start`` and ``end`` include the marks; ``inner_start`` and ``inner_end`` leave them out. ``closed`` is False
    when the paragraph ends first. ``rule`` names how it was found.
    """

    paragraph: int
    start: int
    end: int
    inner_start: int
    inner_end: int
    closed: bool
    rule: str


class _Mark(NamedTuple):
    at: int
    kind: str  # double, single
    opens: bool
    closes: bool


def find_quotations(text: str, paragraphs: list[tuple[int, int]]) -> list[Quotation]:
    """Return every quotation of a text in order; nested ones stay inside the outer one.

    Examples
    --------
    >>> text = "“It is over.’ He left; ‘his day is done’, said a clerk."
    >>> [text[q.inner_start:q.inner_end] for q in find_quotations(text, [(0, len(text))])]
    ['It is over.', 'his day is done']
    """
    found: list[Quotation] = []
    for number, (start, end) in enumerate(paragraphs):
        found += _pair_marks(text, number, start, end)
    return sorted(found + _carry_on(text, paragraphs, found))


def _read_marks(text: str, start: int, end: int) -> list[_Mark]:
    marks = []
    for at in range(start, end):
        character = text[at]
        double = character in '"“”„«»‟'
        if not double and character not in _SINGLES:
            continue
        before = text[at - 1] if at > start else " "
        after = text[at + 1] if at + 1 < end else " "
        follows_blank = before in _BEFORE_OPENING
        opens = follows_blank and not after.isspace()
        closes = not before.isspace() and not (follows_blank and after.isalnum()) and at > start
        if double:
            if character in _DOUBLE_OPEN and opens:
                closes = False
            elif character in _DOUBLE_CLOSE and closes:
                opens = False
            elif opens and closes:
                closes = after in " ,.;:?!)" and not after.isalnum()
                opens = not closes
            marks.append(_Mark(at, "double", opens, closes))
        else:
            opens = opens and not _ELISION.match(text, at + 1)
            closes = closes and not after.isalnum()
            if opens or closes:
                marks.append(_Mark(at, "single", opens, closes and not opens))
    return marks


def _pair_marks(text: str, number: int, start: int, end: int) -> list[Quotation]:
    """Pair the marks of one paragraph."""
    found: list[Quotation] = []
    marks = _read_marks(text, start, end)
    outer: _Mark | None = None
    inner = False

    def close(at: int, width: int, closed: bool, rule: str) -> None:
        nonlocal outer, inner
        found.append(Quotation(number, outer.at, at + width, outer.at + 1, at, closed, rule))
        outer, inner = None, False

    for place, mark in enumerate(marks):
        later = marks[place + 1:]
        if outer is None:
            if mark.opens and (mark.kind == "double" or _single_can_open(text, mark, later, start, end)):
                outer = mark
            elif mark.closes and _closes_a_lost_opening(text, mark, start, end, found):
                inner_start = _find_lost_opening(text, found[-1].end if found else start, mark.at)
                found.append(Quotation(number, inner_start, mark.at + 1, inner_start, mark.at, True, "opening mark lost"))
        elif mark.kind == outer.kind:
            if mark.opens and mark.kind == "double":
                close(_find_lost_closing(text, outer.at + 1, mark.at), 0, True, "closing mark lost")
                outer = mark
            elif mark.closes and not (mark.kind == "single" and _is_possessive(text, mark, later)):
                close(mark.at, 1, True, "marks")
        elif mark.opens:
            inner = True
        elif mark.closes and inner:
            inner = False
        elif mark.closes and mark.kind == "double":
            close(mark.at, 1, True, "mismatched marks")
        elif mark.closes and text[mark.at - 1] in ".,?!…" and not _double_closes_later(later):
            close(mark.at, 1, True, "mismatched marks")
    if outer is not None:
        close(end, 0, False, "marks left open")
    return found


def _single_can_open(text: str, mark: _Mark, later: list[_Mark], start: int, end: int) -> bool:
    """A single mark opens a quotation when one closes it, or when it runs on to the paragraph's end as speech."""
    if any(other.closes for other in later):
        return True
    return text[mark.at] != "'" and len(text[mark.at:end].split()) > 3


def _is_possessive(text: str, mark: _Mark, later: list[_Mark]) -> bool:
    """A single mark after an s is a possessive when another one closes later, before anything opens again."""
    if text[mark.at - 1].lower() != "s":
        return False
    following = next((other for other in later if other.kind == "single"), None)
    return following is not None and following.closes


def _double_closes_later(later: list[_Mark]) -> bool:
    following = next((other for other in later if other.kind == "double"), None)
    return following is not None and following.closes


def _closes_a_lost_opening(text: str, mark: _Mark, start: int, end: int, found: list[Quotation]) -> bool:
    ends_speech = text[mark.at - 1] in ".,?!…"
    return ends_speech and (mark.kind == "double" or not text[mark.at + 1:end].strip())


def _find_lost_opening(text: str, start: int, at: int) -> int:
    """Speech whose opening mark is lost begins after a colon, or else where the paragraph (or the last quotation) ends."""
    colon = text.rfind(": ", start, at)
    begin = colon + 2 if colon >= 0 else start
    while begin < at and text[begin].isspace():
        begin += 1
    return begin


def _find_lost_closing(text: str, start: int, end: int) -> int:
    """Speech whose closing mark is lost ends with the first clause that is followed by the next clause's speaker."""
    ends = [match.end() for match in _CLAUSE_END.finditer(text, start, end)]
    return ends[0] if ends else len(text[:end].rstrip())


def _carry_on(text: str, paragraphs: list[tuple[int, int]], found: list[Quotation]) -> list[Quotation]:
    """Find whole paragraphs of speech that lost their marks between two quoted paragraphs."""
    last = {q.paragraph: q for q in found}
    first = {q.paragraph: q for q in reversed(found)}
    carried: list[Quotation] = []
    left_open = False
    for number, (start, end) in enumerate(paragraphs):
        if number in last:
            left_open = not last[number].closed
            continue
        following = first.get(number + 1)
        goes_on = following is not None and following.start == paragraphs[number + 1][0]
        line = text[start:end]
        sounds_spoken = bool(_FIRST_PERSON.search(line) or _SPEECH_START.match(line))
        if left_open and goes_on and sounds_spoken:
            carried.append(Quotation(number, start, end, start, end, False, "marks lost between quoted paragraphs"))
        elif left_open and following is not None and following.rule == "opening mark lost" and sounds_spoken:
            carried.append(Quotation(number, start, end, start, end, False, "marks lost between quoted paragraphs"))
        else:
            left_open = False
    return carried

"""Find what stands in quotation marks, also where marks are mismatched or lost (CODEBOOK.md, "Voice").

The rules are those of English typography: a quotation that runs over paragraphs opens each of them and closes only
the last; singles nest in doubles and doubles in singles. What real copies break is mended by named rules.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from analysis.texts.voices.transcripts import LABEL, Label

_DOUBLE_OPEN, _DOUBLE_CLOSE, _DOUBLES, _SINGLES = "“„«‟", "”»", '"“”„«»‟', "‘’'‛`´"
_MARK = re.compile(f"[{_DOUBLES}{_SINGLES}]")
_BEFORE_OPENING = frozenset(" \t\u00a0([{—–-/“\"‘„«")
_AFTER_CLOSING = frozenset(",.;:?!)")
_ENDS_SPEECH = frozenset(",.?!…")
_ELISION = re.compile(r"(?:em|til|cause|twas|tis|n|\d0s)\b", re.IGNORECASE)
_CLAUSE_END = re.compile(r"[,.?!…](?=\s)")
_SPEECH_START = re.compile(r"(?:and|but|so|because|as for|well|yes|no|look|i|we|my|our|you)\b", re.IGNORECASE)
_FIRST_PERSON = re.compile(r"\b(?:I|I['’](?:m|ve|d|ll)|[Mm]y|[Ww]e|[Ww]e['’](?:re|ve|d|ll)|[Oo]ur)\b")
_FOUR_WORDS = re.compile(r"(?:\S++\s++){3}\S")


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
    """A quotation mark, and what it may do where it stands."""

    at: int
    kind: str  # double, single
    opens: bool
    closes: bool


class _Ahead(NamedTuple):
    """What follows a mark in its paragraph: whether any mark closes, and whether the next of each kind does."""

    closes: bool
    single_closes: bool
    double_closes: bool


def find_quotations(text: str, paragraphs: list[tuple[int, int]],
                    labels: Mapping[int, Label] | None = None) -> list[Quotation]:
    """Find every quotation of a text; nested ones stay inside the outer one.

    Parameters
    ----------
    text : str
        The text, with marks of any kind.
    paragraphs : list of (int, int)
        The offsets of its paragraphs.
    labels : dict of int to Label, optional
        The speakers' labels of a transcript (``find_labels``): what stands behind one is quoted as a whole.

    Returns
    -------
    list of Quotation
        In order, none overlapping another, each inside one paragraph.

    Examples
    --------
    >>> text = "“It is over.’ He left; ‘his day is done’, said a clerk."
    >>> [text[q.inner_start:q.inner_end] for q in find_quotations(text, [(0, len(text))])]
    ['It is over.', 'his day is done']
    """
    found: list[Quotation] = []
    for number, (start, end) in enumerate(paragraphs):
        if labels and number in labels:
            found += _read_labelled_line(number, labels[number].speech, end)
        else:
            found += _Paragraph(text, number, start, end).pair_marks()
    return sorted(found + _carry_on(text, paragraphs, found))


def _read_labelled_line(number: int, start: int, end: int) -> list[Quotation]:
    return [Quotation(number, start, end, start, end, True, LABEL)] if start < end else []


# -- marks ----------------------------------------------------------------------------------------------------------

def _read_marks(text: str, start: int, end: int) -> list[_Mark]:
    """The marks of a paragraph that open or close; what is left of the single ones are apostrophes."""
    marks = []
    for match in _MARK.finditer(text, start, end):
        at, character = match.start(), match.group()
        before = text[at - 1] if at > start else " "
        after = text[at + 1] if at + 1 < end else " "
        follows_blank = before in _BEFORE_OPENING
        opens = follows_blank and not after.isspace()
        closes = not before.isspace() and not (follows_blank and after.isalnum())
        if character in _DOUBLES:
            marks.append(_Mark(at, "double", *_decide_double(character, opens, closes, after)))
            continue
        opens = opens and not _ELISION.match(text, at + 1)
        closes = closes and not opens and not after.isalnum()
        if opens or closes:
            marks.append(_Mark(at, "single", opens, closes))
    return marks


def _decide_double(character: str, opens: bool, closes: bool, after: str) -> tuple[bool, bool]:
    """Whether a double mark opens or closes where it could do both or neither: by its shape, or by what follows it."""
    if not (opens or closes):  # blanks on both sides, as in text that was cut into tokens
        return character not in _DOUBLE_CLOSE, character not in _DOUBLE_OPEN
    if not (opens and closes):
        return opens, closes
    if character in _DOUBLE_OPEN:
        return True, False
    closes = character in _DOUBLE_CLOSE or after in _AFTER_CLOSING
    return not closes, closes


def _look_ahead(marks: list[_Mark]) -> list[_Ahead]:
    """For each mark, what follows it."""
    ahead = []
    closes = single_closes = double_closes = False
    for mark in reversed(marks):
        ahead.append(_Ahead(closes, single_closes, double_closes))
        closes = closes or mark.closes
        if mark.kind == "single":
            single_closes = mark.closes
        else:
            double_closes = mark.closes
    return ahead[::-1]


# -- pairs ----------------------------------------------------------------------------------------------------------

class _Paragraph:
    """One paragraph while its marks are paired.

    ``found`` gathers its quotations; ``outer`` is the mark that stands open, if any does; ``nests`` says whether a mark
    of the other kind stands open inside it.
    """

    def __init__(self, text: str, number: int, start: int, end: int):
        self.text, self.number, self.start, self.end = text, number, start, end
        self.last = start + len(text[start:end].rstrip())
        self.found: list[Quotation] = []
        self.outer: _Mark | None = None
        self.nests = False

    def pair_marks(self) -> list[Quotation]:
        marks = _read_marks(self.text, self.start, self.end)
        for mark, ahead in zip(marks, _look_ahead(marks)):
            if self.outer is None:
                self._read_outside(mark, ahead)
            elif mark.kind == self.outer.kind:
                self._read_same_kind(self.outer, mark, ahead)
            else:
                self._read_other_kind(self.outer, mark, ahead)
        if self.outer is not None:
            self._keep(self.outer, self.end, 0, "marks left open")
        return self.found

    def _keep(self, outer: _Mark, at: int, width: int, rule: str) -> None:
        """Keep what stands between an opening mark and a closing one, which is ``width`` wide: 0 when it is lost."""
        closed = rule != "marks left open"
        self.found.append(Quotation(self.number, outer.at, at + width, outer.at + 1, at, closed, rule))
        self.outer, self.nests = None, False

    def _read_outside(self, mark: _Mark, ahead: _Ahead) -> None:
        """No mark stands open: this one opens, or it closes what lost its opening mark."""
        if mark.opens and (mark.kind == "double" or self._single_opens(mark, ahead)):
            self.outer = mark
        elif mark.closes and self._closes_lost_opening(mark):
            start = self._find_lost_opening(mark.at)
            self.found.append(Quotation(self.number, start, mark.at + 1, start, mark.at, True, "opening mark lost"))

    def _read_same_kind(self, outer: _Mark, mark: _Mark, ahead: _Ahead) -> None:
        """A mark of the open one's kind closes it; or, opening the next quotation, shows that one lost its closing."""
        if mark.opens and mark.kind == "double" and not mark.closes:
            self._keep(outer, _find_lost_closing(self.text, outer.at + 1, mark.at), 0, "closing mark lost")
            self.outer = mark
        elif mark.closes and not self._is_possessive(mark, ahead):
            self._keep(outer, mark.at, 1, "marks")

    def _read_other_kind(self, outer: _Mark, mark: _Mark, ahead: _Ahead) -> None:
        """A mark of the other kind nests; or it closes in place of the right one."""
        if mark.opens:
            self.nests = True
        elif mark.closes and self.nests:
            self.nests = False
        elif mark.closes and (mark.kind == "double" or (self._ends_speech(mark) and not ahead.double_closes)):
            self._keep(outer, mark.at, 1, "mismatched marks")

    def _single_opens(self, mark: _Mark, ahead: _Ahead) -> bool:
        """A single mark opens a quotation when one closes it, or when it runs on to the paragraph's end as speech."""
        runs_on = self.text[mark.at] != "'" and _FOUR_WORDS.match(self.text, mark.at, self.end)
        return ahead.closes or bool(runs_on)

    def _is_possessive(self, mark: _Mark, ahead: _Ahead) -> bool:
        """A single mark after an s is a possessive when another one closes later, before anything opens again."""
        return mark.kind == "single" and self.text[mark.at - 1] in "sS" and ahead.single_closes

    def _ends_speech(self, mark: _Mark) -> bool:
        return self.text[mark.at - 1] in _ENDS_SPEECH

    def _closes_lost_opening(self, mark: _Mark) -> bool:
        """A closing mark that none opened ends speech after a comma or full stop, a single one only at the very end."""
        return self._ends_speech(mark) and (mark.kind == "double" or mark.at + 1 >= self.last)

    def _find_lost_opening(self, at: int) -> int:
        """Speech whose opening mark is lost begins behind a colon, else the last quotation, else with the paragraph."""
        start = self.found[-1].end if self.found else self.start
        colon = self.text.rfind(": ", start, at)
        begin = start if colon < 0 else colon + len(": ")
        while begin < at and self.text[begin].isspace():
            begin += 1
        return begin


def _find_lost_closing(text: str, start: int, end: int) -> int:
    """Speech whose closing mark is lost ends with the first clause that is followed by the next clause's speaker."""
    clause = _CLAUSE_END.search(text, start, end)
    return clause.end() if clause else start + len(text[start:end].rstrip())


# -- paragraphs -----------------------------------------------------------------------------------------------------

def _carry_on(text: str, paragraphs: list[tuple[int, int]], found: list[Quotation]) -> list[Quotation]:
    """Find whole paragraphs of speech that lost their marks between two quoted paragraphs."""
    last = {quotation.paragraph: quotation for quotation in found}
    first = {quotation.paragraph: quotation for quotation in reversed(found)}
    carried: list[Quotation] = []
    left_open = False
    for number, (start, end) in enumerate(paragraphs):
        if number in last:
            left_open = not last[number].closed
            continue
        left_open = left_open and _sounds_spoken(text[start:end]) and _begins_quoted(first.get(number + 1), paragraphs)
        if left_open:
            carried.append(Quotation(number, start, end, start, end, False, "marks lost between quoted paragraphs"))
    return carried


def _sounds_spoken(line: str) -> bool:
    """Whether a paragraph speaks of itself ("We will hold") or begins as one goes on talking ("As for the roof")."""
    return bool(_FIRST_PERSON.search(line) or _SPEECH_START.match(line))


def _begins_quoted(first: Quotation | None, paragraphs: list[tuple[int, int]]) -> bool:
    """Whether a paragraph's first quotation opens it, or lost the mark that would have opened it."""
    return first is not None and (first.start == paragraphs[first.paragraph][0] or first.rule == "opening mark lost")

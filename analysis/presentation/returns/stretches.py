"""Where a stretch of another program's text stands in the canonical text.

Programs count differently: in Unicode code points, as the REFI-QDA standard and today's Label Studio do, in UTF-16 code
units (older Label Studio), with or without a byte order mark; and they may write ``\\r\\n`` for ``\\n`` and count it as
two or, as ATLAS.ti does, as one. The words that came with a stretch, where some did, tell which it was.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

BYTE_ORDER_MARK = "\ufeff"
CODE_POINTS = "code points"


@dataclass(frozen=True)
class Stretch:
    """A stretch as another program counts it, with the words that it says stand there (empty: it does not say).

    ``must_match`` is off where the words are only a name, which may be their beginning and which anybody may change.
    """

    start: int
    end: int
    words: str = ""
    must_match: bool = True


@dataclass(frozen=True)
class Reading:
    """One way to count: ``points`` turns a position into one in code points, or None where it is none."""

    name: str
    points: Callable[[int], int | None]


class Alignment:
    """Another program's copy of a text beside the canonical one."""

    def __init__(self, theirs: str, ours: str, stretches: Iterable[Stretch] = (), ends_count_once: bool = False
                 ) -> None:
        """Lay the copies side by side and choose the way of counting in which most stretches read as they say.

        Parameters
        ----------
        theirs : str
            The text as the other program has it, a byte order mark and its line ends included.
        ours : str
            The canonical text.
        stretches : iterable of Stretch
            The stretches of this text, from whose words the way of counting is told; code points on a tie.
        ends_count_once : bool
            On a tie ``\\r\\n`` counts as one character and not as two.
        """
        marked = theirs.startswith(BYTE_ORDER_MARK)
        self._theirs, self._ours = theirs.removeprefix(BYTE_ORDER_MARK), ours
        self._places = _place_characters(self._theirs)
        stretches = [stretch for stretch in stretches if stretch.words.strip()]
        self.reading = max(_list_readings(self._theirs, marked, ends_count_once), key=lambda reading: sum(
            self._says(stretch, reading) for stretch in stretches))

    def place(self, stretch: Stretch) -> tuple[int, int] | None:
        """Return where the stretch stands in the canonical text, None where the words there are others.

        Examples
        --------
        >>> Alignment("\\ufeffOne.\\r\\nTwo.", "One.\\nTwo.\\n").place(Stretch(6, 10))
        (5, 9)
        >>> astral = Stretch(3, 6, "Two")  # as UTF-16 counts it
        >>> Alignment("😀 Two.", "😀 Two.\\n", [astral]).place(astral)
        (2, 5)
        >>> Alignment("One. Six.", "One. Two.\\n").place(Stretch(5, 8)) is None
        True
        """
        there = self._find(stretch, self.reading)
        if there is None or stretch.must_match and stretch.words.strip() and not self._says(stretch, self.reading):
            return None
        start, end = (self._places[position] for position in there)
        words = straighten_ends(self._theirs[there[0]:there[1]])
        return (start, end) if start < end and self._ours[start:end] == words else None

    def _find(self, stretch: Stretch, reading: Reading) -> tuple[int, int] | None:
        start, end = reading.points(stretch.start), reading.points(stretch.end)
        if start is None or end is None or not 0 <= start < end <= len(self._theirs):
            return None
        return start, end

    def _says(self, stretch: Stretch, reading: Reading) -> bool:
        """Whether the words there are those that the stretch says, blanks aside; a name may be their beginning."""
        there = self._find(stretch, reading)
        if there is None:
            return False
        words, said = " ".join(self._theirs[slice(*there)].split()), " ".join(stretch.words.split())
        return words == said or not stretch.must_match and words.startswith(said)


def _list_readings(text: str, marked: bool, ends_count_once: bool) -> list[Reading]:
    """Every way in which the positions of this text may have been counted, the likeliest first."""
    pairs = "\r\n" in text
    readings = []
    for once in (ends_count_once, not ends_count_once) if pairs else (False,):
        for wide in (False, True) if any(character > "\uffff" for character in text) else (False,):
            for first in (0, 1) if marked else (0,):
                name = "UTF-16 code units" if wide else CODE_POINTS
                name += ", line ends as one" if once else ""
                name += ", with the byte order mark" if first else ""
                readings.append(Reading(name, _count(text, once, wide, first).get))
    return readings


def _count(text: str, once: bool, wide: bool, first: int) -> dict[int, int]:
    """Position as counted -> position in code points."""
    counts, count = {}, first
    for position, character in enumerate(text):
        counts[count] = position
        half = once and character == "\n" and text[position - 1:position] == "\r"
        count += 0 if half else 1 + (wide and character > "\uffff")
    return counts | {count: len(text)}


def _place_characters(text: str) -> list[int]:
    r"""For each position in a text with any line ends, the position once ``\r\n`` and ``\r`` are ``\n``."""
    places, place = [], 0
    for position, character in enumerate(text):
        places.append(place)
        place += not (character == "\r" and text[position + 1:position + 2] == "\n")
    return [*places, place]


def straighten_ends(text: str) -> str:
    r"""Write every line end as ``\n``.

    Examples
    --------
    >>> straighten_ends("a\r\nb\rc")
    'a\nb\nc'
    """
    return text.replace("\r\n", "\n").replace("\r", "\n")

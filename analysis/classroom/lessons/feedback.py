"""What an exercise says to an answer: that it is still blank, a hint, or that it holds; never a mark."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from html import escape
from numbers import Real

BLANK, HINT, HOLDS = "blank", "hint", "holds"
_HEADS = {BLANK: "Still blank", HINT: "Look again", HOLDS: "That holds"}
_EDGES = {BLANK: "dotted", HINT: "dashed", HOLDS: "solid"}  # never by colour alone


class Unclear(Exception):
    """An answer that cannot be read; its one sentence says what is asked for."""


class Look(Exception):
    """An answer that does not hold; its sentences are the hint that helps on."""


@dataclass(frozen=True)
class Feedback:
    """What is said to an answer: its kind (``BLANK``, ``HINT`` or ``HOLDS``), the exercise, and sentences."""

    kind: str
    number: str
    sentences: tuple[str, ...]

    def _repr_html_(self) -> str:
        said = "<br>".join(map(escape, self.sentences))
        return (f'<div class="framing-feedback" role="status" style="border-left:4px {_EDGES[self.kind]} currentColor;'
                f'padding:.3em .8em;max-width:44em"><strong>{self.number} {_HEADS[self.kind]}.</strong> {said}</div>')

    def __repr__(self) -> str:
        return f"{self.number} {_HEADS[self.kind]}. " + " ".join(self.sentences)


def is_blank(answer: object) -> bool:
    """Say whether an answer was not given yet, in whole or in part: ``...``, nothing, or a list or dict with such.

    Examples
    --------
    >>> [is_blank(answer) for answer in (..., "", {"A": ...}, [], 0, "no")]
    [True, True, True, True, False, False]
    """
    if answer is ... or answer is None:
        return True
    if isinstance(answer, str):
        return not answer.strip()
    if isinstance(answer, Mapping):
        return not answer or any(map(is_blank, answer.values()))
    if isinstance(answer, Collection):
        return not len(answer) or any(map(is_blank, answer))
    return False


def read_number(answer: object) -> float:
    """Read an answer as a number; "12", "0,4" and "40%" are numbers too.

    Raises
    ------
    Unclear
        When it is none.

    Examples
    --------
    >>> read_number("40%"), read_number("0,4"), read_number(3)
    (0.4, 0.4, 3.0)
    """
    if isinstance(answer, Real) and not isinstance(answer, bool):
        return float(answer)
    match = re.fullmatch(r"\s*([-−]?(?:\d+(?:[.,]\d+)?|[.,]\d+))\s*(%?)\s*", str(answer))
    if not match:
        raise Unclear(f"A number is asked for, and {_quote(answer)} is none.")
    number = float(match[1].replace("−", "-").replace(",", "."))
    return number / 100 if match[2] else number


def read_whole_number(answer: object) -> int:
    """Read an answer as a whole number.

    Raises
    ------
    Unclear
        When it is none.

    Examples
    --------
    >>> read_whole_number("12")
    12
    """
    number = read_number(answer)
    if number != int(number):
        raise Unclear(f"A whole number is asked for, and {_quote(answer)} is none.")
    return int(number)


def read_whole_numbers(answer: object) -> frozenset[int]:
    """Read an answer as whole numbers: a list, or numbers parted by commas.

    Raises
    ------
    Unclear
        When one is none.

    Examples
    --------
    >>> sorted(read_whole_numbers("3, 1")), sorted(read_whole_numbers([2]))
    ([1, 3], [2])
    """
    return frozenset(map(read_whole_number, _list_parts(answer)))


def read_words(answer: object) -> tuple[str, ...]:
    """Read an answer as words or phrases: a list, or phrases parted by commas or semicolons; in lower case.

    Examples
    --------
    >>> read_words("Mob, kicking his  door in"), read_words(["Mob"])
    (('mob', 'kicking his door in'), ('mob',))
    """
    tidied = (" ".join(str(part).replace("’", "'").lower().split()).strip("“”\"'.") for part in _list_parts(answer))
    return tuple(dict.fromkeys(filter(None, tidied)))


def read_choice(answer: object, choices: Collection[str]) -> str:
    """Read an answer as one of several words, whatever its capitals.

    Raises
    ------
    Unclear
        When it is none of them.

    Examples
    --------
    >>> read_choice(" Wire", ["tabloid", "wire"])
    'wire'
    """
    word = str(answer).strip().lower()
    if word not in choices:
        raise Unclear(f"{_quote(answer)} is none of the answers. They are {', '.join(choices)}.")
    return word


def _list_parts(answer: object) -> Iterable[object]:
    if isinstance(answer, str):
        return [part for part in re.split(r"[;,]", answer) if part.strip()]
    return answer if isinstance(answer, Collection) else [answer]


def _quote(answer: object) -> str:
    text = " ".join(str(answer).split())
    return f"“{text if len(text) <= 40 else text[:39] + '…'}”"

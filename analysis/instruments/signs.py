"""A sign: words in a sentence that speak for a score, and what they add to it."""

from __future__ import annotations

from typing import NamedTuple


class Sign(NamedTuple):
    """One sign: its place in the text, its words, what it is, what it adds, and what changed what it adds.

    ``effect`` is empty where the words add what they are worth by themselves.
    """

    start: int
    end: int
    words: str
    kind: str
    adds: float
    effect: str = ""

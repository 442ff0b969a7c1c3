"""Find, among things with a start and an end, those that lie in a stretch of text, without looking at all of them."""

from __future__ import annotations

import functools
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import Generic, Protocol, TypeVar


class Span(Protocol):
    """Anything with offsets."""

    @property
    def start(self) -> int: ...

    @property
    def end(self) -> int: ...


S = TypeVar("S", bound=Span)


class SpanIndex(Generic[S]):
    """Spans in order that do not overlap, to be asked by place in logarithmic time.

    Examples
    --------
    >>> from analysis.texts.tokens import tokenise_words
    >>> [token.text for token in SpanIndex(tokenise_words("One two three.")).overlapping(5, 9)]
    ['two', 'three']
    """

    def __init__(self, spans: Sequence[S]):
        self._spans = spans
        self._starts = [span.start for span in spans]

    @functools.cached_property
    def _ends(self) -> list[int]:
        return [span.end for span in self._spans]

    def overlapping(self, start: int, end: int) -> Sequence[S]:
        """The spans that share at least one character with ``start`` to ``end``, in order."""
        return self._spans[bisect_right(self._ends, start):bisect_left(self._starts, end)]

    def at(self, place: int) -> S:
        """The span that a place lies in, where spans tile the text."""
        return self._spans[bisect_right(self._starts, place) - 1]

    def starting_in(self, start: int, end: int) -> Sequence[S]:
        """The spans that begin from ``start`` on and before ``end``, in order."""
        return self._spans[bisect_left(self._starts, start):bisect_left(self._starts, end)]

    def count_starting_in(self, start: int, end: int) -> int:
        """How many spans begin from ``start`` on and before ``end``."""
        return bisect_left(self._starts, end) - bisect_left(self._starts, start)

    def around(self, start: int, end: int) -> Sequence[S]:
        """The spans that overlap ``start`` to ``end``, and the next one on either side, in order."""
        before, behind = bisect_right(self._ends, start), bisect_left(self._starts, end)
        return self._spans[max(0, before - 1):behind + 1]

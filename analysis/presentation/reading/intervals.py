"""Stretches of text that overlap as they like, cut so that they nest as HTML must."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

Offsets = tuple[int, int]


@dataclass
class Piece:
    """A stretch of text: of one span (its place in the list of spans), or bare (``span`` is None), with what it holds.

    A piece of a span holds pieces, a bare one is text.
    """

    span: int | None
    start: int
    end: int
    inside: list[Piece] = field(default_factory=list)


def nest_spans(spans: Sequence[Offsets], start: int, end: int) -> list[Piece]:
    """Cut spans at every boundary of those outside them, so that pieces nest and never overlap.

    Parameters
    ----------
    spans : sequence of (start, end)
        In the order of nesting: of two that share a character the earlier one is outside there. They may begin before
        ``start`` and end behind ``end``; empty ones make no piece.
    start, end : int
        The stretch of text that is cut.

    Returns
    -------
    list of Piece
        Side by side they are the whole stretch, character by character; the pieces of a span cover what of it lies in
        the stretch, each character once.

    Examples
    --------
    >>> [(piece.span, piece.start, piece.end) for piece in nest_spans([(0, 5), (3, 9)], 0, 10)]
    [(0, 0, 5), (1, 5, 9), (None, 9, 10)]
    """
    bounds = sorted({start, end, *(min(max(edge, start), end) for span in spans for edge in span)})
    roots: list[Piece] = []
    opened: list[Piece] = []
    for first, last in zip(bounds, bounds[1:]):
        covering = [number for number, span in enumerate(spans) if span[0] <= first and last <= span[1]]
        kept = 0
        while kept < min(len(covering), len(opened)) and opened[kept].span == covering[kept]:
            kept += 1
        del opened[kept:]
        for number in covering[kept:]:
            piece = Piece(number, first, last)
            (opened[-1].inside if opened else roots).append(piece)
            opened.append(piece)
        for piece in opened:
            piece.end = last
        place = opened[-1].inside if opened else roots
        if place and place[-1].span is None:
            place[-1].end = last
        else:
            place.append(Piece(None, first, last))
    return roots


def walk_pieces(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """Every piece, an outer one before those inside it.

    Examples
    --------
    >>> [piece.span for piece in walk_pieces(nest_spans([(0, 5), (3, 9)], 0, 10))]
    [0, None, 1, None, 1, None, None]
    """
    for piece in pieces:
        yield piece
        yield from walk_pieces(piece.inside)


def clip_span(text: str, start: int, end: int) -> Offsets:
    """Return a span without the blanks at its ends.

    Examples
    --------
    >>> clip_span("One.  Two. ", 4, 11)
    (6, 10)
    """
    words = text[start:end]
    return start + len(words) - len(words.lstrip()), start + len(words.rstrip())

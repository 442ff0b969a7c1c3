"""How alike two sentences are when synonyms may have replaced their words: the weight of what their skeletons share.

Likeness is the mean of two shares. In order: twice the weight of the best common order (a weighted longest common
subsequence, Wagner & Fischer 1974) over the weight of both sentences. In any order: the same without regard to order,
because copies also move whole clauses. A piece weighs what its kind weighs times log(1 + (n + 1) / n_with), where
n_with of the n sentences of both texts hold it: a name that stands everywhere is worth little, a number that stands in
one sentence of each text much. Another content word with the same ending counts half, one without an ending a quarter.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np

from analysis.instruments.reuse.skeletons import ENDINGS, KINDS, Piece, Skeleton

OTHER_WORD = np.array([0.25, 0.5, 0.5, 0.5, 0.5])  # what another content word counts, by its place in ENDINGS
_MOST_CELLS = 2_000_000  # compared at once, so that memory stays small


def weigh_pieces(skeletons: Sequence[Skeleton]) -> dict[Piece, float]:
    """Return the weight of every piece of these sentences.

    Examples
    --------
    >>> from math import log
    >>> rows = [Skeleton(0, 0, 1, (Piece("number", "9"),), 1), Skeleton(1, 2, 3, (Piece("name", "ada"),), 1)]
    >>> weigh_pieces(rows)[Piece("number", "9")] .__round__(3) == round(2 * log(1 + (2 + 1) / 1), 3)
    True
    """
    n_with = Counter(piece for skeleton in skeletons for piece in {*skeleton.pieces})
    return {piece: KINDS[piece.kind] * float(np.log(1 + (len(skeletons) + 1) / n)) for piece, n in n_with.items()}


def measure_likeness(first: Sequence[Skeleton], second: Sequence[Skeleton], floor: float = 0.0) -> np.ndarray:
    """Measure how alike each sentence of one text is to each of another.

    Parameters
    ----------
    first, second : sequence of Skeleton
        The sentences of two texts (``read_skeletons``).
    floor : float
        Pairs that cannot reach it are 0.

    Returns
    -------
    array
        A row for each sentence of ``first``, a column for each of ``second``; 0 nothing in common, 1 the same.

    Examples
    --------
    >>> from analysis.instruments.reuse.skeletons import read_skeletons
    >>> from analysis.texts.voices.passages import read_voices
    >>> texts = ("He walked on 9 May.", "He marched on 9 May.", "No.")
    >>> one, other, third = (read_skeletons(text, read_voices(text)) for text in texts)
    >>> measure_likeness(one, other)[0, 0].round(2), measure_likeness(one, third)[0, 0].round(2)
    (np.float64(0.89), np.float64(0.09))
    """
    if not first or not second:
        return np.zeros((len(first), len(second)))
    table = _Pieces([*first, *second])
    rows, columns = table.number(first), table.number(second)
    likeness = np.zeros((len(first), len(second)))
    unordered = table.compare_unordered(rows, columns)
    possible = np.argwhere(unordered >= floor - 1e-9)  # what two sentences share in order is never more
    possible = possible[np.argsort([len(rows[i]) for i in possible[:, 0]], kind="stable")]
    step = max(1, _MOST_CELLS // max(map(len, columns)))
    for at in range(0, len(possible), step):
        i, j = possible[at:at + step].T
        ordered = table.compare_ordered([rows[k] for k in i], [columns[k] for k in j])
        likeness[i, j] = (ordered + unordered[i, j]) / 2
    return likeness.round(9)


def _count_apart(sentence: np.ndarray) -> list[tuple[int, int]]:
    """The pieces of a sentence, the second "the" apart from the first."""
    seen: Counter = Counter()
    counted = []
    for number in sentence.tolist():
        counted.append((number, seen[number]))
        seen[number] += 1
    return counted


class _Pieces:
    """The pieces of two texts by number, with their weights and endings; the last number fills short sentences up."""

    def __init__(self, skeletons: Sequence[Skeleton]):
        weights = weigh_pieces(skeletons)
        self.numbers = {piece: number for number, piece in enumerate(weights)}
        self.weights = np.array([*weights.values(), 0.0])
        self.endings = np.array([*(piece.ending for piece in weights), -1])

    def number(self, skeletons: Sequence[Skeleton]) -> list[np.ndarray]:
        return [np.array([self.numbers[piece] for piece in skeleton.pieces]) for skeleton in skeletons]

    def compare_unordered(self, rows: list[np.ndarray], columns: list[np.ndarray]) -> np.ndarray:
        """What each pair of sentences shares, order no matter: the same pieces, and of the other words the endings."""
        counted = [[_count_apart(sentence) for sentence in side] for side in (rows, columns)]
        places = {key: place for place, key in enumerate(set().union(*counted[0]) & set().union(*counted[1]))}
        weights = np.array([self.weights[number] for number, _ in places], dtype=float)
        endings = np.array([self.endings[number] for number, _ in places], dtype=int)
        first, second = (np.zeros((len(side), len(places))) for side in counted)
        for held, side in zip((first, second), counted):
            for row, keys in zip(held, side):
                row[[places[key] for key in keys if key in places]] = 1
        of_rows, of_columns = (self._add_endings(side) for side in (rows, columns))
        shared = np.zeros((len(rows), len(columns)))
        for place, share in enumerate((0.0, *OTHER_WORD)):
            held = endings == place - 1
            same = (first[:, held] * weights[held]) @ second[:, held].T
            left = np.minimum(of_rows[:, place, None] - same, of_columns[None, :, place] - same)
            shared += same + share * left
        return 2 * shared / (of_rows.sum(axis=1)[:, None] + of_columns.sum(axis=1)[None])

    def _add_endings(self, sentences: list[np.ndarray]) -> np.ndarray:
        """For each sentence the weight of its pieces by ending; the first column has those that are no content word."""
        return np.array([np.bincount(self.endings[sentence] + 1, self.weights[sentence], 1 + len(ENDINGS))
                         for sentence in sentences])

    def compare_ordered(self, first: list[np.ndarray], second: list[np.ndarray]) -> np.ndarray:
        """What each sentence of one list shares in order with its partner in the other, all pairs at once."""
        a, b = self._fill(first), self._fill(second)
        weights, endings = self.weights[b], self.endings[b]
        best = np.zeros((len(b), b.shape[1] + 1))  # best[:, j]: common order of the pieces so far with the first j
        for column in a.T:
            ending = self.endings[column]
            gain = np.where(column[:, None] == b, weights, 0.0)
            others = (ending[:, None] == endings) & (ending >= 0)[:, None] & (gain == 0)
            gain += others * OTHER_WORD[ending][:, None] * np.minimum(self.weights[column][:, None], weights)
            best[:, 1:] = np.maximum.accumulate(np.maximum(best[:, 1:], best[:, :-1] + gain), axis=1)
        return 2 * best[:, -1] / (self.weights[a].sum(axis=1) + weights.sum(axis=1))

    def _fill(self, sentences: list[np.ndarray]) -> np.ndarray:
        filled = np.full((len(sentences), max(map(len, sentences))), len(self.weights) - 1)
        for row, sentence in zip(filled, sentences):
            row[:len(sentence)] = sentence
        return filled

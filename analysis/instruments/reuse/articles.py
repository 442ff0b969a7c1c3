"""The table ``reuse``: what the articles of a corpus share, by offsets and degrees, without looking at every pair."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Any, NamedTuple

import numpy as np

from analysis.instruments.reuse.alignment import Pair, align_sentences
from analysis.instruments.reuse.quotations import Shared, find_shared_quotations, list_speech
from analysis.instruments.reuse.skeletons import Skeleton, list_fingerprints, read_skeletons
from analysis.texts.voices.passages import Voices

LEAST_DEGREE = 0.5  # of two sentences that are listed as one worded anew; chance seldom reaches it
LEAST_WORDS = 5  # of both sentences
MOST_PARTNERS = 10  # articles that each is compared with: those that share most fingerprints
_AT_ONCE = 4096  # fingerprints counted at once, so that memory stays small


class Source(NamedTuple):
    """What is kept of an article for the comparison with others."""

    article_id: str
    skeletons: list[Skeleton]
    voices: Voices


def read_source(article_id: str, text: str, voices: Voices) -> Source:
    """Keep what is needed of an article that was read."""
    return Source(article_id, read_skeletons(text, voices), voices)


def list_reuse(sources: Sequence[Source]) -> list[dict[str, Any]]:
    """Return the rows of the table ``reuse``: shared quotations, and sentences that one article words like another.

    Two articles' sentences are compared when they share a fingerprint (``list_fingerprints``) and one is among the
    ten that share most with the other, so that the work grows with the articles and not with their square. A sentence
    mostly made of a shared quotation is no rewording. One article gives no rows.

    Examples
    --------
    >>> from analysis.texts.voices.passages import read_voices
    >>> texts = {"b": "“We left the house,” Ada said.", "a": "Ada cried: “We left the house.”"}
    >>> row, = list_reuse([read_source(name, text, read_voices(text)) for name, text in texts.items()])
    >>> row["article_a"], row["start_a"], row["article_b"], row["kind"], row["degree"]
    ('a', 12, 'b', 'quotation', 1.0)
    """
    sources = sorted(sources, key=lambda source: source.article_id)
    speeches = [list_speech(number, source.voices) for number, source in enumerate(sources)]
    quotations = sorted({*find_shared_quotations([*chain.from_iterable(speeches)])})
    rows = [_make_row(sources[i], sources[j], shared, "quotation") for i, j, shared in quotations]
    quoted = defaultdict(list)
    for i, j, shared in quotations:
        quoted[i, j].append(shared)
    for i, j in choose_pairs(sources):
        for pair in _list_reworded(sources[i], sources[j], quoted[i, j]):
            found = Shared(pair.first.start, pair.first.end, pair.second.start, pair.second.end, pair.degree)
            rows.append(_make_row(sources[i], sources[j], found, "rewording"))
    return rows


def choose_pairs(sources: Sequence[Source]) -> list[tuple[int, int]]:
    """Choose the pairs of articles whose sentences are worth comparing, by number.

    The work is one product of matrices and, for each article, at most ten comparisons.
    """
    shared = _count_shared([list_fingerprints(source.skeletons) for source in sources])
    chosen = set()
    for number, counts in enumerate(shared):
        ranked = np.argsort(-counts, kind="stable")[:MOST_PARTNERS]
        chosen |= {(min(number, int(other)), max(number, int(other))) for other in ranked if counts[other]}
    return sorted(chosen)


def _count_shared(fingerprints: Sequence[set]) -> np.ndarray:
    """How many fingerprints each article shares with each other one; 0 with itself."""
    places: dict[Any, int] = {}
    held = [np.array(sorted(places.setdefault(each, len(places)) for each in found), dtype=int)
            for found in fingerprints]
    shared = np.zeros((len(held), len(held)))
    for at in range(0, len(places), _AT_ONCE):
        holds = np.zeros((len(held), _AT_ONCE), dtype=np.float32)
        for row, numbers in zip(holds, held):
            row[numbers[(at <= numbers) & (numbers < at + _AT_ONCE)] - at] = 1
        shared += holds @ holds.T
    np.fill_diagonal(shared, 0)
    return shared


def _list_reworded(one: Source, other: Source, quoted: Sequence[Shared]) -> Iterator[Pair]:
    for pair in align_sentences(one.skeletons, other.skeletons).pairs:
        is_long = min(_count_words(pair.first), _count_words(pair.second)) >= LEAST_WORDS
        if is_long and pair.degree >= LEAST_DEGREE and not _is_quotation(pair, quoted):
            yield pair


def _count_words(skeleton: Skeleton) -> int:
    return sum(piece.kind != "mark" for piece in skeleton.pieces)


def _is_quotation(pair: Pair, quoted: Sequence[Shared]) -> bool:
    """Whether shared quotations make up half of the characters of either sentence."""
    of_first = sum(_overlap(pair.first, shared.start_a, shared.end_a) for shared in quoted)
    of_second = sum(_overlap(pair.second, shared.start_b, shared.end_b) for shared in quoted)
    return (2 * of_first >= pair.first.end - pair.first.start or 2 * of_second >= pair.second.end - pair.second.start)


def _overlap(skeleton: Skeleton, start: int, end: int) -> int:
    return max(0, min(skeleton.end, end) - max(skeleton.start, start))


def _make_row(one: Source, other: Source, shared: Shared, kind: str) -> dict[str, Any]:
    return {"article_a": one.article_id, "start_a": shared.start_a, "end_a": shared.end_a,
            "article_b": other.article_id, "start_b": shared.start_b, "end_b": shared.end_b,
            "kind": kind, "degree": shared.degree}

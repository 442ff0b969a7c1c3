"""The same quotation in two articles, also where one of them shortens it or changes a word.

Two stretches of speech are laid beside each other so that one point for every word they share, less half a point for
every word put in, left out or exchanged, comes to most (local alignment, Smith & Waterman 1981).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import NamedTuple

from analysis.instruments.reuse.skeletons import FUNCTION_WORDS
from analysis.texts.spans import SpanIndex
from analysis.texts.tokens import Token
from analysis.texts.voices.passages import Voices

STRAY = 0.5  # points lost by a word put in, left out or exchanged
LEAST_SHARED = 4  # words that two quotations share
LONG_RUN = 8  # so many are no chance, whatever else the quotations hold
LEAST_INDIRECT = 6  # words, where one side gives them in indirect speech
MOST_HOLDERS = 50  # a run of words that more stretches hold is a phrase of the day, and proposes no pair
_RUN = 3


class Speech(NamedTuple):
    """A stretch of speech: its article (by number), whether it stands in quotation marks, and its words."""

    article: int
    quoted: bool
    words: list[Token]


class Shared(NamedTuple):
    """What two stretches of speech share, from the first shared word to the last, with the degree (0..1)."""

    start_a: int
    end_a: int
    start_b: int
    end_b: int
    degree: float


def list_speech(article: int, voices: Voices) -> list[Speech]:
    """Return an article's stretches of speech: direct and indirect passages, and words in quotation marks.

    Examples
    --------
    >>> from analysis.texts.voices.passages import read_voices
    >>> text = "The “growth plan” is over. “They left,” a nurse said."
    >>> [[word.text for word in speech.words] for speech in list_speech(0, read_voices(text))]
    [['they', 'left'], ['growth', 'plan']]
    """
    words = SpanIndex([token for tokens in voices.tokens for token in tokens if token.is_word])
    passages = [passage for passage in voices.passages if passage.voice != "narration" and passage.part != "furniture"]
    spoken = [Speech(article, passage.voice == "direct", [*words.starting_in(passage.start, passage.end)])
              for passage in passages]
    termed = [Speech(article, True, [*words.starting_in(mention.start, mention.end)]) for mention in voices.mentions]
    return [speech for speech in (*spoken, *termed) if len(speech.words) > 1]


def find_shared_quotations(speeches: Sequence[Speech]) -> Iterator[tuple[int, int, Shared]]:
    """Find what the quotations of different articles share.

    Only stretches that have three words in a row in common, one of them a content word, or two
    content words, are laid beside each other.

    Parameters
    ----------
    speeches : sequence of Speech
        All articles' stretches, articles in order (``list_speech``).

    Yields
    ------
    (int, int, Shared)
        The numbers of both articles, the smaller first, and what is shared.

    Examples
    --------
    >>> from analysis.texts.voices.passages import read_voices
    >>> texts = ("“We left it all behind,” Ada said.", "“Today we left it behind,” said Ada.")
    >>> speeches = [speech for i in (0, 1) for speech in list_speech(i, read_voices(texts[i]))]
    >>> (i, j, shared), = find_shared_quotations(speeches)
    >>> texts[i][shared.start_a:shared.end_a], texts[j][shared.start_b:shared.end_b], shared.degree == 2 * 4 / (5 + 4)
    ('We left it all behind', 'we left it behind', True)
    """
    for first, second in _propose_pairs(speeches):
        one, other = speeches[first], speeches[second]
        shared = compare_speech(one, other)
        if shared is not None:
            yield one.article, other.article, shared


def _propose_pairs(speeches: Sequence[Speech]) -> list[tuple[int, int]]:
    holders = defaultdict(list)
    for number, speech in enumerate(speeches):
        for run in _list_runs([word.text for word in speech.words]):
            holders[run].append(number)
    return sorted({(first, second) for held in holders.values() if len(held) <= MOST_HOLDERS
                   for first, second in combinations(held, 2)
                   if speeches[first].article != speeches[second].article
                   and (speeches[first].quoted or speeches[second].quoted)})


def _list_runs(words: list[str]) -> set[tuple[str, ...]]:
    pairs = {pair for pair in zip(words, words[1:]) if FUNCTION_WORDS.isdisjoint(pair)}
    runs = (tuple(words[at:at + _RUN]) for at in range(len(words) - _RUN + 1))
    return pairs | {run for run in runs if not FUNCTION_WORDS.issuperset(run)}


def compare_speech(one: Speech, other: Speech) -> Shared | None:
    """Return what two stretches of speech share, or None where it is too little to be the same quotation.

    It is the same when at least half the words of the shorter one are shared, in order, and four at least; or eight in
    any case; or the whole of a term of two or three words. Two of the shared words must be content words. The degree is
    twice the shared words over the words of both shared stretches.
    """
    pairs = _align_words([word.text for word in one.words], [word.text for word in other.words])
    if not pairs:
        return None
    n_shared, n_shorter = len(pairs), min(len(one.words), len(other.words))
    n_content = sum(one.words[i].text not in FUNCTION_WORDS for i, _ in pairs)
    least = LEAST_SHARED if one.quoted and other.quoted else LEAST_INDIRECT
    is_term = n_shared == n_shorter < LEAST_SHARED and one.quoted and other.quoted
    is_same = n_shared >= LONG_RUN or (n_shared >= least and n_shared * 2 >= n_shorter)
    if n_content < 2 or not (is_term or is_same):
        return None
    (i, j), (last_i, last_j) = pairs[0], pairs[-1]
    degree = 2 * n_shared / (last_i - i + 1 + last_j - j + 1)
    return Shared(one.words[i].start, one.words[last_i].end, other.words[j].start, other.words[last_j].end, degree)


def _align_words(first: list[str], second: list[str]) -> list[tuple[int, int]]:
    """The places of the words shared, in order, where the points come to most; the earliest such stretch."""
    points = [[0.0] * (len(second) + 1) for _ in range(len(first) + 1)]
    best, end = 0.0, (0, 0)
    for i, word in enumerate(first, start=1):
        row, above = points[i], points[i - 1]
        for j, other in enumerate(second, start=1):
            here = above[j - 1] + (1 if word == other else -STRAY)
            row[j] = here = max(here, above[j] - STRAY, row[j - 1] - STRAY, 0.0)
            if here > best:
                best, end = here, (i, j)
    pairs, (i, j) = [], end
    while points[i][j] > 0:
        is_same = first[i - 1] == second[j - 1]
        if points[i][j] == points[i - 1][j - 1] + (1 if is_same else -STRAY):
            i, j = i - 1, j - 1
            pairs += [(i, j)] if is_same else []
        elif points[i][j] == points[i - 1][j] - STRAY:
            i -= 1
        else:
            j -= 1
    return pairs[::-1]

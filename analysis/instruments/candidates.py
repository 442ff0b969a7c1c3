"""A frame's candidates in one sentence: entries of the lexicon ``frames`` by the place of their words."""

from __future__ import annotations

import functools
from bisect import bisect_left
from collections.abc import Collection, Sequence
from typing import NamedTuple

from analysis.instruments.matches import Match, Matcher, prepare_matcher
from analysis.instruments.standing import is_negated
from analysis.lexicons import load_lexicon
from analysis.texts.spans import Span
from analysis.texts.tokens import Token

ALONE = 2  # an entry of this weight makes its frame by itself
_PRONOUNS = frozenset("he she him her his himself herself".split())
_MARKS = frozenset(". , ; : – — ( ) ! ? \" “ ” ' ‘ ’ …".split()) | {""}  # beyond the end too


class Candidate(NamedTuple):
    """Words that may make a sentence carry a frame: first word, the word after the last, the entry, its weight."""

    first: int
    last: int
    frame: str
    term: str
    weight: float
    rule: str


class Scene(NamedTuple):
    """A sentence as the rules of frames see it: its words, where they name the leader, and what may make a frame."""

    words: Sequence[str]
    leader: frozenset[int]
    candidates: Sequence[Candidate]

    def word(self, at: int) -> str:
        """Return the word at a place; empty beyond the sentence's ends."""
        return self.words[at] if 0 <= at < len(self.words) else ""

    def select(self, *frames: str) -> list[Candidate]:
        return [candidate for candidate in self.candidates if candidate.frame in frames]

    def has_leader(self, first: int, last: int, nouns_only: bool = False) -> bool:
        """Say whether a stretch of the sentence names the leader, or has a pronoun for one person."""
        stretch = range(max(0, first), min(last, len(self.words)))
        return any(at in self.leader or (self.words[at] in _PRONOUNS and not nouns_only) for at in stretch)

    def has_any(self, words: Collection[str], first: int, last: int) -> bool:
        return not set(words).isdisjoint(self.words[max(0, first):max(0, last)])

    def is_mark(self, at: int) -> bool:
        """Say whether a place holds a punctuation mark or lies beyond the end."""
        return self.word(at) in _MARKS

    def is_negated(self, candidate: Candidate) -> bool:
        return is_negated(self.words, candidate.first)


def set_scene(tokens: Sequence[Token], matches: Sequence[Match], text: str, leader: Collection[Span] = ()) -> Scene:
    """Find a sentence's candidates, in text order.

    Parameters
    ----------
    tokens : sequence of Token
        The sentence's tokens.
    matches : sequence of Match
        Its matches in ``tone`` and ``loaded_language``; those that judge are candidates of "bad" and "loaded".
    text : str
        The whole text that offsets count in.
    leader : collection of Span
        Where the text names its leader.

    Examples
    --------
    >>> from analysis.texts.tokens import tokenise_words
    >>> text = "Generals may oust him."
    >>> [(c.frame, c.term) for c in set_scene(tokenise_words(text), [], text).candidates]
    [('army', 'generals'), ('acting', 'oust')]
    """
    found = [(match, match.category) for match in _load_matcher().match_tokens(tokens, text)]
    for match in matches:
        if match.lexicon == "loaded_language":
            found.append((match, match.category))
        elif match.lexicon == "tone" and match.category == "negative":
            found.append((match, "bad"))
    named = frozenset(number for number, token in enumerate(tokens if leader else ())
                      if any(name.start < token.end and token.start < name.end for name in leader))
    return Scene([token.text for token in tokens], named, _place_candidates(tokens, found) if found else [])


def _place_candidates(tokens: Sequence[Token], found: Sequence[tuple[Match, str]]) -> list[Candidate]:
    starts, ends = [token.start for token in tokens], [token.end for token in tokens]
    return sorted([Candidate(bisect_left(starts, match.start), bisect_left(ends, match.end) + 1, frame, match.term,
                             match.weight, match.rule) for match, frame in found])


@functools.cache
def _load_matcher() -> Matcher:
    return prepare_matcher(load_lexicon("frames"))

"""One sentence as the rules of reporting see it: its words, which of them are quoted, and its verbs of reporting.

English word order does the work of a parser. ``subjects`` asks who reports: a subject stands before its verb, back to
the clause's start. ``contents`` asks whether a clause is reported: it holds a finite verb. ``stretches`` asks how far
the reported words go; ``sources`` and ``reporting`` put the three together.
"""

from __future__ import annotations

import functools
import itertools
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from analysis.lexicons import load_lexicon
from analysis.texts.tokens import Token, tokenise_words
from analysis.texts.voices.function_words import (
    BE,
    DETERMINERS,
    FINITE,
    IRREGULAR_PAST,
    NOT_PAST,
    NOUNS_TOO,
    PREPOSITIONS,
    SURELY_FINITE,
)
from analysis.texts.voices.quotations import find_quotations

_SHORTEST_UNKNOWN_VERB = 5  # letters
_SHORTEST_PAST = 4
PAST_ENDING = "ed"
_BEFORE_PARTICIPLE = BE | DETERMINERS | PREPOSITIONS | {"and", "or", "as", "have", "has", "had", "been", "being"}


class Verb(NamedTuple):
    """A verb of reporting: its first token, the token after it, its words, and what the lexicon says of it.

    ``reports`` is whether it can report a whole statement ("said") or only characterises one ("described").
    """

    at: int
    end: int
    text: str
    stance: str
    reports: bool


class SentenceWords:
    """The tokens of one sentence, and what the rules ask of them.

    Parameters
    ----------
    tokens : sequence of Token
        The sentence's tokens.
    quoted : sequence of bool
        For each token, whether it stands inside quotation marks (the marks too).

    Examples
    --------
    >>> sentence = SentenceWords.parse("“They left,” a nurse said.")
    >>> sentence.words
    ['"', 'they', 'left', ',', '"', 'a', 'nurse', 'said', '.']
    >>> sentence.find_verb(7)
    Verb(at=7, end=8, text='said', stance='neutral', reports=True)
    """

    def __init__(self, tokens: Sequence[Token], quoted: Sequence[bool]):
        self.tokens, self.quoted = tokens, quoted
        self.words = [token.text for token in tokens]
        self.n = len(tokens)
        self._in_marks = [at for at, is_quoted in enumerate(quoted) if is_quoted]

    @classmethod
    def parse(cls, text: str) -> SentenceWords:
        """One sentence that stands by itself, as in the examples here."""
        tokens = tokenise_words(text)
        marks = find_quotations(text, [(0, len(text))])
        return cls(tokens, [any(mark.start <= token.start < mark.end for mark in marks) for token in tokens])

    # -- places -----------------------------------------------------------------------------------------------------

    def word(self, at: int) -> str:
        """The word at a place; the empty string before the first and after the last."""
        return self.words[at] if 0 <= at < self.n else ""

    def is_word(self, at: int) -> bool:
        """Whether a word stands there, and no mark."""
        return 0 <= at < self.n and self.tokens[at].is_word

    def span(self, first: int, last: int) -> tuple[int, int]:
        """The offsets in the text of the tokens from ``first`` on and before ``last``."""
        return self.tokens[first].start, self.tokens[last - 1].end

    def find_mark(self, first: int, marks: frozenset[str]) -> int:
        """The next of some marks, or of quoted words, from a token on; or the sentence's end."""
        return next((at for at in range(first, self.n) if self.quoted[at] or self.words[at] in marks), self.n)

    # -- quotations -------------------------------------------------------------------------------------------------

    @functools.cached_property
    def _unquoted(self) -> list[tuple[int, int]]:
        return [(after + 1, before) for after, before in itertools.pairwise([-1, *self._in_marks, self.n])
                if before > after + 1]

    @property
    def has_quotation(self) -> bool:
        """Whether anything in the sentence is quoted."""
        return bool(self._in_marks)

    def has_quotation_from(self, at: int) -> bool:
        """Whether anything from this token on is quoted."""
        return bool(self._in_marks) and self._in_marks[-1] >= at

    def opens_quotation(self, at: int) -> bool:
        """Whether quoted words follow, the sentence's first or after a colon ("said: “…”", "called it “…”")."""
        return any(self.quoted[at:at + 2]) and (self.words[at] == ":" or self._in_marks[0] >= at)

    def unquoted_between(self, first: int, last: int) -> Iterator[tuple[int, int]]:
        """The runs of tokens that are not quoted, from one token to another."""
        return ((max(start, first), min(end, last)) for start, end in self._unquoted if start < last and end > first)

    # -- verbs ------------------------------------------------------------------------------------------------------

    def is_past(self, at: int) -> bool:
        """Whether a word looks like a verb in the past tense: "extended", but not "the extended" or "was extended"."""
        word, before = self.words[at], self.word(at - 1)
        is_regular = len(word) >= _SHORTEST_PAST and word.endswith(PAST_ENDING) and word not in NOT_PAST
        looks_past = word in IRREGULAR_PAST or is_regular
        return looks_past and before not in _BEFORE_PARTICIPLE and self.is_word(at - 1)

    def is_finite(self, at: int) -> bool:
        """Whether a word is a finite verb, as far as its form and the word before it show."""
        return self.words[at] in SURELY_FINITE or self.is_past(at)

    def has_finite_after(self, at: int) -> bool:
        """Whether a finite verb follows anywhere behind this token."""
        return self._last_finite > at

    @functools.cached_property
    def _last_finite(self) -> int:
        finite = (at for at in range(self.n - 1, -1, -1) if self.words[at] in FINITE or self.is_past(at))
        return next(finite, -1)

    def find_verb(self, at: int) -> Verb | None:
        """The verb of reporting that begins at a token: of the lexicon, or known by its place."""
        longest = _measure_longest().get(self.words[at], 0)
        if not longest and not self.words[at].endswith(PAST_ENDING):
            return None
        for end in range(min(at + longest, self.n), at, -1):
            known = _load_verbs().get(tuple(self.words[at:end]))
            if known:
                return Verb(at, end, " ".join(self.words[at:end]), *known)
        return Verb(at, at + 1, self.words[at], "neutral", True) if self._reports_by_its_place(at) else None

    def _reports_by_its_place(self, at: int) -> bool:
        """Whether an unknown past tense touches a quotation: "“No,” croaked the frog", "he bellowed: “No.”"."""
        follows_quotation = at > 0 and self.quoted[at - 1]
        leads_to_quotation = self.word(at + 1) == ":" and self.opens_quotation(at + 1)
        past_tense = len(self.words[at]) >= _SHORTEST_UNKNOWN_VERB and self.words[at].endswith(PAST_ENDING)
        return past_tense and (follows_quotation or leads_to_quotation)

    def is_surely_verb(self, at: int) -> bool:
        """Whether the word is a verb that reports a statement, and hardly ever a noun."""
        _, reports = _load_verbs().get((self.words[at],), ("", False))
        return reports and self.words[at] not in NOUNS_TOO


@functools.cache
def load_first_words() -> frozenset[str]:
    """Return the words that the verbs of reporting begin with.

    Examples
    --------
    >>> {"said", "pointed"} <= load_first_words()
    True
    """
    return frozenset(_measure_longest())


@functools.cache
def _measure_longest() -> dict[str, int]:
    """How many words the longest verb of reporting has that begins with a word ("pointed out")."""
    longest: dict[str, int] = {}
    for term in _load_verbs():
        longest[term[0]] = max(longest.get(term[0], 0), len(term))
    return longest


@functools.cache
def _load_verbs() -> dict[tuple[str, ...], tuple[str, bool]]:
    """The stance of each verb of reporting, and whether it can report a statement (weight 2 in the lexicon)."""
    entries = load_lexicon("reporting_verbs").entries
    return {tuple(term.split()): (category, weight >= 2)
            for term, category, weight in zip(entries.term, entries.category, entries.weight)}

"""Find every lexicon entry in a sentence: longest match first, homographs told apart, negation noted.

Within one lexicon matches do not overlap and the longest wins, so that "not without risk" is never also "risk"
(quanteda's rule); each lexicon is matched by itself. Where the lexicon's contexts say that an entry is plain there
("killer" before "whale"), it is not counted.
"""

from __future__ import annotations

import functools
from collections.abc import Container, Iterable, Sequence
from typing import NamedTuple

from analysis.instruments.homographs import HOMOGRAPHS, Place, is_other_word
from analysis.instruments.standing import is_name, is_negated, starts_name
from analysis.instruments.terms import ANY, Entry, Spellings, spell_out
from analysis.lexicons import Lexicon
from analysis.texts.looked import Looked
from analysis.texts.tokens import Token

_CONTEXT_REACH = 6
_MOST_KEPT = 8  # choices of lexicons


class Match(NamedTuple):
    """One entry found: offsets in the text, the entry, and whether a negation stands in the three words before it."""

    start: int
    end: int
    lexicon: str
    category: str
    term: str
    weight: float
    negated: bool
    rule: str


class Matcher:
    """A lexicon made ready for matching.

    Examples
    --------
    >>> from analysis.lexicons import load_lexicon
    >>> from analysis.texts.tokens import tokenise_words
    >>> text = "He may not, perhaps, go in May."
    >>> [m.term for m in Matcher(load_lexicon("hedges")).match_tokens(tokenise_words(text), text)]
    ['may not', 'perhaps']
    """

    def __init__(self, lexicon: Lexicon):
        self.lexicon = lexicon
        columns = (lexicon.entries[name].tolist() for name in ("term", "category", "weight"))  # quicker than a Series
        self.spellings = Spellings([*map(Entry, *columns)])
        contexts = lexicon.contexts
        self._plain_beside: dict[str, list[tuple[str, frozenset[str]]]] = {}
        for term, place, beside in zip(contexts["term"], contexts["place"], contexts["words"]):
            self._plain_beside.setdefault(term, []).append((place, frozenset(beside.split())))

    def find_starts(self, words: Sequence[str]) -> list[int]:
        """Find where an entry may begin among words spelt out (``terms.spell_out``): quickly told, seldom wrongly."""
        return self.spellings.find_starts(words)

    def match_tokens(self, tokens: Sequence[Token], text: str) -> list[Match]:
        """Return the matches in one sentence.

        Parameters
        ----------
        tokens : sequence of Token
            The sentence's tokens.
        text : str
            The whole text that the tokens' offsets count in; its capitals tell "May" from "may".
        """
        words = spell_out([token.text for token in tokens])
        return self.match_at(self.find_starts(words), tokens, text, words)

    def match_at(self, starts: Sequence[int], tokens: Sequence[Token], text: str, words: Sequence[str]) -> list[Match]:
        """Return the matches that begin at some of these places; ``words`` are the tokens', spelt out."""
        found: list[Match] = []
        name, done = self.lexicon.name, 0
        for at in starts:
            if at < done or (spelling := self.spellings.find_longest(words, at)) is None:
                continue
            pattern, (term, category, weight) = spelling
            last = at + len(pattern)
            if (len(pattern) == 1 and words[at] in HOMOGRAPHS and _is_other_word(words, at, tokens, text)
                    or term in self._plain_beside and self._is_plain(term, words, at, last)):
                continue
            found.append(Match(tokens[at].start, tokens[last - 1].end, name, category, term, weight,
                               is_negated(words, at), f"{name}: {term}"))
            done = last
        return found

    def _is_plain(self, term: str, words: Sequence[str], at: int, last: int) -> bool:
        """Whether the entry found from ``at`` to before ``last`` stands where the lexicon's contexts call it plain."""
        beside = {"before": words[max(0, at - 1):at], "after": words[last:last + 1],
                  "near": [*words[max(0, at - _CONTEXT_REACH):at], *words[last:last + _CONTEXT_REACH]]}
        return any(not plain.isdisjoint(beside[place]) for place, plain in self._plain_beside[term])


class Matchers:
    """Several lexicons matched at once, each by itself: a word is looked up once for all of them.

    Examples
    --------
    >>> from analysis.lexicons import load_lexicon
    >>> from analysis.texts.tokens import tokenise_words
    >>> both = Matchers([Matcher(load_lexicon(name)) for name in ("hedges", "boosters")])
    >>> text = "It will surely rain, perhaps."
    >>> [match.rule for match in both.match_tokens(tokenise_words(text), text)]
    ['hedges: perhaps', 'boosters: will', 'boosters: surely']
    """

    def __init__(self, matchers: Sequence[Matcher]):
        self._matchers = matchers
        self._beginning = Looked(self._list_beginning)

    def match_tokens(self, tokens: Sequence[Token], text: str) -> list[Match]:
        """Return the matches in one sentence, lexicon by lexicon; as ``Matcher.match_tokens`` takes it."""
        words = spell_out([token.text for token in tokens])
        starts: dict[int, list[int]] = {}
        for at, beginning in enumerate(map(self._beginning.__getitem__, words)):
            if beginning:
                following = words[at + 1] if at + 1 < len(words) else ""
                for number, seconds in beginning:
                    if following in seconds:
                        starts.setdefault(number, []).append(at)
        return [match for number in sorted(starts)
                for match in self._matchers[number].match_at(starts[number], tokens, text, words)]

    def _list_beginning(self, word: str) -> list[tuple[int, Container[str]]]:
        """The lexicons that have an entry which begins with a word, and what may follow it there."""
        found = ((number, matcher.spellings.list_seconds(word)) for number, matcher in enumerate(self._matchers))
        return [(number, seconds) for number, seconds in found if seconds is ANY or seconds]


_READY: dict[str, Matcher] = {}


def prepare_matcher(lexicon: Lexicon) -> Matcher:
    """Make a lexicon ready for matching, or give back the matcher made of the same entries before.

    Examples
    --------
    >>> from analysis.lexicons import load_lexicon
    >>> prepare_matcher(load_lexicon("hedges")) is prepare_matcher(load_lexicon("hedges"))
    True
    """
    if lexicon.sha256 not in _READY:
        _READY[lexicon.sha256] = Matcher(lexicon)
    return _READY[lexicon.sha256]


def prepare_matchers(lexicons: Iterable[Lexicon]) -> Matchers:
    """Make several lexicons ready to be matched at once; what is learnt of words is kept for the next time.

    Examples
    --------
    >>> from analysis.lexicons import load_lexicon
    >>> both = [load_lexicon(name) for name in ("hedges", "boosters")]
    >>> prepare_matchers(both) is prepare_matchers(both)
    True
    """
    return _join_matchers(tuple(map(prepare_matcher, lexicons)))


@functools.lru_cache(maxsize=_MOST_KEPT)
def _join_matchers(matchers: tuple[Matcher, ...]) -> Matchers:
    return Matchers(matchers)


def _is_other_word(words: Sequence[str], at: int, tokens: Sequence[Token], text: str) -> bool:
    return is_other_word(Place(words, at, is_name(tokens, at, text) or starts_name(tokens, at, text)))

"""A lexicon's terms as the tokens of a text, in all their spellings, found by the first two words of each.

A term is tokenised like the text; written with blanks it also matches hyphens, and the other way round. ``<number>`` in
a term stands for a figure or a number word.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Container, Sequence
from typing import NamedTuple

from analysis.texts.looked import Looked
from analysis.texts.tokens import tokenise_words

NUMBER = "<number>"
_NUMBER_WORDS = frozenset(
    "two three four five six seven eight nine ten eleven twelve thirteen fifteen twenty thirty forty fifty sixty "
    "seventy eighty ninety hundred hundreds thousand thousands million millions billion billions dozen dozens "
    "half".split())
_OF_A_KEY = 2  # words by which spellings are found, and which need no comparing
_BARE_WORDS = re.compile("[a-z]+(?:[ -][a-z]+)*")  # no tokeniser is needed for these, but for the words that it parts
_PARTED = ("cannot", "gimme", "gonna", "gotta", "lemme", "wanna")
_STARTS_PARTED = tuple(word[:3] for word in _PARTED)  # "cannot" and "can not" are spelt alike: read together
_PARTED_WORDS = re.compile(rf"\b(?:{'|'.join(_PARTED)})\b")
_FULL_FORMS = {"wo": "will", "sha": "shall", "ca": "can"}  # won't, shan't, can't


class Entry(NamedTuple):
    """A lexicon's entry."""

    term: str
    category: str
    weight: float


class Spelling(NamedTuple):
    """An entry's words, as the text's tokens are, and the entry."""

    words: tuple[str, ...]
    entry: Entry


class Spellings:
    """All spellings of a lexicon's entries; those of an entry are made when a text first has a word that begins it.

    Parameters
    ----------
    entries : sequence of Entry
        As listed: of two that are spelt alike the first counts.

    Examples
    --------
    >>> spellings = Spellings([Entry("wake-up call", "", 1.0), Entry("call", "", 1.0)])
    >>> words = "a wake up call".split()
    >>> [(at, spellings.find_longest(words, at).entry.term) for at in spellings.find_starts(words)]
    [(1, 'wake-up call'), (3, 'call')]
    """

    def __init__(self, entries: Sequence[Entry]):
        self._by_pair: dict[str, dict[str, list[Spelling]]] = {}  # by the first word, then by the second, or none
        self._unread: dict[str, list[Entry]] = {}
        self._seconds = Looked(self.list_seconds)
        self._beginning = Looked(self._list_beginning)
        at_once = []
        hyphened = {_find_start(entry.term.lstrip("-")) for entry in entries if entry.term.startswith("-")}
        for entry in entries:
            start = _find_start(entry.term)
            plain = start.isascii() and start.isalpha() and "'" not in entry.term
            if plain and start not in hyphened and not start.startswith(_STARTS_PARTED):
                self._unread.setdefault(start, []).append(entry)
            else:
                at_once.append(entry)
        self._read(at_once)

    def find_starts(self, words: Sequence[str]) -> list[int]:
        """Find the places where an entry may begin, by the word there and the next one."""
        return [at for at, seconds in enumerate(map(self._seconds.__getitem__, words))
                if seconds and (words[at + 1] if at + 1 < len(words) else "") in seconds]

    def find_longest(self, words: Sequence[str], at: int) -> Spelling | None:
        """Find the longest spelling that begins at one of ``find_starts``; None where there is none."""
        following = words[at + 1] if at + 1 < len(words) else ""
        for spelling in self._beginning[words[at], following]:
            n = len(spelling.words)
            if n <= _OF_A_KEY:
                return spelling
            if at + n <= len(words) and spelling.words[_OF_A_KEY] in (words[at + _OF_A_KEY], NUMBER) \
                    and _are_alike(spelling.words, words[at:at + n]):
                return spelling
        return None

    def list_seconds(self, word: str) -> Container[str]:
        """List the words that may follow a word where it begins a spelling; empty where none begins so."""
        unread = self._unread.pop(word.partition("-")[0], None)
        if unread:
            self._read(unread)
        if word not in self._by_pair and not is_number(word):  # as most new words
            return _NOTHING
        begun = [self._by_pair[first] for first in _list_firsts(word) if first in self._by_pair]
        seconds = frozenset().union(*begun)
        return seconds if seconds.isdisjoint(("", NUMBER)) else ANY

    def _read(self, entries: Sequence[Entry]) -> None:
        """Tokenise entries, and their spellings with a hyphen for a blank and the other way round."""
        spellings: dict[tuple[str, ...], Entry] = {}
        for entry in entries:  # as listed first, so that an entry beats a variant
            spellings.setdefault(tokenise_term(entry.term), entry)
        for entry in entries:
            if " " in entry.term and _is_bare(entry.term):
                spellings.setdefault(tokenise_term(entry.term.replace(" ", "-")), entry)
        for entry in entries:
            if "-" in entry.term:
                spellings.setdefault(tokenise_term(entry.term.replace("-", " ")), entry)
        for words, entry in spellings.items():
            second = words[1] if len(words) > 1 else ""
            alike = self._by_pair.setdefault(words[0], {}).setdefault(second, [])
            alike.append(Spelling(words, entry))
            alike.sort(key=_rank)

    def _list_beginning(self, pair: tuple[str, str]) -> list[Spelling]:
        """The spellings that begin with two words, or are the first alone; those with a number for it last."""
        word, following = pair
        return [spelling for first in _list_firsts(word) for spelling in self._list_spellings(first, following)]

    def _list_spellings(self, word: str, following: str) -> list[Spelling]:
        """The spellings that begin with two words, then those of the first alone, the longest first."""
        by_second = self._by_pair.get(word)
        if by_second is None:
            return []
        longer = by_second.get(following, []) if following else []
        if following and NUMBER in by_second and is_number(following):
            longer = sorted([*longer, *by_second[NUMBER]], key=_rank)
        return longer + by_second.get("", [])


class _Anything:
    def __contains__(self, word: str) -> bool:
        return True


ANY = _Anything()
_NOTHING: frozenset[str] = frozenset()


@functools.lru_cache(maxsize=50_000)
def tokenise_term(term: str) -> tuple[str, ...]:
    """Tokenise a lexicon's term as the text is tokenised; ``<number>`` stays whole.

    Examples
    --------
    >>> tokenise_term("can't rule out"), tokenise_term("about <number>")
    (('can', "n't", 'rule', 'out'), ('about', '<number>'))
    """
    if term.isascii() and term.isalpha() and term.islower() and term not in _PARTED:  # told without a pattern
        return (term,)
    if _is_bare(term):
        return tuple(term.split())
    words: list[str] = []
    for position, piece in enumerate(term.split(NUMBER)):
        words += ([NUMBER] if position else []) + spell_out([token.text for token in tokenise_words(piece)])
    return tuple(words)


def spell_out(words: Sequence[str]) -> list[str]:
    """Write contracted verbs in full.

    Examples
    --------
    >>> spell_out(["he", "wo", "n't"])
    ['he', 'will', "n't"]
    """
    if "n't" not in words:
        return [*words]
    return [_FULL_FORMS.get(word, word) if list(words[at + 1:at + 2]) == ["n't"] else word
            for at, word in enumerate(words)]


def _find_start(term: str) -> str:
    """The letters before the first blank or hyphen: a text's word that begins an entry begins so too."""
    return term.partition(" ")[0].partition("-")[0]


def _list_firsts(word: str) -> tuple[str, ...]:
    """What a spelling may begin with where a text has this word."""
    return (word, NUMBER) if is_number(word) else (word,)


def _rank(spelling: Spelling) -> tuple[int, bool]:
    """The longest first, and of two as long the one without an open number."""
    return -len(spelling.words), NUMBER in spelling.words


def _are_alike(pattern: tuple[str, ...], words: Sequence[str]) -> bool:
    if NUMBER not in pattern or len(pattern) != len(words):
        return pattern == tuple(words)
    return all(part == word or part == NUMBER and is_number(word) for part, word in zip(pattern, words))


def _is_bare(term: str) -> bool:
    return bool(_BARE_WORDS.fullmatch(term)) and not _PARTED_WORDS.search(term)


def is_number(word: str) -> bool:
    """Say whether a word is a figure, maybe of money, or a number word.

    Examples
    --------
    >>> [is_number(word) for word in ("1,000", "forty", "$3.5", "one")]
    [True, True, True, False]
    """
    return word[0].isdigit() or word in _NUMBER_WORDS or (word[0] in "$£€" and word[-1:].isdigit())

"""Find every lexicon entry in a sentence: longest match first, homographs told apart, negation noted.

Within one lexicon matches do not overlap and the longest wins, so that "not without risk" is never also "risk"
(quanteda's rule); each lexicon is matched by itself. A term is tokenised like the text; written with blanks it also
matches hyphens, and the other way round. ``<number>`` in a term stands for a figure or a number word. Where the
lexicon's contexts say that an entry is plain there ("killer" before "whale"), it is not counted.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from typing import NamedTuple

from analysis.instruments.homographs import Place, is_other_word
from analysis.lexicons import Lexicon
from analysis.texts.tokens import Token, tokenise_words

NUMBER = "<number>"
_NUMBER_WORDS = frozenset(
    "two three four five six seven eight nine ten eleven twelve thirteen fifteen twenty thirty forty fifty sixty "
    "seventy eighty ninety hundred hundreds thousand thousands million millions billion billions dozen dozens "
    "half".split())
_NEGATORS = frozenset("not n't no never nobody nothing neither nor without hardly scarcely barely cannot".split())
_CLAUSE_MARKS = frozenset(", ; : – — ( ) but".split())
_BEFORE_A_BEGINNING = frozenset('" : ( ['.split())
_NEGATION_REACH = 3
_CONTEXT_REACH = 6
_MOST_KEPT = 50_000  # words
_BARE_WORDS = re.compile("[a-z]+(?:[ -][a-z]+)*")  # no tokeniser is needed for these, but for the words that it parts
_PARTED = ("cannot", "gimme", "gonna", "gotta", "lemme", "wanna")
_STARTS_PARTED = tuple(word[:3] for word in _PARTED)  # "cannot" and "can not" are spelt alike: read together
_PARTED_WORDS = re.compile(rf"\b(?:{'|'.join(_PARTED)})\b")
_FULL_FORMS = {"wo": "will", "sha": "shall", "ca": "can"}  # won't, shan't, can't


Entry = tuple[str, str, float]  # term · category · weight
Candidate = tuple[tuple[str, ...], str, str, float]  # an entry's words, as the text's tokens are, and the entry


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
    >>> text = "He may not, perhaps, go in May."
    >>> [m.term for m in Matcher(load_lexicon("hedges")).match_tokens(tokenise_words(text), text)]
    ['may not', 'perhaps']
    """

    def __init__(self, lexicon: Lexicon):
        self.lexicon = lexicon
        self._by_pair: dict[str, dict[str, list[Candidate]]] = {}  # by the first word, then by the second, or none
        self._unread: dict[str, list[Entry]] = {}
        self._beginless: set[str] = set()  # words of texts with which no entry begins
        self._begun: dict[str, dict[str, list[Candidate]]] = {}  # words: what entries go on with
        columns = (lexicon.entries[name].tolist() for name in ("term", "category", "weight"))  # quicker than a Series
        entries, at_once = [*zip(*columns)], []
        hyphened = {_find_start(entry[0].lstrip("-")) for entry in entries if entry[0].startswith("-")}
        for entry in entries:
            start = _find_start(entry[0])
            plain = start.isascii() and start.isalpha() and "'" not in entry[0]
            if plain and start not in hyphened and not start.startswith(_STARTS_PARTED):
                self._unread.setdefault(start, []).append(entry)
            else:
                at_once.append(entry)
        self._read(at_once)
        contexts = lexicon.contexts
        self._plain_beside: dict[str, list[tuple[str, frozenset[str]]]] = {}
        for term, place, beside in zip(contexts["term"], contexts["place"], contexts["words"]):
            self._plain_beside.setdefault(term, []).append((place, frozenset(beside.split())))

    def _read(self, entries: list[Entry]) -> None:
        """Tokenise entries, and their spellings with a hyphen for a blank and the other way round."""
        spellings: dict[tuple[str, ...], Entry] = {}
        for entry in entries:  # as listed first, so that an entry beats a variant
            spellings.setdefault(tokenise_term(entry[0]), entry)
        for entry in entries:
            if " " in entry[0] and _is_bare(entry[0]):
                spellings.setdefault(tokenise_term(entry[0].replace(" ", "-")), entry)
        for entry in entries:
            if "-" in entry[0]:
                spellings.setdefault(tokenise_term(entry[0].replace("-", " ")), entry)
        for words, entry in spellings.items():
            second = words[1] if len(words) > 1 else ""
            candidates = self._by_pair.setdefault(words[0], {}).setdefault(second, [])
            candidates.append((words, *entry))
            candidates.sort(key=_rank)

    def _begins(self, word: str) -> bool:
        """Whether a spelling begins with a word; those of an entry are made when a word first begins as it does."""
        unread = self._unread.pop(word.partition("-")[0], None)
        if unread:
            self._read(unread)
        if _is_number(word):
            return True
        if word in self._by_pair:
            self._begun[word] = self._by_pair[word]
            return True
        if len(self._beginless) >= _MOST_KEPT:
            self._beginless.clear()
        self._beginless.add(word)
        return False

    def _list_candidates(self, word: str, following: str) -> list[Candidate]:
        """The spellings that begin with two words, then those of the first alone, the longest first."""
        by_second = self._by_pair.get(word)
        if by_second is None:
            return []
        longer = by_second.get(following, []) if following else []
        if following and NUMBER in by_second and _is_number(following):
            longer = sorted([*longer, *by_second[NUMBER]], key=_rank)
        return longer + by_second.get("", [])

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
        found: list[Match] = []
        at, beginless = 0, self._beginless
        while at < len(words):
            if words[at] in beginless:
                at += 1
                continue
            candidate = self._find_longest(words, at)
            if candidate is None or _is_other_word(candidate[0], words, at, tokens, text):
                at += 1
                continue
            pattern, term, category, weight = candidate
            last = at + len(pattern)
            if term in self._plain_beside and self._is_plain(term, words, at, last):
                at += 1
                continue
            found.append(Match(tokens[at].start, tokens[last - 1].end, self.lexicon.name, category, term, weight,
                               is_negated(words, at), f"{self.lexicon.name}: {term}"))
            at = last
        return found

    def _is_plain(self, term: str, words: list[str], at: int, last: int) -> bool:
        """Whether the entry found from ``at`` to before ``last`` stands where the lexicon's contexts call it plain."""
        beside = {"before": words[max(0, at - 1):at], "after": words[last:last + 1],
                  "near": words[max(0, at - _CONTEXT_REACH):at] + words[last:last + _CONTEXT_REACH]}
        return any(not plain.isdisjoint(beside[place]) for place, plain in self._plain_beside[term])

    def _find_longest(self, words: list[str], at: int):
        word, following = words[at], words[at + 1] if at + 1 < len(words) else ""
        begun = self._begun.get(word)
        if begun is not None and following not in begun and "" not in begun and NUMBER not in begun:
            return None
        if begun is None and not self._begins(word):
            return None
        for key in (word, NUMBER) if _is_number(word) else (word,):
            for candidate in self._list_candidates(key, following):
                pattern = candidate[0]
                if len(pattern) <= len(words) - at and all(
                        part == word or (part == NUMBER and _is_number(word))
                        for part, word in zip(pattern, words[at:at + len(pattern)])):
                    return candidate
        return None


def _find_start(term: str) -> str:
    """The letters before the first blank or hyphen: a text's word that begins an entry begins so too."""
    return term.partition(" ")[0].partition("-")[0]


def _rank(candidate: Candidate) -> tuple[int, bool]:
    """The longest first, and of two as long the one without an open number."""
    return -len(candidate[0]), NUMBER in candidate[0]


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


def _is_bare(term: str) -> bool:
    return bool(_BARE_WORDS.fullmatch(term)) and not _PARTED_WORDS.search(term)


def _is_number(word: str) -> bool:
    return word[0].isdigit() or word in _NUMBER_WORDS or (word[0] in "$£€" and word[-1:].isdigit())


def is_negated(words: Sequence[str], at: int) -> bool:
    """Say whether a negation stands in the three words before a place, in the same clause.

    Examples
    --------
    >>> is_negated(["not", "a", "great", "day"], 2), is_negated(["no", ",", "a", "great", "day"], 3)
    (True, False)
    """
    for word in reversed(words[max(0, at - _NEGATION_REACH):at]):
        if word in _CLAUSE_MARKS:
            return False
        if word in _NEGATORS:
            return True
    return False


def _is_other_word(pattern: tuple[str, ...], words: list[str], at: int, tokens: Sequence[Token], text: str) -> bool:
    return len(pattern) == 1 and is_other_word(
        Place(words, at, is_name(tokens, at, text) or _starts_name(tokens, at, text)))


def _starts_name(tokens: Sequence[Token], at: int, text: str) -> bool:
    """Whether a capital at a sentence's beginning stands before another one ("Will Low left")."""
    if not _is_capital(tokens, at, text) or at + 1 == len(tokens):
        return False
    return text[tokens[at + 1].start].isupper() and not any(token.text == "?" for token in tokens)


def is_name(tokens: Sequence[Token], at: int, text: str) -> bool:
    """Say whether a word is, or is part of, a name: a capital where neither a beginning nor a headline asks for it.

    Examples
    --------
    >>> text = "In May “Hope may win” was sung."
    >>> tokens = tokenise_words(text)
    >>> [token.text for at, token in enumerate(tokens) if is_name(tokens, at, text)]
    ['may']
    """
    return at > 0 and tokens[at - 1].text not in _BEFORE_A_BEGINNING and _is_capital(tokens, at, text)


def _is_capital(tokens: Sequence[Token], at: int, text: str) -> bool:
    """Whether a word has a capital that says something: not all of it capitals, not among words that all have one."""
    spelling = text[tokens[at].start:tokens[at].end]
    return spelling[0].isupper() and not spelling.isupper() and not _in_headline_case(tokens, text)


def _in_headline_case(tokens: Sequence[Token], text: str) -> bool:
    """Whether most of the sentence's words are capitalised, so that a capital says nothing."""
    longer = [text[token.start] for token in tokens if token.is_word and token.end - token.start > 3]
    return sum(character.isupper() for character in longer) > len(longer) / 2

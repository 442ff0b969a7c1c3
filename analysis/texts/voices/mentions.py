"""Tell words in quotation marks that are no statement from speech (CODEBOOK.md, "Mention")."""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from analysis.texts.voices.quotations import Quotation
from analysis.texts.voices.sources import Clause

_TITLE_BEFORE = re.compile(
    r"\b(?:book|film|movie|novel|play|song|album|series|show|documentary|podcast|essay|memoir|poem|entitled|titled)\W*$",
    re.IGNORECASE)
_NAMED_BEFORE = re.compile(
    r"\b(?:nicknamed|dubbed|known\s+as|nickname|branded)\s+(?:as\s+)?(?:the\s+)?\W?$", re.IGNORECASE)
_DETERMINER_BEFORE = re.compile(
    r"(?:\b(?:the|a|an|his|her|their|its|our|this|that|so-called)|'s)\s+$", re.IGNORECASE)
_ARTICLE_BEFORE = re.compile(r"\s(?:the|a)\s*$", re.IGNORECASE)
_NOUN_AFTER = re.compile(
    r"^[\"”’'»]*\s+(?!(?:in|of|on|at|by|to|and|or|but|for|with|from|as|is|was|are|were|if|when)\b)[a-zA-Z]")
_VERB_INSIDE = re.compile(
    r"\b(?:is|are|was|were|has|have|had|will|would|could|may|might|can|must|should|do|does|did|not|i|we|he|she|they|it|"
    r"you)\b|n't|'s\b|'re\b|'ll\b", re.IGNORECASE)
_CONTEXT_BEFORE, _CONTEXT_AFTER = 40, 12  # characters
_LONGEST_NICKNAME, _LONGEST_TITLE, _LONGEST_TERM, _LONGEST_VARIANT = 4, 8, 3, 4  # words
_SHORTEST_CAPITALISED = 4  # letters of the words that a title capitalises without exception
_WELL_MARKED = {"marks", "mismatched marks"}


class Mention(NamedTuple):
    """Words in quotation marks that are no statement: title, term, nickname, scare, single word."""

    start: int
    end: int
    kind: str


class Phrases:
    """All that stands in quotation marks in an article, to ask which short phrases come back.

    Examples
    --------
    >>> phrases = Phrases(["Meat grinder", "the meat grinder", "We will go home and stay there."])
    >>> phrases.recurs("meat grinder"), phrases.recurs("other words")
    (True, False)
    """

    def __init__(self, quoted: Iterable[str]):
        self._quoted = tuple(quoted)

    @functools.cached_property
    def _counts(self) -> Counter[str]:
        phrases = (flatten(words) for words in self._quoted)
        return Counter(phrase for phrase in phrases if 1 < len(phrase.split()) <= _LONGEST_VARIANT)

    def recurs(self, words: str) -> bool:
        """Whether two phrases at least are these words, hold them, or stand in them: an established term."""
        phrase, n_related = flatten(words), 0
        for other, count in self._counts.items():
            if phrase in other or other in phrase:
                n_related += count
            if n_related > 1:
                return True
        return False


def find_mention_kind(plain: str, quotation: Quotation, clause: Clause | None, phrases: Phrases) -> str:
    """Say what kind of mention a quotation is.

    Parameters
    ----------
    plain : str
        The normalised text.
    quotation : Quotation
        What stands in marks.
    clause : Clause or None
        The reporting clause nearest to it in its sentence, if any.
    phrases : Phrases
        All that stands in marks in the article.

    Returns
    -------
    str
        title, term, nickname, scare or single word; the empty string when it is speech.

    Examples
    --------
    >>> from analysis.texts.voices.quotations import find_quotations
    >>> plain = 'They opened a "rainy day" fund.'
    >>> find_mention_kind(plain, find_quotations(plain, [(0, len(plain))])[0], None, Phrases(["rainy day"]))
    'term'
    """
    inner = plain[quotation.inner_start:quotation.inner_end]
    before = plain[max(0, quotation.start - _CONTEXT_BEFORE):quotation.start]
    n_words = len(inner.split())
    if not any(character.isalnum() for character in inner):
        return "single word"
    if quotation.rule not in _WELL_MARKED:
        return ""
    if n_words <= _LONGEST_NICKNAME and _NAMED_BEFORE.search(before):
        return "nickname"
    if n_words <= _LONGEST_TITLE and _names_work(inner, before):
        return "title"
    if n_words == 1:
        return "single word"
    if n_words > _LONGEST_TERM or inner[-1] in ".?!" or _VERB_INSIDE.search(inner):
        return ""
    is_determined = bool(_DETERMINER_BEFORE.search(before))
    if is_determined and (_NOUN_AFTER.match(plain[quotation.inner_end:quotation.end + _CONTEXT_AFTER])
                          or _is_hearsay(clause) or phrases.recurs(inner)):
        return "term"
    if clause is None:
        return "term" if is_determined else "scare"
    return "" if _is_reported(clause, before) else "term"


def _names_work(inner: str, before: str) -> bool:
    """Whether words are a title: behind "the book", also with the comma that American printers put inside the marks."""
    if _TITLE_BEFORE.search(before):
        return inner[-1] not in ".?!" or _is_capitalised(inner)
    return inner[-1] not in ",.?!" and _is_capitalised(inner)


def _is_capitalised(words: str) -> bool:
    """Whether words are written as a title is: "The Old Man and the Sea"."""
    first, *others = words.split()
    capitals = [word[0].isupper() for word in others]
    return first[0].isupper() and any(capitals) and all(
        capital for word, capital in zip(others, capitals) if len(word) >= _SHORTEST_CAPITALISED)


def _is_hearsay(clause: Clause | None) -> bool:
    return clause is not None and clause.rule == "hearsay passive"


def _is_reported(clause: Clause, before: str) -> bool:
    """Whether a clause gives a few quoted words to its subject; "she called it the “iron rule”" only names a thing."""
    only_quotes = clause.rule.startswith("verb ") and not clause.contents
    return not (only_quotes and _ARTICLE_BEFORE.search(before))


def flatten(words: str) -> str:
    """Return the bare words in lower case, so that copies of a phrase can be compared.

    Examples
    --------
    >>> flatten("“The ‘Old’ dam…")
    'the old dam'
    """
    return " ".join(re.findall(r"[^\W_]+", words.lower()))

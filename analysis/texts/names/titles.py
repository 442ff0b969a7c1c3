"""Titles before a name, and the roles that are nouns for persons."""

from __future__ import annotations

from collections.abc import Sequence

from analysis.texts.names.lists import OFFICE_PREFIXES, load_lists
from analysis.texts.names.wording import Word, is_joined

_IN_FULL = {"pm": ("prime", "minister"), "sen": ("senator",), "gov": ("governor",), "rep": ("representative",),
            "gen": ("general",), "prof": ("professor",), "col": ("colonel",)}

Role = frozenset[str]


def find_title(words: Sequence[Word], first: int) -> int:
    """Find where the title before a name begins; the name's own first word when it has none.

    Examples
    --------
    >>> from analysis.texts.names.wording import read_words
    >>> from analysis.texts.tokens import split_sentences
    >>> plain = "The former Prime Minister Ada Lowe left with Secretary of State Ben Frost."
    >>> words = read_words(plain, split_sentences(plain))
    >>> words[find_title(words, 4)].text, words[find_title(words, 11)].text
    ('Prime', 'Secretary')
    """
    at, before_office = first, False
    while is_joined(words, at) and _is_title(words, at - 1, before_office):
        at -= 1
        before_office = words[at].lower not in load_lists()["honorifics"]
    return _skip_office_of(words, at)


def _is_title(words: Sequence[Word], at: int, before_office: bool) -> bool:
    lists, word = load_lists(), words[at]
    lower = word.lower.partition("-")[2] if word.lower.startswith(OFFICE_PREFIXES) else word.lower
    may_modify = lower in lists["before_offices"]
    if lower == "lady" and at and words[at - 1].lower == "first":
        return False
    if not word.is_capital or _is_shouted_plural(word):  # "the defence minister Ada Lowe"
        return before_office and may_modify and not words[at + 1].is_capital or lower in lists["small_offices"]
    if word.text.isupper() and len(word.text) > 1 and not word.in_capitals and lower not in lists["honorifics"]:
        return False  # "MP", "US"
    follows_of = is_joined(words, at) and words[at - 1].lower == "of"
    return lower in lists["titles"] or may_modify and (before_office or follows_of)


def _is_shouted_plural(word: Word) -> bool:
    """Whether a headline's word is rather the subject: "GENERALS PLOT"."""
    return word.in_capitals and word.lower.endswith("s") and word.lower not in load_lists()["honorifics"]


def _skip_office_of(words: Sequence[Word], at: int) -> int:
    """From "State" back to "Secretary" in "Secretary of State Ada Lowe"."""
    lists = load_lists()
    if words[at].lower not in lists["before_offices"]:
        return at
    has_of = is_joined(words, at) and is_joined(words, at - 1) and words[at - 1].lower in {"of", "for"}
    if not has_of or words[at - 2].lower not in lists["offices_of"]:
        return at
    return at - 3 if is_joined(words, at - 2) and words[at - 3].lower in lists["before_offices"] else at - 2


def is_role(word: Word) -> bool:
    """Whether a word is a noun for what a person is."""
    return word.lower in load_lists()["any_roles"]


def name_role(words: Sequence[Word]) -> Role:
    """A role's words as a set: abbreviations in full, countries by their names.

    Examples
    --------
    >>> from analysis.texts.names.wording import read_words
    >>> from analysis.texts.tokens import split_sentences
    >>> sorted(name_role(read_words("British PM", split_sentences("British PM"))))
    ['britain', 'minister', 'prime']
    """
    country, names = load_lists().country, set()
    for word in words:
        lower = word.lower.removeprefix("then-")
        before, _, office = lower.partition("-")
        if lower.startswith(OFFICE_PREFIXES) and office:
            names |= {"former" if before == "ex" else before, office}
        else:
            names |= {country[lower]} if lower in country else {*_IN_FULL.get(lower, (lower,))}
    return frozenset(names)

"""What stands beside a name and tells of a person: roles before and behind it, an age, "who"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from analysis.texts.names.lists import load_lists
from analysis.texts.names.titles import Role, is_role, name_role
from analysis.texts.names.wording import Word, is_joined

DETERMINERS = frozenset("the a an his her their its our my one another".split())
BEFORE_NOUN = frozenset("and now then currently also both".split())
AFTER_NOUN = frozenset("of at in for from with by on to who whose turned based and since until under".split())
_STOPS = frozenset(
    "of at in for from with by on to about against over under between among and or but as than when while because if "
    "that which who whose what how where is are was were be been has have had will would said says say".split())
_BEFORE_ROLE = DETERMINERS | {"of"}
_BOUNDS_PHRASE = DETERMINERS | _STOPS
_SKIPPED = DETERMINERS | BEFORE_NOUN
_MODIFIERS = ("hard_words", "soft_words", "affiliations", "peoples")  # lists
_OPENS_APPOSITION = frozenset({", ", " (", " – ", " — ", " - ", "– ", "— "})
_PLURAL_VERBS = frozenset("are were have do".split())
_LONGEST_PHRASE = 8  # words
_LONGEST_OWNER, _LONGEST_ASIDE = 3, 4  # words
_OLDEST = 120  # years


class Beside(NamedTuple):
    """What an article says beside a name: the roles that it links with it, and whether they show a person.

    ``is_led`` is whether a role stands right before the name, be it one that a body can have ("rival", "leader").
    """

    roles: list[Role]
    is_person: bool
    is_led: bool


def read_beside(words: Sequence[Word], first: int, end: int) -> Beside:
    """Read what stands beside a name: "the Russian journalist Ada Lowe", "Ada Lowe, an expert on tides", "Lowe, 45,".

    Parameters
    ----------
    words : sequence of Word
        The article's words.
    first, end : int
        The name without its title, by the numbers of its first word and the one after its last.

    Returns
    -------
    Beside
        Each role as a set of words, countries by their names; a title is a role too.

    Examples
    --------
    >>> from analysis.texts.names.wording import read_words
    >>> from analysis.texts.tokens import split_sentences
    >>> plain = "The journalist Ada Lowe, a former aide of the mayor, left."
    >>> read_beside(read_words(plain, split_sentences(plain)), 2, 4).roles == [{"journalist"}, {"former", "aide"}]
    True
    """
    before, ahead = _read_before(words, first), _read_ahead(words, first)
    behind, is_person = _read_behind(words, end)
    if is_joined(words, first) and words[first - 1].lower in _BEFORE_ROLE:
        behind, is_person = [], False  # "an Army Ranger who", "the University of Leeds, who"
    roles = before + ahead + behind
    sure = load_lists()["sure_roles"]
    return Beside(roles, is_person or any(role & sure for role in roles), bool(before))


# -- before -----------------------------------------------------------------------------------------------------------

def _read_before(words: Sequence[Word], first: int) -> list[Role]:
    """The role right before a name ("journalist Ada Lowe"), its title's among them."""
    if not is_joined(words, first) or not is_role(words[first - 1]):
        return []
    return [name_role(words[_find_phrase(words, first):first])]


def _read_ahead(words: Sequence[Word], first: int) -> list[Role]:
    """The role before a comma and a name: "the former general, Ben Frost", "the general and now MP, Ben Frost"."""
    if first < 2 or words[first].gap not in _OPENS_APPOSITION or not is_role(words[first - 1]) \
            or words[first].sentence != words[first - 1].sentence:
        return []
    at = _find_phrase(words, first)
    roles, end = [name_role(words[at:first])], at
    while end > 1 and words[end - 1].lower in BEFORE_NOUN:
        end -= 1
    if end < at and is_role(words[end - 1]):
        at = _find_phrase(words, end)
        roles.append(name_role(words[at:end]))
    is_definite = at > 0 and words[at - 1].lower in DETERMINERS or words[at].lower in load_lists().country
    return roles if is_definite else []


def _find_phrase(words: Sequence[Word], end: int) -> int:
    """Where the noun phrase that ends in a role begins: back over what is known to stand before one.

    Of other words one in small letters is let through, right before the role ("former army general").
    """
    lists = load_lists()
    at, is_closed = end - 1, False
    while at > 0 and end - at < _LONGEST_PHRASE:
        before = words[at - 1]
        if before.owns and before.sentence == words[at].sentence:  # "Russia's president"
            return at - 1 if before.lower in lists.country else at
        if not is_joined(words, at) or before.lower in _BOUNDS_PHRASE:
            break
        is_office = is_role(before) or before.lower in lists["before_offices"]
        is_known = any(before.lower in lists[name] for name in _MODIFIERS) or is_office and not is_closed
        if not is_known and (before.is_capital or words[at].is_capital or at < end - 1):
            break
        at, is_closed = at - 1, is_closed or not is_known
    return at


# -- behind -----------------------------------------------------------------------------------------------------------

def _read_behind(words: Sequence[Word], end: int) -> tuple[list[Role], bool]:
    """The roles in the apposition behind a name, and whether it can be a person's only (an age, "who")."""
    at = _skip_aside(words, end)
    if at >= len(words) or words[at].sentence != words[end - 1].sentence or words[end - 1].owns:
        return [], False
    is_apposition = words[at].gap.lstrip(")") in _OPENS_APPOSITION
    if words[at].lower == "who":
        is_plural = at + 1 < len(words) and words[at + 1].lower in _PLURAL_VERBS  # "Londoners, who are"
        return [], not is_plural and (is_apposition or words[at].gap.isspace())
    if not is_apposition:
        return [], False
    if _is_age(words[at]) and _closes(words, at + 1):
        return _read_phrase(words, at + 1), True
    return ([], True) if words[at].lower == "aged" else (_read_phrase(words, at), False)


def _skip_aside(words: Sequence[Word], at: int) -> int:
    """Over "(pictured)" behind a name."""
    if at < len(words) and words[at].gap == " (":
        for closing in range(at + 1, min(at + 1 + _LONGEST_ASIDE, len(words))):
            if ")" in words[closing].gap:
                return closing if words[closing].gap.lstrip(")") in _OPENS_APPOSITION else at
    return at


def _is_age(word: Word) -> bool:
    return word.text.isdecimal() and int(word.text) < _OLDEST


def _closes(words: Sequence[Word], at: int) -> bool:
    """Whether a noun phrase ends before a word: a mark, the sentence's end, or a word that only follows a noun."""
    if at >= len(words) or words[at].sentence != words[at - 1].sentence:
        return True
    return not words[at].gap.isspace() or words[at].lower in AFTER_NOUN


def _read_phrase(words: Sequence[Word], at: int) -> list[Role]:
    """The roles of a noun phrase, from its determiner on: "a former clerk and now mayor of Leeds"."""
    first, is_determined = _skip_determiners(words, at)
    end = first
    while end < len(words) and end - first < _LONGEST_PHRASE and words[end].lower not in _STOPS:
        if end > first and not (words[end].gap.isspace() or words[end - 1].owns):
            break
        if words[end].lower in DETERMINERS:
            return []  # "Lowe, told the mayor"
        end += 1
    if not is_determined and any(_may_be_subject(word) for word in words[first:end]):
        return []  # "Afterwards, Lowe became mayor"
    if end == first or not is_role(words[end - 1]) or not _closes(words, end):
        return []
    has_more = end < len(words) and words[end].lower == "and" and words[end].gap.isspace()
    return [name_role(words[first:end]), *(_read_phrase(words, end) if has_more else [])]


def _skip_determiners(words: Sequence[Word], at: int) -> tuple[int, bool]:
    """Behind "the", "and now a", "Lowe's"; and whether there was any."""
    is_determined = False
    while at < len(words) and words[at].lower in _SKIPPED:
        is_determined = is_determined or words[at].lower in DETERMINERS
        at += 1
    owner = next((number for number in range(at, min(at + _LONGEST_OWNER, len(words))) if words[number].owns), None)
    if owner is not None and words[owner].lower not in load_lists().country:
        return owner + 1, True
    return at, is_determined


def _may_be_subject(word: Word) -> bool:
    """Whether a capitalised word is no country, party, abbreviation or role."""
    lists = load_lists()
    is_known = word.lower in lists.country or word.lower in lists["affiliations"] or is_role(word)
    return word.is_capital and not is_known and not word.text.isupper()

"""Roles that stand for a person: "the Russian president" where the article links the role with a name.

A role is linked by a title or a noun before the name ("President Lowe", "the journalist Ada Lowe") or by an apposition
("Ada Lowe, the mayor of Leeds,"). It stands for the person wherever it comes back definite ("the mayor", "Russia's
president"), with no word between that would make it another's.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from analysis.texts.names.beside import AFTER_NOUN, BEFORE_NOUN
from analysis.texts.names.lists import load_lists
from analysis.texts.names.persons import Person
from analysis.texts.names.titles import Role, is_role, name_role
from analysis.texts.names.wording import Run, Word, is_joined

_LONGEST_ROLE = 6  # words
_VERB_ENDINGS = ("ed", "s")
_AFTER_SUBJECT = frozenset(
    "and or but who is was has had will would can could may might must should did does said says told to in on at of "
    "by with from for after before when as also then now never not often still wants went left came made gave took "
    "began knew".split())
_ANOTHERS = frozenset({"of", "at"})  # "the president of the club"
_TELLS_WHICH = frozenset("first second third last next new".split())  # "the last Soviet leader"


class Found(NamedTuple):
    """A mention by the numbers of its first word and the one after its last; ``bare`` is the first behind its title."""

    first: int
    end: int
    person: Person
    form: str
    bare: int


def find_roles(words: Sequence[Word], names: Sequence[Found]) -> list[Found]:
    """Find the roles that stand for a named person.

    Parameters
    ----------
    words : sequence of Word
        The article's words.
    names : sequence of Found
        The mentions by name, in order; what the article links with each person is in ``person.roles``.

    Returns
    -------
    list of Found
        In order. "the president, Ada Lowe," is the name's apposition and not among them.
    """
    return _RoleFinder(words, names).find()


class _RoleFinder:
    def __init__(self, words: Sequence[Word], names: Sequence[Found]):
        self.words, self.names, self.lists = words, names, load_lists()
        self._firsts = [name.first for name in names]
        self._taken = {at for name in names for at in range(name.first, name.end)}
        self._persons = [*dict.fromkeys(name.person for name in names if name.person.roles)]
        self._nouns = {word for person in self._persons for role in person.roles for word in role}
        self._countries: dict[Person, str] = {}
        self._places: dict[Person, list[int]] = {person: [] for person in self._persons}
        for name in names:
            if name.person.roles:
                self._places[name.person].append(name.first)

    def find(self) -> list[Found]:
        found = []
        for phrase in self._list_phrases():
            person = self._resolve(phrase)
            if person is not None and not self._is_apposition(phrase, person):
                found.append(Found(*phrase, person, "role", phrase.first))
        return found

    # -- phrases ------------------------------------------------------------------------------------------------------

    def _list_phrases(self) -> Iterator[Run]:
        """Each "the … role" and "country's … role" that no name stands in."""
        for at in self._list_openers() if self._persons else []:
            end = self._find_end(at)
            if end is not None and at not in self._taken:
                yield Run(at, end)

    def _list_openers(self) -> list[int]:
        """The places of each "the", and of each country's "'s"."""
        return [at for at, word in enumerate(self.words)
                if word.lower == "the" or word.owns and word.lower in self.lists.country]

    def _find_end(self, first: int) -> int | None:
        """The word after the phrase's noun; None where it has none, or what follows makes it another phrase."""
        for at in range(first + 1, min(first + 1 + _LONGEST_ROLE, len(self.words))):
            before, word = self.words[at - 1], self.words[at]
            follows_owner = before.owns and before.lower in self.lists.country and before.sentence == word.sentence
            if not (is_joined(self.words, at) or follows_owner) or at in self._taken:
                return None
            if is_role(word) and not self._goes_on(at):
                return at + 1
        return None

    def _goes_on(self, at: int) -> bool:
        """Whether the word after a role belongs to it: "the president elect", "the general election"."""
        after = at + 1
        if not is_joined(self.words, after):
            return False
        word = self.words[after]
        if after in self._taken or is_role(word) or word.is_capital and not word.in_capitals:
            return True
        is_adjective = self.words[at].lower in self.lists["not_alone"]
        return is_adjective and not (word.lower in _AFTER_SUBJECT or word.lower.endswith(_VERB_ENDINGS))

    # -- persons ------------------------------------------------------------------------------------------------------

    def _resolve(self, phrase: Run) -> Person | None:
        """The person last named before, among those whom the role fits; or else the first to be named."""
        role = name_role([word for word in self.words[slice(*phrase)] if word.lower != "the"])
        country = next(iter(role & self.lists.countries), "")
        role = role - {country} - self.lists["soft_words"]
        if not role <= self._nouns:
            return None
        if is_joined(self.words, phrase.end) and self.words[phrase.end].lower in _ANOTHERS:
            country = self._read_country(phrase.end + 1)
            if not country:
                return None
        fitting = [person for person in self._persons if self._fits(person, role, country)]
        return min(fitting, key=lambda person: self._measure_distance(person, phrase.first), default=None)

    def _measure_distance(self, person: Person, at: int) -> tuple[bool, int]:
        """How far a person's last mention before a word is; after all these, how far the next one is."""
        places = self._places[person]
        before = bisect_left(places, at)
        return (False, at - places[before - 1]) if before else (True, places[0] - at)

    def _read_country(self, at: int) -> str:
        """The country in "the president of Russia", "… of the Netherlands"; the empty string for anything else."""
        at += at < len(self.words) and self.words[at].lower == "the"
        return self.lists.country.get(self.words[at].lower, "") if at < len(self.words) else ""

    def _fits(self, person: Person, role: Role, country: str) -> bool:
        return any(self._is_same(person, linked, role, country) for linked in person.roles)

    def _is_same(self, person: Person, linked: Role, role: Role, country: str) -> bool:
        """Whether a role is the one linked with a person: nothing added, nothing left out that makes a difference."""
        if not role <= linked or (linked - role - _TELLS_WHICH) & self.lists["hard_words"]:
            return False
        countries = linked & self.lists.countries
        return not country or country in countries or not countries and self._find_country(person) == country

    def _find_country(self, person: Person) -> str:
        """The country that stands most often in the sentences that name a person; none where two come first."""
        if person not in self._countries:
            told = {self.words[name.first].sentence for name in self.names if name.person is person}
            counts = Counter(self.lists.country[word.lower] for word in self.words
                             if word.sentence in told and word.is_capital and word.lower in self.lists.country)
            first, second = [*counts.most_common(2), ("", 0), ("", 0)][:2]
            self._countries[person] = first[0] if first[1] > second[1] else ""
        return self._countries[person]

    # -- appositions --------------------------------------------------------------------------------------------------

    def _is_apposition(self, phrase: Run, person: Person) -> bool:
        """Whether the role only stands beside the same person's name, between commas."""
        place = bisect_left(self._firsts, phrase.first)
        before = self.names[place - 1] if place else None
        behind = self.names[place] if place < len(self.names) else None
        return before is not None and before.person is person and self._follows(before, phrase) \
            or behind is not None and behind.person is person and self._leads(phrase, behind)

    def _follows(self, name: Found, phrase: Run) -> bool:
        """Whether a role stands behind a name and ends there: "Lowe, then the mayor of Leeds,"."""
        begins = phrase.first - (self.words[phrase.first - 1].lower in {"now", "then", "once"})
        is_last = not is_joined(self.words, phrase.end)
        return name.end == begins and not self.words[begins].gap.isspace() \
            and (is_last or self.words[phrase.end].lower in AFTER_NOUN)

    def _leads(self, phrase: Run, name: Found) -> bool:
        """Whether a role stands before a name: "the former general and now MP, Ben Frost"."""
        between = self.words[phrase.end:name.first]
        return len(between) < _LONGEST_ROLE and all(is_role(word) or word.lower in BEFORE_NOUN for word in between)

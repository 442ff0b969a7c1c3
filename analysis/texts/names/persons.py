"""The persons of an article: their names in full and in part, and whom a name means at a place."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field

from analysis.texts.names.lists import load_lists
from analysis.texts.names.titles import Role
from analysis.texts.names.wording import drop_prefix, simplify
from analysis.texts.voices.people import load_words

_SHORTEST_FIRST_NAME = 3  # letters of a first name that stands alone
_MALE, _FEMALE = frozenset("mr sir lord king prince".split()), frozenset("mrs ms miss lady dame queen princess".split())

Key = tuple[str, ...]


@dataclass(eq=False)
class Person:
    """A person: the fullest name, its first name and surname, where it stands in full, and the roles linked with it."""

    name: tuple[str, ...]
    given: str
    surname: Key
    full_at: list[int] = field(default_factory=list)
    roles: set[Role] = field(default_factory=set)
    gender: str = ""

    @property
    def full_name(self) -> str:
        """The fullest name that the article gives."""
        return " ".join(self.name)

    def learn_gender(self, words: Iterable[str]) -> None:
        """Learn from a title or a first name whether the person is a man or a woman."""
        known = load_words()
        for word in words:
            if word in _MALE or word in known["male_names"]:
                self.gender = "m"
                return
            if word in _FEMALE or word in known["female_names"]:
                self.gender = "f"

    def may_be_titled(self, title: Collection[str]) -> bool:
        """Whether a title can be this person's: an office linked with the name, "Mrs" for a woman; none fits all."""
        words = {*title}
        if words & (_MALE | _FEMALE):
            return self.gender in {"", "m" if words & _MALE else "f"}
        return not words or any(words <= role for role in self.roles)


class Register:
    """The persons of an article, and the words by which each may be called.

    Attributes
    ----------
    persons : list of Person
        In the order in which they were added.
    called : dict
        Words in small letters, and the persons that they may mean, each with the form of naming.

    Examples
    --------
    >>> register = Register()
    >>> lowe = register.add_full_name(("Elizabeth", "Lowe"), at=0)
    >>> [(person.full_name, form) for person, form in register.called[("liz",)]]
    [('Elizabeth Lowe', 'nickname')]
    """

    def __init__(self) -> None:
        self.persons: list[Person] = []
        self.called: dict[Key, list[tuple[Person, str]]] = {}
        self._by_surname: dict[Key, list[Person]] = {}
        self._longest: dict[str, int] = {}

    def add_full_name(self, name: tuple[str, ...], at: int) -> Person:
        """Add a full name that stands at a word; a fuller or shorter form of a known one is the same person."""
        given, surname = split_name(name)
        same = (known for known in self._by_surname.get(surname, [])
                if not known.given or load_lists().are_one_name(known.given, given))
        person = next(same, None) or self._add(Person(name, given, surname))
        if len(name) > len(person.name):
            person.name, person.given = name, given
        person.full_at.append(at)
        self.call(_simplify(name), person, "full_name")
        self._call_by_first_name(person, given)
        return person

    def add_surname(self, name: tuple[str, ...], given: str = "") -> Person:
        """Add a person known by surname only; ``given`` is the first name that is known to belong to it."""
        surname = _simplify(name)
        known = self._by_surname.get(surname)
        person = known[-1] if known else self._add(Person(name, "", surname))
        self._call_by_first_name(person, given)
        return person

    def add_single_name(self, name: tuple[str, ...], given: str) -> Person:
        """Add a person known by a first name only ("Maria", "Pope Francis"), unless somebody is called so already."""
        person = next((person for person, _ in self.called.get((given,), []) if person.given == given), None)
        if person is None:
            person = self._add(Person(name, given, ()))
        elif len(name) > len(person.name) and not person.surname:
            person.name = name
        self.call((given,), person, "first_name")
        return person

    def call(self, words: Key, person: Person, form: str) -> None:
        """Note that some words may mean a person, and by which form of naming."""
        known = self.called.setdefault(words, [])
        if not any(other is person for other, _ in known):
            known.append((person, form))
            self._longest[words[0]] = max(self._longest.get(words[0], 0), len(words))

    def has_surname(self, word: str) -> bool:
        """Whether somebody is known by this surname."""
        return (word,) in self._by_surname

    def find_beginnings(self, words: Sequence[str]) -> list[int]:
        """The places of words with which somebody's name begins."""
        return [at for at, word in enumerate(words) if word in self._longest]

    def measure_longest(self, word: str) -> int:
        """How many words somebody is called by at most, of those that begin with this one; 0 for nobody."""
        return self._longest.get(word, 0)

    def resolve(self, words: Key, at: int, title: Collection[str] = ()) -> tuple[Person, str]:
        """Say whom known words mean at a place: whom the title fits, and of these the one last named in full.

        Somebody who is named in full only later is meant where nobody was before.
        """
        meant = self.called[words]
        if len(meant) == 1:
            return meant[0]
        fitting = [pair for pair in meant if pair[0].may_be_titled(title)] or meant
        before = [(pair[0].full_at[place - 1], number) for number, pair in enumerate(fitting)
                  if (place := bisect_right(pair[0].full_at, at))]
        later = [(pair[0].full_at[0], number) for number, pair in enumerate(fitting) if pair[0].full_at]
        return fitting[max(before)[1] if before else min(later)[1] if later else 0]

    def _add(self, person: Person) -> Person:
        self.persons.append(person)
        if person.surname:
            *particles, last = person.surname
            for surname in dict.fromkeys([person.surname, (*particles, drop_prefix(last))]):
                self._by_surname.setdefault(surname, []).append(person)
                self.call(surname, person, "surname")
        return person

    def _call_by_first_name(self, person: Person, given: str) -> None:
        """The first name means the person too, its pet forms do as nicknames, and what it is a pet form of."""
        lists = load_lists()
        if not person.gender:
            person.learn_gender([given])
        if len(given) < _SHORTEST_FIRST_NAME or lists.is_initial(given):
            return
        self.call((given,), person, "first_name")
        for short in sorted(lists.short.get(given, ())):
            if len(short) >= _SHORTEST_FIRST_NAME:
                self.call((short,), person, "nickname")
        for formal in sorted(lists.formal.get(given, ())):
            self.call((formal,), person, "first_name")


def split_name(name: Sequence[str]) -> tuple[str, Key]:
    """Split a full name into first name and surname, both in small letters, without "Jr".

    Examples
    --------
    >>> split_name(("Ursula", "von", "der", "Leyen")), split_name(("Joseph", "R.", "Biden", "Jr"))
    (('ursula', ('von', 'der', 'leyen')), ('joseph', ('biden',)))
    >>> split_name(("Xi", "Jinping"))
    ('jinping', ('xi',))
    """
    lists, lower = load_lists(), list(_simplify(name))
    while len(lower) > 2 and lower[-1] in lists["suffixes"]:
        lower.pop()
    if lower[0] in lists["family_names_first"] and _keeps_own_order(lower):
        return lower[1], (lower[0],)
    particles = (at for at in range(1, len(lower) - 1) if lower[at] in lists["particles"])
    return lower[0], tuple(lower[next(particles, len(lower) - 1):])


def _keeps_own_order(lower: list[str]) -> bool:
    """Whether an East Asian name has its family name first: no first name of the West in it, or one of two parts."""
    names = load_lists()["first_names"]
    return not names & {*lower[1:]} and (lower[0] not in names or len(lower) > 2 or "-" in lower[1])


def _simplify(name: Iterable[str]) -> Key:
    return tuple(simplify(word) for word in name)

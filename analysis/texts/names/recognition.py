"""Who is a person: which runs of capitalised words are somebody's name, and what shows it.

Two words or more are a full name when they begin with a first name that is hardly anything else, or when something
beside them tells of a person: a title, a role, an age, "who", initials, or that the last word comes back as somebody
who speaks. A single word needs such a sign, or is one of the few surnames by which news names a person without more.
"""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Collection, Sequence

from analysis.texts.names.beside import Beside, read_beside
from analysis.texts.names.extents import VERB_ENDINGS, NameCutter
from analysis.texts.names.lists import load_lists
from analysis.texts.names.persons import Register
from analysis.texts.names.titles import find_title, is_role
from analysis.texts.names.wording import COURTESY, Run, Word, find_runs, is_joined

_LONGEST_NAME = 6  # words, particles and initials included
_LONGEST_WITH_THING = 3  # words of a name that ends like a place ("Michael Ian Black")
_SHORTEST_SHAPED = 5  # letters of a surname that is known by its ending
_CALLED = frozenset({"named", "called"})


def recognise_persons(words: Sequence[Word], speakers: Collection[str]) -> Register:
    """Recognise the persons that an article names.

    Parameters
    ----------
    words : sequence of Word
        The article's words.
    speakers : collection of str
        The last words of the names that it gives to its speakers, in small letters.

    Examples
    --------
    >>> from analysis.texts.names.wording import read_words
    >>> from analysis.texts.tokens import split_sentences
    >>> plain = "Ada Lowe of the White House met Mr Frost in New York."
    >>> register = recognise_persons(read_words(plain, split_sentences(plain)), set())
    >>> [person.full_name for person in register.persons]
    ['Ada Lowe', 'Frost']
    """
    return _Recogniser(words, speakers).recognise()


class _Recogniser:
    def __init__(self, words: Sequence[Word], speakers: Collection[str]):
        self.words, self.speakers, self.lists = words, speakers, load_lists()
        self.runs, self.cutter, self.register = find_runs(words), NameCutter(words), Register()
        self._alone = Counter(words[run.first].lower for run in self.runs if run.end == run.first + 1)

    def recognise(self) -> Register:
        names = []
        for run in sorted(self.runs, key=lambda run: self.cutter.may_be_verb(run.first)):  # "Will Lowe" last
            name = self.cutter.cut(run)
            names.append(name)
            if name.end > name.first + 1 and not self._add_numbered(name) and self._is_full_name(name):
                self._add_full_name(name)
        for name in names:
            if name.end == name.first + 1:
                self._add_single_name(name.first)
        for run in self.runs:
            self._add_well_known(run)
        return self.register

    # -- full names ---------------------------------------------------------------------------------------------------

    def _is_full_name(self, name: Run) -> bool:
        if self._is_something_else(name):
            return False
        if self._begins_with_particle(name):
            return self._is_beside_person(name)
        if self.words[name.first].in_capitals:
            return self._is_whole_in_headline(name) and self._begins_with_first_name(name)
        return self._begins_with_first_name(name) or self._is_beside_person(name) or self._begins_with_initial(name) \
            or self._speaks(name) or self._ends_well_known(name)

    def _is_something_else(self, name: Run) -> bool:
        """Whether the words are a place, a body, a people or a role: "White House", "Army Ranger"."""
        lists, lower = self.lists, [word.lower for word in self.words[slice(*name)]]
        if len(lower) > _LONGEST_NAME or any(" ".join(lower[:n]) in lists["brands"] for n in (2, 3)):
            return True
        if any(word in lists["peoples"] for word in lower[1:]) or lower[0] in lists["before_things"]:
            return True
        if is_role(self.words[name.end - 1]) and not self.cutter.is_first_name(name.first):
            return True
        things = [word for word in lower[1:] if word in lists["things"]]
        is_surname = things == lower[-1:] and lower[-1] in lists["things_and_surnames"]
        may_be_name = is_surname and len(lower) <= _LONGEST_WITH_THING and (
            self._begins_with_first_name(name) or self._is_beside_person(name))
        return bool(things) and not may_be_name or lower[-1] in lists["suffixes"] and len(lower) == 2

    def _begins_with_first_name(self, name: Run) -> bool:
        """Whether a first name leads that does not open a question rather ("Will Putin fall?")."""
        surname = self.words[name.first + 1].lower
        asks = self.cutter.may_be_verb(name.first) and not self.cutter.is_known_pair(name.first) and (
            surname in self.lists.given or surname in self.lists["places"] or self.register.has_surname(surname))
        return self.cutter.is_first_name(name.first) and not asks

    def _begins_with_particle(self, name: Run) -> bool:
        """Whether a surname stands alone with its particles: "Van der Lowe", "Mr De Marr"."""
        return self.words[name.first].lower in self.lists["particles"] and not self.cutter.is_first_name(name.first)

    def _is_beside_person(self, name: Run) -> bool:
        beside = read_beside(self.words, name.first, name.end)
        return beside.is_person or beside.is_led or find_title(self.words, name.first) < name.first

    def _begins_with_initial(self, name: Run) -> bool:
        """Whether initials lead: "J. K. Ward", but not "M&S Catering"."""
        first, last = self.words[name.first], self.words[name.end - 1].lower
        is_initial = self.lists.is_initial(first.lower) and "&" not in first.gap
        return is_initial and not self.lists.is_initial(last) and last not in self.lists["places"]

    def _speaks(self, name: Run) -> bool:
        """Whether the last word comes back alone, and the article gives it words: "Kallas said"."""
        first, last = self.words[name.first].lower, self.words[name.end - 1].lower
        is_place = any(word in self.lists[kind] for word in (first, last) for kind in ("places", "things"))
        return not is_place and last in self.speakers and self._alone[last] > 0

    def _ends_well_known(self, name: Run) -> bool:
        """Whether a capitalised word that is a name leads to a well-known surname: "Hunter Biden"."""
        first, last = self.words[name.first], self.words[name.end - 1].lower
        is_opener = first.opens and first.lower not in self.lists["first_names"]
        is_word = self.cutter.spelt.get(first.lower, "").islower() or is_opener
        is_place = first.lower in self.lists["places"] or first.lower in self.lists["things"]
        return last in self.lists.given and not is_word and not is_place

    def _is_whole_in_headline(self, name: Run) -> bool:
        """Whether a headline's name is of two words and its end shows: a mark, an "'s", a small letter, a verb."""
        if name.end != name.first + 2 or not is_joined(self.words, name.end):
            return name.end == name.first + 2
        following = self.words[name.end]
        return not following.is_capital or following.lower.endswith(VERB_ENDINGS)

    def _add_full_name(self, name: Run) -> None:
        first, written = self.words[name.first].lower, self._write(name)
        is_given = first in self.lists["first_names"] or self.lists.is_initial(first)
        follows_mr = name.first > 0 and self.words[name.first - 1].lower in COURTESY  # "Ms Lowe Frost"
        if follows_mr and not is_given or self._begins_with_particle(name):
            person = self.register.add_surname(written)
        else:
            person = self.register.add_full_name(written, name.first)
        person.learn_gender(word.lower for word in self.words[find_title(self.words, name.first):name.first])
        person.roles |= {*read_beside(self.words, name.first, name.end).roles}

    def _add_numbered(self, name: Run) -> bool:
        """Add "King Charles III", who has no surname; whether the name is such a one."""
        title = find_title(self.words, name.first)
        lower = tuple(word.lower for word in self.words[slice(*name)])
        is_royal = title < name.first and lower[-1] in self.lists["suffixes"] and self._is_royal(name.first, title)
        if is_royal:
            person = self.register.add_single_name(self._write(Run(title, name.end)), lower[0])
            self.register.call(lower, person, "first_name")
            person.roles |= {*read_beside(self.words, name.first, name.end).roles}
        return is_royal

    # -- single names -------------------------------------------------------------------------------------------------

    def _add_single_name(self, at: int) -> None:
        """Add the person that a single word names, if it is known to be a person's name."""
        word, title = self.words[at], find_title(self.words, at)
        if self._is_no_name(at, title):
            return
        if self.register.has_surname(word.lower):
            return
        beside = read_beside(self.words, at, at + 1)
        name = Run(at, at + 1)
        if title < at and self._is_royal(at, title):
            person = self.register.add_single_name(self._write(Run(title, at + 1)), word.lower)
        elif title < at or word.lower in self.lists.given:
            person = self.register.add_surname(self._write(name), self.lists.given.get(word.lower, ""))
        elif word.in_capitals or (word.lower,) in self.register.called:
            return
        elif self._is_introduced(at):
            person = self.register.add_single_name(self._write(name), word.lower)
        elif self._is_shown_by(beside, word):
            person = self.register.add_surname(self._write(name))
        else:
            return
        person.roles |= {*beside.roles}

    def _is_no_name(self, at: int, title: int) -> bool:
        """Whether a word is known to mean something else; behind "Mr" hardly any word is."""
        lists, word = self.lists, self.words[at]
        if len(word.lower) < 2 or at and f"{self.words[at - 1].lower} {word.lower}" in lists["brands"]:
            return True
        if title < at and (self.words[at - 1].lower in COURTESY or word.lower in lists["roles_and_surnames"]):
            return False
        is_adverb = word.opens and word.lower.endswith("ly") or word.lower in lists["openers"]
        return word.lower in lists["no_names"] or is_role(word) or self.cutter.is_abbreviation(at) \
            or title == at and is_adverb

    def _is_royal(self, at: int, title: int) -> bool:
        """Whether a title stands before a first name, as "Sir", "King" and "Pope" do."""
        word = self.words[at].lower
        return self.words[title].lower in self.lists["before_first_names"] and word in self.lists["first_names"]

    def _is_introduced(self, at: int) -> bool:
        """Whether a first name is given as such ("a nurse named Ada", "his wife, Ada"), or is known without more."""
        word, before = self.words[at], self.words[at - 1].lower if at else ""
        is_called = before in _CALLED and is_joined(self.words, at)
        is_given = is_called or before in self.lists["relations"] and word.gap in {" ", ", "}
        return word.lower in self.lists["alone"] or word.lower in self.lists["first_names"] and is_given

    def _is_shown_by(self, beside: Beside, word: Word) -> bool:
        """Whether what stands beside a word shows a person, or its shape and that it speaks do ("Mc-", "-enko")."""
        begins, ends = _load_shapes()
        is_shaped = word.lower.endswith(ends) or word.lower.startswith(begins)
        is_speaker = word.lower in self.speakers and len(word.lower) >= _SHORTEST_SHAPED and not word.owns
        return beside.is_person or is_shaped and is_speaker

    def _add_well_known(self, run: Run) -> None:
        """Add those whose surname a headline has among other words in capitals."""
        for at in range(*run):
            word = self.words[at].lower
            if self.words[at].in_capitals and word in self.lists.given:
                self.register.add_surname(self._write(Run(at, at + 1)), self.lists.given[word])

    # -- spelling -----------------------------------------------------------------------------------------------------

    def _write(self, name: Run) -> tuple[str, ...]:
        """A name's words as they are spelt where they are not all in capitals."""
        return tuple(self._spell(word) for word in self.words[slice(*name)])

    def _spell(self, word: Word) -> str:
        is_short = len(word.lower) < 3 or "." in word.text or word.lower in self.lists["suffixes"]
        is_shouted = word.text.isupper() and not is_short
        return self.cutter.spelt.get(word.lower, word.text.capitalize()) if is_shouted else word.text


@functools.cache
def _load_shapes() -> tuple[tuple[str, ...], tuple[str, ...]]:
    """How surnames begin, and how they end, that are known by their shape."""
    shapes = load_lists()["shapes"]
    return (tuple(shape[:-1] for shape in shapes if shape.endswith("-")),
            tuple(shape[1:] for shape in shapes if shape.startswith("-")))

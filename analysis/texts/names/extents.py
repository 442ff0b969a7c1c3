"""Where the name in a run of capitalised words begins and ends: "Former MP Ada Lowe" is "Ada Lowe"."""

from __future__ import annotations

import functools
from collections.abc import Sequence

from analysis.texts.names.lists import load_lists
from analysis.texts.names.titles import find_title, is_role
from analysis.texts.names.wording import COURTESY, STOPPED, Run, Word

_LONGEST_UNBROKEN = 4  # words of a name without a headline glued to it
VERB_ENDINGS = ("s", "ed")  # of headlines


class NameCutter:
    """Cuts the name out of a run.

    Parameters
    ----------
    words : sequence of Word
        The article's words.

    Examples
    --------
    >>> from analysis.texts.names.wording import find_runs, read_words
    >>> from analysis.texts.tokens import split_sentences
    >>> plain = "But NATO Secretary-General Ada Lowe smiled."
    >>> words = read_words(plain, split_sentences(plain))
    >>> NameCutter(words).cut(find_runs(words)[0])
    Run(first=3, end=5)
    """

    def __init__(self, words: Sequence[Word]):
        self.words, self.lists = words, load_lists()

    @functools.cached_property
    def spelt(self) -> dict[str, str]:
        """How each word is first spelt where it is not all in capitals."""
        return {word.lower: word.text for word in reversed(self.words) if not word.text.isupper()}

    def cut(self, run: Run) -> Run:
        """A run without openers, titles, roles, peoples and parties before its name, and without what follows it."""
        first, end = run
        while first < end and not self._is_surname_behind_title(first, run) and self._is_before_name(first, end):
            first += 1
        if self.words[run.first].in_capitals or end - first >= _LONGEST_UNBROKEN:
            first = next((at for at in range(first, end - 1) if self.is_first_name(at)), first)
        if end - first > 2 and self.is_known_pair(end - 2):
            first = end - 2
        first = self._skip_role_inside(first, end)
        opens = end - first > 2 and self.words[first].opens and not self.is_first_name(first)
        if opens and self.is_first_name(first + 1):  # "Yesterday Ada Lowe"
            first += 1
        return Run(first, self._find_end(first, end))

    def is_first_name(self, at: int) -> bool:
        """Whether a word is a first name and hardly anything else."""
        return self.words[at].lower in self.lists["sure_first_names"]

    def is_known_pair(self, at: int) -> bool:
        """Whether a first name and the well-known surname that it belongs to stand at a word."""
        given = self.lists.given.get(self.words[at + 1].lower)
        return given is not None and self.lists.are_one_name(given, self.words[at].lower)

    def is_abbreviation(self, at: int) -> bool:
        """Whether a word is in capitals as "NATO" is, and not as "LIZ", "J.K." and "PUTIN" are."""
        word, lists = self.words[at], self.lists
        if not word.text.isupper() or len(word.text) == 1 or "." in word.text or word.in_capitals:
            return False
        is_name = word.lower in lists["first_names"] or word.lower in lists["suffixes"] or word.lower in lists.given
        return not (is_name or lists.is_initial(word.lower) or word.lower in self.spelt)

    def may_be_verb(self, at: int) -> bool:
        """Whether a first name may open a question rather: "Will Putin fall?" """
        return self.words[at].opens and self.words[at].lower in self.lists["names_and_verbs"]

    def _is_surname_behind_title(self, at: int, run: Run) -> bool:
        """Whether a word closes a run behind "Mr" or an office: a surname, whatever else it means ("Mr King")."""
        if at != run.end - 1 or at == run.first:
            return False
        is_surname_too = self.words[at].lower in self.lists["roles_and_surnames"]
        return self.words[at - 1].lower in COURTESY or is_surname_too and find_title(self.words, at) < at

    def _is_before_name(self, at: int, end: int) -> bool:
        lists, word = self.lists, self.words[at]
        if word.lower in lists["before_names"] or is_role(word) or self.is_abbreviation(at):
            return True
        if word.lower in lists["before_offices"]:
            follows_of = at > 0 and self.words[at - 1].lower in {"of", "for"}  # "Secretary of State"
            return follows_of or at + 1 < end and self._is_before_name(at + 1, end)
        if word.lower in lists["first_names"]:
            return at + 1 < end and self.may_be_verb(at) and self._is_known(at + 1) and not self.is_known_pair(at)
        return word.lower in lists["openers"]

    def _is_known(self, at: int) -> bool:
        """Whether a word is a well-known surname or a place."""
        return self.words[at].lower in self.lists.given or self.words[at].lower in self.lists["places"]

    def _skip_role_inside(self, first: int, end: int) -> int:
        """Behind the last role of a run: "Meta CEO Mark Lowe"; but "Stephen King" keeps his."""
        inside = [at for at in range(first + 1, end - 1) if is_role(self.words[at])]
        if inside and (not self.is_first_name(first) or self.words[inside[-1]].lower in STOPPED):
            return inside[-1] + 1
        return first

    def _find_end(self, first: int, end: int) -> int:
        """A name's end: of more words than a name has, and in a headline before a verb, the second is the last."""
        end = next((at for at in range(first + 2, end) if self.is_abbreviation(at)), end)
        at = first + 2
        if end <= at or not self.is_first_name(first):
            return end
        is_verb = self.words[first].in_capitals and self.words[at].lower.endswith(VERB_ENDINGS) \
            and not self.words[at - 1].lower.endswith("s")
        n_capitals = sum(word.is_capital for word in self.words[first:end])
        return at if is_verb or n_capitals > _LONGEST_UNBROKEN else end

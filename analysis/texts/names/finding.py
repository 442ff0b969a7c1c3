"""Every mention of a person in an article: where it stands, whom it means and by which form of naming.

What is decided here: a title belongs to the mention ("President Ada Lowe" is a full name), a possessive "'s" does not;
words inside a compound ("post-Putin") are no mention; pronouns and epithets ("the tyrant") are no names.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from analysis.texts.names.beside import read_beside
from analysis.texts.names.lists import load_lists
from analysis.texts.names.persons import Register
from analysis.texts.names.recognition import recognise_persons
from analysis.texts.names.roles import Found, find_roles
from analysis.texts.names.titles import find_title, name_role
from analysis.texts.names.wording import Run, Word, is_joined, read_words
from analysis.texts.spans import SpanIndex
from analysis.texts.tokens import normalise_text
from analysis.texts.voices.mentions import Mention
from analysis.texts.voices.passages import Passage, Voices

_TIME_BEFORE = frozenset(
    "in since until till by last next early late mid of this during from between before after each every".split())
_AFTER_MAY = frozenset("i we you he she they it the a an god his her their".split())
_VERBS = frozenset("said says told is was has had will would wants and who".split())
_NICKNAMED = frozenset("nicknamed dubbed known called nickname".split())
_UNTITLED = {"surname", "first_name"}


class Name(NamedTuple):
    """A mention of a person: the fullest name the article gives, the form used, and where it stands."""

    start: int
    end: int
    person: str
    form: str
    part: str
    voice: str


def find_names(text: str, voices: Voices) -> list[Name]:
    """Find every mention of a person, by the form of naming.

    Parameters
    ----------
    text : str
        The canonical text.
    voices : Voices
        What ``read_voices`` made of it.

    Returns
    -------
    list of Name
        In order, without overlaps; the longest match wins. ``form`` is full_name, surname, title_and_surname (also
        where custom puts the title before a first name, "Sir Keir"), first_name, nickname or role. Empty text gives an
        empty list.

    Examples
    --------
    >>> from analysis.texts.voices.passages import read_voices
    >>> text = "President Ada Lowe’s aides left. “Ada is brave,” Ms Lowe’s brother said. The president smiled."
    >>> for name in find_names(text, read_voices(text)):
    ...     print(text[name.start:name.end], name.form, name.voice)
    President Ada Lowe full_name narration
    Ada first_name direct
    Ms Lowe title_and_surname narration
    The president role narration
    """
    words = read_words(normalise_text(text), voices.sentences)
    speakers = {passage.speaker.split()[-1].lower() for passage in voices.passages if passage.speaker_kind == "named"}
    register = recognise_persons(words, speakers)
    found = _NameFinder(words, register).find()
    if _learn_nicknames(words, voices.mentions, found, register):
        found = _NameFinder(words, register).find()
    for name in found:
        name.person.roles |= {*read_beside(words, name.bare, name.end).roles}
    places = SpanIndex(voices.passages)
    both = sorted([*found, *find_roles(words, found)], key=lambda name: name.first)
    return [_make_name(words, name, places) for name in both]


def _make_name(words: Sequence[Word], name: Found, places: SpanIndex[Passage]) -> Name:
    start, end = words[name.first].start, words[name.end - 1].end
    passage = places.at(start)
    return Name(start, end, name.person.full_name, name.form, passage.part, passage.voice)


def _learn_nicknames(words: Sequence[Word], mentions: Sequence[Mention], found: Sequence[Found],
                     register: Register) -> bool:
    """Give each nickname in quotation marks to the person named before it in its sentence; say if there was any."""
    starts, firsts = [word.start for word in words], [name.first for name in found]
    learnt = False
    for mention in mentions:
        first, end = bisect_left(starts, mention.start), bisect_left(starts, mention.end)
        place = bisect_left(firsts, first) - 1
        if mention.kind != "nickname" or place < 0 or first == end:
            continue
        name = found[place]
        between = {word.lower for word in words[name.end:first]}
        if words[name.first].sentence == words[first].sentence and between & _NICKNAMED:
            register.call(tuple(word.lower for word in words[first:end]), name.person, "nickname")
            learnt = True
    return learnt


class _NameFinder:
    """Looks for whatever a register's persons may be called."""

    def __init__(self, words: Sequence[Word], register: Register):
        self.words, self.register, self.lists = words, register, load_lists()
        self._in_small_letters = {word.lower for word in words if not word.is_capital}
        self._ends: dict[int, int] = {}  # where the run of capitals ends that a word stands in

    def find(self) -> list[Found]:
        """The mentions by name, in order, the longest first where several begin at a word."""
        found: list[Found] = []
        taken = 0
        for at in self.register.find_beginnings([word.lower for word in self.words]):
            name = self._match(at, taken) if at >= taken else None
            if name is not None:
                found.append(name)
                taken = name.end
        return found

    def _match(self, at: int, taken: int) -> Found | None:
        longest = self.register.measure_longest(self.words[at].lower)
        for end in range(min(at + longest, len(self.words)), at, -1):
            key = tuple(word.lower for word in self.words[at:end])
            if key in self.register.called and self._is_written_as_name(Run(at, end)):
                first = max(taken, find_title(self.words, at))
                person, form = self.register.resolve(key, at, name_role(self.words[first:at]))
                if self._is_name(Run(at, end), form, first < at):
                    is_titled = first < at and form in _UNTITLED
                    return Found(first, end, person, "title_and_surname" if is_titled else form, at)
        return None

    def _is_written_as_name(self, run: Run) -> bool:
        """Whether words are one phrase with capitals; a particle may be small ("Ursula von der Leyen")."""
        words, particles = self.words[slice(*run)], self.lists["particles"]
        is_joint = all(is_joined(self.words, at) for at in range(run.first + 1, run.end))
        return is_joint and words[-1].is_capital and all(word.is_capital or word.lower in particles for word in words)

    def _is_name(self, run: Run, form: str, has_title: bool) -> bool:
        if self._is_in_longer_name(run, form):
            return False
        return has_title or run.end > run.first + 1 or not (self._is_month(run) or self._is_word(run, form))

    def _is_word(self, run: Run, form: str) -> bool:
        """Whether a name that is a word too may be one here: where a sentence begins, or all words have capitals."""
        word = self.words[run.first]
        is_listed = word.lower in self.lists["names_and_words"] and (form != "surname" or word.in_capitals)
        is_word = is_listed or word.lower in self._in_small_letters
        has_verb = is_joined(self.words, run.end) and self.words[run.end].lower in _VERBS
        return is_word and (word.in_capitals or word.opens and not has_verb)

    def _is_month(self, run: Run) -> bool:
        """Whether a name is a month or a verb here: "in May", "May 5", "May I"."""
        word = self.words[run.first]
        if word.lower not in self.lists["months"]:
            return False
        before = self.words[run.first - 1] if run.first else word
        behind = self.words[run.end] if run.end < len(self.words) else word
        has_day = before.text[0].isdigit() or behind.text[0].isdigit()
        return has_day or before.lower in _TIME_BEFORE or word.opens and behind.lower in _AFTER_MAY

    def _is_in_longer_name(self, run: Run, form: str) -> bool:
        """Whether the words are a part of another name: "Putin Street", "Operation Lowe", "Frost & Sons"."""
        lists, gap = self.lists, self.words[run.end].gap if run.end < len(self.words) else ""
        if " & " in {gap, self.words[run.first].gap} or self._is_led_into(run, form):
            return True
        if self.words[run.first].in_capitals:
            return False
        rest = self._read_rest(run.end)
        is_part = form in {"first_name", "nickname"} and run.end == run.first + 1  # "Vladimir Oblast"
        return any(word.lower in lists["things"] or is_part and not self._begins_anew(word) for word in rest)

    def _begins_anew(self, word: Word) -> bool:
        """Whether a capitalised word behind a name goes on with something else: a people or a place."""
        return word.lower in self.lists["peoples"] or word.lower in self.lists["places"]

    def _is_led_into(self, run: Run, form: str) -> bool:
        """Whether the capitalised word before makes it another name."""
        if not is_joined(self.words, run.first) or not self.words[run.first - 1].is_capital:
            return False
        before, lists = self.words[run.first - 1], self.lists
        is_brand = f"{before.lower} {self.words[run.first].lower}" in lists["brands"]
        is_other = form != "full_name" and before.lower in lists["sure_first_names"]
        return is_brand or not before.opens and (is_other or before.lower in lists["before_things"])

    def _read_rest(self, first: int) -> Sequence[Word]:
        """The capitalised words that a name is joined with behind."""
        if first not in self._ends:
            end = first
            while is_joined(self.words, end) and self.words[end].is_capital \
                    and self.words[end].lower not in self.lists["never_surnames"]:
                end += 1
            self._ends |= dict.fromkeys(range(first, end + 1), end)
        return self.words[first:self._ends[first]]

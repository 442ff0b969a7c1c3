"""The persons of an article: their full names, what they are called, and their pronouns.

A name is a run of capitalised words. What the rules know of names, titles, institutions and places is data
(``data/speakers.toml``).
"""

from __future__ import annotations

import functools
import itertools
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from analysis.texts.tokens import normalise_text

_WORDS_FILE = Path(__file__).parents[2] / "data" / "speakers.toml"
_NAME = r"[A-Z](?:[\w'-]{0,60}[a-z][\w-]*|[A-Z]+[a-z]*|\.)"  # what all begin with comes first: quickly passed over
_GAP = r"[^\S\n]+"  # a name does not run over a line end
NAMES = re.compile(rf"{_NAME}(?:{_GAP}(?:(?:de|van|von|der|bin|al|el|di|da|le|la|del|dos){_GAP})?{_NAME})*")
_POSSESSIVE = re.compile(r"'s?$")
_SENTENCE_OPENERS = frozenset(
    "the a an but and or so yet now even then only when while as if after before since although though in on at for by "
    "with from under over that this these those another one both also still however meanwhile according speaking why "
    "how what who where there here not no yes last next like unlike despite during until because whether his her their "
    "its".split())
_CLAUSE_MARK = re.compile(r"[.,;:!?\n\"]")
_APPOSITION = re.compile(r"(?:\s\(\w+\))?\s?[,–—(]([^,–—;.\n]*)")
_MALE_TITLE = re.compile(r"\b(?:mr|sir|lord)\b")
_FEMALE_TITLE = re.compile(r"\b(?:mrs|ms|miss|lady|dame)\b")
_CONTEXT_BEFORE, _CONTEXT_AFTER = 60, 90  # characters
_SHORTEST_KEY = 3  # letters of a first name or surname by which a person is known


@functools.cache
def load_words() -> dict[str, frozenset[str]]:
    """Load what is known of the words in a noun phrase that speaks: titles, institutions, places, first names."""
    data = tomllib.loads(_WORDS_FILE.read_text(encoding="utf-8"))
    return {key: frozenset(value.split()) for key, value in data.items() if key != "version"}


@dataclass
class People:
    """The persons of one article: full names by each of their words, the words around each name, and their pronouns.

    Built once from the text; only ``gender`` learns while the article is read, when a pronoun is resolved.
    """

    full: dict[str, str] = field(default_factory=dict)
    contexts: dict[str, list[str]] = field(default_factory=dict)
    gender: dict[str, str] = field(default_factory=dict)
    first_seen: dict[str, int] = field(default_factory=dict)

    @functools.cached_property
    def described(self) -> dict[str, set[str]]:
        """The words around each person's name, in lower case: what the person is called."""
        return {name: set(re.findall(r"[a-z]{3,}", " ".join(around).lower())) for name, around in self.contexts.items()}

    def expand(self, name: str) -> str:
        """The fullest form of a name: "Olga" and "Ms Lautman" become "Olga Lautman"."""
        return self.full.get(name.split()[-1].lower(), name)


def find_people(text: str, plain: str | None = None) -> People:
    """Collect the persons of an article from its runs of capitalised words; ``plain`` is its normalised text, if known.

    Examples
    --------
    >>> people = find_people("Journalist Ada Lowe wrote it. Lowe, an expert on tides, smiled.")
    >>> people.expand("Lowe"), sorted(people.described["Ada Lowe"] & {"journalist", "expert"})
    ('Ada Lowe', ['expert', 'journalist'])
    """
    people = People()
    plain = normalise_text(text) if plain is None else plain
    runs = [(match, strip_titles(_drop_possessive(match.group()))) for match in NAMES.finditer(plain)]
    for match, name in runs:
        _add_full_name(people, name, match.start())
    for match, name in runs:
        person = people.expand(name or match.group())
        if person in people.first_seen:
            _describe(people, person, plain, match)
    return people


def _drop_possessive(run: str) -> str:
    return _POSSESSIVE.sub("", run) if "'" in run else run


def strip_titles(run: str) -> str:
    """Drop the titles and openers that stand before a name: "But Prime Minister Ada Lowe" is "Ada Lowe".

    Examples
    --------
    >>> strip_titles("But Prime Minister Ada Lowe")
    'Ada Lowe'
    """
    before_name = _load_before_names()
    if run.isalpha():  # one word: the title itself, or a name
        return "" if run.lower() in before_name else run
    return " ".join(itertools.dropwhile(lambda part: part.lower().rstrip(".") in before_name, run.split()))


@functools.cache
def _load_before_names() -> frozenset[str]:
    return load_words()["titles"] | _SENTENCE_OPENERS


def _add_full_name(people: People, run: str, at: int) -> None:
    """Take a run of two to four words that are no institution or place for a person's full name."""
    parts = run.split() if " " in run else []
    if not 2 <= len(parts) <= 4:
        return
    words = load_words()
    lowered = [part.lower() for part in parts]
    if any(part in words["institutions"] or part in words["places"] for part in lowered):
        return
    name = " ".join(part.capitalize() if part.isupper() and len(part) > 2 else part for part in parts)
    people.first_seen.setdefault(name, at)
    for key in (lowered[-1], lowered[0]):
        if len(key) >= _SHORTEST_KEY:
            people.full.setdefault(key, name)
    if lowered[0] in words["female_names"]:
        people.gender.setdefault(name, "f")
    elif lowered[0] in words["male_names"]:
        people.gender.setdefault(name, "m")


def _describe(people: People, person: str, plain: str, match: re.Match) -> None:
    """Learn what a person is called around the name: "the journalist Ada Lowe, an expert on tides"."""
    before, after = _read_around(plain, match)
    people.contexts.setdefault(person, []).append(f"{before} {after}")
    if _MALE_TITLE.search(before.lower()):
        people.gender[person] = "m"
    elif _FEMALE_TITLE.search(before.lower()):
        people.gender[person] = "f"


def _read_around(plain: str, match: re.Match) -> Iterator[str]:
    """The words before a name in its clause, with the name, and those of an apposition behind it."""
    before = plain[max(0, match.start() - _CONTEXT_BEFORE):match.start()]
    yield _CLAUSE_MARK.split(before)[-1] + match.group()
    apposition = _APPOSITION.match(plain, match.end(), match.end() + _CONTEXT_AFTER)
    yield apposition.group(1) if apposition else ""

"""Who speaks: resolve the subject of a reporting clause to the fullest name the article gives, and say of what kind.

Pronouns go to the last speaker or the last person a sentence was about; a first name or surname to its full name; a
definite role ("the Russian journalist") to the person so described; a role that opens a story ("a former aide") to
the person whom the next paragraph introduces, as news leads do.
"""

from __future__ import annotations

import functools
import re
import tomllib
from dataclasses import dataclass, field
from pathlib import Path

from analysis.texts.tokens import normalise_text

_WORDS_FILE = Path(__file__).parents[2] / "data" / "speakers.toml"
_NAME = r"[A-Z][\w'-]*[a-z][\w-]*|[A-Z]{2,}[a-z]*|[A-Z]\."
_RUN = re.compile(rf"(?:{_NAME})(?:\s+(?:(?:de|van|von|der|bin|al|el|di|da|le|la|del|dos)\s+)?(?:{_NAME}))*")
_HEAD_END = re.compile(r"\s(?:from|of|at|in|with|for|on|who|whose|which|to|by|turned|near|inside|after|also)\s|[,(–—]|\s-\s|\s'?s?$", re.IGNORECASE)
_FEMALE, _MALE = {"she", "her", "herself"}, {"he", "his", "him", "himself"}
_SENTENCE_OPENERS = frozenset(
    "the a an but and or so yet now even then only when while as if after before since although though in on at for by with "
    "from under over that this these those another one both also still however meanwhile according speaking why how what who "
    "where there here not no yes last next like unlike despite during until because whether his her their its".split())
UNNAMED = "unnamed"


@functools.cache
def _load_words() -> dict[str, frozenset[str]]:
    data = tomllib.loads(_WORDS_FILE.read_text(encoding="utf-8"))
    return {key: frozenset(value.split()) for key, value in data.items() if key != "version"}


@dataclass
class People:
    """The persons of one article: full names by each of their words, what they are called, and their pronouns.

    Built once from the text; it is the only thing here that remembers, and lives as long as one article's reading.
    """

    full: dict[str, str] = field(default_factory=dict)
    described: dict[str, set[str]] = field(default_factory=dict)
    gender: dict[str, str] = field(default_factory=dict)
    first_seen: dict[str, int] = field(default_factory=dict)

    def expand(self, name: str) -> str:
        """The fullest form of a name: "Olga" and "Ms Lautman" become "Olga Lautman"."""
        return self.full.get(name.split()[-1].lower(), name)


def find_people(text: str) -> People:
    """Collect the persons of an article from its runs of capitalised words.

    Examples
    --------
    >>> people = find_people("Journalist Ada Lowe wrote it. Lowe, an expert on tides, smiled.")
    >>> people.expand("Lowe"), sorted(people.described["Ada Lowe"] & {"journalist", "expert"})
    ('Ada Lowe', ['expert', 'journalist'])
    """
    people = People()
    plain = normalise_text(text)
    words = _load_words()
    for match in _RUN.finditer(plain):
        name = _strip_titles(re.sub(r"'s?$", "", match.group()))
        parts = name.split()
        lowered = {part.lower() for part in parts}
        if not 2 <= len(parts) <= 4 or lowered & (words["institutions"] | words["places"]):
            continue
        name = " ".join(part.capitalize() if part.isupper() and len(part) > 2 else part for part in parts)
        people.first_seen.setdefault(name, match.start())
        for key in (parts[-1].lower(), parts[0].lower()):
            if len(key) > 2:
                people.full.setdefault(key, name)
        if parts[0].lower() in words["female_names"] | words["male_names"]:
            people.gender.setdefault(name, "f" if parts[0].lower() in words["female_names"] else "m")
    for match in _RUN.finditer(plain):
        name = people.expand(_strip_titles(re.sub(r"'s?$", "", match.group())) or match.group())
        if name in people.first_seen:
            before = re.split(r"[.,;:!?\n\"]", plain[max(0, match.start() - 60):match.start()])[-1] + match.group()
            after = plain[match.end():match.end() + 90].split("\n")[0]
            apposition = re.match(r"(?:\s\(\w+\))?\s?[,–—(]([^,–—;.\n]*)", after)
            about = before + " " + (apposition.group(1) if apposition else "")
            people.described.setdefault(name, set()).update(re.findall(r"[a-z]{3,}", about.lower()))
            if re.search(r"\b(?:mr|sir|lord)\b", before.lower()):
                people.gender[name] = "m"
            elif re.search(r"\b(?:mrs|ms|miss|lady|dame)\b", before.lower()):
                people.gender[name] = "f"
    return people


def _strip_titles(run: str) -> str:
    parts = run.split()
    titles = _load_words()["titles"]
    while parts and parts[0].lower().rstrip(".") in titles | _SENTENCE_OPENERS:
        parts.pop(0)
    return " ".join(parts)


@dataclass(frozen=True)
class Speaker:
    """A speaker's name or description, and its kind: named, role, anonymous, institution."""

    name: str
    kind: str


SOMEBODY = Speaker(UNNAMED, "anonymous")


def lower_headline(subject: str, people: People) -> str:
    """Undo a headline's capitals ("A Former Close Aide") in all words but known names, institutions and places."""
    words = _load_words()
    kept = people.full.keys() | words["institutions"] | words["places"]
    return " ".join(word if word.lower().strip(",.:;()") in kept else word.lower() for word in subject.split())


def resolve_speaker(subject: str, people: People, recent: list[Speaker]) -> Speaker:
    """Say who a reporting clause's subject is.

    Parameters
    ----------
    subject : str
        The noun phrase as it stands; the empty string when nobody is named ("is said to").
    people : People
        The article's persons; a pronoun that is resolved teaches their gender.
    recent : list of Speaker
        Who may be meant by a pronoun or a role, most recent first.

    Examples
    --------
    >>> people = find_people("Ada Lowe, a historian from Leeds, said: “Yes.” She added: “No.”")
    >>> resolve_speaker("She", people, [Speaker("Ada Lowe", "named")])
    Speaker(name='Ada Lowe', kind='named')
    >>> resolve_speaker("senior officials", people, [])
    Speaker(name='senior officials', kind='anonymous')
    """
    subject = " ".join(normalise_text(subject).replace('"', " ").split())
    lowered = subject.lower()
    if not subject:
        return SOMEBODY
    if lowered.split()[-1] in _FEMALE | _MALE and len(lowered.split()) <= 3:
        return _resolve_pronoun(lowered.split()[-1], people, recent)
    if lowered in {"they", "their", "it", "its", "i", "we", "many", "some", "most", "others"} or lowered.endswith(" they"):
        return recent[0] if recent and lowered in {"they", "their", "it", "its"} else Speaker(subject, "anonymous")
    subject = _TIME_BEFORE.sub("", subject)
    head = _HEAD_END.split(subject, maxsplit=1)[0].strip() or subject
    return _name_in(head, people) or _institution_in(subject, head, recent) or _name_in_apposition(subject, people) \
        or _resolve_role(subject, head, people, recent)


def _resolve_pronoun(pronoun: str, people: People, recent: list[Speaker]) -> Speaker:
    gender = "f" if pronoun in _FEMALE else "m"
    for speaker in recent:
        if speaker.kind in {"named", "role"} and people.gender.get(speaker.name, gender) == gender:
            people.gender.setdefault(speaker.name, gender)
            return speaker
    return Speaker(pronoun, "anonymous") if not recent else recent[0]


def _name_in(head: str, people: People) -> Speaker | None:
    """The name that a noun phrase ends with: "Russia expert Olga Lautman", "Mr Zygar", "Gallyamov"."""
    runs = list(_RUN.finditer(head))
    if not runs or runs[-1].end() < len(head.rstrip(" '")):
        return None
    run = _strip_titles(runs[-1].group())
    words = _load_words()
    parts = run.lower().split()
    if not parts or set(parts) & words["institutions"] or parts[-1] in words["places"]:
        return None
    full = people.expand(run)
    if full in people.first_seen:
        return Speaker(full, "named")
    is_title = run != runs[-1].group() or head != runs[-1].group()
    return Speaker(run, "named") if not run.isupper() and (len(parts) > 1 or is_title) else None


def _institution_in(subject: str, head: str, recent: list[Speaker]) -> Speaker | None:
    words = _load_words()
    kinds = words["institutions"] | words["places"]
    name = re.sub(r"^(?:even |but |and )?(?:the |an? )?", "", _HEAD_END_SOFT.split(subject)[0], flags=re.IGNORECASE)
    tail = [part.lower().strip("'") for part in head.split()]
    if not tail:
        return None
    if tail[-1] in kinds or (len(tail) > 1 and tail[-2] in kinds and tail[-1] == "alone") \
            or (head.split()[-1].isupper() and len(tail[-1]) > 1 and tail[-1] not in words["titles"]):
        named = next((s for s in recent if s.kind == "institution" and name.islower() and name in s.name.lower()), None)
        return named or Speaker(name.removesuffix(" alone"), "institution")
    single = head.split()[-1]
    unknown_name = len(tail) == 1 and single[0].isupper() and tail[0] not in words["anonymous"]
    return Speaker(single, "named") if unknown_name else None


_TIME_BEFORE = re.compile(
    r"^(?:(?:on|in|by|since)\s+(?:\d+\s+)?[A-Z]\w+(?:\s+\d+)?|(?:last|this|next)\s+\w+|earlier|later|yesterday|today)\s+(?=\w)", re.IGNORECASE)
_HEAD_END_SOFT = re.compile(r"\s(?:from|at|in|with|for|on|who|whose|which|to|by)\s|[,(–—]")


def _name_in_apposition(subject: str, people: People) -> Speaker | None:
    """The bare name in "the former general, Andrei Kartapolov, said"."""
    for piece in re.split(r"[,(–—]", subject)[1:]:
        full = people.expand(piece.strip()) if piece.strip() else ""
        if full and full in people.first_seen and piece.strip() in {full, full.split()[-1]}:
            return Speaker(full, "named")
    return None


def _resolve_role(subject: str, head: str, people: People, recent: list[Speaker]) -> Speaker:
    words = head.lower().split()
    noun = words[-1]
    plural = noun in _load_words()["anonymous"] or (noun.endswith("s") and not noun.endswith("ss"))
    if plural or words[0] in {"many", "some", "several", "most", "few", "more", "those", "two", "three", "dozens", "thousands"}:
        return Speaker(_drop_article(subject), "anonymous")
    if words[0] in {"the", "his", "her", "this", "that"}:
        so_called = [speaker for speaker in recent if noun in people.described.get(speaker.name, ())
                     or (speaker.kind == "role" and noun in speaker.name.lower().split())]
        if so_called:
            return so_called[0]
        known = [name for name, about in people.described.items() if noun in about]
        if len(known) == 1:
            return Speaker(known[0], "named")
    return Speaker(_drop_article(head), "role")


def _drop_article(phrase: str) -> str:
    phrase = re.split(r"\s(?:who|which|in|at|on|from)\s|[,(–—]", phrase)[0]
    return re.sub(r"^(?:the|a|an|one|another|some)\s", "", phrase, flags=re.IGNORECASE).strip()

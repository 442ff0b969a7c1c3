"""Who speaks: resolve the subject of a reporting clause to the fullest name the article gives, and say of what kind.

Pronouns go to the last speaker or the last person a sentence was about; a first name or surname to its full name; a
definite role ("the Russian journalist") to the person so described; a role that opens a story ("a former aide") to
the person whom the next paragraph introduces, as news leads do.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from analysis.texts.tokens import normalise_text
from analysis.texts.voices.people import NAMES, People, load_words, strip_titles

# Where the head of a noun phrase ends: "a former aide" of "a former aide of the mayor, now in Leeds".
_HEAD_END = re.compile(
    r"\s(?:from|of|at|in|with|for|on|who|whose|which|to|by|turned|near|inside|after|also)\s|[,(–—]|\s-\s|\s'?s?$",
    re.IGNORECASE)
_INSTITUTION_END = re.compile(r"\s(?:from|at|in|with|for|on|who|whose|which|to|by)\s|[,(–—]")  # "of" is in the name
_ROLE_END = re.compile(r"\s(?:who|which|in|at|on|from)\s|[,(–—]")
_APPOSITION = re.compile(r"[,(–—]")
_ARTICLE = re.compile(r"^(?:the|a|an|one|another|some)\s", re.IGNORECASE)
_BEFORE_INSTITUTION = re.compile(r"^(?:even |but |and )?(?:the |an? )?", re.IGNORECASE)
_DESCRIBES_NAME = re.compile(
    r"^.*\b(?!(?:of|for|and|the|in|on)\b)[a-z][\w-]*\s(?=[A-Z][\w-]*(?:\s(?:(?:of|for|and)\s)?[A-Z][\w-]*)*$)")
_FOCUS_BEHIND = re.compile(r"(?<=\w)\s(?:alone|too|himself|herself|itself|themselves)$", re.IGNORECASE)
_TIME_BEFORE = re.compile(
    r"^(?:(?:on|in|by|since)\s+(?:\d+\s+)?[A-Z]\w+(?:\s+\d+)?|(?:last|this|next)\s+\w+|earlier|later|yesterday|today)"
    r"\s+(?=\w)", re.IGNORECASE)

_FEMALE, _MALE = frozenset({"she", "her", "herself"}), frozenset({"he", "his", "him", "himself"})
_SINGULAR = _FEMALE | _MALE
_LONGEST_WITH_PRONOUN = 3  # words ("and then he")
_REFER_BACK = frozenset({"they", "their", "it", "its"})
_THING = frozenset({"it", "its"})
_NOBODY_KNOWN = frozenset({"i", "we", "many", "some", "most", "others"})
_SINGLE_PRONOUNS = _REFER_BACK | _NOBODY_KNOWN
_QUANTIFIERS = frozenset(
    "many some several most few more those two three four five six seven eight nine ten dozens scores hundreds "
    "thousands millions".split())
_DEFINITE = frozenset({"the", "his", "her", "this", "that"})
UNNAMED = "unnamed"


@dataclass(frozen=True)
class Speaker:
    """A speaker's name or description, and its kind: named, role, anonymous, institution."""

    name: str
    kind: str


SOMEBODY = Speaker(UNNAMED, "anonymous")


def lower_headline(subject: str, people: People) -> str:
    """Undo a headline's capitals in all words but known names, institutions and places.

    Examples
    --------
    >>> from analysis.texts.voices.people import find_people
    >>> lower_headline("A Former Aide of Lowe", find_people("Ada Lowe left."))
    'a former aide of Lowe'
    """
    words = load_words()
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

    Returns
    -------
    Speaker
        A person by the full name, an institution, a role, or an anonymous source by the words that describe it.

    Examples
    --------
    >>> from analysis.texts.voices.people import find_people
    >>> people = find_people("Ada Lowe, a historian from Leeds, said: “Yes.” She added: “No.”")
    >>> resolve_speaker("She", people, [Speaker("Ada Lowe", "named")])
    Speaker(name='Ada Lowe', kind='named')
    >>> resolve_speaker("senior officials", people, [])
    Speaker(name='senior officials', kind='anonymous')
    """
    plain = subject if subject.isascii() and "'" not in subject else normalise_text(subject)
    subject = " ".join(plain.replace('"', " ").split())
    if not subject:
        return SOMEBODY
    subject = _FOCUS_BEHIND.sub("", subject)
    if _is_pronoun(subject):
        return _resolve_pronoun(subject, people, recent)
    subject = _TIME_BEFORE.sub("", subject)
    head = _HEAD_END.split(subject, maxsplit=1)[0].strip() or subject
    return (_find_name(head, people) or _find_institution(subject, head, recent) or _find_unknown_name(head)
            or _find_name_in_apposition(subject, people) or _resolve_role(subject, head, people, recent))


# -- pronouns -------------------------------------------------------------------------------------------------------

def _is_pronoun(subject: str) -> bool:
    """Whether a subject is a pronoun, maybe after a word or two ("and then he")."""
    words = subject.lower().split()
    is_person = words[-1] in _SINGULAR and len(words) <= _LONGEST_WITH_PRONOUN
    return is_person or words[-1] == "they" or (len(words) == 1 and words[0] in _SINGLE_PRONOUNS)


def _resolve_pronoun(subject: str, people: People, recent: list[Speaker]) -> Speaker:
    """Who a pronoun means: "he" the last person who may be a man, "they" and "it", standing alone, who spoke last."""
    pronoun = subject.lower().split()[-1]
    if pronoun not in _SINGULAR:
        is_somebody = recent and subject.lower() in _REFER_BACK
        return recent[0] if is_somebody else SOMEBODY if subject.lower() in _THING else Speaker(subject, "anonymous")
    gender = "f" if pronoun in _FEMALE else "m"
    for speaker in recent:
        if speaker.kind in {"named", "role"} and people.gender.get(speaker.name, gender) == gender:
            people.gender.setdefault(speaker.name, gender)
            return speaker
    return recent[0] if recent else Speaker(pronoun, "anonymous")


# -- names ----------------------------------------------------------------------------------------------------------

def _find_name(head: str, people: People) -> Speaker | None:
    """The name that a noun phrase ends with: "tide expert Ada Lowe", "Mr Frost", "Lowe"."""
    *_, last = [None, *NAMES.finditer(head)]
    if last is None or last.end() < len(head.rstrip(" '")):
        return None
    name, words = strip_titles(last.group()), load_words()
    parts = name.lower().split()
    if not parts or {*parts} & words["institutions"] or parts[-1] in words["places"]:
        return None
    full = people.expand(name)
    if full in people.first_seen:
        return Speaker(full, "named")
    stands_alone = name == last.group() == head
    is_name = not name.isupper() and (len(parts) > 1 or not stands_alone)
    return Speaker(name, "named") if is_name else None


def _find_institution(subject: str, head: str, recent: list[Speaker]) -> Speaker | None:
    """An institution, a place or an abbreviation that a noun phrase ends with: "the ministry of health", "the BBC"."""
    name = _BEFORE_INSTITUTION.sub("", _INSTITUTION_END.split(subject)[0])
    last = head.split()[-1:]
    if not last or not _is_institution(last[0]):
        return None
    name = _DESCRIBES_NAME.sub("", name)  # "the Soviet news agency TASS"
    named = (speaker for speaker in recent if speaker.kind == "institution" and name in speaker.name.lower())
    named_before = next(named, None) if name.islower() else None
    return named_before or Speaker(name, "institution")


def _is_institution(word: str) -> bool:
    """Whether a word is a known institution or place, or an abbreviation that is no title."""
    words, lowered = load_words(), word.lower().strip("'")
    is_abbreviation = word.isupper() and len(lowered) > 1 and lowered not in words["titles"]
    return lowered in words["institutions"] or lowered in words["places"] or is_abbreviation


def _find_unknown_name(head: str) -> Speaker | None:
    """A single capitalised word, which is no "Experts" at the sentence's beginning."""
    is_single = len(head.split()) == 1
    is_name = is_single and head[0].isupper() and head.lower().strip("'") not in load_words()["anonymous"]
    return Speaker(head, "named") if is_name else None


def _find_name_in_apposition(subject: str, people: People) -> Speaker | None:
    """The bare name in "the former general, Ben Frost, said"."""
    for piece in _APPOSITION.split(subject)[1:]:
        name = piece.strip()
        full = people.expand(name) if name else ""
        if full in people.first_seen and name in {full, full.split()[-1]}:
            return Speaker(full, "named")
    return None


# -- roles ----------------------------------------------------------------------------------------------------------

def _resolve_role(subject: str, head: str, people: People, recent: list[Speaker]) -> Speaker:
    """A plural is anonymous; "the historian" is the person so called, lately or anywhere; any other role is itself."""
    words = head.lower().split()
    noun = words[-1]
    is_plural = noun in load_words()["anonymous"] or (noun.endswith("s") and not noun.endswith("ss"))
    if is_plural or words[0] in _QUANTIFIERS:
        return Speaker(_drop_article(subject), "anonymous")
    described = _find_described(noun, people, recent) if words[0] in _DEFINITE else None
    return described or Speaker(_drop_article(head), "role")


def _find_described(noun: str, people: People, recent: list[Speaker]) -> Speaker | None:
    """The latest speaker whom a noun describes, or else the only person in the article."""
    for speaker in recent:
        is_same_role = speaker.kind == "role" and noun in speaker.name.lower().split()
        if is_same_role or noun in people.described.get(speaker.name, ()):
            return speaker
    known = [name for name, about in people.described.items() if noun in about]
    return Speaker(known[0], "named") if len(known) == 1 else None


def _drop_article(phrase: str) -> str:
    """A role or group by itself: "former aide" of "a former aide who left in May"."""
    return _ARTICLE.sub("", _ROLE_END.split(phrase)[0]).strip()

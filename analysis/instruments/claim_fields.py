"""What a downfall claim says: role, mechanism, polarity, whether it is conditional, certainty, horizon.

The codebook's section on claims defines the values. Certainty is that of the words inside an attribution: who believes
it stands in voice and speaker, unless the speaker says so of himself ("I believe").
"""

from __future__ import annotations

import functools
import math
from collections.abc import Sequence
from itertools import accumulate
from typing import NamedTuple

from analysis.instruments.matches import Match, Matcher, prepare_matcher
from analysis.instruments.standing import is_negated
from analysis.lexicons import load_lexicon
from analysis.texts.tokens import Token

CERTAIN, VERY_LIKELY, LIKELY = 5.0, 4.0, 3.0
_CONDITIONS = frozenset({"if", "unless", "until", "once", "assuming"})
_NO_CONDITION = frozenset("surprised wonder wonders asked know unclear see even as".split())
_CLAUSE_MARKS = frozenset(", ; — – :".split())
_ONLY = frozenset("chance prospect way solution hope route option".split())
_ASKING = frozenset({"whether", "if"})
_RESULTS = frozenset("mean involve bring lead cause end spell be come".split())
_NOT_KNOWN = frozenset("impossible unclear unknown unsure".split())
_DENYING = frozenset("hopeless unlikely mistake".split())
_DENYING_BEFORE = frozenset("rather instead never seldom lost".split())
_DIFFICULT = frozenset("hard difficult".split())
_VERY_LIKELY = (("most", "likely"), ("very", "likely"), ("set", "to"), ("poised", "to"), ("bound", "to"),
                ("about", "to"))
_EXPECTING = frozenset("expect expects expected believe believes believed think thinks see sees anymore".split())
_THINKING = frozenset("think believe expect suspect guess reckon".split())
_FIRST_PERSON = frozenset({"i", "we", "my", "our"})
_HORIZONS = (
    ("weeks", frozenset({"weeks", "fortnight"})),
    ("months", frozenset("months spring summer autumn winter christmas easter".split())),
    ("later", frozenset({"years", "decades", "decade", "eventually", "someday"})),
    ("soon", frozenset("soon imminent nigh days hours numbered shortly brink tomorrow monday tuesday wednesday "
                       "thursday friday".split())),
    ("now", frozenset({"finished", "forming", "resigns", "resigned"})),
)
_NEAR = 15  # tokens between a word of the fall and who brings it about
_PRIORITY = ("death_or_illness", "resignation", "military_coup", "palace_coup", "uprising", "defeat")
UNSPECIFIED, UNSTATED = "unspecified", "unstated"


class Fields(NamedTuple):
    """What a claim says (``corpus/CODEBOOK.md``); certainty is NaN for a condition and a question."""

    role: str
    mechanism: str
    polarity: str
    conditional: bool
    certainty: float
    horizon: str


def read_fields(tokens: Sequence[Token], events: Sequence[Match], hedges: Sequence[Match], text: str) -> Fields:
    """Read what a sentence with words of the fall says of it.

    Parameters
    ----------
    tokens, hedges : sequence
        The sentence's tokens, and its matches in ``hedges`` and ``boosters``.
    events : sequence of Match
        Its words of the fall.
    text : str
        The whole text.
    """
    words = [token.text for token in tokens]
    place = {token.start: number for number, token in enumerate(tokens)}
    at = [place[event.start] for event in events]
    role, conditional = _find_role(words, at)
    asks = "?" in words[-3:] or any(word == "whether" for word in words[:min(at)]) or not _NOT_KNOWN.isdisjoint(words)
    polarity = "open" if asks else "denies" if _is_denied(words, events, at) else "asserts"
    certainty = math.nan if role == "condition" or (polarity == "open" and "?" in words[-3:]) else (
        _grade(words, hedges, place))
    return Fields(role, _find_mechanism(tokens, text, at), polarity, conditional, certainty,
                  _find_horizon(words, [event.term for event in events]))


def inherit_fields(before: Fields, tokens: Sequence[Token], hedges: Sequence[Match], text: str) -> Fields:
    """Read a sentence that points back at a claim: its own polarity and certainty, the other's mechanism."""
    words = [token.text for token in tokens]
    place = {token.start: number for number, token in enumerate(tokens)}
    is_open = not _NOT_KNOWN.isdisjoint(words) or not _ASKING.isdisjoint(words) or "?" in words[-3:]
    denied = any(word in {"n't", "not", "never", "no"} for word in words)
    own = _find_mechanism(tokens, text)
    polarity = "open" if is_open else "denies" if denied else "asserts"
    certainty = 2.0 if is_open else _grade(words, hedges, place)
    return Fields("predicted", before.mechanism if own == UNSPECIFIED else own, polarity, False, certainty,
                  _find_horizon(words))


def _find_role(words: list[str], at: Sequence[int]) -> tuple[str, bool]:
    """Whether something else hangs on the fall (a condition), and whether the fall hangs on something else."""
    first = min(at)
    if not _ONLY.isdisjoint(words[:first]) and "only" in words[:first]:
        return "condition", False
    marks = [number for number, word in enumerate(words) if word in _CONDITIONS
             and _NO_CONDITION.isdisjoint(words[max(0, number - 1):number])]
    clauses = [*accumulate(word in _CLAUSE_MARKS for word in words)]
    conditions = {clauses[mark]: mark for mark in reversed(marks)}  # the first of each clause
    inside = [event for event in at if conditions.get(clauses[event - 1], event) < event]
    outside = [event for event in at if event not in inside]
    if inside and not outside:
        return "condition", False
    return "predicted", bool(marks) or "if" in words


def _is_denied(words: list[str], events: Sequence[Match], at: Sequence[int]) -> bool:
    denied = False
    turns_all = not _DENYING.isdisjoint(words) or _is_difficult(words)
    turns_behind = next((number for number, word in enumerate(words)  # not believed, not expected
                         if word in _DENYING_BEFORE or (word in _EXPECTING and is_negated(words, number))), len(words))
    for event, number in zip(events, at):
        turned = turns_all or turns_behind < number or is_negated(words, number)
        denied |= turned != (event.category == "survival")
    return denied


def _is_difficult(words: list[str]) -> bool:
    """Whether a sentence calls something difficult, or not easy."""
    return not _DIFFICULT.isdisjoint(words) or any(
        word == "easy" and is_negated(words, number) for number, word in enumerate(words))


def _grade(words: list[str], hedges: Sequence[Match], place: dict[int, int]) -> float:
    """The lowest certainty that the hedges leave, those that attribute left out; 4 for "most likely" and "set to"."""
    if any(pair in zip(words, words[1:]) for pair in _VERY_LIKELY):
        return VERY_LIKELY
    grades = []
    for hedge in hedges:
        if hedge.lexicon != "hedges" or hedge.category in ("approximator", "condition", "hearsay"):
            continue
        at = place[hedge.start]
        if hedge.category == "epistemic_verb" and _FIRST_PERSON.isdisjoint(words[max(0, at - 3):at]):
            continue
        grades.append(hedge.weight)
    says_of_himself = any(word in {"i", "we"} and after in _THINKING for word, after in zip(words, words[1:]))
    if says_of_himself or _is_difficult(words):
        grades.append(LIKELY)
    supposes = any(word == "would" and after in _RESULTS for word, after in zip(words, words[1:]))
    return min(grades, default=VERY_LIKELY if supposes else CERTAIN)


def _find_horizon(words: list[str], events: Sequence[str] = ()) -> str:
    if any(word.isdigit() and len(word) == 4 and word.startswith("20") for word in words) or (
            "year" in words and {"next", "a", "this"} & set(words)):
        return "year"
    if any(event.startswith("close to") for event in events) or ("near", "future") in zip(words, words[1:]):
        return "soon"
    return next((horizon for horizon, cues in _HORIZONS if not cues.isdisjoint(words)), UNSTATED)


@functools.cache
def _load_mechanisms() -> Matcher:
    return prepare_matcher(load_lexicon("mechanisms"))


def find_agents(tokens: Sequence[Token], text: str, at: Sequence[int] = ()) -> list[Match]:
    """Find who or what stands near the words of the fall (their tokens' numbers); anywhere, without such words.

    Examples
    --------
    >>> from analysis.texts.tokens import tokenise_words
    >>> [match.category for match in find_agents(tokenise_words("A mass uprising."), "A mass uprising.")]
    ['uprising']
    """
    place = {token.start: number for number, token in enumerate(tokens)}
    return [match for match in _load_mechanisms().match_tokens(tokens, text)
            if not at or min(abs(place[match.start] - event) for event in at) <= _NEAR]


def _find_mechanism(tokens: Sequence[Token], text: str, at: Sequence[int] = ()) -> str:
    found = {match.category for match in find_agents(tokens, text, at)}
    return next((mechanism for mechanism in _PRIORITY if mechanism in found), UNSPECIFIED)

"""The ledger of downfall claims: each sentence that predicts, denies or asks about a leader's fall, or hangs on it.

Words of the fall are a lexicon (``falls``), who falls a list of targets (``targets.csv``, column ``leader``): with two
other files the same rules follow another kind of claim. A word of the fall makes a claim where the leader stands in the
place that its category asks for; a sentence that points back ("this won't happen") takes its claim from the one before.
What a claim says stands in ``claim_fields``.
"""

from __future__ import annotations

import functools
from collections.abc import Sequence
from typing import NamedTuple

from analysis.instruments.claim_fields import Fields, inherit_fields, read_fields
from analysis.instruments.leaders import PRONOUNS, RULE, SPEAKING, Spoken
from analysis.instruments.matches import Match, Matcher, prepare_matcher
from analysis.lexicons import load_lexicon
from analysis.texts.tokens import Sentence, Token

_AFTER, _BEFORE, _VERB = 5, 14, 7  # tokens between a word of the fall and the leader
_NEAR = 3  # sentences over which a text goes on speaking of a leader, or of a fall
POINTS_BACK = "points back"
_PLACES = {"event": "nothing near says that it is the leader's",
           "removal": "needs the leader behind it as the one removed, or before it in the passive",
           "fall": "needs the leader before it as the one who falls, and nobody else nearer"}
_FREE = 2.0  # weight of an entry that needs no leader beside it
_DEMANDS = frozenset("must should ought".split())
_CALLS = frozenset("call calls called calling urge urges urged urging demand demands demanded demanding".split())
_LONG_AGO = frozenset("soviet ussr tsarist bolshevik gorbachev yeltsin romanov orange maidan afghan".split())
_BACK = frozenset({"this", "that", "it", "such", "so"})
_BEGINNING = 6
_BESIDE = frozenset({"as", "after", "amid", "from", "with", "at"})  # "this comes as": news beside other news
_HAPPENS = frozenset("happen happens happening come comes coming occur do impossible unlikely inevitable".split())
_OF_REACH = 5
_BESIDE_IT = 5
_OF = frozenset({"of", "for", "to", "against"})
_OWN_FATE = RULE | frozenset("days hours time position grip hold power future career fate end circle own".split())
_BE = frozenset("be is are was were been being get gets got".split())


class Claim(NamedTuple):
    """A downfall claim: its sentence, where its word of the fall stands, what it says, its words, the rule."""

    sentence: int
    start: int
    end: int
    at: int
    fields: Fields
    cues: tuple[str, ...]
    rule: str


class Trace(NamedTuple):
    """What one sentence gives: its words of the fall, each with why it makes no claim (empty if it does); its claim."""

    events: list[tuple[Match, str]]
    claim: Claim | None


def find_claims(sentences: Sequence[Sentence], tokens: Sequence[Sequence[Token]],
                matches: Sequence[Sequence[Match]], spoken: Sequence[Spoken], text: str) -> list[Claim]:
    """Find the downfall claims of an article.

    Parameters
    ----------
    sentences, tokens, matches : sequence
        The article's sentences, their tokens, and their matches in ``hedges`` and ``boosters``.
    spoken : sequence of Spoken
        For each sentence where it speaks of a leader (``leaders.find_leader``).
    text : str
        The whole text.
    """
    traces = trace_claims(sentences, tokens, matches, spoken, text)
    return [trace.claim for trace in traces if trace.claim is not None]


def trace_claims(sentences: Sequence[Sentence], tokens: Sequence[Sequence[Token]],
                 matches: Sequence[Sequence[Match]], spoken: Sequence[Spoken], text: str) -> list[Trace]:
    """Find the claims as ``find_claims`` does, with what each sentence held that could have made one."""
    claims: list[Claim] = []
    traces = []
    for number, (sentence, words, hedges, people) in enumerate(zip(sentences, tokens, matches, spoken)):
        is_near = any(each.leader for each in spoken[max(0, number - _NEAR):number + 1]) or (
            bool(claims) and number - claims[-1].sentence <= _NEAR)
        judged = _judge_events(words, text, people, is_near)
        events, before = [event for event, why_not in judged if not why_not], len(claims)
        if events:
            fields = read_fields(words, events, hedges, text)
            claims.append(Claim(number, sentence.start, sentence.end, events[0].start, fields,
                                tuple(dict.fromkeys(event.term for event in events)), f"falls: {events[0].category}"))
        elif claims and number - claims[-1].sentence <= 2 and _points_back([token.text for token in words]):
            fields = inherit_fields(claims[-1].fields, words, hedges, text)
            claims.append(Claim(number, sentence.start, sentence.end, sentence.start, fields, (), POINTS_BACK))
        traces.append(Trace(judged, claims[-1] if len(claims) > before else None))
    return traces


@functools.cache
def _load_falls() -> Matcher:
    return prepare_matcher(load_lexicon("falls"))


def _judge_events(tokens: Sequence[Token], text: str, people: Spoken, is_near: bool) -> list[tuple[Match, str]]:
    """The words of the fall, each with the reason why it makes no claim; empty where it is said of a leader."""
    words = [token.text for token in tokens]
    place = {token.start: number for number, token in enumerate(tokens)}
    all_long_ago = any(_is_long_ago(word) for word in words) and not people.leader
    judged = []
    for match in _load_falls().match_tokens(tokens, text):
        first = last = place[match.start]
        while tokens[last].end < match.end:
            last += 1
        beside = words[max(0, first - _BESIDE_IT):last + _BESIDE_IT]
        if all_long_ago or (match.category == "event" and any(map(_is_long_ago, beside))):
            judged.append((match, "said of something long ago"))
        elif not _is_said_of(match, words, first, last, people, is_near):
            judged.append((match, _PLACES.get(match.category, _PLACES["fall"])))
        else:
            judged.append((match, "a demand, which is no claim" if _is_demand(words, first) else ""))
    return judged


def _is_long_ago(word: str) -> bool:
    return word in _LONG_AGO or (word.isdigit() and len(word) == 4 and word.startswith(("17", "18", "19")))


def _is_said_of(match: Match, words: list[str], first: int, last: int, people: Spoken, is_near: bool) -> bool:
    """Whether the leader stands where the entry's category asks for it, and nobody else stands nearer."""
    places = people.leader
    inside = any(first <= at <= last for at in places)
    reach = _BEFORE if match.category != "fall" or match.weight >= _FREE or " " in match.term else _VERB
    before = _is_subject(words, first, reach, people)
    after = any(last < at <= last + _AFTER and not _owns(words, at, places) for at in places)
    match match.category:
        case "event":
            if words[last + 1:last + 2] == ["of"]:
                return any(last < at <= last + _OF_REACH for at in places) or "coup" in match.term
            return is_near
        case "removal":
            is_passive = not _BE.isdisjoint(words[max(0, first - 4):first])
            is_noun = words[max(0, first - 1):first] == ["'s"] and first - 2 in places  # "Low's removal"
            return inside or after or is_noun or (before and (is_passive or match.weight >= _FREE))
        case _:
            of_leader = any(last < at <= last + _OF_REACH for at in places) and (
                not _OF.isdisjoint(words[last + 1:last + 3]))
            return inside or before or of_leader


def _is_subject(words: list[str], first: int, reach: int, people: Spoken) -> bool:
    """Whether a leader stands before a word of the fall, nobody else between, and no verb of speaking."""
    nearest = max((at for at in people.leader if first - reach <= at < first), default=None)
    return nearest is not None and not any(nearest < at < first for at in people.others) and (
        SPEAKING.isdisjoint(words[nearest:first])) and not _owns(words, nearest, people.leader)


def _owns(words: list[str], at: int, places: Sequence[int]) -> bool:
    """Whether what stands there only owns what follows: "remove Low's tariffs", but "oust Low's regime"."""
    while at + 1 in places:
        at += 1
    return words[at + 1:at + 2] == ["'s"] and words[at] not in PRONOUNS and _OWN_FATE.isdisjoint(words[at + 2:at + 6])


def _is_demand(words: list[str], first: int) -> bool:
    return not (_DEMANDS.isdisjoint(words[max(0, first - 2):first])
                and _CALLS.isdisjoint(words[max(0, first - 5):first]))


def _points_back(words: list[str]) -> bool:
    """Whether a sentence speaks of what the one before it said will happen: "This won't happen"."""
    points = any(word in _BACK and (at < _BEGINNING or words[at - 1] == ",") for at, word in enumerate(words))
    happens = any(word in _HAPPENS and after not in _BESIDE for word, after in zip(words, [*words[1:], ""]))
    return points and (happens or {"the", "only"} <= {*words})

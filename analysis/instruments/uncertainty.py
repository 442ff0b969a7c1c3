"""Find what presents something as less than fact without being a hedge: plans, expectations, open questions, beliefs.

The words stand in the lexicon ``uncertainty``. "Will", "would" and "until" speak of what is not fact yet only in their
context: "she would later become Prime Minister" tells what happened, "he would not comment" what he did, "until 1990"
a plain end in time, and "I will never forget" a resolve.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Sequence

from analysis.instruments.homographs import Place
from analysis.instruments.matches import Match, Matcher, prepare_matcher
from analysis.instruments.terms import spell_out
from analysis.lexicons import load_lexicon
from analysis.texts.tokens import Token

_HABITS = frozenset("often sometimes usually typically regularly frequently occasionally routinely".split())
_OFTEN_OR_NEVER = _HABITS | {"never"}
_LATER = frozenset("later eventually subsequently ultimately soon".split())
_SILENCE = frozenset("say describe comment confirm deny discuss disclose elaborate give identify answer name specify "
                     "reveal provide speculate talk allow let".split())
_RELATIVES = frozenset("who which that what".split())
_OUTCOMES = frozenset("become prove turn last remain serve".split())
_ADMISSIONS = frozenset("admit confess".split())
_PAST = frozenset("was were had did been became began took went ran held kept led stood won lost stayed lived".split())
_MONTHS = frozenset("january february march april may june july august september october november december".split())
_TIMES = frozenset("now then today recently yesterday last early late mid death retirement century ages war".split())
_ENDS_IN_TIME = _MONTHS | _TIMES
_PLACES = frozenset("the a an his her their our my your this that school church work court jail prison bed college "
                    "university hospital".split())
_REPORTS = frozenset("said says say told announced promised vowed pledged declared warned predicted claimed insisted "
                     "argued added believes believed thought hoped".split())


def find_open_words(words: Sequence[str], matches: Sequence[Match] = ()) -> list[Match]:
    """Find a sentence's entries of ``uncertainty``.

    Parameters
    ----------
    words : sequence of str
        The sentence's words, lower case.
    matches : sequence of Match
        Its matches in ``boosters``, which know by capitals whether "will" is the verb; "will" counts only with them.

    Returns
    -------
    list of Match
        In text order; ``start`` and ``end`` are the index of the first word and of the word after the last.

    Examples
    --------
    >>> [(m.start, m.end, m.term, m.category) for m in find_open_words("they are due to meet".split())]
    [(2, 5, 'due to meet', 'plan')]
    >>> find_open_words("she would later lead the party".split())
    []
    """
    spelt = spell_out(words)
    starts = _load_matcher().find_starts(spelt)
    if not starts:
        return []
    has_will = any(m.lexicon == "boosters" and "will" in m.term.split() for m in matches)
    numbered = [*map(Token, range(len(words)), range(1, len(words) + 1), words)]
    found = _load_matcher().match_at(starts, numbered, " " * len(words), spelt)  # a text without capitals
    return [m for m in found if not (m.term in _RULES and _RULES[m.term](Place(words, m.start)))
            and (m.term != "will" or has_will)]


@functools.cache
def _load_matcher() -> Matcher:
    return prepare_matcher(load_lexicon("uncertainty"))


def _is_settled_will(place: Place) -> bool:
    """Tell habit ("will often"), resolve ("will never forget") and admission ("I'll admit") from a plan."""
    return place.word(1) in _OFTEN_OR_NEVER or place.word(1) in _ADMISSIONS


def _is_way(place: Place) -> bool:
    """Tell a way ("going to school") from a plan ("going to vote")."""
    return place.word(2) in _PLACES


def _is_past_would(place: Place) -> bool:
    """Tell what came later, what somebody used to do, and what he refused, from plans and suppositions."""
    after, second = place.word(1), place.word(2)
    if (after in {"not", "n't"} and second in _SILENCE) or after in _OFTEN_OR_NEVER:
        return True
    before = place.words[:place.at]
    if not _REPORTS.isdisjoint(before):
        return False
    return (after in _LATER or not _LATER.isdisjoint(before)
            or (after, second) in {("go", "on"), ("come", "to"), ("like", "to")}
            or (place.word(-1) in _RELATIVES and after in _OUTCOMES))


def _is_past_until(place: Place) -> bool:
    """Tell a plain end in time ("until 1990", "he stayed until dark") from what is still to come."""
    return (any(word[0].isdigit() or word in _ENDS_IN_TIME for word in place.words[place.at + 1:place.at + 5])
            or any(word in _PAST or (word.endswith("ed") and word not in _REPORTS) for word in place.words[:place.at]))


_RULES: dict[str, Callable[[Place], bool]] = {
    **dict.fromkeys(("will", "'ll"), _is_settled_will), "going to": _is_way,
    "would": _is_past_would, "until": _is_past_until}

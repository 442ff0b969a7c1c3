"""Find what presents something as less than fact without being a hedge: plans, expectations, open questions, beliefs.

The words stand in the lexicon ``uncertainty``. "Will", "would" and "until" speak of what is not fact yet only in their
context: "she would later become Prime Minister" tells what happened, "he would not comment" what he did, "until 1990"
a plain end in time, and "I will never forget" a resolve.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Sequence

from analysis.instruments.homographs import Place
from analysis.instruments.matches import Match, Matcher
from analysis.lexicons import load_lexicon
from analysis.texts.tokens import Token

_HABITS = frozenset("often sometimes usually typically regularly frequently occasionally routinely commonly".split())
_LATER = frozenset("later eventually subsequently ultimately soon".split())
_SILENCE = frozenset("say comment confirm deny discuss disclose elaborate give identify answer name specify reveal "
                     "provide speculate talk allow let".split())
_RELATIVES = frozenset("who which that what".split())
_OUTCOMES = frozenset("become prove turn last remain serve".split())
_ADMISSIONS = frozenset("admit confess".split())
_PAST = frozenset("was were had did been became began took went ran held kept led stood won lost stayed lived".split())
_MONTHS = frozenset("january february march april may june july august september october november december".split())
_TIMES = frozenset("now then today recently yesterday last at about around after the early late mid his her their its "
                   "spring summer autumn winter dawn midnight noon".split())
_REPORTS = frozenset("said says say told announced promised vowed pledged declared warned predicted claimed insisted "
                     "argued added believes believed thought hoped".split())


def find_open_words(words: Sequence[str]) -> list[Match]:
    """Find a sentence's entries of ``uncertainty``.

    Parameters
    ----------
    words : sequence of str
        The sentence's words, lower case.

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
    text = " ".join(words)
    tokens, places = [], {}
    start = 0
    for number, word in enumerate(words):
        tokens.append(Token(start, start + len(word), word))
        places[start], places[start + len(word)] = number, number + 1
        start += len(word) + 1
    found = (m._replace(start=places[m.start], end=places[m.end]) for m in _load_matcher().match_tokens(tokens, text))
    return [m for m in found if not (m.term in _RULES and _RULES[m.term](Place(words, m.start)))]


@functools.cache
def _load_matcher() -> Matcher:
    return Matcher(load_lexicon("uncertainty"))


def _is_settled_will(place: Place) -> bool:
    """Tell habit ("will often"), resolve ("will never forget") and admission ("I'll admit") from a plan."""
    return place.word(1) in _HABITS | _ADMISSIONS | {"never"}


def _is_past_would(place: Place) -> bool:
    """Tell what came later, what somebody used to do, and what he refused, from plans and suppositions."""
    after, second = place.word(1), place.word(2)
    if after in {"not", "n't"} and second in _SILENCE or after in _HABITS | {"never"}:
        return True
    if not _REPORTS.isdisjoint(place.words[:place.at]):
        return False
    return (after in _LATER or (after, second) in {("go", "on"), ("come", "to"), ("like", "to")}
            or (place.word(-1) in _RELATIVES and after in _OUTCOMES))


def _is_past_until(place: Place) -> bool:
    """Tell a plain end in time ("until 1990", "he stayed until dark") from what is still to come."""
    after = place.word(1)
    before = place.words[:place.at]
    return (after[:1].isdigit() or after in _MONTHS | _TIMES
            or any(word in _PAST or (word.endswith("ed") and word not in _REPORTS) for word in before))


_RULES: dict[str, Callable[[Place], bool]] = {
    **dict.fromkeys(("will", "'ll"), _is_settled_will), "would": _is_past_would, "until": _is_past_until}

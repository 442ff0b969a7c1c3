"""Tone towards one actor named in a sentence: the words that judge, weighed by how near they stand, and the deeds.

What judges the sentence (``tone``) judges the target the more, the nearer it stands; what follows the name, its
predicate, most. Words on the other side of a quotation mark count half: they are somebody else's, or about somebody
else. What a verb says of who does it and to whom (``deeds``) is added.

The factors were chosen in sight of the training sentences of NewsMTSC (Hamborg & Donnay 2021).
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from math import exp
from operator import attrgetter

from analysis.instruments.deeds import find_deeds
from analysis.instruments.matches import Match
from analysis.instruments.signs import Sign
from analysis.instruments.tone import find_judgements, squash_sum
from analysis.texts.tokens import Token

NEUTRAL_BAND = 0.18
_REACH = 20.0  # words over which a word's pull falls to a third
_PREDICATE_REACH, _PREDICATE = 5.0, 2.0  # what follows the name pulls three times as much at first
_ACROSS_A_MARK = 0.5
_START, _END = attrgetter("start"), attrgetter("end")
# News holds more words of praise than it portrays people well; this much of them says nothing.
COMMON_PRAISE = 0.2


def find_pulls(tokens: Sequence[Token], matches: Sequence[Match], start: int, end: int, text: str,
               judgements: Sequence[Sign] | None = None) -> list[Sign]:
    """Find what pulls the tone towards a target.

    Parameters
    ----------
    tokens : sequence of Token
        The tokens of the sentence that names the target.
    matches : sequence of Match
        Its matches in ``tone``, ``loaded_language`` and ``deeds``; others are passed over.
    start, end : int
        The target's offsets in the text. What stands inside it does not count.
    text : str
        The whole text.
    judgements : sequence of Sign, optional
        ``find_judgements`` of the sentence, when the caller has them already.

    Returns
    -------
    list of Sign
        In order of place; empty where no token lies in the target. A verb may stand twice: for its tone, and for what
        it says of the target as a deed.

    Examples
    --------
    >>> from analysis.texts.tokens import tokenise_words
    >>> text = "The mayor is not good."
    >>> [(pull.words, pull.adds < 0, pull.effect) for pull in find_pulls(tokenise_words(text), [], 4, 9, text)]
    [('good', True, 'negated')]
    """
    first = bisect_right(tokens, start, key=_END)
    last = bisect_left(tokens, end, key=_START) - 1
    if last < first:
        return []
    marks = [number for number, token in enumerate(tokens) if token.text == '"']
    pulls = []
    for sign in find_judgements(tokens, matches, text) if judgements is None else judgements:
        if sign.end <= start or sign.start >= end:
            at = bisect_left(tokens, sign.start, key=_START)
            nearness = _weigh_distance(at, bisect_left(tokens, sign.end, key=_END), first, last)
            if (bisect_right(marks, at) - bisect_right(marks, first)) % 2:
                nearness *= _ACROSS_A_MARK
            pulls.append(sign._replace(adds=sign.adds * nearness))
    return sorted(pulls + find_deeds(tokens, matches, first, last))


def _weigh_distance(at: int, end: int, first: int, last: int) -> float:
    """How much words from one token to another pull a target that stands from ``first`` to ``last``."""
    if end < first:
        return exp((end - first) / _REACH)
    return exp((last - at) / _REACH) + _PREDICATE * exp((last - at) / _PREDICATE_REACH)


def grade_target(pulls: Sequence[Sign]) -> float:
    """Grade the tone towards a target, −1..1, from what pulls: x / √(x² + 15), x the sum less what praise is common.

    Examples
    --------
    >>> round(grade_target([Sign(0, 4, "vile", "news word", -3.0)]), 2)  # −3.2 / √(3.2² + 15)
    -0.64
    """
    total = sum(pull.adds for pull in pulls)
    total -= COMMON_PRAISE if pulls else 0.0
    return squash_sum(total)

"""Tone towards one actor named in a sentence: the words that judge, weighed by how near they stand to the name.

A first version. Words of VADER's list count with their valence (Hutto & Gilbert 2014), loaded terms that it does not
know count against whom they stand near; a negation before it turns a word round at half its strength.
What stands far from the target counts less. Who does what to whom is not read yet.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import exp, sqrt
from typing import NamedTuple

from analysis.instruments.matches import Match, is_negated
from analysis.instruments.sentiment import load_valences
from analysis.texts.tokens import Token

JUDGING, LOADED = "judging word", "loaded term"
_REACH = 20.0  # words over which a word's pull falls to a third
_NEGATED = -1 / 2
_OF_A_LOADED_TERM = -1 / 2
# News holds more words of praise than it portrays people well; this much of them says nothing. Set, like the other
# numbers here, on the training sentences of NewsMTSC (Hamborg & Donnay 2021).
_COMMON_PRAISE = 0.4
_SQUASH = 15.0  # VADER's own
NEUTRAL_BAND = 0.2


class Pull(NamedTuple):
    """One word or term that pulls the tone towards a target: its place, its words, what it is, and what it adds."""

    start: int
    end: int
    words: str
    kind: str
    adds: float


def find_pulls(tokens: Sequence[Token], matches: Sequence[Match], start: int, end: int) -> list[Pull]:
    """Find what judges around a target.

    Parameters
    ----------
    tokens : sequence of Token
        The tokens of the sentence that names the target.
    matches : sequence of Match
        Its matches in ``loaded_language``; others are passed over.
    start, end : int
        The target's offsets in the text. What stands inside it does not count.

    Returns
    -------
    list of Pull
        In order of place; empty where no token lies in the target.

    Examples
    --------
    >>> from analysis.texts.tokens import tokenise_words
    >>> [(pull.words, pull.adds < 0) for pull in find_pulls(tokenise_words("The mayor is not good."), [], 4, 9)]
    [('good', True)]
    """
    inside = [number for number, token in enumerate(tokens) if token.start < end and token.end > start]
    if not inside:
        return []
    words, valences, pulls = [token.text for token in tokens], load_valences(), []

    def weaken(number: int) -> float:
        distance = inside[0] - number if number < inside[0] else number - inside[-1]
        return exp(-distance / _REACH)

    for number, token in enumerate(tokens):
        valence = valences.get(token.text, 0.0)
        if valence and not inside[0] <= number <= inside[-1]:
            turned = valence * (_NEGATED if is_negated(words, number) else 1.0)
            pulls.append(Pull(token.start, token.end, token.text, JUDGING, turned * weaken(number)))
    first = {token.start: number for number, token in enumerate(tokens)}
    for match in matches:
        is_known = any(word in valences for word in match.term.split())
        if match.lexicon == "loaded_language" and not is_known and (match.end <= start or match.start >= end):
            pulls.append(Pull(match.start, match.end, match.term, LOADED,
                              match.weight * _OF_A_LOADED_TERM * weaken(first[match.start])))
    return sorted(pulls)


def grade_target(pulls: Sequence[Pull]) -> float:
    """Grade the tone towards a target, −1..1, from the words that pull: their sum, less what praise is common.

    Examples
    --------
    >>> round(grade_target([Pull(0, 4, "vile", JUDGING, -3.0)]), 2)  # −3.4 / √(3.4² + 15)
    -0.66
    """
    total = sum(pull.adds for pull in pulls)
    total -= _COMMON_PRAISE if pulls else 0.0
    return total / sqrt(total * total + _SQUASH)

"""How loaded a sentence is: its loaded language, and the weaker signs that somebody argues, against its length.

A loaded term counts with its own weight. Weaker signs count less: a word that judges in any text (by VADER's list,
Hutto & Gilbert 2014), a booster, a demand ("should", "must"), a denial ("not", "never"; denying and asserting are how
a writer takes a stand, Martin & White 2005). The sum is divided by the root of the number of words: where such words
fall at random, the spread of their number grows with that root, so that the score says how far a sentence stands out,
whatever its length.
"""

from __future__ import annotations

import functools
from collections.abc import Sequence
from math import sqrt

from analysis.instruments.matches import Match
from analysis.instruments.sentiment import load_valences
from analysis.instruments.signs import Sign
from analysis.texts.tokens import Token

LOADED, JUDGING, BOOSTER, DEMAND, DENIAL = "loaded term", "judging word", "booster", "demand", "denial"
_OF_A_VALENCE = 1 / 4  # VADER's words go from −4 to 4: the strongest counts as a mild loaded term
_OF_A_BOOSTER = 1 / 2
_OF_A_DEMAND = 1.0
_OF_A_DENIAL = 1 / 2
_DEMANDS = frozenset({"should", "must", "ought"})
_NEEDS = frozenset({"need", "needs"})
_DENIALS = frozenset("not n't no never nothing none neither nor cannot".split())


def find_signs(tokens: Sequence[Token], matches: Sequence[Match]) -> list[Sign]:
    """Find what makes one sentence loaded.

    Parameters
    ----------
    tokens : sequence of Token
        The sentence's tokens.
    matches : sequence of Match
        Its matches in ``loaded_language`` and ``boosters``; others are passed over.

    Returns
    -------
    list of Sign
        In order of place. A word inside a loaded term or a booster is not counted again by itself.

    Examples
    --------
    >>> from analysis.texts.tokens import tokenise_words
    >>> [(sign.words, sign.kind, sign.adds) for sign in find_signs(tokenise_words("They must not go."), [])]
    [('must', 'demand', 1.0), ('not', 'denial', 0.5)]
    """
    signs = [Sign(m.start, m.end, m.term, LOADED, m.weight) if m.lexicon == "loaded_language" else
             Sign(m.start, m.end, m.term, BOOSTER, m.weight * _OF_A_BOOSTER)
             for m in matches if m.lexicon in ("loaded_language", "boosters")]
    taken = {at for sign in signs for at in range(sign.start, sign.end)}
    valences, listed = load_valences(), _list_signs()
    for number in [number for number, token in enumerate(tokens) if token.text in listed]:
        token = tokens[number]
        if token.start in taken:
            continue
        following = tokens[number + 1].text if number + 1 < len(tokens) else ""
        word, kind, adds = token.text, "", 0.0
        if (word in _DEMANDS and following != "have") or (word in _NEEDS and following == "to"):
            kind, adds = DEMAND, _OF_A_DEMAND
        elif word in _DENIALS:
            kind, adds = DENIAL, _OF_A_DENIAL
        elif word in valences:
            kind, adds = JUDGING, abs(valences[word]) * _OF_A_VALENCE
        if kind:
            signs.append(Sign(token.start, token.end, word, kind, adds))
    return sorted(signs)


@functools.cache
def _list_signs() -> frozenset[str]:
    return _DEMANDS | _NEEDS | _DENIALS | load_valences().keys()


def grade_loading(signs: Sequence[Sign], n_words: int) -> float:
    """Grade how loaded a stretch of text is: what its signs add / √words; 0 or more, NaN without a word.

    Examples
    --------
    >>> grade_loading([Sign(0, 4, "vile", LOADED, 2.0), Sign(5, 8, "not", DENIAL, 0.5)], 25)  # (2 + 0.5) / 5
    0.5
    """
    return sum(sign.adds for sign in signs) / sqrt(n_words) if n_words else float("nan")

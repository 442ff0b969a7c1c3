"""Tone of a sentence: the words that judge, what each adds, and their sum between −1 and 1.

General analysers misread news: their lists lack the verbs of politics and war ("ousted", "routed"), and hold words
that news use plainly ("party", "justice", "like"). So a list of news words counts first, VADER's words (Hutto & Gilbert
2014) less, and loaded terms against what they are said of. A negation turns a word round at half its strength ("not
great" is not "awful"; "won't survive"); what is left open ("if", "could", a question) counts less; a capital in mid
sentence makes a name of a word. Each of these repairs can be left out, to see what it changes.

The factors below were chosen in sight of 500 sentences of news and opinion that a reader had rated, half of them from
each of two labelled sets (CheckThat! 2025 and NewsMTSC), and of nothing else; within wide bounds they matter little.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from math import sqrt

from analysis.instruments.matches import Match
from analysis.instruments.sentiment import load_valences
from analysis.instruments.signs import Sign
from analysis.instruments.standing import is_name, is_negated
from analysis.texts.tokens import Token

NEWS_WORD, JUDGING, LOADED = "news word", "judging word", "loaded term"
NEGATED, LEFT_OPEN = "negated", "left open"
REPAIRS = {
    "news words": "words of news that general lists lack count with a weight of their own, VADER's words less",
    "plain words": "words that general lists judge, but news use plainly, do not count",
    "loaded terms": "loaded terms count against what they are said of",
    "negation": "a negation turns a word round at half its strength",
    "open statements": "what “if”, “could” or a question leave open counts three fifths",
    "names": "a word with a capital in mid-sentence is a name",
}
_OF_A_NEWS_WORD = {"positive": 1.0, "negative": -1.0, "plain": 0.0}
_OF_A_VALENCE = 0.4
_OF_A_LOADED_TERM = -0.5
OF_NEGATED = -0.5
_OF_OPEN = 0.6
_OPENING = frozenset("if would could might may should whether unless".split())
_OPENS_FOR = 6  # words
_SQUASH = 15.0  # VADER's own


def find_judgements(tokens: Sequence[Token], matches: Sequence[Match], text: str,
                    without: Collection[str] = ()) -> list[Sign]:
    """Find what makes one sentence sound good or bad.

    Parameters
    ----------
    tokens : sequence of Token
        The sentence's tokens.
    matches : sequence of Match
        Its matches in ``tone`` and ``loaded_language``; others are passed over.
    text : str
        The whole text that offsets count in; its capitals tell names.
    without : collection of str
        Keys of ``REPAIRS`` to leave out.

    Returns
    -------
    list of Sign
        In order of place. A word inside a news word or loaded term is not counted again by itself.

    Examples
    --------
    >>> from analysis.texts.tokens import tokenise_words
    >>> text = "It isn’t great, but it could be awful."
    >>> [(sign.words, round(sign.adds, 2), sign.effect) for sign in find_judgements(tokenise_words(text), [], text)]
    [('great', -0.62, 'negated'), ('awful', -0.48, 'left open')]
    """
    words = [token.text for token in tokens]
    if not matches and load_valences().keys().isdisjoint(words):
        return []
    asks = "open statements" not in without and "?" in words[-3:]
    signs = []
    for first, last, term, kind, worth in _find_worths(tokens, words, matches, without):
        effect = ""
        if first == last and "names" not in without and is_name(tokens, first, text):
            continue
        if "negation" not in without and is_negated(words, first):
            effect, worth = NEGATED, worth * OF_NEGATED
        elif "open statements" not in without and (
                asks or not _OPENING.isdisjoint(words[max(0, first - _OPENS_FOR):first])):
            effect, worth = LEFT_OPEN, worth * _OF_OPEN
        signs.append(Sign(tokens[first].start, tokens[last].end, term, kind, worth, effect))
    return signs


def _find_worths(tokens: Sequence[Token], words: list[str], matches: Sequence[Match],
                 without: Collection[str]) -> list[tuple[int, int, str, str, float]]:
    """First and last token of all that judges, its words, what it is, and its own worth; in order of place."""
    place = {token.start: number for number, token in enumerate(tokens)} if matches else {}
    is_taken, worths = [False] * len(tokens), []

    def take(match: Match) -> tuple[int, int] | None:
        first = last = place[match.start]
        while tokens[last].end < match.end:
            last += 1
        if any(is_taken[first:last + 1]):
            return None
        is_taken[first:last + 1] = [True] * (last + 1 - first)
        return first, last

    left_out = {category for category in _OF_A_NEWS_WORD
                if ("plain words" if category == "plain" else "news words") in without}
    for match in matches:
        if match.lexicon == "tone" and match.category not in left_out:
            where = take(match)
            if where and match.category != "plain":
                worths.append((*where, match.term, NEWS_WORD, _OF_A_NEWS_WORD[match.category] * match.weight))
    valences = load_valences()
    scale = 1.0 if "news words" in without else _OF_A_VALENCE
    for number in [number for number, word in enumerate(words) if word in valences]:
        if not is_taken[number]:
            is_taken[number] = True
            worths.append((number, number, words[number], JUDGING, valences[words[number]] * scale))
    for match in matches:
        if match.lexicon == "loaded_language" and "loaded terms" not in without:
            where = take(match)
            if where:
                worths.append((*where, match.term, LOADED, match.weight * _OF_A_LOADED_TERM))
    return sorted(worths)


def grade_tone(signs: Sequence[Sign]) -> float:
    """Grade the tone of a stretch of text, −1..1: the sum of what its signs add, x / √(x² + 15); 0 without a sign.

    Examples
    --------
    >>> grade_tone([Sign(0, 4, "vile", NEWS_WORD, -1.0)])  # −1 / √(1 + 15)
    -0.25
    """
    return squash_sum(sum(sign.adds for sign in signs))


def squash_sum(total: float) -> float:
    """Squash a sum to −1..1 as VADER does: x / √(x² + 15).

    Examples
    --------
    >>> squash_sum(1.0), squash_sum(0.0)
    (0.25, 0.0)
    """
    return total / sqrt(total * total + _SQUASH)

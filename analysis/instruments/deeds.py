"""Who does what to whom: what the verbs of a sentence say of somebody who is named in it.

English word order does the work of a parser: before its verb stands who does it, behind it whom it is done to; in the
passive, and before "by", the other way round. A verb says less of somebody the more clauses stand between the two.
"""

from __future__ import annotations

from collections.abc import Sequence

from analysis.instruments.matches import Match
from analysis.instruments.signs import Sign
from analysis.instruments.standing import is_negated
from analysis.instruments.tone import NEGATED, OF_NEGATED
from analysis.texts.tokens import Token

DEED_OF, DEED_TO = "what it does", "what is done to it"
# What a deed of each category says of its doer and of whom it is done to.
_SAYS = {
    "subject_negative": (-1, 0), "subject_positive": (1, 0), "object_negative": (0, -1), "object_positive": (0, 1),
    "subject_positive_object_negative": (1, -1), "subject_negative_object_positive": (-1, 1),
    "both_negative": (-1, -1), "both_positive": (1, 1)}
_OF_A_DEED = 2.0
_ACROSS_A_CLAUSE = 0.5
_FARTHEST = 12  # words between a verb and somebody
_BY_FOLLOWS = 2
_AUXILIARIES_REACH = 3
_BE = frozenset("is are was were be been being 's 're 'm am get got gets getting".split())
_BETWEEN_BE_AND_VERB = frozenset("also not n't never still now then just even only already recently later finally "
                                 "reportedly repeatedly publicly".split())
_ENDS_OF_PARTICIPLES = ("ed", "n", "t", "d", "k")
_PARTS_CLAUSES = frozenset(', ; : – — ( ) -- " and or who which that but while as when after because although though '
                           "whose where".split())


def find_deeds(tokens: Sequence[Token], matches: Sequence[Match], first: int, last: int) -> list[Sign]:
    """Find the deeds of somebody named in a sentence, and what is done to it.

    Parameters
    ----------
    tokens : sequence of Token
        The sentence's tokens.
    matches : sequence of Match
        Its matches in ``deeds``; others are passed over.
    first, last : int
        The first and the last token of the name.

    Returns
    -------
    list of Sign
        In order of place. Deeds that say nothing of it are left out.

    Examples
    --------
    >>> from analysis.instruments.matches import Matcher
    >>> from analysis.lexicons import load_lexicon
    >>> from analysis.texts.tokens import tokenise_words
    >>> text = "The mayor insulted the clerk."
    >>> tokens = tokenise_words(text)
    >>> deeds = Matcher(load_lexicon("deeds")).match_tokens(tokens, text)
    >>> [find_deeds(tokens, deeds, name, name) for name in (1, 4)]  # the mayor is its doer, the clerk its victim
    [[Sign(start=10, end=18, words='insulted', kind='what it does', adds=-4.0, effect='')], []]
    """
    deeds = [match for match in matches if match.lexicon == "deeds"]
    if not deeds:
        return []
    words = [token.text for token in tokens]
    place = {token.start: number for number, token in enumerate(tokens)}
    signs = []
    for match in deeds:
        at = end = place[match.start]
        while tokens[end].end < match.end:
            end += 1
        if at <= last and end >= first:
            continue
        gap = words[end + 1:first] if end < first else words[last + 1:at]
        role = _find_role(words, at, end < first, gap)
        if role is None or len(gap) > _FARTHEST:
            continue
        says = _SAYS[match.category][role == DEED_TO] * match.weight * _OF_A_DEED
        says *= _ACROSS_A_CLAUSE ** sum(word in _PARTS_CLAUSES for word in gap)
        effect = ""
        if is_negated(words, at):
            says, effect = says * OF_NEGATED, NEGATED
        if says:
            signs.append(Sign(match.start, match.end, match.term, role, says, effect))
    return sorted(signs)


def _find_role(words: list[str], at: int, is_before: bool, gap: list[str]) -> str | None:
    """Whether somebody does the deed at a place or has it done to them; None where neither can be said."""
    before = [word for word in words[max(0, at - _AUXILIARIES_REACH):at] if word not in _BETWEEN_BE_AND_VERB]
    is_passive = bool(before) and before[-1] in _BE and words[at].endswith(_ENDS_OF_PARTICIPLES)
    if not is_before:
        return DEED_TO if is_passive else DEED_OF
    if is_passive:
        return DEED_OF if "by" in gap else None
    return DEED_OF if "by" in gap[:_BY_FOLLOWS] else DEED_TO

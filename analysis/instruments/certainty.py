"""How sure a sentence sounds: the codebook's five grades, and whether it presents something as less than fact.

Uncertain is every sentence with a hedge, with a certainty denied ("not inevitable"), with an open word (a plan, an
expectation, a question: ``instruments.uncertainty``), and every question.

Grades (CODEBOOK.md, "Certainty of a sentence"): 4 where nothing marks it; a booster makes it 5; a hedge sets the
grade of its entry (3, 2 or 1), the lowest if several, and outranks a booster; a question has none. Approximators
("some 300") hedge a figure, not the statement, and set no grade.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

from analysis.instruments.matches import Match
from analysis.instruments.terms import spell_out, tokenise_term
from analysis.instruments.uncertainty import find_open_words

UNMARKED, BOOSTED, UNSURE = 4.0, 5.0, 3.0
_SURE = frozenset({"adjective", "noun", "verb"})  # categories of boosters
_DEGREES = frozenset("absolute total utter sheer outright complete downright".split())


class Certainty(NamedTuple):
    """One sentence's grade (1–5, NaN for a question), whether it is uncertain, and the words that decided."""

    grade: float
    uncertain: bool
    cues: tuple[str, ...]


def grade_certainty(words: Sequence[str], matches: Sequence[Match], is_question: bool) -> Certainty:
    """Grade one sentence.

    Parameters
    ----------
    words : sequence of str
        The sentence's words, lower case.
    matches : sequence of Match
        Its matches in ``hedges`` and ``boosters``.
    is_question : bool
        Whether it ends with a question mark.

    Examples
    --------
    >>> hedge = Match(0, 3, "hedges", "modal", "may", 2.0, False, "hedges: may")
    >>> grade_certainty(["he", "may", "go"], [hedge], False)
    Certainty(grade=2.0, uncertain=True, cues=('may',))
    >>> grade_certainty(["they", "plan", "to", "go"], [], False)
    Certainty(grade=4.0, uncertain=True, cues=('plan to',))
    >>> grade_certainty(["he", "went"], [], False)
    Certainty(grade=4.0, uncertain=False, cues=())
    """
    hedges = [m for m in matches if m.lexicon == "hedges" and m.category != "approximator"]
    boosters = [m for m in matches if m.lexicon == "boosters"]
    doubted = [m for m in boosters if is_doubt(m)]
    open_words = find_open_words(words, boosters)
    cues = _order_cues(words, sorted(hedges + boosters), open_words)
    if is_question:
        return Certainty(math.nan, True, cues)
    if hedges:
        return Certainty(min(m.weight for m in hedges), True, cues)
    if doubted:
        return Certainty(UNSURE, True, cues)
    return Certainty(BOOSTED if boosters else UNMARKED, bool(open_words), cues)


def is_doubt(booster: Match) -> bool:
    """Whether a negation turns a booster into a doubt: "not obvious", but neither "not actually" nor "not total".

    Examples
    --------
    >>> [is_doubt(Match(7, 14, "boosters", "adjective", term, 2.0, True, "")) for term in ("obvious", "total")]
    [True, False]
    """
    return booster.negated and booster.category in _SURE and booster.term not in _DEGREES


def _order_cues(words: Sequence[str], marks: Sequence[Match], open_words: Sequence[Match]) -> tuple[str, ...]:
    """Return the terms in text order, each once, and no open word inside another mark."""
    if not (marks or open_words):
        return ()
    words, at, cues, covered = spell_out(words), 0, [], set()
    for mark in marks:
        term = tokenise_term(mark.term)
        at = next((place for place in range(at, len(words))
                   if words[place] == term[0] or words[place].startswith(f"{term[0]}-")), at)
        cues.append((at, mark.term))
        covered.update(range(at, at + len(term)))
    cues += [(m.start, m.term) for m in open_words if m.start not in covered]
    return tuple(dict.fromkeys(term for _, term in sorted(cues, key=lambda cue: cue[0])))

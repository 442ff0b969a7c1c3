"""How sure a sentence sounds: the codebook's five grades, and whether it presents something as less than fact.

Grades (CODEBOOK.md, "Certainty of a sentence"): 4 where nothing marks it; a booster makes it 5; a hedge sets the
grade of its entry (3, 2 or 1), the lowest if several, and outranks a booster; a question has none. Approximators
("some 300") hedge a figure, not the statement, and set no grade.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

from analysis.instruments.matches import Match

UNMARKED, BOOSTED, UNSURE = 4.0, 5.0, 3.0
_OPEN_WORDS = frozenset({"whether", "until", "unless"})
_PLANS = frozenset({"will", "'ll", "would", "plan", "plans", "planned"})


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
    >>> grade_certainty(["they", "plan", "it"], [], False)
    Certainty(grade=4.0, uncertain=True, cues=('plan',))
    >>> grade_certainty(["he", "went"], [], False)
    Certainty(grade=4.0, uncertain=False, cues=())
    """
    hedges = [m for m in matches if m.lexicon == "hedges" and m.category != "approximator"]
    boosters = [m for m in matches if m.lexicon == "boosters"]
    doubted = [m for m in boosters if m.negated]
    open_words = [word for word in words if word in _OPEN_WORDS | _PLANS]
    uncertain = bool(hedges or doubted or open_words or is_question)
    terms = [m.term for m in sorted(hedges + boosters)]
    within = {word for term in terms for word in term.split()}
    cues = (*terms, *dict.fromkeys(word for word in open_words if word not in within))
    if is_question:
        return Certainty(math.nan, True, cues)
    if hedges:
        return Certainty(min(m.weight for m in hedges), True, cues)
    if doubted:
        return Certainty(UNSURE, True, cues)
    return Certainty(BOOSTED if boosters else UNMARKED, uncertain, cues)

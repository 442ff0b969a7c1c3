"""Tell words in quotation marks that are no statement from speech (CODEBOOK.md, "Mention")."""

from __future__ import annotations

import re
from typing import NamedTuple

from analysis.texts.voices.quotations import Quotation
from analysis.texts.voices.reporting import Clause

_TITLE_BEFORE = re.compile(
    r"\b(?:book|film|movie|novel|play|song|album|series|show|documentary|podcast|essay|memoir|poem|entitled|titled)\W*$", re.I)
_NAMED_BEFORE = re.compile(r"\b(?:nicknamed|dubbed|known\s+as|nickname|branded)\s+(?:as\s+)?(?:the\s+)?\W?$", re.I)
_DETERMINED = re.compile(r"(?:\b(?:the|a|an|his|her|their|its|our|this|that|so-called)|'s)\s+$", re.I)
_ATTRIBUTIVE_AFTER = re.compile(r"^[\"”’'»]*\s+(?!(?:in|of|on|at|by|to|and|or|but|for|with|from|as|is|was|are|were|if|when)\b)[a-zA-Z]")
_VERB_INSIDE = re.compile(
    r"\b(?:is|are|was|were|has|have|had|will|would|could|may|might|can|must|should|do|does|did|not|i|we|he|she|they|it|you)\b|"
    r"n't|'s\b|'re\b|'ll\b", re.I)


class Mention(NamedTuple):
    """Words in quotation marks that are no statement: title, term, nickname, scare, single word."""

    start: int
    end: int
    kind: str


def find_mention_kind(plain: str, quotation: Quotation, clause: Clause | None, phrases: list[str]) -> str:
    """Return the kind of mention that a quotation is, or the empty string when it is speech.

    Parameters
    ----------
    plain : str
        The normalised text.
    quotation : Quotation
        What stands in marks.
    clause : Clause or None
        The reporting clause nearest to it in its sentence, if any.
    phrases : list of str
        All that stands in marks in the article, as ``flatten`` writes it.
    """
    inner = plain[quotation.inner_start:quotation.inner_end]
    words = inner.split()
    before = plain[max(0, quotation.start - 40):quotation.start]
    if not any(character.isalnum() for character in inner):
        return "single word"
    if quotation.rule != "marks" and quotation.rule != "mismatched marks":
        return ""
    if _NAMED_BEFORE.search(before) and len(words) <= 4:
        return "nickname"
    capitalised = len(words) > 1 and words[0][0].isupper() and all(
        word[0].isupper() for word in words if len(word) > 3) and sum(word[0].isupper() for word in words) > 1
    if len(words) <= 8 and (_TITLE_BEFORE.search(before) or capitalised) and inner[-1] not in ",.?!":
        return "title"
    if len(words) == 1:
        return "single word"
    short = len(words) <= 3 and not _VERB_INSIDE.search(inner) and inner[-1] not in ".?!"
    determined = bool(_DETERMINED.search(before))
    attributive = bool(_ATTRIBUTIVE_AFTER.match(plain[quotation.inner_end:quotation.end + 12]))
    hearsay = clause is not None and clause.rule == "hearsay passive"
    if short and determined and (attributive or hearsay or _recurs(inner, phrases)):
        return "term"
    reports = clause is not None and (bool(clause.contents) or not clause.rule.startswith("verb ")
                                      or not before.rstrip().lower().endswith((" the", " a")))
    if short and not reports:
        return "scare" if clause is None and not determined else "term"
    return ""


def _recurs(inner: str, phrases: list[str]) -> bool:
    """Whether the article sets the same phrase in marks again: an established term rather than somebody's words."""
    phrase = flatten(inner)
    related = [other for other in phrases if 1 < len(other.split()) <= 4 and (phrase in other or other in phrase)]
    return len(related) > 1


def flatten(words: str) -> str:
    """Return the bare words in lower case, so that copies of a phrase can be compared."""
    return " ".join(re.findall(r"[^\W_]+", words.lower()))

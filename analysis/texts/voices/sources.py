"""Sources named without a verb of saying ("according to X", "X is said to", "X's claim that"), and what they give.

A reporting clause has the same shape whether a verb makes it or not: ``Clause``, which ``reporting`` builds on.
"""

from __future__ import annotations

from typing import NamedTuple

from analysis.texts.voices.function_words import (
    AUXILIARIES,
    BE,
    BOUNDARIES,
    BY_MANY,
    DISTANCING_NOUNS,
    FINITE,
    HEARSAY_VERBS,
    NOT_HEARSAY_BEFORE_TO,
    REPORT_NOUNS,
    SHORT_ADVERBS,
    SURELY_FINITE,
)
from analysis.texts.voices.grammar import SentenceWords
from analysis.texts.voices.stretches import Stretches, cut, cut_all_but, cut_own_clause
from analysis.texts.voices.subjects import Phrase, find_end_of_source, find_owner

_THAT_WITHIN = 8  # tokens behind a noun of reporting
_MOST_BEFORE_HEARSAY = 8  # tokens from "be" to its participle
_BEFORE_HEARSAY = AUXILIARIES | SHORT_ADVERBS | BY_MANY
_SOURCE_PHRASES = (("according", "to"), ("in", "the", "words", "of"), ("in", "the", "view", "of"),
                   ("in", "the", "opinion", "of"))
_INVERTED = frozenset({"should", "were", "had"})  # "that should it rain, …"
_OPENS_PHRASE = frozenset(phrase[0] for phrase in _SOURCE_PHRASES)
_BEFORE_VERB = SURELY_FINITE | {"to"}
_ENDS_NOUN_PHRASE = BOUNDARIES | FINITE
_NO_CLAUSE_BEGINS = SURELY_FINITE - _INVERTED
SOURCE_OPENERS = _OPENS_PHRASE | BE | REPORT_NOUNS  # what these begin with


class Clause(NamedTuple):
    """One reporting clause in a sentence.

    ``start``, ``end``: the clause itself. ``subject_start``, ``subject_end``: who reports (equal when nobody is
    named). ``contents``: offsets of the attributed words outside quotation marks, maybe none. ``verb``, ``stance``,
    ``rule``: how it was read.
    """

    start: int
    end: int
    subject_start: int
    subject_end: int
    contents: Stretches
    verb: str
    stance: str
    rule: str


def make_clause(sentence: SentenceWords, clause: Phrase, subject: Phrase | None, contents: Stretches,
                 verb: str, stance: str, rule: str) -> Clause:
    """Make a clause from token numbers; without a subject it names nobody."""
    start, end = sentence.span(*clause)
    subject_start, subject_end = sentence.span(*subject) if subject else (start, start)
    return Clause(start, end, subject_start, subject_end, contents, verb, stance, rule)


def read_according_to(sentence: SentenceWords, at: int) -> Clause | None:
    """Read "according to X" or "in the words of X" at a token: its clause, or None where there is none.

    Examples
    --------
    >>> text = "The dam, according to police, will break."
    >>> clause = read_according_to(SentenceWords.parse(text), 3)
    >>> text[clause.subject_start:clause.subject_end], [text[start:end] for start, end in clause.contents]
    ('police', ['The dam', 'will break'])
    """
    if sentence.words[at] not in _OPENS_PHRASE:
        return None
    phrase = next((p for p in _SOURCE_PHRASES if tuple(sentence.words[at:at + len(p)]) == p), None)
    if phrase is None:
        return None
    first = at + len(phrase)
    last = find_end_of_source(sentence, first, leads=at == 0)
    if last == first:
        return None
    if at > 0 and sentence.word(last) == "," and not any(sentence.is_finite(i) for i in range(last, sentence.n)):
        last = sentence.find_mark(last + 1, BOUNDARIES)  # "…, according to its owner, Paul Reed"
    return make_clause(sentence, (at, last), (first, last), cut_all_but(sentence, at, last),
                        " ".join(phrase), "neutral", "according to")


def read_hearsay(sentence: SentenceWords, at: int) -> Clause | None:
    """Read "X is said to" or "it is believed that" at a form of be: attributed to nobody in particular; None otherwise.

    Examples
    --------
    >>> text = "It is believed that the dam will break."
    >>> clause = read_hearsay(SentenceWords.parse(text), 1)
    >>> clause.subject_start == clause.subject_end, [text[start:end] for start, end in clause.contents]
    (True, ['the dam will break'])
    """
    if sentence.words[at] not in BE:
        return None
    reach = range(at + 1, at + _MOST_BEFORE_HEARSAY)
    verb_at = next((i for i in reach if sentence.word(i) not in _BEFORE_HEARSAY), reach.stop)
    verb, following = sentence.word(verb_at), sentence.word(verb_at + 1)
    if verb not in HEARSAY_VERBS:
        return None
    if following == "to" and verb not in NOT_HEARSAY_BEFORE_TO:
        clause, contents = (at, verb_at + 1), cut_own_clause(sentence, at)
    elif following == "that" and sentence.word(at - 1) == "it":
        clause, contents = (at - 1, verb_at + 2), cut(sentence, verb_at + 2, sentence.n)
    else:
        return None
    return make_clause(sentence, clause, None, contents, f"{sentence.words[at]} {verb}", "neutral", "hearsay passive")


def read_noun(sentence: SentenceWords, at: int) -> Clause | None:
    """Read "X's claim that" or "rumours that" at the noun: its clause, or None where there is none.

    Examples
    --------
    >>> text = "Few believed the mayor's claim that it was safe."
    >>> clause = read_noun(SentenceWords.parse(text), 5)
    >>> text[clause.subject_start:clause.subject_end], clause.stance
    ('mayor', 'distancing')
    """
    noun = sentence.words[at]
    if noun not in REPORT_NOUNS or sentence.word(at - 1) in _BEFORE_VERB:
        return None
    that = next((i for i in range(at + 1, min(at + _THAT_WITHIN, sentence.n - 1)) if sentence.words[i] == "that"), None)
    if that is None or not _ENDS_NOUN_PHRASE.isdisjoint(sentence.words[at + 1:that]):
        return None
    if sentence.word(that + 1) in _NO_CLAUSE_BEGINS or sentence.is_past(that + 1):
        return None  # "a claim that sent critics into a frenzy"
    owner = find_owner(sentence, at)
    stance = "distancing" if noun.startswith(DISTANCING_NOUNS) else "neutral"
    end = _find_main_verb(sentence, at, that + 1)
    return make_clause(sentence, (owner[0], that + 1), owner, cut(sentence, that + 1, end), noun, stance,
                        "noun of reporting")


def _find_main_verb(sentence: SentenceWords, noun: int, first: int) -> int:
    """Where the sentence's own verb stands, when the noun is its subject ("Fears that it would rain drew crowds")."""
    if any(sentence.is_finite(at) for at in range(noun)):
        return sentence.n
    verbs = [at for at in range(first, sentence.n) if not sentence.quoted[at] and sentence.is_finite(at)]
    return verbs[1] if len(verbs) > 1 else sentence.n

"""Find reporting clauses ("she said that …", "…, experts claim", "according to …") and the words they attribute.

A rule is named for the construction it reads. All work on tokens; words inside quotation marks are skipped, so that
"‘I said no,’ he said" has one reporting clause of the article's own. The reporting verbs are the lexicon
``reporting_verbs`` with its stances (after Thompson & Ye 1991).
"""

from __future__ import annotations

import functools
from collections.abc import Sequence
from typing import NamedTuple

from analysis.texts.tokens import Token
from analysis.texts.voices.contents import find_content, skip_tag
from analysis.texts.voices.function_words import (
    AUXILIARIES,
    BE,
    BOUNDARIES,
    BY_MANY,
    CONJUNCTIONS,
    DASHES,
    DETERMINERS,
    DISTANCING_NOUNS,
    FINITE,
    HEARSAY_VERBS,
    NOT_HEARSAY_BEFORE_TO,
    REPORT_NOUNS,
    SHORT_ADVERBS,
    STANDS_FOR_PEOPLE,
    SURELY_FINITE,
)
from analysis.texts.voices.grammar import PAST_ENDING, SentenceWords, Verb, load_first_words
from analysis.texts.voices.stretches import Stretches, cut, cut_all_but, cut_around_tag, cut_own_clause, cut_statement
from analysis.texts.voices.subjects import Phrase, find_end_of_source, find_inverted_subject, find_owner, find_subject

_LONGEST_SENTENCE = 400  # tokens; a text without full stops is read in pieces of this length
_THAT_WITHIN = 8  # tokens behind a noun of reporting
_SHORTEST_STATEMENT = 3  # words
_MOST_BEFORE_HEARSAY = 8  # tokens from "be" to its participle
_BEFORE_HEARSAY = AUXILIARIES | SHORT_ADVERBS | BY_MANY
_SOURCE_PHRASES = (("according", "to"), ("in", "the", "words", "of"), ("in", "the", "view", "of"),
                   ("in", "the", "opinion", "of"))
_INVERTED = frozenset({"should", "were", "had"})  # "that should it rain, …"
_OPENERS = frozenset(phrase[0] for phrase in _SOURCE_PHRASES) | BE | REPORT_NOUNS
_BEFORE_TAG = DASHES | {",", '"'}


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


def find_clauses(tokens: Sequence[Token], quoted: Sequence[bool]) -> list[Clause]:
    """Return the reporting clauses of one sentence.

    Parameters
    ----------
    tokens : sequence of Token
        The sentence's tokens.
    quoted : sequence of bool
        For each token, whether it stands inside quotation marks (the marks too).

    Returns
    -------
    list of Clause
        In order; none overlaps another or stands inside words that another attributes.

    Examples
    --------
    >>> from analysis.texts.tokens import tokenise_words
    >>> text = "The clerk said that it had rained."
    >>> clause, = find_clauses(tokenise_words(text), [False] * 8)
    >>> text[slice(*clause[2:4])], clause.verb, [text[a:b] for a, b in clause.contents]
    ('The clerk', 'said', ['it had rained'])
    """
    clauses: list[Clause] = []
    for first in range(0, len(tokens), _LONGEST_SENTENCE):
        last = first + _LONGEST_SENTENCE
        clauses += _read_sentence(SentenceWords(tokens[first:last], quoted[first:last]))
    return clauses


def _read_sentence(sentence: SentenceWords) -> list[Clause]:
    """Try the constructions at each word in turn, sources without a verb first."""
    clauses: list[Clause] = []
    openers = _load_openers()
    for at, word in enumerate(sentence.words):
        if sentence.quoted[at] or (word not in openers and not word.endswith(PAST_ENDING)):
            continue  # most words open no construction
        clause = (_read_according_to(sentence, at) or _read_hearsay(sentence, at) or _read_verb(sentence, at)
                  or _read_noun(sentence, at))
        if clause and not _is_taken(clause, clauses):
            clauses = [*(_stop_before(other, clause) for other in clauses), clause]
    return clauses


@functools.cache
def _load_openers() -> frozenset[str]:
    """The words that a construction may begin with, but for verbs that only their place explains."""
    return _OPENERS | load_first_words()


def _is_taken(clause: Clause, others: list[Clause]) -> bool:
    """Whether the clause overlaps another, or stands inside what another attributes and leads to no quotation."""
    overlaps = any(clause.start < other.end and other.start < clause.end for other in others)
    is_inside = any(start <= clause.start and clause.end <= end for other in others for start, end in other.contents)
    return overlaps or (is_inside and clause.rule != "verb before a quotation")


def _stop_before(earlier: Clause, later: Clause) -> Clause:
    """End what one clause attributes where the next clause begins ("she said that …, and he warned …")."""
    contents = tuple((start, min(end, later.start)) if start < later.start else (start, end)
                     for start, end in earlier.contents)
    return earlier._replace(contents=contents)


def _make_clause(sentence: SentenceWords, clause: Phrase, subject: Phrase | None, contents: Stretches,
                 verb: str, stance: str, rule: str) -> Clause:
    """A clause from token numbers; without a subject it names nobody."""
    start, end = sentence.span(*clause)
    subject_start, subject_end = sentence.span(*subject) if subject else (start, start)
    return Clause(start, end, subject_start, subject_end, contents, verb, stance, rule)


# -- sources without a verb -----------------------------------------------------------------------------------------

def _read_according_to(sentence: SentenceWords, at: int) -> Clause | None:
    """According to X, …; …, according to X, …; in the words of X."""
    phrase = next((p for p in _SOURCE_PHRASES if tuple(sentence.words[at:at + len(p)]) == p), None)
    if phrase is None:
        return None
    first = at + len(phrase)
    last = find_end_of_source(sentence, first, leads=at == 0)
    if last == first:
        return None
    if at > 0 and sentence.word(last) == "," and not any(sentence.is_finite(i) for i in range(last, sentence.n)):
        last = sentence.find_mark(last + 1, BOUNDARIES)  # "…, according to its owner, Paul Reed"
    return _make_clause(sentence, (at, last), (first, last), cut_all_but(sentence, at, last),
                        " ".join(phrase), "neutral", "according to")


def _read_hearsay(sentence: SentenceWords, at: int) -> Clause | None:
    """X is said to …; it is believed that …: attributed to nobody in particular."""
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
    return _make_clause(sentence, clause, None, contents, f"{sentence.words[at]} {verb}", "neutral", "hearsay passive")


def _read_noun(sentence: SentenceWords, at: int) -> Clause | None:
    """X's claim that …; reports that …; rumours that …."""
    noun = sentence.words[at]
    if noun not in REPORT_NOUNS or sentence.word(at - 1) in SURELY_FINITE | {"to"}:
        return None
    that = next((i for i in range(at + 1, min(at + _THAT_WITHIN, sentence.n - 1)) if sentence.words[i] == "that"), None)
    if that is None or any(word in BOUNDARIES | FINITE for word in sentence.words[at + 1:that]):
        return None
    if sentence.word(that + 1) in SURELY_FINITE - _INVERTED or sentence.is_past(that + 1):
        return None  # "a claim that sent critics into a frenzy"
    owner = find_owner(sentence, at)
    stance = "distancing" if noun.startswith(DISTANCING_NOUNS) else "neutral"
    end = _find_main_verb(sentence, at, that + 1)
    return _make_clause(sentence, (owner[0], that + 1), owner, cut(sentence, that + 1, end), noun, stance,
                        "noun of reporting")


def _find_main_verb(sentence: SentenceWords, noun: int, first: int) -> int:
    """Where the sentence's own verb stands, when the noun is its subject ("Fears that it would rain drew crowds")."""
    if any(sentence.is_finite(at) for at in range(noun)):
        return sentence.n
    verbs = [at for at in range(first, sentence.n) if not sentence.quoted[at] and sentence.is_finite(at)]
    return verbs[1] if len(verbs) > 1 else sentence.n


# -- verbs ----------------------------------------------------------------------------------------------------------

def _read_verb(sentence: SentenceWords, at: int) -> Clause | None:
    """X said that …; X said …; …, X said, …; …, said X; X accused Y of “…”."""
    verb = sentence.find_verb(at)
    if verb is None or _is_noun(sentence, at):
        return None
    subject = find_subject(sentence, verb)
    if subject is None:
        return _read_verb_and_subject_after(sentence, verb)
    return (_read_before_words(sentence, subject, verb) or _read_after_words(sentence, subject, verb)
            or _read_with_quotation(sentence, subject, verb))


def _is_noun(sentence: SentenceWords, at: int) -> bool:
    """Whether a word like "claims" is a noun here: "his latest claims", "the minister's tweets"."""
    if sentence.words[at] in REPORT_NOUNS:
        return bool(DETERMINERS & {*sentence.words[max(0, at - 2):at]})
    may_be_noun = not sentence.words[at].endswith(("ed", "ing", "said", "told"))
    is_country = sentence.words[at - 1:at + 1] == ["united", "states"]
    return is_country or (may_be_noun and sentence.word(at - 1) in DETERMINERS - STANDS_FOR_PEOPLE)


def _read_verb_and_subject_after(sentence: SentenceWords, verb: Verb) -> Clause | None:
    """…, said X; “…,” says X, an expert."""
    subject = find_inverted_subject(sentence, verb) if verb.reports else None
    if subject is None:
        return None
    last = subject[1]
    return _make_clause(sentence, (verb.at, last), subject, cut_around_tag(sentence, verb.at, last, inverted=True),
                        verb.text, verb.stance, "verb and subject after the words")


def _read_before_words(sentence: SentenceWords, subject: Phrase, verb: Verb) -> Clause | None:
    """X said that …; X says …; X told Y that …; X accused Y of …."""
    begin = find_content(sentence, verb)
    if begin is None:
        return None
    return _make_clause(sentence, (_find_clause_start(sentence, subject, verb), begin), subject,
                        cut_statement(sentence, begin),
                        verb.text, verb.stance, "subject and verb before the words")


def _read_after_words(sentence: SentenceWords, subject: Phrase, verb: Verb) -> Clause | None:
    """…, X said; …, X said on Monday, …; “…,” X told reporters."""
    first, end = _find_clause_start(sentence, subject, verb), skip_tag(sentence, verb)
    is_aside = sentence.word(first - 1) == "as" and sentence.word(first - 2) == ","
    first -= is_aside
    follows_its_words = sentence.word(first - 1) in _BEFORE_TAG and _has_said_something(sentence, first, end)
    if end is None or not (verb.reports and follows_its_words) or sentence.opens_quotation(end):
        return None
    if is_aside and sentence.word(end) == ",":  # "and not, as she maintains, by the rain"
        following = (first, end), cut(sentence, end + 1, sentence.find_mark(end + 1, BOUNDARIES))
        return _make_clause(sentence, following[0], subject, following[1], verb.text, verb.stance, "aside with as")
    return _make_clause(sentence, (first, end), subject, cut_around_tag(sentence, first, end),
                        verb.text, verb.stance, "subject and verb after the words")


def _has_said_something(sentence: SentenceWords, first: int, end: int | None) -> bool:
    """Whether enough stands around a tag to be a statement: not "Meanwhile, evictions continue."."""
    n_words = sum(sentence.is_word(at) for at in range(first))
    goes_on = end is not None and any(sentence.is_word(at) for at in range(end, sentence.n))
    return n_words >= _SHORTEST_STATEMENT or goes_on or sentence.has_quotation


def _read_with_quotation(sentence: SentenceWords, subject: Phrase, verb: Verb) -> Clause | None:
    """X said: “…”; X called it “…”; “…” is what X calls it: only what is quoted is attributed."""
    end = skip_tag(sentence, verb)
    is_tag = verb.reports and end is not None
    if not sentence.has_quotation_from(verb.at) and not (is_tag and sentence.has_quotation):
        return None
    leads = sentence.opens_quotation(verb.end if end is None else end)
    return _make_clause(sentence, (_find_clause_start(sentence, subject, verb), verb.end), subject, (), verb.text,
                        verb.stance, "verb before a quotation" if leads else "verb with quoted words")


def _find_clause_start(sentence: SentenceWords, subject: Phrase, verb: Verb) -> int:
    """The subject's first word; or the verb, where another verb of the same subject stands between the two."""
    between = sentence.words[subject[1]:verb.at]
    between = between[1:] if between[:1] == [","] else between  # the comma that closes an apposition
    is_apart = bool((BOUNDARIES | CONJUNCTIONS) & {*between})
    return verb.at if is_apart else subject[0]

"""Find reporting clauses ("she said that …", "…, experts claim", "according to …") and the words they attribute.

A rule is named for the construction it reads. All work on tokens; words inside quotation marks are skipped, so that
"‘I said no,’ he said" has one reporting clause of the article's own. The reporting verbs are the lexicon
``reporting_verbs`` with its stances (after Thompson & Ye 1991).
"""

from __future__ import annotations

from collections.abc import Sequence

from analysis.texts.looked import Looked
from analysis.texts.tokens import Token
from analysis.texts.voices.contents import find_content, skip_tag
from analysis.texts.voices.function_words import (
    BOUNDARIES,
    CONJUNCTIONS,
    DASHES,
    DETERMINERS,
    REPORT_NOUNS,
    STANDS_FOR_PEOPLE,
)
from analysis.texts.voices.grammar import PAST_ENDING, SentenceWords, Verb, load_first_words
from analysis.texts.voices.sources import (
    SOURCE_OPENERS,
    Clause,
    make_clause,
    read_according_to,
    read_hearsay,
    read_noun,
)
from analysis.texts.voices.stretches import cut, cut_around_tag, cut_statement
from analysis.texts.voices.subjects import Phrase, find_inverted_subject, find_subject

_LONGEST_SENTENCE = 400  # tokens; a text without full stops is read in pieces of this length
_SHORTEST_STATEMENT = 3  # words
_BEFORE_NOUN = DETERMINERS - STANDS_FOR_PEOPLE
_BETWEEN_CLAUSES = BOUNDARIES | CONJUNCTIONS
_BEFORE_TAG = DASHES | {",", '"'}


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
    for at, may_open in enumerate(map(_may_open.__getitem__, sentence.words)):
        if not may_open or sentence.quoted[at]:
            continue
        clause = (read_according_to(sentence, at) or read_hearsay(sentence, at) or _read_verb(sentence, at)
                  or read_noun(sentence, at))
        if clause and not _is_taken(clause, clauses):
            clauses = [*(_stop_before(other, clause) for other in clauses), clause]
    return clauses


@Looked
def _may_open(word: str) -> bool:
    """Whether a construction may begin with a word."""
    return word in SOURCE_OPENERS or word in load_first_words() or word.endswith(PAST_ENDING)


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
        return not DETERMINERS.isdisjoint(sentence.words[max(0, at - 2):at])
    may_be_noun = not sentence.words[at].endswith(("ed", "ing", "said", "told"))
    is_country = sentence.words[at - 1:at + 1] == ["united", "states"]
    return is_country or (may_be_noun and sentence.word(at - 1) in _BEFORE_NOUN)


def _read_verb_and_subject_after(sentence: SentenceWords, verb: Verb) -> Clause | None:
    """…, said X; “…,” says X, an expert."""
    subject = find_inverted_subject(sentence, verb) if verb.reports else None
    if subject is None:
        return None
    last = subject[1]
    return make_clause(sentence, (verb.at, last), subject, cut_around_tag(sentence, verb.at, last, inverted=True),
                        verb.text, verb.stance, "verb and subject after the words")


def _read_before_words(sentence: SentenceWords, subject: Phrase, verb: Verb) -> Clause | None:
    """X said that …; X says …; X told Y that …; X accused Y of …."""
    begin = find_content(sentence, verb)
    if begin is None:
        return None
    return make_clause(sentence, (_find_clause_start(sentence, subject, verb), begin), subject,
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
        return make_clause(sentence, following[0], subject, following[1], verb.text, verb.stance, "aside with as")
    return make_clause(sentence, (first, end), subject, cut_around_tag(sentence, first, end),
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
    return make_clause(sentence, (_find_clause_start(sentence, subject, verb), verb.end), subject, (), verb.text,
                        verb.stance, "verb before a quotation" if leads else "verb with quoted words")


def _find_clause_start(sentence: SentenceWords, subject: Phrase, verb: Verb) -> int:
    """The subject's first word; or the verb, where another verb of the same subject stands between the two."""
    between = sentence.words[subject[1]:verb.at]
    between = between[1:] if between[:1] == [","] else between  # the comma that closes an apposition
    is_apart = not _BETWEEN_CLAUSES.isdisjoint(between)
    return verb.at if is_apart else subject[0]

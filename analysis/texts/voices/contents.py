"""What is reported: where reported words begin and end, and the stretches of a sentence that a clause attributes.

A place is a token number; a stretch is given as offsets in the text.
"""

from __future__ import annotations

from collections.abc import Sequence

from analysis.texts.voices.function_words import (
    AFTER_A_TAG,
    BOUNDARIES,
    CLAUSE_STARTS,
    CONJUNCTIONS,
    DASHES,
    FINITE,
    PERSONAL_PRONOUNS,
    SAYING,
    SURELY_FINITE,
    TAKES_A_PERSON,
    TAKES_OF_OR_TO,
    TIME_OPENERS,
    TIME_WORDS,
)
from analysis.texts.voices.grammar import SentenceWords, Verb

Stretches = tuple[tuple[int, int], ...]

_THAT_WITHIN = 9  # tokens
_FINITE_WITHIN = 14
_FINITE_WITHIN_AFTER_PERSON = 9
_OF_WITHIN = 8
_TO_WITHIN = 7
_LONGEST_TAG = 12
_CONCESSIONS = ("although", "though")
_TOLD_SOMEBODY = frozenset({"told", "tells", "informed", "reminded", "warned", "warns"})
_CONTENT_WORDS = frozenset({"that", "whether", "how", "why"})
_NOUN_PHRASE_STARTS = frozenset({"the", "his", "her", "their", "its", "some", "many", "both", "no"})
_BREAKS_CLAUSE = BOUNDARIES | {"who", "which", "that", "as", "when", "where", "after"}
_NO_CLAUSE_BEGINS = _BREAKS_CLAUSE | {"of", "in", "by", "for", "to", "at"}
_BEFORE_CLAUSE = DASHES | {",", ";", ":"}


# -- behind the verb ------------------------------------------------------------------------------------------------

def find_content(sentence: SentenceWords, verb: Verb) -> int | None:
    """Find where the reported words begin behind a verb.

    Parameters
    ----------
    sentence : SentenceWords
        The sentence.
    verb : Verb
        One of its verbs of reporting.

    Returns
    -------
    int or None
        The first reported token; None when what follows is no clause ("announced the closure", "said on Monday").

    Examples
    --------
    >>> sentence = SentenceWords.parse("The clerk told reporters on Monday that it had rained.")
    >>> sentence.words[find_content(sentence, sentence.find_verb(2)):]
    ['it', 'had', 'rained', '.']
    """
    if not verb.reports:
        return _find_complement(sentence, verb)
    that = _find_that(sentence, verb)
    if that is not None:
        return None if _belongs_to_object(sentence, verb, that) else that + 1
    first = _skip_time(sentence, verb.end)
    if first == sentence.n or sentence.quoted[first]:
        return None
    if _expects_somebody_to(sentence, verb):
        return verb.end
    begins = sentence.words[first] in _CONTENT_WORDS or _begins_saying(sentence, verb, first) \
        or _begins_clause(sentence, verb, first)
    return first if begins else None


def _find_that(sentence: SentenceWords, verb: Verb) -> int | None:
    """The "that" which opens a clause behind the verb, maybe with a few words between: "said on Monday that"."""
    for at in range(verb.end, min(verb.end + _THAT_WITHIN, sentence.n - 1)):
        if sentence.quoted[at] or sentence.words[at] in {";", ":"}:
            return None
        if sentence.words[at] == "that" and sentence.words[at + 1] not in {",", "."}:
            return at
    return None


def _belongs_to_object(sentence: SentenceWords, verb: Verb, that: int) -> bool:
    """Whether "that" describes what stands before it ("announced a plan that failed"), and is not what was said."""
    follows_object = that > verb.end and sentence.words[verb.end] not in AFTER_A_TAG | {"to"}
    return follows_object and not verb.text.startswith(TAKES_A_PERSON)


def _skip_time(sentence: SentenceWords, first: int) -> int:
    """Past "last week", "on" or "yesterday" to what was said then."""
    if sentence.word(first) in TIME_OPENERS:
        while sentence.word(first) in TIME_WORDS:
            first += 1
    return first


def _expects_somebody_to(sentence: SentenceWords, verb: Verb) -> bool:
    """"Expects the dam to break"; but "expects to win" is a plan."""
    near = range(verb.end, min(verb.end + _TO_WITHIN, sentence.n))
    to_follows = "to" in sentence.words[verb.end + 1:near.stop] and sentence.words[verb.end] != "to"
    return verb.text.startswith("expect") and to_follows and not any(sentence.quoted[at] for at in near)


def _begins_saying(sentence: SentenceWords, verb: Verb, first: int) -> bool:
    """"She says the old dam by the mill will hold": after the commonest verbs a finite verb may come late."""
    return verb.text in SAYING and sentence.words[first] in CLAUSE_STARTS | _NOUN_PHRASE_STARTS \
        and sentence.has_finite_after(first)


def _begins_clause(sentence: SentenceWords, verb: Verb, first: int) -> bool:
    """"They predict rain will fall": words with their finite verb near, or a pronoun that can only be a subject."""
    if sentence.words[first] in _NO_CLAUSE_BEGINS:
        return False
    if sentence.words[first] in PERSONAL_PRONOUNS - {"you"} | {"there"}:
        return True
    for at in range(first + 1, min(first + _FINITE_WITHIN, sentence.n)):
        if sentence.quoted[at] or sentence.words[at] in _BREAKS_CLAUSE:
            return False
        if sentence.words[at] in SURELY_FINITE:
            return verb.text not in _TOLD_SOMEBODY or at < first + _FINITE_WITHIN_AFTER_PERSON
    return False


def _find_complement(sentence: SentenceWords, verb: Verb) -> int | None:
    """Where the complement of a verb begins that only characterises: "accused him of lying", "urged her to go"."""
    if verb.text.startswith(("cite", "citing")) and verb.end < sentence.n and not sentence.quoted[verb.end]:
        return verb.end
    for at in range(verb.end, min(verb.end + _OF_WITHIN, sentence.n - 1)):
        if sentence.quoted[at] or sentence.words[at] in {",", ";", "."}:
            return None
        if sentence.words[at] in {"of", "to"} and at > verb.end and verb.text.startswith(TAKES_OF_OR_TO):
            return at + 1 if sentence.words[at] == "of" else at
    return None


def skip_tag(sentence: SentenceWords, verb: Verb) -> int | None:
    """Find the end of a clause that follows its words: "…, he said on Monday", "…, she told reporters".

    Returns
    -------
    int or None
        The token after the clause; None when the verb has an object or a clause of its own.

    Examples
    --------
    >>> sentence = SentenceWords.parse("The dam, he said on Monday, will break.")
    >>> sentence.words[:skip_tag(sentence, sentence.find_verb(4))]
    ['the', 'dam', ',', 'he', 'said', 'on', 'monday']
    """
    has_object = verb.end < sentence.n and sentence.words[verb.end] not in BOUNDARIES | AFTER_A_TAG
    if has_object and not verb.text.startswith(("tell", "told")):
        return None
    end = sentence.find_mark(verb.end, BOUNDARIES)
    return end if end - verb.end <= _LONGEST_TAG else None


# -- hearsay --------------------------------------------------------------------------------------------------------

def cut_own_clause(sentence: SentenceWords, at: int) -> Stretches:
    """Cut out the clause around a place: "X is said to be ill" is reported as a whole.

    Examples
    --------
    >>> text = "The day was hot, and the dam is said to be dry, but nobody went."
    >>> [text[start:end] for start, end in cut_own_clause(SentenceWords.parse(text), 8)]
    ['the dam is said to be dry']
    """
    first = at
    while first > 0 and not _begins_own_clause(sentence, first, at):
        first -= 1
    ends = (i for i in range(at, sentence.n) if sentence.words[i] == ";"
            or (sentence.words[i] == "," and sentence.word(i + 1) == "but"))
    return cut(sentence, first, next(ends, sentence.n))


def _begins_own_clause(sentence: SentenceWords, first: int, at: int) -> bool:
    before = sentence.words[first - 1]
    return before in _BEFORE_CLAUSE or (before in {"and", "but", "as"} and at - first > 1)


# -- stretches ------------------------------------------------------------------------------------------------------

def cut(sentence: SentenceWords, first: int, last: int) -> Stretches:
    """Cut out what is not quoted from one token to another: stretches with a word, without marks at their ends.

    Examples
    --------
    >>> sentence = SentenceWords.parse("He said the “old” dam, he thinks, will break.")
    >>> cut(sentence, 2, sentence.n)
    ((8, 11), (18, 44))
    """
    stretches = []
    for start, end in sentence.unquoted_between(first, last):
        end = _leave_out_next_tag(sentence, start, end)
        first_word = next((at for at in range(start, end) if sentence.is_word(at)), None)
        last_word = next((at for at in range(end - 1, start - 1, -1) if sentence.is_word(at)), None)
        if first_word is not None and last_word is not None:
            stretches.append(sentence.span(first_word, last_word + 1))
    return tuple(stretches)


def cut_around(sentence: SentenceWords, first: int, last: int) -> Stretches:
    """Cut out all but a clause: "The dam, according to police, will break"; what follows a "but" is the article's."""
    return cut(sentence, 0, first) + cut_statement(sentence, last, turns=("but", *_CONCESSIONS))


def cut_statement(sentence: SentenceWords, first: int, turns: Sequence[str] = _CONCESSIONS) -> Stretches:
    """Cut out a statement up to where the article qualifies it: "She said the dam is safe, although it leaks".

    Examples
    --------
    >>> text = "She said the dam is safe, although it leaks."
    >>> [text[start:end] for start, end in cut_statement(SentenceWords.parse(text), 2)]
    ['the dam is safe']
    """
    qualified = (i for i in range(first, sentence.n) if sentence.words[i] == "," and not sentence.quoted[i]
                 and sentence.word(i + 2 if sentence.word(i + 1) == "even" else i + 1) in turns)
    return cut(sentence, first, next(qualified, sentence.n))


def cut_before(sentence: SentenceWords, first: int, last: int, inverted: bool = False) -> Stretches:
    """Cut out what a clause that follows its words attributes: what stands before it, and behind it what goes on.

    Behind a quotation the article itself goes on ("“…,” he writes — none of which helps"), unless with "and that";
    behind a subject that follows its verb an apposition may come ("…, said Ada Lowe, an expert").
    """
    before = cut(sentence, 0, first)
    if not before:
        goes_on = sentence.words[last + 1:last + 3] == ["and", "that"]
    elif inverted:
        goes_on = sentence.word(last + 1) in FINITE | {"and", "but"}
    else:
        goes_on = True
    return before + cut(sentence, last, sentence.n) if goes_on else before


def _leave_out_next_tag(sentence: SentenceWords, first: int, last: int) -> int:
    """The end of a stretch before a quotation, without a further tag of the same speaker: "…, but added that “…”"."""
    if last == sentence.n:
        return last
    at = last
    while at > first and (sentence.words[at - 1] in {"that", ":", ",", '"'} or sentence.find_verb(at - 1)):
        at -= 1
    if not any(sentence.find_verb(i) for i in range(at, last)):
        return last
    has_link = at > first and sentence.words[at - 1] in CONJUNCTIONS | {"before", "later"}
    return at - 1 if has_link else at

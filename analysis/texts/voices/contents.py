"""What follows a verb of reporting: the words that it reports, or no more than the end of "…, he said on Monday".

A place is a token number.
"""

from __future__ import annotations

from analysis.texts.voices.function_words import (
    AFTER_A_TAG,
    BOUNDARIES,
    CLAUSE_STARTS,
    FINITE,
    LEADS_ASIDE,
    LEADS_TO_OBJECT,
    NOUN_PHRASE_STARTS,
    OBJECT_PRONOUNS,
    ONLY_CLAUSES,
    PERSONAL_PRONOUNS,
    SAYING,
    SURELY_FINITE,
    TAKES_A_PERSON,
    TAKES_A_QUESTION,
    TAKES_OF_OR_TO,
    TIME_OPENERS,
    TIME_WORDS,
)
from analysis.texts.voices.grammar import SentenceWords, Verb

# Within how many tokens behind the verb, or behind where a clause may begin, a word makes it one.
_THAT_WITHIN = 9
_FINITE_WITHIN, _FINITE_WITHIN_AFTER_PERSON = 14, 9
_OF_WITHIN = 8
_TO_WITHIN = 7
_LONGEST_TAG, _LONGEST_PLACE, _LONGEST_PERSON = 12, 14, 6  # tokens
_CONTENT_WORDS = frozenset({"that", "whether", "how", "why"})
_BREAKS_CLAUSE = BOUNDARIES | {"who", "which", "that", "as", "when", "where", "after", "before"}
_NO_CLAUSE_BEGINS = _BREAKS_CLAUSE | LEADS_TO_OBJECT | {"not"}
_SURE_SUBJECTS = PERSONAL_PRONOUNS - {"you"} | {"there"}  # "told you" may end there
_NOUN_PHRASES = _SURE_SUBJECTS | NOUN_PHRASE_STARTS | TIME_WORDS
_ENDS_PERSON = LEADS_ASIDE | LEADS_TO_OBJECT | BOUNDARIES
_ONLY_OBJECTS = OBJECT_PRONOUNS - PERSONAL_PRONOUNS
_CLAUSES = CLAUSE_STARTS | NOUN_PHRASE_STARTS
_NO_STATEMENT_BEGINS = AFTER_A_TAG | LEADS_TO_OBJECT | {"so"}
_TAKES_CLAUSES = SAYING | ONLY_CLAUSES
_ENDS_PLACE = BOUNDARIES | LEADS_ASIDE
_ASIDES = AFTER_A_TAG | TIME_WORDS | {"to"}
_NO_OBJECT_BEGINS = BOUNDARIES | AFTER_A_TAG
_CITES = ("cite", "citing")
_TELLS = ("tell", "told")


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
    if that is not None and not _belongs_to_object(sentence, verb, that):
        return that + 1
    if sentence.word(verb.end) == ":" and sentence.is_word(verb.end + 1) and not sentence.quoted[verb.end + 1]:
        return verb.end + 1
    first = _skip_person(sentence, verb, _skip_time(sentence, verb.end))
    if first == sentence.n or sentence.quoted[first]:
        return None
    if _expects_somebody_to(sentence, verb):
        return verb.end
    is_clause = (sentence.words[first] in _CONTENT_WORDS or _asks_if(sentence, verb, first)
                 or _begins_saying(sentence, verb, first) or _begins_clause(sentence, verb, first))
    return first if is_clause else _find_clause_behind_place(sentence, verb)


def _find_that(sentence: SentenceWords, verb: Verb) -> int | None:
    """The "that" which opens a clause behind the verb, maybe after a few words: "said on Monday that it rained"."""
    for at in range(verb.end, min(verb.end + _THAT_WITHIN, sentence.n - 1)):
        if sentence.quoted[at] or sentence.words[at] in {";", ":"}:
            return None
        if sentence.words[at] == "that" and sentence.words[at + 1] not in {",", "."}:
            return at
    return None


def _belongs_to_object(sentence: SentenceWords, verb: Verb, that: int) -> bool:
    """Whether "that" describes what stands before it ("announced a plan that failed"), and is not what was said."""
    following = sentence.words[verb.end]
    if following == ",":
        following = sentence.word(verb.end + 1)  # "points out, rightly, that"
    is_aside = following in _ASIDES or following.endswith("ly")
    return that > verb.end and not is_aside and not verb.text.startswith(TAKES_A_PERSON)


def _skip_time(sentence: SentenceWords, first: int) -> int:
    """Past "last week", "on" or "yesterday" to what was said then."""
    at = first + 1 if sentence.word(first) == "on" else first
    if sentence.word(at) not in TIME_OPENERS:
        return first
    while sentence.word(at) in TIME_WORDS:
        at += 1
    return at


def _skip_person(sentence: SentenceWords, verb: Verb, first: int) -> int:
    """Past whom something is told ("told reporters on Monday it rained") to the next words that can begin a clause."""
    if not verb.text.startswith(TAKES_A_PERSON):
        return first
    if sentence.word(first) in _ONLY_OBJECTS:
        return _skip_time(sentence, first + 1)
    near = range(first + 1, min(first + _LONGEST_PERSON, sentence.n))
    starts = (at for at in near if sentence.words[at] in _NOUN_PHRASES)
    at = next(starts, sentence.n)
    if at == sentence.n or not _ENDS_PERSON.isdisjoint(sentence.words[first:at]):
        return first
    return _skip_time(sentence, at)


def _asks_if(sentence: SentenceWords, verb: Verb, first: int) -> bool:
    return verb.text.startswith(TAKES_A_QUESTION) and sentence.words[first] == "if"


def _expects_somebody_to(sentence: SentenceWords, verb: Verb) -> bool:
    """Whether somebody "expects the dam to break"; to "expect to win" is a plan."""
    near = range(verb.end, min(verb.end + _TO_WITHIN, sentence.n))
    to_follows = "to" in sentence.words[verb.end + 1:near.stop] and sentence.words[verb.end] != "to"
    return verb.text.startswith("expect") and to_follows and not any(sentence.quoted[at] for at in near)


def _begins_saying(sentence: SentenceWords, verb: Verb, first: int) -> bool:
    """Whether what a common verb says begins here; its finite verb may come late ("she says the dam by the mill …")."""
    word = sentence.words[first]
    may_begin = word in _CLAUSES
    if verb.text in ONLY_CLAUSES:
        may_begin = may_begin or (sentence.is_word(first) and word not in _NO_STATEMENT_BEGINS)
    return verb.text in _TAKES_CLAUSES and may_begin and sentence.has_finite_after(first)


def _begins_clause(sentence: SentenceWords, verb: Verb, first: int) -> bool:
    """Whether a subject begins here ("they predict rain will fall"): a pronoun, or words with a finite verb near."""
    if sentence.words[first] in _NO_CLAUSE_BEGINS:
        return False
    if sentence.words[first] in _SURE_SUBJECTS:
        return sentence.is_word(first + 1)  # "she wrote it." has an object
    for at in range(first + 1, min(first + _FINITE_WITHIN, sentence.n)):
        if sentence.quoted[at] or sentence.words[at] in _BREAKS_CLAUSE:
            return False
        if sentence.words[at] in SURELY_FINITE:
            return not verb.text.startswith(TAKES_A_PERSON) or at < first + _FINITE_WITHIN_AFTER_PERSON
    return False


def _find_clause_behind_place(sentence: SentenceWords, verb: Verb) -> int | None:
    """Where a pronoun begins what was said behind a place or an occasion: "said in an interview on Sunday he would"."""
    if sentence.word(verb.end) not in AFTER_A_TAG:
        return None
    for at in range(verb.end + 1, min(verb.end + _LONGEST_PLACE, sentence.n - 1)):
        if sentence.quoted[at] or sentence.words[at] in _ENDS_PLACE:
            return None
        has_verb = sentence.words[at + 1] in FINITE or sentence.is_past(at + 1)
        if sentence.words[at] in _SURE_SUBJECTS and has_verb:
            return at
    return None


def _find_complement(sentence: SentenceWords, verb: Verb) -> int | None:
    """Where the complement of a verb begins that only characterises: "accused him of lying", "urged her to go"."""
    if verb.text.startswith(_CITES) and verb.end < sentence.n and not sentence.quoted[verb.end]:
        return verb.end
    for at in range(verb.end, min(verb.end + _OF_WITHIN, sentence.n - 1)):
        if sentence.quoted[at] or sentence.words[at] in {",", ";", "."}:
            return None
        takes = verb.text.startswith(TAKES_OF_OR_TO) and not (
            verb.text.startswith("call") and sentence.words[verb.end] != "on")  # "called on her to go", "called to say"
        if sentence.words[at] in {"of", "to"} and at > verb.end and takes:
            return at + 1 if sentence.words[at] == "of" else at
    return None


def skip_tag(sentence: SentenceWords, verb: Verb) -> int | None:
    """Find the end of a clause that follows its words: "…, he said on Monday", "…, she told reporters".

    Parameters
    ----------
    sentence : SentenceWords
        The sentence.
    verb : Verb
        One of its verbs of reporting.

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
    has_object = verb.end < sentence.n and sentence.words[verb.end] not in _NO_OBJECT_BEGINS
    if has_object and not verb.text.startswith(_TELLS):
        return None
    end = sentence.find_mark(verb.end, BOUNDARIES)
    return end if end - verb.end <= _LONGEST_TAG else None

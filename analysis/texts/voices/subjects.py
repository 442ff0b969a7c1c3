"""Who reports: the noun phrase that a verb or noun of reporting, or "according to", names as the source.

A phrase is given as two token numbers, its first and the one after its last.
"""

from __future__ import annotations

from analysis.texts.voices.function_words import (
    ANYBODY,
    AUXILIARIES,
    BE,
    BEFORE_INFINITIVE,
    BOUNDARIES,
    CONJUNCTIONS,
    DASHES,
    DETERMINERS,
    FINITE,
    HYPOTHETICAL,
    NEVER_INVERTED,
    NOT_REPORTED,
    NOT_SAID_BY_IT,
    OWN_VOICE,
    PERCEIVED,
    POSSESSIVES,
    PREPOSITIONS,
    PRONOUN_SUBJECTS,
    RELATIVES,
    SHORT_ADVERBS,
    STANDS_FOR_PEOPLE,
    SURELY_FINITE,
    TIME_WORDS,
)
from analysis.texts.voices.grammar import SentenceWords, Verb

Phrase = tuple[int, int]

_LONGEST_SUBJECT = 14  # tokens
_LONGEST_APPOSITION = 44
_LONGEST_APPOSITION_OF_SOURCE = 11
_LONGEST_OWNER = 3
_BEFORE_A_VERB = AUXILIARIES | SHORT_ADVERBS | PERCEIVED | NOT_REPORTED
_CLOSES_APPOSITION = DASHES | {",", ")"}
_BEFORE_INVERSION = DASHES | {",", '"'}
_NO_SUBJECT_BEGINS = FINITE | PREPOSITIONS | TIME_WORDS | {"that", "to", '"', ":"}
_ENDS_SOURCE = BOUNDARIES | {"?", "!"}
_LEADS_TO_PARTICIPLE = frozenset({"while", "before", "after", "by", "when"})  # "left after telling the crowd that"
_JOINS_VERBS = frozenset({"and", "but", "then", "or"})
_BOUNDS_SUBJECT = BOUNDARIES | CONJUNCTIONS | RELATIVES
_BOUNDS_ANTECEDENT = PREPOSITIONS - {"of"} | {"to"}
_BEFORE_PARTICIPLE = DASHES | {","}
_ENDS_FIRST_PHRASE = BOUNDARIES | FINITE
_NOT_IN_OWNER = CONJUNCTIONS | PREPOSITIONS | {"to", "despite", "the"}


# -- before the verb ------------------------------------------------------------------------------------------------

def find_subject(sentence: SentenceWords, verb: Verb) -> Phrase | None:
    """Find the subject that stands before its verb.

    Parameters
    ----------
    sentence : SentenceWords
        The sentence.
    verb : Verb
        One of its verbs of reporting.

    Returns
    -------
    (int, int) or None
        The subject's tokens; None where nobody else reports ("I think", "may say", "is called", "if she says").

    Examples
    --------
    >>> sentence = SentenceWords.parse("But Ada Lowe, a former aide, has often said that it rains.")
    >>> sentence.words[slice(*find_subject(sentence, sentence.find_verb(10)))]
    ['ada', 'lowe', ',', 'a', 'former', 'aide']
    """
    is_participle = sentence.words[verb.at].endswith("ing")
    if is_participle and sentence.word(verb.at - 1) in _LEADS_TO_PARTICIPLE:
        return _find_subject_of_sentence(sentence, verb.at - 1)
    if sentence.word(verb.at - 1) in PREPOSITIONS:
        return None  # "accused of saying"
    last = _skip_back_to_subject(sentence, verb.at)
    between = {*sentence.words[last:verb.at]}
    follows_be = bool(between & BE)
    if is_participle and not follows_be:
        return _find_subject_of_participle(sentence, verb)
    is_passive = follows_be and not is_participle
    if is_passive or between & NOT_REPORTED:
        return None
    if sentence.word(last - 1) in _JOINS_VERBS and not is_participle:
        return _find_subject_of_sentence(sentence, last)
    source = _find_source_before(sentence, last)
    is_thing = source is not None and sentence.words[slice(*source)] == ["it"]
    return None if is_thing and verb.text.startswith(NOT_SAID_BY_IT) else source


def _skip_back_to_subject(sentence: SentenceWords, at: int) -> int:
    """Back over what stands between subject and verb: "has often", "seemed to", "was heard"."""
    while at > 0 and (sentence.words[at - 1] in _BEFORE_A_VERB or _is_adverb(sentence, at - 1)
                      or _is_to_of_infinitive(sentence, at - 1)):
        at -= 1
    return at


def _is_adverb(sentence: SentenceWords, at: int) -> bool:
    """Whether a word ends like an adverb; the sentence's first is rather a name ("Sally")."""
    return at > 0 and sentence.words[at].endswith("ly")


def _is_to_of_infinitive(sentence: SentenceWords, at: int) -> bool:
    """Whether "to" leads to what was said after all: "had to admit", "went on to say"."""
    return sentence.words[at] == "to" and sentence.word(at - 1) in BEFORE_INFINITIVE


def _find_source_before(sentence: SentenceWords, last: int) -> Phrase | None:
    """The noun phrase that ends here, with its apposition ("Ada Lowe, a former aide"); None when it is no source."""
    head_end: int | None = last
    if sentence.word(last - 1) in _CLOSES_APPOSITION:
        last -= 1
        head_end = _skip_apposition_back(sentence, last)
    if head_end is None:
        return None
    if sentence.word(head_end - 1) == "who":
        return _find_source_before_who(sentence, head_end - 1)
    first = _find_start(sentence, head_end)
    return (first, last) if _is_somebody_else(sentence, first, head_end) else None


def _find_source_before_who(sentence: SentenceWords, who: int) -> Phrase | None:
    """Whom "who" stands for: "colleagues who later said", "Ada Lowe, who says"; but "those who say" are nobody."""
    last = who - 1 if sentence.word(who - 1) == "," else who
    first = next((at + 1 for at in range(last - 1, -1, -1) if _bounds_antecedent(sentence, at)), 0)
    is_anybody = sentence.word(last - 1) in ANYBODY
    return (first, last) if last > first and not is_anybody and _is_somebody_else(sentence, first, last) else None


def _bounds_antecedent(sentence: SentenceWords, at: int) -> bool:
    """Whether a token cannot stand in what "who" stands for: a verb, or a preposition but "of"."""
    is_preposition = sentence.words[at] in _BOUNDS_ANTECEDENT
    return is_preposition or sentence.is_finite(at) or _bounds_subject(sentence, at)


def _skip_apposition_back(sentence: SentenceWords, closing: int) -> int | None:
    """From the mark that closes an apposition ("Ada Lowe, a former aide, said") back to the mark that opens it."""
    mark = sentence.words[closing]
    opening = "(" if mark == ")" else mark
    for at in range(closing - 1, max(-1, closing - 1 - _LONGEST_APPOSITION), -1):
        if sentence.quoted[at] and mark != ",":
            continue  # a quotation between dashes or brackets may hold dashes of its own
        if sentence.words[at] == opening and sentence.word(at - 1) == ")":
            return _skip_apposition_back(sentence, at - 1)  # "Ada Lowe (D-Va.), a former aide,"
        if sentence.words[at] == opening:
            return at if sentence.is_word(at - 1) else None
        if sentence.words[at] in {".", ":", ";"}:
            return None
    return None


def _find_start(sentence: SentenceWords, end: int) -> int:
    """Back from the end of a noun phrase to the clause's start."""
    first = end
    while first > 0 and end - first < _LONGEST_SUBJECT and not _bounds_subject(sentence, first - 1):
        first -= 1
    return first


def _bounds_subject(sentence: SentenceWords, at: int) -> bool:
    """Whether a token cannot stand in a subject; a finite verb can, after "who" ("a clerk who has fled")."""
    word = sentence.words[at]
    is_verb = sentence.is_surely_verb(at) or (word in SURELY_FINITE and sentence.word(at - 1) != "who")
    return is_verb or sentence.quoted[at] or word in _BOUNDS_SUBJECT


def _is_somebody_else(sentence: SentenceWords, first: int, last: int) -> bool:
    """Whether a phrase names a source: not "the", not "I", and not in "if the mayor says"."""
    words = sentence.words[first:last]
    is_hypothetical = HYPOTHETICAL & {*sentence.words[max(0, first - 2):last]}
    stands_for_somebody = bool({*words} - DETERMINERS) or (len(words) == 1 and words[0] in STANDS_FOR_PEOPLE)
    return stands_for_somebody and words[-1] not in OWN_VOICE and not is_hypothetical


def _find_subject_of_participle(sentence: SentenceWords, verb: Verb) -> Phrase | None:
    """The sentence's own subject, for "she resigned, saying that …" and "she wrote a letter calling him “…”"."""
    follows_mark = sentence.word(verb.at - 1) in _BEFORE_PARTICIPLE
    follows_noun = not verb.reports and sentence.is_word(verb.at - 1)
    return _find_subject_of_sentence(sentence) if follows_mark or follows_noun else None


def _find_subject_of_sentence(sentence: SentenceWords, before: int | None = None) -> Phrase | None:
    """The words before the sentence's first finite verb, or before a place; None when they name nobody else."""
    outside = (at for at in range(sentence.n) if sentence.is_word(at) and not sentence.quoted[at])
    first = next((at for at in outside if sentence.words[at] not in CONJUNCTIONS), sentence.n)
    if sentence.word(first) in PREPOSITIONS:  # "In a speech on Monday, Ada Lowe …"
        first = min(sentence.find_mark(first, BOUNDARIES) + 1, sentence.n)
    longest = min(first + _LONGEST_SUBJECT, sentence.n if before is None else before)
    last = next((at for at in range(first, longest) if sentence.quoted[at] or sentence.is_surely_verb(at)
                 or sentence.words[at] in _ENDS_FIRST_PHRASE or sentence.is_past(at)), longest)
    return (first, last) if last > first and _is_somebody_else(sentence, first, last) else None


# -- behind the verb ------------------------------------------------------------------------------------------------

def find_inverted_subject(sentence: SentenceWords, verb: Verb) -> Phrase | None:
    """Find the subject that stands behind its verb, where the words come first: "“…,” said Ada Lowe, an expert".

    Takes and returns what ``find_subject`` does, but leaves an apposition out.

    Examples
    --------
    >>> sentence = SentenceWords.parse("The dam will break, says Ada Lowe, an engineer.")
    >>> sentence.words[slice(*find_inverted_subject(sentence, sentence.find_verb(5)))]
    ['ada', 'lowe']
    """
    follows_its_words = sentence.word(verb.at - 1) in _BEFORE_INVERSION
    may_be_inverted = not (sentence.words[verb.at] in NEVER_INVERTED or sentence.words[verb.at].endswith("ing"))
    if not (follows_its_words and may_be_inverted) or sentence.word(verb.end) in _NO_SUBJECT_BEGINS:
        return None
    last = sentence.find_mark(verb.end, BOUNDARIES)
    return (verb.end, last) if 0 < last - verb.end <= _LONGEST_SUBJECT else None


# -- sources without a verb -----------------------------------------------------------------------------------------

def find_owner(sentence: SentenceWords, noun: int) -> Phrase:
    """Find whose report a noun at a token is: the possessive before it, or else the noun itself ("rumours").

    Examples
    --------
    >>> sentence = SentenceWords.parse("Few believed the prime minister's claim that it was safe.")
    >>> sentence.words[slice(*find_owner(sentence, 6))]
    ['prime', 'minister']
    """
    for at in range(noun - 1, max(-1, noun - 1 - _LONGEST_OWNER), -1):
        if sentence.words[at] == "'s":
            return _find_owner_start(sentence, at), at
        if sentence.words[at] in POSSESSIVES:
            return at, at + 1
        if sentence.words[at] in BOUNDARIES:
            break
    return noun, noun + 1


def _find_owner_start(sentence: SentenceWords, end: int) -> int:
    """Back from the "'s" of an owner to the first of its words."""
    first = end
    while first > end - _LONGEST_OWNER and sentence.is_word(first - 1) \
            and sentence.words[first - 1] not in _NOT_IN_OWNER:
        first -= 1
    return first


def find_end_of_source(sentence: SentenceWords, first: int, leads: bool) -> int:
    """Find the token behind the source after "according to"; when it leads the sentence, it includes an apposition.

    Examples
    --------
    >>> sentence = SentenceWords.parse("According to Ada Lowe, head of the works, the dam will break.")
    >>> sentence.words[2:find_end_of_source(sentence, 2, leads=True)]
    ['ada', 'lowe', ',', 'head', 'of', 'the', 'works']
    """
    end = sentence.find_mark(first, _ENDS_SOURCE)
    if not leads or sentence.word(end) != ",":
        return end
    closing = _find_next_comma(sentence, end + 1)
    is_apposition = closing is not None and sentence.words[end + 1] not in PRONOUN_SUBJECTS \
        and not FINITE & {*sentence.words[end + 1:closing]}
    return closing if is_apposition else end


def _find_next_comma(sentence: SentenceWords, first: int) -> int | None:
    last = min(first + _LONGEST_APPOSITION_OF_SOURCE + 1, sentence.n)
    return next((at for at in range(first, last) if sentence.words[at] == "," and not sentence.quoted[at]), None)

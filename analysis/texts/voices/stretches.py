"""What a reporting clause attributes: the stretches of its sentence outside quotation marks, as offsets in the text."""

from __future__ import annotations

from collections.abc import Sequence

from analysis.texts.voices.function_words import CONJUNCTIONS, DASHES, FINITE
from analysis.texts.voices.grammar import SentenceWords

Stretches = tuple[tuple[int, int], ...]

_CONCESSIONS = ("although", "though")
_BEFORE_CLAUSE = DASHES | {",", ";", ":"}
_BEFORE_MAIN_CLAUSE = frozenset({"and", "but", "as"})
_BEFORE_QUOTATION = frozenset({"that", ":", ",", '"'})
_GOES_ON = FINITE | {"and", "but"}
_LINKS = CONJUNCTIONS | {"before", "later"}


def cut(sentence: SentenceWords, first: int, last: int) -> Stretches:
    """Cut out what is not quoted from one token to another: stretches with a word, without marks at their ends.

    Parameters
    ----------
    sentence : SentenceWords
        The sentence.
    first, last : int
        The first token, and the one after the last.

    Returns
    -------
    tuple of (int, int)
        The stretches' offsets in the text, in order.

    Examples
    --------
    >>> text = "He said the “old” dam by the mill will break."
    >>> [text[start:end] for start, end in cut(SentenceWords.parse(text), 2, 13)]
    ['the', 'dam by the mill will break']
    """
    stretches = []
    for start, end in sentence.unquoted_between(first, last):
        end = _leave_out_next_tag(sentence, start, end)
        first_word = next((at for at in range(start, end) if sentence.is_word(at)), None)
        last_word = next((at for at in range(end - 1, start - 1, -1) if sentence.is_word(at)), None)
        if first_word is not None and last_word is not None:
            stretches.append(sentence.span(first_word, last_word + 1))
    return tuple(stretches)


def _leave_out_next_tag(sentence: SentenceWords, first: int, last: int) -> int:
    """The end of a stretch before a quotation, without a further tag of the same speaker: "…, but added that “…”"."""
    if last == sentence.n:
        return last
    at = last
    while at > first and (sentence.words[at - 1] in _BEFORE_QUOTATION or sentence.find_verb(at - 1)):
        at -= 1
    if not any(sentence.find_verb(i) for i in range(at, last)):
        return last
    has_link = at > first and sentence.words[at - 1] in _LINKS
    return at - 1 if has_link else at


def cut_statement(sentence: SentenceWords, first: int, turns: Sequence[str] = _CONCESSIONS) -> Stretches:
    """Cut out a statement up to where the article qualifies it, with a comma and one of ``turns``.

    Examples
    --------
    >>> text = "She said the dam is safe, although it leaks."
    >>> [text[start:end] for start, end in cut_statement(SentenceWords.parse(text), 2)]
    ['the dam is safe']
    """
    end = next((at for at in range(first, sentence.n) if _turns(sentence, at, turns)), sentence.n)
    return cut(sentence, first, end)


def _turns(sentence: SentenceWords, at: int, turns: Sequence[str]) -> bool:
    """Whether a comma and one of some words stand here, maybe with "even" between: ", even though"."""
    following = at + 2 if sentence.word(at + 1) == "even" else at + 1
    return sentence.words[at] == "," and not sentence.quoted[at] and sentence.word(following) in turns


def cut_all_but(sentence: SentenceWords, first: int, last: int) -> Stretches:
    """Cut out all but a clause; what follows a "but" is the article's.

    Examples
    --------
    >>> text = "The dam, according to police, will break, but not today."
    >>> [text[start:end] for start, end in cut_all_but(SentenceWords.parse(text), 3, 6)]
    ['The dam', 'will break']
    """
    return cut(sentence, 0, first) + cut_statement(sentence, last, turns=("but", *_CONCESSIONS))


def cut_around_tag(sentence: SentenceWords, first: int, last: int, inverted: bool = False) -> Stretches:
    """Cut out what a tag attributes, such as ", a clerk said,": what stands before it, and behind it what goes on.

    Behind a quotation the article itself goes on ("“…,” he writes — none of which helps"), unless with "and that";
    behind a subject that follows its verb (``inverted``) an apposition may come ("…, said Ada Lowe, an expert").

    Examples
    --------
    >>> text = "The dam, a clerk said, would break."
    >>> [text[start:end] for start, end in cut_around_tag(SentenceWords.parse(text), 3, 6)]
    ['The dam', 'would break']
    """
    before = cut(sentence, 0, first)
    if not before:
        goes_on = sentence.words[last + 1:last + 3] == ["and", "that"]
    elif inverted:
        goes_on = sentence.word(last + 1) in _GOES_ON
    else:
        goes_on = True
    return before + cut(sentence, last, sentence.n) if goes_on else before


def cut_own_clause(sentence: SentenceWords, at: int) -> Stretches:
    """Cut out the clause around a token: "the dam is said to be dry" is reported as a whole.

    Examples
    --------
    >>> text = "The day was hot, and the dam is said to be dry, but nobody went."
    >>> [text[start:end] for start, end in cut_own_clause(SentenceWords.parse(text), 8)]
    ['the dam is said to be dry']
    """
    begin = next((first for first in range(at, 0, -1) if _begins_clause(sentence, first, at)), 0)
    end = next((last for last in range(at, sentence.n) if _ends_clause(sentence, last)), sentence.n)
    return cut(sentence, begin, end)


def _begins_clause(sentence: SentenceWords, first: int, at: int) -> bool:
    """Whether a clause with a subject begins at ``first`` and reaches to ``at``: after a mark, or after "and"."""
    before, has_subject = sentence.words[first - 1], at - first > 1
    return before in _BEFORE_CLAUSE or (before in _BEFORE_MAIN_CLAUSE and has_subject)


def _ends_clause(sentence: SentenceWords, at: int) -> bool:
    word, following = sentence.words[at], sentence.word(at + 1)
    return word == ";" or (word == "," and following == "but")

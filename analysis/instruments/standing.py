"""What a word is by where it stands: denied by a negation before it, or a name by its capital."""

from __future__ import annotations

from collections.abc import Sequence

from analysis.texts.tokens import Token

_NEGATORS = frozenset("not n't no never nobody nothing neither nor without hardly scarcely barely cannot".split())
_CLAUSE_MARKS = frozenset(", ; : – — ( ) but".split())
_BEFORE_A_BEGINNING = frozenset('" : ( ['.split())
_NEGATION_REACH = 3


def is_negated(words: Sequence[str], at: int) -> bool:
    """Say whether a negation stands in the three words before a place, in the same clause.

    Examples
    --------
    >>> is_negated(["not", "a", "great", "day"], 2), is_negated(["no", ",", "a", "great", "day"], 3)
    (True, False)
    """
    before = words[max(0, at - _NEGATION_REACH):at]
    if _NEGATORS.isdisjoint(before):
        return False
    for word in reversed(before):
        if word in _CLAUSE_MARKS:
            return False
        if word in _NEGATORS:
            return True
    return False


def is_name(tokens: Sequence[Token], at: int, text: str) -> bool:
    """Say whether a word is, or is part of, a name: a capital where neither a beginning nor a headline asks for it.

    Examples
    --------
    >>> from analysis.texts.tokens import tokenise_words
    >>> text = "In May “Hope may win” was sung."
    >>> tokens = tokenise_words(text)
    >>> [token.text for at, token in enumerate(tokens) if is_name(tokens, at, text)]
    ['may']
    """
    return at > 0 and tokens[at - 1].text not in _BEFORE_A_BEGINNING and _is_capital(tokens, at, text)


def starts_name(tokens: Sequence[Token], at: int, text: str) -> bool:
    """Say whether a capital at a sentence's beginning stands before another one ("Will Low left").

    Examples
    --------
    >>> from analysis.texts.tokens import tokenise_words
    >>> text = "May Low left."
    >>> starts_name(tokenise_words(text), 0, text), starts_name(tokenise_words("May I?"), 0, "May I?")
    (True, False)
    """
    if not _is_capital(tokens, at, text) or at + 1 == len(tokens):
        return False
    return text[tokens[at + 1].start].isupper() and not any(token.text == "?" for token in tokens)


def _is_capital(tokens: Sequence[Token], at: int, text: str) -> bool:
    """Whether a word has a capital that says something: not all of it capitals, not among words that all have one."""
    spelling = text[tokens[at].start:tokens[at].end]
    return spelling[0].isupper() and not spelling.isupper() and not _in_headline_case(tokens, text)


def _in_headline_case(tokens: Sequence[Token], text: str) -> bool:
    """Whether most of the sentence's words are capitalised, so that a capital says nothing."""
    longer = [text[token.start] for token in tokens if token.end - token.start > 3 and token.is_word]
    return sum(character.isupper() for character in longer) > len(longer) / 2

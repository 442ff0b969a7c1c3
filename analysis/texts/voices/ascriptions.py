"""Find what a text ascribes to somebody without reporting a statement: wishes, plans, judgements, topics of talk.

"She wants to leave", "he criticised the plan", "their concerns about the cost", "she called it “absurd”": these words
are the article's own (CODEBOOK.md, "Voice"), yet they give somebody a thought. Corpora of attribution count them beside
direct and indirect speech (Pareti 2016; Newell et al. 2018), and ``framing validate`` does so for spans labelled
"attributed". The cues are the lexicon ``attitudes``, by what follows them.
"""

from __future__ import annotations

import functools
from typing import NamedTuple

from analysis.lexicons import load_lexicon
from analysis.texts.spans import SpanIndex
from analysis.texts.tokens import Token
from analysis.texts.voices.function_words import (
    AUXILIARIES,
    BE,
    BOUNDARIES,
    CONJUNCTIONS,
    DASHES,
    DETERMINERS,
    LEADS_ASIDE,
    LEADS_TO_OBJECT,
    OBJECT_PRONOUNS,
    PERSONAL_PRONOUNS,
    SHORT_ADVERBS,
    SURELY_FINITE,
    TIME_WORDS,
)
from analysis.texts.voices.grammar import SentenceWords
from analysis.texts.voices.passages import Voices

_LONGEST_TERM = 4  # words
_TO_WITHIN, _FOR_WITHIN, _VERB_WITHIN, _WHAT_WITHIN = 9, 8, 6, 4  # tokens
_OWN_VOICE = frozenset({"i", "we", "you"})
_STATES_A_PLAN = frozenset({"expected", "meant", "intended"})  # "is expected to rain": nobody's in particular
_OBJECT_PRONOUNS = OBJECT_PRONOUNS | {"this", "that"}
_NO_OBJECT_BEGINS = BOUNDARIES | TIME_WORDS | LEADS_TO_OBJECT | {"who", "which", "that", "because", "and", "or"}
_OPENS_CLAUSE = LEADS_ASIDE | CONJUNCTIONS | PERSONAL_PRONOUNS | {"what", "how", "why", "whether", "this", "there"}
_QUESTIONS = frozenset({"how", "why", "what", "whether", "where", "when"})
_ENDS_OBJECT = SURELY_FINITE | {"while", "after", "before", "when", "during", "because", "saying", "adding"}
_ENDS_CONTENT = DASHES | {";", ":", "--"}
_ENDS_OBJECT_OR_CONTENT = _ENDS_CONTENT | {","} | _ENDS_OBJECT
_HELPERS = AUXILIARIES | SHORT_ADVERBS
_NOT_BEFORE_TO = BOUNDARIES - {"-"} | SURELY_FINITE | LEADS_ASIDE
_BEGINS_ANOTHER = CONJUNCTIONS | PERSONAL_PRONOUNS
_MARKS = frozenset({'"', "'"})
_NO_COMMENT = frozenset({"comment", "be"})  # "declined to comment", "asked not to be named"


class Ascription(NamedTuple):
    """Words that a text gives to somebody, their offsets, and the cue that gives them."""

    start: int
    end: int
    cue: str


class _Cue(NamedTuple):
    """A cue's tokens, and what it takes: infinitive, object, either, or the clause behind it."""

    at: int
    end: int
    takes: str


def find_ascriptions(voices: Voices) -> list[Ascription]:
    """Find what an article ascribes to somebody outside its direct and indirect speech.

    Parameters
    ----------
    voices : Voices
        The article as ``read_voices`` read it.

    Returns
    -------
    list of Ascription
        In order, none overlapping another.

    Examples
    --------
    >>> from analysis.texts.voices.passages import read_voices
    >>> text = "The mayor wants to close the mill. Neighbours criticised the plan."
    >>> [(text[a.start:a.end], a.cue) for a in find_ascriptions(read_voices(text))]
    [('to close the mill', 'wants'), ('the plan', 'criticised')]
    """
    others = SpanIndex([passage for passage in voices.passages if passage.voice != "narration"])
    mentions = SpanIndex(voices.mentions)
    found: list[Ascription] = []
    for tokens in voices.tokens:
        found += _read_sentence(SentenceWords(tokens, [_is_within(others, token) for token in tokens]),
                                [_is_within(mentions, token) for token in tokens])
    return found


def _is_within(spans: SpanIndex, token: Token) -> bool:
    return bool(spans.overlapping(token.start, token.end))


def _read_sentence(sentence: SentenceWords, mentioned: list[bool]) -> list[Ascription]:
    """Try a cue at each word in turn; ``quoted`` words of the sentence are others' already."""
    found, at = [], 0
    while at < sentence.n:
        cue = _find_cue(sentence, at)
        content = _find_content(sentence, cue) if cue else _find_mention(sentence, mentioned, at)
        if content is None:
            at += 1
            continue
        words = sentence.words[cue.at:cue.end] if cue else ["quoted word"]
        found.append(Ascription(*sentence.span(*content), " ".join(words)))
        at = content[1]
    return found


# -- cues -----------------------------------------------------------------------------------------------------------

def _find_cue(sentence: SentenceWords, at: int) -> _Cue | None:
    """The longest cue that begins at a token, unless it is in somebody's words or the writer's own ("I want")."""
    if sentence.quoted[at]:
        return None
    for end in range(min(at + _LONGEST_TERM, sentence.n - 1), at, -1):
        takes = _load_cues().get(tuple(sentence.words[at:end]))
        if takes:
            return None if _is_own(sentence, at) or _is_adjective(sentence, at, end) else _Cue(at, end, takes)
    return None


def _is_own(sentence: SentenceWords, at: int) -> bool:
    """Whether the writer or nobody is the subject: "I have been hoping", "Expect it to rain"."""
    before = at - 1
    while sentence.word(before) in _HELPERS:
        before -= 1
    return sentence.word(before) in _OWN_VOICE or before < 0 and sentence.word(at) == "expect"


def _is_adjective(sentence: SentenceWords, at: int, end: int) -> bool:
    """Whether a participle only describes a noun: "the alleged incident", "a proposed mill"."""
    is_single = end - at == 1
    return is_single and sentence.words[at].endswith("ed") and sentence.word(at - 1) in DETERMINERS


# -- contents -------------------------------------------------------------------------------------------------------

def _find_content(sentence: SentenceWords, cue: _Cue) -> tuple[int, int] | None:
    if cue.takes == "clause":
        return cue.end, _find_end(sentence, cue.end)
    is_passive = cue.end - cue.at == 1 and _follows_be(sentence, cue.at)
    if "infinitive" in cue.takes:
        to = _find_to(sentence, cue)
        if to is not None:
            return None if is_passive and sentence.words[cue.at] in _STATES_A_PLAN else (to, _find_end(sentence, to))
    first = _find_predicate(sentence, cue) if "as" in cue.takes or "name" in cue.takes else None
    if first is None and "object" in cue.takes:
        first = _find_for(sentence, cue) if is_passive or sentence.words[cue.end] == "for" else cue.end
    if first is None or not sentence.is_word(first) or sentence.words[first] in _NO_OBJECT_BEGINS:
        return None
    return first, (_find_end if sentence.words[first] in _QUESTIONS else _find_end_of_object)(sentence, first)


def _find_predicate(sentence: SentenceWords, cue: _Cue) -> int | None:
    """What something is described as, or called: "framed it as a farce", "called it one", "what she called a farce"."""
    if "as" in cue.takes:
        near = range(cue.end, min(cue.end + _FOR_WITHIN, sentence.n - 1))
        return next((at + 1 for at in near if sentence.words[at] == "as"), None)
    if sentence.word(cue.end) in _OBJECT_PRONOUNS:
        return cue.end + 1
    return cue.end if "what" in sentence.words[max(0, cue.at - _WHAT_WITHIN):cue.at] else None


def _follows_be(sentence: SentenceWords, at: int) -> bool:
    before = at - 1
    while sentence.word(before) in SHORT_ADVERBS or sentence.word(before).endswith("ly"):
        before -= 1
    return sentence.word(before) in BE


def _find_to(sentence: SentenceWords, cue: _Cue) -> int | None:
    """The "to" of an infinitive behind a cue, maybe with a person between: "urged the mayor to go"."""
    for at in range(cue.end, min(cue.end + _TO_WITHIN, sentence.n - 1)):
        word, following = sentence.words[at], sentence.words[at + 1]
        if word == "to" and sentence.is_word(at + 1) and following not in DETERMINERS:
            return None if following in _NO_COMMENT else at
        if sentence.quoted[at] or word in _NOT_BEFORE_TO:
            return None
    return None


def _find_for(sentence: SentenceWords, cue: _Cue) -> int | None:
    """What somebody is praised or criticised for: "was praised by the crowd for staying"."""
    near = range(cue.end, min(cue.end + _FOR_WITHIN, sentence.n - 1))
    return next((at + 1 for at in near if sentence.words[at] == "for"), None)


def _find_end(sentence: SentenceWords, first: int) -> int:
    """The end of a clause: a dash, a comma before the next one, the sentence's own verb ("plans to go are late")."""
    may_hold_verb = sentence.words[first] != "to"
    for at in range(first + 1, sentence.n):
        word, following = sentence.words[at], sentence.word(at + 1)
        begins_another = following in _BEGINS_ANOTHER or following.endswith("ing")
        may_hold_verb = may_hold_verb or word in _OPENS_CLAUSE
        is_main_verb = word in SURELY_FINITE and not may_hold_verb
        if word in _ENDS_CONTENT or (word == "," and begins_another) or is_main_verb:
            return at
    return _drop_last_mark(sentence, first)


def _find_end_of_object(sentence: SentenceWords, first: int) -> int:
    """The end of a noun phrase: any comma or dash, or the next verb or clause."""
    ends = (at for at in range(first + 1, sentence.n)
            if sentence.words[at] in _ENDS_OBJECT_OR_CONTENT)
    return next(ends, _drop_last_mark(sentence, first))


def _drop_last_mark(sentence: SentenceWords, first: int) -> int:
    last = sentence.n
    while last > first + 1 and not sentence.is_word(last - 1):
        last -= 1
    return last


def _find_mention(sentence: SentenceWords, mentioned: list[bool], at: int) -> tuple[int, int] | None:
    """A quoted word behind a verb of reporting: "called it “absurd”"."""
    if not mentioned[at] or (at > 0 and mentioned[at - 1]):
        return None
    near = range(max(0, at - _VERB_WITHIN), at)
    if not any(sentence.find_verb(i) for i in near):
        return None
    last = next((i for i in range(at, sentence.n) if not mentioned[i]), sentence.n)
    return at - (sentence.word(at - 1) in _MARKS), last + (sentence.word(last) in _MARKS)


@functools.cache
def _load_cues() -> dict[tuple[str, ...], str]:
    entries = load_lexicon("attitudes").entries
    return {tuple(term.split()): category for term, category in zip(entries.term, entries.category)}

"""The words of an article with what the rules of naming ask of them, and its runs of capitalised words."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from typing import NamedTuple

from analysis.texts.looked import Looked
from analysis.texts.names.lists import load_lists
from analysis.texts.tokens import Sentence, split_runs

# "Jr.", initials with their full stops ("J.K."), a word with its inner hyphens and apostrophes, or a number.
_WORD = re.compile(r"(?:Jr|Sr)\.|(?<![\w.])(?:[^\W\d_]\.)+(?=[\s,'\"\])]|$|[^\W\d_]{2})"
                   r"|[^\W\d_]\w*(?:['-][^\W\d_]\w*)*|\d(?:[\w,.-]*\w)?")
_POSSESSIVE = ("'s", "'S")
_SMALL_PREFIX = re.compile(r"(?:al|el|as|an|ar|ash|ad|at|az|bin|ul|d|l)[-'](?=[^\W\d_])", re.IGNORECASE)
_INITIAL, _INITIALS = re.compile(r"[^\W\d_]\.$"), re.compile(r"(?:[^\W\d_]\.)+")
_NO_INITIALS = frozenset({"u.s.", "u.k.", "u.n.", "e.u.", "d.c.", "u.s.a."})
_BRACKETS = frozenset({"] ", " ["})  # an editor's, inside a name
_LONG_WORD = 4  # letters of the words that headlines capitalise without exception
_HEADLINE_SHARE, _FEWEST_LONG_WORDS, _SURELY_A_HEADLINE = 0.75, 3, 6

# Titles that stand before a surname, and what carries a full stop before a name.
COURTESY = frozenset("mr mrs ms dr".split())
STOPPED = COURTESY | frozenset("prof gen lt col sgt capt maj adm cmdr sen sens rep reps gov rev hon st messrs".split())
_STOPPED_SUFFIXES = frozenset({"jr", "sr"})


class Word(NamedTuple):
    """A word: its offsets without a possessive "'s", how it is written, and where it stands.

    ``lower`` has neither capitals nor full stops; ``gap`` is what stands between it and the word before; ``owns`` is
    whether an "'s" follows; ``opens`` whether it begins a sentence or a quotation; ``is_capital`` whether it begins
    with a capital, maybe behind "al-" or "d'"; ``in_capitals`` whether its line capitalises more than names.
    """

    start: int
    end: int
    text: str
    lower: str
    gap: str
    owns: bool
    sentence: int
    opens: bool
    is_capital: bool
    in_capitals: bool = False


class Run(NamedTuple):
    """Some words in a row, by the numbers of the first and of the one after the last."""

    first: int
    end: int


# -- words ------------------------------------------------------------------------------------------------------------

def read_words(plain: str, sentences: Sequence[Sentence]) -> list[Word]:
    """Read the words of a normalised text.

    Examples
    --------
    >>> from analysis.texts.tokens import split_sentences
    >>> plain = "Mr O'Brien's aide left. J.K. Ward stayed."
    >>> [word.text for word in read_words(plain, split_sentences(plain)) if word.is_capital]
    ['Mr', "O'Brien", 'J.K.', 'Ward']
    """
    lines = [_read_line(plain, [*line])
             for _, line in itertools.groupby(sentences, key=lambda sentence: sentence.paragraph)]
    lowered = {word.lower for line in lines for word in line if not word.is_capital}
    words: list[Word] = []
    for line in lines:
        in_capitals = bool(line) and _is_in_capitals(line, lowered, plain)
        words += [word._replace(in_capitals=True) for word in line] if in_capitals else line
    return words


def _read_line(plain: str, sentences: list[Sentence]) -> list[Word]:
    """The words of a line; a sentence that the splitter ends at "John A." or "Mr." goes on."""
    before, number, goes_on = sentences[0].start, sentences[0].sentence, False
    make = tuple.__new__  # half the time of a named tuple's own
    words: list[Word] = []
    for sentence in sentences:
        if not goes_on:
            before, number = sentence.start, sentence.sentence
        begins, follows_capital = sentence.start, False
        for at, run in split_runs(plain, begins, sentence.end):
            for first, last, text, lower, owns, is_capital, is_initial, is_stopped in _read_run[run]:
                start, end = at + first, at + last
                gap = plain[before:start]
                opens = before == begins or gap != " " and ('"' in gap or ":" in gap)
                goes_on = is_stopped or is_initial and follows_capital and gap == " "
                words.append(make(Word, (start, end, text, lower, gap, owns, number, opens, is_capital, False)))
                before, follows_capital = end, is_capital
    return words


@Looked
def _read_run(run: str) -> list[tuple[int, int, str, str, bool, bool, bool, bool]]:
    """The words in a run of characters without a blank.

    Where each begins and ends in the run without a possessive "'s", its text, the text simplified, whether an "'s" or
    a "'" follows, whether it has a capital, is an initial, is like "Mr".
    """
    if run.isalpha():  # a bare word, told without a pattern
        lower = run.lower()
        return [(0, len(run), run, lower, False, run[0].isupper(), False, lower in STOPPED)]
    found = []
    for match in _WORD.finditer(run):
        (first, last), text = match.span(), match[0]
        owns = run.startswith("'", last)
        if text.endswith(_POSSESSIVE) and len(text) > 2:
            last, text, owns = last - 2, text[:-2], True
        lower = simplify(text)
        found.append((first, last, text, lower, owns, _is_capital(text), bool(_INITIAL.search(text)), lower in STOPPED))
    return found


def simplify(word: str) -> str:
    """A word in small letters without full stops, but for those of initials: "A." is no article.

    Examples
    --------
    >>> simplify("U.S."), simplify("Jr."), simplify("A."), simplify("J.K.")
    ('us', 'jr', 'a.', 'j.k.')
    """
    lower = word.lower()
    return lower if _INITIALS.fullmatch(word) and lower not in _NO_INITIALS else lower.replace(".", "")


def drop_prefix(word: str) -> str:
    """A surname without "al-" and the like.

    Examples
    --------
    >>> drop_prefix("al-assad"), drop_prefix("lowe")
    ('assad', 'lowe')
    """
    prefix = _SMALL_PREFIX.match(word)
    return word[prefix.end():] if prefix else word


def _is_capital(text: str) -> bool:
    prefix = _SMALL_PREFIX.match(text) if "-" in text or "'" in text else None
    return text[0].isupper() or prefix is not None and text[prefix.end()].isupper()


def _is_in_capitals(line: list[Word], lowered: set[str], plain: str) -> bool:
    """Whether a line is a headline in capitals, or with a capital on every long word, names or not."""
    if plain.startswith(".", line[-1].end):
        return False
    long_words = [word for word in line[1:] if len(word.text) >= _LONG_WORD and word.text[0].isalpha()]
    capitals = [word for word in long_words if word.is_capital]
    if len(long_words) > 1 and all(word.text.isupper() for word in long_words):
        return True
    if len(capitals) < max(_FEWEST_LONG_WORDS, _HEADLINE_SHARE * len(long_words)):
        return False
    n_no_names = sum(word.lower in lowered for word in capitals)
    return n_no_names > 1 or len(capitals) >= _SURELY_A_HEADLINE


# -- runs -------------------------------------------------------------------------------------------------------------

def is_joined(words: Sequence[Word], at: int) -> bool:
    """Whether a word and the one before it can be parts of one name or phrase: no mark between, no "'s"."""
    if not 0 < at < len(words):
        return False
    before, word = words[at - 1], words[at]
    if word.sentence != before.sentence or before.owns:
        return False
    gap = word.gap
    return gap == " " or not gap or gap.isspace() or gap in _BRACKETS or gap == ". " and before.lower in STOPPED \
        or gap == ", " and word.lower in _STOPPED_SUFFIXES


def find_runs(words: Sequence[Word]) -> list[Run]:
    """Find the runs of capitalised words; a particle in small letters may stand inside ("Ursula von der Leyen").

    Examples
    --------
    >>> from analysis.texts.tokens import split_sentences
    >>> plain = "Ursula von der Leyen met Mr. Lowe in Leeds on Monday."
    >>> words = read_words(plain, split_sentences(plain))
    >>> [" ".join(word.text for word in words[slice(*run)]) for run in find_runs(words)]
    ['Ursula von der Leyen', 'Mr Lowe', 'Leeds']
    """
    never = load_lists()["never_surnames"]
    runs: list[Run] = []
    for at in [at for at, word in enumerate(words) if word.is_capital and word.lower not in never]:
        if runs and at < runs[-1].end:
            continue
        end = at + 1
        while (following := _find_next_capital(words, end)) is not None:
            end = following + 1
        runs.append(Run(at, end))
    return runs


def _find_next_capital(words: Sequence[Word], at: int) -> int | None:
    """The capitalised word that goes on with a run, here or behind particles; None where the run ends."""
    lists = load_lists()
    while is_joined(words, at) and words[at].text in lists["particles"]:
        at += 1
    goes_on = at < len(words) and words[at].is_capital and is_joined(words, at)
    never = goes_on and (words[at].lower in lists["never_surnames"] or words[at].lower in COURTESY)
    return at if goes_on and not never else None

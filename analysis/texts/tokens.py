"""Paragraphs, sentences and tokens, each with its offsets in the canonical text.

NLTK does the splitting (Punkt, Kiss & Strunk 2006, with our own abbreviations; the Treebank word tokeniser, Bird,
Klein & Loper 2009), on a *normalised copy*: as long as the text, so that offsets hold, with every apostrophe straight
and every quotation mark a straight double one. Analysers that mistake a curly "isn’t" for praise read this copy too.
"""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from analysis.texts.looked import Looked
from analysis.texts.tokenisers import ABBREVIATIONS, load_punkt, load_word_tokeniser

_DOUBLE_MARKS = "“”„‟«»‹›″＂"
_SINGLE_MARKS = "‘’‛′`´"
_PLAIN = ({mark: '"' for mark in _DOUBLE_MARKS} | {mark: "'" for mark in _SINGLE_MARKS}
          | {blank: " " for blank in "\u00a0\u2002\u2003\u2009\u202f\t"})
_NOT_PLAIN = re.compile(f"[{''.join(_PLAIN)}]")
_ELISION = r"(?:em|til|cause|twas|tis|round|n|\d0s)\b"
# A single mark is a quotation mark where it opens before a word or closes after one; inside a word, or in a plural
# possessive that no open mark waits for, it is an apostrophe.
_OPENING_SINGLE = re.compile(rf"(?<![^\s(\[\"—–-])'(?=[^\s'])(?!{_ELISION})", re.IGNORECASE)
_CLOSING_SINGLE = re.compile(r"(?<=[^\s'])'(?![^\W_])")
_SENTENCE_MAY_END = re.compile(r"(?<!\S)[^\s.?!]*+[.?!]\S*+\s+\S")  # each run of characters is looked through once
# What Punkt may take for an end, and the plain case: small letters or figures, their mark, a blank, a capital letter.
_MAY_BE_END = re.compile(r"[.?!](?!\w)")
_PLAIN_END = re.compile(r"""[.?!](?<=[a-z][a-z].|[0-9][0-9].)["')\]]*(\s+)(?=["'(\[]*[A-Z])""")
_LAST_LETTERS = re.compile(r"[^\W\d_]+\Z")
_AFTER_TEXT = ".?!\"')]} "
_FULL_STOP = re.compile(r"(?<!\.)\.(?=[\])}>\"' ]*$)")
# A bare word, maybe with hyphens or contracted, in double marks or brackets, and what may close it: these need no
# tokeniser.
_PLAIN_RUN = re.compile(
    r"""(["(])?([^\W_]+?(?:-[^\W_]+?)*)(?:(n't)|('s|'m|'d|'ll|'re|'ve|'))?([,;:?!])?([")])?([,;:?!])?""")
_RUN = re.compile(r"\S+")
_PARTED_WORDS = frozenset({"cannot", "gimme", "gonna", "gotta", "lemme", "wanna"})
_PARTED_AT = 3  # all of them: "can not", "gon na"
_ENDS_IN_NUMBER = re.compile(r"\b[Nn]os?\.$")  # "No. 10"; but "He said no. They left."
_ENDS_IN_INITIALS = re.compile(r"(?<!\w)(?:[^\W\d_]\.){2,}$")


class Sentence(NamedTuple):
    """One sentence: its paragraph's number, its own number (both 0-based in the article), and its offsets."""

    paragraph: int
    sentence: int
    start: int
    end: int


class Token(NamedTuple):
    """One token: its offsets, and its normalised text in lower case."""

    start: int
    end: int
    text: str

    @property
    def is_word(self) -> bool:
        """Whether it holds at least one letter or digit."""
        return self.text.isalnum() or any(map(str.isalnum, self.text))


@functools.lru_cache(maxsize=4)  # an article's instruments all ask for the same one
def normalise_text(text: str) -> str:
    """Return a copy of the same length with straight apostrophes and straight double quotation marks.

    Examples
    --------
    >>> normalise_text("It isn’t ‘over’, she said: “Not yet.”")
    'It isn\\'t "over", she said: "Not yet."'
    """
    plain = _NOT_PLAIN.sub(lambda match: _PLAIN[match.group()], text)  # a tenth of what str.translate takes
    if "'" not in plain:
        return plain
    marks: list[int] = []
    opened: int | None = None
    for match in re.finditer(r"['\n]", plain):
        at = match.start()
        if match.group() == "\n":
            opened = None
        elif _OPENING_SINGLE.match(plain, at):
            marks.append(at)
            opened = at
        elif opened is not None and _CLOSING_SINGLE.match(plain, at):
            marks.append(at)
            opened = None
    characters = list(plain)
    for at in marks:
        characters[at] = '"'
    return "".join(characters)


def split_paragraphs(text: str) -> list[tuple[int, int]]:
    """Return the offsets of the text's paragraphs: its lines that are not blank.

    Examples
    --------
    >>> split_paragraphs("Headline\\n\\nBody.\\n")
    [(0, 8), (10, 15)]
    """
    return [match.span() for match in re.finditer(r"[^\s\n][^\n]*", text)]


def split_sentences(text: str, plain: str | None = None) -> list[Sentence]:
    """Split a text into sentences; none runs over a line end. ``plain`` is its normalised copy, if known.

    Examples
    --------
    >>> [(s.paragraph, s.sentence, s.start, s.end) for s in split_sentences("Mr. Low left. “Why?” she asked.")]
    [(0, 0, 0, 13), (0, 1, 14, 31)]
    >>> split_sentences("")
    []
    """
    plain = normalise_text(text) if plain is None else plain
    sentences = []
    for paragraph, (start, end) in enumerate(split_paragraphs(text)):
        for first, last in _split_line(plain[start:end]):
            sentences.append(Sentence(paragraph, len(sentences), start + first, start + last))
    return sentences


def _split_line(line: str) -> list[tuple[int, int]]:
    plain_ends = _find_plain_ends(line)
    if plain_ends is None and not _SENTENCE_MAY_END.search(line):
        plain_ends = []
    if plain_ends is not None:
        starts = [0, *(end.end() for end in plain_ends)]
        return [*zip(starts, [*(end.start(1) for end in plain_ends), len(line.rstrip())])]
    spans: list[tuple[int, int]] = []
    for start, end in load_punkt().span_tokenize(line):
        if not line[start:end].strip():
            continue
        goes_on = spans and (re.match(r"[\"')\]]*\s*[a-z]", line[start:end]) or not re.search(r"\w", line[start:end])
                             or _ENDS_IN_INITIALS.search(line, *spans[-1])
                             or (line[start].isdigit() and _ENDS_IN_NUMBER.search(line, *spans[-1])))
        if goes_on and not line[spans[-1][1] - 1:spans[-1][1]].isalnum():
            spans[-1] = (spans[-1][0], end)
        else:
            spans.append((start, end))
    return spans


def _find_plain_ends(line: str) -> list[re.Match] | None:
    """The ends of sentences inside a line when all are plain, so that Punkt need not weigh them; None otherwise."""
    ends = [*_PLAIN_END.finditer(line)]
    n_possible = len(_MAY_BE_END.findall(line, 0, len(line.rstrip(_AFTER_TEXT))))
    are_plain = n_possible == len(ends) and not any(_is_abbreviation(line, end.start()) for end in ends)
    return ends if are_plain else None


def _is_abbreviation(line: str, stop: int) -> bool:
    """Whether a word that we know for an abbreviation stands before a full stop: "Prof", "etc"."""
    letters = _LAST_LETTERS.search(line[line.rfind(" ", 0, stop) + 1:stop])
    return letters is not None and letters[0].lower() in ABBREVIATIONS


def split_runs(text: str, start: int, end: int) -> Iterable[tuple[int, str]]:
    """Split a stretch of text at its blanks: each run of other characters with its offset in the text.

    Examples
    --------
    >>> [*split_runs("So it goes .", 3, 12)], [*split_runs("Two  blanks", 0, 11)]
    ([(3, 'it'), (6, 'goes'), (11, '.')], [(0, 'Two'), (5, 'blanks')])
    """
    piece = text[start:end]
    runs = piece.split()
    if " ".join(runs) == piece:  # as nearly always; then no run need be looked for
        return zip(itertools.accumulate([len(run) + 1 for run in runs], initial=start), runs)
    return [(match.start(), match[0]) for match in _RUN.finditer(text, start, end)]


def tokenise_words(text: str, start: int = 0, end: int | None = None, plain: str | None = None) -> list[Token]:
    """Tokenise one sentence of a text; the tokens' offsets are those of the whole text.

    Parameters
    ----------
    text : str
        The whole text.
    start, end : int
        The sentence. Tokenise after sentence splitting, or full stops stay glued to words inside a paragraph.
    plain : str, optional
        ``normalise_text(text)``, when the caller has it already.

    Examples
    --------
    >>> [token.text for token in tokenise_words("He can’t say “no”.")]
    ['he', 'ca', "n't", 'say', '"', 'no', '"', '.']
    """
    plain = normalise_text(text) if plain is None else plain
    piece = plain[start:end]
    tokens, = tokenise_sentences(piece, [Sentence(0, 0, 0, len(piece))], piece)
    return [Token(token.start + start, token.end + start, token.text) for token in tokens]


def tokenise_sentences(text: str, sentences: Sequence[Sentence], plain: str | None = None) -> list[list[Token]]:
    """Tokenise a text's sentences, each as ``tokenise_words`` does.

    The tokeniser's many rules run once over each run of characters that is no bare word: several times faster than
    sentence by sentence, with the same tokens.

    Parameters
    ----------
    text : str
        The whole text.
    sentences : sequence of Sentence
        Its sentences, in order.
    plain : str, optional
        ``normalise_text(text)``, when the caller has it already.

    Examples
    --------
    >>> text = "He left. She can't."
    >>> [[token.text for token in tokens] for tokens in tokenise_sentences(text, split_sentences(text))]
    [['he', 'left', '.'], ['she', 'ca', "n't", '.']]
    """
    plain = normalise_text(text) if plain is None else plain
    parted = _part_full_stops(plain.replace("…", "—"), sentences)  # words are parted at a dash, not at an ellipsis
    make = tuple.__new__  # half the time of a named tuple's own
    tokens = []
    for sentence in sentences:
        tokens.append(found := [])
        for at, run in split_runs(parted, sentence.start, sentence.end):
            spans = _cut_run[run]
            if not spans:
                found.append(make(Token, (at, at + len(run), run)))
            for first, last in spans:
                found.append(make(Token, (at + first, at + last, plain[at + first:at + last].lower())))
    return tokens


def _part_full_stops(plain: str, sentences: Sequence[Sentence]) -> str:
    """A copy with a question mark for each sentence's full stop, which the tokeniser parts only at the very end."""
    pieces, done = [], 0
    for sentence in sentences:
        last = plain.rfind(".", sentence.start, sentence.end)
        stop = _FULL_STOP.match(plain, last, sentence.end) if last >= 0 else None
        if stop:
            pieces += [plain[done:stop.start()], "?"]
            done = stop.end()
    return "".join([*pieces, plain[done:]])


@Looked
def _cut_run(run: str) -> tuple[tuple[int, int], ...]:
    """Cut a run of characters without a blank into tokens: first and last place within the run.

    A bare word in small letters, as most are, is one token and gives nothing.
    """
    if run.isalpha() and run not in _PARTED_WORDS and run.islower():
        return ()
    if run == "n't":
        return ((0, len(run)),)
    if run.lower() in _PARTED_WORDS:
        return (0, _PARTED_AT), (_PARTED_AT, len(run))
    plain_run = _PLAIN_RUN.fullmatch(run)
    if plain_run and _PARTED_WORDS.isdisjoint(plain_run[2].lower().split("-")):
        return tuple(span for span in plain_run.regs[1:] if span[0] >= 0)
    # A last word keeps the full stops of "U.S." from standing at the very end.
    return tuple(load_word_tokeniser().span_tokenize(f"{run} end"))[:-1]

"""The skeleton of a sentence: what is left of it when every content word is exchanged for another.

A machine that rewords an article leaves names, numbers, marks, function words and the endings of words where they were.
Each token is therefore kept with its kind, and a content word with its ending, so that another word may stand for it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from analysis.texts.spans import SpanIndex
from analysis.texts.tokens import Token
from analysis.texts.voices.passages import Voices

FUNCTION_WORDS = frozenset("""
a about above after again against all although among an and any are as at be because been before being below between
both but by can could did do does doing down during each either even ever every for from had has have having he her here
hers him his how however i if in into is it its just may me might more most much must my neither never no nobody nor not
nothing now of off on once one only onto or other our out over own per rather same shall she should since so some such
than that the their them then there these they this those though through to too toward towards under until unless up
upon us very was we were what when where whether which while who whom whose why will with within without would yet you
your n't 's 're 've 'll 'd 'm ca wo ai""".split())
ENDINGS = ("", "ing", "ed", "ly", "s")  # what a synonym mostly keeps; the first is "no such ending"
KINDS = {"mark": 0.5, "number": 2.0, "function": 1.0, "name": 1.5, "content": 1.0}  # how much each weighs
QUOTED_SHARE = 0.5  # what a word in somebody else's mouth weighs: two independent articles may quote the same
LONGEST_SENTENCE = 200  # tokens; of longer ones the first so many are compared


class Piece(NamedTuple):
    """One token of a skeleton: its kind (a key of ``KINDS``) and its text in lower case."""

    kind: str
    text: str

    @property
    def ending(self) -> int:
        """The place in ``ENDINGS`` of a content word's ending; −1 for every other kind."""
        if self.kind != "content":
            return -1
        return next((place for place, ending in enumerate(ENDINGS) if ending and self.text.endswith(ending)), 0)


class Skeleton(NamedTuple):
    """A sentence as its skeleton: number in the article, offsets, pieces, and its words, quoted ones by half."""

    sentence: int
    start: int
    end: int
    pieces: tuple[Piece, ...]
    weight: float


def read_skeletons(text: str, voices: Voices) -> list[Skeleton]:
    """Return the skeletons of a text's sentences; sentences without a word and the site's furniture are left out.

    Parameters
    ----------
    text : str
        The canonical text.
    voices : Voices
        What ``read_voices`` made of it.

    Examples
    --------
    >>> from analysis.texts.voices.passages import read_voices
    >>> skeleton, = read_skeletons("On 9 June Ada walked.", read_voices("On 9 June Ada walked."))
    >>> [piece.kind for piece in skeleton.pieces], skeleton.weight
    (['function', 'number', 'name', 'name', 'content', 'mark'], 5.0)
    """
    passages = SpanIndex(voices.passages)
    skeletons = []
    for sentence, tokens in zip(voices.sentences, voices.tokens):
        words = [token for token in tokens if token.is_word]
        if not words or voices.parts[sentence.paragraph] == "furniture":
            continue
        n_quoted = sum(_is_quoted(token, passages) for token in words)
        pieces = tuple(_make_piece(token, text) for token in tokens[:LONGEST_SENTENCE])
        weight = len(words) - (1 - QUOTED_SHARE) * n_quoted
        skeletons.append(Skeleton(sentence.sentence, sentence.start, sentence.end, pieces, weight))
    return skeletons


def _is_quoted(token: Token, passages: SpanIndex) -> bool:
    passage = passages.at(token.start)
    return passage.voice == "direct"


def _make_piece(token: Token, text: str) -> Piece:
    if not token.is_word:
        return Piece("mark", token.text)
    if any(character.isdigit() for character in token.text):
        return Piece("number", token.text)
    if token.text in FUNCTION_WORDS:
        return Piece("function", token.text)
    return Piece("name" if text[token.start].isupper() else "content", token.text)


def list_fingerprints(skeletons: Sequence[Skeleton], length: int = 4) -> set[tuple[Piece, ...]]:
    """Return what of a text survives synonyms: runs of pieces, content words skipped, inside each sentence.

    Examples
    --------
    >>> from analysis.texts.voices.passages import read_voices
    >>> texts = ("By 9 May the big dog was here.", "By 9 May the huge hound was here.")
    >>> one, other = (list_fingerprints(read_skeletons(text, read_voices(text))) for text in texts)
    >>> len(one), one == other
    (4, True)
    """
    found = set()
    for skeleton in skeletons:
        kept = [piece for piece in skeleton.pieces if piece.kind != "content"]
        found |= {tuple(kept[at:at + length]) for at in range(len(kept) - length + 1)}
    return found

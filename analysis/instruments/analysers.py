"""TextBlob's and VADER's own scores of a sentence, got by leaving out the words that cannot change them.

Both analysers look at every word with care, though most words leave them cold. Here each run of characters is looked
up once and remembered; the analysers' own code then scores what is left, so that the result is theirs to the last bit.
Where words might work together in another way (faces written with blanks, VADER's "but"), they get the whole sentence.
"""

from __future__ import annotations

import functools
import re
from types import SimpleNamespace
from typing import NamedTuple

from analysis.texts.looked import Looked

# What every face has that TextBlob puts together again from parts, and its sign of irony, "(!)".
_MAY_BE_FACE = re.compile(r"[<>:;=8*°_♥]|x-?d|o\.o|^\W*[do](?:\W|n't|$)|\(\W*!|^\W*!", re.IGNORECASE)
_END = "END-OF-SENTENCE"  # TextBlob's own mark for the end of a paragraph
_BEFORE, _BEHIND = 3, 2  # words beside one that VADER looks at


def score_textblob(plain: str) -> tuple[float, float]:
    """Score one sentence as TextBlob does: polarity −1..1 and subjectivity 0..1.

    Examples
    --------
    >>> score_textblob("It isn't great.") == tuple(_load_textblob()("It isn't great."))
    True
    """
    textblob = _load_textblob()
    runs = plain.split()
    notable = [*filter(None, map(_read_notable.__getitem__, runs))]
    is_parted = "\n" in plain or _END in plain
    if is_parted or any([may_be for _, may_be in notable]) and _find_faces().search(plain):
        return tuple(textblob(plain))
    scores = _list_scores()
    known = [scores[word] for read, _ in notable for word in read if word in scores]
    if None not in known:
        return _take_means(known)
    words: list[str] = []
    is_open = False  # whether the word before may still change what the next one says
    for read, is_active, _ in map(_read_for_textblob.__getitem__, runs):
        if is_open or is_active:
            for word in read:
                if word in scores:
                    is_open = True
                elif is_open:
                    is_open = len(word) < 3 or len(word.strip("'")) < 2
                else:
                    continue
                words.append(word)
    return tuple(textblob(words))


def _take_means(known: list[tuple[float, float]]) -> tuple[float, float]:
    """TextBlob's score where no word works on another, added up as it does (``sum`` rounds otherwise)."""
    polarity = subjectivity = 0.0
    for one, other in known:
        polarity += one
        subjectivity += other
    return polarity / (len(known) or 1), subjectivity / (len(known) or 1)


@Looked
def _read_for_textblob(run: str) -> tuple[tuple[str, ...], bool, bool]:
    """TextBlob's words in a run without a blank, whether any of them counts, and whether it may be part of a face."""
    parts = [run] if run.isalpha() else " ".join(_load_textblob().tokenizer(run)).split()
    words = tuple(map(str.lower, parts))
    return words, not _list_scores().keys().isdisjoint(words), bool(_MAY_BE_FACE.search(run))


@Looked
def _read_notable(run: str) -> tuple[tuple[str, ...], bool] | None:
    """TextBlob's words in a run, and whether it may be part of a face; None where it leaves TextBlob cold."""
    words, is_active, may_be_face = _read_for_textblob[run]
    return (words, may_be_face) if is_active or may_be_face else None


@functools.cache
def _find_faces() -> re.Pattern:
    """TextBlob's faces and "(!)", maybe with blanks inside; behind a letter no word goes on."""
    from textblob._text import EMOTICONS

    faces = ["(!)", *(face for faces in EMOTICONS.values() for face in faces)]
    spaced = (r"\s*".join(map(re.escape, face)) + (r"(?=\W|_|n't|$)" if face[-1].isalnum() else "")
              for face in sorted(faces))
    firsts = re.escape("".join(sorted({face[0] for face in faces})))
    return re.compile(f"(?=[{firsts}])(?:{'|'.join(spaced)})", re.IGNORECASE)  # most places are passed over at once


@functools.cache
def _list_scores() -> dict[str, tuple[float, float] | None]:
    """The words that TextBlob knows with polarity and subjectivity; None for those that change what others say."""
    textblob = _load_textblob()
    plain = {word: tuple(tags[None][:2]) for word, tags in textblob.items()
             if word not in textblob.negations and not any(map(tags.__contains__, textblob.modifiers))}
    return dict.fromkeys([*textblob, *textblob.negations, "!"]) | plain


@functools.cache
def _load_textblob():
    from textblob.en import sentiment  # what TextBlob(…).sentiment calls; that makes a class anew for each answer

    sentiment.load()
    return sentiment


def score_vader(plain: str) -> float:
    """Score one sentence as VADER does: the compound, −1..1.

    Examples
    --------
    >>> score_vader("It isn't great.") == load_vader().polarity_scores("It isn't great.")["compound"]
    True
    """
    vader = load_vader()
    if not plain.isascii() and not vader.emojis.keys().isdisjoint(plain):
        return vader.polarity_scores(plain)["compound"]
    read = [*map(_read_for_vader.__getitem__, plain.split())]
    places = [at for at, word in enumerate(read) if word.valence is not None]
    if not places:
        return 0.0
    if "but" in plain.lower() and "but" in [word.lower for word in read]:
        return vader.polarity_scores(plain)["compound"]
    valences: list[float] = []
    for at in places:
        first = max(0, at - _BEFORE)
        beside = read[first:at + 1 + _BEHIND]
        if not (read[at].is_upper or any(word.shifts for word in beside)):
            valences.append(read[at].valence)
        elif [word.lower for word in read[at:at + 2]] != ["kind", "of"]:
            near = SimpleNamespace(words_and_emoticons=[word.text for word in beside],
                                   is_cap_diff=0 < sum(word.is_upper for word in read) < len(read))
            vader.sentiment_valence(0, near, read[at].text, at - first, valences)
    return vader.score_valence(valences, plain)["compound"]


class _VaderWord(NamedTuple):
    """VADER's word in a run without a blank: its valence, if it counts, and whether it may change a word beside it."""

    text: str
    lower: str
    is_upper: bool
    valence: float | None
    shifts: bool


@Looked
def _read_for_vader(run: str) -> _VaderWord:
    from vaderSentiment.vaderSentiment import BOOSTER_DICT, SentiText

    word, = [run] if run.isalpha() else SentiText(run).words_and_emoticons  # a bare word is its own
    lower = word.lower()
    valence = None if lower in BOOSTER_DICT else load_vader().lexicon.get(lower)
    return _VaderWord(word, lower, word.isupper(), valence, lower in _list_shifting() or "n't" in lower)


@functools.cache
def _list_shifting() -> frozenset[str]:
    """Words that change the valence of one beside them; of a phrase that does so the longest word is enough."""
    from vaderSentiment.vaderSentiment import BOOSTER_DICT, NEGATE, SPECIAL_CASES

    phrases = [phrase.split() for phrase in (*BOOSTER_DICT, *SPECIAL_CASES)]
    return frozenset([*NEGATE, "no", "least", "this", *(max(words, key=len) for words in phrases)])


@functools.cache
def load_vader():
    """Load VADER with its list of words."""
    from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

    return SentimentIntensityAnalyzer()

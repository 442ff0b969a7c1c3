"""TextBlob's and VADER's own scores of a sentence, got by leaving out the words that cannot change them.

Both analysers look at every word with care, though most words leave them cold. Here each run of characters is looked
up once and remembered; the analysers' own code then scores what is left, so that the result is theirs to the last bit.
Where words might work together in another way (faces written with blanks, VADER's "but"), they get the whole sentence.
"""

from __future__ import annotations

import functools
import re
from types import SimpleNamespace

_MOST_KEPT = 100_000  # runs of characters
# What may be part of a face that TextBlob puts together again from parts: all have one of these.
_MAY_BE_FACE = re.compile(r"[<>:;=8*°_♥]|x[ -]*d|o ?\. ?o|\( ?!|! ?\)", re.IGNORECASE)
_BEFORE, _BEHIND = 3, 2  # words beside one that VADER looks at


def score_textblob(plain: str) -> tuple[float, float]:
    """Score one sentence as TextBlob does: polarity −1..1 and subjectivity 0..1.

    Examples
    --------
    >>> score_textblob("It isn't great.") == tuple(_load_textblob()("It isn't great."))
    True
    """
    textblob = _load_textblob()
    if _MAY_BE_FACE.search(plain):
        return tuple(textblob(plain))
    words: list[str] = []
    is_open = False  # whether the word before may still change what the next one says
    for run in plain.split():
        read, is_active = _read_for_textblob(run)
        if is_open or is_active:
            for word in read:
                if word in _list_active():
                    is_open = True
                elif is_open:
                    is_open = len(word) < 3 or len(word.strip("'")) < 2
                else:
                    continue
                words.append(word)
    return tuple(textblob(words)) if words else (0.0, 0.0)


@functools.lru_cache(maxsize=_MOST_KEPT)
def _read_for_textblob(run: str) -> tuple[tuple[str, ...], bool]:
    """TextBlob's words in a run without a blank, and whether any of them counts."""
    words = tuple(word.lower() for word in " ".join(_load_textblob().tokenizer(run)).split())
    return words, not _list_active().isdisjoint(words)


@functools.cache
def _list_active() -> frozenset[str]:
    """The words that TextBlob knows, its negations, and the mark that strengthens."""
    textblob = _load_textblob()
    return frozenset([*textblob, *textblob.negations, "!"])


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
    read = [_read_for_vader(run) for run in plain.split()]
    places = [at for at, (_, has_valence) in enumerate(read) if has_valence]
    if not places:
        return 0.0
    words = [word for word, _ in read]
    if "but" in map(str.lower, words):
        return vader.polarity_scores(plain)["compound"]
    n_capitals = sum(map(str.isupper, words))
    valences: list[float] = []
    for at in places:
        first = max(0, at - _BEFORE)
        beside = SimpleNamespace(words_and_emoticons=words[first:at + 1 + _BEHIND],
                                 is_cap_diff=0 < n_capitals < len(words))
        if [word.lower() for word in words[at:at + 2]] != ["kind", "of"]:
            vader.sentiment_valence(0, beside, words[at], at - first, valences)
    return vader.score_valence(valences, plain)["compound"]


@functools.lru_cache(maxsize=_MOST_KEPT)
def _read_for_vader(run: str) -> tuple[str, bool]:
    """VADER's word in a run without a blank, and whether it has a valence."""
    from vaderSentiment.vaderSentiment import BOOSTER_DICT, SentiText

    word, = SentiText(run).words_and_emoticons
    return word, word.lower() in load_vader().lexicon and word.lower() not in BOOSTER_DICT


@functools.cache
def load_vader():
    """Load VADER with its list of words."""
    from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

    return SentimentIntensityAnalyzer()

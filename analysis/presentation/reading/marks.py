"""What is marked in an article's text: every mark with its layer, its offsets and its explanation in plain words."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from math import isnan

import pandas as pd

from analysis.comparison.validation.framing import list_shown
from analysis.comparison.validation.records import load_record
from analysis.presentation.findings.wording import say_number
from analysis.presentation.reading.intervals import clip_span
from analysis.study import Study

MOST_WORDS = 8  # of a long stretch, in its explanation
_NO_JUDGEMENT = "plain"  # the category of list entries that say nothing about tone


@dataclass(frozen=True)
class Layer:
    """One kind of mark: ``letter`` is its class in the page, ``shown`` whether it is on when the page opens."""

    letter: str
    name: str
    meaning: str
    shown: bool = True


# From the outermost to the innermost where marks share words: whole sentences first.
LAYERS = (
    Layer("t", "Tone", "of a sentence, from −1 to 1; 0, where nothing judges, is not marked", shown=False),
    Layer("f", "Frames", "what a sentence makes the matter about", shown=False),
    Layer("c", "Downfall claims", "sentences that predict, deny or ask about a leader’s fall, in brackets"),
    Layer("d", "Direct speech", "somebody’s own words, behind the speaker’s name"),
    Layer("i", "Indirect speech", "given to somebody without quotation marks"),
    Layer("l", "Loaded language", "words that judge where a neutral one would not"),
    Layer("b", "Boosters", "words that strengthen what is said"),
    Layer("h", "Hedges", "words that weaken what is said"))
_RANKS = {layer.letter: rank for rank, layer in enumerate(LAYERS)}
_TERMS = {"hedges": ("h", "hedge"), "boosters": ("b", "booster"), "loaded_language": ("l", "loaded language")}


@dataclass(frozen=True)
class Mark:
    """A marked stretch: the words (shortened), what is said of them, and a short label that stands in the text.

    ``place`` says in which paragraph and sentence it begins, ``until`` where it ends if that is another sentence.
    """

    layer: str
    start: int
    end: int
    words: str
    says: str
    label: str = ""
    n: int = 1
    place: str = ""
    until: str = ""


def find_marks(study: Study, article_id: str) -> list[Mark]:
    """Find all that is marked in an article, in the order in which marks nest: the outermost layer first.

    Parameters
    ----------
    study : Study
        Its ``texts`` must hold the article.
    article_id : str
        The article.

    Returns
    -------
    list of Mark
        Offsets count in the canonical text and leave blanks at a stretch's ends out. A mark of the layer of frames
        holds all frames of its sentence; ``n`` is how many rows of the table it stands for.

    Examples
    --------
    >>> from analysis.study import measure_text
    >>> for mark in find_marks(measure_text("He is furiously angry. He may go soon, an aide said."), "text"):
    ...     if mark.layer in "lh":
    ...         print(f"{mark.place}: {mark.words} — {mark.says}")
    paragraph 1, sentence 1: furiously — loaded language, intensifier, weight 2, narration
    paragraph 1, sentence 2: may — hedge, modal, leaves certainty 2 of 5, indirect speech
    """
    text = study.texts[article_id]
    tables = {name: table[table["article_id"] == article_id] for name, table in (
        ("sentences", study.sentences), ("passages", study.passages), ("claims", study.claims),
        ("matches", study.matches), ("frames", study.frames))}
    places = Places(tables["sentences"])
    marks = [*_mark_tone(tables["sentences"], tables["matches"]), *_mark_frames(tables["frames"], tables["sentences"]),
             *_mark_claims(tables["claims"]), *_mark_speech(tables["passages"]), *_mark_terms(tables["matches"])]
    clipped = [(*clip_span(text, mark.start, mark.end), mark) for mark in marks]
    placed = [Mark(mark.layer, start, end, shorten_words(text[start:end]), mark.says, mark.label, mark.n,
                   places.say(start), places.say_until(start, end)) for start, end, mark in clipped if start < end]
    return sorted(placed, key=lambda mark: (_RANKS[mark.layer], mark.start, -mark.end))


def count_marks(marks: Iterable[Mark]) -> dict[str, int]:
    """Count the marks of each layer, by its letter; a layer without any has 0.

    Examples
    --------
    >>> count_marks([Mark("f", 0, 5, "", "", n=2)])["f"]
    2
    """
    counts = {layer.letter: 0 for layer in LAYERS}
    for mark in marks:
        counts[mark.layer] += mark.n
    return counts


def shorten_words(words: str, most: int = MOST_WORDS) -> str:
    """Return words in one line, the first few of many.

    Examples
    --------
    >>> shorten_words("one two\\nthree four", 3)
    'one two three …'
    """
    listed = words.split()
    return " ".join(listed[:most]) + (" …" if len(listed) > most else "")


class Places:
    """Where an offset stands, as a reader counts: paragraphs from 1, and sentences from 1 in each of them."""

    def __init__(self, sentences: pd.DataFrame):
        ordered = sentences.sort_values("start")
        first = ordered.groupby("paragraph")["sentence"].transform("min")
        self._starts = ordered["start"].tolist()
        self._places = [*zip(ordered["paragraph"] + 1, ordered["sentence"] - first + 1)]

    def say(self, at: int) -> str:
        """Say where a character stands."""
        return "paragraph {}, sentence {}".format(*self._find(at)) if self._starts else "no sentence"

    def say_until(self, start: int, end: int) -> str:
        """Say where a stretch ends that ends in another sentence than it begins in; nothing of others."""
        if not self._starts or self._find(start) == self._find(end - 1):
            return ""
        (paragraph, _), (last_paragraph, last) = self._find(start), self._find(end - 1)
        return f"to {'' if paragraph == last_paragraph else f'paragraph {last_paragraph}, '}sentence {last}"

    def _find(self, at: int) -> tuple[int, int]:
        return self._places[max(bisect_right(self._starts, at) - 1, 0)]


def _mark_terms(matches: pd.DataFrame) -> Iterator[Mark]:
    for row in matches[matches["lexicon"].isin(_TERMS)].itertuples():
        letter, name = _TERMS[row.lexicon]
        weight = f"weight {row.weight:g}"
        if row.lexicon == "hedges":
            weight = "blurs a figure" if row.category == "approximator" else f"leaves certainty {row.weight:g} of 5"
        details = [name, row.category.replace("_", " "), weight, *(["negated"] if row.negated else []),
                   _say_voice(row.voice), *_say_part(row.part)]
        yield Mark(letter, row.start, row.end, "", ", ".join(details))


def _mark_speech(passages: pd.DataFrame) -> Iterator[Mark]:
    for row in passages[passages["voice"] != "narration"].itertuples():
        verb = f", “{row.reporting_verb}” ({row.stance or 'no stance'})" if row.reporting_verb else ", no verb"
        says = (f"{_say_voice(row.voice)}, {_say_speaker(row)}{verb}{''.join(f', {p}' for p in _say_part(row.part))}; "
                f"rule: {row.rule}")
        yield Mark(row.voice[0], row.start, row.end, "", says, row.speaker or "no speaker")


def _mark_claims(claims: pd.DataFrame) -> Iterator[Mark]:
    for row in claims.itertuples():
        certainty = "no grade of certainty" if isnan(row.certainty) else f"certainty {row.certainty:g} of 5"
        by = _say_voice(row.voice) + (f", {_say_speaker(row)}" if row.speaker else "")
        details = [f"{row.polarity} it" if row.polarity != "open" else "leaves it open", row.role,
                   *(["conditional"] if row.conditional else []), f"means: {row.mechanism.replace('_', ' ')}",
                   f"time: {row.horizon}", certainty, by, f"words: {row.cues}"]
        yield Mark("c", row.start, row.end, "", f"downfall claim, {', '.join(details)}")


def _mark_frames(frames: pd.DataFrame, sentences: pd.DataFrame) -> Iterator[Mark]:
    if frames.empty:
        return
    trusted = {*list_shown(load_record())}
    spans = sentences.set_index("sentence")[["start", "end"]]
    for sentence, rows in frames.groupby("sentence"):
        said = [f"{_say_frame(row.frame)} ({re.sub(r'frames: ', '', row.rule)}"
                f"{'' if row.frame in trusted else '; by a rule too weak to be counted'})" for row in rows.itertuples()]
        label = ", ".join(_say_frame(frame) for frame in rows["frame"])
        yield Mark("f", *spans.loc[sentence], "", f"{'frames' if len(rows) > 1 else 'frame'}: {', '.join(said)}", label,
                   len(rows))


def _mark_tone(sentences: pd.DataFrame, matches: pd.DataFrame) -> Iterator[Mark]:
    judging = matches[matches["lexicon"].isin(["tone", "loaded_language"]) & (matches["category"] != _NO_JUDGEMENT)]
    terms = judging.groupby("sentence")["term"].unique()
    for row in sentences[sentences["tone"].notna() & (sentences["tone"] != 0)].itertuples():
        words = ", ".join(terms.get(row.sentence, []))
        value = say_number(row.tone)
        label = value if value.startswith("−") else f"+{value}"
        yield Mark("t", row.start, row.end, "", f"tone {label}, listed words: {words or 'none'}", label)


def _say_voice(voice: str) -> str:
    return voice if voice == "narration" else f"{voice} speech"


def _say_part(part: str) -> list[str]:
    return [] if part == "body" else [part]


def _say_speaker(row) -> str:
    return f"{row.speaker} ({row.speaker_kind})" if row.speaker else "no speaker named"


def _say_frame(frame: str) -> str:
    return frame.replace("_", " ")

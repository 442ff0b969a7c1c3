"""Read and measure whole articles: texts in, the base tables of the study out."""

from __future__ import annotations

import functools
import itertools
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from math import nan
from typing import Any, NamedTuple

import pandas as pd

from analysis.instruments.certainty import grade_certainty
from analysis.instruments.claim_fields import Fields
from analysis.instruments.claims import Trace, trace_claims
from analysis.instruments.frames import Reading, choose_person, find_frames
from analysis.instruments.leaders import find_leader
from analysis.instruments.loading import find_signs, grade_loading
from analysis.instruments.matches import Match, Matcher, Matchers, prepare_matcher, prepare_matchers
from analysis.instruments.reuse.articles import list_reuse, read_source
from analysis.instruments.sentiment import Sentiment, score_sentence
from analysis.instruments.targeted import find_pulls, grade_target
from analysis.instruments.tone import find_judgements, grade_tone
from analysis.lexicons import Lexicon, load_lexicon
from analysis.tables import check
from analysis.texts.articles import fingerprint
from analysis.texts.names.finding import Name, find_names
from analysis.texts.names.targets import TargetFinder, TargetMention, choose_targets, list_leaders
from analysis.texts.spans import SpanIndex
from analysis.texts.tokens import Sentence, normalise_text
from analysis.texts.voices.mentions import Mention
from analysis.texts.voices.passages import Passage, Voices, read_voices

_COUNTED_PARTS = {"headline", "standfirst", "body"}
_COLUMNS = {  # of the rows that a reading lists, in the order of their values
    "sentences": ("article_id", *Sentence._fields, "part", "voice", "n_words", *Sentiment._fields,
                  "textblob_polarity_as_printed", "vader_compound_as_printed", "tone", "loading", "certainty",
                  "uncertain", "cues"),
    "passages": ("article_id", *Passage._fields, "n_words", "tone"),
    "mentions": ("article_id", *Mention._fields),
    "names": ("article_id", *Name._fields),
    "targets": ("article_id", "sentence", *TargetMention._fields, "tone", "part", "voice"),
    "claims": ("article_id", "sentence", "start", "end", *Fields._fields, "part", "voice", "speaker", "speaker_kind",
               "cues", "rule"),
    "matches": ("article_id", "sentence", *Match._fields, "part", "voice"),
    "frames": ("article_id", "sentence", "frame", "part", "voice", "rule"),
    "word_counts": ("article_id", "voice", "word", "n"),
}
BASE_TABLES = (*_COLUMNS, "reuse")


def measure_texts(articles: pd.DataFrame, texts: dict[str, str], lexicons: dict[str, Lexicon], targets: pd.DataFrame,
                  wanted: Sequence[str] = BASE_TABLES) -> tuple[pd.DataFrame, dict[str, pd.DataFrame]]:
    """Read and measure every text, and the tone towards each target (``texts.targets``).

    Returns
    -------
    articles : DataFrame
        With sha256, n_chars and n_words filled in.
    tables : dict of DataFrame
        The tables ``wanted``, of ``BASE_TABLES``; no time is spent on the others.
    """
    matchers = prepare_matchers(lexicons.values())
    leaders = list_leaders(targets)
    finders = {event: TargetFinder(choose_targets(targets, event)) for event in articles["event"].unique()}
    rows: dict[str, list[Any]] = {name: [] for name in wanted}
    measured, sources = [], []
    for article in articles.to_dict("records"):
        text = texts[article["article_id"]]
        with _naming_article(article["article_id"]):
            reading = _Reading(article["article_id"], text, read_voices(text, article["title"]), matchers,
                               finders[article["event"]], leaders)
            for name in wanted:
                if name in _COLUMNS:
                    rows[name] += getattr(reading, f"list_{name}")()
        if "reuse" in wanted:
            sources.append(read_source(article["article_id"], text, reading.voices))
        measured.append(article | {"sha256": fingerprint(text), "n_chars": len(text), "n_words": reading.count_words()})
    if "reuse" in wanted:
        rows["reuse"] = list_reuse(sources)
    tables = {name: check(pd.DataFrame(rows[name], columns=_COLUMNS.get(name)), name) for name in wanted}
    return check(pd.DataFrame(measured), "articles"), tables


@contextmanager
def _naming_article(article_id: str) -> Iterator[None]:
    """Let a fault of ours say which of a million articles it met."""
    try:
        yield
    except Exception as fault:
        fault.add_note(f"The article is {article_id}.")
        raise


class Traces(NamedTuple):
    """How a text's frames and claims were found: the leader of its frames, then sentence by sentence.

    ``claims`` is empty where no target is a leader.
    """

    person: str
    frames: list[Reading]
    claims: list[Trace]


def trace_text(text: str, lexicons: dict[str, Lexicon], targets: pd.DataFrame) -> Traces:
    """Trace how the frames and claims of one text were found.

    Parameters
    ----------
    text : str
        The text.
    lexicons : dict of Lexicon
        Those of the table ``matches``.
    targets : DataFrame
        As ``measure_texts`` takes them.

    Examples
    --------
    >>> lexicons = {name: load_lexicon(name) for name in ("hedges", "boosters", "loaded_language", "tone")}
    >>> targets = pd.DataFrame([["lowe", "Lowe", "Lowe", True]], columns=["target", "name", "alias", "leader"])
    >>> traces = trace_text("Generals toasted Lowe.", lexicons, targets)
    >>> [candidate.term for candidate in traces.frames[0].candidates], traces.frames[0].made, traces.claims[0].claim
    (['generals'], [], None)
    """
    matchers = prepare_matchers(lexicons.values())
    reading = _Reading("text", text, read_voices(text, ""), matchers, TargetFinder(targets), list_leaders(targets))
    return Traces(reading.person, reading.trace_frames(), reading.trace_claims())


class _Reading:
    """One article's voices with its matches and tones, and the rows they make."""

    def __init__(self, article_id: str, text: str, voices: Voices, matchers: Matchers,
                 finder: TargetFinder, leaders: frozenset[str]):
        self.article_id, self.text, self.voices, self.leaders = article_id, text, voices, leaders
        self.plain = normalise_text(text)
        self.matches = [matchers.match_tokens(tokens, text) for tokens in voices.tokens]
        self.judgements = [find_judgements(tokens, matches, text)
                           for tokens, matches in zip(voices.tokens, self.matches)]
        self.names = find_names(text, voices)
        self.person = choose_person(name.person for name in self.names)
        people = SpanIndex(self.names)
        self.targets = [finder.find(tokens, text, people.overlapping(sentence.start, sentence.end))
                        for sentence, tokens in zip(voices.sentences, voices.tokens)]
        self._passages, self._sentences = SpanIndex(voices.passages), SpanIndex(voices.sentences)
        self._words_of = [[token for token in tokens if token.text.isalnum() or token.is_word]  # the first tells most
                          for tokens in voices.tokens]
        self._words = SpanIndex([*itertools.chain.from_iterable(self._words_of)])

    def list_sentences(self) -> list[tuple]:
        rows = []
        for sentence, tokens, matches, judgements in zip(self.voices.sentences, self.voices.tokens, self.matches,
                                                         self.judgements):
            words = [token.text for token in self._words_of[sentence.sentence]]
            plain = self.plain[sentence.start:sentence.end]
            sentiment, printed = score_sentence(plain), score_sentence(self.text[sentence.start:sentence.end])
            asks = plain.rstrip("\"') ").endswith("?")
            certainty = grade_certainty(words, matches, asks)
            rows.append((self.article_id, *sentence, self.voices.parts[sentence.paragraph], self._voice_of(sentence),
                         len(words), *sentiment, printed.textblob_polarity, printed.vader_compound,
                         grade_tone(judgements) if words else nan,
                         grade_loading(find_signs(tokens, matches), len(words)),
                         certainty.grade, certainty.uncertain, "; ".join(certainty.cues)))
        return rows

    def list_passages(self) -> list[tuple]:
        return [(self.article_id, *passage, self._words.count_starting_in(passage.start, passage.end),
                 self._tone_of(passage)) for passage in self.voices.passages]

    def list_mentions(self) -> list[tuple]:
        return [(self.article_id, *mention) for mention in self.voices.mentions]

    def list_names(self) -> list[tuple]:
        return [(self.article_id, *name) for name in self.names]

    def list_targets(self) -> list[tuple]:
        rows = []
        for sentence, tokens, matches, judgements, found in zip(self.voices.sentences, self.voices.tokens, self.matches,
                                                                self.judgements, self.targets):
            signs = [*matches, *_load_deeds().match_tokens(tokens, self.text)] if found else []
            for mention in found:
                passage = self._passages.at(mention.start)
                pulls = find_pulls(tokens, signs, mention.start, mention.end, self.text, judgements)
                rows.append((self.article_id, sentence.sentence, *mention, grade_target(pulls), passage.part,
                             passage.voice))
        return rows

    def trace_claims(self) -> list[Trace]:
        if not self.leaders:
            return []
        spoken = find_leader(self.voices, self.names, self.targets, self.leaders)
        return trace_claims(self.voices.sentences, self.voices.tokens, self.matches, spoken, self.text)

    def list_claims(self) -> list[tuple]:
        rows = []
        for claim in (trace.claim for trace in self.trace_claims() if trace.claim is not None):
            passage = self._passages.at(claim.at)
            if passage.part != "furniture":
                rows.append((self.article_id, claim.sentence, claim.start, claim.end, *claim.fields, passage.part,
                             passage.voice, passage.speaker, passage.speaker_kind, "; ".join(claim.cues), claim.rule))
        return rows

    def list_matches(self) -> list[tuple]:
        rows = []
        for sentence, matches in zip(self.voices.sentences, self.matches):
            for match in matches:
                passage = self._passages.at(match.start)
                rows.append((self.article_id, sentence.sentence, *match, passage.part, passage.voice))
        return rows

    def trace_frames(self) -> list[Reading]:
        readings, carried = [], []
        named = SpanIndex([name for name in self.names if name.person == self.person])
        for sentence, tokens, matches in zip(self.voices.sentences, self.voices.tokens, self.matches):
            leader = named.overlapping(sentence.start, sentence.end)
            readings.append(find_frames(tokens, matches, self.text, leader, self.person, carried))
            carried = readings[-1].groups or carried
        return readings

    def list_frames(self) -> list[tuple]:
        rows = []
        for sentence, reading in zip(self.voices.sentences, self.trace_frames()):
            for framed in reading.frames:
                passage = self._passages.at(framed.start)
                rows.append((self.article_id, sentence.sentence, framed.frame, passage.part, passage.voice,
                             framed.rule))
        return rows

    def list_word_counts(self) -> list[tuple]:
        counts: dict[str, Counter[str]] = {}
        for passage in self.voices.passages:
            if passage.part in _COUNTED_PARTS:
                words = self._words.starting_in(passage.start, passage.end)
                counts.setdefault(passage.voice, Counter()).update([token.text for token in words])
        return [(self.article_id, voice, word, n) for voice, words in counts.items() for word, n in words.items()]

    def count_words(self) -> int:
        return sum(self._words.count_starting_in(passage.start, passage.end) for passage in self.voices.passages
                   if passage.part in _COUNTED_PARTS)

    def _voice_of(self, sentence: Sentence) -> str:
        """The codebook's label: direct from half of the characters on, mixed below; else indirect from half on."""
        passages = self._passages.overlapping(sentence.start, sentence.end)
        if len(passages) == 1:
            return passages[0].voice
        length, shares = sentence.end - sentence.start, Counter()
        for passage in passages:
            shares[passage.voice] += min(passage.end, sentence.end) - max(passage.start, sentence.start)
        if shares["direct"]:
            return "direct" if shares["direct"] * 2 >= length else "mixed"
        return "indirect" if shares["indirect"] * 2 >= length else "narration"

    def _tone_of(self, passage: Passage) -> float:
        """Mean tone of the passage's sentence pieces, weighted by their words."""
        total = weight = 0.0
        for sentence in self._sentences.overlapping(passage.start, passage.end):
            start, end = max(sentence.start, passage.start), min(sentence.end, passage.end)
            inside = [sign for sign in self.judgements[sentence.sentence] if start <= sign.start < end]
            n_words = self._words.count_starting_in(start, end)
            total, weight = total + n_words * grade_tone(inside), weight + n_words
        return total / weight if weight else nan


@functools.cache
def _load_deeds() -> Matcher:
    """Matched only where a target is named, and no rows of the table ``matches``."""
    return prepare_matcher(load_lexicon("deeds"))

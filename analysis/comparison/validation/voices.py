"""Attributed words: the characters and sentences that the voices find, against those that people marked.

Blanks never count, so that it does not matter whether a span takes the blank at its edge along. A sentence counts as
attributed when at least 30% of its characters are; the sentences are our splitter's for people and machine alike.

Where people marked words as attributed in either voice, they mark thoughts, wishes and judgements too, as corpora of
attribution do (Newell et al. 2018). Ours then counts what the text ascribes to somebody (``find_ascriptions``) beside
direct and indirect speech; speech alone is shown as ``direct_or_indirect``.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterable, Sequence
from functools import partial

import numpy as np
import pandas as pd

from analysis.comparison.scores import measure_counted_f1, measure_precision, measure_recall
from analysis.comparison.validation.intervals import Metric, bootstrap, measure_once
from analysis.comparison.validation.ratings import Figures
from analysis.comparison.validation.spans import SPAN_LABELS, Span
from analysis.instruments.matches import Matcher
from analysis.lexicons import load_lexicon
from analysis.texts.tokens import Sentence, normalise_text, split_sentences, tokenise_words
from analysis.texts.voices.ascriptions import find_ascriptions
from analysis.texts.voices.passages import read_voices

SENTENCE_SHARE = 0.3
OURS, SPEECH_ALONE, INSIDE_MARKS, MARK_OR_VERB = "ours", "direct_or_indirect", "inside_marks", "mark_or_verb"
DIRECT, INDIRECT, EITHER = SPAN_LABELS
UNITS, COUNTS = ("char", "sentence"), ("hits", "found", "gold")
_METRICS = {"precision": measure_precision, "recall": measure_recall, "f1": measure_counted_f1}
_MARKS = "\"“”„‟«»″＂"
_MARKED = re.compile(rf"[{_MARKS}][^{_MARKS}\n]*[{_MARKS}]?")

Stretch = tuple[int, int]
Finder = Callable[[str], dict[str, list[Stretch]]]


def find_voices(text: str) -> dict[str, list[Stretch]]:
    """Find direct and indirect speech as the study does (``analysis.texts.voices``), and what is ascribed besides.

    Examples
    --------
    >>> find_voices("“They left,” a nurse said. She wants to stay.")
    {'direct': [(0, 12)], 'indirect': [], 'attributed': [(37, 44)]}
    """
    voices = read_voices(text)
    return {voice: [(p.start, p.end) for p in voices.passages if p.voice == voice] for voice in (DIRECT, INDIRECT)} | {
        EITHER: [(ascription.start, ascription.end) for ascription in find_ascriptions(voices)]}


def find_speech(text: str) -> dict[str, list[Stretch]]:
    """Find direct and indirect speech alone.

    Examples
    --------
    >>> find_speech("“They left,” a nurse said. She wants to stay.")
    {'direct': [(0, 12)], 'indirect': [], 'attributed': []}
    """
    return find_voices(text) | {EITHER: []}


def find_inside_marks(text: str) -> dict[str, list[Stretch]]:
    """Find what stands in double quotation marks, straight or curly; a mark left open ends with its paragraph.

    Examples
    --------
    >>> find_inside_marks('“No,” he said. "Never')["direct"]
    [(0, 5), (15, 21)]
    """
    return _in_either_voice(match.span() for match in _MARKED.finditer(text))


def find_marks_or_verbs(text: str) -> dict[str, list[Stretch]]:
    """Find the sentences that hold a double quotation mark or a verb of the lexicon ``reporting_verbs``.

    Examples
    --------
    >>> find_marks_or_verbs("It rained. He said so.")["indirect"]
    [(11, 22)]
    """
    plain = normalise_text(text)
    return _in_either_voice(
        (sentence.start, sentence.end) for sentence in split_sentences(text)
        if _MARKED.search(text, sentence.start, sentence.end)
        or _load_verbs().match_tokens(tokenise_words(text, sentence.start, sentence.end, plain), text))


FINDERS: dict[str, Finder] = {OURS: find_voices, SPEECH_ALONE: find_speech, INSIDE_MARKS: find_inside_marks,
                              MARK_OR_VERB: find_marks_or_verbs}


def _in_either_voice(stretches: Iterable[Stretch]) -> dict[str, list[Stretch]]:
    """What cannot tell the voices apart stands for both."""
    stretches = list(stretches)
    return {DIRECT: stretches, INDIRECT: stretches, EITHER: []}


@functools.cache
def _load_verbs() -> Matcher:
    return Matcher(load_lexicon("reporting_verbs"))


def compare_voices(rows: pd.DataFrame, seed: int = 0) -> Figures:
    """Hold the voices against marked texts.

    Parameters
    ----------
    rows : DataFrame
        text and label, a list of ``Span``.
    seed : int
        Of the bootstrap.

    Returns
    -------
    Figures
        char_precision, char_recall, char_f1, and the same for sentences, from counts summed over all texts; then with
        the prefixes direct_ and indirect_ where spans name a voice. The bootstrap draws texts, or the sentences of
        a single text. NaN where undefined: recall and F1 where nothing is marked, precision where nothing is found.

    Examples
    --------
    >>> rows = pd.DataFrame({"text": ["She said that it rained. It did."], "label": [[Span(14, 23, "attributed")]]})
    >>> compare_voices(rows).metrics.loc[["char_recall", "sentence_f1"], "value"].tolist()
    [1.0, 1.0]
    """
    finders = {name: finder for name, finder in FINDERS.items() if name != SPEECH_ALONE or _names_either(rows["label"])}
    counts = {name: count_voices(rows["text"], rows["label"], finder) for name, finder in finders.items()}
    unit = "text" if len(rows) > 1 else "sentence"
    if unit == "text":
        counts = {name: table.groupby(level=0).sum() for name, table in counts.items()}
    baselines = {name: {metric: measure_once(measure, len(table)) for metric, measure in _list_metrics(table).items()}
                 for name, table in counts.items() if name != OURS}
    table = bootstrap(_list_metrics(counts[OURS]), len(counts[OURS]), seed).join(pd.DataFrame(baselines))
    notes = [] if rows["label"].map(len).any() else ["No words are marked; what needs some is undefined."]
    return Figures(unit, None, table, notes)


def _list_metrics(counts: pd.DataFrame) -> dict[str, Metric]:
    columns = {(prefix, unit): {count: counts[prefix, unit, count].to_numpy() for count in COUNTS}
               for prefix in counts.columns.unique(0) for unit in UNITS}
    return {f"{prefix}{unit}_{name}": partial(metric, **of_unit)
            for (prefix, unit), of_unit in columns.items() for name, metric in _METRICS.items()}


def list_prefixes(labels: Iterable[Sequence[Span]]) -> list[str]:
    """List what is counted, by the prefix of its name: both voices together, then each voice that a span names.

    Examples
    --------
    >>> list_prefixes([[Span(0, 4, "indirect")], []])
    ['', 'indirect_']
    """
    named = {span.label for spans in labels for span in spans}
    return ["", *(f"{voice}_" for voice in (DIRECT, INDIRECT) if voice in named)]


def _names_either(labels: Iterable[Sequence[Span]]) -> bool:
    return any(span.label == EITHER for spans in labels for span in spans)


def count_voices(texts: Sequence[str], labels: Sequence[Sequence[Span]], finder: Finder) -> pd.DataFrame:
    """Count what a finder finds against what people marked, in characters and in sentences.

    Parameters
    ----------
    texts, labels : sequences
        The texts and their spans.
    finder : callable
        From a text to its stretches in direct and in indirect speech, and to those that only corpora of attribution
        count, used where spans are marked as attributed: one of ``FINDERS``.

    Returns
    -------
    DataFrame
        A row is a sentence of a text, indexed by both numbers (0-based); the columns are prefix (``list_prefixes``),
        unit (char, sentence) and count (hits, found, gold). For one voice alone, words marked as attributed in either
        voice are left out.

    Examples
    --------
    >>> text = "“Never,” he said. It rained."  # eight characters in marks, of which the span has the five inside
    >>> counts = count_voices([text], [[Span(1, 6, "attributed")]], find_inside_marks)
    >>> counts[""].values.tolist()
    [[5, 8, 5, 1, 1, 1], [0, 0, 0, 0, 0, 0]]
    """
    prefixes, is_wide = list_prefixes(labels), _names_either(labels)
    rows = {}
    for number, (text, spans) in enumerate(zip(texts, labels)):
        sentences, found = split_sentences(text), finder(text)
        found = found if is_wide else found | {EITHER: []}
        counts = np.hstack([_count_voice(text, sentences, spans, found, prefix.rstrip("_")) for prefix in prefixes])
        rows |= {(number, sentence.sentence): row for sentence, row in zip(sentences, counts)}
    columns = pd.MultiIndex.from_product([prefixes, UNITS, COUNTS])
    return pd.DataFrame.from_dict(rows, orient="index", columns=columns)


def _count_voice(text: str, sentences: Sequence[Sentence], spans: Sequence[Span], found: dict[str, list[Stretch]],
                 voice: str) -> np.ndarray:
    """Hits, found and gold, in characters and as sentences, one row a sentence; no voice means both."""
    counted = ~np.array([character.isspace() for character in text], dtype=bool)
    if voice:
        counted &= ~_mask(text, [(s.start, s.end) for s in spans if s.label == EITHER])
    gold = _mask(text, [(s.start, s.end) for s in spans if not voice or s.label == voice]) & counted
    ours = _mask(text, [stretch for name in SPAN_LABELS if not voice or name == voice
                        for stretch in found[name]]) & counted
    edges = np.array([(sentence.start, sentence.end) for sentence in sentences]).reshape(-1, 2)
    n, *characters = (_sum_within(mask, edges) for mask in (counted, ours & gold, ours, gold))
    is_ours, is_gold = ((share > 0) & (share >= SENTENCE_SHARE * n) for share in characters[1:])
    return np.column_stack([*characters, is_ours & is_gold, is_ours, is_gold])


def _mask(text: str, stretches: Iterable[Stretch]) -> np.ndarray:
    """Which characters lie in a stretch."""
    mask = np.zeros(len(text), dtype=bool)
    for start, end in stretches:
        mask[start:end] = True
    return mask


def _sum_within(mask: np.ndarray, edges: np.ndarray) -> np.ndarray:
    """How many characters of a mask lie in each sentence."""
    until = np.concatenate([[0], mask.cumsum()])
    return until[edges[:, 1]] - until[edges[:, 0]]

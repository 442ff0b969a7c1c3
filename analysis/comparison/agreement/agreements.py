"""Every figure of agreement: how far two coders agree, and how far the instrument agrees with the settled coding."""

from __future__ import annotations

from collections.abc import Iterator
from math import nan

import numpy as np
import pandas as pd

from analysis.comparison.agreement.coders import INSTRUMENT, SETTLED, Coder, read_coder
from analysis.comparison.agreement.coefficients import (
    Resamples,
    combine_f1,
    measure_alpha,
    measure_spearman,
    resample_alpha,
    resample_share,
)
from analysis.comparison.agreement.instrument import read_instrument
from analysis.comparison.agreement.pairs import (
    NEUTRAL_BELOW,
    Hits,
    list_categories,
    list_variables,
    mark_sentences,
    match_spans,
    name_value,
    overlap_spans,
    pair_codes,
    select_hits,
    select_spans,
    sign_tones,
)
from analysis.comparison.agreement.variables import FRAME, TARGETED, describe_variable, is_tone
from analysis.comparison.scores import measure_spearman as resample_spearman
from analysis.instruments.targeted import NEUTRAL_BAND
from analysis.resampling.intervals import find_interval

COLUMNS = {"comparison": "str", "variable": "str", "category": "str", "metric": "str", "unit": "str", "n": "int64",
           "value": "float64", "low": "float64", "high": "float64"}
CODERS, MACHINE = "coder A and B", "instrument and settled"
CODED = "coded"
FRAMES_TOGETHER, JUDGEMENT = "frames", "judgement"


def measure_agreement(codings: pd.DataFrame, sentences: pd.DataFrame, passages: pd.DataFrame, mentions: pd.DataFrame,
                      matches: pd.DataFrame, targets: pd.DataFrame | None = None,
                      claims: pd.DataFrame | None = None, frames: pd.DataFrame | None = None,
                      seed: int = 0) -> pd.DataFrame:
    """Measure how far coder B agrees with coder A, and the instrument with the settled coding, variable by variable.

    Parameters
    ----------
    codings, sentences, passages, mentions, matches, targets, claims, frames : DataFrame
        The tables of these names (``analysis.schemas``).
    seed : int
        For the bootstrap.

    Returns
    -------
    DataFrame
        comparison ("coder A and B", "instrument and settled"; the reference is coder A, or the settled coding) ·
        variable · category (empty for the whole variable) · metric · unit (sentence, span or judgement) · n · value ·
        low · high.

        alpha
            Krippendorff's, up to 1: over sentences that both coded; of a span variable over sentences, by whether
            there is one. Ordinal for certainty, where questions are left out; interval for tone; tone, also
            towards a target, against the instrument ordinal on its sign. ``share_same``, 0–1: the share of these
            sentences with the same code.
        spearman
            −1 to 1: the instrument's tone, also towards a target, and its loading against the settled ones.
        precision, recall, f1
            0–1: the share of what the second found that the reference holds; of what the reference holds that the
            second found; 2 × precision × recall / (precision + recall), 0 where nothing meets. Of spans: two meet when
            they share a character. Of a two-valued variable for its "yes"; of tone towards a target, under the
            category ``coded``, for whether a sentence has one.
        frames
            All frames together: the unit is a judgement, that a sentence carries one frame or does not. Chance is not
            told that some frames are commoner than others, so part of this alpha is no more than knowing which.
        n
            The units behind a value: sentences compared; for precision what the second found, for recall and F1 what
            the reference holds.
        low, high
            95% percentile interval over 1,000 resamples of the paragraphs within each article; NaN where all units
            stand in one paragraph. Where nothing differs it has no width: the sample is small, not the doubt.

        Values are NaN where they are undefined. Nothing coded gives an empty table; what only one side coded gives no
        row.

    Raises
    ------
    UserError
        When a grade or a tone in the codings is no number.

    Source: ``corpus/CODEBOOK.md``, section 8; Krippendorff, K. (2019): Content Analysis, 4th edition, chapter 12.

    Examples
    --------
    >>> from analysis.tables import check
    >>> sentences, *others = (check(pd.DataFrame(), name) for name in ("sentences", "passages", "mentions", "matches"))
    >>> place = {"article_id": "a", "paragraph": 0, "part": "body"}
    >>> sentences = pd.DataFrame([place | {"sentence": i, "start": 9 * i, "end": 9 * i + 8} for i in range(4)])
    >>> sentences = sentences.reindex(columns=["voice", "cues", "uncertain", "certainty", "tone", *sentences])
    >>> codings = pd.DataFrame([
    ...     {"article_id": "a", "start": 9 * i, "end": 9 * i + 8, "variable": "uncertainty", "value": value,
    ...      "coder": coder, "pass": 1}
    ...     for coder, values in (("A", "1100"), ("B", "1000")) for i, value in enumerate(values)])
    >>> figures = measure_agreement(codings, sentences, *others)
    >>> dict(zip(figures["metric"], figures["value"].round(4)))
    {'alpha': 0.5333, 'share_same': 0.75, 'precision': 1.0, 'recall': 0.5, 'f1': 0.6667}
    """
    resamples = Resamples(sentences, seed)
    coder_a, coder_b, settled = (read_coder(codings, sentences, name) for name in ("A", "B", SETTLED))
    instrument = read_instrument(sentences, passages, mentions, matches, targets, claims, frames)
    rows = []
    for comparison, reference, other in ((CODERS, coder_a, coder_b), (MACHINE, settled, instrument)):
        for variable in list_variables(reference, other):
            for figure in _measure_variable(reference, other, variable, sentences, resamples):
                rows.append({"comparison": comparison, "variable": variable} | figure)
        rows += [{"comparison": comparison, "variable": FRAMES_TOGETHER} | figure
                 for figure in _measure_frames(reference, other, resamples)]
    return pd.DataFrame(rows, columns=list(COLUMNS)).astype(COLUMNS)


def _measure_variable(reference: Coder, other: Coder, variable: str, sentences: pd.DataFrame,
                      resamples: Resamples) -> Iterator[dict[str, object]]:
    """All figures of one variable, as rows without comparison and variable."""
    if describe_variable(variable).unit == "span":
        yield from _measure_pairs(mark_sentences(reference, other, variable, sentences), "nominal", resamples)
        spans = select_spans(reference, other, variable)
        overlaps = overlap_spans(*spans)
        for category in ["", *list_categories(*spans, variable)]:
            yield from _measure_hits(match_spans(*spans, category, overlaps), category, "span", resamples)
        return
    yield from _measure_sentences(reference, other, variable, resamples)
    if variable.startswith(TARGETED):
        marks = mark_sentences(reference, other, variable, sentences)
        yield from _measure_hits(select_hits(marks, "yes"), CODED, "sentence", resamples)


def _measure_sentences(reference: Coder, other: Coder, variable: str,
                       resamples: Resamples) -> Iterator[dict[str, object]]:
    described = describe_variable(variable)
    codes = pair_codes(reference, other, variable).dropna(subset=["reference", "other"])
    by_machine = other.name == INSTRUMENT
    signed = is_tone(variable) and by_machine
    pairs = sign_tones(codes, NEUTRAL_BELOW if variable == "tone" else NEUTRAL_BAND) if signed else codes
    if variable == "loading" and by_machine:  # the instrument adds weaker signs: only the order can be the same
        if len(codes):
            yield _measure_ranks(codes, resamples)
        return
    if (signed or (variable == "claim_certainty" and by_machine)) and len(codes):
        yield _measure_ranks(codes, resamples)
    yield from _measure_pairs(pairs, "ordinal" if signed else described.level, resamples)
    if described.positive:
        yield from _measure_hits(select_hits(pairs, described.positive), "", "sentence", resamples)
    if described.has_categories:
        for category in sorted({*pairs["reference"], *pairs["other"]} - {""}):
            hits = select_hits(pairs, category)
            yield from _measure_hits(hits, name_value(category, variable), "sentence", resamples)


def _measure_frames(reference: Coder, other: Coder, resamples: Resamples) -> Iterator[dict[str, object]]:
    """The figures of all frames together, over the judgements of every sentence on every frame that both looked for."""
    frames = [name for name in list_variables(reference, other) if name.startswith(FRAME)]
    if frames:
        judgements = pd.concat([pair_codes(reference, other, name) for name in frames], ignore_index=True)
        hits = select_hits(judgements, describe_variable(frames[0]).positive)
        for figures in (_measure_pairs(judgements, "nominal", resamples), _measure_hits(hits, "", "", resamples)):
            yield from (figure | {"unit": JUDGEMENT} for figure in figures)


def _measure_pairs(pairs: pd.DataFrame, level: str, resamples: Resamples) -> Iterator[dict[str, object]]:
    """Alpha, and the share of sentences with the same code."""
    weights = resamples.weigh(pairs)
    first, second = pairs["reference"], pairs["other"]
    same = first == second
    alphas = resample_alpha(weights, first, second, level)
    places = resamples.place(pairs)
    yield _make_row("", "alpha", "sentence", [places], measure_alpha(first, second, level), alphas)
    yield _make_row("", "share_same", "sentence", [places], same.mean(), resample_share(weights, same))


def _measure_ranks(pairs: pd.DataFrame, resamples: Resamples) -> dict[str, object]:
    first, second = pairs["reference"], pairs["other"]
    correlations = resample_spearman(resamples.weigh(pairs), first, second)
    places = [resamples.place(pairs)]
    return _make_row("", "spearman", "sentence", places, measure_spearman(first, second), correlations)


def _measure_hits(hits: Hits, category: str, unit: str, resamples: Resamples) -> Iterator[dict[str, object]]:
    """Precision, recall and F1: as they are, and on each resample."""
    precision, recall = ((np.array([side["hit"].mean()]), resample_share(resamples.weigh(side), side["hit"]))
                         for side in (hits.found, hits.reference))
    f1 = [combine_f1(*both) for both in zip(precision, recall)]
    found, held = (resamples.place(side) for side in (hits.found, hits.reference))
    for metric, places, (value, resampled) in (("precision", [found], precision), ("recall", [held], recall),
                                               ("f1", [held, found], f1)):
        yield _make_row(category, metric, unit, places, value.item(), resampled)


def _make_row(category: str, metric: str, unit: str, places: list[np.ndarray], value: float,
              resampled: np.ndarray) -> dict[str, object]:
    """A row of figures; ``places`` are the paragraphs of the units on each side.

    n is counted on the first side; there is no interval where all units stand in one paragraph.
    """
    low, high = find_interval(resampled) if len(np.unique(np.concatenate(places))) > 1 else (nan, nan)
    return {"category": category, "metric": metric, "unit": unit, "n": len(places[0]), "value": value, "low": low,
            "high": high}

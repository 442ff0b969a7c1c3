"""The defensible ways to measure what a plan asks: who judges, what counts, whose words, with the headline, per what.

=================  ===========================================================================================
analyser           tone, TextBlob or VADER, for the planned measure ``tone``
normalisation      TextBlob and VADER read the normalised copy (straight apostrophes and marks) or the text as printed;
                   tone has its own tokens and no such choice
counting           hits or weights, for word lists whose weight is a strength (loaded language, boosters); all
                   claims, or those alone that assert the fall
lexicon_variant    all entries; strong entries (weight 2 or more; of hedges, whose weight is the certainty that they
                   leave, 2 or less); without the heaviest, the entry that adds most over all articles
voices             all, unquoted (narration and indirect speech) or narration; a plan that asks for narration leaves the
                   choice of unquoted or narration; words given to others: direct and indirect, or direct alone
headline           out or in; a plan that asks for the headline has it alone
denominator        rates: the words of those voices, or all words; scores: a mean over sentences, or over words; words
                   given to others: words, or sentences
=================  ===========================================================================================

Where a choice does not arise its column is empty. Everything is computed from the base tables.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from math import nan

import pandas as pd

from analysis.comparison.descriptions import RATE, SENTENCE_MEASURES, TOWARDS, WEIGHTED_RATE, describe_measure
from analysis.comparison.measures import select_measured
from analysis.comparison.plans import Planned
from analysis.comparison.variants import describe_feed
from analysis.schemas import SENTENCE_VOICES

VOICES = {"all": SENTENCE_VOICES, "unquoted": ("indirect", "narration"), "narration": ("narration",),
          "direct": ("direct",), "indirect": ("indirect",), "direct and indirect": ("direct", "indirect")}
HEADLINES = {"out": ("body",), "in": ("body", "headline"), "alone": ("headline",)}
ANALYSERS = {("tone", ""): "tone", ("TextBlob", "normalised"): "textblob_polarity",
             ("TextBlob", "as printed"): "textblob_polarity_as_printed", ("VADER", "normalised"): "vader_compound",
             ("VADER", "as printed"): "vader_compound_as_printed"}
_GIVEN = {"attributed_share": ("direct and indirect", "direct"), "direct_share": ("direct",),
          "indirect_share": ("indirect",)}
_ALL, _STRONG, _LIGHTER = "all entries", "strong entries", "without the heaviest"
_STRENGTHS = ("loaded_language", "boosters")
_USED = {"article_id", "part", "voice", "lexicon", "category", "term", "weight", "target",
         "role", "polarity", "speaker_kind",
         *SENTENCE_MEASURES.values(), *ANALYSERS.values()}


@dataclass(frozen=True)
class Way:
    """One way to measure: its choices by name, its unit, whether the plan fixed it, and each article's value."""

    choices: dict[str, str]
    unit: str
    planned: bool
    values: pd.Series


@dataclass(frozen=True)
class Base:
    """The base tables of a corpus, captions and page furniture left out; the standfirst counts as headline."""

    sentences: pd.DataFrame
    passages: pd.DataFrame
    matches: pd.DataFrame
    targets: pd.DataFrame
    claims: pd.DataFrame

    @classmethod
    def select(cls, sentences: pd.DataFrame, passages: pd.DataFrame, matches: pd.DataFrame,
               targets: pd.DataFrame, claims: pd.DataFrame | None = None) -> Base:
        claims = pd.DataFrame() if claims is None else claims
        kept = [select_measured(table)[[column for column in table if column in _USED]] if len(table) else table
                for table in (sentences, passages, matches, targets, claims)]
        return cls(kept[0][kept[0]["n_words"] > 0], *kept[1:])

    def list_headlines(self, planned: Planned) -> tuple[str, ...]:
        if planned.part == "headline":
            return ("alone",)
        return ("out", "in") if (self.passages["part"] == "headline").any() else ("out",)


def list_ways(planned: Planned, base: Base) -> Iterator[Way]:
    """List every way to measure what a plan asks for, the planned one among them.

    Values are in the way's unit, indexed by article, NaN where the denominator is 0. A measure that none of the rooms
    above knows has no ways.

    Examples
    --------
    One hedge in ten words of narration, none in ten quoted: 1 × 1,000 / 20, or 1,000 / 10, or 1,000 / 20.

    >>> place = {"article_id": "a", "part": "body"}
    >>> passages = pd.DataFrame([place | {"voice": voice, "n_words": 10} for voice in ("direct", "narration")])
    >>> matches = pd.DataFrame([place | {"voice": "narration", "lexicon": "hedges", "term": "may", "weight": 2.0}])
    >>> base = Base.select(passages.assign(sentence=0), passages, matches, pd.DataFrame())
    >>> [(way.choices["voices"], way.choices["denominator"], way.values.item()) for way in
    ...  list_ways(Planned(4, "hedges_per_1000"), base) if way.choices["lexicon_variant"] == "all entries"]
    ... # doctest: +NORMALIZE_WHITESPACE
    [('all', 'own words', 50.0), ('unquoted', 'own words', 100.0), ('unquoted', 'all words', 50.0),
     ('narration', 'own words', 100.0), ('narration', 'all words', 50.0)]
    """
    if describe_feed(planned.measure)[0]:
        return _list_rates(planned, base)
    if planned.measure in _GIVEN:
        return _list_shares(planned, base)
    if planned.measure.startswith(TOWARDS):
        return _list_targeted(planned, base)
    if planned.measure in ("claim_certainty", "claims_carried_share"):
        return _list_claimed(planned, base)
    return _list_scores(planned, base) if planned.measure in SENTENCE_MEASURES else iter(())


def _list_voices(planned: Planned) -> tuple[str, ...]:
    return {"all": ("all", "unquoted", "narration"), "narration": ("narration", "unquoted")}.get(
        planned.voice, (planned.voice,))


def _select(table: pd.DataFrame, voices: str, headline: str) -> pd.DataFrame:
    return table[table["part"].isin(HEADLINES[headline]) & table["voice"].isin(VOICES[voices])]


def _sum_up(table: pd.DataFrame, column: str) -> pd.Series:
    return table.groupby("article_id")[column].sum().astype(float)


def _divide(above: pd.Series, below: pd.Series, factor: float = 1) -> pd.Series:
    """What is above the line, 0 where there is nothing, by what is below it, as the table ``measures`` rounds it."""
    sums = zip(below.index, above.reindex(below.index, fill_value=0.0), below)
    return pd.Series({article: float(f"{factor * top / bottom:.6g}") if bottom > 0 else nan
                      for article, top, bottom in sums}, dtype=float)


def _list_rates(planned: Planned, base: Base) -> Iterator[Way]:
    lexicon, amount, category = describe_feed(planned.measure)
    counting = "weights" if amount == "weight" else "hits"
    found = base.matches[base.matches["lexicon"] == lexicon].assign(hits=1.0)
    found = found[found["category"] == category] if category else found
    countings = ("hits", "weights") if lexicon in _STRENGTHS else (counting,)
    strong = found["weight"] >= 2 if lexicon in _STRENGTHS else found["weight"] <= 2
    variants = {_ALL: found, _STRONG: found[strong], _LIGHTER: found}
    all_voices, headlines = _list_voices(planned), base.list_headlines(planned)
    words = {place: _sum_up(_select(base.passages, *place), "n_words")
             for place in product({*all_voices, "all"}, headlines)}
    ways = product(countings, variants, all_voices, headlines, ("own words", "all words"))
    for counted, variant, voices, headline, per in ways:
        if voices == "all" and per == "all words":
            continue
        rows, column = _select(variants[variant], voices, headline), "hits" if counted == "hits" else "weight"
        if variant == _LIGHTER and len(rows):
            rows = rows[rows["term"] != rows.groupby("term")[column].sum().idxmax()]
        yield Way({"counting": counted, "lexicon_variant": variant, "voices": voices, "headline": headline,
                   "denominator": per}, RATE if counted == "hits" else WEIGHTED_RATE,
                  (counted, variant, voices, per) == (counting, _ALL, planned.voice, "own words") and headline != "in",
                  _divide(_sum_up(rows, column), words[voices if per == "own words" else "all", headline], 1000))


def _list_scores(planned: Planned, base: Base) -> Iterator[Way]:
    column = SENTENCE_MEASURES[planned.measure]
    analysers = ANALYSERS if planned.measure == "tone" else {("", ""): column}
    pers = ("sentences",) if column == "n_words" else ("sentences", "words")
    planned_per = "words" if planned.measure == "tone" and planned.voice != "all" else "sentences"
    ways = product(analysers, _list_voices(planned), base.list_headlines(planned), pers)
    for (analyser, normalisation), voices, headline, per in ways:
        by_passage = column == analyser == "tone" and voices != "all" and per == "words"
        rows = _select(base.passages if by_passage else base.sentences, voices, headline)
        judged = analysers[analyser, normalisation]
        scored = rows.dropna(subset=judged)
        weights = scored["n_words"] if per == "words" else 1
        scored = scored.assign(weight=weights, score=scored[judged] * weights)
        yield Way({"analyser": analyser, "normalisation": normalisation, "voices": voices, "headline": headline,
                   "denominator": per},
                  describe_measure(planned.measure).unit,
                  (voices, per) == (planned.voice, planned_per) and analyser in ("tone", "") and headline != "in",
                  _divide(_sum_up(scored, "score"), _sum_up(scored, "weight")))


def _list_shares(planned: Planned, base: Base) -> Iterator[Way]:
    ways = product(_GIVEN[planned.measure], base.list_headlines(planned), ("words", "sentences"))
    for given, headline, per in ways:
        table = (base.passages if per == "words" else base.sentences).assign(one=1)
        voices = VOICES[given] if per == "words" or given == "indirect" else (*VOICES[given], "mixed")
        column, rows = "n_words" if per == "words" else "one", _select(table, "all", headline)
        yield Way({"voices": given, "headline": headline, "denominator": per}, describe_measure(planned.measure).unit,
                  (given, per) == (_GIVEN[planned.measure][0], "words") and headline != "in",
                  _divide(_sum_up(rows[rows["voice"].isin(voices)], column), _sum_up(rows, column)))


def _list_targeted(planned: Planned, base: Base) -> Iterator[Way]:
    if base.targets.empty:
        return
    towards = base.targets[base.targets["target"] == planned.measure.removeprefix(TOWARDS)].assign(one=1)
    for voices, headline in product(_list_voices(planned), base.list_headlines(planned)):
        rows = _select(towards, voices, headline)
        yield Way({"voices": voices, "headline": headline}, describe_measure(planned.measure).unit,
                  voices == planned.voice and headline != "in", _divide(_sum_up(rows, "tone"), _sum_up(rows, "one")))


def _list_claimed(planned: Planned, base: Base) -> Iterator[Way]:
    if base.claims.empty:
        return
    claims = base.claims.assign(carried=(base.claims["speaker_kind"] != "").astype(float), one=1)
    if planned.measure == "claim_certainty":
        claims = claims[claims["role"] == "predicted"].dropna(subset="certainty")
    column = "certainty" if planned.measure == "claim_certainty" else "carried"
    for counted, headline in product(("all claims", "asserted claims"), base.list_headlines(planned)):
        rows = _select(claims, "all", headline)
        rows = rows[rows["polarity"] == "asserts"] if counted == "asserted claims" else rows
        yield Way({"counting": counted, "headline": headline}, describe_measure(planned.measure).unit,
                  counted == "all claims" and headline != "in", _divide(_sum_up(rows, column), _sum_up(rows, "one")))

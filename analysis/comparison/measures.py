"""What is measured of an article: one long table, every value with its numerator and denominator.

A measure is split by part (the body; the headline with its standfirst) and by voice. A rate per 1,000 words counts
against the words of that part and voice, so that the columnist's own words are not diluted by those he quotes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from math import nan

import pandas as pd

from analysis.comparison.descriptions import LEARNT, PER_1000, SENTENCE_MEASURES, TERM_RATES, TOWARDS, describe_measure
from analysis.comparison.framed import list_frame_ratios
from analysis.schemas import PASSAGE_VOICES
from analysis.tables import check

VOICES = (*PASSAGE_VOICES, "all")

_PLACE = ["article_id", "part", "voice"]
Place = tuple[str, str, str]
Ratio = tuple[str, Iterable[str], dict[Place, float], dict[Place, float]]  # measure, voices, above and below the line
_MEASURED_PARTS = {"body": "body", "headline": "headline", "standfirst": "headline"}


def measure_articles(sentences: pd.DataFrame, passages: pd.DataFrame, matches: pd.DataFrame,
                     targets: pd.DataFrame | None = None, claims: pd.DataFrame | None = None,
                     loaded_categories: Iterable[str] = (), frames: pd.DataFrame | None = None,
                     scores: pd.DataFrame | None = None, known_targets: Iterable[str] = (),
                     with_claims: bool = False) -> pd.DataFrame:
    """Measure every article, by part and voice.

    Parameters
    ----------
    sentences, passages, matches, targets, claims, frames, scores : DataFrame
        The tables of these names (``analysis.tables``). Sentences without a word are left out. Without ``frames`` none
        is measured; with it every frame is.
    loaded_categories : iterable of str
        Categories of loaded language to measure even where ``matches`` holds none of them: those of the lexicon.
    known_targets : iterable of str
        Targets to measure even where ``targets`` holds none of them.
    with_claims : bool
        Whether to measure claims even where ``claims`` holds none.

    Returns
    -------
    DataFrame
        The table ``measures``: ``MEASURES`` says each measure's unit and formula. Rates per 1,000 words, ``tone``,
        the tone towards each target and the share of each frame come for each voice and for all voices together, the
        others for all voices together. ``headline`` rows exist where an article has a headline or
        standfirst, ``body`` rows always. A value is NaN where its denominator is 0.
        A negated match counts: "not brutal" still puts a loaded word before the reader, as "may not" still hedges.
        Empty tables give an empty table.

    Source: the codebook (``corpus/CODEBOOK.md``).

    Examples
    --------
    Two hedges in eight words are 2 × 1,000 / 8 = 250 per 1,000 words.

    >>> place = {"article_id": "a", "part": "body", "voice": "narration"}
    >>> scores = dict.fromkeys(["textblob_polarity", "textblob_subjectivity", "vader_compound", "tone"], 0.5)
    >>> sentences = pd.DataFrame([place | scores | {"n_words": 8, "certainty": 2.0, "uncertain": True}])
    >>> passages = pd.DataFrame([place | {"n_words": 8, "tone": 0.5}])
    >>> matches = pd.DataFrame([place | {"lexicon": "hedges", "category": "modal", "weight": 2.0}] * 2)
    >>> measures = measure_articles(sentences, passages, matches)
    >>> measures.loc[(measures.measure == "hedges_per_1000") & (measures.voice == "all"), "value"].tolist()
    [250.0]
    """
    if sentences.empty and passages.empty:
        return check(pd.DataFrame(), "measures")
    articles = {*sentences["article_id"], *passages["article_id"]}
    sentences, passages, matches = (select_measured(table) for table in (sentences, passages, matches))
    framed = [] if frames is None else list_frame_ratios(sentences, passages, select_measured(frames))
    named = select_measured(targets) if targets is not None and len(targets) else pd.DataFrame()
    headlines = {*passages.loc[passages["part"] == "headline", "article_id"]}
    parts = sorted([(article, "body") for article in articles] + [(article, "headline") for article in headlines])
    ratios = [*_list_voice_ratios(passages), *_list_term_ratios(passages, matches, loaded_categories),
              *_list_sentence_ratios(sentences), *_list_target_ratios(named, known_targets),
              *_list_claim_ratios(passages, claims, with_claims), *framed, *_list_learnt_ratios(scores)]
    rows = [row for ratio in ratios for row in _divide(*ratio, parts)]
    return check(pd.DataFrame(rows, columns=[*_PLACE, "measure", "unit", "value", "numerator", "denominator"]),
                 "measures")


def select_measured(table: pd.DataFrame) -> pd.DataFrame:
    """Keep headline, standfirst (as headline) and body.

    Examples
    --------
    >>> select_measured(pd.DataFrame({"part": ["standfirst", "caption", "body"]}))["part"].tolist()
    ['headline', 'body']
    """
    part = table["part"].map(_MEASURED_PARTS)
    return table.assign(part=part)[part.notna()]


def _list_voice_ratios(passages: pd.DataFrame) -> Iterator[Ratio]:
    words = _sum_up(passages.assign(voice="all"), "n_words")
    for name, voices in (("attributed_share", ("direct", "indirect")), ("direct_share", ("direct",)),
                         ("indirect_share", ("indirect",))):
        given = passages[passages["voice"].isin(voices)].assign(voice="all")
        yield name, ("all",), _sum_up(given, "n_words"), words
    scored = passages.dropna(subset="tone").assign(tone=passages["tone"] * passages["n_words"])
    yield "tone", PASSAGE_VOICES, _sum_up(scored, "tone"), _sum_up(scored, "n_words")


def _list_term_ratios(passages: pd.DataFrame, matches: pd.DataFrame,
                      loaded_categories: Iterable[str]) -> Iterator[Ratio]:
    passages, matches = (pd.concat([table, table.assign(voice="all")]) for table in (passages, matches))
    words = _sum_up(passages, "n_words")
    matches = matches.assign(hits=1)
    for name, (lexicon, amount) in TERM_RATES.items():
        yield name, VOICES, _sum_up(matches[matches["lexicon"] == lexicon], amount), words
    loaded = matches[matches["lexicon"] == "loaded_language"]
    for category in sorted({*loaded_categories, *loaded["category"]}):
        hits = loaded[loaded["category"] == category]
        yield f"loaded_{category}_per_1000", VOICES, _sum_up(hits, "weight"), words


def _list_sentence_ratios(sentences: pd.DataFrame) -> Iterator[Ratio]:
    sentences = sentences[sentences["n_words"] > 0].assign(voice="all", one=1)
    for name, column in SENTENCE_MEASURES.items():
        scored = sentences.dropna(subset=column)
        yield name, ("all",), _sum_up(scored, column), _sum_up(scored, "one")


def _list_learnt_ratios(scores: pd.DataFrame | None) -> Iterator[Ratio]:
    for name, rows in select_measured(scores).groupby("measure") if scores is not None and len(scores) else ():
        scored = rows.assign(voice="all", one=1)
        yield f"{LEARNT}{name}", ("all",), _sum_up(scored, "score"), _sum_up(scored, "one")


def _list_claim_ratios(passages: pd.DataFrame, claims: pd.DataFrame | None, always: bool) -> Iterator[Ratio]:
    """Claims are all voices together; captions hold none that count."""
    if claims is None or claims.empty and not always:
        return
    claims = select_measured(claims).assign(voice="all", one=1)
    claims["carried"] = (claims["speaker_kind"] != "").astype(int)
    words = _sum_up(passages.assign(voice="all"), "n_words")
    predicted = claims[claims["role"] == "predicted"].dropna(subset="certainty")
    counted = _sum_up(claims, "one")
    yield "claims_per_1000", ("all",), counted, words
    yield "claim_certainty", ("all",), _sum_up(predicted, "certainty"), _sum_up(predicted, "one")
    yield "claims_carried_share", ("all",), _sum_up(claims, "carried"), counted


def _list_target_ratios(targets: pd.DataFrame, known: Iterable[str]) -> Iterator[Ratio]:
    found = dict([*targets.groupby("target")]) if len(targets) else {}
    for target in sorted({*found, *known}):
        if target not in found:
            yield f"{TOWARDS}{target}", VOICES, {}, {}
            continue
        rows = found[target]
        rows = pd.concat([rows, rows.assign(voice="all")]).assign(one=1)
        yield f"{TOWARDS}{target}", VOICES, _sum_up(rows, "tone"), _sum_up(rows, "one")


def _sum_up(table: pd.DataFrame, column: str) -> dict[Place, float]:
    """Sum a column for each article, part and voice that the table has."""
    return table.groupby(_PLACE)[column].sum().astype(float).to_dict() if len(table) else {}


def _divide(measure: str, voices: Iterable[str], numerators: dict[Place, float], denominators: dict[Place, float],
            parts: list[tuple[str, str]]) -> Iterator[tuple]:
    """The rows of one measure: every part in every voice, with 0 where there was nothing to sum."""
    unit = describe_measure(measure).unit
    factor = 1000 if unit in PER_1000 else 1
    for place in ((*part, voice) for part in parts for voice in voices):
        numerator, denominator = (sums.get(place, 0.0) for sums in (numerators, denominators))
        value = factor * numerator / denominator if denominator > 0 else nan
        yield (*place, measure, unit, value, numerator, denominator)

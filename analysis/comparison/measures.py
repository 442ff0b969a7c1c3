"""What is measured of an article: one long table, every value with its numerator and denominator.

A measure is split by part (the body; the headline with its standfirst) and by voice. A rate per 1,000 words counts
against the words of that part and voice, so that the columnist's own words are not diluted by those he quotes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from math import inf, nan

import pandas as pd

from analysis.comparison.framed import list_frame_ratios
from analysis.files import UserError
from analysis.schemas import FRAMES, PASSAGE_VOICES
from analysis.tables import check

VOICES = (*PASSAGE_VOICES, "all")

SHARE, RATE, WEIGHTED_RATE = "share", "per 1,000 words", "per 1,000 words, weighted"
POLARITY, SUBJECTIVITY, CERTAINTY = "from −1 to 1", "from 0 to 1", "from 1 to 5"
LENGTH, POSITION = "words per sentence", "from 0 (first sentence) to 1"
TOWARDS = "tone_towards_"
_SMALL_WORDS = frozenset("a an and her his of the their".split())
_PER_1000 = (RATE, WEIGHTED_RATE)
_BOUNDS = {SHARE: (0, 1), POLARITY: (-1, 1), SUBJECTIVITY: (0, 1), CERTAINTY: (1, 5), POSITION: (0, 1)}

_PLACE = ["article_id", "part", "voice"]
Place = tuple[str, str, str]
Ratio = tuple[str, Iterable[str], dict[Place, float], dict[Place, float]]  # measure, voices, above and below the line
SENTENCE_MEASURES = {
    "tone": "tone", "textblob_polarity": "textblob_polarity", "textblob_subjectivity": "textblob_subjectivity",
    "vader_compound": "vader_compound", "certainty": "certainty", "uncertain_share": "uncertain",
    "words_per_sentence": "n_words"}
_MEASURED_PARTS = {"body": "body", "headline": "headline", "standfirst": "headline"}

# The rates of lexicon matches: the word list that feeds each, and what of a match is summed.
TERM_RATES = {"hedges_per_1000": ("hedges", "hits"), "boosters_per_1000": ("boosters", "hits"),
              "loaded_per_1000": ("loaded_language", "weight"), "loaded_hits_per_1000": ("loaded_language", "hits")}


@dataclass(frozen=True)
class Measure:
    """One measure: how it is computed, and the words in which a finding about it is stated.

    ``label`` is a noun phrase ("hedges"); ``amount`` says a value ("{} hedges per 1,000 words"); ``more`` says what
    articles with a higher value do, in the plural, a regular verb first ("hedge more {place}"). ``worth`` is the
    smallest difference worth the name, in ``unit`` (a share is a number from 0 to 1; prose prints it as a
    percentage). ``formula`` says how the value is computed; ``term`` is the codebook's word for what is counted.
    """

    label: str
    unit: str
    amount: str
    more: str
    worth: float
    formula: str
    term: str

    @property
    def bounds(self) -> tuple[float, float]:
        """Lowest and highest possible value, in ``unit``."""
        return _BOUNDS.get(self.unit, (0, inf))


# The smallest difference worth the name (`worth`), chosen without sight of the articles' values:
#   shares    0.05: one word, or one sentence, in twenty
#   counts    2 per 1,000 words: one word in an article of 500; weighted 4: one strong word (weight 2) in 500
#   tone      0.05: VADER's own band of the neutral (Hutto and Gilbert 2014); TextBlob's scores are held to the same
#   certainty 0.2: one sentence in five moved by one grade
#   length    1 word per sentence
#   position  0.1: a tenth of the text
MEASURES: dict[str, Measure] = {
    "attributed_share": Measure(
        "words given to others", SHARE, "{} of the words", "give more of the words {place} to others", 0.05,
        "words of direct and indirect passages / words of the part", "voice"),
    "direct_share": Measure(
        "words in direct speech", SHARE, "{} of the words", "quote more of the words {place} directly", 0.05,
        "words of direct passages / words of the part", "voice: direct"),
    "indirect_share": Measure(
        "words in indirect speech", SHARE, "{} of the words", "report more of the words {place} indirectly", 0.05,
        "words of indirect passages / words of the part", "voice: indirect"),
    "loaded_per_1000": Measure(
        "loaded language", WEIGHTED_RATE, "a weight of {} per 1,000 words", "use more loaded language {place}", 4,
        "sum of the weights of loaded terms × 1,000 / words", "loaded language"),
    "loaded_hits_per_1000": Measure(
        "loaded terms", RATE, "{} loaded terms per 1,000 words", "use more loaded terms {place}", 2,
        "loaded terms × 1,000 / words", "loaded language"),
    "hedges_per_1000": Measure(
        "hedges", RATE, "{} hedges per 1,000 words", "hedge more {place}", 2,
        "hedges × 1,000 / words", "hedge"),
    "boosters_per_1000": Measure(
        "boosters", RATE, "{} boosters per 1,000 words", "boost more {place}", 2,
        "boosters × 1,000 / words", "booster"),
    "tone": Measure(
        "tone", POLARITY, "a mean tone of {}", "sound more positive {place}", 0.05,
        "mean tone of the sentences; by voice, word-weighted mean tone of the passages", "tone"),
    "textblob_polarity": Measure(
        "TextBlob's polarity", POLARITY, "a mean of {}", "score more positive {place} with TextBlob", 0.05,
        "mean polarity of the sentences", "sentiment"),
    "textblob_subjectivity": Measure(
        "TextBlob's subjectivity", SUBJECTIVITY, "a mean of {}", "score more subjective {place} with TextBlob", 0.05,
        "mean subjectivity of the sentences", "sentiment"),
    "vader_compound": Measure(
        "VADER's compound score", POLARITY, "a mean of {}", "score more positive {place} with VADER", 0.05,
        "mean compound score of the sentences", "sentiment"),
    "certainty": Measure(
        "certainty", CERTAINTY, "a mean certainty of {}", "sound more certain {place}", 0.2,
        "mean certainty of the sentences that have one", "certainty of a sentence"),
    "uncertain_share": Measure(
        "uncertain sentences", SHARE, "{} of the sentences", "leave more of the sentences {place} uncertain", 0.05,
        "uncertain sentences / sentences", "uncertainty"),
    "claims_per_1000": Measure(
        "downfall claims", RATE, "{} downfall claims per 1,000 words", "claim the downfall more often {place}", 2,
        "downfall claims × 1,000 / words", "downfall claim"),
    "claim_certainty": Measure(
        "certainty of the downfall", CERTAINTY, "a mean certainty of {}", "claim the downfall more surely {place}", 0.2,
        "mean certainty of the predicted downfall claims that have one", "downfall claim: certainty"),
    "claims_carried_share": Measure(
        "downfall claims carried by others", SHARE, "{} of the downfall claims",
        "leave more of the downfall claims {place} to others", 0.05,
        "downfall claims with a speaker / downfall claims", "downfall claim: speaker"),
    "words_per_sentence": Measure(
        "length of sentences", LENGTH, "{} words per sentence", "write longer sentences {place}", 1,
        "words / sentences", "word"),
}


def describe_measure(name: str) -> Measure:
    """Return a measure's description, also of a category of loaded language (``loaded_metaphor_per_1000``), of the tone
    towards a target (``tone_towards_the_west``), and of a frame (``frame_game_share``, ``frame_game_first``).

    Raises
    ------
    UserError
        When there is no such measure.

    Examples
    --------
    >>> describe_measure("loaded_name_calling_per_1000").label
    'loaded language (name calling)'
    >>> describe_measure("tone_towards_the_west").label
    'tone towards the West'
    """
    category = re.fullmatch(r"loaded_(.+)_per_1000", name)
    framed = re.fullmatch(rf"frame_({'|'.join(FRAMES)})_(share|first)", name)
    if name in MEASURES:
        return MEASURES[name]
    if name.startswith(TOWARDS):
        target = " ".join(word if word in _SMALL_WORDS else word.title()
                          for word in name.removeprefix(TOWARDS).split("_"))
        return Measure(f"tone towards {target}", POLARITY, "a mean tone of {}", f"speak better of {target} {{place}}",
                       0.05, f"mean tone of the sentences towards each mention of {target}", "targeted tone")
    if framed:
        return _describe_frame(framed[1].replace("_", " "), framed[2])
    if not category:
        raise UserError(f"'{name}' is no measure. Known are {', '.join(MEASURES)}, loaded_<category>_per_1000, "
                        f"{TOWARDS}<target>, frame_<frame>_share and frame_<frame>_first.")
    kind = category[1].replace("_", " ")
    return Measure(f"loaded language ({kind})", WEIGHTED_RATE, "a weight of {} per 1,000 words",
                   f"use more loaded language ({kind}) {{place}}", 4,
                   f"sum of the weights of loaded terms of the category {kind} × 1,000 / words",
                   f"loaded language: {kind}")


def _describe_frame(frame: str, what: str) -> Measure:
    if what == "share":
        return Measure(f"sentences with the frame “{frame}”", SHARE, "{} of the sentences",
                       f"frame more of the sentences {{place}} as “{frame}”", 0.05,
                       f"sentences that carry the frame {frame} / sentences (by voice: that hold words of the voice)",
                       f"frame: {frame}")
    return Measure(f"first place of the frame “{frame}”", POSITION, "a first place at {}",
                   f"start with the frame “{frame}” later {{place}}", 0.1,
                   f"sentences before the first that carries the frame {frame} / sentences; undefined without one",
                   f"frame: {frame}")


def measure_articles(sentences: pd.DataFrame, passages: pd.DataFrame, matches: pd.DataFrame,
                     targets: pd.DataFrame | None = None, claims: pd.DataFrame | None = None,
                     loaded_categories: Iterable[str] = (), frames: pd.DataFrame | None = None) -> pd.DataFrame:
    """Measure every article, by part and voice.

    Parameters
    ----------
    sentences, passages, matches, targets, claims, frames : DataFrame
        The tables of these names (``analysis.tables``). Sentences without a word are left out. Without ``frames`` none
        is measured; with it every frame is.
    loaded_categories : iterable of str
        Categories of loaded language to measure even where ``matches`` holds none of them: those of the lexicon.

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
              *_list_sentence_ratios(sentences), *_list_target_ratios(named), *_list_claim_ratios(passages, claims),
              *framed]
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


def _list_claim_ratios(passages: pd.DataFrame, claims: pd.DataFrame | None) -> Iterator[Ratio]:
    """Claims are all voices together; captions hold none that count."""
    if claims is None or claims.empty:
        return
    claims = select_measured(claims).assign(voice="all", one=1)
    claims["carried"] = (claims["speaker_kind"] != "").astype(int)
    words = _sum_up(passages.assign(voice="all"), "n_words")
    predicted = claims[claims["role"] == "predicted"].dropna(subset="certainty")
    counted = _sum_up(claims, "one")
    yield "claims_per_1000", ("all",), counted, words
    yield "claim_certainty", ("all",), _sum_up(predicted, "certainty"), _sum_up(predicted, "one")
    yield "claims_carried_share", ("all",), _sum_up(claims, "carried"), counted


def _list_target_ratios(targets: pd.DataFrame) -> Iterator[Ratio]:
    for target, rows in targets.groupby("target") if len(targets) else ():
        rows = pd.concat([rows, rows.assign(voice="all")]).assign(one=1)
        yield f"{TOWARDS}{target}", VOICES, _sum_up(rows, "tone"), _sum_up(rows, "one")


def _sum_up(table: pd.DataFrame, column: str) -> dict[Place, float]:
    """Sum a column for each article, part and voice that the table has."""
    return table.groupby(_PLACE)[column].sum().astype(float).to_dict() if len(table) else {}


def _divide(measure: str, voices: Iterable[str], numerators: dict[Place, float], denominators: dict[Place, float],
            parts: list[tuple[str, str]]) -> Iterator[tuple]:
    """The rows of one measure: every part in every voice, with 0 where there was nothing to sum."""
    unit = describe_measure(measure).unit
    factor = 1000 if unit in _PER_1000 else 1
    for place in ((*part, voice) for part in parts for voice in voices):
        numerator, denominator = (sums.get(place, 0.0) for sums in (numerators, denominators))
        value = factor * numerator / denominator if denominator > 0 else nan
        yield (*place, measure, unit, value, numerator, denominator)

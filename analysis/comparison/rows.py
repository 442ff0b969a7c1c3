"""The rows behind a number: every term, passage, sentence, claim or frame that was counted, and what it added.

A value in ``measures`` is a sum of such rows over a denominator. Measures that sum the same rows share a *family*: the
rate of loaded language and that of its metaphors both open to the loaded terms.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

import pandas as pd

from analysis.comparison.descriptions import LEARNT, TERM_RATES, TOWARDS
from analysis.comparison.measures import select_measured
from analysis.files import UserError

COLUMNS = ("article_id", "part", "voice", "paragraph", "sentence", "start", "end", "words", "why", "amount")
_PLACE = ["article_id", "part", "voice", "start", "end"]


@dataclass(frozen=True)
class Family:
    """What the rows of a family are, in the plural, and what ``amount`` holds."""

    rows: str
    amount: str


FAMILIES = {
    "voices": Family("passages given to others", "words"),
    "loaded_language": Family("loaded terms", "weight"),
    "hedges": Family("hedges", "count"),
    "boosters": Family("boosters", "count"),
    "tone": Family("sentences with their tone", "tone"),
    "certainty": Family("sentences with their certainty", "certainty"),
    "targets": Family("mentions of targets with the tone towards them", "tone"),
    "claims": Family("downfall claims", "certainty"),
    "frames": Family("frames", "count"),
}


@dataclass(frozen=True)
class Tables:
    """The base tables that rows are taken from (``analysis.schemas``)."""

    sentences: pd.DataFrame
    passages: pd.DataFrame
    matches: pd.DataFrame
    targets: pd.DataFrame
    claims: pd.DataFrame
    frames: pd.DataFrame
    scores: pd.DataFrame = field(default_factory=pd.DataFrame)

    def list_families(self) -> list[str]:
        """The families of which a corpus has rows: all of ``FAMILIES``, and one for each learnt measure."""
        learnt = sorted({*self.scores["measure"]}) if len(self.scores) else []
        return [*FAMILIES, *(f"{LEARNT}{name}" for name in learnt)]


def describe_family(family: str) -> Family:
    """Describe a family, one of a learnt measure among them.

    Raises
    ------
    UserError
        When there is no such family.

    Examples
    --------
    >>> describe_family("hedges").rows, describe_family("learnt_blaming").amount
    ('hedges', 'score')
    """
    if family.startswith(LEARNT):
        return Family(f"sentences with their score as “{family.removeprefix(LEARNT).replace('_', ' ')}”", "score")
    if family not in FAMILIES:
        raise UserError(f"'{family}' is no family of rows. Known are {', '.join(FAMILIES)}.")
    return FAMILIES[family]


def name_family(measure: str) -> str:
    """Name the family that a measure sums; the empty string where no rows are kept for it.

    Examples
    --------
    >>> [name_family(name) for name in ("loaded_metaphor_per_1000", "claim_certainty", "tone_towards_putin", "tone")]
    ['loaded_language', 'claims', 'targets', 'tone']
    >>> name_family("textblob_polarity")
    ''
    """
    if measure.startswith(LEARNT):
        return measure
    if measure in TERM_RATES:
        return TERM_RATES[measure][0]
    patterns = (("loaded_language", r"loaded_.+_per_1000"), ("targets", f"{TOWARDS}.+"), ("frames", r"frame_.+"),
                ("claims", r"claims?_.+"), ("voices", r"(attributed|direct|indirect)_share"),
                ("certainty", "certainty"), ("tone", "tone"))
    return next((family for family, pattern in patterns if re.fullmatch(pattern, measure)), "")


def list_rows(family: str, tables: Tables) -> pd.DataFrame:
    """List the rows of a family, in the order of the text, headline (with standfirst) and body only.

    Parameters
    ----------
    family : str
        One of ``Tables.list_families``.
    tables : Tables
        The base tables.

    Returns
    -------
    DataFrame
        article_id · part · voice · paragraph, sentence (in the paragraph; both counted from 1) · start · end · words,
        the terms, cues or speaker · why, what is known of it: category, weight, rule · amount, what it adds: the
        numerator in ``measures`` is the sum of it over part and voice. The amount of a claim is its certainty (NaN
        where it has none), that of a passage its words, that of frames and hedges 1.

    Raises
    ------
    UserError
        When there is no such family.

    Examples
    --------
    >>> from analysis.study import measure_text
    >>> study = measure_text("It rained. The minister may go.")
    >>> rows = list_rows("hedges", study.tables)
    >>> rows[["paragraph", "sentence", "voice", "words", "why", "amount"]].values.tolist()
    [[1, 2, 'narration', 'may', 'modal, weight 2', 1.0]]
    """
    describe_family(family)
    if family in ("hedges", "boosters", "loaded_language"):
        return list_terms(family, tables)
    if family.startswith(LEARNT):
        rows = _list_learnt(family.removeprefix(LEARNT), tables.scores)
    elif family in ("tone", "certainty"):
        rows = _list_scores(family, tables.sentences)
    else:
        rows = {"voices": _list_passages, "targets": _list_targets, "claims": _list_claims, "frames": _list_frames}[
            family](tables)
    return place_rows(rows, tables.sentences)


def list_terms(lexicon: str, tables: Tables) -> pd.DataFrame:
    """List every match of a word list, also of one that no family sums, with its category and weight.

    Returns
    -------
    DataFrame
        As ``list_rows`` gives it; ``amount`` is the weight of a loaded term, else 1. Without a match it has no rows.

    Examples
    --------
    >>> from analysis.study import measure_text
    >>> list_terms("tone", measure_text("A good day.").tables)[["words", "why"]].values.tolist()
    [['good', 'positive, weight 2']]
    """
    found = tables.matches[tables.matches["lexicon"] == lexicon]
    why = [", ".join(filter(None, [row.category.replace("_", " "), f"weight {row.weight:g}",
                                   "negated" if row.negated else ""])) for row in found.itertuples()]
    amount = found["weight"] if lexicon == "loaded_language" else 1.0
    return place_rows(found[_PLACE].assign(words=found["term"], why=why, amount=amount), tables.sentences)


def place_rows(rows: pd.DataFrame, sentences: pd.DataFrame) -> pd.DataFrame:
    """Keep the rows of headline (with standfirst) and body, add paragraph and sentence, and put them in order.

    Parameters
    ----------
    rows : DataFrame
        article_id · part · voice · start · end · words · why · amount.
    sentences : DataFrame
        The table of this name.

    Returns
    -------
    DataFrame
        The columns of ``list_rows``; paragraph and sentence are those in which a row begins. No row gives none.

    Examples
    --------
    >>> place_rows(pd.DataFrame(), pd.DataFrame()).columns[3:5].tolist()
    ['paragraph', 'sentence']
    """
    if rows.empty:
        return pd.DataFrame(columns=[*COLUMNS])
    placed = _place(select_measured(rows), sentences)
    return placed.sort_values(["article_id", "start", "end"], kind="stable", ignore_index=True)[[*COLUMNS]]


def widen_row(row: tuple, sentences: pd.DataFrame) -> tuple[int, int]:
    """Widen a row's stretch to the sentences of its article that it lies in.

    Examples
    --------
    >>> from collections import namedtuple
    >>> sentences = pd.DataFrame({"article_id": "a", "start": [0, 10], "end": [9, 20]})
    >>> widen_row(namedtuple("Row", "article_id start end")("a", 12, 15), sentences)
    (10, 20)
    """
    inside = (sentences["start"] < row.end) & (sentences["end"] > row.start)
    around = sentences[inside & (sentences["article_id"] == row.article_id)]
    return (int(around["start"].min()), int(around["end"].max())) if len(around) else (row.start, row.end)


def _list_scores(score: str, sentences: pd.DataFrame) -> pd.DataFrame:
    scored = sentences[sentences["n_words"] > 0].dropna(subset=score)
    kept = scored[_PLACE].assign(words=scored["cues"] if score == "certainty" else "", amount=scored[score])
    others = ("textblob_polarity", "vader_compound") if score == "tone" else ()
    why = [", ".join(f"{name} {value:.2f}".replace("-", "−") for name, value in zip(("TextBlob", "VADER"), values))
           for values in scored[[*others]].itertuples(index=False)] if others else scored["uncertain"].map(
               {True: "uncertain", False: ""})
    return kept.assign(why=why)


def _list_learnt(measure: str, scores: pd.DataFrame) -> pd.DataFrame:
    scored = scores[scores["measure"] == measure] if len(scores) else scores
    return scored[_PLACE].assign(words="", why="", amount=scored["score"]) if len(scored) else scored


def _list_passages(tables: Tables) -> pd.DataFrame:
    given = tables.passages[(tables.passages["voice"] != "narration") & (tables.passages["n_words"] > 0)]
    why = [", ".join(filter(None, [row.reporting_verb, "" if row.stance in ("", "neutral") else row.stance,
                                   row.rule.replace("_", " ")])) for row in given.itertuples()]
    return given[_PLACE].assign(words=given["speaker"].replace("", "unnamed"), why=why,
                                amount=given["n_words"].astype(float))


def _list_targets(tables: Tables) -> pd.DataFrame:
    found = tables.targets
    return found[_PLACE].assign(words=found["alias"], why="towards " + found["target"].str.replace("_", " "),
                                amount=found["tone"])


def _list_claims(tables: Tables) -> pd.DataFrame:
    found = tables.claims
    why = [", ".join(filter(None, [row.role if row.role == "condition" else row.polarity,
                                   row.mechanism.replace("_", " "), row.horizon,
                                   f"carried by {row.speaker or row.speaker_kind}" if row.speaker_kind else ""]))
           for row in found.itertuples()]
    return found[_PLACE].assign(words=found["cues"], why=why, amount=found["certainty"])


def _list_frames(tables: Tables) -> pd.DataFrame:
    found = tables.frames.merge(tables.sentences[["article_id", "sentence", "start", "end"]])
    return found[_PLACE].assign(words=found["frame"].str.replace("_", " "), why=found["rule"], amount=1.0)


def _place(rows: pd.DataFrame, sentences: pd.DataFrame) -> pd.DataFrame:
    """Add the paragraph and the sentence's number in it, from 1: those of the sentence in which a row begins."""
    known = sentences.sort_values(["start", "article_id"])
    number = known.groupby(["article_id", "paragraph"])["sentence"].rank(method="first").astype(int)
    known = pd.DataFrame({"article_id": known["article_id"], "at": known["start"],
                          "paragraph": known["paragraph"] + 1, "sentence": number})
    return pd.merge_asof(rows.sort_values("start").assign(at=lambda table: table["start"]), known, on="at",
                         by="article_id").drop(columns="at")

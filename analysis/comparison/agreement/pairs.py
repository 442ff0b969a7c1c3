"""Two coders' codes of one variable side by side: sentence by sentence, and span by span."""

from __future__ import annotations

from dataclasses import dataclass
from math import isnan

import numpy as np
import pandas as pd

from analysis.comparison.agreement.coders import INSTRUMENT, Coder, select_read
from analysis.comparison.agreement.variables import FRAME, QUESTION, TARGETED, VARIABLES, describe_variable

NEUTRAL_BELOW = 0.05
UNGRADED = "no grade"  # of a claim that is a condition or a question
_SENTENCE = ["article_id", "sentence"]
_LEADING_ARTICLE = r"^(?:an?|the|one)\s+"


@dataclass(frozen=True)
class Hits:
    """What the other coder found and what the reference holds, each with ``hit``: whether the two met there."""

    found: pd.DataFrame
    reference: pd.DataFrame


def list_variables(reference: Coder, other: Coder) -> list[str]:
    """List the variables that both coded: those of ``VARIABLES`` in their order, then of targets and frames."""
    both = reference.codes.keys() & other.codes.keys()
    return [name for name in VARIABLES if name in both] + sorted(
        name for name in both if name.startswith((TARGETED, FRAME)))


def pair_codes(reference: Coder, other: Coder, variable: str) -> pd.DataFrame:
    """Lay two coders' codes of the sentences that both coded side by side, in the columns reference and other.

    Names of speakers are in lower case and without leading article; the instrument's may be the beginning of the
    reference's ("economist" for "an economist at a London bank").

    Examples
    --------
    >>> place = {"article_id": "a", "paragraph": 0, "sentence": 0, "start": 0, "end": 9, "part": "body", "rule": ""}
    >>> settled, instrument = (Coder(name, frozenset("a"), {"speaker": pd.DataFrame([place | {"value": speaker}])})
    ...                        for name, speaker in (("settled", "A clerk in Leeds"), ("instrument", "clerk")))
    >>> pair_codes(settled, instrument, "speaker")[["reference", "other"]].values.tolist()
    [['clerk in leeds', 'clerk in leeds']]
    """
    others = other.codes[variable][[*_SENTENCE, "value", "rule"]].rename(columns={"value": "other"})
    pairs = reference.codes[variable].drop(columns="rule").rename(columns={"value": "reference"}).merge(others)
    pairs = pairs.sort_values(_SENTENCE, ignore_index=True)
    return _match_names(pairs, may_be_short=other.name == INSTRUMENT) if variable == "speaker" else pairs


def sign_tones(pairs: pd.DataFrame, band: float = NEUTRAL_BELOW) -> pd.DataFrame:
    """Replace both tones by their sign, 0 where one is closer to 0 than ``band``; NaN stays NaN.

    Source: VADER's own band of the neutral (Hutto and Gilbert 2014).

    Examples
    --------
    >>> sign_tones(pd.DataFrame({"reference": [-0.25, 0.0], "other": [-0.04, 0.31]})).values.tolist()
    [[-1.0, 0.0], [0.0, 1.0]]
    """
    tones = pairs[["reference", "other"]]
    return pairs.assign(**np.sign(tones.mask(tones.abs() < band, 0.0)))


def mark_sentences(reference: Coder, other: Coder, variable: str, sentences: pd.DataFrame) -> pd.DataFrame:
    """Say of every sentence that both read whether each coder has a code of the variable in it ("yes" or "no")."""
    read = select_read(sentences, reference, other).reset_index(drop=True)
    keys = pd.MultiIndex.from_frame(read[_SENTENCE])
    marks = {role: np.where(keys.isin(pd.MultiIndex.from_frame(coder.codes[variable][_SENTENCE])), "yes", "no")
             for role, coder in (("reference", reference), ("other", other))}
    return read.assign(**marks)


def select_hits(pairs: pd.DataFrame, value: str | float) -> Hits:
    """Select the sentences to which the other coder gave a value, and those to which the reference did.

    Examples
    --------
    >>> pairs = pd.DataFrame({"reference": ["direct", "direct", "narration"], "other": ["direct"] * 3})
    >>> hits = select_hits(pairs, "direct")
    >>> hits.found["hit"].tolist(), hits.reference["hit"].tolist()
    ([True, True, False], [True, True])
    """
    found, held = pairs["other"] == value, pairs["reference"] == value
    return Hits(pairs.assign(hit=held)[found], pairs.assign(hit=found)[held])


def select_spans(reference: Coder, other: Coder, variable: str) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Select the reference's and the other's spans in the articles that both read, each in the order of the text."""
    read = reference.articles & other.articles
    held, found = (coder.codes[variable][coder.codes[variable]["article_id"].isin(read)].sort_values(
        ["article_id", "start", "end"], ignore_index=True) for coder in (reference, other))
    return held, found


def list_categories(held: pd.DataFrame, found: pd.DataFrame, variable: str) -> list[str]:
    """List the categories of spans that either side used; none where the two have no category in common."""
    shared = describe_variable(variable).has_categories and {*held["value"]} & {*found["value"]}
    return sorted({*held["value"], *found["value"]}) if shared else []


def match_spans(held: pd.DataFrame, found: pd.DataFrame, category: str = "",
                overlaps: pd.DataFrame | None = None) -> Hits:
    """Match two coders' spans: one is a hit when it shares a character with one of the other side.

    With a category only spans of that category count, on both sides. ``overlaps`` is what ``overlap_spans`` makes of
    the two, when the caller has it already.

    Examples
    --------
    >>> place = {"article_id": "a", "sentence": 0}
    >>> held = pd.DataFrame([place | {"start": 0, "end": 4, "value": "modal"}])
    >>> found = pd.DataFrame([place | {"start": start, "end": start + 4, "value": "modal"} for start in (2, 9)])
    >>> hits = match_spans(held, found)
    >>> hits.found["hit"].tolist(), hits.reference["hit"].tolist()
    ([True, False], [True])
    """
    overlaps = overlap_spans(held, found) if overlaps is None else overlaps
    if category:
        held, found = held[held["value"] == category], found[found["value"] == category]
        overlaps = overlaps[(overlaps["value_held"] == category) & (overlaps["value_found"] == category)]
    return Hits(found=found.assign(hit=found.index.isin(overlaps["found"])),
                reference=held.assign(hit=held.index.isin(overlaps["held"])))


def overlap_spans(held: pd.DataFrame, found: pd.DataFrame) -> pd.DataFrame:
    """List the pairs of spans in one sentence that share a character, by their index, with both values.

    Examples
    --------
    >>> held = pd.DataFrame({"article_id": ["a"], "sentence": [0], "start": [0], "end": [4], "value": ["modal"]})
    >>> overlap_spans(held, held.assign(start=3, end=9, value="condition")).values.tolist()
    [[0, 0, 'modal', 'condition']]
    """
    columns = [*_SENTENCE, "start", "end", "value"]
    pairs = held[columns].rename_axis("held").reset_index().merge(
        found[columns].rename_axis("found").reset_index(), on=_SENTENCE, suffixes=("_held", "_found"))
    meet = (pairs["start_held"] < pairs["end_found"]) & (pairs["start_found"] < pairs["end_held"])
    return pairs.loc[meet, ["held", "found", "value_held", "value_found"]]


def name_value(value: str | float, variable: str) -> str:
    """Name a code as the codings do: "0.25", "question".

    Examples
    --------
    >>> name_value(4.0, "certainty"), name_value(float("nan"), "certainty"), name_value("direct", "voice")
    ('4', 'question', 'direct')
    """
    if isinstance(value, str):
        return value
    if isnan(value):
        return {"certainty": QUESTION, "claim_certainty": UNGRADED}.get(variable, "")
    return f"{value:g}"


def _match_names(pairs: pd.DataFrame, may_be_short: bool) -> pd.DataFrame:
    names = pairs[["reference", "other"]].apply(
        lambda column: column.str.lower().str.replace(_LEADING_ARTICLE, "", regex=True))
    if may_be_short:
        begins = [bool(short) and f"{name} ".startswith(f"{short} ")
                  for name, short in zip(names["reference"], names["other"])]
        names["other"] = names["other"].mask(begins, names["reference"])
    return pairs.assign(**names)

"""What the instrument says, from the study's tables, in the shape of a coder's codes (``coders``)."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pandas as pd

from analysis.comparison.agreement.coders import INSTRUMENT, PLACE, Coder, derive_attribution, mark_frames, place_spans
from analysis.comparison.agreement.variables import CLAIM, TARGETED
from analysis.schemas import FRAMES
from analysis.texts.spans import SpanIndex

_LEXICONS = {"hedge": "hedges", "booster": "boosters", "loaded": "loaded_language"}
_CLAIM_FIELDS = ("role", "mechanism", "polarity", "certainty", "horizon")


def read_instrument(sentences: pd.DataFrame, passages: pd.DataFrame, mentions: pd.DataFrame,
                    matches: pd.DataFrame, targets: pd.DataFrame | None = None,
                    claims: pd.DataFrame | None = None, frames: pd.DataFrame | None = None) -> Coder:
    """Read what the instrument says, from the study's tables, as if it were a coder.

    Without ``targets``, ``claims`` or ``frames`` it says nothing of them. A sentence's speaker is the one who has most
    of its characters. ``certainty`` is NaN for a question. Tone towards a target is the mean over its mentions in the
    sentence.

    Examples
    --------
    >>> from analysis.tables import check
    >>> tables = [check(pd.DataFrame(), name) for name in ("sentences", "passages", "mentions", "matches")]
    >>> read_instrument(*tables).codes["hedge"].empty
    True
    """
    places = sentences[PLACE].reset_index(drop=True)
    sources = _read_sources(places, passages)
    cues = sentences["cues"].reset_index(drop=True)
    said = {
        "part": (sentences["part"], ""), "voice": (sentences["voice"], sources["rule"]),
        "speaker": (sources["speaker"], sources["rule"]), "speaker_kind": (sources["speaker_kind"], sources["rule"]),
        "uncertainty": (sentences["uncertain"].map({True: "1", False: "0"}), cues),
        "certainty": (sentences["certainty"], cues), "tone": (sentences["tone"], ""),
    }
    codes = {variable: places.assign(value=value.to_numpy(), rule=rule) for variable, (value, rule) in said.items()}
    codes["mention"] = place_spans(mentions.rename(columns={"kind": "value"}).assign(rule=""), sentences)
    for variable, lexicon in _LEXICONS.items():
        found = matches[matches["lexicon"] == lexicon].rename(columns={"category": "value"})
        codes[variable] = place_spans(found, sentences)
    if claims is not None and len(claims):
        codes |= _read_claims(sentences, claims)
    if "loading" in sentences:
        codes["loading"] = places.assign(value=sentences["loading"].to_numpy(), rule="")
    if targets is not None:
        codes |= _read_targets(places, targets)
    if frames is not None:
        codes |= mark_frames(sentences, frames, FRAMES)
    return Coder(INSTRUMENT, frozenset(sentences["article_id"]), derive_attribution(codes))


def _read_claims(sentences: pd.DataFrame, claims: pd.DataFrame) -> dict[str, pd.DataFrame]:
    places = claims[["article_id", "sentence", *_CLAIM_FIELDS, "rule"]]
    placed = sentences.loc[sentences["part"] != "furniture", PLACE].merge(places, how="left",
                                                                          on=["article_id", "sentence"])
    found = placed["mechanism"].notna()
    codes = {"claim": placed[PLACE].assign(value=np.where(found, "yes", "no"), rule=placed["rule"].fillna(""))}
    for field in _CLAIM_FIELDS:
        codes[f"{CLAIM}{field}"] = placed.loc[found, [*PLACE, "rule"]].assign(value=placed.loc[found, field])
    return codes


def _read_targets(places: pd.DataFrame, targets: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """The tone towards each target in the sentences that name it, with the aliases that do."""
    codes = {}
    for target, mentions in targets[targets["part"] != "furniture"].groupby("target"):
        by_sentence = mentions.groupby(["article_id", "sentence"])
        means = by_sentence.agg(value=("tone", "mean"), rule=("alias", lambda names: "; ".join(dict.fromkeys(names))))
        codes[f"{TARGETED}{target}"] = places.merge(means.reset_index(), on=["article_id", "sentence"])
    return codes


def _read_sources(sentences: pd.DataFrame, passages: pd.DataFrame) -> pd.DataFrame:
    """For each sentence the speaker with most of its characters, the speaker's kind, and the rules of its passages."""
    rows = passages.sort_values(["article_id", "start"]).groupby("article_id")
    index = {article: SpanIndex([*stretches.itertuples()]) for article, stretches in rows}
    sources = []
    for sentence in sentences.itertuples():
        stretches = index.get(sentence.article_id, SpanIndex([])).overlapping(sentence.start, sentence.end)
        lengths = Counter()
        for stretch in stretches:
            if stretch.voice != "narration":
                length = min(stretch.end, sentence.end) - max(stretch.start, sentence.start)
                lengths[stretch.speaker, stretch.speaker_kind] += length
        (speaker, kind), _ = lengths.most_common(1)[0] if lengths else (("", ""), 0)
        sources.append((speaker, kind, "; ".join(dict.fromkeys(stretch.rule for stretch in stretches))))
    return pd.DataFrame(sources, columns=["speaker", "speaker_kind", "rule"], dtype="str")

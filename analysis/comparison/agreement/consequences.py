"""What the instrument's errors do to results: the same measures counted by hand coding and by the instrument.

Both are counted over the same sentences of the body, so that only the codes differ. Words inside a sentence are shared
out between narration and others' words by characters, since a coding holds offsets and no texts.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd

from analysis.comparison.agreement.coders import SETTLED, Coder, read_coder
from analysis.comparison.agreement.instrument import read_instrument
from analysis.texts.spans import SpanIndex

_BODY, _NARRATION = "body", "narration"
_COLUMNS = {"article_id": "str", "measure": "str", "unit": "str", "coding": "float64", "instrument": "float64"}
_SENTENCE, _SPAN = ["article_id", "sentence"], ["article_id", "start", "end"]
PER_1000, WEIGHT_PER_1000, SHARE = "per 1,000 words", "weight per 1,000 words", "share"


@dataclass(frozen=True)
class _Side:
    """One side's codes, the weights of its loaded terms, and its attributed stretches by article."""

    coder: Coder
    weights: pd.Series
    attributed: dict[str, SpanIndex]


Rate = Callable[[_Side, pd.DataFrame], pd.Series]


def count_by_coding(codings: pd.DataFrame, sentences: pd.DataFrame, passages: pd.DataFrame, mentions: pd.DataFrame,
                    matches: pd.DataFrame, claims: pd.DataFrame | None = None) -> pd.DataFrame:
    """Count each measure twice, by the settled coding and by the instrument.

    Parameters
    ----------
    codings, sentences, passages, mentions, matches, claims : DataFrame
        The tables of these names (``analysis.schemas``).

    Returns
    -------
    DataFrame
        article_id · measure · unit · coding · instrument, in the body: share of words given to others; weights of
        loaded terms per 1,000 words, and of those in narration per 1,000 words of narration; hedges and boosters per
        1,000 words; share of uncertain sentences; mean certainty (1–5) and mean tone (−1..1) of the sentences; mean
        certainty (1–5) of the downfall claims, and the share of them that others make.
        Articles without a settled coding are left out; a variable that nobody coded gives no row.

    Examples
    --------
    >>> from analysis.tables import check
    >>> tables = [check(pd.DataFrame(), name) for name in ("codings", "sentences", "passages", "mentions", "matches")]
    >>> count_by_coding(*tables).empty
    True
    """
    settled = codings[codings["coder"] == SETTLED]
    loaded = settled[settled["variable"] == "loaded"]
    weights = pd.to_numeric(loaded["value"].str.split(":").str[1], errors="coerce").fillna(1)
    coding = _Side(read_coder(codings, sentences, SETTLED), _index_weights(loaded, weights),
                   _index_spans(settled[settled["variable"] == "passage_voice"]))
    found = matches[matches["lexicon"] == "loaded_language"]
    instrument = _Side(read_instrument(sentences, passages, mentions, matches, claims=claims),
                       _index_weights(found, found["weight"]),
                       _index_spans(passages[passages["voice"] != _NARRATION]))
    body = sentences[(sentences["part"] == _BODY) & sentences["article_id"].isin(coding.coder.articles)]
    rows = []
    for measure, (variable, unit, rate) in _MEASURES.items():
        if variable in coding.coder.codes and variable in instrument.coder.codes:
            counted = pd.DataFrame({"coding": rate(coding, body), "instrument": rate(instrument, body)})
            rows.append(counted.rename_axis("article_id").reset_index().assign(measure=measure, unit=unit))
    counted = pd.concat([pd.DataFrame(columns=list(_COLUMNS)), *rows])[list(_COLUMNS)]
    return counted.astype(_COLUMNS).reset_index(drop=True)


def _index_weights(spans: pd.DataFrame, weights: pd.Series) -> pd.Series:
    keyed = spans[_SPAN].assign(weight=weights).drop_duplicates(_SPAN)
    return keyed.set_index(_SPAN)["weight"]


def _index_spans(spans: pd.DataFrame) -> dict[str, SpanIndex]:
    ordered = spans.sort_values(["article_id", "start"])
    return {article: SpanIndex([*rows.itertuples()]) for article, rows in ordered.groupby("article_id")}


def compare_by_coding(counted: pd.DataFrame, groups: pd.Series, group_a: str, group_b: str) -> pd.DataFrame:
    """Compare two groups of articles by the coding and by the instrument.

    Parameters
    ----------
    counted : DataFrame
        As ``count_by_coding`` returns it.
    groups : Series
        Each article's group, by article_id.
    group_a, group_b : str
        The groups.

    Returns
    -------
    DataFrame
        measure · unit · group_a · group_b · coding · instrument (mean of group a − mean of group b) · same_sign; a
        measure that lacks a group is left out.

    Examples
    --------
    >>> counted = pd.DataFrame({"article_id": ["sun", "oped"], "measure": "hedges", "unit": "per 1,000 words",
    ...                         "coding": [9.0, 4.0], "instrument": [8.0, 5.0]})
    >>> groups = pd.Series({"sun": "tabloid", "oped": "opinion"})
    >>> compare_by_coding(counted, groups, "tabloid", "opinion").values.tolist()
    [['hedges', 'per 1,000 words', 'tabloid', 'opinion', 5.0, 3.0, True]]
    """
    means = counted.assign(group=counted["article_id"].map(groups)).groupby(
        ["measure", "unit", "group"], sort=False)[["coding", "instrument"]].mean().unstack("group")
    if not {group_a, group_b} <= {*means.columns.get_level_values("group")}:
        return pd.DataFrame(columns=["measure", "unit", "group_a", "group_b", "coding", "instrument", "same_sign"])
    compared = pd.DataFrame({side: means[side][group_a] - means[side][group_b] for side in ("coding", "instrument")})
    compared = compared.dropna().reset_index()
    compared.insert(2, "group_a", group_a)
    compared.insert(3, "group_b", group_b)
    return compared.assign(same_sign=compared["coding"] * compared["instrument"] > 0)


# -- rates, each a value an article -----------------------------------------------------------------------------------

def _share_attributed(side: _Side, body: pd.DataFrame) -> pd.Series:
    words = _count_words(side, body)
    return (words["attributed"] / words["n_words"]).astype(float)


def _share_of(variable: str, value: str) -> Rate:
    def rate(side: _Side, body: pd.DataFrame) -> pd.Series:
        coded = _in_body(side.coder.codes[variable], body)
        return (coded["value"] == value).groupby(coded["article_id"]).mean()
    return rate


def _mean_of(variable: str) -> Rate:
    def rate(side: _Side, body: pd.DataFrame) -> pd.Series:
        coded = _in_body(side.coder.codes[variable], body)
        return coded["value"].astype(float).groupby(coded["article_id"]).mean()
    return rate


def _share_carried(side: _Side, body: pd.DataFrame) -> pd.Series:
    claims = _in_body(side.coder.codes["claim"], body)
    claims = claims[claims["value"] == "yes"]
    carried = claims[_SENTENCE].merge(side.coder.codes["attributed"])
    return (carried["value"] == "yes").groupby(carried["article_id"]).mean()


def _terms_per_1000(variable: str) -> Rate:
    def rate(side: _Side, body: pd.DataFrame) -> pd.Series:
        words = body.groupby("article_id")["n_words"].sum()
        terms = _in_body(side.coder.codes[variable], body).groupby("article_id").size()
        return 1000 * terms.reindex(words.index, fill_value=0) / words
    return rate


def _weight_per_1000(only_narration: bool) -> Rate:
    def rate(side: _Side, body: pd.DataFrame) -> pd.Series:
        words = _count_words(side, body)
        terms = _in_body(side.coder.codes["loaded"], body)
        if only_narration:
            terms = terms[[not _overlap(side, term) for term in terms.itertuples()]]
        weights = terms[_SPAN].merge(side.weights.reset_index(), how="left")["weight"].fillna(1).to_numpy()
        summed = terms.assign(weight=weights).groupby("article_id")["weight"].sum().reindex(words.index, fill_value=0)
        return 1000 * summed / words["narration" if only_narration else "n_words"]
    return rate


def _count_words(side: _Side, body: pd.DataFrame) -> pd.DataFrame:
    """The words of each article's body, and how many of them are others' and the article's own."""
    shares = [_overlap(side, sentence) / (sentence.end - sentence.start) for sentence in body.itertuples()]
    words = body.assign(attributed=body["n_words"] * pd.Series(shares, index=body.index, dtype=float))
    summed = words.groupby("article_id")[["n_words", "attributed"]].sum()
    return summed.assign(narration=summed["n_words"] - summed["attributed"])


def _overlap(side: _Side, stretch) -> int:
    """How many characters of a sentence or a term are others' words."""
    index = side.attributed.get(stretch.article_id, SpanIndex([]))
    return sum(min(span.end, stretch.end) - max(span.start, stretch.start)
               for span in index.overlapping(stretch.start, stretch.end))


def _in_body(codes: pd.DataFrame, body: pd.DataFrame) -> pd.DataFrame:
    return codes.merge(body[_SENTENCE])


_MEASURES: dict[str, tuple[str, str, Rate]] = {
    "words given to others": ("voice", SHARE, _share_attributed),
    "loaded language in narration": ("loaded", WEIGHT_PER_1000, _weight_per_1000(only_narration=True)),
    "loaded language": ("loaded", WEIGHT_PER_1000, _weight_per_1000(only_narration=False)),
    "hedges": ("hedge", PER_1000, _terms_per_1000("hedge")),
    "boosters": ("booster", PER_1000, _terms_per_1000("booster")),
    "uncertain sentences": ("uncertainty", SHARE, _share_of("uncertainty", "1")),
    "certainty": ("certainty", "mean, 1 to 5", _mean_of("certainty")),
    "tone": ("tone", "mean, −1 to 1", _mean_of("tone")),
    "certainty of the downfall": ("claim_certainty", "mean, 1 to 5", _mean_of("claim_certainty")),
    "downfall claims carried by others": ("claim", SHARE, _share_carried),
}

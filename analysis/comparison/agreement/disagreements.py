"""Where the instrument and the settled coding part: one row a disagreement, and the commonest of them."""

from __future__ import annotations

import pandas as pd

from analysis.comparison.agreement.coders import (
    INSTRUMENT,
    SETTLED,
    Coder,
    describe_variable,
    read_coder,
    read_instrument,
)
from analysis.comparison.agreement.pairs import (
    list_categories,
    list_variables,
    name_value,
    overlap_spans,
    pair_codes,
    select_spans,
    sign_tones,
)
from analysis.files import UserError

_COLUMNS = {"article_id": "str", "sentence": "int64", "start": "int64", "end": "int64", "variable": "str",
            SETTLED: "str", INSTRUMENT: "str", "rule": "str"}
_SIGNS = {-1: "negative", 0: "neutral", 1: "positive"}
_ERROR = ["variable", SETTLED, INSTRUMENT]


def list_disagreements(codings: pd.DataFrame, sentences: pd.DataFrame, passages: pd.DataFrame, mentions: pd.DataFrame,
                       matches: pd.DataFrame, variable: str = "") -> pd.DataFrame:
    """List where the instrument and the settled coding differ, in one variable or in all.

    Parameters
    ----------
    codings, sentences, passages, mentions, matches : DataFrame
        The tables of these names (``analysis.schemas``).
    variable : str
        One of those that ``measure_agreement`` compares with the instrument; all of them when left out.

    Returns
    -------
    DataFrame
        A row is a sentence or a span, in the order of the text: article_id · sentence · start · end · variable ·
        settled · instrument · rule. Codes are compared as ``measure_agreement`` compares them (tone by its sign,
        speakers where both say that the sentence is attributed). For spans an empty ``settled`` is one too many, an
        empty ``instrument`` one missed; where two meet under different categories the row has both, at the settled
        span. ``rule`` is what made the instrument say so: the passages' rules, the lexicon's entry, the cues of
        certainty and uncertainty; empty where nothing is on record. Nothing coded gives an empty table.

    Raises
    ------
    UserError
        When the instrument does not measure the variable.

    Examples
    --------
    >>> from analysis.tables import check
    >>> empty = [check(pd.DataFrame(), name) for name in ("codings", "sentences", "passages", "mentions", "matches")]
    >>> list_disagreements(*empty, "tone_putin")
    Traceback (most recent call last):
    analysis.files.UserError: The instrument does not measure 'tone_putin'. It measures part, voice, attributed, \
speaker, speaker_kind, mention, hedge, booster, loaded, uncertainty, certainty, tone.
    """
    settled = read_coder(codings, sentences, SETTLED)
    instrument = read_instrument(sentences, passages, mentions, matches)
    measured = [name for name in list_variables(instrument, instrument) if name != "loading"]
    if variable and variable not in measured:
        raise UserError(f"The instrument does not measure '{variable}'. It measures {', '.join(measured)}.")
    tables = [_compare(settled, instrument, name).assign(variable=name)
              for name in list_variables(settled, instrument) if name == (variable or name) and name in measured]
    listed = pd.concat([pd.DataFrame(columns=list(_COLUMNS)), *tables])[list(_COLUMNS)].astype(_COLUMNS)
    return listed.sort_values(["article_id", "start", "end"], kind="stable", ignore_index=True)


def summarise_errors(disagreements: pd.DataFrame) -> pd.DataFrame:
    """Count disagreements by variable, settled code and the instrument's, the commonest first.

    Parameters
    ----------
    disagreements : DataFrame
        As ``list_disagreements`` returns it.

    Returns
    -------
    DataFrame
        variable · settled · instrument · n; ties in alphabetical order. No disagreement gives an empty table.

    Examples
    --------
    >>> listed = pd.DataFrame({"variable": ["voice"] * 3, "settled": ["indirect", "mixed", "indirect"],
    ...                        "instrument": ["narration", "direct", "narration"]})
    >>> summarise_errors(listed).values.tolist()
    [['voice', 'indirect', 'narration', 2], ['voice', 'mixed', 'direct', 1]]
    """
    counted = disagreements.groupby(_ERROR, as_index=False).size().rename(columns={"size": "n"})
    return counted.sort_values(["n", *_ERROR], ascending=[False, True, True, True], ignore_index=True)


def _compare(settled: Coder, instrument: Coder, variable: str) -> pd.DataFrame:
    spans = describe_variable(variable).unit == "span"
    return _compare_spans(settled, instrument, variable) if spans else _compare_sentences(settled, instrument, variable)


def _compare_sentences(settled: Coder, instrument: Coder, variable: str) -> pd.DataFrame:
    pairs = pair_codes(settled, instrument, variable)
    named = {side: sign_tones(pairs)[role].map(_SIGNS) if variable == "tone" else
             pairs[role].map(lambda value: name_value(value, variable))
             for side, role in ((SETTLED, "reference"), (INSTRUMENT, "other"))}
    return pairs.assign(**named)[named[SETTLED] != named[INSTRUMENT]]


def _compare_spans(settled: Coder, instrument: Coder, variable: str) -> pd.DataFrame:
    held, found = select_spans(settled, instrument, variable)
    overlaps = overlap_spans(held, found)
    missed = held[~held.index.isin(overlaps["held"])].rename(columns={"value": SETTLED}).assign(instrument="")
    added = found[~found.index.isin(overlaps["found"])].rename(columns={"value": INSTRUMENT}).assign(settled="")
    tables = [missed, added]
    if list_categories(held, found, variable):
        same = overlaps.loc[overlaps["value_held"] == overlaps["value_found"], "held"]
        met = overlaps[~overlaps["held"].isin(same)].drop_duplicates("held")
        other = found.loc[met["found"], ["value", "rule"]].set_axis(met["held"]).rename(columns={"value": INSTRUMENT})
        tables.append(held.loc[met["held"]].drop(columns="rule").rename(columns={"value": SETTLED}).join(other))
    return pd.concat(tables)

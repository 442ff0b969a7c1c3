"""Where the instrument and the settled coding part: one row a disagreement, and the commonest of them."""

from __future__ import annotations

from collections import Counter

import pandas as pd

from analysis.comparison.agreement.coders import INSTRUMENT, SETTLED, Coder, read_coder
from analysis.comparison.agreement.instrument import read_instrument
from analysis.comparison.agreement.pairs import (
    NEUTRAL_BELOW,
    list_categories,
    list_variables,
    name_value,
    overlap_spans,
    pair_codes,
    select_spans,
    sign_tones,
)
from analysis.comparison.agreement.variables import TARGETED, describe_variable, is_tone
from analysis.files import UserError
from analysis.instruments.targeted import NEUTRAL_BAND

_COLUMNS = {"article_id": "str", "sentence": "int64", "start": "int64", "end": "int64", "variable": "str",
            SETTLED: "str", INSTRUMENT: "str", "rule": "str"}
_SIGNS = {-1: "negative", 0: "neutral", 1: "positive"}
_ERROR = ["variable", SETTLED, INSTRUMENT]
_ROLES = {SETTLED: "reference", INSTRUMENT: "other"}
_FEW = 3  # rules that are named beside an error


def list_disagreements(codings: pd.DataFrame, sentences: pd.DataFrame, passages: pd.DataFrame, mentions: pd.DataFrame,
                       matches: pd.DataFrame, variable: str = "", targets: pd.DataFrame | None = None,
                       claims: pd.DataFrame | None = None, frames: pd.DataFrame | None = None) -> pd.DataFrame:
    """List where the instrument and the settled coding differ, in one variable or in all.

    Parameters
    ----------
    codings, sentences, passages, mentions, matches : DataFrame
        The tables of these names (``analysis.schemas``).
    variable : str
        One of those that ``measure_agreement`` compares with the instrument; all of them when left out.
    targets, claims, frames : DataFrame, optional
        The tables of these names; what a table that is left out would say is not compared.

    Returns
    -------
    DataFrame
        A row is a sentence or a span, in the order of the text: article_id · sentence · start · end · variable ·
        settled · instrument · rule. Codes are compared as ``measure_agreement`` compares them (tone by its sign,
        speakers where both say that the sentence is attributed, what a claim says where both say that there is one).
        For spans and for tone towards a target an empty ``settled`` is one too many, an empty ``instrument`` one
        missed; where two spans meet under different categories the row has both, at the settled one. ``rule`` is what
        made the instrument say so: the passages' rules, the lexicon's entry, the cues of certainty and uncertainty,
        the target's aliases, the rule of the claim or the frame; empty where nothing is on record. Nothing coded gives
        an empty table.

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
speaker, speaker_kind, mention, hedge, booster, loaded, uncertainty, certainty, tone. More with the tables targets, \
claims, frames, which were not given.
    """
    settled = read_coder(codings, sentences, SETTLED)
    instrument = read_instrument(sentences, passages, mentions, matches, targets, claims, frames)
    measured = [name for name in list_variables(instrument, instrument) if name != "loading"]
    if variable and variable not in measured:
        given = {"targets": targets, "claims": claims, "frames": frames}
        lacking = [name for name, table in given.items() if table is None]
        asked = f" More with the tables {', '.join(lacking)}, which were not given." if lacking else ""
        raise UserError(f"The instrument does not measure '{variable}'. It measures {', '.join(measured)}.{asked}")
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
        variable · settled · instrument · n · rules (the three that made the instrument say so most often, with how
        often; empty where none is on record); ties in alphabetical order. No disagreement gives an empty table.

    Examples
    --------
    >>> listed = pd.DataFrame({"variable": ["voice"] * 3, "settled": ["indirect", "mixed", "indirect"],
    ...                        "instrument": ["narration", "direct", "narration"], "rule": ["", "open mark", ""]})
    >>> summarise_errors(listed).values.tolist()
    [['voice', 'indirect', 'narration', 2, ''], ['voice', 'mixed', 'direct', 1, 'open mark (1)']]
    """
    counted = disagreements.groupby(_ERROR, as_index=False).agg(n=("rule", "size"), rules=("rule", _name_commonest))
    return counted.sort_values(["n", *_ERROR], ascending=[False, True, True, True], ignore_index=True)


def _name_commonest(rules: pd.Series) -> str:
    counts = Counter(rule for rule in sorted(rules) if rule)
    return " | ".join(f"{rule} ({n})" for rule, n in counts.most_common(_FEW))


def _compare(settled: Coder, instrument: Coder, variable: str) -> pd.DataFrame:
    spans = describe_variable(variable).unit == "span"
    return _compare_spans(settled, instrument, variable) if spans else _compare_sentences(settled, instrument, variable)


def _compare_sentences(settled: Coder, instrument: Coder, variable: str) -> pd.DataFrame:
    targeted = variable.startswith(TARGETED)
    pairs = pair_codes(settled, instrument, variable)
    if is_tone(variable):
        signed = sign_tones(pairs, NEUTRAL_BAND if targeted else NEUTRAL_BELOW)
        named = {side: signed[role].map(_SIGNS) for side, role in _ROLES.items()}
    else:
        named = {side: pairs[role].map(lambda value: name_value(value, variable)) for side, role in _ROLES.items()}
    differing = pairs.assign(**named)[named[SETTLED] != named[INSTRUMENT]]
    return pd.concat([differing, *_list_one_sided(settled, instrument, variable)]) if targeted else differing


def _list_one_sided(settled: Coder, instrument: Coder, variable: str) -> list[pd.DataFrame]:
    """The sentences in which only the coding, and those in which only the instrument has a tone towards the target."""
    held, found = (codes[codes["part"] != "furniture"] for codes in select_spans(settled, instrument, variable))
    of_held, of_found = (pd.MultiIndex.from_frame(codes[["article_id", "sentence"]]) for codes in (held, found))
    tables = []
    for codes, alone, side, other in ((held, ~of_held.isin(of_found), SETTLED, INSTRUMENT),
                                      (found, ~of_found.isin(of_held), INSTRUMENT, SETTLED)):
        tones = codes["value"].astype(float)
        signed = sign_tones(pd.DataFrame({"reference": tones, "other": tones}), NEUTRAL_BAND)["other"]
        tables.append(codes.assign(**{side: signed.map(_SIGNS), other: ""})[alone])
    return tables


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

"""What the machine says to the questions that coders are asked, and the rule that made it say so."""

from __future__ import annotations

import functools

import pandas as pd

from analysis.comparison.agreement.instrument import read_instrument
from analysis.comparison.agreement.pairs import name_value
from analysis.study import Study

EMPTY = "(none)"  # how an empty code is shown: nobody speaks
_KEY = ["article_id", "sentence"]


@functools.lru_cache(maxsize=2)  # a lesson's checks all ask the same study
def read_machine(study: Study) -> dict[str, pd.DataFrame]:
    """Read the machine's answers from a study's tables.

    Returns
    -------
    dict of DataFrame
        By variable: indexed by article_id and sentence; code (a word, or a number where the variable has a grade or a
        tone; NaN for a question) · shown (the code as a reader sees it) · rule (the passages' rules, entries of the
        lists, cues; empty where nothing is on record). It is kept for the next call: copy what you change.

    Examples
    --------
    >>> from analysis.study import measure_text
    >>> said = read_machine(measure_text("The furious mob may go."))
    >>> {variable: said[variable]["shown"].tolist() for variable in ("voice", "certainty", "loaded_language", "claim")}
    {'voice': ['narration'], 'certainty': ['2'], 'loaded_language': ['yes'], 'claim': ['no']}
    >>> said["loaded_language"]["rule"].tolist()
    ['loaded_language: furious; loaded_language: mob']
    """
    codes = read_instrument(study.sentences, study.passages, study.mentions, study.matches, study.targets, study.claims,
                            study.frames).codes
    tables = {variable: rows.set_index(_KEY)[["value", "rule"]] for variable, rows in codes.items()
              if not rows.duplicated(_KEY).any()}
    places = codes["voice"].set_index(_KEY)
    tables["loaded_language"] = _gather(codes["loaded"], places)
    if "speaker_kind" in tables:  # what is nobody's has no speaker of any kind
        tables["speaker_kind"] = tables["speaker_kind"].reindex(places.index).fillna("")
    if "claim" in tables:
        tables["claim"] = _name_roles(tables["claim"], tables["claim_role"])
    else:
        tables["claim"] = pd.DataFrame({"value": "no", "rule": ""}, index=places.index)
    tones = study.matches[study.matches["lexicon"] == "tone"]
    judging = tones.groupby(_KEY)["rule"].agg(lambda rules: "; ".join(dict.fromkeys(rules)))
    tables["tone"] = tables["tone"].assign(rule=judging.reindex(tables["tone"].index).fillna(""))
    return {variable: table.rename(columns={"value": "code"}).assign(
        shown=[_show(value, variable) for value in table["value"]]) for variable, table in tables.items()}


def _gather(spans: pd.DataFrame, places: pd.DataFrame) -> pd.DataFrame:
    """Whether each sentence holds a span, and the entries that made them."""
    rules = spans.groupby(_KEY)["rule"].agg(lambda each: "; ".join(dict.fromkeys(each))).reindex(places.index)
    return pd.DataFrame({"value": rules.notna().map({True: "yes", False: "no"}), "rule": rules.fillna("")})


def _name_roles(claims: pd.DataFrame, roles: pd.DataFrame) -> pd.DataFrame:
    """What each sentence does with a claim, or that it makes none."""
    return claims.assign(value=roles["value"].reindex(claims.index).fillna("no"))


def _show(value: object, variable: str) -> str:
    """A code in words; a tone with two decimals."""
    if variable.startswith("tone") and value == value:
        return f"{value:.2f}"
    return name_value(value, variable) or EMPTY

"""Known failures: constructed sentences that a coder reads otherwise than the instruments do."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd

import analysis
from analysis.comparison.agreement.pairs import name_value
from analysis.comparison.validation.instruments import sign_scores
from analysis.files import read_text_file
from analysis.instruments.targeted import NEUTRAL_BAND
from analysis.study import Study, measure_text
from analysis.texts.names.targets import COLUMNS, LEADER

_FILE = Path(analysis.__file__).parent / "data" / "known_failures.toml"
_LEXICONS = {"loaded": "loaded_language", "hedge": "hedges", "booster": "boosters"}
_TONES = {-1: "negative", 0: "neutral", 1: "positive"}


def list_failures() -> pd.DataFrame:
    """List the known failures with what the instruments say now.

    Returns
    -------
    DataFrame
        variable · says (what kind of failure) · text · expected (what a coder would say) · instrument.

    Examples
    --------
    >>> failures = list_failures()
    >>> bool((failures["expected"] != failures["instrument"]).all())
    True
    """
    failures = pd.DataFrame(tomllib.loads(read_text_file(_FILE))["failure"])
    said = [_READERS[row.variable](measure_text(row.text, targets=_make_target(row.target)))
            for row in failures.fillna("").itertuples()]
    return failures.assign(instrument=said)[["variable", "says", "text", "expected", "instrument"]]


def _list_terms(lexicon: str) -> Callable[[Study], str]:
    def read(study: Study) -> str:
        return "; ".join(study.matches.loc[study.matches["lexicon"] == lexicon, "term"])
    return read


def _read_speaker(study: Study) -> str:
    return ([""] + [speaker for speaker in study.passages["speaker"] if speaker])[-1]


def _make_target(name: str) -> pd.DataFrame:
    """The actor whom a failure is about, also as the leader whose fall is claimed."""
    return pd.DataFrame([["target", name, name, True]] if name else [], columns=[*COLUMNS, LEADER])


def _read_tone(study: Study) -> str:
    return _TONES[int(sign_scores(np.array(study.sentences["tone"].iloc[[0]]))[0])]


def _read_target(study: Study) -> str:
    return _TONES[int(sign_scores(np.array([study.targets["tone"].mean()]), NEUTRAL_BAND)[0])]


def _read_frames(study: Study) -> str:
    of_last = study.frames["sentence"] == study.sentences["sentence"].iloc[-1]
    return "; ".join(study.frames.loc[of_last, "frame"])


def _read_claim(study: Study) -> str:
    return "yes" if (study.claims["sentence"] == study.sentences["sentence"].iloc[-1]).any() else "no"


def _read_field(field: str) -> Callable[[Study], str]:
    return lambda study: name_value(study.claims[field].iloc[-1], f"claim_{field}")


_READERS: dict[str, Callable[[Study], str]] = {
    **{variable: _list_terms(lexicon) for variable, lexicon in _LEXICONS.items()},
    "voice": lambda study: study.sentences["voice"].iloc[-1],
    "speaker": _read_speaker,
    "certainty": lambda study: f"{study.sentences['certainty'].iloc[0]:g}",
    "uncertain": lambda study: "yes" if study.sentences["uncertain"].iloc[0] else "no",
    "tone": _read_tone,
    "targeted_tone": _read_target,
    "frames": _read_frames,
    "claim": _read_claim,
    **{f"claim_{field}": _read_field(field) for field in ("mechanism", "polarity", "certainty", "horizon")},
}

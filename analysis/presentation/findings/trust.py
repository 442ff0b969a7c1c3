"""How far a measure can be trusted, in words: agreement with hand coding, figures on labelled sets, and a grade.

Grades follow Krippendorff's customary limits for alpha: from 0.8 on reliable, from 0.667 on tentative, below weak. An
instrument gets the grade of its agreement with the settled coding, not of the coders' with each other.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import isnan

import pandas as pd

from analysis.comparison.agreement.agreements import CODERS, FRAMES_TOGETHER, JUDGEMENT, MACHINE
from analysis.comparison.agreement.variables import FRAME, TARGETED
from analysis.comparison.descriptions import TOWARDS, describe_measure
from analysis.comparison.validation.records import LABELS, UNSEEN, LabelledSet
from analysis.comparison.validation.verdicts import name_figure
from analysis.comparison.validation.voices import SPEECH_ALONE
from analysis.files import UserError
from analysis.presentation.findings.wording import say_list, say_value

RELIABLE, TENTATIVE, WEAK, UNKNOWN = "reliable", "tentative", "weak", "unknown"
_LIMITS = ((0.8, RELIABLE), (0.667, TENTATIVE))
_LEADING = ("char_f1", "auc", "macro_f1", "pearson")
_BASELINE = "baseline_"

VARIABLES = {"part": "parts", "voice": "voices", "attributed": "others’ words", "speaker": "speakers",
             "speaker_kind": "kinds of speaker", "mention": "mentions", "hedge": "hedges", "booster": "boosters",
             "loaded": "loaded language", "uncertainty": "uncertainty", "certainty": "certainty", "tone": "tone",
             "claim": "downfall claims", "claim_role": "role of claims", "claim_mechanism": "mechanism of claims",
             "claim_polarity": "polarity of claims", "claim_certainty": "certainty of claims",
             "claim_horizon": "horizon of claims", FRAMES_TOGETHER: "frames"}


@dataclass(frozen=True)
class Topic:
    """What a chapter rests on: coded variables, instruments that labelled sets judge, grades to be ranked.

    A variable that ends in an underscore stands for all whose names begin so: ``tone_``, one for each target.
    """

    variables: tuple[str, ...]
    instruments: tuple[str, ...] = ()
    ranked: tuple[str, ...] = ()


TOPICS = {
    "voices": Topic(("part", "voice", "attributed", "speaker"), ("voice",)),
    "sentiment": Topic(("tone", TARGETED), ("tone", "targeted_tone")),
    "loaded_language": Topic(("loaded",), ("loaded_language",), ("loading",)),
    "hedging": Topic(("hedge", "uncertainty", "certainty"), ("hedging", "uncertainty")),
    "claims": Topic(("claim", "claim_role", "claim_mechanism", "claim_polarity", "claim_certainty", "claim_horizon")),
    "frames": Topic((FRAMES_TOGETHER,)),
    "comparison": Topic(("attributed", "hedge", "loaded", "tone")),
}


def grade_alpha(alpha: float) -> str:
    """Grade an alpha.

    Source: Krippendorff, K. (2019): Content Analysis, 4th edition, chapter 12.

    Examples
    --------
    >>> [grade_alpha(alpha) for alpha in (0.81, 0.7, 0.48, float("nan"))]
    ['reliable', 'tentative', 'weak', 'unknown']
    """
    if isnan(alpha):
        return UNKNOWN
    return next((grade for limit, grade in _LIMITS if alpha >= limit), WEAK)


def choose_corpus(validation: pd.DataFrame, corpus: str, other: str = "downfall") -> str:
    """Choose whose coding to go by: the corpus's own, else that of the study which the instruments were made for."""
    return corpus if (validation["set"] == corpus).any() else other


def state_trust(validation: pd.DataFrame, topic: str, corpus: str, sets: dict[str, LabelledSet]) -> list[str]:
    """State what is known of a topic's measures, a sentence or two for each.

    Parameters
    ----------
    validation : DataFrame
        The table of this name.
    topic : str
        A key of ``TOPICS``.
    corpus : str
        The corpus that is read. Without a coding of its own it is told that the figures are another's.
    sets : dict
        The labelled sets (``load_sets``).

    Raises
    ------
    UserError
        When there is no such topic.
    """
    if topic not in TOPICS:
        raise UserError(f"'{topic}' is no topic. Known are {', '.join(TOPICS)}.")
    about = TOPICS[topic]
    coded = choose_corpus(validation, corpus)
    variables = [name for variable in about.variables for name in _list_named(validation, variable, coded)]
    lines = [line for name in variables if (line := state_agreement(validation, name, coded))]
    lines += [line for variable in about.ranked if (line := state_ranks(validation, variable, coded))]
    lines += [line for instrument in about.instruments for labelled in sets.values()
              if _travels(labelled) and (line := state_set(validation, instrument, labelled))]
    if coded != corpus and lines:
        lines.append(f"{corpus} has no coding of its own: agreement was measured on the articles that the instruments "
                     "were made for, and may be lower here.")
    return lines


def _list_named(validation: pd.DataFrame, variable: str, corpus: str) -> list[str]:
    if not variable.endswith("_"):
        return [variable]
    names = validation.loc[validation["set"] == corpus, "instrument"]
    return sorted({name for name in names if name.startswith(variable)})


def name_variable(variable: str) -> str:
    """Name a coded variable as a reader would; one that has no name keeps its own.

    Examples
    --------
    >>> name_variable("hedge"), name_variable("tone_the_west"), name_variable("frame_inner_circle")
    ('hedges', 'tone towards the West', 'frame inner circle')
    """
    if variable in VARIABLES:
        return VARIABLES[variable]
    if variable.startswith(TARGETED):
        return describe_measure(f"{TOWARDS}{variable.removeprefix(TARGETED)}").label
    return variable.replace("_", " ") if variable.startswith(FRAME) else variable


def select_alphas(validation: pd.DataFrame) -> pd.DataFrame:
    """Select the defined alphas of what has a row in the figure: ``VARIABLES``, and the tone towards each target.

    The alphas of single frames are left to the chapter on frames; here all frames together have one.

    Examples
    --------
    >>> row = {"metric": "alpha", "value": 0.8}
    >>> select_alphas(pd.DataFrame([row | {"instrument": "frames"}, row | {"instrument": "frame_game"},
    ...                             row | {"instrument": "tone_putin"}]))["instrument"].tolist()
    ['frames', 'tone_putin']
    """
    named = validation["instrument"].isin(VARIABLES) | validation["instrument"].str.startswith(TARGETED)
    return validation[named & (validation["metric"] == "alpha") & validation["value"].notna()]


def _travels(labelled: LabelledSet) -> bool:
    """Whether a set says how a measure does elsewhere: texts of others, or of ours that no rule was made on."""
    return bool(labelled.citation) or not labelled.seen


def state_agreement(validation: pd.DataFrame, variable: str, corpus: str) -> str:
    """State how far the instrument agrees with the coding, and the coders with each other; empty where it is unknown.

    Examples
    --------
    >>> row = {"set": "mine", "instrument": "hedge", "category": "", "metric": "alpha", "low": 0.7, "high": 0.9}
    >>> validation = pd.DataFrame([row | {"n": 40, "comparison": comparison, "value": value} for comparison, value in
    ...                            (("instrument and settled", 0.81), ("coder A and B", 0.85))])
    >>> state_agreement(validation, "hedge", "mine")
    '**Hedges: reliable.** The instrument agrees with the coding at α = 0.81 (0.70 to 0.90; 40 sentences), the coders \
with each other at 0.85.'
    """
    machine, coders = (find_figure(validation, corpus, who, variable, "alpha") for who in (MACHINE, CODERS))
    if machine is None:
        return ""
    name = name_variable(variable)
    among = "" if coders is None else f", the coders with each other at {say_coefficient(coders['value'])}"
    interval = _say_interval(machine, _count_units(machine))
    sentence = (f"**{name[0].upper()}{name[1:]}: {grade_alpha(machine['value'])}.** The instrument agrees with the "
                f"coding at α = {say_coefficient(machine['value'])}{interval}{among}.")
    precision, recall = (find_figure(validation, corpus, MACHINE, variable, metric)
                         for metric in ("precision", "recall"))
    if precision is not None and recall is not None and machine.get("unit") != "span":
        share_found, share_held = (say_value(row["value"], "share") for row in (precision, recall))
        sentence += f" Of what it found {share_found} was coded; of what was coded it found {share_held}."
    return sentence + _state_unseen(validation, variable)


def _state_unseen(validation: pd.DataFrame, variable: str) -> str:
    """How far it agrees where no rule was made; empty where that is unknown."""
    known = (find_figure(validation, name, MACHINE, variable, "alpha")
             for name in sorted({*validation["set"]}) if name.endswith(UNSEEN))
    return "".join(f" On texts that no rule was made in sight of it is α = {say_coefficient(row['value'])}"
                   f"{_say_interval(row, _count_units(row))}." for row in known if row is not None)


def _count_units(row: pd.Series) -> str:
    of_frames = row.get("unit") == JUDGEMENT
    return f"{row['n']:,} {'judgements, one for each frame and sentence' if of_frames else 'sentences'}"


def state_ranks(validation: pd.DataFrame, variable: str, corpus: str) -> str:
    """State how far the instrument ranks sentences as the coding does; empty where it is unknown.

    Examples
    --------
    >>> row = {"set": "mine", "comparison": "instrument and settled", "instrument": "loading", "category": "",
    ...        "metric": "spearman", "value": 0.48, "low": 0.36, "high": 0.59, "n": 222}
    >>> state_ranks(pd.DataFrame([row]), "loading", "mine")
    '**Loading, ranked.** The instrument ranks sentences as the coding does at ρ = 0.48 (0.36 to 0.59; 222 sentences).'
    """
    row = find_figure(validation, corpus, MACHINE, variable, "spearman")
    if row is None:
        return ""
    interval = _say_interval(row, f"{row['n']:,} sentences")
    return (f"**{variable.capitalize()}, ranked.** The instrument ranks sentences as the coding does at ρ = "
            f"{say_coefficient(row['value'])}{interval}.")


def state_comparison(validation: pd.DataFrame) -> str:
    """State which variables the instrument reads reliably, tentatively and weakly, for a caption.

    Parameters
    ----------
    validation : DataFrame
        Rows of the table of this name for one corpus.

    Examples
    --------
    >>> row = {"comparison": "instrument and settled", "category": "", "metric": "alpha", "unit": "sentence"}
    >>> state_comparison(pd.DataFrame([row | {"instrument": "voice", "value": 0.97, "n": 222},
    ...                                row | {"instrument": "tone", "value": 0.01, "n": 222}]))
    'Against the coding the instrument is reliable for voices; weak for tone (222 sentences at most).'
    """
    rows = select_alphas(validation[validation["comparison"] == MACHINE])
    if rows.empty:
        return "Nothing was coded, so nothing is known of agreement."
    grades = rows["value"].map(grade_alpha)
    said = [f"{grade} for {say_list([name_variable(name) for name in rows.loc[grades == grade, 'instrument']])}"
            for grade in (RELIABLE, TENTATIVE, WEAK) if (grades == grade).any()]
    n_sentences = rows.loc[rows["unit"] != JUDGEMENT, "n"].max()
    return f"Against the coding the instrument is {'; '.join(said)} ({n_sentences:,} sentences at most)."


def state_set(validation: pd.DataFrame, instrument: str, labelled: LabelledSet) -> str:
    """State an instrument's leading figure on a labelled set beside the best that anybody could have used instead."""
    rows = validation[(validation["set"] == labelled.name) & (validation["instrument"] == instrument)
                      & (validation["comparison"] == LABELS)].set_index("metric")
    metric = next((metric for metric in _LEADING if metric in rows.index), None)
    if metric is None:
        return ""
    row = rows.loc[metric]
    baselines = {column.removeprefix(_BASELINE): row[column] for column in rows if column.startswith(_BASELINE)
                 and not pd.isna(row[column]) and column != f"{_BASELINE}{SPEECH_ALONE}"}
    best = max(baselines, key=baselines.get)
    beats = _compare(row, baselines[best])
    seen = "; looked at while the rules were made" if labelled.seen else ""
    cited = f" ({labelled.citation})" if labelled.citation else ""
    interval = _say_interval(row, f"n = {row['n']:,}")
    what = f"{labelled.what[0].upper()}{labelled.what[1:]}{cited}{seen}"
    ours, rival = say_coefficient(row["value"]), say_coefficient(baselines[best])
    return (f"**{name_figure(instrument).capitalize()}, elsewhere.** {what}: {name_figure(metric)} {ours}{interval}, "
            f"{beats} the best simple alternative, {name_figure(best)} at {rival}.")



def _compare(row: pd.Series, baseline: float) -> str:
    """Say whether a figure is above a baseline, and whether its interval is."""
    if row["value"] <= baseline:
        return "not above"
    return "above" if row["low"] > baseline else "not clearly above"


def find_figure(validation: pd.DataFrame, corpus: str, comparison: str, variable: str,
                metric: str) -> pd.Series | None:
    """Find one figure of a whole variable in the table ``validation``; None where it is not known."""
    rows = validation[(validation["set"] == corpus) & (validation["comparison"] == comparison)
                      & (validation["instrument"] == variable) & (validation["category"] == "")
                      & (validation["metric"] == metric)]
    return rows.iloc[0] if len(rows) else None


def say_coefficient(value: float) -> str:
    """Say a coefficient to two decimals, with a real minus sign.

    Examples
    --------
    >>> say_coefficient(-0.0512), say_coefficient(float("nan"))
    ('−0.05', 'undefined')
    """
    return "undefined" if isnan(value) else f"{value:.2f}".replace("-", "−")


def _say_interval(row: pd.Series, count: str) -> str:
    if isnan(row["low"]):
        return f" ({count})"
    return f" ({say_coefficient(row['low'])} to {say_coefficient(row['high'])}; {count})"

"""How far a measure can be trusted, in words: agreement with hand coding, figures on labelled sets, and a grade.

Grades follow Krippendorff's customary limits for alpha: from 0.8 on reliable, from 0.667 on tentative, below weak. An
instrument gets the grade of its agreement with the settled coding, not of the coders' with each other.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import isnan

import pandas as pd

from analysis.comparison.agreement.agreements import CODERS, MACHINE
from analysis.comparison.measures import describe_measure
from analysis.comparison.validation.records import LABELS, LabelledSet
from analysis.comparison.validation.verdicts import name_figure
from analysis.comparison.validation.voices import SPEECH_ALONE
from analysis.files import UserError
from analysis.presentation.findings.wording import say_count, say_list, say_number, say_value

RELIABLE, TENTATIVE, WEAK, UNKNOWN = "reliable", "tentative", "weak", "unknown"
_LIMITS = ((0.8, RELIABLE), (0.667, TENTATIVE))
_LEADING = ("char_f1", "auc", "macro_f1", "pearson")
_BASELINE = "baseline_"

VARIABLES = {"part": "parts", "voice": "voices", "attributed": "others’ words", "speaker": "speakers",
             "speaker_kind": "kinds of speaker", "mention": "mentions", "hedge": "hedges", "booster": "boosters",
             "loaded": "loaded language", "uncertainty": "uncertainty", "certainty": "certainty", "tone": "tone"}
_MEASURED_BY = {"attributed_share": "attributed", "loaded": "loaded", "hedges": "hedge", "boosters": "booster",
                "tone": "tone", "certainty": "certainty", "uncertain": "uncertainty"}
_COUNTED_AS = {("attributed", "all"): "words given to others", ("loaded", "all"): "loaded language",
               ("loaded", "narration"): "loaded language in narration", ("hedge", "all"): "hedges",
               ("booster", "all"): "boosters", ("uncertainty", "all"): "uncertain sentences",
               ("certainty", "all"): "certainty", ("tone", "all"): "tone"}


@dataclass(frozen=True)
class Topic:
    """What a chapter rests on: coded variables, and instruments that labelled sets judge."""

    variables: tuple[str, ...]
    instruments: tuple[str, ...] = ()


TOPICS = {
    "voices": Topic(("part", "voice", "attributed", "speaker"), ("voice",)),
    "sentiment": Topic(("tone",), ("tone",)),
    "loaded_language": Topic(("loaded",), ("loaded_language",)),
    "hedging": Topic(("hedge", "uncertainty", "certainty"), ("hedging", "uncertainty")),
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


def grade_measure(validation: pd.DataFrame, measure: str, corpus: str) -> tuple[str, float]:
    """Grade a measure of ``measures`` by the coded variable that it counts: the grade, and its alpha.

    Examples
    --------
    >>> grade_measure(pd.DataFrame(columns=["set", "comparison", "instrument", "category", "metric"]), "tone", "mine")
    ('unknown', nan)
    """
    row = _find(validation, corpus, MACHINE, find_variable(measure), "alpha")
    alpha = float("nan") if row is None else float(row["value"])
    return grade_alpha(alpha), alpha


def state_doubt(validation: pd.DataFrame, by_coding: pd.DataFrame, measure: str, voice: str, corpus: str,
                coded: str) -> str:
    """State how far a planned measure can be trusted: its grade, and what the coding would have found instead.

    Parameters
    ----------
    validation : DataFrame
        The table of this name.
    by_coding : DataFrame
        The two groups compared by coding and by instrument (``compare_by_coding``); empty where nothing was coded.
    measure, voice : str
        The measure, and whose words.
    corpus, coded : str
        The corpus that is read, and the one whose coding counts.

    Examples
    --------
    >>> by_coding = pd.DataFrame({"measure": ["tone"], "group_a": ["tabloid"], "group_b": ["opinion"],
    ...                           "coding": [0.13], "instrument": [-0.05]})
    >>> nothing = pd.DataFrame(columns=["set", "comparison", "instrument", "category", "metric"])
    >>> state_doubt(nothing, by_coding, "tone", "all", "mine", "mine")
    'By the coding, tabloid minus opinion is 0.13; by the instrument, −0.050: the opposite sign.'
    """
    variable = find_variable(measure)
    grade, alpha = grade_measure(validation, measure, coded)
    where = "" if corpus == coded else f" on the articles of {coded}; this corpus was not coded"
    sentences = [] if grade == UNKNOWN else [
        f"{grade.capitalize()}: instrument and coding agree at α = {_say(alpha)}{where}."]
    rows = by_coding[by_coding["measure"] == _COUNTED_AS.get((variable, voice), "")]
    if len(rows):
        sentences.append(_state_both(rows.iloc[0], describe_measure(measure).worth))
    return " ".join(sentences)


def _state_both(row: pd.Series, least: float) -> str:
    """Both differences, whether the sign is the same, and where only one of the two is worth the name."""
    coding, instrument = row["coding"], row["instrument"]
    said = (f"By the coding, {row['group_a']} minus {row['group_b']} is {say_number(coding)}; by the instrument, "
            f"{say_number(instrument)}")
    said += f": the {'same' if coding * instrument > 0 else 'opposite'} sign"
    worth = [abs(value) >= least for value in (coding, instrument)]
    if worth[0] != worth[1]:
        said += f", and only the {'coding' if worth[0] else 'instrument'}’s is worth the name"
    return f"{said}."


def state_doubts(doubts: list[str]) -> str:
    """State in one sentence how many findings rest on weak measures, or are turned by the coding.

    Examples
    --------
    >>> state_doubts(["Weak: instrument and coding agree at α = 0.48.",
    ...               "By the coding, tabloid minus opinion is 0.13; by the instrument, −0.05: the opposite sign.", ""])
    'Held against a coding of every sentence, one of the three findings rests on a weak measure, and one has the \
opposite sign.'
    """
    n_weak = sum(doubt.startswith(WEAK.capitalize()) for doubt in doubts)
    n_opposite = sum("opposite sign" in doubt for doubt in doubts)
    said = []
    if n_weak:
        verb = "rests" if n_weak == 1 else "rest"
        said.append(f"{_say_how_many(n_weak)} of the {say_count(len(doubts), 'finding')} {verb} on a weak measure")
    if n_opposite:
        verb = "has" if n_opposite == 1 else "have"
        said.append(f"{_say_how_many(n_opposite)} {verb} the opposite sign")
    return f"Held against a coding of every sentence, {', and '.join(said)}." if said else ""


def _say_how_many(n: int) -> str:
    return say_count(n, "thing").split()[0]


def find_variable(measure: str) -> str:
    """Find the coded variable that a measure of ``measures`` counts; the empty string where none was coded.

    Examples
    --------
    >>> find_variable("hedges_per_1000"), find_variable("textblob_polarity")
    ('hedge', '')
    """
    return next((variable for start, variable in _MEASURED_BY.items() if measure.startswith(start)), "")


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
    lines = [line for variable in about.variables if (line := state_agreement(validation, variable, coded))]
    lines += [line for instrument in about.instruments for labelled in sets.values()
              if _travels(labelled) and (line := state_set(validation, instrument, labelled))]
    if coded != corpus and lines:
        lines.append(f"{corpus} has no coding of its own: agreement was measured on the articles of {coded}.")
    return lines


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
    machine, coders = (_find(validation, corpus, who, variable, "alpha") for who in (MACHINE, CODERS))
    if machine is None:
        return ""
    name = VARIABLES.get(variable, variable)
    among = "" if coders is None else f", the coders with each other at {_say(coders['value'])}"
    interval = _say_interval(machine, f"{machine['n']:,} sentences")
    sentence = (f"**{name[0].upper()}{name[1:]}: {grade_alpha(machine['value'])}.** The instrument agrees with the "
                f"coding at α = {_say(machine['value'])}{interval}{among}.")
    precision, recall = (_find(validation, corpus, MACHINE, variable, metric) for metric in ("precision", "recall"))
    if precision is None or recall is None or machine.get("unit") == "span":
        return sentence
    share_found, share_held = (say_value(row["value"], "share") for row in (precision, recall))
    return f"{sentence} Of what it found {share_found} was coded; of what was coded it found {share_held}."


def state_comparison(validation: pd.DataFrame) -> str:
    """State which variables the instrument reads reliably, tentatively and weakly, for a caption.

    Parameters
    ----------
    validation : DataFrame
        Rows of the table of this name for one corpus.

    Examples
    --------
    >>> row = {"comparison": "instrument and settled", "category": "", "metric": "alpha"}
    >>> state_comparison(pd.DataFrame([row | {"instrument": "voice", "value": 0.97, "n": 222},
    ...                                row | {"instrument": "tone", "value": 0.01, "n": 222}]))
    'Against the coding the instrument is reliable for voices and weak for tone (222 sentences at most).'
    """
    rows = validation[(validation["comparison"] == MACHINE) & (validation["metric"] == "alpha")
                      & validation["instrument"].isin(VARIABLES)]
    if rows.empty:
        return "Nothing was coded, so nothing is known of agreement."
    grades = rows["value"].map(grade_alpha)
    said = [f"{grade} for {say_list([VARIABLES[name] for name in rows.loc[grades == grade, 'instrument']])}"
            for grade in (RELIABLE, TENTATIVE, WEAK) if (grades == grade).any()]
    return f"Against the coding the instrument is {say_list(said)} ({rows['n'].max():,} sentences at most)."


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
    return (f"**{name_figure(instrument).capitalize()}, elsewhere.** {what}: {name_figure(metric)} {_say(row['value'])}"
            f"{interval}, {beats} the best simple alternative, {name_figure(best)} at {_say(baselines[best])}.")



def _compare(row: pd.Series, baseline: float) -> str:
    """Say whether a figure is above a baseline, and whether its interval is."""
    if row["value"] <= baseline:
        return "not above"
    return "above" if row["low"] > baseline else "not clearly above"


def _find(validation: pd.DataFrame, corpus: str, comparison: str, variable: str, metric: str) -> pd.Series | None:
    rows = validation[(validation["set"] == corpus) & (validation["comparison"] == comparison)
                      & (validation["instrument"] == variable) & (validation["category"] == "")
                      & (validation["metric"] == metric)]
    return rows.iloc[0] if len(rows) else None


def _say(value: float) -> str:
    return "undefined" if isnan(value) else f"{value:.2f}".replace("-", "−")


def _say_interval(row: pd.Series, count: str) -> str:
    if isnan(row["low"]):
        return f" ({count})"
    return f" ({_say(row['low'])} to {_say(row['high'])}; {count})"

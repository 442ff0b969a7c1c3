"""What is doubtful about a finding, in words: its measure's grade, and what the coding would have found instead."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from analysis.comparison.agreement.agreements import MACHINE
from analysis.comparison.descriptions import TOWARDS, describe_measure
from analysis.presentation.findings.trust import UNKNOWN, WEAK, find_figure, grade_alpha, say_coefficient
from analysis.presentation.findings.wording import say_count, say_list, say_number

_MEASURED_BY = {"attributed_share": "attributed", "loaded": "loaded", "hedges": "hedge", "boosters": "booster",
                "tone": "tone", "certainty": "certainty", "uncertain": "uncertainty",
                "claim_certainty": "claim_certainty", "claims": "claim"}
_COUNTED_AS = {("attributed", "all"): "words given to others", ("loaded", "all"): "loaded language",
               ("loaded", "narration"): "loaded language in narration", ("hedge", "all"): "hedges",
               ("booster", "all"): "boosters", ("uncertainty", "all"): "uncertain sentences",
               ("certainty", "all"): "certainty", ("tone", "all"): "tone",
               ("claim_certainty", "all"): "certainty of the downfall",
               ("claim", "all"): "downfall claims carried by others"}


def grade_measure(validation: pd.DataFrame, measure: str, corpus: str) -> tuple[str, float]:
    """Grade a measure of ``measures`` by the coded variable that it counts: the grade, and its alpha.

    Examples
    --------
    >>> grade_measure(pd.DataFrame(columns=["set", "comparison", "instrument", "category", "metric"]), "tone", "mine")
    ('unknown', nan)
    """
    row = find_figure(validation, corpus, MACHINE, find_variable(measure), "alpha")
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
    where = "" if corpus == coded else " on the articles that the instruments were made for; this corpus was not coded"
    sentences = [] if grade == UNKNOWN else [
        f"{grade.capitalize()}: instrument and coding agree at α = {say_coefficient(alpha)}{where}."]
    rows = by_coding[by_coding["measure"] == _COUNTED_AS.get((variable, voice), "")]
    if len(rows):
        sentences.append(_state_both(rows.iloc[0], describe_measure(measure).worth))
    return " ".join(sentences)


def state_learning(about: Mapping[str, Any]) -> str:
    """State what a learnt measure is worth, from what its model says of itself.

    Examples
    --------
    >>> figures = [{"scorer": "learnt", "auc": 0.8, "low": 0.76, "high": 0.84}, {"scorer": "tone", "auc": 0.7}]
    >>> print(state_learning({"n": 400, "n_articles": 20, "made_from": "mine.csv", "auc": figures}))
    Learnt from 400 coded sentences of 20 articles (mine.csv): area under the ROC curve 0.80 (0.76 to 0.84), each \
sentence scored by a model that had not seen its article; tone reaches 0.70 on the same.
    >>> state_learning({})
    'Learnt; its model does not say from what.'
    """
    if not about.get("auc"):
        return "Learnt; its model does not say from what."
    own, *others = about["auc"]
    beside = max(others, key=lambda each: each["auc"], default=None)
    said = f"; {beside['scorer'].replace('_', ' ')} reaches {beside['auc']:.2f} on the same" if beside else ""
    return (f"Learnt from {about['n']:,} coded sentences of {say_count(about['n_articles'], 'article')} "
            f"({about['made_from']}): area under the ROC curve {own['auc']:.2f} ({own['low']:.2f} to "
            f"{own['high']:.2f}), each sentence scored by a model that had not seen its article{said}.")


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


def state_doubts(doubts: list[str], numbers: Sequence[int] = (), elsewhere: bool = False) -> str:
    """State in one sentence how many findings rest on weak measures, or are turned by the coding.

    ``numbers`` are the findings', so that they can be named; ``elsewhere`` says that only other articles were coded.

    Examples
    --------
    >>> state_doubts(["Weak: instrument and coding agree at α = 0.48.",
    ...               "By the coding, tabloid minus opinion is 0.13; by the instrument, −0.05: the opposite sign.", ""])
    'Held against a coding of every sentence, one of the three findings rests on a weak measure, and one has the \
opposite sign.'
    """
    weak = [place for place, doubt in enumerate(doubts) if doubt.startswith(WEAK.capitalize())]
    opposite = [place for place, doubt in enumerate(doubts) if "opposite sign" in doubt]
    said = []
    if weak:
        verb = "rests" if len(weak) == 1 else "rest"
        of_all = say_count(len(doubts), "finding")
        said.append(f"{say_count(len(weak))} of the {of_all}{_name(weak, numbers)} {verb} on a weak measure")
    if opposite:
        verb = "has" if len(opposite) == 1 else "have"
        said.append(f"{say_count(len(opposite))}{_name(opposite, numbers)} {verb} the opposite sign")
    held = ("a coding of other articles, those that the instruments were made for (nobody has coded these)" if elsewhere
            else "a coding of every sentence")
    return f"Held against {held}, {', and '.join(said)}." if said else ""


def _name(places: list[int], numbers: Sequence[int]) -> str:
    return f" ({say_list(str(numbers[place]) for place in places)})" if numbers else ""


def find_variable(measure: str) -> str:
    """Find the coded variable that a measure of ``measures`` counts; the empty string where none was coded.

    Examples
    --------
    >>> find_variable("hedges_per_1000"), find_variable("textblob_polarity")
    ('hedge', '')
    """
    if measure.startswith(TOWARDS):
        return f"tone_{measure.removeprefix(TOWARDS)}"
    return next((variable for start, variable in _MEASURED_BY.items() if measure.startswith(start)), "")

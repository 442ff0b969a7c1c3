"""The register check: do the measures set the registers of constructed texts apart as was stated before looking?

Every event is told once in each register, so texts are compared within their event: facts, names and deaths are the
same there, and what differs is how it is written. This checks the instrument; it says nothing about the press.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pandas as pd

from analysis.comparison.descriptions import describe_measure
from analysis.comparison.expectations import Expectations, fingerprint_texts, load_expectations
from analysis.resampling.intervals import control_false_discovery
from analysis.resampling.matched import permute_matched

ALL, UNSEEN = "all", "unseen"
HELD, WEAK, WRONG, NO_DIFFERENCE = "as expected", "right way, not beyond chance", "the other way", "no difference"
SAME, DIFFERS, UNDEFINED = "no difference worth the name", "differs", "not measured"
HIGHEST_P = 0.05
_DIGITS = 9  # beyond these two differences differ by floating-point error
_STATED = ["number", "measure", "part", "voice", "registers"]
_EVENTS = [*_STATED, "event", "unseen", "unit", "value_high", "value_low", "difference", "worth", "in_worths"]
_OUTCOMES = ["number", "texts", *_STATED[1:], "because", "unit", "n_events", "n_left_out", "mean_high", "mean_low",
             "difference", "n_events_as_expected", "p", "p_floor", "q", "worth", "verdict"]


@dataclass(frozen=True)
class RegisterCheck:
    """What came of a statement.

    ``statement`` is what was expected; ``is_unchanged`` says whether the texts are still those that it was made for,
    ``is_constructed`` whether all of them were written for a study and none by the press;
    ``outcomes`` has a row for each expectation (``judge_expectations``), ``events`` one for each expectation and event
    (``subtract_registers``).
    """

    statement: Expectations
    is_unchanged: bool
    is_constructed: bool
    outcomes: pd.DataFrame
    events: pd.DataFrame


def check_registers(study: Any) -> RegisterCheck | None:
    """Hold a study's measures against what its corpus states in ``expectations.toml``.

    Parameters
    ----------
    study : Study
        What ``analysis.study.load_study`` returns; from texts or from shipped tables, the outcome is the same.

    Returns
    -------
    RegisterCheck or None
        None where the corpus states no expectation.

    Raises
    ------
    UserError
        When ``expectations.toml`` cannot be used (``load_expectations``).

    Examples
    --------
    >>> from analysis.folders import find_home
    >>> from analysis.study import load_study
    >>> check = check_registers(load_study(find_home("corpus") / "classroom"))
    >>> check.is_unchanged, check.events["event"].nunique()
    (True, 8)
    """
    statement = load_expectations(study.folder, study.articles)
    if statement is None:
        return None
    events = subtract_registers(study.measures, study.articles, statement, study.plan.unseen)
    return RegisterCheck(statement, fingerprint_texts(study.articles) == statement.texts_sha256,
                         bool(study.articles["constructed"].all()), judge_expectations(events, statement), events)


def subtract_registers(measures: pd.DataFrame, articles: pd.DataFrame, statement: Expectations,
                       unseen: tuple[str, ...] = ()) -> pd.DataFrame:
    """Subtract the second register's value from the first one's, expectation by expectation, event by event.

    Parameters
    ----------
    measures, articles : DataFrame
        The tables of these names. An article without an event is left out.
    statement : Expectations
        What is expected.
    unseen : tuple of str
        Articles that no rule or list was made in sight of. An event is unseen when all its articles are.

    Returns
    -------
    DataFrame
        number (from 1, in the order of the statement) · measure · part · voice · registers · event · unseen · unit ·
        value_high (the first register's, which ``>`` expects to be the higher one) · value_low · difference
        (value_high − value_low, so that above 0 is as expected) · worth (the smallest difference worth the name) ·
        in_worths (difference / worth). Where several texts of one register tell an event, their mean counts. NaN where
        a register's text lacks the value. No row for an event that one of the two registers does not tell.

    Examples
    --------
    >>> from datetime import date
    >>> from analysis.comparison.expectations import Expectation
    >>> articles = pd.DataFrame({"article_id": ["t", "w"], "group": ["tabloid", "wire"], "event": "flood"})
    >>> measures = pd.DataFrame({"article_id": ["t", "w"], "part": "body", "voice": "all", "measure": "tone",
    ...                          "unit": "from −1 to 1", "value": [-0.3, -0.1]})
    >>> stated = Expectations(date(2026, 11, 27), "", "", (Expectation("tone", "wire > tabloid", "Wires are calm."),))
    >>> events = subtract_registers(measures, articles, stated)  # −0.1 − (−0.3) = 0.2, which is 4 × 0.05
    >>> events[["event", "difference", "in_worths"]].values.tolist()
    [['flood', 0.2, 4.0]]
    """
    placed = articles.loc[articles["event"] != "", ["article_id", "group", "event"]]
    seen = {*placed.loc[~placed["article_id"].isin(unseen), "event"]}
    told = placed.groupby("event")["group"].agg(set)
    values = measures.merge(placed, on="article_id").groupby(["measure", "part", "voice", "event", "group"])["value"]
    means = values.mean().to_dict()  # of the defined ones
    rows = []
    for number, each in enumerate(statement.expected, start=1):
        described, (first, _, second) = describe_measure(each.measure), each.sides
        for event in told.index[[{first, second} <= registers for registers in told]]:
            high, low = (means.get((each.measure, each.part, each.voice, event, register), float("nan"))
                         for register in (first, second))
            difference = round(high - low, _DIGITS) + 0.0
            rows.append((number, each.measure, each.part, each.voice, each.registers, event, event not in seen,
                         described.unit, high, low, difference, described.worth, difference / described.worth))
    return pd.DataFrame(rows, columns=_EVENTS)


def judge_expectations(events: pd.DataFrame, statement: Expectations) -> pd.DataFrame:
    """Judge each expectation by the mean of its differences over the events, by one fixed rule.

    Parameters
    ----------
    events : DataFrame
        As ``subtract_registers`` gives it.
    statement : Expectations
        What was expected.

    Returns
    -------
    DataFrame
        number · texts (``all``; ``unseen`` for the unseen events alone, where there are some) · measure · part ·
        voice · registers · because · unit · n_events (with a value in both registers) · n_left_out · mean_high ·
        mean_low · difference (their difference; above 0 is the way that ``>`` expects) · n_events_as_expected
        (differences above 0 for ``>``, of a size below ``worth`` for ``=``) · p (two-sided, all patterns of exchanged
        texts, ``permute_matched``) · p_floor · q (p adjusted by Benjamini and Hochberg over the ``>`` rows of the
        same texts; NaN for ``=``) · worth · verdict.

        The verdict on ``>`` is "as expected" when the difference is above 0 and p ≤ 0.05, "right way, not beyond
        chance" when it is above 0 and p is higher, "the other way" when it is below 0, whatever p, and "no difference"
        when it is exactly 0. The verdict on ``=`` is "no difference worth the name" when the difference is smaller than
        ``worth``, else "differs", whatever p. Without an event it is "not measured", and the numbers are NaN.

    Source: ``analysis.resampling`` for p and q.

    Examples
    --------
    >>> from datetime import date
    >>> from analysis.comparison.expectations import Expectation
    >>> stated = Expectations(date(2026, 11, 27), "", "", (Expectation("tone", "wire > tabloid", "Wires are calm."),))
    >>> events = pd.DataFrame({"number": 1, "unseen": False, "value_high": [0.3] * 6, "value_low": [0.1] * 6,
    ...                        "difference": [0.2] * 6})
    >>> outcomes = judge_expectations(events, stated)  # 2 of 2^6 = 64 patterns reach 0.2
    >>> outcomes[["n_events", "p", "q", "verdict"]].values.tolist()
    [[6, 0.03125, 0.03125, 'as expected']]
    """
    scopes = {ALL: events} | ({UNSEEN: events[events["unseen"]]} if events["unseen"].any() else {})
    tables = []
    for texts, chosen in scopes.items():
        table = pd.DataFrame([_judge(number, chosen[chosen["number"] == number], each) | {"texts": texts}
                              for number, each in enumerate(statement.expected, start=1)])
        directed = [each.sides[1] == ">" for each in statement.expected]
        tables.append(table.assign(q=control_false_discovery(table["p"].where(directed))))
    return pd.concat(tables, ignore_index=True)[_OUTCOMES]


def _judge(number: int, rows: pd.DataFrame, each: Any) -> dict[str, object]:
    described, sign = describe_measure(each.measure), each.sides[1]
    found = permute_matched(rows["difference"])
    defined = rows.dropna(subset="difference")
    as_expected = defined["difference"] > 0 if sign == ">" else defined["difference"].abs() < described.worth
    return {"number": number, "measure": each.measure, "part": each.part, "voice": each.voice,
            "registers": each.registers, "because": each.because, "unit": described.unit, "n_events": found.n_blocks,
            "n_left_out": found.n_left_out, "mean_high": defined["value_high"].mean(),
            "mean_low": defined["value_low"].mean(), "difference": found.difference,
            "n_events_as_expected": int(as_expected.sum()), "p": found.p, "p_floor": found.p_floor,
            "worth": described.worth, "verdict": _give_verdict(sign, found.difference, found.p, described.worth)}


def _give_verdict(sign: str, difference: float, p: float, worth: float) -> str:
    if difference != difference:
        return UNDEFINED
    if sign == "=":
        return SAME if round(abs(difference), _DIGITS) < worth else DIFFERS
    if difference == 0:
        return NO_DIFFERENCE
    return WRONG if difference < 0 else HELD if p <= HIGHEST_P else WEAK

"""The register check in words: what was stated, what came of it, failures in the same size as successes."""

from __future__ import annotations

from collections import Counter

import pandas as pd

from analysis.comparison.descriptions import describe_measure
from analysis.comparison.expectations import split_registers
from analysis.comparison.registers import (
    ALL,
    DIFFERS,
    HELD,
    HIGHEST_P,
    NO_DIFFERENCE,
    SAME,
    UNDEFINED,
    UNSEEN,
    WEAK,
    WRONG,
    RegisterCheck,
)
from analysis.presentation.findings.wording import (
    capitalise,
    say_count,
    say_difference,
    say_list,
    say_number,
    say_p,
    say_place,
    say_values_apart,
)

_FAILED = {WEAK: "went the right way, but not beyond chance", WRONG: "went the other way",
           NO_DIFFERENCE: "showed no difference at all", DIFFERS: "showed a difference where none was expected",
           UNDEFINED: "could not be measured"}
_RULE = ("Texts are compared within their event. An expected difference *held* when its mean over the events has the "
         f"right sign and p ≤ {HIGHEST_P:.2f}. Here p is the share of all ways to exchange the two registers’ texts, "
         "event by event, that give a mean difference at least as large, in either direction; q is p adjusted for the "
         "number of differences that were expected. An expectation of no difference *held* when the mean difference is "
         "smaller than the smallest one worth the name; events that differ in opposite directions can hide in such a "
         "mean, so they are counted too.")
_CASES = {  # held by the instrument, held by the coding
    (True, True): "Held by both", (False, True): "Held by the coding alone, so that the instrument fails",
    (False, False): "Failed by both, so that the instrument alone is not to blame",
    (True, False): "Held by the instrument alone, so that holding is no success: it misses what the coding has, or "
                   "finds what it has not"}
_CHANGED = ("The texts are not those that the expectations were stated for: at least one was changed, added or taken "
            "away since. What follows is no test of what was stated.")
_CONSTRUCTED = ("This checks the instrument. It says nothing about the press: the texts were constructed, register by "
                "register, and whoever wrote them knew what a register is supposed to be.")
_NOT_CONSTRUCTED = "This says whether measures and registers go together in these texts, and nothing beyond them."


def state_registers(check: RegisterCheck | None, coded: pd.DataFrame | None = None) -> list[str]:
    """State what came of the expectations about registers: a summary, how to read it, each one, and what it is worth.

    Parameters
    ----------
    check : RegisterCheck or None
        As ``check_registers`` gives it.
    coded : DataFrame, optional
        The same by the hand coding, as ``judge_by_coding`` gives it.

    Returns
    -------
    list of str
        Paragraphs of Markdown: the summary (``summarise_registers``), the rule, one for each expectation in the order
        of the statement, which failures the coding shares (where there is one), what was known when it was stated, and
        what it does not say. Empty for None.

    Examples
    --------
    >>> state_registers(None)
    []
    """
    if check is None:
        return []
    known = " ".join(check.statement.known.split())
    return [f"**Do the measures set the registers apart?** {summarise_registers(check)}", _RULE,
            *_list_statements(check.outcomes, coded), *_state_by_coding(check.outcomes, coded),
            *([f"What was known when this was stated: {known}"] if known else []),
            _CONSTRUCTED if check.is_constructed else _NOT_CONSTRUCTED]


def summarise_registers(check: RegisterCheck) -> str:
    """State how many of the expectations held, how the others failed, and how many held on unseen events.

    The first sentence says so when the texts are not those of the statement.
    """
    outcomes = check.outcomes[check.outcomes["texts"] == ALL]
    n_held = int((outcomes["verdict"] == HELD).sum())
    stayed = (f"Of the {say_count(n_held, 'difference')} that held, {_count_stayed(outcomes)} q ≤ {HIGHEST_P:.2f}."
              if n_held else "")
    return " ".join(filter(None, [state_held(check), stayed, _summarise_unseen(check)]))


def state_held(check: RegisterCheck) -> str:
    """State how many of the expectations held and how the others failed, after a warning where the texts changed."""
    outcomes, stated = check.outcomes[check.outcomes["texts"] == ALL], check.statement.stated
    same = outcomes["registers"].map(lambda registers: split_registers(registers)[1]) == "="
    counts = Counter(outcomes["verdict"])
    kinds = [f"{counts[verdict]} of the {n} {what}" for verdict, n, what in (
        (HELD, int((~same).sum()), "that expected a difference"), (SAME, int(same.sum()), "that expected none")) if n]
    failed = [f"{_say_few(counts[verdict])} {how}" for verdict, how in _FAILED.items() if counts[verdict]]
    return " ".join([*([] if check.is_unchanged else [_CHANGED]),
                     f"Of {len(outcomes)} expectations stated on {stated.day} {stated:%B %Y}, "
                     f"{counts[HELD] + counts[SAME]} held: {say_list(kinds)}.",
                     f"{capitalise(say_list(failed))}." if failed else "None failed."])


def _summarise_unseen(check: RegisterCheck) -> str:
    unseen = check.outcomes[check.outcomes["texts"] == UNSEEN]
    if unseen.empty:
        return ""
    n_events = check.events.loc[check.events["unseen"], "event"].nunique()
    return (f"On the {say_count(n_events, 'event')} that no rule or list was made in sight of, "
            f"{int(unseen['verdict'].isin([HELD, SAME]).sum())} of {len(unseen)} held; of the differences among them "
            f"{_count_stayed(unseen)} q ≤ {HIGHEST_P:.2f}.")


def _count_stayed(outcomes: pd.DataFrame) -> str:
    n = int(((outcomes["verdict"] == HELD) & (outcomes["q"] <= HIGHEST_P)).sum())
    return f"{_say_few(n)} {'has' if n == 1 else 'have'}"


def _say_few(n: int) -> str:
    return say_count(n, "event").split()[0] if n else "none"


def _list_statements(outcomes: pd.DataFrame, coded: pd.DataFrame | None) -> list[str]:
    unseen = _number_rows(outcomes[outcomes["texts"] == UNSEEN])
    by_coding = _number_rows(coded)
    return [_state_outcome(row, unseen.get(row.number), by_coding.get(row.number))
            for row in outcomes[outcomes["texts"] == ALL].itertuples()]


def _number_rows(table: pd.DataFrame | None) -> dict[int, object]:
    return {} if table is None else {row.number: row for row in table.itertuples()}


def _state_outcome(row: object, unseen: object | None, coded: object | None) -> str:
    """One expectation: verdict, means, events, p and q; the same on unseen events and by the coding; the reason."""
    also = [f" {how}: {other.verdict}; {_say_outcome(other)}." for how, other in (
        ("Unseen events alone", unseen), ("By the hand coding of all", coded)) if other is not None]
    return (f"**{row.number}. {_name_expectation(row)}: {row.verdict}.** {capitalise(_say_outcome(row))}."
            f"{''.join(also)} *Stated reason: {row.because}*")


def _name_expectation(row: object) -> str:
    return capitalise(f"{describe_measure(row.measure).label} {say_place(row.part, row.voice)}, {row.registers}")


def _state_by_coding(outcomes: pd.DataFrame, coded: pd.DataFrame | None) -> list[str]:
    """Part the expectations by whether the coding, where it can count them, says the same."""
    if coded is None or coded.empty:
        return []
    held = {row.number: row.verdict in (HELD, SAME) for row in outcomes[outcomes["texts"] == ALL].itertuples()}
    parts = [(how, [str(row.number) for row in coded.itertuples()
                    if (held[row.number], row.verdict in (HELD, SAME)) == case]) for case, how in _CASES.items()]
    said = [f"{how}: {say_list(numbers)}." for how, numbers in parts if numbers]
    return [f"**Is it the instrument or the texts?** Of these expectations {len(coded)} can also be counted by the "
            "hand coding of the same texts, whose coders could tell the register as they read. By the numbers above: "
            f"{' '.join(said)}"]


def _say_outcome(row: object) -> str:
    if row.verdict == UNDEFINED:
        return "no event has the value in both registers"
    described, (first, sign, second) = describe_measure(row.measure), split_registers(row.registers)
    left_out = f", {row.n_left_out} more lack the value" if row.n_left_out else ""
    means = say_values_apart(row.mean_high, row.mean_low, described.amount, row.unit)
    events = say_count(row.n_events, "event")
    if sign == "=":
        return (f"{first} against {second}: {means}, the mean of {events}{left_out}; apart by "
                f"{say_difference(row.difference, row.unit)}, where {say_difference(row.worth, row.unit)} is the "
                f"smallest difference worth the name, and by less than that in {row.n_events_as_expected} of "
                f"{row.n_events}; {say_p(row.p, row.p_floor)}")
    return (f"{first} against {second}: {means}, the mean of {events}{left_out}; higher in the {first} text in "
            f"{row.n_events_as_expected} of {row.n_events}; {say_p(row.p, row.p_floor)}; q = {say_number(row.q)}")

"""Comparison rows into plain English by a fixed rule, so that no sentence says more than its row.

What is called a difference, and in which words, stands in ``contrasts``. Nothing is claimed beyond the articles at hand
while p is above ``SMALL_P``.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import isnan, nan

import pandas as pd

from analysis.comparison.comparisons import leave_one_out, list_groupings, split_values
from analysis.comparison.plans import AS_CODED, Plan, Planned
from analysis.presentation.findings.confounding import find_confounded
from analysis.presentation.findings.contrasts import (
    AVERAGE,
    EVERY,
    NONE,
    UNDEFINED,
    Contrast,
    read_contrast,
    state_claim,
    state_title,
)
from analysis.presentation.findings.evidence import (
    SMALL_P,
    name_runs,
    state_evidence,
    state_expectation,
    state_overturn,
)
from analysis.presentation.findings.wording import capitalise, say_count, say_list, say_number, say_p

_PLACE = ["measure", "part", "voice"]


@dataclass(frozen=True)
class Finding:
    """A planned measure, answered.

    ``title`` states what was found with its numbers; ``expectation`` what was expected before looking, and whether it
    was found; ``evidence`` how we know; ``overturn`` what would overturn it; ``confounding`` what else may be behind
    the findings (said with the first of them). ``steady`` is true where the sign is kept in every run that leaves an
    article out or codes the articles otherwise, None where there is no such run. ``q`` is p corrected for all measures
    of that part and voice, NaN with fewer articles than can bear it.
    """

    number: int
    measure: str
    part: str
    voice: str
    title: str
    expectation: str
    evidence: str
    overturn: str
    confounding: str
    contrast: Contrast
    p: float
    p_floor: float
    steady: bool | None
    q: float = nan


def state_findings(comparisons: pd.DataFrame, measures: pd.DataFrame, articles: pd.DataFrame,
                   plan: Plan) -> list[Finding]:
    """State a finding for each planned measure, in the plan's order.

    Parameters
    ----------
    comparisons, measures, articles : DataFrame
        The tables of these names; a measure that ``comparisons`` lacks gives a finding that says so.
    plan : Plan
        What was expected, the other groupings, and the limits.

    Returns
    -------
    list of Finding
        Shares are said as percentages, numbers with two significant digits (more only where two would look alike).

    Examples
    --------
    >>> nothing = pd.DataFrame()
    >>> state_findings(nothing, nothing, nothing, Plan("tabloid", ""))[-1].title
    'Tone in the body: nothing to compare, because there are no two groups of articles.'
    """
    return [_state_finding(planned, comparisons, measures, articles, plan, first=planned is plan.planned[0])
            for planned in plan.planned]


def state_measure(comparisons: pd.DataFrame, measure: str, part: str = "body", voice: str = "all") -> str:
    """State one comparison in a sentence for a caption, with the numbers of articles and p.

    A row that the table lacks has nothing to compare, and the sentence says so. Raises ``UserError`` for a measure that
    does not exist.

    Examples
    --------
    >>> state_measure(pd.DataFrame(), "hedges_per_1000")
    'Hedges in the body: nothing to compare, because there are no two groups of articles.'
    """
    groups = tuple(comparisons.iloc[0][["group_a", "group_b"]]) if len(comparisons) else ("", "")
    row = _find_row(comparisons, [measure, part, voice], groups)
    contrast = read_contrast(row)
    if contrast.verdict == UNDEFINED:
        return f"{state_claim(contrast)}."
    counts = f"{contrast.higher.n} against {contrast.lower.n} articles"
    return f"{state_claim(contrast)} ({counts}; {say_p(row['p'], row['p_floor'])})."


def state_answer(findings: list[Finding], plan: Plan) -> str:
    """Answer the question in paragraphs: the clearest finding, the others, how sure they are, what else is behind it.

    Examples
    --------
    >>> state_answer([], Plan("tabloid", "opinion"))
    'Nothing was planned to be measured, so there is no answer.'
    """
    if not findings:
        return "Nothing was planned to be measured, so there is no answer."
    together: dict[tuple[str, ...], list[Contrast]] = {}
    for verdict in (EVERY, AVERAGE, NONE, UNDEFINED):
        for contrast in (finding.contrast for finding in findings if finding.contrast.verdict == verdict):
            together.setdefault(_get_sentence(contrast), []).append(contrast)
    clearest = next(iter(together))[0]
    first, *others = (_state_together(contrasts, contrasts[0].verdict == clearest) for contrasts in together.values())
    paragraphs = [f"In {plan.answer_scope}, {first}.", " ".join(f"{capitalise(each)}." for each in others),
                  " ".join(_state_sureness(findings, plan)), findings[0].confounding]
    return "\n\n".join(filter(None, paragraphs))


def _state_finding(planned: Planned, comparisons: pd.DataFrame, measures: pd.DataFrame, articles: pd.DataFrame,
                   plan: Plan, first: bool) -> Finding:
    place, groups = [planned.measure, planned.part, planned.voice], (plan.group_a, plan.group_b)
    row = _find_row(comparisons, place, groups)
    contrast = read_contrast(row)
    regrouped, runs = pd.DataFrame(), pd.Series(dtype=float)
    if contrast.verdict != UNDEFINED:
        regrouped = pd.DataFrame([_find_row(comparisons, place, groups, run.name) for run in plan.sensitivity])
        values = measures[(measures[_PLACE] == place).all(axis=1)]
        left_out = leave_one_out(*split_values(values, list_groupings(articles, plan)[AS_CODED], plan))
        runs = name_runs(contrast, left_out, regrouped, plan.group_a)
    return Finding(
        planned.number, *place, title=state_title(contrast), expectation=state_expectation(planned, contrast, *groups),
        evidence=state_evidence(contrast, row, regrouped), overturn=state_overturn(contrast, runs),
        confounding=_state_confounding(articles, plan) if first else "", contrast=contrast, p=float(row["p"]),
        p_floor=float(row["p_floor"]), steady=bool((runs > 0).all()) if len(runs) else None,
        q=float(row.get("q", nan)))


def _find_row(comparisons: pd.DataFrame, place: list[str], groups: tuple[str, str],
              grouping: str = AS_CODED) -> pd.Series:
    """The measure's row in a grouping; an undefined one where the table has none."""
    if len(comparisons):
        rows = comparisons[(comparisons[[*_PLACE, "grouping"]] == [*place, grouping]).all(axis=1)]
        if len(rows):
            return rows.iloc[0]
    known = dict(zip([*_PLACE, "group_a", "group_b"], [*place, *groups])) | {"grouping": grouping, "n_a": 0, "n_b": 0}
    return pd.Series(known | dict.fromkeys(["mean_a", "mean_b", "difference", "p", "p_floor"], nan))


def _state_confounding(articles: pd.DataFrame, plan: Plan) -> str:
    """The limits that name both groups, for they are about the comparison itself; where none does, all limits and what
    the manifest shows to move together with the groups."""
    both = [limit for limit in plan.limits if plan.group_a in limit and plan.group_b in limit]
    found = find_confounded(articles, plan) if len(articles) else []
    said = both or (*plan.limits, *found)
    said = said or ("Whatever else sets these groups apart may be behind what is found here.",)
    return " ".join(filter(None, (*said, plan.aside)))


def _get_sentence(contrast: Contrast) -> tuple[str, ...]:
    """Contrasts that share this share a sentence of the answer."""
    return (contrast.verdict, contrast.subject, contrast.rival) if contrast.is_difference else (contrast.verdict,)


def _state_together(contrasts: list[Contrast], with_numbers: bool) -> str:
    """Contrasts of one verdict as one clause; only the clearest bring their numbers, the findings have them all."""
    subject, rival, verdict = contrasts[0].subject, contrasts[0].rival, contrasts[0].verdict
    if verdict == NONE:
        labels = say_list((f"{contrast.label}{_say_values(contrast, with_numbers)}" for contrast in contrasts), "or")
        return f"there is no difference worth the name in {labels}"
    if contrasts[0].is_difference:
        deeds = say_list(f"{contrast.deed}{_say_values(contrast, with_numbers)}" for contrast in contrasts)
        overlap = "on average, though the groups overlap, " if verdict == AVERAGE else ""
        return f"{overlap}{subject} {deeds} than {rival}"
    return f"there is nothing to compare in {say_list(contrast.label for contrast in contrasts)}"


def _say_values(contrast: Contrast, wanted: bool) -> str:
    return f" ({contrast.values})" if wanted else ""


def _state_sureness(findings: list[Finding], plan: Plan) -> list[str]:
    articles = say_count(max(finding.contrast.higher.n + finding.contrast.lower.n for finding in findings), "article")
    differences = [finding for finding in findings if finding.contrast.is_difference]
    sentences = [_state_chance(differences, articles)] if differences else []
    if any(finding.steady is not None for finding in differences):
        steady, unsteady = ([str(finding.number) for finding in differences if finding.steady is wanted]
                            for wanted in (True, False))
        every_run = f"whichever article is left out{' and in every other coding tried' if plan.sensitivity else ''}"
        but_not = f"; {_say_findings(unsteady, 'does not', 'do not')}" if steady and unsteady else ""
        sentences.append(f"{_say_findings(steady, 'keeps', 'keep')} the sign {every_run}{but_not}.")
    return [capitalise(sentence) for sentence in sentences]


def _state_chance(differences: list[Finding], articles: str) -> str:
    floor = min(finding.p_floor for finding in differences)
    small = [str(finding.number) for finding in differences if finding.p <= SMALL_P]
    if floor > SMALL_P:
        return f"With so few articles p cannot be below {say_number(floor)}; nothing is claimed beyond the {articles}."
    has_small_p = f"{_say_findings(small, 'has', 'have')} a p of {SMALL_P} or less"
    if not small:
        return f"{has_small_p}; nothing is claimed beyond the {articles}."
    beyond = f"whatever else differs is claimed of the {articles} only."
    if all(isnan(finding.q) for finding in differences):
        return f"{has_small_p}, not corrected for the number of questions asked; {beyond}"
    kept = [str(finding.number) for finding in differences if finding.q <= SMALL_P]
    return (f"{has_small_p}; corrected for all measures of the same part and voice, "
            f"{_say_findings(kept, 'keeps', 'keep')} a q of {SMALL_P} or less (Benjamini and Hochberg 1995); {beyond}")


def _say_findings(numbers: list[str], singular: str, plural: str) -> str:
    if not numbers:
        return f"no difference {singular}"
    return f"finding {numbers[0]} {singular}" if len(numbers) == 1 else f"findings {say_list(numbers)} {plural}"

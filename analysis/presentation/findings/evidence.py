"""What was expected of a finding, how we know it, and what would overturn it: each computed from the rows."""

from __future__ import annotations

from math import comb, inf

import pandas as pd

from analysis.comparison.plans import Planned
from analysis.presentation.findings.contrasts import AVERAGE, NONE, UNDEFINED, Contrast
from analysis.presentation.findings.wording import capitalise, say_count, say_difference, say_list, say_p, say_value

SMALL_P = 0.05
_FAR = 5


def state_expectation(planned: Planned, contrast: Contrast, group_a: str, group_b: str) -> str:
    """State what was expected before looking and why, and whether it was found.

    Examples
    --------
    >>> from analysis.comparison.descriptions import describe_measure
    >>> from analysis.presentation.findings.contrasts import Side
    >>> hedges = describe_measure("hedges_per_1000")
    >>> contrast = Contrast(AVERAGE, hedges, "in the body", Side("wire", 2, 9), Side("blog", 2, 4))
    >>> planned = Planned(1, "hedges_per_1000", expected="b > a", because="blogs guess")
    >>> state_expectation(planned, contrast, "wire", "blog")
    'Expected before looking: the blog articles hedge more in the body, because blogs guess. Found the other way round.'
    """
    because = f", because {planned.because}" if planned.because else ""
    if not planned.expected:
        return f"No expectation was stated before looking{because}."
    if planned.expected == "a = b":
        expected, as_expected = "no difference worth the name", contrast.verdict == NONE
    else:
        group = group_a if planned.expected == "a > b" else group_b
        expected = f"the {group} articles {contrast.measure.more.format(place=contrast.place)}"
        as_expected = contrast.is_difference and contrast.higher.group == group
    if contrast.verdict == UNDEFINED:
        found = "It could not be checked."
    elif as_expected:
        found = f"Found as expected{', but only on average' if contrast.verdict == AVERAGE else ''}."
    elif contrast.verdict == NONE:
        found = "Not found: there is no difference worth the name."
    else:
        found = "Not found: they differ." if planned.expected == "a = b" else "Found the other way round."
    return f"Expected before looking: {expected}{because}. {found}"


def state_evidence(contrast: Contrast, row: pd.Series, regrouped: pd.DataFrame) -> str:
    """State the numbers of articles, the difference with its p, what leaving one article out does, and other codings.

    ``row`` and ``regrouped`` are rows of ``comparisons``: the one as coded, and the same measure in each sensitivity
    run. An undefined contrast has no evidence, and the sentence says so.
    """
    if contrast.verdict == UNDEFINED:
        return "There is no evidence either way."
    counts = " against ".join(say_count(side.n, f"{side.group} article") for side in (contrast.higher, contrast.lower))
    hits = round(row["p"] * row["n_splits"])
    as_far = "this one alone differs" if hits == 1 else f"{hits:,} (this one among them) differ at least"
    p = say_p(row["p"], row["p_floor"])
    every = comb(contrast.higher.n + contrast.lower.n, contrast.lower.n) == row["n_splits"]
    ways = "ways" if every else "random ways"
    sentences = [capitalise(f"{counts}: a difference of {say_difference(row['difference'], contrast.measure.unit)}"),
                 f"Of {row['n_splits']:,} {ways} to split these articles {as_far} as much ({p})",
                 _state_reach(contrast, row)]
    if row["n_left_out"]:
        sentences.append(f"Leaving out one article at a time keeps the sign in {row['n_sign_kept']} of "
                         f"{row['n_left_out']} runs; `{row['driver']}` moves the difference most")
    if len(regrouped):
        runs = (f"“{run['grouping']}”: {_say_means(contrast, run)}" for _, run in regrouped.iterrows())
        sentences.append(f"Coded otherwise: {'; '.join(runs)}")
    return ". ".join(sentences) + "."


def name_runs(contrast: Contrast, left_out: pd.Series, regrouped: pd.DataFrame, group_a: str) -> pd.Series:
    """Put the defined differences of all runs into one Series, as higher − lower, indexed by what each run does.

    Examples
    --------
    >>> from analysis.comparison.descriptions import describe_measure
    >>> from analysis.presentation.findings.contrasts import Side
    >>> contrast = Contrast(AVERAGE, describe_measure("tone"), "in the body", Side("b", 2, 0.9), Side("a", 2, 0.1))
    >>> regrouped = pd.DataFrame({"grouping": ["x moved"], "difference": [-0.5]})
    >>> name_runs(contrast, pd.Series({"x": 0.2}), regrouped, "a").to_dict()
    {('leaving out', '`x`'): -0.2, ('coding', '“x moved”'): 0.5}
    """
    runs = {("leaving out", f"`{article}`"): run for article, run in left_out.items()}
    runs |= {("coding", f"“{run['grouping']}”"): run["difference"] for _, run in regrouped.iterrows()}
    sign = 1 if contrast.higher.group == group_a else -1
    return sign * pd.Series(runs, dtype=float).dropna()


def state_overturn(contrast: Contrast, runs: pd.Series) -> str:
    """State what would overturn the finding, from the runs that ``name_runs`` names.

    Examples
    --------
    >>> from analysis.comparison.descriptions import describe_measure
    >>> from analysis.presentation.findings.contrasts import Side
    >>> tone = describe_measure("tone")
    >>> contrast = Contrast(AVERAGE, tone, "in the body", Side("wire", 2, 0.4), Side("blog", 2, 0.2))
    >>> state_overturn(contrast, pd.Series({("leaving out", "`a`"): -0.1, ("leaving out", "`b`"): 0.3}))
    'Leaving out `a` turns the sign.'
    >>> state_overturn(contrast, pd.Series({("leaving out", "`b`"): 0.3}))  # 3 × 0.2 − 2 × 0.4, 3 × 0.4 − 2 × 0.2
    'No run above turns the sign; one more article could turn it: a further wire article below a mean tone of −0.20 or \
a further blog article above a mean tone of 0.80.'
    """
    if contrast.verdict == UNDEFINED:
        return "One article with a value in each group would give a first answer."
    worth = contrast.measure.worth
    if contrast.verdict == NONE:
        shown = runs[runs.abs() >= worth]
        smallest = f"at least {say_difference(worth, contrast.measure.unit, digits=1)}"
        return (f"{_name_deeds(shown)} makes a difference worth the name ({smallest})." if len(shown) else
                f"A difference worth the name is {smallest}; no run above shows one.")
    turned, faded = runs[runs < 0], runs[(runs >= 0) & (runs < worth)]
    held = "No run above turns the sign" if len(runs) else "No other run checks the sign"
    sentences = [f"{_name_deeds(turned)} turns the sign." if len(turned) else
                 f"{held}; {_state_further_article(contrast)}."]
    if len(faded):
        sentences.append(f"{_name_deeds(faded)} leaves no difference worth the name.")
    return " ".join(sentences)


def _name_deeds(runs: pd.Series) -> str:
    names: dict[str, list[str]] = {}
    for deed, name in runs.index:
        names.setdefault(deed, []).append(name)
    return capitalise(", or ".join(f"{deed} {say_list(those, 'or')}" for deed, those in names.items()))


def _state_reach(contrast: Contrast, row: pd.Series) -> str:
    if contrast.verdict == NONE:
        return "That none was found is no proof that there is none"
    if row["p_floor"] > SMALL_P:
        return "So few articles cannot carry a claim beyond themselves"
    if row["p"] > SMALL_P:
        return "Nothing is claimed beyond these articles"
    return "So rare a split is unlikely to be chance; what else may be behind it, the limits say"


def _say_means(contrast: Contrast, run: pd.Series) -> str:
    means = {run["group_a"]: run["mean_a"], run["group_b"]: run["mean_b"]}
    higher, lower = (say_value(means[side.group], contrast.measure.unit) for side in (contrast.higher, contrast.lower))
    return f"{higher} against {lower} ({say_p(run['p'], run['p_floor'])})"


def _state_further_article(contrast: Contrast) -> str:
    """Say beyond which value one more article turns the sign: (n + 1) × other mean − n × own mean.

    A rate of more than ``_FAR`` times the higher mean is not named: no article is like that.
    """
    measure, higher, lower = contrast.measure, contrast.higher, contrast.lower
    lowest, highest = measure.bounds
    highest = min(highest, _FAR * higher.mean) if highest == inf else highest
    limits = ((higher, "below", (higher.n + 1) * lower.mean - higher.n * higher.mean),
              (lower, "above", (lower.n + 1) * higher.mean - lower.n * lower.mean))
    candidates = [f"a further {side.group} article {beyond} {measure.amount.format(say_value(value, measure.unit))}"
                  for side, beyond, value in limits if lowest < value < highest]
    return (f"one more article could turn it: {say_list(candidates, 'or')}" if candidates else
            "no further article like these could")

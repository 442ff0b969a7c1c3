"""What one comparison row may be said to show.

=========  =====================================================================================================
undefined  a group has no defined value
none       the means differ by less than the measure's smallest difference worth the name (``Measure.worth``)
every      the groups do not overlap (Cliff's delta is 1 or −1): every article of one is above every one of the other
average    all else: the means differ, the groups overlap
=========  =====================================================================================================
"""

from __future__ import annotations

from dataclasses import dataclass
from math import isnan

import pandas as pd

from analysis.comparison.descriptions import Measure, describe_measure
from analysis.presentation.findings.wording import capitalise, say_place, say_value, say_values_apart

UNDEFINED, NONE, EVERY, AVERAGE = "undefined", "none", "every", "average"


@dataclass(frozen=True)
class Side:
    """One group in a comparison: its name, its number of articles with a value, and their mean."""

    group: str
    n: int
    mean: float


@dataclass(frozen=True)
class Contrast:
    """A comparison row as a statement: ``higher`` (group a where neither is) against ``lower``, under a ``verdict``."""

    verdict: str
    measure: Measure
    place: str
    higher: Side
    lower: Side

    @property
    def is_difference(self) -> bool:
        return self.verdict in (EVERY, AVERAGE)

    @property
    def label(self) -> str:
        """What was compared, and where: "hedges in the body"."""
        return f"{self.measure.label} {self.place}"

    @property
    def subject(self) -> str:
        return self._name(self.higher)

    @property
    def rival(self) -> str:
        return self._name(self.lower)

    @property
    def deed(self) -> str:
        """What the subject does more of, agreeing with it in number: "hedges more in the body"."""
        more = self.measure.more
        if self.measure.bounds[0] < 0 and self.higher.mean < 0:  # more of what is below zero is less of its opposite
            more = more.replace("more positive", "less negative")
        verb, rest = more.format(place=self.place).split(" ", 1)
        singular = self.verdict == EVERY or self.higher.n == 1
        return f"{verb}s {rest}" if singular else f"{verb} {rest}"

    @property
    def values(self) -> str:
        """Both means, said to be means where "every article" could make them look like bounds."""
        amount, unit = self.measure.amount, self.measure.unit
        if self.is_difference:
            on_average = "on average " if self.verdict == EVERY and max(self.higher.n, self.lower.n) > 1 else ""
            return on_average + say_values_apart(self.higher.mean, self.lower.mean, amount, unit)
        return f"{amount.format(say_value(self.higher.mean, unit))} against {say_value(self.lower.mean, unit)}"

    def _name(self, side: Side) -> str:
        if side.n == 1:
            return f"the one {side.group} article"
        return f"every {side.group} article" if self.verdict == EVERY else f"the {side.group} articles"


def read_contrast(row: pd.Series) -> Contrast:
    """Read a row of the table ``comparisons`` by the rule at the head of this module.

    Examples
    --------
    >>> row = pd.Series({"measure": "hedges_per_1000", "part": "body", "voice": "all", "group_a": "wire", "n_a": 2,
    ...                  "mean_a": 9.8, "group_b": "tabloid", "n_b": 3, "mean_b": 21.0, "difference": -11.2,
    ...                  "cliffs_delta": -1.0})
    >>> contrast = read_contrast(row)
    >>> contrast.verdict, contrast.higher.group, contrast.values
    ('every', 'tabloid', 'on average 21 hedges per 1,000 words against 9.8')
    """
    measure = describe_measure(row["measure"])
    a = Side(row["group_a"], int(row["n_a"]), float(row["mean_a"]))
    b = Side(row["group_b"], int(row["n_b"]), float(row["mean_b"]))
    difference = row["difference"]
    if isnan(difference):
        verdict = UNDEFINED
    elif abs(difference) < measure.worth:
        verdict = NONE
    else:
        verdict = EVERY if abs(row["cliffs_delta"]) == 1 else AVERAGE
    higher, lower = (b, a) if verdict in (EVERY, AVERAGE) and difference < 0 else (a, b)
    return Contrast(verdict, measure, say_place(row["part"], row["voice"]), higher, lower)


def state_claim(contrast: Contrast) -> str:
    """State what was found, without numbers and without a full stop.

    Examples
    --------
    >>> hedges = describe_measure("hedges_per_1000")
    >>> state_claim(Contrast(AVERAGE, hedges, "in the body", Side("tabloid", 3, 21.0), Side("wire", 1, 9.8)))
    'The tabloid articles hedge more in the body than the one wire article, on average'
    """
    if contrast.verdict == UNDEFINED:
        return f"{capitalise(contrast.label)}: nothing to compare, because {_explain_undefined(contrast)}"
    if contrast.verdict == NONE:
        return (f"{capitalise(contrast.label)}: no difference worth the name between {contrast.subject} and "
                f"{contrast.rival}")
    on_average = ", on average" if contrast.verdict == AVERAGE else ""
    return capitalise(f"{contrast.subject} {contrast.deed} than {contrast.rival}{on_average}")


def state_title(contrast: Contrast) -> str:
    """State what was found with its numbers, as a sentence.

    Examples
    --------
    >>> hedges = describe_measure("hedges_per_1000")
    >>> state_title(Contrast(EVERY, hedges, "in the body", Side("wire", 1, 21.0), Side("blog", 1, 9.8)))
    'The one wire article hedges more in the body than the one blog article: 21 hedges per 1,000 words against 9.8.'
    """
    claim = state_claim(contrast)
    if contrast.verdict == UNDEFINED:
        return f"{claim}."
    if contrast.verdict == NONE:
        return f"{claim} ({contrast.values})."
    overlap = "; the groups overlap" if contrast.verdict == AVERAGE else ""
    return f"{claim}: {contrast.values}{overlap}."


def _explain_undefined(contrast: Contrast) -> str:
    sides = (contrast.higher, contrast.lower)
    if not all(side.group for side in sides):
        return "there are no two groups of articles"
    empty = [side.group for side in sides if not side.n]
    return f"no {empty[0]} article has a value" if len(empty) == 1 else "no article has a value"

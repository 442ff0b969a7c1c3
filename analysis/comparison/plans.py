"""The plan of a comparison: two groups, what was expected before looking, and what else the coding could have been.

It stands in ``study.toml`` beside the articles, so that it can be fixed, and dated, before anything is measured.
"""

from __future__ import annotations

import re
from dataclasses import MISSING, dataclass, field, fields, replace
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd

from analysis.comparison.descriptions import LEARNT, describe_measure
from analysis.comparison.measures import VOICES
from analysis.files import UserError
from analysis.plan_files import PLAN, read_plan

AS_CODED = "as coded"
_ALLOWED = {"part": ("body", "headline"), "voice": VOICES, "expected": ("a > b", "b > a", "a = b", ""),
            "time": ("day", "week", "month", "quarter", "year", "")}


def _is_text(value: Any) -> bool:
    return isinstance(value, str)


def _is_whole_number(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _is_date(value: Any) -> bool:
    return type(value) is date


def _is_list_of_texts(value: Any) -> bool:
    return isinstance(value, list) and all(map(_is_text, value))


def _is_list_of_tables(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(item, dict) for item in value)


def _is_pairs(value: Any) -> bool:
    return isinstance(value, dict) and all(map(_is_text, value.values()))


_KINDS = {
    "str": (_is_text, "text in quotation marks"),
    "int": (_is_whole_number, "a whole number"),
    "date": (_is_date, "a date such as 2026-11-27, without quotation marks"),
    "tuple[str, ...]": (_is_list_of_texts, "a list of texts in quotation marks"),
    "dict[str, str]": (_is_pairs, 'pairs like { article = "group" }'),
}
_COMPUTED = {"computed": True}  # what no file can say


@dataclass(frozen=True)
class Sensitivity:
    """Another defensible grouping: articles to leave out, and articles to move into another group."""

    name: str
    leave_out: tuple[str, ...] = ()
    move: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Planned:
    """A measure fixed before looking; ``expected`` is "a > b", "b > a", "a = b", or empty where nothing was."""

    number: int
    measure: str
    part: str = "body"
    voice: str = "all"
    expected: str = ""
    because: str = ""


DEFAULT_PLANNED = (Planned(1, "attributed_share"), Planned(2, "loaded_per_1000", voice="narration"),
                   Planned(3, "loaded_per_1000"), Planned(4, "hedges_per_1000"), Planned(5, "tone"))


@dataclass(frozen=True)
class Plan:
    """What a corpus is asked. An empty ``group_b`` means that there is nothing to compare with.

    ``reworded`` names the articles of which only a copy in other words is here, ``unseen`` those that no rule or list
    was made in sight of: agreement with the coding is recorded for them apart. ``time`` is the unit
    in which dates of publication are compared (day, week, month, quarter, year); empty where time is not asked about.
    ``group`` is the column of ``articles.csv`` whose values are the groups; ``aside`` says which are not compared.
    ``learnt`` gives each learnt measure's name its model, a file of ``framing train``, seen from the corpus's folder.
    """

    group_a: str
    group_b: str
    title: str = ""
    question: str = ""
    answer_scope: str = "these articles"
    limits: tuple[str, ...] = ()
    sensitivity: tuple[Sensitivity, ...] = ()
    planned: tuple[Planned, ...] = DEFAULT_PLANNED
    reworded: tuple[str, ...] = ()
    unseen: tuple[str, ...] = ()
    time: str = ""
    group: str = "group"
    learnt: dict[str, str] = field(default_factory=dict)
    aside: str = field(default="", metadata=_COMPUTED)

    @property
    def all_limits(self) -> tuple[str, ...]:
        """The limits that the plan states, and which groups it leaves aside."""
        return (*self.limits, *filter(None, [self.aside]))


def load_plan(folder: Path, articles: pd.DataFrame) -> Plan:
    """Load ``folder/study.toml`` and check it against the table ``articles`` (its article_id and group).

    Every key may be missing. Without ``group_a`` and ``group_b`` the two groups with most articles are compared, ties
    and the two themselves in alphabetical order; where there are more, ``aside`` says which are left aside. With one
    group, or no article, ``group_b`` is empty. Without ``[[planned]]`` five measures are taken, with no expectation.

    Raises
    ------
    UserError
        Naming what is wrong: a key, group, article, measure or value that is not known, a missing or wrongly typed
        one, a name or number given twice.

    Examples
    --------
    >>> import tempfile
    >>> articles = pd.DataFrame({"article_id": ["x", "y"], "group": ["wire", "opinion"]})
    >>> plan = load_plan(Path(tempfile.mkdtemp()), articles)
    >>> plan.group_a, plan.group_b
    ('opinion', 'wire')
    """
    path, given = Path(folder) / PLAN, read_plan(Path(folder))
    try:
        return _check_against(articles, _build_plan(given, articles, Path(folder).resolve().name))
    except UserError as reason:
        raise UserError(f"{path}: {reason}") from None


def _build_plan(given: dict, articles: pd.DataFrame, name: str) -> Plan:
    if ("group_a" in given) != ("group_b" in given):
        raise UserError("one of group_a and group_b is missing. Name both groups, or neither.")
    group_a, group_b = _choose_groups(articles)
    plan = build_entry(Plan, {"group_a": group_a, "group_b": group_b} | given, "the study")
    plan = replace(
        plan, title=plan.title or name,
        question=plan.question or f"How do {plan.group_a} and {plan.group_b or 'other'} articles differ?",
        sensitivity=tuple(build_entry(Sensitivity, run, f"sensitivity {number}")
                          for number, run in enumerate(given.get("sensitivity", []), start=1)),
        planned=tuple(build_entry(Planned, planned, f"planned {number}")
                      for number, planned in enumerate(given.get("planned", []), start=1)) or DEFAULT_PLANNED)
    return replace(plan, aside=_say_aside(plan, articles))


def _say_aside(plan: Plan, articles: pd.DataFrame) -> str:
    counts = _count_groups(articles).drop([plan.group_a, plan.group_b], errors="ignore")
    if not plan.group_b or counts.empty:
        return ""
    n = len(articles) - counts.sum()
    named = ", ".join(f"{group} ({number:,})" for group, number in sorted(counts.items()))
    return (f"Of the {len(articles):,} articles {n:,} are compared, those of {plan.group_a} and {plan.group_b}; left "
            f"aside: {named}.")


def _choose_groups(articles: pd.DataFrame) -> tuple[str, str]:
    chosen = [*sorted(_count_groups(articles).index[:2]), "", ""]
    return chosen[0], chosen[1]


def _count_groups(articles: pd.DataFrame) -> pd.Series:
    """The groups' articles, the largest group first, ties in alphabetical order."""
    groups = articles["group"]
    return groups[groups != ""].value_counts().sort_index().sort_values(ascending=False, kind="stable")


def build_entry(kind: type, given: dict[str, Any], where: str) -> Any:
    """Make a dataclass of a TOML table; ``where`` names the table in what is said when it does not fit.

    Raises
    ------
    UserError
        When a key is unknown, missing or wrongly typed, or when part, voice or expected is none of the known ones.

    Examples
    --------
    >>> build_entry(Planned, {"number": 4, "measure": "hedges_per_1000"}, "planned 1").part
    'body'
    """
    declared = {each.name: each for each in fields(kind) if not each.metadata}
    for key, value in given.items():
        if key not in declared:
            raise UserError(f"{where} has the unknown key '{key}'. Known are {', '.join(declared)}.")
        tables = (_is_list_of_tables, f"tables, each under its own line [[{key}]]")
        fits, meaning = _KINDS.get(declared[key].type, tables)
        if not fits(value):
            raise UserError(f"{where}: {key} must be {meaning}.")
        if key in _ALLOWED and declared[key].type == "str" and value not in _ALLOWED[key]:
            raise UserError(f"{where}: {key} is '{value}'. It must be one of "
                            f"{', '.join(option or '(empty)' for option in _ALLOWED[key])}.")
    for key, each in declared.items():
        if key not in given and each.default is MISSING and each.default_factory is MISSING:
            raise UserError(f"{where} lacks {key}. Add a line {key} = …")
    return kind(**{key: tuple(value) if isinstance(value, list) else value for key, value in given.items()})


def _check_against(articles: pd.DataFrame, plan: Plan) -> Plan:
    known_articles, known_groups = {*articles["article_id"]}, {*articles["group"]}
    for run in plan.sensitivity:
        for article in (*run.leave_out, *run.move):
            _require(article, known_articles, f"sensitivity '{run.name}' names the article")
        for group in run.move.values():
            _require(group, known_groups, f"sensitivity '{run.name}' moves an article into the group")
    for key in ("reworded", "unseen"):
        for article in getattr(plan, key):
            _require(article, known_articles, f"{key} names the article")
    for group in filter(None, (plan.group_a, plan.group_b)):
        _require(group, known_groups, "it compares the group")
    if plan.group_a == plan.group_b != "":
        raise UserError(f"group_a and group_b are both '{plan.group_a}'. Name two groups.")
    for name in plan.learnt:
        if not re.fullmatch("[a-z][a-z0-9_]*", name):
            raise UserError(f"learnt names the measure '{name}'. Take small letters, digits and _ only.")
    for planned in plan.planned:
        describe_measure(planned.measure)
        if planned.measure.startswith(LEARNT):
            name = planned.measure.removeprefix(LEARNT)
            if name not in plan.learnt:
                raise UserError(f'{planned.measure} is planned, and [learnt] does not name its model. Add a line '
                                f'{name} = "FILE".')
    _refuse_repeated([AS_CODED, *(run.name for run in plan.sensitivity)], "name of a sensitivity run")
    _refuse_repeated([planned.number for planned in plan.planned], "number of a planned measure")
    _refuse_repeated([f"{planned.measure} ({planned.part}, {planned.voice})" for planned in plan.planned],
                     "planned measure")
    return plan


def _require(name: str, known: set[str], what: str) -> None:
    if name not in known:
        raise UserError(f"{what} '{name}', which articles.csv does not have. It has {', '.join(sorted(known))}.")


def _refuse_repeated(names: list, what: str) -> None:
    for name in names:
        if names.count(name) > 1:
            raise UserError(f"'{name}' is given twice as the {what}. Change one of the two.")

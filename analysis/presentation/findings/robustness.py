"""How far a finding depends on choices, in words: the specification curve, and what moves together with the groups."""

from __future__ import annotations

import pandas as pd

from analysis.comparison.descriptions import SHARE, describe_measure
from analysis.comparison.plans import Plan, Planned
from analysis.comparison.specifications import summarise_specifications
from analysis.presentation.findings.wording import (
    capitalise,
    say_count,
    say_difference,
    say_list,
    say_number,
    say_place,
)

_TRAITS = {"outlet": "outlet", "outlet_type": "kind of outlet", "genre": "genre", "author": "author", "event": "event"}
_PLURALS = {"outlet": "outlets", "outlet_type": "kinds of outlet", "genre": "genres", "author": "authors",
            "event": "events"}
_UNKNOWN = {"", "not stated", "unknown", "nan"}


def state_specifications(table: pd.DataFrame, planned: Planned) -> str:
    """State how many of the defensible ways to measure what was planned keep the sign, and how far they reach.

    Parameters
    ----------
    table : DataFrame
        The table ``specifications``.
    planned : Planned
        The measure of the plan.

    Returns
    -------
    str
        Two sentences for a caption. Where the planned difference is below the smallest one worth the name, its sign
        says little, and the sentence counts first how many ways show no difference worth the name.

    Examples
    --------
    >>> table = pd.DataFrame({"number": 7, "measure": "tone", "unit": "from −1 to 1", "group_a": "wire", "n_a": 3,
    ...                       "group_b": "blog", "n_b": 2, "planned": [True, False, False],
    ...                       "difference": [0.2, 0.1, -0.01]})
    >>> state_specifications(table, Planned(7, "tone"))
    'Of three defensible ways to measure tone in the body, two keep the sign of the planned one. As planned, wire \
minus blog is 0.20 on a scale from −1 to 1; over all ways it runs from −0.010 to 0.20, with a median of 0.10 (3 \
against 2 articles).'
    """
    label = f"{describe_measure(planned.measure).label} {say_place(planned.part, planned.voice)}"
    rows = table[table["number"] == planned.number] if len(table) else table
    if not len(rows) or not rows["planned"].any():
        return f"{capitalise(label)}: there is no planned difference whose sign could be kept."
    summary, first = summarise_specifications(rows).iloc[0], rows[rows["planned"]].iloc[0]
    n, kept, without = (int(summary[name]) for name in ("n_specifications", "n_sign_kept", "n_no_difference"))
    keep = f"{_say_part(kept, n)} the sign of the planned one"
    if abs(summary["planned"]) < describe_measure(planned.measure).worth:
        keep = (f"{_say_part(without, n, 'show')} no difference worth the name, as the planned one does; {keep}")
    unit, factor = summary["unit"], 100 if summary["unit"] == SHARE else 1
    minus = "−" if summary["planned"] < 0 else ""
    low, high, median = (say_number(factor * summary[name]) for name in ("lowest", "highest", "median"))
    same_unit = "" if rows["unit"].nunique() == 1 else " in this unit"
    return (f"Of {say_count(n, 'defensible way')} to measure {label}, {keep}. As planned, {first['group_a']} minus "
            f"{first['group_b']} is {minus}{say_difference(summary['planned'], unit)}; over all ways"
            f"{same_unit} it runs from {low} to {high}, with a median of {median} "
            f"({first['n_a']} against {first['n_b']} articles).")


def _say_part(k: int, n: int, verb: str = "keep") -> str:
    """Say "all 24 keep", "both keep", "none keep", "one keeps"; in digits where the whole is."""
    number = say_count(k, "way").split()[0] if n <= 12 else f"{k:,}"
    if k == n > 1:
        number = "both" if n == 2 else f"all {number}"
    number = "none" if k == 0 else number
    return f"{number} {verb}{'s' if k == 1 else ''}"


def find_confounded(articles: pd.DataFrame, plan: Plan) -> list[str]:
    """Find what moves together with the plan's two groups, so that no difference can be put down to the groups alone.

    Parameters
    ----------
    articles : DataFrame
        The table ``articles``.
    plan : Plan
        Which two groups are compared.

    Returns
    -------
    list of str
        A sentence for each of outlet, kind of outlet, genre, author and event of which two or more are known and none
        stands in both groups, and one for months that do not overlap. Empty without a second group, or where nothing
        moves together.

    Examples
    --------
    >>> articles = pd.DataFrame({"article_id": ["s", "t", "u"], "group": ["tabloid", "tabloid", "opinion"],
    ...                          "outlet": ["Sun", "Mail", "Post"], "genre": "news"})
    >>> find_confounded(articles, Plan("tabloid", "opinion"))
    ['Every outlet stands in one group only (tabloid: Mail and Sun; opinion: Post): what differs between the groups \
may belong to the outlets.']
    """
    sides = {group: articles[articles["group"] == group] for group in (plan.group_a, plan.group_b)}
    if not plan.group_b or any(side.empty for side in sides.values()):
        return []
    sentences = [_state_trait(trait, sides) for trait in _TRAITS if trait in articles]
    months = _state_months(sides) if "published" in articles else ""
    return [sentence for sentence in (*sentences, months) if sentence]


def _state_trait(trait: str, sides: dict[str, pd.DataFrame]) -> str:
    values = {group: side[trait].fillna("").astype(str) for group, side in sides.items()}
    known = {group: {*each} - _UNKNOWN for group, each in values.items()}
    if not all(known.values()) or set.intersection(*known.values()):
        return ""
    n_unknown = sum(int(each.isin(_UNKNOWN).sum()) for each in values.values())
    unknown = f"; not known of {say_count(n_unknown, 'article')}" if n_unknown else ""
    lists = "; ".join(f"{group}: {say_list(sorted(each))}" for group, each in known.items())
    return (f"Every {_TRAITS[trait]} stands in one group only ({lists}{unknown}): what differs between the groups may "
            f"belong to the {_PLURALS[trait]}.")


def _state_months(sides: dict[str, pd.DataFrame]) -> str:
    """Say that one group was published before the other, where every date is known to the month."""
    months = {group: side["published"].fillna("").str[:7] for group, side in sides.items()}
    if not all(known.str.fullmatch(r"\d{4}-\d\d").all() for known in months.values()):
        return ""
    (first, early), (second, late) = sorted(months.items(), key=lambda item: item[1].min())
    if early.max() >= late.min():
        return ""
    return (f"All {first} articles were published before the {second} articles ({early.max()} at the latest against "
            f"{late.min()} at the earliest): what differs between the groups may belong to the time.")

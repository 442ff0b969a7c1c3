"""What moves together with the groups, and so could be behind a difference as well as they."""

from __future__ import annotations

from itertools import combinations

import pandas as pd

from analysis.comparison.plans import Plan
from analysis.presentation.findings.wording import say_count, say_list

_TRAITS = {"outlet": "outlet", "outlet_type": "kind of outlet", "genre": "genre", "author": "author", "event": "event"}
_PLURALS = {"outlet": "outlets", "outlet_type": "kinds of outlet", "genre": "genres", "author": "authors",
            "event": "events"}
_UNKNOWN = {"", "not stated", "unknown", "nan"}
_MOST_NAMED = 6


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
        moves together; what makes the groups itself is left out.

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
    sentences = [_state_trait(trait, sides) for trait in _TRAITS if trait in articles and trait != plan.group]
    months = _state_months(sides) if "published" in articles else ""
    return [sentence for sentence in (*sentences, months) if sentence]


def find_confounded_pairs(articles: pd.DataFrame, plan: Plan) -> list[str]:
    """Find, of three groups or more, between which of them no outlet (genre, author, event) is shared.

    Returns
    -------
    list of str
        A sentence for each trait that two groups or more do not share; empty with fewer than three groups. Groups of
        which nothing is known are left out.

    Examples
    --------
    >>> articles = pd.DataFrame({"article_id": [*"stu"], "group": ["tabloid", "opinion", "wire"],
    ...                          "outlet": ["Sun", "Sun", "Post"]})
    >>> find_confounded_pairs(articles, Plan("tabloid", "opinion"))
    ['No outlet is shared by two of the three pairs of groups (opinion and wire; tabloid and wire): what differs \
between these may belong to the outlets.']
    """
    sides = {group: rows for group, rows in articles.groupby("group") if group}
    if len(sides) < 3:
        return []
    sentences = []
    for trait in _TRAITS:
        if trait not in articles or trait == plan.group:
            continue
        known = {group: {*rows[trait].fillna("").astype(str)} - _UNKNOWN for group, rows in sides.items()}
        pairs = [pair for pair in combinations(sorted(known), 2) if all(known[group] for group in pair)]
        apart = [f"{one} and {other}" for one, other in pairs if known[one].isdisjoint(known[other])]
        if apart:
            named = f" ({'; '.join(apart)})" if len(apart) <= _MOST_NAMED else ""
            which = ("either" if len(pairs) == 2 else "any") if len(apart) == len(pairs) else say_count(len(apart))
            sentences.append(f"No {_TRAITS[trait]} is shared by {which} of the {say_count(len(pairs), 'pair')} of "
                             f"groups{named}: what differs between these may belong to the {_PLURALS[trait]}.")
    return sentences


def _state_trait(trait: str, sides: dict[str, pd.DataFrame]) -> str:
    values = {group: side[trait].fillna("").astype(str) for group, side in sides.items()}
    known = {group: {*each} - _UNKNOWN for group, each in values.items()}
    if not all(known.values()) or set.intersection(*known.values()):
        return ""
    n_unknown = sum(int(each.isin(_UNKNOWN).sum()) for each in values.values())
    unknown = f"; not known of {say_count(n_unknown, 'article')}" if n_unknown else ""
    lists = "; ".join(f"{group}: {_say_few(sorted(each), _PLURALS[trait])}" for group, each in known.items())
    return (f"Every {_TRAITS[trait]} stands in one group only ({lists}{unknown}): what differs between the groups may "
            f"belong to the {_PLURALS[trait]}.")


def _say_few(names: list[str], plural: str) -> str:
    return say_list(names) if len(names) <= _MOST_NAMED else f"{len(names)} {plural}"


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

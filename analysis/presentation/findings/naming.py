"""Who is named most, and in which forms: counts described in words, with no claim beyond the articles."""

from __future__ import annotations

import pandas as pd

from analysis.comparison.descriptions import SHARE
from analysis.presentation.findings.wording import say_count, say_list, say_value
from analysis.schemas import NAMING_FORMS

_FORMS = dict(zip(NAMING_FORMS, ("by full name", "by surname alone", "by title and surname", "by first name",
                                 "by nickname", "by role")))
_LEAST_SHARE = 0.01  # below it a form is left out of the sentence


def state_naming(names: pd.DataFrame, articles: pd.DataFrame, part: str = "body") -> str:
    """State who is named most, and by which forms in each group of articles.

    Parameters
    ----------
    names, articles : DataFrame
        The tables of these names.
    part : str
        The part of the articles.

    Returns
    -------
    str
        The person named in most articles, and of these most often; shares are means over the articles of a group that
        name the person. A sentence that says so where nobody is named.

    Examples
    --------
    >>> names = pd.DataFrame({"article_id": "a", "person": ["Ada Lowe", "Ada Lowe", "Ben Frost"],
    ...                       "form": ["full_name", "surname", "surname"], "part": "body"})
    >>> print(state_naming(names, pd.DataFrame({"article_id": ["a", "b"], "group": ["wire", "wire"]})))
    Ada Lowe is named most: two of three mentions of persons in the body, in one of two articles. Wire articles name \
Ada Lowe by full name in 50% of the mentions and by surname alone in 50% (mean over one article).
    """
    found = names[names["part"] == part]
    if found.empty:
        return f"Nobody is named in the {part}."
    person = _choose_person(found)
    of_person = found[found["person"] == person]
    first = (f"{person} is named most: {_say_part(len(of_person), len(found), 'mention')} of persons in the {part}, "
             f"in {_say_part(of_person['article_id'].nunique(), len(articles), 'article')}.")
    return " ".join([first, *_state_groups(of_person, articles, person)])


def _choose_person(found: pd.DataFrame) -> str:
    counts = found.groupby("person")["article_id"].agg(["nunique", "size"]).reset_index()
    return counts.sort_values(["nunique", "size", "person"], ascending=[False, False, True])["person"].iloc[0]


def _say_part(n: int, total: int, thing: str) -> str:
    """Say "two of five articles", "all five articles"."""
    number, everything = say_count(n, thing).split()[0], say_count(total, thing)
    return f"all {everything}" if n == total > 1 else f"{number} of {everything}"


def _state_groups(of_person: pd.DataFrame, articles: pd.DataFrame, person: str) -> list[str]:
    """A sentence for each group: its articles' mean share of each form, the commonest first."""
    counts = of_person.groupby(["article_id", "form"]).size().unstack(fill_value=0)
    shares = counts.div(counts.sum(axis=1), axis=0)
    groups = articles.set_index("article_id")["group"].reindex(shares.index)
    return [_state_group(group, shares[groups == group], person) for group in sorted(groups.dropna().unique())]


def _state_group(group: str, shares: pd.DataFrame, person: str) -> str:
    means = shares.mean().reindex(list(NAMING_FORMS)).dropna().sort_values(ascending=False, kind="stable")
    said = [f"{_FORMS[form]} in {say_value(mean, SHARE)}" for form, mean in means.items() if mean >= _LEAST_SHARE]
    said[0] += " of the mentions"
    articles = f"{group[:1].upper()}{group[1:]} articles"
    return f"{articles} name {person} {say_list(said)} (mean over {say_count(len(shares), 'article')})."

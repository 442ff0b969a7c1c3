"""Groups in place of articles: what a figure draws when there are too many articles to draw each.

The numbers folded under such a figure stay those of the articles.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from analysis.presentation.figures.style import sort_groups

MOST_ARTICLES = 12  # with more articles than this a figure draws their groups, or leaves their names out
POOLED = "each group the mean of its articles, their number in brackets"


def is_crowded(table: pd.DataFrame) -> bool:
    """Whether a table has more articles than a figure can draw one by one.

    Examples
    --------
    >>> is_crowded(pd.DataFrame({"article_id": ["sun", "sun", "mail"]}))
    False
    """
    return table["article_id"].nunique() > MOST_ARTICLES


def name_pools(table: pd.DataFrame) -> pd.Series:
    """Return for each row the name of its group with the number of the group's articles.

    Examples
    --------
    >>> name_pools(pd.DataFrame({"article_id": ["sun", "mail"], "group": ["tabloid"] * 2})).tolist()
    ['tabloid (2)', 'tabloid (2)']
    """
    counts = table.groupby("group")["article_id"].nunique()
    return table["group"] + " (" + table["group"].map(counts).astype(str) + ")"


def pool_articles(table: pd.DataFrame, values: Sequence[str], by: Sequence[str] = ()) -> pd.DataFrame:
    """Return the mean over each group's articles, as if a group were one article.

    Parameters
    ----------
    table : DataFrame
        One row an article, or one an article and each of ``by``: article_id, group, and the columns named.
    values : sequence of str
        Columns of numbers; an undefined one is left out of its mean.
    by : sequence of str
        Columns within which means are formed, in the order of the table.

    Returns
    -------
    DataFrame
        article_id (the group's name with the number of its articles), group, ``by`` and ``values``.

    Examples
    --------
    >>> table = pd.DataFrame({"article_id": ["sun", "mail"], "group": "tabloid", "value": [0.2, 0.4]})
    >>> pool_articles(table, ["value"]).round(2).values.tolist()
    [['tabloid (2)', 'tabloid', 0.3]]
    """
    named = table.assign(article_id=name_pools(table))
    return sort_groups(named.groupby(["article_id", "group", *by], sort=False)[[*values]].mean().reset_index())


def pool_places(table: pd.DataFrame, place: str, values: Sequence[str], n_places: int) -> pd.DataFrame:
    """Return the mean over each group's articles at each of so many places from an article's start to its end.

    Parameters
    ----------
    table : DataFrame
        One row a sentence: article_id, group, ``place`` (a whole number that grows through an article) and ``values``.
    place : str
        The column that is replaced by 0 … ``n_places`` − 1.
    values : sequence of str
        Columns of numbers: first the mean within an article, then the mean over articles.
    n_places : int
        How many stretches an article is cut into; an article of fewer sentences has none in some of them.

    Examples
    --------
    >>> table = pd.DataFrame({"article_id": "sun", "group": "tabloid", "sentence": range(4), "tone": [0, 1, 0, 0.5]})
    >>> pool_places(table, "sentence", ["tone"], 2)[["article_id", "sentence", "tone"]].values.tolist()
    [['tabloid (1)', 0, 0.5], ['tabloid (1)', 1, 0.25]]
    """
    rank = table.groupby("article_id")[place].rank(method="first") - 0.5
    size = table.groupby("article_id")[place].transform("size")
    cut = table.assign(**{place: np.minimum(rank / size * n_places, n_places - 1).astype(int)})
    means = cut.groupby(["article_id", "group", place])[[*values]].mean().reset_index()
    names = dict(zip(table["group"], name_pools(table)))
    pooled = means.groupby(["group", place])[[*values]].mean().reset_index()
    return sort_groups(pooled.assign(article_id=pooled["group"].map(names)).sort_values(place, kind="stable"))

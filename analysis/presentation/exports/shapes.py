"""Tables as statistics programs like them: a row for each article or coded stretch, a column for each variable."""

from __future__ import annotations

import pandas as pd

from analysis.comparison.descriptions import describe_measure

_STRETCH = ["article_id", "start", "end", "coder", "pass"]


def widen_measures(measures: pd.DataFrame, articles: pd.DataFrame) -> tuple[pd.DataFrame, dict[str, str]]:
    """Lay the measures out with a row for each article.

    Returns
    -------
    DataFrame, dict
        article_id, group, and a column ``MEASURE_PART_VOICE`` for each measure, NaN where undefined or not measured;
        and what each column means.

    Examples
    --------
    >>> row = {"article_id": "gale", "part": "body", "voice": "all", "measure": "hedges_per_1000", "value": 4.0}
    >>> wide, meaning = widen_measures(pd.DataFrame([row | {"unit": "per 1,000 words"}]),
    ...                                pd.DataFrame({"article_id": ["gale"], "group": ["news"]}))
    >>> wide.values.tolist(), meaning["hedges_per_1000_body_all"]
    ([['gale', 'news', 4.0]], 'hedges, per 1,000 words: body, all voices')
    """
    place = ["measure", "part", "voice"]
    wide = measures.pivot(index="article_id", columns=place, values="value")
    units = measures.groupby("measure")["unit"].first()
    meanings = {"_".join(names): f"{describe_measure(names[0]).label}, {units[names[0]]}: {names[1]}, "
                                 f"{'all voices' if names[2] == 'all' else names[2]}" for names in wide.columns}
    wide = wide.set_axis([*meanings], axis=1).astype("float64")
    return articles[["article_id", "group"]].join(wide, on="article_id"), meanings


def widen_codings(codings: pd.DataFrame) -> pd.DataFrame:
    """Lay the codings out with a row for each stretch, coder and pass, and a column of codes for each variable.

    Where a variable was not coded the cell is the empty string.

    Examples
    --------
    >>> row = {"article_id": "gale", "start": 0, "end": 5, "coder": "A", "pass": 1, "reason": ""}
    >>> widen_codings(pd.DataFrame([row | {"variable": "tone", "value": "0"},
    ...                             row | {"variable": "part", "value": "body"}])).astype("str").iloc[0].tolist()
    ['gale', '0', '5', 'A', '1', 'body', '0']
    """
    wide = codings.pivot(index=_STRETCH, columns="variable", values="value").fillna("")
    return wide.rename_axis(columns=None).reset_index()

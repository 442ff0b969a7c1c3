"""The same quotation in two wrappers: who is said to speak, by which verb, and with which stance, side by side."""

from __future__ import annotations

import pandas as pd

_WRAPPER = ["part", "voice", "speaker", "reporting_verb", "stance"]


def list_wrappers(reuse: pd.DataFrame, passages: pd.DataFrame) -> pd.DataFrame:
    """Put the wrappers of every shared quotation side by side.

    Parameters
    ----------
    reuse, passages : DataFrame
        The tables of these names.

    Returns
    -------
    DataFrame
        A row for each shared quotation: both articles with the offsets, the degree (0..1), and for each side the part,
        voice, speaker, reporting verb and stance of the passage that it begins in. No rows where nothing is shared.

    Examples
    --------
    >>> passages = pd.DataFrame({"article_id": ["a", "b"], "start": 0, "end": 9, "part": "body", "voice": "direct",
    ...                          "speaker": "Ada", "reporting_verb": ["said", "raged"], "stance": ["neutral", ""]})
    >>> reuse = pd.DataFrame({"article_a": ["a"], "start_a": [1], "end_a": [9], "article_b": ["b"], "start_b": [0],
    ...                       "end_b": [8], "kind": ["quotation"], "degree": [1.0]})
    >>> list_wrappers(reuse, passages)[["reporting_verb_a", "reporting_verb_b"]].values.tolist()
    [['said', 'raged']]
    """
    quotations = reuse[reuse["kind"] == "quotation"].reset_index(drop=True)
    places = {article_id: rows.sort_values("start") for article_id, rows in passages.groupby("article_id")}
    starts = {article_id: rows["start"].to_numpy() for article_id, rows in places.items()}
    wrappers = {article_id: rows[_WRAPPER].to_numpy(dtype=object) for article_id, rows in places.items()}
    sides = [quotations.drop(columns="kind")]
    for side in ("a", "b"):
        found = [wrappers[article_id][starts[article_id].searchsorted(start, "right") - 1]  # passages tile the text
                 for article_id, start in zip(quotations[f"article_{side}"], quotations[f"start_{side}"])]
        sides.append(pd.DataFrame(found, columns=_WRAPPER, dtype="str").add_suffix(f"_{side}"))
    return pd.concat(sides, axis=1)

"""How a text's number comes about: its words, the weights of what the machine marks, and what one word changes."""

from __future__ import annotations

import functools

import pandas as pd

from analysis.classroom.lessons.marks import find_loaded
from analysis.study import Study, measure_text

HEADLINE = "Ruling party boycotted the vote on the president"  # ours
PLAIN, LOADED = "boycotted", "torpedoed"


def list_entries(study: Study, article_id: str) -> pd.DataFrame:
    """List the entries of the list that a text's body holds, heaviest first.

    Returns
    -------
    DataFrame
        entry · category · weight · times · share (of the body's whole weight). Empty where the body holds none.
    """
    found = find_loaded(study, article_id).query("part == 'body'").rename(columns={"term": "entry"})
    rows = found.groupby(["entry", "category", "weight"]).size().rename("times").reset_index()
    load = rows["weight"] * rows["times"]
    return rows.assign(share=load / load.sum()).sort_values(["share", "entry"], ascending=[False, True],
                                                            ignore_index=True)


def count_body(study: Study, article_id: str) -> tuple[int, float]:
    """Count a body's words and add up the weights of its loaded words.

    Examples
    --------
    >>> count_body(measure_text("A shambolic plan failed."), "text")
    (4, 3.0)
    """
    rows = study.measures
    row = rows[(rows["article_id"] == article_id) & (rows["measure"] == "loaded_per_1000") & (rows["part"] == "body")
               & (rows["voice"] == "all")].iloc[0]
    return int(row["denominator"]), float(row["numerator"])


def list_swaps(study: Study, article_id: str) -> pd.DataFrame:
    """List what the swap of one plain word for a loaded one does to a headline of ours and to a text.

    Returns
    -------
    DataFrame
        swapped_in · words · weight_before · weight_after, measured anew; a rate is 1,000 × weight / words.
    """
    rows = []
    for name, text in (("the headline", HEADLINE), ("the wire report", study.texts[article_id])):
        title = "" if text is HEADLINE else study.articles.set_index("article_id").loc[article_id, "title"]
        before, after = (_weigh(each, title) for each in (text, text.replace(PLAIN, LOADED, 1)))
        rows.append((name, before[0], before[1], after[1]))
    return pd.DataFrame(rows, columns=["swapped_in", "words", "weight_before", "weight_after"])


@functools.lru_cache(maxsize=8)
def _weigh(text: str, title: str) -> tuple[int, float]:
    """The words of a text's body, and the weight of its loaded terms; each check of an answer asks for the same."""
    return count_body(measure_text(text, title), "text")

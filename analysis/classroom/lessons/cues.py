"""Marks of certainty, as the coders and the machine set them: grades, hedges and boosters, and whose they are."""

from __future__ import annotations

from collections.abc import Collection

import pandas as pd

from analysis.classroom.lessons.marks import join_spans
from analysis.classroom.lessons.settled import list_settled_words
from analysis.study import Study, measure_text

KINDS = {"hedges": "hedge", "boosters": "booster"}  # the machine's lists, and the coders' variables


def grade_sentence(sentence: object) -> pd.DataFrame:
    """Measure a sentence by itself: words · grade (1..5; none for a question) · marks (what decided); empty if blank.

    Examples
    --------
    >>> grade_sentence("The ferry may be late.").values.tolist()
    [['The ferry may be late.', 2.0, 'may']]
    """
    if not isinstance(sentence, str) or not sentence.strip():
        return pd.DataFrame(columns=["words", "grade", "marks"])
    study = measure_text(sentence)
    rows = study.sentences
    words = [study.read_text("text", start, end) for start, end in zip(rows["start"], rows["end"])]
    return pd.DataFrame({"words": words, "grade": [*rows["certainty"]], "marks": [*rows["cues"]]})


def compare_cues(study: Study, article_id: str, only: Collection[int] | None = None) -> pd.DataFrame:
    """List the stretches that the coders or the machine mark as hedge or booster.

    Parameters
    ----------
    only : collection of int, optional
        The sentences that are listed, as the text counts them from 1; all when left out.

    Returns
    -------
    DataFrame
        sentence · words · kind (hedge or booster) · coders · machine (True where they mark it) · start (offset in the
        text); stretches of one kind that share a letter are one row, in the order of the text.
    """
    sentences = study.sentences[study.sentences["article_id"] == article_id].sort_values("start")
    found = study.matches[study.matches["article_id"] == article_id]
    rows: list[tuple] = []
    for lexicon, kind in KINDS.items():
        sides = {"coders": list_settled_words(study, article_id, kind), "machine": found[found["lexicon"] == lexicon]}
        spans = ((row.start, row.end, who) for who, table in sides.items() for row in table.itertuples())
        rows += [(start, end, kind, who) for start, end, who in join_spans(spans)]
    table = [[int(sentences["start"].searchsorted(start, side="right")), study.read_text(article_id, start, end), kind,
              "coders" in who, "machine" in who, start]
             for start, end, kind, who in sorted(rows, key=lambda row: row[:2])]
    marks = pd.DataFrame(table, columns=["sentence", "words", "kind", "coders", "machine", "start"])
    return marks if only is None else marks[marks["sentence"].isin([*only])].reset_index(drop=True)


def join_partners(mine: pd.DataFrame, partners: pd.DataFrame) -> pd.DataFrame:
    """Set two coders' codes (``Lesson.list_codes``) side by side, for the sentences that both have coded.

    Returns
    -------
    DataFrame
        sentence · words · yours · partner.

    Examples
    --------
    >>> mine = pd.DataFrame({"sentence": [1, 2], "words": ["It may.", "It is."], "yours": ["2", "4"]})
    >>> join_partners(mine, mine[:1].assign(yours="3")).values.tolist()
    [[1, 'It may.', '2', '3']]
    """
    both = mine.merge(partners[["sentence", "yours"]], on="sentence", suffixes=("", "_of_partner"))
    return both[["sentence", "words", "yours", "yours_of_partner"]].rename(columns={"yours_of_partner": "partner"})


def list_doubts(study: Study, article_id: str) -> pd.DataFrame:
    """List the hedges that the coders mark, and whose words they stand in.

    Returns
    -------
    DataFrame
        sentence · words · coders · machine: the voice (direct, indirect or narration) that either gives the words.
    """
    hedges = compare_cues(study, article_id).query("kind == 'hedge' and coders")
    coded = list_settled_words(study, article_id, "passage_voice")
    passages = study.passages[study.passages["article_id"] == article_id]
    return hedges[["sentence", "words"]].assign(
        coders=[_find_voice(coded, coded["value"], at) for at in hedges["start"]],
        machine=[_find_voice(passages, passages["voice"], at) for at in hedges["start"]]).reset_index(drop=True)


def _find_voice(spans: pd.DataFrame, voices: pd.Series, at: int) -> str:
    found = voices[(spans["start"] <= at) & (at < spans["end"])]
    return found.iloc[0] if len(found) else "narration"

"""Loaded words side by side: who marks which stretch of a text."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from pathlib import Path

import pandas as pd

from analysis.classroom.lessons.feedback import is_blank
from analysis.classroom.lessons.settled import list_settled_words
from analysis.classroom.sheets import open_sheet, read_answers
from analysis.study import Study

Span = tuple[int, int, str]  # start, end, who marks it


def join_spans(spans: Iterable[Span]) -> list[tuple[int, int, Collection[str]]]:
    """Join what several mark: spans that share a letter are one stretch, with everybody who marks a part of it.

    Examples
    --------
    >>> [(start, end, sorted(who)) for start, end, who in join_spans([(4, 9, "a"), (0, 5, "b"), (9, 12, "b")])]
    [(0, 9, ['a', 'b']), (9, 12, ['b'])]
    """
    rows: list[list] = []
    for start, end, who in sorted(spans):
        if rows and start < rows[-1][1]:
            rows[-1][1] = max(rows[-1][1], end)
            rows[-1][2].add(who)
        else:
            rows.append([start, end, {who}])
    return [(start, end, who) for start, end, who in rows]


def list_spans(study: Study, article_id: str) -> list[Span]:
    """List the spans of an article that the settled coding ("coders") or the machine ("machine") marks as loaded."""
    coded = list_settled_words(study, article_id, "loaded")
    found = find_loaded(study, article_id)
    return [(row.start, row.end, who) for rows, who in ((coded, "coders"), (found, "machine"))
            for row in rows.itertuples()]


def find_loaded(study: Study, article_id: str) -> pd.DataFrame:
    """Find an article's rows of ``matches`` of the list of loaded words."""
    return study.matches[(study.matches["article_id"] == article_id)
                         & (study.matches["lexicon"] == "loaded_language")]


def compare_marks(study: Study, article_id: str) -> pd.DataFrame:
    """List the stretches of an article that the settled coding or the machine marks as loaded.

    Returns
    -------
    DataFrame
        words (as they stand in the text) · coders · machine, each True where it marks them; stretches that share a
        letter are one row, in the order of the text. Empty where nobody marks anything.

    Examples
    --------
    >>> from analysis.classroom.lessons.lesson import open_lesson
    >>> compare_marks(open_lesson(1).study, "yoon_opinion").values.tolist()
    [['flinched', True, True]]
    """
    return pd.DataFrame([[study.read_text(article_id, start, end), "coders" in who, "machine" in who]
                         for start, end, who in join_spans(list_spans(study, article_id))],
                        columns=["words", "coders", "machine"])


def compare_own_marks(study: Study, article_id: str, coder: object, folder: Path | None = None) -> pd.DataFrame:
    """List the stretches that a coder, the settled coding or the machine marks, in sentences the coder has coded.

    Parameters
    ----------
    coder : str
        Initials or a pseudonym; a blank gives no rows.
    folder : Path, optional
        Where the answers are kept, as ``sheets.open_sheet`` takes it.

    Returns
    -------
    DataFrame
        sentence (as the text counts them, from 1) · words · yours · coders · machine. Empty while nothing is coded.
    """
    columns = ["sentence", "words", "yours", "coders", "machine"]
    if is_blank(coder):
        return pd.DataFrame(columns=columns)
    sheet = open_sheet(study, article_id, str(coder), ("loaded_language",), folder)
    numbers = study.sentences[study.sentences["article_id"] == article_id].set_index("start")["sentence"]
    spans, rows = list_spans(study, article_id), []
    for (number, _), given in sorted(read_answers(sheet)[0].items()):
        place = sheet.places[number]
        here = [span for span in spans if place.start <= span[0] < place.end]
        for start, end, who in join_spans([*here, *((*span, "yours") for span in given.words)]):
            rows.append([numbers[place.start] + 1, study.read_text(article_id, start, end),
                         *(name in who for name in columns[2:])])
    return pd.DataFrame(rows, columns=columns)

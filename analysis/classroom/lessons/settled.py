"""The settled hand coding of a text, as a lesson holds it beside a coder's answers."""

from __future__ import annotations

import pandas as pd

from analysis.classroom.questions import load_questions
from analysis.comparison.agreement.coders import SETTLED
from analysis.study import Study


def list_settled(study: Study, article_id: str, variable: str) -> dict[int, str]:
    """List the settled codes of an article's sentences by where each sentence starts; nothing where none are.

    A question whose answer is made by words ("loaded_language") is answered yes where a settled word stands.

    Examples
    --------
    >>> from analysis.classroom.lessons.lesson import open_lesson
    >>> codes = list_settled(open_lesson(1).study, "wagner_wire", "voice")
    >>> codes[0]
    'narration'
    """
    question, = load_questions([variable])
    if not question.words:
        rows = _take_settled(study, article_id, variable)
        return dict(zip(rows["start"], rows["value"]))
    words = _take_settled(study, article_id, question.words)
    sentences = study.sentences[study.sentences["article_id"] == article_id]
    held = [((words["start"] >= start) & (words["start"] < end)).any()
            for start, end in zip(sentences["start"], sentences["end"])]
    return {start: "yes" if yes else "no" for start, yes in zip(sentences["start"], held)} if len(words) else {}


def list_settled_words(study: Study, article_id: str, variable: str) -> pd.DataFrame:
    """List the words of an article that the settled coding marks ("loaded", "hedge", "booster").

    Returns
    -------
    DataFrame
        start · end · words (as they stand in the text) · value, in the order of the text.
    """
    rows = _take_settled(study, article_id, variable).sort_values("start", ignore_index=True)
    words = [study.read_text(article_id, start, end) for start, end in zip(rows["start"], rows["end"])]
    return rows[["start", "end"]].assign(words=words, value=rows["value"])


def _take_settled(study: Study, article_id: str, variable: str) -> pd.DataFrame:
    codings = study.codings
    return codings[(codings["article_id"] == article_id) & (codings["variable"] == variable)
                   & (codings["coder"] == SETTLED)]

"""A coder's file becomes rows of a corpus's ``codings.csv``, which says less: what is not there stays unsaid."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from analysis.classroom.collecting import read_coders
from analysis.classroom.questions import list_questions
from analysis.classroom.sheets import NOT_READ
from analysis.comparison.codings import CODINGS, is_denial, is_listed
from analysis.presentation.returns import KEY, Imported, find_wrong_value, merge_codings
from analysis.presentation.returns.deliveries import Refusals
from analysis.study import load_study
from analysis.tables import check
from analysis.texts.manifest import load_manifest

_PLACE = ["article_id", "start", "end"]
_ANSWERED = ["coder", "article_id", "variable"]


def import_answers(file: Path, folder: Path, replace: bool = False) -> Imported:
    """Take the last answers of a coder's file (``framing code``) into a corpus's ``codings.csv``.

    A denied frame or claim gets no row: ``codings.csv`` lists what is there, and silence there means no. So frames and
    claims are taken only of texts whose every sentence was answered. Loaded words are not taken, for the file holds
    their category and weight, which nobody was asked.

    Parameters
    ----------
    file : Path
        ``.csv``, as ``framing code`` writes it.
    folder : Path
        The corpus.
    replace : bool
        Take the file's value where the same coder has another one in ``codings.csv``. Nothing is deleted there: a frame
        or claim that the coder now denies is told, and stays.

    Returns
    -------
    Imported
        ``counts`` has a row for each coder and pass with the columns new, same, replaced.

    Raises
    ------
    UserError
        When file or corpus cannot be read, or the disk refuses; ``codings.csv`` is then untouched.
    """
    answers, notes = read_coders([Path(file)])
    study = load_study(folder, only={*answers["article_id"]} & {*load_manifest(folder)["article_id"]})
    answers, refused = answers.assign(fault=_find_faults(answers, study.sentences)), Refusals()
    denied = answers[["variable", "value"]].apply(lambda row: is_denial(*row), axis=1) & (answers["fault"] == "")
    contradicted = denied & pd.MultiIndex.from_frame(answers[KEY]).isin(pd.MultiIndex.from_frame(study.codings[KEY]))
    answers.loc[contradicted, "fault"] = f"{CODINGS} has a row of the same coder there that says yes: take it out there"
    for row in answers[answers["fault"] != ""].itertuples():
        refused.add(row.fault, f"{row.article_id} {row.start}–{row.end} {row.variable}")
    n_denied = int((denied & ~contradicted).sum())
    if n_denied:
        notes.append(f"Answers that a frame or claim is not there: {n_denied:,}. They get no row, for {CODINGS} lists "
                     "what is there.")
    kept = answers[(answers["fault"] == "") & ~denied].drop(columns="fault")
    return merge_codings(Path(folder) / CODINGS, check(kept, "codings"), replace, refused, tuple(notes))


def _find_faults(answers: pd.DataFrame, sentences: pd.DataFrame) -> list[str]:
    """Say of each answer why it is not taken whatever stands at its place; empty: it is."""
    known, places = {*sentences["article_id"]}, {*sentences[_PLACE].itertuples(index=False, name=None)}
    words = {question.words for question in list_questions()}
    asked = sentences[~sentences["part"].isin(NOT_READ)]
    answered = answers.merge(asked[_PLACE]).groupby(_ANSWERED).size()
    n_asked = asked.groupby("article_id").size()

    def find_fault(row) -> str:
        if row.article_id not in known:
            return "they are of no article of this corpus"
        if row.variable in words:
            return f"{CODINGS} holds category and weight of loaded words, which framing code does not ask for"
        if (row.article_id, row.start, row.end) not in places:
            return "they stand at no sentence: was the text changed since?"
        if is_listed(row.variable) and answered[row.coder, row.article_id, row.variable] < n_asked[row.article_id]:
            return f"not every sentence of the text was answered, and {CODINGS} would take silence for a no"
        return "" if is_denial(row.variable, row.value) else find_wrong_value(row.variable, row.value)

    return [find_fault(row) for row in answers.itertuples()]

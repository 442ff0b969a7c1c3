"""A lesson as its notebook meets it: the texts it is about, its exercises, and one coder's own answers."""

from __future__ import annotations

import functools
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from analysis.classroom.lessons import five_articles, how_sure, loaded_or_plain, same_facts, who_speaks
from analysis.classroom.lessons.exercises import Exercise
from analysis.classroom.lessons.feedback import BLANK, HINT, HOLDS, Feedback, Look, Unclear, is_blank
from analysis.classroom.lessons.settled import list_settled
from analysis.classroom.machine import read_machine
from analysis.classroom.sheets import Sheet, open_sheet, read_answers
from analysis.files import UserError
from analysis.folders import find_home
from analysis.study import Study, load_study

_MODULES = (same_facts, who_speaks, how_sure, loaded_or_plain, five_articles)  # a lesson's number is its place
LESSONS = tuple(module.__name__.rpartition(".")[2] for module in _MODULES)
CLASSROOM = Path("corpus/classroom")
_NO_NAME = ("Your initials or a pseudonym are missing: write them in quotation marks where the three dots stand, and "
            "run this cell again.")


@dataclass(frozen=True)
class UnsignedForm(Feedback):
    """What stands in a form's place while nobody has signed it: what is missing, and what the form would ask."""

    study: Study
    article_id: str
    variables: tuple[str, ...]
    only: Collection[int]


@dataclass(frozen=True)
class Lesson:
    """A lesson: its number, the corpus it is about, and its exercises by number ("2.1")."""

    number: int
    study: Study
    exercises: dict[str, Exercise]

    def check(self, number: str, answer: object) -> Feedback:
        """Say of an answer that it is blank and what is missing, that it holds and why, or what to look at again.

        Raises
        ------
        UserError
            When the lesson has no exercise of this number.
        """
        exercise = self.exercises.get(number)
        if exercise is None:
            raise UserError(f"Lesson {self.number} has no exercise {number}. It has {', '.join(self.exercises)}.")
        if is_blank(answer):
            return Feedback(BLANK, number, (f"Still to do: {exercise.asks}.",))
        try:
            return Feedback(HOLDS, number, exercise.judge(self.study, answer))
        except (Look, Unclear) as hint:
            return Feedback(HINT, number, tuple(map(str, hint.args)))

    def show_form(self, article_id: str, coder: object, variables: tuple[str, ...],
                  only: Collection[int] = ()) -> object:
        """Show the coding form (``analysis.classroom.form``), or what is missing where no name is filled in.

        ``only`` are the sentences that are asked about, as the text counts them from 1; all where none is given.
        """
        if is_blank(coder):
            return UnsignedForm(BLANK, str(self.number), (_NO_NAME,), self.study, article_id, variables, only)
        from analysis.classroom.form import show_form

        return show_form(self.study, article_id, str(coder), variables, only=only)

    def check_coding(self, article_id: str, coder: object, variables: tuple[str, ...],
                     only: Collection[int] = ()) -> Feedback:
        """Say how far a coder has come with the questions about an article, or about ``only`` some sentences of it."""
        if is_blank(coder):
            return Feedback(BLANK, str(self.number), (_NO_NAME,))
        sheet, codes = self._open(article_id, coder, variables, only)
        left = len(sheet.steps) - len(codes)
        if left:
            return Feedback(BLANK, str(self.number), (
                f"{len(codes)} of {len(sheet.steps)} questions about {article_id} are answered; {left} are open. The "
                "form above goes on where you stopped. Run this cell again when you are through.",))
        said = f"All {len(sheet.steps)} questions about {article_id} are answered."
        return Feedback(HOLDS, str(self.number), (said,))

    def list_codes(self, article_id: str, coder: object, variable: str) -> pd.DataFrame:
        """List a coder's codes beside those of the settled hand coding and of the machine, for sentences coded so far.

        Returns
        -------
        DataFrame
            sentence (as the text counts them, from 1) · words · yours · settled · machine · rule (what made the machine
            say so). Empty while there are no codes, or no name.
        """
        columns = ["sentence", "words", "yours", "settled", "machine", "rule"]
        if is_blank(coder):
            return pd.DataFrame(columns=columns)
        sheet, codes = self._open(article_id, coder, (variable,))
        settled, said = list_settled(self.study, article_id, variable), read_machine(self.study)[variable]
        numbers = self.study.sentences.set_index(["article_id", "start"])["sentence"]
        rows = []
        for (number, _), given in sorted(codes.items()):
            place = sheet.places[number]
            in_text = numbers[article_id, place.start]
            machine = said.loc[(article_id, in_text)]
            rows.append([in_text + 1, place.words, given, settled.get(place.start, ""), *machine[["shown", "rule"]]])
        return pd.DataFrame(rows, columns=columns)

    def _open(self, article_id: str, coder: object, variables: tuple[str, ...],
              only: Collection[int] = ()) -> tuple[Sheet, dict]:
        sheet = open_sheet(self.study, article_id, str(coder), variables, only=only)
        return sheet, {step: given.value for step, given in read_answers(sheet)[0].items()}


def open_lesson(number: int, corpus: str | Path | None = None) -> Lesson:
    """Open a lesson on the classroom corpus, or on another whose texts may be shown.

    Raises
    ------
    UserError
        When there is no such lesson or corpus.

    Examples
    --------
    >>> lesson = open_lesson(1)
    >>> lesson.check("1.1", ...).kind
    'blank'
    """
    if number not in range(1, len(LESSONS) + 1):
        raise UserError(f"There is no lesson {number}. There are lessons 1 to {len(LESSONS)}.")
    folder = Path(corpus) if corpus else find_home(str(CLASSROOM))
    return Lesson(number, _load(folder), _MODULES[number - 1].EXERCISES)


@functools.cache
def _load(folder: Path) -> Study:
    return load_study(folder)

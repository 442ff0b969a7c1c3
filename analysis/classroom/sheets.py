"""The coding sheet: one article's sentences, the questions about each, and what one coder has answered."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

from analysis.classroom.questions import DEFAULT, Question, load_questions
from analysis.classroom.records import append_rows, check_name, read_rows, take_last
from analysis.files import UserError
from analysis.folders import HOME
from analysis.presentation.reading.fragment import refuse_hidden
from analysis.presentation.rights import keep_from_git
from analysis.study import Study
from analysis.texts.tokens import normalise_text

FOLDER = "codings"
Step = tuple[int, str]  # number of the sentence on the sheet, variable
NOT_READ = ("caption", "furniture")


@dataclass(frozen=True)
class Place:
    """A sentence on the sheet: its offsets in the canonical text, and its words."""

    start: int
    end: int
    words: str


@dataclass(frozen=True)
class Given:
    """A coder's present answer: the code, and the words that made it, as offsets."""

    value: str
    words: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True)
class Sheet:
    """One coder's sheet of one article; ``path`` is the file in which the answers are kept."""

    article_id: str
    coder: str
    path: Path
    text: str
    places: tuple[Place, ...]
    questions: tuple[Question, ...]

    @property
    def steps(self) -> list[Step]:
        """Every question about every sentence, in the order in which they are asked."""
        return [(number, question.variable) for number in range(len(self.places)) for question in self.questions]

    def find_question(self, variable: str) -> Question:
        """Return the question of a variable on this sheet."""
        return next(question for question in self.questions if question.variable == variable)


def find_folder() -> Path:
    """Return the folder in which answers are kept: ``codings`` here, or in the study's own folder when inside it."""
    return (HOME if Path.cwd().is_relative_to(HOME) else Path()) / FOLDER


def open_sheet(study: Study, article_id: str, coder: str, variables: Sequence[str] = DEFAULT,
               out: Path | None = None, only: Collection[int] = ()) -> Sheet:
    """Open a coder's sheet of an article; nothing is written before the first answer.

    Parameters
    ----------
    study : Study
        Loaded with ``private=True`` where a text of others is meant.
    article_id, coder : str
        The article, and the coder's initials or pseudonym.
    variables : sequence of str
        What is asked (``questions.load_questions``), in this order. Captions and furniture are on the sheet only where
        ``part`` is asked.
    out : Path, optional
        The file (ending in .csv), or a folder for ``CODER.csv``; else ``codings/CORPUS/ARTICLE/CODER.csv``.
    only : collection of int, optional
        The sentences that are asked about, as the text counts them from 1; all where none is given.

    Raises
    ------
    UserError
        When there is no such article or question, its text may not be shown or is not here, the name is none, or git
        would take the file.
    """
    refuse_hidden(study, article_id)
    coder, questions = check_name(coder), load_questions(variables)
    folder, name = find_folder(), f"{coder}.csv"
    path = folder / study.folder.resolve().name / article_id / name if out is None else (
        out if out.suffix == ".csv" else out / name)
    keep_from_git(path, home=folder, holds="a coder's answers and name")
    text, rows = study.texts[article_id], study.sentences[study.sentences["article_id"] == article_id]
    if "part" not in variables:
        rows = rows[~rows["part"].isin(NOT_READ)]
    if only:
        rows = rows[(rows["sentence"] + 1).isin(only)]
    places = tuple(Place(row.start, row.end, " ".join(text[row.start:row.end].split()))
                   for row in rows.sort_values("start").itertuples())
    if not places:
        raise UserError(f"{article_id} has no sentence to code.")
    return Sheet(article_id, coder, path, text, places, questions)


def read_answers(sheet: Sheet) -> tuple[dict[Step, Given], list[str]]:
    """Read what the coder has answered so far, and a sentence for each torn row of the file."""
    rows, notes = read_rows(sheet.path)
    mine = take_last(rows[(rows["article_id"] == sheet.article_id) & (rows["coder"] == sheet.coder)])
    numbers = {(place.start, place.end): number for number, place in enumerate(sheet.places)}
    spans = {variable: [(row.start, row.end) for row in of_variable.itertuples()]
             for variable, of_variable in mine.groupby("variable")}
    answers = {}
    for row in mine.itertuples():
        number = numbers.get((row.start, row.end))
        question = next((each for each in sheet.questions if each.variable == row.variable), None)
        if number is not None and question is not None and question.find_answer(row.value):
            words = tuple(span for span in spans.get(question.words, ()) if row.start <= span[0] < row.end)
            answers[number, row.variable] = Given(row.value, words)
    return answers, notes


def find_next(sheet: Sheet, answers: dict[Step, Given]) -> int:
    """Return the place in ``sheet.steps`` of the first question that is open; their number when none is."""
    return next((place for place, step in enumerate(sheet.steps) if step not in answers), len(sheet.steps))


def say_progress(sheet: Sheet, place: int, n_answered: int) -> str:
    """Say where on the sheet one is.

    Examples
    --------
    >>> places, questions = (Place(0, 9, ""), Place(10, 19, "")), load_questions(["voice", "tone"])
    >>> say_progress(Sheet("sun", "AB", Path("AB.csv"), "", places, questions), 3, 3)
    'Sentence 2 of 2, question 2 of 2; 3 of 4 answered.'
    """
    number, question = divmod(place, len(sheet.questions))
    return (f"Sentence {number + 1} of {len(sheet.places)}, question {question + 1} of {len(sheet.questions)}; "
            f"{n_answered} of {len(sheet.steps)} answered.")


def say_finished(sheet: Sheet, study: Study) -> str:
    """Say where the answers are, how to compare them with those of others, and how they get into ``codings.csv``."""
    return (f"The answers of {sheet.coder} are in {sheet.path}. With the files of others in the same folder: framing "
            f"compare-coders {sheet.path.parent} --corpus {study.folder}\nTo keep them with the corpus: framing "
            f"import-codings {sheet.path} {study.folder}")


def save_answer(sheet: Sheet, step: Step, value: str, words: str = "") -> None:
    """Keep an answer on disk; one that says what the file says already is not written again.

    Parameters
    ----------
    step : tuple of int and str
        Number of the sentence on the sheet, and variable.
    value : str
        One of the question's codes.
    words : str
        The words that made a first answer, as they stand in the sentence, parted by semicolons.

    Raises
    ------
    UserError
        When there is no such question or answer, a word does not stand in the sentence, or the disk refuses.
    """
    number, variable = step
    if step not in sheet.steps:
        raise UserError(f"The sheet of {sheet.article_id} has no question {variable} about sentence {number + 1}.")
    question, place = sheet.find_question(variable), sheet.places[number]
    if question.find_answer(value) is None:
        raise UserError(f"'{value}' is no answer to {variable}. The answers are "
                        f"{', '.join(answer.value or '(empty)' for answer in question.answers)}.")
    asked = question.words and value == question.answers[0].value
    found = find_words(sheet.text, place, words) if asked else ()
    if read_answers(sheet)[0].get(step) == Given(value, found):
        return
    row = {"article_id": sheet.article_id, "start": place.start, "end": place.end, "variable": variable, "value": value,
           "coder": sheet.coder}
    append_rows(sheet.path, [row, *(row | {"start": start, "end": end, "variable": question.words}
                                    for start, end in found)])


def find_words(text: str, place: Place, words: str) -> tuple[tuple[int, int], ...]:
    """Find words, parted by semicolons, in a sentence: the offsets of each in the text, in order.

    Capitals and curly marks are as good as others; a word that stands there twice is the first.

    Raises
    ------
    UserError
        When a word does not stand in the sentence.

    Examples
    --------
    >>> text = "The party’s furious rout was a rout."
    >>> find_words(text, Place(0, 36, text), "rout; party's")
    ((4, 11), (20, 24))
    """
    sentence = normalise_text(text)[place.start:place.end]
    spans = set()
    for word in filter(None, (each.strip() for each in words.split(";"))):
        plain = r"\s+".join(map(re.escape, normalise_text(word).split()))
        match = re.search(rf"(?<!\w){plain}(?!\w)", sentence, flags=re.IGNORECASE)
        if match is None:
            raise UserError(f"“{word}” does not stand in the sentence. Give the words as they stand there, parted by "
                            "semicolons.")
        spans.add((place.start + match.start(), place.start + match.end()))
    return tuple(sorted(spans))

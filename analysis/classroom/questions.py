"""The questions that a coder is asked of every sentence: their answers, one-key shortcuts and meaning."""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from analysis.comparison.agreement.variables import FRAME
from analysis.files import UserError, read_text_file

DEFAULT = ("voice", "certainty", "loaded_language", "tone")
_FILE = Path(__file__).parents[1] / "data" / "questions.toml"
_OF_FRAMES = ("frame", "frames")  # the question that is asked of each frame, and the frames


@dataclass(frozen=True)
class Answer:
    """One of a question's answers: the key that gives it, the code that is kept, and what the coder reads."""

    key: str
    value: str
    label: str


@dataclass(frozen=True)
class Question:
    """A question about a sentence.

    ``variable`` is the codebook's, ``section`` where it defines it, ``asks`` the question, ``means`` the definition in
    plain words. ``words`` is the variable under which the words that made the first answer are kept; empty where none
    are asked for.
    """

    variable: str
    section: int
    asks: str
    means: str
    answers: tuple[Answer, ...]
    words: str = ""

    def find_answer(self, value: str) -> Answer | None:
        """Return the answer with this code, or None.

        Examples
        --------
        >>> load_questions(["tone"])[0].find_answer("0.5").key
        '4'
        """
        return next((answer for answer in self.answers if answer.value == value), None)


def load_questions(variables: Sequence[str] = DEFAULT) -> tuple[Question, ...]:
    """Load the questions for these variables, in their order.

    Raises
    ------
    UserError
        When none is named, one is named twice, or there is no question for one.

    Examples
    --------
    >>> [(question.variable, len(question.answers)) for question in load_questions()]
    [('voice', 4), ('certainty', 6), ('loaded_language', 2), ('tone', 5)]
    >>> load_questions(["weather"])
    Traceback (most recent call last):
    analysis.files.UserError: There is no question for 'weather'. There are questions for voice, certainty, \
loaded_language, tone, uncertainty, speaker_kind, claim, part, frame_problem, frame_cause, frame_judgement, \
frame_remedy, frame_inner_circle, frame_army, frame_people, frame_west, frame_succession, frame_nuclear, \
frame_personalisation, frame_game.
    """
    known = _read_questions()
    if not variables:
        raise UserError("No variable is named. Name one or several, such as voice,certainty.")
    for name in variables:
        if name not in known:
            raise UserError(f"There is no question for '{name}'. There are questions for {', '.join(known)}.")
        if [*variables].count(name) > 1:
            raise UserError(f"The variable {name} is named twice. Name it once.")
    return tuple(known[name] for name in variables)


def list_questions() -> tuple[Question, ...]:
    """List every question there is."""
    return tuple(_read_questions().values())


@functools.cache
def _read_questions() -> dict[str, Question]:
    sections = tomllib.loads(read_text_file(_FILE))
    each_frame, frames = (sections.pop(name) for name in _OF_FRAMES)
    for frame, does in frames.items():
        sections[f"{FRAME}{frame}"] = each_frame | {
            "asks": each_frame["asks"].format(frame=frame.replace("_", " "), does=does),
            "means": each_frame["means"].format(does=does)}
    return {variable: _make_question(variable, **section) for variable, section in sections.items()}


def _make_question(variable: str, section: int, asks: str, means: str, answers: list[dict[str, str]],
                   words: str = "") -> Question:
    numbered = (Answer(str(key), **answer) for key, answer in enumerate(answers, start=1))
    return Question(variable, section, asks, means.strip(), tuple(numbered), words)

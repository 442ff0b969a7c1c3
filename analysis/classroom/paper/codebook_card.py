"""The codebook card: what each code means, in a line, with a constructed example, on one sheet of two sides."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path

from analysis.classroom.questions import Answer, Question, list_questions, load_questions
from analysis.comparison.agreement.variables import FRAME
from analysis.files import UserError, read_text_file
from analysis.presentation.pages import fill_template

_FILE = Path(__file__).parents[2] / "data" / "card.toml"


@dataclass(frozen=True)
class Panel:
    """A question on the card, and a constructed example for each of the codes that the card explains."""

    question: Question
    examples: dict[str, str]

    @property
    def name(self) -> str:
        """The variable as a heading."""
        return self.question.variable.replace("_", " ").capitalize()

    @property
    def rows(self) -> list[tuple[str, str]]:
        """Each code as a coder reads it, with its example."""
        return [(_name(answer), self.examples[answer.value]) for answer in self.question.answers
                if answer.value in self.examples]


def load_card() -> tuple[Panel, ...]:
    """Load the card's questions with their examples; codes and definitions are those of ``questions.toml``.

    Raises
    ------
    UserError
        When an example is for a code that the question does not have.

    Examples
    --------
    >>> [panel.name for panel in load_card()]
    ['Voice', 'Certainty', 'Loaded language', 'Uncertainty', 'Tone', 'Claim']
    """
    given = tomllib.loads(read_text_file(_FILE))
    panels = tuple(Panel(question, given[question.variable]) for question in load_questions([*given]))
    for panel in panels:
        unknown = {*panel.examples} - {answer.value for answer in panel.question.answers}
        if unknown:
            raise UserError(f"{_FILE.name}, [{panel.question.variable}]: there is no code '{min(unknown)}'. Give an "
                            f"example for {', '.join(answer.value for answer in panel.question.answers)}.")
    return panels


def render_card() -> str:
    """Render the card as HTML from its heading (level 1) on."""
    frames = [(question.variable.removeprefix(FRAME).replace("_", " "),
               question.asks.partition("”: it ")[2].removesuffix("?")) for question in list_questions()
              if question.variable.startswith(FRAME)]
    return fill_template("codebook_card.html.j2", panels=load_card(), frames=frames)


def _name(answer: Answer) -> str:
    return f"{answer.value} {answer.label}" if answer.value.isdecimal() else answer.label

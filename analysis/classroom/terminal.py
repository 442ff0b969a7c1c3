"""The coding sheet in the terminal: a sentence between its neighbours, a question, a key."""

from __future__ import annotations

from collections.abc import Callable

from rich.console import Console
from rich.text import Text

from analysis.classroom.questions import Question
from analysis.classroom.sheets import Given, Sheet, Step, find_next, read_answers, save_answer, say_progress
from analysis.files import UserError

KEYS = "? what it means · b back · q quit (all is saved)"


def code_sheet(sheet: Sheet, console: Console, ask: Callable[[str], str]) -> bool:
    """Ask every open question, the first one first; each answer is saved at once. Say whether all are answered.

    Parameters
    ----------
    sheet : Sheet
        As ``open_sheet`` gives it. The machine's codes are nowhere near it.
    console : Console
        Where sentences and questions are printed.
    ask : function
        Takes a prompt and returns what the coder typed; ``EOFError`` ends the sitting.
    """
    answers, notes = read_answers(sheet)
    for note in notes:
        console.print(note, markup=False)
    place = find_next(sheet, answers)
    try:
        while True:
            if place == len(sheet.steps):
                if ask("All is answered. Enter ends, b goes back") != "b":
                    return True
                place -= 1
            _show(sheet, place, answers, console)
            key = _ask_key(sheet, sheet.steps[place], answers, console, ask)
            if key == "q":
                return False
            if key == "b":
                place = max(0, place - 1)
                continue
            answers, _ = read_answers(sheet)
            place = find_next(sheet, answers)
    except EOFError:
        return find_next(sheet, read_answers(sheet)[0]) == len(sheet.steps)


def _show(sheet: Sheet, place: int, answers: dict[Step, Given], console: Console) -> None:
    number, variable = sheet.steps[place]
    question, given = sheet.find_question(variable), answers.get(sheet.steps[place])
    console.print()
    console.print(say_progress(sheet, place, len(answers)), style="bold", highlight=False)
    for at in (number - 1, number, number + 1):
        if 0 <= at < len(sheet.places):
            beside = at != number
            console.print(Text(("  " if beside else "> ") + sheet.places[at].words, style="dim" if beside else "bold"))
    console.print(Text(f"\n{question.asks}", style="bold"))
    for answer in question.answers:
        chosen = "  (your answer)" if given and given.value == answer.value else ""
        console.print(Text(f"  {answer.key}  {answer.label}{chosen}"))
    console.print(Text(f"  {KEYS}", style="dim"))


def _ask_key(sheet: Sheet, step: Step, answers: dict[Step, Given], console: Console, ask: Callable[[str], str]) -> str:
    """Ask until something is answered, or the coder goes back or quits: the key."""
    question = sheet.find_question(step[1])
    answer_of = {answer.key: answer for answer in question.answers}
    while True:
        key = ask("Key").strip().lower()
        if key in ("b", "q"):
            return key
        if key == "?":
            console.print(Text(question.means))
        elif key in answer_of:
            if _save(sheet, step, question, answer_of[key].value, console, ask):
                return key
        else:
            console.print(Text(f"Type one of {', '.join(answer_of)}, ?, b or q."))


def _save(sheet: Sheet, step: Step, question: Question, value: str, console: Console,
          ask: Callable[[str], str]) -> bool:
    """Save an answer, with the words where the question asks for them; False where the coder must answer anew."""
    words = ""
    if question.words and value == question.answers[0].value:
        words = ask("Which words? As they stand there, parted by ; (Enter: none)")
    try:
        save_answer(sheet, step, value, words)
    except UserError as reason:
        console.print(Text(str(reason)))
        return False
    return True

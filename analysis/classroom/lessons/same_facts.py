"""Lesson 1, *Same facts, three stories*: one event in three registers, read before anything is measured."""

from __future__ import annotations

import re

import pandas as pd

from analysis.classroom.lessons.exercises import Exercise
from analysis.classroom.lessons.feedback import (
    Look,
    Unclear,
    read_choice,
    read_whole_number,
    read_whole_numbers,
    read_words,
)
from analysis.classroom.lessons.marks import compare_marks
from analysis.classroom.lessons.plain import show_plain
from analysis.classroom.lessons.settled import list_settled_words
from analysis.files import UserError
from analysis.presentation.pages import Shown
from analysis.study import Study, measure_text
from analysis.tables import read_cells

EVENT = "wagner_mutiny"
LETTERS = {"A": "wagner_wire", "B": "wagner_tabloid", "C": "wagner_opinion"}
COLOURED = LETTERS["B"]
FEWEST_WORDS = 5
KEPT = ("125", "Moscow", "Voronezh")  # what a plain version of the sentence must still say
LOUD = ("Then their trucks thundered north through the Voronezh region, getting within 125 miles of Moscow by his own "
        "count.")
_CLUES = {"tabloid": "short paragraphs, nicknames and idioms", "opinion": "a writer who argues and asks questions",
          "wire": "a dateline, and sources after every view"}


def show_letters(study: Study) -> Shown:
    """Show the event's three texts side by side, named by letters."""
    return show_plain(study, [*LETTERS.values()], [f"Text {letter}" for letter in LETTERS])


def list_facts(study: Study) -> pd.DataFrame:
    """List the facts of the event: number · fact · source, without saying which text states which."""
    return _read_facts(study)[["number", "fact", "source"]]


def compare_words(study: Study) -> pd.DataFrame:
    """List the stretches of text B that the settled coding or the machine marks, as ``marks.compare_marks`` does."""
    return compare_marks(study, COLOURED)


def _read_facts(study: Study) -> pd.DataFrame:
    path = study.folder / "facts.csv"
    if not path.is_file():
        raise UserError(f"{path} is not there, and this lesson is about its facts. Take the classroom corpus as it "
                        "came.")
    facts = read_cells(path)
    return facts[facts["event"] == EVENT].assign(number=lambda table: table["number"].astype(int))


def _judge_registers(study: Study, answer: object) -> tuple[str, ...]:
    if not isinstance(answer, dict) or {*answer} != {*LETTERS}:
        raise Unclear(f"One register for each of {', '.join(LETTERS)} is asked for.")
    groups = study.articles.set_index("article_id")["group"]
    guessed = {letter: read_choice(word, _CLUES) for letter, word in answer.items()}
    if len({*guessed.values()}) < len(guessed):
        raise Look("Each register stands there once: two of your three are the same.")
    right = [letter for letter, register in guessed.items() if groups[LETTERS[letter]] == register]
    if len(right) < len(guessed):
        raise Look(f"{len(right)} of {len(guessed)} fit so far.", "Look for "
                   + "; for ".join(f"{clue} ({register})" for register, clue in _CLUES.items()) + ".")
    return ("All three fit.", "Note down what told you: you will need it when the machine has to find the same.")


def _judge_facts(study: Study, answer: object) -> tuple[str, ...]:
    facts = _read_facts(study)
    partial = {number for number, groups in zip(facts["number"], facts["groups"]) if len(groups.split()) < len(LETTERS)}
    given = read_whole_numbers(answer)
    unknown, wrong, missing = sorted(given - {*facts["number"]}), sorted(given - partial), partial - given
    if unknown:
        raise Unclear(f"There is no fact {unknown[0]}: they are numbered 1 to {facts['number'].max()}.")
    if wrong:
        raise Look(f"Fact {wrong[0]} stands in all three texts. It may be worded so that it is easy to overlook.")
    if missing:
        raise Look(f"{len(given)} of them right; {len(missing)} still to find. Search each text for the fact's "
                   "names and numbers.")
    return (f"Of {len(facts)} facts all but {len(partial)} stand in all three texts.",
            "So what differs between them is mostly not what is told.")


def _judge_coloured(study: Study, answer: object) -> tuple[str, ...]:
    words = read_words(answer)
    text = _flatten(study.texts[COLOURED])
    for word in words:
        if not re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text):
            raise Unclear(f"“{word}” does not stand in text B. Copy the words as they stand there.")
    if len(words) < FEWEST_WORDS:
        raise Look(f"You have {len(words)}. Find at least {FEWEST_WORDS}: read once more for idioms and for labels.")
    coded = [*map(_flatten, list_settled_words(study, COLOURED, "loaded")["words"])]
    shared = [word for word in words if any(word in other or other in word for other in coded)]
    return (f"Of your {len(words)} the coders of this study mark {len(shared)}; they mark {len(coded)} in all.",
            "There is no right list. Where you differ, ask what a plain word in its place would be: if there is none, "
            "the word names the thing.")


def _judge_missed(study: Study, answer: object) -> tuple[str, ...]:
    words = compare_words(study)
    missed = int((words["coders"] & ~words["machine"]).sum())
    given = read_whole_number(answer)
    if given == int((~words["coders"] & words["machine"]).sum()) != missed:
        raise Look("That is the other way round: what the machine marks and the coders do not.")
    if given != missed:
        raise Look("Count the rows with a yes of the coders and none of the machine.")
    return (f"The machine misses {missed} of the {int(words['coders'].sum())} stretches that the coders mark.",
            "It looks words up in a list, and no list holds every image.")


def _judge_plain(study: Study, answer: object) -> tuple[str, ...]:
    sentence = str(answer)
    lost = [name for name in KEPT if name.lower() not in sentence.lower()]
    if lost:
        raise Look(f"The fact has lost something: {', '.join(lost)}. Say the same thing, only plainly.")
    found = measure_text(sentence).matches.query("lexicon == 'loaded_language'")["term"]
    if len(found):
        raise Look(f"The machine still finds a loaded word: {', '.join(found)}.")
    if "thunder" in sentence.lower():
        raise Look("The image is still there in another form. How did the trucks really move?")
    return ("The facts are still there and the machine finds no loaded word.",
            "Read both aloud. What did the plain sentence lose that a reader may have a right to?")


def _flatten(text: str) -> str:
    return " ".join(text.replace("’", "'").lower().split())


EXERCISES = {
    "1.1": Exercise("say which text is the tabloid, which the opinion column, which the wire report", _judge_registers),
    "1.2": Exercise("give the numbers of the facts that do not stand in all three texts", _judge_facts),
    "1.3": Exercise(f"list at least {FEWEST_WORDS} words or phrases of text B that judge", _judge_coloured),
    "1.4": Exercise("count the stretches that the coders mark and the machine does not", _judge_missed),
    "1.5": Exercise("write the sentence about the trucks in plain words", _judge_plain),
}

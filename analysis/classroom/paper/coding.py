"""A coding sheet on paper: the sentences of a text, and a box for each answer."""

from __future__ import annotations

import pandas as pd

from analysis.classroom.lessons.lesson import UnsignedForm
from analysis.classroom.lessons.settled import list_settled
from analysis.classroom.machine import read_machine
from analysis.classroom.sheets import Sheet, open_sheet
from analysis.presentation.pages import fill_template
from analysis.presentation.tabled import show_table


def render_coding(form: UnsignedForm) -> str:
    """Render what a form would ask: each sentence under the number that it has in the text, and the answers to tick."""
    sheet, numbers = _open(form)
    sentences = [(number, place.words) for number, place in zip(numbers, sheet.places)]
    return fill_template("coding.html.j2", questions=sheet.questions, sentences=sentences)


def render_key(form: UnsignedForm) -> str:
    """Render for the instructor what the settled coding and the machine say where a form asks, and by which rule."""
    sheet, numbers = _open(form)
    said, tables = read_machine(form.study), []
    for variable in form.variables:
        settled = list_settled(form.study, form.article_id, variable)
        machine = said[variable].loc[form.article_id][["shown", "rule"]]
        rows = [(number, settled.get(place.start, ""), *machine.loc[number - 1])
                for number, place in zip(numbers, sheet.places)]
        table = pd.DataFrame(rows, columns=["sentence", "settled", "machine", "rule"])
        name = variable.replace("_", " ").capitalize()
        tables.append(show_table(table, f"{name}: the settled coding, the machine, and its rule.").html)
    return f'<div class="shown">{"".join(tables)}</div>'


def _open(form: UnsignedForm) -> tuple[Sheet, list[int]]:
    """The sheet that the form would show, and the numbers that its sentences have in the text, from 1."""
    sheet = open_sheet(form.study, form.article_id, "paper", form.variables, only=form.only)
    numbers = form.study.sentences.set_index(["article_id", "start"])["sentence"] + 1
    return sheet, [int(numbers[form.article_id, place.start]) for place in sheet.places]

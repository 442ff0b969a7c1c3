"""A coding sheet on paper: the sentences of a text, and a box for each answer."""

from __future__ import annotations

from analysis.classroom.lessons.lesson import UnsignedForm
from analysis.classroom.sheets import open_sheet
from analysis.presentation.pages import fill_template


def render_coding(form: UnsignedForm) -> str:
    """Render what a form would ask: each sentence under the number that it has in the text, and the answers to tick."""
    sheet = open_sheet(form.study, form.article_id, "paper", form.variables, only=form.only)
    numbers = form.study.sentences.set_index(["article_id", "start"])["sentence"] + 1
    sentences = [(numbers[form.article_id, place.start], place.words) for place in sheet.places]
    return fill_template("coding.html.j2", questions=sheet.questions, sentences=sentences)

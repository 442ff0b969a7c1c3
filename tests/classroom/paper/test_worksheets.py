"""A worksheet is the lesson with lines to write on; the answers are the lesson's solutions, and stay apart."""

import nbformat
import pytest
from bs4 import BeautifulSoup
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook
from solutions import list_solutions

from analysis.classroom.lessons.editions import find_lesson
from analysis.classroom.lessons.lesson import LESSONS
from analysis.classroom.paper.worksheets import render_answers, render_worksheet

OPEN = "from analysis.classroom.lessons.lesson import open_lesson\nlesson = open_lesson(1)"
TITLE = new_markdown_cell("# Lesson 1. Who?\n\nRead.")


def render(*cells):
    return render_worksheet(new_notebook(cells=[TITLE, new_code_cell(OPEN), *cells]), 1)


def test_a_blank_is_lines_as_many_as_its_tag_says():
    cell = new_code_cell('n = ...\nlesson.check("1.4", n)', metadata={"tags": ["lines-5"]})
    assert render(cell).count("<i></i>") == 5


def test_a_blank_with_names_is_a_gap_for_each():
    html = render(new_code_cell('r = {"A": ..., "B": ...}\nlesson.check("1.1", r)'))
    assert [f"<b>{letter}</b> <i></i>" in html for letter in "ABC"] == [True, True, False]


def test_only_what_is_meant_for_paper_is_printed():
    shown = new_code_cell('print("for paper")', metadata={"tags": ["paper"]})
    clicked = new_markdown_cell("Click.", metadata={"tags": ["screen"]})
    html = render(shown, new_code_cell("print('for screens')"), clicked)
    assert [words in html for words in ("for paper", "for screens", "Click")] == [True, False, False]


def test_a_form_is_a_table_to_tick_with_the_sentences_numbers_of_the_text():
    html = render(new_code_cell('lesson.show_form("wagner_wire", ..., ("voice", "loaded_language"), [3, 4])'))
    assert [f'<th scope="row">{number}</th>' in html for number in (2, 3, 4, 5)] == [False, True, True, False]
    assert html.count("<li>indirect</li>") == 2 and html.count("words: <i></i>") == 2


def test_the_instructor_gets_what_the_settled_coding_and_the_machine_say_where_a_form_asks():
    form = new_code_cell('lesson.show_form("wagner_wire", ..., ("voice",), [10])', id="form")
    table = BeautifulSoup(render_answers(new_notebook(cells=[TITLE, new_code_cell(OPEN), form]), 1), "html.parser")
    assert [cell.text.strip() for cell in table.select("tbody tr > *")][:3] == ["10", "direct", "direct"]


def test_what_a_cell_prints_is_text():
    html = render(new_code_cell('print("<script>")', metadata={"tags": ["paper"]}))
    assert "<script>" not in html and "&lt;script&gt;" in html


@pytest.mark.long
@pytest.mark.parametrize("number", range(1, len(LESSONS) + 1))
def test_worksheets_have_every_exercise_and_no_solution_and_answers_have_both(number):
    book = nbformat.read(find_lesson(number), as_version=4)
    sheet, answers = render_worksheet(book, number), render_answers(book, number)
    exercises = [line.removeprefix("### ") for cell in book.cells if cell.cell_type == "markdown"
                 for line in cell.source.splitlines() if line.startswith("### Exercise")]
    assert len(exercises) >= 5 and all(f">{name}</h" in page for name in exercises for page in (sheet, answers))
    assert [line for line in list_solutions(book) if line in sheet] == [] and "BEGIN" not in answers
    assert "Usual misunderstandings" in answers and "Usual misunderstandings" not in sheet
    assert sheet.count("<h1>") == 1 and "<h1" not in answers

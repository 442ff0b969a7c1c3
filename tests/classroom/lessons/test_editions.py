"""Editions: what is the instructor's stays with the instructor, and nobody's answers are written over."""

import nbformat
import pytest
from typer.testing import CliRunner

from analysis.classroom.lessons import editions
from analysis.classroom.lessons.editions import clear_solutions, make_student_edition, write_edition
from analysis.cli import app
from analysis.files import UserError


def make_book():
    code = nbformat.v4.new_code_cell("n = ...\n### BEGIN SOLUTION\nn = 42\n### END SOLUTION\nn", execution_count=3,
                                     outputs=[nbformat.v4.new_output("stream", text="42")])
    return nbformat.v4.new_notebook(cells=[code, nbformat.v4.new_markdown_cell("For you.",
                                                                               metadata={"tags": ["instructor"]})])


@pytest.fixture
def lessons(tmp_path, monkeypatch):
    nbformat.write(make_book(), tmp_path / "1_x.ipynb")
    monkeypatch.setattr(editions, "list_lessons", lambda: [tmp_path / "1_x.ipynb"])
    return tmp_path / "out"


def test_the_students_edition_has_neither_solution_nor_note_nor_output():
    book = make_student_edition(make_book())
    assert [cell.source for cell in book.cells] == ["n = ...\n# YOUR ANSWER HERE\nn"]
    assert book.cells[0].outputs == [] and book.cells[0].execution_count is None


def test_the_lesson_itself_is_left_as_it_is():
    book = make_book()
    make_student_edition(book)
    assert book == make_book() | {"cells": book.cells} and "42" in book.cells[0].source


@pytest.mark.parametrize("source", ["### BEGIN SOLUTION\n1", "### END SOLUTION\n1",
                                    "### BEGIN SOLUTION\n### BEGIN SOLUTION\n### END SOLUTION"])
def test_a_marker_without_its_other_is_an_error_and_no_leak(source):
    with pytest.raises(UserError, match="SOLUTION"):
        clear_solutions(source, "")


def test_two_solutions_in_a_cell_are_two_stubs():
    source = "### BEGIN SOLUTION\n1\n### END SOLUTION\nx\n### BEGIN SOLUTION\n2\n### END SOLUTION"
    assert clear_solutions(source, "?") == "?\nx\n?"


def test_a_second_run_changes_nothing_and_answers_are_never_replaced(lessons):
    path, = write_edition(lessons, "student")
    assert write_edition(lessons, "student") == [path]
    path.write_text(path.read_text().replace("YOUR ANSWER HERE", "mine"))
    with pytest.raises(UserError, match="may hold somebody's answers"):
        write_edition(lessons, "student")
    assert "mine" in path.read_text()


def test_instructors_get_the_lesson_as_it_is(lessons):
    path, = write_edition(lessons, "instructor")
    assert nbformat.read(path, 4) == nbformat.read(editions.list_lessons()[0], 4)


def test_a_file_is_no_folder(lessons):
    lessons.write_text("")
    with pytest.raises(UserError, match="is a file"):
        write_edition(lessons, "student")


def test_nbgrader_gets_a_course_with_the_solutions_and_without_the_notes(lessons):
    path, = write_edition(lessons, "nbgrader")
    assert path == lessons / "source" / "framing" / "1_x.ipynb"
    assert [cell.source for cell in nbformat.read(path, 4).cells] == [make_book().cells[0].source]
    assert "# YOUR ANSWER HERE" in (lessons / "nbgrader_config.py").read_text()


@pytest.mark.parametrize("options, said", [
    ([], "Say what to write"), (["--students", "{0}/a", "--instructors", "{0}/a"], "cannot hold two editions")])
def test_the_command_asks_for_a_folder_each(options, said, tmp_path):
    run = CliRunner().invoke(app, ["classroom", *(option.format(tmp_path) for option in options)])
    assert isinstance(run.exception, UserError) and said in str(run.exception) and not (tmp_path / "a").exists()

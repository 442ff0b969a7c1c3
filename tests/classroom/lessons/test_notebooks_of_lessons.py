"""Every lesson has its shape, both editions run from top to bottom, and no solution reaches the students'."""

import ast
from functools import cache

import nbformat
import pytest
from solutions import list_solutions

from analysis.classroom.lessons.editions import INSTRUCTOR, find_lesson, make_student_edition
from analysis.classroom.lessons.feedback import BLANK, HOLDS, Feedback
from analysis.classroom.lessons.lesson import LESSONS, open_lesson
from analysis.classroom.lessons.running import run_cells

NUMBERS = range(1, len(LESSONS) + 1)
HEADINGS = ["What you will be able to do", "What you need", "Homework", "What this lesson does not show"]


@cache
def read(number):
    return nbformat.read(find_lesson(number), as_version=4)


def list_feedback(results):
    """What was said to each exercise; feedback on a form has the lesson's number alone."""
    values = (ran.value for ran in results)
    return {each.number: each for each in values if isinstance(each, Feedback) and "." in each.number}


@pytest.mark.parametrize("number", NUMBERS)
class TestLesson:
    @pytest.mark.long
    def test_the_instructors_edition_runs_and_every_worked_solution_holds(self, number):
        said = list_feedback(run_cells(read(number)))
        assert {name: each.kind for name, each in said.items()} == dict.fromkeys(open_lesson(number).exercises, HOLDS)

    @pytest.mark.long
    def test_the_students_edition_runs_with_its_blanks_and_says_what_is_missing(self, number):
        said = list_feedback(run_cells(make_student_edition(read(number))))
        assert {name: each.kind for name, each in said.items()} == dict.fromkeys(open_lesson(number).exercises, BLANK)
        assert all(each.sentences[0].startswith("Still to do: ") for each in said.values())

    def test_no_solution_reaches_the_students(self, number):
        given = "\n".join(cell.source for cell in make_student_edition(read(number)).cells)
        assert len([*list_solutions(read(number))]) > 5
        assert [line for line in list_solutions(read(number)) if line in given] == []
        assert "SOLUTION" not in given and INSTRUCTOR not in given.lower()

    def test_opens_with_a_question_and_has_the_lessons_headings(self, number):
        prose = [cell.source for cell in make_student_edition(read(number)).cells if cell.cell_type == "markdown"]
        assert prose[0].startswith(f"# Lesson {number}. ") and prose[0].splitlines()[0].endswith("?")
        headings = [line[3:] for text in prose for line in text.splitlines() if line.startswith("## ")]
        assert [heading for heading in headings if heading in HEADINGS] == HEADINGS

    def test_ends_with_notes_for_the_instructor(self, number):
        last = read(number).cells[-1]
        assert INSTRUCTOR in last.metadata["tags"] and "**Usual misunderstandings.**" in last.source

    def test_cells_are_short_define_nothing_and_prose_outweighs_code(self, number):
        words = {"code": 0, "markdown": 0}
        for cell in read(number).cells:
            words[cell.cell_type] += len(cell.source.split())
            if cell.cell_type == "code":
                assert len(cell.source.splitlines()) <= 10 and not cell.outputs and cell.execution_count is None
                assert not [node for node in ast.walk(ast.parse(cell.source))
                            if isinstance(node, (ast.FunctionDef, ast.ClassDef, ast.Lambda))]
        assert words["markdown"] >= words["code"]

    def test_solutions_stand_in_cells_that_nbgrader_knows(self, number):
        solved = [cell for cell in read(number).cells if "BEGIN SOLUTION" in cell.source]
        names = [cell.metadata.nbgrader.grade_id for cell in solved if cell.metadata.nbgrader.solution]
        assert len(names) == len(solved) == len({*names})
        by_hand = [cell.metadata.nbgrader for cell in solved if cell.cell_type == "markdown"]
        assert all(each.grade and each.points == 0 for each in by_hand)  # nbgrader asks for points

"""One lesson, two editions: a notebook as it stands is the instructor's, and without its solutions the student's.

Solutions stand between nbgrader's markers: ``### BEGIN SOLUTION`` and ``### END SOLUTION`` in code, in prose the same
words as a comment (``<!-- BEGIN SOLUTION -->``). Cells tagged ``instructor`` are for the instructor as a whole.
"""

from __future__ import annotations

import re
from copy import deepcopy
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from analysis.classroom.lessons.lesson import LESSONS
from analysis.files import UserError, write_file
from analysis.folders import find_home

INSTRUCTOR = "instructor"  # the tag
STUBS = {"code": "# YOUR ANSWER HERE", "markdown": "*Your answer here.*"}
_BEGIN, _END = "BEGIN SOLUTION", "END SOLUTION"
_SOURCE = Path("source/framing")  # nbgrader's place for the assignment of that name
_SETTINGS = f"""c = get_config()
c.CourseDirectory.course_id = "framing"
c.ClearSolutions.code_stub = {{"python": "{STUBS['code']}"}}
c.ClearSolutions.text_stub = "{STUBS['markdown']}"
"""


def find_lesson(number: int) -> Path:
    """Find a lesson's notebook.

    Raises
    ------
    UserError
        When it is not there.
    """
    path = find_home("notebooks") / "classroom" / f"{number}_{LESSONS[number - 1]}.ipynb"
    if not path.is_file():
        raise UserError(f"{path} is not there. Run framing classroom in the study's folder, or take the lesson's "
                        "notebook from a fresh copy of the study.")
    return path


def list_lessons() -> list[Path]:
    """List the lessons' notebooks in their order; raises what ``find_lesson`` does."""
    return [find_lesson(number) for number in range(1, len(LESSONS) + 1)]


def make_student_edition(book: NotebookNode) -> NotebookNode:
    """Make a lesson's student edition: without solutions, instructor's cells and outputs.

    Raises what ``clear_solutions`` does.

    Examples
    --------
    >>> code = nbformat.v4.new_code_cell("n = ...\\n### BEGIN SOLUTION\\nn = 1 + 1\\n### END SOLUTION\\nn")
    >>> note = nbformat.v4.new_markdown_cell("Say two.", metadata={"tags": ["instructor"]})
    >>> [cell.source for cell in make_student_edition(nbformat.v4.new_notebook(cells=[code, note])).cells]
    ['n = ...\\n# YOUR ANSWER HERE\\nn']
    """
    edition = deepcopy(book)
    edition.cells = [cell for cell in edition.cells if INSTRUCTOR not in cell.metadata.get("tags", [])]
    for cell in edition.cells:
        cell.source = clear_solutions(cell.source, STUBS.get(cell.cell_type, ""))
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    edition.metadata.pop("widgets", None)
    return edition


def clear_solutions(source: str, stub: str) -> str:
    """Put a stub, indented like the marker, in the place of each solution in a cell.

    Raises
    ------
    UserError
        When a solution begins and does not end, or ends and did not begin.

    Examples
    --------
    >>> clear_solutions("if n:\\n    ### BEGIN SOLUTION\\n    n = 2\\n    ### END SOLUTION", "# HERE")
    'if n:\\n    # HERE'
    """
    lines, inside = [], False
    for line in source.splitlines():
        if _BEGIN in line and not inside:
            inside = True
            lines.append(re.match(r"\s*", line)[0] + stub)
        elif _END in line and inside:
            inside = False
        elif _BEGIN in line or _END in line:
            raise UserError(f"A cell has the marker “{line.strip()}” where none may be: every {_BEGIN} needs its "
                            f"{_END}. The cell begins “{source.strip().splitlines()[0]}”.")
        elif not inside:
            lines.append(line)
    if inside:
        raise UserError(f"A cell has {_BEGIN} without {_END}. It begins “{source.strip().splitlines()[0]}”.")
    return "\n".join(lines)


def make_source(book: NotebookNode) -> NotebookNode:
    """Make what nbgrader takes as a lesson's source: with solutions, without the instructor's cells."""
    source = deepcopy(book)
    source.cells = [cell for cell in source.cells if INSTRUCTOR not in cell.metadata.get("tags", [])]
    return source


EDITIONS = {"student": make_student_edition, "instructor": deepcopy, "nbgrader": make_source}


def write_edition(out: Path, edition: str) -> list[Path]:
    """Write all lessons into a folder in one of the ``EDITIONS``; that for nbgrader as a course with its settings.

    A notebook that is there already stays as it is when it says the same, and is never replaced when it does not: it
    may hold somebody's answers.

    Returns
    -------
    list of Path
        The notebooks, in the lessons' order.

    Raises
    ------
    UserError
        When a file of that name is there and differs; then none is written.
    """
    if out.is_file():
        raise UserError(f"{out} is a file. Name a folder for the lessons.")
    folder = out / _SOURCE if edition == "nbgrader" else out
    texts = {folder / path.name: nbformat.writes(EDITIONS[edition](nbformat.read(path, as_version=4))) + "\n"
             for path in list_lessons()}
    books = [*texts]
    if edition == "nbgrader":
        texts[out / "nbgrader_config.py"] = _SETTINGS
    for path, text in texts.items():
        if path.exists() and path.read_text(encoding="utf-8") != text:
            raise UserError(f"{path} is there already and may hold somebody's answers, so nothing was written. Name "
                            "another folder, or move it away.")
    for path, text in texts.items():
        if not path.exists():
            write_file(path, text)
    return books

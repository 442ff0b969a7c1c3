"""A lesson on paper: its student edition with lines to write on, and its worked answers for the instructor.

Worksheets are made from the lessons' own cells. Tags say what paper needs: ``paper`` prints what a code cell shows,
``answers`` prints it for the instructor, ``sheet`` begins a sheet that is handed out later, ``screen`` leaves a cell
out, and ``lines-N`` gives a blank N lines in place of three.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from html import escape

from nbformat import NotebookNode

from analysis.classroom.lessons.editions import INSTRUCTOR, STUBS, make_student_edition
from analysis.classroom.lessons.feedback import Feedback
from analysis.classroom.lessons.lesson import UnsignedForm
from analysis.classroom.lessons.running import Ran, run_cells
from analysis.classroom.paper.coding import render_coding, render_key
from analysis.presentation.report.markdown import Outline, render_markdown

LINES = 3
_SHEET = '<hr class="sheet">'
_COMMENT = re.compile(r"<!--.*?-->")


def render_worksheet(book: NotebookNode, number: int) -> str:
    """Render a lesson's student edition for paper, as HTML from its title (a heading of level 1) on."""
    edition = make_student_edition(book)
    title, _, rest = edition.cells[0].source.partition("\n")
    edition.cells[0].source = rest
    head = f"<h1>{escape(title.removeprefix('# '))}</h1>"
    return "\n".join((head, *_render_sheet(edition, Outline(f"worksheet-{number}", level=1))))


def _render_sheet(book: NotebookNode, outline: Outline) -> Iterator[str]:
    for ran in run_cells(book):
        tags = ran.cell.metadata.get("tags", [])
        if "sheet" in tags:
            yield _SHEET
        if "screen" in tags:
            continue
        if ran.cell.cell_type == "markdown":
            before, stub, after = ran.cell.source.partition(STUBS["markdown"])
            yield render_markdown(before, outline)
            yield rule_lines(_count_lines(tags)) + render_markdown(after, outline) if stub else ""
        elif isinstance(ran.value, UnsignedForm):
            yield render_coding(ran.value)
        elif isinstance(ran.value, Feedback):
            yield _render_blank(ran, _count_lines(tags))
        elif "paper" in tags:
            yield _render_shown(ran)


def render_answers(book: NotebookNode, number: int) -> str:
    """Render a lesson's notes and worked answers for the instructor, its heading at level 2."""
    outline = Outline(f"answers-{number}", level=1)
    title = book.cells[0].source.splitlines()[0]
    notes = [cell.source for cell in book.cells if INSTRUCTOR in cell.metadata.get("tags", [])]
    parts = [render_markdown(title, outline), *(render_markdown(_lower(note), outline) for note in notes)]
    forms = {ran.cell.id: ran.value for ran in run_cells(make_student_edition(book))
             if isinstance(ran.value, UnsignedForm)}
    for ran in run_cells(book):
        source, tags = ran.cell.source, ran.cell.metadata.get("tags", [])
        if INSTRUCTOR in tags:
            continue
        if ran.cell.cell_type == "markdown":
            parts += [render_markdown(_lower(heading), outline) for heading in
                      re.findall(r"^### Exercise .+$", source, flags=re.M)]
            parts += [render_markdown(_COMMENT.sub("", solution), outline) for solution in _find_solutions(source)]
        else:
            parts += [f"<pre>{escape(solution)}</pre>" for solution in _find_solutions(source)]
            if isinstance(ran.value, Feedback) and "." in ran.value.number:
                parts.append(ran.value._repr_html_())
            elif ran.cell.id in forms:
                parts.append(render_key(forms[ran.cell.id]))
            elif "answers" in tags:
                parts.append(_render_shown(ran))
    return "\n".join(parts)


def rule_lines(n: int) -> str:
    """Return ruled lines to write on.

    Examples
    --------
    >>> rule_lines(2)
    '<div class="lines" aria-hidden="true"><i></i><i></i></div>'
    """
    return f'<div class="lines" aria-hidden="true">{"<i></i>" * n}</div>'


def _count_lines(tags: list[str]) -> int:
    return next((int(tag.removeprefix("lines-")) for tag in tags if tag.startswith("lines-")), LINES)


def _render_blank(ran: Ran, lines: int) -> str:
    """The place for an answer: a named gap for each key where several are asked for, else lines."""
    keys = [key for _, value in ran.given if isinstance(value, Mapping) for key in value]
    if keys:
        gaps = "".join(f"<p><b>{escape(str(key))}</b> <i></i></p>" for key in keys)
        return f'<div class="gaps">{gaps}</div>'
    return rule_lines(lines) if ran.given else ""


def _render_shown(ran: Ran) -> str:
    printed = f"<pre>{escape(ran.printed)}</pre>" if ran.printed.strip() else ""
    html = getattr(ran.value, "_repr_html_", None)
    return printed + (f'<div class="shown">{html()}</div>' if html else "")


def _find_solutions(source: str) -> list[str]:
    return re.findall(r"^.*BEGIN SOLUTION.*\n([\s\S]*?)\n.*END SOLUTION.*$", source, flags=re.M)


def _lower(text: str) -> str:
    """Headings one level down each, so that a lesson's title stays above them."""
    return re.sub(r"^(#+) ", r"#\1 ", text, flags=re.M)

"""All sheets written into a folder: what students get, and beside it in a folder of its own what they do not."""

from __future__ import annotations

from pathlib import Path

import nbformat
from markupsafe import Markup

import analysis
from analysis.classroom.lessons.editions import list_lessons
from analysis.classroom.lessons.lesson import open_lesson
from analysis.classroom.paper.cards import render_cards, render_filled
from analysis.classroom.paper.codebook_card import render_card
from analysis.classroom.paper.worksheets import render_answers, render_worksheet
from analysis.comparison.registers import check_registers
from analysis.files import UserError, write_file
from analysis.presentation.pages import TEMPLATE_FOLDER, fill_template, refuse_other_files

KEPT_APART = "instructor"


def write_paper(out: Path) -> list[Path]:
    """Write worksheets, codebook card and cards into ``out``, and the answers into a folder in it.

    Returns
    -------
    list of Path
        The pages: worksheets in the lessons' order, codebook card, cards, answers.

    Raises
    ------
    UserError
        When ``out`` is a file, or a page would replace one that is not ours; then none is written.
    """
    if out.is_file():
        raise UserError(f"{out} is a file. Name a folder for the sheets.")
    pages = render_pages()
    for name in pages:
        refuse_other_files(out / name, "worksheet")
    for name, page in pages.items():
        write_file(out / name, page)
    return [out / name for name in pages]


def render_pages() -> dict[str, str]:
    """Render every page, by its name in the folder."""
    books = [nbformat.read(path, as_version=4) for path in list_lessons()]
    check = check_registers(open_lesson(len(books)).study)
    if check is None:
        raise UserError("The classroom corpus has no expectations.toml, so its event cards cannot be made. Take the "
                        "corpus as it came.")
    pages = {f"worksheet_{number}.html": _fill(f"Worksheet {number}", render_worksheet(book, number), signed=True)
             for number, book in enumerate(books, start=1)}
    pages["codebook_card.html"] = _fill("Codebook card", render_card(), kind="card-sheet")
    pages["cards.html"] = _fill("Cards for the permutation game", render_cards(check))
    answers = "\n".join(render_answers(book, number) for number, book in enumerate(books, start=1))
    pages[f"{KEPT_APART}/answers.html"] = _fill(
        "Answers", f"<h1>Answers and notes for the instructor</h1>{answers}{render_filled(check)}")
    return pages


def _fill(title: str, body: str, signed: bool = False, kind: str = "") -> str:
    style = (TEMPLATE_FOLDER / "paper.css").read_text(encoding="utf-8")
    return fill_template("paper.html.j2", title=title, style=Markup(style), body=Markup(body), signed=signed, kind=kind,
                         version=analysis.__version__)

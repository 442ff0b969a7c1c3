"""The coding sheet as a form in JupyterLab: every answer goes to the kernel, which saves it and says so.

The form is told the sheet in messages, not in its state: a notebook that keeps its widgets' state holds no text.
"""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Collection, Sequence
from html import escape
from pathlib import Path

from analysis.classroom.questions import DEFAULT
from analysis.classroom.sheets import Sheet, open_sheet, read_answers, save_answer, say_finished
from analysis.files import UserError
from analysis.presentation.pages import TEMPLATE_FOLDER, Shown
from analysis.presentation.reading.fragment import say_why_hidden
from analysis.study import Study
from analysis.texts.manifest import need_article

LACKING = ("The form needs the package anywidget: pip install -e \".[classroom]\" in the study's folder, then start "
           "JupyterLab anew. framing code asks the same in a terminal without it.")


def show_form(study: Study, article_id: str, coder: str, variables: Sequence[str] = DEFAULT,
              out: str | Path | None = None, only: Collection[int] = ()) -> object:
    """Show one coder's sheet of an article as a form; to run the cell again goes on where it stopped.

    Parameters
    ----------
    study, article_id, coder, variables, out, only
        As ``sheets.open_sheet`` takes them.

    Returns
    -------
    anywidget.AnyWidget
        The form. Where anywidget is not installed, or the text may not be shown or is not here, one sentence that says
        so.

    Raises
    ------
    UserError
        When there is no such article or question, the name is none, or git would take the file.
    """
    need_article(study.articles, study.folder, article_id)
    if not study.may_show_text(article_id):
        return _show_sentence(say_why_hidden(study, article_id))
    sheet = open_sheet(study, article_id, coder, variables, None if out is None else Path(out), only)
    try:
        form = _make_class()()
    except ImportError:
        return _show_sentence(LACKING)
    form.on_msg(lambda _, message, __: form.send(answer_message(study, sheet, message)))
    return form


def answer_message(study: Study, sheet: Sheet, message: dict) -> dict:
    """Answer a message of the form.

    Parameters
    ----------
    message : dict
        ``{"kind": "open"}``, or ``{"kind": "answer", "number", "variable", "value", "words"}``.

    Returns
    -------
    dict
        To the first the whole sheet with all answers so far (``kind`` "sheet"); to the second "saved", with all
        answers as the file now has them, or "refused" with the reason.
    """
    if message["kind"] == "open":
        return _describe_sheet(study, sheet)
    step = int(message["number"]), str(message["variable"])
    reply = {name: message.get(name) for name in ("number", "variable", "value", "words")}
    try:
        save_answer(sheet, step, str(message["value"]), str(message.get("words") or ""))
        return reply | {"kind": "saved", "answers": _list_answers(sheet)}
    except UserError as reason:
        return reply | {"kind": "refused", "reason": str(reason)}


def _describe_sheet(study: Study, sheet: Sheet) -> dict:
    questions = [{"variable": question.variable, "asks": question.asks, "means": question.means,
                  "words": bool(question.words),
                  "answers": [vars(answer) for answer in question.answers]} for question in sheet.questions]
    return {"kind": "sheet", "name": hashlib.sha256(str(sheet.path.absolute()).encode()).hexdigest()[:16],
            "article": sheet.article_id, "coder": sheet.coder, "sentences": [place.words for place in sheet.places],
            "questions": questions, "answers": _list_answers(sheet), "notes": read_answers(sheet)[1],
            "finished": say_finished(sheet, study)}


def _list_answers(sheet: Sheet) -> list[dict]:
    return [{"number": number, "variable": variable, "value": given.value,
             "words": "; ".join(sheet.text[start:end] for start, end in given.words)}
            for (number, variable), given in read_answers(sheet)[0].items()]


@functools.cache
def _make_class() -> type:
    import anywidget

    class CodingForm(anywidget.AnyWidget):
        _esm = (TEMPLATE_FOLDER / "form.js").read_text(encoding="utf-8")
        _css = (TEMPLATE_FOLDER / "form.css").read_text(encoding="utf-8")

    return CodingForm


def _show_sentence(sentence: str) -> Shown:
    return Shown(f'<p class="framing">{escape(sentence)}</p>', sentence)

"""The card at the head of a chapter: how far its measures can be trusted, before their results are read."""

from __future__ import annotations

import re
from html import escape

from analysis.comparison.validation.records import load_sets
from analysis.presentation.findings.asked import keep_asked
from analysis.presentation.findings.trust import state_trust
from analysis.presentation.pages import Shown

_HEADING = "Before you trust these numbers"
_OURS = frozenset({"downfall", "classroom"})
_CODERS = ("“The coding” is two separate passes by a language model that followed the codebook, settled where they "
           "differed: not people, and two passes of one model agree more than two people would. The instruments were "
           "developed on those same articles. More in the chapter on trust.")
_OWN_CODERS = "“The coding” is this corpus’s own; its data sheet says who coded. More in the chapter on trust."
_STYLE = "border-top:2px solid currentColor;border-bottom:1px solid currentColor;padding:0.6em 0;margin:1.4em 0"


def show_card(topic: str, study) -> Shown:
    """Show what is known of the measures of a chapter: agreement with coding, figures on labelled sets, and grades.

    Parameters
    ----------
    topic : str
        voices, sentiment, loaded_language, hedging, claims, frames or comparison.
    study : Study
        Whose ``validation`` and folder are read.

    Raises
    ------
    UserError
        When there is no such topic.
    """
    name = study.folder.resolve().name
    lines = state_trust(keep_asked(study.validation, study), topic, name, load_sets())
    coders = _OWN_CODERS if len(study.codings) and name not in _OURS else _CODERS
    lines = lines or ["Nothing is recorded about these measures."]
    items = "".join(f"<li>{_write_inline(line)}</li>" for line in lines)
    html = (f'<aside class="framing validity" role="note" style="{_STYLE}"><p><strong>{_HEADING}</strong></p>'
            f"<ul>{items}</ul><p>{coders}</p></aside>")
    return Shown(html, "\n".join([_HEADING, *(line.replace("**", "") for line in lines), coders]))


def _write_inline(line: str) -> str:
    return re.sub(r"\*\*(.+?)\*\*", r"<strong>\1</strong>", escape(line, quote=False))

"""A concordance as a table of a page: the node in the middle, every line with its article and voice."""

from __future__ import annotations

import base64
from html import escape

import pandas as pd

from analysis.concordances import find_concordance, format_concordance, say_hidden
from analysis.presentation.findings.wording import capitalise, say_count
from analysis.presentation.pages import Shown
from analysis.study import Study

_COLUMNS = {"article_id": "article", "voice": "voice", "left": "before", "node": "node", "right": "behind"}
_LINE = "text-align:left;white-space:nowrap"
_STYLES = {"article_id": _LINE, "voice": _LINE, "left": "text-align:right;max-width:none;white-space:nowrap",
           "node": f"{_LINE};font-weight:700", "right": f"{_LINE};max-width:none"}
_RIGHTS = "The lines are from texts that belong to others: for your own machine, not to be passed on."


def render_concordance(study: Study, concordance: pd.DataFrame, caption: str) -> str:
    """Render a concordance as an HTML table with its caption and its CSV; everything in it is escaped.

    Parameters
    ----------
    study : Study
        Says which articles are constructed: lines from others get a notice of rights.
    concordance : DataFrame
        What ``find_concordance`` returned.
    caption : str
        What the lines are, in a sentence.

    Examples
    --------
    >>> from analysis.study import measure_text
    >>> study = measure_text("He may go.")
    >>> '<td style="text-align:left;white-space:nowrap;font-weight:700">may</td>' in render_concordance(
    ...     study, find_concordance(study, "may"), "Every may.")
    True
    """
    constructed = study.articles.set_index("article_id")["constructed"]
    if not all(constructed[article_id] for article_id in concordance["article_id"].unique()):
        caption = f"{caption} {_RIGHTS}"
    head = "".join(f'<th scope="col" style="{_STYLES[name]}">{title}</th>' for name, title in _COLUMNS.items())
    rows = "".join("<tr>" + "".join(f'<td style="{_STYLES[name]}">{escape(cell)}</td>' for name, cell in
                                    zip(_COLUMNS, row)) + "</tr>\n" for row in zip(*map(concordance.get, _COLUMNS)))
    csv = base64.b64encode(format_concordance(concordance).encode()).decode()
    return (f'<div class="framing"><div class="scroll" role="region" tabindex="0" aria-label="{escape(caption)}" '
            f'style="overflow-x:auto"><table><caption>{escape(caption)}</caption><thead><tr>{head}</tr></thead><tbody>\n'
            f'{rows}</tbody></table></div><p class="csv"><a download="concordance.csv" '
            f'href="data:text/csv;charset=utf-8;base64,{csv}">Download as CSV</a></p></div>')


def show_concordance(study: Study, pattern: str = "", sort: str = "position", width: int | None = 60,
                     lexicon: str | None = None) -> Shown:
    """Show a concordance in a notebook (``find_concordance``), with what could not be shown.

    Examples
    --------
    >>> from analysis.study import measure_text
    >>> show_concordance(measure_text("He may go."), "may")
    Concordance: One line with “may”, by position.
    """
    concordance = find_concordance(study, pattern, sort, width, lexicon)
    caption = state_concordance(concordance, pattern, sort, lexicon)
    hidden = say_hidden(study)
    note = f'<p class="framing">{escape(hidden)}</p>' if hidden else ""
    if concordance.empty:
        return Shown(f'<p class="framing">{escape(caption)}</p>{note}', f"Concordance: {caption}")
    return Shown(f'<div class="framing">{render_concordance(study, concordance, caption)}{note}</div>',
                 f"Concordance: {caption}")


def state_concordance(concordance: pd.DataFrame, pattern: str, sort: str, lexicon: str | None) -> str:
    """Say in a sentence how many lines there are, of what, and in which order."""
    parts = [*([f"“{pattern}”"] if pattern.strip() else []), *([f"entries of {lexicon}"] if lexicon else [])]
    order = {"position": "by position", "left": "by the words before", "right": "by the words behind"}[sort]
    return f"{capitalise(say_count(len(concordance), 'line'))} with {' among '.join(parts)}, {order}."

"""Texts as a lesson first shows them: without a mark, their sentences numbered as coders count them."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from analysis.presentation.pages import Shown
from analysis.study import Study


def show_plain(study: Study, article_ids: Sequence[str], names: Sequence[str] | None = None) -> Shown:
    """Show texts side by side without a mark: headline, and sentences numbered within the text as coders count them.

    Parameters
    ----------
    names : sequence of str, optional
        What stands over each text in place of its article_id, where the register is to be guessed.
    """
    columns = []
    for name, article_id in zip(names or article_ids, article_ids):
        sentences = study.sentences[study.sentences["article_id"] == article_id].sort_values("start")
        paragraphs = []
        for _, rows in sentences.groupby("paragraph", sort=False):
            words = " ".join(f'<sup style="font:0.65em sans-serif">{row.sentence + 1}</sup>&nbsp;'
                             f"{escape(study.read_text(article_id, row.start, row.end))}" for row in rows.itertuples())
            paragraphs.append(f"<p>{words}</p>")
        columns.append(f'<section style="flex:1 1 17em;min-width:15em" aria-label="{escape(name)}"><h3>{escape(name)}'
                       f'</h3>{"".join(paragraphs)}</section>')
    return Shown('<div class="framing-texts" style="display:flex;flex-wrap:wrap;gap:1.5em;font-family:Georgia,serif;'
                 f'line-height:1.5">{"".join(columns)}</div>', "Texts: " + ", ".join(names or article_ids))

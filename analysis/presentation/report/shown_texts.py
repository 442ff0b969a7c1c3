"""The articles themselves in a report, where they may be shown: with their marks, and every listed word in its line."""

from __future__ import annotations

from html import escape

from analysis.concordances import find_concordance
from analysis.presentation.reading import render_concordance, render_reading, state_concordance

MOST_ARTICLES, MOST_LINES = 6, 60  # a page with more would be too large; `framing read` and `concordance` show all
_WIDTH = 42  # characters on either side, so that a line is one line
_LISTS = {"loaded_language": "Loaded terms", "hedges": "Hedges", "boosters": "Boosters"}


def list_shown(study) -> list[str]:
    """List the articles whose texts are here and may be shown."""
    return [article_id for article_id in study.articles["article_id"] if study.may_show_text(article_id)]


def render_readings(study) -> str:
    """Render the reading view of each article that may be shown, folded; empty where there is none."""
    shown = list_shown(study)
    views = [f'<details class="reading-of" id="reading-of-{escape(article_id.replace("_", "-"))}">'
             f"<summary>{escape(article_id)}</summary>{render_reading(study, article_id, level=3)}</details>"
             for article_id in shown[:MOST_ARTICLES]]
    left = f"<p>{len(shown) - MOST_ARTICLES} more: <code>framing read</code> shows them.</p>" \
        if len(shown) > MOST_ARTICLES else ""
    return "\n".join(views) + left


def render_concordances(study) -> str:
    """Render a concordance of each word list, by the words behind and by those before; empty where there is none."""
    views = []
    for lexicon, title in _LISTS.items() if list_shown(study) else ():
        for sort, order in (("right", "sorted by what follows"), ("left", "sorted by what comes before")):
            lines = find_concordance(study, sort=sort, width=_WIDTH, lexicon=lexicon)
            if len(lines):
                caption = state_concordance(lines, "", sort, lexicon)
                if len(lines) > MOST_LINES:
                    caption += f" Here are the first {MOST_LINES}; framing concordance lists all."
                table = render_concordance(study, lines.head(MOST_LINES), caption)
                views.append(f"<details><summary>{title}, {order}</summary>{table}</details>")
    return "\n".join(views)

"""Texts in a report, where they may be shown: with their marks, and every listed word in its line."""

from __future__ import annotations

import re
from collections import Counter
from html import escape
from itertools import accumulate

from analysis.concordances import find_concordances
from analysis.folders import find_home
from analysis.presentation.reading import render_concordance, render_legend, render_reading, state_concordance
from analysis.study import load_study

# A page with more would be too large; `framing read` and `framing concordance` show all.
MOST_CHARACTERS, MOST_LINES = 80_000, 40
CLASSROOM = "corpus/classroom"
_WIDTH = 42  # characters on either side, so that a line is one line
_LISTS = {"loaded_language": "Loaded terms", "hedges": "Hedges", "boosters": "Boosters"}


def list_shown(study) -> list[str]:
    """List the articles whose texts are here and may be shown."""
    return [article_id for article_id in study.articles["article_id"] if study.may_show_text(article_id)]


def find_classroom():
    """Load the classroom texts, which belong to nobody, for a report whose own texts may not be shown; None without."""
    folder = find_home(CLASSROOM)
    return load_study(folder) if (folder / "articles.csv").is_file() else None


def render_readings(study) -> str:
    """Render the reading view of each article that may be shown, folded, by event; empty where there is none.

    Of texts that are together longer than ``MOST_CHARACTERS`` the first are shown, and at least one.
    """
    shown = list_shown(study)
    if not shown:
        return ""
    lengths = [*accumulate(len(study.texts[article_id]) for article_id in shown)]
    fitting = shown[:max(1, sum(length <= MOST_CHARACTERS for length in lengths))]
    articles = study.articles.set_index("article_id").loc[fitting]
    events = dict.fromkeys(articles["event"])
    level = 4 if len(events) > 1 else 3
    groups = []
    for event in events:
        views = [_fold_reading(study, row.Index, row.title, level)
                 for row in articles[articles["event"] == event].itertuples()]
        words = " ".join(study.texts[article_id] for article_id in articles.index[articles["event"] == event])
        heading = f"<h3>{escape(name_event(event, words))}</h3>" if len(events) > 1 else ""
        groups.append(f'{heading}<div class="rg">{"".join(views)}</div>')
    left = len(shown) - len(fitting)
    more = f"<p>{left} more: <code>framing read</code> shows them.</p>" if left else ""
    return "\n".join([render_legend(), *groups]) + more


def name_event(event: str, text: str) -> str:
    """Name an event from its id, its words written as the articles write them; the first begins with a capital.

    Examples
    --------
    >>> name_event("mccarthy_motion", "McCarthy calls the motion a stunt. McCarthy stays."), name_event("", "")
    ('McCarthy motion', 'No event')
    """
    written = Counter(re.findall(r"\w+", text))
    said = [max((word for word in written if word.lower() == part.lower()), key=written.get, default=part)
            for part in event.split("_")]
    name = " ".join(said).strip()
    return f"{name[:1].upper()}{name[1:]}" or "No event"


def _fold_reading(study, article_id: str, title: str, level: int) -> str:
    name = escape(f"{article_id}: {title}" if title else article_id)
    place = escape(article_id.replace("_", "-"))
    return (f'<details class="reading-of" id="reading-of-{place}"><summary>{name}</summary>'
            f"{render_reading(study, article_id, level=level, short=True)}</details>")


def render_concordances(study) -> str:
    """Render a concordance of each word list, by the words behind and by those before; empty where there is none."""
    views = []
    orders = {"right": "sorted by what follows", "left": "sorted by what comes before"}
    for lexicon, title in _LISTS.items() if list_shown(study) else ():
        for sort, lines in find_concordances(study, sorts=[*orders], width=_WIDTH, lexicon=lexicon).items():
            if len(lines):
                caption = state_concordance(lines, "", sort, lexicon)
                if len(lines) > MOST_LINES:
                    caption += f" Here are the first {MOST_LINES}; framing concordance lists all."
                table = render_concordance(study, lines.head(MOST_LINES), caption)
                views.append(f"<details><summary>{title}, {orders[sort]}</summary>{table}</details>")
    return "\n".join(views)

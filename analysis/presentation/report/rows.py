"""Every number opens: the rows behind each article's numbers."""

from __future__ import annotations

from html import escape

import pandas as pd

from analysis.comparison.rows import describe_family, list_rows, widen_row
from analysis.presentation.figures.ties import name_rows
from analysis.presentation.findings.wording import say_count, say_list

MOST_ROWS = 6_000  # of more than so many rows a page would be too large to load; `framing rows` lists them
_COUNTED = ("hedges", "boosters", "frames")
_SINGLE = ("tone", "claims")  # each row of theirs is a mark in a figure
_AMOUNTS = {"loaded_language": "weight {:g}", "voices": "{:g} words", "tone": "tone {:.2f}", "targets": "tone {:.2f}",
            "certainty": "certainty {:g}", "claims": "certainty {:g}"}


def list_all_rows(study) -> dict[str, pd.DataFrame]:
    """List the rows of every family; none at all where they are more than a page can hold."""
    families = {family: list_rows(family, study.tables) for family in study.tables.list_families()}
    return families if sum(map(len, families.values())) <= MOST_ROWS else {}


def render_rows(study, families: dict[str, pd.DataFrame]) -> str:
    """Render every article's rows, one list a family, folded; with the sentences where the study may show them."""
    articles = []
    for article in study.articles.itertuples():
        lists = []
        for family, rows in families.items():
            own = rows[rows["article_id"] == article.article_id]
            lists.append(_render_list(study, article.article_id, family, own) if len(own) else "")
        articles.append(f'<h3 id="rows-of-{name_rows(article.article_id, "")[5:]}">{escape(article.article_id)}</h3>'
                        f'{"".join(lists) or "<p>No row.</p>"}')
    return "\n".join(articles)


def _render_list(study, article_id: str, family: str, rows: pd.DataFrame) -> str:
    name = f"{describe_family(family).rows}, {say_count(len(rows), 'row')}"
    shown = study.may_show_text(article_id)
    sentences = study.sentences[study.sentences["article_id"] == article_id] if shown else None
    items = "".join(f"<li{at}>{render_row(row, family)}{quote_row(study, row, sentences) if shown else ''}</li>\n"
                    for row, at in zip(rows.itertuples(), _name_items(rows, family)))
    return (f'<details class="rows" id="{name_rows(article_id, family)}"><summary>{escape(name)}</summary>'
            f"<p>{escape(_sum_up(family, rows))}</p><ol>{items}</ol></details>\n")


def _name_items(rows: pd.DataFrame, family: str) -> list[str]:
    """An id for each row that a mark of its own opens; of rows that begin at one place the first has it."""
    if family not in _SINGLE:
        return [""] * len(rows)
    return ["" if again else f' id="{name_rows(row.article_id, family, row.start)}"'
            for row, again in zip(rows.itertuples(), rows["start"].duplicated())]


def _sum_up(family: str, rows: pd.DataFrame) -> str:
    """What the rows of an article add up to in its headline and body, and there in each voice."""
    said = []
    for part, own in rows.groupby("part", sort=False):
        voices = [f"{voice} {_say_sum(family, spoken)}" for voice, spoken in own.groupby("voice")]
        said.append(f"{part}: {_say_sum(family, own)} ({say_list(voices)})")
    return f"Sums, {'; '.join(said)}."


def _say_sum(family: str, rows: pd.DataFrame) -> str:
    amounts = rows["amount"].dropna()
    if family in _COUNTED:
        return f"{len(rows):,}"
    if family == "voices":
        return f"{amounts.sum():,.0f} words"
    total = f"{amounts.sum():,.2f}" if family in ("tone", "targets") else f"{amounts.sum():,.6g}"
    return f"{len(amounts):,} with {describe_family(family).amount} {total}".replace("-", "−")


def render_row(row: tuple, family: str) -> str:
    """Render a row of ``analysis.comparison.rows``: where it stands, whose words it is in, and what is known of it.

    Examples
    --------
    >>> from analysis.study import measure_text
    >>> row, = list_rows("hedges", measure_text("It may rain.").tables).itertuples()
    >>> render_row(row, "hedges")
    'paragraph 1, sentence 1, narration: <i>may</i>, modal, weight 2'
    """
    part = "" if row.part == "body" else f"{row.part}, "
    words = f"<i>{escape(row.words)}</i>" if row.words else ""
    amount = _AMOUNTS[family].format(row.amount).replace("-", "−") if family in _AMOUNTS and row.amount == row.amount \
        else ""
    known = escape(", ".join(filter(None, [row.why, "" if amount and amount in row.why else amount])))
    return (f"{part}paragraph {row.paragraph}, sentence {row.sentence}, {row.voice}"
            f"{': ' if words or known else ''}{', '.join(filter(None, [words, known]))}")


def quote_row(study, row: tuple, sentences: pd.DataFrame) -> str:
    """Quote the sentences that a row lies in, its own words marked; a row that is whole sentences is not marked."""
    start, end = widen_row(row, sentences)
    text = study.texts[row.article_id]
    before, own, after = (escape(text[a:b]) for a, b in ((start, row.start), (row.start, row.end), (row.end, end)))
    return f"<q>{before}<mark>{own}</mark>{after}</q>" if before or after else f"<q>{own}</q>"

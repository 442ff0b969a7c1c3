"""Every number opens: the rows behind each article's numbers, and the ways that lead from a figure to them."""

from __future__ import annotations

import re
from html import escape

import pandas as pd

from analysis.comparison.rows import FAMILIES, list_rows, widen_row
from analysis.presentation.figures.style import name_rows
from analysis.presentation.findings.wording import say_count, say_list

MOST_ROWS = 6_000  # of more than so many rows a page would be too large to load; `framing rows` lists them
_COUNTED = ("hedges", "boosters", "frames")
_AMOUNTS = {"loaded_language": "weight {:g}", "voices": "{:g} words", "tone": "tone {:.2f}", "targets": "tone {:.2f}",
            "certainty": "certainty {:g}", "claims": "certainty {:g}"}


def list_all_rows(study) -> dict[str, pd.DataFrame]:
    """List the rows of every family; none at all where they are more than a page can hold."""
    families = {family: list_rows(family, study.tables) for family in FAMILIES}
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
    name = f"{FAMILIES[family].rows}, {say_count(len(rows), 'row')}"
    shown = study.may_show_text(article_id)
    sentences = study.sentences[study.sentences["article_id"] == article_id] if shown else None
    items = "".join(f"<li>{_render_row(row, family)}{_quote(study, row, sentences) if shown else ''}</li>\n"
                    for row in rows.itertuples())
    return (f'<details class="rows" id="{name_rows(article_id, family)}"><summary>{escape(name)}</summary>'
            f"<p>{escape(_sum_up(family, rows))}</p><ol>{items}</ol></details>\n")


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
    return f"{len(amounts):,} with {FAMILIES[family].amount} {total}".replace("-", "−")


def _render_row(row: tuple, family: str) -> str:
    part = "" if row.part == "body" else f"{row.part}, "
    words = f"<i>{escape(row.words)}</i>" if row.words else ""
    amount = _AMOUNTS[family].format(row.amount).replace("-", "−") if family in _AMOUNTS and row.amount == row.amount \
        else ""
    known = escape(", ".join(filter(None, [row.why, "" if amount and amount in row.why else amount])))
    return (f"{part}paragraph {row.paragraph}, sentence {row.sentence}, {row.voice}"
            f"{': ' if words or known else ''}{', '.join(filter(None, [words, known]))}")


def _quote(study, row: tuple, sentences: pd.DataFrame) -> str:
    """The sentences that a row lies in, its own words marked; a row that is whole sentences is not marked."""
    start, end = widen_row(row, sentences)
    text = study.texts[row.article_id]
    before, own, after = (escape(text[a:b]) for a, b in ((start, row.start), (row.start, row.end), (row.end, end)))
    return f"<q>{before}<mark>{own}</mark>{after}</q>" if before or after else f"<q>{own}</q>"


def tie_figures(page: str) -> str:
    """Say under each figure which rows its marks open to; a tie to rows that the page does not hold is cut.

    Examples
    --------
    >>> page = ('<figure class="framing"><g data-rows="rows-a-hedges"><path/></g>'
    ...         '<g data-rows="rows-b-hedges"/></figure><details class="rows" id="rows-a-hedges">')
    >>> tied = tie_figures(page)
    >>> tied[tied.index("<g/>"):tied.index("</figure>")]
    '<g/><p class="behind">Rows behind it: <a href="#rows-a-hedges">a</a></p>'
    """
    there = dict.fromkeys(re.findall(r'<details class="rows" id="([^"]+)"', page))

    def tie(figure: re.Match) -> str:
        wanted = dict.fromkeys(re.findall(r'data-rows="([^"]+)"', figure[0]))
        kept = [name for name in wanted if name in there]
        html = re.sub(r' data-rows="([^"]+)"', lambda found: found[0] if found[1] in there else "", figure[0])
        if not kept:
            return html
        families = {family.replace("_", "-") for family in FAMILIES}
        names = [re.fullmatch(rf"rows-(.*)-({'|'.join(families)})", name) for name in kept]
        several = len({name[2] for name in names}) > 1
        links = " · ".join(f'<a href="#{name[0]}">{name[1]}{", " + name[2].replace("-", " ") if several else ""}</a>'
                           for name in names)
        return html.replace("</figure>", f'<p class="behind">Rows behind it: {links}</p></figure>')

    return re.sub(r'<figure class="framing".*?</figure>', tie, page, flags=re.S)

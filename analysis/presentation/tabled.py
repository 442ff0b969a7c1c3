"""Tables as a reader meets them: captioned, and with all digits in a CSV."""

from __future__ import annotations

import hashlib
import re
from html import escape
from math import floor, log10
from urllib.parse import quote

import pandas as pd

from analysis.files import UserError
from analysis.presentation.pages import Shown
from analysis.tables import guard_cell

TOO_LARGE = "all are too many for a page, and framing freeze writes the tables they come from"
MOST_LETTERS = 120_000  # of a table's CSV in a page
MOST_ROWS = 300  # of a table with more the first stand in the page, and all in its CSV
LONGEST_LINE, WIDE = 20, 40  # characters of a cell that is never broken; from which on a column is never a mere strip
_PLAIN = " ,;:/()+=!*'|"  # what an address of data in an HTML attribute may hold as it is


def show_table(table: pd.DataFrame, caption: str) -> Shown:
    """Show a table with its caption: no index, numbers to three significant digits, and all digits in its CSV.

    Examples
    --------
    >>> "<td" in show_table(pd.DataFrame({"article_id": ["sun"], "n_words": [1378]}), "Words per article.").html
    True
    """
    if not caption.strip():
        raise UserError("show_table: the caption is empty. Every table needs one, in a sentence.")
    name = stamp_ids(table.to_csv(index=False), caption)[0].replace("figure", "table")
    return Shown(f'<div class="framing">{write_table(table, caption, name)}</div>', f"Table: {caption}")


def write_table(table: pd.DataFrame, caption: str, name: str) -> str:
    columns = [_format_column(table[column])[:MOST_ROWS] for column in table]
    styles = [_style_column(table[column], cells) for column, cells in zip(table, columns)]
    head = "".join(f'<th scope="col" style="{style}">{escape(_name_column(column))}</th>'
                   for column, style in zip(table, styles))
    heads = not pd.api.types.is_numeric_dtype(table.iloc[:, 0]) if len(table.columns) else False
    rows = "".join("<tr>" + "".join(_write_cell(cell, style, heads and place == 0)
                                    for place, (cell, style) in enumerate(zip(row, styles)))
                   + "</tr>\n" for row in zip(*columns))
    safe = table.map(lambda cell: guard_cell(cell) if isinstance(cell, str) else cell)
    csv = quote(safe.to_csv(index=False, lineterminator="\n", float_format="%.6g"), safe=_PLAIN)
    large, said = len(table) > MOST_ROWS and len(csv) > MOST_LETTERS, escape(take_sentence(caption))
    holds = TOO_LARGE if large else "the CSV holds all"
    cut = f" The first {MOST_ROWS} of {len(table):,} rows: {holds}." if len(table) > MOST_ROWS else ""
    download = "" if large else (
        f'<p class="csv"><a download="{escape(name)}.csv" aria-label="Download as CSV: {said}" '
        f'href="data:text/csv;charset=utf-8,{csv}">Download as CSV</a></p>')
    return (f'<div class="scroll" role="group" tabindex="0" aria-label="{said}" style="overflow-x:auto">'
            f"<table><caption>{write_codes(caption + cut)}</caption><thead><tr>{head}</tr></thead>"
            f"<tbody>\n{rows}</tbody></table>"
            f"</div>{download}")


def _write_cell(cell: str, style: str, heads: bool) -> str:
    tag, scope = ("th", ' scope="row"') if heads and cell else ("td", "")
    return f'<{tag}{scope} style="{style}">{escape(cell)}</{tag}>'


def _style_column(values: pd.Series, cells: list[str]) -> str:
    """Numbers to the right; short words and dates in one line."""
    if pd.api.types.is_numeric_dtype(values) and not pd.api.types.is_bool_dtype(values):
        return "text-align:right"
    longest = max(map(len, cells), default=0)
    return "text-align:left" + (";white-space:nowrap" if longest <= LONGEST_LINE else
                                ";min-width:13rem" if longest > WIDE else "")


def _name_column(column: object) -> str:
    name = re.sub(r"^n_(?=[a-z]{2})", "", str(column)).replace("_per_1000", " per 1,000 words")
    return name.replace("_", " ").strip() or "row"


def _format_column(values: pd.Series) -> list[str]:
    """Write numbers to as many decimals as give the largest three significant digits, and no other fewer than two."""
    if pd.api.types.is_bool_dtype(values):
        return ["yes" if value else "no" for value in values]
    if pd.api.types.is_integer_dtype(values):
        return [_format_number(value, 0) for value in values]
    if not pd.api.types.is_float_dtype(values):
        return ["" if pd.isna(value) else str(value) for value in values]
    sizes = [floor(log10(abs(value))) for value in values.dropna() if value and abs(value) < float("inf")]
    decimals = max(0, 2 - max(sizes, default=2))
    if all(float(value).is_integer() for value in values.dropna()):
        return [_format_number(value, 0) for value in values]
    if sizes and min(sizes) + decimals < 1:
        return [_format_number(value, max(0, 2 - floor(log10(abs(value)))) if value and not pd.isna(value) else 0)
                for value in values]
    return [_format_number(value, decimals) for value in values]


def _format_number(value: float, decimals: int) -> str:
    return "undefined" if pd.isna(value) else f"{value:,.{decimals}f}".replace("-", "−")


def write_codes(text: str) -> str:
    """Write a caption as HTML; what stands between backticks is the name of something in the tables.

    Examples
    --------
    >>> write_codes("`sun` & `mail`")
    '<code>sun</code> &amp; <code>mail</code>'
    """
    return re.sub(r"`([^`]+)`", r"<code>\1</code>", escape(text))


def take_sentence(text: str) -> str:
    return re.match(r".*?[.?!](?=\s|$)|.*", text.replace("`", ""), flags=re.S)[0]


def stamp_ids(inside: str, *texts: str) -> tuple[str, str]:
    """Return an id made from the drawing and these texts, and the drawing with all its ids under it.

    Examples
    --------
    >>> name, drawing = stamp_ids('<path id="PREFIX-p1"/>', "a caption")
    >>> drawing == f'<path id="{name}-p1"/>'
    True
    """
    name = "figure-" + hashlib.sha256("\0".join((inside, *texts)).encode()).hexdigest()[:10]
    return name, inside.replace("PREFIX-", f"{name}-")

"""Figures and tables as a reader meets them: captioned, described, and open to the numbers behind them."""

from __future__ import annotations

import re
from html import escape
from math import floor, log10
from urllib.parse import quote

import pandas as pd
from matplotlib import pyplot as plt
from matplotlib.axes import Axes

from analysis.files import UserError
from analysis.presentation.figures.style import make_axes
from analysis.presentation.figures.svg import stamp_ids, write_svg
from analysis.presentation.pages import Shown

# Points of a drawing per rem of the page, so that letters are of one size in all figures; and the least scale, in
# pixels per point, at which they can be read: wider figures scroll on a phone.
POINTS_PER_REM, LEAST_SCALE, NARROW = 14.4, 0.85, 500
_DETAILS = '<details style="order:2"><summary>The numbers</summary>{}</details>'
MOST_ROWS = 300  # of a table with more the first stand in the page, and all in its CSV
LONGEST_LINE, WIDE = 20, 40  # characters of a cell that is never broken; from which on a column is never a mere strip
_PLAIN = " ,;:/()+=!*'|"  # what an address of data in an HTML attribute may hold as it is

_SVG = ('<svg role="img" aria-labelledby="{name}-desc" viewBox="0 0 {width:g} {height:g}" class="{kind}" '
        'preserveAspectRatio="xMinYMin" style="{style}"><title>{title}</title><desc id="{name}-desc">{alt}</desc>\n'
        "{inside}\n</svg>")
_ROOT_STYLE = ("width:100%;max-width:{wide:.1f}rem;height:auto;color:inherit;stroke-linejoin:round;stroke-linecap:butt;"
               "font-family:var(--sans, system-ui, 'Segoe UI', Helvetica, Arial, sans-serif)")


def show_figure(ax: Axes, caption: str, alt: str, narrow: Axes | None = None) -> Shown:
    """Show a figure with its caption, a description for those who cannot see it, and its numbers.

    Parameters
    ----------
    ax : Axes
        What a ``draw_…`` function returned. Its figure is closed.
    caption : str
        States the finding, with the number of articles; plain text, with names of the tables between backticks.
    alt : str
        States the data (``describe_dots``), for readers who hear the page.
    narrow : Axes, optional
        The same figure drawn for a phone, shown instead on narrow screens; without it, what ``keep_narrow`` kept.

    Raises
    ------
    UserError
        When caption or alt is empty.

    Examples
    --------
    >>> from analysis.presentation.figures.style import make_axes
    >>> show_figure(make_axes(), "Nothing yet.", "An empty frame.")
    Figure: Nothing yet.
    """
    for what, text in (("caption", caption), ("alt", alt)):
        if not text.strip():
            raise UserError(f"show_figure: the {what} is empty. Every figure needs one, in a sentence.")
    if narrow is None and hasattr(ax, "draw_narrow"):
        narrow = ax.draw_narrow(make_axes())
    drawings = [_write_drawing(ax, caption, alt, "" if narrow is None else "wide")]
    drawings += [] if narrow is None else [_write_drawing(narrow, caption, alt, "narrow")]
    name = re.search(r'id="(figure-\w+)-desc"', drawings[0])[1]
    numbers = getattr(ax, "shown_numbers", None)
    details = "" if numbers is None else _DETAILS.format(_write_table(numbers, caption, name))
    scrolls = f' role="group" tabindex="0" aria-label="{escape(_take_sentence(caption))}" style="overflow-x:auto"' \
        if "min-width" in drawings[0][:600] else ""
    html = (f'<figure class="framing" id="{name}" style="margin:1.5em 0;display:flex;flex-direction:column">'
            f'<figcaption style="order:1">{write_codes(caption)}</figcaption>'
            f'<div class="frame"{scrolls}>{"".join(drawings)}</div>{details}</figure>')
    return Shown(html, f"Figure: {caption}")


def _write_drawing(ax: Axes, caption: str, alt: str, kind: str) -> str:
    figure = ax.get_figure(root=True)
    inside, width, height = write_svg(figure)
    plt.close(figure)
    name, inside = stamp_ids(inside, caption, alt, kind)
    style = _ROOT_STYLE.format(wide=width / POINTS_PER_REM)
    if width > NARROW and not kind:
        style += f";min-width:{LEAST_SCALE * width:.0f}px"
    style += ";display:none" if kind == "narrow" else ""
    title = _take_sentence(alt).partition(": ")[0].rstrip(".")
    return _SVG.format(name=name, width=width, height=height, kind=kind or "only", style=style, alt=escape(alt),
                       title=escape(title), inside=inside)


def write_codes(text: str) -> str:
    """Write a caption as HTML; what stands between backticks is the name of something in the tables.

    Examples
    --------
    >>> write_codes("`sun` & `mail`")
    '<code>sun</code> &amp; <code>mail</code>'
    """
    return re.sub(r"`([^`]+)`", r"<code>\1</code>", escape(text))


def _take_sentence(text: str) -> str:
    return re.match(r".*?[.?!](?=\s|$)|.*", text.replace("`", ""), flags=re.S)[0]


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
    return Shown(f'<div class="framing">{_write_table(table, caption, name)}</div>', f"Table: {caption}")


def _write_table(table: pd.DataFrame, caption: str, name: str) -> str:
    columns = [_format_column(table[column])[:MOST_ROWS] for column in table]
    styles = [_style_column(table[column], cells) for column, cells in zip(table, columns)]
    head = "".join(f'<th scope="col" style="{style}">{escape(_name_column(column))}</th>'
                   for column, style in zip(table, styles))
    heads = not pd.api.types.is_numeric_dtype(table.iloc[:, 0]) if len(table.columns) else False
    rows = "".join("<tr>" + "".join(_write_cell(cell, style, heads and place == 0)
                                    for place, (cell, style) in enumerate(zip(row, styles)))
                   + "</tr>\n" for row in zip(*columns))
    cut = f" The first {MOST_ROWS} of {len(table):,} rows: the CSV holds all." if len(table) > MOST_ROWS else ""
    csv = quote(table.to_csv(index=False, lineterminator="\n", float_format="%.6g"), safe=_PLAIN)
    said = escape(_take_sentence(caption))
    return (f'<div class="scroll" role="group" tabindex="0" aria-label="{said}" style="overflow-x:auto">'
            f"<table><caption>{write_codes(caption + cut)}</caption><thead><tr>{head}</tr></thead>"
            f"<tbody>\n{rows}</tbody></table>"
            "</div>"
            f'<p class="csv"><a download="{name}.csv" aria-label="Download as CSV: {said}" '
            f'href="data:text/csv;charset=utf-8,{csv}">Download as CSV</a></p>')


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

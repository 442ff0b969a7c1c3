"""Notebooks with their outputs into HTML: prose open, code folded, figures as they are, everything else made safe."""

from __future__ import annotations

import re
from html import escape

from analysis.presentation.pages import TEMPLATE_FOLDER
from analysis.presentation.reading import drop_assets
from analysis.presentation.report.markdown import Links, Outline, render_markdown
from analysis.presentation.report.running import Chapter

_SHOWN = ["text/html", "text/markdown", "image/svg+xml", "image/png", "image/jpeg", "text/plain"]
_REFUSED = ["script", "style", "link", "iframe", "object", "embed", "base", "meta", "form", "input", "button",
            "template"]
_LOADED = ("img", "image", "video", "audio", "source")
_OURS = re.compile(r'\s*<(figure|div) class="framing"')


def render_chapter(chapter: Chapter, links: Links) -> tuple[str, Outline]:
    """Render a chapter without its title, and return the outline of its sections."""
    from nbconvert.exporters import TemplateExporter
    from nbconvert.filters import Highlight2HTML
    from traitlets.config import Config

    outline = Outline(name_chapter(chapter.name))
    titled = {"yet": False}

    def render_cell(text: str) -> str:
        skip = not titled["yet"] and re.search(r"^#[ \t]", text, flags=re.M) is not None
        titled["yet"] = titled["yet"] or skip
        return render_markdown(text, outline, links, skip_title=skip)

    exporter = TemplateExporter(
        config=Config({"NbConvertBase": {"display_data_priority": _SHOWN}}), template_name=TEMPLATE_FOLDER.name,
        extra_template_basedirs=[str(TEMPLATE_FOLDER.parent)], template_file="chapter.html.j2",
        filters={"markdown": render_cell, "output_markdown": lambda text: render_markdown(text, outline, links),
                 "tidy": lambda html: tidy_html(html, chapter.title), "plain": write_plain,
                 "colour_code": Highlight2HTML("python3")})
    html, _ = exporter.from_notebook_node(chapter.notebook, resources={"image_alt": describe_image(chapter.title)})
    return re.sub(r'</details>\s*<details class="code"><summary>Code</summary>', "", html.strip()), outline


def write_plain(text: str) -> str:
    """Return plain output as HTML; nothing for the mere name of an object, and no memory addresses, new in every run.

    Examples
    --------
    >>> write_plain("mean: 2 < 3"), write_plain("[<Line2D at 0x7f34>]"), write_plain("<Axes: >")
    ('<pre class="output">mean: 2 &lt; 3</pre>', '', '')
    """
    text = re.sub(r"\x1b\[[\d;]*m|\r", "", text).rstrip()
    if re.fullmatch(r"\[?<[^<>]*>\]?", text):
        return ""
    return f'<pre class="output">{escape(re.sub(" at 0x[0-9a-f]+", "", text), quote=False)}</pre>'


def name_chapter(name: str) -> str:
    """Return a chapter's id.

    Examples
    --------
    >>> name_chapter("03_sentiment")
    'chapter-03-sentiment'
    """
    return "chapter-" + re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")


def tidy_html(html: str, where: str) -> str:
    """Make the HTML output of a foreign library fit the page; the figures and tables of this package pass as they are.

    Scripts, styles, frames and whatever would load something are dropped, with all ids and event handlers; headings
    become strong text; tables get a caption and scopes; images without a description say where they stand.
    """
    html = drop_assets(html)
    if _OURS.match(html):
        return html
    from bs4 import BeautifulSoup

    soup = BeautifulSoup(html, "html.parser")
    for element in soup.find_all(_REFUSED):
        element.decompose()
    for element in soup.find_all(True):
        for name in list(element.attrs):
            if name == "id" or name.startswith("on") or "url(" in str(element[name]):
                del element[name]
        if re.fullmatch(r"h[1-6]", element.name):
            element.name = "strong"
        if element.name in _LOADED and not str(element.get("src", "")).startswith("data:"):
            element.replace_with(element.get("alt", ""))
        elif element.name == "img" and not element.get("alt"):
            element["alt"] = describe_image(where)
    for table in soup.find_all("table"):
        _tidy_table(soup, table, where)
    return str(soup)


def _tidy_table(soup, table, where: str) -> None:
    for attribute in ("border", "style"):
        table.attrs.pop(attribute, None)
    if table.caption is None:
        table.insert(0, soup.new_tag("caption", string=f"Output in “{where}”"))
    for cell in table.find_all("th"):
        if not cell.get_text(strip=True):
            cell.name = "td"
        elif cell.find_parent("thead"):
            cell["scope"] = "col"
        else:
            cell["scope"] = "row"
    table.wrap(soup.new_tag("div", attrs={"class": "scroll", "role": "group", "tabindex": "0",
                                         "aria-label": table.caption.get_text()}))


def describe_image(where: str) -> str:
    """Say what can be said of an image whose author said nothing."""
    return f"An image in “{where}” that its author has not described."

"""The reading view's style and script: once in a page, and with each view in a notebook."""

from __future__ import annotations

from analysis.presentation.pages import TEMPLATE_FOLDER, read_script

VIEW = '<div class="rv">'
_ASSETS = '<style class="rv">{}</style><script class="rv">{}</script>'


def read_reading_style() -> str:
    """Return the style sheet that a page with reading views or concordances needs once."""
    return (TEMPLATE_FOLDER / "reading.css").read_text(encoding="utf-8")


def read_reading_script() -> tuple[str, str]:
    """Return the script that a page with reading views needs once, and its fingerprint for the page's policy."""
    return read_script("reading.js")


def format_assets() -> str:
    """Return style and script as HTML, for a notebook that has no page around its outputs."""
    return _ASSETS.format(read_reading_style(), read_reading_script()[0])


def drop_assets(html: str) -> str:
    """Return a notebook's output without the reading view's style and script, which a page holds once.

    Examples
    --------
    >>> drop_assets(VIEW + "</div>" + format_assets())
    '<div class="rv"></div>'
    """
    return html.replace(format_assets(), "") if has_reading(html) else html


def has_reading(html: str) -> bool:
    """Whether a page holds a reading view or a concordance, and so needs their style and script."""
    return VIEW in html

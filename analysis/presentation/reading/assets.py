"""The reading view's style and script: once in a page, and with each view in a notebook."""

from __future__ import annotations

import re
from collections import Counter

from analysis.presentation.pages import TEMPLATE_FOLDER, read_script

VIEW, END = '<div class="rv"', "<!-- end of reading view -->"
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
    >>> drop_assets('<div class="rv"></div>' + format_assets())
    '<div class="rv"></div>'
    """
    return html.replace(format_assets(), "") if has_reading(html) else html


def has_reading(html: str) -> bool:
    """Whether a page holds a reading view or a concordance, and so needs their style and script."""
    return VIEW in html


def part_readings(page: str) -> str:
    """Give a reading view that a page shows twice ids of its own the second time.

    Examples
    --------
    >>> one = '<div class="rv" id="r123456"><i id="r123456-a0"></i>' + END
    >>> part_readings(one + one).count('"r123456-2"'), part_readings(one + one).count('"r123456-2-a0"')
    (1, 1)
    """
    seen: Counter[str] = Counter()

    def rename(view: re.Match) -> str:
        seen[view[1]] += 1
        return re.sub(rf'"{view[1]}(?=["-])', f'"{view[1]}-{seen[view[1]]}', view[0]) if seen[view[1]] > 1 else view[0]

    return re.sub(rf'{VIEW} id="(r[0-9a-f]{{6}})">.*?{END}', rename, page, flags=re.S)

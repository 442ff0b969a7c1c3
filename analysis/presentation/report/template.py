"""The report's style sheet, and its template and script (``analysis.presentation.pages``)."""

from __future__ import annotations

import re

from analysis.presentation.pages import TEMPLATE_FOLDER, fill_template, read_script

__all__ = ["TEMPLATE_FOLDER", "fill_template", "read_script", "read_style"]


def read_style(running_head: str) -> str:
    """Return the page's style sheet, with the figures' colours of letters at night and what heads a printed page."""
    from analysis.presentation.figures.style import TEXT_SHADES

    night = "\n".join(f"    --text-{light[1:]}: {dark};" for light, dark in TEXT_SHADES.values())
    style = (TEMPLATE_FOLDER / "page.css").read_text(encoding="utf-8").replace("    /* night letters */", night)
    return style.replace("running-head", quote_style(running_head))


def quote_style(text: str) -> str:
    r"""Return a text as a string of a style sheet, whatever it holds.

    Examples
    --------
    >>> quote_style('A "fall"</style>')
    '"A \\22 fall\\22 \\3c /style\\3e "'
    """
    return '"' + re.sub(r'["<>&\\\n]', lambda found: f"\\{ord(found[0]):x} ", text) + '"'

"""The page's template, styles and script, and how they are filled."""

from __future__ import annotations

import base64
import hashlib
import re
from pathlib import Path

TEMPLATE_FOLDER = Path(__file__).parents[2] / "data" / "template"


def fill_template(name: str, **values: object) -> str:
    """Fill ``data/template/<name>`` with values; text is escaped, ``Markup`` is not."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(loader=FileSystemLoader(TEMPLATE_FOLDER), autoescape=True, undefined=StrictUndefined,
                              trim_blocks=True, lstrip_blocks=True)
    return environment.get_template(name).render(**values)


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


def read_script() -> tuple[str, str]:
    """Return the page's script and the fingerprint by which a browser knows it: no other script may run."""
    script = (TEMPLATE_FOLDER / "page.js").read_text(encoding="utf-8")
    return script, base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()

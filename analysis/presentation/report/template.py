"""The page's template, styles and script, and how they are filled."""

from __future__ import annotations

import base64
import hashlib
from pathlib import Path

TEMPLATE_FOLDER = Path(__file__).parents[2] / "data" / "template"


def fill_template(name: str, **values: object) -> str:
    """Fill ``data/template/<name>`` with values; text is escaped, ``Markup`` is not."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(loader=FileSystemLoader(TEMPLATE_FOLDER), autoescape=True, undefined=StrictUndefined,
                              trim_blocks=True, lstrip_blocks=True)
    return environment.get_template(name).render(**values)


def read_style() -> str:
    """Return the page's style sheet, with the colours of the figures' letters at night."""
    from analysis.presentation.figures.style import TEXT_SHADES

    night = "\n".join(f"    --text-{light[1:]}: {dark};" for light, dark in TEXT_SHADES.values())
    return (TEMPLATE_FOLDER / "page.css").read_text(encoding="utf-8").replace("    /* night letters */", night)


def read_script() -> tuple[str, str]:
    """Return the page's script and the fingerprint by which a browser knows it: no other script may run."""
    script = (TEMPLATE_FOLDER / "page.js").read_text(encoding="utf-8")
    return script, base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()

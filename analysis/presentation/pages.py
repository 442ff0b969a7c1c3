"""What every page has in common: its pieces, the templates it is filled from, its script, and what it may replace."""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import dataclass
from pathlib import Path

from analysis.files import UserError
from analysis.presentation.colours import TEXT_SHADES

TEMPLATE_FOLDER = Path(__file__).parents[1] / "data" / "template"

_OURS = b'<meta name="generator" content="framing">'


@dataclass(frozen=True)
class Shown:
    """A piece of a page: notebooks show ``html``, plain-text readers ``text``."""

    html: str
    text: str

    def _repr_html_(self) -> str:
        return self.html

    def __repr__(self) -> str:
        return self.text


def fill_template(name: str, **values: object) -> str:
    """Fill ``data/template/<name>`` with values; text is escaped, ``Markup`` is not."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(loader=FileSystemLoader(TEMPLATE_FOLDER), autoescape=True, undefined=StrictUndefined,
                              trim_blocks=True, lstrip_blocks=True)
    return environment.get_template(name).render(**values)


def read_script(name: str = "page.js") -> tuple[str, str]:
    """Return a script and the fingerprint by which a browser knows it: no other script may run."""
    script = (TEMPLATE_FOLDER / name).read_text(encoding="utf-8")
    return script, fingerprint(script)


def read_style(running_head: str) -> str:
    """Return the page's style sheet, with the figures' colours of letters at night and what heads a printed page."""
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


def fingerprint(content: str) -> str:
    """Return the SHA-256 of a script or style as a page's policy writes it.

    Examples
    --------
    >>> fingerprint("")
    '47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='
    """
    return base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()


def refuse_other_files(out: Path, kind: str = "report") -> None:
    """A page may replace an older page of ours, never anything else of the user's.

    Raises
    ------
    UserError
        When ``out`` is a folder, or a file that this package did not write.
    """
    if out.is_dir():
        raise UserError(f"{out} is a folder. Name the file to write, such as {out / kind.replace(' ', '_')}.html.")
    if out.is_file() and _OURS not in out.read_bytes()[:5_000]:
        raise UserError(f"{out} is no {kind} of this study, so it is left alone. Name another file.")

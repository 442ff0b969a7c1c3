"""The report's style sheet, and its template and script (``analysis.presentation.pages``)."""

from __future__ import annotations

from analysis.presentation.pages import TEMPLATE_FOLDER, fill_template, read_script

__all__ = ["TEMPLATE_FOLDER", "fill_template", "read_script", "read_style"]


def read_style() -> str:
    """Return the page's style sheet, with the colours of the figures' letters at night."""
    from analysis.presentation.figures.style import TEXT_SHADES

    night = "\n".join(f"    --text-{light[1:]}: {dark};" for light, dark in TEXT_SHADES.values())
    return (TEMPLATE_FOLDER / "page.css").read_text(encoding="utf-8").replace("    /* night letters */", night)

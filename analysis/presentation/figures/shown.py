"""Figures as a reader meets them: captioned, described, and open to the numbers behind them."""

from __future__ import annotations

import re
from html import escape

from matplotlib import pyplot as plt
from matplotlib.axes import Axes

from analysis.files import UserError
from analysis.presentation.figures.style import make_axes
from analysis.presentation.figures.svg import write_svg
from analysis.presentation.pages import Shown
from analysis.presentation.tabled import stamp_ids, take_sentence, write_codes, write_table

# Points of a drawing per rem of the page, so that letters are of one size in all figures; and the least scale, in
# pixels per point, at which they can be read: wider figures scroll on a phone.
POINTS_PER_REM, LEAST_SCALE, NARROW = 14.4, 0.85, 500
_DETAILS = '<details style="order:2"><summary>The numbers</summary>{}</details>'

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
    details = "" if numbers is None else _DETAILS.format(write_table(numbers, caption, name))
    scrolls = f' role="group" tabindex="0" aria-label="{escape(take_sentence(caption))}" style="overflow-x:auto"' \
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
    title = take_sentence(alt).partition(": ")[0].rstrip(".")
    return _SVG.format(name=name, width=width, height=height, kind=kind or "only", style=style, alt=escape(alt),
                       title=escape(title), inside=inside)

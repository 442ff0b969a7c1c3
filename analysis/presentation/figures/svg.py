"""From a Matplotlib figure to an SVG that can stand in a page: real text, the page's colours, ids of its own."""

from __future__ import annotations

import io
import re

import matplotlib
from matplotlib.figure import Figure
from matplotlib.text import Text

from analysis.presentation.colours import INK, RULE, TEXT_SHADES
from analysis.presentation.figures.style import FONT
from analysis.presentation.figures.ties import KEY

_SETTINGS = {"svg.hashsalt": "framing", "svg.fonttype": "none", "svg.id": None}
_TIE = "data-row[^>]*"
_NO_METADATA = dict.fromkeys(("Date", "Creator", "Format", "Type"))

# Colours that follow the page: letters take its ink, rules and shades its variables; alone, each falls back to itself.
_THEME = {INK: "currentColor", RULE: f"var(--rule, {RULE})"} | {
    light: f"var(--text-{light[1:]}, {light})" for light, _ in TEXT_SHADES.values()}


def write_svg(figure: Figure) -> tuple[str, float, float]:
    """Return what stands inside the ``<svg>`` element, its width and its height in points.

    The same figure gives the same bytes in every run: no date, no random ids. Ids that nothing refers to are dropped;
    the others carry ``PREFIX-``, to be replaced by an id of the figure's own (``stamp_ids``).
    """
    for text in figure.findobj(Text):
        text.set_fontfamily(FONT)
    figure.patch.set_visible(False)
    drawing = io.StringIO()
    with matplotlib.rc_context(_SETTINGS):
        figure.savefig(drawing, format="svg", metadata=_NO_METADATA, bbox_inches="tight", pad_inches=0.05)
    svg = drawing.getvalue()
    width, height = (float(number) for number in re.search(r'viewBox="0 0 ([\d.]+) ([\d.]+)"', svg).groups())
    inside = re.sub(r"^.*?<svg[^>]*>|</svg>\s*$|<!--.*?-->|<(metadata|style)\b.*?</\1>", "", svg, flags=re.S)
    inside = _drop_bare_groups(re.sub(r"<[^>]+>", _rewrite_tag, inside))
    return _mark_ids(_share_looks(_hand_down(_join_lines(_join_ties(inside))))), width, height


def _rewrite_tag(tag: re.Match) -> str:
    """Round coordinates, drop the measuring font, and let theme colours follow the page."""
    text = re.sub(r"(\d\.\d\d)\d+", r"\1", re.sub(r"\s+", " ", tag[0]).replace("xlink:href", "href"))
    text = re.sub(r'^<a href="#([^"]*)".*>$', _write_tie, text).replace("</a>", "</g>")
    text = re.sub(r"font-family: [^;\"]*;? ?", "", text)
    text = re.sub(r' transform="rotate\(-?0 [^"]*"', "", text)
    text = re.sub(r'(?<=style=")[^"]*', lambda style: re.sub(r"([:;]) ", r"\1", style[0]), text)
    return re.sub(r"#[0-9a-f]{6}\b", lambda colour: _THEME.get(colour[0], colour[0]), text)


def _write_tie(link: re.Match) -> str:
    """Make a group of what is tied: the place to go to, and the rows of the figure's numbers (``ties``)."""
    if f"#{link[1]}" == KEY:
        return '<g class="key">'
    target, _, places = link[1].partition("/")
    ties = [f'data-rows="{target}"'] if target else []
    ties += ['data-row="' + places.replace("-", " ") + '"'] if places else []
    return f"<g {' '.join(ties)}>"


def _drop_bare_groups(svg: str) -> str:
    """Drop groups that say nothing of what is in them, and the ids of all others."""
    kept: list[bool] = []

    def drop(tag: re.Match) -> str:
        if tag[0] == "</g>":
            return tag[0] if kept.pop() else ""
        if tag[0].endswith("/>"):
            return ""
        bare = re.sub(r' id="[^"]*"', "", tag[0])
        kept.append(bare != "<g>")
        return bare if kept[-1] else ""

    return re.sub(r"</?g\b[^>]*>", drop, svg)


def _join_ties(svg: str) -> str:
    """Make one group of neighbours that are tied to the same rows."""
    def join(groups: re.Match) -> str:
        return f"<g {groups[1]}>{re.sub(r'</?g[^>]*>', '', groups[0])}</g>"

    return re.sub(rf"<g ({_TIE})>(?:(?!</?g).)*</g>(?:\s*<g \1>(?:(?!</?g).)*</g>)+", join, svg, flags=re.S)


def _hand_down(svg: str) -> str:
    """Let a single element carry its tie itself."""
    return re.sub(rf"<g ({_TIE})>\s*<(path|use|text)( [^>]*/>| [^>]*>[^<]*</text>)\s*</g>", r"<\2 \1\3", svg)


def _share_looks(svg: str) -> str:
    """Where all uses of a shape look the same, say it once: at the shape."""
    looks: dict[str, set[str]] = {}
    for name, look in re.findall(r'<use\b[^>]*href="#([\w.-]+)"[^>]*style="([^"]*)"', svg):
        looks.setdefault(name, set()).add(look)
    shared = {name: found.pop() for name, found in looks.items() if len(found) == 1}

    def tell(shape: re.Match) -> str:
        own = dict(rule.split(":", 1) for rule in (shape[3] or "").split(";") if rule)
        all_rules = dict(rule.split(":", 1) for rule in shared.get(shape[1], "").split(";") if rule) | own
        style = ";".join(f"{name}:{value}" for name, value in all_rules.items())
        return f'<path id="{shape[1]}" d="{shape[2]}"' + (f' style="{style}"/>' if style else "/>")

    svg = re.sub(r'<path id="([\w.-]+)" d="([^"]*)"(?: style="([^"]*)")?/>', tell, svg)
    return re.sub(r'(<use\b[^>]*href="#([\w.-]+)"[^>]*?) style="[^"]*"',
                  lambda use: use[1] if use[2] in shared else use[0], svg)


def _join_lines(svg: str) -> str:
    """Make one path of lines of the same look that follow each other; where they are half seen through, they stay."""
    line = re.compile(r'<path d="([^"]*)" ((?:(?!opacity)[^>])*style="fill:none;(?:(?!opacity)[^>])*)/>')
    joined, last, look = [], [], ""
    for piece in re.split(r"(<path [^>]*/>)", svg):
        found = line.fullmatch(piece)
        if found and found[2] == look:
            last.append(found[1])
        elif found or piece.strip():
            joined += [f'<path d="{"".join(last)}" {look}/>\n'] if last else []
            last, look = ([found[1]], found[2]) if found else ([], "")
            joined += [] if found else [piece]
    return "".join(joined + ([f'<path d="{"".join(last)}" {look}/>\n'] if last else []))


def _mark_ids(svg: str) -> str:
    used = dict.fromkeys(re.findall(r'(?:href="|url\()#([\w.-]+)', svg))
    short = {name: f"p{place:x}" for place, name in enumerate(used)}
    svg = re.sub(r' id="([\w.-]+)"', lambda found: f' id="PREFIX-{short[found[1]]}"' if found[1] in used else "", svg)
    svg = re.sub(r'(href="|url\()#([\w.-]+)', lambda found: f"{found[1]}#PREFIX-{short[found[2]]}", svg)
    return re.sub(r"\s*\n\s*", "\n", re.sub(r"<defs>\s*</defs>", "", svg)).strip()

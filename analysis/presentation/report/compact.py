"""The page made smaller without a change to what is seen: how a column or a mark looks is said once, not each time."""

from __future__ import annotations

import re
from collections import Counter
from itertools import count

_TABLE = re.compile(r"<table><caption>.*?</table>", flags=re.S)
_HEAD = re.compile(r'<th scope="col" style="([^"]*)">')
_LOOKS = {"text-align:right": "r", "text-align:left;white-space:nowrap": "l", "text-align:left;min-width:13rem": "w",
          "text-align:left": "", "text-align:right;max-width:none;white-space:nowrap": "b",
          "text-align:left;white-space:nowrap;font-weight:700": "n",
          "text-align:left;white-space:nowrap;max-width:none": "a"}
_RULES = {name: look.removeprefix("text-align:left;") for look, name in _LOOKS.items() if name}
_DRAWING = re.compile(r"(<svg[^>]*>)(.*?)(?=</svg>)", flags=re.S)
_STYLE = re.compile(r' style="([^"]*)"')


def compact_tables(page: str) -> tuple[str, str]:
    """Move the looks of cells, where they follow their column's, into classes of the table.

    Returns
    -------
    page, rules : str
        The page, and the style rules that its tables now need.

    Examples
    --------
    >>> table = ('<table><caption>Words.</caption><tr><th scope="col" style="text-align:right">n</th></tr>'
    ...          '<tr><td style="text-align:right">9</td></tr></table>')
    >>> page, rules = compact_tables(table)
    >>> page
    '<table class="r1"><caption>Words.</caption><tr><th scope="col">n</th></tr><tr><td>9</td></tr></table>'
    >>> rules
    '.r1 :is(td,th):nth-child(1){text-align:right}'
    """
    used: set[str] = set()

    def compact(table: re.Match) -> str:
        styles = _HEAD.findall(table[0])
        if not styles or any(style not in _LOOKS for style in styles):
            return table[0]
        classes = [f"{_LOOKS[style]}{place}" for place, style in enumerate(styles, start=1) if _LOOKS[style]]
        used.update(classes)
        bare = re.sub(r'<(t[dh])( scope="\w+")? style="[^"]*">', lambda cell: f"<{cell[1]}{cell[2] or ''}>", table[0])
        return bare.replace("<table>", f'<table class="{" ".join(classes)}">' if classes else "<table>", 1)

    page = _TABLE.sub(compact, page)
    rules = [f".{name} :is(td,th):nth-child({name[1:]}){{{_RULES[name[0]]}}}"
             for name in sorted(used, key=lambda name: (name[0], int(name[1:])))]
    return page, "\n".join(rules)


def compact_drawings(page: str) -> tuple[str, str]:
    """Say each look of a mark once, as a class; each form once in its drawing; and shorten names and coordinates.

    Returns
    -------
    page, rules : str
        The page, and the style rules that its drawings now need.

    Examples
    --------
    >>> page, rules = compact_drawings('<svg><path d="M 1 2 L -3 4 " style="fill:none"/><g style="fill:none"/></svg>')
    >>> page
    '<svg><path d="M1 2L-3 4" class="v0"/><g class="v0"/></svg>'
    >>> rules
    '.v0{fill:none}'
    """
    numbers, names = count(), {}
    counted = Counter(style for drawing in _DRAWING.finditer(page) for style in _STYLE.findall(drawing[2]))
    classes = {style: f"v{place}" for place, (style, n) in enumerate(counted.most_common()) if n > 1}

    def compact(drawing: re.Match) -> str:
        inside = _merge_forms(drawing[2])
        inside = _STYLE.sub(lambda style: f' class="{classes[style[1]]}"' if style[1] in classes else style[0], inside)
        inside = re.sub(r' d="([^"]*)"', lambda path: f' d="{_shorten_path(path[1])}"', inside)
        inside = re.sub(r' ([xy])="([\d.-]+)"', lambda place: f' {place[1]}="{_shorten_number(place[2])}"', inside)
        for name in re.findall(r' id="([\w-]+-p\w+)"', inside):
            names[name] = f"q{next(numbers):x}"
        inside = re.sub(r'((?: id="|href="#|url\(#))([\w-]+)',
                        lambda found: found[1] + names.get(found[2], found[2]), inside)
        return drawing[1] + re.sub(r">\n+(?=<)", ">", inside)

    page = _DRAWING.sub(compact, page)
    return page, "\n".join(f".{name}{{{style}}}" for style, name in classes.items())


def _merge_forms(inside: str) -> str:
    """Keep one of the forms that are drawn alike, and let all marks refer to it."""
    first: dict[str, str] = {}
    same = {name: first.setdefault(rest, name) for name, rest in re.findall(r'<path id="([\w-]+)"([^>]*/>)', inside)}
    inside = re.sub(r'<path id="([\w-]+)"[^>]*/>', lambda form: form[0] if same[form[1]] == form[1] else "", inside)
    inside = re.sub(r"<defs>\s*</defs>\n?", "", inside)
    return re.sub(r'href="#([\w-]+)"', lambda use: f'href="#{same.get(use[1], use[1])}"', inside)


def _shorten_path(path: str) -> str:
    """Leave out what a path can be read without: blanks, noughts at the end, and what a line keeps of its beginning.

    Examples
    --------
    >>> _shorten_path("M 0 4.50 C 1.19 -4.5 2 0 1 1 z ")
    'M0 4.5C1.19-4.5 2 0 1 1z'
    >>> _shorten_path("M 1 2 L 5 2 L 5 -4 L 1 -4 z ")
    'M1 2H5V-4H1z'
    """
    steps, at = [], ("", "")
    for letter, numbers in re.findall(r"([A-Za-z])([^A-Za-z]*)", path):
        values = [_shorten_number(number) for number in numbers.split()]
        if letter == "L" and len(values) == 2 and at[1] == values[1]:
            steps.append(f"H{values[0]}")
        elif letter == "L" and len(values) == 2 and at[0] == values[0]:
            steps.append(f"V{values[1]}")
        else:
            steps.append(letter + " ".join(values))
        at = (*values[-2:],) if len(values) > 1 and letter.isupper() else ("", "")
    return re.sub(r" (?=-)", "", "".join(steps))


def _shorten_number(number: str) -> str:
    return number.rstrip("0").rstrip(".") if "." in number else number

"""The page made smaller without a change to what is seen: how a table's column looks is said once, not in each cell."""

from __future__ import annotations

import re

_TABLE = re.compile(r"<table><caption>.*?</table>", flags=re.S)
_HEAD = re.compile(r'<th scope="col" style="([^"]*)">')
_LOOKS = {"text-align:right": "r", "text-align:left;white-space:nowrap": "l", "text-align:left;min-width:13rem": "w",
          "text-align:left": ""}
_RULES = {"r": "text-align:right", "l": "white-space:nowrap", "w": "min-width:13rem"}


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

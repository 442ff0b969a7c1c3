"""The ways from a figure to what stands behind its marks: checked against the page, and said under the figure."""

from __future__ import annotations

import re

from analysis.comparison.rows import FAMILIES
from analysis.presentation.report.uses import KINDS

_FAMILIES = "|".join(family.replace("_", "-") for family in FAMILIES)
_KINDS = "|".join(kind.replace("_", "-") for kind in KINDS)
_LEARNT_ROWS = re.compile(r"(rows-(.*?)-(learnt-[a-z0-9-]+))")
_ROWS, _USES = re.compile(rf"(rows-(.*)-({_FAMILIES}))(?:-\d+)?"), re.compile(rf"(uses-({_KINDS}))-.*")

MOST_LINKS = 12  # of more than so many the line is folded


def tie_figures(page: str) -> str:
    """Say under each figure what its marks open; a mark whose rows the page does not hold opens its row in the numbers.

    Examples
    --------
    >>> page = ('<figure class="framing"><path data-rows="rows-a-hedges" data-row="0"/>'
    ...         '<path data-rows="rows-b-hedges" data-row="1"/></figure><details class="rows" id="rows-a-hedges">')
    >>> tied = tie_figures(page)
    >>> tied[tied.index("/>"):tied.index("</figure>")]
    '/><path data-row="1"/><p class="behind">Rows behind it: <a href="#rows-a-hedges">a</a></p>'
    """
    there = {*re.findall(r' id="((?:rows|uses)-[^"]+)"', page)}

    def choose(tie: re.Match) -> str:
        return f' data-rows="{tie[1]}"' if tie[1] in there else tie[2] or ""

    def tie(figure: re.Match) -> str:
        html = re.sub(r' data-rows="([^"]+)"( data-row="[^"]+")?', choose, figure[0])
        ways = _list_ways([*dict.fromkeys(re.findall(r'data-rows="([^"]+)"', html))])
        if ways:
            links = " · ".join(f'<a href="#{name}">{said}</a>' for name, said in ways.items())
            said = f"Rows behind it: {links}"
            if len(ways) > MOST_LINKS:
                said = (f'<details class="behind"><summary>Rows behind it: {len(ways)} lists</summary>'
                        f'<p>{links}</p></details>')
                return re.sub(r"(?=<details\b|</figure>)", lambda _: said, html, count=1)
        elif "data-row=" in html:
            said = "A mark opens its row in the numbers."
        else:
            return html
        return re.sub(r"(?=<details\b|</figure>)", f'<p class="behind">{said}</p>', html, count=1)

    return re.sub(r'<figure class="framing".*?</figure>', tie, page, flags=re.S)


def _match_rows(name: str) -> re.Match | None:
    """The list that a place in the report is, or in which it is a row: its id, the article's, and the family.

    Examples
    --------
    >>> [_match_rows(name).groups() for name in ("rows-sun-learnt-v-2", "rows-sun-learnt-tone", "rows-sun-tone-120")]
    ... # doctest: +NORMALIZE_WHITESPACE
    [('rows-sun-learnt-v-2', 'sun', 'learnt-v-2'), ('rows-sun-learnt-tone', 'sun', 'learnt-tone'),
     ('rows-sun-tone', 'sun', 'tone')]
    """
    return _LEARNT_ROWS.fullmatch(name) or _ROWS.fullmatch(name)


def _list_ways(names: list[str]) -> dict[str, str]:
    """The lists that a figure's marks lead to, and how each is called in a line: by what tells it from the others."""
    rows = {found[1]: found for found in map(_match_rows, names) if found}
    several = len({found[3] for found in rows.values()}) > 1
    ways = {name: found[2] + (f", {found[3].replace('-', ' ')}" if several else "") for name, found in rows.items()}
    uses = {found[1]: found for found in map(_USES.fullmatch, names) if found}
    return ways | {name: KINDS[found[2].replace("-", "_")].way for name, found in uses.items()}

"""Every mark opens: to the rows behind its number, to where its word stands, or to its own row in the figure's table.

A tie is written as the mark's address in the drawing, ``#rows-sun-hedges/3``: the place in a report to go to and the
row of the figure's numbers to fall back on. ``svg`` makes of it ``data-rows`` and ``data-row``, which the page's script
opens.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from matplotlib.artist import Artist

KEY = "#key"  # the address of what explains colours: it stands for no number and opens nothing


def name_rows(article_id: str, family: str, start: int | None = None) -> str:
    """Name the place in a report where the rows behind an article's number stand (``analysis.comparison.rows``).

    With ``start``, where it begins in the text, it is the place of a single row: a sentence's tone, a claim.

    Examples
    --------
    >>> name_rows("The Sun", "loaded_language"), name_rows("sun", "tone", 120)
    ('rows-the-sun-loaded-language', 'rows-sun-tone-120')
    """
    at = "" if start is None else f" {start}"
    return "rows-" + re.sub(r"[^a-z0-9]+", "-", f"{article_id} {family}{at}".lower()).strip("-")


def name_use(kind: str, word: str) -> str:
    """Name the place in a report where it stands what a word, a term or a variable rests on; each has its own.

    Examples
    --------
    >>> name_use("words", "don't"), name_use("loaded_language", "in tatters"), name_use("loaded_language", "all-out")
    ('uses-words-don-27-t', 'uses-loaded-language-in-tatters', 'uses-loaded-language-all-2d-out')
    """
    spelled = re.sub(r"[^a-z0-9 _]", lambda found: f"-{ord(found[0]):x}-", word.lower())
    return f"uses-{kind}-{spelled}".replace("_", "-").replace(" ", "-")


def tie_mark(artist: Artist, target: str = "", *places: int) -> None:
    """Tie a mark to a place in the report, and to rows of the figure's numbers, counted from 0.

    Examples
    --------
    >>> from matplotlib.text import Text
    >>> dot = Text()
    >>> tie_mark(dot, "rows-sun-hedges", 3)
    >>> dot.get_url()
    '#rows-sun-hedges/3'
    """
    artist.set_url(write_tie(target, places))


def tie_marks(artist: Artist, targets: Iterable[str], places: Iterable[int]) -> None:
    """Tie each of a collection's marks to its place in the report and its row of the figure's numbers."""
    artist.set_urls([write_tie(target, (place,)) for target, place in zip(targets, places)])


def write_tie(target: str, places: Iterable[int]) -> str:
    """Write the address of a mark that is tied to a place in the report, to rows of the figure's numbers, or to both.

    Examples
    --------
    >>> write_tie("rows-sun-hedges", [3]), write_tie("", [0, 1])
    ('#rows-sun-hedges/3', '#/0-1')
    """
    return f"#{target}/{'-'.join(str(int(place)) for place in places)}".rstrip("/")

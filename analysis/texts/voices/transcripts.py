"""Find the speakers' labels of transcripts and interviews: "HOST: Welcome.", "Q: Why?", "Sen. Lowe: I never said that."

A line with a label looks like a list's item ("Roads: two are shut"), so a text counts as a transcript only where labels
come back and follow each other closely.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import NamedTuple

LABEL = "speaker's label"  # the rule's name

_LABEL = re.compile(
    r"(?P<name>[A-Z][\w.'’-]*(?:\s(?:[A-Z(][\w.'’)-]*|of|de|van|von|the)){0,5})\s?:\s+"
    r"(?=[\"“‘(\[]?[A-Z0-9$…—-])")
_STAGE_DIRECTION = re.compile(r"[(\[][^)\]]*[)\]]\.?\s*|(?:Editor['’]s note|Note)\b.*", re.IGNORECASE)
_ROLES = frozenset("host co-host anchor moderator presenter interviewer interviewee reporter question answer q a"
                   .split())
_SHORTEST_TRANSCRIPT = 3  # labels
# At least one line in two, from the first label to the last, carries one; where labels are many, one in four.
_ONE_IN, _MANY, _ONE_IN_OF_MANY = 2, 8, 4


class Label(NamedTuple):
    """A speaker's label at the start of a line: the offsets of its name, and where the speech behind it begins."""

    start: int
    end: int
    speech: int


def find_labels(text: str, paragraphs: list[tuple[int, int]]) -> dict[int, Label]:
    """Find whose line each line of a transcript is.

    Parameters
    ----------
    text : str
        The text.
    paragraphs : list of (int, int)
        The offsets of its lines.

    Returns
    -------
    dict of int to Label
        By line number. A line between two labels that carries none goes on with the label before; its ``speech`` is
        then its own start (its end, for a stage direction). Empty when the text is no transcript.

    Examples
    --------
    >>> text = "HOST: Will it hold?\\nLOWE: It will.\\nIt always has.\\nHOST: And now?\\nLOWE: Now too."
    >>> paragraphs = [(0, 19), (20, 34), (35, 49), (50, 64), (65, 79)]
    >>> [text[label.start:label.end] for label in find_labels(text, paragraphs).values()]
    ['HOST', 'LOWE', 'LOWE', 'HOST', 'LOWE']
    """
    labels = {}
    for number, (start, end) in enumerate(paragraphs):
        match = _LABEL.match(text, start, end)
        if match:
            labels[number] = Label(start, match.end("name"), match.end())
    counts = Counter(text[label.start:label.end] for label in labels.values())
    recurring = [number for number, label in labels.items() if counts[text[label.start:label.end]] > 1]
    one_in = _ONE_IN if len(recurring) < _MANY else _ONE_IN_OF_MANY
    if len(recurring) < _SHORTEST_TRANSCRIPT or len(recurring) * one_in < recurring[-1] - recurring[0] + 1:
        return {}
    return _carry_on(text, paragraphs, {n: label for n, label in labels.items() if recurring[0] <= n <= recurring[-1]})


def _carry_on(text: str, paragraphs: list[tuple[int, int]], labels: dict[int, Label]) -> dict[int, Label]:
    """Give the lines between two labels to the one before them, but for stage directions: "(Crosstalk)"."""
    carried = {}
    for number in range(min(labels), max(labels) + 1):
        start, end = paragraphs[number]
        label = labels.get(number) or carried[number - 1]._replace(speech=start)
        carried[number] = label if not _STAGE_DIRECTION.fullmatch(text, start, end) else label._replace(speech=end)
    return carried


def read_name(label: str) -> str:
    """Write a label as a name or a role is written in running text.

    Examples
    --------
    >>> read_name("SEN. LOWE"), read_name("Host")
    ('Sen. Lowe', 'host')
    """
    if label.lower() in _ROLES:
        return label.lower()
    return label.title() if label.isupper() else label

"""Read texts in which people marked attributed words: JSON Lines with spans."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from analysis.comparison.validation.labelled import TABLES, Labelled, find_ending, fingerprint_file, read_keys
from analysis.files import UserError

SPAN_LABELS = ("direct", "indirect", "attributed")


class Span(NamedTuple):
    """Attributed words in a text: their offsets, and direct, indirect, or attributed where it may be either."""

    start: int
    end: int
    label: str


def read_spans(path: Path, text: str = "text") -> Labelled:
    """Read texts whose attributed words are marked: a JSON object a line with the text and its spans.

    Spans with the same label may overlap, as where one statement reports another: what counts is whether a character
    is attributed, not how often.

    Parameters
    ----------
    path : Path
        JSON Lines: ``{"text": …, "spans": [{"start": …, "end": …, "label": …}]}``; offsets are characters, counted
        from 0, the end not included; the label is one of ``SPAN_LABELS``.
    text : str
        The key that holds the text.

    Returns
    -------
    Labelled
        ``rows`` has text and label, a list of ``Span`` in order.

    Raises
    ------
    UserError
        Naming the file and the row: no JSON, no spans, a span outside the text or of an unknown label, two labels for
        the same words.

    Examples
    --------
    >>> import tempfile
    >>> path = Path(tempfile.mkdtemp()) / "mine.jsonl"
    >>> _ = path.write_text('{"text": "She said no.", "spans": [{"start": 9, "end": 11, "label": "indirect"}]}')
    >>> read_spans(path).rows["label"].tolist()
    [[Span(start=9, end=11, label='indirect')]]
    """
    path = Path(path)
    if find_ending(path) in TABLES:
        raise UserError(f"{path.name} is a table, but voice is checked against spans. Give a JSON Lines file: "
                        '{"text": …, "spans": [{"start": …, "end": …, "label": "direct"}]} on each line.')
    cells = read_keys(path, text, "spans")
    labels = [_parse_spans(spans, len(words), f"{path.name}, row {number}")
              for number, (words, spans) in cells.items()]
    rows = pd.DataFrame({"text": [words for words, _ in cells.values()], "label": labels}, index=list(cells))
    return Labelled(path.name, fingerprint_file(path), rows)


def _parse_spans(spans: object, length: int, place: str) -> list[Span]:
    if not isinstance(spans, list):
        raise UserError(f"{place}: 'spans' is no list. Write [] where nothing is attributed.")
    parsed = sorted(_parse_span(span, length, f"{place}, span {number}") for number, span in enumerate(spans, start=1))
    furthest: dict[str, int] = {}
    for before, span in pairwise(parsed):
        furthest[before.label] = max(furthest.get(before.label, 0), before.end)
        other = next((label for label, end in furthest.items() if label != span.label and end > span.start), None)
        if other:
            raise UserError(f"{place}: the words from {span.start} on are both {other} and {span.label}. "
                            "Part the overlapping spans.")
    return parsed


def _parse_span(span: object, length: int, place: str) -> Span:
    values = [span.get(key) for key in Span._fields] if isinstance(span, dict) else [None] * len(Span._fields)
    start, end, label = values
    if type(start) is not int or type(end) is not int:
        raise UserError(f"{place}, lacks start or end. Write both as whole numbers.")
    if label not in SPAN_LABELS:
        raise UserError(f"{place}, has the label {json.dumps(label)}. Known are {', '.join(SPAN_LABELS)}.")
    if start >= end:
        raise UserError(f"{place}, starts at {start} and ends at {end}. The end is the first character behind it.")
    if start < 0 or end > length:
        raise UserError(f"{place}, runs from {start} to {end}, but the text has {length} characters. "
                        "Count characters from 0, the end not included.")
    return Span(start, end, label)

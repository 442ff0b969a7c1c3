"""How a column of a table is declared, and how tables are described in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Column:
    """One column: its type (text, integer, number, flag), its meaning, and its allowed values if they are few."""

    kind: str
    meaning: str
    values: tuple[str, ...] = ()


@dataclass(frozen=True)
class Schema:
    """One table: what a row is, the columns in order, and the columns that sort it."""

    row: str
    key: tuple[str, ...]
    columns: dict[str, Column]


def text(meaning: str, *values: str) -> Column:
    """A column of text; ``values`` are all that may stand in it, where they are few."""
    return Column("text", meaning, values)


def integer(meaning: str) -> Column:
    """A column of whole numbers."""
    return Column("integer", meaning)


def number(meaning: str) -> Column:
    """A column of numbers, NaN where undefined."""
    return Column("number", meaning)


def flag(meaning: str) -> Column:
    """A column of true and false."""
    return Column("flag", meaning)


def describe(schemas: Mapping[str, Schema]) -> str:
    """Return the column dictionary of tables as Markdown.

    Examples
    --------
    >>> print(describe({"rain": Schema("a day", ("day",), {"day": text("the day")})}).strip())
    **rain**: a row is a day.
    <BLANKLINE>
    | column | type | meaning |
    |---|---|---|
    | day | text | the day |
    """
    lines = []
    for name, schema in schemas.items():
        lines += [f"**{name}**: a row is {schema.row}.", "", "| column | type | meaning |", "|---|---|---|"]
        lines += [f"| {column} | {declared.kind} | {declared.meaning} |" for column, declared in schema.columns.items()]
        lines.append("")
    return "\n".join(lines)

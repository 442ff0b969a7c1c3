"""Expectations: which measures ought to set a corpus's registers apart, stated and dated before anybody looks.

A register is a group of ``articles.csv``. The statement stands beside the texts in ``expectations.toml``, with a
fingerprint of them, so that it can be told whether the texts are still those that it was made for.
"""

from __future__ import annotations

import hashlib
import re
import tomllib
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import pandas as pd

from analysis.comparison.descriptions import describe_measure
from analysis.comparison.plans import build_entry
from analysis.files import UserError, read_text_file

FILE = "expectations.toml"
_SIDES = re.compile(r"(\S.*?) ([>=]) (\S.*)")


@dataclass(frozen=True)
class Expectation:
    """What is expected of one measure: ``registers`` is "tabloid > wire" or, for no difference, "tabloid = wire"."""

    measure: str
    registers: str
    because: str
    part: str = "body"
    voice: str = "all"

    @property
    def sides(self) -> tuple[str, str, str]:
        """The first register, ``>`` or ``=``, and the second register."""
        return split_registers(self.registers)


@dataclass(frozen=True)
class Expectations:
    """A statement: its date, the fingerprint of the texts it is about, what was known by then, and what is expected."""

    stated: date
    texts_sha256: str
    known: str = ""
    expected: tuple[Expectation, ...] = ()


def load_expectations(folder: Path, articles: pd.DataFrame) -> Expectations | None:
    """Load ``folder/expectations.toml`` and check it against the table ``articles`` (its group).

    Returns
    -------
    Expectations or None
        None where the corpus has no such file.

    Raises
    ------
    UserError
        Naming the file and what is wrong: no TOML, a key that is unknown, missing or wrongly typed, a date or a
        fingerprint that is none, a measure, part, voice or register that is not known, registers without ``>`` or
        ``=``, a reason left empty, the same measure stated twice for the same two registers.

    Examples
    --------
    >>> import tempfile
    >>> folder = Path(tempfile.mkdtemp())
    >>> articles = pd.DataFrame({"article_id": ["x", "y"], "group": ["wire", "tabloid"], "sha256": ["0a", "0b"]})
    >>> load_expectations(folder, articles) is None
    True
    >>> _ = (folder / FILE).write_text(f'''
    ... stated = 2026-11-27
    ... texts_sha256 = "{fingerprint_texts(articles)}"
    ... [[expected]]
    ... measure = "loaded_per_1000"
    ... registers = "tabloid > wire"
    ... because = "A tabloid is loud."
    ... ''')
    >>> load_expectations(folder, articles).expected[0].sides
    ('tabloid', '>', 'wire')
    """
    path = Path(folder) / FILE
    if not path.exists():
        return None
    try:
        given = tomllib.loads(read_text_file(path))
    except tomllib.TOMLDecodeError as reason:
        raise UserError(f"{path} is not valid TOML: {reason}.") from None
    try:
        statement = build_entry(Expectations, given, "the statement")
        expected = tuple(build_entry(Expectation, each, f"expected {number}")
                         for number, each in enumerate(statement.expected, start=1))
        return _check(replace(statement, expected=expected), {*articles["group"]} - {""})
    except UserError as reason:
        raise UserError(f"{path}: {reason}") from None


def split_registers(registers: str) -> tuple[str, str, str]:
    """Split what is stated of two registers into the first, ``>`` or ``=``, and the second.

    Raises
    ------
    UserError
        When it is anything else.

    Examples
    --------
    >>> split_registers("tabloid > wire")
    ('tabloid', '>', 'wire')
    """
    found = _SIDES.fullmatch(registers)
    if not found:
        raise UserError(f"registers is '{registers}'. It must be two registers with > or = between them, such as "
                        "'tabloid > wire'.")
    return found.groups()


def fingerprint_texts(articles: pd.DataFrame) -> str:
    """Fingerprint a corpus's texts: SHA-256 of a line for each text by alphabet, its article_id, a blank, its sha256.

    Examples
    --------
    >>> articles = pd.DataFrame({"article_id": ["y", "x"], "sha256": ["0b", "0a"]})
    >>> fingerprint_texts(articles) == hashlib.sha256(b"x 0a\\ny 0b\\n").hexdigest()
    True
    """
    lines = sorted(f"{row.article_id} {row.sha256}\n" for row in articles.itertuples())
    return hashlib.sha256("".join(lines).encode("utf-8")).hexdigest()


def _check(statement: Expectations, registers: set[str]) -> Expectations:
    if not re.fullmatch("[0-9a-f]{64}", statement.texts_sha256):
        raise UserError(f"texts_sha256 is '{statement.texts_sha256}', which is no SHA-256. One has 64 digits, 0 to "
                        "9 and a to f.")
    if not statement.expected:
        raise UserError("nothing is expected. Add an expectation under a line [[expected]].")
    seen: dict[tuple, int] = {}
    for number, each in enumerate(statement.expected, start=1):
        try:
            sides = _check_expectation(each, registers)
        except UserError as reason:
            raise UserError(f"expected {number}: {reason}") from None
        earlier = seen.setdefault((each.measure, each.part, each.voice, sides), number)
        if earlier != number:
            raise UserError(f"expected {number} is about the same measure and registers as expected {earlier}. Delete "
                            "one of the two.")
    return statement


def _check_expectation(each: Expectation, registers: set[str]) -> frozenset[str]:
    describe_measure(each.measure)
    if not each.because.strip():
        raise UserError("because is empty. Say in a sentence why it is expected.")
    first, _, second = each.sides
    for register in (first, second):
        if register not in registers:
            raise UserError(f"articles.csv has no register (group) '{register}'. "
                            f"It has {', '.join(sorted(registers))}.")
    if first == second:
        raise UserError(f"'{first}' is compared with itself. Name two registers.")
    return frozenset((first, second))

"""Codings as other programs want them: a codebook of variables and values, coders, colours and lasting identifiers.

A coder's name in another program is ``A (pass 1)``; a code's is ``VARIABLE: VALUE``, so that it is its own where codes
have no order above them. An empty value is written ∅; a value that begins with ∅ gets one more. All of it reads back.
"""

from __future__ import annotations

import colorsys
import re
import uuid
from dataclasses import dataclass

import pandas as pd

from analysis.files import UserError
from analysis.presentation.exports.variables import Coded, describe_coded
from analysis.schemas import SCHEMAS
from analysis.study import Study
from analysis.tables import check

INSTRUMENT, INSTRUMENT_PASS = "framing (instrument)", 0
MACHINE = "instrument_"
EMPTY = "∅"
COLUMNS = [*SCHEMAS["codings"].columns]
_NAMESPACE = uuid.uuid5(uuid.NAMESPACE_URL, "urn:framing:exports:1")
_CODER = re.compile(r"(?P<coder>.+) \(pass (?P<number>\d{1,6})\)", re.DOTALL)
ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True)
class Code:
    """One value of one variable, as a program shows it."""

    variable: str
    value: str

    @property
    def name(self) -> str:
        return f"{self.variable}: {mark_empty(self.value)}"


def mark_empty(value: str) -> str:
    """Write a value so that it is never empty.

    Examples
    --------
    >>> [unmark_empty(mark_empty(value)) for value in ("", "body", "∅")], mark_empty("")
    (['', 'body', '∅'], '∅')
    """
    return EMPTY + value if not value or value.startswith(EMPTY) else value


def unmark_empty(value: str) -> str:
    """Undo ``mark_empty``."""
    return value.removeprefix(EMPTY)


def name_coder(coder: str, number: int) -> str:
    """Name a coder and pass as one.

    Examples
    --------
    >>> name_coder("A", 1), read_coder_name("A (pass 1)"), read_coder_name("maria")
    ('A (pass 1)', ('A', 1), ('maria', None))
    """
    return coder if coder == INSTRUMENT else f"{coder} (pass {number})"


def read_coder_name(name: str) -> tuple[str, int | None]:
    """Take a coder's name apart: the coder, and the pass where the name says it."""
    found = _CODER.fullmatch(name)
    return (found["coder"], int(found["number"])) if found else (name, None)


def read_code_name(name: str, above: str = "") -> Code:
    """Read a code's name, with that of the code above it: variable and value.

    A code of somebody's own under a variable is a value of it; one that stands alone is a variable with the value yes.

    Examples
    --------
    >>> read_code_name("part: body", "part"), read_code_name("rumour", "hedge"), read_code_name("irony")
    (Code(variable='part', value='body'), Code(variable='hedge', value='rumour'), Code(variable='irony', value='yes'))
    """
    if above:
        return Code(above, unmark_empty(name.removeprefix(f"{above}: ")))
    variable, parted, value = name.partition(": ")
    return Code(variable, unmark_empty(value)) if parted else Code(name, "yes")


def make_guid(*names: object) -> str:
    """Return an identifier that is the same for the same names wherever it is made (UUID version 5)."""
    return str(uuid.uuid5(_NAMESPACE, "\0".join(str(name) for name in names)))


def choose_colour(variable: str, place: int = 0) -> str:
    """Return a colour ``#rrggbb``: the hue is the variable's, values differ in lightness.

    Examples
    --------
    >>> choose_colour("part") == choose_colour("part"), choose_colour("part") == choose_colour("part", 1)
    (True, False)
    """
    hue = uuid.UUID(make_guid("colour", variable)).int % 360 / 360
    red, green, blue = colorsys.hls_to_rgb(hue, 0.45 + 0.08 * (place % 5), 0.6)
    return "#" + "".join(f"{round(255 * part):02x}" for part in (red, green, blue))


def collect_codes(study: Study, texts: dict[str, str], with_instrument: bool) -> pd.DataFrame:
    """Return the codings of the articles whose texts are there, in the columns of the table codings.

    ``with_instrument`` adds what the instrument found (matches, voices, claims, frames) as a further coder,
    ``INSTRUMENT``, pass 0, with variables that begin with ``instrument_``.

    Raises
    ------
    UserError
        When a code holds a character that XML does not allow.
    """
    parts = [study.codings, *(_list_instrument_codes(study) if with_instrument else ())]
    rows = pd.concat(parts, ignore_index=True)
    rows = rows[rows.article_id.isin(texts)]
    for column in ("variable", "value", "coder", "reason"):
        illegal = rows[column].map(lambda cell: bool(ILLEGAL.search(cell)))
        if illegal.any():
            row = rows[illegal].iloc[0]
            raise UserError(f"The coding of {row.article_id}, {row.start} to {row.end}, {row.variable} has a control "
                            f"character in {column}, which no XML file may hold. Take it out of codings.csv.")
    return check(rows.drop_duplicates(COLUMNS), "codings")


def _list_instrument_codes(study: Study) -> list[pd.DataFrame]:
    places = study.sentences[["article_id", "sentence", "start", "end"]]
    frames = study.frames.merge(places, on=["article_id", "sentence"])
    spoken = study.passages[study.passages.voice != "narration"]
    return [
        _code(study.matches, MACHINE + study.matches.lexicon, study.matches.category),
        _code(spoken, f"{MACHINE}voice", spoken.voice),
        *(_code(study.claims, f"{MACHINE}claim_{field}", study.claims[field])
          for field in ("role", "mechanism", "polarity")),
        _code(frames, f"{MACHINE}frame_" + frames["frame"], "yes"),
    ]


def _code(table: pd.DataFrame, variable: object, value: object) -> pd.DataFrame:
    stretches = table[["article_id", "start", "end"]]
    return stretches.assign(variable=variable, value=value, coder=INSTRUMENT, **{"pass": INSTRUMENT_PASS}, reason="")


def list_values(codes: pd.DataFrame) -> dict[str, list[str]]:
    """List each variable's values: the codebook's closed list first, then the others that were given."""
    values = {}
    for variable, given in codes.groupby("variable")["value"]:
        coded = describe_coded(str(variable)) or Coded(0, "")
        declared = () if coded.numeric else coded.values
        values[str(variable)] = [*dict.fromkeys([*declared, *sorted(given.unique())])]
    return values


def describe_code(variable: str) -> str:
    """Say what a variable means, in one line."""
    if variable.startswith(MACHINE):
        return "Found by the instrument, not by a coder."
    coded = describe_coded(variable)
    return f"{coded.meaning} (codebook, section {coded.section})" if coded else ""

"""Tables as SPSS files: names that SPSS takes, labels for variables and values, undefined numbers as missing.

Columns with few declared values become numbers with value labels; so do flags (0 no, 1 yes) and coded variables. The
empty string and NaN become system-missing; free text stays text. Limits are SPSS's own: 64 bytes for a name, 256 for a
variable's label, 120 for a value's.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd

from analysis.files import UserError
from analysis.presentation.exports.contents import write_files
from analysis.presentation.exports.extras import load_extra
from analysis.presentation.exports.shapes import widen_codings, widen_measures
from analysis.presentation.exports.variables import Coded, describe_coded
from analysis.schemas import SCHEMAS

NAME_BYTES, LABEL_BYTES, VALUE_BYTES, TEXT_BYTES = 64, 256, 120, 32_767
MOST_VALUES = 60
_RESERVED = {"all", "and", "by", "eq", "ge", "gt", "le", "lt", "ne", "not", "or", "to", "with"}


@dataclass(frozen=True)
class Variable:
    """One SPSS variable: numbers with labels for some of them, or text."""

    values: pd.Series
    label: str
    labels: dict[int, str] = field(default_factory=dict)
    measure: str = "nominal"
    format: str = ""


def name_variable(wanted: str, taken: Collection[str] = ()) -> str:
    """Return a name that SPSS takes and that is not taken, letters' case aside.

    Examples
    --------
    >>> name_variable("tone towards «her»"), name_variable("2nd"), name_variable("to"), name_variable("Tone", {"tone"})
    ('tone_towards_her', 'v_2nd', 'to_', 'Tone_2')
    """
    name = re.sub(r"\W+", "_", wanted).strip("_")
    name = name if re.match(r"[^\W\d_]", name) else f"v_{name}"
    name = cut_bytes(name, NAME_BYTES)
    if name.lower() in _RESERVED:
        name += "_"
    used, number, free = {other.lower() for other in taken}, 1, name
    while free.lower() in used:
        number += 1
        free = cut_bytes(name, NAME_BYTES - len(f"_{number}")) + f"_{number}"
    return free


def cut_bytes(text: str, most: int) -> str:
    """Cut a text to so many bytes of UTF-8, between characters.

    Examples
    --------
    >>> cut_bytes("Müller", 2)
    'M'
    """
    return text.encode("utf-8")[:most].decode("utf-8", errors="ignore")


def encode_values(values: pd.Series, declared: Iterable[str]) -> tuple[pd.Series, dict[int, str]]:
    """Turn words into numbers with labels; a whole number keeps itself, words get the next free numbers in order.

    Examples
    --------
    >>> numbers, labels = encode_values(pd.Series(["4", "question", "", "2"]), ["2", "4", "question"])
    >>> numbers.tolist(), labels
    ([4.0, 5.0, nan, 2.0], {2: '2', 4: '4', 5: 'question'})
    """
    words = [word for word in dict.fromkeys([*declared, *sorted(values.unique())]) if word]
    numbers = {word: int(word) for word in words if re.fullmatch(r"\d{1,6}", word) and str(int(word)) == word}
    free = max(numbers.values(), default=0) + 1
    numbers |= {word: free + place for place, word in enumerate(word for word in words if word not in numbers)}
    labels = {number: cut_bytes(word, VALUE_BYTES) for word, number in numbers.items()}
    return values.map(numbers).astype("float64"), dict(sorted(labels.items()))


def describe_table(table: pd.DataFrame, name: str) -> dict[str, Variable]:
    """Turn a checked table into SPSS variables, by column."""
    return {column: _describe_column(table[column], declared.kind, declared.meaning, declared.values)
            for column, declared in SCHEMAS[name].columns.items()}


def _describe_column(values: pd.Series, kind: str, meaning: str, declared: tuple[str, ...]) -> Variable:
    if kind == "flag":
        return Variable(values.astype("float64"), meaning, {0: "no", 1: "yes"}, format="F1.0")
    if kind == "integer":
        return Variable(values.astype("float64"), meaning, measure="scale", format="F10.0")
    if kind == "number":
        return Variable(values, meaning, measure="scale", format="F12.6")
    if declared:
        numbers, labels = encode_values(values, declared)
        return Variable(numbers, meaning, labels, format="F4.0")
    return Variable(values, meaning)


def describe_wide_codings(codings: pd.DataFrame) -> dict[str, Variable]:
    """Turn the codings into SPSS variables: a row for each stretch, coder and pass, a variable for each coded one."""
    wide = widen_codings(codings)
    declared = SCHEMAS["codings"].columns
    keys = {column: _describe_column(wide[column], declared[column].kind, declared[column].meaning, ())
            for column in wide if column in declared}
    return keys | {column: _describe_coded(wide[column], describe_coded(column) or Coded(0, column))
                   for column in wide if column not in declared}


def _describe_coded(values: pd.Series, coded: Coded) -> Variable:
    numbers = pd.to_numeric(values, errors="coerce").astype("float64")
    if coded.numeric and (numbers.notna() | (values == "")).all():
        return Variable(numbers, coded.meaning, measure="scale", format="F8.2")
    if coded.values or values.nunique() <= MOST_VALUES and values.str.len().max() <= VALUE_BYTES // 4:
        numbers, labels = encode_values(values, coded.values)
        return Variable(numbers, coded.meaning, labels, format="F4.0")
    return Variable(values, coded.meaning)


def format_sav(variables: dict[str, Variable], title: str) -> bytes:
    """Write variables as an SPSS system file (.sav, compressed, UTF-8).

    Raises
    ------
    UserError
        When pyreadstat is not installed, or a text is longer than SPSS can hold.
    """
    library = load_extra("pyreadstat", "sav")
    names: dict[str, str] = {}
    for column in variables:
        names[column] = name_variable(column, names.values())
    data = {}
    for column, variable in variables.items():
        text = variable.values.dtype != "float64"
        if text and (variable.values.str.encode("utf-8").str.len() > TEXT_BYTES).any():
            raise UserError(f"{title}: {column} holds a text of more than {TEXT_BYTES} bytes, which SPSS cannot hold.")
        data[names[column]] = variable.values.astype("object") if text else variable.values
    by_name = {names[column]: variable for column, variable in variables.items()}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "table.sav"
        library.write_sav(
            pd.DataFrame(data), path, file_label=cut_bytes(title, 64), row_compress=True,
            column_labels={name: cut_bytes(variable.label, LABEL_BYTES) for name, variable in by_name.items()},
            variable_value_labels={name: variable.labels for name, variable in by_name.items() if variable.labels},
            variable_measure={name: variable.measure for name, variable in by_name.items()},
            variable_format={name: variable.format for name, variable in by_name.items() if variable.format})
        return path.read_bytes()


def write_spss(tables: dict[str, pd.DataFrame], articles: pd.DataFrame, out: Path) -> list[Path]:
    """Write each table as ``NAME.sav`` into a folder, with measures and codings also in wide form."""
    variables = {name: describe_table(table, name) for name, table in tables.items()}
    if "measures" in tables:
        wide, meanings = widen_measures(tables["measures"], articles)
        variables["measures_wide"] = {column: _describe_column(
            wide[column], "number" if column in meanings else "text",
            meanings.get(column) or SCHEMAS["articles"].columns[column].meaning, ()) for column in wide}
    if "codings" in tables and len(tables["codings"]):
        variables["codings_wide"] = describe_wide_codings(tables["codings"])
    return write_files(out, {f"{name}.sav": format_sav(each, name) for name, each in variables.items()})

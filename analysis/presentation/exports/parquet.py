"""Tables as Parquet: exact types, and each column's meaning in the schema."""

from __future__ import annotations

import io
from pathlib import Path

import pandas as pd

import analysis
from analysis.presentation.exports.contents import write_files
from analysis.presentation.exports.extras import load_extra
from analysis.presentation.exports.variables import find_unit
from analysis.schemas import SCHEMAS

_TYPES = {"text": "string", "integer": "int64", "number": "float64", "flag": "bool_"}


def format_parquet(table: pd.DataFrame, name: str) -> bytes:
    """Write a checked table as a Parquet file.

    Text is string, integers int64, numbers float64 (null where undefined), flags bool. The schema's metadata has
    ``description``, ``unit`` and ``values`` of every column, and what a row is.

    Raises
    ------
    UserError
        When pyarrow is not installed.
    """
    arrow, parquet = load_extra("pyarrow", "parquet"), load_extra("pyarrow.parquet", "parquet")
    schema = SCHEMAS[name]
    fields = [arrow.field(column, getattr(arrow, _TYPES[declared.kind])(), nullable=declared.kind == "number",
                          metadata={"description": declared.meaning, "unit": find_unit(name, column),
                                    "values": "; ".join(declared.values)})
              for column, declared in schema.columns.items()]
    about = {"description": f"a row is {schema.row}", "key": ", ".join(schema.key),
             "made_by": f"framing {analysis.__version__}"}
    columns = [arrow.array(table[field.name].tolist(), field.type, from_pandas=True) for field in fields]
    file = io.BytesIO()
    parquet.write_table(arrow.Table.from_arrays(columns, schema=arrow.schema(fields, metadata=about)), file)
    return file.getvalue()


def write_parquet(tables: dict[str, pd.DataFrame], out: Path) -> list[Path]:
    """Write each table as ``NAME.parquet`` into a folder."""
    return write_files(out, {f"{name}.parquet": format_parquet(table, name) for name, table in tables.items()})

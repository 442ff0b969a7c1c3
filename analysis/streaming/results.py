"""A folder of results: what it follows from, which chunks are there, and the tables read from it.

``run.json`` says what everything follows from; each table is a folder of Parquet files, one a chunk; ``done/`` lists a
chunk when all its files are there; ``finished.json`` stands there when all chunks are.
"""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from analysis.comparison.descriptions import TOWARDS
from analysis.files import UserError, is_remainder, sweep
from analysis.presentation.exports.parquet import format_parquet
from analysis.streaming.places import open_place, put_file
from analysis.streaming.sources import Chunk
from analysis.tables import check

FINISHED = "finished.json"
_RUN = "run.json"
_NAMED = ["article_id", "part", "voice", "measure", "unit"]


def open_run(out: Path, settings: dict[str, Any]) -> None:
    """Write down what the results follow from, or hold it against what an earlier run wrote down.

    Raises
    ------
    UserError
        When the folder holds something else, or results of another run.
    """
    path = out / _RUN
    for room in ("", "done", *settings["tables"]):
        if isinstance(out, Path):
            sweep(out / room)
    if path.is_file():
        before = _read_note(path)
        if not before:
            raise UserError(f"{path} is damaged. Take {out} away and measure anew.")
        other = [name for name in settings if before.get(name) != settings[name]]
        if other:
            raise UserError(f"{out} holds results of another run: its {' and '.join(other)} differ. Name another "
                            "folder, or take this one away.")
    elif out.is_dir() and not all(map(is_remainder, out.iterdir())):
        raise UserError(f"{out} is there already and holds no run of framing measure. Name a folder that is not there.")
    else:
        put_file(path, json.dumps(settings, indent=2) + "\n")


def put_chunk(out: Path, chunk: Chunk, tables: dict[str, pd.DataFrame]) -> None:
    """Write a chunk's tables, and list it last."""
    files = {name: format_parquet(table, name) for name, table in tables.items()}
    for name, data in files.items():
        put_file(out / name / f"{chunk.name}.parquet", data)
    put_file(out / "done" / f"{chunk.name}.json", json.dumps(
        {"inputs": chunk.fingerprint, "files": {name: sha256(data).hexdigest() for name, data in files.items()}}))


def is_done(out: Path, chunk: Chunk) -> bool:
    """Whether the chunk is there, measured from these very rows and texts; one measured from others is unlisted."""
    path = out / "done" / f"{chunk.name}.json"
    if not path.is_file():
        return False
    if _read_note(path).get("inputs") != chunk.fingerprint:
        reopen_run(out)  # before the chunk is unlisted: a kill between the two must not leave a finished run without it
        path.unlink(missing_ok=True)  # another run may have been faster
        return False
    return True


def finish_run(out: Path, counts: dict[str, int]) -> None:
    """Say that all chunks are there.

    Raises
    ------
    UserError
        When there are chunks behind the last one: of a longer table, whose rows would be counted with the others. When
        chunks were measured that are not here.
    """
    there = [path.stem for path in (out / "done").glob("chunk-*.json")]
    over = [name for name in there if int(name.split("-")[1]) >= counts["chunks"]]
    if over:
        raise UserError(f"{out} holds {len(over)} chunks more than the corpus has now: articles were taken out since. "
                        "Take the folder away and measure anew.")
    wanting = counts["chunks"] - len(there)
    if wanting:
        raise UserError(f"{out} lacks {wanting} of {counts['chunks']} chunks that were measured: workers wrote them "
                        "where this machine does not see them, or another run took them away. Name a folder that all "
                        "workers reach, and give framing measure once more.")
    put_file(out / FINISHED, json.dumps(counts) + "\n")


def reopen_run(out: Path) -> None:
    """Say that a chunk is wanting."""
    (out / FINISHED).unlink(missing_ok=True)


def read_stream(out: str | Path, table: str = "measures") -> pd.DataFrame:
    """Read a table of finished results, in the order of ``analysis.schemas``.

    Raises
    ------
    UserError
        When there is no such table, the run is not finished, or a file is damaged.
    """
    parts = [part for part in _read_parts(out, table) if len(part)]
    read = check(pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(), table)
    if table != "measures":
        return read
    return read[~read["measure"].isin(_list_unfound(read["measure"], _count_found(read)))].reset_index(drop=True)


def read_group(out: str | Path) -> str:
    """Read which column was taken for the groups."""
    return _read_note(open_place(out) / _RUN).get("group", "group")


def read_values(out: str | Path) -> pd.DataFrame:
    """Read what comparing groups needs of the table ``measures``, in a tenth of the memory.

    Returns
    -------
    DataFrame
        article_id · part · voice · measure · unit, categories in alphabetical order · value, where it is defined.
    """
    from pandas.api.types import union_categoricals

    parts = []
    for part in _read_parts(out, "measures"):
        part["counted"] = _count_found(part)
        parts.append(part.drop(columns=["numerator", "denominator"]).astype(dict.fromkeys(_NAMED, "category")))
    if not parts:
        return pd.DataFrame(columns=[*_NAMED, "value"])
    columns = {name: union_categoricals([part.pop(name) for part in parts], sort_categories=True) for name in _NAMED}
    numbers = {name: np.concatenate([part.pop(name) for part in parts]) for name in ("value", "counted")}
    read = pd.DataFrame(columns | numbers, copy=False)
    unfound = _list_unfound(read["measure"], read["counted"])
    return read[read["value"].notna() & ~read["measure"].isin(unfound)].drop(columns="counted").reset_index(drop=True)


def _read_parts(out: str | Path, table: str) -> Iterator[pd.DataFrame]:
    out = open_place(out)
    if not (out / _RUN).is_file() or not (out / table).is_dir():
        raise UserError(f"{out} holds no table {table} of framing measure.")
    finished = _read_note(out / FINISHED)
    if not finished:
        raise UserError(f"{out} is not finished. Give the same framing measure once more.")
    done = sorted((out / "done").glob("chunk-*.json"), key=lambda path: path.name)
    if len(done) != finished["chunks"]:
        raise UserError(f"{out} lacks a chunk in its folder done. Give the same framing measure once more.")
    for listed in done:
        path = out / table / f"{listed.stem}.parquet"
        data = path.read_bytes() if path.is_file() else b""
        if sha256(data).hexdigest() != _read_note(listed).get("files", {}).get(table):
            raise UserError(f"{path} is missing or damaged. Take {listed} away and give the same framing measure once "
                            "more.")
        yield pd.read_parquet(io.BytesIO(data))


def _read_note(path: Path) -> dict[str, Any]:
    """What a small file of ours says: nothing where it is not there, or half there, as a power cut may leave it."""
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError):
        return {}


def _count_found(measures: pd.DataFrame) -> pd.Series:
    """How much each row adds to what is found of a target, or of claims; NaN for other measures."""
    towards = measures["measure"].str.startswith(TOWARDS)
    counted = measures["denominator"].where(towards, measures["numerator"])
    return counted.where(towards | measures["measure"].str.startswith(("claim_", "claims_")))


def _list_unfound(measures: pd.Series, counted: pd.Series) -> list[str]:
    """Targets and claims that no article has: a chunk could not know, and the table of the whole has no such rows."""
    found = counted.groupby(measures, observed=True).sum(min_count=1).dropna()
    family = pd.Series([name if name.startswith(TOWARDS) else "claims" for name in found.index], index=found.index)
    return [*found.index[found.groupby(family).transform("sum") == 0]]

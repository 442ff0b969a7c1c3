"""Every figure of validation in one table: labelled sets and hand codings, as shipped in ``data/validation.csv``.

Sets that belong to others are not shipped, their figures are: a row says which set, which bytes of it, and which
version measured it. What is not at hand keeps the figures that were recorded when it was.
"""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import nan
from pathlib import Path

import pandas as pd

import analysis
from analysis.comparison.agreement import measure_agreement
from analysis.comparison.validation.instruments import VOICE
from analysis.comparison.validation.labelled import Labelled, fingerprint_file
from analysis.comparison.validation.spans import Span
from analysis.comparison.validation.validations import Validation, validate_file, validate_rows
from analysis.comparison.validation.voices import EITHER
from analysis.files import UserError, read_text_file, write_file
from analysis.schemas import SCHEMAS
from analysis.tables import check, format_csv, read_cells, read_csv

DATA = Path(analysis.__file__).parent / "data"
RECORD = DATA / "validation.csv"
LABELS = "labels"
UNSEEN = "_unseen"  # behind a corpus's name: those of its articles that no rule was made in sight of
_BASELINE = "baseline_"


@dataclass(frozen=True)
class LabelledSet:
    """A labelled set: its name, files, the measures it can judge, and what a reader must know of it.

    ``reference`` is its key in ``references.bib``; ``seen`` says that rules were made in sight of it.
    """

    name: str
    file: str
    measures: tuple[str, ...]
    what: str
    citation: str
    reference: str
    licence: str
    seen: bool
    spans: str = ""


def load_sets() -> dict[str, LabelledSet]:
    """Load the sets that the record knows, by name (``data/labelled_sets.toml``).

    Examples
    --------
    >>> load_sets()["hedging_wiki"].measures
    ('hedging', 'uncertainty')
    """
    given = tomllib.loads(read_text_file(DATA / "labelled_sets.toml"))
    return {name: LabelledSet(name, **about | {"measures": tuple(about["measures"])}) for name, about in given.items()}


def load_record(path: Path = RECORD) -> pd.DataFrame:
    """Load the recorded figures.

    Returns
    -------
    DataFrame
        The table ``validation`` (``analysis.schemas``); empty when nothing was recorded.
    """
    return read_csv(path, "validation") if path.exists() else check(pd.DataFrame(), "validation")


def measure_sets(folders: Sequence[Path]) -> pd.DataFrame:
    """Hold the measures against every known set that one of the folders holds.

    Returns
    -------
    DataFrame
        The table ``validation``, its rows from labelled sets.
    """
    rows: list[dict] = []
    for labelled in load_sets().values():
        path, spans = _find(labelled.file, folders), _find(labelled.spans, folders)
        if path is None or (labelled.spans and spans is None):
            continue
        for measure in labelled.measures:
            validation = _validate_offsets(path, spans) if spans else validate_file(path, measure)
            rows += _list_rows(labelled.name, validation)
    return _complete(pd.DataFrame(rows))


def measure_codings(name: str, path: Path, codings: pd.DataFrame, sentences: pd.DataFrame, passages: pd.DataFrame,
                    mentions: pd.DataFrame, matches: pd.DataFrame, targets: pd.DataFrame,
                    claims: pd.DataFrame, frames: pd.DataFrame) -> pd.DataFrame:
    """Record the agreement of a corpus's codings (``measure_agreement``) as rows of the same table.

    Parameters
    ----------
    name : str
        The corpus.
    path : Path
        Its ``codings.csv``, for the fingerprint (``fingerprint_codings``).
    codings, sentences, passages, mentions, matches, targets, claims, frames : DataFrame
        The tables of these names.
    """
    figures = measure_agreement(codings, sentences, passages, mentions, matches, targets, claims, frames)
    figures = figures.rename(columns={"variable": "instrument"})
    fingerprint = fingerprint_codings(path, sentences, passages, mentions, matches, targets, claims, frames)
    return _complete(figures.assign(set=name, set_sha256=fingerprint, version=analysis.__version__))


def measure_unseen(name: str, path: Path, unseen: Sequence[str], codings: pd.DataFrame,
                   *tables: pd.DataFrame) -> pd.DataFrame:
    """Record the agreement on those of a corpus's articles that no rule was made in sight of, as a set of its own.

    Parameters
    ----------
    name, path, codings
        As ``measure_codings`` takes them.
    unseen : sequence of str
        Their article_ids (``Plan.unseen``); none gives no rows.
    tables : DataFrame
        sentences, passages, mentions, matches, targets, claims, frames.
    """
    if not unseen:
        return check(pd.DataFrame(), "validation")
    chosen = [table[table["article_id"].isin([*unseen])].reset_index(drop=True) for table in (codings, *tables)]
    return measure_codings(name + UNSEEN, path, *chosen)


def fingerprint_codings(path: Path, *tables: pd.DataFrame) -> str:
    """Fingerprint a corpus's codings together with the tables that they are held against.

    Parameters
    ----------
    path : Path
        Its ``codings.csv``.
    tables : DataFrame
        sentences, passages, mentions, matches, targets, claims, frames.
    """
    names = ("sentences", "passages", "mentions", "matches", "targets", "claims", "frames")
    parts = [read_text_file(path), *(format_csv(table, name) for table, name in zip(tables, names))]
    return hashlib.sha256("".join(parts).encode()).hexdigest()  # line ends are the same on every machine


def merge_records(new: Iterable[pd.DataFrame], old: pd.DataFrame) -> pd.DataFrame:
    """Put new figures in place of the old ones of the same sets; sets that were not measured now keep theirs.

    Examples
    --------
    >>> old = _complete(pd.DataFrame({"set": ["a", "b"], "n": [1, 1], "comparison": "labels"}))
    >>> new = _complete(pd.DataFrame({"set": ["b"], "n": [2], "comparison": "labels"}))
    >>> merge_records([new], old)[["set", "n"]].values.tolist()
    [['a', 1], ['b', 2]]
    """
    measured = pd.concat([table for table in new if len(table)] or [old.head(0)])
    kept = old[~old["set"].isin(measured["set"])]
    return check(pd.concat([table for table in (kept, measured) if len(table)] or [old]), "validation")


def write_record(record: pd.DataFrame, path: Path = RECORD) -> None:
    write_file(path, format_csv(record, "validation"))


def _complete(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows as the table ``validation``: numbers that they lack are NaN, words empty."""
    columns = SCHEMAS["validation"].columns
    lacking = {name: "" if column.kind == "text" else nan for name, column in columns.items() if name not in rows}
    return check(rows.assign(**lacking), "validation")


def _find(name: str, folders: Sequence[Path]) -> Path | None:
    return next((folder / name for folder in folders if name and (folder / name).is_file()), None)


def _list_rows(name: str, validation: Validation) -> list[dict]:
    metrics = validation.metrics.rename(columns={name: f"{_BASELINE}{name}" for name in validation.baselines})
    return [{"instrument": validation.measure, "set": name, "set_sha256": validation.sha256, "comparison": LABELS,
             "category": "", "unit": validation.unit, "n": validation.n, "metric": metric,
             "version": analysis.__version__} | row for metric, row in metrics.to_dict("index").items()]


def _validate_offsets(path: Path, spans: Path) -> Validation:
    """Hold the voices against offsets (row, start, end, coder) in the rows of a table of others' texts, by coder A."""
    texts, offsets = read_cells(path)["text"].to_list(), read_cells(spans)
    labels: dict[int, list[Span]] = {}
    for row in offsets[offsets["coder"] == "A"].itertuples():
        marked = labels.setdefault(int(row.row), [])
        if row.start:
            marked.append(Span(int(row.start), int(row.end), EITHER))
    if max(labels) >= len(texts):
        raise UserError(f"{spans.name} labels row {max(labels)}, but {path.name} has {len(texts)} rows. Give the file "
                        "that was labelled.")
    rows = pd.DataFrame({"text": [texts[number] for number in labels], "label": list(labels.values())})
    return validate_rows(Labelled(path.name, fingerprint_file(path), rows), VOICE)

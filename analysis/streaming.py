"""Many articles, a chunk at a time; a run that was killed goes on where it stopped.

Of all articles only the ids are kept in memory. A folder of results is ``run.json`` (what everything follows from), a
folder of Parquet files for each table, one file a chunk, ``done/``, where a chunk is listed when all its files are
there, and ``finished.json`` when all chunks are. Every file is written aside and renamed, a chunk's numbers follow from
its articles alone, and a chunk that is measured again replaces its own files: so nothing can be lost, doubled or half
there, whenever the power goes.
"""

from __future__ import annotations

import csv
import hashlib
import json
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from dataclasses import dataclass
from functools import lru_cache, partial
from itertools import islice
from pathlib import Path

import pandas as pd

import analysis
from analysis.comparison.descriptions import TOWARDS
from analysis.comparison.measures import measure_articles
from analysis.files import UserError, is_remainder, read_text_file, refuse_links, sweep, write_file
from analysis.instruments.readings import BASE_TABLES, measure_texts
from analysis.lexicons import load_lexicon
from analysis.plan_files import find_group_column
from analysis.presentation.exports.parquet import format_parquet
from analysis.schemas import SCHEMAS
from analysis.study import BESIDE, LEXICONS
from analysis.tables import check, free_formula
from analysis.texts.articles import MANIFEST, check_row, fingerprint, read_article
from analysis.texts.names.targets import load_targets

CHUNK = 200  # articles
ALWAYS = ("articles", "measures")
TABLES = (*ALWAYS, *(name for name in BASE_TABLES if name != "reuse"))
FINISHED = "finished.json"
_LINKED = ("texts", "tables")  # folders of a corpus from which no link may lead out
_AHEAD = 2  # chunks that wait for each process
Progress = Callable[[int], None]


@dataclass(frozen=True)
class Chunk:
    """Neighbouring rows of a manifest: the number of the chunk, the rows, and their fingerprint."""

    number: int
    rows: tuple[dict[str, str], ...]

    @property
    def name(self) -> str:
        return f"chunk-{self.number:07}"

    @property
    def fingerprint(self) -> str:
        return hashlib.sha256(json.dumps(self.rows, sort_keys=True).encode()).hexdigest()


def measure_stream(folder: Path, out: Path, tables: Sequence[str] = (), jobs: int = 1, size: int = CHUNK,
                   progress: Progress | None = None) -> dict[str, int]:
    """Measure a corpus of any size into a folder of Parquet files; what is there already is kept.

    Parameters
    ----------
    folder : path
        The corpus: ``articles.csv``, and each text in ``texts/`` under its article_id.
    out : path
        The folder of results: a new one, or one that a run of the same corpus and settings left.
    tables : sequence of str
        Tables beside ``articles`` and ``measures``, of ``TABLES``. What holds between articles (``reuse``) needs them
        all at once and is no part of a stream.
    jobs : int
        Processes.
    size : int
        Articles of a chunk.
    progress : callable, optional
        Called with the number of articles whenever a chunk is there.

    Returns
    -------
    dict of int
        Articles that are there in all, those ``measured`` now, and chunks.

    Raises
    ------
    UserError
        Naming the row or file: a manifest or text that cannot be read, results of another run in ``out``, a full disk.
        What was finished before stays, and the next run goes on there.
    """
    folder, out = Path(folder), Path(out)
    tables = tuple(dict.fromkeys((*ALWAYS, *tables)))
    unknown = [name for name in tables if name not in TABLES]
    if unknown:
        raise UserError(f"A stream has no table {', '.join(unknown)}. It has {', '.join(TABLES)}.")
    if size < 1 or jobs < 1:
        raise UserError("A chunk has at least one article, and there is at least one process.")
    refuse_links(folder, *_LINKED)
    _open_run(folder, out, tables, size)
    counts = {"articles": 0, "measured": 0, "chunks": 0}

    def count(chunk: Chunk, measured: bool) -> None:
        counts["articles"] += len(chunk.rows)
        counts["measured"] += len(chunk.rows) if measured else 0
        counts["chunks"] += 1
        if progress:
            progress(len(chunk.rows))

    def list_open() -> Iterator[Chunk]:
        for chunk in read_chunks(folder, size):
            if _is_done(out, chunk):
                count(chunk, False)
            else:
                (out / FINISHED).unlink(missing_ok=True)
                yield chunk

    measure = partial(measure_chunk, folder, out, tables)
    if jobs == 1:
        for chunk in list_open():
            measure(chunk)
            count(chunk, True)
    else:
        _share_out(measure, list_open(), jobs, count)
    _refuse_left_over(out, counts["chunks"])
    write_file(out / FINISHED, json.dumps(counts) + "\n")
    return counts


def _share_out(measure: Callable[[Chunk], None], chunks: Iterator[Chunk], jobs: int,
               count: Callable[[Chunk, bool], None]) -> None:
    """Let processes measure chunks, a few of them waiting; the first fault stops the run when what runs is finished."""
    with ProcessPoolExecutor(jobs) as pool:
        running: dict[Future, Chunk] = {}
        for chunk in islice(chunks, _AHEAD * jobs):
            running[pool.submit(measure, chunk)] = chunk
        while running:
            finished, _ = wait(running, return_when=FIRST_COMPLETED)
            for future in finished:
                future.result()
                count(running.pop(future), True)
            for chunk in islice(chunks, len(finished)):
                running[pool.submit(measure, chunk)] = chunk


def read_chunks(folder: Path, size: int = CHUNK) -> Iterator[Chunk]:
    """Read a manifest, so many rows at a time; its rows are checked as ``load_manifest`` does.

    Raises
    ------
    UserError
        Naming the row, or the link that leads out of the folder.
    """
    refuse_links(folder, *_LINKED)
    path, group = Path(folder) / MANIFEST, find_group_column(folder)
    seen: set[str] = set()
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file, strict=True)
            lacking = [name for name in ("article_id", group) if name not in (reader.fieldnames or ())]
            if lacking:
                raise UserError(f"{path} lacks the column {', '.join(lacking)}.")
            rows, number = [], 0
            for place, row in enumerate(reader, start=2):
                if None in row or None in row.values():
                    raise UserError(f"{path}, row {place}, has more or fewer cells than the first row.")
                row = {name: free_formula(cell.strip()) for name, cell in row.items()}
                row["group"] = row[group]
                check_row(path, place, row)
                if row["article_id"] in seen:
                    raise UserError(f"{path}, row {place}: the article_id {row['article_id']} stands there already. "
                                    "Give each article its own.")
                seen.add(row["article_id"])
                rows.append(row)
                if len(rows) == size:
                    yield Chunk(number, tuple(rows))
                    rows, number = [], number + 1
            if rows:
                yield Chunk(number, tuple(rows))
    except OSError as reason:
        raise UserError(f"{path} cannot be read: {reason.strerror}.") from None
    except (csv.Error, UnicodeDecodeError) as reason:
        raise UserError(f"{path} is not comma-separated values in UTF-8: {reason}.") from None


def measure_chunk(folder: Path, out: Path, tables: tuple[str, ...], chunk: Chunk) -> None:
    """Measure a chunk and write its files, the list of them last."""
    columns = SCHEMAS["articles"].columns
    known = pd.DataFrame([{name: row.get(name, "") for name in columns} for row in chunk.rows])
    for name, declared in columns.items():
        empty = {"integer": "0", "flag": "false"}.get(declared.kind)
        known[name] = known[name].replace("", empty) if empty else known[name]
    articles = check(known, "articles")
    texts = {row.article_id: _read_text(folder, row.article_id, row.sha256) for row in articles.itertuples()}
    lexicons, targets = _load_lists(folder)
    needed = ("sentences", "passages", "matches", "targets", "claims", "frames")
    articles, base = measure_texts(articles, texts, {name: lexicons[name] for name in LEXICONS}, targets,
                                   tuple(dict.fromkeys((*needed, *(name for name in tables if name not in ALWAYS)))))
    measures = measure_articles(*(base[name] for name in needed[:5]), lexicons["loaded_language"].about["categories"],
                                base["frames"], known_targets=targets["target"].unique(), with_claims=True)
    found = base | {"articles": articles, "measures": measures}
    for name in tables:
        write_file(out / name / f"{chunk.name}.parquet", format_parquet(found[name], name))
    write_file(out / "done" / f"{chunk.name}.json", json.dumps(
        {"inputs": chunk.fingerprint, "rows": {name: len(found[name]) for name in tables}}))


def read_stream(out: Path, table: str = "measures") -> pd.DataFrame:
    """Read a table of a stream's results, in the order of ``analysis.schemas``.

    Raises
    ------
    UserError
        When there is no such table, or the run is not finished.
    """
    out = Path(out)
    if not (out / "run.json").is_file() or not (out / table).is_dir():
        raise UserError(f"{out} holds no table {table} of framing measure.")
    if not (out / FINISHED).is_file():
        raise UserError(f"{out} is not finished. Give the same framing measure once more.")
    done = sorted((out / "done").glob("chunk-*.json"))
    parts = [pd.read_parquet(out / table / f"{path.stem}.parquet") for path in done]
    read = check(pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(), table)
    return _drop_unfound(read) if table == "measures" else read


def _drop_unfound(measures: pd.DataFrame) -> pd.DataFrame:
    """Drop targets and claims that no article has: a chunk could not know, and the table of the whole has no such
    row."""
    about = measures["measure"].str.startswith((TOWARDS, "claim_", "claims_"))
    family = measures["measure"].where(measures["measure"].str.startswith(TOWARDS), "claims")[about]
    added = measures["numerator"].where(family == "claims", measures["denominator"])[about]
    empty = added.groupby(family).sum().loc[lambda sums: sums == 0].index
    return measures[~(about & family.reindex(measures.index).isin(empty))].reset_index(drop=True)


def _read_text(folder: Path, article_id: str, sha256: str) -> str:
    path = folder / "texts" / f"{article_id}.txt"
    text = read_article(path)
    if sha256 and fingerprint(text) != sha256:
        raise UserError(f"{path} is not the text that {MANIFEST} describes: its fingerprint differs. Take the file "
                        f"away, or empty the sha256 of {article_id} to make this its text.")
    return text


@lru_cache(maxsize=2)
def _load_lists(folder: Path):
    lexicons = {name: load_lexicon(name) for name in (*LEXICONS, *BESIDE)}
    return lexicons, load_targets(folder)


def _open_run(folder: Path, out: Path, tables: tuple[str, ...], size: int) -> None:
    """Write down what the results follow from, or hold it against what an earlier run wrote down."""
    lexicons, targets = _load_lists(folder)
    settings = {"framing": analysis.__version__, "corpus": folder.resolve().name, "tables": [*tables], "chunk": size,
                "group": find_group_column(folder),
                "lexicons": {name: lexicon.sha256 for name, lexicon in sorted(lexicons.items())},
                "targets": hashlib.sha256(targets.to_csv(index=False).encode()).hexdigest()}
    path = out / "run.json"
    for room in ("", "done", *tables):
        sweep(out / room)
    if path.is_file():
        before = json.loads(read_text_file(path))
        other = [name for name in settings if before.get(name) != settings[name]]
        if other:
            raise UserError(f"{out} holds results of another run: its {' and '.join(other)} differ. Name another "
                            "folder, or take this one away.")
    elif out.is_dir() and not all(map(is_remainder, out.iterdir())):
        raise UserError(f"{out} is there already and holds no run of framing measure. Name a folder that is not there.")
    else:
        write_file(path, json.dumps(settings, indent=2) + "\n")


def _is_done(out: Path, chunk: Chunk) -> bool:
    path = out / "done" / f"{chunk.name}.json"
    if not path.is_file():
        return False
    if json.loads(read_text_file(path))["inputs"] != chunk.fingerprint:
        path.unlink()
        return False
    return True


def _refuse_left_over(out: Path, n_chunks: int) -> None:
    """Chunks behind the last one are of a longer manifest; their files would be counted with the others."""
    over = [path for path in (out / "done").glob("chunk-*.json") if int(path.stem.split("-")[1]) >= n_chunks]
    if over:
        raise UserError(f"{out} holds {len(over)} chunks more than {MANIFEST} has now: articles were taken out since. "
                        "Take the folder away and measure anew.")

"""Many articles measured, a chunk at a time; a run that was killed goes on where it stopped.

Every file is written aside and renamed, a chunk's numbers follow from its articles alone, and a chunk that is measured
again replaces its own files: so nothing can be lost, doubled or half there, whenever the power goes, and whichever
machine measured a chunk.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import pandas as pd

import analysis
from analysis.comparison.measures import measure_articles
from analysis.files import UserError
from analysis.instruments.readings import BASE_TABLES, measure_texts
from analysis.lexicons import Lexicon, load_lexicon
from analysis.plan_files import find_group_column
from analysis.schemas import SCHEMAS
from analysis.streaming.places import open_place
from analysis.streaming.results import finish_run, is_done, open_run, put_chunk, reopen_run
from analysis.streaming.sharing import share_out
from analysis.streaming.sources import CHUNK, Chunk, find_source, read_chunks
from analysis.study import BESIDE, LEXICONS
from analysis.tables import check
from analysis.texts.names.targets import load_targets

ALWAYS = ("articles", "measures")
TABLES = (*ALWAYS, *(name for name in BASE_TABLES if name != "reuse"))
_NEEDED = ("sentences", "passages", "matches", "targets", "claims", "frames")  # for the table of measures
Progress = Callable[[int], None]


def measure_stream(folder: Path, out: str | Path, tables: Sequence[str] = (), jobs: int = 1, size: int = CHUNK,
                   progress: Progress | None = None, scheduler: str = "") -> dict[str, int]:
    """Measure a corpus of any size into a folder of Parquet files; what is there already is kept.

    Parameters
    ----------
    folder : path
        The corpus: ``articles.csv``, ``.jsonl`` or ``.parquet``, and the texts (``sources.read_chunks``).
    out : path or address
        The folder of results: a new one, or one that a run of the same corpus and settings left. An address that fsspec
        knows will do; all workers of a cluster must reach it.
    tables : sequence of str
        Tables beside ``articles`` and ``measures``, of ``TABLES``. What holds between articles (``reuse``) needs them
        all at once and is no part of a stream.
    jobs : int
        Processes.
    size : int
        Articles of a chunk.
    progress : callable, optional
        Called with the number of articles whenever a chunk is there.
    scheduler : str
        A Dask cluster, as ``sharing.share_out`` takes it. Texts are read here and sent to it.

    Returns
    -------
    dict of int
        Articles that are there in all, those ``measured`` now, and chunks.

    Raises
    ------
    UserError
        Naming the row or file: a table or text that cannot be read, results of another run in ``out``, a full disk.
        What was finished before stays, and the next run goes on there.
    """
    folder, out = Path(folder), open_place(out)
    unknown = [name for name in tables if name not in TABLES]
    if unknown:
        raise UserError(f"A stream has no table {', '.join(unknown)}. It has {', '.join(TABLES)}.")
    tables = tuple(name for name in TABLES if name in (*ALWAYS, *tables))  # whatever order they were named in
    if size < 1 or jobs < 1:
        raise UserError("A chunk has at least one article, and there is at least one process.")
    find_source(folder)
    targets = load_targets(folder)
    lexicons = {name: lexicon.sha256 for name, lexicon in sorted(_load_lexicons().items())}
    open_run(out, {"framing": analysis.__version__, "corpus": folder.resolve().name, "tables": [*tables],
                   "chunk": size, "group": find_group_column(folder), "lexicons": lexicons,
                   "targets": hashlib.sha256(targets.to_csv(index=False).encode()).hexdigest()})
    counts = {"articles": 0, "measured": 0, "chunks": 0}

    def count(n: int, measured: bool) -> None:
        counts["articles"] += n
        counts["measured"] += n if measured else 0
        counts["chunks"] += 1
        if progress:
            progress(n)

    def list_open() -> Iterator[Chunk]:
        for chunk in read_chunks(folder, size):
            if is_done(out, chunk):
                count(len(chunk.rows), False)
            else:
                reopen_run(out)
                yield chunk

    work = Work(out.absolute(), tables, targets, lexicons, analysis.__version__)  # workers may stand in another folder
    for n in share_out(work, list_open(), jobs, scheduler):
        count(n, True)
    finish_run(out, counts)
    return counts


@dataclass(frozen=True)
class Work:
    """Measure a chunk into ``out``: what is the same for all chunks."""

    out: Path
    tables: tuple[str, ...]
    targets: pd.DataFrame
    lexicons: dict[str, str]
    version: str

    def __call__(self, chunk: Chunk) -> int:
        """Write the chunk's files; return the number of its articles.

        Raises
        ------
        UserError
            When this process has other word lists or another version than the run.
        """
        lexicons = _load_lexicons()
        if {name: lexicon.sha256 for name, lexicon in lexicons.items()} != self.lexicons:
            raise UserError("A worker has other word lists than this run. Install the same version on all machines.")
        if analysis.__version__ != self.version:
            raise UserError(f"A worker has framing {analysis.__version__} and this run {self.version}. Install the "
                            "same version on all machines.")
        tables = measure_chunk(chunk, self.tables, self.targets, lexicons)
        put_chunk(self.out, chunk, tables)
        return len(chunk.rows)


def measure_chunk(chunk: Chunk, tables: Sequence[str], targets: pd.DataFrame,
                  lexicons: dict[str, Lexicon]) -> dict[str, pd.DataFrame]:
    """Measure the articles of a chunk: the tables of these names, of ``TABLES``."""
    columns = SCHEMAS["articles"].columns
    known = pd.DataFrame([{name: row.get(name, "") for name in columns} for row in chunk.rows])
    for name, declared in columns.items():
        empty = {"integer": "0", "flag": "false"}.get(declared.kind)
        known[name] = known[name].replace("", empty) if empty else known[name]
    articles, base = measure_texts(check(known, "articles"), chunk.texts, {name: lexicons[name] for name in LEXICONS},
                                   targets, tuple(dict.fromkeys(
                                       (*_NEEDED, *(name for name in tables if name not in ALWAYS)))))
    measures = measure_articles(*(base[name] for name in _NEEDED[:5]), lexicons["loaded_language"].about["categories"],
                                base["frames"], known_targets=targets["target"].unique(), with_claims=True)
    found = base | {"articles": articles, "measures": measures}
    return {name: found[name] for name in tables}


@lru_cache(maxsize=1)
def _load_lexicons() -> dict[str, Lexicon]:
    return {name: load_lexicon(name) for name in (*LEXICONS, *BESIDE)}

"""Many articles: one process, a Dask cluster of two workers, two processes; their time, and the memory they take.

The corpus is one Parquet file of drawn articles (``resampled.py``), written a piece at a time. Whole processes in turn,
once each; the workers' start is timed apart and left out. That all results are the same, row by row, is asserted.

python benchmarks/streams.py 100000 100     100,000 articles of some 100 words; 10,000 of 280 when left out
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pandas as pd

WAYS = {"one process": {}, "two Dask workers": {"jobs": 2, "scheduler": "local"}, "two processes": {"jobs": 2}}
_PIECE = 2_000  # articles drawn at once


def write_corpus(folder: Path, n: int, n_words: int) -> None:
    """Write n articles of two groups as a folder of Parquet files."""
    from resampled import draw_articles

    (folder / "articles.parquet").mkdir(parents=True)
    for piece in range(0, n, _PIECE):
        drawn = draw_articles(min(_PIECE, n - piece), seed=piece, n_words=n_words)
        rows = [{"article_id": f"a{piece + number:07}", "group": "ab"[number % 2], "constructed": True, "text": text}
                for number, text in enumerate(drawn.values())]
        pd.DataFrame(rows).to_parquet(folder / "articles.parquet" / f"{piece:07}.parquet")


def measure(folder: Path, out: Path, way: str) -> None:
    from analysis.streaming import measure_stream

    started, first = time.perf_counter(), []
    measure_stream(folder, out, progress=lambda n: first.append(time.perf_counter()), **WAYS[way])
    peaks = [resource.getrusage(who).ru_maxrss / 1024 for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    print(json.dumps({"seconds": time.perf_counter() - started, "first": first[0] - started, "peaks": peaks}))


def run_apart(*words: object) -> dict:
    said = subprocess.run([sys.executable, __file__, "--run", *map(str, words)], stdout=subprocess.PIPE, check=True)
    return json.loads(said.stdout.splitlines()[-1])


def compare(n: int, n_words: int) -> None:
    from analysis.streaming import read_values

    with tempfile.TemporaryDirectory() as place:
        folder, seen, alone = Path(place) / "corpus", None, 0.0
        write_corpus(folder, n, n_words)
        print(f"{n:,} articles of some {n_words} words", flush=True)
        for number, way in enumerate(WAYS):
            out = Path(place) / f"out{number}"
            found = run_apart(folder, out, way)
            print(f"{way}: {found['seconds']:.0f} s, {found['first']:.0f} s of them to the first chunk; "
                  f"{n / found['seconds']:.0f} articles a second; peak {found['peaks'][0]:.0f} MiB, of one of its "
                  f"processes {found['peaks'][1]:.0f} MiB", flush=True)
            files = {path.relative_to(out): path.read_bytes() for path in out.rglob("*") if path.is_file()}
            assert seen is None or files == seen, f"{way} gives other files"
            seen, working = files, found["seconds"] - found["first"]
            alone = alone or working
            print(f"  without the start {working / alone:.2f} times as long as one process", flush=True)
        started = time.perf_counter()
        values = read_values(out)
        print(f"The values read for comparing: {len(values):,} rows in {time.perf_counter() - started:.0f} s, "
              f"{values.memory_usage(deep=True).sum() / 2**20:.0f} MiB")


if __name__ == "__main__":
    if sys.argv[1:2] == ["--run"]:
        measure(Path(sys.argv[2]), Path(sys.argv[3]), sys.argv[4])
    else:
        compare(*map(int, sys.argv[1:] or ("10000", "280")))

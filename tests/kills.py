"""Runs that are killed at random moments.

As a script this is a process that loads what the work needs and then forks runs, so that nearly every kill meets one at
work: ``python kills.py WORK ARGUMENT…``. For each line it reads, seconds, it starts a run, kills it and its children
after that time, and writes how it ended.
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from time import sleep

DERIVED_TABLES = ("measures", "comparisons", "keywords", "specifications")
PAGE = '<!doctype html><meta name="generator" content="framing">' + "so " * 10_000_000


def kill_often(work: str, *arguments: object, times: int, longest: float, seed: int = 0) -> Iterator[bool]:
    """Kill runs of a work after up to so many seconds, so many times; say after each whether it had come to its end.

    A run that fails by itself fails the test.
    """
    draw, killed = random.Random(seed), 0
    with subprocess.Popen([sys.executable, __file__, work, *map(str, arguments)], stdin=subprocess.PIPE,
                          stdout=subprocess.PIPE, text=True) as runs:
        while killed < times:
            print(draw.uniform(0, longest), file=runs.stdin, flush=True)
            ended = int(runs.stdout.readline())
            assert ended in (0, -signal.SIGKILL), f"{work} ended with {ended}"
            killed += ended != 0
            yield ended == 0
        runs.stdin.close()


def measure(corpus: str, out: str, jobs: str) -> None:
    from analysis.streaming import measure_stream
    measure_stream(Path(corpus), Path(out), jobs=int(jobs), size=1)


def freeze(corpus: str) -> None:
    """Freeze what was read before, so that kills meet the writing, and slowly where files are put in place."""
    from analysis import freezing
    freezing.load_study = lambda folder: _read(corpus)
    os.rename, os.replace = _slow(os.rename), _slow(os.replace)
    freezing.freeze_study(corpus)


def page(corpus: str, out: str) -> None:
    """Write a report whose notebooks have run and whose page is rendered, so that kills meet the writing."""
    from analysis.presentation import report as reports
    reports.run_notebooks = lambda *_: []
    reports.render_report = lambda *_: PAGE
    reports.write_report(_read(corpus), [], Path(out))


def report(corpus: str, out: str, *notebooks: str) -> None:
    from analysis.presentation.report import write_report
    write_report(_read(corpus), map(Path, notebooks), Path(out))


def _slow(move):
    def wait(*places):
        sleep(0.02)
        move(*places)
        sleep(0.02)
    return wait


@cache
def _read(corpus: str):
    from analysis.presentation import report  # noqa: F401 (loaded before the forks)
    from analysis.study import load_study
    study = load_study(corpus)
    for name in DERIVED_TABLES:
        getattr(study, name)
    return study


def _warm(work: str, arguments: list[str]) -> None:
    if work != "measure":
        from analysis.freezing import format_provenance  # noqa: F401
        _read(arguments[0])
        return
    with TemporaryDirectory() as place:
        corpus = Path(place) / "corpus"
        (corpus / "texts").mkdir(parents=True)
        (corpus / "articles.csv").write_text("article_id,group\na,x\n")
        (corpus / "texts" / "a.txt").write_text("Nobody may leave, the harbour master said, “for now”.\n")
        measure(corpus, Path(place) / "out", 1)


def _run_for(seconds: float, work: str, arguments: list[str]) -> int:
    """Run the work in a process and a group of its own; return its exit code, or the signal that ended it, negative."""
    pid = os.fork()
    if pid == 0:
        os.setsid()
        failed = 1
        try:
            globals()[work](*arguments)
            failed = 0
        finally:
            os._exit(failed)
    timer = threading.Timer(seconds, _kill, (pid,))
    timer.start()
    _, status = os.waitpid(pid, 0)
    timer.cancel()
    return os.waitstatus_to_exitcode(status)


def _kill(pid: int) -> None:
    try:
        os.killpg(pid, signal.SIGKILL)
    except ProcessLookupError:  # it leads no group yet
        os.kill(pid, signal.SIGKILL)


if __name__ == "__main__":
    _warm(sys.argv[1], sys.argv[2:])
    for line in sys.stdin:
        print(_run_for(float(line), sys.argv[1], sys.argv[2:]), flush=True)

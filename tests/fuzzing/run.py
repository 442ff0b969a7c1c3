"""Fuzz a target, guided by what of the package each input reaches (atheris, libFuzzer).

``python tests/fuzzing/run.py TARGET --seconds 600`` starts from constructed seeds, ends with the first input that
breaks a promise or takes over a second of processor time, and prints that input, shrunk, as Python writes bytes. It
writes in a temporary folder alone. The last line is a JSON object: target, seconds, n_inputs, slowest (in seconds).
"""

from __future__ import annotations

import argparse
import json
import logging
import os
import subprocess
import sys
import time
import traceback
import warnings
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

MOST_SECONDS = 1.0  # of processor time for an input
HANGS_AFTER = 40  # seconds, after which libFuzzer itself ends an input; shrinking one and timing it anew take less
FIRST = 3  # seeds, which suffice to load all that a target needs
SHRINKING, WARMING = 30, 180  # seconds, the second for all that is no fuzzing
_SHOWN = 4_000  # characters of what libFuzzer printed
INSTRUMENTED = ["analysis", "striprtf"]
_TESTS = Path(__file__).parents[1]


class TooSlow(AssertionError):
    """An input that takes too long."""


def main() -> int:
    """Fuzz in a process of its own, which a hang or a crash may end, and say what became of it."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("target")
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--seed", type=int, default=1, help="of the changes tried; another looks elsewhere")
    parser.add_argument("--inside", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--time", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.time:
        return time_inputs(options.target)
    if options.inside:
        return fuzz(options.target, options.seconds, options.seed, options.inside)
    with TemporaryDirectory() as place:
        folder = Path(place)
        run = subprocess.run([sys.executable, "-B", Path(__file__).resolve(), options.target, "--inside", place,
                              "--seconds", str(options.seconds), "--seed", str(options.seed)], stdout=subprocess.PIPE,
                             stderr=subprocess.STDOUT, text=True, errors="replace", cwd=folder,
                             timeout=options.seconds + WARMING)
        counts = folder / "counts.json"
        if run.returncode or not counts.is_file():
            print(run.stdout[-_SHOWN:])
        for path in folder.glob("failed-*"):
            print(f"{options.target} fails with\n{path.read_bytes()!r}")
        if counts.is_file():
            print(counts.read_text())
            return run.returncode
    return run.returncode or 1


def fuzz(name: str, seconds: int, chance: int, folder: Path) -> int:
    """Fuzz a target; everything is written into this folder."""
    import atheris

    _prepare()
    with atheris.instrument_imports(include=INSTRUMENTED):
        from fuzzing.seeds import LONGEST, format_dictionary, list_seeds
        from fuzzing.targets import TARGETS
    from fuzzing.planted import PLANTED

    target = (TARGETS | PLANTED)[name]
    (folder / "corpus").mkdir()
    (folder / "words.dict").write_text(format_dictionary())
    for number, seed in enumerate(list_seeds(name)):
        (folder / "corpus" / f"seed-{number}").write_bytes(seed)
    _warm(target, list_seeds(name))
    watched = Watched(name, target, folder)
    atheris.Setup([sys.argv[0], str(folder / "corpus"), f"-max_len={LONGEST}", f"-max_total_time={seconds}",
                   f"-dict={folder / 'words.dict'}", f"-timeout={HANGS_AFTER}", f"-seed={chance}",
                   f"-artifact_prefix={folder / 'failed-'}", "-rss_limit_mb=4096", "-verbosity=0"], watched)
    atheris.Fuzz()
    return 0


def time_inputs(name: str) -> int:
    """Write the seconds that each input takes without instrumentation; a line of hexadecimal digits is an input."""
    _prepare()
    from fuzzing.planted import PLANTED
    from fuzzing.seeds import list_seeds
    from fuzzing.targets import TARGETS

    target = (TARGETS | PLANTED)[name]
    _warm(target, list_seeds(name))
    for line in sys.stdin:
        print(_take_time(target, bytes.fromhex(line)), flush=True)
    return 0


def _prepare() -> None:
    sys.path.insert(0, str(_TESTS))
    logging.disable()
    warnings.simplefilter("ignore")


def _take_time(target: Callable[[bytes], None], data: bytes) -> float:
    started = time.process_time()
    target(data)
    return time.process_time() - started


def _warm(target: Callable[[bytes], None], seeds: list[bytes]) -> None:
    """What is loaded once is loaded before the clock runs."""
    for seed in seeds[:FIRST]:
        try:
            target(seed)
        except Exception:  # the run meets it again, and tells it
            pass


class Watched:
    """A target with a clock: counts inputs, keeps the slowest, and shrinks the one that fails."""

    def __init__(self, name: str, target: Callable[[bytes], None], folder: Path):
        self.name, self.target, self.folder = name, target, folder
        self.started, self.written, self.n_inputs, self.slowest = time.monotonic(), 0.0, 0, 0.0
        self._timer: subprocess.Popen | None = None

    def __call__(self, data: bytes) -> None:
        self.n_inputs += 1
        problem, spent = self._try(data)
        self.slowest = max(self.slowest, spent)
        if time.monotonic() - self.written > 1 or problem:
            self._count()
        if problem is None:
            return
        traceback.print_exception(problem)
        shrunk = data if isinstance(problem, TooSlow) else self._shrink(data, _describe(problem))
        (self.folder / "failed-shrunk").write_bytes(shrunk)
        sys.stderr.flush()
        os._exit(1)  # libFuzzer would print the long input, and shrink nothing

    def _try(self, data: bytes) -> tuple[Exception | None, float]:
        """What an input breaks, and its processor time; a slow one is timed again without instrumentation."""
        try:
            spent = _take_time(self.target, data)
        except Exception as problem:
            return problem, 0.0
        if spent > MOST_SECONDS:
            spent = min(self._time(data) for _ in range(2))
        return TooSlow(f"{spent:.1f} s for {len(data)} bytes") if spent > MOST_SECONDS else None, spent

    def _time(self, data: bytes) -> float:
        if self._timer is None:
            self._timer = subprocess.Popen([sys.executable, "-B", __file__, self.name, "--time"], text=True,
                                           stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        print(data.hex(), file=self._timer.stdin, flush=True)
        return float(self._timer.stdout.readline())

    def _shrink(self, data: bytes, kind: str) -> bytes:
        """Leave out pieces, ever smaller ones, as long as the same fails."""
        ends, size = time.monotonic() + SHRINKING, len(data) // 2
        while size and time.monotonic() < ends:
            at = 0
            while at < len(data) and time.monotonic() < ends:
                shorter = data[:at] + data[at + size:]
                problem, _ = self._try(shorter)
                if problem is not None and _describe(problem) == kind:
                    data = shorter
                else:
                    at += size
            size //= 2
        return data

    def _count(self) -> None:
        self.written = time.monotonic()
        (self.folder / "counts.json").write_text(json.dumps({
            "target": self.name, "seconds": round(self.written - self.started), "n_inputs": self.n_inputs,
            "slowest": round(self.slowest, 3)}))


def _describe(problem: Exception) -> str:
    """The kind of a failure and the line where it was raised, if it was."""
    places = [f"{frame.filename}:{frame.lineno}" for frame in traceback.extract_tb(problem.__traceback__)[-1:]]
    return " ".join([type(problem).__name__, *places])


if __name__ == "__main__":
    sys.exit(main())

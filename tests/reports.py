"""The report of the five articles, made as a user makes it, once for all tests of a session."""

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]
LONGEST_WAIT = 600  # seconds


def make_report(corpus: Path, out: Path) -> subprocess.CompletedProcess:
    command = [sys.executable, "-m", "analysis.cli", "report", str(corpus), "--out", str(out)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=LONGEST_WAIT)
    assert done.returncode == 0, done.stderr
    return done


def share_report(folder: Path) -> tuple[Path, str]:
    """Return the report in a folder, and what its making printed; the first of several processes makes it."""
    page, printed = folder / "report.html", folder / "printed.txt"
    try:
        folder.mkdir()
    except FileExistsError:
        return _wait_for(page, printed)
    try:
        shutil.copytree(ROOT / "corpus" / "downfall", folder / "downfall", ignore=shutil.ignore_patterns("texts"))
        done = make_report(folder / "downfall", page)
    except BaseException:
        (folder / "failed").touch()
        raise
    printed.with_suffix(".part").write_text(done.stdout + done.stderr, encoding="utf-8")
    os.replace(printed.with_suffix(".part"), printed)
    return _wait_for(page, printed)


def _wait_for(page: Path, printed: Path) -> tuple[Path, str]:
    until = time.monotonic() + LONGEST_WAIT
    while not printed.exists():
        assert not (page.parent / "failed").exists() and time.monotonic() < until, "no report was made"
        time.sleep(0.2)
    return page, printed.read_text(encoding="utf-8")

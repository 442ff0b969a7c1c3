"""The report beside the least that it could take: its notebooks run two at a time and exported, and nothing else.

Both are whole processes, in turn. The report measures, runs the notebooks, and adds the findings, the readings of
articles and all that opens behind a number.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

N_PAIRS = 2
FEATURES = frozenset({"claims", "groups", "codings"})  # what downfall has; the report leaves out the other cells too
ROOT = Path(__file__).parents[1]
NOTEBOOKS = sorted((ROOT / "notebooks").glob("[0-9]*.ipynb"))


def run_naively(out: Path) -> None:
    import nbformat
    from nbclient import NotebookClient
    from nbconvert import HTMLExporter

    from analysis.presentation.report.fitting import fits

    def run(path: Path) -> None:
        notebook = nbformat.read(path, as_version=4)
        notebook.cells = [cell for cell in notebook.cells if fits(cell.metadata.get("tags", ()), FEATURES)]
        NotebookClient(notebook, resources={"metadata": {"path": str(path.parent)}}).execute()
        (out / f"{path.stem}.html").write_text(HTMLExporter().from_notebook_node(notebook)[0], encoding="utf-8")
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(run, NOTEBOOKS))


def time_process(*words: str) -> float:
    started = time.perf_counter()
    subprocess.run([sys.executable, *words], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=ROOT)
    return time.perf_counter() - started


if __name__ == "__main__":
    if sys.argv[1:2] == ["--naive"]:
        run_naively(Path(sys.argv[2]))
    else:
        with tempfile.TemporaryDirectory() as place:
            pairs = [(time_process(__file__, "--naive", place),
                      time_process("-m", "analysis.cli", "report", "--out", os.path.join(place, "report.html")))
                     for _ in range(N_PAIRS)]
        naive, ours = (statistics.median(times) for times in zip(*pairs))
        ratio = statistics.median(report / notebooks for notebooks, report in pairs)
        print(f"The report of downfall takes {ratio:.2f} times as long as its {len(NOTEBOOKS)} notebooks run two at a "
              f"time and exported ({ours:.0f} s against {naive:.0f} s, {N_PAIRS} pairs).")

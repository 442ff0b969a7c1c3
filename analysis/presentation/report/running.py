"""Run the notebooks: each from top to bottom in a fresh kernel of this very Python, several at a time."""

from __future__ import annotations

import asyncio
import json
import logging
import os
import re
import subprocess
import tempfile
import warnings
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from analysis.files import UserError, read_text_file
from analysis.presentation.report.fitting import fits

CELL_SECONDS, STARTUP_SECONDS, STARTS = 600, 120, 2
LONGEST_REASON = 300

Progress = Callable[[str], None]


@dataclass(frozen=True)
class Chapter:
    """A notebook that ran: its file name without ending, the notebook with its outputs, and what it wrote to stderr."""

    name: str
    notebook: object
    stderr: str

    @property
    def number(self) -> int | None:
        """The number that the file name begins with, if it does."""
        found = re.match(r"\d+", self.name)
        return int(found[0]) if found else None

    @property
    def title(self) -> str:
        """The notebook's first heading; without one, its name."""
        prose = "\n".join(cell.source for cell in self.notebook.cells if cell.cell_type == "markdown")
        heading = re.search(r"^#[ \t]+(.+?)[ \t#]*$", prose, flags=re.M)
        if heading:
            return heading[1]
        return re.sub(r"^\d+_", "", self.name).replace("_", " ").capitalize()


def run_notebooks(notebooks: Iterable[Path], corpus: Path, progress: Progress | None = None,
                  features: frozenset[str] | None = None,
                  environment: Mapping[str, str] = MappingProxyType({})) -> list[Chapter]:
    """Run notebooks on a corpus and return them with their outputs, in the order given.

    Parameters
    ----------
    notebooks : iterable of Path
        Each runs in its own folder. A line ``CORPUS = …`` in the cell tagged "parameters" is made to name ``corpus``.
    corpus : Path
        The corpus folder.
    progress : callable, optional
        Called with a notebook's file name whenever one is done.
    features : frozenset of str, optional
        What the corpus has (``fitting.find_features``): cells that need something else are left out, and a
        notebook whose title is among them whole. Without it all cells run.
    environment : mapping of str to str
        Variables for the kernels, beside those of this process.

    Returns
    -------
    list of Chapter
        ``stderr`` is for tests: a reader of the report never sees it.

    Raises
    ------
    UserError
        Naming the notebook, the code cell (by its number among the code cells) and the reason; all failures at once.
    """
    read = {Path(path): _prepare(Path(path), Path(corpus), features) for path in notebooks}
    paths, prepared = [path for path, book in read.items() if book], [book for book in read.values() if book]
    problems = {}
    with (tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile,
          ThreadPoolExecutor(max_workers=os.cpu_count() or 1) as pool):
        variables = {"IPYTHONDIR": profile, **environment}
        running = {pool.submit(_run, path, notebook, variables): path for path, notebook in zip(paths, prepared)}
        try:
            for future in as_completed(running):
                if future.exception():
                    problems[running[future]] = future.exception()
                if progress:
                    progress(running[future].name)
        except BaseException:  # Ctrl-C: finish what runs, start nothing more
            pool.shutdown(wait=False, cancel_futures=True)
            raise
    for problem in problems.values():
        if not isinstance(problem, UserError):
            raise problem
    if problems:
        raise UserError("\n".join(str(problems[path]) for path in paths if path in problems))
    return [Chapter(path.stem, notebook, _collect_stderr(notebook)) for path, notebook in zip(paths, prepared)]


def _prepare(path: Path, corpus: Path, features: frozenset[str] | None) -> object | None:
    """Read a notebook, without its old outputs and what does not fit, and let it name the corpus; None where its title
    does not fit."""
    import nbformat

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about ids that older notebooks lack
            notebook = nbformat.reads(read_text_file(path), as_version=4)
    except (nbformat.reader.NotJSONError, nbformat.ValidationError, AttributeError, KeyError, TypeError):
        raise UserError(f"{path.name} is not a Jupyter notebook. Save it again from JupyterLab.") from None
    if features is not None:
        shown = [cell for cell in notebook.cells if fits(cell.metadata.get("tags", ()), features)]
        if any(map(_is_title, notebook.cells)) and not any(map(_is_title, shown)):
            return None
        notebook.cells = shown
    found = False
    for cell in notebook.cells:
        if cell.cell_type != "code":
            continue
        cell.outputs, cell.execution_count = [], None
        if re.search(r"^CORPUS\s*=", cell.source, flags=re.M):
            found = found or "parameters" in cell.metadata.get("tags", [])
            line = f"CORPUS = {json.dumps(_point_to(corpus, path.parent), ensure_ascii=False)}"
            if "parameters" in cell.metadata.get("tags", []):
                cell.source = re.sub(r"^CORPUS\s*=.*$", lambda _: line, cell.source, flags=re.M)
            elif not found:
                raise UserError(f'{path.name} sets CORPUS in a cell that is not tagged "parameters", so it would not '
                                f"study {corpus.name}. Tag the cell in JupyterLab (Property Inspector, Common Tools).")
    return notebook


def _is_title(cell: object) -> bool:
    return cell.cell_type == "markdown" and cell.source.startswith("# ")


def _point_to(corpus: Path, folder: Path) -> str:
    """Return the way from the notebook's folder to the corpus, the same on every machine where there is one."""
    try:
        return Path(os.path.relpath(corpus.resolve(), folder.resolve())).as_posix()
    except ValueError:  # another drive
        return corpus.resolve().as_posix()


def _run(path: Path, notebook: object, environment: dict[str, str]) -> None:
    """Run a notebook in place; a kernel that does not come up is started once more."""
    from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError

    for start in range(1, STARTS + 1):
        at = {"index": -1}
        try:
            _execute(path, notebook, environment, at)
            return
        except CellExecutionError as error:
            reason = _say_error(error.ename, error.evalue)
        except CellTimeoutError:
            reason = f"the cell took longer than {CELL_SECONDS // 60} minutes"
        except (DeadKernelError, RuntimeError) as error:
            if at["index"] < 0 and start < STARTS:
                continue
            if at["index"] < 0:
                raise UserError(f"{path.name}: no Python kernel could be started ({_say_error('', str(error))}). "
                                f"Try again; if it stays so, install the requirements again.") from None
            reason = "Python ended unexpectedly, perhaps for lack of memory"
        number = sum(cell.cell_type == "code" for cell in notebook.cells[: at["index"] + 1])
        raise UserError(f"{path.name}, code cell {number}: {reason}. Open the notebook in JupyterLab, run it from the "
                        f"top and mend that cell.") from None


def _execute(path: Path, notebook: object, environment: dict[str, str], at: dict[str, int]) -> None:
    from jupyter_client.kernelspec import KernelSpecManager
    from jupyter_client.manager import AsyncKernelManager
    from nbclient import NotebookClient

    quiet = logging.Logger("notebooks", level=logging.CRITICAL + 1)
    # No kernel folders: "python3" is then this interpreter, whatever a user has installed under that name.
    specs = KernelSpecManager(kernel_dirs=[], ensure_native_kernel=True)
    manager = AsyncKernelManager(kernel_name="python3", kernel_spec_manager=specs, log=quiet)
    client = NotebookClient(
        notebook, km=manager, log=quiet, timeout=CELL_SECONDS, startup_timeout=STARTUP_SECONDS, record_timing=False,
        store_widget_state=False, shutdown_kernel="immediate",
        resources={"metadata": {"path": str(path.resolve().parent)}},
        on_cell_start=lambda cell, cell_index: at.update(index=cell_index))
    environment = os.environ | environment | {
        "PYTHONHASHSEED": "0", "PYDEVD_DISABLE_FILE_VALIDATION": "1",
        "OPENBLAS_NUM_THREADS": "1",  # there is a kernel for each core: threads would only wait for each other
        "MPLBACKEND": "module://matplotlib_inline.backend_inline"}
    # The kind of loop that ZeroMQ needs, also on Windows.
    with asyncio.Runner(loop_factory=asyncio.SelectorEventLoop) as runner:
        runner.run(client.async_execute(cleanup_kc=True, env=environment, stdout=subprocess.DEVNULL,
                                        stderr=subprocess.DEVNULL))


def _say_error(name: str, message: str) -> str:
    """Say an exception in one sentence, without its full stop; a ``UserError`` speaks for itself."""
    plain = re.sub(r"\x1b\[[\d;]*m", "", message).strip()
    line = plain.splitlines()[0].strip().rstrip(".") if plain else "no message"
    line = line if len(line) <= LONGEST_REASON else line[:LONGEST_REASON] + "…"
    return line if name in ("", "UserError") else f"{name}: {line}"


def _collect_stderr(notebook: object) -> str:
    return "".join(output.text for cell in notebook.cells if cell.cell_type == "code" for output in cell.outputs
                   if output.output_type == "stream" and output.name == "stderr")

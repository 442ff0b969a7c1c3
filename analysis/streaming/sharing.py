"""Work shared out: to processes of this machine, or to the workers of a Dask cluster."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from itertools import islice
from threading import Thread
from typing import Any, TypeVar

from analysis.files import UserError

LOCAL = "local"
_AHEAD = 2  # pieces that wait for each process
_PATIENCE = 60  # seconds in which a cluster must have a worker
Piece = TypeVar("Piece")
Found = TypeVar("Found")


def share_out(work: Callable[[Piece], Found], pieces: Iterable[Piece], jobs: int = 1,
              scheduler: str = "") -> Iterator[Found]:
    """Do a work on pieces and give what comes of each, in the order in which they are finished.

    Parameters
    ----------
    work : callable
        Takes a piece; with more than one process both must be picklable.
    pieces : iterable
        Read as they are needed, never all at once.
    jobs : int
        Processes of this machine, and workers of a ``local`` cluster.
    scheduler : str
        The address of a Dask scheduler (``tcp://host:8786``), ``local`` for a cluster on this machine, or nothing.

    Raises
    ------
    UserError
        The first fault of any piece, when what runs is finished; a process that was killed, or a piece that killed
        several workers; a scheduler that is not reached or has no worker, or no Dask.

    Examples
    --------
    >>> [*share_out(str.upper, "ab")]
    ['A', 'B']
    """
    if scheduler:
        return _share_on_cluster(work, pieces, jobs, scheduler)
    return _share_on_machine(work, pieces, jobs) if jobs > 1 else map(work, pieces)


def _share_on_machine(work: Callable[[Piece], Found], pieces: Iterable[Piece], jobs: int) -> Iterator[Found]:
    pieces = iter(pieces)
    try:
        with ProcessPoolExecutor(jobs, initializer=_end_with_parent) as pool:
            running: set[Future] = {pool.submit(work, piece) for piece in islice(pieces, _AHEAD * jobs)}
            while running:
                finished, running = wait(running, return_when=FIRST_COMPLETED)
                for future in finished:
                    yield future.result()
                running |= {pool.submit(work, piece) for piece in islice(pieces, len(finished))}
    except BrokenProcessPool:
        raise UserError("A process was killed, perhaps for want of memory. Give the same command once more, with fewer "
                        "processes; what was finished is kept.") from None


def _end_with_parent() -> None:
    """Watch the run that started this process: were it killed, the process would wait for ever for more work."""
    def watch() -> None:
        multiprocessing.parent_process().join()
        os._exit(1)
    Thread(target=watch, daemon=True).start()


def _share_on_cluster(work: Callable[[Piece], Found], pieces: Iterable[Piece], jobs: int,
                      scheduler: str) -> Iterator[Found]:
    """A worker that dies has its pieces done again by another, which writes the same files."""
    pieces = iter(pieces)
    with _connect(scheduler, jobs) as client, tell_losses():
        from distributed import as_completed

        def submit() -> None:  # for as many threads as there are by now
            wanted = _AHEAD * max(1, sum(client.nthreads().values())) - running.count()
            running.update([client.submit(work, piece, pure=False) for piece in islice(pieces, max(0, wanted))])

        running = as_completed()
        submit()
        for future in running:
            yield future.result()
            submit()


@contextmanager
def tell_losses() -> Iterator[None]:
    """Tell in a sentence that workers, or the scheduler, were lost."""
    from distributed import CancelledError, KilledWorker
    from distributed.comm import CommClosedError

    again = "Give the same command once more; what was finished is kept."
    try:
        yield
    except KilledWorker:
        raise UserError("Several workers died over the same articles, perhaps for want of memory. Give each more. "
                        f"{again}") from None
    except (CancelledError, CommClosedError):
        raise UserError(f"The scheduler was lost. Start it anew. {again}") from None


@contextmanager
def _connect(scheduler: str, jobs: int) -> Iterator[Any]:
    try:
        from distributed import Client, LocalCluster
    except ImportError:
        raise UserError("A cluster needs Dask: pip install distributed, then try again.") from None
    if scheduler == LOCAL:
        with LocalCluster(n_workers=jobs, threads_per_worker=1, dashboard_address=None) as cluster:
            with Client(cluster) as client:
                yield client
        return
    try:
        client = Client(scheduler, timeout=10)
    except (OSError, ValueError) as reason:
        raise UserError(f"The scheduler {scheduler} is not reached: {str(reason).splitlines()[0]} Check the address; "
                        "`--scheduler local` starts a cluster on this machine.") from None
    with client:
        try:
            client.wait_for_workers(1, timeout=_PATIENCE)
        except TimeoutError:
            raise UserError(f"The scheduler {scheduler} has had no worker for {_PATIENCE} seconds. Start one "
                            f"(`dask worker {scheduler}`), then give the same command once more.") from None
        yield client

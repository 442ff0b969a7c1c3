"""Processes and workers give the same, and none that dies loses a row or hangs."""

import contextlib
import os
import shutil
import signal
import subprocess
import sys

import pandas as pd
import pytest
from distributed import CancelledError, KilledWorker, LocalCluster
from distributed.comm import CommClosedError
from streams import MORE

from analysis.files import UserError
from analysis.lexicons import load_lexicon
from analysis.streaming import TABLES, measure_stream, measuring, read_stream, sharing
from analysis.streaming.measuring import Work
from analysis.streaming.sharing import share_out
from analysis.study import BESIDE, LEXICONS


def test_two_processes_give_the_same(corpus, streamed, tmp_path):
    seen = []
    measure_stream(corpus, tmp_path / "out", MORE, jobs=2, size=2, progress=seen.append)
    assert sorted(seen) == [1, 2, 2, 2]
    for name in TABLES:
        pd.testing.assert_frame_equal(read_stream(tmp_path / "out", name), read_stream(streamed, name))


def test_processes_end_with_a_run_that_is_killed():
    code = ("import time; from analysis.streaming.sharing import share_out\n"
            "for _ in share_out(time.sleep, [0.1, 600, 600], jobs=2): print('begun', flush=True)")
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE) as run:
        assert run.stdout.readline() == b"begun\n"
        run.kill()  # it alone; the pipe stays open as long as a process holds it
        assert run.communicate(timeout=60) == (b"", None)


def test_a_piece_that_kills_its_process_is_told_in_a_sentence():
    with pytest.raises(UserError, match="A process was killed"):
        [*share_out(os._exit, [1], jobs=2)]


@pytest.mark.parametrize("loss, problem", [
    (KilledWorker("measure", None, 4), "Several workers died"),
    (CancelledError(), "The scheduler was lost"),
    (CommClosedError(), "The scheduler was lost"),
])
def test_what_a_cluster_loses_is_told_in_a_sentence(loss, problem):
    with pytest.raises(UserError, match=problem), sharing.tell_losses():
        raise loss


def test_a_cluster_without_dask_is_told_in_a_sentence(monkeypatch):
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(UserError, match="A cluster needs Dask: pip install distributed"):
        [*share_out(str.upper, "ab", scheduler="local")]


def test_a_cluster_without_workers_is_told_in_a_sentence(monkeypatch):
    monkeypatch.setattr(sharing, "_PATIENCE", 0.2)
    with LocalCluster(n_workers=0, dashboard_address=None, protocol="tcp") as cluster, \
            pytest.raises(UserError, match="has had no worker for 0.2 seconds. Start one"):
        [*share_out(str.upper, "ab", scheduler=cluster.scheduler_address)]


def test_chunks_that_workers_wrote_elsewhere_are_not_said_to_be_there(corpus):
    with pytest.raises(UserError, match="lacks 3 of 3 chunks that were measured"):
        measure_stream(corpus, "memory://elsewhere", size=3, jobs=2)  # each process has a memory of its own
    with pytest.raises(UserError, match="holds no table"):
        read_stream("memory://elsewhere")


def test_workers_in_another_folder_write_into_the_results(corpus, tmp_path, monkeypatch):
    def move(work, pieces, jobs, scheduler):
        (tmp_path / "elsewhere").mkdir()
        for piece in pieces:
            with contextlib.chdir(tmp_path / "elsewhere"):
                yield work(piece)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(measuring, "share_out", move)
    measure_stream(corpus, "out", size=3)
    assert len(read_stream("out", "articles")) == 7
    assert not [*(tmp_path / "elsewhere").iterdir()]


def test_a_worker_of_another_version_measures_nothing(tmp_path, monkeypatch):
    lists = {name: load_lexicon(name).sha256 for name in (*LEXICONS, *BESIDE)}
    with pytest.raises(UserError, match="A worker has framing .* and this run 0.0"):
        Work(tmp_path, TABLES, pd.DataFrame(), lists, "0.0")(None)


@pytest.mark.long
def test_a_cluster_gives_the_same_and_a_worker_that_dies_loses_nothing(corpus, streamed, tmp_path):
    out, killed = f"file://{tmp_path}/out", []
    with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster:
        def kill_one(_):
            if not killed:
                killed.append(cluster.workers[0].pid)
                os.kill(killed[0], signal.SIGKILL)
        assert measure_stream(corpus, out, MORE, size=1, progress=kill_one,
                              scheduler=cluster.scheduler_address)["measured"] == 7
    assert killed
    for name in TABLES:
        pd.testing.assert_frame_equal(read_stream(out, name), read_stream(streamed, name))


@pytest.mark.long
def test_workers_that_come_later_get_their_share():
    drawn = []
    with LocalCluster(n_workers=1, threads_per_worker=1, dashboard_address=None) as cluster:
        pieces = (drawn.append(letter) or letter for letter in "abcdefghijkl")
        found = share_out(str.upper, pieces, scheduler=cluster.scheduler_address)
        next(found)
        cluster.scale(3)
        cluster.wait_for_workers(3)
        next(found)
        assert len(drawn) >= 7
        assert len([*found]) == 10


@pytest.mark.long
def test_faults_come_back_from_a_cluster(corpus, tmp_path):
    own = shutil.copytree(corpus, tmp_path / "own")
    last = own.joinpath("articles.csv").read_text().splitlines()[-1].partition(",")[0]
    (own / "texts" / f"{last}.txt").unlink()
    with pytest.raises(UserError, match=f"{last}.txt does not exist"):
        measure_stream(own, tmp_path / "results", size=3, scheduler="local", jobs=2)
    with pytest.raises(UserError, match="The scheduler tcp://127.0.0.1:9 is not reached"):
        measure_stream(corpus, tmp_path / "other", scheduler="tcp://127.0.0.1:9")

"""A stream gives the tables of the whole, and no accident loses, doubles or halves a row."""

import contextlib
import json
import os
import shutil
import signal
import subprocess
import sys

import pandas as pd
import pyarrow
import pytest
from distributed import CancelledError, KilledWorker
from distributed.comm import CommClosedError
from kills import kill_often
from pyarrow import parquet

from analysis.files import UserError
from analysis.lexicons import load_lexicon
from analysis.measuring_commands import compare
from analysis.streaming import (
    TABLES,
    count_articles,
    measure_stream,
    measuring,
    read_chunks,
    read_stream,
    read_values,
    results,
    sharing,
)
from analysis.streaming.measuring import Work
from analysis.streaming.places import open_place, put_file
from analysis.streaming.sharing import share_out
from analysis.study import BESIDE, LEXICONS, load_study

MORE = tuple(name for name in TABLES if name not in ("articles", "measures"))


def make_corpus(folder, classroom, names):
    (folder / "texts").mkdir(parents=True)
    articles, targets = (pd.read_csv(classroom / f"{name}.csv", dtype=str, keep_default_na=False)
                         for name in ("articles", "targets"))
    articles = articles[articles["article_id"].isin(names)][["article_id", "group", "event", "published"]]
    articles.to_csv(folder / "articles.csv", index=False, lineterminator="\n")
    targets[targets["event"].isin(["", *articles["event"]])].to_csv(folder / "targets.csv", index=False)
    for name in names:
        shutil.copy(classroom / "texts" / f"{name}.txt", folder / "texts")
    return folder


@pytest.fixture(scope="module")
def corpus(classroom, tmp_path_factory):
    names = sorted(path.stem for path in (classroom / "texts").glob("*.txt"))[:7]
    return make_corpus(tmp_path_factory.mktemp("stream") / "corpus", classroom, names)


@pytest.fixture(scope="module")
def whole(corpus):
    return load_study(corpus)


@pytest.fixture(scope="module")
def streamed(corpus, tmp_path_factory):
    out = tmp_path_factory.mktemp("out") / "results"
    assert measure_stream(corpus, out, MORE, size=3) == {"articles": 7, "measured": 7, "chunks": 3}
    return out


@pytest.mark.parametrize("name", TABLES)
def test_a_stream_gives_the_tables_of_the_whole(streamed, whole, name):
    theirs = getattr(whole, name)
    assert len(theirs), "a table without rows would prove nothing"
    pd.testing.assert_frame_equal(read_stream(streamed, name), theirs)


def test_what_is_there_is_kept(corpus, streamed):
    before = {path: path.stat().st_mtime_ns for path in streamed.rglob("*.parquet")}
    assert measure_stream(corpus, streamed, MORE, size=3)["measured"] == 0
    assert before == {path: path.stat().st_mtime_ns for path in streamed.rglob("*.parquet")}


@pytest.mark.parametrize("broken_at", range(1, 12))  # run.json, three files for each of three chunks, finished.json
def test_a_run_that_breaks_anywhere_goes_on_and_doubles_nothing(corpus, whole, tmp_path, monkeypatch, broken_at):
    written, write = [], results.put_file

    def break_down(path, data):
        written.append(path)
        if len(written) == broken_at:
            raise UserError(f"{path} could not be written: no space.")
        write(path, data)
    monkeypatch.setattr(results, "put_file", break_down)
    with pytest.raises(UserError, match="no space"):
        measure_stream(corpus, tmp_path / "out", size=3)
    monkeypatch.undo()
    if broken_at > 1:
        with pytest.raises(UserError, match="is not finished|holds no table"):
            read_stream(tmp_path / "out")
    measure_stream(corpus, tmp_path / "out", size=3)
    pd.testing.assert_frame_equal(read_stream(tmp_path / "out"), whole.measures)


@pytest.mark.long
@pytest.mark.parametrize("jobs", [1, 2])
def test_kills_at_random_moments_lose_double_and_halve_nothing(classroom, tmp_path, jobs):
    names = sorted(path.stem for path in (classroom / "texts").glob("*.txt"))
    corpus, out = make_corpus(tmp_path / "corpus", classroom, names), tmp_path / "out"
    whole = load_study(corpus).measures
    for ended in kill_often("measure", corpus, out, jobs, times=100, longest=1.0, seed=jobs):
        for path in out.rglob("chunk-*.parquet"):
            pd.read_parquet(path)  # whole, or not there
        if ended:
            pd.testing.assert_frame_equal(read_stream(out), whole)
            shutil.rmtree(out)
    measure_stream(corpus, out, size=1)  # from wherever the last kill left it
    pd.testing.assert_frame_equal(read_stream(out), whole)


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


def test_results_of_another_run_are_left_alone(corpus, streamed, tmp_path):
    with pytest.raises(UserError, match="results of another run: its chunk differ"):
        measure_stream(corpus, streamed, MORE, size=4)
    assert measure_stream(corpus, streamed, MORE[::-1], size=3)["measured"] == 0
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "notes.txt").write_text("mine")
    with pytest.raises(UserError, match="is there already and holds no run"):
        measure_stream(corpus, tmp_path / "mine")
    assert [path.name for path in (tmp_path / "mine").iterdir()] == ["notes.txt"]


def test_a_run_killed_while_it_wrote_its_first_file_can_be_given_again(corpus, tmp_path):
    (tmp_path / "out").mkdir()
    left = [tmp_path / "out" / ".run.json.abcd1234.part", tmp_path / "out" / "done" / ".chunk-0.json.abcd1234.part"]
    left[0].write_text("{")
    measure_stream(corpus, tmp_path / "out", size=3)
    left[1].write_text("{")
    for path in left:
        os.utime(path, (0, 0))
    assert measure_stream(corpus, tmp_path / "out", size=3)["measured"] == 0
    assert not any(path.exists() for path in left)


def test_a_changed_manifest_is_measured_anew_where_it_changed(classroom, corpus, tmp_path):
    own, out = shutil.copytree(corpus, tmp_path / "own"), tmp_path / "out"
    measure_stream(own, out, size=3)
    manifest = own / "articles.csv"
    lines = manifest.read_text().splitlines()
    manifest.write_text("\n".join([*lines[:-1], lines[-1].rpartition(",")[0] + ",2022-11"]) + "\n")
    assert measure_stream(own, out, size=3)["measured"] == 1
    assert read_stream(out, "articles")["published"].tolist()[-1] == "2022-11"
    manifest.write_text("\n".join(lines[:4]) + "\n")
    with pytest.raises(UserError, match="2 chunks more than the corpus has now"):
        measure_stream(own, out, size=3)


@pytest.mark.parametrize("content, problem", [
    ("article_id,group,group,text\na,x,y,Rain.\n", "has the column group twice"),
    ("article_id;group;text\na;x;Rain.\n", "parted by semicolons"),
    ("article_id,group,text\na,Sun,Rain.\nb,sun,Fog.\n", "row 3: the groups Sun and sun differ only in capitals"),
    ("article_id,group,text\n\n,,\na,,Rain.\n", "row 4: a has no group"),
    ("article_id,group,n_words,text\na,x,12.0,Rain.\nb,x,many,Fog.\n",
     "row 3: n_words is 'many'. Write a whole number"),
    ("article_id,group,constructed,text\na,x,ja,Rain.\n", "row 2: constructed is 'ja'. Write true or false"),
    ("article_id,group,text\na,x,Rain.\na,y,Fog.\n", "row 3: the article_id a stands there already"),
    ("article_id,group\na,x,z\n", "row 2, has more or fewer cells"),
    ("article_id,group\n../a,x\n", "row 2: the article_id '../a' cannot be used"),
    ("article_id,group\na,\n", "row 2: a has no group"),
    ("article_id,outlet\na,Sun\n", "lacks the column group"),
    ("article_id,group,published\na,x,3/4/2024\n", "row 2: published is '3/4/2024'"),
    ('article_id,group\n"a,x\n', "is not comma-separated values"),
    ("article_id,group\n", "has no articles"),
    ("group,text\nx,Rain.\n", "lacks the column article_id"),
    ("article_id,group,text\na,x,\n", "the text of a is empty"),
])
def test_a_bad_manifest_is_told_by_its_row(tmp_path, content, problem):
    (tmp_path / "articles.csv").write_text(content)
    with pytest.raises(UserError, match=problem):
        [*read_chunks(tmp_path)]


def test_a_manifest_from_a_spreadsheet_is_read(tmp_path):
    (tmp_path / "study.toml").write_text('group = "outlet"')
    (tmp_path / "articles.csv").write_text("article_id, outlet ,text,\n\na,Sun,Rain.,\n,,,\nb,Sun,Fog.\n")
    chunk, = read_chunks(tmp_path)
    assert chunk.texts == {"a": "Rain.\n", "b": "Fog.\n"}
    assert [*chunk.rows[0]] == ["article_id", "outlet", "group"]
    (tmp_path / "articles.csv").write_text("article_id,outlet,text\na,,Rain.\n")
    with pytest.raises(UserError, match="row 2: a has no group. Fill in the column outlet"):
        count_articles(tmp_path)


@pytest.mark.parametrize("content, problem", [
    ('{"article_id": "a", "group": NaN, "text": "Rain."}', "row 1: a has no group"),
    ('{"article_id": "a"', "row 1, is not JSON"),
    ('\n["a"]\n', "row 2, is no object"),
    ('{"article_id": "a", "group": ["x"], "text": "Rain."}', "row 1: group is a list"),
    ('{"article_id": "a", "text": "Rain."}', "lacks the column group"),
    ("[" * 100_000, "row 1, is not JSON"),
])
def test_bad_json_lines_are_told_by_their_row(tmp_path, content, problem):
    (tmp_path / "articles.jsonl").write_text(content)
    with pytest.raises(UserError, match=problem):
        [*read_chunks(tmp_path)]


@pytest.mark.parametrize("files, problem", [
    ({}, "holds none of articles.csv, articles.jsonl, articles.parquet"),
    ({"articles.csv": "", "articles.jsonl": ""}, "holds articles.csv and articles.jsonl. Keep the one"),
    ({"articles.parquet": "article_id"}, "is no Parquet file"),
])
def test_a_corpus_has_one_list_of_its_articles(tmp_path, files, problem):
    for name, content in files.items():
        (tmp_path / name).write_text(content)
    with pytest.raises(UserError, match=problem):
        count_articles(tmp_path)


def put_words_in(corpus, folder, format):
    """The corpus with its words in the table that lists the articles."""
    table = pd.read_csv(corpus / "articles.csv", dtype=str, keep_default_na=False)
    table["text"] = [(corpus / "texts" / f"{name}.txt").read_text(encoding="utf-8") for name in table["article_id"]]
    folder.mkdir()
    shutil.copy(corpus / "targets.csv", folder)
    if format == "csv":
        table.to_csv(folder / "articles.csv", index=False)
    elif format == "jsonl":
        table.to_json(folder / "articles.jsonl", orient="records", lines=True, force_ascii=False)
    elif format == "parquet":
        table.to_parquet(folder / "articles.parquet")
    else:
        (folder / "articles.parquet").mkdir()
        for number, part in enumerate((table[:4], table[4:])):
            part.to_parquet(folder / "articles.parquet" / f"{number}.parquet")
    return folder


def test_each_parquet_file_has_columns_of_its_own(tmp_path):
    (tmp_path / "articles.parquet" / "more").mkdir(parents=True)
    rain = pd.DataFrame({"article_id": ["a"], "group": ["x"], "text": ["Rain."]})
    rain.to_parquet(tmp_path / "articles.parquet" / "0.parquet")
    fog = rain.assign(article_id="b", published=2020)
    fog.to_parquet(tmp_path / "articles.parquet" / "more" / "1.parquet")
    fog.to_parquet(tmp_path / "articles.parquet" / "_metadata")
    chunk, = read_chunks(tmp_path)
    assert [row.get("published") for row in chunk.rows] == [None, "2020"]
    rain.assign(article_id="c", text=[b"Rain."]).to_parquet(tmp_path / "articles.parquet" / "2.parquet")
    with pytest.raises(UserError, match="row 2: text is binary. Write the column as strings"):
        [*read_chunks(tmp_path)]


def test_a_large_group_of_rows_is_read_a_little_at_a_time(tmp_path):
    table = pyarrow.table({"article_id": [f"a{n}" for n in range(50_000)], "group": ["x"] * 50_000,
                           "text": [f"Rain {n}. " * 200 for n in range(50_000)]})
    parquet.write_table(table, tmp_path / "articles.parquet", row_group_size=50_000, use_dictionary=False,
                        compression="none")
    size = table.nbytes
    del table
    before = pyarrow.total_allocated_bytes()
    next(read_chunks(tmp_path))
    assert pyarrow.total_allocated_bytes() - before < size / 10


@pytest.mark.parametrize("format", ["csv", "jsonl", "parquet", "parquets"])
def test_words_may_stand_in_the_table(corpus, streamed, tmp_path, format):
    own = put_words_in(corpus, tmp_path / "own", format)
    assert count_articles(own) == 7
    measure_stream(own, tmp_path / "out", MORE, size=3)
    for name in TABLES:
        pd.testing.assert_frame_equal(read_stream(tmp_path / "out", name), read_stream(streamed, name))


@pytest.mark.parametrize("name, content", [
    ("articles.csv", 'article_id,group,text\na, x ,"  Rain. "\n'),
    ("articles.jsonl", '{"article_id": "a", "group": " x ", "text": "  Rain. "}\n'),
    ("texts/a.txt", "  Rain. "),
])
def test_blanks_in_front_of_a_text_are_kept_wherever_it_stands(tmp_path, name, content):
    (tmp_path / "texts").mkdir()
    if name.startswith("texts"):
        (tmp_path / "articles.csv").write_text("article_id,group\na,x\n")
    (tmp_path / name).write_text(content)
    chunk, = read_chunks(tmp_path)
    assert (chunk.rows[0]["group"], chunk.texts) == ("x", {"a": "  Rain.\n"})


def test_results_may_stand_at_an_address(corpus, streamed):
    out = "memory://measured"
    assert measure_stream(corpus, out, MORE, size=3)["measured"] == 7
    assert measure_stream(corpus, out, MORE, size=3)["measured"] == 0
    for name in TABLES:
        pd.testing.assert_frame_equal(read_stream(out, name), read_stream(streamed, name))


@pytest.mark.parametrize("address", ["nosuch://measured", "sftp://nosuch.invalid/measured", "zip://nosuch.zip"])
def test_an_address_that_is_not_reached_is_told_in_a_sentence(corpus, address):
    with pytest.raises(UserError, match="cannot be reached"):
        measure_stream(corpus, address)


def test_a_file_is_on_the_disk_before_it_has_its_name(tmp_path, monkeypatch):
    done = []
    monkeypatch.setattr(os, "fsync", lambda handle: done.append(os.fstat(handle).st_size))
    monkeypatch.setattr(os, "replace", lambda *_: done.append("renamed"))
    put_file(tmp_path / "a", "x" * 5)
    assert done == [5, "renamed"]


def test_two_processes_that_write_the_same_file_at_an_address_do_not_halve_it(tmp_path, monkeypatch):
    path, contents = open_place(f"file://{tmp_path}/a"), [letter * 100_000 for letter in "ab"]
    moved = []

    def write_another(self, *places, move=type(path.fs).mv, **options):
        if not moved:  # the other process has begun and ended between our writing and our renaming
            moved.append(places)
            put_file(path, contents[1])
        move(self, *places, **options)
    monkeypatch.setattr(type(path.fs), "mv", write_another)
    put_file(path, contents[0])
    assert path.read_text() == contents[0]
    assert [each.name for each in tmp_path.iterdir()] == ["a"]


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
    from distributed import LocalCluster

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
    from distributed import LocalCluster

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


def test_values_are_the_measures_that_are_defined(streamed):
    names = ["article_id", "part", "voice", "measure", "unit"]
    measures, values = read_stream(streamed), read_values(streamed)
    defined = measures.loc[measures["value"].notna(), [*names, "value"]].sort_values(names).reset_index(drop=True)
    assert 0 < len(values) < len(measures)
    pd.testing.assert_frame_equal(values.astype(dict.fromkeys(names, "str")).sort_values(names).reset_index(drop=True),
                                  defined.astype(dict.fromkeys(names, "str")))


def test_a_damaged_file_is_not_read(streamed, tmp_path):
    own = shutil.copytree(streamed, tmp_path / "own")
    first, second = sorted((own / "measures").iterdir())[:2]
    shutil.copy(second, first)
    with pytest.raises(UserError, match="is missing or damaged. Take .*done"):
        read_stream(own)
    first.write_bytes(b"PAR1")
    with pytest.raises(UserError, match="is missing or damaged"):
        read_values(own)
    next((own / "done").iterdir()).unlink()
    with pytest.raises(UserError, match="lacks a chunk"):
        read_values(own)


@pytest.mark.parametrize("name, problem", [
    ("run.json", "run.json is damaged. Take .*out away"),
    ("finished.json", "is not finished"),
    ("done/chunk-0000001.json", "is missing or damaged"),
])
@pytest.mark.parametrize("content", ["", '{"inp'])
def test_a_note_that_a_power_cut_left_half_there_is_no_note(corpus, streamed, tmp_path, name, problem, content):
    own = shutil.copytree(streamed, tmp_path / "out")
    (own / name).write_text(content)
    with pytest.raises(UserError, match=problem):
        measure_stream(corpus, own, MORE, size=3) if name == "run.json" else read_stream(own)
    if name != "run.json":
        assert measure_stream(corpus, own, MORE, size=3)["measured"] == (3 if name.startswith("done") else 0)
        pd.testing.assert_frame_equal(read_stream(own), read_stream(streamed))


def test_a_missing_or_changed_text_stops_the_run_and_keeps_what_was_finished(corpus, tmp_path):
    own, out = shutil.copytree(corpus, tmp_path / "own"), tmp_path / "out"
    last = own.joinpath("articles.csv").read_text().splitlines()[-1].partition(",")[0]
    text = (own / "texts" / f"{last}.txt").read_text(encoding="utf-8")
    (own / "texts" / f"{last}.txt").unlink()
    with pytest.raises(UserError, match=f"{last}.txt"):
        measure_stream(own, out, size=3)
    assert len(list((out / "done").iterdir())) == 2
    (own / "texts" / f"{last}.txt").write_text(text, encoding="utf-8")
    assert measure_stream(own, out, size=3)["measured"] == 1
    with pytest.raises(UserError, match="A stream has no table reuse"):
        measure_stream(own, tmp_path / "other", ["reuse"])


def test_a_manifest_is_read_in_chunks_of_neighbours(tmp_path):
    (tmp_path / "articles.csv").write_text("article_id,group,text\n" + "".join(f"a{n},x,Rain.\n" for n in range(5_000)))
    assert sum(len(chunk.rows) for chunk in read_chunks(tmp_path, 999)) == 5_000
    assert [chunk.number for chunk in read_chunks(tmp_path, 999)] == [*range(6)]


def test_the_command_measures_and_compares(corpus, tmp_path):
    def run(*words):
        done = subprocess.run([sys.executable, "-m", "analysis.cli", *map(str, words)], capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        return done.stdout
    assert "7 articles in 2 chunks, 7 of them measured now" in run("measure", corpus, "--out", tmp_path / "out",
                                                                   "--chunk", "4")
    settings = json.loads((tmp_path / "out" / "run.json").read_text())
    assert settings["chunk"] == 4 and "hedges" in settings["lexicons"]
    assert run("compare", tmp_path / "out", "--corpus", corpus).startswith(
        "1. words given to others in the body: opinion ")
    assert (tmp_path / "out" / "comparisons.csv").is_file()


def test_groups_of_another_column_than_was_measured_are_not_compared(corpus, streamed, tmp_path):
    own = shutil.copytree(corpus, tmp_path / "own")
    (own / "study.toml").write_text('group = "event"')
    with pytest.raises(UserError, match="measured with the groups of the column group, and .* takes those of event"):
        compare(str(streamed), own, tmp_path / "comparisons.csv")

"""A stream gives the tables of the whole, and no accident loses, doubles or halves a row."""

import json
import os
import pickle
import shutil
import subprocess
import sys

import pandas as pd
import pytest
from kills import kill_often
from streams import MORE, make_corpus

from analysis.files import UserError
from analysis.measuring_commands import compare
from analysis.streaming import TABLES, measure_stream, read_stream, read_values, results
from analysis.study import load_study


@pytest.mark.parametrize("name", TABLES)
def test_a_stream_gives_the_tables_of_the_whole(streamed, whole, name):
    theirs = getattr(whole, name)
    assert len(theirs), "a table without rows would prove nothing"
    pd.testing.assert_frame_equal(read_stream(streamed, name), theirs)


def test_what_is_there_is_kept(corpus, streamed):
    before = {path: path.stat().st_mtime_ns for path in streamed.rglob("*.parquet")}
    assert measure_stream(corpus, streamed, MORE, size=3)["measured"] == 0
    assert before == {path: path.stat().st_mtime_ns for path in streamed.rglob("*.parquet")}


def test_a_fault_of_ours_says_which_article_it_met(corpus, tmp_path, monkeypatch):
    def fail(text, title):
        raise ZeroDivisionError
    monkeypatch.setattr("analysis.instruments.readings.read_voices", fail)
    with pytest.raises(ZeroDivisionError) as fault:
        measure_stream(corpus, tmp_path / "out", size=3)
    sent = pickle.loads(pickle.dumps(fault.value))  # as from another process
    assert sent.__notes__ == [f"The article is {pd.read_csv(corpus / 'articles.csv')['article_id'][0]}."]


@pytest.mark.parametrize("broken_at", range(1, 12))  # run.json, three files for each of three chunks, finished.json
def test_a_run_that_breaks_anywhere_goes_on_and_doubles_nothing(corpus, whole, tmp_path, monkeypatch, broken_at, quick):
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


def test_results_of_another_run_are_left_alone(corpus, streamed, tmp_path):
    with pytest.raises(UserError, match="results of another run: its chunk differ"):
        measure_stream(corpus, streamed, MORE, size=4)
    assert measure_stream(corpus, streamed, MORE[::-1], size=3)["measured"] == 0
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "notes.txt").write_text("mine")
    with pytest.raises(UserError, match="is there already and holds no run"):
        measure_stream(corpus, tmp_path / "mine")
    assert [path.name for path in (tmp_path / "mine").iterdir()] == ["notes.txt"]


def test_a_run_killed_while_it_wrote_its_first_file_can_be_given_again(corpus, tmp_path, quick):
    (tmp_path / "out").mkdir()
    left = [tmp_path / "out" / ".run.json.abcd1234.part", tmp_path / "out" / "done" / ".chunk-0.json.abcd1234.part"]
    left[0].write_text("{")
    measure_stream(corpus, tmp_path / "out", size=3)
    left[1].write_text("{")
    for path in left:
        os.utime(path, (0, 0))
    assert measure_stream(corpus, tmp_path / "out", size=3)["measured"] == 0
    assert not any(path.exists() for path in left)


def test_a_changed_manifest_is_measured_anew_where_it_changed(classroom, corpus, tmp_path, quick):
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
def test_a_note_that_a_power_cut_left_half_there_is_no_note(corpus, streamed, tmp_path, name, problem, content, quick):
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

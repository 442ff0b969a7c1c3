"""``framing validate``, and words that the command does not know."""

import hashlib
import json
import subprocess
import sys
from pathlib import Path

import pytest
from command import Result, assert_one_sentence, put

import analysis


@pytest.fixture
def labelled(tmp_path):
    """Four labelled sentences, of which the hedges tell three right."""
    path = tmp_path / "mine [1].csv"
    path.write_text("text,label\nHe may go.,1\nHe left.,0\nPerhaps.,1\nIt rained.,1\n", encoding="utf-8")
    return path


def test_validating_says_what_was_measured_and_who_wins(run, labelled):
    result = run("validate", labelled, "--measure", "hedging")
    assert (result.code, result.err) == (0, "")
    assert "hedging in mine [1].csv: 4 rows, of which 3 are labelled 1." in result.out
    assert "sentence length" in result.out and "always positive" in result.out
    assert "F1 0.800 (" in result.out and "the best baseline, " in result.out  # 2 × 2 / (2 + 3)
    assert "generous to them" in result.out and all(len(line) < 120 for line in result.out.split("\n")[1:-4])


def test_validating_as_json_prints_one_object_and_nothing_else(run, labelled):
    result = run("validate", labelled, "--measure", "hedging", "--json")
    record = json.loads(result.out)
    assert (result.code, result.err) == (0, "")
    assert [record[key] for key in ("file", "measure", "version", "n", "n_left_out", "positives", "unit")] == [
        "mine [1].csv", "hedging", analysis.__version__, 4, 0, 3, "row"]
    assert record["sha256"] == hashlib.sha256(labelled.read_bytes()).hexdigest()
    assert record["f1"] == 0.8 and record["intervals"].keys() == {"auc", "f1"}
    assert record["intervals"]["f1"][0] <= 0.8 <= record["intervals"]["f1"][1]
    assert record["baselines"].keys() == {"sentence_length", "textblob", "vader", "always_positive"}
    assert record["baselines"]["always_positive"] == {"auc": 0.5, "f1": pytest.approx(2 * 0.75 / 1.75, abs=1e-6)}


def test_validating_voices_and_what_is_undefined(run, tmp_path):
    put("mine.jsonl", '{"body": "It rained.", "spans": []}')(tmp_path)
    words = ("validate", tmp_path / "mine.jsonl", "--measure", "voice", "--text", "body")
    record = json.loads(run(*words, "--json").out)
    assert record["char_f1"] is None and record["intervals"]["char_f1"] == [None, None]
    assert record["baselines"].keys() == {"inside_marks", "mark_or_verb"}
    assert "Character F1 is undefined here; sentence F1 is undefined here." in run(*words).out


@pytest.mark.parametrize("extra", [[], ["--json"]])
@pytest.mark.parametrize("words, problem", [
    (["--measure", "targeted_tone"], "has no column 'target_start'"),
    (["--measure", "mood"], "Known are loaded_language, hedging, uncertainty, certainty, tone, targeted_tone, voice"),
    (["--measure", "tone", "--label", "code"], "has no column 'code'; it has text, label."),
    (["--measure", "voice"], "Give a JSON Lines file"),
])
def test_what_cannot_be_validated(run, labelled, words, problem, extra):
    assert_one_sentence(run("validate", labelled, *words, *extra), problem)


def test_validating_a_file_that_is_not_there(run, tmp_path):
    assert_one_sentence(run("validate", tmp_path / "none.csv", "--measure", "tone"), "none.csv does not exist")


@pytest.mark.parametrize("words", [["add"], ["freeze", "--loud"], ["shout"], ["validate", "a.csv"]])
def test_words_it_does_not_know(run, words):
    result = run(*words)
    assert result.code == 2 and result.err.startswith("Usage: ") and "--help" in result.err


def test_the_installed_command():
    command = Path(sys.executable).with_name("framing")
    version = subprocess.run([command, "--version"], capture_output=True, text=True)
    assert (version.returncode, version.stdout) == (0, f"framing {analysis.__version__}\n")
    bad = subprocess.run([command, "freeze", "no such folder"], capture_output=True, text=True)
    assert_one_sentence(Result(bad.returncode, bad.stdout, bad.stderr), "no such folder is not a folder")


def test_explaining_a_sentence(run):
    result = run("explain", "The [old] clerk must go.")
    assert (result.code, result.err) == (0, "") and "must" in result.out and "demand" in result.out
    assert "[old]" in result.out  # brackets are no mark-up
    rows = json.loads(run("explain", "He may go.", "--json").out)
    assert {"sentence": 0, "measure": "certainty", "words": "may", "value": "2",
            "why": "hedges: modal; leaves grade 2"} in rows
    ruled = run("explain", "Ada Lowe may be toppled by her ministers.", "--leader", "Ada Lowe").out
    assert "palace_coup" in ruled and "with toppled" in ruled and "--leader" not in ruled
    assert_one_sentence(run("explain", "…"), "no word to explain")

"""“Your own corpus in fifteen minutes” works as it is written."""

import csv
import re
import subprocess
import sys
from pathlib import Path

import pytest

from analysis.study import load_study
from analysis.texts.articles import canonicalise
from analysis.texts.importers import IMPORTERS

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs" / "own_corpus.md").read_text(encoding="utf-8")
FILES = ROOT / "corpus" / "own_corpus_files"


def run(line, folder):
    """Run a line of the page as a reader types it, where ``corpus/`` is the study's."""
    words = line.split()
    assert words[0] == "framing"
    command = [sys.executable, "-m", "analysis.cli", *words[1:]]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture
def here(tmp_path):
    for name in ("corpus", "notebooks"):
        (tmp_path / name).symlink_to(ROOT / name)
    return tmp_path


def list_commands():
    return re.findall(r"^framing .*$", PAGE, flags=re.M)


def test_every_command_of_the_page_gives_what_it_says(here):
    trial, made, report = list_commands()
    said = run(trial, here)
    assert "README.md" in said and "pages/saved_empty.html" in said and not (here / "my-corpus").exists()
    assert "One exact duplicate and one near duplicate found" in said
    assert "One exact duplicate left out." in run(made, here)
    told = re.findall(r"^\| `([\w./]+)` \|", PAGE[PAGE.index("## 3."):PAGE.index("## 4.")], flags=re.M)
    assert sorted(path.name for path in (here / "my-corpus").iterdir()) == sorted(name.strip("/") for name in told)
    assert report == "framing report my-corpus"
    plan, = re.findall(r"^```toml\n(.*?)^```", PAGE, flags=re.S | re.M)
    (here / "my-corpus" / "study.toml").write_text(plan, encoding="utf-8")
    study = load_study(here / "my-corpus")
    assert study.plan.group_a == "popular" and f"with {len(study.articles)} articles" in PAGE
    assert study.plan.aside == ("Of the 41 articles 28 are compared, those of popular and agency; left aside: "
                                "broadsheet (13).")
    assert sorted(study.articles["group"].value_counts()) == [13, 14, 14]  # forty, and the near copy


@pytest.mark.long
def test_its_report_is_made(here):
    *_, made, report = list_commands()
    run(made, here)
    assert "reports/my-corpus.html is ready" in run(report, here)


def test_the_formats_of_the_page_are_those_that_are_read():
    table = PAGE[PAGE.index("| format |"):PAGE.index("- **Columns**")]
    assert {*re.findall(r"`(\.\w+)`", table)} | {".ndjson", ".htm"} == {*IMPORTERS}


def test_the_forty_are_the_classroom_texts_and_sixteen_of_their_own(here):
    run("framing new forty corpus/own_corpus_files --without-duplicates", here)
    words = {" ".join(re.findall(r"\w+", canonicalise(path.read_text(encoding="utf-8"))))
             for path in (here / "forty" / "texts").glob("*.txt")}
    ours = {" ".join(re.findall(r"\w+", path.read_text(encoding="utf-8")))
            for path in (ROOT / "corpus" / "classroom" / "texts").glob("*.txt")}
    assert len(ours & words) == 24 and len(words) == 40 + 1
    with (here / "forty" / "imports.csv").open(encoding="utf-8", newline="") as file:
        statuses = [row["status"] for row in csv.DictReader(file)]
    assert {status: statuses.count(status) for status in statuses} == {"imported": 41, "left out": 1, "refused": 2}


def test_everything_in_the_folder_says_that_it_is_constructed_and_free():
    assert "constructed" in (FILES / "README.md").read_text() and "CC0" in (FILES / "README.md").read_text()

"""The report of the five articles, made as a user makes it: all chapters, no warning, no article text."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

ROOT = Path(__file__).parents[1]
CHAPTERS = 9


def make_report(corpus: Path, out: Path) -> tuple[str, subprocess.CompletedProcess]:
    command = [sys.executable, "-m", "analysis.cli", "report", str(corpus), "--out", str(out)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stderr
    return out.read_text(encoding="utf-8"), done


@pytest.fixture(scope="module")
def without_texts(tmp_path_factory):
    folder = tmp_path_factory.mktemp("shipped") / "downfall"
    shutil.copytree(ROOT / "corpus" / "downfall", folder, ignore=shutil.ignore_patterns("texts"))
    return make_report(folder, folder.parent / "report.html")


def test_every_chapter_is_there(without_texts):
    soup = BeautifulSoup(without_texts[0], "html.parser")
    assert len(soup.find_all(string=re.compile(r"^Chapter \d"))) == CHAPTERS
    assert len(soup.find_all("h1")) == 1 and len(soup.find_all("figure")) >= 12


def test_the_terminal_stays_quiet(without_texts):
    done = without_texts[1]
    assert "arning" not in done.stderr + done.stdout and "Traceback" not in done.stderr
    assert "is ready" in done.stdout


def test_no_chapter_prints_a_warning(without_texts):
    assert not re.search(r"\w*Warning:|WARNING", without_texts[0])


@pytest.mark.needs_texts
def test_texts_and_tables_give_the_same_report_and_no_text(downfall, without_texts, tmp_path):
    from analysis.texts.articles import canonicalise

    sys.path.insert(0, str(ROOT / "tests"))
    from compare_reports import find_differences

    with_texts, _ = make_report(downfall, tmp_path / "with.html")
    (tmp_path / "without.html").write_text(without_texts[0], encoding="utf-8")
    assert find_differences(tmp_path / "without.html", tmp_path / "with.html") == []
    page = BeautifulSoup(with_texts, "html.parser").get_text(" ")
    for path in sorted((downfall / "texts").glob("*.txt")):
        text = canonicalise(path.read_text(encoding="utf-8"))
        sentences = [s for s in re.split(r"[.?!\n]", text) if len(s.split()) >= 8]
        titles = " ".join((ROOT / "corpus" / "downfall" / "articles.csv").read_text(encoding="utf-8").split())
        assert [s for s in sentences if s.strip() in page and s.strip() not in titles] == [], path.name

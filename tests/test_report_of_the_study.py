"""The report of the five articles, made as a user makes it: all chapters, no warning, no article text."""

import csv
import re

import pytest
from bs4 import BeautifulSoup
from compare_reports import find_differences, find_sentences
from reports import ROOT, make_report

CHAPTERS = 9


def test_every_chapter_is_there(shipped_report):
    soup = BeautifulSoup(shipped_report[0].read_text(encoding="utf-8"), "html.parser")
    assert len(soup.find_all(string=re.compile(r"^Chapter \d"))) == CHAPTERS
    assert len(soup.find_all("h1")) == 1 and len(soup.find_all("figure")) >= 12


def test_the_terminal_stays_quiet(shipped_report):
    printed = shipped_report[1]
    assert "arning" not in printed and "Traceback" not in printed and "is ready" in printed


def test_no_chapter_prints_a_warning(shipped_report):
    assert not re.search(r"\w*Warning:|WARNING", shipped_report[0].read_text(encoding="utf-8"))


def list_views(path):
    """The reading views in a report's own place for them, each folded."""
    page = path.read_text(encoding="utf-8")
    readings = page[page.index('<section id="readings">'):page.index('<section id="methods">')]
    assert readings.count('<details class="reading-of"') == readings.count('<div class="rv">')
    return re.findall(r'<details class="reading-of" id="reading-of-([\w-]+)">', readings)


def list_classroom():
    with (ROOT / "corpus" / "classroom" / "articles.csv").open(encoding="utf-8", newline="") as file:
        return [row["article_id"].replace("_", "-") for row in csv.DictReader(file)]


def test_every_classroom_text_stands_in_it_with_its_marks(shipped_report):
    assert list_views(shipped_report[0]) == list_classroom()


@pytest.mark.long
def test_the_report_of_many_articles_shows_each_and_is_small(tmp_path):
    make_report(ROOT / "corpus" / "classroom", tmp_path / "classroom.html")
    assert list_views(tmp_path / "classroom.html") == list_classroom()
    assert (tmp_path / "classroom.html").stat().st_size < 3_000_000


@pytest.mark.needs_texts
def test_texts_and_tables_give_the_same_report_and_no_text(downfall, shipped_report, tmp_path):
    make_report(downfall, tmp_path / "with.html")
    assert find_differences(shipped_report[0], tmp_path / "with.html") == []
    found = find_sentences(tmp_path / "with.html", downfall)
    assert len(found) == 5 and not any(found.values())

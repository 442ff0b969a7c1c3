"""The report of the five articles, made as a user makes it: all chapters, no warning, no article text."""

import re

import pytest
from bs4 import BeautifulSoup
from compare_reports import find_differences

from analysis.texts.articles import canonicalise
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


@pytest.mark.needs_texts
def test_texts_and_tables_give_the_same_report_and_no_text(downfall, shipped_report, tmp_path):
    make_report(downfall, tmp_path / "with.html")
    assert find_differences(shipped_report[0], tmp_path / "with.html") == []
    page = BeautifulSoup((tmp_path / "with.html").read_text(encoding="utf-8"), "html.parser").get_text(" ")
    for path in sorted((downfall / "texts").glob("*.txt")):
        text = canonicalise(path.read_text(encoding="utf-8"))
        sentences = [s for s in re.split(r"[.?!\n]", text) if len(s.split()) >= 8]
        titles = " ".join((ROOT / "corpus" / "downfall" / "articles.csv").read_text(encoding="utf-8").split())
        assert [s for s in sentences if s.strip() in page and s.strip() not in titles] == [], path.name

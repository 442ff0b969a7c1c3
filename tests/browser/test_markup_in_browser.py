"""Markup in titles, outlets, authors, groups, events, addresses and texts is words: nothing of it ever runs."""

import nasty
import pytest
from bs4 import BeautifulSoup
from reports import make_report

from analysis.presentation.reading import write_reading
from analysis.study import load_study

FOREIGN = "iframe, object, embed, img:not([src^='data:']), [onerror], [onclick], [onload], a[href^='javascript:' i]"


@pytest.fixture(scope="module")
def pages(tmp_path_factory):
    folder = tmp_path_factory.mktemp("marked")
    corpus = nasty.write_marked_corpus(folder / "marked")
    make_report(corpus, folder / "report.html")
    return {"report": folder / "report.html",
            "reading": write_reading(load_study(corpus), "a0", "a1", folder / "reading.html")}


@pytest.mark.parametrize("name", ["report", "reading"])
@pytest.mark.parametrize("without_policy", [False, True])
def test_no_word_of_an_article_runs(open_page, pages, name, without_policy):
    page = open_page(pages[name], bypass_csp=without_policy)
    dialogs = []
    page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
    page.wait_for_timeout(500)
    assert page.evaluate("window.__ran") is None and dialogs == []
    assert page.locator(FOREIGN).count() == 0
    words = " ".join(page.evaluate("document.body.textContent").split())
    assert [marks for marks in nasty.MARKUP[:2] if marks not in words] == [], "it stands there as words"


def test_markup_stands_in_the_report_as_words(pages):
    page = BeautifulSoup(pages["report"].read_text(encoding="utf-8"), "html.parser")
    words = " ".join(page.get_text().split())
    assert [marks for marks in nasty.MARKUP if marks not in words] == []
    assert page.title.get_text() == nasty.MARKUP[2]
    for script in page.find_all("script"):
        assert "__ran" not in script.get_text()

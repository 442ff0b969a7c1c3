"""The report of somebody else's corpus: the same page, with no word in it that is about this study's subject."""

import random
import re

import pytest
from bs4 import BeautifulSoup
from reports import make_report

SUBJECT = re.compile(r"\b(downfall|tabloids?|opinion (?:page|piece|column)s?|columnists?|leaders?|Putin|Kremlin|regime|"
                     r"coup|Ukraine|Russian?|Truss|Kherson)\b", re.I)
NOT_OURS = ("#references", "#cite", "#codebook", "pre", "code", "script", "style")  # titles, definitions, code
WRITERS = ("Ida Moor", "The council", "A trader", "Officials")
SENTENCES = ("{} said that the gates may open by Friday.", "“The pumps are a disgrace,” said {}.",
             "{} believes that it will rain.", "The harbour was furious, {} claimed.",
             "Nobody has seen the tide come in so shamelessly.", "The gates stay shut.",
             "A breach is only a matter of time.", "The boats lay still all week.")


def write_corpus(folder, groups):
    """Short articles on a harbour, drawn from a few sentences: a group for each."""
    draw = random.Random(8)
    (folder / "texts").mkdir(parents=True)
    rows = [f"a{number},{group},{group} paper" for number, group in enumerate(groups)]
    (folder / "articles.csv").write_text("\n".join(["article_id,group,outlet", *rows]) + "\n")
    for number in range(len(groups)):
        body = [draw.choice(SENTENCES).format(draw.choice(WRITERS)) for _ in range(12)]
        text = "\n\n".join(["The harbour waits", *body])
        (folder / "texts" / f"a{number}.txt").write_text(text, encoding="utf-8")
    return folder


def read_page(path):
    page = BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")
    for selector in NOT_OURS:
        for element in page.select(selector):
            element.decompose()
    return page


@pytest.mark.long
@pytest.mark.parametrize("groups, said", [
    (["north", "south", "west"] * 6, "Six north articles against six south articles"),
    (["north"], "there are no two groups of articles")])
def test_it_speaks_of_its_own_groups_and_of_nothing_else(tmp_path, groups, said):
    make_report(write_corpus(tmp_path / "harbour", groups), tmp_path / "harbour.html")
    page = read_page(tmp_path / "harbour.html")
    words = page.get_text(" ")
    assert [found[0] for found in SUBJECT.finditer(words)] == []
    assert said in " ".join(words.split())
    assert [chapter.get_text() for chapter in page.select("section.chapter > .kicker")] == [
        f"Chapter {number}" for number in (1, 2, 3, 4, 5, 7, 8, 9)]

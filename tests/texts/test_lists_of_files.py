"""Lists beside files: what they say counts, and what does not fit is told on both sides."""

from pathlib import Path

import pytest

from analysis.texts.importers import gathering
from analysis.texts.importers.files import read_lists
from analysis.texts.importers.gathering import gather_articles
from analysis.texts.importers.records import Names

TEXTS = Path(__file__).parents[2] / "corpus" / "classroom" / "texts"


def test_a_list_says_what_the_files_do_not(tmp_path):
    for name in ("a", "b"):
        (tmp_path / f"{name}.txt").write_text(f"It rained in {name}.")
    (tmp_path / "list.csv").write_text("file,Headline,desk,pages\na.txt,Rain,red,3\nb.txt,Sun,blue,\n")
    found = gather_articles([tmp_path], gathering.Names({"group": "desk"}))
    assert [(each.article_id, each.fields["group"], each.text) for each in found.articles] == [
        ("a", "red", "Rain\n\nIt rained in a.\n"), ("b", "blue", "Sun\n\nIt rained in b.\n")]
    assert found.articles[0].fields["pages"] == "3"  # the user's own column stays


LISTS = {  # the list, what it says of two.html, and the rows that are refused
    "as it should be": ("file,group\none.txt,a\ntwo.html,b\n", "b", []),
    "without endings": ("file,group\none,a\ntwo,b\n", "b", []),
    "under another name": ("name,group\none.txt,a\ntwo.html,b\n", "b", []),
    "a slip": ("file,group\none.txt,a\ntwo.htm,b\n", "",
               ["row 3: it names 'two.htm', which is not there (is it two.html?)"]),
    "no such file": ("file,group\none.txt,a\n../../etc,b\n", "", ["row 3: it names '../../etc', which is not there"]),
    "a cell too many": ("file,group\none.txt,a\ntwo.html,b,c\n", "", ["row 3: it has 3 cells instead of 2"]),
}


@pytest.mark.parametrize("content, group, refused", LISTS.values(), ids=LISTS)
def test_a_list_and_the_files_beside_it_are_held_against_each_other(tmp_path, content, group, refused):
    (tmp_path / "one.txt").write_text("It rained on the quay.")
    (tmp_path / "two.html").write_text("<html><body><article><p>" + "The sun came out over the old quay. " * 20
                                       + "</p></article></body></html>")
    (tmp_path / "list.csv").write_text(content)
    gathered = gather_articles([tmp_path])
    assert {article.article_id: article.fields["group"] for article in gathered.articles} == {
        "one": "a", "two": group or gathering.UNGROUPED}
    rows = gathered.imports.set_index("file")
    out = gathered.imports.query("status == 'refused'")
    assert (out["position"] + ": " + out["reason"]).tolist() == refused
    assert ("no row of list.csv names it" in rows.loc["two.html", "notes"]) == bool(refused)


def test_a_table_of_articles_is_no_list_however_its_cells_are_called(tmp_path):
    for name in ("1.html", "Guardian.txt"):
        (tmp_path / name).write_text("<html><body>Accept all.</body></html>" if name.endswith("html") else "It rained.")
    (tmp_path / "all.csv").write_text("ref,outlet,story,group\n1,Guardian,The tide came in.,a\n"
                                      "2,Times,It went out.,b\n")
    gathered = gather_articles([tmp_path], Names({"text": "story"}))
    assert {"The tide came in.\n", "It went out.\n"} <= {article.text for article in gathered.articles}
    rows = gathered.imports[gathered.imports["file"] == "all.csv"]
    assert rows["status"].tolist() == ["imported", "imported"]


def test_several_lists_say_what_each_knows_and_a_bad_one_stops_nothing(tmp_path):
    (tmp_path / "a.txt").write_text("It rained on the quay.")
    (tmp_path / "dates.csv").write_text("file,date\na.txt,2024-04-03\n")
    (tmp_path / "groups.csv").write_text(",file,group\n0,a.txt,red\n1,a.txt,blue\n")  # as pandas writes its index
    (tmp_path / "twice.csv").write_text("file,group,group\na.txt,x,y\n")
    gathered = gather_articles([tmp_path])
    article, = gathered.articles
    assert (article.fields["published"], article.fields["group"]) == ("2024-04-03", "red")
    out = gathered.imports[gathered.imports["status"] == "refused"]
    assert dict(zip(out["file"], out["reason"])) == {
        "groups.csv": "it names 'a.txt', as row 2 does, which counts",
        "twice.csv": "it has the column 'group' twice, so nothing was read from it"}
    assert set().union(*(article.fields for article in gathered.articles)) == {"published", "group", "title"}


def test_a_list_of_thousands_is_read_at_once(tmp_path):
    for number in range(3_000):
        (tmp_path / f"f{number}.txt").touch()
    (tmp_path / "list.csv").write_text("n,x,y,file\n" + "".join(f"{n},0,0,f{n}.html\n" for n in range(3_000)))
    paths = sorted(tmp_path.iterdir())
    lists = read_lists(paths, None, Names())  # took minutes when every row looked through all files
    assert len(lists.refused) == 3_000 and "is it f0.txt?" in lists.refused[0].reason

"""Other people's files: every sound article comes in with what its file says of it, every damaged one is named."""

import shutil
import zipfile
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from foreign_files import (
    list_nexis,
    make_row,
    make_stories,
    write_json_lines,
    write_page,
    write_word,
    write_workbook,
)

from analysis.importing import write_corpus
from analysis.texts.importers import gathering
from analysis.texts.importers.decoding import decode_bytes
from analysis.texts.importers.duplicates import find_duplicates
from analysis.texts.importers.gathering import gather_articles
from analysis.texts.importers.records import Imported

TEXTS = Path(__file__).parents[2] / "corpus" / "classroom" / "texts"


def test_texts_that_were_decoded_wrongly_are_mended_and_it_is_said():
    text, encoding, repairs = decode_bytes(b"Plain.\n" + "â€œIt may rainâ€\x9d â€“ ZoÃ« said.".encode())
    assert text == "Plain.\n“It may rain” – Zoë said." and repairs == ("1 line decoded wrongly before",)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_curly_marks_and_accents_come_through_every_encoding(tmp_path, encoding):
    words = "“It isn’t over,” Zoë Müller said – for £3 …\n"
    (tmp_path / "a.txt").write_bytes(words.encode(encoding))
    article, = gather_articles([tmp_path]).articles
    assert article.text == words


def test_a_readme_is_no_article_unless_it_is_named(tmp_path):
    (tmp_path / "README.md").write_text("These are my articles.")
    (tmp_path / "a.txt").write_text("It rained.")
    assert [each.article_id for each in gather_articles([tmp_path]).articles] == ["a"]
    assert [each.article_id for each in gather_articles([tmp_path / "README.md"]).articles] == ["readme"]


def test_a_folder_may_be_the_group(tmp_path):
    for group in ("north", "south"):
        (tmp_path / group).mkdir()
        (tmp_path / group / "same.txt").write_text(f"It rained in the {group}.")
    found = gather_articles([tmp_path], by_folder=True)
    assert [(each.article_id, each.fields["group"]) for each in found.articles] == [
        ("same", "north"), ("same_2", "south")]


def test_the_same_files_give_the_same_ids(tmp_path):
    write_json_lines(tmp_path / "a.jsonl", [make_row(story) for story in make_stories(9, TEXTS)])
    one, other = (gather_articles([tmp_path]) for _ in range(2))
    assert one.articles == other.articles and one.imports.equals(other.imports)
    assert len({article.article_id for article in one.articles}) == 9


def test_near_copies_are_found_and_articles_on_one_event_are_none():
    story, other = make_stories(2, TEXTS)
    words = story.text.split()
    tenth = " ".join("quay" if place % 10 == 4 else word for place, word in enumerate(words))
    cut = "\n\n".join(story.paragraphs[:-1])
    own = {path.stem: path.read_text(encoding="utf-8") for path in TEXTS.glob("*.txt")}
    pairs = find_duplicates({"story": story.text, "tenth": tenth, "cut": cut, "headed": f"Other head\n\n{story.text}",
                             "other": other.text} | own)
    assert Counter(pairs["kind"]) == {"near": 6} and {*pairs["article_a"], *pairs["article_b"]} == {
        "story", "tenth", "cut", "headed"}


def test_an_archive_that_unpacks_without_end_is_not_opened(tmp_path):
    with zipfile.ZipFile(tmp_path / "a.xlsx", "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("xl/workbook.xml", b"0" * 30_000_000)
    shutil.copy(tmp_path / "a.xlsx", tmp_path / "b.docx")
    found = gather_articles([tmp_path])
    assert found.articles == [] and found.imports["reason"].str.contains("it would unpack to 30,000,000 bytes").all()


def test_a_paragraph_that_begins_like_a_label_is_no_end(tmp_path):
    story = make_stories(1, TEXTS)[0]
    paragraphs = ("First paragraph.", "Company directors said no.", "Subject: to change, they said.", "Last paragraph.")
    write_word(tmp_path / "a.docx", [list_nexis(replace(story, paragraphs=paragraphs))])
    article, = gather_articles([tmp_path]).articles
    assert article.text.split("\n\n")[1:] == [*paragraphs[:-1], "Last paragraph.\n"]


def test_no_file_stops_another(tmp_path):
    (tmp_path / "b.txt").write_text("It rained.")
    (tmp_path / "a.jsonl").write_text('{"text": ' + "1" * 5_000 + "}\n")
    write_workbook(tmp_path / "whole.xlsx", [make_row(story) for story in make_stories(300, TEXTS)])
    with zipfile.ZipFile(tmp_path / "whole.xlsx") as whole, zipfile.ZipFile(tmp_path / "half.xlsx", "w") as half:
        for name in whole.namelist():
            content = whole.read(name)
            half.writestr(name, content[:len(content) // 2] if "sheet" in name and name.endswith("1.xml") else content)
    (tmp_path / "whole.xlsx").unlink()
    (tmp_path / "linked").symlink_to(tmp_path.parent, target_is_directory=True)
    found = gather_articles([tmp_path])
    reasons = dict(zip(found.imports["file"], found.imports["reason"]))
    assert "b" in {article.article_id for article in found.articles}
    assert "it is no Excel workbook" in reasons["half.xlsx"] and "not valid JSON" in reasons["a.jsonl"]
    assert "not followed" in reasons["linked"]


def test_a_damaged_sheet_keeps_the_others(tmp_path):
    from openpyxl import Workbook

    book = Workbook()
    for name in ("first", "second"):
        sheet = book.active if name == "first" else book.create_sheet(name)
        for row in (["text"], [f"It rained {name}."]):
            sheet.append(row)
    book.save(tmp_path / "whole.xlsx")
    with zipfile.ZipFile(tmp_path / "whole.xlsx") as whole, zipfile.ZipFile(tmp_path / "half.xlsx", "w") as half:
        for name in whole.namelist():
            content = whole.read(name)
            half.writestr(name, content[:content.rindex(b"<row") + 9] if name.endswith("sheet1.xml") else content)
    (tmp_path / "whole.xlsx").unlink()
    found = gather_articles([tmp_path])
    assert [article.text for article in found.articles] == ["It rained second.\n"]
    assert found.imports["reason"].tolist() == ["it is damaged, so nothing from there on was read in it", ""]


@pytest.mark.parametrize("name, content, text", [
    ("a.rtf", rb"{\rtf1\ansi The \u-10179?\u-8542? sailed.}", "The 🚢 sailed.\n"),
    ("a.rtf", rb"{\rtf1\ansi The \u-10179? sailed.}", "The � sailed.\n"),
    ("a.jsonl", rb'{"text": "The \ud83d\udea2 sailed."}', "The 🚢 sailed.\n"),
    ("a.jsonl", rb'{"text": "The \ud83d sailed.", "\udea2": ["\ud83d"]}', "The � sailed.\n"),
])
def test_an_emoji_comes_in_whole_and_half_of_one_as_what_cannot_be_read(tmp_path, name, content, text):
    (tmp_path / name).write_bytes(content)
    corpus = write_corpus(tmp_path / "corpus", gather_articles([tmp_path / name]))
    assert [path.read_text(encoding="utf-8") for path in (corpus / "texts").iterdir()] == [text]


def test_an_importer_that_breaks_half_way_keeps_what_came_before(tmp_path, monkeypatch):
    def break_off(path, data, names):
        yield Imported(path, "part 1", "", "It rained.")
        raise KeyError("x")

    monkeypatch.setitem(gathering.IMPORTERS, ".odd", break_off)
    (tmp_path / "a.odd").write_text("x")
    found = gather_articles([tmp_path])
    assert found.imports["status"].tolist() == ["imported", "refused"] and "KeyError" in found.imports["reason"][1]


def test_a_story_that_hundreds_reprint_is_found_beside_the_first():
    words = make_stories(1, TEXTS)[0].text.split()
    copies = {f"c{number}": " ".join([f"head{number}", *words]) for number in range(230)}
    pairs = find_duplicates(copies)
    assert {*pairs.loc[pairs["article_a"] == "c0", "article_b"]} == {*copies} - {"c0"}


def test_a_long_line_hangs_nothing(tmp_path):
    (tmp_path / "a.txt").write_text("word " * 2_000_000)
    assert gather_articles([tmp_path]).imports["reason"][0].endswith("which no article is")


def test_a_page_says_its_encoding(tmp_path):
    story = replace(make_stories(1, TEXTS)[0], paragraphs=("Młody człowiek z Łodzi powiedział: „nie”. " * 6,))
    write_page(tmp_path / "a.html", story)
    page = (tmp_path / "a.html").read_text(encoding="utf-8").replace("charset='utf-8'", "charset='iso-8859-2'")
    (tmp_path / "a.html").write_bytes(page.replace("„", '"').replace("”", '"').encode("iso-8859-2"))
    assert "Młody człowiek z Łodzi" in gather_articles([tmp_path]).articles[0].text


def test_another_language_is_noted_and_kept(tmp_path):
    (tmp_path / "a.txt").write_text("Der Hafen bleibt zu. " * 20, encoding="utf-8")
    found = gather_articles([tmp_path])
    assert len(found.articles) == 1 and "does not look English" in found.imports["notes"][0]


@pytest.mark.parametrize("day, said", [("3/4/2024", "the date '3/4/2024' may be 3 April or 4 March, so it stays empty"),
                                       ("soon", "the date 'soon' was not understood, so it stays empty")])
def test_a_date_that_cannot_be_told_is_explained(tmp_path, day, said):
    (tmp_path / "rows.csv").write_text(f"text,date\nIt rained.,{day}\n")
    gathered = gather_articles([tmp_path])
    assert said in gathered.imports.loc[0, "notes"] and gathered.articles[0].fields["published"] == ""

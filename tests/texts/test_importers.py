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
    write_csv,
    write_json_lines,
    write_page,
    write_rich_text,
    write_word,
    write_workbook,
)

from analysis.importing import write_corpus
from analysis.texts.articles import canonicalise
from analysis.texts.importers import gathering
from analysis.texts.importers.decoding import decode_bytes
from analysis.texts.importers.duplicates import find_duplicates
from analysis.texts.importers.gathering import gather_articles
from analysis.texts.importers.records import Imported

TEXTS = Path(__file__).parents[2] / "corpus" / "classroom" / "texts"
LONGEST = 50_000  # characters, for the tests
TOO_LONG = "word " * (LONGEST // 5 + 1)

ROWS = {  # what is done to a row, and the reason that is given
    "no text": (lambda row: row | {"body": ""}, "its text is empty"),
    "blanks": (lambda row: row | {"body": " \n\u00a0\t"}, "its text is empty"),
    "no word": (lambda row: row | {"body": "— 123 —"}, "its text holds no word"),
    "too long": (lambda row: row | {"body": TOO_LONG}, "which no article is"),
    "an id twice": (lambda row: row | {"id": "twice"}, "its article_id twice stands in"),
}
CELLS = {
    "a cell too many": (lambda row: [*row.values(), "", ""], r"it has \d cells instead of \d"),
    "a cell too few": (lambda row: [*row.values()][:3], "it has 3 cells instead of"),
    "one cell": (lambda row: ["x"], "it has 1 cells instead of"),
    "a comma left bare": (lambda row: "a, b, c, d, e, f, g, h", "it has 8 cells instead of"),
    "a line broken": (lambda row: "first half", "it has 1 cells instead of"),
}
OBJECTS = {
    "cut off": (lambda row: '{"title": "x", "bo', "it is not valid JSON"),
    "a list": (lambda row: [1, 2], "it is no JSON object"),
    "a number": (lambda row: "7", "it is no JSON object"),
    "other names": (lambda row: {"heading": "x", "words": "y"}, "it has no text: its names are heading, words"),
    "a zero byte": (lambda row: row | {"body": "It rained.\0"}, "its text holds binary data"),
}
SHEET_CELLS = {
    "a number": (lambda row: row | {"body": 12.0}, "its text holds no word"),
    "a truth": (lambda row: row | {"body": None, "group": True}, "its text is empty"),
    "only a title": (lambda row: {"title": row["title"]}, "its text is empty"),
    "only a date": (lambda row: {"published": "2022"}, "its text is empty"),
    "marks": (lambda row: row | {"body": "…!?"}, "its text holds no word"),
    "no letter": (lambda row: row | {"body": "1,000,000"}, "its text holds no word"),
}
DOCUMENTS = {  # of the lines of one document
    "no line Body": (lambda lines: [line for line in lines if line != "Body"], "it has no line “Body”"),
    "nothing above": (lambda lines: lines[lines.index("Body"):], "do not stand above its text"),
    "no date": (lambda lines: lines[:2] + lines[3:], "do not stand above its text"),
    "no title": (lambda lines: lines[1:], "do not stand above its text"),
    "no text": (lambda lines: [*lines[:8], "Load-Date: May 1, 2022", "End of Document"], "its text is empty"),
    "no word": (lambda lines: [*lines[:8], "* * *", "End of Document"], "its text holds no word"),
    "too long": (lambda lines: [*lines[:8], TOO_LONG, "End of Document"], "which no article is"),
    "labels alone": (lambda lines: ["Section: NEWS", "Body", "x", "End of Document"], "do not stand above its text"),
    "an empty one": (lambda lines: ["", "End of Document"], "it has no line “Body”"),
    "only its end": (lambda lines: ["End of Document"], "it has no line “Body”"),
}
FILES = {
    "empty": (b"", "it is empty"), "blanks": (b" \n\n ", "it is empty"),
    "a zero byte": (b"It rained.\0\0", "binary data"), "no word": (b"-- 12 --", "its text holds no word"),
    "half UTF-16": (b"\xff\xfeI", "it is marked as UTF-16 and is not"),
    "too long": (TOO_LONG.encode(), "which no article is"), "a picture": (b"\x89PNG\r\n\x1a\n\0\0\0", "binary data"),
    "another format": (b"%PDF-1.7", r"no importer reads .pdf"), "no ending": (b"x", "reads files without an ending"),
    "a link out": (None, "it is a link that leads out of the folder"),
}
PAGES = {
    **{name: FILES[name] for name in ("empty", "blanks", "a zero byte", "half UTF-16", "a picture", "another format",
                                      "no ending", "a link out")},
    "no article": (b"<html><body></body></html>", "no article was found in the page"),
    "a script alone": (b"<html><script>alert('The harbour is shut.')</script></html>", "no article was found"),
}


def damage(value, story, ways):
    """Every tenth story is damaged, in the next way."""
    return value if story.number % 10 else [*ways.values()][story.number // 10 % len(ways)][0](value)


def write_rows(write, as_list=False):
    def write_all(path, stories, ways):
        rows = [damage(make_row(story) | {"id": f"s{story.number}"}, story, ways) for story in stories]
        header = ["title", "body", "published", "publication", "group", "id"]
        cells = [[*row.values()] if isinstance(row, dict) else row for row in rows]
        write(path, [header, *cells] if as_list else rows)
    return write_all


def write_documents(write):
    return lambda path, stories, ways: write(path, [damage(list_nexis(story), story, ways) for story in stories])


def write_files(suffix, write):
    def write_all(path, stories, ways):
        path.parent.mkdir(exist_ok=True)
        outside = path.parent.parent / "outside.txt"
        outside.write_text("It rained.")
        for story in stories:
            way, (content, _) = [*ways.items()][story.number // 10 % len(ways)]
            place = path.parent / f"s{story.number}{suffix}"
            if story.number % 10:
                write(place, story)
            elif way == "a link out":
                place.symlink_to(outside)
            else:
                ending = {"another format": ".pdf", "no ending": ""}.get(way, suffix)
                place.with_suffix(ending).write_bytes(content)
    return write_all


def write_text(path, story):
    path.write_text(f"{story.title}\n\n{story.text}\n", encoding="utf-8")


FORMATS = {
    ".csv": (write_rows(write_csv, as_list=True), ROWS | CELLS),
    ".jsonl": (write_rows(write_json_lines), ROWS | OBJECTS),
    ".xlsx": (write_rows(write_workbook),  # a cell holds no article that is too long
              {name: way for name, way in (ROWS | SHEET_CELLS).items() if name != "too long"}),
    ".docx": (write_documents(write_word), DOCUMENTS),
    ".rtf": (write_documents(write_rich_text), DOCUMENTS),
    ".txt": (write_files(".txt", write_text), FILES),
    ".html": (write_files(".html", write_page), PAGES),
}


@pytest.mark.parametrize("n", [100, pytest.param(1_000, marks=pytest.mark.long)])
@pytest.mark.parametrize("suffix", FORMATS)
def test_every_sound_article_comes_in_and_every_damaged_one_is_named(tmp_path, monkeypatch, suffix, n):
    monkeypatch.setattr(gathering, "LONGEST", LONGEST)
    write, ways = FORMATS[suffix]
    stories = make_stories(n, TEXTS)
    (tmp_path / "from").mkdir()
    write(tmp_path / "from" / f"articles{suffix}", stories, ways)
    found = gather_articles([tmp_path / "from"])
    texts = {article.text.split("\n", 1)[0]: article for article in found.articles}
    sound = [story for story in stories if story.number % 10]
    assert len(ways) == 10
    first = 1 if "an id twice" in ways else 0  # the first of those that share an id is sound
    assert len(found.articles) == len(sound) + first
    for story in sound:
        article = texts[story.title]
        assert article.text == canonicalise(f"{story.title}\n\n{story.text}")
        if suffix != ".txt":
            assert (article.fields["outlet"], article.fields["published"]) == (story.outlet, story.published)
        if suffix in (".csv", ".jsonl", ".xlsx"):
            assert article.fields["group"] == story.group and article.article_id == f"s{story.number}"
    refused = found.imports[found.imports["status"] == "refused"]
    assert len(refused) == n // 10 - first
    for way, (_, reason) in ways.items():
        named = refused["reason"].str.contains(reason)
        assert named.sum() >= n // 100 - (way == "an id twice"), way


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

"""Hundreds of articles in each format, a tenth damaged: the sound ones come in, the damaged ones are named."""

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

from analysis.texts.articles import canonicalise
from analysis.texts.importers import gathering
from analysis.texts.importers.gathering import gather_articles

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

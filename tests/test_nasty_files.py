"""Whatever comes in: it is read, or refused in a sentence; nothing outside is touched, and nothing is half-written."""

import json
import os
import resource

import nasty
import pandas as pd
import pytest

from analysis.files import UserError
from analysis.importing import write_corpus
from analysis.presentation.exports.spreadsheets import read_spreadsheet, write_spreadsheets
from analysis.streaming import measure_stream, read_stream
from analysis.study import load_study
from analysis.texts.importers import archives
from analysis.texts.importers.gathering import gather_articles
from analysis.texts.importers.records import Damaged, Names
from analysis.texts.manifest import write_manifest


@pytest.fixture
def secret(tmp_path):
    path = tmp_path / "secret.txt"
    path.write_text(nasty.OUTSIDE)
    return path


@pytest.fixture
def source(tmp_path):
    folder = tmp_path / "source"
    folder.mkdir()
    return folder


def take_in(source, target, **options):
    """Import a folder and write the corpus where an article came in; return its articles, and the reasons by place."""
    before = nasty.read_all(target.parent)
    gathered = gather_articles([source], **options)
    if gathered.articles:
        write_corpus(target, gathered)
        load_study(target)
    else:
        with pytest.raises(UserError, match="was not made"):
            write_corpus(target, gathered)
    after = nasty.read_all(target.parent)
    assert {name: after[name] for name in before} == before, "what was there is as it was"
    assert all(name.startswith(f"{target.name}/") for name in after.keys() - before.keys())
    assert not any(nasty.OUTSIDE.encode() in after[name] for name in after.keys() - before.keys())
    imports = gathered.imports
    assert (imports.loc[imports["status"] != "imported", "reason"] != "").all()
    return gathered.articles, dict(zip(imports["file"] + imports["position"], imports["reason"]))


@pytest.mark.parametrize("name, data, reason", [
    ("a.txt", b"", "it is empty"),
    ("a.txt", b"It rained\0.", "it holds binary data"),
    ("a.txt", "It rained.".encode("utf-16-le"), "it holds binary data"),
    ("a.txt", nasty.TEXTS["curly marks alone"].encode(), "its text holds no word"),
    ("a.csv", b"text\n" + b'"' * nasty.DEEP + b"\n", "its text holds no word"),
    ("a.csv", b"text\n" + b'"' * (nasty.DEEP + 1) + b"\n", "its quotation marks do not match"),
    ("a.json", nasty.make_deep_json().encode(), "no importer reads .json"),
    ("a.html", b"<div>" * nasty.DEEP, "no article was found in the page"),
    ("a.rtf", b"{\\rtf1" + b"{" * nasty.DEEP, "it holds no text"),
    ("a.docx", nasty.make_word("&e;", nasty.make_laughs()), "word/document.xml has a document type"),
    ("a.docx", nasty.make_word("so", parts={"word/styles.xml": nasty.make_laughs().encode("utf-16")}),
     "word/styles.xml has a document type"),
    ("a.xlsx", nasty.make_workbook(nasty.make_text_cell("&e;"), nasty.make_laughs()), "has a document type"),
    ("a.docx", nasty.make_package({f"word/{n}.xml": "" for n in range(archives.MOST_PARTS + 1)}), "20,000 parts"),
    ("a.xlsx", nasty.make_bomb("xl/workbook.xml", 3_000_000), "it would unpack to 3,000,000 bytes"),
    ("a.xlsx", b"PK\3\4", "it is no package that can be opened"),
    ("a.jsonl", b'{"text": "' + nasty.WORDS.encode() + b'", "text": 1e999, "text": [' + b"9" * 5_000 + b"]}",
     "it is not valid JSON"),
])
def test_what_cannot_be_read_is_refused_with_a_reason(source, tmp_path, name, data, reason):
    (source / name).write_bytes(data)
    articles, reasons = take_in(source, tmp_path / "corpus")
    assert articles == [] and reason in "".join(reasons.values())


@pytest.mark.parametrize("name, data, words", [
    ("a.txt", "Zoë said “so”.".encode("utf-16"), "Zoë said “so”."),
    ("a.txt", "Zoë said “so”.".encode("cp1252"), "Zoë said “so”."),
    ("a.txt", "Zoë left the café.".encode("latin-1"), "Zoë left the café."),
    ("a.txt", nasty.TEXTS["right to left"].encode(), "Nobody sails."),
    ("a.txt", nasty.TEXTS["emoji and combining marks"].encode(), "👩‍👩‍👧‍👦"),
    ("a.jsonl", nasty.make_deep_json().encode(), "Nobody may leave"),
    ("a.jsonl", b'{"text": "So \\ud83d\\ude00 \\ud83d \\u0007on.", "title": "a\\u0000\\ud83d", "\\ud83d": "x", "": ""}',
     "So 😀 \ufffd"),
    ("a.csv", ("text,title\n" + "".join(f'so,"{cell}"\n' for cell in ("=1+1", "+1", "-1", "@x"))).encode(), "=1+1"),
    ("a.xlsx", nasty.make_workbook('<c t="str"><f>HYPERLINK("https://copies.example")</f><v>It rained.</v></c>'),
     "It rained."),
    ("a.xlsx", nasty.make_workbook(nasty.make_text_cell("=HYPERLINK(1)")), "=HYPERLINK(1)"),
    ("a.html", nasty.make_page("<p onclick='x()'>So <a href='javascript:x()'>it was then said to all of us</a>.</p>"
                               "<script>window.__ran</script><iframe src='file:///etc/hostname'></iframe>").encode(),
     "So it was then said to all of us"),
])
def test_what_can_be_read_comes_in(source, tmp_path, name, data, words):
    (source / name).write_bytes(data)
    articles, _ = take_in(source, tmp_path / "corpus")
    assert words in articles[0].text and "__ran" not in articles[0].text
    assert not any(letter in f"{articles[0]}" for letter in ("\0", "\\x00", "\\ud83d'"))


@pytest.mark.parametrize("make", [nasty.make_word, lambda body, doctype: nasty.make_workbook(
    nasty.make_text_cell(body), doctype)])
def test_an_entity_leads_nowhere(source, secret, tmp_path, make):
    doctype = nasty.point_outside(secret)
    (source / "a.docx").write_bytes(make("It rained &e;", doctype))
    (source / "a.xlsx").write_bytes(make("It rained &e;", doctype))
    (source / "a.html").write_text(doctype + nasty.make_page("<p>It rained &e; all day long, they told us.</p>"))
    articles, reasons = take_in(source, tmp_path / "corpus")
    assert [article.article_id for article in articles] == ["a"] and "&e;" in articles[0].text
    assert len([reason for reason in reasons.values() if reason]) == 2


def test_a_package_that_lies_about_its_sizes_is_counted(monkeypatch):
    size = 30_000_000
    liar = nasty.make_liar(nasty.make_bomb("word/document.xml", size), size, 4_000)
    with pytest.raises(Damaged, match="would unpack to"):
        archives.refuse_bombs(liar)


def test_links_out_of_a_folder_are_refused(source, secret, tmp_path):
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "b.txt").write_text(nasty.OUTSIDE)
    (source / "a.txt").write_text("It rained.")
    (source / "out.txt").symlink_to(secret)
    (source / "folder").symlink_to(tmp_path / "elsewhere", target_is_directory=True)
    (source / "up").symlink_to(source, target_is_directory=True)
    (source / "loop.txt").symlink_to("loop.txt")
    (source / "list.csv").write_text("file,group\na.txt,x\nout.txt,x\n../secret.txt,x\nfolder/b.txt,x\nloop.txt,x\n"
                                     f"{secret},x\n" + "x" * 5_000 + ",x\n")
    os.mkfifo(source / "pipe.txt")
    articles, reasons = take_in(source, tmp_path / "corpus")
    assert [(article.article_id, article.fields["group"]) for article in articles] == [("a", "x")]
    assert "leads out of the folder" in reasons["out.txt"] and "not followed" in reasons["folder"] + reasons["up"]
    assert reasons["loop.txt"] == reasons["pipe.txt"] == "it is no file that can be read"
    assert all("which is not there" in reasons[f"list.csvrow {row}"] for row in range(3, 9))


@pytest.mark.parametrize("name", [
    b"...txt", b"..hidden.txt", b"a\nb.txt", b"a\\..\\b.txt", b"=cmd.txt", b"caf\xe9.txt", "Zoë\u202e.txt".encode(),
    b"con.txt", b"-rf.txt", b"$(x) `y`.txt"])
def test_a_file_may_have_any_name(source, tmp_path, name):
    with open(os.fsencode(source) + b"/" + name, "wb") as file:
        file.write(b"It rained.")
    if name.startswith(b"."):
        assert gather_articles([source]).articles == []  # hidden
    else:
        articles, _ = take_in(source, tmp_path / "corpus")
        assert [*(tmp_path / "corpus" / "texts").iterdir()] == [
            tmp_path / "corpus" / "texts" / f"{articles[0].article_id}.txt"]


@pytest.mark.parametrize("given", ["../../a", "/a", "..\\a", ".a", "a\nb", "\u202ea", "x" * 400, "", "…"])
def test_an_id_of_others_becomes_a_name_that_stays_in_the_folder(source, tmp_path, given):
    (source / "s.jsonl").write_text(json.dumps({"text": "It rained.", "article_id": given}) + "\n")
    articles, _ = take_in(source, tmp_path / "corpus")
    assert articles[0].article_id.replace("_", "").isalnum()


@pytest.mark.long
@pytest.mark.skipif(not hasattr(resource, "RUSAGE_SELF"), reason="memory is not counted here")
@pytest.mark.parametrize("name, data", [
    ("a.txt", nasty.make_long_line), ("a.csv", lambda: f'text\n"{nasty.make_long_line()}"\n'),
    ("a.jsonl", lambda: json.dumps({"text": nasty.make_long_line()})),
    ("a.html", lambda: nasty.make_page(nasty.make_long_line())),
    ("a.rtf", lambda: "{\\rtf1 " + nasty.make_long_line()),
    ("a.docx", lambda: nasty.make_word(nasty.make_long_line())),
    ("a.docx", lambda: nasty.make_bomb("word/document.xml")),
    ("a.xlsx", lambda: nasty.make_bomb("xl/workbook.xml")),
    ("a.docx", lambda: nasty.make_liar(nasty.make_bomb("word/document.xml"), nasty.GIGABYTE + 1, 4_000)),
])
def test_ten_megabytes_in_a_line_and_gigabytes_in_a_package_take_a_minute_at_most(source, name, data):
    made = data()
    (source / name).write_bytes(made if isinstance(made, bytes) else made.encode())
    seconds, memory = nasty.run_bounded(source, (
        "from analysis.texts.importers.gathering import gather_articles; found = gather_articles(['.']); "
        "assert found.articles == [] and len(found.imports) == 1"))
    assert seconds < 60 and memory < nasty.MOST_MEMORY


def test_no_spreadsheet_runs_a_cell_of_an_export(tmp_path):
    rows = "".join(f'a{number},x,"{cell.replace(chr(34), chr(34) * 2)}"\n'
                   for number, cell in enumerate(nasty.FORMULAS))
    folder = tmp_path / "corpus"
    (folder / "texts").mkdir(parents=True)
    (folder / "articles.csv").write_text(f"article_id,group,title\n{rows}", newline="")
    for number in range(len(nasty.FORMULAS)):
        (folder / "texts" / f"a{number}.txt").write_text(f"It rained {number} times.")
    study = load_study(folder)
    write_spreadsheets(study, {"articles": study.articles}, tmp_path / "out")
    titles = pd.read_csv(tmp_path / "out" / "articles.csv", dtype=str, keep_default_na=False)["title"]
    assert [title[0] for title in titles] == ["'"] * len(titles)
    pd.testing.assert_frame_equal(read_spreadsheet(tmp_path / "out" / "articles.csv", "articles"), study.articles)


def test_a_manifest_holds_no_formula_and_reads_back(source, tmp_path):
    cells = [cell.strip() for cell in nasty.FORMULAS]
    (source / "a.jsonl").write_text("".join(
        json.dumps({"text": f"It rained {cell}.", "title": cell, "outlet": cell, "group": cell, "mine": cell}) + "\n"
        for cell in cells))
    folder = tmp_path / "corpus"
    take_in(source, folder)
    measure_stream(folder, tmp_path / "out")
    streamed, articles = read_stream(tmp_path / "out", "articles"), load_study(folder).articles
    for _ in range(2):
        for name in ("title", "outlet", "group"):
            assert {*load_study(folder).articles[name]} == {*streamed[name]} == {*cells}
        written = pd.read_csv(folder / "articles.csv", dtype=str, keep_default_na=False)
        assert not written[["title", "outlet", "group", "mine"]].map(
            lambda cell: cell.startswith(tuple("=+-@")) and cell != "-1").any(axis=None)
        write_manifest(folder, articles)


def test_reports_of_an_import_hold_no_formula(source, tmp_path):
    for number, cell in enumerate(nasty.FORMULAS):
        (source / f"={number}.jsonl").write_text(json.dumps({"text": "It rained.", "published": cell}) + "\n{\n")
    take_in(source, tmp_path / "corpus", names=Names())
    for name in ("imports.csv", "duplicates.csv"):
        table = pd.read_csv(tmp_path / "corpus" / name, dtype=str, keep_default_na=False)
        assert not table.map(lambda cell: cell.startswith(tuple("=+-@\t\r"))).any(axis=None)

"""Nasty files, built when a test needs them and never stored: what no editor writes and somebody will send."""

import csv
import io
import json
import struct
import subprocess
import sys
import time
import zipfile

GIGABYTE = 1 << 30
MOST_MEMORY = 1536  # MiB
WORDS = "Nobody may leave, the harbour master said, for now. "
LONG_LINE = 10_000_000  # bytes
DEEP = 10_000
OUTSIDE = "Words of somebody else, who said that nobody may read them."  # stands in files that are nobody's business
MARKUP = ("<script>window.__ran = 1</script>", '"><img src=x onerror="window.__ran = 1">', "</script></style></title>",
          "javascript:window.__ran=1", "[so](javascript:window.__ran=1) `code` *stars* | pipe",
          "\\input{x} $\\alpha$ %")
FORMULAS = ("=cmd|' /C calc'!A0", '=HYPERLINK("https://copies.example","here")', "+1+cmd", "-1+1", "@SUM(1)",
            "\t=1+1", "\r=1+1", "'=1+1")

TEXTS = {
    "curly marks alone": "“”‘’" * 2_500,
    "straight marks alone": "\"'" * 5_000,
    "mixed marks alone": "“\"‘'’\"”«»„‚" * 1_000,
    "marks that only open": "“" * DEEP + WORDS,
    "marks in words": "“so‘ \"it’ 'is” " * 1_000,
    "quotes nested deep": "“so ‘" * (DEEP // 2) + "it is" + "’ he said” " * (DEEP // 2),
    "straight quotes nested deep": "\"so '" * (DEEP // 2) + "it is" + "' he said\" " * (DEEP // 2),
    "right to left": "أعلن المدير أن الميناء مغلق. «لن يغادر أحد»، قال. " * 40 + "\u202eNobody sails.\u202c",
    "emoji and combining marks": "👩‍👩‍👧‍👦🏴󠁧󠁢󠁳󠁣󠁴󠁿 “Z͑͗a̴l̸g̷o” said he. é́́́ e" + "\u0301" * 2_000 + " 🇬🇧" * 200,
    "blanks of every kind": "Nobody\u00a0may\u2003leave\u2028for\u2029now\u0085said\x0bhe\x0c. " * 40,
    "a word without end": "harbour" * 20_000,
    "a sentence without end": "and the harbour master, who " * 5_000,
    "full stops alone": "." * DEEP + " so",
    "brackets nested deep": "(so [" * DEEP + "it is" + "])" * DEEP,
}
"""Texts in which a word or none stands among what instruments trip over."""


def make_long_line():
    return (WORDS * (LONG_LINE // len(WORDS) + 1))[:LONG_LINE]


def make_package(members):
    """A zip file of these members, by name."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in members.items():
            package.writestr(name, content)
    return data.getvalue()


def make_bomb(member, size=GIGABYTE + 1):
    """A zip file whose member unpacks to so many blanks."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as package, package.open(member, "w") as file:
        for _ in range(size >> 20):
            file.write(b" " * (1 << 20))
        file.write(b" " * (size & 0xfffff))
    return data.getvalue()


def make_liar(package, size, said):
    """A zip file that says that a member of this size has another."""
    return package.replace(struct.pack("<L", size), struct.pack("<L", said))


def make_word(body, doctype="", parts=None):
    """A Word document of one paragraph of this XML."""
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    return make_package({
        "[Content_Types].xml": _list_types(
            "/word/document.xml", "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"),
        "_rels/.rels": _relate("officeDocument", "word/document.xml"),
        "word/document.xml": f'<?xml version="1.0"?>{doctype}<w:document xmlns:w="{space}"><w:body><w:p><w:r><w:t>'
                             f"{body}</w:t></w:r></w:p></w:body></w:document>", **(parts or {})})


def make_workbook(cell, doctype="", rows=("text",), parts=None):
    """An Excel workbook of one sheet: a row of names, and one whose first cell holds this XML."""
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    near = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    names = "".join(f'<c t="inlineStr"><is><t>{name}</t></is></c>' for name in rows)
    return make_package({
        "[Content_Types].xml": _list_types(
            "/xl/workbook.xml", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
            "/xl/worksheets/sheet1.xml", "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"),
        "_rels/.rels": _relate("officeDocument", "xl/workbook.xml"),
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{near}"><sheets><sheet name="a" sheetId="1" r:id="r1"/>'
                           "</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": _relate("worksheet", "worksheets/sheet1.xml"),
        "xl/worksheets/sheet1.xml": f'<?xml version="1.0"?>{doctype}<worksheet xmlns="{main}"><sheetData>'
                                    f'<row r="1">{names}</row><row r="2">{cell}</row></sheetData></worksheet>',
        **(parts or {})})


def _list_types(*parts):
    overrides = "".join(f'<Override PartName="{name}" ContentType="{kind}"/>'
                        for name, kind in zip(parts[::2], parts[1::2]))
    return ('<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" '
            'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" '
            f'ContentType="application/xml"/>{overrides}</Types>')


def _relate(kind, target):
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    return ('<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            f'<Relationship Id="r1" Type="{office}/{kind}" Target="{target}"/></Relationships>')


def make_text_cell(words):
    return f'<c t="inlineStr"><is><t>{words}</t></is></c>'


def point_outside(path):
    """A document type with an entity that is a file's content."""
    return f'<!DOCTYPE a [<!ENTITY e SYSTEM "{path.as_uri()}">]>'


def make_laughs(levels=10):
    """A document type whose entity e is ten thousand million words."""
    names = [f"l{level}" for level in range(levels)]
    entities = "".join(f'<!ENTITY {name} "{f"&{before};" * 10}">' for before, name in zip(names, names[1:]))
    return f'<!DOCTYPE a [<!ENTITY l0 "ha ">{entities}<!ENTITY e "&{names[-1]};">]>'


def make_deep_json(levels=DEEP):
    return '{"text": ' + "[" * levels + "]" * levels + "}\n" + json.dumps({"text": WORDS}) + "\n"


def make_page(body):
    paragraphs = "".join(f"<p>{WORDS * 3}</p>" for _ in range(4))
    return (f"<!doctype html><html><head><title>Harbour</title></head><body><article><h1>Harbour</h1>{body}"
            f"{paragraphs}</article></body></html>")


def write_marked_corpus(folder):
    """A corpus of two groups in which markup stands wherever a user's or an author's words may stand."""
    groups = (MARKUP[1], MARKUP[5])
    columns = ("article_id", "group", "outlet", "genre", "author", "title", "published", "event", "constructed",
               "copy_note", "seen_at", "rights")
    (folder / "texts").mkdir(parents=True)
    rows = []
    for number in range(12):
        marks = MARKUP[number % 6]
        title = f"The harbour waits {marks}"
        rows.append((f"a{number}", groups[number % 2], f"Post {marks}", marks, f"Ida {marks}", title,
                     f"2022-11-{number + 1:02d}", f"gale {MARKUP[number % 2]}", "true", marks,
                     "javascript:window.__ran=1", marks))
        body = [f"{name} may have to go soon, Ida {marks} said. “A disgrace {marks},” said {name}. {marks}"
                for name in (MARKUP[number % 6 - 1], "Ida Moor", "Old Moor")]
        (folder / "texts" / f"a{number}.txt").write_text("\n\n".join([title, *body]) + "\n", encoding="utf-8")
    _write_rows(folder / "articles.csv", columns, rows)
    _write_rows(folder / "targets.csv", ("target", "name", "alias", "leader"),
                [("moor", f"Moor {MARKUP[0]}", "Ida Moor", "yes"), ("old", f"Old {MARKUP[1]}", MARKUP[1], "")])
    said = ", ".join(json.dumps(marks) for marks in MARKUP)
    (folder / "study.toml").write_text(
        f"title = {json.dumps(MARKUP[2])}\nquestion = {json.dumps('So? ' + MARKUP[1])}\nlimits = [{said}]\n"
        f"group_a = {json.dumps(groups[0])}\ngroup_b = {json.dumps(groups[1])}\n")
    (folder / "README.md").write_text("\n\n".join(["# Data", *MARKUP, f"<{MARKUP[3]}>", f"[so]({MARKUP[3]})"]) + "\n")
    return folder


def _write_rows(path, columns, rows):
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([columns, *rows])


def read_all(folder):
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*")
            if path.is_file() and not path.is_symlink()}


def run_bounded(folder, code):
    """Run Python in a process of its own; return the seconds it took and its peak of memory in MiB."""
    started = time.monotonic()
    code += "; import resource; print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)"
    done = subprocess.run([sys.executable, "-c", code], cwd=folder, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stderr
    return time.monotonic() - started, int(done.stdout.split()[-1])

"""A corpus of one constructed text with astral characters, and its codings, for what leaves and comes back."""

import io
import zipfile
from xml.etree import ElementTree

import pandas as pd

from analysis.tables import check, format_csv

TEXT = "Gale 🌊🌊 closes harbour\n\nThe pilot 👩‍✈️ may wait, she said. Fresh bread ran out.\n"
MANIFEST = "article_id,group,outlet,constructed\ngale,news,The Pier & Co,{}\n"


def find(words):
    return TEXT.index(words), TEXT.index(words) + len(words)


def make_codings(*rows):
    """A row is words, variable, value, coder, pass, reason."""
    return check(pd.DataFrame([dict(zip(
        ("article_id", "start", "end", "variable", "value", "coder", "pass", "reason"),
        ("gale", *find(words), variable, value, coder, number, reason), strict=True))
        for words, variable, value, coder, number, reason in rows]), "codings")


CODINGS = make_codings(
    ("Gale 🌊🌊 closes harbour", "part", "headline", "A", 1, ""),
    ("Gale 🌊🌊 closes harbour", "tone", "-0.25", "A", 1, ""),
    ("Gale 🌊🌊 closes harbour", "tone", "-0.5", "B", 2, ""),
    ("Gale 🌊🌊 closes harbour", "tone", "-0.25", "settled", 3, "one calm word & a <loud> one;\n“closes” is plain"),
    ("may wait", "hedge", "modal", "A", 1, ""),
    ("may", "hedge", "modal", "B", 2, ""),                                  # overlaps the one above
    ("harbour\n\nThe pilot 👩‍✈️ may", "unclear", "=over a paragraph", "A", 1, ""),  # outside every sentence
    ("Fresh bread ran out.", "speaker", "", "A", 1, ""),                    # an empty value
    ("Fresh bread ran out.", "speaker", "∅", "A", 2, ""),
    ("bread", "own variable", "own variable: a: b", "Zoë (the 2nd)", 1, ""),
)


def write_corpus(folder, codings=CODINGS, constructed=True, text=TEXT):
    (folder / "texts").mkdir(parents=True)
    (folder / "articles.csv").write_text(MANIFEST.format(str(constructed).lower()), encoding="utf-8")
    (folder / "texts" / "gale.txt").write_text(text, encoding="utf-8")
    if codings is not None:
        (folder / "codings.csv").write_text(format_csv(codings, "codings"), encoding="utf-8")
    return folder


def repack(data, **changes):
    """The package with some entries changed: a function of the old bytes, or None to leave the entry out."""
    new = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(new, "w") as archive:
        for name in old.namelist():
            change = changes.get("project" if name == "project.qde" else "source", lambda content: content)
            if change is not None:
                archive.writestr(name, change(old.read(name)))
    return new.getvalue()


def make_zip(entries, **options):
    package = io.BytesIO()
    with zipfile.ZipFile(package, "w", zipfile.ZIP_DEFLATED, **options) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return package.getvalue()


def read_project(data):
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return ElementTree.fromstring(archive.read("project.qde")), archive

"""Other people's files, written for the tests: the same articles in every format, and ten ways to damage them."""

import csv
import html
import io
import json
import random
from dataclasses import dataclass
from pathlib import Path

OUTLETS, GROUPS = ("Harbour Post", "Daily Lantern", "Quay Wire"), ("red", "green", "blue")


@dataclass(frozen=True)
class Story:
    """A constructed article: number, title, outlet, date and paragraphs."""

    number: int
    title: str
    outlet: str
    published: str
    paragraphs: tuple[str, ...]

    @property
    def group(self):
        return GROUPS[self.number % 3]

    @property
    def text(self):
        return "\n\n".join(self.paragraphs)


def make_stories(n, folder, seed=1):
    """Stories drawn from the sentences of constructed texts, no two the same; the number stands in the title."""
    sentences = [line for path in sorted(Path(folder).glob("*.txt"))
                 for line in path.read_text(encoding="utf-8").split("\n") if len(line.split()) > 8]
    draw = random.Random(seed)
    return [Story(number, f"Harbour story number {number}", OUTLETS[number % 3],
                  f"20{20 + number % 5}-{1 + number % 12:02d}-{1 + number % 28:02d}",
                  tuple(draw.sample(sentences, 6))) for number in range(n)]


def write_csv(path, rows):
    """Rows of cells; one that is text goes in as it is."""
    lines = []
    for row in rows:
        cells = io.StringIO()
        csv.writer(cells, lineterminator="\n").writerow(row if isinstance(row, list) else [])
        lines.append(f"{row}\n" if isinstance(row, str) else cells.getvalue())
    path.write_text("".join(lines), encoding="utf-8")


def write_json_lines(path, rows):
    lines = [row if isinstance(row, str) else json.dumps(row, ensure_ascii=False) for row in rows]
    path.write_text("".join(line + "\n" for line in lines), encoding="utf-8")


def make_row(story):
    return {"title": story.title, "body": story.text, "published": story.published, "publication": story.outlet,
            "group": story.group}


def write_workbook(path, rows):
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    sheet = book.create_sheet("articles")
    columns = ["title", "body", "published", "publication", "group", "id"]
    sheet.append(columns)
    for row in rows:
        sheet.append([row.get(name) for name in columns])
    book.save(path)


MONTHS = "January February March April May June July August September October November December".split()


def list_nexis(story):
    """The lines of one document, as the vendor lays them out."""
    year, month, day = story.published.split("-")
    return [story.title, story.outlet, f"{MONTHS[int(month) - 1]} {int(day)}, {year} Monday",
            f"Copyright {year} {story.outlet} All Rights Reserved", f"Section: {story.group.upper()}; Pg. 3",
            f"Length: {len(story.text.split())} words", "Byline: Ida Moor", "Body", "", *story.paragraphs, "",
            f"Load-Date: {MONTHS[int(month) - 1]} {int(day)}, {year}", "", "End of Document", ""]


def write_word(path, documents):
    from docx import Document

    book = Document()
    for lines in documents:
        for line in lines:
            book.add_paragraph(line)
    book.save(path)


def write_rich_text(path, documents):
    def escape(line):
        return "".join(letter if ord(letter) < 128 and letter not in "\\{}" else
                       f"\\{letter}" if ord(letter) < 128 else f"\\u{ord(letter)}?" for letter in line)

    body = "".join(f"{escape(line)}\\par\n" for lines in documents for line in lines)
    path.write_text("{\\rtf1\\ansi\\ansicpg1252\\deff0 {\\fonttbl{\\f0 Times;}}\n" + body + "}", encoding="ascii")


def write_page(path, story, body=None):
    paragraphs = "".join(f"<p>{html.escape(each)}</p>" for each in story.paragraphs) if body is None else body
    path.write_text(
        f"<!doctype html><html lang='en'><head><meta charset='utf-8'><title>{story.title} | {story.outlet}</title>"
        f"<meta property='og:site_name' content='{story.outlet}'><meta property='og:title' content='{story.title}'>"
        f"<meta property='article:published_time' content='{story.published}T08:00:00Z'>"
        "<meta name='author' content='Ida Moor'></head><body><nav><ul><li><a href='/'>Home</a></li></ul></nav>"
        f"<article><h1>{story.title}</h1>{paragraphs}</article><footer><p>Terms and conditions</p></footer>"
        "<script>document.title = 'x'</script></body></html>", encoding="utf-8")

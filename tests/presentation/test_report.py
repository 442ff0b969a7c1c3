import re
from html.parser import HTMLParser

import pytest
from notebook_files import save_notebook

from analysis.presentation.report import render_report, run_notebooks, write_report

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}


@pytest.fixture(scope="module")
def notebooks(study):
    folder = study.folder.parents[1] / "notebooks"
    return [
        save_notebook(
            folder, "02_voices", ("markdown", "# Whose words?\n\nSee [chapter 9](09_how_far_to_trust_it.ipynb) and the "
                                  "[codebook](../corpus/CODEBOOK.md).\n\n### Deep\n\n| a | b |\n|---|---|\n| 1 | 2 |"),
            ("parameters", 'CORPUS = "elsewhere"  # another'),
            "import pathlib\nprint(pathlib.Path(CORPUS).resolve().name)",
            "import pandas as pd\nfrom analysis.presentation.figures import draw_dots, show_figure, show_table\n"
            "rows = pd.DataFrame({'article_id': ['sun', 'oped'], 'group': ['tabloid', 'opinion'],\n"
            "                     'value': [0.4, 0.1], 'measure': 'tone', 'part': 'body', 'voice': 'all',\n"
            "                     'unit': 'from −1 to 1'})\n"
            "show_figure(draw_dots(rows), 'Two articles.', 'sun 0.4, oped 0.1')",
            "show_figure(draw_dots(rows), 'Two articles.', 'sun 0.4, oped 0.1')",
            "show_table(rows, 'The rows.')", "rows[['value']]", "draw_dots(rows)"),
        save_notebook(
            folder, "09_how_far_to_trust_it", ("markdown", "# How far to trust it"),
            "from IPython.display import HTML, Markdown\nMarkdown('**Not** far.')",
            "import sys\nprint('a warn' + 'ing', file=sys.stderr)\nobject()",
            "far = 'https://c' + 'dn.example'\n"
            "HTML(f'<script src=\"{far}/x.js\"></script><h1 id=\"x\">Big</h1><img src=\"{far}/x.png\">')")]


@pytest.fixture(scope="module")
def chapters(study, notebooks):
    return run_notebooks(notebooks, study.folder)


@pytest.fixture(scope="module")
def html(study, chapters):
    return render_report(study, chapters)


class Page(HTMLParser):
    """Every element with its attributes, its text and the elements around it."""

    def __init__(self, html):
        super().__init__()
        self.elements, self.around = [], []
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        element = {"tag": tag, "text": "", "in": [each["tag"] for each in self.around], **dict(attributes)}
        self.elements.append(element)
        if tag not in VOID:
            self.around.append(element)

    def handle_startendtag(self, tag, attributes):
        self.elements.append({"tag": tag, "text": "", "in": [each["tag"] for each in self.around], **dict(attributes)})

    def handle_endtag(self, tag):
        assert self.around.pop()["tag"] == tag, f"</{tag}> closes something else"

    def handle_data(self, data):
        for element in self.around:
            element["text"] += data

    def find(self, *tags):
        return [element for element in self.elements if element["tag"] in tags]


@pytest.fixture(scope="module")
def page(html):
    page = Page(html)
    assert page.around == [], "every element is closed"
    return page


def test_nothing_is_requested(html, page):
    loading = {"src", "srcset", "data", "poster", "xlink:href", "background", "action"}
    fetched = [value for element in page.elements for name, value in element.items() if name in loading and value]
    fetched += [element["href"] for element in page.find("link", "use", "image", "base")]
    assert [address for address in fetched if not address.startswith(("data:", "#"))] == []
    style = "".join(element["text"] for element in page.find("style"))
    assert "@import" not in style and "url(" not in style
    assert not re.search(r"require\.js|mathjax|mermaid|cdn\.|No description has been provided", html, flags=re.I)
    assert "default-src 'none'" in html and "script-src 'sha256-" in html


def test_the_page_has_one_headline_and_no_heading_skips_a_level(study, page):
    levels = [int(heading["tag"][1]) for heading in page.find("h1", "h2", "h3", "h4", "h5", "h6")]
    assert levels[0] == 1 and levels.count(1) == 1
    assert all(after <= before + 1 for before, after in zip(levels, levels[1:]))
    assert page.find("h1")[0]["text"] == study.plan.question


def test_the_order_is_that_of_a_newspaper(page):
    places = [element["id"] for element in page.find("header", "section") if "id" in element]
    assert places == ["answer", "findings", "chapter-02-voices", "chapter-09-how-far-to-trust-it", "rows", "readings",
                      "methods", "limits", "references", "codebook", "data-sheet", "cite", "provenance"]


def test_every_table_has_a_caption_and_scopes_and_no_empty_header(page):
    assert len(page.find("caption")) == len(page.find("table")) > 8
    assert all(caption["text"].strip() for caption in page.find("caption"))
    assert all(header.get("scope") in ("col", "row") and header["text"].strip() for header in page.find("th"))


def test_every_figure_is_described_and_every_id_is_alone(page):
    ids = [element["id"] for element in page.elements if element.get("id")]
    assert len(ids) == len(set(ids))
    named = [name for element in page.elements for name in element.get("aria-labelledby", "").split()]
    assert set(named) <= set(ids)
    assert all(drawing["role"] == "img" and drawing.get("aria-labelledby") for drawing in page.find("svg"))
    assert all(image.get("alt") for image in page.find("img"))


def test_links_inside_the_page_lead_somewhere_and_copies_are_never_linked(study, page):
    ids = {element.get("id") for element in page.elements}
    links = [element["href"] for element in page.find("a")]
    assert [link for link in links if link.startswith("#") and link[1:] not in ids] == []
    assert not [link for link in links if "copies.example" in link and not link.startswith("data:text/csv")]
    assert "copies.example/sun" in page.find("main")[0]["text"]
    assert "#chapter-09-how-far-to-trust-it" in links and "#codebook" in links


def test_every_finding_stands_with_its_figure_its_evidence_and_what_would_overturn_it(study, page):
    findings = [element for element in page.find("article") if element.get("class") == "finding"]
    assert len(findings) == len(study.plan.planned)
    for finding in findings:
        assert "How we know" in finding["text"] and "What would overturn this" in finding["text"]
    drawings = [drawing["class"] for drawing in page.find("svg") if "article" in drawing["in"]]
    assert drawings == ["wide", "narrow"] * len(findings)


def test_a_reader_without_a_mouse_or_with_a_small_screen_can_use_it(html, page):
    assert 'lang="en-GB"' in html and "width=device-width" in html
    assert page.find("a")[0]["href"] == "#main"
    assert all(region.get("aria-label") for region in page.elements if region.get("role") == "region")
    assert all(details["text"].strip() for details in page.find("summary"))


def test_the_page_is_small(html):
    assert len(html.encode()) < 3_000_000


def test_notebook_outputs_are_shown_plain_and_safe(study, html, page):
    chapter = next(element["text"] for element in page.find("section") if element.get("id") == "chapter-02-voices")
    assert study.folder.name in chapter and 'CORPUS = "../corpus/invented"' in chapter
    assert "<strong>Not</strong> far." in html
    assert "a warning" not in html and "object object" not in chapter and "&lt;Axes" not in html
    assert "<strong>Big</strong>" in html and "cdn.example" not in html


def test_what_a_notebook_writes_to_stderr_is_kept_for_the_tests(chapters):
    assert [chapter.stderr for chapter in chapters] == ["", "a warning\n"]


@pytest.mark.long
def test_two_runs_give_the_same_bytes(study, notebooks, html, tmp_path, monkeypatch):
    done = []
    out = write_report(study, notebooks, tmp_path / "new" / "report.html", done.append)
    assert out.read_text(encoding="utf-8") == html
    assert sorted(done) == [path.name for path in notebooks]
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "0")
    assert "1970-01-01" in render_report(study, [])

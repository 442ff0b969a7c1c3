"""The reading view: marks nest, cover their offsets and nothing else, explain themselves, and run nothing."""

import re
from dataclasses import replace
from html.parser import HTMLParser

import nbformat
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.files import UserError
from analysis.presentation.reading import read_reading_style, render_page, render_reading, show_reading
from analysis.presentation.reading.intervals import nest_spans, walk_pieces
from analysis.presentation.reading.marks import LAYERS, Places, count_marks, find_marks
from analysis.presentation.report import render_report
from analysis.presentation.report.running import Chapter
from analysis.study import measure_text
from analysis.texts.articles import canonicalise

TEXTS = ("kherson_opinion", "kherson_tabloid", "kherson_wire", "truss_opinion", "truss_tabloid", "truss_wire")
VOID = {"input", "meta", "link", "br"}


@pytest.fixture(scope="module")
def texts(rooms):
    return rooms


class Article(HTMLParser):
    """The text inside <article>, the offsets in it that each mark's pieces cover, and the list's items."""

    def __init__(self, html):
        super().__init__()
        self.text, self.covered, self.around, self.tags, self.items = "", [], [], [], []
        self.feed(html)
        assert self.around == [], "every element is closed"

    def handle_starttag(self, tag, attributes):
        attributes, within, number = dict(attributes), [each for each, _ in self.around], None
        self.tags.append((tag, attributes))
        if tag == "mark" and "article" in within:
            number = int(attributes.get("data-d", len(self.covered)))
            self.covered += [[]] if number == len(self.covered) else []
        self.items += [""] if tag == "li" and "ol" in within and "ul" in within else []
        if tag not in VOID:
            self.around.append((tag, number))

    def handle_endtag(self, tag):
        assert self.around.pop()[0] == tag, f"</{tag}> closes something else"

    def handle_data(self, data):
        within = [tag for tag, _ in self.around]
        if "article" in within:
            for number in (number for _, number in self.around if number is not None):
                self.covered[number].extend(range(len(self.text), len(self.text) + len(data)))
            self.text += data
        elif "ol" in within and "ul" in within:
            self.items[-1] += data


spans = st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)).map(sorted).map(tuple), max_size=8)


@given(spans, st.integers(0, 15), st.integers(16, 30))
def test_spans_are_cut_so_that_they_nest_and_lose_no_character(given_spans, start, end):
    pieces = nest_spans(given_spans, start, end)
    leaves = [at for piece in walk_pieces(pieces) if piece.span is None for at in range(piece.start, piece.end)]
    assert leaves == [*range(start, end)]
    for number, (first, last) in enumerate(given_spans):
        covered = [at for piece in walk_pieces(pieces) if piece.span == number for at in range(piece.start, piece.end)]
        assert covered == [*range(max(first, start), min(last, end))]
    for piece in walk_pieces(pieces):
        inside = [each.span for each in walk_pieces(piece.inside) if each.span is not None]
        assert all(each > piece.span for each in inside)


def test_two_spans_that_cross_are_cut_where_the_outer_one_ends():
    assert [(piece.span, piece.start, piece.end) for piece in walk_pieces(nest_spans([(0, 5), (3, 9)], 0, 9))
            if piece.span is not None] == [(0, 0, 5), (1, 3, 5), (1, 5, 9)]


@given(st.lists(st.sampled_from(["“He may go,” ", "she said. ", "<b>x</b> & y ", "Putin will fall. ", "\n\n", "’ ",
                                 "\u202e", "An aide said that he could \n", '"furiously" ', "]]> <!-- ", "&amp; "]),
                min_size=1, max_size=12).map("".join).map(canonicalise).filter(str.strip))
@settings(max_examples=20)
def test_the_articles_text_is_the_canonical_text_whatever_it_holds(text):
    article = Article(render_reading(measure_text(text), "text"))
    assert article.text == text and len(article.items) == len(article.covered), "each mark has its explanation"


@pytest.mark.parametrize("article_id", TEXTS)
def test_every_mark_covers_exactly_its_offsets_and_is_explained_once(texts, article_id):
    article, text = Article(render_reading(texts, article_id)), texts.texts[article_id]
    assert article.text == text
    marks = sorted(find_marks(texts, article_id), key=lambda mark: mark.start)
    outside = {at for blank in re.finditer(r"\n+", text) for at in range(*blank.span())}
    assert article.covered == [[at for at in range(mark.start, mark.end) if at not in outside] for mark in marks]
    assert all(mark.says in item for mark, item in zip(marks, article.items, strict=True))


@pytest.mark.parametrize("article_id", TEXTS)
def test_a_view_is_small_and_counts_what_the_tables_hold(texts, article_id):
    assert len(render_reading(texts, article_id, short=True).encode()) < 15_000
    counts = count_marks(find_marks(texts, article_id))
    matches, passages, frames, claims = (table[table["article_id"] == article_id] for table in (
        texts.matches, texts.passages, texts.frames, texts.claims))
    for letter, lexicon in (("h", "hedges"), ("b", "boosters"), ("l", "loaded_language")):
        assert counts[letter] == (matches["lexicon"] == lexicon).sum()
    assert (counts["d"], counts["i"]) == tuple((passages["voice"] == voice).sum() for voice in ("direct", "indirect"))
    assert (counts["f"], counts["c"]) == (len(frames), len(claims))


def test_the_key_has_every_layer_with_its_count_and_a_switch(texts):
    html = render_reading(texts, "truss_wire", "truss_tabloid")
    key = html[html.index("<fieldset"):html.index("</fieldset>")]
    both = [count_marks(find_marks(texts, name)) for name in ("truss_wire", "truss_tabloid")]
    style = read_reading_style()
    for layer in LAYERS:
        assert f"{layer.name}</mark></label> <b>{' and '.join(str(each[layer.letter]) for each in both)}</b>" in key
        assert f'class="k{layer.letter}"' in key and f".k{layer.letter}:not(:checked)" in style


def test_a_mark_says_where_it_stands_and_why():
    study = measure_text("One thing is sure. It rained.\n\nTwo came. He was furiously angry, an aide said.")
    said = {mark.words: (mark.says, mark.place) for mark in find_marks(study, "text") if mark.layer == "l"}
    assert said["furiously"] == ("loaded language, intensifier, weight 2, indirect speech", "paragraph 2, sentence 2")
    html = render_reading(study, "text")
    group = html[html.index("<li>paragraph 2, sentence 2"):]
    assert "<b>furiously</b> — loaded language, intensifier" in group[:group.index("</ul>")]


@pytest.mark.parametrize("start, end, until", [
    (0, 3, ""), (0, 8, "to sentence 2"), (5, 13, "to paragraph 2, sentence 1")])
def test_a_place_says_where_a_stretch_ends_only_where_that_is_another_sentence(start, end, until):
    places = Places(measure_text("One.  Two.\n\nThree.").sentences)
    assert places.say_until(start, end) == until


def test_a_quotation_over_two_paragraphs_is_one_mark():
    study = measure_text("“It rained,” she said. “It rained all day long.\n\n“We went home early,” she said.")
    direct = [mark for mark in find_marks(study, "text") if mark.layer == "d"]
    assert len(direct) == (study.passages["voice"] == "direct").sum()
    assert all(re.search(r"paragraph \d", mark.place) for mark in direct)


EVIL = ("<script>alert(1)</script> shock\n\n“I may <b onclick=x>go</b>,” said Ann <img src=x onerror=y> Low. &lt; \" ' "
        "`\n")


def test_what_an_article_holds_is_never_run():
    study = measure_text(EVIL, title="</title><script>alert(2)</script>")
    page = render_page(study, "text")
    tags = Article(page).tags
    assert [tag for tag, _ in tags].count("script") == 1 and not {"b", "img"} & {
        tag for tag, attributes in tags if any(name.startswith("on") or name == "src" for name in attributes)}
    assert not [name for _, attributes in tags for name in attributes if name.startswith("on") or name == "style"]
    assert Article(page).text == study.texts["text"] and "<title>Reading view: &lt;/title&gt;" in page
    policy = next(attributes["content"] for tag, attributes in tags if "http-equiv" in attributes)
    assert "default-src 'none'" in policy and "unsafe" not in policy and policy.count("sha256-") == 2


def test_a_text_of_others_carries_a_notice_at_head_and_foot_and_ours_none(texts):
    articles = texts.articles.assign(constructed=False, rights="© The <Paper>")
    html = render_reading(replace(texts, articles=articles, private=True), "truss_wire")
    first, last = (match.start() for match in re.finditer("Not to be passed on", html))
    assert first < html.index("<article") < last and "© The &lt;Paper&gt;" in html
    assert "Not to be passed on" not in render_reading(texts, "truss_wire")


def test_without_the_text_one_sentence_says_so(texts):
    theirs = replace(texts, articles=texts.articles.assign(constructed=False))
    for study, reason in ((theirs, "belongs to others"), (replace(texts, texts={}), "framing add")):
        with pytest.raises(UserError, match=reason):
            render_reading(study, "truss_wire")
        shown = show_reading(study, "truss_wire")
        assert reason in shown.text and "<article" not in shown.html
    with pytest.raises(UserError, match="There is no article 'truss' in .*truss_wire"):
        show_reading(texts, "truss")


def make_chapter(*pieces):
    cells = [nbformat.v4.new_code_cell("x", outputs=[nbformat.v4.new_output(
        "display_data", {"text/html": piece.html, "text/plain": piece.text})]) for piece in pieces]
    return Chapter("02_voices", nbformat.v4.new_notebook(cells=cells), "")


@pytest.mark.long
def test_a_report_holds_style_and_script_once_and_ids_never_clash(study, texts, monkeypatch, tmp_path):
    two = [show_reading(texts, "truss_wire")] * 2 + [show_reading(texts, "truss_wire", "truss_tabloid")]
    page = render_report(study, [make_chapter(*two)])
    assert page.count("window.framingReading = ()") == 1 and page.count("/* The reading view.") == 1
    assert page.count('<div class="rv">') == 3 + 24 and page.count("<script>") == 2
    assert re.search(r"script-src 'sha256-[^']+' 'sha256-[^']+';", page)
    ids = re.findall(r' id="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    monkeypatch.chdir(tmp_path)  # where there are no classroom texts
    monkeypatch.setattr("analysis.folders.HOME", tmp_path)
    assert "framingReading" not in render_report(study, [])

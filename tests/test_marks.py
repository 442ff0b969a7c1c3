"""Every mark of every figure in the report opens: what stands for a number leads to the rows behind it."""

import re

import pytest
from bs4 import BeautifulSoup

# What a drawing is held together by, in the colours of rules and soft letters: axes, ticks, zero lines, their texts.
SCAFFOLD = ("none", "var(--rule, #c9c7c1)", "var(--text-66645f, #66645f)")
INK = "currentColor"
OPENED = "[data-rows], [data-row]"


def read_look(shape):
    """The colours of a shape's fill and stroke; a shape that is used has those of its definition too."""
    used = shape.find_parent("svg").find(id=shape["href"][1:]) if shape.name == "use" else None
    styles = ";".join(each.get("style", "") for each in (used, shape) if each)
    look = dict(rule.split(":", 1) for rule in styles.split(";") if rule)
    fills = used is None or {*"cz"} & {*used["d"].lower()}  # a tick is a line
    return {look.get("fill", INK) if fills else "none", look.get("stroke", "none")}


def spell_out(html):
    """The page with the looks of its drawings at each mark, where the page says each once as a class."""
    looks = dict(re.findall(r"^\.(v\d+)\{(.*)\}$", html, flags=re.M))
    assert len(looks) > 50
    return BeautifulSoup(re.sub(r'class="(v\d+)"', lambda name: f'style="{looks[name[1]]}"', html), "html.parser")


def may_stay_shut(shape, kind):
    """The exceptions, each with its reason."""
    colours = read_look(shape) - {*SCAFFOLD}
    return (not colours  # scaffold
            or shape.find_parent(class_="key")  # a swatch explains a colour and stands for no number
            # a thin line leads from a dot to its group's mean, and both of its ends open
            or kind.startswith("Dots, ") and shape.name == "path" and "stroke-width" not in shape["style"]
            # under a specification curve a stroke says that a choice was made: the number is the dot above it
            or kind.startswith("Specification curve") and shape.name == "path" and colours == {INK})


def find_shut(page):
    """The marks, and the numbers written in a drawing, that open nothing: figure by figure."""
    shut = []
    for drawing in page.select("figure.framing svg"):
        kind = drawing.title.text
        open_ones = {id(each) for mark in drawing.select(OPENED) for each in (mark, *mark.find_all(True))}
        for shape in drawing.find_all(["path", "use"]):
            if id(shape) not in open_ones and not shape.find_parent(["defs", "clippath"]) \
                    and not may_stay_shut(shape, kind):
                shut.append((kind, shape.name, *sorted(read_look(shape))))
        for text in drawing.find_all("text"):
            soft = any(f"fill:{colour}" in text["style"] for colour in SCAFFOLD)
            if id(text) not in open_ones and not soft and re.search(r"\d", text.text):
                shut.append((kind, text.text))
    return shut


@pytest.fixture(scope="module")
def html(shipped_report):
    return shipped_report[0].read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def page(html):
    return spell_out(html)


def test_every_mark_and_every_number_in_a_drawing_opens(page):
    assert all(drawing.select_one(OPENED) for drawing in page.select("figure.framing svg"))
    assert find_shut(page) == []


def test_what_marks_open_is_there(page):
    folds = {each["id"] for each in page.select("details.rows[id], details.rows li[id]")}
    marks = page.select("figure.framing svg [data-rows], figure.framing svg [data-row]")
    assert len(marks) > 3_000
    assert {mark["data-rows"] for mark in marks if mark.has_attr("data-rows")} <= folds
    for figure in page.select("figure.framing"):
        n_rows = len(figure.select("tbody tr"))
        places = {int(place) for mark in figure.select("[data-row]") for place in mark["data-row"].split()}
        assert places <= {*range(n_rows)}, figure["id"]


def test_every_figure_whose_marks_open_has_a_way_for_the_keyboard(page):
    """One line under the drawing leads to the lists, the summary of its numbers to its own rows; no mark is a stop."""
    assert page.select("figure.framing svg a, figure.framing svg [tabindex]") == []
    folds = {each["id"]: fold["id"] for fold in page.select("details.rows[id]")
             for each in [fold, *fold.select("li[id]")]}
    for figure in page.select("figure.framing"):
        lists = {folds[mark["data-rows"]] for mark in figure.select("[data-rows]")}
        assert {link["href"][1:] for link in figure.select(".behind a")} == lists
        assert figure.select_one(".behind")
        assert figure.select_one("details:not(.behind) > summary").text == "The numbers"


def test_a_mark_that_opens_nothing_is_noticed(html):
    first = re.search(r'<figure class="framing".*?</figure>', str(spell_out(html)), flags=re.S)[0]
    spoilt = re.sub(r' data-rows?="[^"]*"', "", first)
    assert find_shut(BeautifulSoup(first, "html.parser")) == []
    assert len(find_shut(BeautifulSoup(spoilt, "html.parser"))) > 100, "the strips, and the numbers beside them"

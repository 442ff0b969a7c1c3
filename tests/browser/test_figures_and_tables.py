"""What the figures show can be heard, read as text, and taken away, and it is what was measured."""

import csv
import io
from urllib.parse import unquote

import pandas as pd
import pytest

from analysis.study import load_study

NO_WORDS = ("No description has been provided", "has not described")


@pytest.fixture(scope="module")
def study(shipped_report):
    return load_study(shipped_report[0].parent / "downfall")


def read_csv(link) -> list[dict[str, str]]:
    kind, _, data = link.get_attribute("href").partition(",")
    assert kind == "data:text/csv;charset=utf-8"
    return list(csv.DictReader(io.StringIO(unquote(data))))


def test_every_image_says_what_it_shows(visit):
    with visit() as page:
        names = page.evaluate("""[...document.querySelectorAll("main svg, main img")].map((image) => image.alt ??
            document.getElementById(image.getAttribute("aria-labelledby")).textContent)""")
        assert len(names) > 60
        assert [name for name in names if len(name) < 30 or any(words in name for words in NO_WORDS)] == []


def test_every_figure_can_be_read_as_text(visit):
    """The names and numbers in the drawing, in its description and in its table speak of the same articles."""
    with visit() as page:
        for figure in page.locator("article.finding figure, .central figure").all():
            drawn = set(figure.locator("svg.wide text").all_text_contents())
            described = figure.locator("svg.wide > desc").text_content()
            rows = read_csv(figure.locator(".csv a"))
            assert len(rows) == 5
            for row in rows:
                assert any(row["article_id"] in text.split(", ") for text in drawn) and row["article_id"] in described
            means = {text.removeprefix("mean ") for text in drawn if text.startswith("mean ")}
            assert all(f"mean {mean}" in described for mean in means)


def test_what_is_taken_away_is_what_was_measured(visit, study):
    with visit() as page:
        for planned in study.plan.planned:
            rows = read_csv(page.locator(f"#finding-{planned.number} .csv a"))
            measured = study.measures[(study.measures["measure"] == planned.measure)
                                      & (study.measures["part"] == planned.part)
                                      & (study.measures["voice"] == planned.voice)].set_index("article_id")["value"]
            taken = pd.Series({row["article_id"]: float(row["value"]) for row in rows})
            assert taken.sort_index().tolist() == [float(f"{value:.6g}") for value in measured.sort_index()]


def test_every_table_is_taken_away_whole(visit):
    with visit() as page:
        sizes = page.evaluate("""[...document.querySelectorAll("p.csv a")].map((link) => [
            link.closest("p").previousElementSibling.querySelectorAll("tbody tr").length,
            decodeURIComponent(link.href.split(",").slice(1).join(",")).trim().split("\\n").length - 1])""")
        assert len(sizes) > 80 and all(shown <= taken for shown, taken in sizes)
        assert sum(shown == taken for shown, taken in sizes) / len(sizes) > 0.9, "a cell may hold a line's end"


def test_letters_in_figures_can_be_read_on_a_phone(visit):
    """At least 9 pixels high, the smallest of them."""
    with visit(320) as page:
        sizes = page.evaluate("""[...document.querySelectorAll("main svg")].filter((svg) => svg.checkVisibility())
            .map((svg) => [svg.querySelector("desc").textContent,
                10.5 * svg.getBoundingClientRect().width / svg.viewBox.baseVal.width])""")
        assert len(sizes) > 30
        assert [size for size in sizes if size[1] < 9] == []


def test_the_page_is_small(shipped_report):
    assert shipped_report[0].stat().st_size < 3_000_000

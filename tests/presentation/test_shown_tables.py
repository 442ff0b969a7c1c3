"""A table as a reader meets it: heard, read, and to as many digits as mean something."""

from html.parser import HTMLParser

import pandas as pd
import pytest

from analysis.presentation.figures import show_table


class Table(HTMLParser):
    def __init__(self, html):
        super().__init__()
        self.tags, self.cells, self.inside = [], [], None
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        self.tags.append((tag, dict(attributes)))
        self.inside = tag

    def handle_data(self, data):
        if self.inside in ("th", "td", "caption"):
            self.cells.append((self.inside, data.strip()))
            self.inside = None


def test_a_table_can_be_heard_and_read():
    measured = pd.DataFrame({"article_id": ["sun", "oped"], "n_words": [1378, 1496], "value": [0.12345, float("nan")],
                             "constructed": [False, True]})
    table = Table(show_table(measured, "What was measured.").html)
    assert [text for tag, text in table.cells if tag == "th"] == [
        "article id", "words", "value", "constructed", "sun", "oped"]
    assert [text for tag, text in table.cells if tag == "td"] == [
        "1,378", "0.123", "no", "1,496", "undefined", "yes"]
    assert ("caption", "What was measured.") in table.cells
    assert [attributes["scope"] for tag, attributes in table.tags if tag == "th"] == [*["col"] * 4, *["row"] * 2]
    assert ["text-align:right" in attributes["style"] for tag, attributes in table.tags if tag == "td"] == [
        True, True, False] * 2


@pytest.mark.parametrize("values, said", [
    ([0.5, 0.123456], ["0.500", "0.123"]), ([45.12, 3.5], ["45.1", "3.5"]), ([1234.5, 0.04], ["1,234", "0.0400"]),
    ([-0.0016, 0.06], ["−0.0016", "0.0600"]), ([3.0, 2.0], ["3", "2"]), ([0.0, 0.5], ["0.000", "0.500"])])
def test_numbers_keep_two_or_three_significant_digits(values, said):
    cells = Table(show_table(pd.DataFrame({"value": values}), "Numbers.").html).cells
    assert [text for tag, text in cells if tag == "td"] == said



def test_a_table_takes_undefined_numbers_beside_others():
    shown = show_table(pd.DataFrame({"recall": [float("nan"), 0.0571, 1.0]}), "Recall.").html
    assert [cell in shown for cell in ("undefined", "0.057", "1.00")] == [True] * 3

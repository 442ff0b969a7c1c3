"""Who agrees with whom: a cell for each two, in the order given, the darker the more they agree."""

import re
from html.parser import HTMLParser
from math import nan

import pandas as pd
import pytest

from analysis.classroom.squares import MOST_NUMBERS, describe_coders, shade_alpha, show_square
from analysis.files import UserError
from analysis.presentation.colours import letter_on

PAIRS = pd.DataFrame([("AB", "CD", 9, 0.8), ("AB", "EF", 9, -0.1), ("CD", "EF", 1, nan)],
                     columns=["coder", "other", "n", "alpha"])


class Rows(HTMLParser):
    def __init__(self, html):
        super().__init__()
        self.rows = []
        self.feed(html.partition("<details>")[0])

    def handle_starttag(self, tag, attributes):
        if tag == "tr":
            self.rows.append([])
        if tag in ("td", "th") and self.rows:
            self.rows[-1].append("")

    def handle_data(self, data):
        if self.rows and self.rows[-1] and data.strip():
            self.rows[-1][-1] += data.strip()


def test_each_two_have_a_cell_on_both_sides_of_the_diagonal():
    html = show_square(PAIRS, ["EF", "AB", "CD"], "Agreement.", "voice").html
    assert Rows(html).rows == [["", "EF", "AB", "CD"], ["EF", "", "−0.10", "–"], ["AB", "−0.10", "", "0.80"],
                               ["CD", "–", "0.80", ""]]
    assert {*re.findall(r'<td style="background:(#\w+)', html)} == {shade_alpha(0.8), shade_alpha(0)}
    assert html.count('class="unknown"') == 2 and 'title="CD, AB: 0.80"' in html


def test_more_agreement_is_darker_and_its_number_can_be_read():
    def shine(colour):
        parts = [int(colour[place:place + 2], 16) / 255 for place in (1, 3, 5)]
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear))
    shades = [shade_alpha(step / 50) for step in range(-10, 51)]
    shines = [*map(shine, shades)]
    assert len({*shades[:11]}) == 1 and shines == sorted(shines, reverse=True)
    for shade, ground in zip(shades, shines):
        light, dark = sorted((ground, shine(letter_on(shade, "#000000"))), reverse=True)
        assert (light + 0.05) / (dark + 0.05) >= 4.5, shade


def test_a_class_has_colours_with_a_key_and_its_numbers_when_pointed_at():
    coders = [f"C{number}" for number in range(MOST_NUMBERS + 1)]
    pairs = pd.DataFrame([(coder, other, 9, 0.5) for place, coder in enumerate(coders) for other in coders[:place]],
                         columns=[*PAIRS])
    html = show_square(pairs, coders, "Agreement.", "voice").html
    few = show_square(PAIRS, ["AB", "CD", "EF"], "Agreement.", "voice").html
    assert 'class="square crowded"' in html and 'class="key"' in html and 'class="key"' not in few
    assert html.count(": 0.50\"") == 2 * len(pairs) and "alpha of voice: 78 pairs" in html
    assert html.partition("<details>")[2].count("<tr>") == len(pairs) + 1


def test_names_of_coders_are_text():
    pairs = PAIRS.replace("AB", "<b>")
    html = show_square(pairs, ["<b>", "CD", "EF"], "Agreement.", "voice").html
    assert "<b>" not in html and "&lt;b&gt;, CD: 0.80" in html


def test_what_cannot_be_shown_is_said():
    for pairs, reason in ((PAIRS.drop(columns="alpha"), "without alpha"), (PAIRS[:0], "without rows")):
        with pytest.raises(UserError, match=reason):
            show_square(pairs, ["AB"], "Agreement.", "voice")
    assert describe_coders(PAIRS[2:], "tone").endswith("one pair; undefined for one pair.")

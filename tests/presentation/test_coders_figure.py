"""Who agrees with whom: a cell for each two, in the order given, the darker the more they agree."""

from math import nan

import pandas as pd
import pytest
from matplotlib.colors import to_hex, to_rgb

from analysis.files import UserError
from analysis.presentation.figures import describe_coders, draw_coders, make_axes, show_figure
from analysis.presentation.figures.coders import MOST_NUMBERS, shade_alpha

PAIRS = pd.DataFrame([("AB", "CD", 9, 0.8), ("AB", "EF", 9, -0.1), ("CD", "EF", 1, nan)],
                     columns=["coder", "other", "n", "alpha"])


def test_each_two_have_a_cell_on_both_sides_of_the_diagonal():
    ax = draw_coders(PAIRS, ["EF", "AB", "CD"], make_axes())
    solid, empty = ax.collections
    assert (len(solid.get_paths()), len(empty.get_paths())) == (4, 2)
    at = {text.xy: text.get_text() for text in ax.texts}
    names = {0: "EF", 1: "AB", 2: "CD"}
    assert {place: at.pop(place) for place in list(at) if min(place) < 0} == {
        place: name for number, name in names.items() for place in ((number, -0.6), (-0.6, number))}
    assert at == {(1, 2): "0.80", (2, 1): "0.80", (0, 1): "−0.10", (1, 0): "−0.10", (0, 2): "–", (2, 0): "–"}
    assert {to_hex(colour) for colour in solid.get_facecolors()} == {shade_alpha(0.8), shade_alpha(0)}


def test_more_agreement_is_darker():
    shades = [sum(to_rgb(shade_alpha(alpha))) for alpha in (-0.3, 0, 0.3, 0.6, 1)]
    assert shades[0] == shades[1] and shades[1:] == sorted(shades[1:], reverse=True)


def test_a_class_has_colours_with_a_key_instead_of_numbers():
    coders = [f"C{number}" for number in range(MOST_NUMBERS + 1)]
    pairs = pd.DataFrame([(coder, other, 9, 0.5) for place, coder in enumerate(coders) for other in coders[:place]],
                         columns=[*PAIRS])
    ax = draw_coders(pairs, coders, make_axes())
    key = [text.get_text() for text in ax.texts if text.xy[1] > len(coders)]
    assert key == ["≤ 0", "0.25", "0.5", "0.75", "1"]
    assert len(ax.texts) == len(key) + 2 * len(coders), "names, and no numbers"
    html = show_figure(ax, "Agreement.", describe_coders(pairs, "voice")).html
    assert html.count("<tr>") == len(pairs) + 1 and "alpha of voice: 78 pairs" in html


def test_what_cannot_be_drawn_is_said():
    with pytest.raises(UserError, match="alpha is missing"):
        draw_coders(PAIRS.drop(columns="alpha"), ["AB"])
    assert describe_coders(PAIRS[2:], "tone").endswith("one pair; undefined for one pair.")

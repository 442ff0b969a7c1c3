"""Moves by rewording beside the groups' difference: what is drawn, and what has nothing to draw."""

import pandas as pd
import pytest
from matplotlib import pyplot as plt

from analysis.files import UserError
from analysis.presentation.figures import describe_rewordings, draw_rewordings, lay_out_rewordings, show_figure

PLACE = {"part": "body", "voice": "all"}
SUMMARY = pd.DataFrame([PLACE | {"measure": measure, "strength": strength, "n": n, "n_lost": 6 - n, "in_worths": move}
                        for measure, strength, n, move in (
                            ("tone", 1, 6, 0.5), ("tone", 2, 2, 1.5), ("tone", 3, 0, float("nan")),
                            ("certainty", 1, 6, 0.1), ("hedges_per_1000", 1, 0, float("nan")))])
WEIGHED = pd.DataFrame([PLACE | {"measure": "tone", "difference": -0.1},
                        PLACE | {"measure": "hedges_per_1000", "difference": float("nan")}])


@pytest.fixture(autouse=True)
def close_figures():
    yield
    plt.close("all")


def test_planned_measures_stand_beside_their_difference_in_worths():
    """Tone: |−0.1| / 0.05 = 2 worths. Certainty was not planned and has no lane."""
    table = lay_out_rewordings(SUMMARY, WEIGHED)
    assert table["measure"].tolist() == ["tone"] * 3 + ["hedges_per_1000"]
    assert table["difference_in_worths"].tolist()[:3] == [2, 2, 2]


@pytest.mark.parametrize("width", [640, 340])
def test_a_dot_where_most_values_stay_a_ring_where_they_are_lost_else_nothing(width):
    ax = draw_rewordings(lay_out_rewordings(SUMMARY, WEIGHED), width=width)
    dots = [line for line in ax.get_lines() if line.get_marker() == "o"]
    assert [(line.get_xdata()[0], line.get_markerfacecolor() == "none") for line in dots] == [(0.5, False), (1.5, True)]
    assert [line.get_text() for line in ax.get_yticklabels()] == ["tone", "hedges"]
    assert "<svg" in show_figure(ax, "Moves.", "Moves.").html


def test_the_alternative_text_says_what_is_lost_and_undefined():
    assert describe_rewordings(lay_out_rewordings(SUMMARY, WEIGHED)) == (
        "Moves by rewording, in smallest differences worth the name, by strength: tone 0.50 (strength 1), 1.5 "
        "(strength 2, most values lost), undefined (strength 3, most values lost), groups 2.0 apart; hedges undefined "
        "(strength 1, most values lost).")


def test_no_rows_are_refused():
    with pytest.raises(UserError, match="nothing to draw"):
        draw_rewordings(lay_out_rewordings(SUMMARY, WEIGHED).iloc[:0])

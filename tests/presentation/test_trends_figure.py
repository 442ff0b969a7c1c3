"""A measure over time: a dot for each dated article, a line for each group, numbers that open."""

import pandas as pd
import pytest

from analysis.files import UserError
from analysis.presentation.figures import show_figure
from analysis.presentation.figures.trends import MOST_DOTS, describe_trend, draw_trend

DATES = ["2022-01-03", "2022-02", "2022-02-20", "2022", ""]


def make_table(n=5, dates=DATES):
    return pd.DataFrame({"article_id": [f"a{at}" for at in range(n)],
                         "group": [("red", "blue")[at % 2] for at in range(n)],
                         "value": [at / n for at in range(n)], "measure": "attributed_share", "part": "body",
                         "voice": "all", "unit": "share", "published": [dates[at % len(dates)] for at in range(n)]})


@pytest.mark.parametrize("unit, n_dated", [("day", 2), ("month", 3), ("quarter", 3), ("year", 4)])
def test_every_article_whose_date_is_precise_enough_is_a_dot(unit, n_dated):
    ax = draw_trend(make_table(), unit)
    assert sum(len(dots.get_offsets()) for dots in ax.collections) == n_dated == len(ax.shown_numbers)


def test_a_line_goes_through_the_means_of_the_periods():
    table = make_table(6, ["2022-01", "2022-01", "2022-01", "2022-02", "2022-02", "2022-02"])
    lines = {tuple(round(value, 3) for value in line.get_ydata()) for line in draw_trend(table, "month").lines}
    assert lines == {(0.167, 0.667), (0, 0)}  # red (0 + 2/6) / 2 and 4/6, blue 1/6 and (3/6 + 5/6) / 2; the zero line


def test_of_very_many_articles_the_lines_alone_are_drawn():
    ax = draw_trend(make_table(MOST_DOTS + 50, ["2022-01", "2022-02", "2022-03"]), "month")
    assert not ax.collections and len(ax.lines) == 3 and len(ax.shown_numbers) == MOST_DOTS + 50


def test_without_a_date_there_is_no_dot_and_it_is_said():
    table = make_table(dates=[""])
    assert not draw_trend(table, "month").collections and "no article has a date" in describe_trend(table, "month")


def test_it_is_shown_with_its_numbers_and_for_a_phone():
    shown = show_figure(draw_trend(make_table(), "month"), "A trend.", describe_trend(make_table(), "month"))
    assert "data-row" in shown.html and shown.html.count("<svg") == 2


def test_what_is_lacking_is_named():
    with pytest.raises(UserError, match="published"):
        draw_trend(make_table().drop(columns="published"), "month")

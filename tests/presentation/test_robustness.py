"""The specification curve as a figure and as a sentence, and what moves together with the groups."""

from dataclasses import replace

import pandas as pd
import pytest
from matplotlib import pyplot as plt
from matplotlib.colors import to_hex

from analysis.comparison.plans import Plan, Planned
from analysis.comparison.specifications import compare_specifications
from analysis.files import UserError
from analysis.presentation.figures import describe_specifications, draw_specifications, make_axes, show_figure
from analysis.presentation.findings import (
    find_confounded,
    find_confounded_pairs,
    state_findings,
    state_specifications,
    state_turned,
)
from analysis.schemas import CHOICES

PLAN = Plan("tabloid", "opinion")
TONE = Planned(7, "tone")


def make_rows(*differences, planned=0, measure="tone", unit="from −1 to 1", **choices):
    return pd.DataFrame(dict.fromkeys(CHOICES, "") | choices | {
        "number": 7, "measure": measure, "unit": unit, "group_a": "tabloid", "group_b": "opinion", "n_a": 3, "n_b": 2,
        "difference": differences, "planned": [place == planned for place in range(len(differences))]})


@pytest.fixture(autouse=True)
def no_figure_stays_open():
    yield
    plt.close("all")


@pytest.fixture(scope="module")
def specifications(study):
    return compare_specifications(study.sentences, study.passages, study.matches, study.targets
                                  if hasattr(study, "targets") else pd.DataFrame(), study.articles, study.plan)


def get_insets(ax):
    return ax.child_axes


@pytest.mark.parametrize("narrow", [False, True])
def test_the_curve_takes_one_table_gives_axes_and_leaves_the_table_alone(specifications, narrow):
    for _, rows in specifications.groupby("number"):
        before, ax = rows.copy(), make_axes()
        assert draw_specifications(rows, ax, narrow=narrow) is ax
        pd.testing.assert_frame_equal(rows, before)


def test_the_curve_has_the_same_bytes_twice(specifications):
    rows = specifications.query("number == 4")
    html = [show_figure(draw_specifications(rows), "A finding.", "The data.",
                        draw_specifications(rows, narrow=True)).html for _ in range(2)]
    assert html[0] == html[1] and "http" not in html[0]


def test_every_way_is_a_point_in_order_in_the_colour_of_the_higher_group():
    curve, _ = get_insets(draw_specifications(make_rows(0.2, -0.1, 0.3, 0.0, analyser=[*"abcd"])))
    drawn = {to_hex(dots.get_facecolor()[0]).upper(): [*map(tuple, dots.get_offsets().tolist())]
             for dots in curve.collections if len(dots.get_offsets()) and len(dots.get_facecolor())}
    assert drawn["#D55E00"] == [(2, 0.2), (3, 0.3)] and drawn["#0072B2"] == [(0, -0.1)]
    assert [(1, 0.0)] in drawn.values()
    ring, = (line for line in curve.lines if line.get_markersize() == 9)
    assert [*zip(ring.get_xdata(), ring.get_ydata())] == [(2, 0.2)]
    assert {text.get_text() for text in curve.texts} == {"tabloid higher", "opinion higher", "as planned 0.20"}


def test_the_rows_below_say_who_made_which_choice():
    rows = make_rows(0.2, -0.1, 0.3, analyser=["tone", "VADER", "VADER"], headline=["out", "out", "in"])
    _, choices = get_insets(draw_specifications(rows))
    names = [text.get_text() for text in choices.get_yticklabels()]
    assert names == ["judged by: tone", "judged by: VADER", "headline: out", "headline: in"]  # the planned one first
    assert [text.get_fontweight() for text in choices.get_yticklabels()] == ["bold", "normal"] * 2
    made = [[segment[0][0] for segment in marks.get_segments()] for marks in choices.collections]
    assert made == [[1], [0, 2], [0, 1], [2]]  # in the order −0.1, 0.2, 0.3


def test_a_phone_gets_a_row_only_for_what_was_not_planned():
    rows = make_rows(0.2, -0.1, 0.3, analyser=["tone", "VADER", "TextBlob"], headline=["out", "out", "in"])
    _, choices = get_insets(draw_specifications(rows, narrow=True))
    names = [text.get_text() for text in choices.get_yticklabels()]
    assert names == ["judged by: TextBlob", "judged by: VADER", "headline: in"]


@pytest.mark.parametrize("narrow, width", [(False, 640), (True, 340)])
def test_all_that_is_written_stands_inside_and_apart(specifications, narrow, width):
    for _, rows in specifications.groupby("number"):
        ax = draw_specifications(rows, narrow=narrow)
        figure = ax.get_figure()
        figure.draw_without_rendering()
        pixel = figure.dpi / 72
        labels = [text for inset in get_insets(ax) for text in inset.get_yticklabels()]
        assert min(text.get_window_extent().x0 for text in labels) >= 0
        assert max(text.get_window_extent().x1 for text in ax.texts) <= width * pixel
        lanes = [text.get_window_extent() for text in get_insets(ax)[-1].get_yticklabels()]
        assert not [1 for place, box in enumerate(lanes) for other in lanes[:place] if box.overlaps(other)]


@pytest.mark.parametrize("rows", [make_rows(0.2), make_rows(0.0, 0.0), make_rows(0.1, 0.2, planned=9),
                                  make_rows(*[0.1] * 300, headline=["out", "in"] * 150)])
def test_odd_curves_are_drawn_too(rows):
    assert show_figure(draw_specifications(rows), "A finding.", describe_specifications(rows)).text


@pytest.mark.parametrize("rows, problem", [
    (make_rows(0.1).head(0), "nothing to draw"), (make_rows(0.1).drop(columns="voices"), "voices is missing"),
    (pd.concat([make_rows(0.1), make_rows(0.1).assign(number=3)]), "one number")])
def test_what_cannot_be_drawn_is_refused_in_words(rows, problem):
    with pytest.raises(UserError, match=problem):
        draw_specifications(rows)


def test_the_description_counts_signs_and_compares_choices():
    rows = make_rows(0.2, -0.1, 0.3, headline=["out", "out", "in"])
    assert describe_specifications(rows) == (
        "Specification curve, tone: 3 differences tabloid minus opinion from −0.10 to 0.30, 2 above zero and 1 below; "
        "as planned 0.20. Mean difference by choice: headline in 0.30 and out 0.050.")  # (0.2 − 0.1) / 2


@pytest.mark.parametrize("differences, said", [
    ([0.2, 0.1, 0.3], "Of three defensible ways to measure tone in the body, all three keep the sign"),
    ([0.2, -0.1, -0.3], "one keeps the sign of the planned one. As planned, tabloid minus opinion is 0.20"),
    ([-0.2] + [0.1] * 19, "Of 20 defensible ways to measure tone in the body, 1 keeps the sign of the planned one. "
                          "As planned, tabloid minus opinion is −0.20 on a scale from −1 to 1; over all ways it runs "
                          "from −0.20 to 0.10, with a median of 0.10 (3 against 2 articles)."),
    ([0.01, 0.2, 0.02], "two show no difference worth the name, as the planned one does; all three keep the sign"),
    ([0.0, 0.2], "one shows no difference worth the name, as the planned one does; one keeps the sign"),
])
def test_the_sentence_counts_the_ways(differences, said):
    assert said in state_specifications(make_rows(*differences), TONE)


def test_shares_are_said_in_percentage_points():
    rows = make_rows(0.38, 0.28, 0.61, measure="attributed_share", unit="share")
    assert state_specifications(rows, Planned(7, "attributed_share")).endswith(
        "is 38 percentage points; over all ways it runs from 28 to 61, with a median of 38 (3 against 2 "
        "articles).")


def test_of_other_units_only_the_sign_counts():
    units = ["per 1,000 words, weighted", "per 1,000 words"]
    rows = make_rows(9.0, 50.0, measure="loaded_per_1000").assign(unit=units)
    said = state_specifications(rows, Planned(7, "loaded_per_1000"))
    assert "both keep the sign" in said and "over all ways in this unit it runs from 9 to 9" in said.replace(".0", "")


@pytest.mark.parametrize("rows", [pd.DataFrame(), make_rows(0.1).head(0), make_rows(0.1, planned=9)])
def test_without_a_planned_difference_the_sentence_says_so(rows):
    assert state_specifications(rows, TONE) == (
        "Tone in the body: there is no planned difference whose sign could be kept.")


def make_articles(**columns):
    return pd.DataFrame({"article_id": [*"stuv"], "group": ["tabloid", "tabloid", "opinion", "opinion"]} | columns)


def test_outlets_that_stand_in_one_group_only_are_named():
    assert find_confounded(make_articles(outlet=["Sun", "Mail", "Post", "not stated"]), PLAN) == [
        "Every outlet stands in one group only (tabloid: Mail and Sun; opinion: Post; not known of one article): what "
        "differs between the groups may belong to the outlets."]


@pytest.mark.parametrize("columns, plan", [
    ({"outlet": ["Sun", "Mail", "Sun", "Post"]}, PLAN),  # one outlet in both groups is enough to tell them apart
    ({"outlet": ["Sun", "Mail", "", "not stated"]}, PLAN),  # of one group nothing is known
    ({"event": ["fall"] * 4}, PLAN),
    ({"outlet": ["Sun", "Mail", "Post", "Post"]}, Plan("tabloid", "")),
    ({"outlet": ["Sun", "Mail", "Post", "Post"]}, Plan("tabloid", "wire")),
    ({"published": ["2022-10", "2022-12", "2022-12", "2023-01"]}, PLAN),
    ({"published": ["2022-10", "2022-11", "2022-12", "2023"]}, PLAN),  # 2023 is no month
    ({}, PLAN),
])
def test_what_does_not_move_together_makes_no_sentence(columns, plan):
    assert find_confounded(make_articles(**columns), plan) == []


def test_groups_that_follow_each_other_in_time_are_told():
    assert find_confounded(make_articles(published=["2022-12-21", "2023-01", "2022-10", "2022-11-30"]), PLAN) == [
        "All opinion articles were published before the tabloid articles (2022-11 at the latest against 2022-12 at the "
        "earliest): what differs between the groups may belong to the time."]


def test_findings_that_most_ways_turn_are_named():
    rows = pd.concat([make_rows(0.2, -0.1, -0.3), make_rows(0.2, 0.1, -0.3).assign(number=8)])
    assert state_turned(rows, [7, 8]) == (
        "Half or more of the defensible ways to measure do not keep the sign of finding 7 (one of three does).")
    assert state_turned(rows, [8]) == state_turned(rows.head(0), [7]) == ""
    assert state_turned(pd.concat([rows, rows.query("number == 7").assign(number=9)]), [7, 8, 9]) == (
        "Half or more of the defensible ways to measure do not keep the sign of finding 7 (one of three does) and of "
        "finding 9 (one of three does).")
    unplanned = make_rows(0.2, -0.1).assign(planned=False)
    assert state_turned(unplanned, [7]) == "", "without a planned difference there is no sign to keep"


def test_what_is_left_aside_does_not_hide_what_moves_together():
    plan = replace(PLAN, aside="Of the 5 articles 4 are compared, those of tabloid and opinion; left aside: wire (1).")
    articles = make_articles(outlet=["Sun", "Mail", "Post", "Post"])
    said = state_findings(*[pd.DataFrame()] * 2, articles, plan)[0].confounding
    assert said.startswith("Every outlet stands in one group only") and said.endswith(plan.aside)


def test_of_many_groups_the_pairs_that_share_nothing_are_named():
    articles = make_articles(outlet=["Sun", "Mail", "Sun", "Post"], genre=["news", "news", "comment", "comment"])
    third = pd.DataFrame({"article_id": ["w"], "group": ["wire"], "outlet": ["Agency"], "genre": ["news"]})
    among = find_confounded_pairs(pd.concat([articles, third]), PLAN)
    assert [each.partition("groups ")[2].partition(":")[0] for each in among] == [
        "(opinion and wire; tabloid and wire)", "(opinion and tabloid; opinion and wire)"]
    assert among[0].startswith("No outlet is shared by two of the three pairs")
    assert find_confounded_pairs(articles, PLAN) == [], "two groups are told by find_confounded"


def test_what_makes_the_groups_is_not_told_to_move_with_them():
    articles = make_articles(outlet=["tabloid", "tabloid", "opinion", "opinion"])
    assert find_confounded(articles, PLAN) and not find_confounded(articles, replace(PLAN, group="outlet"))


def test_a_third_group_is_left_aside():
    articles = make_articles(genre=["news", "news", "opinion", "opinion"])
    third = pd.DataFrame({"article_id": ["w"], "group": ["wire"], "genre": ["news"]})
    assert find_confounded(pd.concat([articles, third]), PLAN) == find_confounded(articles, PLAN) != []

"""Keywords, shifts, similarity and frames: bars that add up, words inside the drawing, a ring beside a dot."""

import re

import pandas as pd
import pytest
from drawn import ARTICLES

from analysis.files import UserError
from analysis.presentation.figures import (
    describe_frames,
    draw_frames,
    draw_keywords,
    draw_shift,
    draw_similarity,
    show_figure,
)

pytestmark = pytest.mark.usefixtures("no_figure_stays_open")


@pytest.mark.parametrize("draw", [draw_keywords, draw_shift, draw_similarity])
def test_a_table_without_words_is_refused_in_words(draw):
    with pytest.raises(UserError, match="missing"):
        draw(pd.DataFrame({"n": [1]}))


def test_the_bars_of_a_shift_add_up_to_the_difference(drawn_tables):
    shift = drawn_tables["shift"]
    ax = draw_shift(shift, n_top=3)
    lengths = [bar.get_width() for bar in ax.patches]
    assert len(lengths) == 3 + 3 + 1 and sum(lengths) == pytest.approx(shift["contribution"].sum())
    assert lengths[:6] == sorted(lengths[:6], reverse=True)
    assert f"all others ({len(shift) - 6} terms)" in [text.get_text() for text in ax.texts]


def test_the_numbers_of_a_shift_are_those_of_its_bars(drawn_tables):
    shift = drawn_tables["shift"]
    ax = draw_shift(shift, n_top=3)
    numbers = ax.shown_numbers
    assert numbers["contribution"].tolist() == [bar.get_width() for bar in ax.patches]
    assert numbers["term"].iloc[-1] == f"all others ({len(shift) - 6} terms)"
    for column in ("n_a", "n_b", "mean_a", "mean_b", "contribution"):
        assert numbers[column].sum() == pytest.approx(shift[column].sum())


@pytest.mark.parametrize("draw, key", [(draw_keywords, "keywords"), (draw_shift, "shift")])
@pytest.mark.parametrize("width", [340, 480])
def test_what_is_written_beside_words_stands_inside_the_drawing(drawn_tables, draw, key, width):
    ax = draw(drawn_tables[key], width=width)
    figure = ax.get_figure(root=True)
    figure.draw_without_rendering()
    boxes = [text.get_window_extent() for text in [*ax.texts, ax.xaxis.label] if text.get_text()]
    scale = 72 / figure.dpi
    assert min(box.x0 for box in boxes) * scale >= -2 and max(box.x1 for box in boxes) * scale <= width + 2


def test_a_shift_of_few_terms_has_no_others(drawn_tables):
    few = drawn_tables["shift"].head(4)
    assert len(draw_shift(few).patches) == 4
    assert len(draw_shift(few.assign(contribution=0.0)).patches) == 1


def test_a_similarity_has_a_number_for_each_pair_and_no_picture_of_many(drawn_tables):
    ax = draw_similarity(drawn_tables["similarity"])
    pairs = drawn_tables["similarity"].query("article_id != other")["similarity"]
    assert sorted(text.get_text() for text in ax.texts) == sorted(f"{value:.2f}" for value in pairs)
    names = [f"a{number:02}" for number in range(13)]
    many = pd.DataFrame([[a, b, 0.5, "tabloid"] for a in names for b in names],
                        columns=["article_id", "other", "similarity", "group"])
    with pytest.raises(UserError, match="up to 12 articles, not 13"):
        draw_similarity(many)


def test_a_word_is_drawn_at_its_log_ratio(drawn_tables):
    table = drawn_tables["keywords"]
    drawn = [float(line.get_xdata()[0]) for line in draw_keywords(table).lines if line.get_marker() == "o"]
    assert drawn == table["log_ratio"].tolist()


def test_a_frame_is_a_ring_as_coded_and_a_dot_by_rule(drawn_tables):
    frames = drawn_tables["frames"]
    ax = draw_frames(frames)
    marks = [line for inset in ax.child_axes for line in inset.lines if line.get_marker() == "o"]
    hollow = [line for line in marks if line.get_markerfacecolor() == "none"]
    assert len(hollow) == (frames["source"] == "hand-coded").sum()
    assert len(marks) - len(hollow) == (frames["source"] == "by rule").sum()
    said = describe_frames(frames)
    assert all(f"{article}: " in said for article in ARTICLES) and "hand-coded" in said and "by rule" in said


def test_frames_without_a_coding_are_dots_alone_and_fit_a_phone(drawn_tables):
    found = drawn_tables["frames"].query("source == 'by rule'")
    html = show_figure(draw_frames(found), "Frames.", describe_frames(found), narrow=draw_frames(found, width=340)).html
    assert len(re.findall(r'<svg [^>]*class="(wide|narrow)"', html)) == 2 and "hand-coded" not in describe_frames(found)


def test_frames_of_one_group_are_drawn(drawn_tables):
    one = drawn_tables["frames"].query("group == 'opinion'")
    assert len(draw_frames(one).child_axes) == one["article_id"].nunique()

import io
import re
from urllib.parse import unquote

import numpy as np
import pandas as pd
import pytest
from drawn import ARTICLES, make_rows
from matplotlib import pyplot as plt
from matplotlib.axes import Axes

from analysis.files import UserError
from analysis.presentation.figures import (
    MOST_ARTICLES,
    choose_colours,
    describe_dots,
    describe_reading_order,
    draw_analysers,
    draw_categories,
    draw_dots,
    draw_frames,
    draw_keywords,
    draw_panels,
    draw_reading_order,
    draw_sentences,
    draw_shift,
    draw_similarity,
    draw_voices,
    is_crowded,
    lay_out_passages,
    make_axes,
    show_figure,
    show_table,
)
from analysis.presentation.figures.pooled import pool_articles, pool_places
from analysis.presentation.figures.style import shorten_names
from analysis.presentation.tabled import MOST_ROWS

pytestmark = pytest.mark.usefixtures("no_figure_stays_open")

DRAWINGS = {
    "dots": (draw_dots, "dots"), "panels": (draw_panels, "panels"), "voices": (draw_voices, "measures"),
    "reading order": (draw_reading_order, "passages"), "tone": (draw_sentences, "sentences"),
    "voice": (lambda table, ax=None: draw_sentences(table, ax, by="voice"), "sentences"),
    "part": (lambda table, ax=None: draw_sentences(table, ax, by="part"), "sentences"),
    "analysers": (draw_analysers, "sentences"), "categories": (draw_categories, "measures"),
    "keywords": (draw_keywords, "keywords"), "shift": (draw_shift, "shift"),
    "similarity": (draw_similarity, "similarity"), "frames": (draw_frames, "frames")}
WITHOUT_ARTICLES = {"analysers", "keywords", "shift"}


@pytest.fixture(scope="module")
def shown(drawn_tables):
    """Every drawing once, shown; pytest turns any warning on the way into an error."""
    return {name: show_figure(draw(drawn_tables[key]), "A finding.", "The data.").html
            for name, (draw, key) in DRAWINGS.items()}


@pytest.mark.parametrize("name", DRAWINGS)
def test_every_drawing_takes_one_table_gives_axes_and_leaves_the_table_alone(drawn_tables, name):
    draw, key = DRAWINGS[name]
    before, ax = drawn_tables[key].copy(), make_axes()
    assert draw(drawn_tables[key], ax) is ax and isinstance(ax, Axes)
    pd.testing.assert_frame_equal(drawn_tables[key], before)


@pytest.mark.long
@pytest.mark.parametrize("name", DRAWINGS)
def test_every_drawing_has_the_same_bytes_twice(drawn_tables, shown, name):
    draw, key = DRAWINGS[name]
    assert show_figure(draw(drawn_tables[key]), "A finding.", "The data.").html == shown[name]


@pytest.mark.parametrize("name", DRAWINGS)
def test_every_drawing_is_real_text_in_the_colours_of_the_page_and_names_every_article(shown, name):
    words = set(re.findall(r"<text[^>]*>([^<]*)</text>", shown[name]))
    assert ARTICLES <= words or name in WITHOUT_ARTICLES
    assert "http" not in shown[name] and "DejaVu" not in shown[name]
    assert "currentColor" in shown[name] or "var(--text-" in shown[name]


def list_dots(ax):
    """The dots' values, rounded."""
    swarms = [swarm.get_offsets() for swarm in ax.collections if hasattr(swarm, "get_sizes")]
    return [round(float(x), 6) for swarm in swarms for x, _ in swarm]


def test_every_article_is_a_point():
    table = make_rows([0.5, 0.4, 0.6, 0.1, 0.8])
    assert sorted(list_dots(draw_dots(table))) == sorted(table["value"])


def test_an_undefined_article_is_named_but_has_no_dot():
    ax = draw_dots(make_rows([0.5, float("nan"), 0.6, 0.1, 0.8]))
    assert "mail: undefined" in [text.get_text() for text in ax.texts]
    assert len(list_dots(ax)) == 4


@pytest.mark.parametrize("values", [[0.5] * 5, [0.0] * 5, [0.30, 0.31, 0.32, 0.29, 0.30], [0.2], [float("nan")] * 5,
                                    [-0.02, 0.005, 0.01, -0.008, 0.13], [0.1, 0.11, 0.9, 0.1, 0.12]])
def test_no_name_covers_another(values):
    polar = min(values) < 0
    ax = draw_dots(make_rows(values, *([("tabloid",) * 3 + ("opinion",) * 2, "from −1 to 1", "tone"] if polar else [])))
    ax.get_figure().draw_without_rendering()
    boxes = [text.get_window_extent() for text in ax.texts if text.get_text()]
    assert not [1 for place, box in enumerate(boxes) for other in boxes[:place] if box.overlaps(other)]


def test_a_group_without_a_value_leaves_the_others_their_dots():
    html = show_figure(draw_dots(make_rows([np.nan, np.nan, np.nan, 0.1, 0.8])), "Two of five.", "Dots.").html
    assert re.findall(r'data-rows="rows-(\w+)-', html)[:2] == ["oped", "uproxx"]


def test_many_articles_are_dots_without_names():
    ax = draw_dots(make_rows([0.5] * 30 + list(np.linspace(0, 1, 30)), groups=("tabloid", "opinion") * 30))
    assert len(list_dots(ax)) == 60
    assert {text.get_text()[:4] for text in ax.texts} == {"mean"}


def test_of_many_groups_each_is_a_rung_the_highest_mean_first():
    groups = tuple(f"g{number:02}" for number in range(20))
    values = [float(number) for number in range(20) for _ in range(6)]
    values[:3] = [np.nan] * 3
    table = pd.DataFrame({"article_id": [f"a{number:03}" for number in range(120)], "group": np.repeat(groups, 6),
                          "value": values, "part": "body", "voice": "all", "measure": "hedges_per_1000",
                          "unit": "per 1,000 words"})
    ax = draw_dots(table)
    assert [text.get_text() for text in ax.get_yticklabels()] == [*groups[::-1]]
    dots, = ax.collections
    assert len(dots.get_offsets()) == 117 and dots.get_offsets()[:, 1].max() == 19
    assert {"19 (6)", "0 (3)"} <= {text.get_text() for text in ax.texts}
    height = ax.get_figure(root=True).get_size_inches()[1] * 72
    assert height < 30 * 20 + 60, "a rung takes a line, no more"
    html = show_figure(ax, "Twenty groups.", describe_dots(table)).html
    assert html.count('class="narrow"') == 1


def test_zero_is_in_sight_of_a_balance_and_at_the_start_of_a_share():
    tone = draw_dots(make_rows([-0.1, 0.2, 0.1, 0.0, 0.1], unit="from −1 to 1", measure="tone"))
    assert tone.get_xlim() == pytest.approx((-0.1 - 0.3 * 0.3, 0.2 + 0.3 * 0.3))
    low = draw_dots(make_rows([-0.4, -0.3, -0.4, -0.5, -0.4], unit="from −1 to 1", measure="tone"))
    assert low.get_xlim() == pytest.approx((-0.5 - 0.3 * 0.5, 0 + 0.3 * 0.5))
    assert draw_dots(make_rows([0.5, 0.4, 0.6, 0.1, 0.8])).get_xlim()[0] == 0


def test_a_group_has_one_colour_everywhere():
    assert choose_colours(["opinion", "tabloid"]) == {"tabloid": "#D55E00", "opinion": "#0072B2"}
    assert choose_colours(["wire", "opinion"])["opinion"] == "#0072B2"
    assert len(set(choose_colours(["tabloid", "opinion", "wire", "blog", "radio"]).values())) == 5


def test_a_figure_is_described_for_those_who_cannot_see_it():
    ax = draw_dots(make_rows([0.5, 0.4, 0.6, 0.1, 0.8]))
    html = show_figure(ax, "Tabloids & others. n = 5.", 'Dots, shares: sun "60%" & <more>').html
    assert 'role="img"' in html and "<figcaption" in html
    described = re.search(r'aria-labelledby="(\S+)"', html)[1]
    assert f'<desc id="{described}">Dots, shares: sun &quot;60%&quot; &amp; &lt;more&gt;</desc>' in html
    assert "<title>Dots, shares</title>" in html
    assert "No description has been provided" not in html


@pytest.mark.parametrize("caption, alt", [("", "data"), ("finding", " ")])
def test_a_figure_without_caption_or_description_is_refused(caption, alt):
    with pytest.raises(UserError, match="is empty"):
        show_figure(make_axes(), caption, alt)


def test_showing_a_figure_closes_it():
    shown = show_figure(draw_dots(make_rows([0.5])), "One.", "One dot.")
    assert plt.get_fignums() == [] and repr(shown) == "Figure: One."


def test_figures_in_one_page_share_no_id_and_refer_to_their_own(shown):
    ids = [re.findall(r'\bid="([^"]+)"', html) for html in shown.values()]
    assert len(sum(ids, [])) == len(set(sum(ids, [])))
    for html, own in zip(shown.values(), ids):
        assert set(re.findall(r'(?:href="|url\()#([\w-]+)', html)) <= set(own)


def test_a_figure_for_phones_has_its_own_drawing(drawn_tables):
    drawings = [draw_reading_order(drawn_tables["passages"], make_axes(), width) for width in (720, 340)]
    html = show_figure(drawings[0], "Words.", describe_reading_order(drawn_tables["passages"]), narrow=drawings[1]).html
    assert len(re.findall(r'<svg [^>]*class="(wide|narrow)"', html)) == 2
    assert len(set(re.findall(r'<svg [^>]*aria-labelledby="(\S+)', html))) == 2


def test_a_figure_opens_to_exactly_its_numbers():
    table = make_rows([0.123456, 0.4, 0.6, 0.1, 0.8])
    html = show_figure(draw_dots(table), "Shares.", "Dots.").html
    csv = unquote(re.search(r'href="data:text/csv;charset=utf-8,([^"]+)"', html)[1])
    numbers = pd.read_csv(io.StringIO(csv)).set_index("article_id")
    assert numbers["value"].to_dict() == table.set_index("article_id")["value"].to_dict()
    assert numbers.loc["oped", "group_mean"] == pytest.approx((0.1 + 0.8) / 2)
    assert html.count("<tr>") == 1 + 5


def test_the_strips_add_up_to_the_article(study):
    laid = lay_out_passages(study.passages, study.articles)
    body = study.passages.query("part == 'body'").groupby("article_id")["n_words"].sum()
    assert laid.groupby("article_id")["n_words"].sum().to_dict() == body.to_dict()
    assert laid.groupby("article_id")["right"].max().round(9).eq(1).all()
    share = study.measures.query("measure == 'attributed_share' and part == 'body'").set_index("article_id")["value"]
    assert laid.groupby("article_id")["attributed_share"].first().to_dict() == pytest.approx(share.to_dict(), abs=1e-5)


def test_a_description_states_the_data():
    assert describe_dots(make_rows([0.5, 0.4, 0.6, 0.1, 0.8])) == (
        "Dots, words given to others in the body (share): tabloid express 50%, mail 40%, sun 60%, mean 50%; "
        "opinion oped 10%, uproxx 80%, mean 45%.")


@pytest.mark.parametrize("draw", [draw_dots, draw_panels, draw_voices, draw_sentences, draw_categories, draw_analysers,
                                  draw_reading_order])
def test_a_table_that_does_not_fit_is_refused_in_words(draw):
    with pytest.raises(UserError, match="missing"):
        draw(pd.DataFrame({"n": [1]}))
    with pytest.raises(UserError, match="add_groups") if draw is not draw_analysers else pytest.raises(UserError):
        draw(make_rows([0.5]).drop(columns="group"))


def repeat_articles(table, n):
    """The table with its articles repeated under new ids until there are n."""
    names = [*dict.fromkeys(table["article_id"])]
    return pd.concat([table[table["article_id"] == names[number % len(names)]].assign(article_id=f"copy{number}")
                      for number in range(n)], ignore_index=True)


MANY = ["dots", "voices", "reading order", "tone", "voice", "part", "categories", "frames"]


@pytest.mark.parametrize("name", MANY)
def test_of_many_articles_the_groups_are_drawn_and_the_numbers_kept(drawn_tables, name):
    draw, key = DRAWINGS[name]
    many = repeat_articles(drawn_tables[key], 100)
    html = show_figure(draw(many), "A finding.", "The data.").html
    drawing, numbers = html.split("<details", 1)
    assert "copy" not in re.sub(r'data-rows="[^"]*"', "", drawing) and "copy99" in numbers
    assert "tabloid" in drawing and "opinion" in drawing


@pytest.mark.parametrize("n", [24, 200])
def test_a_drawing_of_many_articles_grows_little(drawn_tables, n):
    draw, key = DRAWINGS["tone"]
    drawn = [show_figure(draw(repeat_articles(drawn_tables[key], k)), "A.", "B.").html.split("<details")[0]
             for k in (13, n)]
    assert len(drawn[1]) < 1.2 * len(drawn[0])


def test_a_pool_is_the_mean_of_its_articles_and_a_place_that_of_its_sentences():
    values = pd.DataFrame({"article_id": ["a", "b", "c"], "group": ["g", "g", "h"], "value": [0.1, 0.3, np.nan]})
    assert pool_articles(values, ["value"])[["article_id", "value"]].fillna(-1).values.tolist() == [
        ["g (2)", pytest.approx(0.2)], ["h (1)", -1]]
    sentences = pd.DataFrame({"article_id": ["a"] * 4 + ["b"], "group": "g", "sentence": [0, 1, 2, 3, 0],
                              "tone": [0.0, 1.0, 0.5, 0.5, 1.0]})  # a: 0.5, then 0.5; b is one sentence, in the middle
    pooled = pool_places(sentences, "sentence", ["tone"], 2)
    assert pooled[["sentence", "tone"]].values.tolist() == [[0, 0.5], [1, (0.5 + 1) / 2]]


def test_one_article_more_than_fits_makes_groups():
    rows = [make_rows([0.5] * n, groups=("tabloid",) * n) for n in (MOST_ARTICLES, MOST_ARTICLES + 1)]
    assert [is_crowded(table) for table in rows] == [False, True]


@pytest.mark.parametrize("most", [13, 24])
def test_long_names_are_shortened_and_stay_apart(most):
    names = [f"the_daily_example_{number}_on_a_long_story" for number in range(12)]
    short = shorten_names(names, most)
    assert len({*short.values()}) == 12 and max(map(len, short.values())) <= most


def test_a_long_table_shows_its_first_rows_and_gives_all():
    html = show_table(pd.DataFrame({"n": range(MOST_ROWS + 7)}), "Numbers.").html
    assert html.count("<tr>") == 1 + MOST_ROWS and f"{MOST_ROWS + 6}%0A" in html
    assert f"The first {MOST_ROWS} of {MOST_ROWS + 7} rows: the CSV holds all" in html
    many = show_table(pd.DataFrame({"n": range(50_000)}), "Numbers.").html
    assert "of 50,000 rows: all are too many for a page, and framing freeze" in many and len(many) < 60_000


def test_two_measures_do_not_mix_in_one_axis(drawn_tables):
    with pytest.raises(UserError, match="draw_panels"):
        draw_dots(drawn_tables["panels"])


def test_shapes_that_look_the_same_say_it_once_and_others_keep_their_looks():
    from analysis.presentation.figures.svg import _share_looks

    alike = '<path id="a" d="M 0 0"/><use href="#a" x="1" style="fill:red"/><use href="#a" x="2" style="fill:red"/>'
    shared = '<path id="a" d="M 0 0" style="fill:red"/><use href="#a" x="1"/><use href="#a" x="2"/>'
    assert _share_looks(alike) == shared
    unlike = alike.replace('x="2" style="fill:red"', 'x="2" style="fill:blue"')
    assert _share_looks(unlike) == unlike
    own = alike.replace('d="M 0 0"', 'd="M 0 0" style="fill:blue"')
    assert 'style="fill:blue"/><use href="#a" x="1"/>' in _share_looks(own), "a shape's own look comes first, as it did"

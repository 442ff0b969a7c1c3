"""From a mark in a figure to the rows behind it, and from a row to its sentence where that may be shown."""

import re
import subprocess
from dataclasses import replace

import pytest
from bs4 import BeautifulSoup

from analysis.files import UserError
from analysis.presentation.figures import add_groups, draw_dots, show_figure
from analysis.presentation.report.rows import list_all_rows, render_rows
from analysis.presentation.report.shown_texts import MOST_CHARACTERS, render_concordances, render_readings
from analysis.presentation.report.ways import tie_figures
from analysis.presentation.rights import keep_from_git
from analysis.study import keep_private, measure_text


def draw(study, measure):
    rows = study.measures.query("measure == @measure and part == 'body' and voice == 'all'")
    return show_figure(draw_dots(add_groups(rows, study.articles)), "Dots.", "Dots.").html


def test_every_dot_is_tied_to_its_own_article(rooms):
    html = draw(rooms, "hedges_per_1000")
    tied = re.findall(r'<use data-rows="rows-([\w-]+)-hedges"', html)
    articles = rooms.articles.article_id.str.replace("_", "-").tolist()
    assert sorted(tied) == sorted(articles * 2), "once in the usual drawing, once in that for a phone"


def test_a_figure_says_which_rows_are_behind_it(rooms):
    page = tie_figures(draw(rooms, "hedges_per_1000") + render_rows(rooms, list_all_rows(rooms)))
    soup = BeautifulSoup(page, "html.parser")
    links = [link["href"][1:] for link in soup.select(".behind a")]
    assert len(links) == len(rooms.articles) and all(soup.find(id=link).name == "details" for link in links)


def test_a_mark_without_rows_opens_its_own_in_the_numbers(rooms):
    unread, alone = draw(rooms, "textblob_polarity"), tie_figures(draw(rooms, "hedges_per_1000"))
    assert "data-rows" not in unread + alone and min(html.count("<use data-row=") for html in (unread, alone)) > 0
    assert "A mark opens its row in the numbers." in alone


def test_the_words_of_others_stand_in_the_rows_of_a_private_page_alone(rooms):
    sentence = "The minister may <b>go</b>."
    theirs = replace(measure_text(sentence), private=True)
    theirs.articles["constructed"] = False
    shown = render_rows(theirs, list_all_rows(theirs))
    assert "The minister <mark>may</mark> &lt;b&gt;go&lt;/b&gt;." in shown and "<b>" not in shown
    hidden = render_rows(keep_private(theirs), list_all_rows(theirs))
    assert "<i>may</i>, modal, weight 2" in hidden and "minister" not in hidden


def test_what_an_article_is_called_is_text():
    study = measure_text("It may rain.")
    for table in (study.articles, study.sentences, study.passages, study.matches):
        table["article_id"] = "<script>"
    html = render_rows(study, list_all_rows(study))
    assert "<script>" not in html and 'id="rows-script-hedges"' in html


def test_private_pages_never_stand_where_git_would_take_them(tmp_path):
    keep_from_git(tmp_path / "report.html")
    subprocess.run(["git", "init", "--quiet", str(tmp_path)], check=True)
    with pytest.raises(UserError, match="would be taken by git"):
        keep_from_git(tmp_path / "new" / "report.html")
    (tmp_path / ".gitignore").write_text("private/\n")
    keep_from_git(tmp_path / "private" / "report.html")


def test_articles_stand_in_a_report_where_they_may_be_shown(rooms):
    readings, lines = render_readings(rooms), render_concordances(rooms)
    assert readings.count('<details class="reading-of"') == readings.count('<div class="rv">') == len(rooms.articles)
    assert readings.count("<h3>") == rooms.articles["event"].nunique()
    assert lines.count("<caption>") == 6  # three lists, each by what follows and by what comes before
    theirs = replace(rooms, articles=rooms.articles.assign(constructed=False))
    assert (render_readings(theirs), render_concordances(theirs)) == ("", "")
    assert render_readings(replace(theirs, private=True)).count("Not to be passed on.") == 2 * len(rooms.articles)


def test_of_too_many_articles_the_first_are_shown(rooms):
    long = rooms.texts["truss_wire"] + "\n" * MOST_CHARACTERS
    few = replace(rooms, articles=rooms.articles.head(3),
                  texts=rooms.texts | {"hasina_opinion": long} | {"hasina_tabloid": long})
    readings = render_readings(few)
    assert readings.count('<div class="rv">') == 1 and "2 more: <code>framing read</code>" in readings

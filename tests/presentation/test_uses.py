"""From a word, a term or an alpha in a figure to every place of it, and to the sentence where that may be shown."""

import re
from dataclasses import replace

from bs4 import BeautifulSoup

from analysis.presentation.figures.ties import name_use, tie_mark
from analysis.presentation.report.uses import find_words, render_uses
from analysis.study import keep_private, measure_text


def ask(*names):
    return "".join(f'<text data-rows="{name}">' for name in names)


def test_every_word_is_found_as_often_as_it_was_counted(rooms):
    found = find_words(rooms, rooms.word_counts["word"].unique())
    counted = rooms.word_counts.groupby(["article_id", "voice", "word"])["n"].sum()
    assert found.groupby(["article_id", "voice", "words"]).size().to_dict() == counted.to_dict()


def test_no_two_words_and_no_two_terms_share_a_place(rooms):
    for kind, words in (("words", rooms.word_counts["word"]), ("tone", rooms.matches["term"])):
        assert len({name_use(kind, word) for word in {*words}}) == words.nunique()


def test_what_no_mark_opens_is_left_out():
    study = measure_text("It may rain. It may snow.")
    assert render_uses(study, "<p>no figure</p>") == ""
    html = render_uses(study, ask(name_use("words", "may")))
    assert html.count("<b>") == 1 and "<b>may, 2</b><ul><li>text: narration 2" in html


def test_a_term_opens_to_its_places_and_an_alpha_to_the_differences(rooms):
    term = rooms.matches.query("lexicon == 'loaded_language' and part == 'body'")["term"].value_counts().index[0]
    names = name_use("loaded_language", term), name_use("coding", "hedge"), name_use("coding", "frames")
    page = BeautifulSoup(render_uses(rooms, ask(*names)), "html.parser")
    n = rooms.matches.query("lexicon == 'loaded_language' and term == @term and part in ['body', 'headline', "
                            "'standfirst']")
    assert len(page.find(id=names[0]).select("li")) == len(n)
    for name in names[1:]:
        item = page.find(id=name)
        places = re.findall(r"\b\d+\.\d+\b", item.ul.get_text(" "))
        assert re.search(rf", {len(places):,} differences$", item.b.text), "each place is one of them"


def test_sentences_of_others_stand_in_a_private_page_alone():
    theirs = replace(measure_text("The <i>brutal</i> minister may go."), private=True)
    theirs.articles["constructed"] = False
    asked = ask(name_use("words", "may"), name_use("loaded_language", "brutal"))
    shown, hidden = render_uses(theirs, asked), render_uses(keep_private(theirs), asked)
    assert shown.count("<q>") == 2 and "minister <mark>may</mark> go." in shown and "<i>brutal" not in shown
    assert "<q>" not in hidden and "minister" not in hidden and "<b>may, 1</b>" in hidden


def test_a_tie_cannot_break_out_of_the_drawing():
    from analysis.presentation.figures import make_axes, show_figure

    ax = make_axes()
    tie_mark(ax.annotate("x", (0, 0)), name_use("words", '"><script>'), 0)
    assert "<script>" not in show_figure(ax, "One word.", "One word.").html

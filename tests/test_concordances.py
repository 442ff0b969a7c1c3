"""Concordances: whole sentences around each place, sorted as corpus linguists read, only of texts that may be shown."""

import csv
import io
from dataclasses import replace

import pytest

from analysis.concordances import find_concordance, format_concordance, list_hidden, say_hidden
from analysis.files import UserError
from analysis.presentation.reading import show_concordance
from analysis.study import measure_text

TEXT = ("Anna Low saw the old king fall. The young king may fall soon, an aide said. “Kings fall,” she added.\n\n"
        "It isn’t the king’s fault.")


@pytest.fixture(scope="module")
def kings():
    return measure_text(TEXT)


@pytest.mark.parametrize("pattern, nodes", [
    ("king", ["king", "king", "king"]), ("KING", ["king", "king", "king"]),
    ("king*", ["king", "king", "Kings", "king"]), ("the * king", ["the old king", "The young king"]),
    ("isn't", ["isn’t"]), ("isn’t the", ["isn’t the"]), ("f*l*", ["fall", "fall", "fall", "fault"]),
    ("king fall", ["king fall"]), ("fall the", []), ("queen", []),
    ("* she", []), ("king's", ["king’s"]), ("fa.l", []), ("[a-z]*", [])])
def test_words_phrases_and_wildcards(kings, pattern, nodes):
    assert find_concordance(kings, pattern)["node"].tolist() == nodes


def test_a_line_never_leaves_its_sentence_and_joins_to_it(kings):
    lines = find_concordance(kings, "fall", width=None)
    joined = (lines["left"] + lines["node"] + lines["right"]).tolist()
    assert joined == ["Anna Low saw the old king fall.", "The young king may fall soon, an aide said.",
                      "“Kings fall,” she added."]
    assert lines["voice"].tolist() == ["narration", "indirect", "direct"] and lines["sentence"].tolist() == [0, 1, 2]


@pytest.mark.parametrize("sort, sentences", [
    ("position", [0, 1, 2]), ("right", [0, 2, 1]),  # fall . | fall she | fall soon
    ("left", [0, 2, 1])])  # king | kings | may
def test_lines_are_sorted_by_the_words_beside_the_node(kings, sort, sentences):
    assert find_concordance(kings, "fall", sort)["sentence"].tolist() == sentences


def test_the_sides_are_cut_at_whole_words(kings):
    line, = find_concordance(kings, "soon", width=9).itertuples()
    assert (line.left, line.right) == ("may fall ", ", an aide")  # nine characters on each side


def test_every_match_of_a_lexicon_or_a_category(kings):
    n = (kings.matches["lexicon"] == "hedges").sum()
    assert len(find_concordance(kings, lexicon="hedges")) == n > 0
    assert find_concordance(kings, "ma*", lexicon="hedges:modal")["node"].tolist() == ["may"]
    assert find_concordance(kings, "queen", lexicon="hedges").empty


@pytest.mark.parametrize("arguments, problem", [
    ({"pattern": ""}, "has no word in it"), ({"pattern": "…"}, "has no word in it"),
    ({"pattern": "a", "sort": "up"}, "cannot be sorted by 'up'"), ({"pattern": "a", "width": 0}, "width"),
    ({"lexicon": "verbs"}, "No lexicon 'verbs'"), ({"lexicon": "hedges:verbs"}, "has no category 'verbs'")])
def test_a_bad_question_is_refused_in_a_sentence(kings, arguments, problem):
    with pytest.raises(UserError, match=problem):
        find_concordance(kings, **arguments)


def test_texts_of_others_make_no_lines_unless_asked_for(study):
    theirs = replace(study, articles=study.articles.assign(constructed=study.articles["article_id"] == "truss_wire"))
    assert set(find_concordance(theirs, "will")["article_id"]) == {"truss_wire"}
    assert list_hidden(theirs) == [each for each in study.articles["article_id"] if each != "truss_wire"]
    assert "--private" in say_hidden(theirs) and "truss_wire" not in say_hidden(theirs)
    private = replace(theirs, private=True)
    assert len(find_concordance(private, "will")) == len(find_concordance(study, "will")) > 3
    assert "not to be passed on" in show_concordance(private, "will").html
    assert "not to be passed on" not in show_concordance(theirs, "will").html
    assert "framing add" in say_hidden(replace(study, texts={}))


def test_neither_a_page_nor_a_spreadsheet_nor_a_terminal_runs_a_line():
    study = measure_text("=cmd() <script>x</script> \x1b[31m he may go.")
    lines = find_concordance(study, "may")
    assert "\x1b" not in "".join(lines.iloc[0][["left", "node", "right"]])
    row, = csv.DictReader(io.StringIO(format_concordance(lines)))
    assert row["left"].startswith("'=cmd()")
    html = show_concordance(study, "may").html
    assert "<script" not in html and "&lt;script&gt;" in html
    assert html.count("<caption>") == 1 and html.count('scope="col"') == 5

"""What is said of keywords, shifts and similarity, and what where there is nothing to compare."""

from types import SimpleNamespace

import pandas as pd
import pytest

from analysis.comparison.plans import Plan
from analysis.comparison.shifts import list_shift
from analysis.presentation.figures import show_keywords, show_shift, show_similarity, show_topics
from analysis.presentation.findings import state_keywords, state_parting, state_shift, state_similarity
from analysis.schemas import SCHEMAS
from analysis.tables import check

ARTICLES = pd.DataFrame({"article_id": ["sun", "mail", "oped"], "group": ["tabloid", "tabloid", "opinion"]})


def make_keywords(**cells):
    rows = pd.DataFrame({"word": ["grim", "calm", "once"], "log_odds_z": [1.0, -2.0, 9.0], "n_articles": [2, 3, 1],
                         "p": [1 / 3, 1.0, 1 / 3], "p_log_ratio": 1.0, "p_log_odds": [2 / 3, 1.0, 1 / 3],
                         "p_floor": 1 / 3, "voice": "all", "group_a": "tabloid", "group_b": "opinion",
                         "n_a": [4, 1, 9], "n_b": [2, 5, 0], "n_words_a": 60, "n_words_b": 40})
    return rows.assign(**cells)


def test_words_of_one_article_are_neither_named_nor_counted():
    said = state_keywords(make_keywords(), ARTICLES)
    assert "three" not in said and "once" not in said
    assert "the two tabloid articles: “grim”; of the one opinion article: “calm”" in said
    assert ("Of two words in two articles or more this share has a p of 0.33 or less: 50% by mean relative frequency, "
            "0% by log ratio and 0% by weighted log-odds; chance alone gives up to 33%.") in said


def test_with_many_articles_a_small_p_is_one_in_twenty():
    said = state_keywords(make_keywords(p=0.01, p_floor=0.0001), ARTICLES)
    assert "a p of 0.050 or less: 100% by mean relative frequency" in said


COUNTS = pd.DataFrame([["sun", "grim", 1], ["sun", "the", 17], ["mail", "grim", 3], ["oped", "grim", 2],
                       ["wire", "grim", 50]], columns=["article_id", "word", "n"]).assign(voice="narration")


@pytest.mark.parametrize("voice, cells, expected", [
    ("all", {}, "at “grim”: 0.33 by mean relative frequency, 1.0 by log ratio and 0.67 by weighted log-odds; the "
     "lowest possible here is 0.33. One article, mail, holds 3 of its 6 occurrences, and 3.0% of all words compared."),
    ("all", {"p": 1.0, "p_log_odds": 1.0}, "The three p of each of these words are the same."),
    ("narration", {}, "No word can be compared in narration")])
def test_where_the_three_p_part_is_said(voice, cells, expected):
    wire = pd.DataFrame({"article_id": ["wire"], "group": ["agency"]})  # an article of a third group is left aside
    assert expected in state_parting(make_keywords(**cells), COUNTS, pd.concat([ARTICLES, wire]), voice)


def test_a_group_without_a_word_of_its_own_is_said():
    assert "of the one opinion article: no word" in state_keywords(make_keywords(log_odds_z=1.0), ARTICLES)


def test_a_shift_one_way_names_no_other_way():
    shift = pd.DataFrame({"lexicon": "loaded_language", "part": "body", "voice": "narration", "term": ["vile"],
                          "group_a": "tabloid", "group_b": "opinion", "n_articles_a": 2, "n_articles_b": 1,
                          "mean_a": [9.0], "mean_b": [3.0], "contribution": [6.0]})
    said = state_shift(shift)
    assert said.endswith("Of one term these pull it up most: “vile” (6.0).") and "down" not in said
    assert state_shift(shift.assign(mean_a=3.0, contribution=0.0)).endswith("No term is used more by either.")


def test_nothing_to_compare_is_said():
    assert state_keywords(check(pd.DataFrame(), "keywords"), ARTICLES).startswith("No word can be compared")
    tables = {name: check(pd.DataFrame(columns=[*SCHEMAS[name].columns]), name) for name in ("matches", "passages")}
    assert "no second group" in state_shift(list_shift("tone", **tables, articles=ARTICLES, plan=Plan("tabloid", "")))
    empty = pd.DataFrame(columns=["article_id", "other", "similarity", "group"])
    assert "no pair to compare" in state_similarity(empty)


@pytest.mark.parametrize("show", [show_keywords, show_similarity, show_topics, lambda study: show_shift(study, "tone"),
                                  lambda study: show_keywords(study, "narration"),
                                  lambda study: show_shift(study, "loaded_language", voice="narration")])
def test_each_is_shown_of_any_study(show, rooms):
    study = rooms
    assert show(study).text and study.source == "texts"
    alone = SimpleNamespace(
        keywords=check(pd.DataFrame(), "keywords"), articles=study.articles.head(1), plan=Plan("tabloid", ""),
        word_counts=study.word_counts[study.word_counts.article_id == study.articles.article_id[0]],
        matches=study.matches, passages=study.passages)
    assert show(alone).html.startswith("<p>")


def test_many_articles_are_shown_as_a_table_and_topics():
    counts = pd.DataFrame([{"article_id": f"a{number:02}", "voice": "narration", "word": word, "n": 2}
                           for number in range(50) for word in ("the", *(f"{number % 2}x{i}" for i in range(6)))])
    articles = pd.DataFrame({"article_id": sorted({*counts.article_id}), "group": "tabloid"})
    study = SimpleNamespace(word_counts=counts, articles=articles)
    assert "<table" in show_similarity(study).html and "<svg" not in show_similarity(study).html
    assert "<table" in show_topics(study, n_topics=2).html
    assert "Ask for fewer than 99" in show_topics(study, n_topics=99).text

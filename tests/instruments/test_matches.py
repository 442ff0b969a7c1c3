"""Lexicon matches: cases as data, and the rules of matching shown one by one."""

import csv
from pathlib import Path

import pandas as pd
import pytest

from analysis.instruments.matches import Matcher
from analysis.instruments.terms import tokenise_term
from analysis.lexicons import Lexicon, load_lexicon
from analysis.texts.tokens import tokenise_words

with (Path(__file__).parents[1] / "cases" / "matches.csv").open(encoding="utf-8", newline="") as file:
    CASES = list(csv.DictReader(file))
MATCHERS = {name: Matcher(load_lexicon(name)) for name in ("hedges", "boosters", "loaded_language")}


def match(matcher: Matcher, text: str) -> list:
    return matcher.match_tokens(tokenise_words(text), text)


def make_matcher(*terms: str) -> Matcher:
    entries = pd.DataFrame({"term": terms, "category": "x", "weight": 1.0, "source": "framing", "note": ""})
    return Matcher(Lexicon("made", entries, {"version": "1"}, ""))


@pytest.mark.parametrize("case", CASES, ids=[f"{case['lexicon']}: {case['sentence']}" for case in CASES])
def test_terms_found(case):
    expected = case["terms"].split("; ") if case["terms"] else []
    assert [m.term for m in match(MATCHERS[case["lexicon"]], case["sentence"])] == expected


@pytest.mark.parametrize("name", MATCHERS)
def test_every_term_fed_alone_matches_itself(name):
    terms = MATCHERS[name].lexicon.entries.term
    needing_context = {"may", "might", "will", "could"}
    missed = [term for term in terms if term not in needing_context
              and term not in [m.term for m in match(MATCHERS[name], term.replace("<number>", "7"))]]
    assert missed == []


def test_longest_match_wins_and_matches_do_not_overlap():
    assert [m.term for m in match(make_matcher("no", "no doubt", "doubt"), "No doubt, no.")] == ["no doubt", "no"]


def test_hyphens_and_blanks_are_one():
    assert [len(match(make_matcher(term), text)) for term in ("wake-up call", "meat-grinder", "meat grinder")
            for text in ("a wake-up call from a meat-grinder", "a wake up call from a meat grinder")] == [1] * 6


@pytest.mark.parametrize("text, negated", [
    ("It is brutal.", False), ("It is not brutal.", True), ("It isn’t brutal.", True),
    ("It was never so brutal.", True),
    ("Not now, but brutal.", False), ("No one in the whole town was brutal.", False), ("Without brutal force.", True)])
def test_negation_reaches_three_words_and_stops_at_clauses(text, negated):
    found, = match(make_matcher("brutal"), text)
    assert found.negated is negated


def test_offsets_are_those_of_the_text():
    text = "“Brutal,” he said; ‘brutal’."
    assert [text[m.start:m.end].lower() for m in match(make_matcher("brutal"), text)] == ["brutal", "brutal"]


def test_a_placeholder_stands_for_a_number_only():
    assert tokenise_term("about <number> dead") == ("about", "<number>", "dead")
    found = [len(match(make_matcher("about <number>"), f"about {what}")) for what in ("300", "ten", "£5", "him")]
    assert found == [1, 1, 1, 0]


def test_an_entry_beats_a_variant_of_one_that_begins_with_a_hyphen():
    assert [found.term for found in match(make_matcher("-like", "like"), "I like it.")] == ["like"]
    assert [found.term for found in match(make_matcher("-like"), "I like it.")] == ["-like"]

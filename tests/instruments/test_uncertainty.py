"""What presents something as less than fact: constructed news sentences as data, and the rules shown one by one."""

import csv
from pathlib import Path

import pytest

from analysis.instruments.uncertainty import find_open_words
from analysis.lexicons import load_lexicon
from analysis.study import measure_text

with (Path(__file__).parents[1] / "cases" / "uncertain.csv").open(encoding="utf-8", newline="") as file:
    CASES = list(csv.DictReader(file))


@pytest.mark.parametrize("case", CASES, ids=[case["sentence"] for case in CASES])
def test_uncertain_or_not(case):
    sentence, = measure_text(case["sentence"]).sentences.to_dict("records")
    assert bool(sentence["uncertain"]) == (case["uncertain"] == "yes"), f"{case['comment']}; {sentence['cues']}"


def test_no_word_is_both_a_hedge_and_an_open_word():
    assert set(load_lexicon("uncertainty").entries.term).isdisjoint(load_lexicon("hedges").entries.term)


@pytest.mark.parametrize("text, terms", [
    ("they wo n't say whether it is due to open", ["whether", "due to open"]),
    ("he stays until the talks end", ["until"]),
    ("he is staying until friday", ["until"]),
    ("it was a school until june", [])])
def test_open_words_are_found_in_text_order(text, terms):
    assert [m.term for m in find_open_words(text.split())] == terms

from math import isnan, sqrt

import pytest

from analysis.comparison.validation.instruments import read_sentences
from analysis.instruments.loading import find_signs, grade_loading

LEXICONS = ("loaded_language", "boosters")


def list_signs(text):
    return [(sign.words, sign.kind) for s in read_sentences(text, LEXICONS) for sign in find_signs(s.tokens, s.matches)]


@pytest.mark.parametrize("text, signs", [
    ("The hat is on the table.", []),
    ("They must go.", [("must", "demand")]),
    ("They must have gone.", [("must have", "booster")]),  # what is inferred, not demanded
    ("They need to go.", [("need to", "demand")]),
    ("Their needs are few.", []),
    ("It isn’t here.", [("n't", "denial")]),
    ("A great day.", [("great", "judging word")]),
])
def test_what_makes_a_sentence_loaded(text, signs):
    found = [(words.split()[0], kind) for words, kind in list_signs(text) if kind != "judging word" or signs]
    assert found == [(words.split()[0], kind) for words, kind in signs]


def test_a_word_inside_a_loaded_term_is_not_counted_again():
    assert list_signs("What a shameful hat.") == [("shameful", "loaded term")]


def test_more_of_the_same_grows_with_the_root_of_the_length():
    (one,), n_words = [s for s in read_sentences("They must go home now, all nine.", LEXICONS)], 8
    signs = find_signs(one.tokens, one.matches)
    assert grade_loading(signs * 4, n_words * 4) == pytest.approx(grade_loading(signs, n_words) * sqrt(4))
    assert isnan(grade_loading([], 0)) and grade_loading([], 5) == 0

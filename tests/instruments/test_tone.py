"""The repaired tone: which way a sentence points, and what each repair does to it."""

from math import isnan, sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.comparison.validation.instruments import INSTRUMENTS, read_sentences
from analysis.instruments.tone import REPAIRS, find_judgements, grade_tone
from analysis.study import measure_text

TONE = INSTRUMENTS["tone"]


def judge(text, *without):
    return [sign for s in read_sentences(text, TONE.lexicons)
            for sign in find_judgements(s.tokens, s.matches, text, without)]


@pytest.mark.parametrize("text, sign", [
    ("The president won’t survive.", -1), ("The president won't survive.", -1), ("She was ousted.", -1),
    ("The army was routed and humiliated.", -1), ("It was toppled.", -1), ("A great day.", 1), ("It isn’t great.", -1),
    ("It is hardly a success.", -1), ("There was no violence.", 1), ("Killer whale rescued.", 1),
    ("The party met the justice secretary.", 0), ("Great Britain posted it on Truth Social.", 0),
    ("In the evening the visitors met Hope Hicks and Joy Smart in a garden.", 0), ("The house has two doors.", 0)])
def test_which_way_a_sentence_points(text, sign):
    assert TONE.sign(TONE.score_text(text)) == sign


@pytest.mark.parametrize("repair, text", [
    ("news words", "The minister was ousted."), ("plain words", "The party met."), ("loaded terms", "It is hugely so."),
    ("negation", "It is not wonderful."), ("open statements", "It could be awful."), ("names", "We met Hope there.")])
def test_each_repair_changes_the_sentences_that_it_is_for(repair, text):
    assert judge(text, repair) != judge(text)
    awful = "It was an awful day."
    assert all(judge(awful, other) == judge(awful) for other in {*REPAIRS} - {"news words"})


def test_the_arithmetic():
    great, = judge("It is wonderful.")
    assert [sign.adds for sign in judge("It is not wonderful.")] == [pytest.approx(great.adds * -0.5)]
    assert [sign.adds for sign in judge("If it is wonderful.")] == [pytest.approx(great.adds * 0.6)]
    assert grade_tone([great, great]) == pytest.approx(2 * great.adds / sqrt((2 * great.adds) ** 2 + 15))


def test_a_loaded_term_is_not_counted_beside_its_words():
    text = "A meat grinder of a terrible war."
    starts = [(sign.start, sign.end) for sign in judge(text)]
    assert all(end <= start for (_, end), (start, _) in zip(starts, starts[1:]))


@given(st.text(max_size=60))
def test_any_text_has_a_tone_between_minus_one_and_one(text):
    signs = judge(text)
    assert -1 < grade_tone(signs) < 1
    assert all(0 <= sign.start < sign.end <= len(text) for sign in signs)


def test_a_passage_is_judged_by_what_stands_in_it():
    study = measure_text("“It was a triumph,” a clerk said grimly, of that awful day.")
    tones = dict(zip(study.passages.voice, study.passages.tone))
    assert tones["direct"] > 0 > tones["narration"]
    assert isnan(measure_text("…").sentences.tone.iloc[0])

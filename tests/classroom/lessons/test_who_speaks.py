"""Lesson 2: a right answer holds, a wrong one gets a hint that helps and does not tell."""

import pytest

from analysis.classroom.lessons.feedback import BLANK, HINT, HOLDS
from analysis.classroom.lessons.lesson import open_lesson
from analysis.classroom.lessons.who_speaks import (
    CODED,
    TO_CODE,
    VERBS,
    WHOLE,
    compare_going_on,
    compare_guesses,
    list_open_quotations,
    list_stretches,
    list_verbs,
    list_voices,
)
from analysis.classroom.sheets import open_sheet, save_answer
from analysis.study import measure_text

LESSON = open_lesson(2)
WORDS = list_stretches(LESSON.study).groupby("voice")["n_words"].sum()
OTHERS = WORDS["direct"] + WORDS["indirect"]
SORTED = dict(zip(VERBS, ["neutral", "doubting", "endorsing", "neutral", "doubting", "neutral"]))


@pytest.mark.parametrize("number, answer, said", [
    ("2.1", {"tabloid": "5%"}, "One guess for each of tabloid, opinion, wire"),
    ("2.1", {"tabloid": "5%", "opinion": "much", "wire": 0}, "“much” is none"),
    ("2.1", {"tabloid": "5%", "opinion": 400, "wire": 0}, "from 0 to 100 per cent"),
    ("2.2", [3], "Sentence 3 is not among those that you coded"),
    ("2.2", [10], "Sentence 10 is not among those that you coded"),  # the caption
    ("2.2", "8, 18", "About sentence 8 the coders and the machine say the same"),
    ("2.3", [12], "1 right; 1 still to find"),
    ("2.3", [10, 12, 13], "Sentence 10 has quotation marks"),
    ("2.3", [12, 13, 14], "Sentence 14: would the source have to say this"),
    ("2.3", [99], "There is no sentence 99"),
    ("2.4", WORDS["narration"] / WORDS.sum(), "the article's own share"),
    ("2.4", WORDS["direct"] / WORDS.sum(), "only what stands in quotation marks"),
    ("2.4", WORDS["indirect"] / WORDS.sum(), "only what is reported without marks"),
    ("2.4", OTHERS / WORDS["narration"], "You divided by the article's own words"),
    ("2.4", OTHERS, "Add up the words"),
    ("2.4", "a third", "“a third” is none"),
    ("2.5", WHOLE, "Your version has 2 quotation marks"),
    ("2.5", WHOLE.replace("“", "").replace("”", ""), "Your version has 0 quotation marks"),
    ("2.5", "“The fund is empty.", "The words themselves have changed"),
    ("2.6", {"A": "neutral"}, "One word for each of A, B, C, D, E, F"),
    ("2.6", SORTED | {"B": "rude"}, "They are neutral, doubting, endorsing"),
])
def test_a_wrong_answer_gets_a_hint(number, answer, said):
    feedback = LESSON.check(number, answer)
    assert feedback.kind == HINT and said in " ".join(feedback.sentences)


@pytest.mark.parametrize("number, answer, said", [
    ("2.1", {"tabloid": 40, "opinion": "0,2", "wire": "5%"}, "tabloid 40%, opinion 20%, wire 5%"),
    ("2.2", 18, "the machine says narration"), ("2.2", "18", ""), ("2.3", "13; 12", ""),
    ("2.4", round(OTHERS / WORDS.sum(), 2), f"{OTHERS} of {WORDS.sum()} words"),
    ("2.4", f"{100 * OTHERS / WORDS.sum():.0f}%", ""), ("2.4", 100 * OTHERS / WORDS.sum(), ""),
    ("2.4", (OTHERS + 13) / WORDS.sum(), "the sentence that the machine misses"),  # The plotters … nerve: 13 words
    ("2.5", WHOLE.replace("“", ""), "now it gives 14 words to the treasurer"),  # the first sentence's 4 as well
    ("2.5", WHOLE.replace("”", ""), "now it gives 13 words to a speaker whom it cannot name"),  # the tag's 3 as well
    ("2.5", WHOLE.replace("“", "").replace("”", '"').lower(), ""),
    ("2.6", SORTED, "5 of 6 as you do: F is endorsing there"), ("2.6", dict.fromkeys(VERBS, "Neutral "), "")])
def test_a_right_answer_holds_however_it_is_written(number, answer, said):
    feedback = LESSON.check(number, answer)
    assert feedback.kind == HOLDS and said in " ".join(feedback.sentences)


@pytest.mark.parametrize("text, voice", [  # what the notebook gives as examples
    ("“The mill will close,” the owner said.", "direct"), ("The owner said the mill would close.", "indirect"),
    ("After a long night without any news the owner said the mill was “as good as closed”.", "mixed")])
def test_the_examples_of_the_voices_are_such(text, voice):
    assert measure_text(text).sentences["voice"].tolist() == [voice]


def test_a_verb_by_itself_sorts_the_six_sentences():
    assert {letter: len(list_voices(text).query("voice == 'indirect'")) for letter, text in VERBS.items()} \
        == dict.fromkeys("ABCDEF", 1)
    said = LESSON.check("2.6", SORTED | {"F": "endorsing"}).sentences[0]
    assert said == "The machine's list of verbs sorts 6 of 6 as you do."


def test_the_tables_show_a_miss_a_custom_and_a_list_too_coarse():
    going_on = compare_going_on(LESSON.study, [13]).set_index("register")
    assert (going_on["settled"] == "indirect").all()
    assert going_on["machine"].to_dict() == {"tabloid": "narration", "opinion": "indirect", "wire": "indirect"}
    begins = list_open_quotations(LESSON.study)["next_begins"]
    assert [text for text in begins if text[0] not in "“‘"] == ["A retired Nato colonel believes that the …"]
    assert list_verbs(LESSON.study).set_index("verb")["stance"]["stormed"] == "neutral"


def test_nothing_is_shown_before_it_is_guessed():
    table = compare_guesses(LESSON.study, {"tabloid": 40, "opinion": ..., "wire": "many"})
    assert table[["register", "guessed", "counted"]].values.tolist() == [
        ["tabloid", "40%", f"{OTHERS / WORDS.sum():.1%}"]]
    assert compare_guesses(LESSON.study, ...).empty and list_voices(...).empty
    assert compare_going_on(LESSON.study, ...).empty


def test_the_form_asks_few_sentences_and_shows_no_code_before_they_are_coded(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert LESSON.list_codes(CODED, "AB", "voice").empty
    assert LESSON.check_coding(CODED, "AB", ("voice",), TO_CODE).kind == BLANK
    sheet = open_sheet(LESSON.study, CODED, "AB", ("voice",), only=TO_CODE)
    assert len(sheet.places) <= 15
    save_answer(sheet, sheet.steps[-1], "direct")
    codes = LESSON.list_codes(CODED, "AB", "voice")
    assert codes[["sentence", "yours", "settled", "machine"]].values.tolist() == [[20, "direct", "direct", "direct"]]
    for step in sheet.steps[:-1]:
        save_answer(sheet, step, "narration")
    assert LESSON.check_coding(CODED, "AB", ("voice",), TO_CODE).kind == HOLDS

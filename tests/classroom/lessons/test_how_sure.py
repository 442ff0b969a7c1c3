"""Lesson 3: a right answer holds, a wrong one gets a hint that helps and does not tell."""

import pytest

from analysis.classroom.lessons.cues import compare_cues, grade_sentence, join_partners, list_doubts
from analysis.classroom.lessons.feedback import HINT, HOLDS
from analysis.classroom.lessons.how_sure import CODED, ORDERED, PLAIN, READ, TO_CODE
from analysis.classroom.lessons.lesson import open_lesson
from analysis.classroom.lessons.settled import list_settled
from analysis.classroom.sheets import open_sheet, save_answer

LESSON = open_lesson(3)
MAY, WILL = PLAIN.replace("can", "may"), PLAIN.replace("can", "will")
FOUND = {"hedges": ["almost certainly", "could not be ruled out", "doubtful"], "boosters": ["certainly"]}
BY_HAND = {"same": 0.8, "chance": 0.81, "alpha": -0.06}


@pytest.mark.parametrize("number, answer, said", [
    ("3.1", "A B C D", "Each of A, B, C, D, E is asked for, once"), ("3.1", ["A"] * 5, "once"), ("3.1", 5, "once"),
    ("3.1", "D B A E C", "the other way round"), ("3.1", "E C A B D", "10 pairs, and 9 of them"),
    ("3.1", "C E D A B", "10 pairs, and 8 of them"),
    ("3.2", ["may"], "A list of words for each of hedges and boosters"),
    ("3.2", FOUND | {"hedges": ["perhaps"]}, "“perhaps” does not stand in the report"),
    ("3.2", FOUND | {"hedges": ["certainly"]}, "You have “certainly” among the hedges"),
    ("3.2", FOUND | {"boosters": ["doubtful"]}, "You have “doubtful” among the boosters"),
    ("3.2", FOUND | {"hedges": "doubtful, would"}, "You have 1 of the coders' hedges"),
    ("3.2", FOUND | {"boosters": "stark"}, "You have 0 of the coders' boosters"),
    ("3.3", {2: MAY}, "One sentence for grade 2 and one for grade 5"), ("3.3", MAY, "One sentence for grade 2"),
    ("3.3", {2: MAY, 5: "It will."}, "For grade 5 the sentence has lost something: committee, rule, Monday"),
    ("3.3", {2: MAY, 5: MAY}, "For grade 5: your sentence has grade 2."),
    ("3.3", {2: PLAIN, 5: WILL}, "What the machine finds in it: nothing"),
    ("3.3", {2: MAY.replace(".", "?"), 5: WILL}, "A question has no grade"),
    ("3.3", {2: MAY, 5: WILL.replace("will", "will never")}, "you turned the statement round"),
    ("3.3", {2: "It is possible that " + PLAIN, 5: WILL}, "you changed 4 words"),
    ("3.3", {2: MAY + " Perhaps.", 5: WILL}, "for grade 2 there are 2"),
    ("3.4", [3], "Sentence 3 is not among those that you coded"),
    ("3.4", [20, 21], "In sentence 20 neither the coders nor the machine"),
    ("3.4", 23, "In sentence 23 the coders mark that hedge as well"), ("3.4", [21], "1 right; 1 still to find"),
    ("3.5", {"alpha": 0}, "Three numbers are asked for"), ("3.5", BY_HAND | {"chance": "half"}, "“half” is none"),
    ("3.5", BY_HAND | {"same": 0}, "a shared no as well as a shared yes"), ("3.5", BY_HAND | {"same": 8}, "divide"),
    ("3.5", BY_HAND | {"chance": 0.19}, "how often two slips differ"),
    ("3.5", BY_HAND | {"chance": 2 / 20 * 2 / 20 + 18 / 20 * 18 / 20}, "put the first slip back"),
    ("3.5", BY_HAND | {"chance": 0.5}, "How many say yes, how many no?"),
    ("3.5", BY_HAND | {"alpha": 0.06}, "look at the sign"), ("3.5", BY_HAND | {"alpha": 0.62}, "take chance from same"),
    ("3.6", {"own": 1}, "Two numbers are asked for"), ("3.6", {"own": 1, "others": 5}, "yours make 6"),
    ("3.6", {"own": 5, "others": 0}, "stand in quotation marks"), ("3.6", {"own": 0, "others": 5}, "nobody has spoken"),
])
def test_a_wrong_answer_gets_a_hint(number, answer, said):
    feedback = LESSON.check(number, answer)
    assert feedback.kind == HINT and said in " ".join(feedback.sentences)


@pytest.mark.parametrize("number, answer, said", [
    ("3.1", "ceabd", ""), ("3.1", [*"CEABD"], ""), ("3.1", "C, E, A, B, D", ""), ("3.1", "C<E<A<B<D", ""),
    ("3.1", "C E A D B", "Many readers do"), ("3.2", FOUND, "3 of 5 hedges, 1 of 1 boosters"),
    ("3.2", FOUND | {"hedges": "If i knew; unclear; doubtful; WHETHER"}, "wider than hedging"),
    ("3.3", {2: MAY, 5: WILL}, "“may” makes it 2; “will” makes it 5"),
    ("3.3", {"5": PLAIN.replace("can", "can no doubt"), "2": "Perhaps " + PLAIN}, ""),
    ("3.4", "22; 21", ""), ("3.5", BY_HAND, ""), ("3.5", {"same": "80%", "chance": "81%", "alpha": "−.05"}, ""),
    ("3.5", {"same": 8 / 10, "chance": 308 / 380, "alpha": -1 / 18}, "The package computes −0.056"),
    ("3.6", {"own": 1, "others": "4"}, "the machine 3 and 2"), ("3.6", {"others": 2, "own": 3}, "the coders 1 and 4")])
def test_a_right_answer_holds_however_it_is_written(number, answer, said):
    feedback = LESSON.check(number, answer)
    assert feedback.kind == HOLDS and said in " ".join(feedback.sentences)


def test_the_sentences_carry_the_grades_that_the_lesson_gives_them():
    grades = {letter: grade_sentence(sentence)["grade"].item() for letter, sentence in ORDERED.items()}
    assert grades == {"A": 3, "B": 4, "C": 1, "D": 5, "E": 2}
    assert grade_sentence(PLAIN)["grade"].item() == 4 and grade_sentence(...).empty and grade_sentence(" ").empty


def test_the_machine_errs_where_the_lesson_says_so():
    almost = grade_sentence("The ferry almost certainly left on time. The ferry certainly left on time.")
    assert almost["grade"].tolist() == [5, 5]
    marks = compare_cues(LESSON.study, CODED, TO_CODE).query("kind == 'hedge' and machine and not coders")
    assert marks[["sentence", "words"]].values.tolist() == [[21, "There are those who"], [22, "believe"]]
    doubts = list_doubts(LESSON.study, READ)
    assert doubts.query("coders != machine")[["sentence", "coders", "machine"]].values.tolist() \
        == [[19, "indirect", "narration"]] * 2


def test_stretches_of_one_kind_that_overlap_are_one_row_and_hedge_and_booster_are_two():
    marks = compare_cues(LESSON.study, READ).query("sentence == 14")
    assert marks[["words", "kind", "coders", "machine"]].values.tolist() == [
        ["almost certainly", "hedge", True, True], ["certainly", "booster", True, True]]


def test_the_form_asks_few_sentences_and_partners_stand_side_by_side(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    given = {}
    for coder, n in (("AB", 3), ("CD", 2)):
        sheet = open_sheet(LESSON.study, CODED, coder, ("certainty",), only=TO_CODE)
        assert len(sheet.places) <= 12
        for step in sheet.steps[:n]:
            save_answer(sheet, step, "question" if coder == "AB" else "4")
        given[coder] = LESSON.list_codes(CODED, coder, "certainty")
    both = join_partners(given["AB"], given["CD"])
    assert both[["sentence", "yours", "partner"]].values.tolist() == [[14, "question", "4"], [16, "question", "4"]]
    assert join_partners(given["AB"], LESSON.list_codes(CODED, ..., "certainty")).empty
    assert given["AB"]["settled"].tolist()[1] == "question"
    assert len(list_settled(LESSON.study, CODED, "certainty")) > len(sheet.places)

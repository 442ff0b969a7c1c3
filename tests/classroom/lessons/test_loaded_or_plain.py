"""Lesson 4: a right answer holds, a wrong one gets a hint that helps and does not tell."""

import pandas as pd
import pytest

from analysis.classroom.lessons.feedback import HINT, HOLDS
from analysis.classroom.lessons.lesson import open_lesson
from analysis.classroom.lessons.loaded_or_plain import CODED, COUNTED, SWAPPED
from analysis.classroom.lessons.marks import compare_marks, compare_own_marks, find_loaded, join_spans
from analysis.classroom.lessons.rates import HEADLINE, LOADED, PLAIN, count_body, list_entries, list_swaps
from analysis.classroom.lessons.uses import USES, list_uses, look_up
from analysis.classroom.sheets import open_sheet, save_answer
from analysis.workbench import find_hits

LESSON = open_lesson(4)
FALSE = ["flopped", "circus", "explosive", "miracle"]
NOTHING, PARROT = "The council has read the map upside down.", "A parrot sat on the roof."


def name_parts(*names):
    return lambda *values: dict(zip(names, values))


wrong = name_parts("false alarms", "misses")
shares = name_parts("precision", "recall", "F1")
fooled = name_parts("loaded, not marked", "plain, but marked")
rates = name_parts("headline", "text")
change = name_parts("entry", "rate")


@pytest.mark.parametrize("number, answer, said", [
    ("4.1", ["toast", "elephant"], "“elephant” is none of the 10 words"),
    ("4.2", ["circus"], "One answer for each of false alarms, misses"),
    ("4.2", wrong(["toast", "sheep"], FALSE), "the other way round"),
    ("4.2", wrong(["axe"], ["toast"]), "leaves “axe” alone"),
    ("4.2", wrong(FALSE, ["sheer"]), "marks “sheer” where it judges"),
    ("4.2", wrong("circus", "toast, sheep"), "3 of the false alarms still to find"),
    ("4.2", wrong(FALSE, "toast"), "1 of the misses still to find"),
    ("4.3", {"precision": 0.5}, "One answer for each of precision, recall, F1"),
    ("4.3", shares(0.31, 0.9, 0.46), "changed places"),
    ("4.3", shares(0.5, 0.31, 0.46), "Look at the precision again"),
    ("4.3", shares(0.9, 0.30, 0.46), "You divided by all rows. Look at the recall again"),  # 9/30, not 9/29
    ("4.3", shares(0.9, 0.31, 0.605), "no simple average"),
    ("4.3", shares(0.9, 0.31, 0.2), "Look at F1 again"),
    ("4.3", shares("many", 0.31, 0.2), "“many” is none"),
    ("4.4", fooled("A shambolic plan, as ever.", PARROT), "marks “shambolic” in the loaded sentence"),
    ("4.4", fooled(NOTHING, "A bird sat on the roof."), "marks nothing in the plain sentence"),
    ("4.4", fooled("Toast!", PARROT), "at least 4 words"),
    ("4.4", fooled(NOTHING, "the circus  comes to town in May"), "is one of ours"),
    ("4.5", rates(0.25, 24.4), "A rate here is for 1,000 words"),
    ("4.5", rates(25, 24.4), "A rate here is for 1,000 words"),
    ("4.5", rates(250, 18.3), "after the swap, not before it"),  # 6/328
    ("4.5", rates(250, 6.1), "not the new word’s alone"),  # 2/328
    ("4.5", rates(500, 24.4), "Look at the headline again"),
    ("4.6", change("stunned", 56.0), "the weight falls"),
    ("4.6", change("toast", 48.5), "the weight grows"),
    ("4.6", change("elephant", 1), "does not stand in the body"),
    ("4.6", change("strongman", 1), "does not stand in the body"),  # it stands in the standfirst
    ("4.6", change("burst", 1), "marks something already"),
    ("4.6", change("…", 1), "An entry is a word or several"),
])
def test_a_wrong_answer_gets_a_hint(number, answer, said):
    feedback = LESSON.check(number, answer)
    assert feedback.kind == HINT and said in " ".join(feedback.sentences)


@pytest.mark.parametrize("number, answer", [
    ("4.1", "Toast; sheep"), ("4.1", ["axe"]),
    ("4.2", wrong("Miracle, flopped, explosive, circus", ["sheep", "toast"])),
    ("4.3", shares("90%", "31%", "46%")), ("4.3", shares(90, 31.03, 46.2)), ("4.3", shares("0,9", 9 / 29, 18 / 39)),
    ("4.4", fooled(NOTHING, PARROT)), ("4.4", fooled("It’s the wrong map again.", "“A parrot,” the boy said.")),
    ("4.5", rates("250", "24,4")), ("4.5", rates(250.0, 8000 / 328)),
    ("4.6", change("Stunned", 48.5)), ("4.6", change("dam has burst", "48,5")), ("4.6", change("vowed", 52.2)),
    ("4.6", change("toast", 63.4)), ("4.6", change("lose their bottle", 63.43))])
def test_a_right_answer_holds_however_it_is_written(number, answer):
    assert LESSON.check(number, answer).kind == HOLDS, LESSON.check(number, answer)


def test_no_hint_tells_a_share_or_a_rate():
    said = [*LESSON.check("4.3", shares(0.1, 0.1, 0.1)).sentences, *LESSON.check("4.5", rates(1, 1)).sentences,
            *LESSON.check("4.6", change("stunned", 1)).sentences]
    assert not any(number in " ".join(said) for number in ("0.9", "0.31", "250", "24.4", "48.5", "13"))


def test_the_ten_words_stand_in_both_their_sentences_and_are_of_every_kind():
    assert all(word in plain.lower() and word in loaded.lower() for word, plain, loaded in USES)
    kinds = list_uses().groupby(["plain_marked", "loaded_marked"]).size().to_dict()
    assert kinds == {(False, False): 2, (False, True): 4, (True, True): 4}


def test_what_the_prose_says_of_the_texts_is_so():
    quoted = find_loaded(LESSON.study, SWAPPED)
    assert (*quoted["voice"].unique(),) == ("direct",)  # all the weight is a quoted person's
    coded, counted = (compare_marks(LESSON.study, each).set_index("words") for each in (CODED, COUNTED))
    assert coded.loc["vowed"].tolist() == [False, True] and coded.loc["crowed"].tolist() == [True, False]
    assert all(counted.loc[word].tolist() == [True, False] for word in ("clowns", "topple"))
    assert look_up("run by clowns; a circus run by clowns")["entries"].tolist() == ["clowns", "circus"]
    assert "locked" in LESSON.study.texts[find_hits(LESSON.study, "door")["article_id"][1]]


def test_a_body_weighs_what_its_entries_weigh():
    entries = list_entries(LESSON.study, CODED)
    assert (entries["weight"] * entries["times"]).sum() == count_body(LESSON.study, CODED)[1] == 15
    assert entries["share"].sum() == pytest.approx(1) and list_entries(LESSON.study, "nobody").empty


def test_a_swap_changes_the_weight_alone():
    swaps = list_swaps(LESSON.study, SWAPPED)
    assert LESSON.study.texts[SWAPPED].count(PLAIN) == 1 == HEADLINE.count(PLAIN) and LOADED not in HEADLINE
    assert swaps["words"].tolist() == [len(HEADLINE.split()), count_body(LESSON.study, SWAPPED)[0]]
    assert (swaps["weight_after"] - swaps["weight_before"]).tolist() == [2, 2]


def test_own_marks_are_shown_for_coded_sentences_alone(tmp_path):
    sheet = open_sheet(LESSON.study, CODED, "AB", ("loaded_language",), tmp_path)
    assert compare_own_marks(LESSON.study, CODED, "AB", tmp_path).empty
    place, = (number for number, each in enumerate(sheet.places) if "crowed" in each.words)
    save_answer(sheet, (place, "loaded_language"), "yes", "opposition; crowed one")
    own = compare_own_marks(LESSON.study, CODED, "AB", tmp_path)
    assert own.values.tolist() == [[12, "toast", False, True, False], [12, "crowed one", True, True, False],
                                   [12, "opposition", True, False, False]]
    assert compare_own_marks(LESSON.study, CODED, ...).empty


@pytest.mark.parametrize("blank", [..., None, "", [], ["mob", ...]])
def test_what_is_not_filled_in_is_not_looked_up(blank):
    assert look_up(blank).empty and isinstance(look_up(blank), pd.DataFrame)


def test_spans_that_touch_are_two_and_that_share_a_letter_are_one():
    assert [span[:2] for span in join_spans([(0, 3, "a"), (3, 6, "b"), (5, 9, "a")])] == [(0, 3), (3, 9)]

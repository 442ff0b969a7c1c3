"""Lesson 5: hands counted by hand are those that the machine counts, hints help on, and nothing is shown too early."""

from dataclasses import replace
from itertools import permutations
from math import comb

import pytest

from analysis.classroom.lessons.dealing import (
    find_floor,
    list_cards,
    list_extreme_hands,
    list_groupings,
    list_hands,
    list_planned,
    list_reasons,
    list_sentences,
    list_sizes,
    list_values,
    measure_hands,
)
from analysis.classroom.lessons.expected import (
    GUESSED,
    compare_guesses,
    list_odd_texts,
    list_results,
    read_guesses,
    show_differences,
    show_expected,
    show_guesses,
    show_odd_texts,
    show_results,
)
from analysis.classroom.lessons.feedback import BLANK, HINT, HOLDS, Feedback
from analysis.classroom.lessons.lesson import open_lesson
from analysis.resampling.permutation import permute_groups

LESSON = open_lesson(5)
HANDS = measure_hands()
EXTREME = list_extreme_hands()
FOUND = int(HANDS.loc[HANDS["found"], "hand"].item())
OTHERS = [number for number in EXTREME if number != FOUND]
P = len(EXTREME) / 10
VERDICTS = dict(list_reasons()[["letter", "verdict"]].values)
SAME = dict.fromkeys(GUESSED, "same")
SHOWN = [show_guesses, show_expected, show_results, show_differences, show_odd_texts]


def floors(**changed):
    return {"p": P, "lowest": 0.1, "per_group": 4} | changed


def test_every_hand_stands_there_once_with_all_five_cards():
    cards = sorted(list_cards()["card"])
    dealt = [[*map(int, f"{row.three}, {row.two}".split(", "))] for row in list_hands().itertuples()]
    assert len(dealt) == len({*map(tuple, dealt)}) == comb(5, 3) and all(sorted(hand) == cards for hand in dealt)


def test_a_hands_difference_is_that_of_its_means():
    for row in HANDS.itertuples():
        three, two = ([*map(int, cards.split(", "))] for cards in (row.three, row.two))
        assert row.difference == pytest.approx(sum(three) / 3 - sum(two) / 2, abs=0.051)


def test_rounded_cards_count_as_the_exact_values_do():
    shares = {group: rows["value"] for group, rows in list_values().groupby("group")}
    found = permute_groups(shares["tabloid"], shares["opinion"])
    assert (found.p, found.n_splits) == (P, len(HANDS))
    assert found.p == list_planned()["p"][0] and found.difference == pytest.approx(list_planned()["difference"][0])


@pytest.mark.parametrize("n_a, n_b", [(2, 2), (3, 2), (4, 4), (1, 5)])
def test_the_floor_is_the_p_of_the_most_striking_values(n_a, n_b):
    assert find_floor(n_a, n_b) == permute_groups([100 + k for k in range(n_a)], [*range(n_b)]).p


@pytest.mark.parametrize("number, answer, said", [
    ("5.1", 145, "difference of the two sums"), ("5.1", 12, "divide by its number of cards"),
    ("5.1", "much", "A number is asked for"),
    ("5.2", 20, "more than once"), ("5.2", 60, "more than once"), ("5.2", 120, "more than once"),
    ("5.2", 6, "choose the 2 cards"), ("5.2", 2.5, "A whole number"),
    ("5.3", OTHERS, "differs as much as itself"), ("5.3", [FOUND], "the other way round"),
    ("5.3", [5, *EXTREME], "Hand 5 differs by less"), ("5.3", [11], "There is no hand 11"),
    ("5.4", floors(p=0.5), "p: divide"), ("5.4", floors(lowest=0), "cannot be 0"),
    ("5.4", floors(lowest=0.05), "lowest: suppose"), ("5.4", floors(per_group=3), "3 against 3"),
    ("5.4", floors(per_group=5), "fewer would be"), ("5.4", floors(per_group=0), "at least one"),
    ("5.4", 0.2, "for each of"),
    ("5.5", dict.fromkeys(VERDICTS, "may"), "2 of 5 fit so far"), ("5.5", VERDICTS | {"A": "perhaps"}, "They are may"),
    ("5.5", ["may"], "for each of A, B, C, D, E"),
    ("5.6", {"patterns": 16, "lowest": 0.1}, "Begin with one event"),
    ("5.6", {"patterns": 70, "lowest": 0.1}, "two events have 4"),
    ("5.6", {"patterns": 256, "lowest": 1 / 256}, "one pattern alone"),
    ("5.6", {"patterns": 256, "lowest": 0.05}, "lowest: suppose"),
    ("5.7", SAME | {"loaded language": "tabloid > tabloid"}, "none of the answers"),
    ("5.7", {"tone": "same"}, "An expectation for each of loaded language"),
])
def test_a_wrong_answer_gets_a_hint(number, answer, said):
    feedback = LESSON.check(number, answer)
    assert feedback.kind == HINT and said in " ".join(feedback.sentences)


@pytest.mark.parametrize("number, answer", [
    ("5.1", 38.2), ("5.1", "-38,2"), ("5.1", 0.378), ("5.1", "37.8%"), ("5.2", "10"),
    ("5.3", ", ".join(map(str, EXTREME))), ("5.4", floors()), ("5.4", floors(p="2/10", lowest="1 / 10", per_group="4")),
    ("5.4", floors(p="20%")), ("5.5", {letter: verdict.upper() for letter, verdict in VERDICTS.items()}),
    ("5.6", {"patterns": 256, "lowest": 0.008}), ("5.6", {"patterns": 256, "lowest": "2 / 256"}),
    *[("5.7", dict(zip(GUESSED, order))) for order in permutations(["Wire>tabloid", "tabloid < wire", "="])]])
def test_a_right_answer_holds_however_it_is_written_and_no_expectation_is_wrong(number, answer):
    assert LESSON.check(number, answer).kind == HOLDS


@pytest.mark.parametrize("answer", [floors(p=...), {"patterns": 256, "lowest": ...}, SAME | {"loaded language": ...}])
def test_an_answer_given_in_part_is_still_to_do(answer):
    number = {3: "5.4", 2: "5.6"}[len(answer)] if "loaded language" not in answer else "5.7"
    assert LESSON.check(number, answer).kind == BLANK


@pytest.mark.parametrize("written, read", [
    ("tabloid > wire", "tabloid > wire"), ("wire<tabloid", "tabloid > wire"), ("WIRE > Tabloid", "wire > tabloid"),
    ("wire = tabloid", "tabloid = wire"), (" no difference ", "tabloid = wire")])
def test_an_expectation_is_read_as_it_was_meant(written, read):
    assert {*read_guesses(dict.fromkeys(GUESSED, written)).values()} == {read}


@pytest.mark.parametrize("show", SHOWN)
@pytest.mark.parametrize("guesses", [..., {}, SAME | {"loaded language": ...}, {"loaded language": "same"}, "same",
                                     SAME | {"loaded language": "don't know"}])
def test_nothing_is_shown_before_an_expectation_is_written_down(show, guesses):
    shown = show(LESSON.study, guesses)
    assert isinstance(shown, Feedback) and shown.kind == BLANK


@pytest.mark.parametrize("show", SHOWN)
def test_all_is_shown_once_an_expectation_is_written_down(show):
    assert not isinstance(show(LESSON.study, SAME), Feedback)


def test_what_the_makers_stated_stands_beside_what_a_class_expects():
    compared = compare_guesses(LESSON.study, SAME).set_index("measured")
    assert compared["yours"].tolist() == ["tabloid = wire"] * 3
    assert compared["the makers’"].to_dict() == {"loaded language": "tabloid > wire",
                                                 "words given to others": "tabloid = wire",
                                                 "length of sentences": "wire > tabloid"}


def test_every_expectation_has_its_result_and_failures_stay_in_their_place():
    results = list_results(LESSON.study)
    assert results["number"].tolist() == [*range(1, len(results) + 1)] and (results["verdict"] != "").all()
    assert results["n_events"].max() == 8 and results["p"].min() >= results["p_floor"].min() == 2 / 256


def test_texts_changed_since_are_no_test_of_what_was_stated():
    articles = LESSON.study.articles.assign(sha256="0" * 64)
    warning = "is no test of them"
    assert warning in show_results(replace(LESSON.study, articles=articles), SAME).html
    assert warning not in show_results(LESSON.study, SAME).html


def test_the_odd_texts_are_those_of_the_datasheet():
    listed = {"johnson_tabloid", "mccarthy_opinion", "wagner_opinion", "yoon_opinion", "hasina_tabloid", "hasina_wire",
              "rajapaksa_wire", "wagner_wire"}
    odd = list_odd_texts(LESSON.study)
    assert {*odd["article_id"]} == listed and odd["note"].str.startswith("A ").all()


def test_groups_of_one_size_have_as_many_hands_as_the_machine_deals():
    for row in list_sizes(4).itertuples():
        assert permute_groups(range(row.per_group), range(row.per_group)).n_splits == row.hands


def test_another_grouping_has_another_floor():
    assert [find_floor(row.n_a, row.n_b) for row in list_groupings().itertuples()] == [*list_groupings()["p_floor"]]


def test_no_sentence_says_what_the_numbers_do_not():
    said = list_sentences().set_index("letter")["sentence"]
    assert f"{len(EXTREME)} of {len(HANDS)} deals" in said["C"] and "p = 0.20" in said["B"]

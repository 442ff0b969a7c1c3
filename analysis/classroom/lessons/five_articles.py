"""Lesson 5, *What can five articles show?*: cards dealt by hand, then by machine, then texts matched by their event."""

from __future__ import annotations

import re
from collections.abc import Mapping
from fractions import Fraction
from math import comb, perm

from analysis.classroom.lessons.dealing import (
    MAY,
    MAY_NOT,
    find_floor,
    list_cards,
    list_extreme_hands,
    list_reasons,
    list_values,
    load_five,
    measure_hands,
)
from analysis.classroom.lessons.exercises import Exercise
from analysis.classroom.lessons.expected import GUESSED, compare_guesses, read_guesses
from analysis.classroom.lessons.feedback import (
    Look,
    Unclear,
    read_choice,
    read_number,
    read_whole_number,
    read_whole_numbers,
)
from analysis.study import Study

LEVEL = 0.05  # the usual one
_CLOSE = 0.0006  # of a p: rounded to three decimals it is the same
_COUNTS = ("p", "lowest", "per_group")


def count_events(study: Study) -> int:
    """Count the events that both a tabloid and a wire report tell."""
    groups = study.articles[study.articles["event"] != ""].groupby("event")["group"].agg(set)
    return sum({"tabloid", "wire"} <= told for told in groups)


def _read_p(answer: object) -> float:
    """Read a p: a number, or a fraction such as "2/10"."""
    if re.fullmatch(r"\s*\d+\s*/\s*[1-9]\d*\s*", str(answer)):
        return float(Fraction(str(answer).replace(" ", "")))
    return read_number(answer)


def _read_keys(answer: object, keys: tuple[str, ...], what: str) -> Mapping:
    if not isinstance(answer, Mapping) or {*answer} != {*keys}:
        raise Unclear(f"{what} for each of {', '.join(keys)} is asked for.")
    return answer


def _judge_difference(study: Study, answer: object) -> tuple[str, ...]:
    cards = list_cards().set_index("group")["card"]
    a, b = (cards[group] for group in (load_five().plan.group_a, load_five().plan.group_b))
    exact = list_values().groupby("group")["value"].mean()
    dealt, precise = a.mean() - b.mean(), 100 * (exact[load_five().plan.group_a] - exact[load_five().plan.group_b])
    given = abs(read_number(answer))
    given = 100 * given if given < 1 else given
    if min(abs(given - dealt), abs(given - precise)) <= 0.2:
        return ("That is how far the two means lie apart, in percentage points.",
                "Every one of the five cards is in it, and nothing else: no word was counted twice to make it firmer.")
    if abs(given - (a.sum() - b.sum())) < 0.5:
        raise Look("That is the difference of the two sums. One hand has more cards than the other: divide each sum by "
                   "its number of cards first.")
    raise Look("Add up each hand and divide by its number of cards. Then take the smaller mean from the larger one.")


def _judge_hands(study: Study, answer: object) -> tuple[str, ...]:
    sizes = list_cards()["group"].value_counts()
    n, k = int(sizes.sum()), int(sizes.min())
    hands, given = comb(n, k), read_whole_number(answer)
    if given == hands:
        return (f"There are {hands}. Each hand of {sizes.max()} leaves one hand of {k}, so it is enough to count one "
                "of the two.",)
    if given in (perm(n, k), perm(n, n - k), perm(n, n)):
        raise Look("You count some hands more than once: the order of the cards in a hand does not matter.")
    raise Look(f"It is enough to choose the {k} cards of the smaller hand; the others are the larger one. List them in "
               "order: all pairs with the first card, then all other pairs with the second, and so on.")


def _judge_extremes(study: Study, answer: object) -> tuple[str, ...]:
    hands, extreme = measure_hands(), {*list_extreme_hands()}
    given, found = read_whole_numbers(answer), int(hands.loc[hands["found"], "hand"].item())
    unknown, wrong, missing = given - {*hands["hand"]}, sorted(given - extreme), extreme - given
    if unknown:
        raise Unclear(f"There is no hand {min(unknown)}: they are numbered 1 to {len(hands)}.")
    if wrong:
        raise Look(f"Hand {wrong[0]} differs by less than the deal that was found. Work out its two means once more.")
    if found in missing:
        raise Look("The deal that was found is one of the hands as well, and it differs as much as itself.")
    if missing:
        raise Look(f"{len(given)} of them right; {len(missing)} still to find. It may differ the other way round: the "
                   "hand of two may be the higher one. Only the size of the difference counts.")
    return (f"{len(extreme)} of {len(hands)} hands differ at least as much.",
            "The study expected one side to be the higher one, but would have reported the opposite as well. So both "
            "ways count.")


def _judge_floors(study: Study, answer: object) -> tuple[str, ...]:
    given = _read_keys(answer, _COUNTS, "A number")
    hands, extreme = measure_hands(), list_extreme_hands()
    p, floor = len(extreme) / len(hands), 1 / len(hands)
    own, lowest, size = _read_p(given["p"]), _read_p(given["lowest"]), read_whole_number(given["per_group"])
    if abs(own - p) > _CLOSE:
        raise Look("p: divide the number of hands that differ at least as much by the number of all hands.")
    if lowest == 0:
        raise Look("lowest: it cannot be 0. The deal that was found always differs as much as itself.")
    if abs(lowest - floor) > _CLOSE:
        raise Look("lowest: suppose that no other hand differs as much as the one that was found. What is p then?")
    if size < 1:
        raise Look("per_group: at least one article has to be in each group.")
    reached = find_floor(size, size)
    if reached > LEVEL:
        raise Look(f"per_group: with {size} against {size} articles the lowest p is {reached:.2f}, because each hand "
                   "has a mirror image that differs as much. Take more.")
    if find_floor(size - 1, size - 1) <= LEVEL:
        raise Look(f"per_group: {size} are enough, but fewer would be, too. Try one less.")
    return (f"p is {p:.2f}, and it could never have been below {floor:.2f}.",
            f"With {size} articles in each group it can go down to {reached:.3f}: possible, and far from certain.")


def _judge_sentences(study: Study, answer: object) -> tuple[str, ...]:
    reasons = list_reasons().set_index("letter")
    given = {letter: read_choice(word, (MAY, MAY_NOT))
             for letter, word in _read_keys(answer, tuple(reasons.index), "“may” or “may not”").items()}
    right = [letter for letter, word in given.items() if reasons.loc[letter, "verdict"] == word]
    if len(right) < len(given):
        raise Look(f"{len(right)} of {len(given)} fit so far.", "Ask of each: does it speak of these articles, or of "
                   "all? Does it name a cause? Does it take a missing proof for a proof of the opposite?")
    return tuple(f"{letter} {reasons.loc[letter, 'verdict']} be written. {reasons.loc[letter, 'reason']}"
                 for letter in sorted(given))


def _judge_patterns(study: Study, answer: object) -> tuple[str, ...]:
    given = _read_keys(answer, ("patterns", "lowest"), "A number")
    n = count_events(study)
    patterns, lowest = read_whole_number(given["patterns"]), _read_p(given["lowest"])
    if patterns in (2 * n, n * n):
        raise Look("patterns: each event can stay or change sides, whatever the others do. Begin with one event, then "
                   "two, then three, and watch how the number grows.")
    if patterns != 2 ** n:
        raise Look(f"patterns: one event has 2, two events have 4. How does it go on to {n}?")
    if abs(lowest - 1 / patterns) <= _CLOSE / 4:
        raise Look("lowest: that would be one pattern alone. When all signs change, the mean is as far from 0.")
    if abs(lowest - 2 / patterns) > _CLOSE:
        raise Look("lowest: suppose that no pattern but the one found and its mirror image is as far from 0. Give "
                   "three decimals at least.")
    return (f"{patterns} patterns, and a lowest p of {2 / patterns:.4f}.",
            f"{n} events told twice can show what five articles cannot, if it is there.")


def _judge_guesses(study: Study, answer: object) -> tuple[str, ...]:
    read_guesses(answer)
    compared = compare_guesses(study, answer)
    same = int((compared["yours"] == compared["the makers’"]).sum())
    return (f"Written down. In {same} of {len(compared)} you expect what the makers of the texts expected.",
            "Change nothing now: the next cells show what they wrote, and then what came out.")


EXERCISES = {
    "5.1": Exercise("work out how far the means of the two groups lie apart", _judge_difference),
    "5.2": Exercise("count the ways to deal five cards into a hand of three and a hand of two", _judge_hands),
    "5.3": Exercise("give the numbers of the hands that differ at least as much as the deal that was found",
                    _judge_extremes),
    "5.4": Exercise("give p, the lowest p that five cards can give, and the least number of articles per group",
                    _judge_floors),
    "5.5": Exercise("say of each sentence whether it may be written", _judge_sentences),
    "5.6": Exercise("count the patterns and give the lowest p", _judge_patterns),
    "5.7": Exercise(f"write down what you expect of {', '.join(GUESSED)}", _judge_guesses),
}

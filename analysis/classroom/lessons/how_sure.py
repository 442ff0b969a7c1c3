"""Lesson 3, *How sure do they sound?*: hedges, boosters and grades of certainty, and whose doubt it is."""

from __future__ import annotations

import re
from collections.abc import Collection
from difflib import SequenceMatcher
from itertools import combinations

from analysis.classroom.lessons.by_hand import PAIRS, agree_by_hand, measure_by_package, show_number
from analysis.classroom.lessons.cues import KINDS, compare_cues, grade_sentence, list_doubts
from analysis.classroom.lessons.exercises import Exercise
from analysis.classroom.lessons.feedback import (
    Look,
    Unclear,
    read_number,
    read_whole_number,
    read_whole_numbers,
    read_words,
)
from analysis.classroom.lessons.plain import show_plain
from analysis.classroom.lessons.settled import list_settled_words
from analysis.presentation.pages import Shown
from analysis.study import Study
from analysis.texts.tokens import normalise_text

READ, CODED = "johnson_wire", "johnson_opinion"
TO_CODE = range(14, 26)  # the column from where it weighs what will come, as the text counts its sentences
ORDERED = {"A": "The ferry probably left on time.", "B": "The ferry left on time.",
           "C": "It is doubtful that the ferry left on time.", "D": "The ferry certainly left on time.",
           "E": "The ferry may have left on time."}
PLAIN = "The committee can change the rule on Monday."
KEPT = ("committee", "rule", "Monday")  # what a changed sentence must still say
WANTED = (2, 5)  # the grades it is to be given
_TURNED = re.compile(r"\b(?:not|never|cannot|no(?! doubt))\b|n't\b")
_CLOSE = 0.006  # a share or alpha by hand may be rounded to two decimals


def show_read(study: Study) -> Shown:
    """Show the wire report whose hedges and boosters are marked."""
    return show_plain(study, [READ], ["Wire report"])


def show_coded(study: Study) -> Shown:
    """Show the opinion column of which a part is coded."""
    return show_plain(study, [CODED], ["Opinion column"])


def _judge_order(study: Study, answer: object) -> tuple[str, ...]:
    given = answer if isinstance(answer, str) else " ".join(map(str, answer)) if isinstance(answer, list) else ""
    letters = re.findall(r"[a-z]", given.lower())
    order = "".join(letters).upper()
    if sorted(order) != sorted(ORDERED):
        raise Unclear(f"Each of {', '.join(ORDERED)} is asked for, once, in the order you choose.")
    grades = [grade_sentence(ORDERED[letter])["grade"].item() for letter in order]
    wrong = [{low, high} for low, high in combinations(grades, 2) if low > high]
    n_pairs = len(grades) * (len(grades) - 1) // 2
    if len(wrong) == n_pairs:
        raise Look("That is the other way round: begin with the one that sounds least sure.")
    if wrong == [{4, 5}]:
        return ("Four of the five stand as the codebook grades them; the last two you put the other way round.",
                "Many readers do. Who says “certainly” answers a doubt that the plain sentence does not raise.")
    if wrong:
        raise Look(f"Five sentences make {n_pairs} pairs, and {n_pairs - len(wrong)} of them stand as in the codebook.",
                   "Find the sentence that nothing marks, then those that something weakens. Which of these still "
                   "calls it likely, which only possible, and which hardly that?")
    return ("So the codebook grades them: doubtful 1, possible 2, likely 3, plain 4, made stronger 5.",
            "All five are about the same ferry. What happened to it you do not know from any of them.")


def _judge_marks(study: Study, answer: object) -> tuple[str, ...]:
    if not isinstance(answer, dict) or {*answer} != {*KINDS}:
        raise Unclear(f"A list of words for each of {' and '.join(KINDS)} is asked for.")
    given, text = {kind: read_words(answer[kind]) for kind in KINDS}, _flatten(study.texts[READ])
    for word in (word for words in given.values() for word in words):
        if not _stands_in(word, text):
            raise Unclear(f"“{word}” does not stand in the report. Copy the words as they stand there.")
    coded = {name: [_flatten(words) for words in list_settled_words(study, READ, kind)["words"]]
             for name, kind in KINDS.items()}
    for kind, other in (("hedges", "boosters"), ("boosters", "hedges")):
        for word in given[kind]:
            if _shares(word, coded[other]) and not _shares(word, coded[kind]):
                raise Look(f"You have “{word}” among the {kind}. Read the sentence aloud with it and without it.",
                           "Does it sound surer with the word, or less sure?")
    found = {kind: sum(_shares(mark, given[kind]) for mark in coded[kind]) for kind in KINDS}
    for kind, asked in (("hedges", "Look for words that say how likely something is, and for a condition."),
                        ("boosters", "One may stand right beside a word that weakens.")):
        if found[kind] < len(coded[kind]) / 2:
            raise Look(f"You have {found[kind]} of the coders' {kind} ({len(coded[kind])} in all).", asked)
    extra = [word for kind in KINDS for word in given[kind] if not _shares(word, coded[kind])]
    cues = study.sentences.query("article_id == @READ")["cues"]
    marked = {*study.matches.query("article_id == @READ and lexicon in @KINDS.keys()")["term"]}
    open_words = {cue for each in cues for cue in each.split("; ")} - marked
    said = ["Yours among those that the coders mark: "
            + ", ".join(f"{found[kind]} of {len(coded[kind])} {kind}" for kind in KINDS) + "."]
    if extra:
        said.append(f"The coders do not mark {', '.join(f'“{word}”' for word in extra)}. Take each out: does the "
                    "sentence become surer, or less sure, or does it only say something else?")
    if open_words & {*extra}:
        said.append("Words such as “would” and “whether” leave something open without weakening what is said; the "
                    "codebook counts them as uncertainty, which is wider than hedging.")
    return (*said, "There is no right list, but there is one test: the sentence without the word.")


def _judge_changed(study: Study, answer: object) -> tuple[str, ...]:
    if not isinstance(answer, dict) or {read_whole_number(grade) for grade in answer} != {*WANTED}:
        raise Unclear(f"One sentence for grade {' and one for grade '.join(map(str, WANTED))} is asked for.")
    marks = []
    for wanted, sentence in ((read_whole_number(grade), str(sentence)) for grade, sentence in answer.items()):
        flat, rows = _flatten(sentence), grade_sentence(sentence)
        lost = [word for word in KEPT if word.lower() not in flat]
        if lost:
            raise Look(f"For grade {wanted} the sentence has lost something: {', '.join(lost)}. Change one word and "
                       "keep the rest.")
        if "?" in sentence:
            raise Look("A question has no grade: it leaves open what it asks. Keep it a statement.")
        if _TURNED.search(flat):
            raise Look(f"For grade {wanted} you turned the statement round. A denial can be as sure as what it denies.")
        if len(rows) != 1:
            raise Unclear(f"One sentence for each grade is asked for; for grade {wanted} there are {len(rows)}.")
        if _count_changed(flat) > 2:
            raise Look(f"For grade {wanted} you changed {_count_changed(flat)} words. One is enough.")
        if rows["grade"].item() != wanted:
            raise Look(f"For grade {wanted}: your sentence has grade {rows['grade'].item():.0f}.",
                       f"What the machine finds in it: {rows['marks'].item() or 'nothing'}.")
        marks.append(f"“{rows['marks'].item()}” makes it {wanted}")
    return (f"{'; '.join(marks)}.", "The committee has not moved. Only the words have.")


def _judge_no_hedge(study: Study, answer: object) -> tuple[str, ...]:
    given, marks = read_whole_numbers(answer), compare_cues(study, CODED, TO_CODE).query("kind == 'hedge'")
    wrong = {*marks[marks["machine"] & ~marks["coders"]]["sentence"]}
    unknown, other = sorted(given - {*TO_CODE}), sorted(given - wrong)
    if unknown:
        raise Unclear(f"Sentence {unknown[0]} is not among those that you coded.")
    if other and other[0] not in {*marks["sentence"]}:
        raise Look(f"In sentence {other[0]} neither the coders nor the machine mark a hedge.")
    if other:
        raise Look(f"In sentence {other[0]} the coders mark that hedge as well. Compare the two columns of the table.")
    if wrong - given:
        raise Look(f"{len(given)} right; {len(wrong - given)} still to find.")
    return ("The coders find no hedge there.",
            "Read these sentences aloud: does the writer sound less sure for the words that the machine marks?")


def _judge_by_hand(study: Study, answer: object) -> tuple[str, ...]:
    if not isinstance(answer, dict) or {*answer} != {"same", "chance", "alpha"}:
        raise Unclear("Three numbers are asked for: same, chance and alpha.")
    given, codes = {step: read_number(number) for step, number in answer.items()}, "".join(PAIRS["second"])
    found, n = agree_by_hand(*PAIRS["second"]), len(codes)
    back = sum((codes.count(code) / n) ** 2 for code in {*codes})  # the first slip put back
    if abs(given["same"] - found.same) > _CLOSE:
        raise Look("same: count the sentences with the same code, a shared no as well as a shared yes, and divide by "
                   "all sentences.")
    if abs(given["chance"] - found.chance) > _CLOSE:
        if abs(given["chance"] - (1 - found.chance)) <= _CLOSE:
            raise Look("chance: that is how often two slips differ. How often are they the same?")
        if abs(given["chance"] - back) <= _CLOSE:
            raise Look("chance: you put the first slip back into the hat. It stays out, so that one less is left.")
        raise Look(f"chance: write the row of the table above with this pair's {n} slips. How many say yes, how many "
                   "no?")
    if abs(given["alpha"] + found.alpha) <= _CLOSE:
        raise Look("alpha: look at the sign. Which is larger, same or chance?")
    rough = (given["same"] - given["chance"]) / (1 - given["chance"])  # chance rounded to two decimals moves it
    if min(abs(given["alpha"] - found.alpha), abs(given["alpha"] - rough)) > _CLOSE:
        raise Look("alpha: take chance from same, take chance from 1, and divide the first by the second.")
    second, first = (show_number(measure_by_package(pair)) for pair in ("second", "first"))
    return (f"The package computes {second}; for the first pair {first}.",
            f"Both pairs have the same code in {found.same:.0%} of the sentences.")


def _judge_doubts(study: Study, answer: object) -> tuple[str, ...]:
    if not isinstance(answer, dict) or {*answer} != {"own", "others"}:
        raise Unclear("Two numbers are asked for: own and others.")
    doubts, given = list_doubts(study, READ), {who: read_whole_number(number) for who, number in answer.items()}
    own = {who: doubts[who] == "narration" for who in ("coders", "machine")}
    if sum(given.values()) != len(doubts):
        raise Look(f"The table has {len(doubts)} hedges; yours make {sum(given.values())}.")
    if given["others"] < (~own["coders"] & ~own["machine"]).sum():
        raise Look("Some of these sentences name their source, or stand in quotation marks. Look for “said”.")
    if given["own"] < (own["coders"] & own["machine"]).sum():
        raise Look("One of these sentences stands where nobody has spoken yet. Whose is it?")
    counts = ", ".join(f"the {who} {own[who].sum()} and {(~own[who]).sum()}" for who in own)
    return (f"The article's own and others': you {given['own']} and {given['others']}, {counts}.",
            "Where you differ, ask of the sentence: could the source have said it, and does the report say who did?")


def _count_changed(flat: str) -> int:
    """How many words of the plain sentence were changed, added or left out."""
    was, now = (re.findall(r"[\w'-]+", text) for text in (_flatten(PLAIN), flat))
    return sum(max(i2 - i1, j2 - j1) for tag, i1, i2, j1, j2 in SequenceMatcher(None, was, now, False).get_opcodes()
               if tag != "equal")


def _shares(word: str, others: Collection[str]) -> bool:
    """Whether one is part of the other, as whole words."""
    return any(_stands_in(word, other) or _stands_in(other, word) for other in others)


def _stands_in(word: str, text: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text) is not None


def _flatten(text: str) -> str:
    return " ".join(normalise_text(text).lower().split())


EXERCISES = {
    "3.1": Exercise("put the five letters in order, from the least sure to the surest", _judge_order),
    "3.2": Exercise("list the report's hedges and its boosters", _judge_marks),
    "3.3": Exercise("write the sentence about the committee once with grade 2 and once with grade 5", _judge_changed),
    "3.4": Exercise("give the numbers of the sentences in which only the machine marks a hedge", _judge_no_hedge),
    "3.5": Exercise("work out same, chance and alpha for the second pair", _judge_by_hand),
    "3.6": Exercise("count the hedges that are the article's own and those of others", _judge_doubts),
}

"""Lesson 4, *Loaded or plain?*: what a list of loaded words finds, what it misses, and how its number comes about."""

from __future__ import annotations

import re

from analysis.classroom.lessons.exercises import Exercise
from analysis.classroom.lessons.feedback import Look, Unclear, read_number, read_words
from analysis.classroom.lessons.marks import compare_marks, find_loaded, join_spans
from analysis.classroom.lessons.rates import count_body, list_entries, list_swaps
from analysis.classroom.lessons.uses import USES, WORDS, list_uses, match_sentences
from analysis.study import Study
from analysis.workbench import find_hits

CODED, COUNTED = "yoon_tabloid", "mccarthy_tabloid"
TO_CODE = (*range(4, 14), 15, 16)  # as the text counts them from 1
SWAPPED = "yoon_wire"
ADDED_WEIGHT = 2.0  # what a word weighs that a class adds
FALSE, MISSED = "false alarms", "misses"
LOUD, QUIET = "loaded, not marked", "plain, but marked"
FEWEST_WORDS = 4
_LIST = "loaded_language"


def _judge_list(study: Study, answer: object) -> tuple[str, ...]:
    chosen = read_words(answer)
    _refuse_strangers(chosen)
    listed = {*study.lexicons[_LIST].entries["term"]} & {*WORDS}
    differ = [word for word in WORDS if (word in chosen) != (word in listed)]
    return (f"You and the machine’s list agree on {len(WORDS) - len(differ)} of the {len(WORDS)} words"
            + (f"; you differ on {', '.join(differ)}." if differ else "."),
            "Neither of you has seen the words in use. Keep your list beside you.")


def _judge_uses(study: Study, answer: object) -> tuple[str, ...]:
    given = {name: {*read_words(words)} for name, words in _read_parts(answer, (FALSE, MISSED)).items()}
    uses = list_uses().set_index("word")
    true = {FALSE: {*uses.index[uses["plain_marked"]]}, MISSED: {*uses.index[~uses["loaded_marked"]]}}
    _refuse_strangers([*given[FALSE], *given[MISSED]])
    if given == {FALSE: true[MISSED], MISSED: true[FALSE]}:
        raise Look("That is the other way round: a false alarm is a mark too many, a miss a mark too few.")
    for name, wrong in ((FALSE, "The machine leaves “{}” alone where it is plain."),
                        (MISSED, "The machine marks “{}” where it judges.")):
        for word in sorted(given[name] - true[name]):
            raise Look(wrong.format(word), f"So it is not among the {name}.")
    for name, where in ((FALSE, "plain sentences, for a yes"), (MISSED, "sentences that judge, for a no")):
        if left := len(true[name] - given[name]):
            raise Look(f"{left} of the {name} still to find. Go down the machine’s marks beside the {where}.")
    apart = len(WORDS) - len(true[FALSE] | true[MISSED])
    return (f"{len(true[FALSE])} false alarms and {len(true[MISSED])} misses; {apart} of the {len(WORDS)} words it "
            "tells apart.", "For those it has a rule about the words next to them. It still does not know what they "
            "mean.")


def _judge_shares(study: Study, answer: object) -> tuple[str, ...]:
    parts = {name: _read_share(part) for name, part in _read_parts(answer, ("precision", "recall", "F1")).items()}
    marks = compare_marks(study, COUNTED)
    both, coders, machine = (marks["coders"] & marks["machine"]).sum(), marks["coders"].sum(), marks["machine"].sum()
    precision, recall = both / machine, both / coders
    if _fits(parts["precision"], recall) and _fits(parts["recall"], precision):
        raise Look("Precision and recall have changed places.", "Precision divides by what the machine marks.")
    for name, share, whole in (("precision", precision, "the machine"), ("recall", recall, "the coders")):
        if not _fits(parts[name], share):
            hint = "You divided by all rows. " if _fits(parts[name], both / len(marks)) else ""
            raise Look(f"{hint}Look at the {name} again: count the rows with two yeses, then divide by the number of "
                       f"rows with a yes of {whole}. Give two decimals.")
    if _fits(parts["F1"], (precision + recall) / 2):
        raise Look("F1 is no simple average. Multiply the two and double that; then divide by their sum.")
    if not _fits(parts["F1"], 2 * both / (machine + coders)):
        raise Look("Precision and recall fit. Look at F1 again: 2 × precision × recall, divided by precision + recall.")
    return (f"{both} stretches are marked by both, {machine} by the machine, {coders} by the coders.",
            "So of what it marks nearly all is right, and of what there is it finds the smaller part."
            if precision > 0.8 and recall < 0.5 else "Say both numbers in words before you go on.")


def _judge_fooled(study: Study, answer: object) -> tuple[str, ...]:
    given = {name: " ".join(str(part).split()) for name, part in _read_parts(answer, (LOUD, QUIET)).items()}
    ours = {_flatten(sentence) for _, *pair in USES for sentence in pair}
    for name, sentence in given.items():
        if len(sentence.split()) < FEWEST_WORDS:
            raise Unclear(f"A sentence of at least {FEWEST_WORDS} words is asked for under “{name}”.")
        if _flatten(sentence) in ours:
            raise Look(f"The sentence under “{name}” is one of ours. Write one of your own.")
    found = dict(zip(given, (matches["term"].tolist() for matches in match_sentences([*given.values()]))))
    if found[LOUD]:
        raise Look(f"The machine marks {_quote(found[LOUD])} in the loaded sentence.",
                   "Say the same with a figure of speech made of everyday words.")
    if not found[QUIET]:
        raise Look("The machine marks nothing in the plain sentence.",
                   "Take a word that it marks, and think of a trade or a place where it is the plain name of a thing.")
    return (f"It finds nothing in the first and marks {_quote(found[QUIET])} in the second.",
            "Whether the first judges and the second does not, the machine cannot say. Let your partner decide.")


def _judge_rates(study: Study, answer: object) -> tuple[str, ...]:
    swaps = list_swaps(study, SWAPPED).set_axis(["headline", "text"])
    given = {name: read_number(part) for name, part in _read_parts(answer, [*swaps.index]).items()}
    before, after = (1000 * swaps[column] / swaps["words"] for column in ("weight_before", "weight_after"))
    for name, rate in given.items():
        true, share = after[name], after[name] / 1000
        if _is_near(rate, true):
            continue
        if _is_near(rate, share) or _is_near(rate, 100 * share):
            raise Look(f"For the {name} you have the weight for each word, or each hundred words. A rate here is for "
                       "1,000 words.")
        if _is_near(rate, before[name]) or _is_near(rate, true - before[name]):
            raise Look(f"For the {name} take the whole weight after the swap, not before it, and not the new word’s "
                       "alone.")
        raise Look(f"Look at the {name} again: its weight after the swap, divided by its words, times 1,000.")
    rise = (after - before).round().astype(int)
    return (f"The same word lifts the headline’s rate by {rise['headline']} and the text’s by {rise['text']}.",
            "The shorter the text, the further one word moves it. So the rates of headlines swing, and are compared "
            "only over many.")


def _judge_change(study: Study, answer: object) -> tuple[str, ...]:
    given = _read_parts(answer, ("entry", "rate"))
    entry, rate = " ".join(str(given["entry"]).replace("’", "'").lower().split()), read_number(given["rate"])
    (words, weight), entries = count_body(study, CODED), list_entries(study, CODED)
    loads = (entries["weight"] * entries["times"]).set_axis(entries["entry"])
    change = -loads[entry] if entry in loads.index else ADDED_WEIGHT * _count_new(study, entry)
    before, after = 1000 * weight / words, 1000 * (weight + change) / words
    if not _is_near(rate, after):
        raise Look(f"You {'drop' if change < 0 else 'add'} an entry, so the weight {'falls' if change < 0 else 'grows'}"
                   " by its weight times the number of times it stands in the body. Then divide by the words, times "
                   "1,000. Give one decimal.")
    farthest = 1000 * loads.max() / words
    return (f"Without any change the rate is {before:.1f}, with yours {after:.1f}: a move of {abs(after - before):.1f} "
            f"{'down' if change < 0 else 'up'}. "
            f"No single entry that is dropped moves it by more than {farthest:.1f}.",
            "Whoever reports such a number has to publish the list.")


def _count_new(study: Study, entry: str) -> int:
    """How often a new entry would match in the body of the coded text, outside what is marked already."""
    if not any(map(str.isalnum, entry)):
        raise Unclear("An entry is a word or several, as they stand in the text.")
    hits = find_hits(study, entry).query("article_id == @CODED and part == 'body'")
    if hits.empty:
        raise Unclear(f"“{entry}” is no entry of the table, and it does not stand in the body of the text. Give one of "
                      "the two.")
    marked = [(row.start, row.end, _LIST) for row in find_loaded(study, CODED).itertuples()]
    new = [who for *_, who in join_spans([*marked, *((row.start, row.end, "new") for row in hits.itertuples())])
           if {*who} == {"new"}]
    if not new:
        raise Look(f"“{entry}” stands where the machine marks something already. Take another word to add.")
    return len(new)


def _read_parts(answer: object, names: tuple[str, ...] | list[str]) -> dict[str, object]:
    if not isinstance(answer, dict) or {*answer} != {*names}:
        raise Unclear(f"One answer for each of {', '.join(names)} is asked for. Leave the names as they stand.")
    return {name: answer[name] for name in names}


def _read_share(part: object) -> float:
    number = read_number(part)
    return number / 100 if 1 < number <= 100 else number


def _refuse_strangers(words: list[str] | tuple[str, ...]) -> None:
    for word in words:
        if word not in WORDS:
            raise Unclear(f"“{word}” is none of the {len(WORDS)} words. Copy them as they stand there.")


def _fits(given: float, true: float) -> bool:
    return abs(given - true) <= 0.0051  # rounded to two decimals


def _is_near(given: float, true: float) -> bool:
    return abs(given - true) <= max(0.051, 0.002 * abs(true))


def _quote(terms: list[str]) -> str:
    return ", ".join(f"“{term}”" for term in dict.fromkeys(terms))


def _flatten(sentence: str) -> str:
    return re.sub(r"\W+", " ", sentence.replace("’", "'").lower()).strip()


EXERCISES = {
    "4.1": Exercise("choose the words that you would put on a list of loaded words", _judge_list),
    "4.2": Exercise("name the machine’s false alarms and its misses among the ten words", _judge_uses),
    "4.3": Exercise("work out precision, recall and F1 from the table", _judge_shares),
    "4.4": Exercise("write a loaded sentence that the machine finds plain, and a plain one that it marks",
                    _judge_fooled),
    "4.5": Exercise("work out both rates after the swap", _judge_rates),
    "4.6": Exercise("name an entry to drop or a word to add, and the text’s rate after it", _judge_change),
}

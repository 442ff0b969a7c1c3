"""Lesson 2, *Who is speaking?*: whose words a text is made of, and where a reader or a machine loses the thread."""

from __future__ import annotations

import re

import pandas as pd

from analysis.classroom.lessons.exercises import Exercise
from analysis.classroom.lessons.feedback import Look, Unclear, is_blank, read_choice, read_number, read_whole_numbers
from analysis.classroom.lessons.plain import show_plain
from analysis.classroom.lessons.settled import list_settled, list_settled_words
from analysis.classroom.machine import read_machine
from analysis.presentation.pages import Shown
from analysis.study import Study, measure_text

TEXTS = {"tabloid": "truss_tabloid", "opinion": "truss_opinion", "wire": "truss_wire"}
CODED, READ = TEXTS["tabloid"], TEXTS["opinion"]
TO_CODE = range(6, 21)  # from the first quotation to the end, as the text counts its sentences
OPEN_QUOTATIONS = ("truss_tabloid", "kherson_tabloid")
WHOLE = "The library is closed. “The fund is empty. Nobody has been paid since Friday,” the treasurer said."
VERBS = {letter: f"The mayor {verb} that the bridge was unsafe." for letter, verb in zip(
    "ABCDEF", ("said", "claimed", "admitted", "told the council", "insisted", "pointed out"))}
STANCES = {"neutral": "neutral", "distancing": "doubting", "endorsing": "endorsing"}
_CLOSE = 0.015  # a share by hand may be rounded to a whole per cent
_MARKS = "“”\"‘’'"


def show_event(study: Study) -> Shown:
    """Show the event's three texts side by side, named by register."""
    return show_plain(study, [*TEXTS.values()], [*TEXTS])


def list_stretches(study: Study, article_id: str = CODED) -> pd.DataFrame:
    """List the stretches of an article's body as the machine cuts them: begins (first words) · voice · n_words."""
    rows = study.passages[(study.passages["article_id"] == article_id) & (study.passages["part"] == "body")]
    begins = [_shorten(study.read_text(article_id, start, end)) for start, end in zip(rows["start"], rows["end"])]
    return pd.DataFrame({"begins": begins, "voice": [*rows["voice"]], "n_words": [*rows["n_words"]]})


def compare_guesses(study: Study, guesses: object) -> pd.DataFrame:
    """Set guessed shares of other people's words beside the counted ones.

    Returns
    -------
    DataFrame
        register · guessed · quoted (direct) · reported (indirect) · counted (both), in per cent of the body's words;
        nothing is counted for a register while no guess for it can be read.
    """
    rows = []
    for register, guess in (guesses if isinstance(guesses, dict) else {}).items():
        if register not in TEXTS or not (said := _say_guess(guess)):
            continue
        words = list_stretches(study, TEXTS[register]).groupby("voice")["n_words"].sum()
        direct, indirect = (words.get(voice, 0) / words.sum() for voice in ("direct", "indirect"))
        rows.append([register, said, *(f"{share:.1%}" for share in (direct, indirect, direct + indirect))])
    return pd.DataFrame(rows, columns=["register", "guessed", "quoted", "reported", "counted"])


def compare_going_on(study: Study, answer: object) -> pd.DataFrame:
    """List the event's sentences that go on reporting what a source said in the sentence before.

    Nothing is listed while the answer to the exercise about them is blank.

    Returns
    -------
    DataFrame
        register · sentence (as the text counts them, from 1) · words · settled · machine · rule (what made the machine
        say so), where a stretch that the settled coding gives to a source without marks goes on.
    """
    said, rows = read_machine(study)["voice"], []
    for register, article_id in ({} if is_blank(answer) else TEXTS).items():
        settled = list_settled(study, article_id, "voice")
        spans = list_settled_words(study, article_id, "passage_voice")
        reported = spans[spans["value"] == "indirect"]
        for row in _take_sentences(study, article_id).itertuples():
            if ((reported["start"] < row.start) & (row.start < reported["end"])).any():
                machine = said.loc[(article_id, row.sentence)]
                rows.append([register, row.sentence + 1, study.read_text(article_id, row.start, row.end),
                             settled.get(row.start, ""), machine["shown"], machine["rule"]])
    return pd.DataFrame(rows, columns=["register", "sentence", "words", "settled", "machine", "rule"])


def list_voices(text: object) -> pd.DataFrame:
    """Measure a text by itself and list its stretches: stretch · voice · speaker · n_words · rule; none if blank.

    Examples
    --------
    >>> list_voices("It rained. “The road is shut,” a driver said.")[["voice", "speaker", "n_words"]].values.tolist()
    [['narration', '', 2], ['direct', 'driver', 4], ['narration', '', 3]]
    """
    columns = ["stretch", "voice", "speaker", "n_words", "rule"]
    if is_blank(text):
        return pd.DataFrame(columns=columns)
    study = measure_text(str(text))
    rows = study.passages
    words = [study.read_text("text", start, end).lstrip(" .,") for start, end in zip(rows["start"], rows["end"])]
    return rows.assign(stretch=words)[columns]


def list_open_quotations(study: Study) -> pd.DataFrame:
    """List quotations that end with their paragraph and without a closing mark: text · ends · next_begins."""
    rows = study.passages[study.passages["article_id"].isin(OPEN_QUOTATIONS)
                          & (study.passages["rule"] == "marks left open")]
    begins = [_shorten(study.texts[row.article_id][row.end:]) for row in rows.itertuples()]
    ends = [study.read_text(row.article_id, row.start, row.end).rpartition(". ")[2] for row in rows.itertuples()]
    return pd.DataFrame({"text": [*rows["article_id"]], "ends": ends, "next_begins": begins})


def list_verbs(study: Study) -> pd.DataFrame:
    """List the event's verbs that give words to a source: verb · register · stance (as the lesson calls it)."""
    rows = study.passages[study.passages["article_id"].isin(TEXTS.values()) & (study.passages["reporting_verb"] != "")]
    registers = {article_id: register for register, article_id in TEXTS.items()}
    return pd.DataFrame({"verb": [*rows["reporting_verb"]], "register": [*rows["article_id"].map(registers)],
                         "stance": [*rows["stance"].map(STANCES)]}).drop_duplicates(ignore_index=True)


def _take_sentences(study: Study, article_id: str) -> pd.DataFrame:
    return study.sentences[study.sentences["article_id"] == article_id].sort_values("start")


def _judge_guesses(study: Study, answer: object) -> tuple[str, ...]:
    if not isinstance(answer, dict) or {*answer} != {*TEXTS}:
        raise Unclear(f"One guess for each of {', '.join(TEXTS)} is asked for.")
    shares = {register: _read_share(guess) for register, guess in answer.items()}
    return (f"Your guess is down: {', '.join(f'{register} {share:.0%}' for register, share in shares.items())}.",
            "Part 4 counts. Do not change it until then.")


def _judge_miss(study: Study, answer: object) -> tuple[str, ...]:
    settled, said = list_settled(study, CODED, "voice"), read_machine(study)["voice"].loc[CODED]
    rows = _take_sentences(study, CODED)
    asked = rows[(rows["part"] == "body") & (rows["sentence"] + 1).isin(TO_CODE)]
    missed = {row.sentence + 1 for row in asked.itertuples() if settled[row.start] != said["shown"][row.sentence]}
    given = read_whole_numbers(answer)
    unknown, same = sorted(given - {*(asked["sentence"] + 1)}), sorted(given - missed)
    if unknown:
        raise Unclear(f"Sentence {unknown[0]} is not among those that you coded.")
    if same:
        raise Look(f"About sentence {same[0]} the coders and the machine say the same. Compare the columns settled and "
                   "machine; leave your own aside.")
    if missed - given:
        raise Look(f"{len(given)} right; {len(missed - given)} still to find.")
    place = asked[asked["sentence"] + 1 == min(missed)].iloc[0]
    return (f"The coders say {settled[place['start']]}, the machine says {said['shown'][place['sentence']]}.",
            "Part 3 shows why.")


def _judge_reported(study: Study, answer: object) -> tuple[str, ...]:
    codes, given = list_settled(study, READ, "voice"), read_whole_numbers(answer)
    voices = {row.sentence + 1: codes.get(row.start, "") for row in _take_sentences(study, READ).itertuples()}
    reported = {number for number, voice in voices.items() if voice == "indirect"}
    for number in sorted(given - reported):
        if number not in voices:
            raise Unclear(f"There is no sentence {number}: they are numbered 1 to {max(voices)}.")
        if voices[number] == "narration":
            raise Look(f"Sentence {number}: would the source have to say this, or can the columnist say it alone? Look "
                       "for who is meant by “I”.")
        raise Look(f"Sentence {number} has quotation marks. Only words without marks are asked for here.")
    if reported - given:
        raise Look(f"{len(given)} right; {len(reported - given)} still to find. What a source says may go on after the "
                   "sentence that names the source.")
    return (f"The coders of this study hear it the same way: sentences {_say_numbers(reported)}.",
            "What told you where it ends? Only the first of them names its source.")


def _judge_share(study: Study, answer: object) -> tuple[str, ...]:
    stretches, given = list_stretches(study), _read_share(answer)
    words, whole = stretches.groupby("voice")["n_words"].sum(), stretches["n_words"].sum()
    others = words.sum() - words["narration"]
    unheard = compare_going_on(study, answer).query("register == 'tabloid' and machine == 'narration'")["sentence"]
    rows = _take_sentences(study, CODED)
    with_unheard = (others + rows.loc[(rows["sentence"] + 1).isin(unheard), "n_words"].sum()) / whole
    if abs(given - with_unheard) <= _CLOSE:
        return ("You counted the sentence that the machine misses among the source's words. So do the coders.",
                f"By the machine's stretches alone it would be {others / whole:.0%}.")
    if abs(given - others / whole) <= _CLOSE:
        return (f"{others} of {whole} words of the body are other people's, as the machine cuts it.",
                f"With the sentence that it misses it would be {with_unheard:.0%}. One sentence moves a share.")
    if abs(given - words["narration"] / whole) <= _CLOSE:
        raise Look("That is the article's own share. What is asked for is the rest.")
    if abs(given - words["direct"] / whole) <= _CLOSE:
        raise Look("That is only what stands in quotation marks. Reported words are other people's as well.")
    if abs(given - words["indirect"] / whole) <= _CLOSE:
        raise Look("That is only what is reported without marks. Quoted words are other people's as well.")
    if abs(given - others / words["narration"]) <= _CLOSE:
        raise Look("You divided by the article's own words. Divide by all words of the body.")
    raise Look("Add up the words of the direct and indirect rows. Divide by the sum of the whole column.")


def _judge_broken(study: Study, answer: object) -> tuple[str, ...]:
    broken = str(answer)
    if _drop_marks(broken) != _drop_marks(WHOLE):
        raise Look("The words themselves have changed. Copy the sentences as they stand and take away one mark.")
    n_marks = sum(broken.count(mark) for mark in _MARKS)
    if n_marks != 1:
        raise Look(f"Your version has {n_marks} quotation marks. The whole one has two; leave one of them.")
    return (f"Before, the machine gave {_say_quoted(WHOLE)}; now it gives {_say_quoted(broken)}.",
            "Look below at which words changed hands.")


def _judge_verbs(study: Study, answer: object) -> tuple[str, ...]:
    if not isinstance(answer, dict) or {*answer} != {*VERBS}:
        raise Unclear(f"One word for each of {', '.join(VERBS)} is asked for.")
    given = {letter: read_choice(word, STANCES.values()) for letter, word in answer.items()}
    listed = {letter: _find_stance(sentence) for letter, sentence in VERBS.items()}
    other = [f"{letter} is {listed[letter]} there" for letter in VERBS if given[letter] != listed[letter]]
    said = f"The machine's list of verbs sorts {len(VERBS) - len(other)} of {len(VERBS)} as you do"
    return (f"{said}{': ' if other else ''}{'; '.join(other)}.",
            "A list says what a verb mostly does. Defend your own where it differs: how would the mayor like to be "
            "quoted?")


def _find_stance(sentence: str) -> str:
    found = measure_text(sentence).passages["stance"]
    return STANCES[found[found != ""].iloc[0]]


def _say_quoted(text: str) -> str:
    row = list_voices(text).query("voice == 'direct'").iloc[0]
    speaker = "a speaker whom it cannot name" if row["speaker"] == "unnamed" else f"the {row['speaker']}"
    return f"{row['n_words']} words to {speaker}"


def _say_guess(guess: object) -> str:
    try:
        return f"{_read_share(guess):.0%}"
    except Unclear:
        return ""


def _read_share(answer: object) -> float:
    share = read_number(answer)
    share = share / 100 if share > 1 else share
    if not 0 <= share <= 1:
        raise Unclear("A share is asked for: from 0 to 100 per cent, such as “15%”.")
    return share


def _drop_marks(text: str) -> str:
    return " ".join(re.sub(f"[{_MARKS}]", "", text).lower().split()).strip(".")


def _say_numbers(numbers: set[int]) -> str:
    return " and ".join(map(str, sorted(numbers)))


def _shorten(text: str) -> str:
    words = text.lstrip(" .,").split()
    return " ".join(words[:7]) + (" …" if len(words) > 7 else "")


EXERCISES = {
    "2.1": Exercise("guess for each text what share of its words are other people's", _judge_guesses),
    "2.2": Exercise("give the number of each sentence that the machine codes otherwise than the coders", _judge_miss),
    "2.3": Exercise("give the numbers of the column's sentences that are a source's words without marks",
                    _judge_reported),
    "2.4": Exercise("work out what share of the tabloid's words are other people's", _judge_share),
    "2.5": Exercise("write the two sentences with one quotation mark lost", _judge_broken),
    "2.6": Exercise("sort the six sentences into neutral, doubting and endorsing", _judge_verbs),
}

"""What a class expects of the registers, what the makers of the texts expected, and what came out: in this order.

Nothing is shown before the class has written down its own expectation. This checks the instrument on constructed texts
and says nothing about the press.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

import pandas as pd

from analysis.classroom.lessons.feedback import BLANK, Feedback, Unclear, is_blank
from analysis.comparison.descriptions import describe_measure
from analysis.comparison.expectations import Expectations, load_expectations
from analysis.comparison.registers import ALL, UNSEEN, RegisterCheck, check_registers
from analysis.files import UserError
from analysis.presentation.findings.wording import say_place
from analysis.presentation.pages import Shown
from analysis.study import Study

# What a class guesses: the measure behind each name, in the body, whoever speaks.
GUESSED = {describe_measure(measure).label: measure
           for measure in ("loaded_per_1000", "attributed_share", "words_per_sentence")}
ANSWERS = ("tabloid > wire", "wire > tabloid", "tabloid = wire")
_SIDES = re.compile(r"(tabloid|wire)\s*([<>=])\s*(tabloid|wire)")
_ODD = re.compile(r"(?<![a-z])A (?:tabloid|column|sceptical column|wire report)\b[^.]*\.")
_WAIT = Feedback(BLANK, "5", ("Write down first what you expect (5.7). Then run this cell again.",))


def read_guesses(guesses: object) -> dict[str, str]:
    """Read what is expected of each name in ``GUESSED`` as one of ``ANSWERS``; "wire < tabloid" and "same" do as well.

    Raises
    ------
    Unclear
        When a name is missing or unknown, or an answer is none.

    Examples
    --------
    >>> read_guesses(dict.fromkeys(GUESSED, "Wire<Tabloid"))["loaded language"]
    'tabloid > wire'
    """
    if not isinstance(guesses, Mapping) or {*guesses} != {*GUESSED}:
        raise Unclear(f"An expectation for each of {', '.join(GUESSED)} is asked for.")
    return {name: _read_guess(guess) for name, guess in guesses.items()}


def _read_guess(guess: object) -> str:
    said = str(guess).strip().lower()
    if said in ("same", "=", "no difference"):
        return "tabloid = wire"
    found = _SIDES.fullmatch(said)
    if not found or found[1] == found[3]:
        raise Unclear(f"“{said[:40]}” is none of the answers. They are {', '.join(ANSWERS)}.")
    first, sign, second = found.groups()
    if sign == "=":
        return "tabloid = wire"
    return f"{first} > {second}" if sign == ">" else f"{second} > {first}"


def compare_guesses(study: Study, guesses: object) -> pd.DataFrame:
    """Hold a class's expectations against those that the makers of the texts wrote down before they looked.

    Returns
    -------
    DataFrame
        measured · yours · the makers’ ("nothing stated" where they stated nothing of tabloid and wire) · because.
    """
    stated = {each.measure: each for each in _load(study).expected
              if (each.part, each.voice) == ("body", "all") and _SIDES.fullmatch(each.registers)}
    rows = []
    for name, yours in read_guesses(guesses).items():
        theirs = stated.get(GUESSED[name])
        rows.append((name, yours, _read_guess(theirs.registers) if theirs else "nothing stated",
                     theirs.because if theirs else ""))
    return pd.DataFrame(rows, columns=["measured", "yours", "the makers’", "because"])


def show_guesses(study: Study, guesses: object) -> Shown | Feedback:
    """Show ``compare_guesses``, or what is missing."""
    if _is_open(guesses):
        return _WAIT
    return _show(compare_guesses(study, guesses), "What you expect, and what the makers of the texts wrote down "
                 f"on {_load(study).stated.isoformat()}, before anybody looked at a difference.")


def show_expected(study: Study, guesses: object) -> Shown | Feedback:
    """Show everything that the makers expected, or what is missing."""
    if _is_open(guesses):
        return _WAIT
    rows = [(number, _name(each), each.registers, each.because)
            for number, each in enumerate(_load(study).expected, start=1)]
    return _show(pd.DataFrame(rows, columns=["number", "measured", "expected", "because"]),
                 "Everything that the makers expected, in the order in which they wrote it down.")


def list_results(study: Study) -> pd.DataFrame:
    """List what came of every expectation, in the order in which they were stated.

    Returns
    -------
    DataFrame
        number · measured · expected · verdict · verdict_new_events (of the events alone that no list was made in sight
        of; empty where there are none) · p · p_floor · n_events_as_expected · n_events · difference · unit.
    """
    outcomes = _check(study).outcomes
    table = outcomes[outcomes["texts"] == ALL]
    unseen = outcomes[outcomes["texts"] == UNSEEN].set_index("number")["verdict"]
    names = [_name(row) for row in table.itertuples()]
    return table.assign(measured=names, expected=table["registers"],
                        verdict_new_events=table["number"].map(unseen).fillna(""))[
        ["number", "measured", "expected", "verdict", "verdict_new_events", "p", "p_floor", "n_events_as_expected",
         "n_events", "difference", "unit"]].reset_index(drop=True)


def show_results(study: Study, guesses: object) -> Shown | Feedback:
    """Show ``list_results``, failures included, or what is missing."""
    if _is_open(guesses):
        return _WAIT
    changed = "" if _check(study).is_unchanged else (" The texts have been changed since the expectations were "
                                                     "written down, so this is no test of them.")
    return _show(list_results(study), f"What came of every expectation.{changed}")


def show_differences(study: Study, guesses: object) -> Shown | Feedback:
    """Show every expectation's differences event by event, with how many held, or what is missing."""
    if _is_open(guesses):
        return _WAIT
    from analysis.presentation.figures.registers import show_registers

    return show_registers(_check(study))


def list_odd_texts(study: Study) -> pd.DataFrame:
    """List the texts that break the habit of their register, as their makers note it: article_id · note.

    Examples
    --------
    >>> from analysis.classroom.lessons.lesson import open_lesson
    >>> list_odd_texts(open_lesson(1).study).set_index("article_id").loc["yoon_opinion", "note"]
    'A column in sober words.'
    """
    rows = []
    for row in study.articles.itertuples():
        found = _ODD.search(row.copy_note.partition("Built in on purpose")[0])
        rows += [(row.article_id, found[0])] if found else []
    return pd.DataFrame(rows, columns=["article_id", "note"])


def show_odd_texts(study: Study, guesses: object) -> Shown | Feedback:
    """Show ``list_odd_texts``, or what is missing."""
    if _is_open(guesses):
        return _WAIT
    return _show(list_odd_texts(study), "The texts that break the habit of their kind on purpose.")


def _show(table: pd.DataFrame, caption: str) -> Shown:
    from analysis.presentation.tabled import show_table

    return show_table(table, caption)


def _is_open(guesses: object) -> bool:
    try:
        return is_blank(guesses) or not read_guesses(guesses)
    except Unclear:
        return True


def _name(each: object) -> str:
    return f"{describe_measure(each.measure).label} {say_place(each.part, each.voice)}"


def _load(study: Study) -> Expectations:
    stated = load_expectations(study.folder, study.articles)
    if stated is None:
        raise UserError(f"{study.folder} has no expectations.toml, and this lesson is about it. Take the classroom "
                        "corpus as it came.")
    return stated


def _check(study: Study) -> RegisterCheck:
    _load(study)
    return check_registers(study)

"""A random sample of sentences to code by hand, and what its codes make of a difference: the error taken off."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

import numpy as np
import pandas as pd

from analysis.classroom.machine import read_machine
from analysis.classroom.questions import load_questions
from analysis.comparison.correction import Correction, correct_difference
from analysis.files import UserError, write_file
from analysis.study import Study
from analysis.tables import read_cells

COLUMNS = ["article_id", "group", "sentence", "start", "end", "probability"]
_TONES = {-1: "negative", 0: "neutral", 1: "positive"}
_KEY = ["article_id", "start", "end"]
_NO_STRATA = ("article_id", "title", "sha256", "n_chars", "n_words", "copy_note", "seen_at", "rights")


def draw_sample(study: Study, per_article: int = 0, n: int = 0, seed: int = 1, by: str = "group") -> pd.DataFrame:
    """Draw sentences of the body at random: as many of each article, or n in all, as many of each stratum.

    Parameters
    ----------
    study : Study
        Its tables are enough.
    per_article : int
        So many of each article, all of an article that has fewer; steadier than drawing from groups.
    n : int
        So many in all, in equal parts from the sentences of each stratum; one of the two is given.
    seed : int
        The same seed draws the same sentences.
    by : str
        What makes the strata of ``n``: a column of the table ``articles``, or ``voice``, whose words a sentence is.

    Returns
    -------
    DataFrame
        article_id · group · sentence (as the text counts it, from 1) · start · end (offsets) · probability (the chance
        to be drawn: sentences drawn / sentences there, in the article or stratum); in the order of the articles.

    Raises
    ------
    UserError
        When both or neither of the numbers is given, one is below 1, or there is no such column.

    Examples
    --------
    >>> from analysis.study import measure_text
    >>> draw_sample(measure_text("It rained. The sun came out."), per_article=1)[["sentence", "probability"]].values
    array([[1. , 0.5]])
    """
    if (per_article > 0) == (n > 0):
        raise UserError("Say either how many sentences of each article (--per-article) or how many in all (--n).")
    known = [column for column in study.articles if column not in _NO_STRATA]
    if by not in (*known, "voice"):
        raise UserError(f"There is no column '{by}' to draw by. There are {', '.join(known)} and voice.")
    body = study.sentences[study.sentences["part"] == "body"].merge(study.articles[["article_id", *known]])
    strata = body["article_id"] if per_article else body[by]
    share = per_article or -(-n // max(1, strata.nunique()))
    rng = np.random.default_rng(seed)
    drawn = []
    for _, rows in body.groupby(strata, sort=True):
        size = min(share, len(rows))
        chosen = rows.iloc[sorted(rng.choice(len(rows), size, replace=False))]
        drawn.append(chosen.assign(probability=size / len(rows), sentence=chosen["sentence"] + 1))
    table = pd.concat(drawn) if drawn else pd.DataFrame(columns=COLUMNS)
    return table[COLUMNS].sort_values(["article_id", "start"]).reset_index(drop=True)


def write_sample(path: Path, sample: pd.DataFrame) -> None:
    """Write a sample as CSV; never over another file.

    Raises
    ------
    UserError
        When something stands there already, or the disk refuses.
    """
    if path.exists():
        raise UserError(f"{path} is there already, and codes may hang on it. Name another file with --out.")
    write_file(path, sample.to_csv(index=False, lineterminator="\n", float_format="%.6g"))


def read_sample(path: Path) -> pd.DataFrame:
    """Read what ``write_sample`` wrote.

    Raises
    ------
    UserError
        When a column is missing, or a cell that must be a number is none.
    """
    table = read_cells(path)
    missing = [name for name in COLUMNS if name not in table]
    if missing:
        raise UserError(f"{path} is no sample of framing sample: it lacks {', '.join(missing)}.")
    table = table[COLUMNS].reset_index(drop=True)
    for name in COLUMNS[2:]:
        numbers = pd.to_numeric(table[name], errors="coerce")
        if numbers.isna().any():
            raise UserError(f"{path}, row {int(numbers.isna().argmax()) + 2}: {name} must be a number.")
        table[name] = numbers
    wrong = (table["probability"] <= 0) | (table["probability"] > 1)
    if wrong.any():
        raise UserError(f"{path}, row {int(wrong.argmax()) + 2}: the probability must be above 0 and at most 1.")
    return table.astype({"sentence": int, "start": int, "end": int})


def correct_study(study: Study, sample: pd.DataFrame, codes: pd.DataFrame, variable: str,
                  values: Collection[str], groups: tuple[str, str] | None = None) -> Correction:
    """Take the error that a coded sample shows off the difference between two groups.

    Parameters
    ----------
    study : Study
        The corpus.
    sample : DataFrame
        As ``draw_sample`` gives it.
    codes : DataFrame
        One coder's answers (``collecting.read_coders``): article_id, start, end, variable, value.
    variable : str
        What was asked, such as certainty.
    values : collection of str
        The answers whose share is compared, such as 1, 2, 3: sentences less than plainly certain. A tone is taken by
        its sign: negative, neutral, positive.
    groups : tuple of str, optional
        The two groups; the plan's when left out.

    Returns
    -------
    Correction
        For the share of body sentences with one of the values.

    Raises
    ------
    UserError
        When there is no such group or no second one, an answer is none of the question's, or sentences of the sample
        are not coded.
    """
    question, = load_questions([variable])
    known = [*_TONES.values()] if variable == "tone" else [answer.value for answer in question.answers]
    wrong = [value for value in values if value not in known]
    if wrong or not values:
        raise UserError(f"{variable} has no answer '{(wrong or [''])[0]}'. It has {', '.join(known)}.")
    known_groups = {*study.articles["group"]} - {""}
    unknown = {*(groups or ())} - known_groups
    if unknown:
        raise UserError(f"There is no group '{min(unknown)}' in {study.folder}. There are "
                        f"{', '.join(sorted(known_groups))}.")
    groups = groups or (study.plan.group_a, study.plan.group_b)
    if not groups[1]:
        raise UserError(f"{study.folder} has no two groups to compare. Fill in the column group of articles.csv.")
    body = study.sentences[study.sentences["part"] == "body"].merge(study.articles[["article_id", "group"]])
    body = body[body["group"].isin(groups)]
    said = read_machine(study)[variable]["code"].rename("said").reset_index()
    body = body.merge(said, on=["article_id", "sentence"], how="left")
    body = body.assign(machine=[int(_name(code, variable) in values) for code in body["said"]])
    given = codes[codes["variable"] == variable].drop_duplicates(_KEY, keep="last")[[*_KEY, "value"]]
    drawn = sample[[*_KEY, "probability"]].merge(given, on=_KEY, how="left")
    drawn = drawn[drawn["article_id"].isin(body["article_id"])]
    open_ones = drawn[drawn["value"].isna()]
    if len(open_ones):
        names = [*dict.fromkeys(open_ones["article_id"])]
        raise UserError(f"{len(open_ones)} of the {len(drawn)} sentences of the sample have no {variable} yet, in "
                        f"{', '.join(names[:5])}{', …' if len(names) > 5 else ''}. Code them: framing code --sample.")
    placed = drawn.merge(body[_KEY], on=_KEY)
    if len(placed) < len(drawn):
        raise UserError(f"{len(drawn) - len(placed)} sentences of the sample are none of {study.folder} any more: its "
                        "texts changed after the sample was drawn. Draw and code another.")
    coded = drawn.assign(coded=[float(_name_given(value, variable) in values) for value in drawn["value"]])
    table = body.merge(coded[[*_KEY, "coded", "probability"]], on=_KEY, how="left")
    return correct_difference(table[["article_id", "group", "machine", "coded", "probability"]], *groups)


def _name(code: object, variable: str) -> str:
    """The machine's code as an answer; a sentence without a grade is a question."""
    if variable == "tone":
        return _TONES[int(np.sign(code))] if code == code else ""
    if variable == "certainty":
        return f"{code:g}" if code == code else "question"
    return str(code)


def _name_given(value: str, variable: str) -> str:
    return _TONES[int(np.sign(float(value)))] if variable == "tone" else value

"""Coders laid side by side: how far they agree, and where they and the machine part."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

import pandas as pd

from analysis.classroom.machine import EMPTY, read_machine
from analysis.classroom.questions import Question, list_questions
from analysis.classroom.records import MACHINE
from analysis.comparison.agreement.classes import measure_class, measure_each_two, order_coders
from analysis.comparison.agreement.coders import PLACE
from analysis.comparison.agreement.coefficients import Resamples
from analysis.comparison.agreement.pairs import NEUTRAL_BELOW, sign_tones
from analysis.comparison.agreement.variables import QUESTION, describe_variable, is_tone
from analysis.files import UserError
from analysis.study import Study

_KEY = ["article_id", "sentence"]
_OFFSETS = ["article_id", "start", "end"]
GROUP_COLUMNS = ["variable", "level", "n_coders", "n_sentences", "n_codes", "alpha", "low", "high"]
PAIR_COLUMNS = ["variable", "coder", "other", "n", "share_same", "alpha", "low", "high"]
PLACE_COLUMNS = ["article_id", "paragraph", "sentence", "start", "end"]


@dataclass(frozen=True)
class Comparison:
    """Coders compared.

    ``coders`` are their names, those who agree beside each other; ``articles`` what they coded; ``n_sentences`` the
    sentences that at least one of them coded. The tables:

    group
        variable · level · n_coders · n_sentences (coded by two or more) · n_codes · alpha · low · high; a row for each
        variable that two coders share.
    pairs
        variable · coder · other · n · share_same · alpha · low · high; a row for each two coders and variable.
    machine
        the same columns, each coder with ``machine``; tone by its sign, ordinal.
    disagreements
        article_id · paragraph · sentence · start · end · variable · divided (share of the pairs of coders who differ,
        0..1) · a column for each coder (empty: not coded; "(none)": an empty code) · machine · rule (what made the
        machine say so); the most divided first, last those where all coders say the same and the machine does not.

    ``notes`` are sentences that a reader must be told.
    """

    coders: tuple[str, ...]
    articles: tuple[str, ...]
    n_sentences: int
    group: pd.DataFrame
    pairs: pd.DataFrame
    machine: pd.DataFrame
    disagreements: pd.DataFrame
    notes: tuple[str, ...] = ()


def compare_coders(study: Study, rows: pd.DataFrame, notes: Sequence[str] = (), seed: int = 0) -> Comparison:
    """Compare coders with each other and with the machine, variable by variable.

    Parameters
    ----------
    study : Study
        The corpus that they coded, or the coded part of it (``load_study(…, only=…)``): the numbers are the same.
    rows : DataFrame
        As ``collecting.read_coders`` gives them.
    notes : sequence of str
        What is to be told beside.
    seed : int
        For the bootstrap: 1,000 resamples of the paragraphs within each coded article, as in ``measure_agreement``.

    Returns
    -------
    Comparison
        What a coder did not answer is missing, and no disagreement. A question has no grade of certainty, so that its
        sentences are left out of alpha, but "question" against a grade is listed as a disagreement.

    Raises
    ------
    UserError
        When no code belongs to a sentence of the corpus, or a code is none of its variable's.
    """
    asked, dropped = _place_codes(study, rows)
    resamples = Resamples(study.sentences[study.sentences["article_id"].isin(asked["article_id"])], seed)
    said = read_machine(study)
    tables = {question.variable: _spread(asked[asked["variable"] == question.variable]) for question in list_questions()
              if (asked["variable"] == question.variable).any()}
    group, pairs, machine = [], [], []
    for variable, codes in tables.items():
        level, numbers = describe_variable(variable).level, _read_codes(codes, variable)
        places = codes.index.to_frame(index=False).merge(study.sentences[PLACE], how="left")
        weights, paragraphs = resamples.weigh(places), resamples.place(places)
        if len(codes.columns) > 1:
            group.append({"variable": variable, "level": level, "n_coders": len(codes.columns)}
                         | measure_class(numbers, weights, paragraphs, level))
            pairs.append(measure_each_two(numbers, weights, paragraphs, level).assign(variable=variable))
        if variable in said:
            ours, theirs = _make_alike(codes, said[variable], variable)
            scale = "ordinal" if is_tone(variable) else level
            machine.append(measure_each_two(ours.assign(**{MACHINE: theirs}), weights, paragraphs, scale,
                                            against=MACHINE).assign(variable=variable))
    tied = _join(pairs)
    coders = order_coders(tied) if len(tied) else []
    coders += sorted(set(asked["coder"]) - set(coders))
    return Comparison(
        tuple(coders), tuple(sorted(set(asked["article_id"]))), len(asked.drop_duplicates(_KEY)),
        pd.DataFrame(group, columns=GROUP_COLUMNS), tied,
        _join(machine), _list_divided(study, tables, said, coders), (*notes, *dropped))


def _join(tables: list[pd.DataFrame]) -> pd.DataFrame:
    return pd.concat(tables, ignore_index=True)[PAIR_COLUMNS] if tables else pd.DataFrame(columns=PAIR_COLUMNS)


def _place_codes(study: Study, rows: pd.DataFrame) -> tuple[pd.DataFrame, list[str]]:
    """The codes of the corpus's sentences with the sentence's place, and what was left out."""
    questions = {question.variable: question for question in list_questions()}
    words = {question.words for question in questions.values()}
    unknown = sorted(set(rows["variable"]) - set(questions) - words)
    notes = [f"No question is known for {', '.join(unknown)}, so these codes were left out."] if unknown else []
    asked = rows[rows["variable"].isin(questions)]
    for row in asked.drop_duplicates(["variable", "value"]).itertuples():
        if questions[row.variable].find_answer(row.value) is None:
            raise UserError(f"{row.coder} coded {row.variable} of {row.article_id}, {row.start}–{row.end}, as "
                            f"'{row.value}'. Its codes are {_name_answers(questions[row.variable])}. Correct that row.")
    placed = asked.merge(study.sentences[PLACE], on=_OFFSETS)
    if placed.empty:
        raise UserError(f"None of the codes belongs to a sentence of {study.folder}. Name the corpus that was coded "
                        "with --corpus.")
    if len(placed) < len(asked):
        notes.append(f"{len(asked) - len(placed)} codes stand at no sentence of {study.folder.resolve().name} and were "
                     "left out: was the text changed since?")
    return placed, notes


def _name_answers(question: Question) -> str:
    return ", ".join(answer.value or "(empty)" for answer in question.answers)


def _spread(codes: pd.DataFrame) -> pd.DataFrame:
    """Sentences × coders; what was not coded is missing."""
    return codes.drop_duplicates([*_KEY, "coder"], keep="last").pivot(index=_KEY, columns="coder", values="value")


def _read_codes(codes: pd.DataFrame, variable: str) -> pd.DataFrame:
    """Codes in the shape that alpha takes: numbers where the level is not nominal, a question being none."""
    if describe_variable(variable).level == "nominal":
        return codes
    return codes.where(codes != QUESTION).astype(float)


def _make_alike(codes: pd.DataFrame, said: pd.DataFrame, variable: str) -> tuple[pd.DataFrame, pd.Series]:
    """Coders' codes and the machine's in the shape in which the two are compared: tones by their sign."""
    numbers, theirs = _read_codes(codes, variable), said["code"].reindex(codes.index)
    if not is_tone(variable):
        return numbers, theirs
    tones = numbers.assign(**{MACHINE: theirs}).astype(float)
    flat = tones.to_numpy().ravel()
    signs = sign_tones(pd.DataFrame({"reference": flat, "other": flat}), NEUTRAL_BELOW)["other"].to_numpy()
    signed = pd.DataFrame(signs.reshape(tones.shape), index=tones.index, columns=tones.columns)
    return signed[[*codes.columns]], signed[MACHINE]


def _find_parted(codes: pd.DataFrame, said: pd.DataFrame | None, variable: str) -> pd.Series:
    """Whether somebody who coded a sentence differs from the machine there."""
    if said is None:
        return pd.Series(False, index=codes.index)
    ours, theirs = _make_alike(codes, said, variable)
    same = ours.eq(theirs, axis=0) | ours.isna().mul(theirs.isna(), axis=0)  # a question is none, for both
    return (codes.notna() & ~same).any(axis=1) & codes.index.isin(said.index)


def _list_divided(study: Study, tables: dict[str, pd.DataFrame], said: dict[str, pd.DataFrame],
                  coders: list[str]) -> pd.DataFrame:
    """Every sentence and variable on which two coders differ, or a coder and the machine; the most divided first."""
    places = study.sentences.set_index(_KEY)[["paragraph", "start", "end"]].to_dict("index")
    rows = []
    for variable, codes in tables.items():
        theirs = said[variable].reindex(codes.index).to_dict("records") if variable in said else None
        parted = _find_parted(codes, said.get(variable), variable)
        for number, (key, given) in enumerate(zip(codes.index, codes.to_dict("records"))):
            given = {coder: value for coder, value in given.items() if not pd.isna(value)}
            divided = measure_division(given.values())
            if divided or parted.iloc[number]:
                shown = {"shown": "", "rule": ""} if theirs is None else theirs[number]
                rows.append({"variable": variable, "divided": divided, MACHINE: shown["shown"], "rule": shown["rule"]}
                            | {coder: value or EMPTY for coder, value in given.items()}
                            | dict(zip(_KEY, key)) | places[key])
    columns = [*PLACE_COLUMNS, "variable", "divided", *coders, MACHINE, "rule"]
    listed = pd.DataFrame(rows, columns=columns)
    filled = [*coders, MACHINE, "rule"]
    listed[filled] = listed[filled].fillna("")
    order = {variable: number for number, variable in enumerate(tables)}
    return listed.assign(order=listed["variable"].map(order)).sort_values(
        ["divided", "article_id", "sentence", "order"], ascending=[False, True, True, True],
        ignore_index=True).drop(columns="order")


def measure_division(codes: Iterable[str]) -> float:
    """Measure how divided coders are on one sentence: the share of their pairs who differ, 0..1; 0 for a single one.

    Examples
    --------
    >>> measure_division(["yes", "yes", "no"]), measure_division(["yes"])
    (0.6666666666666666, 0.0)
    """
    given = list(codes)
    pairs = [*combinations(Counter(given).values(), 2)]
    return sum(a * b for a, b in pairs) / (len(given) * (len(given) - 1) / 2) if len(given) > 1 else 0.0

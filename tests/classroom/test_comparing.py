"""Coders compared: the alphas of other libraries, what is missing is no disagreement, and the most divided first."""

import numpy as np
import pandas as pd
import pytest
from krippendorff import alpha
from nltk.metrics.agreement import AnnotationTask
from nltk.metrics.distance import binary_distance, interval_distance

from analysis.classroom.collecting import read_coders
from analysis.classroom.comparing import compare_coders
from analysis.classroom.page import TABLES, render_comparison, write_comparison
from analysis.classroom.questions import load_questions
from analysis.files import UserError
from analysis.study import load_study

LEVELS = {"voice": "nominal", "certainty": "ordinal", "loaded_language": "nominal", "tone": "interval"}
DISTANCES = {"nominal": binary_distance, "interval": interval_distance}


def simulate(code, coders, variable, missing=0.0, seed=1):
    """Coders who say the same two times in three: their answers, coders × sentences, and the folder."""
    draw = np.random.default_rng(seed)
    values = [answer.value for answer in load_questions([variable])[0].answers if answer.value != "question"]
    truth = draw.choice(values, 17)
    said = [[None if draw.random() < missing else str(true if draw.random() < 0.66 else draw.choice(values))
             for true in truth] for _ in coders]
    for coder, answers in zip(coders, said):
        folder = code(coder, variable, answers)
    return said, folder


def ask_krippendorff(said, level):
    domain = sorted({value for row in said for value in row if value is not None},
                    key=str if level == "nominal" else float)
    numbers = {value: place if level == "nominal" else float(value) for place, value in enumerate(domain)}
    return alpha(np.array([[numbers.get(value, np.nan) for value in row] for row in said]), level_of_measurement=level)


@pytest.mark.parametrize("variable, level", LEVELS.items())
def test_alpha_of_two_is_that_of_other_libraries(study, code, variable, level):
    said, folder = simulate(code, ["AB", "CD"], variable)
    comparison = compare_coders(study, *read_coders([folder]))
    ours, = comparison.group["alpha"]
    assert ours == pytest.approx(ask_krippendorff(said, level)) and ours == comparison.pairs["alpha"].item()
    if level in DISTANCES:
        numbers = (lambda value: value) if level == "nominal" else float
        triples = [(coder, item, numbers(value)) for coder, row in zip("AB", said) for item, value in enumerate(row)]
        assert ours == pytest.approx(AnnotationTask(triples, distance=DISTANCES[level]).alpha())
    assert comparison.group.loc[0, "low"] < ours < comparison.group.loc[0, "high"]


def test_the_coded_part_of_a_corpus_is_enough(study, code):
    rows, _ = read_coders([simulate(code, ["AB", "CD", "EF"], "certainty")[1]])
    whole, part = (compare_coders(each, rows) for each in (study, load_study(study.folder, only=["truss_wire"])))
    for name in TABLES:
        pd.testing.assert_frame_equal(getattr(whole, name), getattr(part, name), check_exact=True)
    assert render_comparison(study, whole) == render_comparison(study, part)


@pytest.mark.parametrize("variable, level", LEVELS.items())
def test_alpha_of_a_class_with_gaps_is_the_librarys(study, code, variable, level):
    coders = [f"C{number}" for number in range(5)]
    said, folder = simulate(code, coders, variable, missing=0.3)
    comparison = compare_coders(study, *read_coders([folder]))
    assert comparison.group["alpha"].item() == pytest.approx(ask_krippendorff(said, level))
    for pair in comparison.pairs.itertuples():
        two = [said[coders.index(pair.coder)], said[coders.index(pair.other)]]
        assert pair.n == sum(a is not None and b is not None for a, b in zip(*two))
        assert pair.alpha == pytest.approx(ask_krippendorff(two, level))
    assert len(comparison.pairs) == 10 and sorted(comparison.coders) == coders


def test_what_is_missing_is_no_disagreement(study, code):
    code("AB", "voice", ["direct", "mixed", "narration"])
    folder = code("CD", "voice", ["direct", None, "direct"])
    comparison = compare_coders(study, *read_coders([folder]))
    assert comparison.pairs[["n", "share_same"]].values.tolist() == [[2, 0.5]]
    divided = comparison.disagreements.query("divided > 0")
    assert divided[["sentence", "AB", "CD", "divided"]].values.tolist() == [[2, "narration", "direct", 1.0]]


def test_the_most_divided_come_first_and_the_machine_and_its_rule_stand_beside(study, code):
    for coder, first in (("AB", "yes"), ("CD", "no"), ("EF", "yes")):
        folder = code(coder, "loaded_language", ["yes", first, "no"], article="truss_tabloid")
    listed = compare_coders(study, *read_coders([folder])).disagreements
    assert listed["divided"].round(2).tolist() == sorted(listed["divided"].round(2), reverse=True)
    first = listed.iloc[0]
    assert (first["sentence"], first["divided"], first["machine"]) == (1, pytest.approx(2 / 3), "yes")
    assert first["rule"].startswith("loaded_language: ")
    assert (listed.iloc[1:]["divided"] == 0).all() and (listed.iloc[1:]["machine"] == "yes").all()


def test_a_question_has_no_grade_but_is_another_answer(study, code):
    code("AB", "certainty", ["question", "4", "5", "2"])
    folder = code("CD", "certainty", ["4", "4", "5", "1"])
    comparison = compare_coders(study, *read_coders([folder]))
    assert comparison.pairs["n"].item() == 3
    assert comparison.disagreements.query("divided > 0")["AB"].tolist() == ["question", "2"]


def test_tone_is_held_against_the_machine_by_its_sign(study, code):
    folder = code("AB", "tone", ["0"] * 17)
    tones = study.sentences.query("article_id == 'truss_wire'").sort_values("start")["tone"].head(17)
    row = compare_coders(study, *read_coders([folder])).machine.iloc[0]
    assert (row["coder"], row["other"], row["n"]) == ("AB", "machine", 17)
    assert row["share_same"] == pytest.approx((tones.abs() < 0.05).mean())


def test_one_coder_is_held_against_the_machine_alone(study, code):
    comparison = compare_coders(study, *read_coders([code("AB", "voice", ["direct", "narration"])]))
    assert comparison.group.empty and comparison.pairs.empty and comparison.machine["n"].tolist() == [2]
    page = render_comparison(study, comparison)
    assert "There is no second coder" in page and "Who agrees with whom" not in page


@pytest.mark.parametrize("other", [{"variable": "tone", "values": ["0"]},
                                   {"variable": "voice", "values": [None, "direct"]}])
@pytest.mark.parametrize("n", [2, 3])
def test_coders_who_share_no_sentence_have_no_alpha(study, code, other, n):
    folder = code("AB", "voice", ["direct"])
    for number in range(1, n):
        code(f"C{number}", **other | ({"article": "truss_tabloid"} if number > 1 else {}))
    comparison = compare_coders(study, *read_coders([folder]))
    assert len(comparison.coders) == n and comparison.group["alpha"].isna().all()
    page = render_comparison(study, comparison)
    assert "No alpha is defined" in page and "Who agrees with whom" not in page


def test_one_name_for_two_people_is_noticed(study, code, tmp_path):
    code("AB", "voice", ["direct"])
    code("AB", "voice", ["mixed"], folder=tmp_path / "codings" / "row 2")
    with pytest.raises(UserError, match="AB coded truss_wire in two files"):
        read_coders([tmp_path / "codings"])


def test_other_files_in_a_folder_are_told_and_left_out(code):
    folder = code("AB", "voice", ["direct"])
    (folder / "grades.csv").write_text("name,grade\nAB,1\n")
    rows, notes = read_coders([folder])
    assert len(rows) == 1 and "grades.csv is no coder's file" in notes[0] and "It was left out." in notes[0]
    with pytest.raises(UserError, match="no coder's file"):
        read_coders([folder / "grades.csv"])


@pytest.mark.parametrize("change, words", [
    ({"value": "shouting"}, "AB coded voice of truss_wire, 0–.*'shouting'. Its codes are narration"),
    ({"article_id": "sun"}, "None of the codes belongs to a sentence of .*--corpus")])
def test_what_cannot_be_compared_is_refused(study, code, change, words):
    rows, _ = read_coders([code("AB", "voice", ["direct"])])
    with pytest.raises(UserError, match=words):
        compare_coders(study, rows.assign(**change))


def test_the_page_groups_a_class_by_code_and_the_table_has_a_column_for_each(study, code, tmp_path):
    for number in range(9):
        folder = code(f"C{number}", "voice", ["direct" if number < 6 else "mixed"])
    comparison = compare_coders(study, *read_coders([folder]))
    page, *tables = write_comparison(study, comparison, tmp_path / "page.html")
    assert "direct by 6 (C" in page.read_text(encoding="utf-8")
    assert [table.name for table in tables] == ["group.csv", "pairs.csv", "machine.csv", "disagreements.csv"]
    listed = pd.read_csv(tables[-1])
    assert {f"C{number}" for number in range(9)} <= {*listed.columns} and listed["divided"].item() == 0.5


def test_names_are_kept_from_git_and_other_files_from_us(study, code, tmp_path, monkeypatch):
    comparison = compare_coders(study, *read_coders([code("AB", "voice", ["direct"])]))
    monkeypatch.chdir(tmp_path)
    assert write_comparison(study, comparison)[0].as_posix() == "private/coders_classroom.html"
    (tmp_path / "mine.html").write_text("<p>Mine.</p>")
    with pytest.raises(UserError, match="no comparison of this study"):
        write_comparison(study, comparison, tmp_path / "mine.html")

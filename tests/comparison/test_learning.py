"""A learnt measure: what it needs, what it is worth, and a file that holds no sentence."""

import hashlib
import json
import os
import random
import shutil
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from analysis.comparison.learning import fit_model, load_model, train_file, write_model
from analysis.comparison.learning.training import compare_scores, try_model
from analysis.comparison.rows import list_rows
from analysis.files import UserError
from analysis.freezing import freeze_study
from analysis.presentation.findings import state_findings
from analysis.study import load_study

LABELLED = os.environ.get("FRAMING_LABELLED")
SUBJECTS = ("plan", "bridge", "budget", "tide", "school")
OPENINGS = ("Today", "At noon", "Again", "On Monday", "In May")
JUDGING, PLAIN = ("shameless", "splendid", "wretched", "glorious"), ("new", "second", "northern", "wooden")


def make_rows(n, seed=0):
    """Sentences that judge (1) or do not (0), four to an article."""
    draw = random.Random(seed)
    rows = []
    for number in range(n):
        label = draw.randrange(2)
        word = draw.choice(JUDGING if label else PLAIN)
        rows.append((f"{draw.choice(OPENINGS)} the {word} {draw.choice(SUBJECTS)} number {number} was shown.", label,
                     f"article{number // 4}"))
    return pd.DataFrame(rows, columns=["text", "label", "article"])


def save(folder, rows):
    rows.to_csv(folder / "coded.csv", index=False)
    return folder / "coded.csv"


@pytest.fixture(scope="module")
def training(tmp_path_factory):
    return train_file(save(tmp_path_factory.mktemp("coded"), make_rows(140)), "loaded_language", article="article")


def test_what_can_be_learnt_is_learnt_and_stands_beside_the_others(training):
    auc = training.figures.set_index("scorer")["auc"]
    assert [*auc.index] == ["learnt", "loaded_language", "tf_idf", "sentence_length", "textblob", "vader"]
    assert auc["learnt"] > 0.95 and training.figures["behind"].iloc[0] == 0 and training.notes == ()
    assert training.model.about["n"] == 140 and training.model.about["n_articles"] == 35


def test_no_sentence_is_scored_by_a_model_that_saw_its_article(tmp_path):
    """What repeats inside articles alone cannot be learnt: each article has a word and a label of its own."""
    names = [f"z{hashlib.sha256(str(number).encode()).hexdigest()[:8]}" for number in range(40)]
    rows = pd.DataFrame([(f"The {name} was shown again.", number % 2, name) for number, name in enumerate(names)
                         for _ in range(4)], columns=["text", "label", "article"])
    with pytest.raises(UserError, match="cannot be told from guessing"):
        train_file(save(tmp_path, rows), "loaded_language", article="article")
    shuffled = train_file(save(tmp_path, rows.sample(frac=1, random_state=0)), "loaded_language")
    assert shuffled.figures["auc"].iloc[0] > 0.9 and "runs of neighbouring rows" in shuffled.notes[0]


def test_a_model_is_the_same_when_it_is_read_again_and_holds_no_sentence(training, tmp_path):
    write_model(tmp_path / "m.json", training.model)
    texts, again = make_rows(20, seed=9)["text"].tolist(), load_model(tmp_path / "m.json")
    assert again.score_texts(texts) == pytest.approx(training.model.score_texts(texts), abs=1e-3)
    content = json.loads((tmp_path / "m.json").read_text())
    assert max(len(term.split()) for term in content["terms"]["words"]) == 2
    assert "140 was" not in content["terms"]["words"] and "was shown" in content["terms"]["words"]  # of two texts alone
    assert max(map(len, content["terms"]["letters"])) == 5
    assert content["about"]["sha256"] and training.model.score_texts([]).shape == (0,)


@pytest.mark.parametrize("rows, problem", [
    (make_rows(60), "at least 40 more codes"),
    (make_rows(200).assign(label=0), "30 more codes of 1"),
    (make_rows(200).assign(label=lambda rows: rows["label"] * 2 - 1), "labels other than 0 and 1")])
def test_too_little_is_refused_with_what_is_lacking(tmp_path, rows, problem):
    with pytest.raises(UserError, match=problem):
        train_file(save(tmp_path, rows), "loaded_language", article="article")


@pytest.mark.parametrize("content", ["{}", "[1]", "no", '{"format": "framing model 1", "measures": []}'])
def test_another_file_is_no_model(tmp_path, content):
    (tmp_path / "m.json").write_text(content)
    with pytest.raises(UserError, match="m.json (is no model|was made by another version)"):
        load_model(tmp_path / "m.json")


def test_a_comparison_is_paired():
    labels = np.array([0, 1] * 30, dtype=float)
    table = compare_scores(labels, {"a": labels, "b": labels, "c": -labels}).set_index("scorer")
    assert table["auc"].tolist() == [1, 1, 0] and table["behind"].tolist() == [0, 0, 1]


def test_curly_marks_and_empty_texts_are_no_harm():
    model = fit_model(["It isn’t so.", "“Go,” he said.", "", "…"] * 2, [1, 0, 1, 0] * 2)
    assert np.isfinite(model.score_texts(["", "Привет", "“”", "a" * 5_000])).all()
    with pytest.raises(UserError, match="No word stands in two of the texts"):
        fit_model(["One.", "Two."], [0, 1])


@pytest.mark.long
@pytest.mark.skipif(not LABELLED, reason="the labelled sets are not here: set FRAMING_LABELLED to their folder")
def test_half_of_a_set_of_others_teaches_more_than_plain_words_do(tmp_path):
    """The features were chosen by cross-validation on the first half; the second, looked at here, chose nothing."""
    rows = pd.read_csv(Path(LABELLED) / "subjectivity_news.csv")
    second = np.array([int(hashlib.sha256(text.encode()).hexdigest(), 16) % 2 for text in rows["text"]]) == 1
    for name, part in (("first", rows[~second]), ("second", rows[second])):
        part.to_csv(tmp_path / f"{name}.csv", index=False)
    model = train_file(tmp_path / "first.csv", "loaded_language").model
    figures = try_model(model, tmp_path / "first.csv", tmp_path / "second.csv", "loaded_language").set_index("scorer")
    print(figures.round(3))
    assert figures.loc["tf_idf", "behind"] >= 0.03 and figures.loc["tf_idf", "behind_low"] > 0


def test_what_cannot_be_told_from_guessing_is_refused(tmp_path):
    draw = random.Random(1)
    rows = make_rows(160).assign(label=[draw.randrange(2) for _ in range(160)])
    with pytest.raises(UserError, match="cannot be told from guessing: area under the ROC curve 0.*(more would|agree)"):
        train_file(save(tmp_path, rows), "loaded_language", article="article")


def test_intervals_draw_whole_articles():
    labels, score = np.array([0, 0, 1, 1] * 20, dtype=float), np.tile([0.1, 0.4, 0.3, 0.9], 20)
    rows, one = (compare_scores(labels, {"x": score}, articles).iloc[0] for articles in (None, np.arange(80) // 4))
    assert rows["auc"] == one["auc"] == 0.75
    assert one["low"] == one["high"] == pytest.approx(0.75), "articles that are all alike"
    assert rows["low"] < 0.74


def test_a_learnt_measure_is_a_measure_of_the_study(tmp_path):
    folder = tmp_path / "own"
    (folder / "texts").mkdir(parents=True)
    words = {"a1": "A shameless lie.\n\nTrains ran at noon.", "a2": "Shameless again.\n\nA shameless stunt.",
             "b1": "Trains ran.\n\nThe bridge opened at noon.", "b2": "It opened at noon."}
    for name, text in words.items():
        (folder / "texts" / f"{name}.txt").write_text(text + "\n", encoding="utf-8")
    (folder / "articles.csv").write_text("article_id,group\n" + "".join(f"{name},{name[0]}\n" for name in words))
    model = fit_model(["A shameless lie.", "Trains ran at noon.", "A shameless stunt.", "It ran at noon."],
                      [1, 0, 1, 0])
    write_model(folder / "blaming.json", model)
    plan = '[learnt]\nblaming = "blaming.json"\n[[planned]]\nnumber = 1\nmeasure = "learnt_blaming"\n'
    (folder / "study.toml").write_text(plan)
    study = load_study(folder)
    rows = study.measures.query("measure == 'learnt_blaming' and part == 'body'").set_index("article_id")
    by_hand = study.scores[study.scores["part"] == "body"].groupby("article_id")["score"].mean()
    assert rows["value"].to_dict() == pytest.approx(by_hand.to_dict(), abs=1e-5) and len(rows) == 4
    behind = list_rows("learnt_blaming", study.tables)
    behind = behind[behind["part"] == "body"].groupby("article_id")["amount"].sum()
    assert rows["numerator"].to_dict() == pytest.approx(behind.to_dict(), abs=1e-5)
    found, = state_findings(study.comparisons, study.measures, study.articles, study.plan)
    assert found.title.startswith("Every a article scores higher in the body as “blaming” than every b article: on ")
    freeze_study(folder)
    shutil.rmtree(folder / "texts")
    again = load_study(folder)
    assert again.source == "tables" and again.comparisons.equals(study.comparisons)
    (folder / "study.toml").write_text('[[planned]]\nnumber = 1\nmeasure = "learnt_blaming"\n')
    with pytest.raises(UserError, match="learnt_blaming is planned, and .learnt. does not name its model"):
        load_study(folder)

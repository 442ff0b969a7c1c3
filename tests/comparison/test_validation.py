"""Measures against labels: the arithmetic by hand and by other libraries, and files that cannot be read."""

import json
import re
from functools import partial
from math import isnan, nan

import numpy as np
import pandas as pd
import pytest
import sklearn.metrics as sk
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from analysis.comparison import scores
from analysis.comparison.validation.instruments import INSTRUMENTS
from analysis.comparison.validation.intervals import bootstrap, measure_once
from analysis.comparison.validation.validations import list_misses, make_record, validate_file
from analysis.comparison.validation.verdicts import state_verdict
from analysis.files import UserError

# Ten rows; the hedges are may, perhaps and likely (found and right), reportedly (found and wrong).
ROWS = [("The mayor may leave.", 1), ("Perhaps the bridge holds.", 1), ("A strike is likely.", 1),
        ("The talks go on.", 1), ("Rain is due.", 1), ("It reportedly rained.", 0),
        ("The bridge is old.", 0), ("The mayor left.", 0), ("Bread costs more.", 0), ("Ships wait outside.", 0)]
AS_CSV = "text,label\n" + "".join(f"{text},{label}\n" for text, label in ROWS)


@pytest.fixture
def put(tmp_path):
    def write(content, name="mine.csv"):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path
    return write


def put_rows(put, rows, name="mine.csv"):
    return put(pd.DataFrame(rows, columns=["text", "label"]).to_csv(index=False), name)


def test_the_ten_rows(put):
    validation = validate_file(put(AS_CSV), "hedging")
    # Of 5 × 5 pairs: may and perhaps (strength 4 − 2) beat all five; likely (4 − 3) beats four and ties with
    # reportedly; each of the two missed loses to reportedly and ties with the other four.
    assert validation.metrics.loc["auc", "value"] == pytest.approx((5 + 5 + 4.5 + 2 * 4 * 0.5) / 25)
    assert validation.metrics.loc["f1", "value"] == pytest.approx(2 * 3 / (4 + 5))
    assert (validation.n, validation.positives, validation.unit) == (10, 5, "row")
    assert validation.metrics.loc["f1", "always_positive"] == pytest.approx(2 * 0.5 / (1 + 0.5))
    assert validation.metrics.loc["auc", "always_positive"] == 0.5


@pytest.mark.parametrize("name, content", [
    ("mine.CSV", "\ufeff" + AS_CSV),
    ("mine.csv", AS_CSV.replace("\n", "\r\n").replace(",1", ", TRUE").replace(",0", ",false")),
    ("mine.tsv", AS_CSV.replace(",", "\t")),
    ("mine.jsonl", "\n\n".join(json.dumps({"text": text, "label": bool(label)}) for text, label in ROWS)),
    ("mine.ndjson", "\n".join(json.dumps({"text": text, "label": str(label)}) for text, label in ROWS)),
])
def test_the_form_of_a_file_changes_no_figure(put, name, content):
    metrics = validate_file(put(content, name), "hedging").metrics
    pd.testing.assert_frame_equal(metrics, validate_file(put(AS_CSV), "hedging").metrics)


def test_columns_by_other_names_and_columns_that_do_not_matter(put):
    path = put("id,hedged,sentence\n" + "".join(f"x,{label},{text}\n" for text, label in ROWS))
    assert validate_file(path, "hedging", "sentence", "hedged").metrics.loc["f1", "value"] == pytest.approx(2 / 3)


def test_quotation_marks_that_quote_nothing_in_a_tsv(put):
    path = put('text\tlabel\n"Perhaps," he said.\t1\nIt rained.\t0\n', "mine.tsv")
    assert validate_file(path, "hedging").metrics["value"].tolist() == [1, 1]


@pytest.mark.parametrize("name, content, problem", [
    ("mine.csv", "", "mine.csv is empty"),
    ("mine.csv", "text,label\n", "has column names but no rows"),
    ("mine.csv", "sentence,label\na,1\n", "has no column 'text'; it has sentence, label. Name the right one with"),
    ("mine.csv", "text,code\na,1\n", "has no column 'label'; it has text, code. Name the right one with --label"),
    ("mine.csv", "text,label\na,1\n\nb,\n", "mine.csv, row 4: the label is empty"),
    ("mine.csv", 'text,label\n"a\nb",1\nc,yes\n', "mine.csv, row 3: the label 'yes' is no number"),
    ("mine.csv", "text,label\na,inf\n", "mine.csv, row 2: the label 'inf' is no number"),
    ("mine.csv", "text,label\na,1,2\n", "row 2: 3 cells instead of 2"),
    ("mine.tsv", "text\tlabel\na\t1\t2\n", "row 2: 3 cells instead of 2. Put a cell that holds a tab into"),
    ("mine.csv", "text,label\n—,1\n,0\n", "has no row with a word in it"),
    ("mine.csv", "text,label\nCafé,1\n".encode("latin-1"), "mine.csv is not UTF-8 text"),
    ("mine.xlsx", "text,label\n", "mine.xlsx ends in none of .csv, .tsv, .tab, .jsonl"),
    ("mine.jsonl", '{"text": "a", "label": 1}\n{"text": "a"', "mine.jsonl, row 2, is no JSON object"),
    ("mine.jsonl", '[{"text": "a", "label": 1}]', "mine.jsonl, row 1, is no JSON object"),
    ("mine.jsonl", '{"text": "a", "code": 1}', "row 1, has no 'label'; it has text, code. Name the right one with"),
    ("mine.jsonl", '{"text": "a", "label": null}', "row 1: the label is empty"),
    ("mine.jsonl", '{"text": 5, "label": 1}', "row 1: 'text' is no text"),
])
def test_a_file_that_cannot_be_read(put, name, content, problem):
    with pytest.raises(UserError, match=re.escape(problem)) as error:
        validate_file(put(content, name), "hedging")
    assert str(error.value).endswith(".") and "\n" not in str(error.value)


@pytest.mark.parametrize("measure, problem", [
    ("mood", "'mood' is no measure. Known are loaded_language, hedging,"),
    ("targeted_tone", "has no column 'target_start'; it has text, label. It says where in the text the target stands"),
])
def test_a_measure_that_is_not_there(put, measure, problem):
    with pytest.raises(UserError, match=problem):
        validate_file(put(AS_CSV), measure)


@pytest.mark.parametrize("rows, measure, undefined", [
    ([("He may go.", 1), ("He left.", 1)], "hedging", {"auc"}),  # F1 = 2 × 1 / (1 + 2) stays
    ([("He may go.", 0), ("He left.", 0)], "hedging", {"auc", "f1"}),
    ([("He may go.", 1)], "hedging", {"auc"}),
    ([("A vile lie.", -1), ("It rained.", -1)], "tone", {"macro_f1", "pearson", "spearman"}),
    ([("He may go.", 2.5), ("He left.", 2.5)], "certainty", {"pearson", "spearman"}),
    ([("It rained.", 2.5), ("He left.", 3)], "certainty", {"pearson", "spearman"}),  # both grade 4
])
def test_what_is_undefined_is_nan_and_nothing_warns(put, rows, measure, undefined):
    validation = validate_file(put_rows(put, rows), measure)
    values = validation.metrics["value"]
    assert set(values.index[values.isna()]) == undefined
    assert validation.metrics.loc[list(undefined), ["low", "high"]].isna().all(axis=None)
    record = json.loads(json.dumps(make_record(validation), allow_nan=False))
    assert all(record[name] is None and record["intervals"][name] == [None, None] for name in undefined)
    assert state_verdict(validation).endswith(".")
    constant = len({label for _, label in rows}) == 1
    assert any("Every label is" in note for note in validation.notes) == constant


def test_rows_without_a_word_are_left_out_and_said(put):
    validation = validate_file(put(AS_CSV + ",1\n—,0\n"), "hedging")
    assert (validation.n, validation.n_left_out, validation.positives) == (10, 2, 5)
    assert "Rows without a word were left out: 2." in validation.notes
    pd.testing.assert_frame_equal(validation.metrics, validate_file(put(AS_CSV), "hedging").metrics)


def test_three_classes(put):
    rows = [("A wonderful, brilliant win.", 1), ("A terrible, vile disaster.", -1), ("It rained.", 0), ("A hat.", 1)]
    metrics = validate_file(put_rows(put, rows), "tone").metrics
    # negative 1 / 1; neutral 2 × 1 / (2 + 1); positive 2 × 1 / (1 + 2)
    assert metrics.loc["macro_f1", "value"] == pytest.approx((1 + 2 / 3 + 2 / 3) / 3)
    assert metrics.loc["macro_f1", ["always_positive", "majority_class"]].tolist() == pytest.approx([2 / 9] * 2)
    assert list(metrics.index) == ["macro_f1", "pearson", "spearman"]
    loading = validate_file(put_rows(put, rows), "loaded_language").metrics  # has no negative side
    assert list(loading.index) == ["pearson", "spearman"]


def test_numbers(put):
    rows = [("The mayor clearly left.", 6), ("The mayor left.", 5), ("The mayor may leave.", 2.5), ("Perhaps.", 3)]
    metrics = validate_file(put_rows(put, rows), "certainty").metrics
    grades, labels = [5, 4, 1.5, 1.5], [label for _, label in rows]  # half a grade less where uncertain
    assert metrics["value"].tolist() == pytest.approx([stats.pearsonr(grades, labels)[0],
                                                       stats.spearmanr(grades, labels)[0]])
    assert metrics.loc["pearson", "sentence_length"] == pytest.approx(stats.pearsonr([4, 3, 4, 1], labels)[0])


@pytest.mark.parametrize("measure, low, high", [
    ("loaded_language", "It was a day.", "It was a vile day."),
    ("loaded_language", "It was a vile day.", "It was a vile, shameful day."),
    ("loaded_language", "A vile day for all who had to walk home in the rain.", "A vile day."),
    ("hedging", "About 300 left.", "Some may have left."),
    ("uncertainty", "He left.", "He asked whether she left."),
    ("certainty", "He may go.", "He left."),
    ("certainty", "Why did he go?", "He may go."),
    ("tone", "It isn’t great.", "It is great."),
])
def test_scores_keep_the_order_that_the_codebook_gives(measure, low, high):
    assert INSTRUMENTS[measure].score_text(low) < INSTRUMENTS[measure].score_text(high)


@settings(max_examples=30)
@given(st.text(min_size=1).map(lambda text: f"{text} word"))
def test_any_text_with_a_word_has_a_score(text):
    target = [(0, len(text)) if instrument.has_target else () for instrument in INSTRUMENTS.values()]
    assert all(np.isfinite(each.score_text(text, *where)) for each, where in zip(INSTRUMENTS.values(), target))


# -- the arithmetic, held against sklearn and scipy --------------------------------------------------------------

rows_of_numbers = st.lists(st.tuples(st.integers(0, 1), st.integers(-3, 3), st.integers(0, 4)), min_size=3, max_size=20)


@settings(max_examples=100)
@given(rows_of_numbers)
def test_metrics_of_resamples_are_those_of_the_rows_drawn(rows):
    gold, score, weights = np.array(rows).T
    drawn, scored = np.repeat(gold, weights), np.repeat(score, weights)
    weights = weights[None, :].astype(float)
    if len(set(drawn)) == 2:
        assert scores.measure_auc(weights, gold, score)[0] == pytest.approx(sk.roc_auc_score(drawn, scored))
    elif weights.any():
        assert isnan(scores.measure_auc(weights, gold, score)[0])
    if drawn.any():
        assert scores.measure_f1(weights, gold, score > 0)[0] == pytest.approx(sk.f1_score(drawn, scored > 0))
    if len(set(drawn)) == 2 and len(set(scored)) > 1:
        assert scores.measure_pearson(weights, gold, score)[0] == pytest.approx(stats.pearsonr(drawn, scored)[0])
        assert scores.measure_spearman(weights, gold, score)[0] == pytest.approx(stats.spearmanr(drawn, scored)[0])


@settings(max_examples=50)
@given(st.lists(st.tuples(st.sampled_from([-1, 0, 1]), st.sampled_from([-1, 0, 1])), max_size=20))
def test_macro_f1_is_that_of_sklearn(rows):
    gold, found = np.array([(-1, 1), (0, 0), (1, 1), *rows]).T
    ours = measure_once(partial(scores.measure_macro_f1, gold=gold, found=found), gold.size)
    assert ours == pytest.approx(sk.f1_score(gold, found, average="macro"))


@settings(max_examples=50)
@given(st.lists(st.tuples(st.booleans(), st.integers(0, 5)), max_size=12))
def test_the_best_threshold_is_the_best_of_all(rows):
    gold, score = np.array([(True, 1), *rows]).T
    assert scores.find_best_f1(gold, score) == pytest.approx(max(sk.f1_score(gold, score >= at) for at in set(score)))


@pytest.mark.parametrize("score, auc", [([1, 2, 3, 4], 1), ([4, 3, 2, 1], 0), ([7, 7, 7, 7], 0.5)])
def test_a_perfect_a_reversed_and_a_constant_score(score, auc):
    metric = partial(scores.measure_auc, gold=[0, 0, 1, 1], score=score)
    table = bootstrap({"auc": metric}, 4)
    assert table.loc["auc"].tolist() == [auc, auc, auc]


def test_counts_without_anything_found_or_to_be_found():
    counts = {"hits": [0], "found": [0], "gold": [2]}
    assert isnan(measure_once(partial(scores.measure_precision, **counts), 1))
    assert measure_once(partial(scores.measure_recall, **counts), 1) == 0
    assert isnan(measure_once(partial(scores.measure_counted_f1, hits=[0], found=[2], gold=[0]), 1))


def test_the_interval_holds_the_value_and_the_seed_decides_it(put):
    path = put(AS_CSV)
    first, again, other = (validate_file(path, "hedging", seed=seed).metrics for seed in (0, 0, 1))
    assert ((first["low"] < first["value"]) & (first["value"] < first["high"])).all()
    pd.testing.assert_frame_equal(first, again)
    assert first["value"].equals(other["value"]) and not first["low"].equals(other["low"])


@pytest.mark.parametrize("value, low, high, vader, words", [
    (0.8, 0.7, 0.9, 0.6, "AUC 0.800 (0.700 to 0.900) is above the best baseline, VADER at 0.600, and so is its"),
    (0.8, 0.5, 0.9, 0.6, "is above the best baseline, VADER at 0.600, but its interval includes it"),
    (0.5, 0.4, 0.9, 0.6, "is below the best baseline, VADER at 0.600, but its interval includes it"),
    (0.5, 0.4, 0.55, 0.6, "is below the best baseline, VADER at 0.600, and so is its whole interval"),
    (0.6, 0.4, 0.9, 0.6, "equals the best baseline, VADER at 0.600."),
    (1.0, 1.0, 1.0, 0.6, "is above the best baseline, VADER at 0.600."),
    (0.5, 0.4, 0.6, nan, "AUC 0.500 (0.400 to 0.600) has no baseline to beat here"),
    (nan, nan, nan, 0.6, "AUC is undefined here"),
])
def test_the_verdict_says_plainly_who_wins(put, value, low, high, vader, words):
    validation = validate_file(put(AS_CSV), "hedging")
    table = pd.DataFrame({"value": value, "low": low, "high": high, "vader": vader}, index=["auc"])
    assert words in state_verdict(type(validation)(**vars(validation) | {"metrics": table}))


def test_misses_are_the_rows_that_lower_f1(put):
    """Ours says 1 to row 2 and row 4; the label says 1 to row 2 and row 3."""
    path = put("text,label\nHe may go.,1\nHe went.,1\nPerhaps.,0\nIt rained.,0\n")
    misses = list_misses(path, "hedging")
    assert misses[["row", "label", "ours"]].values.tolist() == [[4, 0, 1], [3, 1, 0]]
    assert validate_file(path, "hedging").metrics.loc["f1", "value"] == 0.5  # 2 × 1 / (2 + 2)


@pytest.mark.parametrize("measure, rows, message", [
    ("voice", "text,label\na,1\n", "voice is checked against spans"),
    ("hedging", "text,label\na,0.5\n", "has numbers for labels"),
    ("hedging", "text,label\na,-1\n", "has numbers for labels")])
def test_misses_need_labels_that_can_be_hit(put, measure, rows, message):
    with pytest.raises(UserError, match=message):
        list_misses(put(rows), measure)

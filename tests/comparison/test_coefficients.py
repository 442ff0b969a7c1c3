"""Coefficients of agreement, held against other libraries; whole paragraphs are drawn."""

from math import isnan, nan

import numpy as np
import pandas as pd
import pytest
from constructed_codings import make_sentence
from hypothesis import given, settings
from hypothesis import strategies as st
from krippendorff import alpha
from nltk.metrics.agreement import AnnotationTask
from nltk.metrics.distance import binary_distance, interval_distance
from scipy.stats import spearmanr

from analysis.comparison.agreement.coefficients import (
    N_RESAMPLES,
    Resamples,
    measure_alpha,
    measure_alpha_of_counts,
    resample_alpha,
    resample_alpha_of_counts,
)
from analysis.comparison.scores import measure_spearman as resample_spearman


def test_paragraphs_are_drawn_within_their_article():
    sentences = pd.DataFrame([make_sentence(i, article, paragraph=i // 2) for article in "ab" for i in range(6)])
    weights = Resamples(sentences).weigh(sentences)
    assert weights.shape == (N_RESAMPLES, 12)
    assert (weights[:, ::2] == weights[:, 1::2]).all()  # the two sentences of a paragraph go together
    assert (weights[:, :6].sum(axis=1) == 6).all() and (weights[:, 6:].sum(axis=1) == 6).all()
    assert weights.mean() == 1 and abs(weights.mean(axis=0) - 1).max() < 0.1


codes_of_two = st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), min_size=1, max_size=12)


@settings(max_examples=40)
@given(codes_of_two, st.sampled_from(["nominal", "ordinal", "interval"]), st.randoms())
def test_alpha_of_a_resample_is_the_librarys(pairs, level, random):
    first, second = (pd.Series(values, dtype=float) for values in zip(*pairs))
    weights = np.array([[random.randint(0, 3) for _ in pairs] for _ in range(5)])
    for row, ours in zip(weights, resample_alpha(weights, first, second, level)):
        drawn = first.repeat(row), second.repeat(row)
        assert ours == pytest.approx(measure_alpha(*drawn, level), nan_ok=True)
        if len({*drawn[0], *drawn[1]}) > 1:
            assert ours == pytest.approx(alpha(np.array(drawn), level_of_measurement=level))
        else:
            assert isnan(ours)


@settings(max_examples=40)
@given(codes_of_two)
def test_alpha_is_nltks_whoever_comes_first(pairs):
    first, second = (pd.Series(values, dtype=float) for values in zip(*pairs))
    if len({*first, *second}) > 1:
        for level, distance in (("nominal", binary_distance), ("interval", interval_distance)):
            assert measure_alpha(first, second, level) == pytest.approx(ask_nltk(first, second, distance))
    for level in ("nominal", "ordinal", "interval"):
        assert measure_alpha(first, second, level) == pytest.approx(measure_alpha(second, first, level), nan_ok=True)


codes_of_a_class = st.lists(st.lists(st.none() | st.integers(0, 3), min_size=4, max_size=4), min_size=1, max_size=8)


@settings(max_examples=40)
@given(codes_of_a_class, st.sampled_from(["nominal", "ordinal", "interval"]), st.randoms())
def test_alpha_of_a_class_with_gaps_is_the_librarys_in_each_resample(units, level, random):
    domain = np.arange(4)
    counts = np.array([[unit.count(value) for value in domain] for unit in units])
    weights = np.array([[random.randint(0, 2) for _ in units] for _ in range(4)])
    assert resample_alpha_of_counts(np.ones((1, len(units))), counts, domain, level) == pytest.approx(
        [measure_alpha_of_counts(counts, domain, level)], nan_ok=True)
    for row, ours in zip(weights, resample_alpha_of_counts(weights, counts, domain, level)):
        drawn = [unit for unit, n in zip(units, row) for _ in range(n) if len(unit) - unit.count(None) > 1]
        if len({code for unit in drawn for code in unit} - {None}) > 1:
            data = np.array([[nan if code is None else code for code in unit] for unit in drawn]).T
            assert ours == pytest.approx(alpha(data, level_of_measurement=level))
        else:
            assert isnan(ours)


def ask_nltk(first, second, distance):
    codes = [(coder, item, value) for coder, values in (("A", first), ("B", second))
             for item, value in enumerate(values)]
    return AnnotationTask(codes, distance=distance).alpha()


@settings(max_examples=40)
@given(codes_of_two, st.randoms())
def test_spearman_of_a_resample_is_scipys(pairs, random):
    first, second = (pd.Series(values, dtype=float) for values in zip(*pairs))
    weights = np.array([[random.randint(0, 3) for _ in pairs]])
    ours, = resample_spearman(weights, first, second)
    drawn = first.repeat(weights[0]), second.repeat(weights[0])
    if min(values.nunique() for values in drawn) > 1:
        assert ours == pytest.approx(spearmanr(*drawn).statistic)
    else:
        assert isnan(ours)

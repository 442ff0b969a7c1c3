"""Keywords: every figure worked by hand, and held against SciPy."""

from itertools import combinations
from math import log, log2, sqrt

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import chi2_contingency, permutation_test, power_divergence

from analysis.comparison.keywords import choose_keywords, measure_keywords, measure_log_odds, measure_log_ratio
from analysis.comparison.plans import Plan
from analysis.resampling.permutation import permute_columns, permute_counts, permute_groups
from analysis.resampling.splits import mark_splits
from analysis.tables import check

GROUPS = {"sun": "tabloid", "mail": "tabloid", "oped": "opinion", "wire": "agency"}
PLAN = Plan("tabloid", "opinion")
# Ten words each: tabloid 20 words, of which 6 "doom"; opinion 10, of which 1 "doom".
TEXTS = {"sun": {"doom": 4, "the": 6}, "mail": {"doom": 2, "the": 7, "2022": 1},
         "oped": {"doom": 1, "the": 8, "calm": 1}, "wire": {"doom": 9}}


def make_counts(texts, voice="narration"):
    return pd.DataFrame([{"article_id": article, "voice": voice, "word": word, "n": n}
                         for article, words in texts.items() for word, n in words.items()])


def make_articles(groups=GROUPS):
    return pd.DataFrame({"article_id": list(groups), "group": list(groups.values())})


def measure(texts=TEXTS, groups=GROUPS, plan=PLAN, voice="all"):
    table = measure_keywords(make_counts(texts), make_articles(groups), plan)
    return table[table["voice"] == voice].set_index("word")


def test_the_row_of_the_example():
    doom = measure().loc["doom"]
    assert (doom.n_a, doom.n_b, doom.n_words_a, doom.n_words_b, doom.n_articles) == (6, 1, 20, 10, 3)
    assert (doom.group_a, doom.group_b) == ("tabloid", "opinion")


def test_log_ratio_and_its_interval():
    doom = measure().loc["doom"]
    ratio = log2((6.5 / 20.5) / (1.5 / 10.5))
    half = 1.959964 * sqrt(1 / 6.5 - 1 / 20.5 + 1 / 1.5 - 1 / 10.5) / log(2)
    assert [doom.log_ratio, doom.log_ratio_low, doom.log_ratio_high] == pytest.approx(
        [ratio, ratio - half, ratio + half], rel=1e-5)


def test_weighted_log_odds_are_monroes_formula():
    # Prior: "doom" 6 + 1 = 7 of all 20 + 10 = 30 words. Tabloid (6 + 7) against 20 + 30 − 13, opinion (1 + 7) against
    # 10 + 30 − 8.
    delta = log(13 / (50 - 13)) - log(8 / (40 - 8))
    assert measure().loc["doom", "log_odds_z"] == pytest.approx(delta / sqrt(1 / 13 + 1 / 8), rel=1e-5)


def test_keyness_is_the_log_likelihood_by_hand_and_by_scipy():
    # Expected are 7 × 20 / 30 and 7 × 10 / 30 of "doom", 23 × 20 / 30 and 23 × 10 / 30 of other words.
    found, expected = [6, 1, 14, 9], [14 / 3, 7 / 3, 46 / 3, 23 / 3]
    by_hand = 2 * sum(o * log(o / e) for o, e in zip(found, expected))
    keyness = measure().loc["doom", "keyness"]
    assert keyness == pytest.approx(by_hand, rel=1e-5)
    assert keyness == pytest.approx(
        chi2_contingency([[6, 1], [14, 9]], correction=False, lambda_="log-likelihood").statistic, rel=1e-5)
    assert keyness == pytest.approx(power_divergence(found, expected, lambda_="log-likelihood").statistic, rel=1e-5)


def test_a_word_that_one_group_lacks_has_finite_figures():
    calm = measure().loc["calm"]  # 0 of 20 against 1 of 10
    assert (calm.n_a, calm.n_b, calm.n_articles) == (0, 1, 1)
    assert calm.log_ratio == pytest.approx(log2((0.5 / 20.5) / (1.5 / 10.5)), rel=1e-5)
    assert calm.keyness == pytest.approx(
        chi2_contingency([[0, 1], [20, 9]], correction=False, lambda_="log-likelihood").statistic, rel=1e-5)
    assert np.isfinite(calm[["log_ratio_low", "log_ratio_high", "log_odds_z", "p"]].astype(float)).all()


def test_p_counts_splits_of_articles():
    # "doom" makes 0.4 of sun, 0.2 of mail, 0.1 of oped: 0.3 − 0.1 = 0.2. Other splits: mail and oped against sun,
    # 0.15 − 0.4 = −0.25, is more; sun and oped against mail, 0.25 − 0.2 = 0.05, is less. Two of three.
    doom = measure().loc["doom"]
    assert (doom.p, doom.p_floor) == (pytest.approx(2 / 3, rel=1e-5), pytest.approx(1 / 3, rel=1e-5))


def test_p_of_log_ratio_and_of_log_odds_pool_the_counts_of_every_split():
    # "doom" 6 of 20 against 1 of 10 as observed; mail and oped against sun 3 of 20 against 4 of 10; sun and oped
    # against mail 5 of 20 against 2 of 10. Prior of log-odds: 7 of 30 words, always.
    ratios = [log2((6.5 / 20.5) / (1.5 / 10.5)), log2((3.5 / 20.5) / (4.5 / 10.5)), log2((5.5 / 20.5) / (2.5 / 10.5))]
    odds = [(log(13 / 37) - log(8 / 32)) / sqrt(1 / 13 + 1 / 8), (log(10 / 40) - log(11 / 29)) / sqrt(1 / 10 + 1 / 11),
            (log(12 / 38) - log(9 / 31)) / sqrt(1 / 12 + 1 / 9)]
    assert np.abs(ratios).round(2).tolist() == [1.15, 1.33, 0.17]  # two of three
    assert np.abs(odds).round(2).tolist() == [0.76, 0.95, 0.19]  # two of three
    assert measure().loc["doom", ["p_log_ratio", "p_log_odds"]].tolist() == pytest.approx([2 / 3, 2 / 3], rel=1e-5)


def test_a_long_article_counts_no_more_than_a_short_one_in_means_but_speaks_for_its_group_in_sums():
    # A hundred times the sun: its words are most of "doom" wherever it falls. 402 of 1,010 against 1 of 10 is a log
    # ratio of log₂(0.398 / 0.143) = 1.48, 3 of 20 against 400 of 1,000 only log₂(0.171 / 0.400) = −1.23.
    longer = measure(TEXTS | {"sun": {"doom": 400, "the": 600}}).loc["doom"]
    assert longer.p == measure().loc["doom", "p"] == pytest.approx(2 / 3, rel=1e-5)
    assert longer.p_log_ratio == pytest.approx(1 / 3, rel=1e-5)


def test_numbers_have_no_row_but_count_as_words_and_other_groups_are_left_aside():
    table = measure()
    assert list(table.index) == ["calm", "doom", "the"]
    assert table["n_a"].sum() == 19 and set(table["n_words_a"]) == {20}
    without = measure({article: words for article, words in TEXTS.items() if article != "wire"})
    pd.testing.assert_frame_equal(table, without)


def test_narration_is_counted_by_itself():
    counts = pd.concat([make_counts(TEXTS), make_counts({"sun": {"doom": 10}, "oped": {"calm": 5}}, "direct")])
    table = measure_keywords(counts, make_articles(), PLAN).set_index(["voice", "word"])
    assert table.loc[("all", "doom"), ["n_a", "n_words_a"]].tolist() == [16, 30]
    assert table.loc[("narration", "doom"), ["n_a", "n_words_a"]].tolist() == [6, 20]


def test_a_voice_that_one_group_lacks_has_no_rows():
    counts = pd.concat([make_counts({"sun": {"doom": 1}}), make_counts({"oped": {"calm": 1}}, "direct")])
    assert set(measure_keywords(counts, make_articles(), PLAN)["voice"]) == {"all"}


@pytest.mark.parametrize("texts, plan", [
    (TEXTS, Plan("tabloid", "")), ({"sun": {"doom": 1}}, PLAN), ({"sun": {"doom": 1}, "mail": {"a": 2}}, PLAN)])
def test_one_group_or_one_article_gives_an_empty_table(texts, plan):
    table = measure_keywords(make_counts(texts), make_articles(), plan)
    pd.testing.assert_frame_equal(table, check(pd.DataFrame(), "keywords"))


def test_no_words_give_an_empty_table():
    nothing = check(pd.DataFrame(), "word_counts")
    pd.testing.assert_frame_equal(measure_keywords(nothing, make_articles(), PLAN), check(pd.DataFrame(), "keywords"))


def test_equal_groups_differ_in_nothing():
    table = measure({"sun": {"doom": 3, "the": 7}, "oped": {"doom": 3, "the": 7}})
    assert (table[["log_ratio", "log_odds_z", "keyness"]] == 0).all(axis=None)
    assert (table[["p", "p_log_ratio", "p_log_odds"]] == 1).all(axis=None)
    assert (table["log_ratio_low"] == -table["log_ratio_high"]).all()


def test_a_single_word_has_no_odds():
    table = measure({"sun": {"doom": 3}, "oped": {"doom": 5}})
    assert table.loc["doom", ["log_odds_z", "p_log_odds"]].isna().all() and table.loc["doom", "keyness"] == 0


def test_words_of_one_article_are_not_chosen():
    table = measure_keywords(make_counts(TEXTS), make_articles(), PLAN)
    assert choose_keywords(table)["word"].tolist() == ["doom", "the"]
    assert choose_keywords(table, least_articles=1)["word"].tolist() == ["doom", "the", "calm"]
    assert choose_keywords(table, n_top=1, least_articles=1)["word"].tolist() == ["doom", "the"]


frequencies = st.lists(st.tuples(*[st.integers(0, 3)] * 3), min_size=3, max_size=7)


@settings(max_examples=25)
@given(frequencies, st.integers(1, 6))
def test_every_column_has_the_p_of_one_by_itself_and_of_scipy(rows, n_a):
    values = np.array(rows, dtype=float)
    n_a = min(n_a, len(rows) - 1)
    found = permute_columns(values, np.arange(len(rows)) < n_a)
    for column, p in zip(values.T, found.p):
        single = permute_groups(column[:n_a], column[n_a:])
        assert (p, found.p_floor, found.n_splits) == (pytest.approx(single.p), single.p_floor, single.n_splits)
    column = values[:, 0]
    if 1 < n_a < len(rows) - 1:
        scipy = permutation_test((column[:n_a], column[n_a:]), lambda a, b: abs(a.mean() - b.mean()),
                                 permutation_type="independent", n_resamples=np.inf, alternative="greater")
        assert found.p[0] == pytest.approx(scipy.pvalue)


STATISTICS = [measure_log_ratio, measure_log_odds]


def count_splits(column, n_words, chosen, in_a, statistic):
    """How many splits differ as much as the observed one, one by one."""
    def take(side):
        return abs(statistic(column[side].sum(), column[~side].sum(), n_words[side].sum(), n_words[~side].sum()))
    return sum(take(np.asarray(side)) >= take(in_a) - 1e-9 for side in chosen)


@settings(max_examples=25, deadline=None)
@given(frequencies, st.integers(1, 6))
def test_p_of_pooled_counts_is_that_of_a_loop_and_of_scipys_permutation_of_articles(rows, n_a):
    counts = np.array(rows)
    counts[0] += 1  # every word is there
    n_words, n = counts.sum(axis=1) + 1, len(rows)
    n_a = min(n_a, n - 1)
    in_a = np.arange(n) < n_a
    chosen = [np.isin(np.arange(n), members) for members in combinations(range(n), n_a)]
    found = permute_counts(counts, n_words, in_a, STATISTICS)
    for statistic, ps in zip(STATISTICS, found):
        assert ps.tolist() == pytest.approx([count_splits(column, n_words, chosen, in_a, statistic) / len(chosen)
                                             for column in counts.T])

        def take(a, b):
            return abs(statistic(counts[a, 0].sum(), counts[b, 0].sum(), n_words[a].sum(), n_words[b].sum()))
        if 1 < n_a < n - 1:
            scipy = permutation_test((np.flatnonzero(in_a), np.flatnonzero(~in_a)), take, n_resamples=np.inf,
                                     permutation_type="independent", alternative="greater", vectorized=False)
            assert ps[0] == pytest.approx(scipy.pvalue)
    assert found.min() >= permute_columns(counts / n_words[:, None], in_a).p_floor


def test_drawn_splits_are_the_same_for_means_and_for_pooled_counts():
    rng = np.random.default_rng(4)
    counts, in_a = rng.poisson(2, size=(30, 2_050)), np.arange(30) < 14
    n_words = np.full(30, 5_000)  # of equal length, so that the mean of the shares is the share of the sums
    means = permute_columns(counts / 5_000, in_a, n_resamples=199)

    def subtract_shares(a, b, n_words_a, n_words_b):
        return a / n_words_a - b / n_words_b
    found = permute_counts(counts, n_words, in_a, [subtract_shares, *STATISTICS], n_resamples=199)
    assert found[0].tolist() == means.p.tolist() and found.min() >= means.p_floor == 1 / 200
    chosen = mark_splits(30, 14, 0, 199)
    for statistic, ps in zip(STATISTICS, found[1:]):
        for word in (0, 2_049):
            assert ps[word] == (1 + count_splits(counts[:, word], n_words, chosen, in_a, statistic)) / 200


def test_words_of_the_same_counts_share_their_p_wherever_they_stand():
    texts = {"sun": {"a": 3, "b": 1, "c": 3}, "mail": {"b": 2, "d": 4}, "oped": {"a": 1, "c": 1, "d": 1}}
    table, ps = measure(texts), ["p", "p_log_ratio", "p_log_odds"]
    assert table.loc["a", ps].tolist() == table.loc["c", ps].tolist()
    for word in "abd":
        alone = {name: {"other": sum(words.values()) - words.get(word, 0), word: words.get(word, 0)}
                 for name, words in texts.items()}
        assert measure(alone).loc[word, ps].tolist() == table.loc[word, ps].tolist()


def test_many_articles_are_drawn_with_a_seed():
    rng = np.random.default_rng(1)
    values = np.column_stack([rng.random(40), np.arange(40.0), np.zeros(40)])
    in_a = np.arange(40) < 18
    found = permute_columns(values, in_a)
    assert found.n_splits == 10_000 and found.p_floor == 1 / 10_000
    assert found.p[1:].tolist() == [1 / 10_000, 1.0]  # no drawn split puts the 18 lowest together
    assert abs(found.p[0] - permute_groups(values[in_a, 0], values[~in_a, 0]).p) < 0.02
    assert permute_columns(values, in_a).p.tolist() == found.p.tolist()
    assert permute_columns(values, in_a, seed=1).p.tolist() != found.p.tolist()


def test_an_empty_group_leaves_columns_undefined():
    found = permute_columns([[1.0], [2.0]], [True, True])
    assert np.isnan(found.p).all() and np.isnan(found.differences).all() and found.n_splits == 0
    assert np.isnan(permute_counts([[1], [2]], [3, 3], [True, True], STATISTICS)).all()


texts = st.fixed_dictionaries({name: st.dictionaries(st.sampled_from("abcde"), st.integers(1, 9), min_size=1)
                               for name in ("sun", "mail", "oped")})


@settings(max_examples=25)
@given(texts)
def test_swapping_the_groups_flips_the_signs_and_nothing_else(texts):
    straight, swapped = measure(texts), measure(texts, plan=Plan("opinion", "tabloid"))
    assert straight.index.equals(swapped.index)
    np.testing.assert_allclose(swapped["log_ratio"], -straight["log_ratio"])
    np.testing.assert_allclose(swapped["log_odds_z"], -straight["log_odds_z"])
    same = ["n_articles", "keyness", "p", "p_log_ratio", "p_log_odds", "p_floor"]
    pd.testing.assert_frame_equal(swapped[same], straight[same])


def test_the_order_of_rows_is_irrelevant():
    counts = make_counts(TEXTS)
    shuffled = measure_keywords(counts.sample(frac=1, random_state=3), make_articles().iloc[::-1], PLAN)
    pd.testing.assert_frame_equal(shuffled, measure_keywords(counts, make_articles(), PLAN))

"""Word shift: the terms' contributions add up to the difference of the groups' scores, exactly."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.comparison.plans import Plan
from analysis.comparison.shifts import list_shift
from analysis.files import UserError

ARTICLES = pd.DataFrame({"article_id": ["sun", "mail", "oped"], "group": ["tabloid", "tabloid", "opinion"]})
PLAN = Plan("tabloid", "opinion")
PASSAGES = pd.DataFrame({"article_id": ["sun", "mail", "oped"], "part": "body", "voice": "narration", "n_words": 10})


def make_matches(*rows, lexicon="tone", **cells):
    return pd.DataFrame([{"article_id": article, "term": term, "category": category, "weight": weight, "part": "body",
                          "voice": "narration", "lexicon": lexicon, "negated": False} | cells
                         for article, term, category, weight in rows],
                        columns=["article_id", "term", "category", "weight", "part", "voice", "lexicon", "negated"])


MATCHES = make_matches(("sun", "grim", "negative", 2.0), ("sun", "grim", "negative", 2.0),
                       ("oped", "grim", "negative", 2.0), ("mail", "peace", "positive", 1.0),
                       ("oped", "party", "plain", 1.0))


def test_the_arithmetic_of_ten_words():
    shift = list_shift("tone", MATCHES, PASSAGES, ARTICLES, PLAN).set_index("term")
    # grim: sun −2 × 2 / 10 words, mail 0, mean −0.2 per word; oped −0.2. peace: mail 1 / 10, mean 0.05. Per 1,000.
    assert shift[["n_a", "n_b", "mean_a", "mean_b"]].values.tolist() == [[1, 0, 50, 0], [2, 1, -200, -200]]
    assert shift["contribution"].to_dict() == {"peace": 50.0, "grim": 0.0}
    assert (shift["n_articles_a"].iloc[0], shift["n_articles_b"].iloc[0]) == (2, 1)


def test_a_negated_entry_of_tone_is_turned_round_at_half_strength_and_a_loaded_one_counts():
    negated = make_matches(("sun", "great", "positive", 2.0), negated=True)
    assert list_shift("tone", negated, PASSAGES, ARTICLES, PLAN)["contribution"].item() == -1 / 10 / 2 * 1000
    loaded = make_matches(("sun", "vile", "emotive", 2.0), lexicon="loaded_language", negated=True)
    assert list_shift("loaded_language", loaded, PASSAGES, ARTICLES, PLAN)["contribution"].item() == 2 / 10 / 2 * 1000


def test_other_voices_parts_and_lexicons_are_left_aside():
    others = pd.concat([MATCHES, make_matches(("sun", "x", "negative", 1.0), voice="direct"),
                        make_matches(("sun", "y", "negative", 1.0), part="caption"),
                        make_matches(("sun", "z", "emotive", 1.0), lexicon="loaded_language")])
    pd.testing.assert_frame_equal(list_shift("tone", others, PASSAGES, ARTICLES, PLAN, voice="narration"),
                                  list_shift("tone", MATCHES, PASSAGES, ARTICLES, PLAN, voice="narration"))


@pytest.mark.parametrize("matches, passages, plan", [
    (MATCHES, PASSAGES, Plan("tabloid", "")), (MATCHES[:0], PASSAGES, PLAN), (MATCHES, PASSAGES[:2], PLAN),
    (MATCHES, PASSAGES.assign(n_words=[10, 10, 0]), PLAN)])
def test_nothing_to_compare_gives_no_row(matches, passages, plan):
    shift = list_shift("tone", matches, passages, ARTICLES, plan)
    assert shift.empty and "contribution" in shift


def test_equal_groups_shift_nothing():
    matches = make_matches(*[(article, "grim", "negative", 2.0) for article in ("sun", "mail", "oped")])
    assert list_shift("tone", matches, PASSAGES, ARTICLES, PLAN)["contribution"].tolist() == [0]


def test_a_list_without_such_a_score_is_named():
    with pytest.raises(UserError, match="'hedges' has no score that is a sum"):
        list_shift("hedges", MATCHES, PASSAGES, ARTICLES, PLAN)


rows = st.lists(st.tuples(st.sampled_from(["sun", "mail", "oped"]), st.sampled_from(["a", "b", "c"]),
                          st.just("negative"), st.sampled_from([1.0, 2.0, 3.0])), min_size=1, max_size=9)


@settings(max_examples=25)
@given(rows, st.tuples(*[st.integers(1, 50)] * 3))
def test_contributions_add_up_to_the_difference(rows, n_words):
    passages = PASSAGES.assign(n_words=n_words)
    shift = list_shift("tone", make_matches(*rows), passages, ARTICLES, PLAN)
    scores = {article: -1000 / words * sum(weight for name, _, _, weight in rows if name == article)
              for article, words in zip(PASSAGES["article_id"], n_words)}
    assert shift["contribution"].sum() == pytest.approx((scores["sun"] + scores["mail"]) / 2 - scores["oped"], abs=1e-9)


@pytest.mark.parametrize("voice", ["all", "narration"])
def test_the_loading_is_the_measure_of_the_study(voice, study):
    shift = list_shift("loaded_language", study.matches, study.passages, study.articles, study.plan, voice=voice)
    row = study.comparisons.query("measure == 'loaded_per_1000' and part == 'body' and voice == @voice").iloc[0]
    assert shift[["mean_a", "mean_b", "contribution"]].sum().tolist() == pytest.approx(
        [row.mean_a, row.mean_b, row.difference], rel=1e-5)

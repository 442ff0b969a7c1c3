"""How alike articles are, by hand; and no topics below fifty articles."""

from math import log

import numpy as np
import pandas as pd
import pytest

from analysis.comparison.similarity import may_model_topics, measure_similarity, model_topics
from analysis.files import UserError


def make_counts(texts):
    return pd.DataFrame([{"article_id": article, "voice": "narration", "word": word, "n": n}
                         for article, words in texts.items() for word, n in words.items()],
                        columns=["article_id", "voice", "word", "n"])


def test_the_cosine_of_two_articles_by_hand():
    table = measure_similarity(make_counts({"sun": {"grim": 1, "war": 2}, "oped": {"calm": 1, "war": 1}}))
    rare, shared = 1 + log(3 / 2), 1 + log(3 / 3)  # weights of words of one article and of both
    sun, oped = np.array([rare, 0, (1 + log(2)) * shared]), np.array([0, rare, shared])
    cosine = sun @ oped / np.linalg.norm(sun) / np.linalg.norm(oped)
    pair = table.query("article_id == 'sun' and other == 'oped'")
    assert pair["similarity"].item() == pytest.approx(cosine, abs=1e-6)
    assert table.query("article_id == other")["similarity"].tolist() == [1, 1]


def test_articles_of_one_event_are_neighbours(study):
    table = measure_similarity(study.word_counts)
    events = [study.articles.set_index("article_id")["event"][name] for name in dict.fromkeys(table["article_id"])]
    n_changes = sum(event != other for event, other in zip(events, events[1:]))
    assert len(table) == 24 * 24 and n_changes == len({*events}) - 1  # the three texts of each event stand together
    square = table.pivot(index="article_id", columns="other", values="similarity")
    assert np.array_equal(square, square.T) and square.to_numpy().min() >= 0


def test_the_order_of_rows_is_irrelevant(study):
    counts = study.word_counts
    pd.testing.assert_frame_equal(measure_similarity(counts.iloc[::-1]), measure_similarity(counts))


@pytest.mark.parametrize("texts", [{}, {"sun": {"grim": 1}}])
def test_one_article_has_no_neighbour(texts):
    assert measure_similarity(make_counts(texts)).empty


def test_below_fifty_articles_there_are_no_topics():
    assert "there are 49 here, fewer than 50" in may_model_topics(49) and may_model_topics(50) == ""
    with pytest.raises(UserError, match="there are 1 here"):
        model_topics(make_counts({"sun": {"grim": 1}}))


def test_three_sets_of_words_are_three_stable_topics():
    rng = np.random.default_rng(2)
    topics = [[f"{name}{place}" for place in "abcdefgh"] for name in ("war", "court", "sea")]
    texts = {f"article{number:02}": dict(zip(topics[number % 3], rng.integers(1, 5, 8).tolist())) | {"the": 9}
             for number in range(60)}
    table = model_topics(make_counts(texts), n_topics=3)
    assert {frozenset(words.split(", ")) for words in table["words"]} == {frozenset(topic) for topic in topics}
    assert table["n_articles"].tolist() == [20, 20, 20] and table["stability"].tolist() == [1, 1, 1]
    pd.testing.assert_frame_equal(model_topics(make_counts(texts), n_topics=3), table)


def test_too_few_words_for_so_many_topics_is_said():
    with pytest.raises(UserError, match="Only 0 words stand in three articles"):
        model_topics(make_counts({f"a{number}": {"the": 1} for number in range(50)}))

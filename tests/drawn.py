"""Invented numbers of five articles, for the tests of figures."""

import numpy as np
import pandas as pd

from analysis.comparison.keywords import choose_keywords, measure_keywords
from analysis.comparison.plans import Plan

ARTICLES = {"express", "mail", "sun", "oped", "uproxx"}


def make_rows(values, groups=("tabloid",) * 3 + ("opinion",) * 2, unit="share", measure="attributed_share"):
    names = ["express", "mail", "sun", "oped", "uproxx", *(f"more{n}" for n in range(99))]
    return pd.DataFrame({"article_id": names[: len(values)], "group": list(groups)[: len(values)], "value": values,
                         "measure": measure, "part": "body", "voice": "all", "unit": unit})


def make_counts():
    rng = np.random.default_rng(5)
    return pd.DataFrame([{"article_id": article, "voice": "narration", "word": f"word{number}", "n": int(n)}
                         for article in sorted(ARTICLES) for number, n in enumerate(rng.integers(1, 9, 30))])


def make_keywords():
    articles = make_rows([0.0] * 5)[["article_id", "group"]]
    return choose_keywords(measure_keywords(make_counts(), articles, Plan("tabloid", "opinion")), n_top=8)


def make_loaded(matches):
    """As many terms as a long list would find: each match a term of one of forty."""
    return matches.assign(term=[f"term {number % 40}" for number in range(len(matches))])


def make_frames():
    """Three frames in five articles; the west is hand-coded only."""
    sources = [("problem", "hand-coded"), ("problem", "by rule"), ("game", "hand-coded"), ("game", "by rule"),
               ("west", "hand-coded")]
    return pd.DataFrame([{"article_id": article, "frame": frame, "source": source, "value": place / 20}
                         for article in sorted(ARTICLES) for place, (frame, source) in enumerate(sources)])

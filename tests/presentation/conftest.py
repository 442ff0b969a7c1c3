"""A synthetic study: five articles with plausible, invented numbers, the same in every run."""

from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest
from drawn import make_counts, make_frames, make_keywords, make_loaded
from exchange import write_corpus
from matplotlib import pyplot as plt

from analysis.comparison.comparisons import compare_groups
from analysis.comparison.measures import measure_articles
from analysis.comparison.plans import load_plan
from analysis.comparison.rows import Tables
from analysis.comparison.shifts import list_shift
from analysis.comparison.similarity import measure_similarity
from analysis.lexicons import Lexicon
from analysis.presentation.figures import add_groups, lay_out_passages
from analysis.study import load_study
from analysis.tables import check

# article_id, group, outlet, outlet type, genre, published, sentences, chance that a stretch is (direct, indirect)
_ARTICLES = [
    ("express", "tabloid", "Daily Express", "tabloid", "news", "2022-11", 28, (0.35, 0.25)),
    ("mail", "tabloid", "Daily Mail", "tabloid", "news", "2022-12", 36, (0.4, 0.3)),
    ("sun", "tabloid", "The Sun", "tabloid", "news", "2022-12", 58, (0.3, 0.2)),
    ("oped", "opinion", "", "newspaper or magazine", "opinion", "2022-10", 62, (0.06, 0.08)),
    ("uproxx", "opinion", "Uproxx", "entertainment site", "commentary", "2023-01-27", 15, (0.3, 0.2))]
_CATEGORIES = ("name_calling", "emotive", "intensifier", "metaphor", "ridicule", "sensational")


_PLAN = """
title = "An invented downfall"
question = "How do tabloids and opinion pages frame a downfall that has not happened?"
answer_scope = "five invented articles"
group_a = "tabloid"
group_b = "opinion"
limits = [
  "Five articles: what differs between them may belong to the articles, not to tabloids and opinion pages.",
  "`uproxx` is commentary about an opinion piece, so its group is a coding choice.",
]
[[sensitivity]]
name = "uproxx left out"
leave_out = ["uproxx"]
[[sensitivity]]
name = "uproxx moved"
move = { uproxx = "tabloid" }
[[planned]]
number = 1
measure = "attributed_share"
expected = "a > b"
because = "news quotes, columns assert"
[[planned]]
number = 2
measure = "loaded_per_1000"
voice = "narration"
expected = "b > a"
because = "the columnist is his own voice"
[[planned]]
number = 4
measure = "hedges_per_1000"
expected = "a > b"
because = "borrowed certainty needs hedging"
[[planned]]
number = 7
measure = "tone"
expected = "a = b"
because = "both groups write about the same misfortunes"
"""


@pytest.fixture(scope="session")
def study(tmp_path_factory):
    """Stand-in for ``analysis.study.Study``, in a folder laid out like the repository."""
    root = tmp_path_factory.mktemp("repository")
    folder = root / "corpus" / "invented"
    folder.mkdir(parents=True)
    (root / "corpus" / "CODEBOOK.md").write_text(
        "# Codebook\n\n## Part\n\n| part | what it is |\n|---|---|\n| body | everything else |\n\n### Detail\n\nText.")
    (root / "corpus" / "README.md").write_text(
        "# Data sheet\n\n## Where\n\nSeen at copies.example/sun and [here](https://copies.example/sun), see the "
        "[codebook](CODEBOOK.md).\n")
    (root / "CITATION.cff").write_text(
        'cff-version: 1.2.0\ntitle: "Framing: an instrument"\nmessage: Cite it.\nversion: 0.1.0\nauthors:\n'
        "  - family-names: Author\n    given-names: Anna\ndate-released: 2026-01-02\n")
    rng = np.random.default_rng(7)
    sentences, passages, matches = [], [], []
    for article, *_, n_sentences, chances in _ARTICLES:
        rows = _invent_article(rng, article, n_sentences, chances)
        for table, more in zip((sentences, passages, matches), rows):
            table += more
    sentences, passages, matches = (check(pd.DataFrame(rows), name) for rows, name in (
        (sentences, "sentences"), (passages, "passages"), (matches, "matches")))
    words = passages.groupby("article_id")["n_words"].sum()
    articles = pd.DataFrame([
        {"article_id": article, "group": group, "outlet": outlet, "outlet_type": kind, "genre": genre, "author": "",
         "title": "", "published": published, "event": "an event", "constructed": False, "copy_note": "a copy",
         "seen_at": f"copies.example/{article}", "rights": "the publisher’s",
         "sha256": article.encode().hex().ljust(64, "0"), "n_chars": int(words[article] * 6),
         "n_words": int(words[article])}
        for article, group, outlet, kind, genre, published, *_ in _ARTICLES])
    articles = check(articles, "articles")
    (folder / "study.toml").write_text(_PLAN, encoding="utf-8")
    plan = load_plan(folder, articles)
    measures = measure_articles(sentences, passages, matches, loaded_categories=_CATEGORIES)
    entries = pd.DataFrame({"term": ["may"], "category": ["modal"], "weight": [2.0], "source": ["own"], "note": [""]})
    about = {"purpose": "Words that weaken a commitment.", "version": "1", "scale": "certainty 1 to 3",
             "categories": {"modal": "may, might"},
             "sources": {"own": {"citation": "Our own list.", "url": "", "licence": "CC0", "changes": "none"}}}
    nothing = {name: check(pd.DataFrame(), name) for name in ("targets", "claims", "frames")}
    return SimpleNamespace(
        folder=folder, plan=plan, private=False, texts={}, asks_for_claims=True,
        may_show_text=lambda article_id: False, **nothing,
        tables=Tables(sentences, passages, matches, **nothing), articles=articles, sentences=sentences,
        passages=passages,
        mentions=check(pd.DataFrame(), "mentions"), names=check(pd.DataFrame(), "names"),
        specifications=check(pd.DataFrame(), "specifications"), keywords=check(pd.DataFrame(), "keywords"),
        reuse=check(pd.DataFrame(), "reuse"), scores=check(pd.DataFrame(), "scores"), models={}, inputs="",
        matches=matches, word_counts=check(pd.DataFrame(), "word_counts"),
        measures=measures, comparisons=compare_groups(measures, articles, plan),
        codings=check(pd.DataFrame(), "codings"), validation=check(pd.DataFrame(), "validation"),
        source="tables", notes=["The texts are not here: every number was read from the shipped tables."],
        lexicons={"hedges": Lexicon("hedges", entries, about, "ab" * 32)})


@pytest.fixture
def no_figure_stays_open():
    yield
    plt.close("all")


@pytest.fixture(scope="session")
def drawn_tables(study):
    """A table for each drawing."""
    measures = add_groups(study.measures, study.articles).query("part == 'body' and voice == 'all'")
    return {"measures": measures, "frames": add_groups(make_frames(), study.articles),
            "sentences": add_groups(study.sentences, study.articles),
            "dots": measures[measures["measure"] == "hedges_per_1000"],
            "panels": measures[measures["measure"].isin(["tone", "certainty"])],
            "passages": lay_out_passages(study.passages, study.articles), "keywords": make_keywords(),
            "shift": list_shift("loaded_language", make_loaded(study.matches), study.passages, study.articles,
                                study.plan),
            "similarity": add_groups(measure_similarity(make_counts()), study.articles)}


@pytest.fixture(scope="session")
def rooms(read_study):
    """The classroom corpus."""
    return read_study("classroom")


@pytest.fixture(scope="session")
def small(tmp_path_factory):
    """A corpus of one constructed text, with codings."""
    return load_study(write_corpus(tmp_path_factory.mktemp("small") / "pier"))


def _invent_article(rng, article, n_sentences, chances):
    sentences, passages, matches, start, voice = [], [], [], 0, "narration"
    for number in range(n_sentences):
        n_words = int(rng.integers(8, 36))
        end = start + 6 * n_words
        part = "headline" if number == 0 else "caption" if number == n_sentences // 2 else "body"
        if rng.random() < 0.45:
            voice = str(rng.choice(["direct", "indirect", "narration"], p=[*chances, 1 - sum(chances)]))
        heard = "narration" if part != "body" else voice
        blob, vader = (0.0 if rng.random() < 0.3 else float(np.clip(rng.normal(0, spread), -1, 1))
                       for spread in (0.25, 0.5))
        place = {"article_id": article, "start": start, "end": end, "part": part, "voice": heard}
        sentences.append(place | {
            "paragraph": number // 2, "sentence": number, "n_words": n_words, "textblob_polarity": blob,
            "textblob_subjectivity": 0.3, "vader_compound": vader,
            "textblob_polarity_as_printed": blob, "vader_compound_as_printed": vader, "tone": (blob + vader) / 2,
            "loading": 0.1,
            "certainty": float(rng.integers(2, 6)), "uncertain": bool(rng.random() < 0.4), "cues": ""})
        spoken = heard != "narration"
        passages.append(place | {
            "speaker": "Someone" if spoken else "", "speaker_kind": "named" if spoken else "",
            "reporting_verb": "said" if spoken else "", "stance": "neutral" if spoken else "",
            "n_words": n_words, "tone": (blob + vader) / 2, "rule": "invented"})
        for place_in_sentence in range(int(rng.poisson(0.8))):
            loaded = rng.random() < 0.5
            matches.append(place | {
                "sentence": number, "start": start + 9 * place_in_sentence, "end": start + 9 * place_in_sentence + 5,
                "lexicon": "loaded_language" if loaded else "hedges",
                "category": str(rng.choice(_CATEGORIES)) if loaded else "modal",
                "term": "total" if loaded else "may", "weight": 2.0, "negated": False, "rule": "invented"})
        start = end
    return sentences, passages, matches


"""Measuring articles, all instruments, beside the naive loop: whole processes in turn, and warm inside them.

The naive loop is what most studies do: NLTK's sentences and words, TextBlob and VADER on every sentence, one regular
expression a word list. Ours gives every table of the study but ``reuse``, which compares articles with each other. That
both say the same of the same sentences is asserted in the same run.

make bench                       100 and 1,000 articles
python benchmarks/measuring.py 2000 10000
"""

from __future__ import annotations

import gc
import json
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

N_PAIRS = 3
FIRST = 5  # articles that load what is loaded once


def run_naively(folder: Path) -> dict:
    """Measure a folder's texts as most studies do; what the first few of them load is loading."""
    started = time.perf_counter()
    from nltk.tokenize.destructive import NLTKWordTokenizer
    from nltk.tokenize.punkt import PunktSentenceTokenizer
    from textblob import TextBlob
    from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

    from analysis.lexicons import load_lexicon
    from analysis.study import LEXICONS

    punkt, treebank, vader = PunktSentenceTokenizer(), NLTKWordTokenizer(), SentimentIntensityAnalyzer()
    patterns = [re.compile(r"\b(?:" + "|".join(sorted(map(re.escape, load_lexicon(name).entries["term"]), key=len,
                                                      reverse=True)) + r")\b") for name in LEXICONS]
    texts = [path.read_text(encoding="utf-8") for path in sorted((folder / "texts").glob("*.txt"))]

    def measure(texts: list[str]) -> None:
        for text in texts:
            for sentence in punkt.tokenize(text):
                treebank.tokenize(sentence)
                TextBlob(sentence).sentiment
                vader.polarity_scores(sentence)
                for pattern in patterns:
                    pattern.findall(sentence.lower())

    measure(texts[:FIRST])
    loaded = time.perf_counter()
    measure(texts)
    return {"loading": loaded - started, "measuring": time.perf_counter() - loaded}


def run_ours(folder: Path) -> dict:
    """Measure a folder's texts as the study does; what the first few of them load is loading."""
    gc.set_threshold(100_000)  # as the command does
    started = time.perf_counter()
    from analysis.instruments.readings import BASE_TABLES, measure_texts
    from analysis.lexicons import load_lexicon
    from analysis.study import LEXICONS
    from analysis.texts.articles import load_texts
    from analysis.texts.manifest import load_manifest
    from analysis.texts.names.targets import load_targets

    lexicons = {name: load_lexicon(name) for name in LEXICONS}
    articles = load_manifest(folder)
    texts = load_texts(folder, articles)
    targets, wanted = load_targets(folder, articles["event"]), [name for name in BASE_TABLES if name != "reuse"]
    measure_texts(articles.head(FIRST), texts, lexicons, targets, wanted)
    loaded = time.perf_counter()
    _, tables = measure_texts(articles, texts, lexicons, targets, wanted)
    measured = time.perf_counter()
    check_same(tables["sentences"], texts)
    return {"loading": loaded - started, "measuring": measured - loaded, "checking": time.perf_counter() - measured,
            "words": int(tables["sentences"]["n_words"].sum())}


def check_same(sentences, texts: dict[str, str]) -> None:
    """Assert that the table has what TextBlob and VADER themselves say of every tenth sentence."""
    from textblob import TextBlob
    from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

    from analysis.texts.tokens import normalise_text

    vader = SentimentIntensityAnalyzer()
    for row in sentences[sentences["n_words"] > 0].iloc[::10].itertuples():
        plain = normalise_text(texts[row.article_id][row.start:row.end])
        theirs = (*TextBlob(plain).sentiment, vader.polarity_scores(plain)["compound"])
        ours = (row.textblob_polarity, row.textblob_subjectivity, row.vader_compound)
        assert all(abs(one - other) < 1e-5 for one, other in zip(ours, theirs)), (ours, theirs)


def run_apart(name: str, folder: Path) -> dict:
    """One whole process: its times, and its peak memory in MiB."""
    started = time.perf_counter()
    child = subprocess.Popen([sys.executable, __file__, "--run", name, str(folder)], stdout=subprocess.PIPE)
    said = child.stdout.read()
    _, status, usage = os.wait4(child.pid, 0)
    assert status == 0, f"{name} failed"
    found = json.loads(said)
    return found | {"whole": time.perf_counter() - started - found.pop("checking", 0.0), "peak": usage.ru_maxrss / 1024}


def compare(n: int) -> None:
    from resampled import write_corpus

    with tempfile.TemporaryDirectory() as place:
        folder = write_corpus(Path(place) / "corpus", n)
        pairs = [(run_apart("naive", folder), run_apart("ours", folder)) for _ in range(N_PAIRS)]
    ratio = {key: statistics.median(naive[key] / ours[key] for naive, ours in pairs) for key in ("whole", "measuring")}
    naive, ours = ({key: statistics.median(run[key] for run in runs) for key in runs[0]} for runs in zip(*pairs))
    print(f"{n:,} articles, {ours['words']:,} words, {N_PAIRS} pairs: whole process {ratio['whole']:.1f} times as fast "
          f"({naive['whole']:.0f} s against {ours['whole']:.0f} s), warm {ratio['measuring']:.1f} times; peak "
          f"{ours['peak']:.0f} MiB against {naive['peak']:.0f} MiB.", flush=True)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--run"]:
        print(json.dumps({"naive": run_naively, "ours": run_ours}[sys.argv[2]](Path(sys.argv[3]))))
    else:
        for size in map(int, sys.argv[1:] or ("100", "1000")):
            compare(size)

"""Measuring articles, all instruments, beside the naive loop: two processes that take turns at the same articles.

The naive loop is what most studies do: NLTK's sentences and words, TextBlob and VADER on every sentence, one regular
expression a word list. Ours gives every table of the study but ``reuse``, which compares articles with each other. That
both say the same of the same sentences is asserted in the same run.

A process measures some articles and waits while the other one does, so that a machine that is busy for a minute is so
for both; where the system lets us on the same core, since of a shared machine's cores one is often slower than another.
"Warm" is the time of these turns; "whole process" has starting, loading and ending in it, but no waiting.

make bench                       100 and 1,000 articles
python benchmarks/measuring.py 2000 10000
"""

from __future__ import annotations

import gc
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

N_PAIRS = 3
FIRST = 5  # articles that load what is loaded once
AT_A_TIME = 200  # articles, as `framing measure` takes them

Measure = Callable[[int, int], None]  # measures the articles from one number to before another


def load_naive(folder: Path) -> tuple[Measure, Callable[[], int]]:
    """Make ready what most studies do; how to measure, and how to check what was measured (nothing here)."""
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

    def measure(first: int, last: int) -> None:
        for text in texts[first:last]:
            for sentence in punkt.tokenize(text):
                treebank.tokenize(sentence)
                TextBlob(sentence).sentiment
                vader.polarity_scores(sentence)
                for pattern in patterns:
                    pattern.findall(sentence.lower())

    return measure, lambda: 0


def load_ours(folder: Path) -> tuple[Measure, Callable[[], int]]:
    """Make ready what the study does; how to measure, and how to check what was measured and count its words."""
    gc.set_threshold(100_000)  # as the command does
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
    measured = []

    def measure(first: int, last: int) -> None:
        measured.append(measure_texts(articles.iloc[first:last], texts, lexicons, targets, wanted)[1])

    def check() -> int:
        _, *turns = measured  # the first few were measured to load what is loaded once
        for tables in turns:
            check_same(tables["sentences"], texts)
        return sum(int(tables["sentences"]["n_words"].sum()) for tables in turns)

    return measure, check


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


def serve(name: str, folder: Path) -> None:
    """The other process: measure what is asked for, and answer."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
    measure, check = {"naive": load_naive, "ours": load_ours}[name](folder)
    measure(0, FIRST)
    print(0, flush=True)
    for line in sys.stdin:
        print(check() if line == "check\n" else measure(*map(int, line.split())) or 0, flush=True)


class Process:
    """A process that measures, and the seconds that it was at work."""

    def __init__(self, name: str, folder: Path):
        started = time.perf_counter()
        self.child = subprocess.Popen([sys.executable, __file__, "--serve", name, str(folder)], stdin=subprocess.PIPE,
                                      stdout=subprocess.PIPE, text=True)
        assert self.child.stdout.readline(), f"{name} failed"
        self.loading, self.measuring = time.perf_counter() - started, 0.0

    def measure(self, first: int, last: int) -> None:
        started = time.perf_counter()
        self._ask(f"{first} {last}")
        self.measuring += time.perf_counter() - started

    def end(self) -> dict[str, float]:
        """Seconds in all and of measuring, peak memory in MiB, and the words in what was checked."""
        words = self._ask("check")
        started = time.perf_counter()
        self.child.stdin.close()
        _, status, usage = os.wait4(self.child.pid, 0)
        assert status == 0
        return {"whole": self.loading + self.measuring + time.perf_counter() - started, "warm": self.measuring,
                "peak": usage.ru_maxrss / 1024, "words": words}

    def _ask(self, line: str) -> int:
        print(line, file=self.child.stdin, flush=True)
        return int(self.child.stdout.readline())


def run_pair(folder: Path, n: int) -> tuple[dict[str, float], dict[str, float]]:
    """Both over all articles, by turns; the one that begins a turn is the other each time."""
    naive, ours = Process("naive", folder), Process("ours", folder)
    for turn, first in enumerate(range(0, n, AT_A_TIME)):
        for process in (naive, ours)[::-1 if turn % 2 else 1]:
            process.measure(first, min(first + AT_A_TIME, n))
    return naive.end(), ours.end()


def compare(n: int) -> None:
    from resampled import write_corpus

    with tempfile.TemporaryDirectory() as place:
        folder = write_corpus(Path(place) / "corpus", n)
        pairs = [run_pair(folder, n) for _ in range(N_PAIRS)]
    ratios = {key: [naive[key] / ours[key] for naive, ours in pairs] for key in ("whole", "warm")}
    naive, ours = ({key: statistics.median(run[key] for run in runs) for key in runs[0]} for runs in zip(*pairs))
    whole, warm = (f"{statistics.mean(ratios[key]):.1f} times as fast (" + ", ".join(
        f"{ratio:.1f}" for ratio in ratios[key]) + ")" for key in ratios)
    print(f"{n:,} articles, {ours['words']:,.0f} words, {N_PAIRS} pairs: whole process {whole}, {naive['whole']:.0f} s "
          f"against {ours['whole']:.0f} s; warm {warm}; peak {ours['peak']:.0f} MiB against {naive['peak']:.0f} MiB.",
          flush=True)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--serve"]:
        serve(sys.argv[2], Path(sys.argv[3]))
    else:
        for size in map(int, sys.argv[1:] or ("100", "1000")):
            compare(size)

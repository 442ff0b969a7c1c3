"""How long reading voices takes beside one TextBlob pass over the same sentences: medians of pairs, in one run.

make bench            the classroom texts
make bench TEXTS=…    the .txt files of another folder
"""

import statistics
import sys
import time
from pathlib import Path

from textblob import TextBlob

from analysis.texts.tokens import normalise_text, split_sentences
from analysis.texts.voices.passages import read_voices

N_PAIRS = 15
FOLDER = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parents[1] / "corpus" / "classroom" / "texts"


def score_sentences(text: str) -> None:
    """One TextBlob pass: the sentences, each with its polarity and subjectivity."""
    plain = normalise_text(text)
    for sentence in split_sentences(text, plain):
        TextBlob(plain[sentence.start:sentence.end]).sentiment


def time_once(read, texts: list[str]) -> float:
    started = time.perf_counter()
    for text in texts:
        read(text)
    return time.perf_counter() - started


texts = [path.read_text(encoding="utf-8") for path in sorted(FOLDER.glob("*.txt"))]
for read in (score_sentences, read_voices):
    time_once(read, texts)  # what is loaded once is not timed
pairs = [(time_once(score_sentences, texts), time_once(read_voices, texts)) for _ in range(N_PAIRS)]
ratios = sorted(voices / blob for blob, voices in pairs)
print(f"{len(texts)} texts. TextBlob {1000 * statistics.median(blob for blob, _ in pairs):.0f} ms, voices "
      f"{1000 * statistics.median(voices for _, voices in pairs):.0f} ms; ratio {statistics.median(ratios):.2f} "
      f"(of {N_PAIRS} pairs from {ratios[0]:.2f} to {ratios[-1]:.2f}).")

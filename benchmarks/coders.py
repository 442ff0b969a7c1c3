"""How long `framing compare-coders` takes for a class of thirty, as a whole process: medians of pairs, in one run.

Beside it stands a process that measures every text of the corpus and no more. The coders answer at random.

make bench            three texts of the classroom corpus
"""

import random
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from analysis.classroom.questions import load_questions
from analysis.classroom.records import append_rows
from analysis.study import load_study

N_PAIRS, N_CODERS = 5, 30
TEXTS = ("truss_opinion", "truss_tabloid", "truss_wire")
CORPUS = Path(__file__).parents[1] / "corpus" / "classroom"


def answer_all(folder: Path) -> None:
    """Every coder answers the usual questions about every sentence."""
    draw, sentences = random.Random(0), load_study(CORPUS, only=TEXTS).sentences
    for number in range(N_CODERS):
        append_rows(folder / f"C{number}.csv", [
            {"article_id": row.article_id, "start": row.start, "end": row.end, "variable": question.variable,
             "value": draw.choice(question.answers).value, "coder": f"C{number}"}
            for row in sentences.itertuples() for question in load_questions()])


def time_once(*words: str) -> float:
    started = time.perf_counter()
    subprocess.run([sys.executable, *words], check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - started


with tempfile.TemporaryDirectory() as place:
    answer_all(Path(place) / "codings")
    command = ("-m", "analysis.cli", "compare-coders", f"{place}/codings", "--corpus", str(CORPUS), "--out",
               f"{place}/page.html")
    whole = ("-c", f"from analysis.study import load_study; load_study({str(CORPUS)!r})")
    pairs = [(time_once(*whole), time_once(*command)) for _ in range(N_PAIRS)]
ratios = sorted(ours / theirs for theirs, ours in pairs)
measuring, comparing = (statistics.median(times) for times in zip(*pairs))
print(f"{N_CODERS} coders of {len(TEXTS)} texts. Measuring the corpus {measuring:.1f} s, comparing the coders "
      f"{comparing:.1f} s; ratio {statistics.median(ratios):.2f} (of {N_PAIRS} pairs from {ratios[0]:.2f} to "
      f"{ratios[-1]:.2f}).")

"""How long each step of measuring takes beside the naive loop over TextBlob, VADER and NLTK: medians of pairs.

The naive loop is what most studies do: NLTK's sentences and words, TextBlob and VADER on every sentence. Ours has the
text split already (``benchmarks/voices.py`` times that), and does for every sentence what the tables ask of it.

make bench            the classroom texts
make bench TEXTS=…    the .txt files of another folder
"""

import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

from nltk.tokenize.destructive import NLTKWordTokenizer
from nltk.tokenize.punkt import PunktSentenceTokenizer
from textblob import TextBlob
from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

from analysis.instruments.certainty import grade_certainty
from analysis.instruments.loading import find_signs, grade_loading
from analysis.instruments.matches import Matcher
from analysis.instruments.targeted import find_pulls, grade_target
from analysis.instruments.tone import find_judgements, grade_tone
from analysis.lexicons import load_lexicon
from analysis.study import LEXICONS
from analysis.texts.names.targets import TargetFinder, load_targets
from analysis.texts.tokens import split_sentences, tokenise_sentences

N_PAIRS = 15
CORPUS = Path(__file__).parents[1] / "corpus"
FOLDER = Path(sys.argv[1]) if len(sys.argv) > 1 else CORPUS / "classroom" / "texts"

punkt, treebank, vader = PunktSentenceTokenizer(), NLTKWordTokenizer(), SentimentIntensityAnalyzer()
matchers = [Matcher(load_lexicon(name)) for name in LEXICONS]
deeds = Matcher(load_lexicon("deeds"))
finder = TargetFinder(load_targets(CORPUS / "downfall"))


def run_naively(text: str) -> None:
    for sentence in punkt.tokenize(text):
        treebank.tokenize(sentence)
        TextBlob(sentence).sentiment
        vader.polarity_scores(sentence)


class Sentences:
    """A text's sentences with what the steps before have found, so that each step is timed by itself."""

    def __init__(self, text: str):
        self.text = text
        self.tokens = tokenise_sentences(text, split_sentences(text))
        self.matches = [self.match(tokens) for tokens in self.tokens]
        self.words = [[token.text for token in tokens if token.is_word] for tokens in self.tokens]

    def match(self, tokens: list) -> list:
        return [match for matcher in matchers for match in matcher.match_tokens(tokens, self.text)]


def match_lexicons(read: Sentences) -> None:
    for tokens in read.tokens:
        read.match(tokens)


def judge_tone(read: Sentences) -> None:
    for tokens, matches in zip(read.tokens, read.matches):
        grade_tone(find_judgements(tokens, matches, read.text))


def grade_loadings(read: Sentences) -> None:
    for tokens, matches, words in zip(read.tokens, read.matches, read.words):
        grade_loading(find_signs(tokens, matches), len(words))


def grade_certainties(read: Sentences) -> None:
    for matches, words in zip(read.matches, read.words):
        grade_certainty(words, matches, False)


def judge_targets(read: Sentences) -> None:
    for tokens, matches in zip(read.tokens, read.matches):
        named = finder.find(tokens, read.text)
        signs = [*matches, *deeds.match_tokens(tokens, read.text)] if named else []
        for mention in named:
            grade_target(find_pulls(tokens, signs, mention.start, mention.end, read.text))


STEPS: dict[str, Callable[[Sentences], None]] = {
    "lexicon matches": match_lexicons, "tone": judge_tone, "loading": grade_loadings,
    "certainty": grade_certainties, "targeted tone": judge_targets}


def time_once(step: Callable, things: list) -> float:
    started = time.perf_counter()
    for thing in things:
        step(thing)
    return time.perf_counter() - started


texts = [path.read_text(encoding="utf-8") for path in sorted(FOLDER.glob("*.txt"))]
read = [Sentences(text) for text in texts]
time_once(run_naively, texts)  # what is loaded once is not timed
for step in STEPS.values():
    time_once(step, read)
pairs = [(time_once(run_naively, texts), {name: time_once(step, read) for name, step in STEPS.items()})
         for _ in range(N_PAIRS)]
print(f"{len(texts)} texts. The naive loop {1000 * statistics.median(naive for naive, _ in pairs):.0f} ms; beside it")
for name in STEPS:
    ratios = sorted(ours[name] / naive for naive, ours in pairs)
    print(f"  {name:16s} {statistics.median(ratios):.2f} (of {N_PAIRS} pairs from {ratios[0]:.2f} to {ratios[-1]:.2f})")

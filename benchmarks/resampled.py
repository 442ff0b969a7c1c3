"""Articles by the thousand: the classroom texts resampled by sentence, with words varied so that vocabulary grows."""

from __future__ import annotations

import random
import re
from pathlib import Path

from analysis.texts.tokens import split_sentences

CORPUS = Path(__file__).parents[1] / "corpus" / "classroom"
_WORDS = 280  # of an article, as news has
_VARIED = 0.15  # of the longer words
_WORD = re.compile(r"\b[a-z]{6,}\b")


def draw_articles(n: int, seed: int = 0, n_words: int = _WORDS) -> dict[str, str]:
    """Draw n texts of at least so many words, paragraphs of one to three sentences; a seed gives the same texts."""
    rng, pool = random.Random(seed), []
    for path in sorted((CORPUS / "texts").glob("*.txt")):
        text = path.read_text(encoding="utf-8")
        pool += [" ".join(text[sentence.start:sentence.end].split()) for sentence in split_sentences(text)]
    return {f"a{number:07}": _draw_text(rng, pool, n_words) for number in range(n)}


def write_corpus(folder: Path, n: int, seed: int = 0) -> Path:
    """Write n articles of two groups as a corpus."""
    (folder / "texts").mkdir(parents=True)
    texts = draw_articles(n, seed)
    rows = [f"{name},{'ab'[number % 2]},true" for number, name in enumerate(texts)]
    (folder / "articles.csv").write_text("article_id,group,constructed\n" + "\n".join(rows) + "\n", encoding="utf-8")
    for name, text in texts.items():
        (folder / "texts" / f"{name}.txt").write_text(text, encoding="utf-8")
    return folder


def _draw_text(rng: random.Random, pool: list[str], n_words: int) -> str:
    paragraphs, words = [], 0
    while words < n_words:
        paragraph = " ".join(_vary(rng, rng.choice(pool)) for _ in range(rng.randint(1, 3)))
        paragraphs.append(paragraph)
        words += len(paragraph.split())
    return "\n\n".join(paragraphs) + "\n"


def _vary(rng: random.Random, sentence: str) -> str:
    """Some longer words with another ending, that no list knows."""
    return _WORD.sub(lambda word: word[0][:4] + "".join(rng.choice("aeioubdgklmnprst") for _ in range(4))
                     if rng.random() < _VARIED else word[0], sentence)

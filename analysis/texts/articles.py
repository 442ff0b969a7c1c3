"""The canonical texts of a corpus, and which file holds which article.

A corpus is a folder: ``articles.csv`` (one row an article), ``texts/`` (plain text files under any name) and, for
corpora whose texts may not be passed on, ``tables/`` (what was measured). A text is recognised by its fingerprint,
the SHA-256 of its canonical form, whatever its file is called.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from analysis.files import UserError, read_text_file, write_file
from analysis.texts.manifest import MANIFEST, load_manifest
from analysis.texts.tokens import normalise_text, split_sentences, tokenise_words

LONGEST = 3_000_000  # characters of an article
NEARLY_EQUAL = 0.8
_INVISIBLE = re.compile("[\ufeff\u200b\u2060\u00ad]")


def canonicalise(text: str) -> str:
    """Return a text's canonical form, in which offsets count.

    Unicode NFC, no invisible characters (byte order marks, soft hyphens, zero-width blanks), ``\\n`` line ends, no
    blanks at line ends, at most one blank line in a row, one newline at the end.

    Examples
    --------
    >>> canonicalise("One. \\r\\n\\r\\n\\r\\n\\r\\nTwo.")
    'One.\\n\\nTwo.\\n'
    """
    text = unicodedata.normalize("NFC", _INVISIBLE.sub("", text))
    lines = [line.rstrip() for line in re.split(r"\r\n|\r|\n", text)]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n") + "\n"


def fingerprint(text: str) -> str:
    """Return the SHA-256 of a canonical text's UTF-8 bytes, in hexadecimal."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def read_article(path: Path) -> str:
    """Read the canonical text of a file.

    Raises
    ------
    UserError
        When it cannot be read, or is longer than any article.
    """
    text = canonicalise(read_text_file(path))
    if len(text) > LONGEST:
        raise UserError(f"{path} is longer than {LONGEST:,} characters, which no article is. Part it, a file for each "
                        "article.")
    return text


def load_texts(folder: Path, articles: pd.DataFrame) -> dict[str, str]:
    """Read the canonical texts that are there, by article_id.

    A file is an article's text when its fingerprint is the one in the manifest, or, where the manifest gives none,
    when it is named like the article.

    Raises
    ------
    UserError
        When a file cannot be read, belongs to no row, or is named like an article but holds another text.
    """
    by_fingerprint = articles[articles.sha256 != ""].groupby("sha256")["article_id"].agg(list)
    unmeasured = set(articles.loc[articles.sha256 == "", "article_id"])
    texts: dict[str, str] = {}
    for path in sorted((Path(folder) / "texts").glob("*.txt")):
        text = read_article(path)
        found = by_fingerprint.get(fingerprint(text)) or sorted({path.stem} & unmeasured)
        if not found and path.stem in set(articles.article_id):
            raise UserError(f"{path} is not the text that {MANIFEST} describes: its fingerprint differs. Take the file "
                            f"away, or empty the sha256 of {path.stem} to make this its text.")
        if not found:
            raise UserError(f"{path} belongs to no row of {Path(folder) / MANIFEST}. "
                            "Add a row for it, or take it away.")
        texts |= dict.fromkeys(found, text)
    return texts


@dataclass(frozen=True)
class Added:
    """What ``add_text`` did with one file: ``status`` is added, present, nearly equal, or unknown."""

    path: Path
    status: str
    article_id: str
    message: str


def add_text(path: Path, folder: Path, word_counts: pd.DataFrame | None = None) -> Added:
    """Put a text file, under any name, into a corpus if it is one of the corpus's articles.

    Parameters
    ----------
    path : Path
        The file; it is read, never changed.
    folder : Path
        The corpus.
    word_counts : DataFrame, optional
        The shipped table ``word_counts``, by which a nearly equal text is known although no text is here.

    Raises
    ------
    UserError
        When the file cannot be read, or another text already stands where this one belongs.
    """
    path, folder = Path(path), Path(folder)
    articles = load_manifest(folder)
    text = read_article(path)
    known = articles.loc[(articles.sha256 == fingerprint(text)) & (articles.sha256 != ""), "article_id"]
    if not known.empty:
        return _put_text(path, folder, str(known.iloc[0]), text)
    nearest, share = _find_nearest(text, word_counts)
    if share >= NEARLY_EQUAL:
        return Added(path, "nearly equal", nearest,
                     f"{path.name} is nearly, but not exactly, the text of {nearest} ({share:.0%} of the words are the "
                     f"same), so it was left alone: offsets would not fit. Look for another copy, or study this one in "
                     f"a corpus of its own (a row in a new {MANIFEST}).")
    return Added(path, "unknown", "",
                 f"{path.name} is none of the {len(articles)} articles of {folder}; nothing was done. To study it, put "
                 f"it into the texts folder of a corpus of your own and give it a row in that corpus's {MANIFEST}.")


def _put_text(path: Path, folder: Path, article_id: str, text: str) -> Added:
    target = folder / "texts" / f"{article_id}.txt"
    if target.exists():
        if canonicalise(read_text_file(target)) == text:
            return Added(path, "present", article_id, f"{path.name} is {article_id}; it is in {target} already.")
        raise UserError(f"{target} holds another text than {path.name}, which is {article_id}. Move it away first.")
    write_file(target, text)
    return Added(path, "added", article_id, f"{path.name} is {article_id}; it now stands in {target}.")


def _find_nearest(text: str, word_counts: pd.DataFrame | None) -> tuple[str, float]:
    """The article whose words, counted, overlap most with the text's, and the shared proportion (Dice), 0–1."""
    if word_counts is None or word_counts.empty:
        return "", 0.0
    plain = normalise_text(text)
    ours = Counter(token.text for sentence in split_sentences(text)
                   for token in tokenise_words(text, sentence.start, sentence.end, plain) if token.is_word)
    best, share = "", 0.0
    for article_id, rows in word_counts.groupby("article_id"):
        theirs = Counter(rows.groupby("word")["n"].sum().to_dict())
        overlap = 2 * (ours & theirs).total() / max(1, ours.total() + theirs.total())
        if overlap > share:
            best, share = str(article_id), overlap
    return best, share

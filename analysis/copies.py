"""Two texts held against each other: is one a copy of the other, which sentences answer which, and what was changed."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from math import isnan
from pathlib import Path
from typing import Any

import analysis
from analysis.files import UserError, read_text_file
from analysis.instruments.reuse.alignment import Pair, align_sentences
from analysis.instruments.reuse.changes import Change, list_changes
from analysis.instruments.reuse.skeletons import Skeleton, read_skeletons
from analysis.texts.articles import canonicalise, load_texts
from analysis.texts.manifest import MANIFEST, load_manifest
from analysis.texts.voices.passages import read_voices

COPY = 0.4  # from here on one text words the other anew, in the pairs that tests hold
INDEPENDENT = 0.25  # up to here independent articles on one event came, a fifth of their sentences quoted alike
_MOST_NAMED = 12  # articles that a refusal lists


@dataclass(frozen=True)
class Side:
    """One of the two texts: its name, canonical text, sentences, and whether its words may be shown."""

    name: str
    text: str
    skeletons: list[Skeleton]
    shown: bool

    @property
    def n_words(self) -> int:
        """Words of all sentences that are compared."""
        return sum(len(_list_words(skeleton)) for skeleton in self.skeletons)

    def read(self, skeleton: Skeleton) -> str:
        """Return a sentence's words, "" where they may not be shown."""
        return " ".join(self.text[skeleton.start:skeleton.end].split()) if self.shown else ""


@dataclass(frozen=True)
class Copies:
    """Two texts, their copy score (0..1), the pairs of sentences behind it, and what was changed in each pair."""

    first: Side
    second: Side
    score: float
    pairs: list[Pair]
    changes: list[list[Change]]

    @property
    def may_show_changes(self) -> bool:
        return self.first.shown and self.second.shown

    def count_changes(self) -> dict[str, int]:
        """How many stretches were replaced, dropped and added, in all pairs."""
        counts = Counter(change.kind for changes in self.changes for change in changes)
        return {kind: counts[kind] for kind in ("replaced", "dropped", "added")}


def compare_copies(first: str, second: str, corpus: Path, private: bool = False) -> Copies:
    """Compare two text files, or two articles of a corpus whose texts are there.

    Parameters
    ----------
    first, second : str
        Each the path of a text file or an article_id; a file of that name comes first.
    corpus : path
        The corpus whose article_ids are meant.
    private : bool
        Show the words of articles that belong to others: on your own machine only. Files are always shown.

    Raises
    ------
    UserError
        When a name is neither a file nor an article with its text, or a text cannot be read or holds no word.

    Examples
    --------
    >>> folder = Path(analysis.__file__).parents[1] / "corpus" / "classroom"
    >>> compare_copies("truss_wire", "truss_wire", folder).score
    1.0
    >>> compare_copies("truss_wire", "truss_opinion", folder).score < INDEPENDENT
    True
    """
    return compare_sides(_load_side(first, corpus, private), _load_side(second, corpus, private))


def compare_sides(first: Side, second: Side) -> Copies:
    """Compare two texts that were read."""
    alignment = align_sentences(first.skeletons, second.skeletons)
    changes = [list_changes(_list_words(pair.first), _list_words(pair.second)) for pair in alignment.pairs]
    return Copies(first, second, alignment.score, alignment.pairs, changes)


def read_side(name: str, text: str, title: str = "", shown: bool = True) -> Side:
    """Read a text as one side of the comparison.

    Examples
    --------
    >>> copies = compare_sides(read_side("a", "The expert left."), read_side("b", "The pundit left."))
    >>> copies.changes, isnan(copies.score)
    ([[Change(kind='replaced', before='expert', after='pundit')]], False)
    """
    text = canonicalise(text)
    return Side(name, text, read_skeletons(text, read_voices(text, title)), shown)


def _load_side(name: str, corpus: Path, private: bool) -> Side:
    if Path(name).is_file():
        side = read_side(name, read_text_file(Path(name)))
    else:
        side = _load_article(name, corpus, private)
    if not side.skeletons:
        raise UserError(f"{name} holds no sentence with a word, so there is nothing to compare.")
    return side


def _load_article(name: str, corpus: Path, private: bool) -> Side:
    if not (corpus / MANIFEST).is_file():
        raise UserError(f"{name} is no file, and there is no corpus at {corpus} whose article it could be. "
                        "Check the name and the folder.")
    articles = load_manifest(corpus)
    rows = articles[articles["article_id"] == name]
    if rows.empty:
        known = ", ".join([*articles["article_id"][:_MOST_NAMED], *(["…"] if len(articles) > _MOST_NAMED else [])])
        raise UserError(f"{name} is neither a file nor an article of {corpus}, which has {known}. Check the name.")
    text = load_texts(corpus, articles).get(name)
    if text is None:
        raise UserError(f"The text of {name} is not here, and sentences cannot be compared from tables. "
                        "Put your copy in place with framing add, or name two text files.")
    return read_side(name, text, rows["title"].iloc[0], private or bool(rows["constructed"].iloc[0]))


def _list_words(skeleton: Skeleton) -> list[str]:
    return [piece.text for piece in skeleton.pieces if piece.kind != "mark"]


def state_copies(copies: Copies) -> str:
    """Say in a sentence what the score means, beside what it was in pairs of which we know."""
    if copies.score >= COPY:
        meaning = "much of one words the other anew, as copies do"
    elif copies.score > INDEPENDENT:
        meaning = "more than independent articles on one event share, less than whole copies do: read the pairs"
    else:
        meaning = "no more than independent articles on one event share"
    return (f"Copy score {copies.score:.2f} (0 nothing, 1 the same text): {meaning}. "
            f"{len(copies.pairs)} of the {len(copies.first.skeletons)} sentences of {copies.first.name} answer one of "
            f"the {len(copies.second.skeletons)} of {copies.second.name}, in order.")


def make_record(copies: Copies) -> dict[str, Any]:
    """Return the comparison as one JSON object; words stand in it only where they may be shown."""
    sides = {side: {"name": each.name, "n_sentences": len(each.skeletons), "n_words": each.n_words, "shown": each.shown}
             for side, each in (("a", copies.first), ("b", copies.second))}
    return {"score": None if isnan(copies.score) else float(f"{copies.score:.6g}"), **sides,
            "changes": copies.count_changes(),
            "pairs": [_record_pair(copies, pair, changes) for pair, changes in zip(copies.pairs, copies.changes)],
            "version": analysis.__version__}


def _record_pair(copies: Copies, pair: Pair, changes: list[Change]) -> dict[str, Any]:
    record: dict[str, Any] = {"degree": float(f"{pair.degree:.6g}")}
    for side, each, skeleton in (("a", copies.first, pair.first), ("b", copies.second, pair.second)):
        record |= {f"sentence_{side}": skeleton.sentence, f"start_{side}": skeleton.start, f"end_{side}": skeleton.end}
        if each.shown:
            record[f"text_{side}"] = each.read(skeleton)
    if copies.may_show_changes:
        record["changes"] = [change._asdict() for change in changes]
    return record

"""``framing compare-copies``: is one text a copy of another, and what was changed?"""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from analysis.folders import find_corpus

if TYPE_CHECKING:
    from analysis.copies import Copies
    from analysis.instruments.reuse.changes import Change

_SIGNS = {"replaced": "{before} → {after}", "dropped": "without {before}", "added": "with {after}"}


def compare_copies(
    first: Annotated[str, typer.Argument(metavar="A", help="A text file, or the article_id of a text that is here.")],
    second: Annotated[str, typer.Argument(metavar="B", help="Another.")],
    corpus: Annotated[Path | None, typer.Option(help="The corpus whose article_ids are meant; corpus/downfall when "
                                                     "left out.", show_default=False)] = None,
    private: Annotated[bool, typer.Option("--private", help="Show sentences also of articles that belong to others: "
                                                            "for your own machine only.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object and nothing else.")] = False,
) -> None:
    """Say how far one text is a copy of another, also a reworded one, and what was changed in which sentence."""
    from analysis import copies

    compared = copies.compare_copies(first, second, find_corpus(corpus), private)
    if as_json:
        typer.echo(json.dumps(copies.make_record(compared), indent=2, ensure_ascii=False, allow_nan=False))
        return
    typer.echo(copies.state_copies(compared))
    for line in (*_say_pairs(compared), *_say_counts(compared)):
        typer.echo(line)


def _say_pairs(compared: Copies) -> Iterable[str]:
    for pair, changes in zip(compared.pairs, compared.changes):
        yield (f"\nSentence {pair.first.sentence + 1} and sentence {pair.second.sentence + 1}, "
               f"degree {pair.degree:.2f}")
        for mark, side, skeleton in (("A", compared.first, pair.first), ("B", compared.second, pair.second)):
            if side.shown:
                yield f"  {mark}  {side.read(skeleton)}"
        if compared.may_show_changes:
            yield f"     {_say_changes(changes)}"


def _say_changes(changes: list[Change]) -> str:
    said = [_SIGNS[change.kind].format(before=change.before, after=change.after) for change in changes]
    return f"changed: {'; '.join(said)}" if said else "the same words"


def _say_counts(compared: Copies) -> Iterable[str]:
    counts = ", ".join(f"{n} {kind}" for kind, n in compared.count_changes().items())
    yield f"\nIn these pairs, words or runs of words: {counts}."
    if not compared.may_show_changes:
        yield ("Sentences are not shown where a text belongs to others: --private shows them on your own machine.")

"""A new corpus out of other people's files: the folder appears whole, or not at all."""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from pathlib import Path

from analysis.comparison.plans import load_plan
from analysis.files import UserError, write_file, write_folder
from analysis.schemas import SCHEMAS
from analysis.tables import guard_cell, hold_formula
from analysis.texts.importers.gathering import Article, Gathered
from analysis.texts.manifest import MANIFEST, load_manifest

_MEASURED = ("sha256", "n_chars", "n_words", "constructed")  # columns that are no matter of import
_LINES = {"lineterminator": "\n"}
_PLAN = """# What this corpus is asked. Fill it in before you look at a result; every line may be taken away.
title = {title}
question = {question}
answer_scope = {scope}
{groups}
# What every reader must be told, wherever results are shown.
limits = []

# What you expect, measure by measure (README, "Expecting something before looking"):
# [[planned]]
# number = 1
# measure = "hedges_per_1000"
# part = "body"
# voice = "all"
# expected = "a > b"
# because = "…"
"""


def write_corpus(folder: Path, gathered: Gathered) -> Path:
    """Write a corpus: ``articles.csv``, ``texts/``, ``study.toml``, ``imports.csv`` and ``duplicates.csv``.

    Raises
    ------
    UserError
        When the folder is there already and not empty, no article came in, or the disk refuses; then nothing changed.
    """
    folder = Path(folder)
    refuse_full(folder)
    if not gathered.articles:
        reasons = "; ".join(f"{row.file}{f', {row.position}' if row.position else ''}: {row.reason}"
                            for row in gathered.imports.head(3).itertuples())
        raise UserError(f"No article came in{f' ({reasons})' if reasons else ''}. {folder} was not made.")
    articles = gathered.articles
    with write_folder(folder) as aside:
        write_file(aside / MANIFEST, _format_manifest(articles))
        for article in articles:
            write_file(aside / "texts" / f"{article.article_id}.txt", article.text)
        write_file(aside / "imports.csv", gathered.imports.map(guard_cell).to_csv(index=False, **_LINES))
        write_file(aside / "duplicates.csv",
                   gathered.duplicates.to_csv(index=False, float_format="%.3g", **_LINES))
        write_file(aside / "study.toml", _format_plan(folder.resolve().name, articles))
        load_plan(aside, load_manifest(aside))
    return folder


def refuse_full(folder: Path) -> None:
    """Raise ``UserError`` where a corpus would be written over something that is there."""
    if folder.is_file():
        raise UserError(f"{folder} is a file. Name a folder that is not there yet.")
    if folder.is_dir() and any(folder.iterdir()):
        raise UserError(f"{folder} is there already and not empty. Name a folder that is not there yet.")


def _format_manifest(articles: list[Article]) -> str:
    known = [name for name in SCHEMAS["articles"].columns if name not in _MEASURED]
    own = dict.fromkeys(name for article in articles for name in article.fields)
    columns = [*(name for name in known if name in ("article_id", "group") or name in own),
               *(name for name in own if name not in SCHEMAS["articles"].columns)]
    table = io.StringIO()
    writer = csv.DictWriter(table, columns, restval="", extrasaction="ignore", **_LINES)
    writer.writeheader()
    writer.writerows({"article_id": article.article_id, **{name: hold_formula(cell) for name, cell in
                                                           article.fields.items()}} for article in articles)
    return table.getvalue()


def _format_plan(name: str, articles: list[Article]) -> str:
    counts = Counter(article.fields["group"] for article in articles)
    two = sorted(group for group, _ in sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:2])
    named = [f"group_{letter} = {_quote(group)}" for letter, group in zip("ab", two)]
    groups = named if len(counts) == 2 else [
        f"# The two largest of {len(counts)} groups are compared, and all pairs beside them; name two others here.",
        *(f"# {line}" for line in named)] if len(counts) > 2 else [
        "# One group is there. Fill in the column group of articles.csv to compare two, and name them here.",
        '# group_a = "…"', '# group_b = "…"']
    question = f"How do {two[0]} and {two[1]} articles differ?" if len(two) > 1 else "How do these articles speak?"
    return _PLAN.format(title=_quote(name), question=_quote(question), groups="\n".join(groups),
                        scope=_quote("these articles" if len(articles) > 1 else "this article"))


def _quote(words: str) -> str:
    """Words as a basic string of TOML."""
    return json.dumps(words, ensure_ascii=False).replace("\x7f", "\\u007f")

"""``framing new``: a corpus out of other people's files."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from analysis.files import UserError

if TYPE_CHECKING:
    from analysis.texts.importers.gathering import Gathered

_SHOWN = 10  # places that were refused, of which the terminal is told
_Column = typer.Option(metavar="COLUMN", show_default=False)


def new(
    folder: Annotated[Path, typer.Argument(help="The corpus to make: a folder that is not there yet.")],
    sources: Annotated[list[Path], typer.Argument(metavar="FROM...", help="Files, or folders with all that is in "
                                                  "them: .txt, .csv, .tsv, .jsonl, .xlsx, .html, Nexis’s .docx, "
                                                  ".rtf.")],
    metadata: Annotated[Path | None, typer.Option(metavar="FILE", show_default=False, help="A CSV file that says "
                                                  "something of each file: a column 'file', and any others.")] = None,
    group: Annotated[str, _Column] = "",
    text: Annotated[str, _Column] = "",
    title: Annotated[str, _Column] = "",
    outlet: Annotated[str, _Column] = "",
    author: Annotated[str, _Column] = "",
    published: Annotated[str, _Column] = "",
    article_id: Annotated[str, typer.Option("--id", metavar="COLUMN", help="These name columns that have other names "
                                            "than the usual ones.", show_default=False)] = "",
    by_folder: Annotated[bool, typer.Option("--group-by-folder", help="The folder in which a file stands is its "
                                            "group.")] = False,
    without_duplicates: Annotated[bool, typer.Option("--without-duplicates", help="Leave out exact duplicates but the "
                                                     "first.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would come in, and write nothing.")] = False,
) -> None:
    """Make a corpus out of text files, tables, saved web pages and Nexis downloads, and say what came in."""
    from analysis.importing import refuse_full, write_corpus

    refuse_full(folder)
    try:
        from analysis.texts.importers.gathering import gather_articles
        from analysis.texts.importers.records import Names
    except ImportError as reason:
        raise UserError(f"Importing needs the package {reason.name}. Install what it takes: "
                        "pip install -e \".[import]\" in the study's folder.") from None
    given = {"group": group, "text": text, "title": title, "outlet": outlet, "author": author, "published": published,
             "article_id": article_id}
    try:
        gathered = gather_articles(sources, Names({name: column for name, column in given.items() if column}), metadata,
                                   by_folder, without_duplicates)
    except ImportError as reason:
        raise UserError(f"These files need the package {reason.name}. Install what importing takes: "
                        "pip install -e \".[import]\" in the study's folder.") from None
    if not dry_run:
        write_corpus(folder, gathered)
    for sentence in _say_what_came(folder, gathered, dry_run):
        typer.echo(sentence)


def _say_what_came(folder: Path, gathered: Gathered, dry_run: bool) -> list[str]:
    """What came in, what did not and why, what is there twice, and what to do next: a sentence each."""
    from analysis.presentation.findings.wording import capitalise, say_count, say_list
    from analysis.texts.importers.gathering import ALL, LEFT_OUT, REFUSED

    rows, duplicates = gathered.imports, gathered.duplicates
    refused, left_out = rows[rows["status"] == REFUSED], rows[rows["status"] == LEFT_OUT]
    groups = {article.fields["group"] for article in gathered.articles}
    n_files = rows.loc[~rows.index.isin(refused.index), "file"].nunique()
    said = [capitalise(f"{say_count(len(gathered.articles), 'article')} from {say_count(n_files, 'file')} "
                       f"{'would come' if dry_run else 'came'} in, in {say_count(len(groups), 'group')}"
                       f"{': ' + say_list(sorted(groups)) if 1 < len(groups) <= 20 else ''}.")]
    said += [f"Not in: {row.file}{f', {row.position}' if row.position else ''}, because {row.reason}."
             for row in refused.head(_SHOWN).itertuples()]
    if len(refused) > _SHOWN:
        said.append(f"Not in either: {len(refused) - _SHOWN} more.")
    if len(left_out):
        said.append(capitalise(f"{say_count(len(left_out), 'exact duplicate')} left out."))
    noted = rows[rows["notes"] != ""]
    said += [f"Note: {row.file}{f', {row.position}' if row.position else ''}: {row.notes}."
             for row in noted.head(_SHOWN).itertuples()]
    if len(noted) > _SHOWN:
        said.append(f"{len(noted) - _SHOWN} more notes.")
    kept = duplicates[duplicates["left_out"] == ""]
    kinds = kept["kind"].value_counts()
    if len(kept):
        pairs = [say_count(int(kinds[kind]), f"{kind} duplicate") for kind in ("exact", "near") if kind in kinds]
        said.append(capitalise(f"{say_list(pairs)} found, and kept: look at them, and take away what your question "
                               "does not want twice."))
    if groups == {ALL}:
        said.append(f"Nothing names a group, so all stand in one, '{ALL}': fill in the column group of articles.csv "
                    "to compare groups, or name another column of yours with --group.")
    if not dry_run:
        said.append(f"{folder} is ready. imports.csv has a row for everything that was read, duplicates.csv every "
                    f"pair. Next: look into study.toml, then framing report {folder}")
    return said

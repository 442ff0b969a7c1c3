"""The ``framing`` command: new, report, rows, read, concordance, code, add, freeze, validate, explain, export …"""

from __future__ import annotations

import gc
import json
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

import analysis
from analysis.classroom_commands import classroom, code, compare_coders
from analysis.copy_commands import compare_copies
from analysis.export_commands import export, import_codings
from analysis.files import UserError
from analysis.folders import HOME, find_corpus, find_home
from analysis.import_commands import new
from analysis.lexicon_commands import lexicon
from analysis.measuring_commands import compare, measure
from analysis.reading_commands import concordance, read
from analysis.row_commands import rows
from analysis.sample_commands import correct, sample
from analysis.training_commands import apply, train

if TYPE_CHECKING:
    import pandas as pd

    from analysis.comparison.validation.validations import Validation

app = typer.Typer(add_completion=False, no_args_is_help=True, pretty_exceptions_enable=False, rich_markup_mode=None,
                  help="Whose words, how loaded, how sure: study how news frames an event.")
app.add_typer(lexicon, name="lexicon")
app.command()(new)
app.command("compare-copies")(compare_copies)
app.command()(rows)
app.command()(sample)
app.command()(code)
app.command()(correct)
app.command()(train)
app.command()(apply)
app.command("compare-coders")(compare_coders)
app.command()(classroom)
app.command()(read)
app.command()(concordance)
app.command()(export)
app.command("import-codings")(import_codings)
app.command()(measure)
app.command()(compare)
Corpus = Annotated[Path | None, typer.Argument(help="The corpus's folder; corpus/downfall when left out.",
                                               show_default=False)]


@app.command()
def report(
    folder: Corpus = None,
    out: Annotated[Path | None, typer.Option(help="The file to write; reports/CORPUS.html, or private/CORPUS.html.",
                                                show_default=False)] = None,
    private: Annotated[bool, typer.Option("--private", help="Show sentences of the texts that are here; for your own "
                                                            "machine only.")] = False,
) -> None:
    """Run the notebooks and write one self-contained HTML page. It holds no article text, unless it is private."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    from analysis.presentation.report import write_report
    from analysis.presentation.rights import PRIVATE, keep_from_git
    from analysis.study import keep_private, load_study

    folder = find_corpus(folder)
    study = load_study(folder, private=True) if private else keep_private(load_study(folder))
    notebooks = sorted(find_home("notebooks").glob("[0-9]*.ipynb"))
    if not notebooks:
        raise UserError("There are no notebooks. Run framing in the study's own folder, where notebooks/ is.")
    out = out or (PRIVATE if private else Path("reports")) / f"{folder.resolve().name}.html"
    if private:
        keep_from_git(out)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("Running the notebooks", total=len(notebooks))
        path = write_report(study, notebooks, out, progress=lambda name: bar.update(task, advance=1, description=name))
    for note in study.notes:
        typer.echo(note)
    typer.echo(f"{path} is ready: {len(study.articles)} articles, measured from the {study.source}.")


@app.command()
def add(
    files: Annotated[list[Path], typer.Argument(help="Text files, under any name.")],
    corpus: Annotated[Path | None, typer.Option(help="The corpus they belong to; corpus/downfall when left out.",
                                                   show_default=False)] = None,
) -> None:
    """Put your copies of a corpus's articles in place; each is recognised by its fingerprint, whatever its name."""
    from analysis.tables import read_csv
    from analysis.texts.articles import add_text

    folder = find_corpus(corpus)
    counts = folder / "tables" / "word_counts.csv"
    word_counts = read_csv(counts, "word_counts") if counts.exists() else None
    failed = 0
    for file in files:
        try:
            added = add_text(file, folder, word_counts)
        except UserError as reason:
            failed += 1
            typer.echo(str(reason), err=True)
            continue
        failed += added.status not in {"added", "present"}
        typer.echo(added.message)
    raise typer.Exit(1 if failed else 0)


@app.command()
def freeze(folder: Corpus = None) -> None:
    """Measure a corpus from its texts and write the tables that may be shipped without them."""
    from analysis.freezing import freeze_study

    folder = find_corpus(folder)
    written = freeze_study(folder)
    typer.echo(f"{folder / 'tables'} holds {len(written)} files, measured from the texts; "
               f"{folder / 'articles.csv'} has their fingerprints.")


@app.command()
def validate(
    file: Annotated[Path, typer.Argument(help="Texts that people labelled: CSV, TSV or JSON Lines.")],
    measure: Annotated[str, typer.Option(help="loaded_language, hedging, uncertainty, certainty, tone, targeted_tone "
                                              "or voice.", show_default=False)],
    text: Annotated[str, typer.Option(metavar="COLUMN", help="The column that holds the texts.")] = "text",
    label: Annotated[str, typer.Option(metavar="COLUMN", help="The column that holds the labels.")] = "label",
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object and nothing else.")] = False,
    misses: Annotated[bool, typer.Option("--misses", help="Print the rows on which measure and label differ, as "
                                                          "CSV.")] = False,
) -> None:
    """Hold a measure against texts that people labelled, beside simpler means on the same texts."""
    from analysis.comparison.validation.validations import list_misses, make_record, validate_file

    if misses:
        typer.echo(list_misses(file, measure, text, label).to_csv(index=False, float_format="%.3g"), nl=False)
        return
    validation = validate_file(file, measure, text, label)
    if as_json:
        typer.echo(json.dumps(make_record(validation), indent=2, allow_nan=False))
    else:
        _print_validation(validation)


def _print_validation(validation: Validation) -> None:
    from rich import box
    from rich.console import Console
    from rich.table import Table

    from analysis.comparison.validation.verdicts import name_figure, state_subject, state_verdict

    table = Table(box=box.SIMPLE)
    for heading in ("metric", "ours", "95% interval", *map(name_figure, validation.baselines)):
        table.add_column(heading, justify="left" if heading == "metric" else "right")
    for metric, row in validation.metrics.iterrows():
        value, low, high, *others = ("–" if number != number else f"{number:.3f}" for number in row)
        table.add_row(name_figure(str(metric)), value, f"{low} to {high}", *others)
    typer.echo(state_subject(validation))
    console = Console()
    console.width = console.width if console.is_terminal else 120
    console.print(table)
    for sentence in (state_verdict(validation), *validation.notes):
        typer.echo(sentence)


@app.command()
def explain(
    text: Annotated[str, typer.Argument(help="A sentence or a few, in quotation marks.")],
    towards: Annotated[list[str] | None, typer.Option("--towards", help="Words in it that name somebody: also say why "
                                                      "its tone towards them is what it is.")] = None,
    leader: Annotated[str, typer.Option("--leader", metavar="NAME", help="Words in it that name the leader whose fall "
                                        "may be claimed; the first --towards when left out.",
                                        show_default=False)] = "",
    as_json: Annotated[bool, typer.Option("--json", help="Print a JSON list and nothing else.")] = False,
) -> None:
    """Say why a sentence scores as it does, carries frames and makes a claim: the words, what they add, the rule."""
    from analysis.presentation.explanations import explain_text

    rows = explain_text(text, towards or (), leader)
    if as_json:
        typer.echo(json.dumps(rows.to_dict("records"), indent=2, ensure_ascii=False))
        return
    _print_explanation(rows)


def _print_explanation(rows: pd.DataFrame) -> None:
    from rich import box
    from rich.console import Console
    from rich.markup import escape
    from rich.table import Table

    console = Console()
    console.width = console.width if console.is_terminal else 120
    for number, of_sentence in rows.groupby("sentence"):
        table = Table(box=box.SIMPLE, title=f"Sentence {number + 1}", title_justify="left")
        for heading in ("measure", "words", "value", "why"):
            table.add_column(heading, justify="right" if heading == "value" else "left")
        for row in of_sentence.itertuples():
            table.add_row(row.measure, escape(row.words), row.value, escape(row.why), style="" if row.words else "bold")
        console.print(table)


@app.command()
def record(
    folders: Annotated[list[Path] | None, typer.Argument(help="Folders that hold labelled sets of others.",
                                                         show_default=False)] = None,
) -> None:
    """Measure the instruments against all labelled sets and codings at hand, and record it (for maintainers)."""
    from analysis.comparison.validation.records import (
        RECORD,
        load_record,
        measure_codings,
        measure_sets,
        measure_unseen,
        merge_records,
        write_record,
    )
    from analysis.study import load_study

    corpora = [HOME / "corpus" / name for name in ("classroom", "downfall")]
    tables = [measure_sets([*(folders or []), HOME / "corpus" / "labelled"])]
    for folder in corpora:
        study = load_study(folder)
        coded = (study.codings, study.sentences, study.passages, study.mentions, study.matches, study.targets,
                 study.claims, study.frames)
        tables.append(measure_codings(folder.name, folder / "codings.csv", *coded))
        tables.append(measure_unseen(folder.name, folder / "codings.csv", study.plan.unseen, *coded))
    measured = merge_records(tables, load_record())
    write_record(measured)
    fresh = sorted(set().union(*(table["set"] for table in tables)))
    typer.echo(f"{RECORD.name} holds {len(measured)} figures; measured now: {', '.join(fresh)}.")


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"framing {analysis.__version__}")
        raise typer.Exit()


@app.callback()
def _options(version: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True,
                                                   help="Say which version this is.")] = False) -> None:
    pass


def main() -> None:
    """Run the command; a mistake of the user's ends in one sentence, never in a traceback."""
    gc.set_threshold(100_000)  # word lists are many objects that stay: Python need not look for rubbish among them
    try:
        app(standalone_mode=True)
    except UserError as reason:
        typer.echo(str(reason), err=True)
        sys.exit(1)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)


if __name__ == "__main__":
    main()

"""``framing measure`` and ``framing compare``: corpora too large for a report, a chunk at a time."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from analysis.files import UserError
from analysis.plan_files import find_group_column


def measure(
    folder: Annotated[Path, typer.Argument(help="The corpus: articles.csv and texts/ARTICLE_ID.txt; or articles.csv, "
                                           "articles.jsonl or articles.parquet with the words in a column text.")],
    out: Annotated[str, typer.Option(help="The folder of results: a new one, or an unfinished one to go on with. An "
                                     "address that fsspec knows, such as s3://bucket/measured, will do.",
                                     show_default=False)],
    tables: Annotated[str, typer.Option(metavar="NAMES", help="Tables beside articles and measures, parted by commas: "
                                        "sentences, passages, matches, claims …", show_default=False)] = "",
    jobs: Annotated[int, typer.Option(help="Processes.", min=1)] = 1,
    chunk: Annotated[int, typer.Option(help="Articles of a file of results.", min=1)] = 200,
    scheduler: Annotated[str, typer.Option(metavar="ADDRESS", help="A Dask cluster: tcp://host:8786, or local for one "
                                           "of --jobs workers on this machine.", show_default=False)] = "",
) -> None:
    """Measure a corpus of any size into Parquet files. Killed at any moment, it goes on where it stopped."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    from analysis.streaming import count_articles, measure_stream

    names = [name.strip() for name in tables.split(",") if name.strip()]
    columns = (TextColumn("Measuring"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=count_articles(folder))
        counts = measure_stream(folder, out, names, jobs, chunk, lambda n: bar.update(task, advance=n), scheduler)
    typer.echo(f"{out} holds {counts['articles']:,} articles in {counts['chunks']:,} chunks, {counts['measured']:,} of "
               f"them measured now. framing compare {out} --corpus {folder} compares their groups.")


def compare(
    out: Annotated[str, typer.Argument(help="A folder of framing measure, or its address.")],
    corpus: Annotated[Path, typer.Option(help="The corpus, for its study.toml.", show_default=False)],
    to: Annotated[Path | None, typer.Option(help="The table to write; OUT/comparisons.csv when left out.",
                                            show_default=False)] = None,
) -> None:
    """Compare the groups of a measured corpus on the planned measures: means over articles, interval, p and q."""
    from analysis.comparison.comparisons import compare_groups
    from analysis.comparison.descriptions import describe_measure
    from analysis.comparison.plans import load_plan
    from analysis.presentation.findings.wording import say_p, say_place, say_value
    from analysis.streaming import read_stream, read_values
    from analysis.streaming.places import open_place, put_file
    from analysis.streaming.results import read_group
    from analysis.tables import format_csv

    articles, column = read_stream(out, "articles"), find_group_column(corpus)
    if read_group(out) != column:
        raise UserError(f"{out} was measured with the groups of the column {read_group(out)}, and the study.toml of "
                        f"{corpus} takes those of {column}. Measure anew into another folder.")
    measures = read_values(out)
    plan = load_plan(corpus, articles)
    if not plan.group_b:
        raise UserError(f"{corpus} has no two groups to compare. Fill in the column group of articles.csv.")
    comparisons = compare_groups(measures, articles, plan)
    to = to or open_place(out) / "comparisons.csv"
    put_file(to, format_csv(comparisons, "comparisons"))
    found = comparisons[comparisons["grouping"] == "as coded"].set_index(["measure", "part", "voice"])
    for planned in plan.planned:
        place = (planned.measure, planned.part, planned.voice)
        label = f"{describe_measure(planned.measure).label} {say_place(planned.part, planned.voice)}"
        if place not in found.index:
            typer.echo(f"{planned.number}. {label}: not defined in both groups.")
            continue
        row = found.loc[place]
        bounds = (f", 95% interval of the difference {say_value(row['low'], row['unit'])} to "
                  f"{say_value(row['high'], row['unit'])}" if row["low"] == row["low"] else "")
        typer.echo(f"{planned.number}. {label}: {plan.group_a} {say_value(row['mean_a'], row['unit'])} ({row['n_a']:,} "
                   f"articles), {plan.group_b} {say_value(row['mean_b'], row['unit'])} ({row['n_b']:,}){bounds}; "
                   f"{say_p(row['p'], row['p_floor'])}.")
    typer.echo(f"{to} has all measures.")

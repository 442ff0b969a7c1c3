"""``framing lexicon``: check a word list, try a term, and see which entries carry a finding."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from math import isnan
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

import analysis
from analysis.folders import find_corpus

if TYPE_CHECKING:
    from analysis.comparison.variants import Variant
    from analysis.study import Study
    from analysis.workbench import Trial

N_SHOWN = 10
N_NAMED = 20

lexicon = typer.Typer(no_args_is_help=True,
                      help="Word lists: check one, try a term, see which entries carry a finding.")
Corpus = Annotated[Path | None, typer.Option(help="The corpus's folder; corpus/downfall when left out.",
                                             show_default=False)]


@lexicon.command()
def check(file: Annotated[str, typer.Argument(help="A CSV file with its TOML file beside it, or the name of a shipped "
                                                   "lexicon, such as hedges.")]) -> None:
    """List every fault of a word list, with its row and the way out."""
    from analysis.workbench import check_lexicon

    checked = check_lexicon(file)
    for sentence in (*checked.faults, *(f"Warning: {warning}" for warning in checked.warnings)):
        typer.echo(sentence)
    if checked.faults:
        raise typer.Exit(1)
    typer.echo(f"{checked.file} has no fault: {_count(checked.n_entries, 'entry', 'entries')} in "
               f"{_count(checked.n_categories, 'category', 'categories')}.")


@lexicon.command("try")
def try_term(
    term: Annotated[str, typer.Argument(help="A word or several, such as 'meat grinder' or 'about <number>'.")],
    corpus: Corpus = None,
    private: Annotated[bool, typer.Option("--private", help="Show the words around it also where the texts belong to "
                                                            "others: for your own machine only.")] = False,
) -> None:
    """Show what a term would match in a corpus as a new entry, in whose voice and how often."""
    from analysis import workbench
    from analysis.study import load_study

    study = load_study(find_corpus(corpus), private=private)
    trial = workbench.try_term(study, term)
    for sentence in (*_say_counts(trial, study), *trial.listed):
        typer.echo(sentence)
    if not trial.listed:
        typer.echo(f"No shipped lexicon has '{trial.term}'.")
    if len(trial.counts):
        _print_table(("article", "part", "voice", "n"), trial.counts.astype(str).values.tolist(), n_left=3)
    for sentence in (*_say_rivals(trial), *_say_lines(trial, study)):
        typer.echo(sentence)


def _say_counts(trial: Trial, study: Study) -> Iterable[str]:
    n, articles = int(trial.counts["n"].sum()), trial.counts["article_id"].nunique()
    negated = f", {trial.n_negated} of them negated" if trial.n_negated else ""
    yield (f"'{trial.term}' would match {_count(n, 'time', 'times')} in {articles} of the "
           f"{_count(len(study.articles), 'article', 'articles')} of {study.folder}{negated}.")
    if trial.source != "texts":
        yield ("The texts are not here, so it was counted in the table word_counts, which knows voices but neither "
               "parts nor other meanings of the same word.")


def _say_rivals(trial: Trial) -> Iterable[str]:
    for name, rows in trial.rivals.groupby("lexicon"):
        entries = _join([f"{row.term} ({row.n})" for row in rows.itertuples()])
        yield (f"As an entry of {name} it would give way to a longer or earlier one "
               f"{_count(int(rows['n'].sum()), 'time', 'times')}: {entries}.")


def _say_lines(trial: Trial, study: Study) -> Iterable[str]:
    width = max((len(name) for name in trial.lines["article_id"]), default=0)
    for line in trial.lines.itertuples():
        yield f"{line.article_id:<{width}}  {line.left:>40}[{line.words}]{line.right}".rstrip()
    n_more = int(trial.counts["n"].sum()) - trial.n_hidden - len(trial.lines)
    if n_more:
        yield f"{n_more} more may be shown; these are the first."
    if trial.n_hidden and trial.source == "texts":
        yield (f"The words around {_count(trial.n_hidden, 'match', 'matches')} are not shown, because the texts belong "
               "to others: --private shows them on your own machine.")


@lexicon.command()
def variant(
    name: Annotated[str, typer.Argument(help="loaded_language, hedges or boosters.")],
    corpus: Corpus = None,
    measure: Annotated[str | None, typer.Option(help="One measure that it feeds; those of the plan when left out.",
                                                show_default=False)] = None,
    voice: Annotated[str | None, typer.Option(help="direct, indirect, narration or all; the plan's when left out.",
                                              show_default=False)] = None,
    top: Annotated[int | None, typer.Option(min=1, help="How many entries to list; when left out 10, with --json all.",
                                            show_default=False)] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object and nothing else.")] = False,
) -> None:
    """Drop a lexicon's entries in turn and show how the difference between the groups moves."""
    from analysis.comparison.variants import list_fed, vary_lexicon
    from analysis.study import load_study

    study = load_study(find_corpus(corpus))
    variants = [vary_lexicon(fed, study.matches, study.measures, study.articles, study.plan)
                for fed in list_fed(name, study.plan, measure, voice)]
    if as_json:
        record = {"lexicon": name, "lexicon_version": study.lexicons[name].version, "corpus": study.folder.name,
                  "n_articles": len(study.articles), "version": analysis.__version__,
                  "variants": [_make_record(each, top) for each in variants]}
        typer.echo(json.dumps(record, indent=2, ensure_ascii=False, allow_nan=False))
        return
    for each in variants:
        _print_variant(each, top or N_SHOWN)
    typer.echo("An entry is dropped with all its matches; a shorter one that would match in its place is not counted.")


def _print_variant(variant: Variant, top: int) -> None:
    fed, groups = variant.planned, (variant.group_a, variant.group_b)
    planned = f"planned measure {fed.number}" if fed.number else "not in the plan"
    typer.echo(f"{fed.measure}, {fed.part}, voice {fed.voice} ({planned}): {groups[0]} less {groups[1]} is "
               f"{_say_number(variant.difference)} {variant.unit}; "
               f"{_count(len(variant.entries), 'entry', 'entries')} found.")
    if len(variant.entries):
        rows = [(row.term, str(row.n_a), str(row.n_b), _say_number(row.difference), _say_number(row.move),
                 ("turns" if row.difference else "vanishes") if row.turns else "stays")
                for row in variant.entries.head(top).itertuples()]
        _print_table(("without", *(f"n {group}" for group in groups), "difference", "move", "sign"), rows, n_left=1)
    for sentence in _say_carriers(variant):
        typer.echo(sentence)
    typer.echo()


def _say_carriers(variant: Variant) -> Iterable[str]:
    if isnan(variant.difference) or not variant.difference:
        yield "There is no difference that entries could carry."
        return
    if variant.turned_by is None:
        yield f"No set of up to {_count(len(variant.entries), 'entry', 'entries')} turns the sign when dropped."
    else:
        n = len(variant.turned_by)
        yield (f"Dropping {_count(n, 'entry', 'entries')} turns the sign, and no fewer do: {_join(variant.turned_by)}.")
    back = "; others pull back" if variant.top_share > 1 else ""
    carriers = _count(len(variant.top), "entry", "entries")
    yield (f"{variant.top_share:.0%} of the difference is carried by the {carriers} pulling most towards it: "
           f"{_join(variant.top)}{back}.")


def _make_record(variant: Variant, top: int | None) -> dict:
    def number(value: float) -> float | None:
        return None if isnan(value) else float(f"{value:.6g}")

    entries = variant.entries if top is None else variant.entries.head(top)
    fed = variant.planned
    return {
        "measure": fed.measure, "part": fed.part, "voice": fed.voice, "planned": fed.number or None,
        "unit": variant.unit, "group_a": variant.group_a, "group_b": variant.group_b,
        "difference": number(variant.difference), "n_entries": len(variant.entries),
        "entries": [{"term": row.term, "n_a": row.n_a, "n_b": row.n_b, "difference": number(row.difference),
                     "move": number(row.move), "turns": bool(row.turns)} for row in entries.itertuples()],
        "turned_by": None if variant.turned_by is None else list(variant.turned_by),
        "top": list(variant.top), "top_share": number(variant.top_share)}


def _say_number(value: float) -> str:
    return "undefined" if isnan(value) else f"{value:.2f}".replace("-", "−")


def _count(n: int, one: str, more: str) -> str:
    return f"{n} {one if n == 1 else more}"


def _join(names: Sequence[str]) -> str:
    more = f" and {len(names) - N_NAMED} more" if len(names) > N_NAMED else ""
    return ", ".join(names[:N_NAMED]) + more


def _print_table(headings: Sequence[str], rows: Iterable[Sequence[str]], n_left: int) -> None:
    from rich import box
    from rich.console import Console
    from rich.table import Table

    table = Table(box=box.SIMPLE)
    for at, heading in enumerate(headings):
        table.add_column(heading, justify="left" if at < n_left else "right")
    for row in rows:
        table.add_row(*row)
    console = Console(markup=False, highlight=False)
    console.width = console.width if console.is_terminal else 120
    console.print(table)

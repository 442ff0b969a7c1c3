"""``framing rows``: the rows behind one article's number, in the terminal."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from analysis.files import UserError
from analysis.folders import find_corpus


def rows(
    measure: Annotated[str, typer.Argument(help="A measure of the table measures, such as loaded_per_1000.",
                                           show_default=False)],
    article: Annotated[str, typer.Argument(help="The article's short name.", show_default=False)],
    corpus: Annotated[Path | None, typer.Option(help="The corpus; corpus/downfall when left out.",
                                                   show_default=False)] = None,
    part: Annotated[str, typer.Option(help="body or headline.")] = "body",
    voice: Annotated[str, typer.Option(help="all, direct, indirect or narration.")] = "all",
    private: Annotated[bool, typer.Option("--private", help="Show the sentences of texts that are here.")] = False,
    as_csv: Annotated[bool, typer.Option("--csv", help="Print CSV and nothing else.")] = False,
) -> None:
    """Open a number: every term, passage, sentence or claim behind it, where, in whose voice, with what it adds."""
    from analysis.comparison.rows import describe_family, list_rows, name_family, widen_row
    from analysis.study import load_study

    study, family = load_study(find_corpus(corpus), private), name_family(measure)
    if measure not in set(study.measures["measure"]):
        raise UserError(f"'{measure}' is no measure here. Known are {', '.join(study.measures['measure'].unique())}.")
    if not family:
        raise UserError(f"'{measure}' counts whole sentences: each one's value stands in the table sentences.")
    if article not in set(study.articles["article_id"]):
        raise UserError(f"There is no article '{article}'. Known are {', '.join(study.articles['article_id'])}.")
    found = list_rows(family, study.tables)
    found = found[(found["article_id"] == article) & (found["part"] == part)]
    found = found if voice == "all" else found[found["voice"] == voice]
    if study.may_show_text(article):
        spans = [widen_row(row, study.sentences) for row in found.itertuples()]
        found = found.assign(text=[study.read_text(article, *span) for span in spans])
    if as_csv:
        typer.echo(found.to_csv(index=False, float_format="%.6g"), nl=False)
        return
    for row in found.itertuples():
        amount = "" if row.amount != row.amount else f", {describe_family(family).amount} {row.amount:.3g}"
        amount = "" if amount[2:] in row.why or amount == ", count 1" else amount
        typer.echo(f"paragraph {row.paragraph}, sentence {row.sentence}, {row.voice}: "
                   + ", ".join(filter(None, [row.words, row.why])) + amount.replace("-", "−"))
        if "text" in found:
            typer.echo(f"    {row.text}")
    value = study.measures.query("measure == @measure and article_id == @article and part == @part and voice == @voice")
    for number in value.itertuples():
        typer.echo(f"{len(found):,} rows; {measure} of {article} is {number.value:.4g} {number.unit} "
                   f"({number.numerator:.6g} / {number.denominator:.6g}).")

"""``framing train`` and ``framing apply``: a measure learnt from coded sentences, and its use on a corpus."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from analysis.folders import find_corpus

if TYPE_CHECKING:
    import pandas as pd


def train(
    file: Annotated[Path, typer.Argument(help="Sentences coded 0 or 1: CSV, TSV or JSON Lines.")],
    measure: Annotated[str, typer.Option(help="The measure that it is to stand beside: loaded_language, hedging, "
                                              "uncertainty, certainty or tone.", show_default=False)],
    text: Annotated[str, typer.Option(metavar="COLUMN", help="The column that holds the sentences.")] = "text",
    label: Annotated[str, typer.Option(metavar="COLUMN", help="The column that holds the codes.")] = "label",
    article: Annotated[str, typer.Option(metavar="COLUMN", help="The column that says which article a sentence comes "
                                         "from.", show_default=False)] = "",
    test: Annotated[Path | None, typer.Option(metavar="FILE", help="Other coded sentences, on which to try it once.",
                                              show_default=False)] = None,
    out: Annotated[Path | None, typer.Option(help="The model to write; models/MEASURE.json when left out.",
                                             show_default=False)] = None,
) -> None:
    """Learn a measure from coded sentences and say what it is worth beside ours and what anybody could have used."""
    from analysis.comparison.learning import train_file, write_model
    from analysis.comparison.learning.training import try_model

    training = train_file(file, measure, text, label, article)
    about = training.model.about
    typer.echo(f"{about['n']} sentences, {about['n_yes']} of them coded 1, in {about['n_articles']} articles or runs "
               "of rows. Area under the ROC curve, each sentence scored by a model that had not seen its article:")
    _print_figures(training.figures)
    typer.echo("With fewer sentences to learn from: "
               + "; ".join(f"{row.n}: {row.auc:.3f}" for row in training.curve.itertuples()) + ".")
    typer.echo(_say_more(training.n_more))
    if test is not None:
        typer.echo(f"On {test.name}, which no model saw:")
        _print_figures(try_model(training.model, file, test, measure, text, label))
    out = out or Path("models") / f"{measure}.json"
    write_model(out, training.model)
    for note in training.notes:
        typer.echo(note)
    typer.echo(f"{out} is the model: words, pairs of words and parts of words with their weights, and no sentence. "
               f"framing apply {out} FOLDER uses it.")


def apply(
    model: Annotated[Path, typer.Argument(help="A model of framing train.")],
    folder: Annotated[Path | None, typer.Argument(help="The corpus's folder; corpus/downfall when left out.",
                                                  show_default=False)] = None,
    out: Annotated[Path | None, typer.Option(help="The file of scores; reports/CORPUS-scores.csv when left out.",
                                             show_default=False)] = None,
) -> None:
    """Score every sentence of a corpus by a learnt measure, and compare its groups by article."""
    from analysis.comparison.learning import load_model
    from analysis.comparison.learning.applying import compare_scores_by_group, score_sentences
    from analysis.files import UserError, write_file
    from analysis.study import load_study

    learnt, corpus = load_model(model), find_corpus(folder)
    study = load_study(corpus)
    if not study.texts:
        raise UserError(f"The texts of {corpus} are not here, and a learnt measure reads texts. Put them in place "
                        "first.")
    scores = score_sentences(study.sentences, study.texts, learnt)
    out = out or Path("reports") / f"{corpus.resolve().name}-scores.csv"
    if out.exists() and not out.read_bytes().startswith(",".join(scores.columns).encode()):
        raise UserError(f"{out} is another file than scores of framing apply, and was left alone. Name another with "
                        "--out.")
    write_file(out, scores.to_csv(index=False, lineterminator="\n", float_format="%.4g"))
    typer.echo(f"{out} has a score for each of {len(scores):,} sentences of {scores['article_id'].nunique()} articles.")
    for row in compare_scores_by_group(scores, study.articles, study.plan).query("grouping == 'as coded'").itertuples():
        bounds = f", 95% interval {row.low:.3f} to {row.high:.3f}" if row.low == row.low else ""
        typer.echo(f"Mean score of body sentences, over articles: {row.group_a} {row.mean_a:.3f} ({row.n_a}), "
                   f"{row.group_b} {row.mean_b:.3f} ({row.n_b}); difference {row.difference:.3f}{bounds}; "
                   f"p = {row.p:.3f}, the lowest possible here is {row.p_floor:.3f}.")


def _print_figures(figures: pd.DataFrame) -> None:
    for place, row in enumerate(figures.itertuples()):
        behind = f"; behind by {row.behind:.3f} ({row.behind_low:.3f} to {row.behind_high:.3f})" if place else ""
        typer.echo(f"  {row.scorer.replace('_', ' '):16s} {row.auc:.3f} ({row.low:.3f} to {row.high:.3f}){behind}")


def _say_more(n_more: float) -> str:
    if n_more != n_more:
        return ("By this curve another 0.02 is out of reach, or it is too uneven to tell how many more codes that "
                "would take.")
    return f"If the curve goes on like this, about {n_more:,.0f} more codes would bring another 0.02."

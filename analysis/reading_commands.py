"""``framing read`` and ``framing concordance``: an article with its marks; words with the words around them."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from analysis.folders import find_corpus

if TYPE_CHECKING:
    import pandas as pd

    from analysis.study import Study

Corpus = Annotated[Path | None, typer.Option(help="The corpus's folder; corpus/downfall when left out.",
                                             show_default=False)]
_LEAST, _NODE = 20, 20  # characters on each side; those that a usual node takes


def read(
    article: Annotated[str, typer.Argument(help="An article's article_id.")],
    other: Annotated[str | None, typer.Argument(help="Another, to stand beside it.", show_default=False)] = None,
    corpus: Corpus = None,
    out: Annotated[Path | None, typer.Option(help="The file to write; when left out it goes to reports/, and to "
                                                  "private/, which git ignores, where a text belongs to others.",
                                             show_default=False)] = None,
) -> None:
    """Write an article as a page with hedges, boosters, loaded words, quotations, claims, frames and tone marked."""
    from analysis.presentation.reading import write_reading
    from analysis.study import load_study

    study = load_study(find_corpus(corpus), private=True, only=[article] if other is None else [article, other])
    path = write_reading(study, article, other, out)
    constructed = study.articles.set_index("article_id")["constructed"]
    typer.echo(f"{path} is ready: open it in a browser.")
    if not all(constructed[name] for name in (article, other) if name is not None):
        typer.echo("It holds a text that belongs to others: keep it on your own machine.")


def concordance(
    term: Annotated[str, typer.Argument(help="A word or several; * stands for any letters ('toppl*'), and alone for "
                                             "any one word. May be left out with --lexicon.", show_default=False)] = "",
    corpus: Corpus = None,
    sort: Annotated[str, typer.Option(help="position, or by the words on the left or right.")] = "position",
    lexicon: Annotated[str | None, typer.Option(metavar="NAME", help="Every match of a lexicon, such as hedges, or of "
                                                "a category, such as hedges:modal.", show_default=False)] = None,
    private: Annotated[bool, typer.Option("--private", help="Show also texts that belong to others: for your own "
                                                            "machine only.")] = False,
    width: Annotated[int | None, typer.Option(min=1, help="Characters on each side; when left out 60, or what fits on "
                                                          "the screen.", show_default=False)] = None,
    as_csv: Annotated[bool, typer.Option("--csv", help="Print CSV and nothing else.")] = False,
) -> None:
    """List every place where words stand, one a line, with the words around them (key word in context)."""
    from analysis.concordances import WIDTH, find_concordance, format_concordance, say_hidden
    from analysis.study import load_study

    study = load_study(find_corpus(corpus), private=private)
    if as_csv:
        typer.echo(format_concordance(find_concordance(study, term, sort, width or WIDTH, lexicon)),
                   nl=False)
        hidden = say_hidden(study)
        if hidden:
            typer.echo(hidden, err=True)
        return
    _print_lines(study, term, sort, lexicon, width)


def _print_lines(study: Study, term: str, sort: str, lexicon: str | None, width: int | None) -> None:
    from rich.console import Console

    from analysis.concordances import WIDTH, find_concordance, say_hidden
    from analysis.presentation.reading import state_concordance

    console = Console(markup=False, highlight=False, soft_wrap=True)
    names = max(map(len, study.articles["article_id"]), default=0)
    fitting = max(_LEAST, (console.width - names - _NODE - 4) // 2) if console.is_terminal else WIDTH
    width = width or min(WIDTH, fitting)
    lines = find_concordance(study, term, sort, width, lexicon)
    for line in _format_lines(lines, names):
        console.print(line)
    for sentence in filter(None, (state_concordance(lines, term, sort, lexicon), say_hidden(study))):
        typer.echo(sentence)


def _format_lines(lines: pd.DataFrame, names: int) -> Iterable:
    """Each line with its node in the same column, in bold."""
    from rich.cells import cell_len
    from rich.text import Text

    side = max(map(cell_len, lines["left"]), default=0)
    for row in lines.itertuples():
        padding = " " * (side - cell_len(row.left))
        yield Text.assemble(f"{row.article_id:<{names}}  {padding}{row.left}", (row.node, "bold"), row.right)

"""``framing code``, ``compare-coders``, ``classroom``: code by hand, lay coders side by side, hand the lessons out."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from analysis.files import UserError

Corpus = Annotated[Path | None, typer.Option(help="The corpus's folder; corpus/downfall when left out.",
                                             show_default=False)]


def code(
    text: Annotated[str, typer.Argument(help="An article's article_id; with --sample it may be left out, for all of "
                                        "its articles.", show_default=False)] = "",
    corpus: Corpus = None,
    sample: Annotated[Path | None, typer.Option(metavar="FILE", help="Ask only about the sentences of a sample "
                                                "(framing sample).", show_default=False)] = None,
    coder: Annotated[str, typer.Option(metavar="NAME", help="Your initials or a pseudonym; asked for when left out.",
                                       show_default=False)] = "",
    variables: Annotated[str, typer.Option(metavar="NAMES", help="What to code, parted by commas; voice, certainty, "
                                           "loaded_language and tone when left out.", show_default=False)] = "",
    out: Annotated[Path | None, typer.Option(help="A folder, or a file ending in .csv; when left out "
                                                  "codings/CORPUS/TEXT/NAME.csv, which git ignores.",
                                             show_default=False)] = None,
    private: Annotated[bool, typer.Option("--private", help="Show also a text that belongs to others: for your own "
                                                            "machine only.")] = False,
) -> None:
    """Code a text by hand, a sentence at a time, without sight of the machine's codes. Each answer is saved at once."""
    from rich.console import Console

    from analysis.classroom.questions import DEFAULT
    from analysis.classroom.sheets import open_sheet, say_finished
    from analysis.classroom.terminal import code_sheet
    from analysis.folders import find_corpus
    from analysis.study import load_study

    wanted = _list_wanted(text, sample)
    study = load_study(find_corpus(corpus), private, only=[*wanted])
    names = tuple(name.strip() for name in variables.split(",") if name.strip()) or DEFAULT
    coder = coder or typer.prompt("Your initials or a pseudonym")
    for article_id, only in wanted.items():
        sheet = open_sheet(study, article_id, coder, names, out, only)
        if not code_sheet(sheet, Console(highlight=False), _ask):
            typer.echo(f"What you answered is saved in {sheet.path}; the same command goes on there.")
            return
        typer.echo(say_finished(sheet, study))


def _list_wanted(text: str, sample: Path | None) -> dict[str, tuple[int, ...]]:
    """The articles to code and of each the sentences that are asked about, all where none is named."""
    if sample is None:
        if not text:
            raise UserError("Name an article, or a sample with --sample FILE.")
        return {text: ()}
    from analysis.classroom.sampling import read_sample

    drawn = read_sample(sample).groupby("article_id")["sentence"].agg(tuple).to_dict()
    if text and text not in drawn:
        raise UserError(f"{sample} holds no sentence of '{text}'. It has {', '.join([*drawn][:20])}.")
    return {text: drawn[text]} if text else drawn


def compare_coders(
    files: Annotated[list[Path], typer.Argument(help="Coders' files, or folders that hold them.")],
    corpus: Corpus = None,
    out: Annotated[Path | None, typer.Option(help="The page to write; private/coders_CORPUS.html when left out.",
                                             show_default=False)] = None,
    private: Annotated[bool, typer.Option("--private", help="Show also sentences of texts that belong to others: for "
                                                            "your own machine only.")] = False,
) -> None:
    """Lay coders side by side: how far they agree, who with whom, and where they and the machine part."""
    from analysis.classroom.collecting import read_coders
    from analysis.classroom.comparing import compare_coders
    from analysis.classroom.page import choose_places, state_comparison, write_comparison
    from analysis.folders import find_corpus
    from analysis.study import load_study
    from analysis.texts.manifest import load_manifest

    folder = find_corpus(corpus)
    choose_places(folder, out)
    rows, notes = read_coders(files)
    coded = {*rows["article_id"]} & {*load_manifest(folder)["article_id"]}
    study = load_study(folder, private, only=coded)
    comparison = compare_coders(study, rows, notes)
    page, *tables = write_comparison(study, comparison, out)
    for sentence in (*comparison.notes, *state_comparison(comparison)):
        typer.echo(sentence)
    typer.echo(f"{page} is ready: open it in a browser. {tables[0].parent} holds its tables as CSV.")


def classroom(
    students: Annotated[Path | None, typer.Option(metavar="FOLDER", help="Write the lessons without solutions and "
                                                  "instructor's notes.", show_default=False)] = None,
    instructors: Annotated[Path | None, typer.Option(metavar="FOLDER", help="Write the lessons with both.",
                                                     show_default=False)] = None,
    nbgrader: Annotated[Path | None, typer.Option(metavar="FOLDER", help="Write the lessons as a course that nbgrader "
                                                  "hands out and collects.", show_default=False)] = None,
    paper: Annotated[Path | None, typer.Option(metavar="FOLDER", help="Write worksheets, codebook card and cards for a "
                                               "room without computers.", show_default=False)] = None,
) -> None:
    """Hand out the lessons: notebooks for students, for their instructor, and for nbgrader; sheets to print."""
    from analysis.classroom.lessons.editions import write_edition

    asked = {name: out for name, out in (("student", students), ("instructor", instructors), ("nbgrader", nbgrader))
             if out is not None}
    if not asked and paper is None:
        raise UserError("Say what to write and where, such as: framing classroom --students lessons")
    folders = [out.resolve() for out in (*asked.values(), paper) if out is not None]
    if len({*folders}) < len(folders):
        raise UserError("One folder cannot hold two editions. Name a folder for each.")
    for edition, out in asked.items():
        books = write_edition(out, edition)
        typer.echo(f"{len(books)} lessons are in {out} ({edition} edition): jupyter lab {books[0]}")
    if paper is not None:
        from analysis.classroom.paper.writing import write_paper

        *pages, answers = write_paper(paper)
        typer.echo(f"{len(pages)} sheets are in {paper}: open them in a browser and print. The instructor's is "
                   f"{answers}.")


def _ask(prompt: str) -> str:
    try:
        return typer.prompt(prompt, default="", show_default=False)
    except typer.Abort:
        raise EOFError from None

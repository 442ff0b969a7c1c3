"""``framing export`` and ``framing import-codings``: into other programs, and back."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

Corpus = Annotated[Path | None, typer.Argument(help="The corpus's folder; corpus/downfall when left out.",
                                               show_default=False)]


def export(
    folder: Corpus = None,
    to: Annotated[str, typer.Option("--to", metavar="FORMAT", show_default=False,
                                    help="csv, parquet, sav, codebook, qdpx or label-studio.")] = "",
    out: Annotated[Path | None, typer.Option(help="Where to write; in reports/ when left out, or in private/ with the "
                                                  "words of others.", show_default=False)] = None,
    tables: Annotated[str, typer.Option(metavar="NAMES", help="Tables, parted by commas; all when left out.",
                                        show_default=False)] = "",
    with_instrument: Annotated[bool, typer.Option("--with-instrument", help="qdpx, label-studio: add what the "
                                                  "instrument found, as a further coder.")] = False,
    private: Annotated[bool, typer.Option("--private", help="qdpx, label-studio: also texts that belong to others; for "
                                                            "your own machine only.")] = False,
) -> None:
    """Write a corpus's tables, or its texts with all codings, for other programs."""
    from analysis.folders import find_corpus
    from analysis.presentation.exports import FORMATS, WITH_TEXT, write_export
    from analysis.presentation.exports.contents import list_protected, state_rights
    from analysis.study import load_study

    if to not in FORMATS:
        raise _refuse_format(to, FORMATS)
    study = load_study(find_corpus(folder))
    names = tuple(name.strip() for name in tables.split(",") if name.strip())
    written = write_export(study, to, out, names, with_instrument, private)
    place = written[0] if len(written) == 1 else written[0].parent
    typer.echo(f"{place} is ready" + (f": {len(written)} files." if len(written) > 1 else "."))
    if to in WITH_TEXT:
        if len(study.texts) < len(study.articles):
            typer.echo(f"It holds {len(study.texts)} of {len(study.articles)} articles, those whose texts are here.")
        if list_protected(study):
            typer.echo(state_rights(study))


def _refuse_format(name: str, formats: tuple[str, ...]) -> Exception:
    from analysis.files import UserError

    return UserError((f"There is no format '{name}'." if name else "No format is named.")
                     + f" Say --to with one of: {', '.join(formats)}.")


def import_codings(
    file: Annotated[Path, typer.Argument(help="A REFI-QDA project (.qdpx), Label Studio's JSON (.json), or a coder's "
                                              "file of framing code (.csv).")],
    folder: Corpus = None,
    coder: Annotated[str, typer.Option(metavar="NAME", help="Whose codings these are, where the file names nobody.",
                                       show_default=False)] = "",
    number: Annotated[int, typer.Option("--pass", metavar="N", help="The pass, where the file does not say.")] = 1,
    replace: Annotated[bool, typer.Option("--replace", help="Take the file's code where the same coder has another one "
                                                            "in codings.csv.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object and nothing else.")] = False,
) -> None:
    """Take codings made in another program, or in class, into a corpus's codings.csv, each checked against the text."""
    from analysis.folders import find_corpus
    from analysis.presentation.exports.codes import name_coder

    folder = find_corpus(folder)
    if file.suffix.lower() == ".csv":
        from analysis.classroom.returning import import_answers

        done = import_answers(file, folder, replace)
    else:
        from analysis.presentation.returns import import_codings

        done = import_codings(file, folder, coder, number, replace)
    if as_json:
        typer.echo(json.dumps({"file": str(done.path), "taken": done.counts.reset_index().to_dict("records"),
                               "not_taken": dict(done.refused.counts), "notes": done.notes},
                              indent=2, ensure_ascii=False))
        return
    for (name, of_pass), row in done.counts.iterrows():
        typer.echo(f"{name_coder(name, of_pass)}: {row['new']:,} new, {row['same']:,} there already, "
                   f"{row['replaced']:,} replaced.")
    for line in (*done.refused.say(), *done.notes):
        typer.echo(line)
    changed = int(done.counts[["new", "replaced"]].to_numpy().sum())
    typer.echo(f"{done.path} was {'written' if changed else 'not changed'}.")

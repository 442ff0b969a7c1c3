"""``framing sample`` and ``framing correct``: sentences to code by hand, and what their codes say of a difference."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from analysis.files import UserError
from analysis.folders import find_corpus

if TYPE_CHECKING:
    from analysis.comparison.correction import Correction

_Folder = Annotated[Path | None, typer.Argument(help="The corpus's folder; corpus/downfall when left out.",
                                                show_default=False)]


def sample(
    folder: _Folder = None,
    per_article: Annotated[int, typer.Option(help="So many sentences of each article; 6 when nothing is said.",
                                             show_default=False)] = 0,
    n: Annotated[int, typer.Option("--n", help="So many in all, in equal parts from each group.",
                                   show_default=False)] = 0,
    by: Annotated[str, typer.Option(metavar="COLUMN", help="With --n: in equal parts from each outlet, genre, author "
                                    "or event, or from each voice.")] = "group",
    seed: Annotated[int, typer.Option(help="The same seed draws the same sentences.")] = 1,
    out: Annotated[Path | None, typer.Option(help="The file to write; samples/CORPUS.csv when left out.",
                                             show_default=False)] = None,
) -> None:
    """Draw a random sample of body sentences to code by hand, with each sentence's chance to be drawn."""
    from analysis.classroom.sampling import draw_sample, write_sample
    from analysis.study import load_study

    corpus = find_corpus(folder)
    study = load_study(corpus)
    table = draw_sample(study, per_article or (0 if n else 6), n, seed, by)
    out = out or Path("samples") / f"{corpus.resolve().name}.csv"
    write_sample(out, table)
    where = "" if folder is None else f" --corpus {folder}"
    typer.echo(f"{out} holds {len(table)} sentences of {table['article_id'].nunique()} articles. Code them: framing "
               f"code --sample {out}{where} --coder AB")


def correct(
    files: Annotated[list[Path], typer.Argument(help="A coder's files, or the folder that holds them.")],
    sample: Annotated[Path, typer.Option(help="The sample that was coded.", show_default=False)],
    variable: Annotated[str, typer.Option(help="What was asked: voice, certainty, loaded_language, tone …",
                                          show_default=False)],
    value: Annotated[str, typer.Option(metavar="ANSWERS", help="The answers whose share is compared, parted by commas.",
                                       show_default=False)],
    corpus: Annotated[Path | None, typer.Option(help="The corpus's folder; corpus/downfall when left out.",
                                                show_default=False)] = None,
    coder: Annotated[str, typer.Option(metavar="NAME", help="Whose codes count, where several people coded.",
                                       show_default=False)] = "",
    groups: Annotated[str, typer.Option(metavar="A,B", help="The two groups; the plan's when left out.",
                                        show_default=False)] = "",
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object and nothing else.")] = False,
) -> None:
    """Take the error that a coded sample shows off the difference between two groups."""
    from analysis.classroom.collecting import read_coders
    from analysis.classroom.sampling import correct_study, read_sample
    from analysis.study import load_study

    rows, _ = read_coders(files)
    coders = sorted(rows["coder"].unique())
    if coder and coder not in coders:
        raise UserError(f"Nobody is called '{coder}' there. There are codes of {', '.join(coders)}.")
    if not coder and len(coders) > 1:
        raise UserError(f"There are codes of {', '.join(coders)}. Say whose count with --coder.")
    rows = rows[rows["coder"] == (coder or coders[0])]
    study = load_study(find_corpus(corpus))
    values = tuple(each.strip() for each in value.split(",") if each.strip())
    named = tuple(each.strip() for each in groups.split(",") if each.strip())
    if len(named) not in (0, 2) or len({*named}) < len(named):
        raise UserError(f"--groups names two groups, parted by a comma; '{groups}' does not.")
    found = correct_study(study, read_sample(sample), rows, variable, values, named or None)
    if as_json:
        typer.echo(json.dumps({name: json.loads(table.to_json(orient="records"))
                               for name, table in (("differences", found.differences), ("groups", found.groups))}))
        return
    for sentence in say_correction(found, f"sentences whose {variable.replace('_', ' ')} is {' or '.join(values)}"):
        typer.echo(sentence)


def say_correction(found: Correction, subject: str) -> list[str]:
    """Say the difference as measured and corrected, each group's rates of error, and what follows."""
    (_, a), (_, b) = found.groups.iterrows()
    rows = found.differences.set_index("estimate")
    said = [f"Share of {subject}, {a['group']} minus {b['group']}, mean over {a['n_articles']} and {b['n_articles']} "
            "articles:"]
    for name, row in rows.iterrows():
        bounds = f", 95% interval {_say(row['low'])} to {_say(row['high'])}" if row["low"] == row["low"] else ""
        said.append(f"  {name}: {_say(row['difference'])}{bounds}")
    said += [f"In {group['group']} the machine found {_say(group['sensitivity'])} of what was coded so and left out "
             f"{_say(group['specificity'])} of what was not ({group['n_coded']} sentences coded)."
             for group in (a, b)]
    raw, corrected = rows.loc["as measured", "difference"], rows.loc["corrected"]
    if not corrected["low"] == corrected["low"]:
        said.append("With fewer than two articles in a group there is no interval.")
    elif corrected["low"] <= 0 <= corrected["high"]:
        said.append("Without the measured error the difference cannot be told from none.")
    else:
        turned = "turns" if raw * corrected["difference"] < 0 else "keeps"
        said.append(f"Without the measured error the difference {turned} its sign, and its interval excludes none.")
    return said


def _say(number: float) -> str:
    return "unknown" if number != number else f"{number:.3f}".replace("-", "−")

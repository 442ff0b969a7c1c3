"""Coders compared as one HTML page, and its tables as CSV."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pandas as pd

import analysis
from analysis.classroom.comparing import PLACE_COLUMNS, Comparison
from analysis.classroom.records import MACHINE
from analysis.classroom.squares import show_square
from analysis.files import UserError, write_file
from analysis.presentation.findings.trust import grade_alpha
from analysis.presentation.findings.wording import capitalise, say_count, say_list
from analysis.presentation.pages import TEMPLATE_FOLDER, fill_template, read_style, refuse_other_files
from analysis.presentation.rights import PRIVATE, keep_from_git, render_notice
from analysis.presentation.tabled import show_table
from analysis.study import Study

SIDE_BY_SIDE = 8  # with more coders than this the page groups them by code; the CSV has a column for each
TABLES = ("group", "pairs", "machine", "disagreements")
NOT_CODED = "–"


@dataclass(frozen=True)
class Section:
    """A part of the page: its heading, sentences under it, and figures and tables as HTML."""

    heading: str
    sentences: tuple[str, ...]
    shown: tuple[str, ...]


def write_comparison(study: Study, comparison: Comparison, out: Path | None = None) -> list[Path]:
    """Write the page, and its tables into a folder of the same name beside it.

    Parameters
    ----------
    study : Study
        The corpus that was coded; loaded with ``private=True`` where sentences of others are to be shown.
    comparison : Comparison
        As ``compare_coders`` gives it.
    out : Path, optional
        The page; else ``private/coders_CORPUS.html``: coders' names are kept on this machine.

    Returns
    -------
    list of Path
        The page, then the tables: group.csv, pairs.csv, machine.csv and disagreements.csv (offsets, no text).

    Raises
    ------
    UserError
        As ``choose_places`` does.
    """
    out, *paths = choose_places(study.folder, out)
    write_file(out, render_comparison(study, comparison))
    for path, name in zip(paths, TABLES):
        write_file(path, getattr(comparison, name).to_csv(index=False, lineterminator="\n", float_format="%.6g"))
    return [out, *paths]


def choose_places(folder: Path, out: Path | None = None) -> list[Path]:
    """Choose where a corpus's comparison goes, and see to it, before any work, that it may go there.

    Parameters
    ----------
    folder : Path
        The corpus.
    out : Path, optional
        The page; else ``private/coders_CORPUS.html``.

    Returns
    -------
    list of Path
        The page, then the tables, in a folder of the same name beside it.

    Raises
    ------
    UserError
        When the page does not end in .html, a file there is none of ours, or git would take one.
    """
    if out is None:
        out = PRIVATE / f"coders_{folder.resolve().name}.html"
    if out.suffix != ".html":
        raise UserError(f"{out} does not end in .html. Name the page to write, such as {out.with_suffix('.html')}.")
    refuse_other_files(out, "comparison")
    places = [out, *(out.with_suffix("") / f"{name}.csv" for name in TABLES)]
    for path in places:
        if path.exists() and not out.exists():
            raise UserError(f"{path} is there already, and no page of ours beside it, so it is left alone. Name "
                            "another page.")
    for path in places[:2]:
        keep_from_git(path, holds="coders' names and answers")
    return places


def shows_others(study: Study, comparison: Comparison) -> bool:
    """Say whether the page shows text that belongs to others."""
    constructed = study.articles.set_index("article_id")["constructed"]
    return any(study.may_show_text(name) and not constructed[name] for name in comparison.articles)


def render_comparison(study: Study, comparison: Comparison) -> str:
    """Render the page: nothing in it runs, and nothing is fetched."""
    from markupsafe import Markup

    corpus = study.folder.resolve().name
    style = read_style(f"Coders compared: {corpus}") + (TEMPLATE_FOLDER / "coders.css").read_text(encoding="utf-8")
    alone = len(comparison.coders) == 1
    sections = [] if alone else [_show_group(comparison)]
    sections += [_show_map(comparison)] if len(comparison.coders) > 2 and (comparison.pairs["n"] > 0).any() else []
    sections += [_show_machine(comparison), _show_disagreements(study, comparison)]
    return fill_template(
        "coders.html.j2", corpus=corpus, style=Markup(style), version=analysis.__version__,
        question=f"Does {comparison.coders[0]} code as the machine does?" if alone else "How far do the coders agree?",
        answer=state_comparison(comparison), notes=comparison.notes,
        notice=Markup(render_notice() if shows_others(study, comparison) else ""),
        sections=[Section(each.heading, each.sentences, tuple(map(Markup, each.shown))) for each in sections])


def state_comparison(comparison: Comparison) -> list[str]:
    """State in sentences who coded what, and on what they agree most and least.

    Examples
    --------
    >>> group = pd.DataFrame([("voice", 0.81, 0.7, 0.9), ("tone", 0.4, 0.2, 0.6)],
    ...                      columns=["variable", "alpha", "low", "high"])
    >>> empty = pd.DataFrame()
    >>> print(*state_comparison(Comparison(("AB", "CD"), ("sun",), 19, group, empty, empty, empty)))
    AB and CD coded 19 sentences of sun. They agree most on voice (alpha 0.81, 0.70 to 0.90: reliable) and least on \
tone (alpha 0.40, 0.20 to 0.60: weak).
    """
    names, n = comparison.coders, comparison.n_sentences
    who = say_list(names) if len(names) <= SIDE_BY_SIDE else capitalise(say_count(len(names), "coder"))
    said = [f"{who} coded {say_count(n, 'sentence')} of {say_list(comparison.articles)}."]
    if len(names) == 1:
        return [*said, "There is no second coder, so nothing here says how reliable the codes are: they are held "
                       "against the machine alone."]
    known = comparison.group.dropna(subset="alpha").sort_values("alpha", ascending=False, kind="stable")
    if known.empty:
        return [*said, "No alpha is defined: no two coded the same sentences, or all codes are the same."]
    most, least = known.iloc[0], known.iloc[-1]
    if len(known) == 1:
        return [*said, f"On {_name(most['variable'])} their agreement is {_say_alpha(most)}."]
    return [*said, f"They agree most on {_name(most['variable'])} ({_say_alpha(most)}) and least on "
                   f"{_name(least['variable'])} ({_say_alpha(least)})."]


def _say_alpha(row: pd.Series) -> str:
    between = "" if pd.isna(row["low"]) else f", {_write(row['low'])} to {_write(row['high'])}"
    return f"alpha {_write(row['alpha'])}{between}: {grade_alpha(row['alpha'])}"


def _write(value: float) -> str:
    return f"{value:.2f}".replace("-", "−")


def _name(variable: str) -> str:
    return variable.replace("_", " ")


def _show_group(comparison: Comparison) -> Section:
    two = len(comparison.coders) == 2
    table = comparison.pairs.drop(columns=["coder", "other"]) if two else comparison.group
    table = table.assign(variable=table["variable"].map(_name), grade=table["alpha"].map(grade_alpha))
    caption = ("Krippendorff’s alpha of the pair, with 95% intervals, over the sentences that both coded." if two else
               "Krippendorff’s alpha of all coders together, with 95% intervals, over the sentences that two or more "
               f"coded ({say_count(len(comparison.coders), 'coder')}).")
    missing = ("A sentence that somebody left out is missing for that coder, and no disagreement. Alpha is unknown "
               "where all codes are the same: then nothing could have been confused.")
    return Section("The pair" if two else "All together", (missing,), (show_table(table, caption).html,))


def _show_map(comparison: Comparison) -> Section:
    shown = []
    for variable, pairs in comparison.pairs.groupby("variable", sort=False):
        if not (pairs["n"] > 0).any():
            continue
        name = _name(variable)
        coders = [coder for coder in comparison.coders if coder in {*pairs["coder"], *pairs["other"]}]
        caption = (f"{capitalise(name)}: alpha of each two coders ({say_count(len(coders), 'coder')}); an empty frame "
                   "where it is undefined.")
        shown.append(show_square(pairs, coders, caption, name).html)
    how = ("The darker, the more two coders agree beyond chance. Coders who agree stand beside each other, in the same "
           "order in every square.")
    return Section("Who agrees with whom", (how,), tuple(shown))


def _show_machine(comparison: Comparison) -> Section:
    table = comparison.machine.drop(columns="other").assign(variable=comparison.machine["variable"].map(_name))
    caption = ("Alpha of each coder with the machine, with 95% intervals; tone by its sign "
               f"({say_count(len(comparison.coders), 'coder')}).")
    limits = ("The machine codes by rules and word lists. Where it and a coder part, neither is right for that reason: "
              "read the sentence and the definition.")
    return Section("Each coder and the machine", (limits,), (show_table(table, caption).html,))


def _show_disagreements(study: Study, comparison: Comparison) -> Section:
    listed, coders = comparison.disagreements, list(comparison.coders)
    if listed.empty:
        return Section("Where they part", ("Nowhere: all say the same, and the machine too.",), ())
    numbers = study.sentences.groupby(["article_id", "paragraph"])["sentence"].rank(method="first").astype(int)
    numbers = numbers.set_axis(pd.MultiIndex.from_frame(study.sentences[["article_id", "sentence"]]))
    words = [_read(study, row, numbers[row.article_id, row.sentence]) for row in listed[PLACE_COLUMNS].itertuples()]
    table = pd.DataFrame({"sentence": words, "variable": listed["variable"].map(_name)})
    shown = listed[[*coders, MACHINE]].replace("^-", "−", regex=True)
    if len(coders) <= SIDE_BY_SIDE:
        table[coders] = shown[coders].replace("", NOT_CODED)
    else:
        table["codes"] = [_gather(row, coders) for row in shown.to_dict("records")]
    table = table.assign(machine=shown[MACHINE], rule=listed["rule"])
    if len(coders) > 1:
        table.insert(2, "pairs that differ", [f"{share:.0%}" for share in listed["divided"]])
    order = ("The most divided first; last those on which the coders are of one mind and the machine is not."
             if len(coders) > 1 else "In the order of the text.")
    how = (f"{capitalise(say_count(len(listed), 'row'))}. {order} The last column is the rule, or the words of the "
           "lists, by which the machine went.")
    caption = f"Where {'coders or' if len(coders) > 1 else 'coder and'} machine part, side by side."
    return Section("Where they part", (how,), (show_table(table, caption).html,))


def _read(study: Study, row: object, number: int) -> str:
    """A sentence where it may be shown, and its place: paragraph, and number in the paragraph, from 1."""
    where = f"{row.article_id}, paragraph {row.paragraph + 1}, sentence {number}"
    return f"{study.read_text(row.article_id, row.start, row.end)} ({where})" if study.may_show_text(
        row.article_id) else where


def _gather(row: dict[str, str], coders: list[str]) -> str:
    """Who gave which code, the commonest first."""
    given: dict[str, list[str]] = {}
    for coder in coders:
        if row[coder]:
            given.setdefault(row[coder], []).append(coder)
    ranked = sorted(given.items(), key=lambda item: (-len(item[1]), item[0]))
    return "; ".join(f"{code} by {len(names)} ({', '.join(names)})" for code, names in ranked)

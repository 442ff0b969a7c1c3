"""Codings made in another program come back as rows of ``codings.csv``, each checked against the text."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd

from analysis.comparison.codings import CODINGS, is_denial
from analysis.files import UserError, write_file
from analysis.presentation.exports.codes import COLUMNS, ILLEGAL, INSTRUMENT, MACHINE
from analysis.presentation.exports.variables import describe_coded
from analysis.presentation.returns.deliveries import Delivery, Given, Refusals, Source
from analysis.presentation.returns.projects import read_project
from analysis.presentation.returns.stretches import CODE_POINTS, Alignment, straighten_ends
from analysis.presentation.returns.tasks import read_tasks
from analysis.schemas import SCHEMAS
from analysis.tables import check, format_csv, read_csv
from analysis.texts.articles import canonicalise, fingerprint, load_texts
from analysis.texts.manifest import load_manifest

READERS = {".qdpx": read_project, ".json": read_tasks}
KEY = list(SCHEMAS["codings"].key)


@dataclass(frozen=True)
class Imported:
    """What an import did: rows by coder and pass (new, the same, replaced), what was not taken, and what to know."""

    path: Path
    counts: pd.DataFrame
    refused: Refusals = field(default_factory=Refusals)
    notes: tuple[str, ...] = ()


def import_codings(file: Path, folder: Path, coder: str = "", number: int = 1, replace: bool = False) -> Imported:
    """Take the codings of a REFI-QDA project or of Label Studio tasks into a corpus's ``codings.csv``.

    Parameters
    ----------
    file : Path
        ``.qdpx`` or ``.json``.
    folder : Path
        The corpus.
    coder : str
        Whose codings these are, where the file names nobody.
    number : int
        The pass, where the file does not say; 1 or more.
    replace : bool
        Take the file's value where the same coder, in the same pass, has another one in ``codings.csv``. Other coders'
        rows are never touched.

    Returns
    -------
    Imported
        ``counts`` has a row for each coder and pass with the columns new, same, replaced.

    Raises
    ------
    UserError
        When file or corpus cannot be read, or the disk refuses; ``codings.csv`` is then untouched.
    """
    file, path = Path(file), Path(folder) / CODINGS
    if file.suffix.lower() not in READERS:
        raise UserError(f"{file.name} is neither a REFI-QDA project (.qdpx) nor Label Studio's JSON (.json), nor "
                        "a coder's file (.csv). Export the codings as one of them.")
    if number < 1:
        raise UserError("--pass must be 1 or more.")
    articles = load_manifest(folder)
    texts = load_texts(folder, articles)
    delivery = READERS[file.suffix.lower()](file)
    rows, notes = _collect_rows(delivery, articles, texts, coder, number)
    return merge_codings(path, rows, replace, delivery.refused, notes)


def _collect_rows(delivery: Delivery, articles: pd.DataFrame, texts: dict[str, str], coder: str,
                  number: int) -> tuple[pd.DataFrame, tuple[str, ...]]:
    rows, notes = [], []
    for source in delivery.sources:
        article_id, text = _find_article(source, articles, texts)
        if not article_id:
            delivery.refused.add("their text is of no article of this corpus", source.name, len(source.given))
            continue
        alignment = Alignment(source.text, text, (given.stretch for given in source.given), source.ends_count_once)
        if alignment.reading.name != CODE_POINTS:
            notes.append(f"The positions in {source.name} count {alignment.reading.name}; they were converted.")
        rows += _place_codings(source, article_id, alignment, coder, number, delivery.refused)
    table = pd.DataFrame(rows, columns=COLUMNS)
    return table[~_mark_contradictions(table, delivery.refused)].drop_duplicates(KEY), tuple(notes)


def _find_article(source: Source, articles: pd.DataFrame, texts: dict[str, str]) -> tuple[str, str]:
    """The article that a source is a copy of, by name or by its words, and the canonical text; empty: none."""
    name, text = source.name.removesuffix(".txt"), canonicalise(source.text)
    if name in texts:
        return name, texts[name]
    same = [article_id for article_id, ours in texts.items() if ours == text]
    known = articles.loc[(articles.sha256 != "") & (articles.sha256 == fingerprint(text)), "article_id"]
    found = [*same, *(known if name not in set(known) else [name])]
    return (found[0], text) if found else ("", "")


def _place_codings(source: Source, article_id: str, alignment: Alignment, coder: str, number: int,
                   refused: Refusals) -> Iterable[dict]:
    for given in source.given:
        place = f"{article_id} {given.stretch.start}–{given.stretch.end}"
        stretch = alignment.place(given.stretch)
        reason = _find_fault(given, coder) or ("" if stretch else "the words there are others in the article's text")
        if reason:
            refused.add(reason, place)
            continue
        words = (given.code.variable, given.code.value, given.coder or coder)
        values = (article_id, *stretch, *map(straighten_ends, words), given.number or number,
                  straighten_ends(given.reason))
        yield dict(zip(COLUMNS, values, strict=True))


def _find_fault(given: Given, coder: str) -> str:
    """Say why a code is not taken whatever stands at its place; empty: it is."""
    code = given.code
    if given.coder == INSTRUMENT or code.variable.startswith(MACHINE):
        return "the instrument made them and no coder"
    if not (given.coder or coder).strip():
        return "the file names no coder for them (--coder names one)"
    if any(ILLEGAL.search(words) for words in (code.variable, code.value, given.coder, given.reason)):
        return "they hold a control character"
    if is_denial(code.variable, code.value):
        return f"{CODINGS} lists the frames and claims that are there, and leaves unsaid those that are not"
    return find_wrong_value(code.variable, code.value)


def find_wrong_value(variable: str, value: str) -> str:
    """Say which value a variable of the codebook cannot have; empty where it can.

    Examples
    --------
    >>> find_wrong_value("certainty", "9"), find_wrong_value("certainty", "4")
    ("certainty cannot be '9' (corpus/CODEBOOK.md, section 4)", '')
    """
    described = describe_coded(variable)
    if described and not described.allows(value):
        return f"{variable} cannot be {value!r} (corpus/CODEBOOK.md, section {described.section})"
    return ""


def _mark_contradictions(rows: pd.DataFrame, refused: Refusals) -> pd.Series:
    """Mark the rows whose coder gave the same variable several values at the same place."""
    different = rows.groupby(KEY)["value"].transform("nunique") > 1
    for row in rows[different].itertuples():
        refused.add("their coder gave the variable several values at the same place",
                    f"{row.article_id} {row.start}–{row.end} {row.variable}")
    return different.astype("bool")


def merge_codings(path: Path, rows: pd.DataFrame, replace: bool, refused: Refusals,
                  notes: tuple[str, ...] = ()) -> Imported:
    """Put rows into a corpus's ``codings.csv``, which is written only where something changes.

    Parameters
    ----------
    path : Path
        The file; it need not be there.
    rows : DataFrame
        Checked rows of the table ``codings``, one for each key.
    replace : bool
        Take a row's value where the same coder, in the same pass, has another one there.
    refused : Refusals
        What was not taken so far; what is not taken now is added.
    notes : tuple of str
        What else is to be told.

    Raises
    ------
    UserError
        When the file cannot be read, or the disk refuses; it is then untouched.
    """
    there = read_csv(path, "codings") if path.is_file() else check(pd.DataFrame(), "codings")
    merged, counts = _merge(there, rows, replace, refused)
    if len(merged) != len(there) or not merged.equals(there):
        write_file(path, format_csv(merged, "codings"))
    return Imported(path, counts, refused, notes)


def _merge(there: pd.DataFrame, rows: pd.DataFrame, replace: bool, refused: Refusals
           ) -> tuple[pd.DataFrame, pd.DataFrame]:
    beside = rows.merge(there, on=KEY, how="left", suffixes=("", "_there"), indicator="found")
    new = (beside["found"] == "left_only").to_numpy()
    same = ~new & ((beside["value"] == beside["value_there"])
                   & ((beside["reason"] == "") | (beside["reason"] == beside["reason_there"]))).to_numpy()
    other = ~new & ~same
    if not replace:
        for row in beside[other].itertuples():
            refused.add(f"{CODINGS} has another code or reason of the same coder there (--replace takes the file's)",
                        f"{row.article_id} {row.start}–{row.end} {row.variable}")
    taken = beside[new | other] if replace else beside[new]
    kinds = beside.assign(new=new, same=same, replaced=other & replace)
    counts = kinds.groupby(["coder", "pass"])[["new", "same", "replaced"]].sum().astype("int64")
    if taken.empty:
        return there, counts
    merged = pd.concat([there, taken[COLUMNS]], ignore_index=True).drop_duplicates(KEY, keep="last")
    return check(merged, "codings"), counts

"""The hand codings of a corpus, ``codings.csv``: read, and each row held against the article that it is about."""

from __future__ import annotations

from collections.abc import Mapping
from math import inf
from pathlib import Path

import pandas as pd

from analysis.files import UserError
from analysis.schemas import FRAMES
from analysis.tables import check, read_cells, read_table
from analysis.texts.manifest import MANIFEST

CODINGS = "codings.csv"
DENIED = "no"
_LISTED = {"claim", *(f"frame_{frame}" for frame in FRAMES)}


def is_listed(variable: str) -> bool:
    """Say whether ``codings.csv`` lists a variable only where something is there: claims and frames.

    Examples
    --------
    >>> is_listed("frame_game"), is_listed("voice")
    (True, False)
    """
    return variable in _LISTED


def is_denial(variable: str, value: str) -> bool:
    """Say whether a code denies a frame or a claim, which ``codings.csv`` leaves unsaid: it lists what is there.

    Examples
    --------
    >>> is_denial("frame_game", "no"), is_denial("claim", "no"), is_denial("loaded_language", "no")
    (True, True, False)
    """
    return value == DENIED and is_listed(variable)


def load_codings(folder: Path, articles: pd.DataFrame, texts: Mapping[str, str]) -> pd.DataFrame:
    """Read the hand codings of a corpus.

    Parameters
    ----------
    folder : Path
        The corpus.
    articles : DataFrame
        Its table ``articles``: each coding must lie in one of them.
    texts : mapping of str to str
        The canonical texts that are here, by article_id.

    Returns
    -------
    DataFrame
        The table ``codings``; no rows where there is no such file.

    Raises
    ------
    UserError
        Naming the row: a coding of no article of the corpus, or of a stretch that the article does not have; a frame or
        claim that is denied, which would be counted as one.

    Examples
    --------
    >>> load_codings(Path("nowhere"), pd.DataFrame(), {}).empty
    True
    """
    path = folder / CODINGS
    if not path.is_file():
        return check(pd.DataFrame(), "codings")
    cells = read_cells(path)  # in the file's own order, so that a row can be named
    codings = read_table(cells, "codings", path)
    known = articles.set_index("article_id")["n_chars"].replace(0, inf)  # before it was ever measured
    length = cells["article_id"].map(known.to_dict() | {name: len(text) for name, text in texts.items()})
    start, end = (pd.to_numeric(cells[column]) for column in ("start", "end"))
    wrong = ~((0 <= start) & (start < end) & (end <= length))
    if wrong.any():
        row = wrong.idxmax()
        article = cells["article_id"][row]
        if pd.isna(length[row]):
            raise UserError(f"{path}, row {row}: {MANIFEST} has no article '{article}'. Correct one of the two.")
        raise UserError(f"{path}, row {row}: {start[row]} to {end[row]} is no stretch of {article}, which has "
                        f"{length[row]:g} characters. Correct start and end.")
    _refuse_denials(path, cells)
    return codings


def _refuse_denials(path: Path, cells: pd.DataFrame) -> None:
    for row, variable, value in cells[["variable", "value"]].itertuples(name=None):
        if is_denial(variable, value):
            raise UserError(f"{path}, row {row}: {variable} is '{value}', and a row here says that the sentence has "
                            "one. Take the row out; framing import-codings FILE takes a coder's whole file as it must "
                            "be.")

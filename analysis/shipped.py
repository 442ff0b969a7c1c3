"""The tables that a corpus ships, read in place of texts that are not here."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

import pandas as pd

from analysis.files import UserError, read_text_file
from analysis.lexicons import Lexicon
from analysis.tables import read_csv
from analysis.texts.manifest import MANIFEST


def read_tables(folder: Path, articles: pd.DataFrame, names: Iterable[str]) -> dict[str, pd.DataFrame]:
    """Read the tables ``names`` of a corpus, ``passages`` among them, from its folder ``tables``.

    Raises
    ------
    UserError
        When one cannot be read, or they were measured with other articles than the manifest's.
    """
    tables = {name: read_csv(folder / f"{name}.csv", name) for name in names}
    measured, listed = set(tables["passages"].article_id), set(articles.article_id)
    if measured != listed:
        raise UserError(f"{folder} was measured with other articles than {MANIFEST} lists: "
                        f"{', '.join(sorted(measured ^ listed))}. Put all texts into place and run framing freeze.")
    return tables


def explain_tables(folder: Path, articles: pd.DataFrame, missing: list[str],
                   lexicons: dict[str, Lexicon]) -> tuple[str, ...]:
    """Say what a reader must know when a corpus's tables were read instead of computed.

    Parameters
    ----------
    folder : Path
        The corpus.
    articles : DataFrame
        Its table ``articles``.
    missing : list of str
        Those whose texts are not here.
    lexicons : dict of Lexicon
        Those installed here, by name.

    Raises
    ------
    UserError
        When the tables' provenance cannot be read, or names other texts than the manifest.
    """
    n_here = len(articles) - len(missing)
    here = f"{n_here} of the {len(articles)} texts are here" if n_here else "The texts are not here"
    notes = [f"{here}, so the numbers come from the tables measured earlier; they are the same. "
             f"`framing add FILE` puts your own copies in place (missing: {', '.join(missing)})."]
    path = folder / "tables" / "provenance.json"
    try:
        provenance = json.loads(read_text_file(path))
        known = {name: about["sha256"] for name, about in provenance["lexicons"].items()}
        measured = dict(provenance["texts"])
    except (ValueError, KeyError, TypeError, AttributeError):
        raise UserError(f"{path} does not say what the tables were measured with. Restore the file.") from None
    other = [row.article_id for row in articles.itertuples() if row.sha256 and measured.get(row.article_id)
             and measured[row.article_id] != row.sha256]
    if other:
        raise UserError(f"{folder / 'tables'} was measured with other texts than {MANIFEST} names: {', '.join(other)}. "
                        "Put all texts into place and run framing freeze.")
    changed = [name for name, lexicon in lexicons.items() if known.get(name) != lexicon.sha256]
    if changed:
        notes.append(f"The tables were measured with other versions of {', '.join(changed)} than those installed here: "
                     "a change to a word list shows only where the texts are.")
    return tuple(notes)

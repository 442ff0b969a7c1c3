"""What an export holds: the tables of a study, and which articles' words may leave with it."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from pathlib import Path

import pandas as pd

from analysis.files import UserError, write_folder
from analysis.freezing import ASKED_TABLES, DERIVED_TABLES
from analysis.instruments.readings import BASE_TABLES
from analysis.schemas import SCHEMAS
from analysis.study import Study
from analysis.tables import check

TABLES = ("articles", *BASE_TABLES, *DERIVED_TABLES, *ASKED_TABLES, "validation", "codings")
NOTICE = ("This file holds the words of articles that belong to others: {owners}. It is for your own work on your own "
          "machine. Do not publish it or pass it on.")
FREE = "All texts in this file were written for the study's own project; corpus/README.md says under which licence."


def collect_tables(study: Study, names: Collection[str] = ()) -> dict[str, pd.DataFrame]:
    """Return the tables by name, checked; all of ``TABLES`` where none is named.

    Raises
    ------
    UserError
        When there is no such table.
    """
    unknown = [name for name in names if name not in TABLES]
    if unknown:
        raise UserError(f"There is no table {', '.join(unknown)}. Tables are: {', '.join(TABLES)}.")
    return {name: check(getattr(study, name), name) for name in TABLES if not names or name in names}


def list_protected(study: Study) -> list[str]:
    """List the articles whose texts are here and belong to others."""
    ours = set(study.articles.loc[study.articles.constructed, "article_id"])
    return [article_id for article_id in study.articles.article_id if article_id in study.texts.keys() - ours]


def select_texts(study: Study, private: bool) -> dict[str, str]:
    """Return the texts that may stand in an export, by article_id, in the manifest's order.

    Raises
    ------
    UserError
        When no text is here, or one belongs to others and ``private`` is off.
    """
    texts = {name: study.texts[name] for name in study.articles.article_id if name in study.texts}
    if not texts:
        raise UserError(f"{study.folder} has no text here, and this format holds the texts. "
                        "`framing add FILE` puts your own copies in place (corpus/README.md).")
    protected = list_protected(study)
    if protected and not private:
        raise UserError(f"This format holds the texts, and {', '.join(protected)} belong to others. "
                        "--private writes them all the same, for your own machine only.")
    return texts


def state_rights(study: Study) -> str:
    """Say whose the words in an export with text are."""
    protected = list_protected(study)
    if not protected:
        return FREE
    rows = study.articles.set_index("article_id").loc[protected]
    owners = "; ".join(f"{name} ({row.outlet or 'outlet not stated'}: {row.rights or 'rights not stated'})"
                       for name, row in rows.iterrows())
    return NOTICE.format(owners=owners)


def write_files(folder: Path, files: dict[str, str | bytes]) -> list[Path]:
    """Write a folder of files as a whole; an older one is replaced if it holds nothing but files of these names.

    Raises
    ------
    UserError
        When the folder holds something else, or the disk refuses.
    """
    folder = Path(folder)
    if folder.exists() and not folder.is_dir():
        raise UserError(f"{folder} is a file, and this format makes a folder. Name another with --out.")
    others = sorted(path.name for path in folder.glob("*") if path.name not in files) if folder.exists() else []
    if others:
        raise UserError(f"{folder} is replaced as a whole, but holds {', '.join(others[:5])}. "
                        "Move that away first, or name another folder with --out.")
    with write_folder(folder) as aside:
        for name, content in files.items():
            (aside / name).write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
    return [folder / name for name in files]


def describe_contents(tables: dict[str, pd.DataFrame]) -> Iterable[str]:
    """Say of each table what a row is, and how many there are."""
    for name, table in tables.items():
        yield f"{name}: a row is {SCHEMAS[name].row} ({len(table):,} row{'' if len(table) == 1 else 's'})"

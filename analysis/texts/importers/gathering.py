"""Files into articles with ids, groups and dates, and a row for everything that came in or did not."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace
from os.path import relpath
from pathlib import Path

import pandas as pd

from analysis.files import UserError
from analysis.texts.articles import LONGEST, canonicalise
from analysis.texts.importers import IMPORTERS
from analysis.texts.importers.columns import explain_date, read_date
from analysis.texts.importers.decoding import join_halves
from analysis.texts.importers.duplicates import find_duplicates
from analysis.texts.importers.files import Lists, list_files, read_lists
from analysis.texts.importers.records import Damaged, Imported, Names, Record, Refused

IMPORTED, REFUSED, LEFT_OUT = "imported", "refused", "left out"
COLUMNS = ["article_id", "file", "position", "sha256", "format", "encoding", "status", "reason", "notes"]
ALL, UNGROUPED = "all", "ungrouped"
_LARGEST = 500_000_000  # bytes of a file
_CONTROLS = re.compile("[\0-\x08\x0e-\x1f\x7f]")
_ENGLISH = frozenset("the of and to in a is that for it was on with as be at by this are not have from but his her they"
                     .split())
_LEAST_ENGLISH, _FEWEST = 0.15, 40  # share of such words, below which a text of so many words is in another language
_LONGEST_ID, _SHORT_ID = 60, 24


@dataclass(frozen=True)
class Article:
    """An article as it goes into the corpus: ``text`` is canonical and begins with the title where there is one.

    ``fields`` has the manifest's columns, ``group`` always, and the user's own.
    """

    article_id: str
    text: str
    fields: dict[str, str]


@dataclass(frozen=True)
class Gathered:
    """What was found: the articles, a row for each place that was read (``COLUMNS``), and the duplicates."""

    articles: list[Article]
    imports: pd.DataFrame
    duplicates: pd.DataFrame


def gather_articles(sources: Iterable[Path], names: Names | None = None, metadata: Path | None = None,
                    by_folder: bool = False, without_duplicates: bool = False) -> Gathered:
    """Read files and folders of any known format.

    Parameters
    ----------
    sources : iterable of path
        Files, and folders that are read with all that is in them.
    names : Names, optional
        Columns that have other names than the usual ones.
    metadata : path, optional
        A list that says something of each file (``files.read_lists``); lists among the sources are found by themselves.
    by_folder : bool
        The name of the folder in which a file stands is its group.
    without_duplicates : bool
        Leave out all exact duplicates but the first.

    Raises
    ------
    UserError
        When a source does not exist, ``metadata`` is no list of files, or no file has a column that was named. What is
        wrong with a single file or row is told in ``imports`` and stops nothing.
    """
    names, found = names or Names(), [*list_files(sources)]
    paths = [path for path in found if isinstance(path, Path)]
    lists = read_lists(paths, Path(metadata) if metadata else None, names)
    home = _find_home([Path(source) for source in sources])
    taken: dict[str, str] = {}
    articles, rows = [], []
    for path in (*found, *lists.refused):
        if path in lists.files:
            continue
        for record, digest in ([(path, "")] if isinstance(path, Refused) else _read_file(path, names)):
            if isinstance(record, Imported):
                record = _add_fields(record, lists, by_folder)
            article, row = _settle(record, digest, home, taken)
            articles += [article] if article else []
            rows.append({name: _clean(cell) for name, cell in row.items()})
    _require_columns(names, articles)
    articles, imports = _agree_on_groups(articles), pd.DataFrame(rows, columns=COLUMNS)
    duplicates = find_duplicates({article.article_id: article.text for article in articles})
    duplicates["left_out"] = ""
    if without_duplicates:
        again = duplicates[duplicates["kind"] == "exact"].set_index("article_b")["article_a"].to_dict()
        articles = [article for article in articles if article.article_id not in again]
        duplicates.loc[duplicates["article_b"].isin(again), "left_out"] = duplicates["article_b"]
        duplicates.loc[duplicates["article_a"].isin(again), "left_out"] = duplicates["article_a"]
        is_again = imports["article_id"].isin(again)
        imports.loc[is_again, "status"] = LEFT_OUT
        imports.loc[is_again, "reason"] = [f"it has the same words as {again[name]}"
                                           for name in imports.loc[is_again, "article_id"]]
    return Gathered(articles, imports, duplicates)


def _require_columns(names: Names, articles: list[Article]) -> None:
    for name, column in names.given.items():
        if articles and name != "text" and column not in names.seen:
            raise UserError(f"No file has a column '{column}' for {name}. What was read has "
                            f"{', '.join(names.seen) or 'no columns'}.")


def _agree_on_groups(articles: list[Article]) -> list[Article]:
    """Give every article a group, one spelling for groups that differ in capitals and blanks alone."""
    spellings: dict[str, str] = {}
    named = [" ".join(article.fields.get("group", "").split()) for article in articles]
    without = UNGROUPED if any(named) else ALL
    groups = [spellings.setdefault(name.lower(), name) if name else without for name in named]
    return [replace(article, fields=article.fields | {"group": group}) for article, group in zip(articles, groups)]


def _find_home(sources: list[Path]) -> Path:
    """The folder from which files are named: the only source, if it is a folder, else where the first stands."""
    return sources[0] if len(sources) == 1 and sources[0].is_dir() else sources[0].parent if sources else Path()


def _read_file(path: Path, names: Names) -> Iterable[tuple[Record, str]]:
    """Every record of a file with the file's SHA-256; a file that breaks half-way keeps what came before."""
    importer = IMPORTERS.get(path.suffix.lower())
    if importer is None:
        yield Refused(path, "", f"no importer reads {path.suffix or 'files without an ending'}; known are "
                                f"{', '.join(IMPORTERS)}"), ""
        return
    try:
        if path.stat().st_size > _LARGEST:
            raise Damaged(f"it is larger than {_LARGEST // 1_000_000} MB: part it")
        data = path.read_bytes()
    except OSError as reason:
        yield Refused(path, "", f"it cannot be read: {reason.strerror}"), ""
        return
    except Damaged as reason:
        yield Refused(path, "", str(reason)), ""
        return
    digest = hashlib.sha256(data).hexdigest()
    try:
        for record in importer(path, data, names):
            yield record, digest
    except Damaged as reason:
        yield Refused(path, "", str(reason)), digest
    except ImportError:
        raise
    except Exception as reason:  # whatever a library raises half-way through a file stops no other file
        yield Refused(path, "", f"it is damaged, and what follows was not read ({type(reason).__name__})"), digest


def _add_fields(record: Imported, lists: Lists, by_folder: bool) -> Imported:
    """Add what a list says of the file, which counts more than the file itself."""
    fields = record.fields | lists.fields.get(record.file.resolve(), {})
    gap = lists.find_gap(record.file)
    if gap and not record.position:
        record = replace(record, repairs=(*record.repairs, gap))
    title = fields.pop("title", record.title) or record.title
    if by_folder:
        fields["group"] = record.file.parent.name
    return replace(record, title=title, fields=fields)


def _settle(record: Record, digest: str, home: Path,
            taken: dict[str, str]) -> tuple[Article | None, dict[str, str]]:
    """The article, if there is one, and the row that says what became of the record."""
    row = {"article_id": "", "file": Path(relpath(record.file, home)).as_posix(), "position": record.position,
           "sha256": digest, "format": record.file.suffix.lower().removeprefix("."), "encoding": "", "status": REFUSED,
           "reason": "", "notes": ""}
    if isinstance(record, Refused):
        return None, row | {"reason": record.reason}
    row["encoding"] = record.encoding
    fields, notes = _clean_fields(record.fields), [*record.repairs]
    reason = _find_fault(record)
    article_id = _make_id(fields.pop("article_id", ""), record, taken, notes)
    if not reason and article_id in taken:
        reason = f"its article_id {article_id} stands in {taken[article_id]} already"
    if reason:
        return None, row | {"reason": reason, "notes": "; ".join(notes)}
    taken[article_id] = f"{row['file']}{f', {record.position}' if record.position else ''}"
    fields["title"] = _clean(record.title)
    if day := fields.get("published", ""):
        fields["published"] = read_date(day)
        notes += [] if fields["published"] else [f"{explain_date(day)}, so it stays empty: write it as 2024-04-03"]
    text = canonicalise(join_halves(record.text))
    if _looks_foreign(text):
        notes.append("it does not look English, and the instruments read English")
    if fields["title"] and " ".join(text.split("\n", 1)[0].split()) != fields["title"]:
        text = canonicalise(f"{fields['title']}\n\n{text}")
    return Article(article_id, text, fields), row | {"article_id": article_id, "status": IMPORTED,
                                                     "notes": "; ".join(notes)}


def _clean_fields(fields: dict[str, str]) -> dict[str, str]:
    """The fields without control characters, and without those that have no name."""
    cleaned = {_clean(name): _CONTROLS.sub("", join_halves(value)) for name, value in fields.items()}
    return {name: value for name, value in cleaned.items() if name}


def _clean(words: str) -> str:
    return " ".join(_CONTROLS.sub("", join_halves(words)).split())


def _find_fault(record: Imported) -> str:
    """What keeps a record out; empty where nothing does."""
    if not record.text.strip():
        return "its text is empty"
    if "\0" in record.text:
        return "its text holds binary data"
    if not re.search(r"[^\W\d_]", record.text):
        return "its text holds no word"
    if len(record.text) > LONGEST:
        return f"its text is longer than {LONGEST:,} characters, which no article is"
    return ""


def _make_id(given: str, record: Imported, taken: dict[str, str], notes: list[str]) -> str:
    """The id that the file gives, spelt as ids are; else one made of title or file name, unlike all others."""
    if given:
        made = _spell_id(given) or _spell_id(f"{record.file.stem} {record.position}")
        notes += [] if made == given else [f"its article_id '{given}' was written {made}"]
        return made
    made = _shorten_id(_spell_id(record.title if record.position and record.title else record.file.stem)) or "article"
    if made not in taken:
        return made
    return next(f"{made}_{number}" for number in range(2, len(taken) + 3) if f"{made}_{number}" not in taken)


def _spell_id(words: str) -> str:
    """Letters, digits, - and _ alone, the first a letter or a digit.

    Examples
    --------
    >>> _spell_id("Zoë’s “Last” Stand: 2022"), _spell_id("…")
    ('Zoes_Last_Stand_2022', '')
    """
    plain = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode()
    return "_".join(re.findall(r"[A-Za-z0-9-]+", plain.replace("'", ""))).strip("_-")[:_LONGEST_ID]


def _shorten_id(made: str) -> str:
    """Small letters, and no more whole words than fit beside a figure.

    Examples
    --------
    >>> _shorten_id("Putin_Survives_Mutiny_but_Doubts_Grow")
    'putin_survives_mutiny'
    """
    made = made.lower()
    return made if len(made) <= _SHORT_ID else made[:_SHORT_ID + 1].rpartition("_")[0] or made[:_SHORT_ID]


def _looks_foreign(text: str) -> bool:
    words = re.findall(r"[^\W\d_]+", text.lower())
    return len(words) >= _FEWEST and sum(word in _ENGLISH for word in words) < _LEAST_ENGLISH * len(words)

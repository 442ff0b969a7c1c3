"""Articles of a corpus of any size, some at a time: from ``articles.csv`` and ``texts/``, JSON Lines, or Parquet."""

from __future__ import annotations

import csv
import hashlib
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from analysis.files import UserError, refuse_links
from analysis.plan_files import find_group_column
from analysis.schemas import SCHEMAS
from analysis.tables import free_formula
from analysis.texts.articles import LONGEST, canonicalise, fingerprint, read_article
from analysis.texts.manifest import MANIFEST, check_row, check_spelling

CHUNK = 200  # articles
_BUFFER = 1 << 20  # bytes of a column read at once: a Parquet file may be one group of millions of rows
TEXT = "text"  # the column of the words, where they stand in the table itself
Row = dict[str, str]
_HALF = re.compile("[\ud800-\udfff]")
_KINDS = {"integer": (re.compile(r"\d+(\.0*)?"), "a whole number"),
          "flag": (re.compile("true|false", re.IGNORECASE), "true or false")}
_FORMS = {name: _KINDS[declared.kind] for name, declared in SCHEMAS["articles"].columns.items()
          if declared.kind in _KINDS}


@dataclass(frozen=True)
class Chunk:
    """Neighbouring rows of a corpus with their canonical texts, and the number of the chunk."""

    number: int
    rows: tuple[Row, ...]
    texts: dict[str, str]

    @property
    def name(self) -> str:
        return f"chunk-{self.number:07}"

    @property
    def fingerprint(self) -> str:
        """Of all that the chunk's numbers follow from in the corpus."""
        return hashlib.sha256(json.dumps([self.rows, self.texts], sort_keys=True).encode()).hexdigest()


def find_source(folder: Path) -> Path:
    """Find the file that lists a corpus's articles: ``articles.csv``, ``articles.jsonl`` or ``articles.parquet``.

    Raises
    ------
    UserError
        When there is none of them, or more than one; naming a link that leads out of the folder.
    """
    folder = Path(folder)
    if not folder.is_dir():
        raise UserError(f"{folder} is not a folder. Name the folder of a corpus.")
    refuse_links(folder, "texts", "tables", "articles.parquet")
    names = [name for name in _READERS if (folder / name).exists()]
    if not names:
        raise UserError(f"{folder} holds none of {', '.join(_READERS)}. A corpus needs one.")
    if len(names) > 1:
        raise UserError(f"{folder} holds {' and '.join(names)}. Keep the one that lists the articles.")
    return folder / names[0]


def count_articles(folder: Path) -> int:
    """Count a corpus's articles, without their texts; rows are checked as ``read_chunks`` does."""
    return sum(1 for _ in _read_rows(Path(folder)))


def read_chunks(folder: Path, size: int = CHUNK) -> Iterator[Chunk]:
    """Read a corpus, so many articles at a time.

    Each row is checked as ``load_manifest`` checks it. An article's text is the row's ``text``, or, where the table has
    no such column, the file ``texts/ARTICLE_ID.txt``. Of the articles read before only the ids are kept.

    Raises
    ------
    UserError
        Naming the row, or the text's file.

    Examples
    --------
    >>> import tempfile
    >>> folder = Path(tempfile.mkdtemp())
    >>> _ = (folder / "articles.csv").write_text("article_id,group,text\\na,x,Rain.\\nb,x,Sun.\\nc,x,Fog.\\n")
    >>> [(chunk.name, chunk.texts) for chunk in read_chunks(folder, 2)]
    [('chunk-0000000', {'a': 'Rain.\\n', 'b': 'Sun.\\n'}), ('chunk-0000001', {'c': 'Fog.\\n'})]
    """
    folder = Path(folder)
    rows: list[Row] = []
    texts: dict[str, str] = {}
    number = 0
    for row in _read_rows(folder):
        texts[row["article_id"]] = _take_text(folder, row)
        rows.append(row)
        if len(rows) == size:
            yield Chunk(number, tuple(rows), texts)
            rows, texts, number = [], {}, number + 1
    if rows:
        yield Chunk(number, tuple(rows), texts)


def _read_rows(folder: Path) -> Iterator[Row]:
    path, group = find_source(folder), find_group_column(folder)
    seen: set[str] = set()
    spellings: dict[str, str] = {}
    for place, row in _READERS[path.name](path):
        lacking = [name for name in ("article_id", group) if name not in row]
        if lacking:
            raise UserError(f"{path} lacks the column {', '.join(lacking)}.")
        row["group"] = row[group]
        check_row(path, place, row, group)
        check_spelling(path, place, row["group"], spellings)
        _check_kinds(path, place, row)
        if row["article_id"] in seen:
            raise UserError(f"{path}, row {place}: the article_id {row['article_id']} stands there already. "
                            "Give each article its own.")
        seen.add(row["article_id"])
        yield row
    if not seen:
        raise UserError(f"{path} has no articles. Add a row for each.")


def _check_kinds(path: Path, place: int, row: Row) -> None:
    for name, (form, kind) in _FORMS.items():
        if row.get(name) and not form.fullmatch(row[name]):
            raise UserError(f"{path}, row {place}: {name} is '{row[name]}'. Write {kind}, or leave it empty.")


def _read_csv(path: Path) -> Iterator[tuple[int, Row]]:
    before = csv.field_size_limit(2**31 - 1)  # an article may be one long cell
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = ((place, row) for place, row in enumerate(csv.reader(file, strict=True), start=1)
                    if any(cell.strip() for cell in row))
            header = _read_header(path, next(rows, (1, []))[1])
            for place, row in rows:
                if len(row) < len(header) or any(row[len(header):]):
                    raise UserError(f"{path}, row {place}, has more or fewer cells than the first row.")
                yield place, {name: free_formula(_trim(name, cell)) for name, cell in zip(header, row)}
    except OSError as reason:
        raise UserError(f"{path} cannot be read: {reason.strerror}.") from None
    except (csv.Error, UnicodeDecodeError) as reason:
        raise UserError(f"{path} is not comma-separated values in UTF-8: {reason}.") from None
    finally:
        csv.field_size_limit(before)


def _read_header(path: Path, cells: list[str]) -> list[str]:
    header = [cell.strip() for cell in cells]
    while header and not header[-1]:
        header.pop()
    if len(header) == 1 and ";" in header[0]:
        raise UserError(f"{path}: its columns are parted by semicolons. Save it as CSV with commas.")
    for name in header:
        if header.count(name) > 1:
            raise UserError(f"{path} has the column {name} twice. Rename or delete one of the two.")
    if "article_id" not in header:
        raise UserError(f"{path} lacks the column article_id.")
    return header


def _read_json_lines(path: Path) -> Iterator[tuple[int, Row]]:
    try:
        with path.open(encoding="utf-8-sig") as file:
            for place, line in enumerate(file, start=1):
                if not line.strip():
                    continue
                try:
                    found = json.loads(line)
                except (ValueError, RecursionError):
                    raise UserError(f"{path}, row {place}, is not JSON: one object a line.") from None
                if not isinstance(found, dict):
                    raise UserError(f"{path}, row {place}, is no object with named values.")
                if "\\ud" in line.lower() and _HALF.search("".join(map(str, (*found, *found.values())))):
                    raise UserError(f"{path}, row {place}, holds half a letter (\\ud… by itself). Mend the row.")
                yield place, _as_cells(path, place, found)
    except OSError as reason:
        raise UserError(f"{path} cannot be read: {reason.strerror}.") from None
    except UnicodeDecodeError as reason:
        raise UserError(f"{path} is not UTF-8 text: {reason}.") from None


def _read_parquet(path: Path) -> Iterator[tuple[int, Row]]:
    """The rows of a Parquet file, or of a folder of them in the order of their names."""
    try:
        from pyarrow import ArrowException
        from pyarrow.parquet import ParquetFile
    except ImportError:
        raise UserError(f"{path} needs pyarrow: pip install pyarrow, then try again.") from None
    place = 0
    for part in _list_parts(path):
        try:
            with ParquetFile(part, buffer_size=_BUFFER, pre_buffer=False) as file:
                for batch in file.iter_batches(CHUNK):
                    for place, found in enumerate(batch.to_pylist(), start=place + 1):
                        yield place, _as_cells(path, place, found)
        except (ArrowException, OSError) as reason:
            raise UserError(f"{part} is no Parquet file that can be read: {str(reason).splitlines()[0]}") from None


def _list_parts(path: Path) -> list[Path]:
    """A file, or those in a folder and its folders, but for what Spark and others put beside them (_SUCCESS, .crc)."""
    if path.is_file():
        return [path]
    return sorted(part for part in path.rglob("*") if part.is_file()
                  and not any(name.startswith((".", "_")) for name in part.relative_to(path).parts))


def _as_cells(path: Path, place: int, found: dict[str, object]) -> Row:
    """Values as the cells of a table; a list, an object or bytes are no cell, and what is nothing or NaN is empty."""
    for name, value in found.items():
        if isinstance(value, (list, dict)):
            raise UserError(f"{path}, row {place}: {name} is a list or an object. Write one value.")
        if isinstance(value, bytes):
            raise UserError(f"{path}, row {place}: {name} is binary. Write the column as strings.")
    return {name: "" if value is None or value != value else str(value).lower() if isinstance(value, bool)
            else _trim(name, str(value)) for name, value in found.items()}


def _trim(name: str, cell: str) -> str:
    """A cell without blanks around it; a text keeps those in front, as in a file: characters are counted from there."""
    return cell if name == TEXT else cell.strip()


_READERS: dict[str, Callable[[Path], Iterator[tuple[int, Row]]]] = {
    MANIFEST: _read_csv, "articles.jsonl": _read_json_lines, "articles.parquet": _read_parquet}


def _take_text(folder: Path, row: Row) -> str:
    """Take the text out of a row, or of its file."""
    article_id = row["article_id"]
    if TEXT in row:
        text = canonicalise(row.pop(TEXT))
        if not text.strip() or "\0" in text or len(text) > LONGEST:
            raise UserError(f"{folder}: the text of {article_id} is empty, binary, or longer than {LONGEST:,} "
                            "characters. Mend the row.")
    else:
        text = read_article(folder / "texts" / f"{article_id}.txt")
    if row.get("sha256") and fingerprint(text) != row["sha256"]:
        raise UserError(f"{folder}: the text of {article_id} is not the one that its row describes: its fingerprint "
                        f"differs. Put that text back, or empty the sha256 of {article_id} to make this its text.")
    return text

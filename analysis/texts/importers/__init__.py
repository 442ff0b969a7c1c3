"""Other people's files into articles: an importer for each format, all alike.

An importer takes a file's path, its bytes and the names of columns that a user gave, and yields a record for each
article in it: ``Imported``, or ``Refused`` with a reason. For a file that cannot be read at all it raises ``Damaged``.
A further format is one such function and one line of ``IMPORTERS``.
"""

from analysis.texts.importers.nexis import read_rich_text, read_word
from analysis.texts.importers.pages import read_page
from analysis.texts.importers.plain import read_plain
from analysis.texts.importers.records import Damaged, Imported, Importer, Names, Record, Refused
from analysis.texts.importers.rows import read_json_lines, read_separated, read_workbook

__all__ = ["IMPORTERS", "Damaged", "Imported", "Importer", "Names", "Record", "Refused"]

IMPORTERS: dict[str, Importer] = {
    ".txt": read_plain, ".md": read_plain,
    ".csv": read_separated, ".tsv": read_separated,
    ".jsonl": read_json_lines, ".ndjson": read_json_lines,
    ".xlsx": read_workbook,
    ".docx": read_word, ".rtf": read_rich_text,
    ".html": read_page, ".htm": read_page,
}

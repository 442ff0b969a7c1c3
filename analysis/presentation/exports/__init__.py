"""A study's tables and codings in the formats of other programs, a room for each."""

from __future__ import annotations

from pathlib import Path

from analysis.files import UserError, write_file
from analysis.presentation.exports.contents import collect_tables, list_protected
from analysis.presentation.exports.label_studio import write_tasks
from analysis.presentation.exports.parquet import write_parquet
from analysis.presentation.exports.refi import write_project
from analysis.presentation.exports.spreadsheets import format_codebook, write_spreadsheets
from analysis.presentation.exports.spss import write_spss
from analysis.presentation.rights import PRIVATE, keep_from_git
from analysis.study import Study

OF_TABLES = ("csv", "parquet", "sav")
WITH_TEXT = ("qdpx", "label-studio")
FORMATS = (*OF_TABLES, "codebook", *WITH_TEXT)
_ENDINGS = {"codebook": "-codebook.csv", "qdpx": ".qdpx"}


def choose_place(study: Study, format: str) -> Path:
    """Return where an export goes when nobody says: ``reports``, or ``private`` with words of others; git ignores both.

    Examples
    --------
    >>> from analysis.study import measure_text
    >>> choose_place(measure_text("It rained."), "parquet").parent.name
    'reports'
    """
    private = format in WITH_TEXT and list_protected(study)
    name = study.folder.resolve().name
    return (PRIVATE if private else Path("reports")) / (name + _ENDINGS.get(format, f"-{format}"))


def write_export(study: Study, format: str, out: Path | None = None, tables: tuple[str, ...] = (),
                 with_instrument: bool = False, private: bool = False) -> list[Path]:
    """Write a study in a format of ``FORMATS`` and return the written files.

    Parameters
    ----------
    study : Study
    format : str
    out : Path, optional
        A folder for csv, parquet, sav and label-studio, else a file; ``choose_place`` when left out.
    tables : tuple of str
        Tables to write, all when empty; only for the formats of tables.
    with_instrument : bool
        Add what the instrument found as a further coder; only for the formats with text.
    private : bool
        Write texts that belong to others, for your own machine.

    Raises
    ------
    UserError
        When there is no such format, an option does not fit it, texts may not be written, a library is missing, or
        something else stands where the export is to go.
    """
    if format not in FORMATS:
        raise UserError(f"There is no format '{format}'. Formats are: {', '.join(FORMATS)}.")
    if tables and format not in OF_TABLES:
        raise UserError(f"--tables chooses tables, and {format} holds none to choose. Leave it out.")
    if with_instrument and format not in WITH_TEXT:
        raise UserError(f"--with-instrument adds codes to the texts, and {format} holds no texts. Leave it out.")
    out = out or choose_place(study, format)
    if private and format in WITH_TEXT and list_protected(study):
        keep_from_git(out)
    if format == "qdpx":
        return write_project(study, out, private, with_instrument)
    if format == "label-studio":
        return write_tasks(study, out, private, with_instrument)
    if format == "codebook":
        return _write_codebook(study, out)
    chosen = collect_tables(study, tables)
    if format == "csv":
        return write_spreadsheets(study, chosen, out)
    return write_parquet(chosen, out) if format == "parquet" else write_spss(chosen, study.articles, out)


def _write_codebook(study: Study, out: Path) -> list[Path]:
    codebook = format_codebook(study)
    if out.exists() and (out.is_dir() or not out.read_bytes().startswith(codebook.partition("\n")[0].encode("utf-8"))):
        raise UserError(f"{out} is there already and is no codebook of ours. Name another file with --out.")
    write_file(out, codebook)
    return [out]

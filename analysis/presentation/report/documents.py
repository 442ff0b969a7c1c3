"""The report's back matter: codebook, data sheet, references, how to cite, and where every number came from."""

from __future__ import annotations

import hashlib
import os
import platform
import re
import subprocess
from datetime import UTC, date, datetime
from html import escape
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from analysis import __version__
from analysis.files import UserError, read_text_file
from analysis.presentation.report.markdown import Links, Outline, render_markdown

_PACKAGE = Path(__file__).parents[2]
_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
           "December")
_INSTRUMENTS = ("textblob", "vaderSentiment", "nltk", "pandas", "scipy", "seaborn")
_SOURCES = {"texts": "computed from the articles’ texts in this run",
            "tables": "read from the shipped tables; the texts were not at hand in this run"}


def find_documents(folder: Path) -> dict[str, Path]:
    """Find codebook, data sheet and citation: the corpus's own, those of the folder it stands in, or this repository's.

    The data sheet is never another corpus's: where the corpus stands elsewhere and has none, it is missing.
    """
    shared = folder.resolve().parent if (folder.resolve().parent / "CODEBOOK.md").is_file() else None
    home = shared or _PACKAGE.parent / "corpus"
    wanted = {"codebook": [folder / "CODEBOOK.md", home / "CODEBOOK.md"],
              "data_sheet": [folder / "README.md", *([shared / "README.md"] if shared else [])],
              "citation": [folder / "CITATION.cff", home.parent / "CITATION.cff"]}
    found = {name: next((path for path in paths if path.is_file()), None) for name, paths in wanted.items()}
    return {name: path for name, path in found.items() if path}


def render_document(path: Path | None, section: str, links: Links, without: tuple[str, ...] = ()) -> str:
    """Render a Markdown file as a section of the page, without its own title; the empty string where there is none.

    Chapters (``##``) whose heading holds one of the words of ``without`` are left out.
    """
    text = leave_out_chapters(read_text_file(path), without) if path else ""
    return render_markdown(text, Outline(section), links, skip_title=True) if path else ""


def leave_out_chapters(text: str, without: tuple[str, ...]) -> str:
    """Leave out the chapters of a Markdown text that are about something else, and the lines that point at them.

    Examples
    --------
    >>> leave_out_chapters("1. [Voice](#voice)\\n2. [Frames](#frames)\\n\\n## Voice\\n\\n## Frames\\n", ("Frames",))
    '1. [Voice](#voice)\\n\\n## Voice\\n\\n'
    """
    if not without:
        return text
    words = "|".join(map(re.escape, without))
    kept = [part for part in re.split(r"(?m)^(?=## )", text) if not re.match(rf"## .*\b(?:{words})\b", part)]
    return re.sub(rf"(?m)^\d+\. \[(?:{words})\].*\n", "", "".join(kept))


def render_references(path: Path) -> list[tuple[str, str]]:
    """Return every reference of a BibTeX file as (key, HTML), in the order of their authors.

    Raises
    ------
    UserError
        When the file is not valid BibTeX.
    """
    from pybtex.database import parse_string
    from pybtex.exceptions import PybtexError
    from pybtex.plugin import find_plugin

    try:
        bibliography = parse_string(read_text_file(path), "bibtex")
        entries = find_plugin("pybtex.style.formatting", "plain")().format_bibliography(bibliography)
        backend = find_plugin("pybtex.backends", "html")()
        return [(entry.key, re.sub(r"`([^`']+)'", r"‘\1’", entry.text.render(backend))) for entry in entries]
    except PybtexError as reason:
        raise UserError(f"{path.name} is not valid BibTeX: {reason}.") from None


def render_citation(path: Path) -> str:
    """Return how to cite this study, as one reference in HTML, from a CITATION.cff.

    Raises
    ------
    UserError
        When the file is not valid YAML or lacks title or authors.
    """
    import yaml

    try:
        given = yaml.safe_load(read_text_file(path))
        authors = ", ".join(_name_author(author) for author in given["authors"])
        title = str(given["title"])
    except (yaml.YAMLError, KeyError, TypeError, AttributeError):
        raise UserError(f"{path.name} must be YAML with a title and a list of authors.") from None
    year = f" ({str(given['date-released'])[:4]})" if given.get("date-released") else ""
    release = f", version {given['version']}" if given.get("version") else ""
    doi = f"https://doi.org/{given['doi']}" if given.get("doi") else ""
    place = escape(str(doi or given.get("url") or given.get("repository-code") or ""))
    address = f' <a href="{place}">{place}</a>' if place else ""
    return f"{escape(authors)}{year}. <em>{escape(title)}</em>{escape(release)}.{address}"


def _name_author(author: dict) -> str:
    given = f", {author['given-names']}" if author.get("given-names") else ""
    return author["name"] if "name" in author else author["family-names"] + given


def list_provenance(study) -> list[tuple[str, list[str]]]:
    """List where every number came from: what it is, and one or more lines (fingerprints last in a line)."""
    lexicons = [f"{name.replace('_', ' ')} {lexicon.version}, sha256 {lexicon.sha256}"
                for name, lexicon in sorted(study.lexicons.items())]
    texts = shorten_list([f"{row.article_id}, sha256 {row.sha256 or 'unknown'}" for row in study.articles.itertuples()])
    made_with = [f"Python {platform.python_version()}", *filter(None, map(_name_version, _INSTRUMENTS))]
    return [("Date", [find_date()]), ("Numbers", [_SOURCES.get(study.source, str(study.source)), *study.notes]),
            ("Package", [f"framing {__version__}, commit {find_commit()}"]),
            ("Made with", [", ".join(made_with)]),
            ("Word lists", lexicons), ("Texts", texts)]


def shorten_list(lines: list[str], most: int = 100) -> list[str]:
    """Keep a long list's first lines, and say by one fingerprint what the whole list is.

    Examples
    --------
    >>> shorten_list(["a", "b"], most=2), shorten_list(["a", "b", "c"], most=1)[0]
    (['a', 'b'], 'a')
    >>> shorten_list(["a", "b", "c"], most=1)[1].split(",")[0]
    'and 2 more; all 3 lines'
    """
    if len(lines) <= most:
        return lines
    whole = hashlib.sha256("".join(f"{line}\n" for line in lines).encode("utf-8")).hexdigest()
    return [*lines[:most], f"and {len(lines) - most:,} more; all {len(lines):,} lines, sha256 {whole}"]


def find_date() -> str:
    """Return today's date in UTC, or the one that SOURCE_DATE_EPOCH names."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    moment = datetime.fromtimestamp(int(epoch), UTC) if epoch.isdecimal() else datetime.now(UTC)
    return moment.date().isoformat()


def say_day(iso: str) -> str:
    """Say a date as a British paper does.

    Examples
    --------
    >>> say_day("2026-01-02")
    '2 January 2026'
    """
    day = date.fromisoformat(iso)
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def find_commit(folder: Path = _PACKAGE.parent) -> str:
    """Return the commit that the package stands at, or "unknown"."""
    command = ["git", "-C", str(folder), "describe", "--always", "--dirty=, with uncommitted changes", "--abbrev=40",
               "--exclude=*"]
    try:
        answer = subprocess.run(command, capture_output=True, text=True, timeout=20, check=True)
    except (OSError, subprocess.SubprocessError):
        return "unknown"
    return answer.stdout.strip() or "unknown"


def _name_version(package: str) -> str:
    try:
        return f"{package} {version(package)}"
    except PackageNotFoundError:
        return ""

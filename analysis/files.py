"""Read other people's files in plain words, and write our own so that nothing is ever half-written."""

from __future__ import annotations

import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PART, _STALE = ".part", 3600  # how remainders of killed writes end; seconds
_BYTE_ORDER_MARKS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}


class UserError(ValueError):
    """Something the user can put right: its message names the file, the place and the way out."""


def read_text_file(path: Path) -> str:
    """Read a text file as UTF-8 (or UTF-16 with its byte order mark).

    Raises
    ------
    UserError
        When the file is missing, empty, binary, or in another encoding.

    Examples
    --------
    >>> import tempfile, pathlib
    >>> path = pathlib.Path(tempfile.mkdtemp()) / "note.txt"
    >>> _ = path.write_bytes("Müller said so.".encode("latin-1"))
    >>> read_text_file(path)
    Traceback (most recent call last):
    analysis.files.UserError: note.txt is not UTF-8 text (byte 0xfc at position 1). Save it as UTF-8 and try again.
    """
    path = Path(path)
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        raise UserError(f"{path} does not exist. Check the name and the folder.") from None
    except IsADirectoryError:
        raise UserError(f"{path} is a folder, not a text file. Name the files in it.") from None
    except OSError as reason:
        raise UserError(f"{path} cannot be read: {reason.strerror}.") from None
    encoding = next((name for mark, name in _BYTE_ORDER_MARKS.items() if data.startswith(mark)), "utf-8")
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as reason:
        looks_binary = b"\0" in data
        problem = ("is not a text file (it holds binary data)" if looks_binary else
                   f"is not {encoding.upper()} text (byte 0x{data[reason.start]:02x} at position {reason.start})")
        raise UserError(f"{path.name} {problem}. Save it as UTF-8 and try again.") from None
    if "\0" in text:
        raise UserError(f"{path.name} is not a text file (it holds binary data). Save it as UTF-8 text and try again.")
    if not text.strip():
        raise UserError(f"{path.name} is empty. Fill it and try again.")
    return text


def leads_out(path: Path, folder: Path) -> bool:
    """Whether a path is a link that leads out of a folder.

    Examples
    --------
    >>> leads_out(Path(__file__), Path(__file__).parent)
    False
    """
    return path.is_symlink() and not Path(os.path.realpath(path)).is_relative_to(os.path.realpath(folder))


def refuse_links(folder: Path, *rooms: str) -> None:
    """Refuse a folder in which, or in whose folders ``rooms``, a link leads out of it; hidden files are passed over.

    Raises
    ------
    UserError
        Naming the link.
    """
    for place in filter(Path.is_dir, (Path(folder), *(Path(folder) / room for room in rooms))):
        with os.scandir(place) as entries:
            links = sorted(entry.path for entry in entries if entry.is_symlink() and not entry.name.startswith("."))
        for link in links:
            if leads_out(Path(link), folder):
                raise UserError(f"{link} is a link that leads out of {folder}, and such links are not followed. Put "
                                "what it leads to in its place.")


def is_remainder(path: Path) -> bool:
    """Whether this is what ``write_file`` or ``write_folder`` leaves behind when it is killed."""
    return path.name.startswith(".") and path.name.endswith(PART)


def sweep(folder: Path, name: str = "*") -> None:
    """Take away what writes into a folder, of one file or folder or of all, left behind when they were killed.

    What is younger than an hour may still be written by another process, and stays.
    """
    for left in Path(folder).glob(f".{name}.*{PART}"):
        try:
            if time.time() - left.stat().st_mtime > _STALE:
                _remove(left)
        except OSError:  # another process was faster
            continue


def _remove(path: Path) -> None:
    """Remove a file or folder that may not be there; of a link the link alone."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)


def write_file(path: Path, data: str | bytes, lasting: bool = False) -> None:
    """Write a whole file or nothing: aside first, then renamed into place.

    Unless it is ``lasting``, which takes the disk's time, a power cut soon afterwards may leave the name without data.

    Raises ``UserError`` when the disk refuses; the old file, if any, is then untouched.
    """
    path = Path(path)
    data = data.encode("utf-8") if isinstance(data, str) else data
    aside = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, aside = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=PART)
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            if lasting:
                file.flush()
                os.fsync(handle)
        os.chmod(aside, 0o666 & ~_umask())
        os.replace(aside, path)
    except OSError as reason:
        raise UserError(f"{path} could not be written: {reason.strerror}. Nothing was changed.") from None
    finally:
        if aside:
            Path(aside).unlink(missing_ok=True)


@contextmanager
def write_folder(folder: Path) -> Iterator[Path]:
    """Fill a new folder aside and put it in the old one's place when, and only when, all went well.

    What killed writes of the same folder left beside it is taken away (``sweep``); where one was killed between taking
    the old folder away and putting the new one in its place, the old one is put back first.

    Examples
    --------
    >>> import tempfile, pathlib
    >>> tables = pathlib.Path(tempfile.mkdtemp()) / "tables"
    >>> with write_folder(tables) as aside:
    ...     _ = (aside / "a.csv").write_text("x")
    >>> sorted(path.name for path in tables.iterdir())
    ['a.csv']
    """
    folder = Path(folder)
    old = folder.with_name(f".{folder.name}.old")
    aside = None
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        sweep(folder.parent, folder.name)
        if old.exists() and not folder.exists():
            old.rename(folder)
        aside = Path(tempfile.mkdtemp(dir=folder.parent, prefix=f".{folder.name}.", suffix=PART))
        yield aside
        os.chmod(aside, 0o777 & ~_umask())
        if folder.exists():
            _remove(old)
            folder.rename(old)
        aside.rename(folder)
        _remove(old)
    except OSError as reason:
        if old.exists() and not folder.exists():
            old.rename(folder)
        raise UserError(f"{folder} could not be written: {reason.strerror}. Nothing was changed.") from None
    finally:
        if aside is not None:
            shutil.rmtree(aside, ignore_errors=True)


def _umask() -> int:
    current = os.umask(0)
    os.umask(current)
    return current

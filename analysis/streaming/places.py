"""Where results stand: a folder of this machine, or an address that fsspec knows (s3://, gs://, hdfs://, memory://)."""

from __future__ import annotations

from pathlib import Path
from uuid import uuid4

from analysis.files import PART, UserError, write_file


def open_place(address: str | Path) -> Path:
    """Return the path of a folder; that of an address, which begins with ``NAME://``, is used like one of this machine.

    Raises
    ------
    UserError
        When no library that is installed reaches the address.

    Examples
    --------
    >>> open_place("measured").name, open_place("memory://measured").name
    ('measured', 'measured')
    """
    if "://" not in str(address):
        return Path(address)
    try:
        from upath import UPath
    except ImportError:
        raise UserError(f"{address} is no folder of this machine. Addresses need universal-pathlib: "
                        "pip install universal-pathlib, then try again.") from None
    try:
        place = UPath(str(address))
        place.fs.protocol  # loads the library of the protocol, and connects
        return place
    except (ImportError, OSError, ValueError) as reason:
        raise UserError(f"{address} cannot be reached: {str(reason).partition(chr(10))[0]}.") from None


def put_file(path: Path, data: str | bytes) -> None:
    """Write a whole file or nothing, as ``write_file`` does, wherever the path leads.

    Raises ``UserError`` when the place refuses.

    Examples
    --------
    >>> path = open_place("memory://doctest/a.txt")
    >>> put_file(path, "x")
    >>> put_file(path, "y")
    >>> path.read_text(), [each.name for each in path.parent.iterdir()]
    ('y', ['a.txt'])
    """
    if isinstance(path, Path):
        write_file(path, data, lasting=True)
        return
    aside = path.with_name(f".{path.name}.{uuid4().hex[:8]}{PART}")  # another process may write the same file
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        aside.write_bytes(data.encode("utf-8") if isinstance(data, str) else data)
        aside.fs.mv(aside.path, path.path)
    except (NotImplementedError, OSError) as reason:
        raise UserError(f"{path} could not be written: {reason}.") from None

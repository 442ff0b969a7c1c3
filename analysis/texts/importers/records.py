"""What an importer hands over: an article with all that its file says of it, or a place that holds none and why."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True)
class Imported:
    """An article: where it stood, its title and text, the other fields of its file, and what was mended in reading it.

    ``fields`` has the manifest's own names (``outlet``, ``published``) where a usual name was recognised, else the
    file's. ``position`` is empty where a file holds one article alone.
    """

    file: Path
    position: str
    title: str
    text: str
    fields: dict[str, str] = field(default_factory=dict)
    encoding: str = ""
    repairs: tuple[str, ...] = ()


@dataclass(frozen=True)
class Refused:
    """A place in a file that gave no article, and the reason, as a sentence goes on after "because"."""

    file: Path
    position: str
    reason: str


Record = Imported | Refused
Importer = Callable[[Path, bytes, "Names"], Iterator[Record]]


@dataclass(frozen=True)
class Names:
    """The names that a user gave to columns: the manifest's against the file's, such as ``text`` against ``Body``.

    ``seen`` gathers the columns of all files, so that a name that is nobody's can be told.
    """

    given: dict[str, str] = field(default_factory=dict)
    seen: dict[str, None] = field(default_factory=dict)


class Damaged(ValueError):
    """A whole file that cannot be read; the message is a ``Refused.reason``."""

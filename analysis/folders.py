"""Where the study's own folders are: here, or beside the installed package."""

from __future__ import annotations

from pathlib import Path

import analysis

HOME = Path(analysis.__file__).parents[1]
DEFAULT_CORPUS = Path("corpus/downfall")


def find_home(name: str) -> Path:
    """Find a folder of the study.

    Examples
    --------
    >>> find_home("notebooks").name
    'notebooks'
    """
    return Path(name) if Path(name).is_dir() else HOME / name


def find_corpus(folder: Path | None) -> Path:
    """Return the corpus's folder, the study's own where none is named.

    Examples
    --------
    >>> find_corpus(Path("mine")).name, find_corpus(None).name
    ('mine', 'downfall')
    """
    return folder if folder is not None else find_home(str(DEFAULT_CORPUS))

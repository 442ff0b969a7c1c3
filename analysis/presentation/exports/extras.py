"""Libraries that only some formats need."""

from __future__ import annotations

import importlib
from types import ModuleType

from analysis.files import UserError


def load_extra(library: str, format: str) -> ModuleType:
    """Import a library of the extra ``exports``.

    Raises
    ------
    UserError
        When it is not installed, with the way to install it.

    Examples
    --------
    >>> load_extra("no_such_library", "parquet")
    Traceback (most recent call last):
    analysis.files.UserError: The format parquet needs no_such_library: pip install no_such_library, then try again.
    """
    try:
        return importlib.import_module(library)
    except ImportError:
        name = library.partition(".")[0]
        raise UserError(f"The format {format} needs {name}: pip install {name}, then try again.") from None

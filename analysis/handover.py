"""What a report has measured is handed to the notebooks that it runs, so that none measures the corpus again.

The file is written by the report and read by its own kernels, in a folder that nobody else sees and that is gone when
they are done; what a killed report left of it the next one takes away. It holds for the very same texts, word lists,
plan and version only; else the corpus is measured.
"""

from __future__ import annotations

import hashlib
import os
import pickle
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pandas as pd

import analysis
from analysis.comparison.plans import Plan
from analysis.files import PART, sweep
from analysis.lexicons import Lexicon

VARIABLE = "FRAMING_HANDOVER"  # the environment variable that names the file
_NAME = "framing"  # of the folder, so that what killed reports left is known
DERIVED = ("measures", "comparisons", "keywords", "specifications")


def fingerprint_inputs(articles: pd.DataFrame, texts: dict[str, str], targets: pd.DataFrame, plan: Plan,
                       lexicons: dict[str, Lexicon], models: dict[str, Any] | None = None) -> str:
    """Return one fingerprint of all that a corpus's tables follow from.

    Parameters
    ----------
    articles : DataFrame
        The table ``articles``, as the manifest has it.
    texts : dict of str
        The canonical texts that are there.
    targets : DataFrame
        As ``load_targets`` gives them.
    plan : Plan
        The plan, on which comparisons rest.
    lexicons : dict of Lexicon
        All word lists.
    models : dict of Model, optional
        The learnt measures.

    Examples
    --------
    >>> nothing = (pd.DataFrame(), Plan("wire", ""), {})
    >>> len({fingerprint_inputs(pd.DataFrame(), {"a": text}, *nothing) for text in ("It rained.", "It snowed.")})
    2
    """
    parts = [analysis.__version__, articles.to_csv(), targets.to_csv(), repr(plan),
             *(f"{name} {lexicon.sha256}" for name, lexicon in sorted(lexicons.items())),
             *(f"{name} {model!r}" for name, model in sorted((models or {}).items())),
             *(f"{name} {text}" for name, text in sorted(texts.items()))]
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


@contextmanager
def hand_over(study, tables: tuple[str, ...]) -> Iterator[dict[str, str]]:
    """Write a study's tables where the kernels of a report find them; give the environment that tells them.

    Parameters
    ----------
    study : Study
        What was loaded.
    tables : tuple of str
        The names of its base tables.
    """
    sweep(Path(tempfile.gettempdir()), _NAME)
    with tempfile.TemporaryDirectory(prefix=f".{_NAME}.", suffix=PART) as folder:  # readable by this user alone
        path = Path(folder) / "measured.pickle"
        read = (study.source, study.notes, study.articles,
                {name: getattr(study, name) for name in (*tables, "scores")})
        derived = {name: getattr(study, name) for name in DERIVED}
        path.write_bytes(pickle.dumps({"inputs": study.inputs, "read": read, "derived": derived}))
        yield {VARIABLE: str(path)}


def take_over(inputs: str) -> dict[str, Any] | None:
    """Return what a report has handed over (read, derived), or None where it has not, or it is of something else."""
    path = os.environ.get(VARIABLE)
    if not path:
        return None
    try:
        handed = pickle.loads(Path(path).read_bytes())
    except (OSError, pickle.UnpicklingError, EOFError, AttributeError, ImportError):
        return None
    return handed if isinstance(handed, dict) and handed.get("inputs") == inputs else None

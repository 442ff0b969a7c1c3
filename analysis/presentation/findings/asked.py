"""What a study asks for: whose coding it is told of, and which rows of a record belong into its report."""

from __future__ import annotations

import pandas as pd

from analysis.comparison.agreement.variables import TARGETED
from analysis.study import Study


def name_coded(study: Study) -> str:
    """Name the corpus whose coding a study is told of: its own, or that of the articles behind the instruments.

    Examples
    --------
    >>> from analysis.study import measure_text
    >>> name_coded(measure_text("It rained."))
    'the articles that the instruments were made for'
    """
    return study.folder.resolve().name if len(study.codings) else "the articles that the instruments were made for"


def keep_asked(table: pd.DataFrame, study: Study, column: str = "instrument") -> pd.DataFrame:
    """Keep the rows of what a study asks for: without a leader no claims, frames and tones towards somebody.

    Examples
    --------
    >>> from analysis.study import measure_text
    >>> keep_asked(pd.DataFrame({"instrument": ["hedge", "claim_role", "frames"]}), measure_text("It rained."))
      instrument
    0      hedge
    """
    others = ("claim", "frame", TARGETED)
    return table if study.asks_for_claims else table[~table[column].str.startswith(others)]

"""Readings of probability words that others have published, set beside the grades of certainty: ranges, never truth."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

import analysis
from analysis.tables import read_cells

_FILE = Path(analysis.__file__).parent / "data" / "probability_words.csv"
_CITED = {"kent1964": "Kent 1964"}


def load_readings() -> pd.DataFrame:
    """Load the published readings.

    Returns
    -------
    DataFrame
        grade (the codebook's for words like these, empty where it has none) · words · low, high (shares, as the source
        reads the words) · source.

    Source: Kent, S. (1964): Words of estimative probability. Studies in Intelligence 8(4), 49–65. He gave no reading
    to "possible", "could" and "may": they say only that the chance is not nothing.

    Examples
    --------
    >>> load_readings().loc[lambda rows: rows.words == "probable", ["low", "high"]].values.tolist()
    [['63%', '87%']]
    """
    rows = read_cells(_FILE)
    shares = {column: rows[column].astype(float).map("{:.0%}".format) for column in ("low", "high")}
    return rows.assign(**shares, source=rows["source"].map(_CITED))[["grade", "words", "low", "high", "source"]]

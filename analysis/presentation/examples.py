"""A worked example that belongs to no corpus, for reports whose subject is another than the classroom's."""

from __future__ import annotations

from pathlib import Path

from analysis.files import read_text_file
from analysis.study import Study, measure_text

EXAMPLE = Path(__file__).parents[1] / "data" / "example.txt"


def measure_example() -> Study:
    """Measure the constructed text of ``analysis/data/example.txt``, which anybody may print.

    Examples
    --------
    >>> sorted(measure_example().passages["voice"].unique())
    ['direct', 'indirect', 'narration']
    """
    text = read_text_file(EXAMPLE)
    return measure_text(text, title=text.partition("\n")[0])

"""What an exercise with a check is made of."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from analysis.study import Study

Judge = Callable[[Study, object], tuple[str, ...]]


@dataclass(frozen=True)
class Exercise:
    """An exercise with a check.

    ``asks`` completes "Still to do: …". ``judge`` takes the corpus and a given answer and returns sentences that say
    why it holds; it raises ``Look`` with a hint where it does not, ``Unclear`` where it cannot be read.
    """

    asks: str
    judge: Judge

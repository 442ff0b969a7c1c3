"""What another program gives back: sources with codings, and what could not be read, with the reason."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from analysis.presentation.exports.codes import Code
from analysis.presentation.returns.stretches import Stretch


@dataclass(frozen=True)
class Given:
    """One code that one coder gave to one stretch; ``number`` is the pass, None where the file does not say."""

    stretch: Stretch
    code: Code
    coder: str
    number: int | None = None
    reason: str = ""


@dataclass
class Source:
    """One text as the other program has it, by its name there, and the codes given in it.

    ``ends_count_once``: the program is known to count ``\\r\\n`` as one character.
    """

    name: str
    text: str
    given: list[Given] = field(default_factory=list)
    ends_count_once: bool = False


@dataclass
class Refusals:
    """How many codings were not taken, by reason, with the place of the first few."""

    counts: Counter[str] = field(default_factory=Counter)
    places: dict[str, list[str]] = field(default_factory=dict)

    def add(self, reason: str, place: str, n: int = 1) -> None:
        """Note that a coding was not taken."""
        self.counts[reason] += n
        places = self.places.setdefault(reason, [])
        if len(places) < 3:
            places.append(place)

    def say(self) -> list[str]:
        """Return a line for each reason.

        Examples
        --------
        >>> refused = Refusals()
        >>> refused.add("the instrument made it", "gale 0–5")
        >>> refused.say()
        ['Not taken: 1 coding, because the instrument made it (gale 0–5).']
        """
        return [f"Not taken: {n:,} coding{'' if n == 1 else 's'}, because {reason} ("
                f"{', '.join(self.places[reason])}{', …' if n > len(self.places[reason]) else ''})."
                for reason, n in self.counts.items()]


@dataclass
class Delivery:
    """All sources of one file, and what of it could not be read."""

    sources: list[Source] = field(default_factory=list)
    refused: Refusals = field(default_factory=Refusals)

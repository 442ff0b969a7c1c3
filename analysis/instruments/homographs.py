"""Tell a word of the lexicons from its homographs and set uses, by the words around it.

"May" is a month and a Prime Minister, "might" and "will" are nouns, "could" is what somebody was able to do, "as soon
as possible" is no possibility, and "dozens, if not hundreds" no condition. Each rule says when the word is *not* what
the lexicon means; a word without a rule is always what it means.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

_DETERMINERS = frozenset("the a an his her their its our my your this that of 's".split())
_KINDS_OF_WILL = frozenset("free political good ill strong iron at popular".split())
_ABILITIES = frozenset("see hear feel smell read remember afford only barely hardly scarcely".split())
_NOT = frozenset("not n't no never".split())
_MONTH_MARKS = frozenset("in since last next by until early late mid".split())
_COUNTED = frozenset("of number cost amount majority sum value".split())  # "a total of", "an absolute majority"
_EXTREMES = frozenset("best worst every all any only most least".split())
_MAKES = frozenset("make makes made making".split())
_WHENEVER = frozenset("whenever wherever where when".split())
_OFFERS = frozenset("to for only by through thanks".split())  # "it is possible to walk there"
_THINGS = frozenset("something nothing anything everything".split())
_INSERTED = frozenset("any anything ever slightly somewhat needed necessary".split())  # "greater, if anything"
_BIRTHS = frozenset("baby babies child children twins triplets son daughter".split())
_NUMBERS = frozenset("two three four five six seven eight nine ten several".split())
_TALENTS = frozenset("full great huge enormous growth real true human her his their its untapped has have had".split())
_UNABLE = frozenset("can could ca".split())


class Place(NamedTuple):
    """Where a word stands: the sentence's words, lower case, its index, and whether its capital makes it a name."""

    words: Sequence[str]
    at: int
    is_name: bool = False

    def word(self, steps: int) -> str:
        """Return the word some steps away; empty beyond the sentence's ends."""
        there = self.at + steps
        return self.words[there] if 0 <= there < len(self.words) else ""

    def has_before(self, word: str, reach: int) -> bool:
        """Say whether a word stands up to so many words before, in the same clause."""
        before = self.words[max(0, self.at - reach):self.at]
        return word in before and "," not in before[before.index(word):]


def is_other_word(place: Place) -> bool:
    """Say whether the word at this place is a homograph of the one that the lexicons mean.

    Examples
    --------
    >>> [is_other_word(Place(words.split(), 1)) for words in ("he might go", "the might of it", "he left at will")]
    [False, True, False]
    >>> is_other_word(Place("as soon as possible".split(), 3))
    True
    """
    word = place.word(0)
    return word in HOMOGRAPHS and _RULES[word](place)


def _is_other_may(place: Place) -> bool:
    after = place.word(1)
    return place.is_name or after[:1].isdigit() or after in {"'s", "day"} or place.word(-1) in _MONTH_MARKS


def _is_other_might(place: Place) -> bool:
    return place.word(-1) in _DETERMINERS | {"military", "economic", "with", "all", "full"} or place.word(1) == "of"


def _is_other_will(place: Place) -> bool:
    return (place.is_name or place.word(-1) in (_DETERMINERS - {"that", "this"}) | _KINDS_OF_WILL
            or (place.word(1), place.word(2)) == ("and", "testament"))


def _is_other_could(place: Place) -> bool:
    """Tell ability: "could read", "as fast as he could", "so that he could", and all that somebody could not do."""
    return (place.word(1) in _ABILITIES | _NOT or place.has_before("as", 4) or place.has_before("so", 4)
            or place.has_before("before", 2))


def _is_other_possible(place: Place) -> bool:
    before = place.word(-1)
    return (place.has_before("as", 4) or before in _EXTREMES | _NUMBERS | _WHENEVER | _NOT or before.endswith("est")
            or any(place.has_before(makes, 4) for makes in _MAKES) or place.word(1) in _OFFERS)


def _is_other_if(place: Place) -> bool:
    """Tell a comparison ("as if") and a concession ("dozens, if not hundreds") from a condition."""
    after = place.word(1)
    return (place.word(-1) == "as" or (after == "not" and place.at > 0) or after in _INSERTED
            or (after, place.word(2)) in {("only", "because"), ("only", "to"), ("only", "for"), ("only", "briefly"),
                                          ("a", "little"), ("a", "bit")})


def _is_proposing(place: Place) -> bool:
    after = place.word(1)
    return after == "retail" or (after.endswith("ing") and after not in _THINGS)


def _is_faith(place: Place) -> bool:
    """Tell "believe in" and "could not believe his luck" from a belief that something is so."""
    return (place.word(1) in {"in", "me"} or (place.word(1), place.word(2)) == ("it", "or")
            or (place.word(-1) in _NOT and place.word(-2) in _UNABLE))


def _is_pregnant(place: Place) -> bool:
    return not _BIRTHS.isdisjoint(place.words[place.at + 1:place.at + 6])


def _is_thinking_of(place: Place) -> bool:
    return place.word(1) in {"tank", "tanks", "piece", "pieces", "of", "about", "twice", "again"}


def _is_other_potential(place: Place) -> bool:
    """Tell what somebody has in him ("full potential", "potential to grow") from what may come ("potential rivals")."""
    return place.word(1) in {"to", "of", "and", "as", "in", "is", "was"} or place.word(-1) in _TALENTS


_RULES: dict[str, Callable[[Place], bool]] = {
    "may": _is_other_may, "might": _is_other_might, "will": _is_other_will, "could": _is_other_could,
    "possible": _is_other_possible, "if": _is_other_if,
    **dict.fromkeys(("total", "absolute"), lambda place: place.word(1) in _COUNTED),
    **dict.fromkeys(("suggest", "suggests", "suggested", "suggesting"), _is_proposing),
    **dict.fromkeys(("believe", "believes", "believed", "believing"), _is_faith),
    **dict.fromkeys(("expect", "expects", "expecting"), _is_pregnant),
    **dict.fromkeys(("think", "thinks"), _is_thinking_of),
    **dict.fromkeys(("consider", "considers", "considered"), lambda place: place.word(-1) in {"a", "well"}),
    "potential": _is_other_potential,
}

HOMOGRAPHS = frozenset(_RULES)

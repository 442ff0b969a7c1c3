"""How numbers, groups and articles are said: two significant digits, shares as percentages, p with its floor."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from math import isnan

from analysis.comparison.descriptions import CERTAINTY, LENGTH, POLARITY, SHARE, SUBJECTIVITY

_COUNTS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_VOICES = {"narration": "narration", "direct": "direct speech", "indirect": "indirect speech"}


def say_number(value: float, digits: int = 2) -> str:
    """Say a number with that many significant digits, a real minus sign and no exponent; NaN is "undefined".

    Examples
    --------
    >>> [say_number(value) for value in (20.96, 0.3, -0.0512, 12345, 0, float("nan"))]
    ['21', '0.30', '−0.051', '12,000', '0', 'undefined']
    """
    if isnan(value):
        return "undefined"
    if value == 0:
        return "0"
    return format(Decimal(f"{value:.{digits - 1}e}"), ",f").replace("-", "−")


def say_value(value: float, unit: str, digits: int = 2) -> str:
    """Say a value without its unit, a share as a percentage.

    Examples
    --------
    >>> say_value(0.784, "share"), say_value(20.96, "per 1,000 words")
    ('78%', '21')
    """
    if unit != SHARE or isnan(value):
        return say_number(value, digits)
    return say_number(100 * value, digits) + "%"


def say_difference(difference: float, unit: str, digits: int = 2) -> str:
    """Say the size of a difference with its unit; its direction is said elsewhere.

    Examples
    --------
    >>> say_difference(-0.63, "share"), say_difference(11.2, "per 1,000 words"), say_difference(0.1, "from −1 to 1")
    ('63 percentage points', '11 per 1,000 words', '0.10 on a scale from −1 to 1')
    """
    if unit == SHARE:
        return f"{say_number(abs(100 * difference), digits)} percentage points"
    on_a_scale = "on a scale " if unit in (POLARITY, SUBJECTIVITY, CERTAINTY) else ""
    unit = "words" if unit == LENGTH else unit
    return f"{say_number(abs(difference), digits)} {on_a_scale}{unit}"


def say_values_apart(higher: float, lower: float, amount: str, unit: str) -> str:
    """Say two different values so that they are seen to differ, with as few digits as that takes, two or more.

    Examples
    --------
    >>> say_values_apart(204, 196, "{} hedges per 1,000 words", "per 1,000 words")
    '204 hedges per 1,000 words against 196'
    """
    pairs = [(say_value(higher, unit, digits), say_value(lower, unit, digits)) for digits in range(2, 7)]
    said = next((pair for pair in pairs if pair[0] != pair[1]), pairs[0])
    return f"{amount.format(said[0])} against {said[1]}"


def say_p(p: float, p_floor: float) -> str:
    """Say p together with the lowest value it could have.

    Examples
    --------
    >>> say_p(0.3, 0.1)
    'p = 0.30; the lowest possible here is 0.10'
    """
    return "p is undefined" if isnan(p) else f"p = {say_number(p)}; the lowest possible here is {say_number(p_floor)}"


def say_count(n: int, thing: str = "") -> str:
    """Say how many, in words up to twelve; without a thing the number alone.

    Examples
    --------
    >>> say_count(3, "tabloid article"), say_count(1, "wire article"), say_count(0, "run"), say_count(1200, "word")
    ('three tabloid articles', 'one wire article', 'no runs', '1,200 words')
    """
    number = _COUNTS[n] if n < len(_COUNTS) else f"{n:,}"
    return f"{number} {thing}{'' if n == 1 else 's'}" if thing else number


def say_list(items: Iterable[str], last: str = "and") -> str:
    """Join items into a phrase.

    Examples
    --------
    >>> say_list(["`sun`", "`mail`", "`oped`"], "or")
    '`sun`, `mail` or `oped`'
    """
    *first, final = items
    return f"{', '.join(first)} {last} {final}" if first else final


def say_place(part: str, voice: str) -> str:
    """Say where, and in whose words, something was measured.

    Examples
    --------
    >>> say_place("body", "all"), say_place("headline", "direct")
    ('in the body', 'in the headline’s direct speech')
    """
    return f"in the {part}" if voice == "all" else f"in the {part}’s {_VOICES[voice]}"


def capitalise(sentence: str) -> str:
    """Give a sentence its capital and leave the rest as it is.

    Examples
    --------
    >>> capitalise("every Guardian article hedges more.")
    'Every Guardian article hedges more.'
    """
    return sentence[:1].upper() + sentence[1:]

"""What is compared, and how: every coded variable, its unit, its level of measurement, and what counts as found."""

from __future__ import annotations

from dataclasses import dataclass

QUESTION = "question"
TARGETED, FRAME, CLAIM = "tone_", "frame_", "claim_"


@dataclass(frozen=True)
class Variable:
    """How a variable is compared.

    ``unit`` is what bears a code: a sentence or a span. ``level`` is alpha's level of measurement; all but nominal
    codes are numbers. ``positive`` is the code that counts as found where there are only two. ``has_categories``:
    precision and recall are measured category by category.
    """

    unit: str = "sentence"
    level: str = "nominal"
    positive: str = ""
    has_categories: bool = False


VARIABLES = {
    "part": Variable(has_categories=True),
    "voice": Variable(has_categories=True),
    "attributed": Variable(positive="yes"),
    "speaker": Variable(),
    "speaker_kind": Variable(has_categories=True),
    "mention": Variable("span", has_categories=True),
    "hedge": Variable("span", has_categories=True),
    "booster": Variable("span"),
    "loaded": Variable("span", has_categories=True),
    "loaded_language": Variable(positive="yes"),  # whether a sentence holds a loaded span, as classes are asked
    "uncertainty": Variable(positive="1"),
    "certainty": Variable(level="ordinal", has_categories=True),
    "tone": Variable(level="interval"),
    "loading": Variable(level="interval"),
    "claim": Variable(positive="yes"),
    "claim_role": Variable(),
    "claim_mechanism": Variable(has_categories=True),
    "claim_polarity": Variable(),
    "claim_certainty": Variable(level="ordinal"),
    "claim_horizon": Variable(),
}


def describe_variable(name: str) -> Variable:
    """Return how a variable is compared; tone towards any target (``tone_…``) is a number, a frame is there or not.

    Examples
    --------
    >>> describe_variable("tone_putin").level, describe_variable("frame_game").positive
    ('interval', 'yes')
    """
    if name.startswith(FRAME):
        return Variable(positive="yes")
    return Variable(level="interval") if name.startswith(TARGETED) else VARIABLES[name]


def is_tone(variable: str) -> bool:
    """Say whether a variable is a tone, of the sentence or towards a target: numbers on both sides of 0.

    Examples
    --------
    >>> is_tone("tone_putin"), is_tone("certainty")
    (True, False)
    """
    return variable == "tone" or variable.startswith(TARGETED)

"""One hand for all pages: the colours of groups, letters and rules."""

from __future__ import annotations

from collections.abc import Iterable

INK, SOFT, RULE = "#1d1d1b", "#66645f", "#c9c7c1"
DARK, LIGHT = "#1d1d1c", "#ffffff"  # letters on a solid colour, the same by day and by night

GROUP_COLOURS = {"tabloid": "#D55E00", "opinion": "#0072B2"}
OKABE_ITO = ("#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#F0E442")

# Letters need more contrast than dots: each group colour's shade for text on white, and on near-black.
TEXT_SHADES = {"#D55E00": ("#b04a00", "#ff8a45"), "#0072B2": ("#005f96", "#5ab4f0"), "#009E73": ("#00755a", "#35c79f"),
               "#CC79A7": ("#9c4577", "#e59ac8"), "#E69F00": ("#8a6100", "#f0b73f"), "#56B4E9": ("#1f6f9f", "#7cc8f2"),
               "#F0E442": ("#736b00", "#f0e442"), SOFT: (SOFT, "#a3a19b")}


def choose_colours(groups: Iterable[str]) -> dict[str, str]:
    """Return each group's colour, tabloid and opinion first, then the others in alphabetical order.

    Examples
    --------
    >>> choose_colours(["wire", "opinion", "wire"])
    {'opinion': '#0072B2', 'wire': '#009E73'}
    """
    present = {str(group) for group in groups}
    others = sorted(present - set(GROUP_COLOURS))
    colours = {group: colour for group, colour in GROUP_COLOURS.items() if group in present}
    return colours | {group: OKABE_ITO[place] if place < len(OKABE_ITO) else SOFT for place, group in enumerate(others)}


def shade_text(colour: str) -> str:
    """Return the shade of a group's colour that is dark enough for letters."""
    return TEXT_SHADES[colour][0]


def letter_on(colour: str, dark: str = DARK) -> str:
    """Return the letters' colour, ``dark`` or light, that stands out better on a solid colour.

    Black or white reaches the contrast of 4.5 that WCAG asks for on every colour; a softer dark not on middle ones.

    Examples
    --------
    >>> letter_on("#6686a3", "#000000"), letter_on("#1f4e79")
    ('#000000', '#ffffff')
    """
    ground = _measure_light(colour)
    return dark if (ground + 0.05) / (_measure_light(dark) + 0.05) >= 1.05 / (ground + 0.05) else LIGHT


def _measure_light(colour: str) -> float:
    """The relative luminance of WCAG 2, 0..1."""
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
                        for part in _part_colour(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def mix(pale: str, full: str, degree: float) -> str:
    """Return the colour between two, from the first (0 or less) to the second (1 or more).

    Examples
    --------
    >>> mix("#ffffff", "#000000", -0.2), mix("#ffffff", "#000000", 0.4), mix("#ffffff", "#000000", 1)
    ('#ffffff', '#999999', '#000000')
    """
    degree = min(1.0, max(0.0, degree))
    parts = zip(_part_colour(pale), _part_colour(full))
    return "#" + "".join(f"{round(255 * (low + degree * (high - low))):02x}" for low, high in parts)


def _part_colour(colour: str) -> list[float]:
    """Red, green and blue of a colour such as #1d1d1b, from 0 to 1."""
    return [int(colour[place:place + 2], 16) / 255 for place in (1, 3, 5)]

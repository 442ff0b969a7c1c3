"""Names beside their dots, moved until they touch neither each other nor what is drawn."""

from __future__ import annotations

from dataclasses import dataclass

from matplotlib.axes import Axes
from matplotlib.text import Annotation
from matplotlib.transforms import Bbox

from analysis.presentation.figures.style import FONT, INK, SMALL

STEP, ROW, SHIFT = 14, 12.5, 6  # points: from a dot to its name, to the next row of names, and sideways


@dataclass(frozen=True)
class Label:
    """A name to be written beside the point (x, y), in data coordinates.

    ``above`` says which side is tried first; ``outward`` is −1 for the leftmost point of a row and 1 for the rightmost,
    whose names may also stand at their level, on the free side.
    """

    x: float
    y: float
    text: str
    colour: str = INK
    weight: str = "normal"
    above: bool = True
    outward: int = 0


def place_labels(ax: Axes, labels: list[Label], obstacles: list[tuple[float, float]], radius: float = 4.5) -> None:
    """Write each label near its point where it covers neither an earlier label nor an obstacle.

    ``obstacles`` are points in data coordinates, kept free by ``radius`` points around. Call it last: the limits of
    the Axes must be final. Where every place is taken, the one is chosen that covers least.
    """
    ax.get_figure(root=True).draw_without_rendering()
    pixel = ax.get_figure(root=True).dpi / 72
    taken = [Bbox.from_bounds(x - radius * pixel, y - radius * pixel, 2 * radius * pixel, 2 * radius * pixel)
             for x, y in ax.transData.transform(obstacles)]
    for label in labels:
        note = ax.annotate(label.text, (label.x, label.y), (0, 0), textcoords="offset points", va="center", fontsize=SMALL,
                           color=label.colour, fontweight=label.weight, fontfamily=FONT, annotation_clip=False)
        best = min(_list_places(label), key=lambda place: _move(note, ax, pixel, place, taken))
        _move(note, ax, pixel, best, taken)
        taken.append(note.get_window_extent())


def _list_places(label: Label) -> list[tuple[float, float, str]]:
    """Return offsets and alignments in the order of preference: near before far, centred before shifted."""
    side = 1 if label.above else -1
    rows = [[(x, y, align) for x, align in ((0, "center"), (-SHIFT, "left"), (SHIFT, "right"))]
            for y in (side * STEP, -side * STEP, side * (STEP + ROW), -side * (STEP + ROW))]
    beside = [(label.outward * 9, 0, "left" if label.outward > 0 else "right")] if label.outward else []
    return [rows[0][0], *beside, *rows[0][1:], *rows[1], *rows[2], *rows[3]]


def _move(note: Annotation, ax: Axes, pixel: float, place: tuple[float, float, str], taken: list[Bbox]) -> float:
    """Put the label there, shifted inside the left and right edge of the Axes; return the area it covers of others."""
    x, y, side = place
    note.set(position=(x, y), horizontalalignment=side)
    box, frame = note.get_window_extent(), ax.get_window_extent()
    shift = max(frame.x0 - box.x0, 0) + min(frame.x1 - box.x1, 0)
    note.set_position((x + shift / pixel, y))
    box = note.get_window_extent()
    shared = (Bbox.intersection(box, other) for other in taken)
    return sum(common.width * common.height for common in shared if common is not None)

"""Names beside their dots, moved until they touch neither each other nor what is drawn."""

from __future__ import annotations

from dataclasses import dataclass

from matplotlib.axes import Axes
from matplotlib.text import Annotation
from matplotlib.transforms import Bbox

from analysis.presentation.figures.style import FONT, INK, SMALL

STEP = 12.5  # points from a dot to its name, and from one row of names to the next


@dataclass(frozen=True)
class Label:
    """A name to be written beside the point (x, y), in data coordinates; ``above`` says which side is tried first."""

    x: float
    y: float
    text: str
    colour: str = INK
    weight: str = "normal"
    above: bool = True


def place_labels(ax: Axes, labels: list[Label], obstacles: list[tuple[float, float]], radius: float = 5) -> None:
    """Write each label above or below its point, at the nearest place where it covers nothing.

    ``obstacles`` are points in data coordinates, kept free by ``radius`` points around. Call it last: the limits of
    the Axes must be final. Where every place is taken, the label stands at its first.
    """
    ax.get_figure(root=True).draw_without_rendering()
    pixel = ax.get_figure(root=True).dpi / 72
    taken = [Bbox.from_bounds(x - radius * pixel, y - radius * pixel, 2 * radius * pixel, 2 * radius * pixel)
             for x, y in ax.transData.transform(obstacles)]
    for label in labels:
        side = 1 if label.above else -1
        note = ax.annotate(label.text, (label.x, label.y), (0, side * STEP), textcoords="offset points", ha="center",
                           va="center", fontsize=SMALL, color=label.colour, fontweight=label.weight, fontfamily=FONT,
                           annotation_clip=False)
        for step in (side, -side, 2 * side, -2 * side):
            note.set_position((0, step * STEP))
            _keep_inside(note, ax, pixel)
            box = note.get_window_extent()
            if not any(box.overlaps(other) for other in taken):
                break
        else:
            note.set_position((0, side * STEP))
            _keep_inside(note, ax, pixel)
            box = note.get_window_extent()
        taken.append(box)


def _keep_inside(note: Annotation, ax: Axes, pixel: float) -> None:
    """Shift a label that runs over the left or right edge of the Axes."""
    box, frame = note.get_window_extent(), ax.get_window_extent()
    shift = max(frame.x0 - box.x0, 0) + min(frame.x1 - box.x1, 0)
    note.set_position((shift / pixel, note.get_position()[1]))

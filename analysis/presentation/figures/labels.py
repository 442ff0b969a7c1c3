"""Names beside their dots, moved until they touch neither each other nor what is drawn."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from matplotlib.axes import Axes

from analysis.presentation.colours import INK
from analysis.presentation.figures.style import FONT, SMALL

# Points: from a dot to its name, to the next row of names, sideways, beside a dot, and between names.
STEP, ROW, SHIFT, ASIDE, GAP = 14, 12.5, 6, 9, 3

Box = tuple[float, float, float, float]  # left, bottom, right, top


@dataclass(frozen=True)
class Label:
    """A name to be written beside the point (x, y), in data coordinates.

    ``above`` says which side is tried first; ``outward`` holds −1 for the leftmost point of a row and 1 for the
    rightmost, whose names may also stand at their level, on the free side; ``url`` is its tie (``ties``).
    """

    x: float
    y: float
    text: str
    colour: str = INK
    above: bool = True
    outward: tuple[int, ...] = ()
    url: str | None = None


def place_labels(ax: Axes, labels: list[Label], obstacles: list[tuple[float, float]], radius: float = 4.5) -> None:
    """Write each label near its point where it covers neither an earlier label nor an obstacle.

    ``obstacles`` are points in data coordinates, kept free by ``radius`` points around. Call it last: the limits of
    the Axes must be final. Where every place is taken, the one is chosen that covers least.
    """
    ax.get_figure(root=True).draw_without_rendering()
    pixel = ax.get_figure(root=True).dpi / 72
    frame = ax.get_window_extent()
    taken = [(x - radius, y - radius, x + radius, y + radius) for x, y in ax.transData.transform(obstacles) / pixel]
    for label in labels:
        note = ax.annotate(label.text, (label.x, label.y), (0, 0), textcoords="offset points", va="center",
                           fontsize=SMALL, color=label.colour, fontfamily=FONT, annotation_clip=False, url=label.url)
        size = note.get_window_extent()
        x, y = ax.transData.transform((label.x, label.y)) / pixel
        width, height = size.width / pixel, size.height / pixel
        boxes = [(x + left, y + middle - height / 2, x + left + width, y + middle + height / 2)
                 for left, middle in _list_places(label, width)]
        box = choose_box([_keep_inside(box, frame.x0 / pixel, frame.x1 / pixel) for box in boxes], taken)
        note.set_position((box[0] - x, (box[1] + box[3]) / 2 - y))
        taken.append((box[0] - GAP, box[1], box[2] + GAP, box[3]))


def _list_places(label: Label, width: float) -> list[tuple[float, float]]:
    """Return offsets of a label's left edge and middle from its point: near before far, centred before shifted."""
    side = 1 if label.above else -1
    near, far = (side * STEP, -side * STEP), (side * (STEP + ROW), -side * (STEP + ROW))
    rows = [[(left, y) for left in (-width / 2, -SHIFT, SHIFT - width)] for y in (*near, *far)]
    off = [(left, y) for y in near for left in (SHIFT, -SHIFT - width)]
    beside = [(ASIDE if way > 0 else -ASIDE - width, 0) for way in label.outward]
    return [rows[0][0], *beside, *rows[0][1:], *rows[1], *off, *rows[2], *rows[3]]


def _keep_inside(box: Box, left: float, right: float) -> Box:
    shift = max(left - box[0], 0) + min(right - box[2], 0)
    return box[0] + shift, box[1], box[2] + shift, box[3]


def choose_box(boxes: list[Box], taken: list[Box]) -> Box:
    """Return the first box that covers none of those taken, otherwise the one that covers least of them.

    Examples
    --------
    >>> choose_box([(0, 0, 2, 2), (5, 0, 7, 2)], taken=[(1, 1, 3, 3)])
    (5, 0, 7, 2)
    """
    if not taken:
        return boxes[0]
    own, others = np.array(boxes)[:, None, :], np.array(taken)[None, :, :]
    shared = np.minimum(own[..., 2:], others[..., 2:]) - np.maximum(own[..., :2], others[..., :2])
    return boxes[int(np.clip(shared, 0, None).prod(axis=2).sum(axis=1).argmin())]

"""What of a lesson's notebook only the instructor may see."""

from analysis.classroom.lessons.editions import INSTRUCTOR


def list_solutions(book):
    """Every line between the markers, and every line of the instructor's cells, that is long enough to tell."""
    for cell in book.cells:
        inside = whole = INSTRUCTOR in cell.metadata.get("tags", [])
        for line in cell.source.splitlines():
            inside = whole or (inside or "BEGIN SOLUTION" in line) and "END SOLUTION" not in line
            if inside and len(line) > 8 and "SOLUTION" not in line:
                yield line.strip()

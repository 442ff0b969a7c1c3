"""Two reports of one corpus, made with its texts and without them, must show the same but for where they say so.

    python tests/compare_reports.py WITHOUT.html WITH.html
"""

import re
import sys
from pathlib import Path

from bs4 import BeautifulSoup

_CORPUS_PATH = re.compile(r'"[^"]*/downfall"')  # in a chapter's first code cell: the same corpus in another folder
SAYS_WHERE_FROM = ("not shown:", "texts are not here", "texts are here", "computed from", "measured from", "read from")


def list_lines(path: Path) -> list[str]:
    """The page's words and the numbers in its drawings, a line each, without the sentences on where they come from."""
    soup = BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")
    for tag in soup(["script", "style"]):
        tag.decompose()
    for tag in soup(["p", "li", "dd", "td"]):
        if not tag.decomposed and any(words in tag.get_text().lower() for words in SAYS_WHERE_FROM):
            tag.decompose()
    lines = (line.strip() for line in soup.get_text("\n").splitlines())
    return [line for line in lines if line and not _CORPUS_PATH.fullmatch(line)]


def find_differences(one: Path, other: Path) -> list[str]:
    """The lines in which two reports differ."""
    import difflib

    return [line for line in difflib.unified_diff(list_lines(one), list_lines(other), lineterm="", n=0)
            if line[0] in "+-" and not line.startswith(("+++", "---"))]


if __name__ == "__main__":
    differences = find_differences(*map(Path, sys.argv[1:3]))
    print("\n".join(differences[:20]) or "Both reports show the same.")
    sys.exit(bool(differences))

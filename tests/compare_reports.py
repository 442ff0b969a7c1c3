"""Two reports of one corpus, made with its texts and without them, must show the same but for where they say so.

    python tests/compare_reports.py WITHOUT.html WITH.html CORPUS

and no sentence of the texts in the corpus's folder may stand in the second, titles apart.
"""

import re
import sys
from pathlib import Path

from bs4 import BeautifulSoup

from analysis.texts.articles import canonicalise

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


def find_sentences(page: Path, corpus: Path) -> dict[str, list[str]]:
    """The sentences of eight words and more of a corpus's texts that stand in a report, by file; titles may."""
    shown = BeautifulSoup(page.read_text(encoding="utf-8"), "html.parser").get_text(" ")
    titles = " ".join((corpus / "articles.csv").read_text(encoding="utf-8").split())
    found = {}
    for path in sorted((corpus / "texts").glob("*.txt")):
        sentences = re.split(r"[.?!\n]", canonicalise(path.read_text(encoding="utf-8")))
        found[path.name] = [each.strip() for each in sentences if len(each.split()) >= 8 and each.strip() in shown
                            and each.strip() not in titles]
    return found


if __name__ == "__main__":
    without, with_texts, corpus = map(Path, sys.argv[1:4])
    differences, sentences = find_differences(without, with_texts), find_sentences(with_texts, corpus)
    print("\n".join(differences[:20]) or "Both reports show the same.")
    print("\n".join(f"{name}: {len(found)} sentences stand in the report" for name, found in sentences.items()))
    sys.exit(bool(differences) or any(sentences.values()) or not sentences)

"""What was changed between two sentences that answer each other: words replaced, dropped and added."""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import NamedTuple


class Change(NamedTuple):
    """One change: replaced, dropped or added, with the words before and after ("" for none)."""

    kind: str
    before: str
    after: str


def list_changes(before: list[str], after: list[str]) -> list[Change]:
    """List what was changed from one sentence's words to the other's, in order.

    A stretch replaced by as many words is listed word by word.

    Parameters
    ----------
    before, after : list of str
        The words of two sentences, in lower case.

    Examples
    --------
    >>> [tuple(change) for change in list_changes("the expert left soon".split(), "a pundit left".split())]
    [('replaced', 'the', 'a'), ('replaced', 'expert', 'pundit'), ('dropped', 'soon', '')]
    >>> list_changes([], ["now"])
    [Change(kind='added', before='', after='now')]
    """
    changes = []
    for tag, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "replace" and b - a == d - c:
            changes += [Change("replaced", old, new) for old, new in zip(before[a:b], after[c:d])]
        elif tag != "equal":
            kind = {"replace": "replaced", "delete": "dropped", "insert": "added"}[tag]
            changes.append(Change(kind, " ".join(before[a:b]), " ".join(after[c:d])))
    return changes

"""Articles that a corpus holds twice, or nearly: found and reported, for who uses them to decide."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

import pandas as pd

LEAST_LIKENESS = 0.4  # a tenth of the words exchanged leaves about 0.57, a tenth cut away 0.9
_RUN = 3  # words
_MOST_SHARED = 200  # articles: what more of them hold ties each to the first alone, or pairs would be too many
COLUMNS = ["article_a", "article_b", "kind", "likeness"]


def find_duplicates(texts: dict[str, str]) -> pd.DataFrame:
    """Find exact and near duplicates among texts.

    Parameters
    ----------
    texts : dict
        The texts by article_id, in the order of import.

    Returns
    -------
    DataFrame
        article_a (the earlier) · article_b · kind (exact, near) · likeness (0..1): the share of runs of three words
        that both hold, of all that either holds (Jaccard's index). Exact are texts of the same words, whatever their
        marks, capitals and blanks; of these each stands beside the first. Near are those of ``LEAST_LIKENESS`` and
        more; of a family of more than 200 each stands beside the first. None gives an empty table.

    Source: Broder, A. Z. (1997): On the resemblance and containment of documents. Proceedings of Compression and
    Complexity of Sequences 1997, 21–29.

    Examples
    --------
    >>> texts = {"a": "It rained all day, and the boats lay still.", "b": "IT RAINED all day and the boats lay still",
    ...          "c": "It rained all day, and the boats lay idle.", "d": "Nobody came."}
    >>> find_duplicates(texts).round(2).values.tolist()
    [['a', 'b', 'exact', 1.0], ['a', 'c', 'near', 0.75]]
    """
    words = {name: re.findall(r"\w+", text.lower()) for name, text in texts.items()}
    first: dict[tuple[str, ...], str] = {}
    rows = []
    for name, own in words.items():
        earlier = first.setdefault(tuple(own), name)
        if earlier != name and own:
            rows.append((earlier, name, "exact", 1.0))
    kept = [*dict.fromkeys(first.values())]
    rows += _find_near(kept, [words[name] for name in kept])
    return pd.DataFrame(rows, columns=COLUMNS)


def _find_near(names: Sequence[str], words: Sequence[list[str]]) -> list[tuple[str, str, str, float]]:
    """The pairs of different texts that are alike."""
    runs = [{hash(tuple(own[at:at + _RUN])) for at in range(len(own) - _RUN + 1)} for own in words]
    holders: dict[int, list[int]] = defaultdict(list)
    for place, own in enumerate(runs):
        for run in own:
            holders[run].append(place)
    shared: dict[tuple[int, int], int] = defaultdict(int)
    for places in holders.values():
        for at, place in enumerate(places if len(places) <= _MOST_SHARED else places[:1]):
            for other in places[at + 1:]:
                shared[place, other] += 1
    found = []
    for (one, other), n in sorted(shared.items()):
        likeness = n / max(1, len(runs[one]) + len(runs[other]) - n)
        if likeness >= LEAST_LIKENESS:
            found.append((names[one], names[other], "near", likeness))
    return found

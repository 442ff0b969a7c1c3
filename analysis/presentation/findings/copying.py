"""Which articles share quotations, passages or speakers: counts described in words."""

from __future__ import annotations

from itertools import combinations

import pandas as pd

from analysis.presentation.findings.wording import capitalise, say_count, say_list

MOST_PAIRS = 12  # of which a sentence is written each


def state_reuse(reuse: pd.DataFrame, passages: pd.DataFrame) -> str:
    """State which articles share quotations or passages, and which quote the same person without sharing any.

    Parameters
    ----------
    reuse, passages : DataFrame
        The tables of these names.

    Returns
    -------
    str
        A sentence for each pair of articles, those that share most first, of more than ``MOST_PAIRS`` for these alone
        and one for the others; a quotation is counted once, however often an article repeats it. A sentence that says
        so where nothing is shared.

    Examples
    --------
    >>> reuse = pd.DataFrame({"article_a": ["a"], "start_a": [0], "end_a": [9], "article_b": ["b"], "start_b": [5],
    ...                       "end_b": [14], "kind": ["quotation"], "degree": [1.0]})
    >>> passages = pd.DataFrame({"article_id": ["a", "c"], "voice": "direct", "speaker": "Ada Lowe",
    ...                          "speaker_kind": "named"})
    >>> state_reuse(reuse, passages)
    '`a` and `b` share one quotation of 9 characters. `a` and `c` quote Ada Lowe, but share no quotation.'
    """
    pairs = _rank_pairs(reuse)
    shown = reuse.set_index(["article_a", "article_b"]).sort_index() if len(reuse) else reuse
    found = [_state_pair(pair, shown.loc[[pair]]) for pair in pairs[:MOST_PAIRS]]
    if not found:
        found = ["No two articles share a quotation or a passage."]
    if len(pairs) > MOST_PAIRS:
        others = capitalise(say_count(len(pairs) - MOST_PAIRS, "other pair"))
        found.append(f"{others} of articles share as many or fewer.")
    quoting = reuse[reuse["kind"] == "quotation"]
    sharing = {*zip(quoting["article_a"], quoting["article_b"])}
    return " ".join([*found, *_state_speakers(passages, sharing)])


def _rank_pairs(reuse: pd.DataFrame) -> list[tuple[str, str]]:
    counts = reuse.groupby(["article_a", "article_b"]).size() if len(reuse) else pd.Series(dtype=int)
    return [*counts.sort_index().sort_values(ascending=False, kind="stable").index]


def _state_pair(names: tuple[str, str], rows: pd.DataFrame) -> str:
    quotations, passages = (rows[rows["kind"] == kind] for kind in ("quotation", "rewording"))
    said = []
    if len(quotations):
        n, longest = _count_apart(quotations), int((quotations["end_a"] - quotations["start_a"]).max())
        said.append(f"{say_count(n, 'quotation')}{', the longest' if n > 1 else ''} of {longest} characters")
    if len(passages):
        said.append(f"{say_count(len(passages), 'sentence')} worded alike")
    return f"`{names[0]}` and `{names[1]}` share {say_list(said)}."


def _count_apart(rows: pd.DataFrame) -> int:
    """How many stretches are shared: repeated ones once, so no more than the side with fewer has."""
    return min(len(rows[[f"start_{side}", f"end_{side}"]].drop_duplicates()) for side in ("a", "b"))


def _state_speakers(passages: pd.DataFrame, sharing: set[tuple[str, str]]) -> list[str]:
    """A sentence for each pair of articles that quote the same named people and share no quotation."""
    quoted = passages[(passages["voice"] == "direct") & (passages["speaker_kind"] == "named")]
    speakers = {article_id: set(rows["speaker"]) for article_id, rows in quoted.groupby("article_id")}
    quoting = [(one, other) for one, other in combinations(sorted(speakers), 2)
               if speakers[one] & speakers[other] and (one, other) not in sharing]
    said = [f"`{one}` and `{other}` quote {say_list(sorted(speakers[one] & speakers[other]))}, but share no quotation."
            for one, other in quoting[:MOST_PAIRS]]
    if len(quoting) > MOST_PAIRS:
        said.append(f"So do {say_count(len(quoting) - MOST_PAIRS, 'other pair')}.")
    return said

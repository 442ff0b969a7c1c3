"""Targets: the actors towards whom a tone is measured, and where an article names them.

A corpus lists its targets in ``targets.csv`` (``target, name, alias``): a short name for tables, the name that readers
see, and one alias a row. Two further columns may stand there: ``leader`` says "yes" of those whose fall is claimed, and
``event`` binds an alias to the articles of one event ("the prime minister"). An alias that is a person's full name
stands for every mention of that person ("the Russian president"); capitals count, so that "US" is not "us"; the longest
alias wins, so that "Russian president" is not "Russian". Pronouns are not followed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from analysis.files import UserError
from analysis.tables import read_cells
from analysis.texts.names.finding import Name
from analysis.texts.tokens import Token, tokenise_words

TARGETS = "targets.csv"
COLUMNS = ("target", "name", "alias")
LEADER, EVENT = "leader", "event"
_SHORT_NAME = re.compile("[a-z][a-z0-9_]*")


class TargetMention(NamedTuple):
    """A mention of a target: its place, the target's short name, and the alias that names it."""

    start: int
    end: int
    target: str
    alias: str


def load_targets(folder: Path, events: Iterable[str] | None = None) -> pd.DataFrame:
    """Load a corpus's targets.

    Parameters
    ----------
    folder : Path
        The corpus.
    events : iterable of str, optional
        The events of its articles; an alias may be bound to no other.

    Returns
    -------
    DataFrame
        target · name · alias, as listed, leader (true or false) and event (empty: every event); empty where the corpus
        has no ``targets.csv``.

    Raises
    ------
    UserError
        Naming the row: a missing column, an empty cell, a short name that cannot be used, a target under two names, an
        alias given twice for one event, an event without an article.
    """
    path = Path(folder) / TARGETS
    if not path.is_file():
        return pd.DataFrame(columns=[*COLUMNS, LEADER, EVENT])
    table = read_cells(path).apply(lambda cells: cells.str.strip())
    missing = [name for name in COLUMNS if name not in table]
    if missing:
        raise UserError(f"{path} lacks the column{'s' if len(missing) > 1 else ''} {', '.join(missing)}.")
    table = table if EVENT in table else table.assign(event="")
    names: dict[str, str] = {}
    seen: dict[str, dict[str, int]] = {}
    for row, target, name, alias, event in table[[*COLUMNS, EVENT]].itertuples():
        if not _SHORT_NAME.fullmatch(target):
            raise UserError(f"{path}, row {row}: the target {target!r} cannot be used. Take small letters, digits and "
                            "_, a letter first.")
        if not name or not alias:
            raise UserError(f"{path}, row {row}: {target} has no {'alias' if name else 'name'} there. Fill it in.")
        if names.setdefault(target, name) != name:
            raise UserError(f"{path}, row {row}: {target} is {name}, but {names[target]} above. Give it one name.")
        if event and events is not None and event not in {*events}:
            raise UserError(f"{path}, row {row}: no article is about the event {event}. Spell it as articles.csv does.")
        known = seen.setdefault(alias, {})
        if known and (not event or "" in known or event in known):
            first = known.get(event, known.get("", min(known.values())))
            raise UserError(f"{path}, row {row}: the alias {alias} stands in row {first} already. Keep one, or bind "
                            "each to an event.")
        known[event] = row
    leads = table[LEADER].str.lower() if LEADER in table else pd.Series("", index=table.index)
    wrong = leads[~leads.isin(["yes", "no", ""])]
    if len(wrong):
        raise UserError(f"{path}, row {wrong.index[0]}: leader is {wrong.iloc[0]!r}. Write yes, or leave it empty.")
    return table[[*COLUMNS, EVENT]].assign(leader=leads == "yes")[[*COLUMNS, LEADER, EVENT]].reset_index(drop=True)


def choose_targets(targets: pd.DataFrame, event: str) -> pd.DataFrame:
    """Choose the aliases that hold in articles of an event: its own, and those bound to none.

    Examples
    --------
    >>> targets = pd.DataFrame({"alias": ["premier", "premier", "US"], "event": ["fall", "rise", ""]})
    >>> choose_targets(targets, "fall")["alias"].tolist()
    ['premier', 'US']
    """
    return targets[targets[EVENT].isin([event, ""])] if EVENT in targets else targets


def list_leaders(targets: pd.DataFrame) -> frozenset[str]:
    """List the short names of the targets whose fall is claimed.

    Examples
    --------
    >>> list_leaders(pd.DataFrame({"target": ["lowe", "us"], "leader": [True, False]}))
    frozenset({'lowe'})
    """
    return frozenset(targets.loc[targets[LEADER], "target"]) if LEADER in targets else frozenset()


class TargetFinder:
    """A list of targets made ready for finding them.

    Examples
    --------
    >>> finder = TargetFinder(pd.DataFrame([["lowe", "Lowe and her party", "Ada Lowe"],
    ...                                     ["us", "the United States", "US"]], columns=[*COLUMNS]))
    >>> text = "Ada Lowe told us that the US had left."
    >>> [mention.target for mention in finder.find(tokenise_words(text), text)]
    ['lowe', 'us']
    """

    def __init__(self, targets: pd.DataFrame):
        self._by_first: dict[str, list[tuple[tuple[str, ...], str, str]]] = {}
        self._of_person = dict(zip(targets["alias"], targets["target"]))
        for target, alias in zip(targets["target"], targets["alias"]):
            tokens = tokenise_words(alias)
            spelled = tuple(alias[token.start:token.end] for token in tokens)
            self._by_first.setdefault(tokens[0].text, []).append((spelled, target, alias))
        for aliases in self._by_first.values():
            aliases.sort(key=lambda alias: -len(alias[0]))

    def find(self, tokens: Sequence[Token], text: str, names: Sequence[Name] = ()) -> list[TargetMention]:
        """Find the targets that one sentence names, in order of place and without overlaps; the longest wins.

        Parameters
        ----------
        tokens : sequence of Token
            The sentence's tokens.
        text : str
            The whole text that offsets count in.
        names : sequence of Name
            The mentions of persons in the sentence.
        """
        found = [TargetMention(name.start, name.end, self._of_person[name.person], name.person)
                 for name in names if name.person in self._of_person]
        for at, token in enumerate(tokens):
            if token.text not in self._by_first:
                continue
            for spelled, target, alias in self._by_first[token.text]:
                stretch = tokens[at:at + len(spelled)]
                if len(stretch) == len(spelled) and all(
                        _is_spelled(text[token.start:token.end], part) for token, part in zip(stretch, spelled)):
                    found.append(TargetMention(token.start, stretch[-1].end, target, alias))
                    break
        found.sort(key=lambda mention: (mention.start - mention.end, mention.start))
        kept: list[TargetMention] = []
        for mention in found:
            if not any(mention.start < other.end and mention.end > other.start for other in kept):
                kept.append(mention)
        return sorted(kept)


def _is_spelled(word: str, part: str) -> bool:
    """Whether a word of a text is a word of an alias; small letters in the alias match any."""
    return word == part or word == part.upper() or (part.islower() and word.lower() == part)

"""Ten words, each in a sentence of ours in which it is plain and in one in which it judges, and the machine's marks."""

from __future__ import annotations

import functools
from collections.abc import Sequence

import pandas as pd

from analysis.classroom.lessons.feedback import is_blank
from analysis.study import measure_text

USES = (  # word, in its plain sense, as a judgement
    ("bash", "The club held its birthday bash in the town hall.", "The minister’s bash at the nurses lasted all week."),
    ("toxic", "The barrels held toxic waste.", "A toxic row split the council."),
    ("axe", "He split the wood with an axe.", "The axe fell on the library."),
    ("flopped", "The diver flopped onto the sofa.", "The plan flopped within a day."),
    ("circus", "The circus comes to town in May.", "The hearing was a circus."),
    ("explosive", "The truck carried an explosive gas.", "The memoir makes explosive claims."),
    ("toast", "Breakfast is toast and tea.", "The mayor is toast."),
    ("sheep", "The farm keeps sheep.", "The councillors are sheep."),
    ("sheer", "The path ends at a sheer cliff.", "The reform was sheer luck."),
    ("miracle", "The play tells of a miracle at sea.", "The mayor’s budget is a miracle."),
)
WORDS = tuple(word for word, _, _ in USES)


def match_sentences(sentences: Sequence[str]) -> list[pd.DataFrame]:
    """Match sentences against the list of loaded words, each by itself.

    Returns
    -------
    list of DataFrame
        For each sentence start · end (in the sentence) · term, in its order; without a row where nothing matches.

    Examples
    --------
    >>> [found["term"].tolist() for found in match_sentences(["A furious mob came.", "A crowd came."])]
    [['furious', 'mob'], []]
    """
    text, found, start = "\n\n".join(sentences), [], 0
    matches = measure_text(text).matches.query("lexicon == 'loaded_language'")
    for sentence in sentences:
        inside = matches[(matches["start"] >= start) & (matches["start"] < start + len(sentence))]
        found.append(inside.assign(start=inside["start"] - start, end=inside["end"] - start)[["start", "end", "term"]])
        start += len(sentence) + 2
    return found


@functools.cache
def list_uses() -> pd.DataFrame:
    """List the ten words in two constructed sentences each, with the machine's marks.

    Returns
    -------
    DataFrame
        word · plain_use · plain_marked · loaded_use · loaded_marked (whether the machine marks that word there).

    Examples
    --------
    >>> list_uses().set_index("word").loc["axe", ["plain_marked", "loaded_marked"]].tolist()
    [False, True]
    """
    table = pd.DataFrame(USES, columns=["word", "plain_use", "loaded_use"])
    for use in ("plain", "loaded"):
        sentences = table[f"{use}_use"].tolist()
        table[f"{use}_marked"] = [_is_marked(*each) for each in zip(WORDS, sentences, match_sentences(sentences))]
    return table[["word", "plain_use", "plain_marked", "loaded_use", "loaded_marked"]]


def _is_marked(word: str, sentence: str, found: pd.DataFrame) -> bool:
    start = sentence.lower().index(word)
    return bool(((found["start"] <= start) & (found["end"] > start)).any())


def look_up(phrases: object) -> pd.DataFrame:
    """Look words, phrases or sentences up in the list of loaded words.

    Parameters
    ----------
    phrases : list of str, or one str
        A list; or one text with the phrases parted by semicolons. A blank gives no rows.

    Returns
    -------
    DataFrame
        phrase · marked (whether the machine marks anything in it) · entries (what it marks, parted by commas).

    Examples
    --------
    >>> look_up(["furious mob", "crowd"]).values.tolist()
    [['furious mob', True, 'furious, mob'], ['crowd', False, '']]
    """
    given = [] if is_blank(phrases) else phrases.split(";") if isinstance(phrases, str) else [*phrases]
    tidied = [*filter(None, (" ".join(str(phrase).split()) for phrase in given))]
    found = match_sentences(tidied) if tidied else []
    return pd.DataFrame([[phrase, not rows.empty, ", ".join(rows["term"])] for phrase, rows in zip(tidied, found)],
                        columns=["phrase", "marked", "entries"])

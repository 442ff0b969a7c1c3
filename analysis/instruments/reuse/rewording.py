"""A seeded rewording machine in three strengths, made after the copies of sites that reword the news of others.

It does what was seen in such copies: most content words give way to odd synonyms, while names, numbers, marks, function
words, modal verbs and the order of the sentences stay. With it one can reword a text whose source is known and see what
that does to a measure, or to the search for copies.

The synonyms are ours (``data/synonyms.csv``, a single word a row), written from the head for three kinds of words:
content words of the classroom texts; the entries of one word in the lists of hedges and boosters, except function words
and modal verbs, which stay; and the classroom texts' words in the lists of loaded language and tone, with common loaded
words of the news. Each is the nearest word that came to mind. Whether it stands in a list itself was neither sought nor
avoided. Words without a synonym give way to words that stand in no list of ours. (Some of them once stood in lists; the
first figures showed it, and those words were exchanged by that rule. No synonym was changed after a figure was seen.)
"""

from __future__ import annotations

import functools
import random
import re
from pathlib import Path

import analysis
from analysis.files import UserError
from analysis.tables import read_cells
from analysis.texts.tokens import split_sentences

STRENGTHS = (1, 2, 3)
SYNONYMS = Path(analysis.__file__).parent / "data" / "synonyms.csv"
_SHARES = {1: (0.6, 0.0), 2: (1.0, 0.5), 3: (1.0, 1.0)}  # of the words with a synonym, and of all other content words

# Odd words for those without a synonym, by the ending that they keep; none of them stands in a word list.
ODD = {ending: words.split() for ending, words in {
    "ing": "gleaning tallying shuffling mustering nudging kneading threading sorting",
    "ed": "gleaned tallied shuffled mustered nudged kneaded threaded sorted",
    "ly": "hourly weekly orally northerly annually vocally",
    "s": "gadgets cohorts morsels facets tenets vestiges conduits quotas",
    "": "gadget cohort morsel facet tenet vestige conduit quota oblong lateral cubic woollen"}.items()}
_STRONG = {"but": "yet", "said": "stated", "says": "states", "while": "whilst", "after": "following", "about": "around",
           "because": "since", "until": "till", "although": "though", "must": "should", "many": "numerous"}
_KEPT = frozenset("""
a about after all also an and any are as at be because been before being but by can could did do does for from had has
have he her here him his how i if in into is it its just may me might more most must my never no nor not of off on once
only or other our out over own said says she should since so some such than that the their them then there these they
this those through to too under until up us very was we were what when where whether which while who whom whose why will
with would you your""".split())
_WORD = re.compile(r"[A-Za-z]+(?![’'][a-z])")


def reword(text: str, strength: int, seed: int = 0) -> str:
    """Reword a text, the same text, strength and seed always in the same way.

    Parameters
    ----------
    text : str
        Paragraphs parted by line ends; these stay.
    strength : int
        1 exchanges six words in ten of those with a synonym; 2 all of them, and half of the other content words for odd
        ones with the same ending; 3 every content word and some function words, drops a sentence in ten and swaps a
        neighbouring pair in ten, where a paragraph has several.
    seed : int
        Which of the many rewordings of that strength.

    Raises
    ------
    UserError
        When there is no such strength.

    Examples
    --------
    >>> reword("The furious minister left Rome on 9 May, perhaps forever.", 2)
    'The irate conduit departed Rome on 9 May, possibly eternally.'
    """
    if strength not in _SHARES:
        raise UserError(f"{strength} is no strength of a rewording. Give {', '.join(map(str, STRENGTHS))}.")
    chance, synonyms = random.Random(f"{strength} {seed}"), load_synonyms()
    from_table, from_others = _SHARES[strength]
    lines = text.split("\n")
    if strength == 3:
        lines = [_shuffle_sentences(line, chance) for line in lines]

    def replace(match: re.Match) -> str:
        word = match.group()
        if word[0].isupper() and match.start() and match.string[match.start() - 2:match.start()] not in ("\n", ". "):
            return word
        if word.lower() in synonyms and chance.random() < from_table:
            return _keep_case(word, synonyms[word.lower()])
        if word in _STRONG and strength == 3:
            return _STRONG[word]
        if word.islower() and len(word) > 3 and word not in _KEPT and chance.random() < from_others:
            ending = next(ending for ending in ODD if word.endswith(ending))
            return chance.choice(ODD[ending])
        return word

    return _WORD.sub(replace, "\n".join(lines))


@functools.cache
def load_synonyms(path: Path = SYNONYMS) -> dict[str, str]:
    """Load the synonym of each word.

    Raises
    ------
    UserError
        Naming the row: a column is missing, a word stands twice, a cell is no single word, or a word is its own
        synonym.

    Examples
    --------
    >>> load_synonyms()["furious"]
    'irate'
    """
    cells = read_cells(path)
    if [*cells.columns] != ["word", "synonym"]:
        raise UserError(f"{path} has the columns {', '.join(cells.columns)}. It needs word,synonym.")
    synonyms: dict[str, str] = {}
    for row in cells.itertuples():
        if not (row.word.isalpha() and row.word.islower() and row.synonym.isalpha()):
            raise UserError(f"{path}, row {row.Index}: '{row.word},{row.synonym}' is not a word in small letters and "
                            "another word. Give one word for one.")
        if row.word in synonyms or row.word == row.synonym:
            problem = "given twice" if row.word in synonyms else "its own synonym"
            raise UserError(f"{path}, row {row.Index}: '{row.word}' is {problem}. Delete the row.")
        synonyms[row.word] = row.synonym
    return synonyms


def _keep_case(word: str, other: str) -> str:
    return other.capitalize() if word[0].isupper() else other


def _shuffle_sentences(line: str, chance: random.Random) -> str:
    """Drop a sentence in ten and swap a neighbouring pair in ten, where a paragraph has several."""
    sentences = [line[sentence.start:sentence.end] for sentence in split_sentences(line)]
    if len(sentences) < 2:
        return line
    kept = [sentence for sentence in sentences if chance.random() > 0.1] or sentences[:1]
    for at in range(len(kept) - 1):
        if chance.random() < 0.1:
            kept[at], kept[at + 1] = kept[at + 1], kept[at]
    return " ".join(kept)

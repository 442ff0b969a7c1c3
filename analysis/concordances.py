"""Concordances: every place where words stand, one a line, with the words around it (key word in context).

NLTK's ``ConcordanceIndex`` counts tokens and prints joined tokens: it knows neither offsets nor sentences, voices or
phrases. These lines are cut from the text itself, with the tokens that everything else is measured with.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence

import pandas as pd

from analysis.files import UserError
from analysis.lexicons import tidy_term
from analysis.study import LEXICONS, Study
from analysis.texts.spans import SpanIndex
from analysis.texts.tokens import Sentence, normalise_text, tokenise_sentences, tokenise_words

COLUMNS = ("article_id", "part", "voice", "sentence", "left", "node", "right")
SORTS = ("position", "left", "right")
WIDTH = 60
_FORMULA = ("=", "+", "-", "@")  # what a spreadsheet takes for the beginning of a formula


def find_concordance(study: Study, pattern: str = "", sort: str = "position", width: int | None = WIDTH,
                     lexicon: str | None = None) -> pd.DataFrame:
    """Find words in the texts that may be shown, or every match of a lexicon, each with its sentence around it.

    Parameters
    ----------
    study : Study
        Articles for which ``may_show_text`` does not hold make no line (``list_hidden`` names them).
    pattern : str
        A word or several in a row; ``*`` stands for any letters, also none ("toppl*"), and by itself for any one word.
        Capitals and the form of apostrophes do not matter.
    sort : str
        "left" or "right": by the words on that side, from the node outwards, as corpus linguists read; "position": by
        article and place.
    width : int or None
        Characters kept on each side, in whole words where a blank can be found; None keeps the whole sentence.
    lexicon : str, optional
        A lexicon of the table ``matches`` (``hedges``), or one of its categories (``hedges:modal``): its matches are
        the nodes. With a pattern as well, those whose entry fits it.

    Returns
    -------
    DataFrame
        article_id · part · voice (whose words the node is) · sentence (0-based, in the article) · left · node · right:
        text on one line, never beyond the sentence; joined they are the sentence or a stretch of it. Without a match
        the table has no rows.

    Raises
    ------
    UserError
        When there is neither pattern nor lexicon, or no such order, lexicon or category, or the width is below 1.

    Examples
    --------
    >>> from analysis.study import measure_text
    >>> study = measure_text("The tsar fell. A tsarist may have seen the tsar’s guards.")
    >>> find_concordance(study, "tsar*", sort="right")[["left", "node", "right"]].values.tolist()[:2]
    [['The ', 'tsar', ' fell.'], ['A ', 'tsarist', ' may have seen the tsar’s guards.']]
    >>> find_concordance(study, lexicon="hedges:modal")["node"].tolist()
    ['may']
    """
    return find_concordances(study, pattern, (sort,), width, lexicon)[sort]


def find_concordances(study: Study, pattern: str = "", sorts: Sequence[str] = SORTS, width: int | None = WIDTH,
                      lexicon: str | None = None) -> dict[str, pd.DataFrame]:
    """Find a concordance once and give it in several orders; otherwise as ``find_concordance``.

    Examples
    --------
    >>> from analysis.study import measure_text
    >>> found = find_concordances(measure_text("A tsar fell. The tsar rose."), "tsar", ("left", "right"))
    >>> [table["right"].tolist() for table in found.values()]
    [[' fell.', ' rose.'], [' fell.', ' rose.']]
    """
    for sort in sorts:
        if sort not in SORTS:
            raise UserError(f"A concordance cannot be sorted by '{sort}'. Give {', '.join(SORTS[:-1])} or {SORTS[-1]}.")
    if width is not None and width < 1:
        raise UserError(f"The width of a concordance is {width}. Give a number of characters above 0.")
    if lexicon is None:
        find_nodes, here = _by_words(read_pattern(pattern)), {*study.articles["article_id"]}
    else:
        matches = _choose_matches(study, lexicon, pattern)
        find_nodes, here = _by_matches(matches), {*matches["article_id"]}
    rows = []
    sentences, passages = (dict([*table.groupby("article_id")]) for table in (study.sentences, study.passages))
    for place, article_id in enumerate(study.articles["article_id"]):
        if article_id in here and article_id in sentences and study.may_show_text(article_id):
            lines = _list_lines(study.texts[article_id], sentences[article_id], passages[article_id], find_nodes, width)
            rows += [((place, start), *row) for start, *row in lines]
    keys = {"position": lambda row: row[0], "left": lambda row: (row[1], row[0]), "right": lambda row: (row[2], row[0])}
    return {sort: pd.DataFrame([row[3:] for row in sorted(rows, key=keys[sort])],
                               columns=[*COLUMNS]).astype({"sentence": int}) for sort in sorts}


def read_pattern(pattern: str) -> tuple[re.Pattern[str], ...]:
    """Read a pattern as one expression for each token.

    Raises
    ------
    UserError
        When it has no word.

    Examples
    --------
    >>> [word.pattern for word in read_pattern("toppl* him")]
    ['toppl.*', 'him']
    """
    tokens: list[str] = []
    for word in normalise_text(tidy_term(pattern)).lower().split():
        tokens += [word] if "*" in word else [token.text for token in tokenise_words(word)]
    if not any(character.isalnum() or character == "*" for token in tokens for character in token):
        raise UserError(f"'{pattern}' has no word in it. Give one such as 'toppled', or 'toppl*' for all that begin "
                        "so.")
    return tuple(re.compile(r"(?=.*\w).*" if set(token) == {"*"} else ".*".join(map(re.escape, token.split("*"))), re.S)
                 for token in tokens)


def list_hidden(study: Study) -> list[str]:
    """List the articles that make no lines, because their text is not here or may not be shown."""
    return [article_id for article_id in study.articles["article_id"] if not study.may_show_text(article_id)]


def say_hidden(study: Study) -> str:
    """Say in a sentence which articles make no lines and what to do; empty where all do.

    Examples
    --------
    >>> from analysis.study import measure_text
    >>> say_hidden(measure_text("It rained."))
    ''
    """
    hidden = list_hidden(study)
    there = [article_id for article_id in hidden if article_id in study.texts]
    absent = [article_id for article_id in hidden if article_id not in study.texts]
    said = [*([f"Not shown, because the texts belong to others: {', '.join(there)} (--private, or load_study(…, "
               "private=True), shows them on your own machine)."] if there else []),
            *([f"Not shown, because the texts are not here: {', '.join(absent)} (`framing add FILE` puts your copies "
               "in place)."] if absent else [])]
    return " ".join(said)


def format_concordance(concordance: pd.DataFrame) -> str:
    """Write a concordance as CSV that no spreadsheet takes for formulas: an apostrophe stands before such cells.

    Examples
    --------
    >>> row = ["a", "body", "narration", 0, "=1+1", "may", "go"]
    >>> format_concordance(pd.DataFrame([row], columns=[*COLUMNS])).splitlines()[1]
    "a,body,narration,0,'=1+1,may,go"
    """
    texts = {name: ["'" + cell if cell.startswith(_FORMULA) else cell for cell in concordance[name]]
             for name in COLUMNS if name != "sentence"}
    return concordance.assign(**texts).to_csv(index=False, lineterminator="\n")


Nodes = Callable[[str, Sequence[Sentence], str], Iterator[tuple[int, int, int]]]  # places in the sentences, offsets


def _by_words(words: tuple[re.Pattern[str], ...]) -> Nodes:
    def find(article_id: str, sentences: Sequence[Sentence], text: str):
        for number, line in enumerate(tokenise_sentences(text, sentences)):
            for at in range(len(line) - len(words) + 1):
                found = line[at:at + len(words)]
                if all(word.fullmatch(token.text) for word, token in zip(words, found)):
                    yield number, found[0].start, found[-1].end
    return find


def _by_matches(matches: pd.DataFrame) -> Nodes:
    by_article = dict([*matches.groupby("article_id")])

    def find(article_id: str, sentences: Sequence[Sentence], text: str):
        numbers = {sentence.sentence: number for number, sentence in enumerate(sentences)}
        for row in by_article.get(article_id, matches.head(0)).itertuples():
            yield numbers[row.sentence], row.start, row.end
    return find


def _choose_matches(study: Study, lexicon: str, pattern: str) -> pd.DataFrame:
    name, _, category = lexicon.partition(":")
    if name not in LEXICONS:
        raise UserError(f"No lexicon '{name}' makes matches. Give {', '.join(LEXICONS)}.")
    matches = study.matches[study.matches["lexicon"] == name]
    categories = sorted(study.lexicons[name].entries["category"].unique())
    if category and category not in categories:
        raise UserError(f"{name} has no category '{category}'. Give {', '.join(categories)}.")
    if category:
        matches = matches[matches["category"] == category]
    if pattern.strip():
        wanted = re.compile(".*".join(map(re.escape, tidy_term(pattern).split("*"))))
        matches = matches[[wanted.fullmatch(term) is not None for term in matches["term"]]]
    return matches


def _list_lines(text: str, table: pd.DataFrame, passages: pd.DataFrame, find_nodes: Nodes, width: int | None):
    """Each line with its place, and the words to its left and right, from the node outwards, to sort it by."""
    article_id = table["article_id"].iloc[0]
    sentences = [Sentence(*span) for span in table[[*Sentence._fields]].itertuples(index=False)]
    nodes = [*find_nodes(article_id, sentences, text)]
    numbers = sorted({number for number, _, _ in nodes})
    tokens = dict(zip(numbers, tokenise_sentences(text, [sentences[number] for number in numbers])))
    places = SpanIndex([*passages.itertuples(index=False)])
    for number, start, end in nodes:
        sentence, words = sentences[number], [token for token in tokens[number] if token.is_word]
        place = places.at(start)
        before = [token.text.lstrip("'") for token in reversed(words) if token.end <= start]
        behind = [token.text.lstrip("'") for token in words if token.start >= end]
        left, node, right = (_write_line(text[first:last]) for first, last in (
            (sentence.start, start), (start, end), (end, sentence.end)))
        yield (start, before, behind, article_id, place.part, place.voice, sentence.sentence,
               _cut_left(left, width), node, _cut_right(right, width))


def _write_line(text: str) -> str:
    """Text on one line, without characters that steer a terminal or the direction of writing."""
    kinds = [(each, unicodedata.category(each)) for each in text]
    return re.sub(r"\s+", " ", "".join(" " if kind == "Cc" else each for each, kind in kinds if kind != "Cf"))


def _cut_right(text: str, width: int | None) -> str:
    if width is None or len(text) <= width:
        return text
    kept = text[:width] if text[width] == " " else text[:width].rpartition(" ")[0]
    return kept if kept.strip() else text[:width]


def _cut_left(text: str, width: int | None) -> str:
    return _cut_right(text[::-1], width)[::-1]

"""What stands behind a word, a term or an alpha: every place of it, and the sentences where they may be shown."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from html import escape

import pandas as pd

from analysis.comparison.agreement import list_disagreements
from analysis.comparison.agreement.agreements import FRAMES_TOGETHER
from analysis.comparison.agreement.coders import INSTRUMENT, SETTLED
from analysis.comparison.agreement.variables import FRAME
from analysis.comparison.rows import list_terms, place_rows
from analysis.presentation.figures.ties import name_use
from analysis.presentation.findings.trust import name_variable
from analysis.presentation.findings.wording import say_count
from analysis.presentation.report.rows import quote_row, render_row
from analysis.texts.spans import SpanIndex
from analysis.texts.tokens import Sentence, tokenise_sentences

MOST_PLACES = 60  # of a term, or of a word in one article; `framing concordance` lists all


@dataclass(frozen=True)
class Kind:
    """A list's heading, and how the line under a figure calls it."""

    heading: str
    way: str


KINDS = {
    "words": Kind("Words in the figures of key words, by article and voice", "where each word stands"),
    "loaded_language": Kind("Loaded terms in the figures of terms, place by place", "where each term stands"),
    "tone": Kind("Terms with a tone in the figures of terms, place by place", "where each term stands"),
    "coding": Kind("Codes in which instrument and settled coding differ, by paragraph and sentence",
                   "where instrument and coding differ"),
}


def render_uses(study, page: str) -> str:
    """Render what the marks of a page's figures open to: a folded list for each kind, an item for each word.

    Parameters
    ----------
    study : Study
        Whose words they are. The sentences are quoted where ``may_show_text`` holds.
    page : str
        The HTML of the figures; what none of their marks opens is left out, and without any the result is empty.
    """
    lists = []
    for kind, render in (("words", _render_words), ("loaded_language", _render_terms), ("tone", _render_terms),
                         ("coding", _render_coding)):
        wanted = {*re.findall(rf'data-rows="({name_use(kind, "")}[^"]+)"', page)}
        items = render(study, kind, wanted) if wanted else []
        if items:
            lists.append(f'<details class="rows" id="{name_use(kind, "")[:-1]}"><summary>{KINDS[kind].heading}'
                         f"</summary><ol>{''.join(items)}</ol></details>\n")
    return f'<h3 id="uses">Words, terms and codes</h3>\n{"".join(lists)}' if lists else ""


def _choose(kind: str, words: Iterable[str], wanted: set[str]) -> list[str]:
    return sorted(word for word in {*words} if name_use(kind, word) in wanted)


def _render_item(kind: str, word: str, said: str, lines: Iterable[str]) -> str:
    shown = "".join(f"<li>{line}</li>" for line in lines)
    return f'<li id="{name_use(kind, word)}"><b>{escape(said)}</b><ul>{shown}</ul></li>\n'


def _render_words(study, kind: str, wanted: set[str]) -> list[str]:
    counts, items = study.word_counts, []
    words = _choose(kind, counts["word"], wanted)
    places = find_words(study, words)
    for word in words:
        own, lines = counts[counts["word"] == word], []
        for article_id, voices in own.groupby("article_id"):
            said = ", ".join(f"{row.voice} {row.n:,}" for row in voices.itertuples())
            found = places[(places["words"] == word) & (places["article_id"] == article_id)]
            lines.append(f"{escape(article_id)}: {said}{_quote_all(study, found)}")
        items.append(_render_item(kind, word, f"{word}, {own['n'].sum():,}", lines))
    return items


def find_words(study, words: Iterable[str]) -> pd.DataFrame:
    """Find single words in headline and body of the texts that may be shown, as ``word_counts`` counts them.

    Returns
    -------
    DataFrame
        As ``analysis.comparison.rows.place_rows`` gives it, with the word in ``words``. No text gives no row.

    Examples
    --------
    >>> from analysis.study import measure_text
    >>> find_words(measure_text("It may rain. May it?"), ["may"])[["sentence", "start", "words"]].values.tolist()
    [[1, 3, 'may'], [2, 13, 'may']]
    """
    wanted, rows = {*words}, []
    for article_id in study.articles["article_id"] if wanted else ():
        if not study.may_show_text(article_id):
            continue
        own, passages = (table[table["article_id"] == article_id] for table in (study.sentences, study.passages))
        index = SpanIndex([*passages.itertuples(index=False)])
        sentences = [Sentence(*span) for span in own[[*Sentence._fields]].itertuples(index=False)]
        for token in (token for line in tokenise_sentences(study.texts[article_id], sentences) for token in line):
            if token.text in wanted:
                passage = index.at(token.start)
                rows.append((article_id, passage.part, passage.voice, token.start, token.end, token.text))
    found = pd.DataFrame(rows, columns=["article_id", "part", "voice", "start", "end", "words"])
    return place_rows(found.assign(why="", amount=1.0), study.sentences)


def _quote_all(study, rows: pd.DataFrame) -> str:
    """The sentences of one article's rows, each where the text may be shown; the last says how many are left out."""
    if rows.empty or not study.may_show_text(rows["article_id"].iloc[0]):
        return ""
    own = study.sentences[study.sentences["article_id"] == rows["article_id"].iloc[0]]
    return "".join(quote_row(study, row, own) for row in rows.head(MOST_PLACES).itertuples()) + _say_left(len(rows))


def _say_left(n: int) -> str:
    return f" and {n - MOST_PLACES:,} more" if n > MOST_PLACES else ""


def _render_terms(study, kind: str, wanted: set[str]) -> list[str]:
    rows, items = list_terms(kind, study.tables), []
    for term in _choose(kind, rows["words"], wanted):
        own = rows[rows["words"] == term].assign(words="")
        lines = [f"{escape(row.article_id)}: " + render_row(row, "") + _quote_all(study, own.iloc[[at]])
                 for at, row in enumerate(own.head(MOST_PLACES).itertuples())]
        left = [_say_left(len(own))] if len(own) > MOST_PLACES else []
        items.append(_render_item(kind, term, f"{term}, {say_count(len(own), 'place')}", lines + left))
    return items


def _render_coding(study, kind: str, wanted: set[str]) -> list[str]:
    if study.codings.empty:  # what differs in other people's articles is nothing that a reader of this page could check
        return []
    listed = list_disagreements(study.codings, study.sentences, study.passages, study.mentions, study.matches,
                                targets=study.targets, claims=study.claims, frames=study.frames)
    framed = listed[listed["variable"].str.startswith(FRAME)]
    listed = pd.concat([listed.assign(code=""), framed.assign(
        code=framed["variable"].map(name_variable), variable=FRAMES_TOGETHER)])
    places, items = _number_sentences(study.sentences), []
    for variable in _choose(kind, listed["variable"], wanted):
        own = listed[listed["variable"] == variable]
        lines = [_render_error(study, error, rows, places)
                 for error, rows in own.groupby(["code", SETTLED, INSTRUMENT], sort=True)]
        items.append(_render_item(kind, variable, f"{name_variable(variable)}, {say_count(len(own), 'difference')}",
                                  lines))
    return items


def _render_error(study, error: tuple[str, str, str], rows: pd.DataFrame, places: dict[tuple[str, int], str]) -> str:
    """One way of parting: what is coded, what is found, and in which sentences; these quoted in a private page."""
    code, settled, found = (escape(each) for each in error)
    said = []
    for article_id, own in rows.groupby("article_id"):
        spots = [places[article_id, row.sentence] + (_quote_all(study, own.iloc[[at]]) if study.private else "")
                 for at, row in enumerate(own.itertuples())]
        said.append(f"{escape(article_id)} {', '.join(spots)}")
    return (f"{code + ': ' if code else ''}coded {settled or 'nothing'}, found {found or 'nothing'}: {'; '.join(said)}")


def _number_sentences(sentences: pd.DataFrame) -> dict[tuple[str, int], str]:
    """Each sentence's paragraph and its number in it, from 1."""
    number = sentences.groupby(["article_id", "paragraph"])["sentence"].rank(method="first").astype(int)
    return {(row.article_id, row.sentence): f"{row.paragraph + 1}.{at}"
            for row, at in zip(sentences.itertuples(), number)}

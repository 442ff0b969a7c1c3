"""The workbench for word lists: check a list one writes, and try a term before it becomes an entry."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate, pairwise
from pathlib import Path

import pandas as pd

from analysis.files import UserError
from analysis.instruments.matches import Matcher
from analysis.instruments.terms import NUMBER, tokenise_term
from analysis.lexicons import COLUMNS, LEXICON_FOLDER, Lexicon, read_draft, tidy_term
from analysis.study import Study
from analysis.texts.spans import SpanIndex
from analysis.texts.tokens import Sentence, tokenise_sentences

N_EXAMPLES = 5
N_LINES = 10
_WIDTH = 40
_BLANKS = re.compile(r"\s+")
_FORM_OF = re.compile(r"form of ([^;,:(]+)")


@dataclass(frozen=True)
class Checked:
    """What a check of a word list found: sentences, each with its way out. With faults a list cannot be used."""

    file: str
    n_entries: int
    n_categories: int
    faults: tuple[str, ...]
    warnings: tuple[str, ...]


@dataclass(frozen=True)
class Trial:
    """What a term would match in a corpus.

    ``counts``: article_id, part, voice, n; without the texts part is "not known". ``lines``: article_id, left, words,
    right, of articles whose text may be shown. ``rivals``: lexicon, term, n: the longer entries that stand where the
    term does and would win. ``listed`` says which shipped lexicons have the term already.
    """

    term: str
    source: str
    counts: pd.DataFrame
    n_negated: int
    n_hidden: int
    lines: pd.DataFrame
    rivals: pd.DataFrame
    listed: tuple[str, ...]


def list_shipped() -> list[str]:
    """List the names of the shipped lexicons.

    Examples
    --------
    >>> "hedges" in list_shipped()
    True
    """
    return sorted(path.stem for path in LEXICON_FOLDER.glob("*.csv"))


@functools.cache
def _read_shipped(name: str) -> pd.DataFrame:
    return read_draft(name).entries


def check_lexicon(file: str) -> Checked:
    """Check a word list: a CSV file with its TOML file beside it, or the name of a shipped one.

    Returns
    -------
    Checked
        All faults, in the file's order; and, where there are none, warnings: entries that can never match, notes that
        name a base form which is no entry, and how many terms stand in another shipped list with another weight.

    Raises
    ------
    UserError
        When there is no such file or list.

    Examples
    --------
    >>> check_lexicon("hedges").faults
    ()
    """
    name, folder = _find_lexicon(file)
    draft = read_draft(name, folder)
    entries, warnings = draft.entries, ()
    if not draft.faults:
        warnings = (*_find_mute(name, entries), *_find_lost_forms(name, entries), *_compare_shipped(name, entries))
    return Checked(f"{name}.csv", len(entries), entries["category"].nunique(), draft.faults, warnings)


def _find_lexicon(file: str) -> tuple[str, Path]:
    if file in list_shipped():
        return file, LEXICON_FOLDER
    path = Path(file)
    if path.suffix != ".csv":
        raise UserError(f"'{file}' is no shipped lexicon and no CSV file. Give {', '.join(list_shipped())}, or a file "
                        "such as mine.csv with mine.toml beside it.")
    if not path.exists():
        raise UserError(f"{path} does not exist. Check the name and the folder.")
    return path.stem, path.parent


def _find_mute(name: str, entries: pd.DataFrame) -> Iterator[str]:
    """Entries that do not match even themselves, because they are read as another entry, or as no word at all."""
    matcher, terms = _make_matcher(entries), [term.replace(NUMBER, "7") for term in entries["term"]]
    text, ends = "\n".join(terms), list(accumulate(len(term) + 1 for term in terms))
    lines = [Sentence(0, 0, end - len(term) - 1, end - 1) for term, end in zip(terms, ends)]
    for (row, term), tokens in zip(entries["term"].items(), tokenise_sentences(text, lines)):
        found = [match.term for match in matcher.match_tokens(tokens, text)]
        if term not in found:
            instead = f"'{found[0]}' matches in its place" if found else "its words are read otherwise in a text"
            yield f"{name}.csv, row {row}: '{term}' can never match: {instead}. Delete it, or spell it otherwise."


def _find_lost_forms(name: str, entries: pd.DataFrame) -> Iterator[str]:
    terms = {*entries["term"]}
    for row, note in entries["note"].items():
        base = _FORM_OF.match(note)
        if base and base[1].strip() not in terms:
            yield (f"{name}.csv, row {row}: the note says 'form of {base[1].strip()}', which is no entry. Add it, or "
                   "correct the note.")


def _compare_shipped(name: str, entries: pd.DataFrame) -> Iterator[str]:
    own = entries.set_index("term")["weight"]
    differing: dict[str, str] = {}
    for other in list_shipped():
        if other != name:
            theirs = _read_shipped(other).set_index("term")["weight"]
            shared = own.index.intersection(theirs.index)
            differing |= {term: f"{term} ({own[term]:g}; {other} {theirs[term]:g})" for term in shared
                          if own[term] != theirs[term]}
    if differing:
        examples = [differing[term] for term in sorted(differing)[:N_EXAMPLES]]
        yield (f"{name}.csv: terms that stand in another shipped lexicon with another weight: {len(differing)}. "
               f"Scales differ, so see whether it is meant: {', '.join(examples)}"
               f"{', …' if len(differing) > N_EXAMPLES else '.'}")


def _make_matcher(entries: pd.DataFrame) -> Matcher:
    return Matcher(Lexicon("tried", entries, {}, ""))


def try_term(study: Study, term: str) -> Trial:
    """Try a term on a corpus: what it would match as a new entry of a lexicon that has no other.

    With the texts it is matched as entries are (several words, hyphens for blanks, ``<number>``). Without them a single
    word is counted from the table ``word_counts``, which knows voices, but neither parts nor homographs.

    Raises
    ------
    UserError
        When the term has no word, or has several and the texts are not here.

    Examples
    --------
    >>> from analysis.study import measure_text
    >>> trial = try_term(measure_text("“A storm is near,” she said. The storm came."), "Storm")
    >>> trial.counts[["voice", "n"]].values.tolist()
    [['direct', 1], ['narration', 1]]
    >>> trial.lines.values.tolist()[1]
    ['text', '“A storm is near,” she said. The ', 'storm', ' came.']
    """
    term = tidy_term(term)
    if not any(character.isalnum() for character in term):
        raise UserError(f"'{term}' has no word in it. Give a term such as 'meat grinder' or 'about {NUMBER}'.")
    if study.source != "texts":
        return _try_counted(study, term)
    hits = find_hits(study, term)
    shown = hits[[study.may_show_text(article_id) for article_id in hits["article_id"]]]
    counts = hits.groupby(["article_id", "part", "voice"]).size().rename("n").reset_index()
    return Trial(term, "texts", counts, int(hits["negated"].sum()), len(hits) - len(shown),
                 _cut_lines(study, shown.head(N_LINES)), _find_winners(study.matches, hits), _find_listed(term))


def find_hits(study: Study, term: str) -> pd.DataFrame:
    """Find a term in the study's texts; a row is a match: article_id, start, end, part, voice, negated."""
    matcher = _make_matcher(pd.DataFrame([[term, "tried", 1.0, "", ""]], columns=list(COLUMNS)))
    rows = []
    for article_id, text in study.texts.items():
        sentences, passages = (table[table["article_id"] == article_id] for table in (study.sentences, study.passages))
        places = SpanIndex([*passages.itertuples(index=False)])
        spans = [Sentence(*span) for span in sentences[[*Sentence._fields]].itertuples(index=False)]
        for tokens in tokenise_sentences(text, spans):
            for match in matcher.match_tokens(tokens, text):
                place = places.at(match.start)
                rows.append([article_id, match.start, match.end, place.part, place.voice, match.negated])
    return pd.DataFrame(rows, columns=["article_id", "start", "end", "part", "voice", "negated"])


def _try_counted(study: Study, term: str) -> Trial:
    words = tokenise_term(term)
    if len(words) > 1 or NUMBER in words:
        raise UserError(f"'{term}' is read as more than one word or as a number, and without the texts only single "
                        "words can be counted. `framing add FILE` puts your copies in place.")
    counts = study.word_counts[study.word_counts["word"] == words[0]].assign(part="not known")
    entries = map(tokenise_term, study.matches["term"])
    longer = study.matches[[len(entry) > 1 and words[0] in entry for entry in entries]]
    lines = pd.DataFrame(columns=["article_id", "left", "words", "right"])
    return Trial(term, "word_counts", counts[["article_id", "part", "voice", "n"]].reset_index(drop=True), 0,
                 int(counts["n"].sum()), lines, _count_rivals(longer), _find_listed(term))


def _find_winners(matches: pd.DataFrame, hits: pd.DataFrame) -> pd.DataFrame:
    """The entries found where the term is, that begin before it, or with it and are longer: those win."""
    both = matches.merge(hits, on="article_id", suffixes=("", "_tried"))
    begins, ends = both["start"], both["end"]
    wins = (begins < both["start_tried"]) | ((begins == both["start_tried"]) & (ends > both["end_tried"]))
    overlaps = (begins < both["end_tried"]) & (ends > both["start_tried"])
    return _count_rivals(both[wins & overlaps])


def _count_rivals(matches: pd.DataFrame) -> pd.DataFrame:
    counts = matches.groupby(["lexicon", "term"]).size().rename("n").reset_index()
    return counts.sort_values(["n", "term"], ascending=[False, True], ignore_index=True)


def _find_listed(term: str) -> tuple[str, ...]:
    spellings = {term, term.replace(" ", "-"), term.replace("-", " ")}
    found = []
    for name in list_shipped():
        entries = _read_shipped(name)
        for entry in entries[entries["term"].isin(spellings)].itertuples():
            found.append(f"{name} has '{entry.term}' already: {entry.category}, weight {entry.weight:g}.")
    return tuple(found)


def _cut_lines(study: Study, hits: pd.DataFrame) -> pd.DataFrame:
    """Each match with the words around it, on one line."""
    rows = []
    for hit in hits.itertuples():
        text = study.texts[hit.article_id]
        ends = (max(0, hit.start - 2 * _WIDTH), hit.start, hit.end, hit.end + 2 * _WIDTH)
        left, words, right = (_BLANKS.sub(" ", text[start:end]) for start, end in pairwise(ends))
        rows.append([hit.article_id, left[-_WIDTH:], words, right[:_WIDTH]])
    return pd.DataFrame(rows, columns=["article_id", "left", "words", "right"])

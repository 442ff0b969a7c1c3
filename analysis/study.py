"""``load_study(folder)``: the one door that notebooks, reports and the command line use.

A study is the same set of tables whether it was computed from the texts or read from the tables that a corpus ships.
Measures, comparisons and keywords are always computed, from the same rounded tables, so that both ways give the same
numbers.
"""

from __future__ import annotations

import functools
import json
from dataclasses import dataclass, field, replace
from pathlib import Path

import pandas as pd

import analysis
from analysis.comparison.comparisons import compare_groups
from analysis.comparison.keywords import measure_keywords
from analysis.comparison.measures import measure_articles
from analysis.comparison.plans import Plan, load_plan
from analysis.comparison.rows import Tables
from analysis.comparison.specifications import compare_specifications
from analysis.files import UserError, read_text_file
from analysis.instruments.readings import BASE_TABLES, measure_texts
from analysis.lexicons import Lexicon, load_lexicon
from analysis.schemas import SCHEMAS
from analysis.tables import check, read_cells, read_csv
from analysis.texts.articles import MANIFEST, load_manifest, load_texts
from analysis.texts.names.targets import COLUMNS, load_targets

LEXICONS = ("hedges", "boosters", "loaded_language", "tone")  # their entries make the table ``matches``
BESIDE = ("attitudes", "deeds", "falls", "frames", "mechanisms", "reporting_verbs", "uncertainty")  # read by rules
CODINGS = "codings.csv"


@dataclass(frozen=True)
class Study:
    """A corpus as tables (see ``analysis.schemas``), with the plan it is asked by and where the numbers come from.

    ``codings`` are the hand codings, empty where there are none; ``source`` is "texts" or "tables"; ``notes`` are
    sentences that a reader must be told; ``lexicons`` are all word lists that the numbers rest on; ``texts`` holds the
    canonical texts that are there; ``private`` says that article text may be shown.
    """

    folder: Path
    plan: Plan
    articles: pd.DataFrame
    sentences: pd.DataFrame
    passages: pd.DataFrame
    mentions: pd.DataFrame
    names: pd.DataFrame
    targets: pd.DataFrame
    claims: pd.DataFrame
    matches: pd.DataFrame
    frames: pd.DataFrame
    word_counts: pd.DataFrame
    reuse: pd.DataFrame
    measures: pd.DataFrame
    comparisons: pd.DataFrame
    codings: pd.DataFrame
    lexicons: dict[str, Lexicon]
    source: str
    notes: tuple[str, ...] = ()
    texts: dict[str, str] = field(default_factory=dict, repr=False)
    private: bool = False

    def may_show_text(self, article_id: str) -> bool:
        """Whether this article's words may be shown: they are here, and are ours or the study is private."""
        constructed = bool(self.articles.set_index("article_id")["constructed"].get(article_id, False))
        return article_id in self.texts and (constructed or self.private)

    @property
    def tables(self) -> Tables:
        """The base tables from which the rows behind a number are listed (``analysis.comparison.rows``)."""
        return Tables(self.sentences, self.passages, self.matches, self.targets, self.claims, self.frames)

    @functools.cached_property
    def keywords(self) -> pd.DataFrame:
        """The plan's groups compared word by word; made when first asked for, since many articles take seconds."""
        return measure_keywords(self.word_counts, self.articles, self.plan)

    @functools.cached_property
    def validation(self) -> pd.DataFrame:
        """How far the measures can be trusted: what is recorded, and the agreement with this corpus's own codings.

        The agreement is measured anew, unless it was recorded of these very codings and tables.
        """
        from analysis.comparison.validation.records import (
            fingerprint_codings,
            load_record,
            measure_codings,
            merge_records,
        )

        recorded, name = load_record(), self.folder.resolve().name
        if self.codings.empty:
            return recorded[recorded["set"] != name].reset_index(drop=True)
        tables = (self.sentences, self.passages, self.mentions, self.matches, self.targets, self.claims, self.frames)
        path, version = self.folder / CODINGS, recorded.loc[recorded["set"] == name, ["set_sha256", "version"]]
        if len(version) and (version == [fingerprint_codings(path, *tables), analysis.__version__]).all(axis=None):
            return recorded
        own = measure_codings(name, path, self.codings, *tables)
        return merge_records([own], recorded)

    @functools.cached_property
    def specifications(self) -> pd.DataFrame:
        """The planned comparisons in every way that could be defended; computed when first asked for."""
        return compare_specifications(self.sentences, self.passages, self.matches, self.targets, self.articles,
                                      self.plan, self.claims)

    def read_text(self, article_id: str, start: int, end: int) -> str:
        """Return the words between two offsets, or one sentence that says why they are not shown and what to do."""
        if self.may_show_text(article_id):
            return " ".join(self.texts[article_id][start:end].split())
        if article_id in self.texts:
            return "Not shown: the text belongs to others. load_study(…, private=True) shows it on your own machine."
        return (f"Not shown: the text of {article_id} is not here. "
                "`framing add FILE` puts your copy in place (corpus/README.md).")


def load_study(folder: str | Path, private: bool = False) -> Study:
    """Load a corpus: computed from its texts where all are there, else from the tables that it ships.

    Parameters
    ----------
    folder : path
        A corpus: ``articles.csv``, ``study.toml`` and ``codings.csv`` (optional), ``texts/`` or ``tables/`` or both.
    private : bool
        Allow views to show article text. Only for your own machine: the texts belong to others.

    Raises
    ------
    UserError
        When the folder is no corpus, its files contradict each other, or neither texts nor tables are there.

    Examples
    --------
    >>> study = load_study(Path(analysis.__file__).parents[1] / "corpus" / "classroom")
    >>> study.source, len(study.articles)
    ('texts', 24)
    """
    folder = Path(folder)
    articles = load_manifest(folder)
    plan = load_plan(folder, articles)
    lexicons = {name: load_lexicon(name) for name in (*LEXICONS, *BESIDE)}
    texts = load_texts(folder, articles)
    missing = [article_id for article_id in articles.article_id if article_id not in texts]
    if not missing:
        source, (articles, base), notes = "texts", measure_texts(
            articles, texts, {name: lexicons[name] for name in LEXICONS}, load_targets(folder, articles["event"])), ()
    elif (folder / "tables").is_dir():
        source, base = "tables", _read_tables(folder / "tables", articles)
        notes = _explain_tables(folder, articles, texts, missing, lexicons)
    else:
        raise UserError(f"{folder} has no text for {', '.join(missing)}, and no tables measured earlier. Put each text "
                        f"into {folder / 'texts'}, named like its article_id with .txt behind it.")
    measures = measure_articles(base["sentences"], base["passages"], base["matches"], base["targets"],
                                base["claims"], lexicons["loaded_language"].about["categories"], base["frames"])
    return Study(folder, plan, articles, **base, measures=measures,
                 comparisons=compare_groups(measures, articles, plan), codings=_load_codings(folder, articles),
                 lexicons=lexicons, source=source, notes=notes, texts=texts, private=private)


def load_coded(study: Study) -> Study:
    """Return the study, or, where nobody coded its articles, the one that the instruments were made for.

    Examples
    --------
    >>> load_coded(measure_text("It rained.")).folder.name
    'downfall'
    """
    return study if len(study.codings) else load_study(Path(analysis.__file__).parents[1] / "corpus" / "downfall")


def measure_text(text: str, title: str = "", targets: pd.DataFrame | None = None) -> Study:
    """Measure one text by itself, as notebooks do with a worked sentence; ``targets`` as ``load_targets`` gives them.

    Examples
    --------
    >>> study = measure_text("The minister may go soon, an aide said.")
    >>> study.matches.loc[study.matches.lexicon == "hedges", ["term", "voice"]].values.tolist()
    [['may', 'indirect']]
    """
    lexicons = {name: load_lexicon(name) for name in LEXICONS}
    row = {"article_id": "text", "group": "none", "title": title, "constructed": True, "n_chars": 0, "n_words": 0}
    columns = SCHEMAS["articles"].columns.items()
    blank = {name: "" for name, column in columns if column.kind == "text" and name not in row}
    articles, base = measure_texts(check(pd.DataFrame([row | blank]), "articles"), {"text": text}, lexicons,
                                   pd.DataFrame(columns=[*COLUMNS]) if targets is None else targets)
    plan = Plan("none", "")
    measures = measure_articles(base["sentences"], base["passages"], base["matches"], base["targets"],
                                base["claims"], frames=base["frames"])
    return Study(Path("."), plan, articles, **base, measures=measures,
                 comparisons=compare_groups(measures, articles, plan), codings=check(pd.DataFrame(), "codings"),
                 lexicons=lexicons, source="texts", texts={"text": text}, private=True)


def _read_tables(folder: Path, articles: pd.DataFrame) -> dict[str, pd.DataFrame]:
    tables = {name: read_csv(folder / f"{name}.csv", name) for name in BASE_TABLES}
    measured, listed = set(tables["passages"].article_id), set(articles.article_id)
    if measured != listed:
        raise UserError(f"{folder} was measured with other articles than {MANIFEST} lists: "
                        f"{', '.join(sorted(measured ^ listed))}. Put all texts into place and run framing freeze.")
    return tables


def _load_codings(folder: Path, articles: pd.DataFrame) -> pd.DataFrame:
    """Read the hand codings where there are some; each must lie in an article of the corpus."""
    path = folder / CODINGS
    if not path.is_file():
        return check(pd.DataFrame(), "codings")
    codings = read_csv(path, "codings")
    cells = read_cells(path)  # in the file's own order, so that a row can be named
    length = cells["article_id"].map(articles.set_index("article_id")["n_chars"])
    start, end = (pd.to_numeric(cells[column]) for column in ("start", "end"))
    wrong = ~((0 <= start) & (start < end) & (end <= length))
    if wrong.any():
        row = wrong.idxmax()
        article = cells["article_id"][row]
        if pd.isna(length[row]):
            raise UserError(f"{path}, row {row}: {MANIFEST} has no article '{article}'. Correct one of the two.")
        raise UserError(f"{path}, row {row}: {start[row]} to {end[row]} is no stretch of {article}, which has "
                        f"{length[row]:g} characters. Correct start and end.")
    return codings


def _explain_tables(folder: Path, articles: pd.DataFrame, texts: dict[str, str], missing: list[str],
                    lexicons: dict[str, Lexicon]) -> tuple[str, ...]:
    """Say what a reader must know when the tables were read instead of computed."""
    here = f"{len(texts)} of the {len(articles)} texts are here" if texts else "The texts are not here"
    notes = [f"{here}, so the numbers come from the tables measured earlier; they are the same. "
             f"`framing add FILE` puts your own copies in place (missing: {', '.join(missing)})."]
    path = folder / "tables" / "provenance.json"
    try:
        known = {name: about["sha256"] for name, about in json.loads(read_text_file(path))["lexicons"].items()}
    except (json.JSONDecodeError, KeyError, TypeError, AttributeError):
        raise UserError(f"{path} does not say what the tables were measured with. Restore the file.") from None
    changed = [name for name, lexicon in lexicons.items() if known.get(name) != lexicon.sha256]
    if changed:
        notes.append(f"The tables were measured with other versions of {', '.join(changed)} than those installed here: "
                     "a change to a word list shows only where the texts are.")
    return tuple(notes)


def keep_private(study: Study) -> Study:
    """Return the study without its texts, as a public report sees it."""
    constructed = set(study.articles.loc[study.articles.constructed, "article_id"])
    return replace(study, texts={k: v for k, v in study.texts.items() if k in constructed}, private=False)

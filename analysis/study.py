"""``load_study(folder)``: the one door that notebooks, reports and the command line use.

A study is the same set of tables whether it was computed from the texts or read from the tables that a corpus ships.
Measures, comparisons and keywords are always computed, from the same rounded tables, so that both ways give the same
numbers.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path

import pandas as pd

import analysis
from analysis.comparison.codings import CODINGS, load_codings
from analysis.comparison.comparisons import compare_groups
from analysis.comparison.keywords import measure_keywords
from analysis.comparison.learning.applying import load_models, score_learnt
from analysis.comparison.measures import measure_articles
from analysis.comparison.plans import Plan, load_plan
from analysis.comparison.rows import Tables
from analysis.comparison.specifications import compare_specifications
from analysis.comparison.trends import measure_trends
from analysis.files import UserError
from analysis.handover import fingerprint_inputs, take_over
from analysis.instruments.readings import BASE_TABLES, measure_texts
from analysis.lexicons import Lexicon, load_lexicon
from analysis.schemas import SCHEMAS
from analysis.shipped import explain_tables, read_tables
from analysis.tables import check
from analysis.texts.articles import load_texts
from analysis.texts.manifest import load_manifest, need_article
from analysis.texts.names.targets import COLUMNS, LEADER, load_targets

LEXICONS = ("hedges", "boosters", "loaded_language", "tone")  # their entries make the table ``matches``
BESIDE = ("attitudes", "deeds", "falls", "frames", "mechanisms", "reporting_verbs", "uncertainty")  # read by rules


@dataclass(frozen=True, eq=False)  # a study is equal to itself alone, so that what is read from it can be kept
class Study:
    """A corpus as tables (see ``analysis.schemas``), with the plan it is asked by and where the numbers come from.

    ``codings`` are the hand codings, empty where there are none; ``source`` is "texts" or "tables"; ``notes`` are
    sentences that a reader must be told; ``lexicons`` are all word lists that the numbers rest on; ``texts`` holds the
    canonical texts that are there; ``private`` says that article text may be shown; ``inputs`` is the fingerprint of
    all that the tables follow from (``analysis.handover``); ``scores`` are those of learnt measures, ``models`` says by
    their names what each was made from and what it is worth.
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
    codings: pd.DataFrame
    lexicons: dict[str, Lexicon]
    source: str
    notes: tuple[str, ...] = ()
    texts: dict[str, str] = field(default_factory=dict, repr=False)
    private: bool = False
    inputs: str = ""
    scores: pd.DataFrame = field(default_factory=lambda: check(pd.DataFrame(), "scores"))
    models: dict[str, dict] = field(default_factory=dict)

    def may_show_text(self, article_id: str) -> bool:
        """Whether this article's words may be shown: they are here, and are ours or the study is private."""
        return article_id in self.texts and (article_id in self._constructed or self.private)

    @functools.cached_property
    def _constructed(self) -> frozenset[str]:
        return frozenset(self.articles.loc[self.articles["constructed"], "article_id"])

    @property
    def tables(self) -> Tables:
        """The base tables from which the rows behind a number are listed (``analysis.comparison.rows``)."""
        return Tables(self.sentences, self.passages, self.matches, self.targets, self.claims, self.frames,
                      self.scores)

    @functools.cached_property
    def asks_for_claims(self) -> bool:
        """Whether ``targets.csv`` names a leader, whose fall may be claimed."""
        return bool(load_targets(self.folder, self.articles["event"])[LEADER].any())

    @functools.cached_property
    def measures(self) -> pd.DataFrame:
        """The long table of measures; counted when first asked for, as ``comparisons`` are."""
        loaded = self.lexicons.get("loaded_language")
        categories = () if loaded is None else loaded.about["categories"]
        return measure_articles(self.sentences, self.passages, self.matches, self.targets, self.claims, categories,
                                self.frames, self.scores)

    @functools.cached_property
    def comparisons(self) -> pd.DataFrame:
        """The plan's groups compared measure by measure."""
        return compare_groups(self.measures, self.articles, self.plan)

    @functools.cached_property
    def trends(self) -> pd.DataFrame:
        """The planned measures against the date of publication; empty where the plan names no unit of time."""
        return measure_trends(self.measures, self.articles, self.plan)

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


def load_study(folder: str | Path, private: bool = False, only: Iterable[str] | None = None) -> Study:
    """Load a corpus: computed from its texts where all are there, else from the tables that it ships.

    Parameters
    ----------
    folder : path
        A corpus: ``articles.csv``, ``study.toml`` and ``codings.csv`` (optional), ``texts/`` or ``tables/`` or both.
    private : bool
        Allow views to show article text. Only for your own machine: the texts belong to others.
    only : iterable of str, optional
        The article_ids of a part of the corpus. Manifest, plan and codings are read whole and checked; then only these
        articles are measured, with the same numbers as in the whole. What holds between articles is left out: ``reuse``
        and ``comparisons`` are empty, and the plan has no second group.

    Raises
    ------
    UserError
        When the folder is no corpus, its files contradict each other, it has no such article, or neither texts nor
        tables are there.

    Examples
    --------
    >>> study = load_study(Path(analysis.__file__).parents[1] / "corpus" / "classroom")
    >>> study.source, len(study.articles)
    ('texts', 24)
    >>> part = load_study(study.folder, only=["truss_wire"])
    >>> len(part.articles), part.sentences.equals(study.sentences.query("article_id == 'truss_wire'", engine="python")
    ...                                           .reset_index(drop=True))
    (1, True)
    """
    folder = Path(folder)
    articles = load_manifest(folder)
    plan = load_plan(folder, articles)
    lexicons = {name: load_lexicon(name) for name in (*LEXICONS, *BESIDE)}
    texts = load_texts(folder, articles)
    codings = load_codings(folder, articles, texts)
    wanted, here, names = articles, frozenset(texts), BASE_TABLES
    if only is not None:
        wanted, plan, texts, codings = _take_part(folder, frozenset(only), articles, plan, texts, codings)
        names = tuple(name for name in BASE_TABLES if name != "reuse")
    targets, models = load_targets(folder, articles["event"]), load_models(folder, plan.learnt)
    inputs = fingerprint_inputs(wanted, texts, targets, plan, lexicons, models)
    handed = take_over(inputs)
    if handed is not None:
        read = handed["read"]
    elif here.issuperset(wanted["article_id"]):
        wanted, base = measure_texts(wanted, texts, {name: lexicons[name] for name in LEXICONS}, targets, names)
        read = ("texts", (), wanted, base | {"scores": score_learnt(base["sentences"], texts, models)})
    elif (folder / "tables").is_dir():
        shipped = read_tables(folder / "tables", articles, (*names, "scores") if models else names)
        base = {name: _choose(table, wanted["article_id"]) if only is not None else table
                for name, table in shipped.items()}
        absent = [article_id for article_id in articles["article_id"] if article_id not in here]
        read = ("tables", explain_tables(folder, articles, absent, lexicons), wanted, base)
    else:
        missing = ", ".join(article_id for article_id in wanted["article_id"] if article_id not in here)
        raise UserError(f"{folder} has no text for {missing}, and no tables measured earlier. Put each text "
                        f"into {folder / 'texts'}, named like its article_id with .txt behind it.")
    source, notes, wanted, base = read
    base = {"reuse": check(pd.DataFrame(), "reuse")} | base
    study = Study(folder, plan, wanted, **base, codings=codings, lexicons=lexicons, source=source, notes=notes,
                  texts=texts, private=private, inputs=inputs,
                  models={name: model.about for name, model in models.items()})
    study.__dict__.update(handed["derived"] if handed else {})
    return study


def _take_part(folder: Path, only: frozenset[str], articles: pd.DataFrame, plan: Plan, texts: dict[str, str],
               codings: pd.DataFrame) -> tuple[pd.DataFrame, Plan, dict[str, str], pd.DataFrame]:
    """What a part of a corpus has of all that is read whole."""
    for article_id in sorted(only):
        need_article(articles, folder, article_id)
    plan = replace(plan, group_b="", sensitivity=(), reworded=tuple(name for name in plan.reworded if name in only),
                   unseen=tuple(name for name in plan.unseen if name in only))
    return (_choose(articles, only), plan, {name: text for name, text in texts.items() if name in only},
            _choose(codings, only))


def _choose(table: pd.DataFrame, article_ids: Iterable[str]) -> pd.DataFrame:
    return table[table["article_id"].isin([*article_ids])].reset_index(drop=True)


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
    return Study(Path("."), plan, articles, **base, codings=check(pd.DataFrame(), "codings"), lexicons=lexicons,
                 source="texts", texts={"text": text}, private=True)


def keep_private(study: Study) -> Study:
    """Return the study without its texts, as a public report sees it."""
    constructed = set(study.articles.loc[study.articles.constructed, "article_id"])
    return replace(study, texts={k: v for k, v in study.texts.items() if k in constructed}, private=False)

"""A learnt measure on a corpus: every sentence scored, and its groups compared by article."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import numpy as np
import pandas as pd

from analysis.comparison.comparisons import compare_groups
from analysis.comparison.learning.model import Model, load_model
from analysis.comparison.plans import Plan
from analysis.tables import check

MEASURE = "learnt"
COLUMNS = ["article_id", "sentence", "start", "end", "part", "voice", "score"]


def score_sentences(sentences: pd.DataFrame, texts: dict[str, str], model: Model) -> pd.DataFrame:
    """Score every sentence of the articles whose texts are there.

    Returns
    -------
    DataFrame
        article_id · sentence (from 0, as in the table ``sentences``) · start · end · part · voice · score (0..1: the
        probability that a coder would have said yes).

    Examples
    --------
    >>> from analysis.comparison.learning.model import fit_model
    >>> from analysis.study import measure_text
    >>> study = measure_text("A shameless lie. Trains ran.")
    >>> texts = ["A shameless lie.", "Trains ran at noon.", "A shameless lie too.", "Trains ran."]
    >>> model = fit_model(texts, [1, 0, 1, 0])
    >>> score_sentences(study.sentences, study.texts, model)["score"].gt(0.5).tolist()
    [True, False]
    """
    rows = sentences[sentences["article_id"].isin([*texts])]
    words = [" ".join(texts[row.article_id][row.start:row.end].split()) for row in rows.itertuples()]
    return rows[COLUMNS[:-1]].assign(score=model.score_texts(words)).reset_index(drop=True)


def score_learnt(sentences: pd.DataFrame, texts: dict[str, str], models: Mapping[str, Model]) -> pd.DataFrame:
    """Score all sentences by each of a study's learnt measures: the table ``scores``."""
    scored = [score_sentences(sentences, texts, model).assign(measure=name) for name, model in models.items()]
    return check(pd.concat(scored) if scored else pd.DataFrame(), "scores")


def load_models(folder: Path, learnt: Mapping[str, str]) -> dict[str, Model]:
    """Load the models that a plan names, seen from its corpus's folder.

    Raises
    ------
    UserError
        When a file is none of ``framing train``.
    """
    return {name: load_model(Path(folder) / path) for name, path in sorted(learnt.items())}


def compare_scores_by_group(scores: pd.DataFrame, articles: pd.DataFrame, plan: Plan) -> pd.DataFrame:
    """Compare the plan's groups in the mean score of the articles' body sentences: the table ``comparisons``."""
    body = scores[scores["part"] == "body"].groupby("article_id")["score"].mean()
    measures = pd.DataFrame({"article_id": articles["article_id"], "measure": MEASURE, "part": "body", "voice": "all",
                             "unit": "probability", "value": articles["article_id"].map(body).to_numpy(dtype=float)})
    return compare_groups(measures.replace([np.inf], np.nan), articles, plan)

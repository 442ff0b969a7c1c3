"""Train a measure on coded sentences and say what it is worth: by article, beside what anybody could have used."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

import analysis
from analysis.comparison.learning.features import measure_features
from analysis.comparison.learning.model import Model, fit_model
from analysis.comparison.scores import measure_auc
from analysis.comparison.validation.baselines import score_baselines
from analysis.comparison.validation.instruments import INSTRUMENTS
from analysis.comparison.validation.intervals import bootstrap
from analysis.comparison.validation.labelled import fingerprint_file, read_labelled
from analysis.files import UserError
from analysis.tables import read_cells

FEWEST, FEWEST_OF_EACH, FEWEST_ARTICLES, FOLDS = 100, 30, 5, 5
STRENGTHS = (1.0, 3.0, 10.0)
LEARNT, PLAIN = "learnt", "tf_idf"
_OF_ALL = FOLDS / (FOLDS - 1)  # codes, for each that a fold learns from
_GUESS = 0.5  # area under the ROC curve
_SHARES = (0.25, 0.5, 0.75)


@dataclass(frozen=True)
class Training:
    """What training gave.

    ``figures`` is what ``compare_scores`` gives, the learnt measure first, each row scored by a model that had not seen
    its article; ``curve``: n · auc; ``n_more``: how many more codes would bring another 0.02, NaN where that cannot be
    told; ``notes``: what a reader must be told.
    """

    model: Model
    figures: pd.DataFrame
    curve: pd.DataFrame
    n_more: float
    notes: tuple[str, ...]


def train_file(path: Path, measure: str, text: str = "text", label: str = "label", article: str = "") -> Training:
    """Train a measure on a file of sentences that were coded 0 or 1.

    Parameters
    ----------
    path : Path
        CSV, TSV or JSON Lines (``labelled.read_labelled``).
    measure : str
        The measure that it is to stand beside, of ``INSTRUMENTS``.
    text, label, article : str
        The columns of texts, of labels, and of the article that each comes from. Without the last, runs of neighbouring
        rows stand for articles, since the sentences of one mostly stand together.

    Returns
    -------
    Training
        Figures are areas under the ROC curve with 95% bootstrap intervals over articles.

    Raises
    ------
    UserError
        When labels are not 0 and 1, or there are too few, or what was learnt from them cannot be told from guessing:
        then it says how many more codes are needed.
    """
    labelled = read_labelled(path, text, label)
    rows = labelled.rows
    texts, labels = [*rows["text"]], rows["label"].to_numpy(dtype=float)
    if not {*labels} <= {0.0, 1.0}:
        raise UserError(f"{path} has labels other than 0 and 1. A model learns a yes or no: make the labels 0 and 1.")
    if measure not in INSTRUMENTS or INSTRUMENTS[measure].has_target:
        known = ", ".join(name for name, each in INSTRUMENTS.items() if not each.has_target)
        raise UserError(f"'{measure}' is no measure that can be learnt. Known are {known}.")
    groups, notes = _find_groups(path, rows, article)
    _refuse_few(path, labels, groups)
    features = measure_features(texts)
    strength = max(STRENGTHS, key=lambda each: _rate(labels, predict_unseen(texts, labels, groups, each, features)))
    scores = {LEARNT: predict_unseen(texts, labels, groups, strength, features)}
    scores |= {measure: np.array([INSTRUMENTS[measure].score_text(each) for each in texts]),
               PLAIN: predict_plainly(texts, labels, groups)}
    scores |= {name: column.to_numpy() for name, column in score_baselines(texts, signed=False).items()}
    figures = compare_scores(labels, scores, groups)
    curve = _draw_curve(texts, labels, groups, strength, features, float(figures["auc"].iloc[0]))
    _refuse_guesses(path, figures.iloc[0], curve)
    model = fit_model(texts, labels.astype(int), strength, features)
    about = {"measure": measure, "made_from": path.name, "sha256": fingerprint_file(path), "n": len(texts),
             "n_yes": int(labels.sum()), "n_articles": len({*groups}), "strength": strength,
             "auc": figures.to_dict("records"), "framing": analysis.__version__, "scikit-learn": _find_version()}
    return Training(Model(**{**model.__dict__, "about": about}), figures, curve, _extrapolate(curve), notes)


def compare_scores(labels: np.ndarray, scores: dict[str, np.ndarray],
                   articles: np.ndarray | None = None) -> pd.DataFrame:
    """Compare scorers on the same rows; with the article of each (a number from 0) whole articles are resampled.

    Returns
    -------
    DataFrame
        scorer · auc · low · high (95% bootstrap) · behind · behind_low · behind_high: how far it lies behind
        the first, on the same resamples.
    """
    first = next(iter(scores))
    metrics = {name: lambda weights, score=score: measure_auc(weights, labels, score) for name, score in scores.items()}
    metrics |= {f"behind {name}": lambda weights, score=score: measure_auc(weights, labels, scores[first])
                - measure_auc(weights, labels, score) for name, score in scores.items()}
    table = bootstrap(metrics, len(labels), clusters=articles)
    rows = [(name, *table.loc[name, ["value", "low", "high"]], *table.loc[f"behind {name}", ["value", "low", "high"]])
            for name in scores]
    return pd.DataFrame(rows, columns=["scorer", "auc", "low", "high", "behind", "behind_low", "behind_high"])


def try_model(model: Model, trained_on: Path, path: Path, measure: str, text: str = "text",
               label: str = "label") -> pd.DataFrame:
    """Hold a model against other coded sentences, beside the measure, the baselines and a plain model of the same rows.

    Returns what ``compare_scores`` does. Raises ``UserError`` where labels are not 0 and 1.
    """
    rows, learnt_from = read_labelled(path, text, label).rows, read_labelled(trained_on, text, label).rows
    texts, labels = [*rows["text"]], rows["label"].to_numpy(dtype=float)
    if {*labels} != {0.0, 1.0}:
        raise UserError(f"{path} must have labels of 0 and of 1.")
    plain = fit_plainly([*learnt_from["text"]], learnt_from["label"].to_numpy(dtype=float))
    scores = {LEARNT: model.score_texts(texts), PLAIN: plain.predict_proba(texts)[:, 1],
              measure: np.array([INSTRUMENTS[measure].score_text(each) for each in texts])}
    scores |= {name: column.to_numpy() for name, column in score_baselines(texts, signed=False).items()}
    return compare_scores(labels, scores)


def predict_unseen(texts: Sequence[str], labels: np.ndarray, groups: np.ndarray, strength: float,
                   features: np.ndarray) -> np.ndarray:
    """Score each text by a model that saw no text of its article."""
    scores = np.zeros(len(texts))
    for seen, held in _split(labels, groups):
        model = fit_model([texts[place] for place in seen], labels[seen].astype(int), strength, features[seen])
        scores[held] = model.score_texts([texts[place] for place in held])
    return scores


def predict_plainly(texts: Sequence[str], labels: np.ndarray, groups: np.ndarray) -> np.ndarray:
    """The same by what anybody would train first: TF-IDF of words and pairs of words, and a logistic regression."""
    scores = np.zeros(len(texts))
    for seen, held in _split(labels, groups):
        scores[held] = fit_plainly([texts[place] for place in seen], labels[seen]).predict_proba(
            [texts[place] for place in held])[:, 1]
    return scores


def fit_plainly(texts: Sequence[str], labels: np.ndarray):
    """Fit the plain model to all texts: a scikit-learn pipeline."""
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.linear_model import LogisticRegression
    from sklearn.pipeline import make_pipeline

    return make_pipeline(TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True),
                         LogisticRegression(max_iter=5_000)).fit(texts, labels)


def _split(labels: np.ndarray, groups: np.ndarray):
    from sklearn.model_selection import StratifiedGroupKFold

    folds = [*StratifiedGroupKFold(FOLDS, shuffle=True, random_state=0).split(labels, labels, groups)]
    if any(len({*labels[seen]}) < 2 for seen, _ in folds):
        raise UserError("Without one article or another all codes are the same, so nothing can be learnt from the "
                        "rest. Code sentences of both kinds in more articles.")
    return folds


def _rate(labels: np.ndarray, scores: np.ndarray) -> float:
    return float(measure_auc(np.ones((1, len(labels))), labels, scores)[0])


def _find_groups(path: Path, rows: pd.DataFrame, article: str) -> tuple[np.ndarray, tuple[str, ...]]:
    if not article:
        n_runs = max(FOLDS, min(20, len(rows) // 20))
        return np.arange(len(rows)) * n_runs // max(1, len(rows)), (
            "No column says which article a sentence comes from, so runs of neighbouring rows stand for articles: "
            "where sentences of one article lie apart the figures flatter. --article COLUMN names one.",)
    is_lines = path.suffix.lower() in (".jsonl", ".ndjson")
    table = pd.read_json(path, lines=True, dtype=str) if is_lines else read_cells(path)
    if article not in table:
        raise UserError(f"{path} has no column '{article}'. It has {', '.join(map(str, table))}.")
    names = table[article].astype(str).to_numpy()
    if len(names) != len(rows):
        raise UserError(f"{path}: {len(names)} rows have an article, {len(rows)} a text and a label. Fill in both.")
    return np.unique(names, return_inverse=True)[1], ()


def _refuse_few(path: Path, labels: np.ndarray, groups: np.ndarray) -> None:
    lacking = [(FEWEST - len(labels), "codes"), (FEWEST_OF_EACH - int(labels.sum()), "codes of 1"),
               (FEWEST_OF_EACH - int((1 - labels).sum()), "codes of 0"),
               (FEWEST_ARTICLES - len({*groups}), "articles")]
    needed = [f"{n} more {what}" for n, what in lacking if n > 0]
    if needed:
        raise UserError(f"{path} is too small to learn from: at least {', '.join(needed)} are needed, and several "
                        "hundred codes before a learnt measure is likely to be worth it.")


def _refuse_guesses(path: Path, learnt: pd.Series, curve: pd.DataFrame) -> None:
    """Refuse a model whose interval reaches down to what guessing gives, and say how many codes would part the two."""
    if learnt["low"] > _GUESS:
        return
    n_more = count_missing(curve, float(learnt["auc"] - learnt["low"]))
    how_many = (f"By the learning curve about {n_more:,.0f} more would tell it from that" if n_more == n_more else
                "The learning curve gives no sign that more of the same would help: look at how "
                "far two people agree on these codes first")
    raise UserError(f"What was learnt from {path} cannot be told from guessing: area under the ROC curve "
                    f"{learnt['auc']:.2f}, 95% interval {learnt['low']:.2f} to {learnt['high']:.2f}, and guessing has "
                    f"{_GUESS:.2f}. {how_many}.")


def count_missing(curve: pd.DataFrame, reach: float) -> float:
    """Count how many more codes would lift the lower end of the interval above what guessing gives.

    With n codes the area is top − b / √n, as the curve has it, and its interval reaches ``reach`` × √(n₀ / n) down;
    the sum is above ½ from n = ((b + reach × √n₀) / (top − ½))² on. The curve counts what a fold learns from, four
    fifths of the codes. NaN where the curve does not rise, or not above ½.

    Examples
    --------
    >>> curve = pd.DataFrame({"n": [100, 400], "auc": [0.5, 0.55]})  # top 0.6, b 1; at 400 down to 0.45
    >>> count_missing(curve, 0.10)  # (((1 + 0.1 × 20) / 0.1)² − 400) × 5 / 4
    625.0
    """
    known = curve.dropna()
    slope, top = np.polyfit(1 / np.sqrt(known["n"]), known["auc"], 1) if len(known) > 1 else (0.0, np.nan)
    if not slope < 0 or not top > _GUESS:
        return float("nan")
    n = float(known["n"].max())
    missing = ((-slope + reach * np.sqrt(n)) / (top - _GUESS)) ** 2 - n
    return float(max(1.0, np.ceil(round(missing * _OF_ALL, 6))))


def _draw_curve(texts: Sequence[str], labels: np.ndarray, groups: np.ndarray, strength: float, features: np.ndarray,
                whole: float) -> pd.DataFrame:
    """The area under the curve with parts of the articles to learn from, scored on articles that were not seen."""
    rng, rows = np.random.default_rng(0), []
    for share in _SHARES:
        scores, sizes = np.full(len(labels), np.nan), []
        for seen, held in _split(labels, groups):
            names = rng.permutation(np.unique(groups[seen]))
            part = seen[np.isin(groups[seen], names[:max(2, round(share * len(names)))])]
            if len({*labels[part]}) == 2:
                model = fit_model([texts[place] for place in part], labels[part].astype(int), strength, features[part])
                scores[held] = model.score_texts([texts[place] for place in held])
                sizes.append(len(part))
        known = ~np.isnan(scores)
        rows.append((round(float(np.mean(sizes))), _rate(labels[known], scores[known])) if sizes else (0, np.nan))
    return pd.DataFrame([*rows, (round(len(labels) * (FOLDS - 1) / FOLDS), whole)], columns=["n", "auc"])


def _extrapolate(curve: pd.DataFrame, gain: float = 0.02) -> float:
    """How many more codes would bring the gain if the curve went on as top − b / √n; NaN where it never would."""
    known = curve.dropna()
    slope, top = np.polyfit(1 / np.sqrt(known["n"]), known["auc"], 1) if len(known) > 1 else (0.0, np.nan)
    n, wanted = float(known["n"].max()), float(known["auc"].iloc[-1]) + gain
    if not slope < 0 or wanted >= top:
        return float("nan")
    return float(np.ceil(((slope / (wanted - top)) ** 2 - n) * _OF_ALL))


def _find_version() -> str:
    from importlib.metadata import version

    return version("scikit-learn")

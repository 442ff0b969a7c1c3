"""A learnt measure as a file of its own: words and parts of words with their weights, readable, and no pickle."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from analysis.comparison.learning.features import NAMES, measure_features
from analysis.files import UserError, read_text_file, write_file

FORMAT = "framing model 1"
# A term must stand in two texts: pairs of words that stand in one alone could be chained into its sentence again.
_VIEWS = {"words": {"ngram_range": (1, 2), "sublinear_tf": True, "min_df": 2},
          "letters": {"ngram_range": (2, 5), "sublinear_tf": True, "analyzer": "char_wb", "min_df": 2}}
_NO_SPREAD, _FARTHEST = 1e-9, 5.0  # standard deviations
_WEIGHT = 0.1  # of a measure beside a word, chosen by cross-validation on half of a set of labelled news sentences


@dataclass(frozen=True)
class Model:
    """A logistic regression on TF-IDF of words (one and two) and of letters (two to five), and on ``features.NAMES``.

    ``terms`` has for each view the terms in order, ``idf`` their weights, ``centre`` and ``scale`` those of the
    measures, ``coefficients`` all in this order; ``about`` says what it was made from and what it is worth.
    """

    terms: dict[str, list[str]]
    idf: dict[str, list[float]]
    centre: list[float]
    scale: list[float]
    coefficients: list[float]
    intercept: float
    about: dict[str, Any] = field(default_factory=dict)

    def score_texts(self, texts: Sequence[str]) -> np.ndarray:
        """Score texts: the probability, 0..1, that a coder would have said yes; no text gives an empty array."""
        from scipy.special import expit

        if not len(texts):
            return np.zeros(0)
        views = [_restore_view(name, self.terms[name], self.idf[name]).transform(texts) for name in _VIEWS]
        rows = _join(views, measure_features(texts), np.array(self.centre), np.array(self.scale))
        return expit(rows @ np.array(self.coefficients) + self.intercept)


def fit_model(texts: Sequence[str], labels: Sequence[int], strength: float = 3.0,
              features: np.ndarray | None = None) -> Model:
    """Fit a model to texts that were coded 0 or 1.

    Parameters
    ----------
    texts : sequence of str
        Sentences, or passages.
    labels : sequence of int
        0 or 1, both among them.
    strength : float
        The inverse of the penalty (scikit-learn's ``C``).
    features : array, optional
        ``measure_features(texts)``, where it is known already.

    Raises
    ------
    UserError
        When no word stands in two of the texts.

    Source: scikit-learn (Pedregosa, F. et al. (2011): Journal of Machine Learning Research 12, 2825–2830).

    Examples
    --------
    >>> texts = ["A shameless lie, plainly.", "The bridge opened at noon.", "A shameless stunt.", "Trains ran at noon."]
    >>> shares = fit_model(texts, [1, 0, 1, 0]).score_texts(["Shameless.", "It opened at noon."])
    >>> bool(shares[0] > shares[1])
    True
    """
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.linear_model import LogisticRegression

    features = measure_features(texts) if features is None else features
    spread = features.std(axis=0)
    centre, scale = features.mean(axis=0), np.where(spread > _NO_SPREAD, spread, 1.0)
    views = {name: TfidfVectorizer(**options) for name, options in _VIEWS.items()}
    try:
        fitted = [view.fit_transform(texts) for view in views.values()]
    except ValueError:
        raise UserError("No word stands in two of the texts, so nothing can be learnt from them.") from None
    regression = LogisticRegression(C=strength, max_iter=5_000).fit(_join(fitted, features, centre, scale), labels)
    return Model({name: view.get_feature_names_out().tolist() for name, view in views.items()},
                 {name: view.idf_.tolist() for name, view in views.items()}, centre.tolist(), scale.tolist(),
                 regression.coef_[0].tolist(), float(regression.intercept_[0]))


def write_model(path: Path, model: Model) -> None:
    """Write a model as JSON, numbers to six significant digits: words and pairs of words of two texts, no sentence.

    Raises
    ------
    UserError
        When another file than a model stands there, or the disk refuses.
    """
    if path.exists():
        load_model(path)

    def shorten(value: Any) -> Any:
        if isinstance(value, float):
            return float(f"{value:.6g}")
        if isinstance(value, dict):
            return {name: shorten(each) for name, each in value.items()}
        return [shorten(each) for each in value] if isinstance(value, list) else value

    content = {"format": FORMAT, "about": model.about, "measures": [*NAMES], "terms": model.terms, "idf": model.idf,
               "centre": model.centre, "scale": model.scale, "coefficients": model.coefficients,
               "intercept": model.intercept}
    write_file(path, json.dumps(shorten(content), ensure_ascii=False, indent=1) + "\n")


def load_model(path: Path) -> Model:
    """Read a model that ``write_model`` wrote.

    Raises
    ------
    UserError
        When the file is none, or was made with other measures than this version has.
    """
    try:
        content = json.loads(read_text_file(path))
        if content["format"] != FORMAT or content["measures"] != [*NAMES]:
            raise UserError(f"{path} was made by another version of framing train. Train it again.")
        model = Model(*(content[name] for name in ("terms", "idf", "centre", "scale", "coefficients", "intercept")),
                      about=content["about"])
        n_columns = sum(map(len, model.terms.values())) + len(NAMES)
    except (json.JSONDecodeError, KeyError, TypeError, AttributeError):
        raise UserError(f"{path} is no model. Name a file that framing train wrote.") from None
    fits = [n_columns == len(model.coefficients), len(NAMES) == len(model.centre) == len(model.scale),
            {*model.terms} == {*_VIEWS},
            all(len(terms) == len(model.idf.get(name, ())) for name, terms in model.terms.items())]
    if not all(fits):
        raise UserError(f"{path} is damaged: its weights do not fit its terms and measures. Train it again.")
    return model


def _restore_view(name: str, terms: list[str], idf: list[float]):
    from sklearn.feature_extraction.text import TfidfVectorizer

    options = {key: value for key, value in _VIEWS[name].items() if key != "min_df"}
    view = TfidfVectorizer(**options, vocabulary={term: place for place, term in enumerate(terms)})
    view.idf_ = np.array(idf)
    return view


def _join(views: Sequence[Any], features: np.ndarray, centre: np.ndarray, scale: np.ndarray):
    from scipy.sparse import csr_matrix, hstack

    standard = np.clip((features - centre) / scale, -_FARTHEST, _FARTHEST)  # no odd text may outshout all others
    return hstack([*views, csr_matrix(_WEIGHT * standard)]).tocsr()

"""How alike articles are in their words; and topics, where there are articles enough to speak of any."""

from __future__ import annotations

import numpy as np
import pandas as pd

from analysis.files import UserError

LEAST_ARTICLES = 50  # below, no topics
_COLUMNS = ["article_id", "other", "similarity"]
_DECIMALS = 6  # a similarity is compared and printed, not computed with
_LETTER = r"[^\W\d_]"
_N_RUNS = 5


def measure_similarity(word_counts: pd.DataFrame) -> pd.DataFrame:
    """Measure how alike each two articles are: the cosine of their words' TF-IDF weights, all voices together.

    Parameters
    ----------
    word_counts : DataFrame
        The table ``word_counts``.

    Returns
    -------
    DataFrame
        article_id · other · similarity, a row for each ordered pair and each article with itself. ``similarity`` runs
        from 0 (no word in common) to 1. A word weighs (1 + ln n) × (1 + ln((1 + articles) / (1 + articles with it))):
        without the logarithm of its count, "the" alone would make all articles alike. Articles stand in the order of an
        average-linkage clustering, so that alike ones are neighbours; this order is the table's. Fewer than two
        articles with a word give an empty table. Alike words may come from one event, one source or one copy as well as
        from one outlook.

    Source: Salton, G. and Buckley, C. (1988): Term-weighting approaches in automatic text retrieval. Information
    Processing & Management 24 (5), 513–523; Sokal, R. R. and Michener, C. D. (1958): A statistical method for
    evaluating systematic relationships. University of Kansas Science Bulletin 38, 1409–1438 (average linkage).

    Examples
    --------
    >>> counts = pd.DataFrame([["s", "grim", 1], ["t", "grim", 1], ["u", "calm", 1]],
    ...                       columns=["article_id", "word", "n"])
    >>> measure_similarity(counts).query("article_id < other").values.tolist()
    [['s', 'u', 0.0], ['s', 't', 1.0], ['t', 'u', 0.0]]
    """
    articles, _, counts = _count_words(word_counts)
    if len(articles) < 2:
        return pd.DataFrame(columns=_COLUMNS)
    from scipy.cluster.hierarchy import leaves_list, linkage
    from scipy.spatial.distance import squareform
    from sklearn.feature_extraction.text import TfidfTransformer

    weights = TfidfTransformer(sublinear_tf=True).fit_transform(counts)
    alike = np.clip((weights @ weights.T).toarray(), 0, 1).round(_DECIMALS)
    np.fill_diagonal(alike, 1.0)
    order = leaves_list(linkage(squareform(1 - alike, checks=False), "average"))
    return pd.DataFrame([[articles[row], articles[column], alike[row, column]] for row in order for column in order],
                        columns=_COLUMNS)


def _count_words(word_counts: pd.DataFrame) -> tuple[list[str], np.ndarray, object]:
    """Articles and words, both in alphabetical order, and their counts as a sparse matrix."""
    from scipy.sparse import coo_array

    row, articles = pd.factorize(word_counts["article_id"], sort=True)
    column, words = pd.factorize(word_counts["word"], sort=True)
    counts = coo_array((word_counts["n"].to_numpy(dtype=float), (row, column)), (len(articles), len(words)))
    return [*articles], np.asarray(words, dtype=object), counts.tocsr()


def may_model_topics(n_articles: int) -> str:
    """Say why so few articles have no topics; the empty string from ``LEAST_ARTICLES`` on.

    Source: Tang, J. et al. (2014): Understanding the limiting factors of topic modeling via posterior contraction
    analysis. Proceedings of ICML 2014, 190–198: with few documents no amount of words makes topics identifiable.

    Examples
    --------
    >>> may_model_topics(5).partition(".")[0]
    'No topic model: it looks for words that come together in many articles, and there are 5 here, fewer than 50'
    >>> may_model_topics(50)
    ''
    """
    if n_articles >= LEAST_ARTICLES:
        return ""
    return (f"No topic model: it looks for words that come together in many articles, and there are {n_articles:,} "
            f"here, fewer than {LEAST_ARTICLES}. With so few it would only give each article back as a topic of its "
            "own, and another seed would give other topics.")


def model_topics(word_counts: pd.DataFrame, n_topics: int = 10, n_words: int = 8, seed: int = 0) -> pd.DataFrame:
    """Model topics by factorising the articles' TF-IDF weights without negative numbers (NMF).

    Parameters
    ----------
    word_counts : DataFrame
        The table ``word_counts``. Tokens without a letter are left out, and words of fewer than three articles or of
        more than half of them.
    n_topics, n_words : int
        How many topics, and how many of the words that weigh most in each are named.
    seed : int
        Of the run shown; the four seeds after it give the runs that it is compared with.

    Returns
    -------
    DataFrame
        topic (from 1 on, the commonest first) · words · n_articles (in which it weighs most) · stability. Stability is
        the share of its words that the most alike topic of another run has too, mean over the runs, 0..1: a topic
        below about ½ is the seed's, not the articles'.

    Raises
    ------
    UserError
        With fewer than ``LEAST_ARTICLES`` articles (``may_model_topics``), or too few words left for so many topics.

    Source: Lee, D. D. and Seung, H. S. (1999): Learning the parts of objects by non-negative matrix factorization.
    Nature 401, 788–791; stability after Greene, D., O'Callaghan, D. and Cunningham, P. (2014): How many topics?
    Stability analysis for topic models. ECML PKDD 2014, 498–513.
    """
    articles, words, counts = _count_words(word_counts[word_counts["word"].str.contains(_LETTER)])
    refusal = may_model_topics(len(articles))
    if refusal:
        raise UserError(refusal)
    n_with = (counts > 0).sum(axis=0)
    kept = (n_with >= 3) & (n_with <= len(articles) / 2)
    if kept.sum() < n_topics:
        raise UserError(f"Only {kept.sum()} words stand in three articles or more and in no more than half of them. "
                        f"Ask for fewer than {n_topics} topics.")
    from sklearn.decomposition import NMF
    from sklearn.feature_extraction.text import TfidfTransformer

    weights = TfidfTransformer(sublinear_tf=True).fit_transform(counts[:, kept])
    runs = [NMF(n_topics, init="random", random_state=seed + run, max_iter=2_000, tol=1e-3) for run in range(_N_RUNS)]
    with np.errstate(invalid="ignore"):  # of a perfect fit scikit-learn takes the root of an error just below zero
        shares = [model.fit_transform(weights) for model in runs]
    named = [[[*words[kept][np.argsort(-topic, kind="stable")[:n_words]]] for topic in model.components_]
             for model in runs]
    leading = np.bincount(shares[0].argmax(axis=1), minlength=n_topics)
    return pd.DataFrame([{
        "topic": place, "words": ", ".join(named[0][topic]), "n_articles": int(leading[topic]),
        "stability": np.mean([max(len({*named[0][topic]} & {*other}) for other in run) for run in named[1:]]) / n_words,
    } for place, topic in enumerate(np.argsort(-leading, kind="stable"), start=1)])

"""Keywords: which words set two groups of articles apart, how far, in how many articles, and how surely.

Four figures stand beside each other because each answers another question: how large is the difference (log ratio, with
its interval), how large is it against what chance does to rare words (weighted log-odds), how unlikely is it if words
were drawn one by one (keyness), and how often does another split of the same articles differ as much (p). Words come in
articles, not one by one, so only p may be read as evidence; keyness is there because other studies print it. There are
three p, of the same splits: of the articles' mean relative frequencies, where every article counts once, and of log
ratio and log-odds, where the words of a group are poured together and the longest article counts most.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike

from analysis.comparison.plans import Plan
from analysis.resampling.permutation import permute_columns, permute_counts
from analysis.tables import check

VOICES = ("all", "narration")
PRIOR_SIZE = 1.0  # the prior holds as many words as both groups together
N_TOP, LEAST_ARTICLES = 12, 2

_LETTER = r"[^\W\d_]"
_NORMAL = 1.959964  # half the width of a 95% interval, in standard errors
_DECIMALS = 9  # what is below is floating-point error
_BLOCK = 5_000  # words whose counts are held at once


def measure_keywords(word_counts: pd.DataFrame, articles: pd.DataFrame, plan: Plan, seed: int = 0) -> pd.DataFrame:
    """Compare the plan's two groups word by word, in headline and body, all voices together and in narration.

    Parameters
    ----------
    word_counts : DataFrame
        The table ``word_counts``.
    articles : DataFrame
        The table ``articles``, of which article_id and group are used.
    plan : Plan
        Which groups; articles of others are left aside.
    seed : int
        Used only where there are too many splits to list them all (``resampling.permute_columns``).

    Returns
    -------
    DataFrame
        The table ``keywords``, a row for each word and voice. With y_a and y_b (``n_a``, ``n_b``) a word's counts and
        N_a and N_b (``n_words_a``, ``n_words_b``) all words of the groups:

        ``log_ratio`` = log₂ of (y_a + ½) / (N_a + ½) over (y_b + ½) / (N_b + ½): 1 is twice as often in group a. Its
        95% interval is ± 1.96 standard errors, √(1/(y_a + ½) − 1/(N_a + ½) + 1/(y_b + ½) − 1/(N_b + ½)) / ln 2 each. It
        takes words as drawn one by one, so it is too narrow for words that come in clusters.

        ``log_odds_z`` = δ / √(1/(y_a + α) + 1/(y_b + α)), where δ is the difference of the groups' ln((y + α) /
        (N + α₀ − y − α)). The prior is both groups together, ``PRIOR_SIZE`` times: α = y_a + y_b, α₀ = N_a + N_b. NaN
        where there is no other word.

        ``keyness`` = G² = 2 Σ O ln(O / E) over the four cells word or other word × group a or b; 0 or more.

        ``p`` is the share of the splits of the articles whose |difference| is at least the observed one, the difference
        being that of the articles' mean relative frequencies: every article counts once, however long it is, as in
        ``comparisons``. ``p_log_ratio`` and ``p_log_odds`` are the shares of the same splits whose |log ratio| or
        |log-odds| is, each taken of the counts of the split's two sides: they follow the longest articles, as these
        statistics do. ``p_floor`` is the lowest value of all three. Nothing is adjusted for the number of words.

        Left out are tokens without a letter (years, sums); they count among the words of the groups. Function words
        stay, and so do words of one article only: ``n_articles`` tells them. An article without a word in a voice is no
        article there. One group, or one without a word, gives no row.

    Source: Hardie, A. (2014): Log Ratio – an informal introduction (CASS, Lancaster University); interval: Walter, S.
    (1975): The distribution of Levin's measure of attributable risk. Biometrika 62 (2), 371–372; Monroe, B. L.,
    Colaresi, M. P. and Quinn, K. M. (2008): Fightin' words: Lexical feature selection and evaluation for identifying
    the content of political conflict. Political Analysis 16 (4), 372–403; Dunning, T. (1993): Accurate methods for the
    statistics of surprise and coincidence. Computational Linguistics 19 (1), 61–74.

    Examples
    --------
    >>> counts = pd.DataFrame([["s", "doom", 3], ["s", "the", 5], ["u", "the", 7], ["u", "doom", 1]],
    ...                       columns=["article_id", "word", "n"]).assign(voice="narration")
    >>> articles = pd.DataFrame({"article_id": ["s", "u"], "group": ["tabloid", "opinion"]})
    >>> keywords = measure_keywords(counts, articles, Plan("tabloid", "opinion")).query("voice == 'all'")
    >>> keywords[["word", "n_a", "n_b", "n_articles", "log_ratio", "p"]].values.tolist()  # log₂ of 3.5 / 1.5
    [['doom', 3, 1, 2, 1.22239, 1.0], ['the', 5, 7, 2, -0.447459, 1.0]]
    """
    if not plan.group_b:
        return check(pd.DataFrame(), "keywords")
    group = word_counts["article_id"].map(articles.set_index("article_id")["group"].to_dict())
    compared = word_counts.assign(in_a=group == plan.group_a)[group.isin([plan.group_a, plan.group_b])]
    tables = [_compare_words(compared if voice == "all" else compared[compared["voice"] == voice], seed).assign(
        group_a=plan.group_a, group_b=plan.group_b, voice=voice) for voice in VOICES]
    return check(pd.concat(tables), "keywords")


def _compare_words(counts: pd.DataFrame, seed: int) -> pd.DataFrame:
    """The rows of one voice, from one row or more for each article and word."""
    if counts["in_a"].nunique() < 2:
        return pd.DataFrame()
    counts = counts.groupby(["word", "article_id", "in_a"], as_index=False)["n"].sum()
    n_a, n_b = (counts["n"].where(side, 0).groupby(counts["word"]).sum() for side in (counts["in_a"], ~counts["in_a"]))
    a, b = n_a.to_numpy(dtype=float), n_b.to_numpy(dtype=float)
    log_ratio, half = measure_log_ratio(a, b, a.sum(), b.sum()), _NORMAL * _measure_error(a, b, a.sum(), b.sum())
    table = pd.DataFrame({
        "word": n_a.index, "n_a": n_a.to_numpy(), "n_b": n_b.to_numpy(), "n_words_a": int(a.sum()),
        "n_words_b": int(b.sum()), "n_articles": counts.groupby("word").size().to_numpy(),
        "log_ratio": log_ratio, "log_ratio_low": log_ratio - half, "log_ratio_high": log_ratio + half,
        "log_odds_z": measure_log_odds(a, b, a.sum(), b.sum()), "keyness": measure_keyness(a, b, a.sum(), b.sum())})
    kept = table["word"].str.contains(_LETTER)
    return table.round(_DECIMALS).assign(**_permute_words(counts, seed))[kept]


def measure_log_ratio(a: np.ndarray, b: np.ndarray, n_words_a: ArrayLike, n_words_b: ArrayLike) -> np.ndarray:
    """Measure the binary log of the ratio of relative frequencies (``measure_keywords``).

    Examples
    --------
    >>> measure_log_ratio(np.array([7.5]), np.array([1.5]), 99.5, 99.5).round(6).tolist()  # 8 / 100 against 2 / 100
    [2.0]
    """
    return np.log2((a + 0.5) / (n_words_a + 0.5)) - np.log2((b + 0.5) / (n_words_b + 0.5))


def _measure_error(a: np.ndarray, b: np.ndarray, n_words_a: ArrayLike, n_words_b: ArrayLike) -> np.ndarray:
    """The standard error of the log ratio."""
    return np.sqrt(1 / (a + 0.5) - 1 / (n_words_a + 0.5) + 1 / (b + 0.5) - 1 / (n_words_b + 0.5)) / np.log(2)


def measure_log_odds(a: np.ndarray, b: np.ndarray, n_words_a: ArrayLike, n_words_b: ArrayLike) -> np.ndarray:
    """Measure weighted log-odds with an informative Dirichlet prior, in standard errors (``measure_keywords``).

    Examples
    --------
    With α = 3 + 1 and α₀ = 8 + 8: ln(7 / 17) − ln(5 / 19) = 0.4477, over √(1/7 + 1/5).

    >>> measure_log_odds(np.array([3.0]), np.array([1.0]), 8, 8).round(4).tolist()
    [0.7646]
    """
    prior, all_prior = PRIOR_SIZE * (a + b), PRIOR_SIZE * (n_words_a + n_words_b)
    other_a, other_b = n_words_a + all_prior - a - prior, n_words_b + all_prior - b - prior
    with np.errstate(divide="ignore", invalid="ignore"):
        difference = np.log((a + prior) / other_a) - np.log((b + prior) / other_b)
    return np.where((other_a > 0) & (other_b > 0), difference, np.nan) / np.sqrt(1 / (a + prior) + 1 / (b + prior))


def measure_keyness(a: np.ndarray, b: np.ndarray, n_words_a: float, n_words_b: float) -> np.ndarray:
    """Measure keyness as log-likelihood: G² of the table word or other word × group a or b (``measure_keywords``).

    Examples
    --------
    Expected are 2 and 2 of 8 words each, so 2 × (3 ln(3/2) + 1 ln(1/2) + 5 ln(5/6) + 7 ln(7/6)).

    >>> measure_keyness(np.array([3.0]), np.array([1.0]), 8, 8).round(4).tolist()
    [1.3814]
    """
    share = (a + b) / (n_words_a + n_words_b)
    cells = [(a, n_words_a * share), (b, n_words_b * share),
             (n_words_a - a, n_words_a * (1 - share)), (n_words_b - b, n_words_b * (1 - share))]
    return np.maximum(0, 2 * sum(_weigh_log(found, expected) for found, expected in cells))


def _weigh_log(found: np.ndarray, expected: np.ndarray) -> np.ndarray:
    """O ln(O / E), which is 0 where nothing was found."""
    ratio = np.divide(found, expected, out=np.ones_like(expected), where=found > 0)
    return found * np.log(ratio)


def _permute_words(counts: pd.DataFrame, seed: int) -> dict[str, ArrayLike]:
    """Each word's three p, in alphabetical order, and the lowest value they could have."""
    articles = counts.groupby("article_id").agg(in_a=("in_a", "first"), n_words=("n", "sum"))
    patterns, which = _find_patterns(counts, articles.index)
    found, n_words = [], articles[["n_words"]].to_numpy()
    for start in range(0, len(patterns), _BLOCK):
        block = np.zeros((len(articles), min(_BLOCK, len(patterns) - start)))
        for column, (places, n) in enumerate(patterns[start:start + _BLOCK]):
            block[places, column] = n
        shares = permute_columns(block / n_words, articles["in_a"], seed=seed)
        found.append([shares.p, *permute_counts(block, n_words[:, 0], articles["in_a"],
                                                [measure_log_ratio, measure_log_odds], seed=seed)])
    p, p_log_ratio, p_log_odds = np.hstack(found)[:, which]
    return {"p": p, "p_log_ratio": p_log_ratio, "p_log_odds": p_log_odds, "p_floor": shares.p_floor}


def _find_patterns(counts: pd.DataFrame, articles: pd.Index) -> tuple[list[tuple[np.ndarray, np.ndarray]], np.ndarray]:
    """Different patterns of counts (articles by place, count in each), and which of them each word has.

    Words of the same counts in the same articles, as most words of one article are, differ in no p. ``counts`` holds a
    word's rows together, articles in their order.
    """
    first = np.flatnonzero(counts["word"].ne(counts["word"].shift()))[1:]
    rows = zip(np.split(articles.get_indexer(counts["article_id"]), first), np.split(counts["n"].to_numpy(), first))
    patterns: dict[bytes, tuple[np.ndarray, np.ndarray]] = {}
    found = [(places.tobytes() + n.tobytes(), (places, n)) for places, n in rows]
    for key, pattern in found:
        patterns.setdefault(key, pattern)
    number = {key: place for place, key in enumerate(patterns)}
    return list(patterns.values()), np.array([number[key] for key, _ in found])


def choose_keywords(keywords: pd.DataFrame, voice: str = "all", n_top: int = N_TOP,
                    least_articles: int = LEAST_ARTICLES) -> pd.DataFrame:
    """Choose the words that set each group most apart by weighted log-odds, those of group a first.

    Parameters
    ----------
    keywords : DataFrame
        The table ``keywords``.
    voice : str
        One of ``VOICES``.
    n_top : int
        How many words for each group, at most.
    least_articles : int
        In how many articles a word must stand: a word of one article says more about the article than about its group.

    Returns
    -------
    DataFrame
        Rows of ``keywords``, by falling ``log_odds_z`` in either direction, ties in alphabetical order.

    Examples
    --------
    >>> rows = pd.DataFrame({"voice": "all", "word": ["grim", "a", "calm", "once"], "n_articles": [3, 5, 2, 1],
    ...                      "log_odds_z": [1.5, 0.0, -0.8, 4.0]})
    >>> choose_keywords(rows)["word"].tolist()
    ['grim', 'calm']
    """
    rows = keywords[(keywords["voice"] == voice) & (keywords["n_articles"] >= least_articles)]
    rows = rows.sort_values("log_odds_z", key=lambda z: -z.abs(), kind="stable")
    return pd.concat([rows[side].head(n_top) for side in (rows["log_odds_z"] > 0, rows["log_odds_z"] < 0)],
                     ignore_index=True)

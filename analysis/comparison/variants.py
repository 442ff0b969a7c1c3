"""How results move when a lexicon's entries are dropped: which entries carry the finding?

A rate per 1,000 words is a sum over matches divided by the article's words, and a group's value is the mean over its
articles. So each entry carries its own part of the difference between two groups, the parts add up to the difference,
and dropping entries takes their parts away.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from math import isnan, nan

import numpy as np
import pandas as pd

from analysis.comparison.comparisons import split_values
from analysis.comparison.descriptions import TERM_RATES, describe_measure
from analysis.comparison.measures import VOICES, select_measured
from analysis.comparison.plans import Plan, Planned
from analysis.files import UserError
from analysis.resampling.differences import subtract_means

N_TOP = 5
_TIE = 1e-12  # what is left of a difference by floating-point error alone, against the parts that it is made of


@dataclass(frozen=True)
class Variant:
    """One measure's difference between two groups, and what it would be without each entry.

    ``entries`` has a row for each entry found in the two groups' articles, in that part and voice, those that move the
    difference most first: term; n_a, n_b (matches in each group); ``difference`` without the entry; ``move``, that
    difference less the full one; ``turns``, whether it then has another sign, or none. ``turned_by`` are the fewest
    entries that turn the sign when dropped together, None where no set of them does; ``top`` the five entries that pull
    most towards the difference, and ``top_share`` the share of it that they carry: above 1 where others pull back, NaN
    without a difference.
    """

    lexicon: str
    planned: Planned
    group_a: str
    group_b: str
    difference: float
    entries: pd.DataFrame
    turned_by: tuple[str, ...] | None
    top: tuple[str, ...]
    top_share: float

    @property
    def unit(self) -> str:
        """The unit of the differences."""
        return describe_measure(self.planned.measure).unit


def list_fed(lexicon: str, plan: Plan, measure: str | None = None, voice: str | None = None) -> list[Planned]:
    """List the measures, with part and voice, that a lexicon feeds.

    Those of the plan; where it has none, or another voice is asked for, the measure in the body, all voices together or
    that voice.

    Raises
    ------
    UserError
        When the lexicon feeds no rate, or not this one, or there is no such voice.

    Examples
    --------
    >>> plan = Plan("tabloid", "opinion")
    >>> [(fed.number, fed.measure, fed.voice) for fed in list_fed("loaded_language", plan)]
    [(2, 'loaded_per_1000', 'narration'), (3, 'loaded_per_1000', 'all')]
    >>> [(fed.number, fed.measure, fed.voice) for fed in list_fed("boosters", plan)]
    [(0, 'boosters_per_1000', 'all')]
    """
    rates = [rate for rate, (name, _) in TERM_RATES.items() if name == lexicon]
    if not rates:
        known = ", ".join(sorted({name for name, _ in TERM_RATES.values()}))
        raise UserError(f"'{lexicon}' feeds no rate that could move. Give one of {known}.")
    if measure is not None and describe_feed(measure)[0] != lexicon:
        more = " and loaded_<category>_per_1000" if lexicon == "loaded_language" else ""
        raise UserError(f"'{measure}' is not fed by {lexicon} alone. Give {', '.join(rates)}{more}.")
    if voice is not None and voice not in VOICES:
        raise UserError(f"'{voice}' is no voice. Give one of {', '.join(VOICES)}.")
    planned = [row for row in plan.planned if describe_feed(row.measure)[0] == lexicon
               and measure in (None, row.measure) and voice in (None, row.voice)]
    return planned or [Planned(0, measure or rates[0], voice=voice or "all")]


def vary_lexicon(fed: Planned, matches: pd.DataFrame, measures: pd.DataFrame, articles: pd.DataFrame,
                 plan: Plan) -> Variant:
    """Drop each entry of a lexicon in turn and say how the difference between the plan's groups moves.

    Parameters
    ----------
    fed : Planned
        A measure that the lexicon feeds, with part and voice (``list_fed``).
    matches, measures, articles : DataFrame
        The tables of these names; of ``measures`` only the denominators are used.
    plan : Plan
        Which groups are compared.

    Returns
    -------
    Variant
        ``difference`` = mean_a − mean_b over articles with a defined value, as coded, in the measure's unit; without an
        entry the same after all its rows are taken out of ``matches``. A shorter entry that would match in its place is
        not put there. NaN throughout when a group has no defined value. Values are not rounded between, so that they
        differ from the table ``comparisons`` in the sixth digit at most.

    Raises
    ------
    UserError
        When the corpus has one group only.

    Source: jackknife over entries, after Quenouille, M. H. (1956): Notes on bias in estimation. Biometrika 43, 353–360.

    Examples
    --------
    One article a group, 100 words each: a has "grim" twice, b "vile" once. 2 × 10 − 1 × 10 = 10 per 1,000 words.

    >>> place = {"part": "body", "voice": "all", "measure": "loaded_hits_per_1000"}
    >>> measures = pd.DataFrame([place | {"article_id": name, "denominator": 100.0} for name in ("s", "u")])
    >>> matches = pd.DataFrame({"article_id": ["s", "s", "u"], "term": ["grim", "grim", "vile"], "part": "body",
    ...                         "voice": "direct", "lexicon": "loaded_language", "category": "emotive", "weight": 2.0})
    >>> articles = pd.DataFrame({"article_id": ["s", "u"], "group": ["tabloid", "opinion"]})
    >>> fed = Planned(0, "loaded_hits_per_1000")
    >>> variant = vary_lexicon(fed, matches, measures, articles, Plan("tabloid", "opinion"))
    >>> variant.difference, variant.turned_by, variant.entries.values.tolist()
    (10.0, ('grim',), [['grim', 2, 0, -10.0, -20.0, True], ['vile', 0, 1, 20.0, 10.0, False]])
    """
    if not plan.group_b:
        raise UserError("All articles of this corpus are in one group, so that no difference can move. Give "
                        "articles.csv a second group.")
    words = _list_words(fed, measures)
    found = _select_fed(fed, matches)
    a, b = (list(part.index) for part in split_values(words, articles.set_index("article_id")["group"], plan))
    found = found[found["article_id"].isin([*a, *b])]
    rates = _spread(found, "adds", [*a, *b]).div(words.set_index("article_id")["value"].loc[[*a, *b]], axis=0) * 1000
    counts = _spread(found, "hits", [*a, *b])
    difference, without = _drop_each(rates.to_numpy(), len(a))
    entries = pd.DataFrame({
        "term": list(rates), "n_a": counts.loc[a].sum().to_numpy(dtype=int),
        "n_b": counts.loc[b].sum().to_numpy(dtype=int), "difference": without, "move": without - difference,
        "turns": (np.sign(without) != np.sign(difference)) & ~np.isnan(without)})
    entries = entries.sort_values("move", key=lambda move: -move.abs().round(9), kind="stable", ignore_index=True)
    top, top_share = _find_top(difference, entries)
    return Variant(describe_feed(fed.measure)[0], fed, plan.group_a, plan.group_b, difference, entries,
                   _find_turning(difference, entries), top, top_share)


def describe_feed(measure: str) -> tuple[str, str, str]:
    """Return the lexicon that feeds a measure (empty if none does alone), what of a match is summed, of which category.

    Examples
    --------
    >>> describe_feed("loaded_per_1000"), describe_feed("loaded_metaphor_per_1000"), describe_feed("tone")
    (('loaded_language', 'weight', ''), ('loaded_language', 'weight', 'metaphor'), ('', '', ''))
    """
    category = re.fullmatch(r"loaded_(.+)_per_1000", measure)
    if measure in TERM_RATES:
        return *TERM_RATES[measure], ""
    return ("loaded_language", "weight", category[1]) if category else ("", "", "")


def _list_words(fed: Planned, measures: pd.DataFrame) -> pd.DataFrame:
    """Each article's words in that part and voice, as ``value``; NaN where there are none."""
    rows = measures[measures["measure"] == fed.measure]
    if rows.empty:
        fed_too = sorted(name for name in {*measures["measure"]} if describe_feed(name)[0] == "loaded_language")
        raise UserError(f"'{fed.measure}' was not measured here. Give one of {', '.join(fed_too)}.")
    rows = rows[(rows["part"] == fed.part) & (rows["voice"] == fed.voice)]
    return rows[["article_id"]].assign(value=rows["denominator"].where(rows["denominator"] > 0))


def _select_fed(fed: Planned, matches: pd.DataFrame) -> pd.DataFrame:
    lexicon, amount, category = describe_feed(fed.measure)
    found = select_measured(matches).assign(hits=1)
    wanted = (found["lexicon"] == lexicon) & (found["part"] == fed.part)
    if fed.voice != "all":
        wanted &= found["voice"] == fed.voice
    if category:
        wanted &= found["category"] == category
    return found[wanted].assign(adds=found["weight"] if amount == "weight" else 1.0)


def _spread(found: pd.DataFrame, column: str, articles: Sequence[str]) -> pd.DataFrame:
    """Sum a column by article (rows, in this order) and term (columns, in alphabetical order)."""
    sums = found.pivot_table(index="article_id", columns="term", values=column, aggfunc="sum", fill_value=0)
    return sums.reindex(articles, fill_value=0).astype(float)


def _drop_each(rates: np.ndarray, n_a: int) -> tuple[float, np.ndarray]:
    """The first ``n_a`` rows' mean sum less that of the others, in full and without each column in turn."""
    full = rates.sum(axis=1)
    difference = subtract_means(full[:n_a], full[n_a:])
    if isnan(difference) or not rates.size:
        return difference, np.full(rates.shape[1], nan)
    left = full[:, None] - rates
    without = left[:n_a].mean(axis=0) - left[n_a:].mean(axis=0)
    return difference, np.where(np.abs(without) <= _TIE * np.abs(rates).max(), 0.0, without)


def _list_carriers(difference: float, entries: pd.DataFrame) -> pd.Series:
    """The part of the difference, as a positive number, that each entry pulling its way carries, the largest first."""
    parts = -np.sign(difference) * entries.set_index("term")["move"]
    return parts[parts > 0]


def _find_turning(difference: float, entries: pd.DataFrame) -> tuple[str, ...] | None:
    """The fewest entries that turn the sign: parts add up, so that those which carry most are the ones to drop."""
    carriers = _list_carriers(difference, entries)
    left = abs(difference) - carriers.cumsum()
    turned = (left < -_TIE * carriers.max()).to_numpy() if len(carriers) else np.array([], dtype=bool)
    return tuple(carriers.index[:turned.argmax() + 1]) if turned.any() else None


def _find_top(difference: float, entries: pd.DataFrame) -> tuple[tuple[str, ...], float]:
    carriers = _list_carriers(difference, entries).head(N_TOP)
    return tuple(carriers.index), float(carriers.sum()) / abs(difference) if len(carriers) else nan


def list_turning(lexicon: str, matches: pd.DataFrame, measures: pd.DataFrame, articles: pd.DataFrame,
                 plan: Plan) -> pd.DataFrame:
    """List, for each measure that a lexicon feeds, the fewest entries that carry the sign of its difference.

    Returns
    -------
    DataFrame
        measure · voice · difference (in the measure's unit) · entries (found in the two groups) · turned by (how many
        must be dropped together until the sign turns, 0 where no set does) · these (their terms). One group, or none of
        the entries found, gives no row.

    Examples
    --------
    >>> list_turning("hedges", *[pd.DataFrame()] * 3, Plan("all", "")).empty
    True
    """
    columns = ["measure", "voice", "difference", "entries", "turned by", "these"]
    if not plan.group_b:
        return pd.DataFrame(columns=columns)
    rows = []
    for fed in list_fed(lexicon, plan):
        variant = vary_lexicon(fed, matches, measures, articles, plan)
        if not isnan(variant.difference) and len(variant.entries):
            turned = variant.turned_by or ()
            rows.append([fed.measure, fed.voice, variant.difference, len(variant.entries), len(turned),
                         ", ".join(turned)])
    return pd.DataFrame(rows, columns=columns)

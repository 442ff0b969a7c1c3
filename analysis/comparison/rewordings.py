"""What a machine-reworded copy means for measures: texts reworded on purpose, and measured before and after.

What a machine changed in a copy cannot be undone where its source is not at hand. How far such machines move a measure
can be seen on texts of which both are: the constructed ones of the classroom, reworded in three strengths, with many
seeds (``analysis.instruments.reuse.rewording``), and read by the same instruments as every article.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import numpy as np
import pandas as pd

from analysis.comparison.comparisons import list_groupings, split_values
from analysis.comparison.descriptions import TOWARDS, describe_measure
from analysis.comparison.measures import measure_articles
from analysis.comparison.plans import AS_CODED, Plan, Planned
from analysis.comparison.scores import measure_spearman
from analysis.folders import find_home
from analysis.instruments.readings import measure_texts
from analysis.instruments.reuse.rewording import STRENGTHS, reword
from analysis.lexicons import load_lexicon
from analysis.resampling.differences import subtract_means
from analysis.texts.articles import load_texts
from analysis.texts.manifest import load_manifest
from analysis.texts.names.targets import load_targets

N_SEEDS = 3
LESS, MORE, NEAR, LOST, UNDEFINED = "less", "more", "near", "lost", "undefined"
_MATCHED = ("hedges", "boosters", "loaded_language", "tone")
_TABLES = ("sentences", "passages", "matches", "claims")
_PLACE = ["measure", "part", "voice"]
_ALSO = (Planned(0, "loaded_per_1000"), Planned(0, "tone"), Planned(0, "certainty"))


def list_asked(planned: Iterable[Planned]) -> list[Planned]:
    """List the planned measures, each once; behind them loaded language, tone and certainty if not planned.

    Examples
    --------
    >>> [asked.measure for asked in list_asked([Planned(1, "tone")])]
    ['tone', 'loaded_per_1000', 'certainty']
    """
    asked: dict[tuple[str, str, str], Planned] = {}
    for row in (*planned, *_ALSO):
        asked.setdefault((row.measure, row.part, row.voice), row)
    return [*asked.values()]


def measure_rewordings(planned: Iterable[Planned], folder: Path | None = None, n_seeds: int = N_SEEDS) -> pd.DataFrame:
    """Reword every text of a corpus in each strength and with each seed, and measure it before and after.

    Parameters
    ----------
    planned : iterable of Planned
        The measures, with part and voice; loaded language, tone and certainty are added (``list_asked``).
    folder : Path, optional
        A corpus whose texts are all there; the classroom's constructed texts where none is given.
    n_seeds : int
        Rewordings of each text in each strength: the seeds 0 to n_seeds − 1.

    Returns
    -------
    DataFrame
        A row for each measure, strength, seed and article: measure, part, voice, unit, strength (1 to 3), seed,
        article_id, ``before`` and ``after`` in the measure's unit, NaN where undefined or never found.

    Examples
    --------
    >>> pairs = measure_rewordings([Planned(1, "attributed_share")], n_seeds=1)
    >>> len(pairs), pairs.strength.unique().tolist()  # four measures × three strengths × 24 texts
    (288, [1, 2, 3])
    """
    folder, asked = folder or find_home("corpus/classroom"), list_asked(planned)
    articles = load_manifest(folder)
    texts = load_texts(folder, articles)
    keys = [(0, 0), *((strength, seed) for strength in STRENGTHS for seed in range(n_seeds))]
    names = {f"{strength} {seed} {article_id}": (strength, seed, article_id)
             for strength, seed in keys for article_id in texts}
    reworded = {name: reword(texts[article_id], strength, seed) if strength else texts[article_id]
                for name, (strength, seed, article_id) in names.items()}
    rows = articles.set_index("article_id")
    copies = rows.loc[[article_id for *_, article_id in names.values()]].assign(article_id=[*names]).reset_index(
        drop=True)[[*articles.columns]]
    values = _measure(copies, reworded, folder, asked)
    wanted = pd.DataFrame([{"measure": row.measure, "part": row.part, "voice": row.voice,
                            "unit": describe_measure(row.measure).unit} for row in asked])
    frame = pd.DataFrame([*names.values()], columns=["strength", "seed", "article_id"]).assign(name=[*names])
    found = wanted.merge(frame, how="cross").merge(values, how="left", on=["name", *_PLACE])
    before = found[found["strength"] == 0].rename(columns={"value": "before"})[["article_id", *_PLACE, "before"]]
    after = found[found["strength"] > 0].rename(columns={"value": "after"})
    pairs = after.merge(before, on=["article_id", *_PLACE], how="left")
    return pairs[[*_PLACE, "unit", "strength", "seed", "article_id", "before", "after"]]


def _measure(articles: pd.DataFrame, texts: dict[str, str], folder: Path, asked: list[Planned]) -> pd.DataFrame:
    further = [table for table, start in (("targets", TOWARDS), ("frames", "frame_"))
               if any(row.measure.startswith(start) for row in asked)]
    lexicons = {name: load_lexicon(name) for name in _MATCHED}
    _, tables = measure_texts(articles, texts, lexicons, load_targets(folder), (*_TABLES, *further))
    measures = measure_articles(*(tables[name] for name in _TABLES[:3]), tables.get("targets"), tables["claims"],
                                lexicons["loaded_language"].about["categories"], tables.get("frames"))
    return measures.rename(columns={"article_id": "name"})[["name", *_PLACE, "value"]]


def summarise_rewordings(pairs: pd.DataFrame) -> pd.DataFrame:
    """Summarise how far rewording moves each measure, in each strength.

    Parameters
    ----------
    pairs : DataFrame
        As ``measure_rewordings`` gives it.

    Returns
    -------
    DataFrame
        A row for each measure and strength, over the pairs with a value on both sides: measure, part, voice, unit,
        strength, ``n_texts``, ``n`` (pairs), ``n_lost`` (pairs with a value before and none after), mean_before,
        mean_after, mean_change (after − before), ``mean_move`` (mean |after − before|) in the unit; ``move_error``, its
        standard error over the seeds, which says nothing of other texts or machines; ``in_worths``, mean_move by the
        smallest difference worth the name; ``in_spreads``, mean_move by the standard deviation of the texts' own
        values; ``rank_correlation``, Spearman's ρ of the texts before and after, −1 to 1, the mean over the seeds. NaN
        without pairs; ``move_error`` also with one seed, ``in_spreads`` and ρ where the texts do not differ.

    Examples
    --------
    Two texts: 4 and 8 become 6 and 7. Mean move (2 + 1) / 2; the spread of 4 and 8 is √8 = 2.83.

    >>> pairs = pd.DataFrame({"measure": "hedges_per_1000", "part": "body", "voice": "all", "unit": "per 1,000 words",
    ...                       "strength": 1, "seed": 0, "before": [4.0, 8], "after": [6.0, 7],
    ...                       "article_id": ["a", "b"]})
    >>> summary = summarise_rewordings(pairs)
    >>> summary[["n", "mean_change", "mean_move", "in_worths", "in_spreads", "rank_correlation"]].round(2).values
    array([[2.  , 0.5 , 1.5 , 0.75, 0.53, 1.  ]])
    """
    rows = [dict(zip([*_PLACE, "unit", "strength"], key)) | _summarise(each)
            for key, each in pairs.groupby([*_PLACE, "unit", "strength"], sort=False)]
    return pd.DataFrame(rows)


def _summarise(pairs: pd.DataFrame) -> dict[str, float]:
    both = pairs.dropna(subset=["before", "after"])
    change = both["after"] - both["before"]
    move, spread = change.abs().mean(), pairs.drop_duplicates("article_id")["before"].std()
    error = change.abs().groupby(both["seed"]).mean().sem()
    ranks = [_correlate_ranks(seed) for _, seed in both.groupby("seed")]
    defined = [rank for rank in ranks if not np.isnan(rank)]
    return {"n_texts": pairs["article_id"].nunique(), "n": len(both),
            "n_lost": int((pairs["before"].notna() & pairs["after"].isna()).sum()),
            "mean_before": both["before"].mean(), "mean_after": both["after"].mean(), "mean_change": change.mean(),
            "mean_move": move, "move_error": error,
            "in_worths": move / describe_measure(pairs["measure"].iloc[0]).worth,
            "in_spreads": move / spread if spread > 0 else np.nan,
            "rank_correlation": float(np.mean(defined)) if defined else np.nan}


def _correlate_ranks(pairs: pd.DataFrame) -> float:
    return float(measure_spearman(np.ones((1, len(pairs))), pairs["before"], pairs["after"])[0])


def weigh_rewordings(summary: pd.DataFrame, measures: pd.DataFrame, articles: pd.DataFrame,
                     plan: Plan) -> pd.DataFrame:
    """Weigh each planned difference against what rewording alone does to its measure.

    Parameters
    ----------
    summary : DataFrame
        As ``summarise_rewordings`` gives it.
    measures, articles : DataFrame
        The tables of these names.
    plan : Plan
        The two groups as coded, the planned measures, and which articles are reworded copies.

    Returns
    -------
    DataFrame
        A row for each planned measure: number, measure, part, voice, unit; ``difference`` = mean of group a − mean of
        group b; ``without``, the same without the reworded articles; ``least_move`` and ``most_move``, the lowest and
        the highest ``mean_move`` of the strengths in which no more than half of the pairs lost their value;
        ``most_carried``, the most of it that reaches the difference: most_move × the reworded share of each group's
        articles; ``lost``, the strengths in which more than half did, parted by blanks; ``moves``, the verdict:

        =========  ================================================================================================
        lost       in some strength more than half of the pairs lost their value
        less       in every strength by less than the difference, with the measure's worth to spare
        more       in every strength by more than the difference, with two standard errors of the move to spare
        near       all else: it depends on the strength, or comes near
        undefined  there is no difference, or no pair
        =========  ================================================================================================

        ``sign_kept``: whether the difference without the reworded articles has the sign of the full one.

    Examples
    --------
    >>> articles = pd.DataFrame({"article_id": ["s", "t", "u"], "group": ["tabloid", "tabloid", "opinion"]})
    >>> measures = articles[["article_id"]].assign(part="body", voice="all", measure="tone", value=[0.5, 0.7, 0.2])
    >>> summary = pd.DataFrame({"measure": "tone", "part": "body", "voice": "all", "strength": [1, 2], "n": 6,
    ...                         "n_lost": 0, "mean_move": [0.1, 0.6], "move_error": 0.01})
    >>> plan = Plan("tabloid", "opinion", planned=(Planned(1, "tone"),), reworded=("t",))
    >>> weighed = weigh_rewordings(summary, measures, articles, plan)
    >>> weighed[["difference", "without", "most_carried", "moves", "sign_kept"]].round(2).values.tolist()
    [[0.4, 0.3, 0.3, 'near', True]]
    """
    groups = list_groupings(articles, plan)[AS_CODED]
    return pd.DataFrame([_weigh(row, summary, measures, groups, plan) for row in plan.planned])


def _weigh(planned: Planned, summary: pd.DataFrame, measures: pd.DataFrame, groups: pd.Series,
           plan: Plan) -> dict[str, object]:
    place = dict(zip(_PLACE, (planned.measure, planned.part, planned.voice)))
    values, moves = (_select(table, place) for table in (measures, summary))
    sides = split_values(values, groups if plan.group_b else groups[:0], plan)
    kept = [side.drop([article for article in plan.reworded if article in side]) for side in sides]
    difference, without = subtract_means(*sides), subtract_means(*kept)
    reworded = sum(1 - len(left) / len(side) for left, side in zip(kept, sides) if len(side))
    lost = moves["n_lost"] > moves["n"]
    left = moves[~lost]
    least, most = left["mean_move"].min(), left["mean_move"].max()
    surely = (left["mean_move"] - 2 * left["move_error"]).min(skipna=False)
    measure = describe_measure(planned.measure)
    return {"number": planned.number, **place, "unit": measure.unit, "difference": difference, "without": without,
            "least_move": least, "most_move": most, "most_carried": most * reworded,
            "lost": " ".join(map(str, moves.loc[lost, "strength"])),
            "moves": _judge(abs(difference), surely, most, measure.worth, lost.any()),
            "sign_kept": bool(np.sign(without) == np.sign(difference))}


def _select(table: pd.DataFrame, place: dict[str, str]) -> pd.DataFrame:
    return table[np.logical_and.reduce([table[column] == value for column, value in place.items()])]


def _judge(difference: float, surely: float, most: float, worth: float, is_lost: bool) -> str:
    """``surely`` is the least move less two standard errors, NaN with one seed."""
    if np.isnan(difference) or not is_lost and np.isnan(most):
        return UNDEFINED
    if is_lost:
        return LOST
    if most + worth <= difference:
        return LESS
    return MORE if surely > difference else NEAR

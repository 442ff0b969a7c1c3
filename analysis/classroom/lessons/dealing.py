"""Articles as cards: the five of the study, all ways to deal them anew, and what so few of them can ever show.

The numbers come from the tables that the study ships (``corpus/downfall/tables``), so that nothing is measured anew.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass
from itertools import combinations
from math import comb

import pandas as pd

from analysis.comparison.descriptions import describe_measure
from analysis.comparison.plans import AS_CODED, Plan, load_plan
from analysis.folders import DEFAULT_CORPUS, find_home
from analysis.presentation.findings.contrasts import read_contrast, state_title
from analysis.presentation.findings.wording import say_count, say_p, say_place
from analysis.tables import read_csv
from analysis.texts.manifest import load_manifest

MEASURE = "attributed_share"  # what stands on the cards: in the body, whoever speaks
MAY, MAY_NOT = "may", "may not"


@dataclass(frozen=True)
class Five:
    """The study of the five articles as it ships: its plan, and its articles, measures and comparisons."""

    plan: Plan
    articles: pd.DataFrame
    measures: pd.DataFrame
    comparisons: pd.DataFrame

    def find_comparison(self, measure: str, part: str = "body", voice: str = "all") -> pd.Series:
        """Find the comparison of a measure under the grouping of the study."""
        rows = self.comparisons
        return rows[(rows["measure"] == measure) & (rows["part"] == part) & (rows["voice"] == voice)
                    & (rows["grouping"] == AS_CODED)].iloc[0]


@functools.cache
def load_five() -> Five:
    """Load the study of the five articles from the tables that it ships; no article's text is needed.

    Raises
    ------
    UserError
        When a table is missing.

    Examples
    --------
    >>> load_five().plan.group_a
    'tabloid'
    """
    folder = find_home(str(DEFAULT_CORPUS))
    articles = load_manifest(folder)
    measures, comparisons = (read_csv(folder / "tables" / f"{name}.csv", name) for name in ("measures", "comparisons"))
    return Five(load_plan(folder, articles), articles, measures, comparisons)


def list_values() -> pd.DataFrame:
    """List what is on the cards as rows of ``measures`` with each article's group, lowest value first.

    Examples
    --------
    >>> list_values()["unit"].unique().tolist()
    ['share']
    """
    rows = load_five().measures
    rows = rows[(rows["measure"] == MEASURE) & (rows["part"] == "body") & (rows["voice"] == "all")]
    groups = load_five().articles.set_index("article_id")["group"]
    return rows.assign(group=rows["article_id"].map(groups)).sort_values("value", ignore_index=True)


def list_cards() -> pd.DataFrame:
    """List the five cards, lowest first: article_id · group · card (words given to others, in whole per cent).

    Examples
    --------
    >>> list_cards()["group"].value_counts().to_dict()
    {'tabloid': 3, 'opinion': 2}
    """
    values = list_values()
    return values[["article_id", "group"]].assign(card=(100 * values["value"]).round().astype(int))


def list_hands() -> pd.DataFrame:
    """List all ways to deal the cards into hands of the groups' sizes, as a player sees them.

    Returns
    -------
    DataFrame
        hand (from 1) · three · two, cards as text.

    Examples
    --------
    >>> list_hands().columns.tolist()
    ['hand', 'three', 'two']
    """
    return measure_hands()[["hand", "three", "two"]]


def measure_hands() -> pd.DataFrame:
    """List all hands as ``list_hands`` does, with what they come to.

    Returns
    -------
    DataFrame
        hand · three · two · mean_three · mean_two · difference (mean_three − mean_two), in percentage points to one
        decimal · found (whether it is the deal that was found: the groups as they are).

    Examples
    --------
    >>> int(measure_hands()["found"].sum())
    1
    """
    cards = list_cards()
    first = {*cards.index[cards["group"] == load_five().plan.group_a]}
    rows = []
    for number, hand in enumerate(combinations(cards.index, len(first)), start=1):
        three, two = cards["card"][[*hand]], cards["card"].drop([*hand])
        means = three.mean(), two.mean()
        rows.append((number, _lay_out(three), _lay_out(two), *(round(mean, 1) for mean in means),
                     round(means[0] - means[1], 1), {*hand} == first))
    return pd.DataFrame(rows, columns=["hand", "three", "two", "mean_three", "mean_two", "difference", "found"])


def list_extreme_hands() -> list[int]:
    """List the numbers of the hands that differ at least as much as the deal that was found, whichever way."""
    hands = measure_hands()
    sizes = hands["difference"].abs()
    return hands.loc[sizes >= sizes[hands["found"]].item(), "hand"].tolist()


def find_floor(n_a: int, n_b: int) -> float:
    """Find the lowest p that n_a against n_b articles can give: 1 hand of all, or 2 where each has a mirror image.

    Examples
    --------
    >>> find_floor(3, 2), find_floor(3, 3)  # 1 of 10, 2 of 20
    (0.1, 0.1)
    """
    return (2 if n_a == n_b else 1) / comb(n_a + n_b, n_a)


def list_sizes(most: int = 6) -> pd.DataFrame:
    """List in how many ways two groups of one size can be dealt: per_group (articles, 2 to ``most``) · hands.

    Examples
    --------
    >>> list_sizes(3).values.tolist()  # 4 × 3 / 2, and 6 × 5 × 4 / 6
    [[2, 6], [3, 20]]
    """
    sizes = range(2, most + 1)
    return pd.DataFrame({"per_group": sizes, "hands": [comb(2 * size, size) for size in sizes]})


def list_planned() -> pd.DataFrame:
    """List what the study fixed before looking, with what came out.

    Returns
    -------
    DataFrame
        number · measured (and where) · expected · one column for each group's mean, named like it · difference · unit
        · p · p_floor.

    Examples
    --------
    >>> list_planned()["number"].is_monotonic_increasing
    True
    """
    five, rows = load_five(), []
    a, b = five.plan.group_a, five.plan.group_b
    for each in five.plan.planned:
        found, described = five.find_comparison(each.measure, each.part, each.voice), describe_measure(each.measure)
        sign = each.expected.split()
        expected = " ".join({"a": a, "b": b}.get(word, word) for word in sign) or "nothing stated"
        rows.append((each.number, f"{described.label} {say_place(each.part, each.voice)}", expected, found["mean_a"],
                     found["mean_b"], found["difference"], described.unit, found["p"], found["p_floor"]))
    return pd.DataFrame(rows, columns=["number", "measured", "expected", a, b, "difference", "unit", "p", "p_floor"])


def list_groupings() -> pd.DataFrame:
    """List what comes of the cards under every grouping that the study defends.

    Returns
    -------
    DataFrame
        grouping · n_a · n_b (articles) · difference (share) · p · p_floor.

    Examples
    --------
    >>> list_groupings()["grouping"][0]
    'as coded'
    """
    rows = load_five().comparisons
    rows = rows[(rows["measure"] == MEASURE) & (rows["part"] == "body") & (rows["voice"] == "all")]
    return rows[["grouping", "n_a", "n_b", "difference", "p", "p_floor"]].reset_index(drop=True)


def list_sentences() -> pd.DataFrame:
    """List sentences about what is on the cards, as they might stand in a paper: letter · sentence.

    Examples
    --------
    >>> list_sentences()["letter"].tolist()
    ['A', 'B', 'C', 'D', 'E']
    """
    return _write_sentences()[["letter", "sentence"]]


def list_reasons() -> pd.DataFrame:
    """List the same sentences with the verdict on each: letter · verdict (may, may not) · reason."""
    return _write_sentences()[["letter", "verdict", "reason"]]


def _write_sentences() -> pd.DataFrame:
    five = load_five()
    found, (a, b) = five.find_comparison(MEASURE), (five.plan.group_a, five.plan.group_b)
    title = state_title(read_contrast(found))
    n_hits = round(found["p"] * found["n_splits"])
    rows = [
        ("A", f"In these {say_count(len(five.articles), 'article')} {title[:1].lower()}{title[1:]}", MAY,
         "It says of these articles what was counted in them, and of no others."),
        ("B", f"{a.title()}s give more words to others than {b} pages do ({say_p(found['p'], found['p_floor'])}).",
         MAY_NOT,
         "It speaks of all such papers. Nobody drew these articles from them, and the articles could not show it."),
        ("C", f"Dealt anew in every way, the same articles differ at least as much in {n_hits} of "
              f"{found['n_splits']} deals.", MAY,
         "That is what p counts, said without a word more."),
        ("D", f"As p is above 0.05, {a}s and {b} pages give equally many words to others.", MAY_NOT,
         "A proof that is missing is no proof of the opposite. So few articles could not have gone below 0.05 at all."),
        ("E", f"The {b} pieces give fewer words to others because they are {b} pieces.", MAY_NOT,
         "It names a cause. Paper, author, month and length differ between these articles too."),
    ]
    return pd.DataFrame(rows, columns=["letter", "sentence", "verdict", "reason"])


def _lay_out(cards: pd.Series) -> str:
    return ", ".join(map(str, cards))

"""Error taken off again: on simulated groups whose true shares are known."""

import numpy as np
import pandas as pd
import pytest

from analysis.comparison.correction import CORRECTED, RATES, RAW, correct_difference

TRUE = {"red": 0.2, "green": 0.3, "blue": 0.45}  # share of sentences, in the mean of articles
RATE = {"red": (0.9, 0.95), "green": (0.7, 0.9), "blue": (0.5, 0.8)}  # the machine's sensitivity and specificity
PAIRS = (("blue", "red"), ("blue", "green"), ("green", "red"))


def simulate(seed, n_articles=12, n_coded=6, from_groups=False):
    """Articles of 15 to 40 sentences whose shares scatter about their group's; six of each are coded, or as many of a
    group as that makes, from whichever articles."""
    rng = np.random.default_rng(seed)
    tables = []
    for group, share in TRUE.items():
        sensitivity, specificity = RATE[group]
        for number in range(n_articles):
            n = int(rng.integers(15, 41))
            truth = rng.random(n) < rng.beta(8 * share, 8 * (1 - share))
            machine = np.where(truth, rng.random(n) < sensitivity, rng.random(n) >= specificity)
            drawn = rng.choice(n, n_coded, replace=False)
            coded = np.full(n, np.nan)
            coded[drawn] = truth[drawn]
            tables.append(pd.DataFrame({"article_id": f"{group}{number}", "group": group, "coded": coded,
                                        "truth": truth.astype(float),
                                        "machine": machine.astype(int), "probability": n_coded / n}))
    table = pd.concat(tables, ignore_index=True)
    return draw_from_groups(table, rng, n_articles * n_coded) if from_groups else table


def draw_from_groups(table, rng, n):
    parts = []
    for _, rows in table.groupby("group", sort=False):
        drawn = rows.index[rng.choice(len(rows), n, replace=False)]
        parts.append(rows.assign(coded=rows["truth"].where(rows.index.isin(drawn)), probability=n / len(rows)))
    return pd.concat(parts)


def run_all(n_runs, from_groups=False):
    """A row for each run, pair of groups and estimate, with the truth."""
    rows = []
    for seed in range(n_runs):
        sentences = simulate(seed, from_groups=from_groups)
        for a, b in PAIRS:
            table = correct_difference(sentences, a, b).differences
            rows.append(table.assign(truth=TRUE[a] - TRUE[b], pair=f"{a} {b}"))
    table = pd.concat(rows, ignore_index=True)
    return table.assign(off=(table["difference"] - table["truth"]).abs(),
                        covers=(table["low"] <= table["truth"]) & (table["truth"] <= table["high"]))


@pytest.mark.long
@pytest.mark.parametrize("from_groups", [False, True])
def test_intervals_hold_the_truth_and_corrected_differences_lie_nearer_to_it(from_groups):
    table = run_all(600, from_groups)
    of = {name: rows for name, rows in table.groupby("estimate")}
    covered = of[CORRECTED].groupby("pair")["covers"].mean()
    assert covered.between(0.93, 0.97).all(), covered
    off = table.groupby(["estimate", "pair"])["off"].mean().unstack()
    print(off.round(3))  # of green and red the errors nearly cancel: there the raw difference lies as near
    assert (off.loc[CORRECTED, ["blue red", "blue green"]] < off.loc[RAW, ["blue red", "blue green"]]).all(), off
    bias = of[CORRECTED].groupby("pair")["difference"].mean() - of[CORRECTED].groupby("pair")["truth"].first()
    assert bias.abs().max() < 0.03
    assert of[RAW].groupby("pair")["covers"].mean()["blue red"] < 0.5  # what uncorrected intervals are worth


def test_a_whole_coding_is_its_own_share():
    sentences = simulate(1, n_coded=15).assign(probability=1.0)
    whole = sentences.assign(coded=[place % 2 for place in range(len(sentences))])
    groups = correct_difference(whole, "red", "blue").groups
    by_hand = whole.groupby(["group", "article_id"])["coded"].mean().groupby("group").mean()
    assert groups.set_index("group")["corrected"].to_dict() == pytest.approx(by_hand[["red", "blue"]].to_dict())


def test_a_perfect_machine_is_left_alone():
    sentences = simulate(2)
    sentences["coded"] = sentences["machine"].where(sentences["coded"].notna())
    table = correct_difference(sentences, "red", "blue").differences.set_index("estimate")
    assert table.loc[RAW, "difference"] == pytest.approx(table.loc[CORRECTED, "difference"]) == pytest.approx(
        table.loc[RATES, "difference"])


def test_swapping_the_groups_flips_the_sign():
    one, other = (correct_difference(simulate(3), *pair).differences for pair in (("red", "blue"), ("blue", "red")))
    assert one["difference"].tolist() == pytest.approx((-other["difference"]).tolist())
    assert one["low"].tolist()[:2] == pytest.approx((-other["high"]).tolist()[:2])


def test_what_a_sample_cannot_bear_is_undefined():
    sentences = simulate(4, n_articles=1).assign(coded=np.nan)
    table = correct_difference(sentences, "red", "blue").differences.set_index("estimate")
    assert table.loc[[RAW, CORRECTED], "low"].isna().all() and table.loc[[RATES, CORRECTED], "difference"].isna().all()
    some = simulate(5)
    some.loc[some["group"] == "red", "coded"] = np.nan
    assert correct_difference(some, "red", "blue").differences.set_index("estimate")["difference"].isna().tolist() == [
        False, True, True]
    assert correct_difference(sentences, "red", "none").differences["difference"].isna().all()

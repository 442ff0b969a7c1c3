"""Agreement of two coders worked out as on paper: the coincidence table, what chance gives, and alpha."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import nan

import pandas as pd

from analysis.classroom.lessons.feedback import is_blank

# Two pairs of coders, the same ten sentences; constructed. In both pairs two sentences are coded otherwise.
PAIRS = {"first": ("yyyyynnnnn", "yyyynynnnn"), "second": ("nnynnnnnnn", "nnnnnnnynn")}
_WORDS = {"y": "yes", "n": "no"}


@dataclass(frozen=True)
class Agreement:
    """Two coders' agreement: shares of the same code as observed and by chance (0..1), and Krippendorff's alpha."""

    same: float
    chance: float
    alpha: float


def list_pairs() -> pd.DataFrame:
    """List the constructed codes of both pairs: sentence (from 1) · a column for each coder of each pair.

    Examples
    --------
    >>> list_pairs().iloc[2, 1:].tolist()
    ['yes', 'yes', 'yes', 'no']
    """
    columns = {f"{name}, {coder}": [_WORDS[code] for code in codes]
               for name, pair in PAIRS.items() for coder, codes in zip("AB", pair)}
    table = pd.DataFrame(columns)
    table.insert(0, "sentence", range(1, len(table) + 1))
    return table


def count_coincidences(pair: str) -> pd.DataFrame:
    """Count a pair's coincidences: each sentence twice, as A's code beside B's and as B's beside A's.

    Returns
    -------
    DataFrame
        code · yes · no · in all (codes in the row).

    Source: Krippendorff, K. (2019): Content Analysis, 4th edition, chapter 12.

    Examples
    --------
    >>> count_coincidences("first").values.tolist()
    [['yes', 8, 2, 10], ['no', 2, 8, 10]]
    """
    first, second = PAIRS[pair]
    beside = [*zip(first, second), *zip(second, first)]
    rows = [[_WORDS[code], *(beside.count((code, other)) for other in _WORDS)] for code in _WORDS]
    table = pd.DataFrame(rows, columns=["code", *_WORDS.values()])
    return table.assign(**{"in all": table[[*_WORDS.values()]].sum(axis=1)})


def agree_by_hand(first: Sequence[object], second: Sequence[object]) -> Agreement:
    """Work out the agreement of two coders who coded the same sentences, step by step as on paper.

    With n codes in all, of which k are the same, chance would give the same code twice in k × (k − 1) of n × (n − 1)
    draws of two codes, summed over the codes. alpha = (same − chance) / (1 − chance): Krippendorff's, nominal.

    Returns
    -------
    Agreement
        NaN throughout without sentences; alpha NaN where all codes are the same.

    Source: Krippendorff, K. (2019): Content Analysis, 4th edition, chapter 12.

    Examples
    --------
    Of 4 sentences 3 have the same code; of 8 codes 3 are y: (3 × 2 + 5 × 4) / (8 × 7) = 0.4643.

    >>> found = agree_by_hand("yynn", "ynnn")
    >>> found.same, round(found.chance, 4), round(found.alpha, 4)
    (0.75, 0.4643, 0.5333)
    """
    if not len(first):
        return Agreement(nan, nan, nan)
    codes = [*first, *second]
    same = sum(one == other for one, other in zip(first, second)) / len(first)
    drawn = sum(codes.count(code) * (codes.count(code) - 1) for code in {*codes})
    chance = drawn / (len(codes) * (len(codes) - 1))
    return Agreement(same, chance, (same - chance) / (1 - chance) if chance < 1 else nan)


def list_steps(pair: str) -> pd.DataFrame:
    """List the steps from a pair's coincidence table to alpha: step · reckoning (as one writes it down) · result.

    Examples
    --------
    >>> list_steps("first")[["reckoning", "result"]].values.tolist()[0]
    ['(8 + 8) / 20', 0.8]
    """
    table = count_coincidences(pair)
    (yes, _, n_yes), (_, no, n_no) = table[["yes", "no", "in all"]].to_numpy().tolist()
    n, found = n_yes + n_no, agree_by_hand(*PAIRS[pair])
    chance = f"({n_yes} × {n_yes - 1} + {n_no} × {n_no - 1}) / ({n} × {n - 1})"
    alpha = f"({found.same:.3f} − {found.chance:.3f}) / (1 − {found.chance:.3f})"
    return pd.DataFrame([["the same code", f"({yes} + {no}) / {n}", found.same],
                         ["the same code by chance", chance, found.chance],
                         ["alpha", alpha, found.alpha]], columns=["step", "reckoning", "result"])


def measure_by_package(pair: str) -> float:
    """Measure a pair's alpha with the package ``krippendorff``, as the study does for all its figures of agreement.

    Examples
    --------
    >>> round(measure_by_package("first"), 3)
    0.62
    """
    from analysis.comparison.agreement.coefficients import measure_alpha

    return measure_alpha(*(pd.Series([*codes]) for codes in PAIRS[pair]), "nominal")


def compare_with_package(second: object = None) -> pd.DataFrame:
    """Set alpha worked out by hand beside the package's: pair · same (share) · by_hand · by_package.

    Parameters
    ----------
    second : dict, optional
        same, chance and alpha, as a reader worked them out for the second pair; that pair is left out until they are.

    Examples
    --------
    >>> compare_with_package({"same": 0.8, "chance": 0.81, "alpha": -0.05}).round(3).values.tolist()
    [['first', '0.800', '0.620', 0.62], ['second', '0.800', '−0.050', -0.056]]
    """
    found = agree_by_hand(*PAIRS["first"])
    rows = [["first", show_number(found.same), show_number(found.alpha), measure_by_package("first")]]
    if isinstance(second, dict) and not is_blank(second):
        same, alpha = (show_number(second.get(step)) for step in ("same", "alpha"))
        rows.append(["second", same, alpha, measure_by_package("second")])
    return pd.DataFrame(rows, columns=["pair", "same", "by_hand", "by_package"])


def show_number(number: object) -> str:
    """Write a number with three decimals and a true minus sign; what is no float as it is.

    Examples
    --------
    >>> show_number(-0.0555), show_number("81%")
    ('−0.056', '81%')
    """
    return f"{number:.3f}".replace("-", "−") if isinstance(number, float) else str(number)

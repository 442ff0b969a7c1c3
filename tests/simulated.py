"""Groups of articles with known differences, and a coder who sees what the machine sees."""

import numpy as np
import pandas as pd

from analysis.classroom.machine import read_machine

GROUPS = ("red", "green", "blue")
# Spread of the articles about their group's mean (the shape of a gamma distribution); the smaller, the more skewed.
KINDS = {"rates": 3.0, "skewed rates": 0.7}


def draw_values(rng, n, mean, kind):
    """Hits per 1,000 words of n articles, or shares of their sentences; in the long run their mean is ``mean``."""
    if kind == "shares":
        return rng.beta(8 * mean, 8 * (1 - mean), n)
    words = rng.integers(200, 1_500, n)
    shape = KINDS[kind]
    return 1_000 * rng.poisson(mean * rng.gamma(shape, 1 / shape, n) * words / 1_000) / words


def draw_study(rng, n, means, kind="rates", measures=("hedges_per_1000",)):
    """The tables ``measures`` and ``articles`` of three groups of n articles."""
    articles = pd.DataFrame({"article_id": [f"{group}{at}" for group in GROUPS for at in range(n)],
                             "group": [group for group in GROUPS for _ in range(n)]})
    values = [np.concatenate([draw_values(rng, n, mean, kind) for mean in means]) for _ in measures]
    table = pd.concat([articles[["article_id"]].assign(measure=measure, part="body", voice="all", value=value,
                                                       unit="per 1,000 words")
                       for measure, value in zip(measures, values)])
    return table, articles


def code_as_machine(study, sample, variable, change=lambda value: value):
    """The codes of a coder who sees what the machine sees."""
    shown = read_machine(study)[variable]["shown"]
    keys = zip(sample["article_id"], sample["sentence"] - 1)
    return sample[["article_id", "start", "end"]].assign(
        variable=variable, coder="AB", value=[change(shown[key]) for key in keys])

"""How long permutation, interval and q take for many articles: 20 measures × 10,000 permutations over 200 articles.

Run it on one core (``taskset -c 0``); nothing drawn is kept from one repeat to the next.
"""

import statistics
import time

import numpy as np

from analysis.resampling import bootstrap, splits
from analysis.resampling.bootstrap import bootstrap_difference, control_false_discovery
from analysis.resampling.permutation import permute_groups

N_MEASURES, N_ARTICLES, N_PERMUTATIONS, N_REPEATS = 20, 200, 10_000, 7

values = np.random.default_rng(1).normal(size=(N_MEASURES, N_ARTICLES))
half = N_ARTICLES // 2
control_false_discovery([0.5])  # loads SciPy, which is not timed
times: dict[str, list[float]] = {"permutations": [], "intervals": [], "false discovery": []}
for _ in range(N_REPEATS):
    splits.draw_splits.cache_clear()
    bootstrap._draw_again.cache_clear()
    started = time.perf_counter()
    p = [permute_groups(row[:half], row[half:], n_resamples=N_PERMUTATIONS).p for row in values]
    permuted = time.perf_counter()
    [bootstrap_difference(row[:half], row[half:]) for row in values]
    bounded = time.perf_counter()
    control_false_discovery(p)
    for name, seconds in zip(times, (permuted - started, bounded - permuted, time.perf_counter() - bounded)):
        times[name].append(seconds)
print(f"{N_MEASURES} measures, {N_ARTICLES} articles, {N_PERMUTATIONS:,} permutations; medians of {N_REPEATS}:")
for name, seconds in times.items():
    print(f"  {name:16s} {statistics.median(seconds):.3f} s (from {min(seconds):.3f} to {max(seconds):.3f})")

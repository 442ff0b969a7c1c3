"""How long permutation takes for many articles: of measures, with interval and q, and of every word of a vocabulary.

Run it on one core (``taskset -c 0``); nothing drawn is kept from one repeat to the next. Words: their p by log ratio
and by log-odds for all at once (``permute_counts``), beside a loop over the same splits that takes one word after the
other, of which a sample is timed and scaled to the whole.
"""

import resource
import statistics
import time

import numpy as np

from analysis.comparison.keywords import measure_log_odds, measure_log_ratio
from analysis.resampling import splits
from analysis.resampling.intervals import bound_difference, control_false_discovery
from analysis.resampling.permutation import permute_counts, permute_groups

N_MEASURES, N_ARTICLES, N_PERMUTATIONS, N_REPEATS = 20, 200, 10_000, 7
N_WORDS, N_LOOPED, N_WORD_REPEATS = 20_000, 20, 3
STATISTICS = [measure_log_ratio, measure_log_odds]


def permute_each(counts, n_words, in_a):
    """P of each word's statistics, word by word and split by split, the way one would write it down."""
    marks = splits.mark_splits(len(in_a), int(in_a.sum()), 0, N_PERMUTATIONS - 1)
    found = []
    for word in counts.T:
        for statistic in STATISTICS:
            values = [abs(statistic(word[side].sum(), word[~side].sum(), n_words[side].sum(), n_words[~side].sum()))
                      for side in (in_a, *marks)]
            found.append(np.mean([value >= values[0] - 1e-9 for value in values]))
    return np.reshape(found, (-1, len(STATISTICS))).T


values = np.random.default_rng(1).normal(size=(N_MEASURES, N_ARTICLES))
half = N_ARTICLES // 2
control_false_discovery([0.5])  # loads SciPy, which is not timed
times: dict[str, list[float]] = {"permutations": [], "intervals": [], "false discovery": []}
for _ in range(N_REPEATS):
    splits.draw_splits.cache_clear()
    started = time.perf_counter()
    p = [permute_groups(row[:half], row[half:], n_resamples=N_PERMUTATIONS).p for row in values]
    permuted = time.perf_counter()
    [bound_difference(row[:half], row[half:]) for row in values]
    bounded = time.perf_counter()
    control_false_discovery(p)
    for name, seconds in zip(times, (permuted - started, bounded - permuted, time.perf_counter() - bounded)):
        times[name].append(seconds)
print(f"{N_MEASURES} measures, {N_ARTICLES} articles, {N_PERMUTATIONS:,} permutations; medians of {N_REPEATS}:")
for name, seconds in times.items():
    print(f"  {name:16s} {statistics.median(seconds):.3f} s (from {min(seconds):.3f} to {max(seconds):.3f})")

# A vocabulary by Zipf's law, no two words with the same counts, so that nothing is computed once for several.
rates = 40 / np.arange(1, N_WORDS + 1)
counts = np.random.default_rng(2).poisson(np.maximum(rates, 0.05), size=(N_ARTICLES, N_WORDS))
n_words, in_a = counts.sum(axis=1), np.arange(N_ARTICLES) < half
started, before = time.process_time(), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
looped = permute_each(counts[:, ::N_WORDS // N_LOOPED], n_words, in_a)
loop = (time.process_time() - started) * N_WORDS / N_LOOPED
seconds = []
for _ in range(N_WORD_REPEATS):
    started = time.process_time()
    found = permute_counts(counts, n_words, in_a, STATISTICS, n_resamples=N_PERMUTATIONS - 1)
    seconds.append(time.process_time() - started)
assert np.allclose(found[:, ::N_WORDS // N_LOOPED], looped)
grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
print(f"{N_WORDS:,} words, {N_ARTICLES} articles, {N_PERMUTATIONS:,} permutations, two statistics; processor time:")
print(f"  all at once      {statistics.median(seconds):.1f} s (from {min(seconds):.1f} to {max(seconds):.1f}), "
      f"{grown:.0f} MB more at the peak")
print(f"  word by word     {loop:,.0f} s (from {N_LOOPED} words)")

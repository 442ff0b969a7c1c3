"""What articles share is said from the table, with every number."""

from itertools import combinations

import pandas as pd

from analysis.presentation.findings import state_reuse
from analysis.presentation.findings.copying import MOST_PAIRS

NOBODY = pd.DataFrame(columns=["article_id", "voice", "speaker", "speaker_kind"])


def make_reuse(*rows):
    return pd.DataFrame([{"article_a": a, "start_a": start, "end_a": start + n, "article_b": b, "start_b": at,
                          "end_b": at + n, "kind": kind, "degree": 1.0} for a, b, kind, start, at, n in rows],
                        columns=["article_a", "start_a", "end_a", "article_b", "start_b", "end_b", "kind", "degree"])


def test_a_quotation_that_one_side_repeats_counts_once():
    repeated = make_reuse(("a", "b", "quotation", 0, 5, 12), ("a", "b", "quotation", 40, 5, 12))
    assert state_reuse(repeated, NOBODY) == "`a` and `b` share one quotation of 12 characters."


def test_the_pair_that_shares_most_comes_first_and_kinds_are_told_apart():
    reuse = make_reuse(("a", "b", "rewording", 0, 0, 30), ("a", "c", "quotation", 0, 0, 20),
                       ("a", "c", "quotation", 50, 50, 33), ("a", "c", "rewording", 90, 90, 40))
    assert state_reuse(reuse, NOBODY) == (
        "`a` and `c` share two quotations, the longest of 33 characters and one sentence worded alike. "
        "`a` and `b` share one sentence worded alike.")


def test_nothing_shared_is_said():
    assert state_reuse(make_reuse(), NOBODY) == "No two articles share a quotation or a passage."


def test_the_study_says_what_its_tables_hold(read_study):
    study = read_study("downfall")
    said = state_reuse(study.reuse, study.passages)
    assert "`mail` and `sun` share one quotation of 12 characters." in said
    assert "`mail` and `uproxx` quote Abbas Gallyamov, but share no quotation." in said


def test_of_many_pairs_those_that_share_most_are_named_and_the_others_counted():
    pairs = [(f"a{one:02}", f"a{other:02}") for one, other in combinations(range(20), 2)]
    reuse = pd.DataFrame([(a, 10 * n, 10 * n + 9, b, 10 * n, 10 * n + 9, "quotation", 1.0)
                          for place, (a, b) in enumerate(pairs) for n in range(2 if place == 100 else 1)],
                         columns=["article_a", "start_a", "end_a", "article_b", "start_b", "end_b", "kind", "degree"])
    said = state_reuse(reuse, pd.DataFrame(columns=["article_id", "voice", "speaker", "speaker_kind"]))
    first, second = pairs[100]
    assert said.startswith(f"`{first}` and `{second}` share two quotations, the longest of 9 characters. `a00` and")
    assert said.count(" share ") == MOST_PAIRS + 1
    assert said.endswith("178 other pairs of articles share as many or fewer.")
    passages = pd.DataFrame({"article_id": [f"a{n:02}" for n in range(20)], "voice": "direct", "speaker": "Ada Lowe",
                             "speaker_kind": "named"})
    assert state_reuse(reuse.head(0), passages).endswith("So do 178 other pairs.")

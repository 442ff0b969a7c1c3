"""Agreement in the shipped codings, held against other libraries and against itself."""

from pathlib import Path

import pandas as pd
import pytest
from constructed_codings import CODERS, MACHINE, TABLES, look_up
from nltk.metrics.agreement import AnnotationTask
from nltk.metrics.distance import binary_distance, interval_distance
from sklearn.metrics import precision_recall_fscore_support

from analysis.comparison.agreement import list_disagreements, measure_agreement, summarise_errors
from analysis.comparison.agreement.coders import read_coder
from analysis.comparison.agreement.instrument import read_instrument
from analysis.comparison.agreement.pairs import mark_sentences, pair_codes
from analysis.tables import read_csv

CORPORA = Path(__file__).parents[2] / "corpus"


def ask_nltk(first, second, distance):
    codes = [(coder, item, value) for coder, values in (("A", first), ("B", second))
             for item, value in enumerate(values)]
    return AnnotationTask(codes, distance=distance).alpha()


@pytest.fixture(scope="module", params=["downfall", pytest.param("classroom", marks=pytest.mark.long)])
def shipped(request):
    folder = CORPORA / request.param
    return [read_csv(folder / "codings.csv", "codings"),
            *(read_csv(folder / "tables" / f"{name}.csv", name) for name in TABLES[1:])]


@pytest.fixture(scope="module", params=["downfall", pytest.param("classroom", marks=pytest.mark.long)])
def complete(request):
    """All tables by name, those of targets, claims and frames too."""
    folder = CORPORA / request.param
    return {"codings": read_csv(folder / "codings.csv", "codings")} | {
        name: read_csv(folder / "tables" / f"{name}.csv", name)
        for name in (*TABLES[1:], "targets", "claims", "frames")}


@pytest.fixture(scope="module")
def figures(shipped):
    return measure_agreement(*shipped)


class TestShippedCodings:
    def test_alpha_is_nltks(self, shipped, figures):
        codings, sentences, *_ = shipped
        a, b = (read_coder(codings, sentences, name) for name in "AB")
        pairs = {variable: pair_codes(a, b, variable) for variable in ("voice", "uncertainty", "tone", "tone_putin")}
        pairs |= {variable: mark_sentences(a, b, variable, sentences) for variable in ("hedge", "loaded")}
        for variable, sides in pairs.items():
            distance = interval_distance if variable.startswith("tone") else binary_distance
            theirs = ask_nltk(sides.reference, sides.other, distance)
            assert look_up(figures, variable, "alpha") == pytest.approx(theirs), variable

    def test_precision_and_recall_are_sklearns(self, shipped, figures):
        codings, sentences, *others = shipped
        settled, instrument = read_coder(codings, sentences, "settled"), read_instrument(sentences, *others)
        pairs, voices = pair_codes(settled, instrument, "voice"), ["direct", "indirect", "mixed", "narration"]
        theirs = precision_recall_fscore_support(pairs.reference, pairs.other, labels=voices)
        for metric, values in zip(("precision", "recall", "f1"), theirs):
            ours = [look_up(figures, "voice", metric, voice, MACHINE) for voice in voices]
            assert ours == pytest.approx(values)

    def test_swapping_the_coders_swaps_precision_and_recall_and_nothing_else(self, shipped, figures):
        codings, *tables = shipped
        swapped = measure_agreement(codings.replace({"coder": {"A": "B", "B": "A"}}), *tables)
        swapped["metric"] = swapped["metric"].replace({"precision": "recall", "recall": "precision"})
        key = ["comparison", "variable", "category", "metric"]
        ours, theirs = (table[table["comparison"] == CODERS].set_index(key)[["value", "low", "high"]].sort_index()
                        for table in (figures, swapped))
        pd.testing.assert_frame_equal(ours, theirs)

    def test_a_coder_agrees_with_himself(self, shipped):
        codings, *tables = shipped
        twice = pd.concat([codings[codings.coder == "A"].assign(coder=coder) for coder in "AB"])
        figures = measure_agreement(twice, *tables)
        assert (figures["value"].dropna() == 1).all() and (figures.low.dropna() == 1).all() and len(figures) > 50

    def test_the_order_of_rows_is_irrelevant(self, shipped, figures):
        shuffled = [table.sample(frac=1, random_state=1) for table in shipped]
        pd.testing.assert_frame_equal(measure_agreement(*shuffled), figures)
        pd.testing.assert_frame_equal(list_disagreements(*shuffled), list_disagreements(*shipped))

    def test_the_seed_moves_the_intervals_only(self, shipped, figures):
        other = measure_agreement(*shipped, seed=1)
        assert figures["value"].equals(other["value"]) and not figures.low.equals(other.low)

    def test_the_listed_disagreements_are_those_that_were_counted(self, complete):
        listed, figures = list_disagreements(**complete), measure_agreement(**complete)
        for row in figures.query("comparison == @MACHINE and category == ''").itertuples():
            here = listed[listed.variable == row.variable]
            if row.unit == "span" and row.metric in {"precision", "recall"}:
                lacking = here["settled" if row.metric == "precision" else "instrument"] == ""
                assert lacking.sum() == round((1 - row.value) * row.n), (row.variable, row.metric)
            elif row.metric == "share_same" and row.variable not in {"mention", "hedge", "booster", "loaded", "frames"}:
                graded = ~here[["settled", "instrument"]].isin(["question", "no grade", ""]).any(axis=1)
                here = here if row.variable.startswith("speaker") else here[graded]
                assert len(here) == round((1 - row.value) * row.n), row.variable
        summary = summarise_errors(listed)
        assert summary.n.sum() == len(listed) and summary.n.is_monotonic_decreasing

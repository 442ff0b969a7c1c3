"""Every number opens: the rows behind it add up to its numerator, in both corpora, for every measure with rows."""

import pandas as pd
import pytest

from analysis.comparison.rows import COLUMNS, FAMILIES, list_rows, name_family
from analysis.files import UserError
from analysis.study import measure_text

KEPT = {  # what of a family's rows a measure sums, and what it counts where that is not the amount
    "loaded_hits_per_1000": lambda rows: rows.assign(amount=1),
    "direct_share": lambda rows: rows[rows.voice == "direct"],
    "indirect_share": lambda rows: rows[rows.voice == "indirect"],
    "claims_per_1000": lambda rows: rows.assign(amount=1),
    "claims_carried_share": lambda rows: rows.assign(amount=rows.why.str.contains("carried by").astype(int)),
    "claim_certainty": lambda rows: rows[~rows.why.str.startswith("condition")]}


def keep(measure, rows):
    family = name_family(measure)
    if measure in KEPT:
        return KEPT[measure](rows)
    if family == "loaded_language" and measure != "loaded_per_1000":
        return rows[rows.why.str.startswith(measure[7:-9].replace("_", " ") + ",")]
    if family == "targets":
        return rows[rows.why == "towards " + measure[13:].replace("_", " ")]
    return rows[rows.words == measure[6:-6].replace("_", " ")] if family == "frames" else rows


@pytest.mark.parametrize("corpus", ["downfall", "classroom"])
def test_rows_add_up_to_the_numerators(corpus, read_study):
    study = read_study(corpus)
    families = {family: list_rows(family, study.tables) for family in FAMILIES}
    wrong, n_held = [], 0
    for (measure, voice), values in study.measures.groupby(["measure", "voice"]):
        family = name_family(measure)
        by_passage = measure == "tone" and voice != "all"  # word-weighted over passages, not a sum over sentences
        if not family or by_passage or measure.endswith("_first"):
            continue
        rows = keep(measure, families[family])
        rows = rows if voice == "all" else rows[rows.voice == voice]
        sums = rows.groupby(["article_id", "part"])["amount"].sum().to_dict()
        for row in values.itertuples():
            n_held += 1
            if row.numerator != pytest.approx(sums.get((row.article_id, row.part), 0), rel=1e-4, abs=1e-4):
                wrong.append((measure, voice, row.article_id, row.part, row.numerator))
    assert wrong == [] and n_held > 500


def test_a_row_says_where_whose_what_and_how_much():
    study = measure_text("Rain fell.\nIt rained. The brutal minister furiously left.")
    rows = list_rows("loaded_language", study.tables)
    assert rows[["paragraph", "sentence", "voice", "words"]].values.tolist() == [
        [2, 2, "narration", "brutal"], [2, 2, "narration", "furiously"]]
    assert rows.amount.sum() == study.measures.query("measure == 'loaded_per_1000' and voice == 'all'").numerator.sum()


def test_no_text_has_no_rows_and_no_family_is_made_up():
    tables = measure_text("").tables
    assert all(list(list_rows(family, tables).columns) == [*COLUMNS] and list_rows(family, tables).empty
               for family in FAMILIES)
    with pytest.raises(UserError, match="no family of rows. Known are voices"):
        list_rows("stance", tables)


def test_tables_stay_as_they_were(study):
    before = study.matches.copy()
    list_rows("hedges", study.tables)
    pd.testing.assert_frame_equal(study.matches, before)

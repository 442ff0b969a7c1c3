from pathlib import Path

import pandas as pd
import pytest

from analysis.files import UserError
from analysis.instruments.targeted import COMMON_PRAISE
from analysis.presentation.explanations import explain_text
from analysis.study import measure_text
from analysis.texts.names.targets import COLUMNS

TEXTS = ["He may go.", "The shameful [sic] plan must not pass, a clerk said: “It isn’t great.” Who knows?", "2023?!",
         "Über den Wolken", "Perhaps.\n\nSome 300 left. …"]


@pytest.mark.parametrize("text", TEXTS)
def test_the_words_add_up_to_the_score_of_the_table(text):
    rows, sentences = explain_text(text, ["clerk"] * ("clerk" in text)), measure_text(text).sentences
    loading = rows[rows.measure == "loading"]
    for number, group in loading.groupby("sentence"):
        adds = group.loc[group.words != "", "value"].astype(float).sum()
        n_words = sentences.n_words[number]
        assert float(group.loc[group.words == "", "value"].iloc[0]) == pytest.approx(adds / n_words ** 0.5, abs=5e-3)
        assert sentences.loading[number] == pytest.approx(adds / n_words ** 0.5, abs=5e-3)
    for measure in ("tone", "tone towards clerk"):
        for number, group in rows[rows.measure == measure].groupby("sentence"):
            total = sum(float(value.replace("−", "-")) for value in group.loc[group.words != "", "value"])
            total -= COMMON_PRAISE if measure != "tone" and len(group) > 1 else 0
            score = float(group.loc[group.words == "", "value"].iloc[0].replace("−", "-"))
            assert score == pytest.approx(total / (total ** 2 + 15) ** 0.5, abs=0.01)
    graded = rows[(rows.measure == "certainty") & (rows.words == "")]
    grades = [f"{grade:g}" if grade == grade else "–" for grade in sentences.certainty[graded.sentence]]
    assert grades == list(graded.value)


def test_every_rule_is_named():
    rows = explain_text("The clerk said that the vile plan may fail.")
    assert (rows.why != "").all()
    assert ["may", "2", "hedges: modal; leaves grade 2"] in rows[["words", "value", "why"]].values.tolist()
    assert "subject and verb before the words" in rows.why.iloc[1]


def test_a_target_that_is_not_named():
    with pytest.raises(UserError, match="does not name “Clerk”"):
        explain_text("A clerk left.", ["Clerk"])


@pytest.mark.parametrize("text", ["", " …", "\n"])
def test_nothing_to_explain(text):
    with pytest.raises(UserError, match="no word to explain"):
        explain_text(text)


CORPUS = Path(__file__).parents[2] / "corpus" / "classroom"
LEADER = pd.DataFrame([["lowe", "Ada Lowe", "Ada Lowe", True]], columns=[*COLUMNS, "leader"])
RULED = ["Ada Lowe spoke. The generals may topple her because of the war. They could do it soon. It won’t happen.",
         "Ada Lowe must resign. Ada Lowe has cancer. The ministers saluted. They are in chaos. Who comes next?",
         "The post-Lowe party met Ada Lowe. Her sham vote was no mistake. She lost the war. She lost.",
         "Ada Lowe rules.\n\n" + "\n\n".join(path.read_text(encoding="utf-8").replace("Liz Truss", "Ada Lowe")
                                            for path in sorted((CORPUS / "texts").glob("truss_*.txt")))]


@pytest.mark.parametrize("text", RULED)
def test_the_frames_and_claims_are_those_of_the_tables(text):
    rows, study = explain_text(text, leader="Ada Lowe"), measure_text(text, targets=LEADER)
    carried = study.frames.groupby("sentence")["frame"].agg(list)
    said = rows[(rows.measure == "frames") & (rows.words == "")].set_index("sentence")["value"]
    assert {number: {*frames.split(", ")} for number, frames in said.items()} == {
        number: {*carried.get(number, ["none"])} for number in said.index}
    claims = rows[(rows.measure == "claim") & (rows.words == "")]
    assert claims.loc[claims.value == "yes", "sentence"].to_list() == study.claims["sentence"].to_list()
    for field in ("mechanism", "role", "polarity", "horizon"):
        assert rows[(rows.measure == f"claim {field}") & (rows.words == "")]["value"].to_list() == (
            study.claims[field].to_list())
    for measure, group in rows[rows.measure.str.startswith("frame ")].groupby(["sentence", "measure"]):
        assert ("yes" in set(group.value[group.words != ""])) == (group.value[group.words == ""] == "yes").all()


@pytest.mark.parametrize("text, words, value, why", [
    ("The generals may topple him.", "generals", "yes", "frames; with topple"),
    ("The generals saluted.", "generals", "no", "only with a word of acting"),
    ("The camp is in chaos.", "in chaos", "yes", "frames; makes it alone"),
    ("The camp is not in chaos.", "in chaos", "no", "frames; does not fit: only as a state"),
    ("Ada Lowe has cancer.", "cancer", "yes", "frames; fits: only with the leader"),
    ("The town has a cancer ward.", "cancer", "no", "frames; does not fit: only with the leader"),
    ("Ada Lowe must resign.", "resign", "no", "falls: fall; a demand"),
    ("Ada Lowe spoke of Ben Frost, who may resign.", "resign", "no", "falls: fall; needs the leader before it"),
    ("Ada Lowe will be ousted.", "ousted", "yes", "falls: removal; said of the leader")])
def test_an_entry_says_what_it_makes_and_why_it_makes_nothing(text, words, value, why):
    rows = explain_text(text, leader="Ada Lowe" if "Ada Lowe" in text else "")
    found = rows[rows.measure.str.startswith(("frame", "claim")) & (rows.words == words) & (rows.value == value)]
    assert any(why in said for said in found.why), found.to_string()


def test_without_a_leader_no_claim_is_ruled_out():
    rows = explain_text("Ada Lowe will be ousted.")
    assert rows[rows.measure == "claim"][["words", "value"]].values.tolist() == [["", "–"]]
    first = explain_text("Ada Lowe will be ousted.", ["Ada Lowe"])
    assert "yes" in set(first[first.measure == "claim"].value) and "tone towards Ada Lowe" in set(first.measure)
    assert "tone towards Ada Lowe" not in set(explain_text("Ada Lowe will be ousted.", leader="Ada Lowe").measure)

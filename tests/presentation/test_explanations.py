import pytest

from analysis.files import UserError
from analysis.instruments.targeted import COMMON_PRAISE
from analysis.presentation.explanations import explain_text
from analysis.study import measure_text

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

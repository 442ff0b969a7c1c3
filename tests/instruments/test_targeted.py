import time

import pandas as pd
import pytest

from analysis.comparison.validation.instruments import INSTRUMENTS
from analysis.comparison.validation.validations import validate_file
from analysis.files import UserError
from analysis.study import measure_text

TARGETED = INSTRUMENTS["targeted_tone"]


def score(text, target):
    start = text.index(target)
    return TARGETED.score_text(text, start, start + len(target))


@pytest.mark.parametrize("text, target, sign", [
    ("The mayor is a disgrace.", "mayor", -1),
    ("Everybody praised the mayor, a brilliant and honest woman.", "mayor", 1),
    ("The mayor met the clerk on Monday.", "mayor", 0),
    ("The mayor isn’t honest.", "mayor", -1),
    ("The disgrace club met.", "disgrace", 0),  # the name itself does not judge
    ("The mayor left. The clerk is a disgrace.", "mayor", 0),  # another sentence
])
def test_what_stands_around_the_target_judges_it(text, target, sign):
    value = score(text, target)
    assert -1 < value < 1 and TARGETED.sign(value) == sign


def test_what_is_nearer_weighs_more():
    near = "The awful mayor spoke for a long time, it was said that day, of the clerk."
    assert score(near, "mayor") < score(near, "clerk") < 0


@pytest.mark.parametrize("row, problem", [
    ("He left.,0,3,3", "3 to 3 is no stretch of its text, which has 8 characters"),
    ("He left.,0,0,90", "0 to 90 is no stretch"), ("He left.,0,,2", " to 2 is no stretch")])
def test_a_target_outside_its_text(tmp_path, row, problem):
    path = tmp_path / "mine.csv"
    path.write_text(f"text,label,target_start,target_end\n{row}\n")
    with pytest.raises(UserError, match=f"mine.csv, row 2: .*{problem}"):
        validate_file(path, "targeted_tone")


@pytest.mark.long
@pytest.mark.parametrize("piece", ["brutal Lowe may fall, ", "if Lowe falls, ", "Ada Lowe and ", "Mr. A. B. Lowe "])
def test_a_sentence_of_two_thousand_words_takes_no_more_than_its_words(piece):
    """Each mention once looked through the sentence for every word that judges: eight times as long for twice it."""
    known = pd.DataFrame([["lowe", "Lowe", "Lowe", True]], columns=["target", "name", "alias", "leader"])
    measure_text("It rained.", targets=known)  # what is loaded once is no matter of the sentence
    started = time.process_time()
    assert len(measure_text(piece * (10_000 // len(piece)), targets=known).targets)
    assert time.process_time() - started < 6  # about one; it was fifteen

"""Who does what to whom: cases are sentences, a name in them, and the sign of what the verb says of it."""

import numpy as np
import pytest

from analysis.instruments.deeds import find_deeds
from analysis.instruments.matches import Matcher
from analysis.lexicons import load_lexicon
from analysis.texts.tokens import tokenise_words

DEEDS = Matcher(load_lexicon("deeds"))


def weigh(text, name):
    tokens = tokenise_words(text)
    at = [token.text for token in tokens].index(name)
    return [sign.adds for sign in find_deeds(tokens, DEEDS.match_tokens(tokens, text), at, at)]


@pytest.mark.parametrize("text, name, sign", [
    ("Lowe insulted Frost.", "lowe", -1), ("Lowe insulted Frost.", "frost", 0),
    ("Frost was insulted by Lowe.", "lowe", -1), ("Frost was insulted by Lowe.", "frost", 0),
    ("Lowe praised Frost.", "frost", 1), ("Lowe praised Frost.", "lowe", 0),
    ("Frost was praised.", "frost", 1), ("Frost was not praised.", "frost", -1),
    ("Lowe defeated Frost.", "lowe", 1), ("Lowe defeated Frost.", "frost", -1),
    ("Frost was defeated by Lowe.", "lowe", 1), ("Frost has been defeated.", "frost", -1),
    ("Lowe met Frost.", "lowe", 0)])
def test_the_doer_and_whom_it_is_done_to(text, name, sign):
    assert np.sign(sum(weigh(text, name))) == sign


def test_a_clause_between_halves_it_and_a_long_way_ends_it():
    near, = weigh("Lowe lied.", "lowe")
    assert weigh("Lowe, who left, lied.", "lowe") == [near / 2 ** 3]  # two commas and "who"
    assert weigh("Lowe " + "very " * 13 + "often lied.", "lowe") == []

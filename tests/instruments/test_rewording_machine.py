"""The rewording machine: seeded, and kept to content words; its list of synonyms is checked."""

import pytest

from analysis.files import UserError
from analysis.instruments.reuse.rewording import ODD, STRENGTHS, load_synonyms, reword
from analysis.lexicons import load_lexicon
from analysis.study import BESIDE, LEXICONS


def test_a_seed_gives_the_same_rewording_and_another_seed_another(classroom):
    text = (classroom / "texts" / "truss_wire.txt").read_text(encoding="utf-8")
    for strength in STRENGTHS:
        assert reword(text, strength, 7) == reword(text, strength, 7) != reword(text, strength, 8)


def test_names_numbers_marks_and_function_words_stay():
    text = "On 9 May, “Ada Lowe” may not have been in Bern; she can’t say why."
    assert {reword(text, strength) for strength in (1, 2)} == {text}


def test_a_strength_that_does_not_exist_is_refused():
    with pytest.raises(UserError, match="4 is no strength of a rewording. Give 1, 2, 3."):
        reword("Rain.", 4)


@pytest.mark.parametrize("rows, problem", [
    ("word,other\nlike,love", "has the columns word, other"),
    ("word,synonym\nlike,love\nlike,enjoy", "row 3: 'like' is given twice"),
    ("word,synonym\nlike,like", "row 2: 'like' is its own synonym"),
    ("word,synonym\nlike,to love", "row 2: 'like,to love' is not a word"),
    ("word,synonym\nLike,love", "row 2: 'Like,love' is not a word"),
    ("word,synonym\nlike,", "row 2: 'like,' is not a word"),
])
def test_a_faulty_list_of_synonyms_is_refused(tmp_path, rows, problem):
    path = tmp_path / "synonyms.csv"
    path.write_text(rows)
    with pytest.raises(UserError, match=problem):
        load_synonyms(path)


def test_the_synonyms_stand_in_alphabetical_order():
    assert [*load_synonyms()] == sorted(load_synonyms())


@pytest.mark.parametrize("name", [*LEXICONS, *BESIDE])
def test_odd_words_stand_in_no_word_list(name):
    terms = {*load_lexicon(name).entries["term"]}
    assert [word for words in ODD.values() for word in words if word in terms] == []

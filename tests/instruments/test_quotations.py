"""Quotations that articles share: how they are found, their wrappers, and the table of what is shared."""

import pandas as pd
import pytest

from analysis.instruments.reuse.articles import list_reuse, read_source
from analysis.instruments.reuse.quotations import compare_speech, find_shared_quotations, list_speech
from analysis.instruments.reuse.wrappers import list_wrappers
from analysis.schemas import SCHEMAS
from analysis.tables import check
from analysis.texts.voices.passages import read_voices


def list_rows(**texts):
    return list_reuse([read_source(name, text, read_voices(text)) for name, text in texts.items()])


# -- shared quotations ------------------------------------------------------------------------------------------------

@pytest.mark.parametrize("first, second, degree", [
    ("“We will hold the town,” he said.", "He said: “We will hold the town.”", 1),             # 5 of 5 and 5
    ("“We will hold the town,” he said.", "“We will hold the old town,” he said.", 2 * 5 / 11),  # a word put in
    ("“We will hold the town,” he said.", "“We will hold a town,” he said.", 2 * 4 / 10),      # a word exchanged
    ("“We will hold the town till May,” he said.", "“We will hold the town,” he said.", 1),    # shortened
    ("They fear the “meat mincer” war.", "It is a “meat mincer”, he said.", 1),                # a term
    ("“We will hold the town,” he said.", "He said that we will hold the town till night.", None),  # 5 < 6, indirect
    ("“It is what it is,” he said.", "“It is what it is,” she said.", None),                   # no content words
    ("“We will hold the town,” he said.", "“They will leave the town,” he said.", None),       # 3 words
])
def test_a_shared_quotation_and_its_degree(first, second, degree):
    found = [*find_shared_quotations([*list_speech(0, read_voices(first)), *list_speech(1, read_voices(second))])]
    assert [shared.degree for _, _, shared in found] == ([] if degree is None else [pytest.approx(degree)])


def test_a_quotation_given_in_indirect_speech_is_found():
    first, second = "“The old bridge will fall before winter,” he said.", ("The mayor said that the old bridge will "
                                                                           "fall before winter.")
    speeches = [*list_speech(0, read_voices(first)), *list_speech(1, read_voices(second))]
    (_, _, shared), = find_shared_quotations(speeches)
    assert second[shared.start_b:shared.end_b] == "the old bridge will fall before winter"


def test_comparing_speech_is_symmetric():
    one, = list_speech(0, read_voices("“We left the old house and the garden,” he said."))
    other, = list_speech(1, read_voices("“We left the house, not the garden,” he said."))
    there, back = compare_speech(one, other), compare_speech(other, one)
    assert (there.start_a, there.end_a, there.start_b, there.degree) == (
        back.start_b, back.end_b, back.start_a, back.degree)


def test_wrappers_stand_side_by_side():
    texts = {"a": "“We left the old house,” Ada Lowe admitted.", "b": "“We left the old house,” Ada Lowe claimed."}
    passages = pd.DataFrame([{"article_id": name} | passage._asdict() for name, text in texts.items()
                             for passage in read_voices(text).passages])
    row, = list_wrappers(check(pd.DataFrame(list_rows(**texts)), "reuse"), passages).itertuples()
    assert (row.speaker_a, row.reporting_verb_a) == ("Ada Lowe", "admitted")
    assert (row.speaker_b, row.reporting_verb_b, row.stance_b) == ("Ada Lowe", "claimed", "distancing")


def test_no_shared_quotation_gives_no_wrappers():
    columns = ["article_id", "start", "end", "part", "voice", "speaker", "reporting_verb", "stance"]
    wrappers = list_wrappers(check(pd.DataFrame(), "reuse"), pd.DataFrame(columns=columns))
    assert wrappers.empty and {"speaker_a", "stance_b"} <= {*wrappers.columns}


# -- the table --------------------------------------------------------------------------------------------------------

def test_the_table_of_one_article_is_empty():
    assert list_rows(a="“We will hold the town,” he said.") == [] and list_reuse([]) == []
    assert [*check(pd.DataFrame(list_reuse([])), "reuse").columns] == [*SCHEMAS["reuse"].columns]


def test_rows_name_articles_in_alphabetical_order_whatever_order_they_came_in():
    first, second = "“We will hold the town,” he said.\n", "He said: “We will hold the town.”\n"
    assert list_rows(b=first, a=second) == list_rows(a=second, b=first)
    row, = list_rows(b=first, a=second)
    assert (row["article_a"], row["article_b"], row["kind"], row["degree"]) == ("a", "b", "quotation", 1)
    assert second[row["start_a"]:row["end_a"]] == first[row["start_b"]:row["end_b"]] == "We will hold the town"


def test_a_sentence_that_is_a_shared_quotation_is_no_rewording():
    text = "“We will hold the old town until the very last day,” Ada said."
    assert {row["kind"] for row in list_rows(a=text, b=text)} == {"quotation"}

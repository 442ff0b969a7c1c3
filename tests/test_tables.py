"""Tables keep their agreed form, and what is written is what is read, byte for byte."""

from math import isnan, nan

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.files import UserError
from analysis.schemas import SCHEMAS, describe_tables
from analysis.tables import check, format_csv, read_cells, read_csv

MEANT = {"text": "x", "integer": 1, "number": 0.5, "flag": True}
CELLS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\r\ufeff"), max_size=8)
VALUES = {"text": CELLS, "integer": st.integers(-10**9, 10**9), "number": st.floats(allow_infinity=False),
          "flag": st.booleans()}


def make_row(name, **cells):
    return {column: (declared.values or [MEANT[declared.kind]])[0]
            for column, declared in SCHEMAS[name].columns.items()} | cells


def make_rows(name):
    return st.lists(st.fixed_dictionaries({
        column: st.sampled_from(declared.values) if declared.values else VALUES[declared.kind]
        for column, declared in SCHEMAS[name].columns.items()}), max_size=4)


@pytest.mark.parametrize("name", SCHEMAS)
def test_every_column_says_what_it_holds(name):
    schema = SCHEMAS[name]
    assert schema.row and set(schema.key) <= set(schema.columns)
    for column, declared in schema.columns.items():
        assert declared.kind in MEANT and len(declared.meaning) > 3, column
        assert f"| {column} | {declared.kind} | {declared.meaning} |" in describe_tables()


@pytest.mark.parametrize("name", SCHEMAS)
@settings(max_examples=10)
@given(data=st.data())
def test_what_is_written_is_what_is_read(name, tmp_path_factory, data):
    table = check(pd.DataFrame(data.draw(make_rows(name))), name)
    path = tmp_path_factory.getbasetemp() / f"{name}.csv"
    path.write_text(format_csv(table, name), encoding="utf-8", newline="")
    pd.testing.assert_frame_equal(read_csv(path, name), table)
    assert format_csv(read_csv(path, name), name) == format_csv(table, name)


@settings(max_examples=25)
@given(data=st.data())
def test_the_order_of_rows_and_columns_is_irrelevant(data):
    keys = st.tuples(CELLS, st.sampled_from(["direct", "narration"]), CELLS)
    rows = data.draw(st.lists(keys, unique=True, max_size=5))
    table = pd.DataFrame([{"article_id": a, "voice": v, "word": w, "n": 1} for a, v, w in rows])
    shuffled = table.sample(frac=1, random_state=1)[list(table.columns)[::-1]]
    assert format_csv(shuffled, "word_counts") == format_csv(table, "word_counts")


@pytest.mark.parametrize("name", SCHEMAS)
def test_no_rows_are_a_table_too(name):
    assert list(check(pd.DataFrame(), name)) == list(SCHEMAS[name].columns)
    assert format_csv(pd.DataFrame(), name) == ",".join(SCHEMAS[name].columns) + "\n"


def test_checking_changes_neither_the_given_table_nor_a_checked_one():
    given_table = pd.DataFrame([make_row("word_counts", word="b"), make_row("word_counts", word="a")])
    copy = given_table.copy(deep=True)
    checked = check(given_table, "word_counts")
    pd.testing.assert_frame_equal(given_table, copy)
    pd.testing.assert_frame_equal(check(checked, "word_counts"), checked)
    assert checked.word.tolist() == ["a", "b"]


@pytest.mark.parametrize("given_value, kept, written", [
    (1 / 3, 0.333333, "0.333333"), (2 / 3, 0.666667, "0.666667"), (0.1 + 0.2, 0.3, "0.3"), (250.0, 250.0, "250"),
    (-0.0, 0.0, "0"), (123456789.0, 123457000.0, "1.23457e+08"), (1e-9 / 3, 3.33333e-10, "3.33333e-10")])
def test_numbers_keep_six_digits_and_no_minus_zero(given_value, kept, written):
    table = check(pd.DataFrame([make_row("measures", value=given_value)]), "measures")
    assert str(table.value.item()) == str(kept)
    assert f"x,body,direct,x,{written},x," in format_csv(table, "measures")


def test_an_undefined_number_is_nan_and_an_empty_cell(tmp_path):
    table = check(pd.DataFrame([make_row("measures", value=nan)]), "measures")
    assert "x,body,direct,x,,x,0.5,0.5\n" in format_csv(table, "measures")
    (tmp_path / "measures.csv").write_text(format_csv(table, "measures"))
    assert isnan(read_csv(tmp_path / "measures.csv", "measures").value.item())


@pytest.mark.parametrize("written, meant", [("true", True), ("TRUE", True), ("True", True),
                                            ("false", False), ("FALSE", False), ("False", False)])
def test_flags_survive_a_spreadsheet(written, meant):
    assert check(pd.DataFrame([make_row("articles", constructed=written)]), "articles").constructed.item() is meant


@pytest.mark.parametrize("name, cells, problem", [
    ("articles", {"constructed": "no"}, "column constructed must hold true or false in every row ('no' is not)"),
    ("articles", {"constructed": ""}, "column constructed must hold true or false"),
    ("articles", {"constructed": None}, "column constructed must hold true or false"),
    ("word_counts", {"n": "many"}, "column n must hold a whole number"),
    ("word_counts", {"n": 1.5}, "column n must hold a whole number in every row (1.5 is not)"),
    ("word_counts", {"n": nan}, "column n must hold a whole number"),
    ("word_counts", {"n": ""}, "column n must hold a whole number"),
    ("measures", {"value": "much"}, "column value must hold a number"),
    ("measures", {"voice": "shouting"}, "row 1: voice 'shouting' is not one of direct, indirect, narration, all"),
    ("passages", {"stance": "rude"}, "row 1: stance 'rude' is not one of neutral, endorsing, distancing, (empty)"),
    ("mentions", {"extra": 1}, "unknown column extra. The table needs: article_id, start, end, kind"),
])
def test_a_wrong_value_is_named(name, cells, problem):
    with pytest.raises(UserError) as error:
        check(pd.DataFrame([make_row(name, **cells)], dtype=object), name)
    assert problem in str(error.value)


def test_a_missing_column_is_named():
    with pytest.raises(UserError, match="mentions: missing columns end, kind. The table needs"):
        check(pd.DataFrame([{"article_id": "a", "start": 0}]), "mentions")


@pytest.mark.parametrize("text, problem", [
    ("a,b\n1,2,3\n", "row 2: 3 cells instead of 2. Put a cell that holds a comma into double quotes."),
    ("a,b\n\n1,2\n1,2,3\n", "row 4: 3 cells"),
    ('a,b\n"1,2\n', "line 2, is not comma-separated values"),
    ("a,a\n1,2\n", "has the column a twice"),
    (",,\n,,\n", "has no column names"),
])
def test_a_broken_csv_file_is_named_with_its_row(tmp_path, text, problem):
    (tmp_path / "broken.csv").write_text(text)
    with pytest.raises(UserError) as error:
        read_cells(tmp_path / "broken.csv")
    assert str(tmp_path / "broken.csv") in str(error.value) and problem in str(error.value)


@pytest.mark.parametrize("text", [
    "a,b\n1,\n", "a,b\r\n1,\r\n", "a,b\r1,\r", "a,b\n1\n", "a , b\n\n1,\n,\n", "a,b,,\n1,,,\n", '"a","b"\n"1",""',
    "\ufeffa,b\n1,\n"])
def test_what_spreadsheets_write_is_read(tmp_path, text):
    (tmp_path / "a.csv").write_bytes(text.encode())
    assert read_cells(tmp_path / "a.csv").to_dict("records") == [{"a": "1", "b": ""}]


def test_a_table_that_does_not_fit_is_named_with_its_file(tmp_path):
    (tmp_path / "mentions.csv").write_text("article_id,start,end,kind\na,0,5,joke\n")
    with pytest.raises(UserError, match=r"mentions.csv: mentions, row 1: kind 'joke' is not one of title, term"):
        read_csv(tmp_path / "mentions.csv", "mentions")


@pytest.mark.parametrize("line, name", [("text;label", "semicolons"), ("text\tlabel", "tabs")])
def test_a_spreadsheets_other_delimiter_is_named(tmp_path, line, name):
    path = tmp_path / "mine.csv"
    path.write_text(f"{line}\n", encoding="utf-8")
    with pytest.raises(UserError, match=f"parted by {name}. Save it as CSV with commas."):
        read_cells(path)

"""A coder's file only grows, line by whole line, whoever else writes to it and whatever the power does."""

import subprocess
import sys

import pytest

from analysis.classroom.records import COLUMNS, append_rows, check_name, read_rows, take_last
from analysis.files import UserError
from analysis.tables import read_csv

ROW = {"article_id": "sun", "start": 0, "end": 9, "variable": "voice", "value": "direct", "coder": "AB"}
LAST = b"sun,0,9,voice,mixed,AB,1,\n"
WRITER = """
import sys
from pathlib import Path
from analysis.classroom.records import append_rows
path, coder, n = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
for number in range(n):
    append_rows(path, [{"article_id": "sun", "start": number, "end": number + 1, "variable": "voice",
                        "value": "direct", "coder": coder}])
"""


@pytest.fixture
def path(tmp_path):
    return tmp_path / "codings" / "AB.csv"


@pytest.mark.parametrize("name", ["AB", "zoë-2", "7", " AB "])
def test_names_are_initials_or_pseudonyms(name):
    assert check_name(name) == name.strip()


@pytest.mark.parametrize("name", ["", " ", "a b", "../x", "a/b", "-a", "=cmd", "a_b", "x" * 13, "settled", "Machine"])
def test_other_names_are_refused(name):
    with pytest.raises(UserError, match="initials or a pseudonym"):
        check_name(name)


def test_it_is_a_table_of_codings(path):
    append_rows(path, [ROW])
    assert read_csv(path, "codings").to_dict("records") == [ROW | {"pass": 1, "reason": ""}]


def test_two_processes_at_once_lose_nothing(path, ROOT):
    writers = [subprocess.Popen([sys.executable, "-c", WRITER, path, coder, "200"], cwd=ROOT) for coder in ("AB", "CD")]
    assert [writer.wait(timeout=120) for writer in writers] == [0, 0]
    rows, notes = read_rows(path)
    assert notes == [] and len(path.read_text(encoding="utf-8").splitlines()) == 401
    for coder in ("AB", "CD"):
        assert rows.loc[rows["coder"] == coder, "start"].tolist() == [*range(200)]


@pytest.mark.parametrize("cut", range(1, len(LAST) + 1))
def test_a_line_torn_anywhere_costs_that_answer_alone(path, cut):
    append_rows(path, [ROW, ROW | {"value": "mixed"}])
    whole = path.read_bytes()
    assert whole.endswith(LAST)
    path.write_bytes(whole[:-cut])
    rows, notes = read_rows(path)
    assert rows["value"].tolist() == (["direct", "mixed"] if cut == 1 else ["direct"]), "its line end alone is no loss"
    assert len(notes) == (1 < cut < len(LAST))
    append_rows(path, [ROW | {"variable": "tone", "value": "0"}])
    assert read_rows(path)[0]["variable"].tolist()[-1] == "tone", "the next answer is not glued to it"


def test_bytes_that_were_cut_inside_a_letter_are_a_torn_line(path):
    append_rows(path, [ROW, ROW | {"coder": "zoë"}])
    path.write_bytes(path.read_bytes().partition("ë".encode())[0] + "ë".encode()[:1])
    rows, notes = read_rows(path)
    assert len(rows) == 1 and "row 3, is torn" in notes[0]


def test_only_its_header_torn_is_an_empty_file(path):
    append_rows(path, [ROW])
    path.write_text("article_id,sta")
    assert read_rows(path)[0].empty


@pytest.mark.parametrize("content, words", [
    ("a,b\n1,2\n", "no coder's file"),
    (",".join(COLUMNS) + "\nsun,0,9,voice,direct,Zo\xeb,1,\n", "row 2, is not UTF-8"),
])
def test_other_files_are_refused_by_name(path, content, words):
    path.parent.mkdir()
    path.write_bytes(content.encode("latin-1"))
    with pytest.raises(UserError, match=words):
        read_rows(path)


def test_a_file_that_a_spreadsheet_saved_is_read(path):
    path.parent.mkdir()
    path.write_bytes(b"\xef\xbb\xbf" + (",".join(COLUMNS[:7]) + "\r\nsun,0,9,voice,direct,AB,1").encode())
    rows, notes = read_rows(path)
    assert rows["value"].tolist() == ["direct"] and notes == []


def test_the_last_answer_counts_and_earlier_ones_stay(path):
    for value in ("direct", "mixed", "indirect"):
        append_rows(path, [ROW | {"value": value}])
    rows, _ = read_rows(path)
    assert rows["value"].tolist() == ["direct", "mixed", "indirect"]
    assert take_last(rows)["value"].tolist() == ["indirect"]


def test_the_words_of_an_answer_go_with_it(path):
    loaded = ROW | {"variable": "loaded_language", "value": "yes"}
    other = loaded | {"start": 10, "end": 19}
    append_rows(path, [loaded, loaded | {"variable": "loaded", "end": 3}])
    append_rows(path, [other, other | {"variable": "loaded", "end": 12}])
    append_rows(path, [loaded, loaded | {"variable": "loaded", "start": 4}])
    words = take_last(read_rows(path)[0]).query("variable == 'loaded'")
    assert words[["start", "end"]].values.tolist() == [[10, 12], [4, 9]]

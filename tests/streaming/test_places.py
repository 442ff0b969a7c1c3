"""Results stand in a folder or at an address, whole files or none."""

import os

import pandas as pd
import pytest
from streams import MORE

from analysis.files import UserError
from analysis.streaming import TABLES, measure_stream, read_stream
from analysis.streaming.places import open_place, put_file


def test_results_may_stand_at_an_address(corpus, streamed, quick):
    out = "memory://measured"
    assert measure_stream(corpus, out, MORE, size=3)["measured"] == 7
    assert measure_stream(corpus, out, MORE, size=3)["measured"] == 0
    for name in TABLES:
        pd.testing.assert_frame_equal(read_stream(out, name), read_stream(streamed, name))


@pytest.mark.parametrize("address", ["nosuch://measured", "sftp://nosuch.invalid/measured", "zip://nosuch.zip"])
def test_an_address_that_is_not_reached_is_told_in_a_sentence(corpus, address):
    with pytest.raises(UserError, match="cannot be reached"):
        measure_stream(corpus, address)


def test_a_file_is_on_the_disk_before_it_has_its_name(tmp_path, monkeypatch):
    done = []
    monkeypatch.setattr(os, "fsync", lambda handle: done.append(os.fstat(handle).st_size))
    monkeypatch.setattr(os, "replace", lambda *_: done.append("renamed"))
    put_file(tmp_path / "a", "x" * 5)
    assert done == [5, "renamed"]


def test_two_processes_that_write_the_same_file_at_an_address_do_not_halve_it(tmp_path, monkeypatch):
    path, contents = open_place(f"file://{tmp_path}/a"), [letter * 100_000 for letter in "ab"]
    moved = []

    def write_another(self, *places, move=type(path.fs).mv, **options):
        if not moved:  # the other process has begun and ended between our writing and our renaming
            moved.append(places)
            put_file(path, contents[1])
        move(self, *places, **options)
    monkeypatch.setattr(type(path.fs), "mv", write_another)
    put_file(path, contents[0])
    assert path.read_text() == contents[0]
    assert [each.name for each in tmp_path.iterdir()] == ["a"]

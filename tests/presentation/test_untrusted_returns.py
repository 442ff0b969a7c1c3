"""Files that come back may be anything: none is trusted, none ends in a traceback, none changes a row."""

import pandas as pd
import pytest
from exchange import CODINGS, make_zip, write_corpus

from analysis.files import UserError
from analysis.presentation.returns import import_codings, packages
from analysis.presentation.returns.packages import Package, parse_xml
from analysis.tables import read_csv


@pytest.fixture
def pier(tmp_path):
    return write_corpus(tmp_path / "pier")


def read(folder):
    return read_csv(folder / "codings.csv", "codings")


LAUGHS = '<!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><Project>&b;</Project>'
OUTSIDE = '<!DOCTYPE a [<!ENTITY a SYSTEM "file:///etc/passwd">]><Project>&a;</Project>'


@pytest.mark.parametrize("data, problem", [
    (b"", "is no REFI-QDA project"), (b"PK\3\4 broken", "is no REFI-QDA project"),
    (make_zip({"a.txt": "x"}), "holds no project.qde"),
    (make_zip({"project.qde": "<Project/>"}), "is no project of REFI-QDA 1.0"),
    (make_zip({"project.qde": "<Project"}), "is not XML that can be read"),
    (make_zip({"project.qde": LAUGHS}), "has a document type"),
    (make_zip({"project.qde": LAUGHS.encode("utf-16")}), "has a document type"),
    (make_zip({"project.qde": OUTSIDE}), "has a document type"),
    (make_zip({"project.qde": '<?xml version="1.0" encoding="nonsense"?><Project/>'}), "is not XML"),
    (make_zip({"project.qde": "<a>" * 200 + "</a>" * 200}), "is nested more than 100 deep"),
    (make_zip({"../project.qde": "x"}), "leads out of it"), (make_zip({"/etc/passwd": "x"}), "leads out of it"),
    (make_zip({"sources\\..\\..\\x": "x"}), "leads out of it"), (make_zip({"C:/x": "x"}), "leads out of it"),
])
def test_a_package_that_cannot_be_trusted_is_refused(pier, tmp_path, data, problem):
    (tmp_path / "bad.qdpx").write_bytes(data)
    with pytest.raises(UserError, match=problem):
        import_codings(tmp_path / "bad.qdpx", pier)
    pd.testing.assert_frame_equal(read(pier), CODINGS)


class TestBombs:
    @pytest.fixture(autouse=True)
    def smaller(self, monkeypatch):
        monkeypatch.setattr(packages, "MOST_BYTES", 1000)
        monkeypatch.setattr(packages, "MOST_ENTRIES", 5)

    def write(self, tmp_path, data):
        (tmp_path / "bomb.qdpx").write_bytes(data)
        return tmp_path / "bomb.qdpx"

    @pytest.mark.parametrize("entries", [{"project.qde": "0" * 1001}, {str(n): "" for n in range(6)}])
    def test_too_much_is_not_unpacked(self, tmp_path, entries):
        with pytest.raises(UserError, match="would unpack to more than"):
            Package(self.write(tmp_path, make_zip(entries)))

    def test_an_entry_that_lies_about_its_size_is_cut_off(self, tmp_path):
        data = make_zip({"project.qde": "0" * 5000})
        size = (5000).to_bytes(4, "little")
        package = Package(self.write(tmp_path, data.replace(size, (10).to_bytes(4, "little"))))
        with pytest.raises(UserError, match="cannot be read"):
            package.read("project.qde")

    def test_entries_are_bounded_together(self, tmp_path, monkeypatch):
        package = Package(self.write(tmp_path, make_zip({"a": "0" * 400, "b": "0" * 400})))
        package._left = 500
        assert package.read("A") == b"0" * 400
        with pytest.raises(UserError, match="unpacks to more than"):
            package.read("b")

    def test_a_file_that_is_too_large_is_not_read(self, tmp_path):
        (tmp_path / "tasks.json").write_text(" " * 1001)
        with pytest.raises(UserError, match="so it was not read"):
            packages.read_bounded(tmp_path / "tasks.json")


def test_xml_without_a_document_type_is_read():
    assert parse_xml("<a>&amp;é</a>".encode(), "x").text == "&é"


@pytest.mark.parametrize("content, problem", [
    ("[", "is no JSON"), ('["\\ud800"]', "is no JSON"),
    ("[" * 100_000, "is no JSON"), ("[1]", "task 1 has no data"), ("{}", "task 1 has no data"),
    ('[{"id": 1, "text": "x", "label": []}]', "JSON-MIN"), ('[{"data": {"text": "x"}}]', "task 1 has no data")])
def test_a_file_that_holds_no_tasks_is_refused(pier, tmp_path, content, problem):
    (tmp_path / "bad.json").write_text(content)
    with pytest.raises(UserError, match=problem):
        import_codings(tmp_path / "bad.json", pier)


@pytest.mark.parametrize("content", [
    '[{"data": {"text": "x"}, "annotations": null}]', '[{"data": {"text": 1}, "annotations": [1, {"result": [null]}]}]',
    '[{"data": {"text": "x"}, "annotations": [{"result": [{"type": "labels", "from_name": [], "value": 3}]}]}]',
    '[{"data": {"text": "x"}, "annotations": [{"result": [{"type": "labels", "from_name": "a", "value": {"start": true,'
    ' "end": NaN}}], "completed_by": []}]}]'])
def test_tasks_of_any_shape_end_in_no_traceback(pier, tmp_path, content):
    (tmp_path / "odd.json").write_text(content)
    import_codings(tmp_path / "odd.json", pier)
    pd.testing.assert_frame_equal(read(pier), CODINGS)

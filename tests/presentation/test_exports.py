"""A study in the formats of other programs: nothing is lost, nothing runs as a formula, no text leaves unasked."""

import builtins
import csv
import io
import os
import shutil

import pandas as pd
import pytest
from exchange import CODINGS, read_project, write_corpus
from hypothesis import given, settings
from hypothesis import strategies as st
from refi_rules import NAMESPACE
from test_rights import list_runs

from analysis.files import UserError
from analysis.presentation.exports import FORMATS, WITH_TEXT, choose_place, write_export
from analysis.presentation.exports.contents import TABLES, collect_tables
from analysis.presentation.exports.spreadsheets import format_spreadsheet, read_spreadsheet
from analysis.presentation.exports.spss import describe_wide_codings, format_sav, name_variable
from analysis.presentation.exports.variables import describe_coded, describe_variables
from analysis.schemas import SCHEMAS
from analysis.study import load_study
from analysis.tables import check, free_cell, guard_cell


@pytest.fixture(scope="module")
def study(rooms):
    return rooms


@pytest.fixture(scope="module")
def tables(study):
    return collect_tables(study)


def test_csv_reads_back_as_the_same_tables(study, tables, tmp_path):
    written = write_export(study, "csv", tmp_path / "csv")
    assert {path.name for path in written} == {*(f"{name}.csv" for name in TABLES), "codebook.csv", "README.txt"}
    for name, table in tables.items():
        pd.testing.assert_frame_equal(read_spreadsheet(tmp_path / "csv" / f"{name}.csv", name), table)


@pytest.mark.parametrize("cell, written", [
    ("=1+1", "'=1+1"), ("+49 30", "'+49 30"), ("-", "'-"), ("@sum", "'@sum"), ("\tx", "'\tx"), ("\rx", "'\rx"),
    ("'=1", "''=1"), ("-0.25", "-0.25"), ("+.5e3", "+.5e3"), ("-1-1", "'-1-1"), ("1e", "1e"), ("a=b", "a=b"), ("", "")])
def test_a_cell_that_would_run_gets_an_apostrophe(cell, written):
    assert guard_cell(cell) == written and free_cell(written) == cell


@settings(max_examples=50)
@given(values=st.lists(st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"])), min_size=1,
                       max_size=5))
def test_any_text_comes_back_from_a_spreadsheet(values, tmp_path_factory):
    rows = [{"article_id": "a", "start": place, "end": place + 1, "variable": "x", "value": value, "coder": "A",
             "pass": 1, "reason": value} for place, value in enumerate(values)]
    table = check(pd.DataFrame(rows), "codings")
    written = format_spreadsheet(table, "codings")
    cells = [cell for row in csv.reader(io.StringIO(written.removeprefix("\ufeff"), newline="")) for cell in row]
    assert not [cell for cell in cells if cell.startswith(tuple("=@\t\r"))]
    path = tmp_path_factory.mktemp("csv") / "codings.csv"
    path.write_bytes(written.encode("utf-8"))
    pd.testing.assert_frame_equal(read_spreadsheet(path, "codings"), table)


def test_parquet_keeps_types_and_says_what_columns_mean(study, tables, tmp_path):
    parquet = pytest.importorskip("pyarrow.parquet")
    write_export(study, "parquet", tmp_path / "p")
    for name, table in tables.items():
        pd.testing.assert_frame_equal(check(pd.read_parquet(tmp_path / "p" / f"{name}.parquet"), name), table)
    schema = parquet.read_schema(tmp_path / "p" / "sentences.parquet")
    assert [str(schema.field(name).type) for name in ("article_id", "start", "tone", "uncertain")] == [
        "string", "int64", "double", "bool"]
    assert schema.field("start").metadata[b"unit"] == b"characters"
    assert schema.field("part").metadata[b"values"] == b"headline; standfirst; caption; furniture; body"
    assert schema.metadata[b"description"] == b"a row is a sentence"
    assert parquet.read_table(tmp_path / "p" / "sentences.parquet")["certainty"].null_count == int(
        tables["sentences"].certainty.isna().sum()) > 0


@pytest.fixture(scope="module")
def files(study, tmp_path_factory):
    pytest.importorskip("pyreadstat")
    folder = tmp_path_factory.mktemp("sav") / "sav"
    write_export(study, "sav", folder)
    return folder


class TestSpss:
    def read(self, files, name):
        import pyreadstat
        return pyreadstat.read_sav(files / f"{name}.sav")

    def test_every_table_is_there_with_its_labels(self, files, tables):
        assert {path.stem for path in files.iterdir()} == {*TABLES, "measures_wide", "codings_wide"}
        for name, table in tables.items():
            data, about = self.read(files, name)
            assert data.shape == table.shape
            assert about.column_names_to_labels == {
                name_variable(column): declared.meaning for column, declared in SCHEMAS[name].columns.items()}

    def test_words_become_numbers_with_labels_and_nothing_else_changes(self, files, tables):
        data, about = self.read(files, "sentences")
        labels = about.variable_value_labels
        assert labels["uncertain"] == {0: "no", 1: "yes"} and labels["part"][5] == "body"
        table = tables["sentences"]
        assert data["part"].map(labels["part"]).tolist() == table["part"].tolist()
        pd.testing.assert_series_equal(data["tone"], table["tone"])
        assert data["certainty"].isna().tolist() == table["certainty"].isna().tolist()
        assert data["cues"].tolist() == table["cues"].tolist()
        assert about.variable_measure["tone"] == "scale" and about.variable_measure["part"] == "nominal"

    def test_an_empty_word_is_missing(self, files, tables):
        data, _ = self.read(files, "passages")
        assert data["speaker_kind"].isna().tolist() == (tables["passages"].speaker_kind == "").tolist()

    def test_wide_measures_have_a_row_for_each_article(self, files, tables):
        data, about = self.read(files, "measures_wide")
        row = tables["measures"].query("measure == 'hedges_per_1000' and part == 'body' and voice == 'narration'")
        assert data.article_id.tolist() == row.article_id.tolist()
        assert data.hedges_per_1000_body_narration.tolist() == pytest.approx(row.value.tolist())
        assert about.column_names_to_labels["hedges_per_1000_body_narration"] == (
            "hedges, per 1,000 words: body, narration")

    def test_wide_codings_keep_every_code(self, files, study):
        data, about = self.read(files, "codings_wide")
        labelled = data.assign(**{name: data[name].map(labels) for name, labels in about.variable_value_labels.items()})
        for variable, rows in study.codings.groupby("variable"):
            column = labelled[variable].dropna()
            given = rows.value[rows.value != ""]
            assert len(column[column != ""]) == len(given)
            kind = float if variable.startswith("tone") else str
            assert sorted(map(kind, column[column != ""])) == sorted(map(kind, given))

    def test_bytes_count_and_not_characters(self, tmp_path):
        pyreadstat = pytest.importorskip("pyreadstat")
        table = describe_wide_codings(CODINGS.assign(value="ü" * 200, variable="unclear").drop_duplicates(
            ["article_id", "start", "end", "coder", "pass"]))
        (tmp_path / "codings.sav").write_bytes(format_sav(table, "Müller " * 30))
        data, about = pyreadstat.read_sav(tmp_path / "codings.sav")
        assert set(data.unclear) == {"ü" * 200} and data.coder.tolist().count("Zoë (the 2nd)") == 1
        assert len(about.file_label.encode()) <= 64

    def test_a_tone_that_is_no_number_is_kept_as_a_word(self):
        variables = describe_wide_codings(CODINGS.assign(value=CODINGS.value.replace("-0.5", "mixed")))
        assert list(variables["tone"].labels.values()) == ["-0.25", "mixed"]

    @pytest.mark.parametrize("wanted, name", [
        ("end", "end"), ("with", "with_"), ("AND", "AND_"), ("1st", "v_1st"), ("a-b c", "a_b_c"), ("_x", "x"),
        ("", "v_"), ("é" * 64, "é" * 32), ("x" * 70, "x" * 64)])
    def test_names_are_those_that_spss_takes(self, wanted, name):
        assert name_variable(wanted) == name and len(name.encode()) <= 64

    def test_names_stay_different(self):
        names = []
        for wanted in ("x" * 70, "X" * 71, "x" * 72):
            names.append(name_variable(wanted, names))
        assert len({name.lower() for name in names}) == 3 and max(map(len, names)) == 64


@pytest.mark.parametrize("format, library", [("parquet", "pyarrow"), ("sav", "pyreadstat")])
def test_a_missing_library_is_named_with_the_way_to_install_it(small, tmp_path, monkeypatch, format, library):
    real = builtins.__import__
    monkeypatch.setattr("importlib.import_module", lambda name: real("no_such_" + name))
    with pytest.raises(UserError, match=f"needs {library}: pip install {library}, then try again"):
        write_export(small, format, tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_the_codebook_describes_every_column_measure_and_coded_variable(study):
    rows = describe_variables(study)
    assert not rows.duplicated(["table", "column"]).any() and (rows.meaning != "").all()
    known = set(zip(rows.table, rows.column))
    assert {(name, column) for name in TABLES for column in SCHEMAS[name].columns} <= known
    assert {("measures", f"measure={name}") for name in study.measures.measure} <= known
    assert {("codings", f"variable={name}") for name in study.codings.variable} <= known


@pytest.mark.parametrize("corpus", ["classroom", "downfall"])
def test_every_shipped_code_is_one_of_the_codebook(read_study, corpus):
    codings = read_study(corpus).codings
    wrong = [(row.variable, row.value) for row in codings[["variable", "value"]].drop_duplicates().itertuples()
             if not (coded := describe_coded(row.variable)) or not coded.allows(row.value)]
    assert wrong == []


class TestRights:
    @pytest.fixture
    def foreign(self, tmp_path):
        return load_study(write_corpus(tmp_path / "pier", constructed=False))

    @pytest.mark.parametrize("format", WITH_TEXT)
    def test_words_of_others_leave_only_when_asked(self, foreign, tmp_path, format):
        with pytest.raises(UserError, match="gale belong to others. --private"):
            write_export(foreign, format, tmp_path / "out")
        assert not (tmp_path / "out").exists()
        assert choose_place(foreign, format).parent.name == "private"

    def test_the_notice_goes_with_them(self, foreign, tmp_path):
        project, _ = read_project(write_export(foreign, "qdpx", tmp_path / "p.qdpx", private=True)[0].read_bytes())
        notice = write_export(foreign, "label-studio", tmp_path / "ls", private=True)[-1].read_text(encoding="utf-8")
        for said in (project.findtext(f"{NAMESPACE}Description"), notice):
            assert "gale (The Pier & Co" in said and "Do not publish it" in said

    def test_git_ignores_where_they_go(self, ROOT):
        ignored = (ROOT / ".gitignore").read_text(encoding="utf-8").split()
        assert {"private/", "reports/"} <= {*ignored}

    @pytest.mark.parametrize("format", WITH_TEXT)
    def test_without_texts_there_is_nothing_to_export(self, tmp_path, ROOT, format):
        shutil.copytree(ROOT / "corpus" / "downfall", tmp_path / "downfall",
                        ignore=shutil.ignore_patterns("texts"))
        with pytest.raises(UserError, match="has no text here"):
            write_export(load_study(tmp_path / "downfall"), format, tmp_path / "out", private=True)

    @pytest.mark.needs_texts
    def test_exports_of_tables_hold_no_run_of_an_article(self, downfall, tmp_path):
        study = load_study(downfall, private=True)
        protected = set().union(*map(list_runs, study.texts.values())) - set().union(
            *map(list_runs, study.articles.title))
        for format in FORMATS:
            if format in WITH_TEXT:
                continue
            for path in write_export(study, format, tmp_path / format, private=True):
                assert list_runs(read_strings(path)) & protected == set(), path.name


def read_strings(path):
    if path.suffix == ".parquet":
        return " ".join(pd.read_parquet(path).astype("str").to_csv(index=False).split())
    if path.suffix == ".sav":
        import pyreadstat
        return pyreadstat.read_sav(path)[0].astype("str").to_csv(index=False)
    return path.read_text(encoding="utf-8")


@pytest.mark.parametrize("format, options, problem", [
    ("pdf", {}, "There is no format 'pdf'"), ("qdpx", {"tables": ("measures",)}, "--tables chooses tables"),
    ("csv", {"with_instrument": True}, "holds no texts"), ("csv", {"tables": ("mesures",)}, "no table mesures")])
def test_what_does_not_fit_is_said(small, tmp_path, format, options, problem):
    with pytest.raises(UserError, match=problem):
        write_export(small, format, tmp_path / "out", **options)
    assert os.listdir(tmp_path) == []


@pytest.mark.parametrize("format", ["csv", "codebook"])
def test_somebody_elses_files_are_left_alone(small, tmp_path, format):
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "letter.txt").write_text("Dear Anna")
    place = tmp_path / "mine" if format == "csv" else tmp_path / "mine" / "letter.txt"
    with pytest.raises(UserError, match="Move that away first|is no codebook of ours"):
        write_export(small, format, place)
    assert (tmp_path / "mine" / "letter.txt").read_text() == "Dear Anna"


def test_chosen_tables_alone_are_written(small, tmp_path):
    written = write_export(small, "csv", tmp_path / "out", tables=("measures", "codings"))
    assert sorted(path.name for path in written) == ["README.txt", "codebook.csv", "codings.csv", "measures.csv"]

"""What goes wrong while a report is made: it is named, and the old report stays."""

import json
import os
import sys

import pytest
from notebook_files import save_notebook

from analysis.files import UserError
from analysis.presentation.report import run_notebooks, write_report

OLD = '<meta name="generator" content="framing">an older report'


def test_a_notebook_that_fails_is_named_and_the_old_report_stays(study, tmp_path):
    failing = save_notebook(tmp_path, "03_sentiment", ("markdown", "# A"), "x = 1", ("markdown", "prose"), "\n1 / 0")
    ours = "from analysis.files import UserError\nraise UserError('Sort the rows.')"
    short = save_notebook(tmp_path, "04_words", ours)
    out = tmp_path / "report.html"
    out.write_text(OLD)
    with pytest.raises(UserError) as caught:
        write_report(study, [failing, short], out)
    first, second = str(caught.value).splitlines()
    assert first.startswith("03_sentiment.ipynb, code cell 2: ZeroDivisionError: division by zero. ")
    assert second.startswith("04_words.ipynb, code cell 1: Sort the rows. ")
    assert out.read_text() == OLD and len(list(tmp_path.iterdir())) == 3


def test_a_file_that_is_no_report_is_never_replaced(study, tmp_path):
    out = tmp_path / "thesis.html"
    out.write_text("my thesis")
    with pytest.raises(UserError, match="thesis.html is no report of this study, so it is left alone"):
        write_report(study, [], out)
    with pytest.raises(UserError, match="is a folder"):
        write_report(study, [], tmp_path)
    assert out.read_text() == "my thesis"


@pytest.mark.long
def test_a_full_disk_leaves_the_old_report_as_it_was(study, tmp_path, monkeypatch):
    out = tmp_path / "report.html"
    out.write_text(OLD)

    def refuse(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", refuse)
    with pytest.raises(UserError, match="No space left"):
        write_report(study, [], out)
    assert out.read_text() == OLD and list(tmp_path.iterdir()) == [out]


def test_the_kernel_is_this_python_whatever_a_user_has_installed(study, tmp_path, monkeypatch):
    spec = tmp_path / "jupyter" / "kernels" / "python3"
    spec.mkdir(parents=True)
    (spec / "kernel.json").write_text(json.dumps({"argv": ["false"], "display_name": "foreign", "language": "python"}))
    monkeypatch.setenv("JUPYTER_PATH", str(tmp_path / "jupyter"))
    monkeypatch.setenv("JUPYTER_DATA_DIR", str(tmp_path / "jupyter"))
    path = save_notebook(tmp_path, "own", "import sys\nprint(sys.prefix)")
    (chapter,) = run_notebooks([path], study.folder)
    assert chapter.notebook.cells[0].outputs[0].text.strip() == sys.prefix


def test_a_corpus_set_outside_the_parameters_is_refused(study, tmp_path):
    path = save_notebook(tmp_path, "stray", 'CORPUS = "../corpus/downfall"')
    with pytest.raises(UserError, match='stray.ipynb sets CORPUS in a cell that is not tagged "parameters"'):
        run_notebooks([path], study.folder)


@pytest.mark.parametrize("text", ["not json", "{}", "[]", '{"cells": 3}'])
def test_a_file_that_is_no_notebook_is_named(study, tmp_path, text):
    (tmp_path / "odd.ipynb").write_text(text)
    with pytest.raises(UserError, match="odd.ipynb is not a Jupyter notebook"):
        run_notebooks([tmp_path / "odd.ipynb"], study.folder)


def test_a_missing_notebook_is_named(study, tmp_path):
    with pytest.raises(UserError, match="gone.ipynb does not exist"):
        run_notebooks([tmp_path / "gone.ipynb"], study.folder)

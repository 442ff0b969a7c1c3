"""Killed at random moments, a freeze or a report leaves the old or the new, whole, and the next one tidies up."""

import os
import shutil
import time

import pandas as pd
import pytest
from command import TEXTS, read_bytes, write_corpus
from kills import PAGE, kill_often

from analysis.files import UserError, is_remainder
from analysis.freezing import freeze_study
from analysis.study import load_study

pytestmark = pytest.mark.long
NEW = TEXTS["calm"].replace("Perhaps", "Certainly, and perhaps by law,")


@pytest.fixture
def corpus(tmp_path):
    folder = write_corpus(tmp_path / "corpus")
    freeze_study(folder)
    return folder


def read_visible(folder):
    """What is there but for what a kill left aside."""
    return {name: data for name, data in read_bytes(folder).items() if not name.startswith(".")}


def age(folder):
    """Let two hours go by for what a kill left aside."""
    for path in filter(is_remainder, folder.iterdir()):
        os.utime(path, (time.time() - 7200,) * 2)


def read_shipped(corpus, place):
    """What somebody reads who was given the corpus without its texts."""
    shutil.copytree(corpus, place, ignore=shutil.ignore_patterns("texts", ".*"))
    try:
        return load_study(place)
    finally:
        shutil.rmtree(place)


def test_a_killed_freeze_leaves_the_old_tables_or_the_new_ones(corpus, tmp_path):
    old = shutil.copytree(corpus, tmp_path / "old")
    old_tables = read_bytes(old / "tables")
    rows = (old / "articles.csv").read_text().splitlines()
    sha256 = dict(zip(rows[0].split(","), rows[1].split(",")))["sha256"]  # of calm, whose text is another from now on
    (old / "articles.csv").write_text((old / "articles.csv").read_text().replace(sha256, ""))
    (old / "texts" / "calm.txt").write_text(NEW, encoding="utf-8")
    new = shutil.copytree(old, tmp_path / "new")
    started = time.perf_counter()
    freeze_study(new)
    longest = 1.5 * (time.perf_counter() - started)  # so that kills meet it all, on any machine
    new_all, measures = read_bytes(new), load_study(new).measures
    new_tables, manifests = read_bytes(new / "tables"), [(each / "articles.csv").read_bytes() for each in (old, new)]
    shutil.copytree(old, corpus, dirs_exist_ok=True)
    seen = set()
    for ended in kill_often("freeze", corpus, times=25, longest=longest):
        is_there, manifest = (corpus / "tables").is_dir(), (corpus / "articles.csv").read_bytes()
        tables = read_bytes(corpus / "tables") if is_there else read_bytes(corpus / ".tables.old")
        assert tables in (old_tables, new_tables) and manifest in manifests
        assert not ended or read_visible(corpus) == new_all
        seen.add((is_there, tables == new_tables, manifest == manifests[1], ended))
        pd.testing.assert_frame_equal(load_study(corpus).measures, measures)
        if not is_there or (tables == old_tables and manifest == manifests[1]):
            with pytest.raises(UserError, match="measured with other texts|no tables measured earlier"):
                read_shipped(corpus, tmp_path / "shipped")
        else:
            assert read_shipped(corpus, tmp_path / "shipped").source == "tables"
        for each in ("tables", ".tables.old"):
            shutil.rmtree(corpus / each, ignore_errors=True)
        shutil.copytree(old, corpus, dirs_exist_ok=True)
    assert len(seen) > 1, "kills met the freezing, and some were too late"
    age(corpus)
    freeze_study(corpus)
    assert read_bytes(corpus) == new_all, "nothing is left aside"


def test_a_killed_report_leaves_the_old_page_or_the_new_one(corpus, tmp_path, monkeypatch):
    out = tmp_path / "reports" / "corpus.html"
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    out.parent.mkdir()
    left = 0
    for ended in kill_often("page", corpus, out, times=60, longest=0.1):
        assert [path.name for path in out.parent.glob("[!.]*")] in ([], [out.name])
        assert not out.exists() or out.read_text() == PAGE, "the page is whole"
        assert not ended or out.exists()
        assert all(map(is_remainder, out.parent.glob(".*")))
        left = max(left, len([*out.parent.glob(".*")]))
        out.unlink(missing_ok=True)
    assert left, "kills met the writing"
    age(out.parent)
    age(tmp_path)
    assert any(kill_often("page", corpus, out, times=1, longest=30, seed=1)) or out.exists()
    assert [path.name for path in out.parent.iterdir()] == [out.name], "nothing is left aside"
    assert not [*tmp_path.glob(".framing.*")]


def test_a_report_killed_anywhere_changes_no_notebook_and_no_page(corpus, tmp_path, monkeypatch, ROOT):
    notebooks, out = sorted((ROOT / "notebooks").glob("0*.ipynb")), tmp_path / "reports" / "corpus.html"
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    out.parent.mkdir()
    out.write_text(PAGE)
    before = read_bytes(ROOT / "notebooks"), read_bytes(corpus)
    for ended in kill_often("report", corpus, out, *notebooks, times=6, longest=40):
        assert ended or out.read_text() == PAGE
        assert (read_bytes(ROOT / "notebooks"), read_bytes(corpus)) == before
        out.write_text(PAGE)
    assert [path.name for path in out.parent.iterdir()] == [out.name]

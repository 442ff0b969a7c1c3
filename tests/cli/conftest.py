"""The ``framing`` command, and a corpus of two constructed texts to run it on."""

import shutil
import sys
from pathlib import Path

import pytest
from command import MANIFEST, Result, write_corpus

import analysis.freezing
from analysis.cli import main


@pytest.fixture
def run(monkeypatch, capsys):
    """Run ``framing`` with these words."""
    def run_command(*words):
        monkeypatch.setattr(sys, "argv", ["framing", *map(str, words)])
        with pytest.raises(SystemExit) as exit:
            main()
        return Result(exit.value.code, *capsys.readouterr())
    return run_command


@pytest.fixture(scope="session")
def frozen_once(tmp_path_factory):
    folder = write_corpus(tmp_path_factory.mktemp("frozen") / "corpus")
    analysis.freezing.freeze_study(folder)
    return folder


@pytest.fixture
def frozen(frozen_once, tmp_path):
    """A corpus of two constructed texts, with tables and fingerprints."""
    return Path(shutil.copytree(frozen_once, tmp_path / "corpus"))


@pytest.fixture
def corpus(frozen):
    """The same before it was ever measured: a manifest and two texts."""
    shutil.rmtree(frozen / "tables")
    (frozen / "articles.csv").write_text(MANIFEST)
    return frozen


@pytest.fixture
def shipped(frozen):
    """The same as it would be shipped: without texts."""
    shutil.rmtree(frozen / "texts")
    return frozen

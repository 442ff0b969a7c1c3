"""Each target for a while, guided by coverage; what fuzzing found once is a case in the tests of its module."""

import importlib.util
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from fuzzing.seeds import LONGEST, format_dictionary, list_seeds
from fuzzing.targets import TARGETS

from analysis.texts.importers import IMPORTERS

SECONDS = int(os.environ.get("FRAMING_FUZZ_SECONDS", "20"))
FEWEST = 50  # inputs: a run that tries fewer shows nothing
RUN = Path(__file__).with_name("run.py")
needs_atheris = pytest.mark.skipif(importlib.util.find_spec("atheris") is None,
                                   reason="atheris is not here: it is made for Linux on x86-64, up to Python 3.13")
pytestmark = pytest.mark.long


def run(target, seconds):
    return subprocess.run([sys.executable, RUN, target, "--seconds", str(seconds)], capture_output=True, text=True)


@needs_atheris
@pytest.mark.parametrize("target", TARGETS)
def test_no_input_breaks_a_promise(target):
    done = run(target, SECONDS)
    assert done.returncode == 0, done.stdout[-5_000:] + done.stderr[-2_000:]
    assert json.loads(done.stdout.splitlines()[-1])["n_inputs"] >= FEWEST


@needs_atheris
@pytest.mark.parametrize("target, said", [("wrong", "wrong fails with\nb'Yoon'\n"), ("slow", "TooSlow: "),
                                          ("hanging", "hanging fails with\nb"), ("unknown", "KeyError: 'unknown'")])
def test_what_breaks_a_promise_is_found_and_printed(target, said):
    done = run(target, 60)
    assert done.returncode != 0 and said in done.stdout


def test_every_importer_has_a_target():
    fuzzed = {IMPORTERS[f".{name}"] for name in TARGETS if f".{name}" in IMPORTERS}
    assert fuzzed == {*IMPORTERS.values()}


@pytest.mark.parametrize("target", TARGETS)
def test_seeds_keep_every_promise(target):
    for seed in list_seeds(target):
        TARGETS[target](seed)
    assert any(len(seed) <= LONGEST for seed in list_seeds(target))


def test_the_dictionary_is_one_that_libfuzzer_reads():
    assert all(line[0] == line[-1] == '"' and line.isascii() for line in format_dictionary().splitlines())

"""Where things are, and the five articles for the tests that need them."""

import csv
import functools
import os
import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import Phase, settings
from reports import share_report

# With a worker for each core, threads of linear algebra would only wait for each other. Set before numpy is loaded.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

settings.register_profile("tests", deadline=None, derandomize=True, phases=set(Phase) - {Phase.explain})
settings.load_profile("tests")

_ROOT = Path(__file__).parents[1]
_DOWNFALL = _ROOT / "corpus" / "downfall"
_GIVEN = os.environ.get("FRAMING_TEXTS")
_TEXTS = Path(_GIVEN) if _GIVEN else _DOWNFALL / "texts"
_LONG_EXAMPLES = ("list_failures", "measure_rewordings", "judge_by_coding", "check_registers")  # they read 24 texts
_LONGEST = ("test_report_of_the_study.py", "test_records.py")  # whole reports; every labelled set


def _list_texts() -> list[Path]:
    with (_DOWNFALL / "articles.csv").open(encoding="utf-8", newline="") as file:
        return [_TEXTS / f"{row['article_id']}.txt" for row in csv.DictReader(file)]


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items):
    """Leave whole reports, the browser and some examples to ``make check-long``; making the report comes first."""
    places = {name: place for place, name in enumerate(_LONGEST)}
    for item in items:
        if (item.path.parent.name == "browser" or "shipped_report" in getattr(item, "fixturenames", ())
                or item.name.endswith(_LONG_EXAMPLES)):
            item.add_marker("long")
    items.sort(key=lambda item: (item.path.parent.name == "browser", places.get(item.path.name, len(places))))


def pytest_runtest_setup(item):
    """A test that needs the articles is skipped where they are not; where a folder was named it is never skipped."""
    if item.get_closest_marker("needs_texts") or "downfall" in item.fixturenames:
        missing = [path.stem for path in _list_texts() if not path.is_file()]
        if missing and _GIVEN:
            pytest.fail(f"FRAMING_TEXTS is {_TEXTS}, which lacks {', '.join(missing)}", pytrace=False)
        if missing:
            pytest.skip(f"the articles' texts are not here ({', '.join(missing)}): set FRAMING_TEXTS to their folder")


@pytest.fixture(scope="session")
def ROOT():
    return _ROOT


@pytest.fixture(scope="session")
def classroom():
    return _ROOT / "corpus" / "classroom"


@pytest.fixture(scope="session")
def read_study():
    """Load a corpus of the repository, once for all tests of a worker: ``read_study("downfall")``. Change nothing."""
    from analysis.study import load_study

    return functools.cache(lambda name: load_study(_ROOT / "corpus" / name))


@pytest.fixture(scope="session")
def study(read_study):
    """The classroom corpus."""
    return read_study("classroom")


@pytest.fixture(scope="session")
def shipped_report(tmp_path_factory):
    """The report of the study from its shipped tables, made once for all workers: its path, and what was printed."""
    base = tmp_path_factory.getbasetemp()
    return share_report((base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "shipped")


@pytest.fixture(scope="session")
def downfall(tmp_path_factory):
    """A copy of corpus/downfall with the five texts in place."""
    folder = tmp_path_factory.mktemp("corpus") / "downfall"
    shutil.copytree(_DOWNFALL, folder, ignore=shutil.ignore_patterns("texts"))
    (folder / "texts").mkdir()
    for path in _list_texts():
        shutil.copy(path, folder / "texts")
    return folder


@pytest.fixture(scope="session")
def tracked_files():
    """Every file that git has or would take (new ones too), by its path from the repository's root, as text."""
    listing = subprocess.run(["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"], cwd=_ROOT,
                             capture_output=True, encoding="utf-8")
    if listing.returncode:
        pytest.skip("this copy is no git clone, so no file of it is tracked")
    texts = {}
    for name in filter(None, listing.stdout.split("\0")):
        try:
            texts[name] = (_ROOT / name).read_text(encoding="utf-8")
        except (UnicodeDecodeError, FileNotFoundError, IsADirectoryError):
            continue  # a picture; a file deleted but not yet committed
    return texts

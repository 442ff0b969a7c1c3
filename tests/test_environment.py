"""One lock, told the same way everywhere, without an index's address; nothing is downloaded, no machine is named."""

import re
import tomllib

import pytest
import yaml
from packaging.requirements import Requirement

NAMED = ["jupyterlab", "nltk", "scikit-learn", "seaborn", "textblob"]
# Put together here, so that this file does not hold what it looks for.
INDEXES = ["py" + "pi.org", "python" + "hosted.org", "ana" + "conda.org", "ana" + "conda.com", "npm" + "js.org",
           "npm" + "js.com", "unp" + "kg.com", "jsde" + "livr.net", "crates" + ".io"]
DOWNLOADS = ["nltk" + ".download", "download" + "_corpora", "textblob" + ".download"]
MACHINES = ["/" + "work/", "/" + "root/", "/" + "Users/", ".." + "/shared"]
SET_UP = {".ci/run"}


@pytest.fixture(scope="module")
def lock(ROOT):
    """The locked versions by name; where there are several, each holds for some Pythons or systems."""
    versions = {}
    for line in (ROOT / "requirements.txt").read_text(encoding="utf-8").splitlines():
        requirement = Requirement(line)
        versions.setdefault(requirement.name.lower(), []).append(str(requirement.specifier))
    return versions


@pytest.fixture(scope="module")
def project(ROOT):
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def find_needles(files, needles):
    return [(name, needle) for name, text in files.items() for needle in needles if needle.lower() in text.lower()]


def test_the_lock_holds_plain_pins_and_nothing_else(ROOT):
    for line in (ROOT / "requirements.txt").read_text(encoding="utf-8").splitlines():
        assert re.fullmatch(r"[a-z0-9.-]+==[0-9][a-z0-9.]*( ; .+)?", line), line


def test_every_dependency_is_locked_in_a_version_that_fits(project, lock):
    for line in sum(project["optional-dependencies"].values(), project["dependencies"]):
        wanted = Requirement(line)
        pins = lock[wanted.name.lower()]
        assert all(wanted.specifier.contains(pin.removeprefix("==")) for pin in pins), line


def test_conda_and_pip_install_the_same(ROOT, lock):
    environment = yaml.safe_load((ROOT / "environment.yml").read_text(encoding="utf-8"))
    assert environment["channels"] == ["conda-forge", "nodefaults"]
    *conda, pip = environment["dependencies"]
    assert [line.split(">")[0] for line in conda] == ["python", "pip"]
    assert pip == {"pip": [*(f"{name}{lock[name][0]}" for name in NAMED), "-r requirements.txt", "-e ."]}
    assert [len(lock[name]) for name in NAMED] == [1] * len(NAMED)


def test_conda_takes_the_pythons_that_the_package_takes(ROOT, project):
    environment = yaml.safe_load((ROOT / "environment.yml").read_text(encoding="utf-8"))
    assert f"python{project['requires-python']}," in environment["dependencies"][0] + ","


def test_no_tracked_file_names_a_package_index(tracked_files):
    assert find_needles(tracked_files, INDEXES) == []


def test_nothing_is_downloaded(tracked_files):
    assert find_needles(tracked_files, DOWNLOADS) == []


def test_no_tracked_file_names_a_folder_of_this_machine(tracked_files):
    files = {name: text for name, text in tracked_files.items() if name not in SET_UP}
    assert find_needles(files, MACHINES) == []


@pytest.mark.parametrize("text, needles", [
    ("pip install --index" + "-url https://PY" + "PI.org/simple", INDEXES),
    ("import nltk; nltk" + ".download('punkt')", DOWNLOADS),
    ("open('/" + "work/main/a.txt')", MACHINES),
    ("texts = '.." + "/shared/articles'", MACHINES),
])
def test_what_must_not_stand_there_is_found(text, needles):
    assert len(find_needles({"a.py": text, "b.py": "print('clean')"}, needles)) == 1


def test_this_file_does_not_hold_what_it_looks_for(tracked_files):
    assert find_needles({name: text for name, text in tracked_files.items() if name == "tests/test_environment.py"},
                        INDEXES + DOWNLOADS + MACHINES) == []

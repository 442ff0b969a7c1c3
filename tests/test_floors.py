"""A text flows through the rooms in one order and never turns back; each library has its home."""

import ast
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "analysis"

# A module imports only from modules that stand before it; a folder's face (its __init__) stands behind its modules.
PLACES = [
    ("", "files folders plan_files columns schemas tables lexicons"),
    ("resampling", "differences splits permutation matched ordered intervals"),
    ("texts", "spans looked tokenisers tokens manifest articles"),
    ("texts.voices", "function_words transcripts quotations grammar subjects contents stretches sources reporting "
                     "parts people speakers mentions marking attribution passages ascriptions"),
    ("texts.names", "lists wording titles beside persons extents recognition roles finding targets"),
    ("texts.importers", "records archives columns decoding plain rows nexis pages duplicates files gathering"),
    ("instruments.reuse", "skeletons likeness alignment quotations articles changes wrappers rewording"),
    ("instruments", "homographs standing terms matches signs analysers sentiment loading tone deeds targeted "
                    "uncertainty certainty leaders claim_fields claims candidates groups frames readings"),
    ("comparison", "descriptions framed measures rows plans expectations comparisons trends overall registers variants "
                   "choices specifications keywords shifts similarity scores rewordings codings correction"),
    ("comparison.agreement", "variables coders instrument pairs coefficients classes agreements disagreements "
                             "consequences repairs registers"),
    ("comparison.validation", "labelled spans intervals instruments baselines ratings voices validations "
                              "verdicts records framing"),
    ("comparison.learning", "features model training applying"),
    ("", "shipped handover study freezing workbench copies concordances importing"),
    ("presentation", "rulings explanations examples rights colours pages tabled"),
    ("presentation.findings", "asked wording confounding contrasts evidence statements naming copying rewording trust "
                              "doubts robustness failures probability keywords registers trends overall"),
    ("presentation.reading", "intervals marks assets fragment page lines"),
    ("presentation.figures", "style ties pooled labels lanes ladders dots voices sentences claims terms frames "
                             "agreement specifications words similarity rewordings trends svg shown registers cards "
                             "vocabulary"),
    ("presentation.report", "markdown fitting running cells charts documents compact rows uses ways "
                            "shown_texts"),
    ("presentation.exports", "contents variables spreadsheets extras parquet shapes spss codes refi label_studio"),
    ("presentation.returns", "stretches deliveries packages projects tasks"),
    ("classroom", "questions records sheets terminal form machine collecting returning sampling comparing "
                  "squares page"),
    ("classroom.lessons", "feedback settled plain marks uses rates exercises same_facts who_speaks by_hand cues "
                          "how_sure loaded_or_plain dealing expected five_articles lesson editions running"),
    ("classroom.paper", "coding worksheets codebook_card cards writing"),
    ("streaming", "places sources results sharing measuring"),
    ("", "import_commands lexicon_commands copy_commands row_commands export_commands reading_commands "
         "classroom_commands sample_commands training_commands measuring_commands "
         "cli"),
]
ORDER = [name for folder, modules in PLACES
         for name in [*(f"{folder}.{module}".strip(".") for module in modules.split()), folder] if name]
FLOOR = {name: floor for floor, name in enumerate(ORDER)}
HOMES = {
    "nltk": ("texts/tokenisers.py",),
    "krippendorff": ("comparison/agreement/",),
    "textblob": ("instruments/analysers.py",),
    "vaderSentiment": ("instruments/analysers.py",),
    "sklearn": ("comparison/",),
    "seaborn": ("presentation/figures/",),
    "matplotlib": ("presentation/figures/",),
    "nbconvert": ("presentation/report/",),
    "nbclient": ("presentation/report/",),
    "pyarrow": ("presentation/exports/", "streaming/"),
    "distributed": ("streaming/sharing.py",),
    "upath": ("streaming/places.py",),
    "pyreadstat": ("presentation/exports/",),
    "anywidget": ("classroom/form.py",),
}
SLOW = {"nltk", "textblob", "vaderSentiment", "sklearn", "seaborn", "matplotlib", "nbconvert", "nbclient", "IPython",
        "pyreadstat", "anywidget", "distributed", "upath"}
MODULES = {".".join(path.relative_to(PACKAGE).with_suffix("").parts).removesuffix("__init__").strip("."): path
           for path in PACKAGE.rglob("*.py")}


def list_imports(source):
    """Every name that a source imports, anywhere in it: both a.b and a.b.c of ``from a.b import c``."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, "imports are written in full"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def list_rooms(name, source):
    """The modules of ours that a module needs, among them the faces of the folders that it reaches into."""
    needed = set()
    for imported in list_imports(source):
        parts = imported.split(".")
        for length in range(2, len(parts) + 1):
            module = ".".join(parts[1:length])
            if parts[0] == "analysis" and module in MODULES and not f"{name}.".startswith(f"{module}."):
                needed.add(module)
    return needed


def find_wrong_turns(name, source):
    return sorted(needed for needed in list_rooms(name, source) if FLOOR.get(needed, len(ORDER)) >= FLOOR.get(name, 0))


def find_strangers(path, source):
    return sorted({root for root in (imported.split(".")[0] for imported in list_imports(source))
                   if root in HOMES and not path.startswith(HOMES[root])})


def test_every_module_has_a_place():
    assert sorted(ORDER) == sorted(name for name in MODULES if name), "give each module its place in PLACES"


@pytest.mark.parametrize("name", [name for name in MODULES if name])
def test_a_module_imports_only_from_rooms_before_its_own(name):
    assert find_wrong_turns(name, MODULES[name].read_text(encoding="utf-8")) == []


def test_the_package_itself_imports_nothing():
    assert list(list_imports(MODULES[""].read_text(encoding="utf-8"))) == []


@pytest.mark.parametrize("name", MODULES)
def test_a_library_is_used_only_at_home(name):
    path = MODULES[name]
    assert find_strangers(path.relative_to(PACKAGE).as_posix(), path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("name, source, wrong", [
    ("texts.tokens", "from analysis.files import UserError", []),
    ("texts.tokens", "def f():\n    from analysis.study import load_study", ["study"]),
    ("texts.tokens", "import analysis.texts.articles", ["texts.articles"]),
    ("files", "from analysis import tables, __version__", ["tables"]),
    ("comparison.plans", "from analysis.presentation.findings.wording import say", [
        "presentation", "presentation.findings", "presentation.findings.wording"]),
    ("cli", "import analysis", []),
])
def test_a_wrong_turn_is_noticed(name, source, wrong):
    assert find_wrong_turns(name, source) == wrong


def test_a_stranger_is_noticed():
    assert find_strangers("texts/articles.py", "if True:\n    import nltk.tokenize, pandas") == ["nltk"]
    assert find_strangers("presentation/figures/dots.py", "import seaborn as sns") == []


def test_every_library_is_a_declared_dependency():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]
    lines = [*project["dependencies"], *(line for name in ("exports", "classroom", "scale") for line in extras[name])]
    declared = {line.split(">")[0].lower().replace("-", "_") for line in lines}
    assert {library.lower() for library in HOMES} - {"sklearn", "matplotlib", "upath"} <= declared
    assert {"scikit_learn", "seaborn", "universal_pathlib"} <= declared  # seaborn brings matplotlib


def test_tokenising_loads_no_more_than_it_needs_and_hides_nothing():
    code = ("import sys; from analysis.study import measure_text; measure_text('Mr. Low can\u2019t go? He left. So!'); "
            "print(*sys.modules); import sklearn.base, scipy.stats; print(scipy.stats.fisher_exact.__name__)")
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    loaded, later = run.stdout.splitlines()
    assert {"nltk", "textblob"} <= {*loaded.split()} and not {"sklearn", "scipy.stats"} & {*loaded.split()}
    assert later == "fisher_exact"


@pytest.mark.parametrize("module, unwanted", [
    ("analysis.cli", SLOW | {"pandas", "scipy"}),
    ("analysis.study", SLOW | {"scipy", "pandas.plotting._matplotlib"}),
])
def test_nothing_slow_is_imported_before_it_is_used(module, unwanted):
    code = f"import sys, {module}; print(*sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    loaded = run.stdout.split()
    assert module in loaded and sorted(unwanted & set(loaded)) == []

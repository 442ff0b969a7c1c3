"""What the README says of the code is what the code says of itself."""

import re
from pathlib import Path

from analysis.comparison.validation.records import load_record
from analysis.schemas import describe_tables

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_column_dictionary_is_the_one_the_code_declares():
    assert describe_tables().strip() in README


def test_its_figures_are_the_recorded_ones():
    rows = load_record().query("comparison == 'labels'").set_index(["instrument", "set", "metric"])
    paragraph = " ".join(README[README.index("How good they are"):].split("\n\n")[0].split())
    for instrument, labelled, metric, words, baseline in (
            ("loaded_language", "subjectivity_news", "auc", "AUC {} (VADER {})", "vader"),
            ("uncertainty", "hedging_wiki", "f1", "uncertainty F1 {} (sentence length {})", "sentence_length"),
            ("hedging", "hedging_wiki", "f1", "hedging F1 {}", "vader"),
            ("targeted_tone", "targeted_sentiment_news", "macro_f1", "macro F1 {} (VADER {})", "vader")):
        row = rows.loc[(instrument, labelled, metric)]
        assert words.format(f"{row['value']:.2f}", f"{row['baseline_' + baseline]:.2f}") in paragraph


def test_every_notebook_is_listed():
    listed = re.findall(r"^\| `(\d\d_\w+)`", README, re.MULTILINE)
    assert listed == sorted(path.stem for path in (ROOT / "notebooks").glob("*.ipynb"))


def test_every_command_it_names_exists():
    from analysis.cli import app

    known = {command.callback.__name__ for command in app.registered_commands}
    known |= {group.name for group in app.registered_groups}
    named = re.findall(r"`?framing (\w[\w-]*)", README)
    assert {name.replace("-", "_") for name in named} <= known


def test_every_file_it_names_exists():
    named = re.findall(r"`((?:analysis|corpus|tests|notebooks)/[\w./]+)`", README)
    missing = [name for name in named if not (ROOT / name).exists() and "texts" not in name]
    assert len(named) > 10 and missing == []

"""The articles belong to others: no tracked file holds eight words in a row of any of them, titles excepted."""

import csv
import json
import os
import re
from pathlib import Path

import pandas as pd
import pytest

RUN = 8
LABELLED = os.environ.get("FRAMING_LABELLED")
_WORD = re.compile(r"[a-z0-9]+")
_ESCAPE = re.compile(r"\\u[0-9a-f]{4}|\\[nrt]")  # as notebooks and programs write marks and line ends


def list_runs(text):
    words = _WORD.findall(_ESCAPE.sub(" ", text.lower().replace("’", "'")))
    return {" ".join(words[at:at + RUN]) for at in range(len(words) - RUN + 1)}


def count_copied_runs(files, protected, free=frozenset()):
    """How many protected runs each file holds; the runs themselves are not printed, for they may not be shown."""
    counts = {name: len((list_runs(content) & protected) - free) for name, content in files.items()}
    return {name: n for name, n in counts.items() if n}


def measure_longest_cover(text, spans):
    """The most words in a row, every one of them inside some span."""
    longest = row = 0
    for word in _WORD.finditer(text.lower()):
        row = row + 1 if any(start <= word.start() < end for start, end in spans) else 0
        longest = max(longest, row)
    return longest


def test_no_tracked_file_holds_a_run_of_an_article(tracked_files, downfall):
    texts = [path.read_text(encoding="utf-8") for path in sorted((downfall / "texts").iterdir())]
    titles = pd.read_csv(downfall / "articles.csv", keep_default_na=False)["title"]
    assert len(texts) == len(titles) == 5
    protected, free = (set().union(*map(list_runs, each)) for each in (texts, titles))
    assert count_copied_runs(tracked_files, protected, free) == {}


@pytest.mark.skipif(not LABELLED, reason="the labelled sets are not here: set FRAMING_LABELLED to their folder")
def test_no_tracked_file_holds_a_run_of_a_labelled_text(tracked_files):
    tables = sorted(Path(LABELLED).glob("*.csv"))
    assert tables, f"FRAMING_LABELLED is {LABELLED}, which holds no CSV file"
    texts = [text for table in tables for text in pd.read_csv(table, keep_default_na=False)["text"]]
    assert count_copied_runs(tracked_files, set().union(*map(list_runs, texts))) == {}


def test_shipped_terms_and_names_never_add_up_to_eight_words_in_a_row(ROOT, downfall):
    tables = ROOT / "corpus" / "downfall" / "tables"
    spans = pd.concat([pd.read_csv(tables / "matches.csv"), pd.read_csv(tables / "names.csv")])
    assert set(spans.article_id) == {path.stem for path in (downfall / "texts").iterdir()}
    for article_id, rows in spans.groupby("article_id"):
        text = (downfall / "texts" / f"{article_id}.txt").read_text(encoding="utf-8")
        assert measure_longest_cover(text, list(zip(rows.start, rows.end))) < RUN, article_id


def test_the_names_table_holds_persons_names_only(ROOT, downfall):
    names = pd.read_csv(ROOT / "corpus" / "downfall" / "tables" / "names.csv")
    for row in names.itertuples():
        text = (downfall / "texts" / f"{row.article_id}.txt").read_text(encoding="utf-8")
        words = _WORD.findall(row.person.lower())
        assert 0 < len(words) < RUN and {*words} <= {*_WORD.findall(text.lower())}
        assert all(word[0].isupper() for word in row.person.split())


def test_words_are_shipped_in_alphabetical_order(ROOT):
    with (ROOT / "corpus" / "downfall" / "tables" / "word_counts.csv").open(encoding="utf-8", newline="") as file:
        rows = [(row["article_id"], row["voice"], row["word"]) for row in csv.DictReader(file)]
    assert rows == sorted(set(rows))


def test_notebooks_are_committed_without_outputs_and_reports_not_at_all(tracked_files):
    notebooks = {name: json.loads(text) for name, text in tracked_files.items() if name.endswith(".ipynb")}
    assert notebooks
    for name, notebook in notebooks.items():
        cells = [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]
        assert cells and not any(cell["outputs"] or cell["execution_count"] for cell in cells), name
    assert not [name for name in tracked_files if name.startswith(("reports/", "private/"))]
    assert not [name for name in tracked_files if name.startswith("corpus/downfall/texts/")]


# The checks themselves: nothing above is worth anything if a planted sentence passes.
PROTECTED = "Alpha bravo charlie’s delta echo foxtrot golf hotel."  # 9 words, for the s counts: 2 runs of 8


@pytest.mark.parametrize("content, n", [
    ("alpha bravo charlie's delta echo foxtrot golf", 9 - 1 - RUN + 1),
    ("bravo charlie's delta echo foxtrot golf hotel", 9 - 1 - RUN + 1),
    ("alpha bravo charlie's delta echo", 0),
    ("alpha bravo charlie's delta ECHO zulu foxtrot golf hotel", 0),
    ("He wrote: ALPHA bravo\n\n> *charlie’s* delta, “echo” foxtrot-golf hotel, he did.", 9 - RUN + 1),
    ('x = "alpha bravo charlie\'s "  \\\n    "delta echo foxtrot golf hotel"', 9 - RUN + 1),
    (json.dumps({"source": ["Alpha bravo charlie’s delta\n", "echo foxtrot golf hotel"]}, indent=1), 9 - RUN + 1),
    ("word,n\nalpha,1\nbravo,1\ncharlie's,1\ndelta,1\necho,1\nfoxtrot,1\ngolf,1\nhotel,1", 0),
])
def test_a_planted_sentence_is_found(content, n):
    found = count_copied_runs({"a": content, "clean": "Nothing of it."}, list_runs(PROTECTED))
    assert found == ({"a": n} if n else {})


def test_a_title_is_free_but_not_what_follows_it():
    title, text = "One two three four five six seven eight", "One two three four five six seven eight nine"
    assert count_copied_runs({"a.md": title, "b.md": text}, list_runs(text), list_runs(title)) == {"b.md": 1}


@pytest.mark.parametrize("spans, longest", [
    ([], 0),
    ([(0, 13)], 3),                  # one two three
    ([(0, 7), (4, 13)], 3),          # two of three overlap
    ([(0, 13), (14, 18), (24, 27)], 4),  # one two three four, six
    ([(0, 3), (8, 13)], 1),
])
def test_terms_in_a_row_add_up(spans, longest):
    assert measure_longest_cover("One two three four five six.", spans) == longest

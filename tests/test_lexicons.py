"""A lexicon is data with provenance: every term usable, every source named, every mistake told by its row."""

import pytest

from analysis.files import UserError
from analysis.lexicons import COLUMNS, LEXICON_FOLDER, load_lexicon, read_draft

SHIPPED = sorted(path.stem for path in LEXICON_FOLDER.glob("*.csv"))
HEAD = "term,category,weight,source,note\n"
GOOD = HEAD + "may,modal,2,ours,\nperhaps,adverb,1.5,ours,\n"
ABOUT = """purpose = "To test"
version = "1.0"
scale = "1 to 3"
[categories]
modal = "modal verbs"
adverb = "adverbs"
[sources.ours]
citation = "Ourselves"
url = ""
licence = "CC0"
changes = "none"
"""


def load(folder, table=GOOD, about=ABOUT):
    (folder / "mine.csv").write_bytes(table.encode())
    (folder / "mine.toml").write_text(about)
    return load_lexicon("mine", folder)


def test_every_list_has_its_provenance_and_every_provenance_its_list():
    assert SHIPPED == sorted(path.stem for path in LEXICON_FOLDER.glob("*.toml"))
    assert {"hedges", "boosters", "loaded_language", "reporting_verbs"} <= set(SHIPPED)


@pytest.mark.parametrize("name", SHIPPED)
def test_a_shipped_list_loads_uses_every_category_and_source_and_is_free_to_share(name):
    lexicon = load_lexicon(name)
    assert set(lexicon.entries.category) == set(lexicon.about["categories"])
    assert set(lexicon.entries.source) == set(lexicon.about["sources"])
    assert all(source["licence"].startswith(("CC0", "CC BY", "MIT")) for source in lexicon.about["sources"].values())
    assert b"\r" not in (LEXICON_FOLDER / f"{name}.csv").read_bytes()


def test_a_list_of_ones_own_loads(tmp_path):
    lexicon = load(tmp_path)
    assert lexicon.entries.values.tolist() == [
        ["may", "modal", 2.0, "ours", ""], ["perhaps", "adverb", 1.5, "ours", ""]]
    assert tuple(lexicon.entries) == COLUMNS and lexicon.version == "1.0"


@pytest.mark.parametrize("table", [
    GOOD.replace("\n", "\r\n"), GOOD.replace("\n", "\r"), GOOD.rstrip("\n"), "\ufeff" + GOOD,
    GOOD.replace("may,", '"may",'), GOOD.replace("perhaps", "\nperhaps"), GOOD.replace("1.5", "1.50"),
    GOOD.replace("ours,\n", "ours,a note\n")])
def test_spelling_of_the_file_is_irrelevant_to_the_fingerprint(tmp_path, table):
    assert load(tmp_path, table).sha256 == load(tmp_path).sha256


@pytest.mark.parametrize("table", [GOOD.replace("1.5", "1"), GOOD.replace("perhaps", "possibly"),
                                   GOOD.replace("may,modal", "may,adverb"), HEAD + "may,modal,2,ours,\n"])
def test_a_changed_entry_changes_the_fingerprint(tmp_path, table):
    assert load(tmp_path, table).sha256 != load(tmp_path).sha256


@pytest.mark.parametrize("row, problem", [
    ("zero,modal,2,ours", "4 cells instead of 5. Put a term that holds a comma into double quotes."),
    ("by far, zero,modal,2,ours,", "6 cells instead of 5"),
    (",modal,2,ours,", "the term is empty"),
    ("zero  point,modal,2,ours,", "'zero  point' has blanks too many"),
    ("zero ,modal,2,ours,", "'zero ' has blanks too many"),
    ("Zero,modal,2,ours,", "'Zero' has capitals"),
    ("zero’s,modal,2,ours,", "'zero’s' has a curly apostrophe"),
    ("perhaps,modal,2,ours,", "'perhaps' stands in row 3 already"),
    ("able,modal,2,ours,", "'able' stands after 'perhaps'. Sort the rows by term."),
    ("zero,noun,2,ours,", "'zero' has the category 'noun'. Known are modal, adverb."),
    ("zero,modal,2,theirs,", "'zero' has the source 'theirs'. Known are ours."),
    ("zero,modal,strong,ours,", "'zero' has the weight 'strong'. Give a number above 0."),
    ("zero,modal,,ours,", "'zero' has the weight ''"),
    ("zero,modal,0,ours,", "'zero' has the weight '0'"),
    ("zero,modal,-1,ours,", "'zero' has the weight '-1'"),
    ("zero,modal,nan,ours,", "'zero' has the weight 'nan'"),
    ("zero,modal,inf,ours,", "'zero' has the weight 'inf'"),
])
def test_a_bad_row_is_named(tmp_path, row, problem):
    with pytest.raises(UserError) as error:
        load(tmp_path, GOOD + row + "\n")
    assert str(error.value).startswith(f"mine.csv, row 4: {problem}")


@pytest.mark.parametrize("rows, problem", [
    ("perhaps,before,not,\n", ""),
    ("zero,before,not,\n", "row 2: 'zero' is no entry of the list. Add it there, or delete the row."),
    ("may,inside,not,\n", "row 2: 'may' has the place 'inside'. Known are before, after, near."),
    ("may,near, ,\n", "row 2: 'may' has no words."),
    ("may,near\n", "row 2: 2 cells instead of 4."),
])
def test_contexts_are_part_of_a_list(tmp_path, rows, problem):
    plain = load(tmp_path)
    (tmp_path / "contexts").mkdir()
    (tmp_path / "contexts" / "mine.csv").write_text("term,place,words,note\n" + rows)
    if not problem:
        lexicon = load(tmp_path)
        assert lexicon.sha256 != plain.sha256 and lexicon.contexts.values.tolist() == [["perhaps", "before", "not", ""]]
        return
    with pytest.raises(UserError) as error:
        load(tmp_path)
    assert str(error.value).startswith(f"contexts/mine.csv, {problem}")


@pytest.mark.parametrize("table, about, problem", [
    ("", ABOUT, "mine.csv is empty"),
    (HEAD, ABOUT, "mine.csv has no entries"),
    ("term,weight\nmay,2\n", ABOUT, "mine.csv: the first row must be term,category,weight,source,note"),
    ("term;category;weight;source;note\n", ABOUT, "mine.csv: the first row must be"),
    (GOOD + '"zero,modal,2,ours,\n', ABOUT, "mine.csv is not a table of comma-separated values"),
    (GOOD, "", "mine.toml is empty"),
    (GOOD, "purpose = To test", "mine.toml is not valid TOML"),
    (GOOD, ABOUT.replace('scale = "1 to 3"', ""), "mine.toml lacks scale"),
    (GOOD, ABOUT.replace('licence = "CC0"', ""), "mine.toml: source ours lacks licence"),
    (GOOD, "purpose=''\nversion=''\nscale=''\ncategories=[]\nsources={}", "mine.toml: categories must be a table"),
    (GOOD, "purpose=''\nversion=''\nscale=''\ncategories={}\nsources=''", "mine.toml: sources must be a table"),
    (GOOD, ABOUT.replace("[sources.ours]", "[sources]"), "mine.toml: source citation lacks citation"),
    (GOOD, ABOUT.replace("[sources.ours]", "[sources]\nours = 1\n[others]"), "mine.toml: source ours lacks citation"),
])
def test_a_bad_file_is_named(tmp_path, table, about, problem):
    with pytest.raises(UserError) as error:
        load(tmp_path, table, about)
    assert str(error.value).startswith(problem)


@pytest.mark.parametrize("gone", ["mine.csv", "mine.toml"])
def test_half_a_lexicon_is_refused(tmp_path, gone):
    load(tmp_path)
    (tmp_path / gone).unlink()
    with pytest.raises(UserError, match=f"{gone} does not exist"):
        load_lexicon("mine", tmp_path)


def test_a_term_with_a_line_break_is_told(tmp_path):
    (tmp_path / "mine.toml").write_text((LEXICON_FOLDER / "hedges.toml").read_text(encoding="utf-8"))
    (tmp_path / "mine.csv").write_text('term,category,weight,source,note\n"foo\nbar",modal,1,o,\n')
    assert any("has blanks too many" in fault for fault in read_draft("mine", tmp_path).faults)

"""Which articles a corpus has, and which file holds which, whatever it is called."""

import pandas as pd
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from analysis.files import UserError
from analysis.tables import check
from analysis.texts.articles import add_text, canonicalise, fingerprint, load_texts
from analysis.texts.manifest import load_manifest, write_manifest

TEXT = "One two three four five.\n\nSix seven eight nine ten.\n"
OTHER = "Something else entirely.\n"


@pytest.fixture
def corpus(tmp_path):
    """Two articles: one measured (its fingerprint is known), one not yet."""
    (tmp_path / "texts").mkdir()
    (tmp_path / "articles.csv").write_text(f"article_id,group,sha256\nknown,a,{fingerprint(TEXT)}\nunmeasured,b,\n")
    return tmp_path


def load(folder):
    return load_texts(folder, load_manifest(folder))


@pytest.mark.parametrize("text", [
    TEXT, "\ufeff" + TEXT, TEXT.replace("\n", "\r\n"), TEXT.replace("\n", "\r"), TEXT.replace("\n", " \n"),
    "\n\n" + TEXT, TEXT + "\n\n\n", TEXT.rstrip("\n"), TEXT.replace("\n\n", "\n\n\n\n"),
    TEXT.replace("seven", "se\u00adven"),
    TEXT.replace("five", "\u200bfive")])
def test_what_nobody_sees_does_not_change_a_text(text):
    assert canonicalise(text) == TEXT


def test_composed_and_decomposed_letters_are_the_same():
    assert canonicalise("Mu\u0308ller") == canonicalise("M\u00fcller") == "M\u00fcller\n"


@given(st.one_of(st.text(), st.text(st.sampled_from(" \t\r\n\ufeff\u200b\u0301\u2028ae"), max_size=20)))
@example("\ufeff\ufeffa")
@example("a \ufeff")
def test_a_canonical_text_is_its_own_canonical_form(text):
    canonical = canonicalise(text)
    assert canonicalise(canonical) == canonical
    assert canonical.endswith("\n") and "\r" not in canonical and "\n\n\n" not in canonical


def test_only_the_key_and_the_group_are_needed(tmp_path):
    (tmp_path / "articles.csv").write_text("group,article_id\na,y\nb,x\n")
    articles = load_manifest(tmp_path)
    assert articles[["article_id", "group", "outlet", "constructed", "n_words"]].values.tolist() == [
        ["x", "b", "", False, 0], ["y", "a", "", False, 0]]


def test_blanks_around_a_cell_are_no_part_of_it(tmp_path):
    (tmp_path / "articles.csv").write_text("article_id , group\nx ,a\ny, a \n")
    assert load_manifest(tmp_path)[["article_id", "group"]].values.tolist() == [["x", "a"], ["y", "a"]]


@pytest.mark.parametrize("manifest, problem", [
    ("article_id,outlet\nx,Sun\n", "lacks the column group"),
    ("title\nNews\n", "lacks the columns article_id, group"),
    ("article_id;group\nx;a\n", "its columns are parted by semicolons"),
    ("article_id,group\n", "has no articles"),
    ("article_id,group\nx,a\nx,b\n", "row 3: the article_id x stands in row 2 already"),
    ("article_id,group\nx,blog\ny,Blog\n", "row 3: the groups blog and Blog differ only in capitals"),
    ("article_id,group\nx,\n", "row 2: x has no group"),
    ("article_id,group\nx,  \n", "row 2: x has no group"),
    ("article_id,group\nx\n", "row 2: x has no group"),
    ("article_id,group\n,a\n", "row 2: the article_id '' cannot be used"),
    ("article_id,group\n../x,a\n", "row 2: the article_id '../x' cannot be used"),
    ("article_id,group\nx,a\n\n\ny/z,a\n", "row 5: the article_id 'y/z' cannot be used"),
    ("article_id,group\n.x,a\n", "row 2: the article_id '.x' cannot be used"),
    ("article_id,group\nThe Sun,a\n", "row 2: the article_id 'The Sun' cannot be used"),
    ("article_id,group\nx,tabloid,The Sun, UK\ny,opinion,The Times, UK\n", "row 2: 4 cells instead of 2"),
    ("article_id,group,constructed\nx,a,perhaps\n", "column constructed must hold true or false"),
    ("article_id,group,n_words\nx,a,many\n", "column n_words must hold a whole number"),
    ("article_id,group,group\nx,a,b\n", "has the column group twice"),
    ("article_id,group,published\nx,a,2024\ny,a,3/4/2024\n", "row 3: published is '3/4/2024'. Write the date as 2024-"),
    ('article_id,group\n"x,a\n', "is not comma-separated values"),
])
def test_a_bad_manifest_is_told_by_its_row(tmp_path, manifest, problem):
    (tmp_path / "articles.csv").write_text(manifest)
    with pytest.raises(UserError) as error:
        load_manifest(tmp_path)
    assert str(error.value).startswith(str(tmp_path / "articles.csv")) and problem in str(error.value)


@pytest.mark.parametrize("folder, problem", [(".", "holds no articles.csv"), ("none", "is not a folder"),
                                             ("file.txt", "is not a folder")])
def test_a_folder_that_is_no_corpus_is_named(tmp_path, folder, problem):
    (tmp_path / "file.txt").write_text("text")
    with pytest.raises(UserError, match=problem):
        load_manifest(tmp_path / folder)


def test_writing_a_manifest_keeps_the_users_own_columns(tmp_path):
    (tmp_path / "articles.csv").write_text("article_id,my notes,group\ny,\"good, long\",a\nx,,b\n")
    write_manifest(tmp_path, load_manifest(tmp_path).assign(n_words=7))
    header, first, second = (tmp_path / "articles.csv").read_text().splitlines()
    assert header.startswith("article_id,group,outlet,") and header.endswith(",n_words,my notes")
    assert first.startswith("x,b,") and first.endswith(",7,")
    assert second.startswith("y,a,") and second.endswith(',7,"good, long"')


def test_another_column_may_make_the_groups(tmp_path):
    (tmp_path / "articles.csv").write_text("article_id,outlet,beat,group\nx,Sun,war,a\ny,Sun,court,b\nz,Mail,war,b\n")
    for column, groups in (("group", "abb"), ("outlet", ["Sun", "Sun", "Mail"]), ("beat", ["war", "court", "war"])):
        articles = load_manifest(tmp_path, column)
        assert articles["group"].tolist() == [*groups]
        write_manifest(tmp_path, articles)  # what the user wrote under group stays
    assert load_manifest(tmp_path)["group"].tolist() == ["a", "b", "b"]
    for column, problem in (("section", "has no column 'section', which study.toml takes for the groups. It has art"),
                            ("article_id", "article_id is another for each of the 3 articles")):
        with pytest.raises(UserError, match=problem):
            load_manifest(tmp_path, column)
    (tmp_path / "study.toml").write_text('group = "outlet"\n')
    assert load_manifest(tmp_path)["group"].tolist() == ["Sun", "Sun", "Mail"], "every command groups as the plan says"
    (tmp_path / "articles.csv").write_text("article_id,outlet\nx,Sun\ny,\n")
    with pytest.raises(UserError, match="row 3: y has no group. Fill in the column outlet"):
        load_manifest(tmp_path, "outlet")


def test_a_text_is_known_by_its_fingerprint_or_while_unmeasured_by_its_name(corpus):
    (corpus / "texts" / "any name.txt").write_bytes(TEXT.replace("\n", "\r\n").encode("utf-16"))
    (corpus / "texts" / "unmeasured.txt").write_text(OTHER)
    (corpus / "texts" / "notes.md").write_text("Files that are no .txt files are left alone.")
    assert load(corpus) == {"known": TEXT, "unmeasured": OTHER}


def test_texts_that_are_not_there_are_no_error(corpus):
    assert load(corpus) == {}
    (corpus / "texts").rmdir()
    assert load(corpus) == {}


def test_two_articles_may_have_the_same_text(corpus):
    mark = fingerprint(TEXT)
    (corpus / "articles.csv").write_text(f"article_id,group,sha256\nagency,a,{mark}\nreprint,b,{mark}\n")
    (corpus / "texts" / "agency.txt").write_text(TEXT)
    assert load(corpus) == {"agency": TEXT, "reprint": TEXT}


@pytest.mark.parametrize("name, problem", [
    ("known.txt", "is not the text that articles.csv describes"), ("stranger.txt", "belongs to no row of")])
def test_a_text_without_a_row_is_named(corpus, name, problem):
    (corpus / "texts" / name).write_text(OTHER)
    with pytest.raises(UserError, match=problem):
        load(corpus)


def count_words(**words):
    return check(pd.DataFrame([{"article_id": "known", "voice": "narration", "word": word, "n": n}
                               for word, n in words.items()]), "word_counts")


TEN = count_words(**dict.fromkeys("one two three four five six seven eight nine ten".split(), 1))


@pytest.mark.parametrize("changed, status, message", [
    (TEXT, "added", "copy.txt is known; it now stands in"),
    (TEXT.replace("\n", "\r\n"), "added", "copy.txt is known; it now stands in"),
    (TEXT.replace("five", "5"), "nearly equal", "not exactly, the text of known (90% of the words are the same)"),
    (TEXT.replace("five", "5").replace("ten", "10"), "nearly equal", "(80% of the words are the same)"),
    ("Ten nine eight. Seven six five four three two one.", "nearly equal", "(100% of the words are the same)"),
    (TEXT.replace("five", "5").replace("ten", "10").replace("One", "1"), "unknown", "none of the 2 articles"),  # 70%
    (OTHER, "unknown", "copy.txt is none of the 2 articles"),
    ("…", "unknown", "copy.txt is none of the 2 articles"),
])
def test_a_file_is_recognised_told_apart_and_never_changed(corpus, tmp_path_factory, changed, status, message):
    copy = tmp_path_factory.mktemp("downloads") / "copy.txt"
    copy.write_bytes(changed.encode())
    added = add_text(copy, corpus, TEN)
    assert added.status == status and message in added.message
    assert [path.name for path in (corpus / "texts").iterdir()] == ["known.txt"] * (status == "added")
    assert copy.read_bytes() == changed.encode()


def test_adding_twice_is_no_error_and_another_text_in_its_place_is_kept(corpus, tmp_path_factory):
    copy = tmp_path_factory.mktemp("downloads") / "copy.txt"
    copy.write_text(TEXT)
    assert [add_text(copy, corpus).status for _ in range(2)] == ["added", "present"]
    (corpus / "texts" / "known.txt").write_text(OTHER)
    with pytest.raises(UserError, match="holds another text than copy.txt, which is known. Move it away first."):
        add_text(copy, corpus)
    assert (corpus / "texts" / "known.txt").read_text() == OTHER

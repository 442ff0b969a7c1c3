"""Codings come back from other programs: identical rows, each checked, nobody's rows overwritten, nothing trusted."""

import json
import re
import shutil
import zipfile

import pandas as pd
import pytest
from exchange import CODINGS, TEXT, find, make_codings, make_zip, repack, write_corpus
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.files import UserError
from analysis.presentation.exports import write_export
from analysis.presentation.returns import import_codings
from analysis.presentation.returns.stretches import Alignment, Stretch
from analysis.study import load_study
from analysis.tables import read_csv

PLACES = {"qdpx": "c.qdpx", "label-studio": "ls/tasks.json"}
REASONS = {
    "document": "they code a whole document", "no text": "their source holds no plain text",
    "code": "their code is not in the project's codebook", "positions": "their positions are no numbers",
    "coder": "the file names no coder", "words": "the words there are others", "article": "of no article",
    "value": "part cannot be 'masthead'"}


def export(folder, format, out, **options):
    write_export(load_study(folder), format, out / PLACES[format].split("/")[0], private=True, **options)
    return out / PLACES[format]


@pytest.fixture
def pier(tmp_path):
    return write_corpus(tmp_path / "pier")


@pytest.fixture
def project(pier, tmp_path):
    return export(pier, "qdpx", tmp_path)


@pytest.fixture
def tasks(pier, tmp_path):
    return export(pier, "label-studio", tmp_path)


def rewrite(path, change):
    """Change the project's XML, or the first task."""
    if path.suffix == ".qdpx":
        path.write_bytes(repack(path.read_bytes(), project=lambda data: change(data.decode()).encode()))
    else:
        content = json.loads(path.read_text(encoding="utf-8"))
        change(content[0])
        path.write_text(json.dumps(content), encoding="utf-8")


def list_regions(task):
    return [region for annotation in task["annotations"] for region in annotation["result"] if "labels" in
            region["value"]]


def read(folder):
    return read_csv(folder / "codings.csv", "codings")


def assert_round_trip(folder, tmp_path, format, **options):
    before = (folder / "codings.csv").read_bytes()
    file = export(folder, format, tmp_path / "out", **options)
    again = import_codings(file, folder)
    assert (folder / "codings.csv").read_bytes() == before and again.counts["same"].sum() == len(read(folder))
    (folder / "codings.csv").unlink()
    fresh = import_codings(file, folder)
    assert (folder / "codings.csv").read_bytes() == before and fresh.counts["new"].sum() == len(read(folder))
    return fresh


@pytest.mark.parametrize("format", PLACES)
class TestRoundTrip:
    def test_astral_characters_overlaps_empty_values_and_reasons(self, pier, tmp_path, format):
        assert assert_round_trip(pier, tmp_path, format).refused.counts == {}

    @pytest.mark.long
    def test_the_classroom_corpus(self, classroom, tmp_path, format):
        shutil.copytree(classroom, tmp_path / "classroom")
        assert assert_round_trip(tmp_path / "classroom", tmp_path, format).refused.counts == {}

    def test_the_downfall_corpus(self, downfall, tmp_path, format):
        shutil.copytree(downfall, tmp_path / "downfall")
        assert assert_round_trip(tmp_path / "downfall", tmp_path, format).refused.counts == {}

    def test_what_the_instrument_found_does_not_come_back(self, pier, tmp_path, format):
        done = assert_round_trip(pier, tmp_path, format, with_instrument=True)
        assert list(done.refused.counts) == ["the instrument made them and no coder"]

    @pytest.mark.long
    def test_where_the_texts_are_not_but_their_fingerprints_are(self, tmp_path, classroom, format):
        shutil.copytree(classroom, tmp_path / "classroom")
        file = export(tmp_path / "classroom", format, tmp_path)
        shutil.rmtree(tmp_path / "classroom" / "texts")
        (tmp_path / "classroom" / "codings.csv").unlink()
        import_codings(file, tmp_path / "classroom")
        pd.testing.assert_frame_equal(read(tmp_path / "classroom"), read(classroom))


class TestMerging:
    def test_other_coders_and_other_codes_stay(self, pier, project):
        theirs = make_codings(("Fresh bread ran out.", "part", "body", "C", 1, ""),
                              ("may", "hedge", "hearsay", "B", 2, ""))
        write_again(pier, theirs)
        done = import_codings(project, pier)
        kept = read(pier).merge(theirs)
        assert len(kept) == len(theirs) and len(read(pier)) == len(CODINGS) + 1
        assert list(done.refused.counts.values()) == [1] and "--replace" in done.refused.say()[0]

    def test_replace_takes_the_files_code_of_the_same_coder_only(self, pier, project):
        write_again(pier, make_codings(("may", "hedge", "hearsay", "B", 2, ""),
                                       ("may", "hedge", "hearsay", "C", 2, "")))
        done = import_codings(project, pier, replace=True)
        hedges = read(pier).query("variable == 'hedge' and start == end - 3").set_index("coder")["value"]
        assert hedges.to_dict() == {"B": "modal", "C": "hearsay"} and done.counts["replaced"].sum() == 1

    def test_a_reason_that_the_program_dropped_is_no_change(self, pier, project):
        rewrite(project, lambda xml: re.sub(r"<NoteRef [^>]*>", "", xml))
        before = (pier / "codings.csv").read_bytes()
        assert import_codings(project, pier).refused.counts == {}
        assert (pier / "codings.csv").read_bytes() == before

    def test_a_disk_that_fails_changes_nothing(self, pier, project, monkeypatch):
        write_again(pier, CODINGS.head(2))
        before = (pier / "codings.csv").read_bytes()
        monkeypatch.setattr("os.replace", refuse_disk)
        with pytest.raises(UserError, match="Nothing was changed"):
            import_codings(project, pier)
        assert (pier / "codings.csv").read_bytes() == before
        assert sorted(path.name for path in pier.iterdir()) == ["articles.csv", "codings.csv", "texts"]


def refuse_disk(*_):
    raise OSError(28, "No space left on device")


def write_again(folder, codings):
    shutil.rmtree(folder)
    write_corpus(folder, codings)


class TestCounting:
    """Text with two astral characters before most stretches; programs count and write it in their own ways."""

    def assert_all_taken(self, pier, file, note=""):
        (pier / "codings.csv").unlink()
        done = import_codings(file, pier)
        pd.testing.assert_frame_equal(read(pier), CODINGS)
        assert done.refused.counts == {} and note in " ".join(done.notes)

    def test_a_project_in_utf_16_units(self, pier, project):
        rewrite(project, lambda xml: re.sub(r'(startPosition|endPosition)="(\d+)"', count_units, xml))
        self.assert_all_taken(pier, project, "UTF-16 code units")

    def test_tasks_in_utf_16_units(self, pier, tasks):
        def count(task):
            for region in list_regions(task):
                region["value"] |= {key: len(TEXT[:region["value"][key]].encode("utf-16-le")) // 2
                                    for key in ("start", "end")}
        rewrite(tasks, count)
        self.assert_all_taken(pier, tasks, "UTF-16 code units")

    def test_a_byte_order_mark_and_windows_line_ends(self, pier, project):
        project.write_bytes(repack(project.read_bytes(), source=lambda data: b"\xef\xbb\xbf" + data.replace(
            b"\n", b"\r\n"), project=lambda data: re.sub(
                rb'(startPosition|endPosition)="(\d+)"', count_returns, data)))
        self.assert_all_taken(pier, project)

    def test_a_byte_order_mark_that_counts(self, pier, project):
        project.write_bytes(repack(project.read_bytes(), source=lambda data: b"\xef\xbb\xbf" + data))
        rewrite(project, lambda xml: re.sub(r'(startPosition|endPosition)="(\d+)"',
                                            lambda found: f'{found[1]}="{int(found[2]) + 1}"', xml))
        self.assert_all_taken(pier, project, "byte order mark")

    def test_windows_line_ends_that_atlas_counts_once(self, pier, project):
        project.write_bytes(repack(project.read_bytes(), source=lambda data: data.replace(b"\n", b"\r\n")))
        rewrite(project, lambda xml: re.sub(' name="[^"]*" startP', ' name="1:1" startP', xml).replace(
            'origin="framing', 'origin="ATLAS.ti'))
        self.assert_all_taken(pier, project, "line ends as one")

    def test_a_project_of_another_name_and_sources_in_capitals(self, pier, project):
        with zipfile.ZipFile(project) as archive:
            entries = {name.replace("project.qde", "Pier.qde").replace("sources/", "Sources/"): archive.read(name)
                       for name in archive.namelist()}
        project.write_bytes(make_zip(entries))
        self.assert_all_taken(pier, project)

    def test_a_user_that_only_the_selection_names(self, pier, project):
        rewrite(project, lambda xml: re.sub(r'(<Coding [^>]*) creatingUser="[^"]*"', r"\1", xml))
        self.assert_all_taken(pier, project)

    def test_a_text_in_utf_16_and_one_inside_the_project(self, pier, project):
        project.write_bytes(repack(project.read_bytes(), source=lambda data: data.decode().encode("utf-16")))
        import_codings(project, pier)
        inside = TEXT.replace("&", "&amp;")
        rewrite(project, lambda xml: re.sub(
            r'plainTextPath="[^"]*">', f"><PlainTextContent>{inside}</PlainTextContent>", xml, count=1))
        self.assert_all_taken(pier, project)

    @settings(max_examples=50)
    @given(st.text("a😀\r\nb ", min_size=1, max_size=30), st.data())
    def test_any_stretch_of_any_copy_is_found(self, theirs, data):
        ours = theirs.replace("\r\n", "\n").replace("\r", "\n")
        start, end = sorted(data.draw(st.lists(st.integers(0, len(ours)), min_size=2, max_size=2, unique=True)))
        places = [place for place in range(len(theirs) + 1) if theirs[max(0, place - 1):place + 1] != "\r\n"]
        stretch = Stretch(places[start], places[end])
        assert Alignment(theirs, ours).place(stretch) == (start, end)


def count_units(found):
    return f'{found[1]}="{len(TEXT[:int(found[2])].encode("utf-16-le")) // 2}"'


def count_returns(found):
    return b'%s="%d"' % (found[1], int(found[2]) + TEXT[:int(found[2])].count("\n"))


@pytest.mark.parametrize("change, reason", [
    (lambda xml: xml.replace("</TextSource>", '<Coding guid="1"><CodeRef targetGUID="2" /></Coding></TextSource>'),
     "document"),
    (lambda xml: xml.replace("internal://", "relative://"), "no text"),
    (lambda xml: xml.replace("TextSource", "PDFSource"), "no text"),
    (lambda xml: re.sub("<CodeBook>.*</CodeBook>", "", xml, flags=re.DOTALL), "code"),
    (lambda xml: xml.replace('startPosition="0"', 'startPosition="zero"'), "positions"),
    (lambda xml: xml.replace('startPosition="0"', 'startPosition="-1"'), "words"),
    (lambda xml: xml.replace('startPosition="0"', 'startPosition="99999"'), "words"),
    (lambda xml: re.sub("<Users>.*</Users>", "", xml, flags=re.DOTALL), "coder"),
    (lambda xml: xml.replace("part: headline", "part: masthead"), "value"),
])
def test_what_a_project_cannot_say_is_not_taken_and_said(pier, project, change, reason):
    rewrite(project, change)
    before = read(pier)
    done = import_codings(project, pier)
    assert REASONS[reason] in done.refused.say()[0]
    pd.testing.assert_frame_equal(read(pier), before)


def test_several_values_of_one_coder_at_one_place_are_none_and_the_same_twice_is_once(pier, project):
    rewrite(project, lambda xml: xml.replace("B (pass 2)", "A (pass 1)"))  # two tones of one coder
    (pier / "codings.csv").unlink()
    done = import_codings(project, pier)
    assert done.refused.say() == ["Not taken: 2 codings, because their coder gave the variable several values at the "
                                  "same place (gale 0–22 tone, gale 0–22 tone)."]
    rewrite(project, lambda xml: xml.replace("tone: -0.5", "tone: -0.25"))
    assert import_codings(project, pier).counts["new"].sum() == 1


@pytest.mark.parametrize("change, reason", [
    (lambda task: task["annotations"][0].update(was_cancelled=True), "was skipped in Label Studio"),
    (lambda task: task["data"].update(text="Another text altogether.", article_id=7), "of no article"),
    (lambda task: task["data"].update(text=TEXT.replace("bread", "toast")), "the words there are others"),
    (lambda task: [each["value"].update(start=1) for each in list_regions(task)[:1]], "the words there are others"),
    (lambda task: list_regions(task)[0].update(type="relation"), "relation is no code"),
    (lambda task: list_regions(task)[0].update(type="choices", value={"choices": ["x"]}), "a whole text"),
    (lambda task: list_regions(task)[0]["value"].update(labels=[3]), "their label is no text"),
    (lambda task: [each["value"].update(labels=["headline", "body"]) for each in list_regions(task)
                   if each["from_name"] == "part"], "several values"),
    (lambda task: [each["result"].pop(0) for each in task["annotations"]], "the file names no coder"),
    (lambda task: task.update(data={"number": 1}), "has no text (data.text)"),
    (lambda task: list_regions(task)[0].update(from_name="a\0b"), "they hold a control character"),
])
def test_what_tasks_cannot_say_is_not_taken_and_said(pier, tasks, change, reason):
    rewrite(tasks, change)
    before = read(pier)
    assert reason in import_codings(tasks, pier).refused.say()[0]
    pd.testing.assert_frame_equal(read(pier), before)


@pytest.mark.parametrize("by, coder", [
    ({"id": 3, "email": "zoe@pier.example"}, "zoe@pier.example"), (3, "user 3"), (None, "Zoë")])
def test_who_completed_an_annotation_is_its_coder(pier, tasks, by, coder):
    rewrite(tasks, lambda task: task.update(annotations=[
        {"result": task["annotations"][0]["result"][1:], "completed_by": by}]))
    done = import_codings(tasks, pier, coder="Zoë", number=4)
    assert done.counts.index.tolist() == [(coder, 4)]


def test_line_ends_of_a_reason_are_straightened(pier, tasks):
    rewrite(tasks, lambda task: list_regions(task)[0].update(meta={"text": ["one\r\ntwo\rthree"]}))
    (pier / "codings.csv").unlink()
    import_codings(tasks, pier)
    assert "one\ntwo\nthree" in set(read(pier).reason)


def test_a_place_is_named_and_no_word_of_the_text(pier, project):
    rewrite(project, lambda xml: xml.replace("part: headline", "part: masthead"))
    start, end = find("Gale 🌊🌊 closes harbour")
    assert f"(gale {start}–{end})" in import_codings(project, pier).refused.say()[0]

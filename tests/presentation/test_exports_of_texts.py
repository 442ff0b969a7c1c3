"""Texts with their codes for REFI-QDA and Label Studio: valid, the same bytes twice, every code on its own words."""

import io
import json
import zipfile
from xml.etree import ElementTree

import pytest
from exchange import CODINGS, TEXT, find, read_project, repack, write_corpus
from hypothesis import given, settings
from hypothesis import strategies as st
from refi_rules import NAMESPACE, find_faults

from analysis.files import UserError
from analysis.presentation.exports import write_export
from analysis.presentation.exports.codes import (
    INSTRUMENT,
    Code,
    choose_colour,
    list_values,
    mark_empty,
    name_coder,
    read_code_name,
    read_coder_name,
)
from analysis.presentation.exports.label_studio import format_configuration
from analysis.presentation.exports.refi import format_project
from analysis.study import load_study

USERS = ["A (pass 1)", "A (pass 2)", "B (pass 2)", "Zoë (the 2nd) (pass 1)"]


@pytest.fixture(scope="module")
def study(rooms):
    return rooms


class TestProject:
    @pytest.mark.parametrize("with_instrument", [False, True])
    def test_it_keeps_the_rules_of_the_schema(self, small, with_instrument):
        assert find_faults(format_project(small, with_instrument=with_instrument)) == []

    @pytest.mark.long
    def test_a_corpus_with_all_that_is_in_it_keeps_them_too(self, study):
        assert find_faults(format_project(study, with_instrument=True)) == []

    def test_a_corpus_without_codings_is_a_valid_project(self, tmp_path):
        bare = load_study(write_corpus(tmp_path / "bare", codings=None))
        assert find_faults(format_project(bare)) == []

    @pytest.mark.parametrize("old, new, fault", [
        (b'isCodable="true"', b"", "Code: no isCodable"),
        (b"endPosition", b"end", "PlainTextSelection: no endPosition"),
        (b'startPosition="0"', b'startPosition="-1"', "a selection lies outside its text"),
        (b"<Users>", b"<Description /><Users>", "Project: children are out of order"),
        (b'color="#', b'color="', "color="), (b"internal://", b"internal://../", "a selection lies outside its text"),
    ])
    def test_the_rules_notice_a_breach(self, small, old, new, fault):
        broken = repack(format_project(small), project=lambda data: data.replace(old, new))
        assert any(fault in found for found in find_faults(broken))

    def test_positions_count_code_points(self, small):
        root, archive = read_project(format_project(small))
        source = root.find(f".//{NAMESPACE}TextSource")
        assert source.get("name") == "gale"
        stretches = {(int(each.get("startPosition")), int(each.get("endPosition")))
                     for each in source.iterfind(f"{NAMESPACE}PlainTextSelection")}
        assert stretches == {*zip(CODINGS.start, CODINGS.end)} and find("may wait") in stretches

    def test_texts_are_utf8_without_a_mark(self, small):
        with zipfile.ZipFile(io.BytesIO(format_project(small))) as archive:
            assert [archive.read(name) for name in archive.namelist()[1:]] == [TEXT.encode("utf-8")]

    @pytest.mark.parametrize("with_instrument, users", [
        (False, [*USERS, "settled (pass 3)"]), (True, [*USERS, INSTRUMENT, "settled (pass 3)"])])
    def test_coders_are_users_and_the_instrument_one_on_request(self, small, with_instrument, users):
        root, _ = read_project(format_project(small, with_instrument=with_instrument))
        assert sorted(user.get("name") for user in root.iter(f"{NAMESPACE}User")) == users

    def test_each_selection_is_one_coders_own(self, small):
        root, _ = read_project(format_project(small))
        selections = root.findall(f".//{NAMESPACE}PlainTextSelection")
        assert len(selections) == len(CODINGS.drop_duplicates(["start", "end", "coder", "pass"]))
        for selection in selections:
            assert {coding.get("creatingUser") for coding in selection} == {selection.get("creatingUser")}
        assert all(element.get("creationDateTime") for tag in ("Note", "PlainTextSelection", "TextSource")
                   for element in root.iter(f"{NAMESPACE}{tag}"))

    def test_codes_stand_under_their_variable_in_one_hue(self, small):
        root, _ = read_project(format_project(small))
        parents = {code.get("name"): code for code in root.find(f".//{NAMESPACE}Codes")}
        assert sorted(parents) == sorted(set(CODINGS.variable))
        for variable, values in list_values(CODINGS).items():
            children = parents[variable].findall(f"{NAMESPACE}Code")
            assert [child.get("color") for child in children] == [
                choose_colour(variable, place) for place in range(len(values))]
            assert all(child.get("name").startswith(f"{variable}: ") for child in children)

    def test_the_same_study_gives_the_same_bytes_at_any_time(self, small, monkeypatch):
        once = format_project(small)
        monkeypatch.setattr("time.time", lambda: 2e9)
        assert format_project(small) == once
        monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
        later = format_project(small)
        with zipfile.ZipFile(io.BytesIO(later)) as archive:
            assert {entry.date_time for entry in archive.infolist()} == {(2023, 11, 14, 22, 13, 20)}

    def test_a_control_character_is_refused(self, tmp_path):
        study = load_study(write_corpus(tmp_path / "pier", CODINGS.assign(reason="\x07")))
        with pytest.raises(UserError, match="control character in reason"):
            format_project(study)

    def test_a_file_that_may_hold_coding_is_never_overwritten(self, small, tmp_path):
        out = tmp_path / "pier.qdpx"
        for _ in range(2):
            assert write_export(small, "qdpx", out) == [out]
        with pytest.raises(UserError, match="may hold somebody's coding"):
            write_export(small, "qdpx", out, with_instrument=True)


class TestLabelStudio:
    @pytest.fixture
    def tasks(self, small, tmp_path):
        write_export(small, "label-studio", tmp_path / "ls")
        return json.loads((tmp_path / "ls" / "tasks.json").read_text(encoding="utf-8"))

    def test_every_region_has_its_words(self, tasks):
        regions = [region for annotation in tasks[0]["annotations"] for region in annotation["result"]
                   if region["type"] == "labels"]
        assert len(regions) == len(CODINGS) and tasks[0]["data"]["text"] == TEXT
        for region in regions:
            value = region["value"]
            assert TEXT[value["start"]:value["end"]] == value["text"] and len(value["labels"]) == 1

    def test_the_configuration_has_every_control_and_label(self, tasks):
        view = ElementTree.fromstring(format_configuration(CODINGS))
        controls = {each.get("name"): {label.get("value") for label in each} for each in view if each.get("toName")}
        assert view.find("Text").get("name") == "text"
        for annotation in tasks[0]["annotations"]:
            for region in annotation["result"]:
                assert region["to_name"] == "text"
                assert set(region["value"][region["type"]]) <= controls[region["from_name"]]

    def test_nobody_unknown_to_label_studio_has_completed_an_annotation(self, tasks):
        assert not [each for each in tasks[0]["annotations"] if "completed_by" in each]

    def test_a_variable_of_a_name_that_is_needed_is_refused(self, tmp_path):
        study = load_study(write_corpus(tmp_path / "pier", CODINGS.assign(variable="text").drop_duplicates(
            ["start", "end", "coder", "pass"])))
        with pytest.raises(UserError, match="a name that Label Studio's configuration needs"):
            write_export(study, "label-studio", tmp_path / "ls")


@pytest.mark.parametrize("name, above, code", [
    ("part: body", "part", Code("part", "body")), ("body", "part", Code("part", "body")),
    ("irony", "", Code("irony", "yes")), ("tone: 0.5", "", Code("tone", "0.5")), ("a: ∅", "a", Code("a", "")),
    ("a: a: b", "a", Code("a", "a: b"))])
def test_a_code_of_somebodys_own_is_read(name, above, code):
    assert read_code_name(name, above) == code


@settings(max_examples=50)
@given(st.text(min_size=1), st.text(), st.integers(1, 99))
def test_names_of_codes_and_coders_read_back(variable, value, number):
    assert read_code_name(Code(variable, value).name, variable) == Code(variable, value)
    assert read_coder_name(name_coder(variable, number)) == (variable, number) and mark_empty(value)

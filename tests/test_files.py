"""Reading other people's files in plain words; writing whole files or nothing."""

import errno
import os

import pytest

from analysis.files import UserError, is_remainder, read_text_file, sweep, write_file, write_folder

WORDS = "“Es ist vorbei”, sagte Müller."


@pytest.mark.parametrize("data", [
    WORDS.encode("utf-8"), WORDS.encode("utf-8-sig"), WORDS.encode("utf-16"),
    b"\xff\xfe" + WORDS.encode("utf-16-le"), b"\xfe\xff" + WORDS.encode("utf-16-be"),
], ids=["UTF-8", "UTF-8 with mark", "UTF-16", "UTF-16 little-endian", "UTF-16 big-endian"])
def test_encodings_that_say_what_they_are_are_read(tmp_path, data):
    (tmp_path / "a.txt").write_bytes(data)
    assert read_text_file(tmp_path / "a.txt") == WORDS


@pytest.mark.parametrize("data, problem", [
    (b"", "a.txt is empty"),
    (b" \n\t\r\n", "a.txt is empty"),
    (b"\xef\xbb\xbf", "a.txt is empty"),
    (WORDS.encode("cp1252"), "a.txt is not UTF-8 text (byte 0x93 at position 0)"),
    ("Über".encode("latin-1"), "a.txt is not UTF-8 text (byte 0xdc at position 0)"),
    (WORDS.encode("utf-16-le"), "a.txt is not a text file (it holds binary data)"),
    ("plain".encode("utf-16-le"), "a.txt is not a text file (it holds binary data)"),
    ("plain".encode("utf-32"), "a.txt is not a text file (it holds binary data)"),
    (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "a.txt is not a text file (it holds binary data)"),
])
def test_what_cannot_be_read_is_named_with_a_way_out(tmp_path, data, problem):
    (tmp_path / "a.txt").write_bytes(data)
    with pytest.raises(UserError) as error:
        read_text_file(tmp_path / "a.txt")
    assert str(error.value).startswith(problem) and "try again" in str(error.value)


@pytest.mark.parametrize("name, problem", [
    ("none.txt", "does not exist"), ("", "is a folder"), ("a.txt/b.txt", "cannot be read")])
def test_a_path_that_leads_nowhere_is_named(tmp_path, name, problem):
    (tmp_path / "a.txt").write_text("text")
    with pytest.raises(UserError, match=problem):
        read_text_file(tmp_path / name)


def test_a_file_is_written_into_new_folders_byte_for_byte(tmp_path):
    write_file(tmp_path / "new" / "a.txt", "é\n")
    assert (tmp_path / "new" / "a.txt").read_bytes() == b"\xc3\xa9\n"


@pytest.mark.parametrize("broken", ["replace", "chmod", "fdopen"])
def test_a_file_that_cannot_be_written_leaves_the_old_one(tmp_path, monkeypatch, broken):
    (tmp_path / "a.txt").write_text("old")
    monkeypatch.setattr(os, broken, refuse)
    with pytest.raises(UserError, match="a.txt could not be written: No space left on device. Nothing was changed."):
        write_file(tmp_path / "a.txt", "new")
    assert read_folder(tmp_path) == {"a.txt": "old"}


def test_an_interrupted_write_leaves_no_stray_file(tmp_path, monkeypatch):
    monkeypatch.setattr(os, "replace", interrupt)
    with pytest.raises(KeyboardInterrupt):
        write_file(tmp_path / "a.txt", "new")
    assert read_folder(tmp_path) == {}


def test_a_folder_replaces_the_old_one_as_a_whole(tmp_path):
    (tmp_path / "tables").mkdir()
    (tmp_path / "tables" / "old.csv").write_text("old")
    with write_folder(tmp_path / "tables") as aside:
        (aside / "new.csv").write_text("new")
        assert read_folder(tmp_path / "tables") == {"old.csv": "old"}
    assert read_folder(tmp_path) == {"tables/new.csv": "new"}


@pytest.mark.parametrize("happens, raised", [
    (lambda: refuse(), UserError), (lambda: interrupt(), KeyboardInterrupt), (lambda: 1 / 0, ZeroDivisionError)])
def test_a_folder_that_cannot_be_filled_leaves_the_old_one(tmp_path, happens, raised):
    (tmp_path / "tables").mkdir()
    (tmp_path / "tables" / "old.csv").write_text("old")
    with pytest.raises(raised), write_folder(tmp_path / "tables") as aside:
        (aside / "new.csv").write_text("half")
        happens()
    assert read_folder(tmp_path) == {"tables/old.csv": "old"}


@pytest.mark.parametrize("refused_rename", [1, 2])
def test_a_folder_that_cannot_be_put_in_place_leaves_the_old_one(tmp_path, monkeypatch, refused_rename):
    (tmp_path / "tables").mkdir()
    (tmp_path / "tables" / "old.csv").write_text("old")
    renames = []
    rename = os.rename

    def refuse_one(source, target):
        renames.append(source)
        return refuse() if len(renames) == refused_rename else rename(source, target)

    monkeypatch.setattr(os, "rename", refuse_one)
    with pytest.raises(UserError, match="Nothing was changed"), write_folder(tmp_path / "tables") as aside:
        (aside / "new.csv").write_text("new")
    assert read_folder(tmp_path) == {"tables/old.csv": "old"}


def refuse(*_, **__):
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def interrupt(*_, **__):
    raise KeyboardInterrupt


def read_folder(folder):
    return {path.relative_to(folder).as_posix(): path.read_text() for path in folder.rglob("*") if path.is_file()}


def test_what_killed_writes_left_is_swept_when_an_hour_old_and_nothing_else(tmp_path):
    old, young = tmp_path / ".a.txt.abcd1234.part", tmp_path / ".a.txt.efgh5678.part"
    for path in (old, young, tmp_path / ".a.txt.settings", tmp_path / "b.part", tmp_path / ".b.txt.abcd1234.part"):
        path.write_text("half")
        os.utime(path, (0, 0))
    os.utime(young)
    sweep(tmp_path, "a.txt")
    assert {*read_folder(tmp_path)} == {young.name, ".a.txt.settings", "b.part", ".b.txt.abcd1234.part"}
    assert is_remainder(young) and not is_remainder(tmp_path / ".a.txt.settings")


def test_a_folder_whose_exchange_was_killed_half_way_is_put_back_first(tmp_path):
    (tmp_path / ".tables.old").mkdir()
    (tmp_path / ".tables.old" / "old.csv").write_text("old")
    with pytest.raises(UserError), write_folder(tmp_path / "tables"):
        refuse()
    assert read_folder(tmp_path) == {"tables/old.csv": "old"}

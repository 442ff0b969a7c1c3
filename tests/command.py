"""What the tests of the ``framing`` command share: texts, spoilt files, a full disk, and what a refusal looks like."""

import errno
import os
import shutil
from typing import NamedTuple

import pytest

TEXTS = {
    "gale": "Harbour closed after gale\n\nThe harbour may stay shut until Monday, the pilot said. “Nobody sails in "
            "this,” she added. Two ferries lay at anchor off the island. Fresh bread ran out at noon.\n",
    "calm": "Why the gale was good for us\n\nThe shops were full and the bars were loud. Perhaps we should shut the "
            "harbour every week. Nobody I met wished to be anywhere else.\n",
}
MANIFEST = "article_id,group\ngale,news\ncalm,opinion\n"


def write_corpus(folder):
    """A corpus of two constructed texts that were never measured."""
    (folder / "texts").mkdir(parents=True)
    (folder / "articles.csv").write_text(MANIFEST)
    for name, text in TEXTS.items():
        (folder / "texts" / f"{name}.txt").write_text(text, encoding="utf-8")
    return folder


class Result(NamedTuple):
    code: int
    out: str
    err: str


def read_bytes(folder):
    return {path.relative_to(folder).as_posix(): path.read_bytes() if path.is_file() else None
            for path in folder.rglob("*")}


def assert_one_sentence(result, *words):
    assert result.code == 1 and result.out == ""
    assert result.err.count("\n") == 1 and result.err.endswith(".\n") and "Traceback" not in result.err
    for word in words:
        assert word in result.err


def put(name, content):
    """Write a file of the corpus: spoil it."""
    def spoil(folder):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_bytes(content.encode() if isinstance(content, str) else content)
    return spoil


def take(name):
    return lambda folder: (folder / name).unlink() if (folder / name).is_file() else shutil.rmtree(folder / name)


BAD_TEXTS = [
    pytest.param(b"", "gale.txt is empty", id="empty"),
    pytest.param(b"\n \n", "gale.txt is empty", id="blank"),
    pytest.param(b"%PDF-1.4\0\xff\xd8", "gale.txt is not a text file", id="binary"),
    pytest.param(TEXTS["gale"].encode("cp1252"), "gale.txt is not UTF-8 text (byte 0x93 at position", id="Windows"),
    pytest.param("Café".encode("latin-1"), "gale.txt is not UTF-8 text (byte 0xe9 at position 3)", id="Latin-1"),
    pytest.param(TEXTS["gale"].encode("utf-16-le"), "gale.txt is not a text file", id="UTF-16 without mark"),
]


def refuse(matching, real):
    """A disk that is full as soon as this file is written."""
    def write(*args, **options):
        if any(matching in str(arg) for arg in args):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return real(*args, **options)
    return write

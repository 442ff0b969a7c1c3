"""What must hold whatever is read. A target takes any bytes and raises where a promise of the package is broken."""

from __future__ import annotations

import functools
import io
import os
import sys
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pandas as pd
from foreign_files import write_word, write_workbook

from analysis.comparison.measures import measure_articles
from analysis.files import UserError
from analysis.importing import write_corpus
from analysis.instruments.matches import prepare_matcher
from analysis.instruments.readings import measure_texts
from analysis.lexicons import load_lexicon
from analysis.schemas import SCHEMAS
from analysis.study import LEXICONS
from analysis.texts.articles import canonicalise, load_texts
from analysis.texts.importers import IMPORTERS
from analysis.texts.importers.gathering import gather_articles
from analysis.texts.manifest import load_manifest
from analysis.texts.names.targets import load_targets
from analysis.texts.tokens import (
    normalise_text,
    split_paragraphs,
    split_sentences,
    tokenise_sentences,
    tokenise_words,
)
from analysis.texts.voices.passages import read_voices

CLASSROOM = Path(__file__).parents[2] / "corpus" / "classroom"
EVENT = "yoon_impeachment"
BROKEN_OFF = "and what follows was not read"  # gathering's last net: no importer of ours should need it
_SHORT = 500  # characters
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT
_CHANGES = {"os.mkdir", "os.rename", "os.remove", "os.rmdir", "os.symlink", "os.link", "os.truncate", "os.chmod"}
_PARTS = {".xlsx": "xl/worksheets/sheet1.xml", ".docx": "word/document.xml"}

Target = Callable[[bytes], None]


def check_tokens(data: bytes) -> None:
    """Offsets hold; sentences and tokens are in order, do not overlap and leave out nothing but blanks."""
    text = data.decode("utf-8", errors="replace")
    plain = normalise_text(text)
    assert len(plain) == len(text)
    sentences, paragraphs = split_sentences(text, plain), split_paragraphs(text)
    _check_cover(text, sentences, 0, len(text))
    of_sentences = tokenise_sentences(text, sentences, plain)
    for number, (sentence, tokens) in enumerate(zip(sentences, of_sentences, strict=True)):
        start, end = paragraphs[sentence.paragraph]
        assert sentence.sentence == number and start <= sentence.start and sentence.end <= end
        assert tokens == tokenise_words(text, sentence.start, sentence.end, plain)
        assert all(token.text == plain[token.start:token.end].lower() for token in tokens)
        _check_cover(plain, tokens, sentence.start, sentence.end)


def check_voices(data: bytes) -> None:
    """Passages tile the text, each in one paragraph; who is quoted stands there; mentions lie inside the text."""
    text = data.decode("utf-8", errors="replace")
    voices = read_voices(text)
    passages, paragraphs = voices.passages, split_paragraphs(text)
    assert "".join(text[passage.start:passage.end] for passage in passages) == (text if text.strip() else "")
    assert len(voices.parts) == len(paragraphs) and len(voices.tokens) == len(voices.sentences)
    of_letter = {at: number for number, (start, end) in enumerate(paragraphs) for at in range(start, end)
                 if text[at].isalnum()}
    for passage in passages:
        assert passage.start < passage.end
        assert (passage.voice == "narration") == (passage.speaker == "")
        assert len({of_letter[at] for at in range(passage.start, passage.end) if at in of_letter}) <= 1
    assert all(0 <= mention.start < mention.end <= len(text) for mention in voices.mentions)


def check_matches(data: bytes) -> None:
    """Matches of a lexicon are in order, do not overlap and stand on tokens; an article's tables are as declared."""
    text = canonicalise(data.decode("utf-8", errors="replace"))
    lexicons, targets, articles = _load_lists()
    sentences = split_sentences(text)
    for tokens in tokenise_sentences(text, sentences):
        starts, ends = {token.start for token in tokens}, {token.end for token in tokens}
        for lexicon in lexicons.values():
            last = 0
            for match in prepare_matcher(lexicon).match_tokens(tokens, text):
                assert last <= match.start < match.end and match.start in starts and match.end in ends
                last = match.end
    known, tables = measure_texts(articles, {"a": text}, lexicons, targets)
    if len(text) <= _SHORT:  # the measures take as long again
        needed = (tables[name] for name in ("sentences", "passages", "matches", "targets", "claims"))
        measure_articles(*needed, lexicons["loaded_language"].about["categories"], tables["frames"],
                         known_targets=targets["target"].unique(), with_claims=True)
    assert known["n_chars"].tolist() == [len(text)]
    for name, table in tables.items():
        assert list(table) == list(SCHEMAS[name].columns)
        if name != "reuse" and {"start", "end"} <= {*table}:
            assert ((0 <= table["start"]) & (table["start"] < table["end"]) & (table["end"] <= len(text))).all()


def check_import(suffix: str, data: bytes) -> None:
    """A file gives articles or a reason for each place that gave none; the corpus that is written holds just these.

    Of packages (.xlsx, .docx), data that is none stands for the part that holds the text.
    """
    with TemporaryDirectory() as place:
        source = Path(place) / "from" / f"a{suffix}"
        source.parent.mkdir()
        source.write_bytes(data if suffix not in _PARTS or data.startswith(b"PK") else _pack(suffix, data))
        _check_corpus(Path(place), source.parent)


def check_list(data: bytes) -> None:
    """A list of files, whatever it says of them, lets every file come in."""
    with TemporaryDirectory() as place:
        source = Path(place) / "from"
        source.mkdir()
        for name in "ab":
            (source / f"{name}.txt").write_text(f"It rained {name}.")
        (source / "list.csv").write_bytes(data)
        _check_corpus(Path(place), source)


TARGETS: dict[str, Target] = {
    "tokens": check_tokens, "voices": check_voices, "matches": check_matches, "list": check_list,
    **{suffix.removeprefix("."): functools.partial(check_import, suffix) for suffix in IMPORTERS
       if suffix not in (".md", ".ndjson", ".htm")},  # other names of .txt, .jsonl and .html
}


def _check_cover(text: str, spans, start: int, end: int) -> None:
    last = start
    for span in spans:
        assert last <= span.start < span.end <= end and not text[last:span.start].strip()
        last = span.end
    assert not text[last:end].strip()


def _check_corpus(place: Path, source: Path) -> None:
    corpus = place / "corpus"
    before = _list_files(place)
    with _writing_only_in(place):
        gathered = gather_articles([source])
        try:
            write_corpus(corpus, gathered)
        except UserError:
            assert not gathered.articles and not corpus.exists()
    imports = gathered.imports
    assert {*imports["status"]} <= {"imported", "refused"} and not imports["reason"].str.contains(BROKEN_OFF).any()
    assert ((imports["status"] == "refused") == (imports["reason"] != "")).all()
    assert imports.loc[imports["status"] == "imported", "article_id"].tolist() == [
        article.article_id for article in gathered.articles]
    if gathered.articles:
        texts = {article.article_id: article.text for article in gathered.articles}
        assert all(canonicalise(text) == text for text in texts.values())
        assert load_texts(corpus, load_manifest(corpus)) == texts
    assert {path: content for path, content in _list_files(place).items() if corpus not in path.parents} == before


def _list_files(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@functools.cache
def _load_lists():
    articles = {name: [""] for name in SCHEMAS["articles"].columns} | {
        "article_id": ["a"], "group": ["x"], "event": [EVENT], "n_chars": [0], "n_words": [0], "constructed": [True]}
    return {name: load_lexicon(name) for name in LEXICONS}, load_targets(CLASSROOM), pd.DataFrame(articles)


@functools.cache
def _list_parts(suffix: str) -> dict[str, bytes]:
    """The parts of a small package, by name."""
    with TemporaryDirectory() as place:
        path = Path(place) / f"a{suffix}"
        if suffix == ".xlsx":
            write_workbook(path, [{"title": "Rain", "body": "It rained."}])
        else:
            write_word(path, [["It rained."]])
        with zipfile.ZipFile(path) as package:
            return {name: package.read(name) for name in package.namelist()}


def _pack(suffix: str, part: bytes) -> bytes:
    """A package whose text stands in this part."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as package:
        for name, content in (_list_parts(suffix) | {_PARTS[suffix]: part}).items():
            package.writestr(name, content)
    return packed.getvalue()


@contextmanager
def _writing_only_in(folder: Path) -> Iterator[None]:
    """Notice what is written or changed outside a folder, and any connexion to the network."""
    _start_watch()
    _WATCH.update(folder=f"{folder}{os.sep}", outside=[])
    try:
        yield
    finally:
        outside, _WATCH["folder"] = _WATCH["outside"], ""
    assert not outside, outside


_WATCH: dict = {"folder": ""}


@functools.cache
def _start_watch() -> None:
    sys.addaudithook(_notice)


def _notice(event: str, args: tuple) -> None:
    if not _WATCH["folder"]:
        return
    if event == "socket.connect" or event == "socket.getaddrinfo":
        _WATCH["outside"].append((event, args[-1]))
    elif event in _CHANGES or event == "open" and isinstance(args[2], int) and args[2] & _WRITING:
        paths = args[:2] if event in ("os.rename", "os.symlink", "os.link") else args[:1]
        _WATCH["outside"] += [(event, path) for path in paths if isinstance(path, str | bytes | os.PathLike)
                              and not os.path.join(os.fsdecode(path), "").startswith(_WATCH["folder"])]

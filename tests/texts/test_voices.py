"""Whose words they are: cases as data, and what must hold for any text."""

import csv
import re
import time
import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.texts.voices.parts import find_parts
from analysis.texts.voices.passages import read_voices

CASES = Path(__file__).parents[1] / "cases"
VOICES = tomllib.loads((CASES / "voices.toml").read_text(encoding="utf-8"))
_TAG = re.compile(r"\[(d|i) ([^\]]+)\]|\[/\]")


def parse_case(marked: str) -> tuple[str, list[tuple[str, str, str]]]:
    """A case's plain text, and its (voice, speaker, words) in order."""
    text, spans, opened = "", [], None
    for piece, at in zip(_TAG.split(marked.strip())[::3], [*_TAG.finditer(marked.strip()), None]):
        text += piece
        if at is None:
            break
        if at.group(1):
            opened = (len(text), {"d": "direct", "i": "indirect"}[at.group(1)], at.group(2))
        else:
            spans.append((opened[1], opened[2], text[opened[0]:].strip()))
    return text + "\n", spans


def read_case(text: str) -> list[tuple[str, str, str]]:
    passages = read_voices(text).passages
    return [(p.voice, p.speaker, text[p.start:p.end].strip()) for p in passages if p.voice != "narration"]


def list_cases(*origins: str) -> list:
    return [pytest.param(case["text"], id=case["says"],
                         marks=[pytest.mark.xfail(strict=True)] if origin == "known_failures" else [])
            for origin in origins for case in VOICES[origin]]


@pytest.mark.parametrize("marked", list_cases("made_up", "must_not_match", "known_failures"))
def test_voice_and_speaker(marked):
    text, expected = parse_case(marked)
    assert [(v, s, w.rstrip(",. ")) for v, s, w in read_case(text)] == [(v, s, w.rstrip(",. ")) for v, s, w in expected]


with (CASES / "parts.csv").open(encoding="utf-8", newline="") as file:
    PARTS = list(csv.DictReader(file))


@pytest.mark.parametrize("case", sorted({row["case"] for row in PARTS}))
def test_part(case):
    rows = [row for row in PARTS if row["case"] == case]
    assert find_parts([row["line"] for row in rows]) == [row["part"] for row in rows]


@pytest.mark.parametrize("quoted, kind", [
    ("She wrote the book “Seven Cold Winters” in a year.", "title"),
    ("The general, nicknamed “Old Iron”, was late.", "nickname"),
    ("They opened a “rainy day” fund.", "term"),
    ("He called it a “pause”.", "single word"),
    ("So much for “open doors”.", "scare"),
])
def test_mention_kind(quoted, kind):
    assert [mention.kind for mention in read_voices(quoted).mentions] == [kind]


@pytest.mark.parametrize("text", ["““", "“”", "“ ”", "He said «»."])
def test_marks_around_nothing_are_no_mention(text):
    assert read_voices(text).mentions == []


NASTY = ["", "\n", "“", "”’”’", "““““a””””", "“ ‘ ” ’", "he said", ", he said.", "According to", "“a” " * 50, "'",
         "''''", "— she said —", "<p>“One,” <b>he</b> said.</p>", "Он сказал: «Да».", "彼は「はい」と言った。",
         "(pictured)", "said said said that that", "A. B. C. said: “D.", "“" * 3000]
PIECES = ["“", "”", "‘", "’", "'", '"', "she", "said", "that", "Ada", "Lowe", ",", ".", "\n\n", " ", " ", "I",
          "according", "to", "may", "?", ":", "–", "(", ")", "claimed", "the", "dam"]


@pytest.mark.parametrize("text", NASTY)
def test_nothing_breaks_it(text):
    passages = read_voices(text).passages
    assert "".join(text[p.start:p.end] for p in passages) == (text if text.strip() else "")


LONG = ["word " * 50_000, "“" * 20_000, "“‘" * 5_000 + "deep" + "’”" * 5_000, "he said that the dam " * 10_000,
        "is " * 20_000, "he said: “one two three” and " * 5_000, "A'" * 50_000, "(pictured " * 10_000,
        "\n\n".join(map("line {} of five".format, range(2_000)))]


@pytest.mark.long
@pytest.mark.parametrize("text", LONG, ids=lambda text: text[:20])
def test_long_texts_take_seconds(text):
    """Each took half a minute to hours where a rule looked back, or ahead, over a whole paragraph for every mark."""
    started = time.perf_counter()
    read_voices(text)
    assert time.perf_counter() - started < 20  # a slow machine under load; on an idle one, about one


def test_two_speakers_of_the_same_words():
    read = read_case("The dam “will break,” says Ada Lowe, says Ben Frost.")
    assert read[0] == ("indirect", "Ada Lowe", "The dam")


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=60))
def test_passages_tile_any_text(pieces):
    text = "".join(pieces)
    passages = read_voices(text).passages
    assert "".join(text[p.start:p.end] for p in passages) == (text if text.strip() else "")
    assert all((p.voice == "narration") == (p.speaker == "") for p in passages)


def test_speech_is_found_whatever_the_marks():
    pairs = [("“", "”"), ("‘", "’"), ('"', '"'), ("'", "'"), ("«", "»")]
    found = [read_case(f"{a}We are not going home,{b} a clerk said.")[0][:2] for a, b in pairs]
    assert found == [("direct", "clerk")] * 5

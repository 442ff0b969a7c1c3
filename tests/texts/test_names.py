"""Who is named, and how: cases as data, and what must hold for any text."""

import re
import time
import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.schemas import NAMING_FORMS
from analysis.texts.names.finding import Name, find_names
from analysis.texts.names.lists import load_lists
from analysis.texts.names.wording import read_words
from analysis.texts.tokens import normalise_text, split_sentences
from analysis.texts.voices.passages import read_voices

CASES = tomllib.loads((Path(__file__).parents[1] / "cases" / "names.toml").read_text(encoding="utf-8"))
DATA = Path(__file__).parents[2] / "analysis" / "data"
_TAG = re.compile(r"\[(?P<form>[a-z_]+): (?P<person>[^\]]+)\]|\[/\]")


def parse_case(marked: str) -> tuple[str, list[tuple[str, str, str]]]:
    """A case's plain text, and its (form, person, words) in order."""
    text, names, opened, last = "", [], None, 0
    for tag in _TAG.finditer(marked):
        text, last = text + marked[last:tag.start()], tag.end()
        if tag["form"]:
            opened = (tag["form"], tag["person"], len(text))
        else:
            form, person, start = opened
            names.append((form, person, text[start:]))
    return text + marked[last:] + "\n", names


def read(text: str) -> list[Name]:
    return find_names(text, read_voices(text))


def read_case(text: str) -> list[tuple[str, str, str]]:
    return [(name.form, name.person, text[name.start:name.end]) for name in read(text)]


def list_cases(*kinds: str) -> list:
    return [pytest.param(case["text"].strip(), id=case["says"],
                         marks=[pytest.mark.xfail(strict=True)] if kind == "known_failures" else [])
            for kind in kinds for case in CASES[kind]]


@pytest.mark.parametrize("marked", list_cases("must_match", "must_not_match", "known_failures"))
def test_names(marked):
    text, expected = parse_case(marked)
    assert read_case(text) == expected


@pytest.mark.parametrize("marked", list_cases("must_match", "must_not_match"))
def test_straight_and_curly_marks_are_the_same(marked):
    text, _ = parse_case(marked)
    straight = text.translate(str.maketrans("’“”", "'\"\""))
    assert read(straight) == read(text)


def test_a_case_needs_its_sign():
    """Without what shows the person, each of these finds nothing."""
    unknown = ("Zuphe Tarn left", "Tarnov left", "Maria left", "Vlad left")
    assert [read_case(f"Then {words}.") for words in unknown] == [[]] * len(unknown)


def test_part_and_voice_are_those_of_the_place():
    text = "Fall of Lowe\n\nAda Lowe left. “Lowe is brave,” a clerk said.\n"
    assert [(name.part, name.voice) for name in read(text)] == [
        ("headline", "narration"), ("body", "narration"), ("body", "direct")]


NASTY = ["", "\n", "“", "Mr", "Mr.", "Mr. ", "the president", "The", "’s", "A.", "A. B.", "O’", "al-", "Dr. Dr. Dr.",
         "MR MR", "“Mr. Lowe", "Lowe &", "& Lowe", "von der", "Ada von", "the the the", "May", "May May May", "Ada (",
         "Ada Lowe, ", "Ada Lowe — who", "President", "Jr.", "Ada Jr.", "ADA LOWE", "Él Niño", "١٢", "Lowe, ² years",
         "彼は", "‘’‘’ Ada’s’s’s"]
PIECES = ["Ada", "Lowe", "Mr", "Mr.", "President", "the", "president", "May", "Will", "von", "der", "al-", "’s", ",",
          ".", " ", " ", " ", "“", "”", "\n\n", "who", "said", "Russian", "Russia", "J.", "Jr.", "of", "former",
          "nicknamed", "Vlad", "ADA", "45", "&", "(", ")", "–", "O’Brien", "Street"]


@pytest.mark.parametrize("text", NASTY)
def test_nothing_breaks_it(text):
    assert all(text[name.start:name.end].strip() for name in read(text))


@settings(max_examples=200)
@given(st.lists(st.sampled_from(PIECES), max_size=40))
def test_words_and_the_gaps_before_them_are_the_sentences(pieces):
    plain = normalise_text("".join(pieces))
    sentences = split_sentences(plain)
    for word in read_words(plain, sentences):
        sentence = sentences[word.sentence]
        assert sentence.start <= word.start < word.end
        assert plain[word.start - len(word.gap):word.end] == word.gap + word.text
        assert word.owns == plain.startswith("'", word.end)


@settings(max_examples=200)
@given(st.lists(st.sampled_from(PIECES), max_size=40))
def test_names_are_words_in_order_without_overlaps(pieces):
    text = "".join(pieces)
    names = read(text)
    assert all(before.end <= after.start for before, after in zip(names, names[1:]))
    for name in names:
        words = text[name.start:name.end]
        assert words == words.strip() and words[0].isalpha() and not words.endswith(("’s", "'s", ","))
        assert not text[name.start - 1:name.start].isalnum() and not text[name.end:name.end + 1].isalnum()
        assert name.person and name.form in NAMING_FORMS


def test_an_article_is_read_by_itself():
    texts = ["Ada Lowe left.\n", "Lowe fell, Ms Lowe said.\n"]
    alone = [read_case(text) for text in texts]
    assert [read_case(text) for text in reversed(texts)] == alone[::-1]
    assert alone[1][0][1] == "Lowe"  # the other article's Ada is not known here


LONG = ["Ada Lowe " * 10_000, "the president " * 20_000 + "President Lowe", "President " * 20_000,
        "von " * 20_000 + "Lowe", "Mr. " * 20_000, "Ada Lowe, Ben Frost, " * 5_000,
        "Mr Lowe met Mr Frost. The mayor left. " * 4_000,
        " ".join(f"Ada Lo{chr(97 + n % 26)}{chr(97 + n // 26 % 26)}{chr(97 + n // 676)} spoke." for n in range(5_000))]


@pytest.mark.long
@pytest.mark.parametrize("text", LONG, ids=lambda text: text[:20])
def test_long_texts_take_seconds(text):
    voices = read_voices(text)
    started = time.perf_counter()
    find_names(text, voices)
    assert time.perf_counter() - started < 20  # a slow machine under load; on an idle one, about one


class TestLists:
    PAIRS = {"countries", "well_known", "nicknames"}

    def load(self, file="names.toml"):
        data = tomllib.loads((DATA / file).read_text(encoding="utf-8"))
        del data["version"]
        return {name: text.split(", " if name == "brands" else None) for name, text in data.items()}

    def test_words_are_in_small_letters_and_stand_once(self):
        for name, words in self.load().items():
            keys = [word.split("=")[0] for word in words]
            assert len(keys) == len(set(keys)) and all(word == word.lower() for word in words), name

    def test_first_names_are_not_listed_twice(self):
        speakers = self.load("speakers.toml")
        assert not {*self.load()["first_names"]} & {*speakers["female_names"], *speakers["male_names"]}

    def test_parts_of_lists_are_in_them(self):
        lists = load_lists()
        for part, whole in {"names_and_verbs": "first_names", "names_and_places": "first_names", "alone": "first_names",
                            "before_first_names": "titles", "small_offices": "offices"}.items():
            assert lists[part] <= lists[whole], part

    def test_a_pet_form_stands_for_other_names(self):
        assert all(names and short not in names for short, names in load_lists().formal.items())

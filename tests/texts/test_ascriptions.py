"""What a text ascribes to somebody beside speech: cases as data, and what always holds."""

import re
import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.texts.voices.ascriptions import find_ascriptions
from analysis.texts.voices.passages import read_voices

CASES = tomllib.loads((Path(__file__).parents[1] / "cases" / "ascriptions.toml").read_text(encoding="utf-8"))
PIECES = ["she wants", " to", " criticised", " the plan", ", which", " called it", " “absurd”", " as", " for", ".",
          "\n\n", "“", "allegedly "]


def list_cases():
    return [pytest.param(case["text"], id=f"{origin}: {case['says']}",
                         marks=[pytest.mark.xfail(strict=True)] if origin == "known_failures" else [])
            for origin, cases in CASES.items() for case in cases]


@pytest.mark.parametrize("marked", list_cases())
def test_a_case_is_read_as_marked(marked):
    text = re.sub(r"[\[\]]", "", marked)
    found = [text[ascription.start:ascription.end] for ascription in find_ascriptions(read_voices(text))]
    assert found == re.findall(r"\[([^\]]*)\]", marked)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=40))
def test_ascriptions_stand_in_order_outside_speech(pieces):
    voices = read_voices("".join(pieces))
    found = find_ascriptions(voices)
    assert all(a.end <= b.start for a, b in zip(found, found[1:]))
    assert all(a.start < a.end for a in found)

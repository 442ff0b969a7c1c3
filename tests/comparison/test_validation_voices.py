"""Attributed words against marked words: characters and sentences counted by hand, and spans that cannot be read."""

import json
import re
from math import nan

import pandas as pd
import pytest

from analysis.comparison.validation.spans import Span, read_spans
from analysis.comparison.validation.validations import make_record, validate_file
from analysis.comparison.validation.verdicts import state_subject
from analysis.comparison.validation.voices import FINDERS, count_voices
from analysis.files import UserError

SAID = "“It is over,” she said."  # blanks apart 19 characters, of which 11 in marks
RAIN = "It rained at noon."


def mark(text, *spans):
    """A row in which these words are marked: (words, label)."""
    return {"text": text, "spans": [{"start": text.index(words), "end": text.index(words) + len(words), "label": label}
                                    for words, label in spans]}


@pytest.fixture
def put(tmp_path):
    def write(rows, name="mine.jsonl"):
        path = tmp_path / name
        path.write_text(rows if isinstance(rows, str) else "\n".join(map(json.dumps, rows)), encoding="utf-8")
        return path
    return write


def count(text, finder, *spans):
    """Hits, found and gold in characters, then in sentences, both voices together, summed over the text."""
    row = mark(text, *spans)
    labels = [[Span(**span) for span in row["spans"]]]
    return count_voices([text], labels, finder)[""].sum().tolist()


def find(*words):
    """A finder that takes these words for direct speech."""
    return lambda text: {"direct": [(text.index(w), text.index(w) + len(w)) for w in words], "indirect": [],
                         "attributed": []}


@pytest.mark.parametrize("found, gold, counts", [
    ("ab cd", "ab cd", [4, 4, 4, 1, 1, 1]),        # the blank between does not count
    ("ab cd ", "ab cd", [4, 4, 4, 1, 1, 1]),       # nor does the one at the edge
    ("ab", "cd", [0, 2, 2, 0, 0, 0]),              # two of ten characters are less than 30%
    ("ab c", "ab", [2, 3, 2, 0, 1, 0]),            # three of ten are 30%
    ("ab cd", "efghi", [0, 4, 5, 1, 1, 1]),        # not one character in common, but the same sentence
])
def test_characters_and_sentences(found, gold, counts):
    assert count("ab cd efghi.", find(found), (gold, "attributed")) == counts


def test_each_sentence_is_counted_by_itself():
    text = f"{SAID} {RAIN}"
    assert count(text, find("“It is over,”"), (RAIN, "direct")) == [0, 11, 15, 0, 1, 1]


def test_thoughts_count_where_spans_are_marked_as_attributed():
    text = "She wants to go."  # "to go" has 4 of the 13 characters; as speech there is nothing to find
    assert count(text, FINDERS["ours"], ("to go", "attributed"))[:3] == [4, 4, 4]
    assert count(text, FINDERS["direct_or_indirect"], ("to go", "attributed"))[:3] == [0, 0, 4]
    assert count(text, FINDERS["ours"], ("to go", "indirect"))[:3] == [0, 0, 4]


@pytest.mark.parametrize("text, found", [
    ("“One” and \"two\" and «three».", ["“One”", '"two"', "«three»"]),
    ("“One „two.\nThree.", ["“One „", ]),          # any mark ends what any mark opened
    ("He said “one two.\nThree.", ["“one two."]),  # a mark left open ends with its paragraph
    ("‘One’, it’s said.", []),
])
def test_inside_marks(text, found):
    assert [text[a:b] for a, b in FINDERS["inside_marks"](text)["direct"]] == found


@pytest.mark.parametrize("text, found", [
    ("He said so. It rained. “Rain.”", ["He said so.", "“Rain.”"]),
    ("It rained.", []),
])
def test_a_mark_or_a_verb(text, found):
    assert [text[a:b] for a, b in FINDERS["mark_or_verb"](text)["indirect"]] == found


def test_voices_of_a_file_are_summed_over_its_texts(put):
    rows = [mark(SAID, ("“It is over,”", "attributed")), mark(RAIN, ("at noon", "attributed"))]
    validation = validate_file(put(rows), "voice")
    values = validation.metrics["value"]
    # found: the eleven in marks; marked: those and the six of "at noon", 6 / 15 of their sentence
    assert values.tolist() == pytest.approx([11 / 11, 11 / 17, 2 * 11 / 28, 1 / 1, 1 / 2, 2 * 1 / 3])
    assert list(values.index) == ["char_precision", "char_recall", "char_f1",
                                  "sentence_precision", "sentence_recall", "sentence_f1"]
    assert (validation.n, validation.unit, validation.positives) == (2, "text", None)
    # the sentence with mark and verb: 19 characters, of which 11 are marked
    assert validation.metrics.loc["char_f1", "mark_or_verb"] == pytest.approx(2 * 11 / (19 + 17))
    assert validation.metrics["inside_marks"].tolist() == pytest.approx(values.tolist())


def test_one_text_is_drawn_by_its_sentences(put):
    validation = validate_file(put([mark(f"{SAID} {RAIN}", ("“It is over,”", "direct"))], "mine.JSONL"), "voice")
    assert (validation.n, validation.unit) == (1, "sentence")
    assert state_subject(validation).startswith("voice in mine.JSONL: 1 row. Intervals: 95%, from 1,000 draws of the "
                                                "file's sentences")


def test_voices_apart_where_spans_name_them(put):
    rows = [mark(SAID, ("“It is over,”", "direct")), mark(f"{SAID} {RAIN}", ("“It is over,”", "attributed"))]
    metrics = validate_file(put(rows), "voice").metrics
    assert [name for name in metrics.index if "char_f1" in name] == ["char_f1", "direct_char_f1"]
    # words marked as either voice say nothing about direct speech: they are no false alarm
    assert metrics.loc[["char_precision", "direct_char_precision", "direct_char_recall"], "value"].tolist() == [1, 1, 1]


def test_nothing_marked_and_nothing_found_is_undefined(put):
    validation = validate_file(put([mark(RAIN), mark(SAID)]), "voice")
    assert validation.metrics.loc[["char_precision", "sentence_precision"], "value"].tolist() == [0, 0]
    assert validation.metrics.loc[["char_recall", "char_f1"], ["value", "low", "high"]].isna().all(axis=None)
    assert make_record(validation)["char_f1"] is None and "positives" not in make_record(validation)
    assert validation.notes[0] == "No words are marked; what needs some is undefined."
    assert validation.notes[1].startswith("2 rows are few")
    quiet = validate_file(put([mark(RAIN)]), "voice").metrics["value"]
    assert quiet.isna().all()


def test_spans_of_one_label_may_overlap(put):
    text = "She said he claimed it rained."
    rows = read_spans(put([mark(text, ("he claimed it rained", "indirect"), ("it rained", "indirect"))])).rows
    whole, part = (count_voices([text], [rows["label"].iloc[0][:n]], FINDERS["inside_marks"]) for n in (2, 1))
    pd.testing.assert_frame_equal(whole, part)


def span(**changes):
    return json.dumps({"text": RAIN, "spans": [{"start": 3, "end": 9, "label": "direct"} | changes]})


@pytest.mark.parametrize("content, problem", [
    (json.dumps({"text": RAIN}), "mine.jsonl, row 1, has no 'spans'; it has text. Add it, [] where nothing"),
    (json.dumps({"body": RAIN, "spans": []}), "row 1, has no 'text'; it has body, spans. Name the right one with"),
    (f"{span()}\n\n{span(end=19)}", "row 3, span 1, runs from 3 to 19, but the text has 18 characters"),
    (span(start=-1), "runs from -1 to 9, but the text has 18"),
    (span(end=3), "row 1, span 1, starts at 3 and ends at 3"),
    (span(label="Direct"), 'has the label "Direct". Known are direct, indirect, attributed'),
    (span(label=None), "has the label null"),
    (span(start="3"), "span 1, lacks start or end"),
    (span(start=True), "span 1, lacks start or end"),
    (span(end=nan), "span 1, lacks start or end"),
    (json.dumps({"text": RAIN, "spans": ["it"]}), "span 1, lacks start or end"),
    (json.dumps({"text": RAIN, "spans": None}), "row 1: 'spans' is no list"),
    (json.dumps(mark(RAIN, ("rained at", "direct"), ("at noon", "indirect"))),
     "row 1: the words from 10 on are both direct and indirect"),
    (json.dumps(mark(RAIN, ("It rained at", "direct"), ("rained", "direct"), ("at noon", "indirect"))),
     "row 1: the words from 10 on are both direct and indirect"),
    ("{", "mine.jsonl, row 1, is no JSON object"),
])
def test_spans_that_cannot_be_read(put, content, problem):
    with pytest.raises(UserError, match=re.escape(problem)) as error:
        validate_file(put(content), "voice")
    assert str(error.value).endswith(".") and "\n" not in str(error.value)


def test_a_table_has_no_spans(put):
    with pytest.raises(UserError, match="mine.csv is a table, but voice is checked against spans. Give a JSON Lines"):
        validate_file(put("text,label\na,1\n", "mine.csv"), "voice")

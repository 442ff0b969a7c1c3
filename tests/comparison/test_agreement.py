"""Agreement, countable by eye (``constructed_codings``)."""

from math import isnan, nan

import pandas as pd
import pytest
from constructed_codings import (
    MACHINE,
    TABLES,
    code,
    look_up,
    make_match,
    make_passages,
    make_sentence,
    make_table,
    make_tables,
    mark,
    measure,
)
from krippendorff import alpha

from analysis.comparison.agreement import list_disagreements, measure_agreement, summarise_errors
from analysis.comparison.agreement.instrument import read_instrument
from analysis.files import UserError
from analysis.tables import check


def test_alpha_by_hand():
    figures = measure(code("A", "uncertainty", "1100") + code("B", "uncertainty", "1000"))
    # 8 codes: "1" three times, "0" five times. 1 of 4 sentences differs; of all pairs of codes 3 × 5 of 8 × 7 / 2 do.
    assert look_up(figures, "uncertainty", "alpha") == pytest.approx(1 - (1 / 4) / (15 / 28))
    assert look_up(figures, "uncertainty", "share_same") == 3 / 4
    assert look_up(figures, "uncertainty", "precision") == 1 / 1 and look_up(figures, "uncertainty", "recall") == 1 / 2
    assert look_up(figures, "uncertainty", "f1") == pytest.approx(2 * 1 * 0.5 / (1 + 0.5))
    assert [look_up(figures, "uncertainty", metric, column="n") for metric in ("alpha", "precision", "recall", "f1")] \
        == [4, 1, 2, 2]


def test_alpha_of_tones_squares_the_distance():
    figures = measure(code("A", "tone", ["0", "-0.5"]) + code("B", "tone", ["0", "-0.25"]))
    # Observed: (0² + 0.25²) / 2. All six pairs of 0, 0, −0.5, −0.25: (0 + 2 × 0.5² + 2 × 0.25² + 0.25²) / 6.
    assert look_up(figures, "tone", "alpha") == pytest.approx(1 - (0.0625 / 2) / ((2 * 0.25 + 3 * 0.0625) / 6))


def test_each_category_has_its_precision_and_recall():
    figures = measure(code("A", "voice", ["direct", "direct", "mixed", "narration"])
                      + code("B", "voice", ["direct", "mixed", "mixed", "narration"]))
    expected = {"direct": (1 / 1, 1 / 2), "mixed": (1 / 2, 1 / 1), "narration": (1, 1)}
    assert {category: tuple(look_up(figures, "voice", metric, category) for metric in ("precision", "recall"))
            for category in expected} == expected
    assert look_up(figures, "attributed", "alpha") == 1  # direct and mixed are both attributed


def test_spans_meet_where_they_share_a_character():
    a = mark("A", "hedge", (0, 3, "modal"), (13, 16, "modal"), (20, 23, "condition"), (30, 33, "modal"))
    b = mark("B", "hedge", (2, 5, "modal"), (10, 13, "modal"), (16, 19, "modal"), (20, 23, "modal"))  # 13, 16: no more
    figures = measure(a + b)
    assert look_up(figures, "hedge", "precision") == look_up(figures, "hedge", "recall") == 2 / 4
    assert [look_up(figures, "hedge", metric, "modal") for metric in ("precision", "recall")] == [1 / 4, 1 / 3]
    assert isnan(look_up(figures, "hedge", "precision", "condition"))
    assert look_up(figures, "hedge", "recall", "condition") == look_up(figures, "hedge", "f1", "condition") == 0
    assert look_up(figures, "hedge", "share_same") == 8 / 9  # only sentence 3 of nine has a hedge for A and none for B
    assert set(figures.query("metric == 'alpha'").unit) == {"sentence"}
    assert set(figures.query("metric == 'f1'").unit) == {"span"}


def test_weights_and_short_forms_are_no_categories_of_their_own():
    figures = measure(mark("A", "loaded", (0, 3, "emotive:1")) + mark("B", "loaded", (0, 3, "emotive:2"))
                      + mark("A", "mention", (0, 3, "single word")) + mark("B", "mention", (0, 3, "single")))
    assert look_up(figures, "loaded", "f1", "emotive") == look_up(figures, "mention", "f1", "single word") == 1


def test_the_instrument_is_held_against_the_settled_coding():
    matches = [make_match(0, 3, "hedges", "modal"), make_match(10, 13, "hedges", "adverb"),
               make_match(20, 23, "boosters", "adverb"), make_match(30, 33, "loaded_language", "ridicule")]
    codes = mark("settled", "hedge", (0, 3, "modal")) + mark("settled", "booster", (20, 23, "booster")) \
        + mark("settled", "loaded", (40, 43, "metaphor:2"))
    figures = measure(codes, matches=matches)
    assert set(figures.comparison) == {MACHINE} and set(figures.variable) == {"hedge", "booster", "loaded"}
    assert look_up(figures, "hedge", "precision", comparison=MACHINE) == 1 / 2
    assert set(figures.query("variable != 'hedge'").category) == {""}  # no category in common
    assert look_up(figures, "loaded", "f1", comparison=MACHINE) == 0


def test_furniture_counts_for_parts_only():
    sentences = [make_sentence(0, part="furniture"), make_sentence(1), make_sentence(2)]
    codes = [row for coder in "AB" for row in code(coder, "part", ["furniture", "body", "body"])
             + code(coder, "voice", ["narration", "direct", "narration"]) + mark(coder, "hedge", (3, 6, "modal"))]
    figures = measure(codes, sentences=sentences)
    assert look_up(figures, "part", "alpha", column="n") == 3
    assert look_up(figures, "voice", "alpha", column="n") == look_up(figures, "attributed", "alpha", column="n") == 2
    assert look_up(figures, "hedge", "alpha", column="n") == 2 and look_up(figures, "hedge", "f1", column="n") == 0


def test_speakers_are_compared_where_both_see_one():
    voices = code("A", "voice", ["direct", "direct", "narration"]) + code("B", "voice", ["direct", "direct", "direct"])
    figures = measure(voices + code("A", "speaker", ["The Kremlin", "a clerk in Leeds", ""])
                      + code("B", "speaker", ["Kremlin", "clerk", "Ann Clerk"]))
    assert look_up(figures, "speaker", "share_same", column="n") == 2
    assert look_up(figures, "speaker", "share_same") == 1 / 2


def test_the_instrument_may_name_a_speaker_by_the_beginning():
    names = ["clerk", "Kremlin expert", "cler"]
    sentences = [make_sentence(i, voice="direct", speaker=name) for i, name in enumerate(names)]
    speakers = ["a clerk in Leeds", "Kremlin", "clerk"]
    codes = code("settled", "voice", ["direct"] * 3) + code("settled", "speaker", speakers)
    assert look_up(measure(codes, sentences=sentences), "speaker", "share_same", comparison=MACHINE) == 1 / 3


def test_a_sentence_belongs_to_the_speaker_of_most_of_it():
    halves = [make_sentence(0, voice="direct", start=start, end=end, speaker=speaker)
              for start, end, speaker in ((0, 4, "Ann"), (4, 9, "Bob"))]
    rows = ([make_sentence(0, voice="direct")], make_passages(halves), [], [])
    tables = [make_table(name, each) for name, each in zip(TABLES[1:], rows)]
    assert read_instrument(*tables).codes["speaker"]["value"].tolist() == ["Bob"]


def test_a_question_has_no_grade():
    codes = code("settled", "certainty", ["question", "question", "4", "2"])
    sentences = [make_sentence(i, certainty=grade) for i, grade in enumerate([nan, 4, 4, 2])]
    figures = measure(codes, sentences=sentences)
    assert look_up(figures, "certainty", "alpha", comparison=MACHINE, column="n") == 2
    assert set(figures.category) == {"", "2", "4"}
    listed = list_disagreements(*make_tables(codes, sentences=sentences))
    assert listed[["settled", "instrument"]].values.tolist() == [["question", "4"]]


def test_tone_is_compared_with_the_instruments_by_sign_and_by_rank():
    sentences = [make_sentence(i, tone=tone) for i, tone in enumerate([-0.9, -0.04, 0.05, 0.3])]
    figures = measure(code("settled", "tone", ["-0.25", "0", "0.25", "1"]), sentences=sentences)
    for metric in ("alpha", "share_same", "spearman"):
        assert look_up(figures, "tone", metric, comparison=MACHINE) == pytest.approx(1)


def test_signs_of_tone_are_ranks_not_distances():
    settled, instrument = [-1, -1, -1, 0, 1], [-1, 0, -1, 1, 1]
    sentences = [make_sentence(i, tone=tone) for i, tone in enumerate(instrument)]
    figures = measure(code("settled", "tone", [str(tone) for tone in settled]), sentences=sentences)
    theirs = alpha([settled, instrument], level_of_measurement="ordinal")
    assert look_up(figures, "tone", "alpha", comparison=MACHINE) == pytest.approx(theirs)


def test_the_last_pass_of_a_coder_counts():
    again = [row | {"pass": 2} for row in code("A", "voice", ["direct"])]
    figures = measure(again + code("A", "voice", ["mixed"]) + code("B", "voice", ["direct"]))
    assert look_up(figures, "voice", "share_same") == 1 and look_up(figures, "voice", "share_same", column="n") == 1


def test_tone_towards_a_target_is_compared_where_both_see_the_target():
    figures = measure(code("A", "tone_x", ["0", "0.5", "0.5"]) + code("B", "tone_x", [None, "0.5", "0.5", "0"]))
    assert look_up(figures, "tone_x", "share_same") == 1 and look_up(figures, "tone_x", "alpha", column="n") == 2
    assert isnan(look_up(figures, "tone_x", "alpha"))  # 0.5 four times: nothing could have been confused
    assert look_up(figures, "tone_x", "precision", "coded") == look_up(figures, "tone_x", "recall", "coded") == 2 / 3


def test_a_tone_that_is_no_number_is_named():
    with pytest.raises(UserError, match="tone 'bad' of coder B at 0–9"):
        measure(code("A", "tone", ["0"]) + code("B", "tone", ["bad"]))


@pytest.mark.parametrize("codes", [[], code("A", "voice", ["direct"]), code("B", "unclear", ["why"]),
                                   code("A", "voice", ["direct"]) + code("B", "part", ["body"])])
def test_nothing_to_compare_gives_an_empty_table(codes):
    figures = measure(codes)
    assert figures.empty and list(figures) == ["comparison", "variable", "category", "metric", "unit", "n", "value",
                                               "low", "high"]
    listed = list_disagreements(*make_tables(codes))
    assert listed.empty and summarise_errors(listed).empty


def test_no_sentence_and_no_table_is_no_mistake():
    assert measure_agreement(*(check(pd.DataFrame(), name) for name in TABLES)).empty


def test_sentences_of_one_paragraph_have_no_interval():
    sentences = [make_sentence(i, paragraph=0) for i in range(3)]
    figures = measure(code("A", "voice", ["direct", "direct", "mixed"]) + code("B", "voice", ["direct"] * 3),
                      sentences=sentences)
    assert figures.low.isna().all() and look_up(figures, "voice", "share_same") == pytest.approx(2 / 3)


def test_a_frame_that_is_not_coded_is_absent():
    codes = code("A", "frame_game", ["yes", None, None, "yes"]) + code("B", "frame_game", ["yes"])
    figures = measure(codes + code("A", "voice", ["narration"]), sentences=[make_sentence(i) for i in range(4)])
    # Of eight codes three are "yes", five "no"; one of four sentences differs.
    assert look_up(figures, "frame_game", "alpha") == pytest.approx(1 - (1 / 4) / (15 / 28))
    assert (look_up(figures, "frame_game", "precision"), look_up(figures, "frame_game", "recall")) == (1 / 1, 1 / 2)
    assert "frame_army" not in set(figures["variable"])  # nobody coded one


def test_the_instruments_frames_are_held_against_the_settled_ones():
    tables = make_tables(code("settled", "frame_game", ["yes", "yes"]), sentences=[make_sentence(i) for i in range(4)])
    row = {"article_id": "a", "frame": "game", "part": "body", "voice": "narration", "rule": "frames: bets"}
    frames = check(pd.DataFrame([row | {"sentence": place} for place in (1, 2, 3)]), "frames")
    figures = measure_agreement(*tables, frames=frames)
    found = [look_up(figures, "frame_game", metric, comparison=MACHINE) for metric in ("precision", "recall", "f1")]
    assert found == pytest.approx([1 / 3, 1 / 2, 2 / 5])


def test_frames_together_count_every_frame_in_every_sentence():
    codes = code("A", "frame_game", ["yes", "yes"]) + code("B", "frame_game", ["yes"]) \
        + code("A", "frame_army", [None, "yes"]) + code("B", "frame_army", [None, "yes"])
    figures = measure(codes, sentences=[make_sentence(i) for i in range(2)])
    # Four judgements, one differs; of eight codes five are "yes", three "no".
    assert look_up(figures, "frames", "alpha") == pytest.approx(1 - (1 / 4) / (15 / 28))
    assert (look_up(figures, "frames", "precision"), look_up(figures, "frames", "recall")) == (2 / 2, 2 / 3)
    assert set(figures.query("variable == 'frames'")["unit"]) == {"judgement"}
    assert look_up(figures, "frames", "alpha", column="n") == 4

"""Agreement, countable by eye: sentence i of an article stands at 10 i to 10 i + 9, alone in its paragraph."""

from math import isnan, nan
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from krippendorff import alpha
from nltk.metrics.agreement import AnnotationTask
from nltk.metrics.distance import binary_distance, interval_distance
from scipy.stats import spearmanr

from analysis.comparison.agreement import list_disagreements, measure_agreement, summarise_errors
from analysis.comparison.agreement.coders import read_instrument
from analysis.comparison.agreement.coefficients import (
    N_RESAMPLES,
    Resamples,
    measure_alpha,
    resample_alpha,
)
from analysis.comparison.scores import measure_spearman as resample_spearman
from analysis.files import UserError
from analysis.schemas import SCHEMAS
from analysis.tables import check

CORPORA = Path(__file__).parents[2] / "corpus"
TABLES = ("codings", "sentences", "passages", "mentions", "matches")
CODERS, MACHINE = "coder A and B", "instrument and settled"


def make_table(name, rows):
    return check(pd.DataFrame([dict.fromkeys(SCHEMAS[name].columns, "") | row for row in rows]), name)


def make_sentence(number, article="a", **cells):
    blank = dict.fromkeys(["n_words", "textblob_polarity", "textblob_subjectivity", "vader_compound", "loading",
                           "textblob_polarity_as_printed", "vader_compound_as_printed"], 0)
    return {"article_id": article, "paragraph": number, "sentence": number, "start": 10 * number,
            "end": 10 * number + 9, "part": "body", "voice": "narration", "certainty": 4, "tone": 0,
            "uncertain": False} | blank | cells


def make_passages(sentences):
    """One passage a sentence: in its voice, said by the one whom ``speaker`` names."""
    return [{key: sentence[key] for key in ("article_id", "start", "end", "part", "voice")}
            | {"speaker": sentence.pop("speaker", ""), "n_words": 0, "tone": 0, "rule": f"rule {sentence['sentence']}"}
            for sentence in sentences]


def make_match(start, end, lexicon, category):
    return {"article_id": "a", "sentence": start // 10, "start": start, "end": end, "lexicon": lexicon, "weight": 1,
            "category": category, "negated": False, "part": "body", "voice": "narration", "rule": f"{lexicon}: x"}


def code(coder, variable, values, article="a"):
    """Codes of the sentences in turn; None where one was not coded."""
    return [{"article_id": article, "start": 10 * i, "end": 10 * i + 9, "variable": variable, "value": value,
             "coder": coder, "pass": 1} for i, value in enumerate(values) if value is not None]


def mark(coder, variable, *spans):
    return [{"article_id": "a", "start": start, "end": end, "variable": variable, "value": value, "coder": coder,
             "pass": 1} for start, end, value in spans]


def make_tables(codes, sentences=None, mentions=(), matches=()):
    sentences = sentences or [make_sentence(i) for i in range(9)]
    passages = make_passages(sentences)
    rows = dict(zip(TABLES, (codes, sentences, passages, mentions, matches)))
    return [make_table(name, rows[name]) for name in TABLES]


def measure(codes, **tables):
    return measure_agreement(*make_tables(codes, **tables))


def look_up(figures, variable, metric, category="", comparison=CODERS, column="value"):
    rows = figures.query("variable == @variable and metric == @metric and category == @category "
                         "and comparison == @comparison")
    assert len(rows) == 1, f"{len(rows)} rows of {variable}, {category}, {metric}"
    return rows[column].item()


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


def test_paragraphs_are_drawn_within_their_article():
    sentences = pd.DataFrame([make_sentence(i, article, paragraph=i // 2) for article in "ab" for i in range(6)])
    weights = Resamples(sentences).weigh(sentences)
    assert weights.shape == (N_RESAMPLES, 12)
    assert (weights[:, ::2] == weights[:, 1::2]).all()  # the two sentences of a paragraph go together
    assert (weights[:, :6].sum(axis=1) == 6).all() and (weights[:, 6:].sum(axis=1) == 6).all()
    assert weights.mean() == 1 and abs(weights.mean(axis=0) - 1).max() < 0.1


codes_of_two = st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), min_size=1, max_size=12)


@settings(max_examples=40)
@given(codes_of_two, st.sampled_from(["nominal", "ordinal", "interval"]), st.randoms())
def test_alpha_of_a_resample_is_the_librarys(pairs, level, random):
    first, second = (pd.Series(values, dtype=float) for values in zip(*pairs))
    weights = np.array([[random.randint(0, 3) for _ in pairs] for _ in range(5)])
    for row, ours in zip(weights, resample_alpha(weights, first, second, level)):
        drawn = first.repeat(row), second.repeat(row)
        assert ours == pytest.approx(measure_alpha(*drawn, level), nan_ok=True)
        if len({*drawn[0], *drawn[1]}) > 1:
            assert ours == pytest.approx(alpha(np.array(drawn), level_of_measurement=level))
        else:
            assert isnan(ours)


@settings(max_examples=40)
@given(codes_of_two)
def test_alpha_is_nltks_whoever_comes_first(pairs):
    first, second = (pd.Series(values, dtype=float) for values in zip(*pairs))
    if len({*first, *second}) > 1:
        for level, distance in (("nominal", binary_distance), ("interval", interval_distance)):
            assert measure_alpha(first, second, level) == pytest.approx(ask_nltk(first, second, distance))
    for level in ("nominal", "ordinal", "interval"):
        assert measure_alpha(first, second, level) == pytest.approx(measure_alpha(second, first, level), nan_ok=True)


def ask_nltk(first, second, distance):
    codes = [(coder, item, value) for coder, values in (("A", first), ("B", second))
             for item, value in enumerate(values)]
    return AnnotationTask(codes, distance=distance).alpha()


@settings(max_examples=40)
@given(codes_of_two, st.randoms())
def test_spearman_of_a_resample_is_scipys(pairs, random):
    first, second = (pd.Series(values, dtype=float) for values in zip(*pairs))
    weights = np.array([[random.randint(0, 3) for _ in pairs]])
    ours, = resample_spearman(weights, first, second)
    drawn = first.repeat(weights[0]), second.repeat(weights[0])
    if min(values.nunique() for values in drawn) > 1:
        assert ours == pytest.approx(spearmanr(*drawn).statistic)
    else:
        assert isnan(ours)


def test_a_disagreement_says_where_what_and_why():
    sentences = [make_sentence(0, voice="direct", speaker="Ann"), make_sentence(1, certainty=2, cues="may")]
    codes = code("settled", "voice", ["indirect", "narration"]) + code("settled", "certainty", ["4", "4"]) \
        + mark("settled", "hedge", (0, 3, "modal"), (10, 13, "modal"))
    matches = [make_match(10, 11, "hedges", "adverb"), make_match(12, 14, "hedges", "adverb"),
               make_match(5, 8, "hedges", "modal")]
    listed = list_disagreements(*make_tables(codes, sentences=sentences, matches=matches))
    assert listed.drop(columns="article_id").values.tolist() == [
        [0, 0, 3, "hedge", "modal", "", ""],
        [0, 0, 9, "voice", "indirect", "direct", "rule 0"],
        [0, 5, 8, "hedge", "", "modal", "hedges: x"],
        [1, 10, 13, "hedge", "modal", "adverb", "hedges: x"],
        [1, 10, 19, "certainty", "4", "2", "may"]]
    only = list_disagreements(*make_tables(codes, sentences=sentences, matches=matches), "voice")
    assert only.variable.tolist() == ["voice"]


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

"""Measures of articles of ten or twenty words, with the arithmetic in sight."""

from math import isnan, nan

import pandas as pd
import pytest

from analysis.comparison.descriptions import MEASURES, describe_measure
from analysis.comparison.measures import VOICES, measure_articles
from analysis.files import UserError
from analysis.schemas import SCHEMAS
from analysis.tables import check

SCORES = ("textblob_polarity", "textblob_subjectivity", "vader_compound", "tone", "certainty")


def make_sentence(n_words, tone=0.0, certainty=4.0, uncertain=False, part="body", article="a"):
    scores = dict.fromkeys(SCORES, tone) | {"certainty": certainty}
    return {"article_id": article, "part": part, "voice": "mixed", "n_words": n_words, "uncertain": uncertain} | scores


def make_passage(voice, n_words, tone=0.0, part="body", article="a"):
    return {"article_id": article, "part": part, "voice": voice, "n_words": n_words, "tone": tone}


def make_match(lexicon, voice, weight=1.0, category="x", negated=False, part="body", article="a"):
    return {"article_id": article, "lexicon": lexicon, "category": category, "weight": weight, "negated": negated,
            "part": part, "voice": voice}


# Ten words of the columnist's, six quoted, four reported; two sentences of twelve and eight words.
SENTENCES = [make_sentence(12, tone=0.5, certainty=2.0, uncertain=True), make_sentence(8, tone=-0.1)]
PASSAGES = [make_passage("narration", 7, 0.2), make_passage("direct", 6, -0.5), make_passage("indirect", 4, 0.1),
            make_passage("narration", 3, -0.8)]
MATCHES = [make_match("hedges", "narration"), make_match("hedges", "direct", negated=True),
           make_match("boosters", "indirect"),
           make_match("loaded_language", "narration", 2.0, "metaphor"),
           make_match("loaded_language", "narration", 1.0, "ridicule", negated=True),
           make_match("loaded_language", "direct", 3.0, "metaphor")]


CLAIMS = pd.DataFrame([
    {"article_id": "a", "part": "body", "role": role, "certainty": certainty, "speaker_kind": kind}
    for role, certainty, kind in (
        ("predicted", 5.0, ""), ("predicted", 3.0, "named"), ("condition", nan, "anonymous"))])


def measure(sentences=SENTENCES, passages=PASSAGES, matches=MATCHES, claims=CLAIMS, **options):
    patterns = (make_sentence(0), make_passage("", 0), make_match("", ""))
    return measure_articles(*(pd.DataFrame(rows, columns=list(pattern))
                              for rows, pattern in zip((sentences, passages, matches), patterns)),
                            claims=claims, **options)


def look_up(measures, name, voice="all", part="body", article="a", column="value"):
    row = measures.query("measure == @name and voice == @voice and part == @part and article_id == @article")
    assert len(row) == 1, f"{len(row)} rows of {name}"
    return row[column].item()


@pytest.mark.parametrize("name, voice, value", [
    ("attributed_share", "all", (6 + 4) / 20),
    ("direct_share", "all", 6 / 20),
    ("claims_per_1000", "all", 3 / 20 * 1000),
    ("claim_certainty", "all", (5 + 3) / 2),
    ("claims_carried_share", "all", 2 / 3),
    ("indirect_share", "all", 4 / 20),
    ("hedges_per_1000", "all", 2 / 20 * 1000),
    ("hedges_per_1000", "narration", 1 / 10 * 1000),
    ("hedges_per_1000", "direct", 1 / 6 * 1000),
    ("hedges_per_1000", "indirect", 0),
    ("boosters_per_1000", "indirect", 1 / 4 * 1000),
    ("loaded_per_1000", "all", (2 + 1 + 3) / 20 * 1000),
    ("loaded_per_1000", "narration", (2 + 1) / 10 * 1000),
    ("loaded_hits_per_1000", "all", 3 / 20 * 1000),
    ("loaded_metaphor_per_1000", "all", (2 + 3) / 20 * 1000),
    ("loaded_ridicule_per_1000", "direct", 0),
    ("tone", "all", (0.5 - 0.1) / 2),
    ("tone", "narration", (7 * 0.2 - 3 * 0.8) / 10),
    ("tone", "direct", -0.5),
    ("textblob_polarity", "all", 0.2),
    ("textblob_subjectivity", "all", 0.2),
    ("vader_compound", "all", 0.2),
    ("certainty", "all", (2 + 4) / 2),
    ("uncertain_share", "all", 1 / 2),
    ("words_per_sentence", "all", 20 / 2),
])
def test_value(name, voice, value):
    assert look_up(measure(), name, voice) == pytest.approx(value, rel=1e-5)


def test_numerator_and_denominator_are_kept():
    row = measure().query("measure == 'loaded_per_1000' and voice == 'narration'").iloc[0]
    assert (row.numerator, row.denominator, row.unit) == (3, 10, "per 1,000 words, weighted")


def test_every_measure_is_measured_with_its_unit():
    measures = measure()
    assert {*MEASURES, "loaded_metaphor_per_1000", "loaded_ridicule_per_1000"} == {*measures["measure"]}
    for name, unit in measures.groupby("measure")["unit"]:
        assert {*unit} == {describe_measure(name).unit}
    assert not measures.duplicated(list(SCHEMAS["measures"].key)).any()


def test_only_rates_and_tone_are_split_by_voice():
    split = {name for name, rows in measure().groupby("measure") if {*rows["voice"]} == {*VOICES}}
    rates = {name for name in {*measure()["measure"]} if name.endswith("per_1000")}
    assert rates - {"claims_per_1000"} | {"tone"} == split


def test_a_category_of_the_lexicon_without_a_match_is_zero_not_missing():
    assert look_up(measure(loaded_categories=["emotive"]), "loaded_emotive_per_1000") == 0


def test_nothing_to_divide_by_is_nan():
    measures = measure(passages=[make_passage("narration", 20, tone=nan)], sentences=[make_sentence(20, certainty=nan)],
                       matches=[])
    assert isnan(look_up(measures, "hedges_per_1000", "direct"))
    assert isnan(look_up(measures, "tone", "narration"))
    assert isnan(look_up(measures, "certainty"))
    assert look_up(measures, "hedges_per_1000", "narration") == 0


def test_sentences_without_a_word_do_not_count():
    wordless = make_sentence(0, tone=nan)
    assert look_up(measure(sentences=[*SENTENCES, wordless]), "uncertain_share") == 1 / 2


def test_headline_and_standfirst_are_measured_together_and_apart_from_the_body():
    measures = measure(passages=[*PASSAGES, make_passage("narration", 6, part="headline"),
                                 make_passage("direct", 4, part="standfirst")],
                       matches=[*MATCHES, make_match("hedges", "direct", part="standfirst")])
    assert look_up(measures, "hedges_per_1000", part="headline") == 1 / (6 + 4) * 1000
    assert look_up(measures, "hedges_per_1000") == 2 / 20 * 1000


def test_an_article_without_headline_has_no_headline_rows_and_furniture_is_never_measured():
    furniture = [make_passage("narration", 50, part="furniture"), make_passage("direct", 50, part="caption")]
    hedge = make_match("hedges", "direct", part="caption")
    measures = measure(passages=[*PASSAGES, *furniture], matches=[*MATCHES, hedge])
    pd.testing.assert_frame_equal(measures, measure())
    assert {*measures["part"]} == {"body"}


@pytest.mark.parametrize("part", ["headline", "caption"])
def test_an_article_without_a_body_has_an_undefined_one(part):
    measures = measure([make_sentence(5, part=part)], [make_passage("narration", 5, part=part)], [])
    assert isnan(look_up(measures, "hedges_per_1000")) and isnan(look_up(measures, "words_per_sentence"))
    assert ("headline" in {*measures["part"]}) is (part == "headline")


def test_other_articles_and_the_order_of_rows_do_not_matter():
    other = ([make_sentence(4, article="b")], [make_passage("direct", 4, article="b")],
             [make_match("loaded_language", "direct", 1.0, "metaphor", article="b")])
    both = [[*theirs, *ours] for theirs, ours in zip(other, (SENTENCES[::-1], PASSAGES[::-1], MATCHES[::-1]))]
    measures = measure(*both)
    pd.testing.assert_frame_equal(measures.query("article_id == 'a'").reset_index(drop=True), measure())
    assert look_up(measures, "loaded_per_1000", article="b") == 1 / 4 * 1000


def test_empty_tables_give_an_empty_table():
    pd.testing.assert_frame_equal(measure([], [], []), check(pd.DataFrame(), "measures"))


def test_an_unknown_measure_is_named_with_the_known_ones():
    with pytest.raises(UserError, match="'hedge' is no measure. Known are attributed_share"):
        describe_measure("hedge")


@pytest.mark.parametrize("name", [*MEASURES, "loaded_metaphor_per_1000"])
def test_every_description_can_say_a_finding(name):
    described = describe_measure(name)
    low, high = described.bounds
    assert described.amount.count("{}") == 1 and low < high and 0 < described.worth < high - low

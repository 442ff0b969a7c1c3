"""Where instrument and settled coding part, countable by eye (``constructed_codings``)."""

import pandas as pd
import pytest
from constructed_codings import code, make_match, make_sentence, make_tables, mark

from analysis.comparison.agreement import list_disagreements, summarise_errors
from analysis.files import UserError
from analysis.tables import check


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


CLAIM = {"article_id": "a", "start": 0, "end": 9, "role": "predicted", "mechanism": "uprising", "polarity": "asserts",
         "conditional": False, "certainty": 5, "horizon": "soon", "part": "body", "voice": "narration", "speaker": "",
         "speaker_kind": "", "cues": "", "rule": "falls: event"}
TARGET = {"article_id": "a", "start": 0, "end": 4, "target": "x", "alias": "Lowe", "part": "body",
          "voice": "narration"}


def list_rows(codes, variable="", **tables):
    """sentence, variable, settled, instrument, rule of every disagreement over four sentences."""
    given = {name: check(pd.DataFrame(rows), name) for name, rows in tables.items()}
    listed = list_disagreements(*make_tables(codes, [make_sentence(i) for i in range(4)]), variable, **given)
    return listed[["sentence", "variable", "settled", "instrument", "rule"]].values.tolist()


def test_claims_that_only_one_side_sees_and_what_they_say_where_both_do():
    codes = code("settled", "claim", ["condition", "predicted"]) + code("settled", "claim_mechanism", ["uprising"] * 2)
    codes += code("settled", "claim_certainty", [None, "3"]) + code("settled", "claim_polarity", ["asserts", "denies"])
    claims = [CLAIM | {"sentence": 0}, CLAIM | {"sentence": 2, "rule": "points back"}]
    assert list_rows(codes, claims=claims) == [
        [0, "claim_role", "condition", "predicted", "falls: event"], [1, "claim", "yes", "no", ""],
        [2, "claim", "no", "yes", "points back"]]
    question = list_rows(codes, "claim_certainty", claims=[CLAIM | {"sentence": 1, "certainty": None}])
    assert question == [[1, "claim_certainty", "3", "no grade", "falls: event"]]


def test_a_frame_is_there_or_not():
    frame = {"article_id": "a", "frame": "game", "part": "body", "voice": "narration", "rule": "frames: bets"}
    listed = list_rows(code("settled", "frame_game", ["yes", "yes"]), frames=[frame | {"sentence": i} for i in (1, 2)])
    assert listed == [[0, "frame_game", "yes", "no", ""], [2, "frame_game", "no", "yes", "frames: bets"]]


def test_tones_towards_a_target_differ_in_sign_or_stand_on_one_side_only():
    codes = code("settled", "tone_x", ["-0.5", "0.25", "0"])  # closer to 0 than 0.18 is neutral
    targets = [TARGET | {"sentence": i, "tone": tone} for i, tone in ((0, -0.17), (2, 0.17), (3, 0.9))]
    assert list_rows(codes, targets=targets) == [
        [0, "tone_x", "negative", "neutral", "Lowe"], [1, "tone_x", "positive", "", ""],
        [3, "tone_x", "", "positive", "Lowe"]]


@pytest.mark.parametrize("given, said", [({}, "More with the tables targets, claims, frames"),
                                         ({"targets": [], "claims": []}, "More with the tables frames, which")])
def test_what_was_not_given_is_said(given, said):
    with pytest.raises(UserError, match=f"does not measure 'frame_game'.*{said}"):
        list_rows([], "frame_game", **given)


def test_the_commonest_error_comes_first_with_its_commonest_rules():
    listed = pd.DataFrame([["frame_game", "no", "yes", rule] for rule in "aabbcd"] + [["claim", "yes", "no", ""]],
                          columns=["variable", "settled", "instrument", "rule"])
    assert summarise_errors(listed).values.tolist() == [
        ["frame_game", "no", "yes", 6, "a (2) | b (2) | c (1)"], ["claim", "yes", "no", 1, ""]]

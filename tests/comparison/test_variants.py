"""Entries dropped in turn: the arithmetic, and that it is what measuring again without them gives."""

from math import isnan, nan

import pandas as pd
import pytest

from analysis.comparison.comparisons import compare_groups
from analysis.comparison.measures import measure_articles
from analysis.comparison.plans import Plan, Planned
from analysis.comparison.variants import list_fed, vary_lexicon
from analysis.files import UserError

PLAN = Plan("tabloid", "opinion")
ARTICLES = pd.DataFrame({"article_id": ["s", "t", "u"], "group": ["tabloid", "tabloid", "opinion"]})
HITS = Planned(0, "loaded_hits_per_1000")
# Articles of 100 words, one match for each letter: in group a 3 + 1 on 2 articles, in group b 1 + 1 + 2 on one.
FOUND = {"s": ["grim", "grim", "vile"], "t": ["grim"], "u": ["vile", "cronies", "brutal", "brutal"]}


def make_matches(found):
    rows = [(article, term) for article, terms in found.items() for term in terms]
    return pd.DataFrame(rows, columns=["article_id", "term"]).assign(
        lexicon="loaded_language", category="emotive", weight=2.0, part="body", voice="narration")


def make_measures(words, fed=HITS):
    return pd.DataFrame({"article_id": list(words), "denominator": list(words.values())}, dtype=object).assign(
        measure=fed.measure, part=fed.part, voice=fed.voice, denominator=list(map(float, words.values())))


def vary(found=FOUND, words={"s": 100, "t": 100, "u": 100}, fed=HITS, plan=PLAN, articles=ARTICLES):
    return vary_lexicon(fed, make_matches(found), make_measures(words, fed), articles, plan)


def test_the_difference_without_each_entry():
    variant = vary()
    assert variant.difference == (30 + 10) / 2 - 40  # per 1,000 words
    assert variant.entries.values.tolist() == [
        ["brutal", 0, 2, 20 - (40 - 20), 20, True],  # nothing is left of the difference
        ["grim", 3, 0, (10 + 0) / 2 - 40, -15, False],
        ["cronies", 0, 1, 20 - 30, 10, False],
        ["vile", 1, 1, (20 + 10) / 2 - 30, 5, False]]


def test_the_fewest_entries_that_turn_the_sign_and_the_share_that_the_top_five_carry():
    variant = vary()
    assert variant.turned_by == ("brutal", "cronies")  # −20 + 20 is no turn; −20 + 20 + 10 is one
    assert variant.top == ("brutal", "cronies", "vile")
    assert variant.top_share == (20 + 10 + 5) / 20
    assert vary({"s": ["grim"], "t": ["vile"], "u": []}).turned_by is None  # 10 − 5 − 5 = 0 at the most


def test_weights_count_where_the_measure_is_weighted_and_voices_where_one_is_asked_for():
    assert vary(fed=Planned(2, "loaded_per_1000", voice="narration")).difference == -20 * 2
    assert vary(fed=Planned(0, "loaded_emotive_per_1000")).difference == -20 * 2
    assert vary(fed=Planned(0, "loaded_hits_per_1000", voice="direct")).entries.empty
    assert vary(fed=Planned(0, "loaded_hits_per_1000", part="headline")).entries.empty


def test_an_article_without_words_in_that_voice_does_not_count():
    variant = vary(words={"s": 100, "t": 0, "u": 100})
    assert variant.difference == 30 - 40
    assert variant.entries.set_index("term").n_a.to_dict() == {"brutal": 0, "grim": 2, "cronies": 0, "vile": 1}


def test_without_a_difference_nothing_carries_it():
    nobody = vary(words={"s": 100, "t": 100, "u": 0})
    assert isnan(nobody.difference) and isnan(nobody.top_share) and not nobody.entries.turns.any()
    equal = vary({"s": ["grim"], "t": ["grim"], "u": ["vile"]})
    assert (equal.difference, equal.turned_by, equal.top) == (0, None, ()) and isnan(equal.top_share)
    assert isnan(vary({}, words={"s": nan, "t": 0, "u": 0}).difference)


def test_swapping_the_groups_flips_the_signs():
    one, other = vary(), vary(plan=Plan("opinion", "tabloid"))
    assert one.difference == -other.difference and one.turned_by == other.turned_by
    assert one.entries.move.tolist() == (-other.entries.move).tolist()


@pytest.mark.parametrize("lexicon, voice", [("loaded_language", None), ("hedges", None), ("boosters", "direct")])
def test_it_is_what_measuring_again_without_the_rows_gives(study, lexicon, voice):
    for fed in list_fed(lexicon, study.plan, voice=voice):
        variant = vary_lexicon(fed, study.matches, study.measures, study.articles, study.plan)
        first = variant.entries.iloc[0]
        assert variant.difference and first.move
        for dropped, difference in [((), variant.difference), ((first.term,), first.difference),
                                    (variant.top, variant.difference * (1 - variant.top_share))]:
            left = study.matches[~((study.matches.lexicon == lexicon) & study.matches.term.isin(dropped))]
            measures = measure_articles(study.sentences, study.passages, left).query(
                "measure == @fed.measure and part == @fed.part and voice == @fed.voice")
            again = compare_groups(measures, study.articles, study.plan).query("grouping == 'as coded'")
            assert again.difference.item() == pytest.approx(difference, abs=1e-3)


def test_which_measures_a_lexicon_feeds():
    def fed(*words):
        return [(each.number, each.measure, each.voice) for each in list_fed(*words)]

    plan = Plan("a", "b", planned=(Planned(4, "hedges_per_1000", voice="direct"), Planned(5, "tone")))
    assert fed("hedges", plan) == [(4, "hedges_per_1000", "direct")]
    assert fed("hedges", plan, None, "all") == [(0, "hedges_per_1000", "all")]
    assert fed("loaded_language", plan) == [(0, "loaded_per_1000", "all")]
    assert fed("loaded_language", plan, "loaded_hits_per_1000", "direct") == [(0, "loaded_hits_per_1000", "direct")]


@pytest.mark.parametrize("words, problem", [
    (("moods", PLAN), "'moods' feeds no rate that could move. Give one of boosters, hedges, loaded_language."),
    (("hedges", PLAN, "certainty"), "'certainty' is not fed by hedges alone. Give hedges_per_1000."),
    (("hedges", PLAN, None, "mixed"), "'mixed' is no voice. Give one of direct, indirect, narration, all."),
])
def test_what_cannot_be_asked(words, problem):
    with pytest.raises(UserError) as error:
        list_fed(*words)
    assert str(error.value) == problem


def test_what_cannot_be_compared():
    with pytest.raises(UserError, match="one group"):
        vary(plan=Plan("tabloid", ""))
    with pytest.raises(UserError, match="was not measured here. Give one of loaded_hits_per_1000."):
        vary_lexicon(Planned(0, "loaded_mood_per_1000"), make_matches(FOUND), make_measures({"s": 1}), ARTICLES, PLAN)

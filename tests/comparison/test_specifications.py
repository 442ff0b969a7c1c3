"""Every defensible way to measure: the arithmetic of each choice, and what their number says."""

from math import isnan

import pandas as pd
import pytest

from analysis.comparison.choices import Base, list_ways
from analysis.comparison.comparisons import compare_groups
from analysis.comparison.plans import Plan, Planned, Sensitivity
from analysis.comparison.specifications import compare_specifications, summarise_specifications
from analysis.schemas import CHOICES
from analysis.tables import check


def make_passages(*rows):
    """Rows of article, part, voice, words, tone: passages that are sentences at the same time."""
    columns = ["article_id", "part", "voice", "n_words", "tone"]
    passages = pd.DataFrame(rows, columns=columns)
    return passages.assign(textblob_polarity=passages["tone"] / 2, vader_compound=-passages["tone"],
                           textblob_polarity_as_printed=passages["tone"], vader_compound_as_printed=0.3,
                           textblob_subjectivity=0.5, certainty=4.0, uncertain=False)


PASSAGES = make_passages(("s", "headline", "narration", 10, 0.9), ("s", "body", "narration", 20, 0.4),
                         ("s", "body", "indirect", 10, 0.1), ("s", "body", "direct", 70, -0.2),
                         ("u", "body", "narration", 80, 0.3), ("u", "body", "direct", 20, 0.5))
ARTICLES = pd.DataFrame({"article_id": ["s", "u"], "group": ["tabloid", "opinion"]})
PLAN = Plan("tabloid", "opinion")


def make_matches(*rows):
    """Rows of article, part, voice, term, weight of loaded words."""
    matches = pd.DataFrame(rows, columns=["article_id", "part", "voice", "term", "weight"])
    return matches.assign(lexicon="loaded_language", category="emotive")


MATCHES = make_matches(("s", "headline", "narration", "grim", 2.0), ("s", "body", "narration", "grim", 2.0),
                       ("s", "body", "direct", "mild", 1.0), ("s", "body", "direct", "vile", 3.0),
                       ("u", "body", "narration", "mild", 1.0))
LOADED = {"counting": "weights", "lexicon_variant": "all entries", "voices": "all", "headline": "out",
          "denominator": "own words"}
TONE = {"analyser": "tone", "normalisation": "", "voices": "all", "headline": "out", "denominator": "sentences"}
GIVEN = {"voices": "direct and indirect", "headline": "out", "denominator": "words"}


def list_values(planned, passages=PASSAGES, matches=MATCHES):
    base = Base.select(passages, passages, matches, pd.DataFrame())
    return {tuple(sorted(way.choices.items())): way for way in list_ways(planned, base)}


def find_value(planned, choices, article="s", **kwargs):
    return list_values(planned, **kwargs)[tuple(sorted(choices.items()))].values[article]


@pytest.mark.parametrize("choice, value", [
    ({}, (2 + 1 + 3) * 1000 / 100),
    ({"counting": "hits"}, 3 * 1000 / 100),
    ({"lexicon_variant": "strong entries"}, (2 + 3) * 1000 / 100),
    ({"lexicon_variant": "without the heaviest"}, (2 + 1) * 1000 / 100),  # vile adds 3, grim 2, mild 1 + 1
    ({"counting": "hits", "lexicon_variant": "without the heaviest"}, (1 + 1) * 1000 / 100),  # mild is there twice
    ({"voices": "narration"}, 2 * 1000 / 20),
    ({"voices": "narration", "denominator": "all words"}, 2 * 1000 / 100),
    ({"voices": "unquoted"}, 2 * 1000 / (20 + 10)),
    ({"headline": "in"}, (2 + 2 + 1 + 3) * 1000 / 110),
    ({"headline": "in", "voices": "narration"}, (2 + 2) * 1000 / (10 + 20)),
])
def test_a_rate_under_each_choice(choice, value):
    assert find_value(Planned(3, "loaded_per_1000"), LOADED | choice) == pytest.approx(value, rel=1e-5)


@pytest.mark.parametrize("choice, value", [
    ({}, (0.4 + 0.1 - 0.2) / 3),
    ({"analyser": "TextBlob", "normalisation": "normalised"}, (0.2 + 0.05 - 0.1) / 3),
    ({"analyser": "VADER", "normalisation": "normalised"}, (-0.4 - 0.1 + 0.2) / 3),
    ({"analyser": "TextBlob", "normalisation": "as printed"}, (0.4 + 0.1 - 0.2) / 3),
    ({"analyser": "VADER", "normalisation": "as printed"}, 0.3),
    ({"denominator": "words"}, (0.4 * 20 + 0.1 * 10 - 0.2 * 70) / 100),
    ({"voices": "unquoted"}, (0.4 + 0.1) / 2),
    ({"voices": "unquoted", "denominator": "words"}, (0.4 * 20 + 0.1 * 10) / 30),
    ({"voices": "narration", "headline": "in"}, (0.9 + 0.4) / 2),
])
def test_a_tone_under_each_choice(choice, value):
    assert find_value(Planned(7, "tone"), TONE | choice) == pytest.approx(value, rel=1e-5)


@pytest.mark.parametrize("choice, value", [
    ({}, (10 + 70) / 100),
    ({"voices": "direct"}, 70 / 100),
    ({"denominator": "sentences"}, 2 / 3),
    ({"headline": "in"}, (10 + 70) / 110),
    ({"headline": "in", "denominator": "sentences", "voices": "direct"}, 1 / 4),
])
def test_words_given_to_others_under_each_choice(choice, value):
    assert find_value(Planned(1, "attributed_share"), GIVEN | choice) == pytest.approx(value, rel=1e-5)


def test_a_sentence_partly_quoted_is_given_to_others():
    sentences = make_passages(("s", "body", "mixed", 10, 0.1), ("s", "body", "narration", 10, 0.1))
    way = GIVEN | {"voices": "direct", "denominator": "sentences"}
    assert find_value(Planned(1, "attributed_share"), way, passages=sentences) == 1 / 2


def test_strong_hedges_leave_little_certainty_and_are_not_weighed():
    matches = make_matches(("s", "body", "direct", "may", 2.0), ("s", "body", "direct", "likely", 3.0))
    hedges, planned = matches.assign(lexicon="hedges"), Planned(4, "hedges_per_1000")
    strong = LOADED | {"counting": "hits", "lexicon_variant": "strong entries"}
    assert find_value(planned, strong, matches=hedges) == 1 * 1000 / 100
    assert {way.choices["counting"] for way in list_values(planned, matches=hedges).values()} == {"hits"}


def test_a_plan_that_asks_for_narration_is_never_answered_with_quotations():
    ways = list_values(Planned(2, "loaded_per_1000", voice="narration")).values()
    assert {way.choices["voices"] for way in ways} == {"narration", "unquoted"}
    planned, = (way for way in ways if way.planned)
    assert planned.choices == LOADED | {"voices": "narration"}


def test_a_corpus_without_headlines_has_no_choice_about_them():
    ways = list_values(Planned(7, "tone"), passages=PASSAGES[PASSAGES["part"] == "body"]).values()
    assert {way.choices["headline"] for way in ways} == {"out"}
    alone = list_values(Planned(7, "tone", part="headline")).values()
    assert {way.choices["headline"] for way in alone} == {"alone"}


@pytest.mark.parametrize("planned", [Planned(7, "tone"), Planned(3, "loaded_per_1000"), Planned(5, "certainty"),
                                     Planned(1, "attributed_share"), Planned(9, "words_per_sentence")])
def test_no_way_is_listed_twice_and_one_is_planned(planned):
    base = Base.select(PASSAGES, PASSAGES, MATCHES, pd.DataFrame())
    ways = [tuple(sorted(way.choices.items())) for way in list_ways(planned, base)]
    assert len(ways) == len({*ways}) and sum(way.planned for way in list_ways(planned, base)) == 1


@pytest.mark.parametrize("name", ["downfall", "classroom"])
def test_the_planned_way_is_the_planned_comparison(name, read_study):
    study = read_study(name)
    table = study.specifications.query("planned").set_index("number")
    coded = study.comparisons.query("grouping == 'as coded'").set_index(["measure", "part", "voice"])
    assert table.index.tolist() == [planned.number for planned in study.plan.planned]
    for planned in study.plan.planned:
        same = coded.loc[planned.measure, planned.part, planned.voice]
        shared = ["unit", "n_a", "n_b", "mean_a", "mean_b", "difference", "p", "p_floor"]
        assert table.loc[planned.number, shared].tolist() == same[shared].tolist()


def test_the_tone_of_one_voice_and_towards_a_target_are_those_of_the_comparisons(study):
    target = "putin"
    plan = Plan("opinion", "tabloid", planned=(
        Planned(1, "tone", voice="narration"), Planned(2, f"tone_towards_{target}"),
        Planned(3, "hedges_per_1000", part="headline")))
    table = compare_specifications(study.sentences, study.passages, study.matches, study.targets, study.articles, plan,
                                   study.claims)
    coded = compare_groups(study.measures, study.articles, plan).set_index(["measure", "part", "voice"])["difference"]
    for planned in plan.planned:
        row, = table.query("planned and number == @planned.number").itertuples()
        assert row.difference == coded[planned.measure, planned.part, planned.voice]


def specify(plan=PLAN, articles=ARTICLES, passages=PASSAGES, matches=MATCHES):
    return compare_specifications(passages, passages, matches, pd.DataFrame(), articles, plan)


def test_every_grouping_is_a_choice_and_an_undefined_one_has_no_row():
    moved = Sensitivity("u moved", move={"u": "tabloid"})  # leaves no opinion article
    left = Sensitivity("as before")
    table = specify(Plan("tabloid", "opinion", sensitivity=(moved, left), planned=(Planned(1, "attributed_share"),)))
    assert table["grouping"].value_counts().to_dict() == {"as coded": 8, "as before": 8}
    assert table["planned"].sum() == 1 and table.set_index("planned").loc[True, "grouping"] == "as coded"
    assert not table.duplicated(["number", *CHOICES]).any()


def test_one_article_a_group_has_differences_and_no_evidence():
    table = specify()
    assert set(table["p"]) == set(table["p_floor"]) == {1.0}


def test_an_article_without_a_word_in_a_voice_drops_out():
    passages = pd.concat([PASSAGES, make_passages(("t", "body", "direct", 10, 0.1))])
    articles = pd.concat([ARTICLES, pd.DataFrame({"article_id": ["t"], "group": ["tabloid"]})])
    n_a = specify(passages=passages, articles=articles).query("number == 5").groupby("voices")["n_a"].unique()
    assert (n_a["all"].tolist(), n_a["narration"].tolist()) == ([2], [1])


def test_swapping_the_groups_flips_every_sign_and_keeps_every_share():
    straight, swapped = specify(), specify(Plan("opinion", "tabloid"))
    assert swapped["difference"].tolist() == (-straight["difference"]).tolist()
    shared = ["n_specifications", "n_sign_kept", "n_no_difference"]
    pd.testing.assert_frame_equal(summarise_specifications(straight)[shared], summarise_specifications(swapped)[shared])


@pytest.mark.parametrize("plan, passages", [(Plan("tabloid", ""), PASSAGES), (PLAN, PASSAGES.head(0)),
                                            (Plan("tabloid", "opinion", planned=()), PASSAGES)])
def test_nothing_to_compare_gives_an_empty_table(plan, passages):
    table = specify(plan, passages=passages)
    pd.testing.assert_frame_equal(table, check(pd.DataFrame(), "specifications"))
    assert summarise_specifications(table).empty


def make_differences(*differences, planned=0, measure="tone", unit="from −1 to 1"):
    return pd.DataFrame({"number": 7, "measure": measure, "unit": unit, "difference": differences,
                         "planned": [place == planned for place in range(len(differences))]})


def test_the_summary_by_hand():
    summary = summarise_specifications(make_differences(0.2, 0.4, 0.01, -0.3, 0.0)).iloc[0]
    assert (summary["n_specifications"], summary["n_sign_kept"], summary["sign_kept_share"]) == (5, 3, 3 / 5)
    assert summary["n_no_difference"] == 2  # |0.01| and |0| are below 0.05
    assert (summary["median"], summary["lowest"], summary["highest"]) == (0.01, -0.3, 0.4)


def test_a_planned_difference_of_nothing_keeps_only_nothing():
    assert summarise_specifications(make_differences(0.0, 0.4, 0.0)).iloc[0]["n_sign_kept"] == 2


def test_without_the_planned_one_there_is_no_sign_to_keep():
    summary = summarise_specifications(make_differences(0.2, 0.4, planned=9)).iloc[0]
    assert isnan(summary["planned"]) and isnan(summary["sign_kept_share"]) and summary["n_sign_kept"] == 0


def test_other_units_count_for_the_sign_and_not_for_the_median():
    units = ["per 1,000 words, weighted", "per 1,000 words, weighted", "per 1,000 words"]
    rows = make_differences(5.0, 3.0, 1.0, measure="loaded_per_1000").assign(unit=units)
    summary = summarise_specifications(rows).iloc[0]
    assert (summary["n_sign_kept"], summary["median"], summary["lowest"]) == (3, (5 + 3) / 2, 3)
    assert summary["n_no_difference"] == 2  # 3 is below a weight of 4, 1 below two hits


def test_two_hundred_articles():
    names = [f"a{number:03d}" for number in range(200)]
    passages = make_passages(*((name, "body", "narration", 10, (number % 2) * 0.5 + number / 1000)
                               for number, name in enumerate(names)))
    articles = pd.DataFrame({"article_id": names, "group": ["opinion", "tabloid"] * 100})
    plan = Plan("tabloid", "opinion", planned=(Planned(7, "tone"),))
    planned = specify(plan, articles, passages, MATCHES.head(0)).query("planned").iloc[0]
    assert (planned["n_a"], planned["n_b"], planned["p"]) == (100, 100, 1 / 10_000)
    assert planned["difference"] == pytest.approx(0.5 + 1 / 1000)

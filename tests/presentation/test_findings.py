"""Sentences say what their rows say: no more, no less, and in words that fit any two groups."""

import re
from dataclasses import replace
from math import isfinite, nan

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.comparison.comparisons import compare_groups
from analysis.comparison.descriptions import describe_measure
from analysis.comparison.plans import Plan, Planned, Sensitivity
from analysis.presentation.findings import state_answer, state_findings, state_measure

GROUPS = {"express": "tabloid", "mail": "tabloid", "sun": "tabloid", "oped": "opinion", "uproxx": "opinion"}
HEDGES = Planned(4, "hedges_per_1000", expected="a > b", because="borrowed certainty needs hedging")
TONE = Planned(7, "tone")
RUNS = (Sensitivity("uproxx left out", leave_out=("uproxx",)), Sensitivity("uproxx moved", move={"uproxx": "tabloid"}))
LIMITS = ("`mail` is reworded.", "Here tabloid is a kind of outlet, opinion a kind of article.")
APART = {"sun": 30, "mail": 24, "express": 18, "oped": 12, "uproxx": 6}
OVERLAPPING = {"sun": 30, "mail": 24, "express": 9, "oped": 12, "uproxx": 6}
ALIKE = {"sun": 20, "mail": 22, "express": 21, "oped": 20, "uproxx": 20}


def make_tables(values, planned, groups=GROUPS):
    articles = pd.DataFrame({"article_id": list(groups), "group": list(groups.values())})
    unit = describe_measure(planned.measure).unit
    measures = pd.DataFrame({"article_id": list(values), "part": planned.part, "voice": planned.voice,
                             "measure": planned.measure, "unit": unit, "value": [float(x) for x in values.values()]})
    return measures, articles


def make_plan(planned=HEDGES, a="tabloid", b="opinion", sensitivity=(), limits=LIMITS):
    return Plan(a, b, answer_scope="five articles", limits=limits, sensitivity=sensitivity, planned=(planned,))


def find(values, plan=make_plan(), groups=GROUPS):
    measures, articles = make_tables(values, plan.planned[0], groups)
    return state_findings(compare_groups(measures, articles, plan), measures, articles, plan)[0]


@pytest.mark.parametrize("values, title", [
    (APART, "Every tabloid article hedges more in the body than every opinion article: "
            "on average 24 hedges per 1,000 words against 9.0."),
    (OVERLAPPING, "The tabloid articles hedge more in the body than the opinion articles, on average: "
                  "21 hedges per 1,000 words against 9.0; the groups overlap."),
    (ALIKE, "Hedges in the body: no difference worth the name between the tabloid articles and the opinion articles "
            "(21 hedges per 1,000 words against 20)."),
    ({"sun": 9, "oped": 12, "uproxx": 15}, "Every opinion article hedges more in the body than the one tabloid "
                                           "article: on average 14 hedges per 1,000 words against 9.0."),
    ({"sun": 203, "oped": 199}, "The one tabloid article hedges more in the body than the one opinion article: "
                                "203 hedges per 1,000 words against 199."),
    ({"sun": 9, "oped": nan}, "Hedges in the body: nothing to compare, because no opinion article has a value."),
    ({"sun": nan}, "Hedges in the body: nothing to compare, because no article has a value."),
])
def test_the_title_follows_from_the_overlap(values, title):
    assert find(values).title == title


def test_shares_are_said_as_percentages_and_the_place_is_named():
    narration = Planned(1, "uncertain_share", part="headline", voice="narration")
    finding = find({"sun": 0.6, "mail": 0.4, "oped": 0.12, "uproxx": 0.18}, make_plan(narration))
    assert finding.title == (
        "Every tabloid article leaves more of the sentences in the headline’s narration uncertain than every opinion "
        "article: on average 50% of the sentences against 15%.")
    assert "a difference of 35 percentage points" in finding.evidence


@pytest.mark.parametrize("expected, values, found", [
    ("a > b", APART, "Found as expected."),
    ("a > b", OVERLAPPING, "Found as expected, but only on average."),
    ("b > a", APART, "Found the other way round."),
    ("b > a", ALIKE, "Not found: there is no difference worth the name."),
    ("a = b", ALIKE, "Found as expected."),
    ("a = b", APART, "Not found: they differ."),
    ("a > b", {"sun": 1}, "It could not be checked."),
])
def test_the_expectation_is_held_against_the_finding(expected, values, found):
    stated = find(values, make_plan(Planned(1, "hedges_per_1000", expected=expected, because="of this"))).expectation
    assert stated.startswith("Expected before looking: ") and stated.endswith(f", because of this. {found}")


def test_no_expectation_is_said_to_be_none():
    finding = find(APART, make_plan(Planned(1, "hedges_per_1000")))
    assert finding.expectation == "No expectation was stated before looking."


def test_the_evidence_counts_splits_runs_and_codings():
    evidence = find(OVERLAPPING, make_plan(sensitivity=RUNS)).evidence
    assert evidence == (
        "Three tabloid articles against two opinion articles: a difference of 12 per 1,000 words. "
        "Of 10 ways to split these articles 3 (this one among them) differ at least as much (p = 0.30; the lowest "
        "possible here is 0.10). So few articles cannot carry a claim beyond themselves. "
        "Leaving out one article at a time keeps the sign in 5 of 5 runs; `express` moves the difference most. "
        "Coded otherwise: “uproxx left out”: 21 against 12 (p = 0.75; the lowest possible here is 0.25); "
        "“uproxx moved”: 17 against 12 (p = 1.0; the lowest possible here is 0.20).")


def test_no_difference_is_no_proof():
    assert "That none was found is no proof that there is none." in find(ALIKE).evidence


@pytest.mark.parametrize("values, overturn", [
    ({"sun": 40, "mail": 3, "express": 3, "oped": 6, "uproxx": 4}, "Leaving out `sun` turns the sign."),
    ({"sun": 9, "mail": 9, "express": 9, "oped": 14, "uproxx": 8}, "Leaving out `oped` turns the sign."),
    ({"sun": 16, "mail": 10, "express": 10, "oped": 9, "uproxx": 8},
     "No run above turns the sign; one more article could turn it: a further opinion article above 19 hedges per 1,000 "
     "words. Leaving out `sun` leaves no difference worth the name."),
    (ALIKE, "A difference worth the name is at least 2 per 1,000 words; no run above shows one."),
    (ALIKE | {"oped": 24, "uproxx": 18},
     "Leaving out `oped` or `uproxx` makes a difference worth the name (at least 2 per 1,000 words)."),
    ({"sun": 9, "oped": 4},
     "No other run checks the sign; one more article could turn it: a further opinion article above 14 hedges per "
     "1,000 words."),
    ({"sun": 9}, "One article with a value in each group would give a first answer."),
])
def test_what_would_overturn_it(values, overturn):
    assert find(values).overturn == overturn


def test_a_coding_that_turns_the_sign_is_named():
    values = {"sun": 10, "mail": 10, "express": 10, "oped": 11, "uproxx": 3}  # uproxx moved: 8.25 − 11
    assert find(values, make_plan(sensitivity=RUNS)).overturn == (
        "Leaving out `uproxx`, or coding “uproxx left out” or “uproxx moved” turns the sign.")


@pytest.mark.parametrize("value, turns", [(41, False), (43, True)])
def test_the_further_article_really_is_the_one_that_turns_the_sign(value, turns):
    values = {"sun": 21, "mail": 24, "express": 27, "oped": 12, "uproxx": 18}  # 3 × 24 − 2 × 15 = 42
    assert "a further opinion article above 42 hedges" in find(values).overturn
    measures, articles = make_tables(values | {"new": value}, HEDGES, GROUPS | {"new": "opinion"})
    assert (compare_groups(measures, articles, make_plan())["difference"].item() < 0) is turns


def test_the_first_finding_carries_the_limit_that_names_both_groups():
    plan = Plan("tabloid", "opinion", limits=LIMITS, planned=(HEDGES, TONE))
    measures, articles = make_tables(APART, HEDGES)
    findings = state_findings(compare_groups(measures, articles, plan), measures, articles, plan)
    assert [finding.confounding for finding in findings] == [LIMITS[1], ""]
    assert state_answer(findings, plan).endswith(LIMITS[1])


def test_without_limits_the_first_finding_still_warns():
    assert "may be behind" in find(APART, make_plan(limits=())).confounding


def test_the_answer_gathers_findings_of_one_kind_and_says_how_sure():
    planned = (HEDGES, Planned(5, "boosters_per_1000"), TONE)
    plan = Plan("tabloid", "opinion", answer_scope="five articles", limits=LIMITS, sensitivity=RUNS, planned=planned)
    tables = [make_tables(values, each) for values, each in zip((APART, APART, dict.fromkeys(GROUPS, 0.1)), planned)]
    measures, articles = pd.concat(measures for measures, _ in tables), tables[0][1]
    findings = state_findings(compare_groups(measures, articles, plan), measures, articles, plan)
    assert state_answer(findings, plan) == (
        "In five articles, every tabloid article hedges more in the body (on average 24 hedges per 1,000 words against "
        "9.0) and boosts more in the body (on average 24 boosters per 1,000 words against 9.0) than every opinion "
        "article.\n\n"
        "There is no difference worth the name in tone in the body.\n\n"
        "With so few articles p cannot be below 0.10; nothing is claimed beyond the five articles. "
        "Findings 4 and 5 keep the sign whichever article is left out and in every other coding tried.\n\n"
        f"{LIMITS[1]}")


def test_more_articles_can_say_more_but_not_that_it_is_the_groups():
    groups = {f"t{n}": "tabloid" for n in range(5)} | {f"o{n}": "opinion" for n in range(5)}
    values = {name: 30 + n for n, name in enumerate(list(groups)[:5])} | {f"o{n}": 10 + n for n in range(5)}
    finding = find(values, groups=groups)
    assert "Of 252 ways to split these articles 2 (this one among them) differ at least as much" in finding.evidence
    assert "So rare a split is unlikely to be chance; what else may be behind it, the limits say." in finding.evidence
    assert "Finding 4 has a p of 0.05 or less, not corrected" in state_answer([finding], make_plan())


@pytest.mark.parametrize("q, said", [(0.04, "finding 4 keeps a q of 0.05 or less"),
                                     (0.2, "no difference keeps a q of 0.05 or less")])
def test_where_articles_can_bear_it_p_is_corrected_for_all_that_was_asked(q, said):
    groups = {f"{group[0]}{n}": group for group in ("tabloid", "opinion") for n in range(6)}
    finding = find({name: 30 + place for place, name in enumerate(groups)} | {f"o{n}": 10 + n for n in range(6)},
                   groups=groups)
    assert isfinite(finding.q)
    answer = state_answer([replace(finding, q=q)], make_plan())
    assert f"corrected for all measures of the same part and voice, {said} (Benjamini" in answer


def test_without_limits_the_answer_says_what_moves_together_with_the_groups():
    measures, articles = make_tables(APART, TONE)
    articles = articles.assign(outlet=["Sun", "Mail", "Sun", "Post", "Post"])
    plan = Plan("tabloid", "opinion", planned=(TONE,))
    findings = state_findings(compare_groups(measures, articles, plan), measures, articles, plan)
    assert "Every outlet stands in one group only" in state_answer(findings, plan).split("\n\n")[-1]


def test_a_p_that_is_not_small_claims_nothing_beyond_the_articles():
    groups = GROUPS | {"star": "tabloid", "essay": "opinion", "blog": "opinion"}
    finding = find(OVERLAPPING | {"star": 20, "essay": 10, "blog": 14}, groups=groups)
    assert finding.p_floor < 0.05 < finding.p
    assert "Nothing is claimed beyond these articles." in finding.evidence
    assert ("No difference has a p of 0.05 or less; nothing is claimed beyond the eight articles."
            in state_answer([finding], make_plan()))


def test_a_difference_that_hangs_on_one_article_is_not_called_steady():
    finding = find({"sun": 40, "mail": 3, "express": 3, "oped": 6, "uproxx": 4})
    assert finding.steady is False
    assert "No difference keeps the sign whichever article is left out." in state_answer([finding], make_plan())


def test_captions_state_the_finding_with_n_and_p():
    measures, articles = make_tables(APART | {"express": 19}, HEDGES)
    comparisons = compare_groups(measures, articles, make_plan())
    assert state_measure(comparisons, "hedges_per_1000") == (
        "Every tabloid article hedges more in the body than every opinion article (3 against 2 articles; p = 0.10; the "
        "lowest possible here is 0.10).")
    assert state_measure(comparisons, "tone", voice="direct") == (
        "Tone in the body’s direct speech: nothing to compare, because no article has a value.")


def test_one_group_or_nothing_at_all_is_said_in_a_sentence():
    measures, articles = make_tables({"sun": 3}, HEDGES, {"sun": "tabloid"})
    plan = make_plan(b="")
    findings = state_findings(compare_groups(measures, articles, plan), measures, articles, plan)
    assert findings[0].title == "Hedges in the body: nothing to compare, because there are no two groups of articles."
    assert "In five articles, there is nothing to compare in hedges in the body." in state_answer(findings, plan)
    assert (findings[0].steady, findings[0].evidence) == (None, "There is no evidence either way.")


def all_texts(finding, plan):
    return [finding.title, finding.expectation, finding.evidence, finding.overturn, finding.confounding,
            *state_answer([finding], plan).split("\n\n")]


numbers = st.one_of(st.floats(0, 60), st.just(nan))
values = st.dictionaries(st.sampled_from(list(GROUPS)), numbers, min_size=1)


@settings(max_examples=60, deadline=None)
@given(values, st.sampled_from(["a > b", "b > a", "a = b", ""]))
def test_every_text_is_a_clean_sentence_in_the_groups_own_names(values, expected):
    groups = {article: {"tabloid": "wire", "opinion": "Daily Mail"}[group] for article, group in GROUPS.items()}
    planned = Planned(1, "loaded_per_1000", expected=expected, because="so")
    plan = make_plan(planned, "wire", "Daily Mail", RUNS, limits=("Few.",))
    for text in all_texts(find(values, plan, groups), plan):
        assert re.fullmatch(r"[A-Z].*[^ .]\.", text)
        assert not re.search(r"nan|None|[{}]|  |\.\.|tabloid|opinion|pct|e-\d", text)


@settings(max_examples=60, deadline=None)
@given(values)
def test_the_order_of_the_groups_does_not_change_what_a_difference_says(values):
    straight, swapped = find(values), find(values, make_plan(a="opinion", b="tabloid"))
    if straight.contrast.is_difference:
        for text in ("title", "evidence", "overturn"):
            assert getattr(straight, text) == getattr(swapped, text)
    assert straight.contrast.verdict == swapped.contrast.verdict

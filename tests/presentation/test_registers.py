"""The register check in words and drawn: one rule, failures as large as successes, and what it does not say."""

from dataclasses import replace
from datetime import date

import pandas as pd
import pytest
from matplotlib import pyplot as plt

from analysis.comparison.expectations import Expectation, Expectations
from analysis.comparison.registers import RegisterCheck, judge_expectations, subtract_registers
from analysis.files import UserError
from analysis.presentation.figures import describe_registers, draw_registers, show_registers
from analysis.presentation.findings import state_registers, summarise_registers

EVENTS = [f"event_{letter}" for letter in "abcdefg"]
STATED = Expectations(date(2026, 1, 2), "0a" * 32, "Nobody\nhad looked.", tuple(
    Expectation(measure, registers, f"Reason {n}.") for n, (measure, registers) in enumerate([
        ("hedges_per_1000", "wire > tabloid"), ("tone", "wire > tabloid"), ("certainty", "tabloid > wire"),
        ("tone", "blog = wire"), ("claim_certainty", "blog = tabloid")], start=1)))


def make_check(is_unchanged=True, is_constructed=True, unseen=()):
    """Hedges: 9 − 5 = 4 in all seven events. Tone: −0.2 − 0.1 = −0.3. Certainty: 3.1 − 3 = 0.1, but −0.1 in one."""
    values = {"wire": {"hedges_per_1000": 9.0, "tone": -0.2, "certainty": 3.0}, "blog": {"tone": -0.18},
              "tabloid": {"hedges_per_1000": 5.0, "tone": 0.1, "certainty": 3.1}}
    articles = pd.DataFrame([{"article_id": f"{group}{event}", "group": group, "event": event}
                             for group in values for event in EVENTS])
    measures = pd.DataFrame([
        {"article_id": f"{group}{event}", "part": "body", "voice": "all", "measure": measure,
         "value": 2.9 if (group, event, measure) == ("tabloid", "event_g", "certainty") else value}
        for group, each in values.items() for measure, value in each.items() for event in EVENTS])
    events = subtract_registers(measures, articles, STATED, unseen)
    return RegisterCheck(STATED, is_unchanged, is_constructed, judge_expectations(events, STATED), events)


UNSEEN = tuple(f"{group}{event}" for group in ("wire", "blog", "tabloid") for event in EVENTS[:3])


@pytest.fixture(autouse=True)
def close_figures():
    yield
    plt.close("all")


def test_the_summary_counts_what_held_and_every_way_to_fail():
    """p of hedges 2 / 128, q = 2 / 128 × 3 / 2. Certainty: of 128 sums of ±0.1, 5 × 0.1 is reached by 16."""
    assert summarise_registers(make_check()) == (
        "Of 5 expectations stated on 2 January 2026, 2 held: 1 of the 3 that expected a "
        "difference and 1 of the 2 that expected none. One went the right way, but not beyond chance, one went the "
        "other way and one could not be measured. Of the one difference that held, one has q ≤ 0.05.")


def test_unseen_events_are_counted_apart():
    """Three events: 2 / 8 is the lowest p, so that no difference can hold."""
    assert summarise_registers(make_check(unseen=UNSEEN)).endswith(
        "On the three events that no rule or list was made in sight of, 1 of 5 held; of the differences among them "
        "none have q ≤ 0.05.")


def test_every_expectation_is_stated_in_the_same_form():
    _, rule, hedges, tone, certainty, same, claims, known, limits = state_registers(make_check(unseen=UNSEEN))
    assert "p ≤ 0.05" in rule
    assert hedges == (
        "**1. Hedges in the body, wire > tabloid: as expected.** Wire against tabloid: 9.0 hedges per 1,000 words "
        "against 5.0, the mean of seven events; higher in the wire text in 7 of 7; p = 0.016; the lowest possible here "
        "is 0.016; q = 0.023. Unseen events alone: right way, not beyond chance; wire against tabloid: 9.0 hedges per "
        "1,000 words against 5.0, the mean of three events; higher in the wire text in 3 of 3; p = 0.25; the lowest "
        "possible here is 0.25; q = 0.25. *Stated reason: Reason 1.*")
    assert tone.startswith("**2. Tone in the body, wire > tabloid: the other way.**") and "in 0 of 7" in tone
    assert "right way, not beyond chance" in certainty and "p = 0.12" in certainty
    assert "apart by 0.020 on a scale from −1 to 1" in same and "less than that in 7 of 7" in same
    assert claims.startswith("**5. Certainty of the downfall in the body, blog = tabloid: not measured.** No event has")
    assert known == "What was known when this was stated: Nobody had looked."
    assert "nothing about the press" in limits


def test_changed_texts_are_said_first_and_texts_of_the_press_are_not_called_constructed():
    changed = state_registers(make_check(is_unchanged=False, is_constructed=False))
    assert "The texts are not those that the expectations were stated for" in changed[0].split("Of 5")[0]
    assert "constructed" not in changed[-1] and "nothing beyond them" in changed[-1]
    assert "not those" not in " ".join(state_registers(make_check()))


def test_a_corpus_that_states_nothing_gets_no_prose():
    assert state_registers(None) == []


@pytest.mark.parametrize("width", [640, 280])
def test_a_dot_for_every_event_filled_where_unseen_and_the_mean_where_it_is(width):
    """Hedges: 4 / 2 = 2. Tone: −0.3 / 0.05 = −6. Certainty: (6 × 0.1 − 0.1) / 7 / 0.2. Same tone: 0.02 / 0.05."""
    ax = draw_registers(make_check(unseen=UNSEEN).events, width=width)
    dots = [line for line in ax.get_lines() if line.get_marker() == "o"]
    assert len(dots) == 4 * 7
    assert sum(dot.get_markerfacecolor() == "none" for dot in dots) == 4 * 4
    strokes = [line.get_xdata() for line in ax.get_lines() if line.get_marker() != "o" and len(line.get_xdata()) == 2]
    means = [x[0] for x in strokes if x[0] == x[1] != 0]
    assert means == pytest.approx([2, -6, 0.5 / 7 / 0.2, 0.4])


def test_the_event_most_against_the_expectation_is_named():
    names = [text.get_text() for text in draw_registers(make_check().events).texts]
    at = names.index("certainty, tabloid > wire")
    assert "event g" in names and at < names.index("tone, blog = wire")


def test_the_alternative_text_holds_the_data():
    assert describe_registers(make_check().events.query("number in (3, 5)")) == (
        "Dots by event, in smallest differences worth the name: certainty, tabloid > wire: mean 0.36, seven events "
        "from −0.50 (event g) to 0.50 (event f); certainty of the downfall, blog = tabloid: undefined.")


def test_the_figure_says_what_held_and_has_a_version_for_phones():
    check = make_check()
    html = show_registers(check).html
    assert "Of 5 expectations" in html and html.count("<svg") == 2
    assert "at least one was changed" in show_registers(replace(check, is_unchanged=False)).html


def test_no_rows_are_refused():
    with pytest.raises(UserError, match="nothing to draw"):
        draw_registers(make_check().events.iloc[:0])


def test_the_coding_says_whether_instrument_or_texts_fail():
    """Held by the instrument: 1 and 4. Held by this coding: 1, 2 and 3; it cannot count 5."""
    check = make_check()
    coded = check.outcomes.query("number < 5").assign(
        texts="coded", verdict=["as expected", "as expected", "as expected", "differs"])
    *_, hedges, tone, certainty, same, claims, both, known, limits = state_registers(check, coded)
    assert "By the hand coding of all: as expected; wire against tabloid: a mean tone of" in tone
    assert "hand coding" not in claims
    assert "Of these expectations 4 can" in both and "Held by both: 1." in both
    assert "Held by the coding alone, so that the instrument fails: 2 and 3." in both
    assert "finds what it has not: 4." in both and "Failed by both" not in both

"""The cards carry the numbers of the tables, and the tallies come to what the machine finds."""

import re

import pytest
from bs4 import BeautifulSoup

from analysis.classroom.lessons.dealing import list_cards, measure_hands
from analysis.classroom.lessons.lesson import open_lesson
from analysis.classroom.paper.cards import render_cards, render_filled, take_events
from analysis.comparison.registers import check_registers


@pytest.fixture(scope="module")
def check():
    return check_registers(open_lesson(5).study)


@pytest.fixture(scope="module")
def page(check):
    return BeautifulSoup(render_cards(check), "html.parser")


def read_signed(text):
    return float(text.replace("−", "-"))


def test_five_cards_with_their_backs_in_the_same_order(page):
    fronts, backs, _ = page.select(".pack .cards")
    cards = list_cards().set_index("article_id")
    names = [front.b.text for front in fronts.select("li")]
    assert [int(front.select_one(".value").text) for front in fronts.select("li")] == cards["card"][names].tolist()
    assert [back.text for back in backs.select("li")] == cards["group"][names].tolist()


def test_each_events_card_shows_two_texts_and_their_difference(page, check):
    cards = page.select(".pack")[-1].select("li")
    shown = [read_signed(card.select_one(".value").text) for card in cards]
    assert shown == pytest.approx(take_events(check)["difference"].tolist(), abs=0.051) and len(shown) == 8
    for card, difference in zip(cards, shown):
        high, low = map(float, re.findall(r"\d+\.\d", card.span.text))
        assert difference == pytest.approx(high - low, abs=0.11)  # each of the three is rounded


def test_the_tally_has_a_row_for_every_hand_and_no_answer_in_it(page):
    rows = page.select("table.tally")[0].select("tbody tr")
    assert len(rows) == len(measure_hands()) and all(cell.text == "" for row in rows for cell in row.select("td")[2:])


def test_the_instructor_gets_the_tally_filled_in(check):
    filled = BeautifulSoup(render_filled(check), "html.parser")
    last = [read_signed(row.select("td")[-1].text) for row in filled.select("tbody tr")]
    assert last == pytest.approx(measure_hands()["difference"].tolist(), abs=0.051)

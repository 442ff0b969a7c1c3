"""The cards of the permutation game: five articles to be dealt anew, and events whose two texts change places.

What stands on them comes from the studies' tables: for the articles the measure of lesson 5, for the events the first
difference that the classroom corpus states (``expectations.toml``).
"""

from __future__ import annotations

import pandas as pd

from analysis.classroom.lessons.dealing import MEASURE, list_cards, list_hands, measure_hands
from analysis.comparison.descriptions import SHARE, describe_measure
from analysis.comparison.registers import ALL, RegisterCheck
from analysis.presentation.findings.wording import capitalise, say_count, say_list, say_p, say_place
from analysis.presentation.pages import fill_template


def render_cards(check: RegisterCheck) -> str:
    """Render both packs, the rules and the tallies to fill in, as HTML from its heading (level 1) on."""
    cards = list_cards().sort_values("article_id")
    sizes = cards["group"].value_counts()
    return fill_template(
        "cards.html.j2", cards=cards.to_dict("records"), hands=list_hands().to_dict("records"), larger=sizes.max(),
        smaller=sizes.min(), sizes=say_list([f"{n} {group}" for group, n in sizes.items()]), label=_say_label(),
        **_take_pack(check))


def render_filled(check: RegisterCheck) -> str:
    """Render the tallies filled in, which only the instructor needs, as HTML from a heading of level 2 on."""
    hands = measure_hands()
    decimals = {name: hands[name].map("{:.1f}".format).str.replace("-", "−")
                for name in ("mean_three", "mean_two", "difference")}
    outcomes = check.outcomes[check.outcomes["number"] == _find_number(check)]
    outcome = outcomes[outcomes["texts"] == ALL].iloc[0]
    n_patterns = 2 ** int(outcome["n_events"])
    pack = _take_pack(check)
    return fill_template(
        "cards_filled.html.j2", hands=hands.assign(**decimals).to_dict("records"),
        found=hands.loc[hands["found"], "hand"].item(), n_events=pack["n_events"].lower(),
        total=_write(take_events(check)["difference"].sum(), outcome["unit"], signed=True), n_patterns=n_patterns,
        n_extreme=round(outcome["p"] * n_patterns), p=say_p(outcome["p"], outcome["p_floor"]))


def take_events(check: RegisterCheck) -> pd.DataFrame:
    """Take the rows of ``check.events`` of the first expectation that says which register is higher."""
    return check.events[check.events["number"] == _find_number(check)].dropna(subset="difference")


def _find_number(check: RegisterCheck) -> int:
    return next(number for number, each in enumerate(check.statement.expected, start=1) if each.sides[1] == ">")


def _take_pack(check: RegisterCheck) -> dict[str, object]:
    events = take_events(check)
    first, _, second = check.statement.expected[_find_number(check) - 1].sides
    row = events.iloc[0]
    measured = f"{describe_measure(row['measure']).label} {say_place(row['part'], row['voice'])} ({row['unit']})"
    written = [{"name": row.event.replace("_", " "), "high": _write(row.value_high, row.unit),
                "low": _write(row.value_low, row.unit), "difference": _write(row.difference, row.unit, signed=True)}
               for row in events.itertuples()]
    return {"events": written, "first": first, "second": second, "measured": capitalise(measured),
            "n_events": capitalise(say_count(len(events), "event"))}


def _say_label() -> str:
    return f"{describe_measure(MEASURE).label} {say_place('body', 'all')}, in per cent"


def _write(value: float, unit: str, signed: bool = False) -> str:
    text = f"{100 * value:+.0f}%" if unit == SHARE else f"{value:+.1f}"
    return (text if signed else text.removeprefix("+")).replace("-", "−")

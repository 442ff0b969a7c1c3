"""The rules of axe, and the page as a screen reader tells it."""

import re

import pytest

UNFOLD = "document.querySelectorAll('details').forEach((fold) => { fold.open = true; })"
# axe takes most of a minute for the contrast of the whole page: of each kind of thing a few are enough to see colours.
FEW = ("section.chapter ~ section.chapter ~ section.chapter, #codebook, #data-sheet, tr:nth-child(n+4), "
       "li:nth-child(n+5), .rg ~ .rg, .reading-of ~ .reading-of")
REMOVE = "(these) => document.querySelectorAll(these).forEach((one) => one.remove())"


def list_violations(page, **options) -> list[tuple[str, int, str]]:
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(page, options={"resultTypes": ["violations"], "preload": False, **options}).response["violations"]
    return [(rule["id"], len(rule["nodes"]), str(rule["nodes"][0]["target"])) for rule in found]


@pytest.mark.long
@pytest.mark.parametrize("width", [320, 1400])
def test_axe_finds_nothing_in_the_whole_page_opened(visit, width):
    with visit(width) as page:
        page.evaluate(REMOVE, "details.rows li:nth-child(n+9)")
        page.evaluate(UNFOLD)
        assert list_violations(page, rules={"color-contrast": {"enabled": False}}) == []


@pytest.mark.parametrize("width, scheme, media", [
    (320, "light", "screen"), (320, "dark", "screen"), (800, "light", "screen"), (800, "dark", "screen"),
    (1400, "light", "screen"), (1400, "dark", "screen"), (673, "light", "print")])
def test_axe_finds_nothing_by_day_by_night_or_on_paper(visit, width, scheme, media):
    with visit(width, scheme) as page:
        page.emulate_media(media=media, color_scheme=scheme)
        page.evaluate(REMOVE, FEW)
        page.evaluate(UNFOLD)
        assert list_violations(page) == []


def test_axe_finds_nothing_in_the_page_as_it_comes(visit):
    with visit(320) as page:
        page.evaluate(REMOVE, FEW)
        assert list_violations(page) == []


def test_axe_would_see_a_faint_letter(visit):
    with visit() as page:
        page.evaluate(REMOVE, FEW)
        page.evaluate("document.querySelector('.answer').style.color = '#aaa'")
        assert [rule for rule, _, _ in list_violations(page, runOnly=["color-contrast"])] == ["color-contrast"]


@pytest.fixture(scope="module")
def told(visit):
    """The lines that a screen reader tells, in its order."""
    with visit() as page:
        page.evaluate("document.querySelectorAll('figure details').forEach((fold) => { fold.open = true; })")
        return page.locator("body").aria_snapshot().splitlines()


def find_line(told: list[str], pattern: str) -> int:
    return next(place for place, line in enumerate(told) if re.search(pattern, line))


def test_the_page_is_told_from_the_answer_to_the_provenance(told):
    order = [r"link \"Skip to the text\"", r"navigation \"Contents\"", r"^- main:", r"\[level=1\]", r"- '?figure ",
             r"heading \"Findings\" \[level=2\]", *(rf"- '?article \"{number} " for number in range(1, 8)),
             r"paragraph: Chapter 1$", r"paragraph: Chapter 9$", r"heading \"The rows behind the numbers\"",
             r"heading \"Methods\"", r"heading \"References\"", r"heading \"Provenance\""]
    places = [find_line(told, pattern) for pattern in order]
    assert places == sorted(places)


def test_every_figure_tells_its_caption_then_its_data_then_its_table(told):
    starts = [place for place, line in enumerate(told) if re.match(r"\s*- '?figure ", line)]
    assert len(starts) > 30
    for start in starts:
        depth = len(told[start]) - len(told[start].lstrip())
        inside = []
        for line in told[start + 1:]:
            if len(line) - len(line.lstrip()) <= depth:
                break
            inside.append(line.strip())
        kinds = [kind for line in inside for kind in re.findall(r"^- '?(\w+)", line)]
        order = [kinds.index(kind) for kind in ("text", "img", "group", "table") if kind in kinds]
        assert {*kinds[:kinds.index("img")]} <= {"text", "code"} and order == sorted(order), told[start]


def test_few_landmarks_and_every_table_has_a_caption(told):
    kinds = [re.match(r"\s*- '?(\w+)", line)[1] for line in told if re.match(r"\s*- '?\w+", line)]
    assert {kind: kinds.count(kind) for kind in ("main", "navigation", "region", "complementary", "banner")} == {
        "main": 1, "navigation": 1, "region": 0, "complementary": 0, "banner": 0}
    assert kinds.count("table") == kinds.count("caption") > 80


def test_no_heading_skips_a_level(told):
    levels = [int(level) for line in told for level in re.findall(r"heading .*\[level=(\d)\]", line)]
    assert levels[0] == 1 and all(after <= before + 1 for before, after in zip(levels, levels[1:]))

"""A reader with a browser: nothing is fetched, nothing moves, nothing is cut, and every way leads somewhere."""

import pytest

WIDTHS = [320, 800, 1400]
UNFOLD = "document.querySelectorAll('main details').forEach((fold) => { fold.open = true; })"
ACROSS = "document.documentElement.scrollWidth"
# What the Tab key should stop at, in the order of the page; each is numbered.
NUMBER_STOPS = """() => {
  const stops = [...document.querySelectorAll("a[href], button, summary, input, [tabindex='0']")]
    .filter((stop) => stop.checkVisibility({ visibilityProperty: true }));
  stops.forEach((stop, number) => { stop.dataset.stop = number; });
  window.visited = [];
  addEventListener("focusin", (event) => visited.push(Number(event.target.dataset.stop ?? -1)));
  return stops.length;
}"""


@pytest.mark.parametrize("width", WIDTHS)
def test_the_page_comes_alone_stands_still_and_fits(visit, width, shipped_report):
    with visit(width) as page:
        assert page.requests == [shipped_report[0].as_uri()]
        assert page.complaints == [] and page.evaluate("refused") == []
        assert page.evaluate("shifts.reduce((sum, shift) => sum + shift, 0)") == 0
        assert page.evaluate(ACROSS) <= width
        page.evaluate(UNFOLD)
        assert page.evaluate(ACROSS) <= width, "with everything opened"


def test_what_the_policy_refuses_is_noticed(visit, shipped_report, tmp_path):
    spoilt = tmp_path / "spoilt.html"
    spoilt.write_text(shipped_report[0].read_text(encoding="utf-8").replace(
        "</main>", '<img src="http://127.0.0.1:9/x.png" alt="x"></main>'), encoding="utf-8")
    with visit(path=spoilt) as page:
        assert page.evaluate("refused") == ["img-src"] and page.complaints


@pytest.mark.long
@pytest.mark.parametrize("width", [320, 1400])
def test_the_keyboard_alone_reaches_everything_and_is_never_held(visit, width):
    with visit(width) as page:
        n_stops = page.evaluate(NUMBER_STOPS)
        for _ in range(n_stops):
            page.keyboard.press("Tab")
        assert page.evaluate("visited") == list(range(n_stops)) and n_stops > 300
        page.keyboard.press("Shift+Tab")
        assert page.evaluate("visited.at(-1)") == n_stops - 2, "and back"


def test_the_first_stop_skips_to_the_text(visit):
    with visit() as page:
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.textContent") == "Skip to the text"
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.id") == "main"


def test_one_switch_opens_and_shuts_all_code_and_says_so(visit):
    with visit() as page:
        shut, switch = page.locator("details.code:not([open])"), page.locator("#switch")
        n_codes = shut.count()
        assert n_codes > 50 and switch.get_attribute("aria-pressed") == "false"
        for pressed, says, n_shut in (("true", "Hide all code", 0), ("false", "Show all code", n_codes)):
            switch.press("Enter")
            assert (switch.get_attribute("aria-pressed"), switch.inner_text(), shut.count()) == (pressed, says, n_shut)


def test_the_contents_follow_the_reader(visit):
    with visit() as page:
        for link in page.locator("#contents a").all():
            link.click()
            page.wait_for_function("(link) => link.hasAttribute('aria-current')", arg=link.element_handle())
            assert page.locator("#contents [aria-current]").count() == 1
        page.evaluate("scrollTo(0, 0)")
        page.wait_for_function("() => document.querySelector('#contents [aria-current]').hash === '#answer'")


@pytest.mark.parametrize("figure", [".central figure", "#finding-2 figure", "#finding-6 figure"])
def test_a_mark_and_the_line_under_it_open_the_same_rows(visit, figure):
    def say_opened(page):
        page.wait_for_function("() => document.activeElement.matches('details.rows[open] > summary')")
        return page.evaluate("document.activeElement.parentElement.id")

    with visit() as page:
        mark = page.locator(f"{figure} svg.wide :is(path, use):is([data-rows], [data-rows] *)").first
        wanted = mark.evaluate("(mark) => mark.closest('[data-rows]').dataset.rows")
        mark.click()
        assert say_opened(page) == wanted
        page.reload()
        page.locator(f'{figure} .behind a[href="#{wanted}"]').press("Enter")
        assert say_opened(page) == wanted


_ITEM, _ROW = "details.rows[open] li:target", "figure details[open] tr[aria-current]"


@pytest.mark.parametrize("figure, mark, place", [
    ("Dots with intervals", "text[data-rows]", _ITEM), ("Scatter of", "use[data-rows]", _ITEM),
    ("Krippendorff", "use[data-rows]", _ITEM), ("Krippendorff", "use[data-row]", _ROW),
    ("Specification curve", "use[data-row]", _ROW)])
def test_a_mark_opens_its_word_its_sentence_or_its_row_in_the_numbers(visit, figure, mark, place):
    with visit() as page:
        drawing = page.locator("figure.framing svg.wide").filter(has_text=figure).first
        drawing.locator(mark).first.dispatch_event("click")
        page.wait_for_function("(place) => document.activeElement.matches(place)", arg=place)
        assert 0 < page.evaluate("document.activeElement.getBoundingClientRect().top") < 900, "and it is in sight"


def test_the_middle_of_a_ring_opens_too(visit):
    with visit() as page:
        ring = page.locator("figure.framing svg.wide").filter(has_text="Krippendorff").locator("use[data-row]").last
        ring.click(force=True)
        assert page.locator("tr[aria-current]").count() == 1


def test_a_mean_opens_the_rows_of_its_group(visit):
    with visit() as page:
        upright = page.locator("#finding-2 svg.wide path[data-row]").first
        wanted = upright.get_attribute("data-row").split()
        upright.dispatch_event("click")
        current = page.evaluate("""[...document.querySelectorAll("#finding-2 tr[aria-current]")]
            .map((row) => String(row.sectionRowIndex))""")
        assert current == wanted and len(wanted) > 1

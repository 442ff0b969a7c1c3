"""The reading view as a reader meets it: with a mouse, a finger, keys, a screen reader, on paper, without colour."""

import pytest

from analysis.presentation.reading import write_reading

WIDTHS = (320, 800, 1400)


@pytest.fixture(scope="module")
def one(study, tmp_path_factory):
    return write_reading(study, "truss_tabloid", out=tmp_path_factory.mktemp("reading") / "one.html")


@pytest.fixture(scope="module")
def two(study, tmp_path_factory):
    return write_reading(study, "truss_wire", "truss_tabloid", tmp_path_factory.mktemp("reading") / "two.html")


def read_box(page):
    return page.inner_text(".rx") if page.query_selector(".rx") else ""


def test_the_browser_reads_the_canonical_text(open_page, study, one):
    assert open_page(one).evaluate("document.querySelector('.rt').textContent") == study.texts["truss_tabloid"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", WIDTHS)
def test_axe_finds_nothing_and_nothing_sticks_out(open_page, two, width, scheme):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed")
    page = open_page(two, width, scheme, bypass_csp=True)  # for axe itself is a script
    for every_layer in (False, True):
        if every_layer:
            page.evaluate("document.querySelectorAll('input:not(:checked)').forEach(box => box.click())")
            page.locator(".rt .l").first.click()
        results = axe.Axe().run(page).response["violations"]
        assert [(each["id"], each["nodes"][0]["html"]) for each in results] == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_two_articles_stand_side_by_side_where_there_is_room(open_page, two):
    for width, beside in ((1400, True), (320, False)):
        boxes = [each.bounding_box() for each in open_page(two, width).query_selector_all(".ra")]
        assert (boxes[1]["x"] > boxes[0]["x"] + 300) is beside
        assert (boxes[1]["y"] >= boxes[0]["y"] + boxes[0]["height"]) is not beside


def test_a_mark_explains_itself_to_a_mouse_and_what_it_stands_in(open_page, one):
    page = open_page(one)
    page.locator(".rt .h", has_text="could").hover()
    first, *around = [line.inner_text() for line in page.query_selector_all(".rx p")]
    assert first == "could — hedge, modal, leaves certainty 2 of 5, indirect speech; paragraph 11, sentence 1"
    assert [line.split(",")[0] for line in around] == ["in: indirect speech", "in: downfall claim"]
    page.locator(".rx").hover()
    page.wait_for_timeout(400)
    assert read_box(page), "the explanation can be pointed at"
    page.keyboard.press("Escape")
    assert not read_box(page)


def test_a_finger_opens_it_at_the_foot_of_the_screen(open_page, one):
    page = open_page(one, 320, has_touch=True)
    page.locator(".rt .l", has_text="farce").tap()
    assert read_box(page).startswith("farce — loaded language, ridicule")
    box, mark = page.locator(".rx").bounding_box(), page.locator(".rt .l", has_text="farce").bounding_box()
    assert box["x"] == 0 and box["width"] == 320 and mark["y"] + mark["height"] <= box["y"]
    page.locator(".rs").tap()
    assert not read_box(page)


def test_keys_lead_into_the_text_and_from_mark_to_mark(open_page, one):
    page = open_page(one)
    page.locator(".rk input").last.focus()
    page.keyboard.press("Tab")
    assert "downfall claim" in read_box(page)
    words = []
    for key in ("ArrowRight", "ArrowRight", "ArrowLeft", "End", "Home"):
        page.keyboard.press(key)
        words.append(read_box(page).split(" — ")[0])
    assert words[:3] == ["Lame-duck", "‘will be gone in days’", "Lame-duck"]
    assert words[3] == "crazy" and words[4].startswith("Lame-duck Liz")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "kn", "one stop for the whole text"


def test_a_layer_that_is_switched_off_is_plain_text(open_page, one):
    page = open_page(one)
    style = """mark => { const style = getComputedStyle(mark);
                         return [style.fontWeight, style.backgroundColor, style.textDecorationLine] }"""
    mark = page.locator(".rt p .l").first
    assert mark.evaluate(style)[0] == "700"
    page.locator(".kl").focus()
    page.keyboard.press("Space")
    assert mark.evaluate(style) == ["400", "rgba(0, 0, 0, 0)", "none"]
    mark.hover()
    assert "loaded" not in read_box(page).split("words:")[0]
    assert page.evaluate("document.querySelectorAll('.rt .l[tabindex], .rt .l[aria-describedby]').length") == 0
    page.locator(".kl").check()
    assert mark.evaluate(style)[0] == "700" and mark.get_attribute("aria-describedby")


def test_a_screen_reader_hears_every_explanation(open_page, study, one):
    page = open_page(one)
    session = page.context.new_cdp_session(page)
    nodes = session.send("Accessibility.getFullAXTree")["nodes"]
    heard = [node["description"]["value"] for node in nodes if node.get("description", {}).get("value")]
    on = page.evaluate("document.querySelectorAll('.rt mark[aria-describedby]').length")
    assert len(heard) == on > 30
    assert "farce — loaded language, ridicule, weight 2, narration, headline; paragraph 1, sentence 1" in heard


def test_marks_are_told_apart_without_colour(open_page, one):
    """Also on paper and with the colours of a reader's own choice every layer has a shape that no other has."""
    shape = """letter => {
      const mark = document.querySelector('.rk mark.' + letter), style = getComputedStyle(mark);
      const before = getComputedStyle(mark, '::before'), after = getComputedStyle(mark, '::after');
      return [style.fontWeight, style.textDecorationStyle, style.textDecorationLine, style.borderBottomStyle,
              before.content, before.borderTopStyle, after.content].join() }"""
    page = open_page(one)
    for media in ({"media": "screen"}, {"media": "print"}, {"media": "screen", "forced_colors": "active"}):
        page.emulate_media(**media)
        shapes = [page.evaluate(shape, letter) for letter in "hblidcft"]
        assert len(set(shapes)) == len(shapes), media


def test_without_its_script_layers_still_switch_and_the_list_says_all(open_page, study, one):
    page = open_page(one, java_script_enabled=False)
    assert page.locator(".rl li").first.is_hidden()
    page.locator(".kn").check()
    assert page.locator(".rl li").first.is_visible() and page.locator(".rl li").count() > 50

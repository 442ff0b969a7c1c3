"""The coding form with a kernel that answers, is slow or dies; the page that compares coders."""

import json

import pytest

from analysis.classroom.collecting import read_coders
from analysis.classroom.comparing import compare_coders
from analysis.classroom.form import answer_message
from analysis.classroom.page import write_comparison
from analysis.classroom.sheets import open_sheet, read_answers, save_answer
from analysis.presentation.pages import TEMPLATE_FOLDER

PAGE = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Form</title><link rel="icon" href="data:,">
<style>{css}</style></head><body><main><h1>Form</h1><div id="here"></div></main><script>
{js}
window.alive = {alive};
let hear = () => {{}};
const model = {{ on: (_, call) => {{ hear = call; }}, off() {{}},
  send: async message => {{ if (window.alive) hear(JSON.parse(await window.ask(JSON.stringify(message)))); }} }};
form.render({{ model, el: document.getElementById("here") }});
</script></body></html>"""
THEMES = {"light": "", "dark": """
:root { --jp-ui-font-color1: rgba(255,255,255,1); --jp-ui-font-color2: rgba(255,255,255,.7); --jp-layout-color1: #111;
  --jp-border-color1: #616161 }
body { background: #111; color: #fff }"""}


@pytest.fixture
def sheet(study, tmp_path):
    return open_sheet(study, "truss_tabloid", "AB", out=tmp_path)


@pytest.fixture
def show(open_page, study, sheet, tmp_path):
    """Show the form of a sheet, with a kernel behind it or none."""
    script, css = ((TEMPLATE_FOLDER / f"form.{kind}").read_text(encoding="utf-8") for kind in ("js", "css"))
    blank = tmp_path / "blank.html"
    blank.write_text("<!doctype html><title>-</title>", encoding="utf-8")

    def open_form(alive=True, page=None, theme="light", width=1400):
        file = tmp_path / f"form-{alive}-{theme}.html"
        file.write_text(PAGE.format(css=css + THEMES[theme], alive=json.dumps(alive),
                                    js=script.replace("export default", "const form =")), encoding="utf-8")
        if page is None:
            page = open_page(blank, width)
            page.expose_function("ask", lambda message: json.dumps(answer_message(study, sheet, json.loads(message))))
        page.goto(file.as_uri())
        if alive:
            page.wait_for_selector("fieldset")
        return page
    return open_form


def read_file(sheet):
    return {step: given.value for step, given in read_answers(sheet)[0].items()}


def wait(page, words):
    page.wait_for_function("words => document.querySelector('.ff-state').textContent.includes(words)", arg=words)


def test_keys_alone_code_a_sentence(show, sheet):
    page = show()
    page.locator("fieldset button").first.focus()
    for key in "24":
        page.keyboard.press(key)
    page.keyboard.press("?")
    assert "Loaded language carries a judgement" in page.inner_text(".ff-means")
    page.keyboard.press("1")
    page.keyboard.type("lame-duck")
    page.keyboard.press("Enter")
    page.keyboard.press("b")
    assert page.locator("[aria-pressed=true]").inner_text() == "1 yes"
    page.keyboard.press("b")
    page.keyboard.press("1")
    wait(page, "Saved for AB.")
    assert read_file(sheet) == {(0, "voice"): "direct", (0, "certainty"): "1", (0, "loaded_language"): "yes"}
    assert page.inner_text(".ff-where") == "Sentence 1 of 19, question 4 of 4; 3 of 76 answered."
    assert page.get_attribute(".ff-where", "aria-live") == "polite"


def test_a_closed_tab_loses_nothing(show, sheet):
    page = show()
    page.locator("fieldset button").first.click()
    wait(page, "Saved for AB.")
    assert show(page=page).inner_text(".ff-where").endswith("1 of 76 answered.")


def test_what_a_dead_kernel_did_not_save_is_said_and_saved_by_the_next(show, sheet):
    page = show()
    page.evaluate("window.alive = false")
    page.locator("fieldset button").first.click()
    page.locator("fieldset button").first.click()
    wait(page, "Not saved: the kernel does not reply, and 2 answers are only in this browser.")
    assert read_file(sheet) == {}
    page = show(page=page)
    wait(page, "Saved for AB.")
    assert read_file(sheet) == {(0, "voice"): "narration", (0, "certainty"): "1"}
    assert page.evaluate("localStorage.length") == 0


def test_an_answer_that_waited_gives_way_to_a_later_one(show, sheet):
    page = show()
    page.evaluate("window.alive = false")
    page.locator("fieldset button").first.click()
    save_answer(sheet, (0, "voice"), "mixed")  # in another tab
    page = show(page=page)
    wait(page, "1 answer from before the kernel stopped gave way to later ones.")
    assert read_file(sheet) == {(0, "voice"): "mixed"}


def test_a_slow_kernel_is_waited_for(show, sheet):
    page = show()
    page.evaluate("window.alive = false")
    page.locator("fieldset button").first.click()
    wait(page, "Not saved")
    page.evaluate("window.alive = true")
    wait(page, "Saved for AB.")
    assert read_file(sheet) == {(0, "voice"): "narration"}


def test_a_word_that_does_not_stand_there_brings_the_question_back(show, sheet):
    for variable, value in (("voice", "direct"), ("certainty", "4")):
        save_answer(sheet, (0, variable), value)
    page = show()
    page.keyboard.press("Tab")
    page.keyboard.press("1")
    page.keyboard.type("gibberish")
    page.keyboard.press("Enter")
    wait(page, "“gibberish” does not stand in the sentence.")
    assert page.input_value("input") == "gibberish" and (0, "loaded_language") not in read_file(sheet)


def test_at_the_end_it_says_where_the_answers_are(show, sheet):
    for number, variable in sheet.steps[:-1]:
        save_answer(sheet, (number, variable), sheet.find_question(variable).answers[-1].value)
    page = show()
    page.locator("fieldset button").first.click()
    assert page.inner_text(".ff-where") == "All 76 questions are answered."
    assert "framing compare-coders" in page.inner_text(".ff-body")


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("width", [320, 1400])
def test_axe_finds_nothing_in_the_form(show, theme, width):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed")
    page = show(theme=theme, width=width)
    for _ in range(2):
        results = axe.Axe().run(page).response["violations"]
        assert [(each["id"], each["nodes"][0]["html"]) for each in results] == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        page.locator("fieldset button").first.click()
        page.keyboard.press("?")


@pytest.mark.parametrize("n", [1, 2, 10])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_of_coders_needs_nothing_and_axe_finds_nothing(open_page, study, tmp_path, n, scheme):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed")
    for number in range(n):
        coder = open_sheet(study, "truss_wire", f"C{number}", ["voice", "tone"], tmp_path / "codings")
        for step in coder.steps[:12]:
            answers = coder.find_question(step[1]).answers
            save_answer(coder, step, answers[(step[0] * number) % len(answers)].value)
    path, *_ = write_comparison(study, compare_coders(study, *read_coders([tmp_path / "codings"])), tmp_path / "c.html")
    asked = []
    for width in (320, 1400):
        page = open_page(path, width, scheme, bypass_csp=True)  # for axe itself is a script
        page.on("request", lambda request: asked.append(request.url))
        page.reload()
        results = axe.Axe().run(page).response["violations"]
        assert [(each["id"], each["nodes"][0]["html"][:200]) for each in results] == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert {url for url in asked if not url.startswith("data:")} == {path.as_uri()}

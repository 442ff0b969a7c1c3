"""Every sheet as Chromium prints it: nothing over the edge of A4 or Letter, nothing axe finds, nothing fetched."""

import pytest

from analysis.classroom.paper.writing import KEPT_APART, write_paper

NAMES = [*(f"worksheet_{number}.html" for number in range(1, 6)), "codebook_card.html", "cards.html",
         f"{KEPT_APART}/answers.html"]
A4, LETTER = 673, 695  # pixels between the margins of 16 mm
pytestmark = pytest.mark.long

# What sticks out to the right of the sheet, hidden columns of a clipped table among it.
STICKS_OUT = """width => [...document.querySelectorAll("main *:not(.unseen, .unseen *)")]
  .filter(each => each.getClientRects().length && each.getBoundingClientRect().right > width + 1)
  .map(each => each.tagName + " " + each.textContent.trim().slice(0, 40))"""


@pytest.fixture(scope="module")
def sheets(tmp_path_factory):
    folder = tmp_path_factory.mktemp("sheets")
    return dict(zip(NAMES, write_paper(folder), strict=True))


@pytest.mark.parametrize("name", NAMES)
def test_a_sheet_prints_whole_and_can_be_heard(open_page, sheets, name):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright")
    page = open_page(sheets[name], A4, bypass_csp=True)  # for axe itself is a script
    requests = []
    page.on("request", lambda request: requests.append(request.url))
    found = axe.Axe().run(page).response["violations"]
    assert [(each["id"], each["nodes"][0]["html"][:200]) for each in found] == []
    page.emulate_media(media="print")
    for width in (A4, LETTER):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate(STICKS_OUT, width) == []
    assert requests == []

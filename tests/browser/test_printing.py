"""On paper: A4, a first page of its own, no figure cut, no link without its address."""

import re

PAPER = {"width": 673, "height": 978}  # pixels of A4 inside its margins: 178 mm by 259 mm


def test_the_page_prints(visit):
    with visit() as page:
        paper = page.pdf(format="A4", prefer_css_page_size=True)
    assert paper.startswith(b"%PDF") and 30 < len(re.findall(rb"/Type\s*/Page\b", paper)) < 120


def test_nothing_is_cut_by_a_page_or_its_edge(visit):
    with visit() as page:
        page.emulate_media(media="print")
        page.set_viewport_size(PAPER)
        drawings = page.evaluate("""[...document.querySelectorAll("main svg")].filter((svg) => svg.checkVisibility())
            .map((svg) => [svg.closest("figure").id, getComputedStyle(svg).breakInside,
                svg.getBoundingClientRect().width, svg.getBoundingClientRect().height])""")
        assert len(drawings) > 30
        assert [drawing for drawing in drawings if drawing[1] != "avoid" or drawing[2] > PAPER["width"]
                or drawing[3] > PAPER["height"]] == []
        wide = page.evaluate("""[...document.querySelectorAll("main table")].filter((table) => table.checkVisibility()
            && table.getBoundingClientRect().right > innerWidth).map((table) => table.caption.textContent)""")
        assert wide == []
        cut = page.evaluate("""[...document.querySelectorAll("main .scroll, main .frame")].filter((box) =>
            box.checkVisibility() && (box.scrollHeight > box.clientHeight + 1 && getComputedStyle(box).overflowY !==
            "visible" || getComputedStyle(box).maxHeight !== "none")).length""")
        assert cut == 0


def test_links_are_spelled_out_and_what_needs_a_screen_is_left_out(visit):
    with visit() as page:
        page.emulate_media(media="print")
        links = page.evaluate("""[...document.querySelectorAll("main a[href^=http]")].map((link) =>
            [link.href, link.textContent, getComputedStyle(link, "::after").content])""")
        assert len(links) > 20
        for address, text, after in links:
            assert address.removeprefix("https://doi.org/") in text or re.search(r"attr\(href\)|https?://", after), text
        for gone in ("#contents", "details.code", ".csv", ".behind", "#rows"):
            assert not page.locator(gone).first.is_visible(), gone

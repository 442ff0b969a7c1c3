"""A browser for the pages: chromium, driven by playwright; without either the tests here are skipped."""

import os
import shutil

import pytest

CHROMIUM = os.environ.get("FRAMING_CHROMIUM") or shutil.which("chromium")


@pytest.fixture(scope="session")
def browser():
    if CHROMIUM is None:
        pytest.skip("there is no chromium: set FRAMING_CHROMIUM to one")
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright, which drives it, is not installed")
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def open_page(browser):
    """Open a file: ``open_page(path, width, scheme, **options)``; complaints of the page fail the test."""
    opened, complaints = [], []

    def open_file(path, width=1400, scheme="light", **options):
        context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme, **options)
        opened.append(context)
        page = context.new_page()
        page.on("console", lambda message: complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(path.as_uri())
        return page

    yield open_file
    for context in opened:
        context.close()
    assert complaints == []

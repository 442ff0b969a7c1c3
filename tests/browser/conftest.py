"""Chromium on the pages. Without it these tests are skipped; FRAMING_BROWSER=required lets them fail."""

import os
import shutil
from contextlib import contextmanager

import pytest

# Counted from the first paint: what moves afterwards, and what the page's own policy refuses.
_WATCH = """
window.shifts = []; window.refused = [];
new PerformanceObserver((list) => list.getEntries().forEach((entry) => shifts.push(entry.value)))
  .observe({ type: "layout-shift", buffered: true });
addEventListener("securitypolicyviolation", (event) => refused.push(event.violatedDirective));
"""
_SETTLED = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"


@pytest.fixture(scope="package")
def chromium():
    required = os.environ.get("FRAMING_BROWSER") == "required"
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        if required:
            raise
        pytest.skip("playwright is not installed: pip install -r requirements.txt")
    names = filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome")))
    program = os.environ.get("FRAMING_CHROMIUM") or next(names, None)
    if program is None and required:
        pytest.fail("FRAMING_BROWSER=required, and there is no chromium", pytrace=False)
    if program is None:
        pytest.skip("chromium is not installed")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def open_page(chromium):
    """Open a file: ``open_page(path, width, scheme, **options)``; complaints of the page fail the test."""
    opened, complaints = [], []

    def open_file(path, width=1400, scheme="light", **options):
        context = chromium.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme, **options)
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


@pytest.fixture(scope="package")
def visit(chromium, shipped_report):
    """Return a context that opens the report: the page, with ``requests`` and ``complaints`` kept beside it."""

    @contextmanager
    def open_page(width: int = 1400, scheme: str = "light", path=shipped_report[0]):
        context = chromium.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
        page = context.new_page()
        page.requests, page.complaints = [], []
        page.on("request", lambda request: page.requests.append(request.url))
        page.on("console", lambda message: page.complaints.append(message.text))
        page.on("pageerror", lambda error: page.complaints.append(str(error)))
        page.add_init_script(_WATCH)
        page.goto(path.as_uri())
        page.evaluate(_SETTLED)
        try:
            yield page
        finally:
            context.close()

    return open_page

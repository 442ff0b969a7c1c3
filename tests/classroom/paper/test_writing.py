"""The sheets as a folder: what is the instructor's lies apart, and nobody's file is replaced."""

import pytest

from analysis.classroom.paper import writing
from analysis.classroom.paper.writing import KEPT_APART, write_paper
from analysis.files import UserError


@pytest.fixture
def pages(monkeypatch):
    made = {"worksheet_1.html": writing._fill("Worksheet 1", "<h1>One</h1>", signed=True),
            f"{KEPT_APART}/answers.html": writing._fill("Answers", "<h1>42</h1>")}
    monkeypatch.setattr(writing, "render_pages", lambda: made)
    return made


def test_answers_lie_in_a_folder_of_their_own_and_a_second_run_replaces_our_own_pages(pages, tmp_path):
    for _ in range(2):
        assert write_paper(tmp_path / "out") == [tmp_path / "out" / name for name in pages]
    assert {path.name for path in (tmp_path / "out").iterdir()} == {"worksheet_1.html", KEPT_APART}


def test_somebody_elses_page_is_left_alone_and_nothing_is_written(pages, tmp_path):
    (tmp_path / KEPT_APART).mkdir()
    (tmp_path / KEPT_APART / "answers.html").write_text("mine")
    with pytest.raises(UserError, match="left alone"):
        write_paper(tmp_path)
    assert not (tmp_path / "worksheet_1.html").exists()


def test_a_sheet_fetches_and_runs_nothing_asks_for_no_name_and_says_that_it_is_constructed(pages):
    page = pages["worksheet_1.html"]
    assert "default-src 'none'" in page and "<script" not in page and "pseudonym" in page
    assert "constructed for teaching" in page and "CC0" in page

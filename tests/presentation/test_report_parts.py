"""The pieces of a report: Markdown, foreign HTML, references, the commit."""

import pytest

from analysis.files import UserError
from analysis.presentation.report.cells import tidy_html, write_plain
from analysis.presentation.report.documents import find_commit, render_citation, render_references
from analysis.presentation.report.markdown import Links, Outline, render_inline, render_markdown


def test_headings_in_markdown_never_skip_and_never_repeat_an_id():
    outline = Outline("a")
    render_markdown("# T\n\n#### Deep\n\n## T\n\n## T", outline)
    assert outline.headings == [(3, "T", "a-t"), (4, "Deep", "a-deep"), (3, "T", "a-t-2"), (3, "T", "a-t-3")]


@pytest.mark.parametrize("text, said", [
    ("a < b & `c`", "a &lt; b &amp; <code>c</code>"), ("<script>x</script>y", "y"),
    ("<b onclick='x'>y</b>", "<b>y</b>"), ("![alt](https://x.example/a.png)", "<em>alt</em>"),
    ("[a](javascript:alert)", "a"), ("[a](elsewhere.md)", "a"),
    ("[a](https://doi.org/1)", '<a href="https://doi.org/1">a</a>')])
def test_markdown_loads_nothing_and_runs_nothing(text, said):
    assert render_inline(text) == said


def test_foreign_html_is_made_safe():
    loud = '<div onclick="x()" style="background:url(https://x)"><iframe src="y"></iframe>z</div>'
    assert tidy_html(loud, "here") == "<div>z</div>"
    head, body = "<thead><tr><th></th><th>a</th></tr></thead>", "<tbody><tr><th>0</th><td>1</td></tr></tbody>"
    table = tidy_html(f"<table>{head}{body}</table>", "here")
    assert '<td></td><th scope="col">a</th>' in table and '<th scope="row">0</th>' in table and "<caption>" in table


@pytest.mark.parametrize("text, said", [
    ("<Axes: xlabel='x'>", ""), ("[<a.B at 0x7f>]", ""), ("1 < 2", '<pre class="output">1 &lt; 2</pre>')])
def test_the_mere_name_of_an_object_is_not_shown(text, said):
    assert write_plain(text) == said


def test_references_and_citation_are_rendered_or_refused_in_words(tmp_path):
    book = "@book{entman, author = {Entman, Robert}, title = {`Framing'}, publisher = {P}, year = 1993}"
    (tmp_path / "a.bib").write_text(book)
    ((key, reference),) = render_references(tmp_path / "a.bib")
    assert key == "entman" and "Robert Entman" in reference and "‘Framing’" in reference
    (tmp_path / "b.bib").write_text("@book{entman, author = ")
    with pytest.raises(UserError, match="b.bib is not valid BibTeX"):
        render_references(tmp_path / "b.bib")
    (tmp_path / "c.cff").write_text("title: x")
    with pytest.raises(UserError, match="c.cff must be YAML"):
        render_citation(tmp_path / "c.cff")


def test_without_git_the_commit_is_unknown(tmp_path, monkeypatch):
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    assert find_commit(tmp_path) == "unknown"
    monkeypatch.setenv("PATH", str(tmp_path))
    assert find_commit() == "unknown"


def test_addresses_that_are_never_linked():
    links = Links(never=("copies.example",))
    text = "[here](https://copies.example/a) <https://copies.example/b>"
    assert render_inline(text, links) == "here https://copies.example/b"

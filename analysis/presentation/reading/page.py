"""The reading view as a page of its own: one HTML file that needs nothing else."""

from __future__ import annotations

from pathlib import Path

import analysis
from analysis.files import write_file
from analysis.presentation.findings.wording import say_list
from analysis.presentation.pages import TEMPLATE_FOLDER, fill_template, fingerprint, refuse_other_files
from analysis.presentation.reading.assets import read_reading_script, read_reading_style
from analysis.presentation.reading.fragment import list_names, refuse_hidden, render_reading
from analysis.presentation.rights import PRIVATE, PUBLIC, keep_from_git
from analysis.study import Study


def write_reading(study: Study, article_id: str, other: str | None = None, out: Path | None = None) -> Path:
    """Write an article with its marks, or two side by side, as one HTML file.

    Parameters
    ----------
    study : Study
        Loaded with ``private=True`` where articles of others are meant.
    article_id, other : str
        The article, and the one beside it.
    out : Path, optional
        The file to write; else ``reports/reading_ARTICLE.html`` where all texts are constructed, and
        ``private/reading_ARTICLE.html`` where one belongs to others.

    Returns
    -------
    Path
        The file. A page with a text of others lies where git does not take it, and says whose the text is.

    Raises
    ------
    UserError
        When there is no such article, its text may not be shown or is not here, the file is none of ours, or it would
        hold a text of others where git would take it.
    """
    names = list_names(article_id, other)
    html = render_page(study, article_id, other)
    constructed = study.articles.set_index("article_id")["constructed"]
    private = not all(constructed[name] for name in names)
    if out is None:
        out = (PRIVATE if private else PUBLIC) / f"reading_{'_'.join(names)}.html"
    refuse_other_files(Path(out), "reading view")
    if private:
        keep_from_git(Path(out))
    write_file(Path(out), html)
    return Path(out)


def render_page(study: Study, article_id: str, other: str | None = None) -> str:
    """Render the page: the reading view with its own style, script, and a policy that lets nothing else run.

    Examples
    --------
    >>> from analysis.study import measure_text
    >>> "default-src 'none'" in render_page(measure_text("He may go."), "text")
    True
    """
    from markupsafe import Markup

    names = list_names(article_id, other)
    for name in names:
        refuse_hidden(study, name)
    articles = study.articles.set_index("article_id")
    titles = [articles.loc[name, "title"] or name for name in names]
    style = "\n" + "\n".join([(TEMPLATE_FOLDER / "page.css").read_text(encoding="utf-8"), read_reading_style()]) + "\n"
    script, script_print = read_reading_script()
    return fill_template(
        "reading.html.j2", title=" | ".join(titles), names=say_list(names), several=len(names) > 1,
        corpus=study.folder.resolve().name, style=Markup(style), style_print=fingerprint(style),
        script=Markup(script), script_print=script_print, version=analysis.__version__,
        lexicons=", ".join(f"{name} {lexicon.version}" for name, lexicon in study.lexicons.items()),
        reading=Markup(render_reading(study, article_id, other, level=2)))


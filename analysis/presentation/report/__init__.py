"""The notebooks as one page that answers the question first and opens to everything behind the answer."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from analysis.files import sweep, write_file
from analysis.handover import hand_over
from analysis.instruments.readings import BASE_TABLES
from analysis.presentation.figures.pooled import is_crowded
from analysis.presentation.pages import TEMPLATE_FOLDER, fill_template, read_script, read_style, refuse_other_files
from analysis.presentation.reading import has_reading, read_reading_script, read_reading_style
from analysis.presentation.report import charts, documents
from analysis.presentation.report.cells import name_chapter, render_chapter
from analysis.presentation.report.compact import compact_drawings, compact_tables
from analysis.presentation.report.fitting import find_features, leave_out_unasked
from analysis.presentation.report.markdown import Links, Outline, render_inline, render_markdown
from analysis.presentation.report.rows import list_all_rows, render_rows
from analysis.presentation.report.running import Chapter, Progress, run_notebooks
from analysis.presentation.report.shown_texts import find_classroom, list_shown, render_concordances, render_readings
from analysis.presentation.report.uses import render_uses
from analysis.presentation.report.ways import tie_figures
from analysis.presentation.rights import render_notice

__all__ = ["Chapter", "render_report", "run_notebooks", "write_report"]

_OF_CLAIMS = ("Downfall claim", "Frames", "Rules made while settling")  # chapters of the codebook
_NOT_OWN = ("<p>This is the codebook of the study for which the instruments were made. What it says of coders, "
            "articles and counts is said of that study; the definitions hold here too.</p>\n")
_REFERENCES = Path(__file__).parents[2] / "data" / "references.bib"


def write_report(study, notebooks: Iterable[Path], out: Path, progress: Progress | None = None) -> Path:
    """Run the notebooks on a study and write everything as one HTML file that needs nothing else.

    Parameters
    ----------
    study : Study
        What ``analysis.study.load_study`` returns.
    notebooks : iterable of Path
        The chapters, in this order; each runs in a fresh kernel, in its own folder, on ``study.folder``.
    out : Path
        The file to write. It is replaced only when all went well.
    progress : callable, optional
        Called with a notebook's file name whenever one is done.

    Returns
    -------
    Path
        ``out``. Two runs give the same bytes but for the date (``SOURCE_DATE_EPOCH`` fixes it).

    Raises
    ------
    UserError
        When ``out`` is a file that is no report of ours, a notebook fails (naming it, the cell and the reason), or the
        file cannot be written.

    Examples
    --------
    >>> write_report(load_study(Path("corpus/downfall")), sorted(Path("notebooks").glob("0*.ipynb")),
    ...              Path("reports/downfall.html"))                                            # doctest: +SKIP
    """
    refuse_other_files(Path(out))
    with hand_over(study, BASE_TABLES) as environment:
        chapters = run_notebooks(notebooks, study.folder, progress, find_features(study), environment)
    sweep(Path(out).parent, Path(out).name)
    write_file(Path(out), render_report(study, chapters))
    return Path(out)


def render_report(study, chapters: list[Chapter]) -> str:
    """Render a study and its chapters, already run, as one HTML page."""
    from markupsafe import Markup

    from analysis.presentation.findings import choose_corpus, state_answer, state_doubts, state_findings, state_turned

    study = leave_out_unasked(study)
    findings = state_findings(study.comparisons, study.measures, study.articles, study.plan)
    links = _list_links(study, chapters)
    checks = _state_checks(study, findings)
    *answer, last = state_answer(findings, study.plan).split("\n\n")
    name = study.folder.resolve().name
    turned = state_turned(study.specifications, [each.number for each in findings if each.contrast.is_difference])
    doubts = state_doubts(checks, [each.number for each in findings],
                          elsewhere=choose_corpus(study.validation, name) != name)
    answer = [Markup(render_inline(each, links)) for each in (*answer, turned, doubts, last) if each]
    families = list_all_rows(study)
    back_matter = _render_back_matter(study, links)
    described = [_describe_chapter(chapter, links) for chapter in chapters]
    rows = render_rows(study, families) if families else ""
    if study.private or not is_crowded(study.articles):  # of many articles the page would be too large
        rows += render_uses(study, "".join(chapter["html"] for chapter in described))
    own = bool(list_shown(study))
    shown = study if own else find_classroom() if study.asks_for_claims else None
    readings = "" if shown is None else render_readings(shown)
    reads = any(has_reading(html) for html in (readings, *(chapter["html"] for chapter in described)))
    scripts = [read_script(), *([read_reading_script()] if reads else [])]
    style = read_style(study.plan.title or study.plan.question or "Report") + (read_reading_style() if reads else "")
    page = fill_template(
        "page.html.j2", plan=study.plan, style=Markup(style),
        scripts=[(Markup(script), fingerprint) for script, fingerprint in scripts],
        answer=answer, checks=checks, private=study.private, notice=Markup(render_notice()),
        rows=Markup(rows), readings=Markup(readings), own=own,
        concordances=Markup(render_concordances(study)),
        central_figure=Markup(charts.draw_central_figure(study)), findings=findings, doubts=_find_doubts(chapters),
        finding_figures=[Markup(charts.draw_finding(study, finding, explain=place == 0))
                         for place, finding in enumerate(findings)],
        chapters=described,
        methods=Markup(_render_methods(study, links)), inline=lambda text: Markup(render_inline(text, links)),
        provenance=documents.list_provenance(study), date=documents.find_date(),
        day=documents.say_day(documents.find_date()), **back_matter)
    page, columns = compact_tables(_part_ids(tie_figures(page)))
    page, looks = compact_drawings(page)
    return page.replace("</style>", f"{columns}\n{looks}\n</style>", 1)


def _list_links(study, chapters: list[Chapter]) -> Links:
    places = {f"{chapter.name}.ipynb": name_chapter(chapter.name) for chapter in chapters}
    places |= {"CODEBOOK.md": "codebook", "corpus/README.md": "data-sheet", "references.bib": "references",
               "CITATION.cff": "cite"}
    return Links(places, never=tuple(address for address in study.articles["seen_at"] if address))


def _find_doubts(chapters: list[Chapter]) -> str:
    """Return the id of the chapter about how far to trust the measures, if there is one."""
    return next((name_chapter(chapter.name) for chapter in chapters if "trust" in chapter.name), "")


def _state_checks(study, findings: list) -> list[str]:
    """For each finding how far its measure can be trusted, and how many defensible ways to measure agree."""
    from analysis.comparison.agreement import compare_by_coding, count_by_coding
    from analysis.comparison.descriptions import LEARNT
    from analysis.presentation.findings import choose_corpus, state_doubt, state_learning, state_specifications

    name = study.folder.resolve().name
    counted = count_by_coding(study.codings, study.sentences, study.passages, study.mentions, study.matches,
                              study.claims)
    by_coding = compare_by_coding(counted, study.articles.set_index("article_id")["group"], study.plan.group_a,
                                  study.plan.group_b)
    coded = choose_corpus(study.validation, name)
    doubts = [state_learning(study.models.get(finding.measure.removeprefix(LEARNT), {}))
              if finding.measure.startswith(LEARNT) else
              state_doubt(study.validation, by_coding, finding.measure, finding.voice, name, coded)
              for finding in findings]
    planned, made = {plan.number: plan for plan in study.plan.planned}, {*study.specifications["number"]}
    ways = [state_specifications(study.specifications, planned[finding.number]) if finding.number in made else ""
            for finding in findings]
    return [f"{doubt} {way}".strip() for doubt, way in zip(doubts, ways)]


def _describe_chapter(chapter: Chapter, links: Links) -> dict[str, object]:
    from markupsafe import Markup

    html, outline = render_chapter(chapter, links)
    return {"id": outline.prefix, "title": Markup(render_inline(chapter.title, links)), "number": chapter.number,
            "html": Markup(html)}


def _render_methods(study, links: Links) -> str:
    text = (TEMPLATE_FOLDER / "methods.md").read_text(encoding="utf-8")
    tables = {"articles": charts.tabulate_articles(study), "measures": charts.tabulate_measures(study.plan),
              "comparisons": charts.tabulate_comparisons(study), "lexicons": charts.tabulate_lexicons(study.lexicons)}
    html = render_markdown(text, Outline("methods"), links)
    return re.sub(r"<p>\{(\w+)\}</p>", lambda place: tables[place[1]], html)


def _render_back_matter(study, links: Links) -> dict[str, object]:
    from markupsafe import Markup

    found = documents.find_documents(study.folder)
    own = found.get("codebook", study.folder).parent == study.folder
    codebook = documents.render_document(found.get("codebook"), "codebook", links,
                                         () if study.asks_for_claims or own else _OF_CLAIMS)
    note = "" if own or study.asks_for_claims or not codebook else _NOT_OWN
    sections = {"codebook": Markup(note + codebook),
                "data_sheet": Markup(documents.render_document(found.get("data_sheet"), "data-sheet", links))}
    references = documents.render_references(_REFERENCES) if _REFERENCES.is_file() else []
    return sections | {"citation": Markup(documents.render_citation(found["citation"])) if "citation" in found else "",
                       "references": [(key, Markup(html)) for key, html in references]}


def _part_ids(page: str) -> str:
    """Give a figure that the page shows twice ids of its own the second time."""
    seen: Counter[str] = Counter()

    def rename(figure: re.Match) -> str:
        seen[figure[1]] += 1
        again = f"-{seen[figure[1]]}" if seen[figure[1]] > 1 else ""
        return re.sub(r"\bfigure-[0-9a-f]{10}", lambda name: name[0] + again, figure[0])

    return re.sub(r'<figure class="framing" id="([\w-]+)".*?</figure>', rename, page, flags=re.S)

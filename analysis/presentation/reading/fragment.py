"""The reading view as a piece of HTML: one article, or two side by side, with a key and every mark's explanation.

Marks carry nothing but their layer. What is to be said of them stands once, in the list of marks below the text, in the
order in which they begin; the page's script (``reading.js``) gives each its explanation. Nothing of an article is ever
run: its text, its names and whatever the tables say of it are escaped.
"""

from __future__ import annotations

from html import escape
from itertools import groupby

from analysis.comparison.descriptions import describe_measure
from analysis.files import UserError
from analysis.presentation.findings.wording import say_count, say_value
from analysis.presentation.pages import Shown
from analysis.presentation.reading.assets import VIEW, format_assets
from analysis.presentation.reading.intervals import Piece, nest_spans
from analysis.presentation.reading.marks import LAYERS, Mark, count_marks, find_marks, shorten_words
from analysis.study import Study
from analysis.texts.manifest import need_article
from analysis.texts.tokens import split_paragraphs

_PARTS = {"standfirst": "sf", "caption": "ca", "furniture": "fu"}
_STATISTICS = (("direct_share", "of them in direct speech"), ("indirect_share", "in indirect speech"),
               ("hedges_per_1000", "hedges"), ("boosters_per_1000", "boosters"),
               ("loaded_per_1000", "weight of loaded language"), ("certainty", "mean certainty (1 to 5)"),
               ("tone", "mean tone (−1 to 1)"))


def render_reading(study: Study, article_id: str, other: str | None = None, level: int = 0, short: bool = False) -> str:
    """Render an article with its marks, or two side by side, as a piece of a page.

    Parameters
    ----------
    study : Study
        ``may_show_text`` must hold for the articles.
    article_id, other : str
        The article, and the one that stands beside it.
    level : int
        Level of the headline's heading, 2 to 6; 0 makes it no heading.
    short : bool
        Whether the key says only names and counts, where a page says once what they mean (``render_legend``).

    Returns
    -------
    str
        HTML without ids, style and script; a page needs the latter once (``read_reading_style``,
        ``read_reading_script``). It begins with ``<div class="framing">``.

    Raises
    ------
    UserError
        When there is no such article, or its text may not be shown or is not here.

    Examples
    --------
    >>> from analysis.study import measure_text
    >>> html = render_reading(measure_text("He may go."), "text")
    >>> html.count('<mark class="h"'), html.count(">may</mark>")
    (1, 1)
    """
    names = list_names(article_id, other)
    for name in names:
        refuse_hidden(study, name)
    marks = {name: find_marks(study, name) for name in names}
    articles = "".join(_render_article(study, name, marks[name], level) for name in names)
    columns = "rp two" if len(names) > 1 else "rp"
    return (f'<div class="framing">{VIEW}{_render_key(marks, short)}<div class="rc"><div class="{columns}">'
            f"{articles}</div></div></div></div>")


def show_reading(study: Study, article_id: str, other: str | None = None) -> Shown:
    """Show an article with its marks, or two side by side, in a notebook.

    Where the text may not be shown, or is not here, one sentence says so and what to do.

    Examples
    --------
    >>> from analysis.study import measure_text
    >>> show_reading(measure_text("He may go."), "text")
    Reading view: text
    """
    names = list_names(article_id, other)
    for name in names:
        need_article(study.articles, study.folder, name)
    reasons = [say_why_hidden(study, name) for name in names if not study.may_show_text(name)]
    if reasons:
        return Shown(f'<p class="framing">{escape(reasons[0])}</p>', reasons[0])
    return Shown(render_reading(study, article_id, other) + format_assets(), f"Reading view: {' and '.join(names)}")


def list_names(article_id: str, other: str | None) -> list[str]:
    """List the articles that are shown, each once.

    Examples
    --------
    >>> list_names("sun", None), list_names("sun", "sun"), list_names("sun", "mail")
    (['sun'], ['sun'], ['sun', 'mail'])
    """
    return [*dict.fromkeys(name for name in (article_id, other) if name is not None)]


def say_why_hidden(study: Study, article_id: str) -> str:
    """Say in a sentence why an article that may not be shown is not, and what to do."""
    return f"{article_id}: {study.read_text(article_id, 0, 0).removeprefix('Not shown: ')}"


def refuse_hidden(study: Study, article_id: str) -> None:
    """Raise ``UserError`` when there is no such article, or its text may not be shown or is not here."""
    need_article(study.articles, study.folder, article_id)
    if not study.may_show_text(article_id):
        raise UserError(say_why_hidden(study, article_id))


def state_statistics(study: Study, article_id: str) -> list[tuple[str, str]]:
    """State an article's main measures of its body, all voices: value and name of each; "undefined" where one is.

    Examples
    --------
    >>> from analysis.study import measure_text
    >>> state_statistics(measure_text("He may go."), "text")[:2]
    [('3', 'words in the body'), ('0%', 'of them in direct speech')]
    """
    rows = study.measures[(study.measures["article_id"] == article_id) & (study.measures["part"] == "body")
                          & (study.measures["voice"] == "all")].set_index("measure")
    length = rows["denominator"].get("direct_share", 0)
    said = [(f"{length:,.0f}", "words in the body")]
    for measure, name in _STATISTICS:
        unit = describe_measure(measure).unit
        rate = " per 1,000 words" if unit.startswith("per 1,000") else ""
        said.append((say_value(rows["value"].get(measure, float("nan")), unit), name + rate))
    return said


def render_legend() -> str:
    """Render what the layers of marks mean and how a mark is read, for a page whose views have short keys."""
    rows = "".join(f"<li>{_render_sample(layer.letter, layer.name)} <span>{layer.meaning}</span></li>"
                   for layer in reversed(LAYERS))
    return f'<div class="rv rq"><div class="rk"><ul>{rows}</ul><p>{_HOW}</p></div></div>'


def _render_key(marks: dict[str, list[Mark]], short: bool) -> str:
    counts = [count_marks(of_article) for of_article in marks.values()]
    rows = "".join(
        f'<li><label><input type="checkbox" class="k{layer.letter}"{" checked" if layer.shown else ""} '
        f'autocomplete="off">{_render_sample(layer.letter, layer.name)}</label> '
        f"<b>{' and '.join(str(count[layer.letter]) for count in counts)}</b>"
        f"{'' if short else f' <span>{layer.meaning}</span>'}</li>" for layer in reversed(LAYERS))
    both = f" Two numbers: {' and '.join(map(escape, marks))}." if len(marks) > 1 else ""
    how = "" if short else f"<p>{_HOW}{both}</p>"
    return f'<fieldset class="rk"><legend>What is marked, and how often</legend><ul>{rows}</ul>{how}</fieldset>'


def _render_sample(letter: str, name: str) -> str:
    return f'<mark class="{letter} z" data-s="{_SAMPLES.get(letter, "")}">{name}</mark>'


_HOW = ("Point at a mark, tap it, or go into the text with the Tab key and on with ← and → to read why it is there; "
        "Esc closes. Paragraphs are counted from 1 with the headline, sentences from 1 in each.")
_WHOLE = "tfc"  # layers whose marks are whole sentences
_SAMPLES = {"t": "−0.5", "f": "cause", "d": "Speaker", "i": "Speaker"}


_RIGHTS = ('<p class="rr"><strong>Not to be passed on.</strong> This text belongs to others ({}). It is shown for '
           "reading on your own machine: do not publish it.</p>")


def _render_article(study: Study, article_id: str, marks: list[Mark], level: int) -> str:
    row = study.articles.set_index("article_id").loc[article_id]
    about = " · ".join(filter(None, [article_id, row["outlet"], row["genre"], row["published"]]))
    statistics = "".join(f"<li><b>{escape(value)}</b> {escape(name)}</li>"
                         for value, name in state_statistics(study, article_id))
    rights = "" if row["constructed"] else _RIGHTS.format(escape(row["rights"] or "rights not stated"))
    return (f'<div class="ra" role="group" aria-label="{escape(article_id)}"><p class="ro">{escape(about)}</p>'
            f'<ul class="rs">{statistics}</ul>{rights}'
            f'<article class="rt">{_render_text(study, article_id, marks, level)}</article>'
            '<div class="rl"><label><input type="checkbox" class="kn" autocomplete="off">'
            f"Show the {say_count(len(marks), 'mark')} as a list</label><ol>{_render_list(study, article_id, marks)}"
            f"</ol></div>{rights}</div>")


def _render_list(study: Study, article_id: str, marks: list[Mark]) -> str:
    """The marks, sentence by sentence, in the order in which they begin; one of a whole sentence has no words."""
    sentences = study.sentences[study.sentences["article_id"] == article_id]
    wholes = {shorten_words(study.texts[article_id][row.start:row.end]) for row in sentences.itertuples()}
    listed = []
    for place, rows in groupby(sorted(marks, key=lambda mark: mark.start), key=lambda mark: mark.place):
        rows = [*rows]
        whole = next((mark.words for mark in rows if mark.words in wholes and mark.layer in _WHOLE), None)
        items = "".join(f"<li>{'' if mark.words == whole else f'<b>{escape(mark.words)}</b> — '}{escape(mark.says)}"
                        f"{f'<i>; {mark.until}</i>' if mark.until else ''}</li>" for mark in rows)
        said = "" if whole is None else f": <b>{escape(whole)}</b>"
        listed.append(f"<li>{place}{said}<ul>{items}</ul></li>")
    return "".join(listed)


def _render_text(study: Study, article_id: str, marks: list[Mark], level: int) -> str:
    text = study.texts[article_id]
    sentences = study.sentences[study.sentences["article_id"] == article_id]
    parts = dict(zip(sentences["start"], sentences["part"]))
    order = {number: place for place, number in
             enumerate(sorted(range(len(marks)), key=lambda number: (marks[number].start, number)))}
    rendered, done = [], 0
    for start, end in split_paragraphs(text):
        part = parts.get(start, "body")
        numbers = [number for number, mark in enumerate(marks) if mark.start < end and mark.end > start]
        pieces = nest_spans([(marks[number].start, marks[number].end) for number in numbers], start, end)
        inside = "".join(_render_piece(piece, text, marks, numbers, order) for piece in pieces)
        rendered.append(escape(text[done:start], quote=False) + _wrap_paragraph(inside, part, level))
        done = end
    return "".join(rendered) + escape(text[done:], quote=False)


def _wrap_paragraph(inside: str, part: str, level: int) -> str:
    if part == "headline":
        name = f"h{level}" if level else "p"
        return f'<{name} class="hl">{inside}</{name}>'
    return f'<p class="{_PARTS[part]}">{inside}</p>' if part in _PARTS else f"<p>{inside}</p>"


def _render_piece(piece: Piece, text: str, marks: list[Mark], numbers: list[int], order: dict[int, int]) -> str:
    if piece.span is None:
        return escape(text[piece.start:piece.end], quote=False)
    number = numbers[piece.span]
    mark = marks[number]
    last = " z" if mark.layer == "c" and piece.end == mark.end else ""
    if piece.start == mark.start:  # the first piece of a mark answers for all; the others say which it is
        told = f' data-s="{escape(mark.label)}"' if mark.label else ""
    else:
        told = f' data-d="{order[number]}"'
    inside = "".join(_render_piece(each, text, marks, numbers, order) for each in piece.inside)
    return f'<mark class="{mark.layer}{last}"{told}>{inside}</mark>'

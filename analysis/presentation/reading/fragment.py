"""The reading view as a piece of HTML: one article, or two side by side, with a key and every mark's explanation.

Nothing of an article is ever run: its text, its names and whatever the tables say of it are escaped.
"""

from __future__ import annotations

import hashlib
from html import escape

from analysis.comparison.descriptions import describe_measure
from analysis.files import UserError
from analysis.presentation.findings.wording import say_count, say_value
from analysis.presentation.pages import Shown
from analysis.presentation.reading.assets import END, VIEW, format_assets
from analysis.presentation.reading.intervals import Piece, nest_spans
from analysis.presentation.reading.marks import LAYERS, Mark, count_marks, find_marks
from analysis.study import Study
from analysis.texts.articles import need_article
from analysis.texts.tokens import split_paragraphs

_PARTS = {"standfirst": "sf", "caption": "ca", "furniture": "fu"}
_STATISTICS = (("direct_share", "of them in direct speech"), ("indirect_share", "in indirect speech"),
               ("hedges_per_1000", "hedges"), ("boosters_per_1000", "boosters"),
               ("loaded_per_1000", "weight of loaded language"), ("certainty", "mean certainty (1 to 5)"),
               ("tone", "mean tone (−1 to 1)"))


def render_reading(study: Study, article_id: str, other: str | None = None, level: int = 0) -> str:
    """Render an article with its marks, or two side by side, as a piece of a page.

    Parameters
    ----------
    study : Study
        ``may_show_text`` must hold for the articles.
    article_id, other : str
        The article, and the one that stands beside it.
    level : int
        Level of the headline's heading, 2 to 6; 0 makes it no heading.

    Returns
    -------
    str
        HTML without style and script, which a page needs once (``read_reading_style``, ``read_reading_script``). Its
        ids begin with a fingerprint of its texts. It begins with ``<div class="framing">``.

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
    texts = "\0".join(part for name in names for part in (name, study.texts[name]))
    prefix = "r" + hashlib.sha256(texts.encode()).hexdigest()[:6]
    articles = "".join(_render_article(study, name, marks[name], f"{prefix}-{letter}", level)
                       for letter, name in zip("ab", names))
    columns = "rp two" if len(names) > 1 else "rp"
    return (f'<div class="framing">{VIEW} id="{prefix}">{_render_key(marks)}<div class="rc"><div class="{columns}">'
            f"{articles}</div></div></div></div>{END}")


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


def _render_key(marks: dict[str, list[Mark]]) -> str:
    counts = [count_marks(of_article) for of_article in marks.values()]
    rows = "".join(
        f'<li><label><input type="checkbox" class="k{layer.letter}"{" checked" if layer.shown else ""} '
        'autocomplete="off">'
        f'<mark class="{layer.letter} z" data-s="{_SAMPLES.get(layer.letter, "")}">{layer.name}</mark></label> '
        f"<b>{' and '.join(str(count[layer.letter]) for count in counts)}</b> <span>{layer.meaning}</span></li>"
        for layer in reversed(LAYERS))
    both = f" Two numbers: {' and '.join(map(escape, marks))}." if len(marks) > 1 else ""
    return (f'<fieldset class="rk"><legend>What is marked, and how often</legend><ul>{rows}</ul>'
            f"<p>Point at a mark, tap it, or go into the text with the Tab key and on with ← and → to read why it is "
            f"there; Esc closes. Paragraphs are counted from 1 with the headline, sentences from 1 in each.{both}"
            "</p></fieldset>")


_SAMPLES = {"t": "−0.5", "f": "cause", "d": "Speaker", "i": "Speaker"}


_RIGHTS = ('<p class="rr"><strong>Not to be passed on.</strong> This text belongs to others ({}). It is shown for '
           "reading on your own machine: do not publish it.</p>")


def _render_article(study: Study, article_id: str, marks: list[Mark], prefix: str, level: int) -> str:
    row = study.articles.set_index("article_id").loc[article_id]
    about = " · ".join(filter(None, [article_id, row["outlet"], row["genre"], row["published"]]))
    statistics = "".join(f"<li><b>{escape(value)}</b> {escape(name)}</li>"
                         for value, name in state_statistics(study, article_id))
    rights = "" if row["constructed"] else _RIGHTS.format(escape(row["rights"] or "rights not stated"))
    items = "".join(f'<li id="{prefix}{number}"><b>{escape(mark.words)}</b> — {escape(mark.says)}</li>'
                    for number, mark in sorted(enumerate(marks), key=lambda each: (each[1].start, -each[1].end)))
    return (f'<section class="ra" role="group" aria-label="{escape(article_id)}"><p class="ro">{escape(about)}</p>'
            f'<ul class="rs">{statistics}</ul>{rights}'
            f'<article class="rt">{_render_text(study, article_id, marks, prefix, level)}</article>'
            '<div class="rl"><label><input type="checkbox" class="kn" autocomplete="off">'
            f"Show the {say_count(len(marks), 'mark')} as a list</label><ol>{items}</ol></div>{rights}</section>")


def _render_text(study: Study, article_id: str, marks: list[Mark], prefix: str, level: int) -> str:
    text = study.texts[article_id]
    sentences = study.sentences[study.sentences["article_id"] == article_id]
    parts = dict(zip(sentences["start"], sentences["part"]))
    entrance = _find_entrance(marks)
    rendered, done = [], 0
    for start, end in split_paragraphs(text):
        part = parts.get(start, "body")
        numbers = [number for number, mark in enumerate(marks) if mark.start < end and mark.end > start]
        pieces = nest_spans([(marks[number].start, marks[number].end) for number in numbers], start, end)
        inside = "".join(_render_piece(piece, text, marks, numbers, prefix, entrance) for piece in pieces)
        rendered.append(escape(text[done:start], quote=False) + _wrap_paragraph(inside, part, level))
        done = end
    return "".join(rendered) + escape(text[done:], quote=False)


def _wrap_paragraph(inside: str, part: str, level: int) -> str:
    if part == "headline":
        name = f"h{level}" if level else "p"
        return f'<{name} class="hl">{inside}</{name}>'
    return f'<p class="{_PARTS[part]}">{inside}</p>' if part in _PARTS else f"<p>{inside}</p>"


def _find_entrance(marks: list[Mark]) -> int | None:
    """The mark by which the Tab key goes into the text: the first that is shown when the page opens."""
    shown = {layer.letter for layer in LAYERS if layer.shown}
    return min((number for number, mark in enumerate(marks) if mark.layer in shown),
               key=lambda number: marks[number].start, default=None)


def _render_piece(piece: Piece, text: str, marks: list[Mark], numbers: list[int], prefix: str,
                  entrance: int | None) -> str:
    if piece.span is None:
        return escape(text[piece.start:piece.end], quote=False)
    number = numbers[piece.span]
    mark = marks[number]
    name = f"{prefix}{number}"
    last = " z" if mark.layer == "c" and piece.end == mark.end else ""
    if piece.start == mark.start:  # the first piece of a mark answers for all
        label = f' data-s="{escape(mark.label)}"' if mark.label else ""
        told = f'aria-describedby="{name}" tabindex="{0 if number == entrance else -1}"{label}'
    else:
        told = f'data-d="{name}"'
    inside = "".join(_render_piece(each, text, marks, numbers, prefix, entrance) for each in piece.inside)
    return f'<mark class="{mark.layer}{last}" {told}>{inside}</mark>'

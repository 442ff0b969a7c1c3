"""A study's words shown in one line each: with a figure where there is something to draw, else in a sentence."""

from __future__ import annotations

from html import escape

from analysis.comparison.keywords import choose_keywords
from analysis.comparison.shifts import list_shift
from analysis.comparison.similarity import may_model_topics, measure_similarity, model_topics
from analysis.files import UserError
from analysis.presentation.figures.pooled import is_crowded
from analysis.presentation.figures.shown import show_figure
from analysis.presentation.figures.similarity import describe_similarity, draw_similarity
from analysis.presentation.figures.style import add_groups
from analysis.presentation.figures.words import describe_keywords, describe_shift, draw_keywords, draw_shift
from analysis.presentation.findings.keywords import state_keywords, state_shift, state_similarity
from analysis.presentation.pages import Shown
from analysis.presentation.tabled import show_table

_N_PAIRS = 20
_PHONE = 320  # points


def show_keywords(study, voice: str = "all", n_top: int = 12) -> Shown:
    """Show the words that set the study's groups most apart, all voices together or in narration.

    Examples
    --------
    >>> from analysis.study import measure_text
    >>> show_keywords(measure_text("It rained."))
    No word can be compared: there is no second group, or no word of two articles.
    """
    caption, rows = state_keywords(study.keywords, study.articles, voice), choose_keywords(study.keywords, voice, n_top)
    if rows.empty:
        return _say(caption)
    return show_figure(draw_keywords(rows), caption, describe_keywords(rows), draw_keywords(rows, width=_PHONE))


def show_shift(study, lexicon: str, part: str = "body", voice: str = "all") -> Shown:
    """Show which terms of ``tone`` or ``loaded_language`` make that score differ between the study's groups."""
    shift = list_shift(lexicon, study.matches, study.passages, study.articles, study.plan, part, voice)
    caption = state_shift(shift)
    if shift.empty:
        return _say(caption)
    return show_figure(draw_shift(shift), caption, describe_shift(shift), draw_shift(shift, width=_PHONE))


def show_similarity(study) -> Shown:
    """Show how alike the study's articles are in their words: drawn up to twelve articles, above the closest pairs."""
    table = add_groups(measure_similarity(study.word_counts), study.articles)
    caption = state_similarity(table)
    if table.empty:
        return _say(caption)
    if not is_crowded(table):
        return show_figure(draw_similarity(table), caption, describe_similarity(table))
    pairs = table[table["article_id"] < table["other"]].nlargest(_N_PAIRS, "similarity")
    return show_table(pairs[["article_id", "other", "similarity"]], f"{caption} The closest pairs.")


def show_topics(study, n_topics: int = 10, seed: int = 0) -> Shown:
    """Show the study's topics, or say why so few articles have none.

    Examples
    --------
    >>> from analysis.study import measure_text
    >>> repr(show_topics(measure_text("It rained."))).partition(":")[0]
    'No topic model'
    """
    refusal = may_model_topics(study.word_counts["article_id"].nunique())
    if refusal:
        return _say(refusal)
    try:
        topics = model_topics(study.word_counts, n_topics, seed=seed)
    except UserError as reason:
        return _say(str(reason))
    return show_table(topics, "Topics by the words that weigh most, in how many articles each weighs most, and the "
                              "share of these words that other seeds give too.")


def _say(sentence: str) -> Shown:
    return Shown(f"<p>{escape(sentence, quote=False)}</p>", sentence)

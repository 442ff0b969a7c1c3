"""Draw tables: one table in, one Axes out; and show figures and tables so that everyone can read them.

Every ``draw_…(table, ax=None)`` takes a table of the study (``analysis.tables``) with each article's ``group``
(``add_groups``) and returns the Axes. ``show_figure(ax, caption, alt)`` makes of it a captioned, described drawing that
opens to its numbers; ``show_table(table, caption)`` does the same for a table.

>>> measures = add_groups(study.measures, study.articles)                                    # doctest: +SKIP
>>> hedges = measures.query("measure == 'hedges_per_1000' and part == 'body' and voice == 'all'")  # doctest: +SKIP
>>> show_figure(draw_dots(hedges), "Tabloids hedge more (five articles).", describe_dots(hedges))  # doctest: +SKIP
"""

from analysis.presentation.colours import choose_colours
from analysis.presentation.figures.agreement import describe_agreement, draw_agreement
from analysis.presentation.figures.cards import show_card
from analysis.presentation.figures.claims import describe_claims, draw_claims
from analysis.presentation.figures.dots import describe_dots, draw_dots, draw_panels
from analysis.presentation.figures.frames import describe_frames, draw_frames
from analysis.presentation.figures.pooled import MOST_ARTICLES, is_crowded
from analysis.presentation.figures.registers import describe_registers, draw_registers, show_registers
from analysis.presentation.figures.rewordings import describe_rewordings, draw_rewordings, lay_out_rewordings
from analysis.presentation.figures.sentences import draw_analysers, draw_sentences
from analysis.presentation.figures.shown import show_figure
from analysis.presentation.figures.similarity import describe_similarity, draw_similarity
from analysis.presentation.figures.specifications import describe_specifications, draw_specifications
from analysis.presentation.figures.style import PHONE, add_groups, make_axes
from analysis.presentation.figures.terms import draw_categories
from analysis.presentation.figures.vocabulary import show_keywords, show_shift, show_similarity, show_topics
from analysis.presentation.figures.voices import (
    describe_reading_order,
    draw_reading_order,
    draw_voices,
    lay_out_passages,
)
from analysis.presentation.figures.words import describe_keywords, describe_shift, draw_keywords, draw_shift
from analysis.presentation.pages import Shown
from analysis.presentation.tabled import show_table

__all__ = ["MOST_ARTICLES", "PHONE", "Shown", "add_groups", "choose_colours", "describe_agreement", "describe_claims",
           "describe_dots", "describe_frames", "describe_keywords", "describe_reading_order",
           "describe_registers", "describe_rewordings", "describe_shift", "describe_similarity",
           "describe_specifications", "draw_agreement", "draw_analysers", "draw_categories", "draw_claims",
           "draw_dots", "draw_frames", "draw_keywords", "draw_panels", "draw_reading_order",
           "draw_registers", "draw_rewordings", "draw_sentences", "draw_shift", "draw_similarity",
           "draw_specifications", "draw_voices", "is_crowded", "lay_out_passages", "lay_out_rewordings", "make_axes",
           "show_card", "show_figure", "show_keywords", "show_registers", "show_shift", "show_similarity",
           "show_table", "show_topics"]

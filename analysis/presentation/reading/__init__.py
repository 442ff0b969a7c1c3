"""The reading view: an article as a page, with everything that was measured marked in the running text.

``show_reading`` shows it in a notebook, ``write_reading`` writes a page of its own, and ``render_reading`` gives the
piece that a report holds; the report adds ``read_reading_style`` and ``read_reading_script`` once.
``show_concordance`` and ``render_concordance`` do the same for a concordance (``analysis.concordances``), which needs
neither.
"""

from analysis.presentation.reading.assets import (
    drop_assets,
    has_reading,
    read_reading_script,
    read_reading_style,
)
from analysis.presentation.reading.fragment import render_legend, render_reading, show_reading
from analysis.presentation.reading.lines import render_concordance, show_concordance, state_concordance
from analysis.presentation.reading.page import render_page, write_reading

__all__ = ["drop_assets", "has_reading", "read_reading_script", "read_reading_style",
           "render_concordance", "render_legend", "render_page", "render_reading", "show_concordance", "show_reading",
           "state_concordance", "write_reading"]

"""Prose that fits: cells of a notebook that a corpus gives nothing to are neither run nor shown.

A cell's tags say what it needs (``needs-claims``) or stands in for (``without-claims``); a chapter whose title is left
out is left out whole. In JupyterLab all cells are there.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from analysis.study import Study

_OF_CLAIMS = ("falls", "frames", "mechanisms")
FEATURES = {
    "claims": "somebody whose fall may be claimed: a column `leader` in `targets.csv`",
    "groups": "two groups to compare",
    "many-groups": "three groups or more",
    "codings": "a coding by hand",
    "time": "a unit of time in `study.toml`",
}


def find_features(study: Study) -> frozenset[str]:
    """Find which of ``FEATURES`` a study has.

    Examples
    --------
    >>> from analysis.study import measure_text
    >>> sorted(find_features(measure_text("It rained.")))
    []
    """
    groups = {*study.articles["group"]} - {""}
    there = {"claims": study.asks_for_claims, "groups": bool(study.plan.group_b), "many-groups": len(groups) > 2,
             "codings": len(study.codings) > 0, "time": bool(study.plan.time)}
    return frozenset(name for name, has in there.items() if has)


def leave_out_unasked(study: Study) -> Study:
    """Return the study as its report tells it: where nobody's fall may be claimed, without claims and frames.

    Examples
    --------
    >>> from analysis.study import measure_text
    >>> len(leave_out_unasked(measure_text("The deal has failed.")).frames)
    0
    """
    if study.asks_for_claims:
        return study
    lexicons = {name: lexicon for name, lexicon in study.lexicons.items() if name not in _OF_CLAIMS}
    return replace(study, claims=study.claims.head(0), frames=study.frames.head(0), lexicons=lexicons)


def fits(tags: Iterable[str], features: frozenset[str]) -> bool:
    """Whether a cell with these tags belongs into the report of a study with these features.

    Raises
    ------
    KeyError
        When a tag names a feature that there is not.

    Examples
    --------
    >>> fits(["needs-claims"], frozenset()), fits(["without-claims"], frozenset()), fits(["parameters"], frozenset())
    (False, True, True)
    """
    for tag in tags:
        kind, _, name = tag.partition("-")
        if kind in ("needs", "without"):
            FEATURES[name]  # a slip in a notebook must not pass for a cell that is never shown
            if (kind == "needs") != (name in features):
                return False
    return True

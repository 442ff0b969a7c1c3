"""NLTK's tokenisers, and as little of NLTK as they need.

``import nltk`` also loads scikit-learn and scipy.stats where they are installed, for classifiers and an exact test that
nobody here asks for; that takes several times as long as NLTK itself. NLTK does without either where it is missing.
"""

from __future__ import annotations

import functools
import sys
from collections.abc import Iterator
from contextlib import contextmanager

ABBREVIATIONS = frozenset(
    "mr mrs ms dr prof gen lt col sgt capt cpl maj adm cmdr sen rep gov rev hon st mt ft jr sr pres supt insp "
    "u.s u.k u.n e.u d.c e.g i.e etc vs v p pp vol ch fig approx est inc ltd co corp plc bros dept univ assn "
    "jan feb mar apr jun jul aug sept sep oct nov dec mon tue tues wed thu thurs fri sat sun a.m p.m ave blvd".split())
_UNASKED = ("sklearn", "scipy.stats")


@functools.cache
def load_punkt():
    """Return NLTK's sentence tokeniser with our own abbreviations.

    Source: Kiss, T. and Strunk, J. (2006): Unsupervised Multilingual Sentence Boundary Detection. Computational
    Linguistics 32, 485–525.

    Examples
    --------
    >>> load_punkt().tokenize("Mr. Low left. She asked.")
    ['Mr. Low left.', 'She asked.']
    """
    with _hide(*_UNASKED):
        from nltk.tokenize.punkt import PunktParameters, PunktSentenceTokenizer

    parameters = PunktParameters()
    parameters.abbrev_types = set(ABBREVIATIONS)
    return PunktSentenceTokenizer(parameters)


@functools.cache
def load_word_tokeniser():
    """Return NLTK's word tokeniser, after the Penn Treebank.

    Examples
    --------
    >>> load_word_tokeniser().tokenize("He can't go.")
    ['He', 'ca', "n't", 'go', '.']
    """
    with _hide(*_UNASKED):
        from nltk.tokenize.destructive import NLTKWordTokenizer

    return NLTKWordTokenizer()


@contextmanager
def _hide(*names: str) -> Iterator[None]:
    """Let these modules, unless they are loaded, be as if they were not installed."""
    hidden = [name for name in names if name not in sys.modules]
    sys.modules.update(dict.fromkeys(hidden))
    try:
        yield
    finally:
        for name in hidden:
            sys.modules.pop(name, None)

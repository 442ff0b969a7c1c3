"""Codings against each other and against the instrument: coders, pairs, coefficients, agreements, disagreements."""

from analysis.comparison.agreement.agreements import measure_agreement
from analysis.comparison.agreement.disagreements import list_disagreements, summarise_errors

__all__ = ["list_disagreements", "measure_agreement", "summarise_errors"]

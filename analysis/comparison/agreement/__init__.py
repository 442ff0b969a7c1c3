"""Codings against each other and against the instrument: variables, coders, the instrument as one, pairs, coefficients,
agreements, disagreements, and what the disagreements do to results (consequences); what each repair of the tone does to
its agreement (repairs)."""

from analysis.comparison.agreement.agreements import measure_agreement
from analysis.comparison.agreement.consequences import compare_by_coding, count_by_coding
from analysis.comparison.agreement.disagreements import list_disagreements, summarise_errors
from analysis.comparison.agreement.repairs import measure_repairs

__all__ = ["compare_by_coding", "count_by_coding", "list_disagreements", "measure_agreement", "measure_repairs",
           "summarise_errors"]

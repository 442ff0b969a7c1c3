"""Comparison rows as plain sentences with their numbers, by fixed rules: wording, contrasts, evidence, statements."""

from analysis.presentation.findings.statements import Finding, state_answer, state_findings, state_measure

__all__ = ["Finding", "state_answer", "state_findings", "state_measure"]

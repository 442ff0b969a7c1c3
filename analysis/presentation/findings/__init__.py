"""Tables as plain sentences with their numbers: contrasts, evidence, statements, naming, trust, robustness, doubts."""

from analysis.presentation.findings.doubts import state_doubt, state_doubts
from analysis.presentation.findings.failures import list_failures
from analysis.presentation.findings.naming import state_naming
from analysis.presentation.findings.robustness import find_confounded, state_specifications
from analysis.presentation.findings.statements import Finding, state_answer, state_findings, state_measure
from analysis.presentation.findings.trust import choose_corpus, state_agreement, state_comparison, state_trust

__all__ = ["Finding", "choose_corpus", "find_confounded", "list_failures", "state_agreement", "state_answer",
           "state_comparison", "state_doubt", "state_doubts", "state_findings", "state_measure", "state_naming",
           "state_specifications", "state_trust"]

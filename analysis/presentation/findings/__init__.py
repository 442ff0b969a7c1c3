"""Tables as plain sentences: contrasts, naming, copying, rewording, keywords, trust, robustness, registers, doubts."""

from analysis.presentation.findings.asked import keep_asked, name_coded
from analysis.presentation.findings.confounding import find_confounded, find_confounded_pairs
from analysis.presentation.findings.copying import state_reuse
from analysis.presentation.findings.doubts import state_doubt, state_doubts, state_learning
from analysis.presentation.findings.failures import list_failures
from analysis.presentation.findings.keywords import state_keywords, state_parting, state_shift, state_similarity
from analysis.presentation.findings.naming import state_naming
from analysis.presentation.findings.overall import state_overall
from analysis.presentation.findings.probability import load_readings
from analysis.presentation.findings.registers import state_registers, summarise_registers
from analysis.presentation.findings.rewording import state_rewordings
from analysis.presentation.findings.robustness import state_specifications, state_turned
from analysis.presentation.findings.statements import Finding, state_answer, state_findings, state_measure
from analysis.presentation.findings.trust import choose_corpus, state_agreement, state_comparison, state_trust

__all__ = ["Finding", "choose_corpus", "find_confounded", "find_confounded_pairs", "keep_asked", "list_failures",
           "load_readings", "name_coded", "state_agreement", "state_answer", "state_comparison", "state_doubt",
           "state_doubts", "state_findings", "state_keywords", "state_learning", "state_measure", "state_naming",
           "state_overall", "state_parting", "state_registers", "state_reuse", "state_rewordings", "state_shift",
           "state_similarity", "state_specifications", "state_trust", "state_turned", "summarise_registers"]

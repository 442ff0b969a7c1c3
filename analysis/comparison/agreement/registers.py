"""The register check held against the hand coding: where an expectation fails, is it the instrument or the texts?

An expectation that holds by the coding and fails by the instrument is a failure of the instrument; one that fails by
both was wrong of these texts.
"""

from __future__ import annotations

from typing import Any

import pandas as pd

from analysis.comparison.agreement.consequences import count_by_coding
from analysis.comparison.registers import RegisterCheck, judge_expectations, subtract_registers

CODED = "coded"
# What count_by_coding counts, as a measure of the body and its voice.
_COUNTED = {
    "words given to others": ("attributed_share", "all"), "loaded language": ("loaded_per_1000", "all"),
    "loaded language in narration": ("loaded_per_1000", "narration"), "hedges": ("hedges_per_1000", "all"),
    "boosters": ("boosters_per_1000", "all"), "uncertain sentences": ("uncertain_share", "all"),
    "certainty": ("certainty", "all"), "tone": ("tone", "all"), "certainty of the downfall": ("claim_certainty", "all"),
    "downfall claims carried by others": ("claims_carried_share", "all"),
}


def judge_by_coding(study: Any, check: RegisterCheck) -> pd.DataFrame:
    """Judge the expectations once more, by what the settled coding counts in the same texts.

    Parameters
    ----------
    study : Study
        What ``analysis.study.load_study`` returns.
    check : RegisterCheck
        What ``check_registers`` made of it.

    Returns
    -------
    DataFrame
        As ``RegisterCheck.outcomes``, with ``coded`` for ``texts`` and q over these rows alone: a row for each
        expectation that the coding can count (``count_by_coding``) and that two coded registers of an event have.
        Frames, headlines, other analysers and lengths of sentences are not among them. No coding gives no row.

    Examples
    --------
    >>> from analysis.comparison.registers import check_registers
    >>> from analysis.folders import find_home
    >>> from analysis.study import load_study
    >>> study = load_study(find_home("corpus") / "classroom")
    >>> coded = judge_by_coding(study, check_registers(study))
    >>> bool((coded["number"] == 12).any()), bool((coded["measure"] == "words_per_sentence").any())
    (True, False)
    """
    counted = count_by_coding(study.codings, study.sentences, study.passages, study.mentions, study.matches,
                              study.claims)
    counted = counted[counted["measure"].isin(_COUNTED)]
    places = pd.DataFrame([_COUNTED[name] for name in counted["measure"]], columns=["measure", "voice"],
                          index=counted.index)
    measures = places.assign(article_id=counted["article_id"], part="body", value=counted["coding"])
    events = subtract_registers(measures, study.articles, check.statement)
    outcomes = judge_expectations(events, check.statement).assign(texts=CODED)
    return outcomes[outcomes["n_events"] > 0].reset_index(drop=True)

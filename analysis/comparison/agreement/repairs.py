"""What each repair of the tone changes: the tone of every sentence with it and without it, and against the coding."""

from __future__ import annotations

from collections.abc import Collection

import pandas as pd

from analysis.comparison.agreement.coefficients import measure_spearman
from analysis.instruments.matches import Match
from analysis.instruments.tone import REPAIRS, find_judgements, grade_tone
from analysis.texts.tokens import Token, normalise_text, tokenise_words

SETTLED = "settled"


def measure_repairs(texts: dict[str, str], sentences: pd.DataFrame, matches: pd.DataFrame,
                    codings: pd.DataFrame) -> pd.DataFrame:
    """Measure what each repair of the tone changes.

    Parameters
    ----------
    texts : dict of str
        The canonical texts by article; sentences of others are left out.
    sentences, matches, codings : DataFrame
        The tables of these names.

    Returns
    -------
    DataFrame
        A row for each of ``tone.REPAIRS``, then one for all of them at once: repair · what it does · changed (share of
        the sentences whose tone is another without it) · shift (mean tone with it less that without it) · with_coding,
        without_it (Spearman's rho of the tone with the settled coding, with all repairs and without this one; NaN
        where nothing is coded).

    Examples
    --------
    >>> from analysis.study import measure_text
    >>> study = measure_text("It isn’t great. It rained.")
    >>> table = measure_repairs(study.texts, study.sentences, study.matches, study.codings)
    >>> table.loc[table.repair == "negation", ["changed", "shift"]].round(2).values.tolist()
    [[0.5, -0.35]]
    """
    read = sentences[sentences["article_id"].isin(texts) & (sentences["n_words"] > 0)]
    tokens = _tokenise(texts, read)
    held = _place_matches(read, matches)

    def grade(without: Collection[str]) -> pd.Series:
        grades = [grade_tone(find_judgements(of_sentence, found, texts[article], without))
                  for article, of_sentence, found in zip(read["article_id"], tokens, held)]
        return pd.Series(grades, index=read.index, dtype=float)

    coded = codings[(codings["variable"] == "tone") & (codings["coder"] == SETTLED)]
    settled = read.merge(coded, on=["article_id", "start", "end"], how="left")["value"].set_axis(read.index)
    settled = pd.to_numeric(settled)
    repaired, rows = grade(()), []
    everything = ("all of them", "")
    for repair, does in (*REPAIRS.items(), everything):
        without = grade([repair] if does else [*REPAIRS])
        rows.append({"repair": repair, "what it does": does, "changed": (repaired != without).mean(),
                     "shift": (repaired - without).mean(), "with_coding": _relate(repaired, settled),
                     "without_it": _relate(without, settled)})
    return pd.DataFrame(rows)


def _tokenise(texts: dict[str, str], sentences: pd.DataFrame) -> list[list[Token]]:
    plain = {article: normalise_text(text) for article, text in texts.items()}
    return [tokenise_words(texts[row.article_id], row.start, row.end, plain[row.article_id])
            for row in sentences.itertuples()]


def _place_matches(sentences: pd.DataFrame, matches: pd.DataFrame) -> list[list[Match]]:
    """The matches of each sentence, in order of place."""
    found: dict[tuple[str, int], list[Match]] = {}
    columns = [*Match._fields]
    for key, rows in matches.groupby(["article_id", "sentence"]):
        found[key] = [Match(*row) for row in rows[columns].itertuples(index=False)]
    return [found.get((row.article_id, row.sentence), []) for row in sentences.itertuples()]


def _relate(tones: pd.Series, settled: pd.Series) -> float:
    both = tones.notna() & settled.notna()
    return measure_spearman(tones[both], settled[both]) if both.sum() > 1 else float("nan")

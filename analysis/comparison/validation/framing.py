"""Which frames the rules find well enough to be shown, and each frame's share as coded and as found."""

from __future__ import annotations

from math import nan

import pandas as pd

from analysis.comparison.agreement.agreements import CODERS, MACHINE
from analysis.comparison.agreement.coders import SETTLED, read_coder
from analysis.comparison.agreement.variables import FRAME
from analysis.schemas import FRAMES

LEAST_F1 = 0.6
LEAST_CODED = 3  # sentences; with fewer nothing is known of a frame
JUDGED_ON = "downfall"
_FIGURES = ("precision", "recall", "f1", "alpha")
CODED, BY_RULE = "hand-coded", "by rule"


def list_shown(validation: pd.DataFrame, corpus: str = JUDGED_ON) -> list[str]:
    """List the frames that may be shown by rule; the others are shown as hand-coded only.

    Parameters
    ----------
    validation : DataFrame
        The table of this name.
    corpus : str
        The corpus whose settled coding judges the rules.

    Returns
    -------
    list of str
        In the order of the codebook: those whose F1 against the settled coding reaches ``LEAST_F1``, where at least
        ``LEAST_CODED`` sentences were coded.

    Examples
    --------
    >>> row = {"set": "downfall", "comparison": "instrument and settled", "category": "", "metric": "f1"}
    >>> list_shown(pd.DataFrame([row | {"instrument": "frame_game", "n": 9, "value": 0.8},
    ...                          row | {"instrument": "frame_army", "n": 9, "value": 0.5},
    ...                          row | {"instrument": "frame_west", "n": 1, "value": 1.0}]))
    ['game']
    """
    figures = summarise_frames(validation, corpus)
    return figures.loc[figures["shown"], "frame"].tolist()


def summarise_frames(validation: pd.DataFrame, corpus: str = JUDGED_ON) -> pd.DataFrame:
    """Put the figures of every frame that was coded in a row.

    Returns
    -------
    DataFrame
        frame · n_coded (sentences of the settled coding) · precision, recall, f1 (0–1) and alpha (up to 1) of the rules
        against it · coders_alpha, of coder B against A · shown (whether ``list_shown`` has it). NaN where undefined.

    Examples
    --------
    >>> from analysis.comparison.validation.records import load_record
    >>> summarise_frames(load_record(), "classroom").columns.tolist()
    ['frame', 'n_coded', 'precision', 'recall', 'f1', 'alpha', 'coders_alpha', 'shown']
    """
    rows = validation[(validation["set"] == corpus) & (validation["category"] == "")]
    figures = {(row.comparison, row.instrument, row.metric): row for row in rows.itertuples()}
    listed = []
    for frame in FRAMES:
        name, f1 = f"{FRAME}{frame}", figures.get((MACHINE, f"{FRAME}{frame}", "f1"))
        if f1 is not None:
            values = {metric: _read(figures, MACHINE, name, metric) for metric in _FIGURES}
            listed.append({"frame": frame, "n_coded": int(f1.n)} | values
                          | {"coders_alpha": _read(figures, CODERS, name, "alpha"),
                             "shown": bool(f1.n >= LEAST_CODED and f1.value >= LEAST_F1)})
    columns = ["frame", "n_coded", "precision", "recall", "f1", "alpha", "coders_alpha", "shown"]
    return pd.DataFrame(listed, columns=columns).astype({"shown": bool})


def count_frames(measures: pd.DataFrame, codings: pd.DataFrame, sentences: pd.DataFrame,
                 shown: list[str]) -> pd.DataFrame:
    """Count the share of each article's body sentences that carry each frame: as coded, and as the rules find it.

    Parameters
    ----------
    measures, codings, sentences : DataFrame
        The tables of these names; ``codings`` may be empty.
    shown : list of str
        The frames that may be shown by rule (``list_shown``).

    Returns
    -------
    DataFrame
        article_id · frame · source ("hand-coded" or "by rule") · value (share, 0–1), frames in the order of the
        codebook. Without codings only what the rules find; NaN where an article has no body sentence.

    Examples
    --------
    >>> row = {"article_id": "a", "part": "body", "voice": "all", "measure": "frame_game_share", "value": 0.25}
    >>> from analysis.tables import check
    >>> nothing = [check(pd.DataFrame(), name) for name in ("codings", "sentences")]
    >>> count_frames(pd.DataFrame([row]), *nothing, shown=["game"]).values.tolist()
    [['a', 'game', 'by rule', 0.25]]
    """
    body = sentences[(sentences["part"] == "body") & (sentences["n_words"] > 0)]
    coded = read_coder(codings, sentences, SETTLED).codes
    found = measures[(measures["part"] == "body") & (measures["voice"] == "all")]
    tables = [pd.DataFrame(columns=["article_id", "frame", "source", "value"])]
    for frame in FRAMES:
        if f"{FRAME}{frame}" in coded:
            codes = coded[f"{FRAME}{frame}"].merge(body[["article_id", "sentence"]])
            shares = (codes["value"] == "yes").groupby(codes["article_id"]).mean()
            tables.append(shares.rename("value").reset_index().assign(frame=frame, source=CODED))
        if frame in shown:
            rows = found[found["measure"] == f"{FRAME}{frame}_share"]
            tables.append(rows[["article_id", "value"]].assign(frame=frame, source=BY_RULE))
    return pd.concat([table for table in tables if len(table)] or tables)[[*tables[0]]].reset_index(drop=True)


def _read(figures: dict, comparison: str, name: str, metric: str) -> float:
    row = figures.get((comparison, name, metric))
    return nan if row is None else row.value

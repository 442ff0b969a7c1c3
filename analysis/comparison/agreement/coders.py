"""Who coded what: a coder's codes in a shape in which any two coders' can be laid side by side.

A sentence's code counts where its offsets are those of a sentence of the table ``sentences``; a span belongs to the
sentence in which it starts. Voices, speakers and spans are not compared in furniture (``corpus/CODEBOOK.md``), and the
other variables only where they were coded.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import pandas as pd

from analysis.comparison.agreement.variables import FRAME, QUESTION, TARGETED, VARIABLES, describe_variable
from analysis.files import UserError
from analysis.schemas import FRAMES

SETTLED, INSTRUMENT = "settled", "instrument"
PLACE = ["article_id", "paragraph", "sentence", "start", "end", "part"]
_SHORT_FORMS = {"single": "single word"}


@dataclass(frozen=True)
class Coder:
    """One coder, or the instrument: the articles it read, and its codes by variable.

    Codes are tables of article_id, paragraph, sentence, start, end, part, value and rule (what made the instrument say
    so; empty for coders). A variable that was not coded is not in ``codes``.
    """

    name: str
    articles: frozenset[str]
    codes: dict[str, pd.DataFrame]


def read_coder(codings: pd.DataFrame, sentences: pd.DataFrame, name: str) -> Coder:
    """Read one coder's codes.

    Parameters
    ----------
    codings, sentences : DataFrame
        The tables of these names (``analysis.schemas``). Variables that are not compared are left out; where a coder
        coded a sentence more than once, the last pass counts. A frame that is not coded is "no".
        ``loading`` is derived: the weights of the loaded spans that start in a sentence / √words.
    name : str
        The coder: A, B or settled.

    Raises
    ------
    UserError
        When a grade or a tone is no number.

    Examples
    --------
    >>> sentences = pd.DataFrame({"article_id": ["a"], "paragraph": [0], "sentence": [0], "start": [0], "end": [9],
    ...                           "part": ["body"]})
    >>> codings = pd.DataFrame({"article_id": ["a"], "start": [0], "end": [9], "variable": ["voice"],
    ...                         "value": ["direct"], "coder": ["A"], "pass": [1]})
    >>> {variable: codes["value"].tolist() for variable, codes in read_coder(codings, sentences, "A").codes.items()}
    {'voice': ['direct'], 'attributed': ['yes']}
    """
    rows = codings[codings["coder"] == name].sort_values("pass", kind="stable", ignore_index=True)
    places = _place_sentences(rows, sentences)
    codes = {}
    for variable, coded in rows.groupby("variable"):
        if variable not in VARIABLES and not variable.startswith(TARGETED):
            continue
        described = describe_variable(variable)
        if described.unit == "span":
            values = coded["value"].str.partition(":")[0].replace(_SHORT_FORMS)  # "emotive:2" is emotive, weight 2
            codes[variable] = place_spans(coded.assign(value=values, rule=""), sentences)
        else:
            values = coded["value"] if described.level == "nominal" else _read_numbers(coded, variable)
            placed = places[places["variable"] == variable]
            codes[variable] = placed[PLACE].assign(value=values.loc[placed["row"]].array, rule="")
    if "claim" in codes:
        codes["claim_role"] = codes["claim"]
        codes["claim"] = _derive_claims(places, sentences, frozenset(rows["article_id"]))
    if "loaded" in codes and "n_words" in sentences:
        codes["loading"] = _derive_loading(rows, sentences)
    coded = sorted(frame for frame in FRAMES if (codings["variable"] == f"{FRAME}{frame}").any())
    if rows["variable"].str.startswith(FRAME).any():
        read = sentences[sentences["article_id"].isin(rows["article_id"])]
        codes |= mark_frames(read, places.assign(frame=places["variable"].str.removeprefix(FRAME), rule=""), coded)
    return Coder(name, frozenset(rows["article_id"]), derive_attribution(codes))


def select_read(sentences: pd.DataFrame, *coders: Coder) -> pd.DataFrame:
    """Select the sentences outside furniture in the articles that every coder read.

    Examples
    --------
    >>> sentences = pd.DataFrame({"article_id": ["a", "a", "b"], "sentence": [0, 1, 0],
    ...                           "part": ["body", "furniture", "body"]})
    >>> select_read(sentences, Coder("A", frozenset("ab"), {}), Coder("B", frozenset("a"), {})).values.tolist()
    [['a', 0, 'body']]
    """
    read = frozenset.intersection(*(coder.articles for coder in coders))
    return sentences[sentences["article_id"].isin(read) & (sentences["part"] != "furniture")]


def _derive_claims(places: pd.DataFrame, sentences: pd.DataFrame, articles: frozenset[str]) -> pd.DataFrame:
    """Whether each sentence makes a downfall claim; those that stayed unclear are left out."""
    key = ["article_id", "sentence"]
    read = sentences.loc[sentences["article_id"].isin(articles) & (sentences["part"] != "furniture"), PLACE]
    coded, unclear = (pd.MultiIndex.from_frame(places.loc[places["variable"] == variable, key])
                      for variable in ("claim", "claim_unclear"))
    at = pd.MultiIndex.from_frame(read[key])
    return read.assign(value=np.where(at.isin(coded), "yes", "no"), rule="")[~at.isin(unclear)]


def mark_frames(read: pd.DataFrame, framed: pd.DataFrame, names: Iterable[str]) -> dict[str, pd.DataFrame]:
    """Mark whether each sentence outside furniture carries each frame, "yes" or "no".

    Parameters
    ----------
    read : DataFrame
        The sentences that were read, as rows of the table ``sentences``.
    framed : DataFrame
        article_id · sentence · frame · rule: the frames that were found.
    names : iterable of str
        The frames that were looked for.

    Examples
    --------
    >>> read = pd.DataFrame({name: ["a" if name == "article_id" else 0] for name in PLACE})
    >>> framed = pd.DataFrame({"article_id": ["a"], "sentence": [0], "frame": ["game"], "rule": ["frames: bets"]})
    >>> {frame: codes["value"].tolist() for frame, codes in mark_frames(read, framed, ["game", "army"]).items()}
    {'frame_game': ['yes'], 'frame_army': ['no']}
    """
    places = read.loc[read["part"] != "furniture", PLACE]
    codes = {}
    for frame in names:
        found = framed.loc[framed["frame"] == frame, ["article_id", "sentence", "rule"]]
        marked = places.merge(found.assign(value="yes"), on=["article_id", "sentence"], how="left")
        codes[f"{FRAME}{frame}"] = marked.fillna({"value": "no", "rule": ""})
    return codes


def _derive_loading(rows: pd.DataFrame, sentences: pd.DataFrame) -> pd.DataFrame:
    """How loaded each sentence is by the coded spans, in the articles that were coded."""
    loaded = rows[rows["variable"] == "loaded"]
    weights = pd.to_numeric(loaded["value"].str.partition(":")[2], errors="coerce").fillna(1.0)
    placed = place_spans(loaded.assign(value=weights, rule=""), sentences)
    sums = placed.groupby(["article_id", "sentence"])["value"].sum()
    read = sentences[sentences["article_id"].isin(rows["article_id"]) & (sentences["n_words"] > 0)
                     & (sentences["part"] != "furniture")]
    total = sums.reindex(pd.MultiIndex.from_frame(read[["article_id", "sentence"]]), fill_value=0.0).to_numpy()
    return read[PLACE].assign(value=total / np.sqrt(read["n_words"].to_numpy()), rule="")


def _read_numbers(coded: pd.DataFrame, variable: str) -> pd.Series:
    """Grades and tones as numbers; a question has no grade."""
    asked = (coded["value"] == QUESTION) & (variable == "certainty")
    numbers = pd.to_numeric(coded["value"].mask(asked), errors="coerce").astype(float)
    wrong = coded[numbers.isna() & ~asked]
    if len(wrong):
        row = wrong.iloc[0]
        raise UserError(f"The codings of {row['article_id']} hold the {variable} '{row['value']}' of coder "
                        f"{row['coder']} at {row['start']}–{row['end']}, which is no number. Correct that row.")
    return numbers


def _place_sentences(rows: pd.DataFrame, sentences: pd.DataFrame) -> pd.DataFrame:
    """Each coded sentence with its number and paragraph and the row that codes it, one row a variable and sentence."""
    placed = rows[["article_id", "start", "end", "variable"]].assign(row=rows.index).merge(sentences[PLACE])
    return placed.drop_duplicates(["variable", "article_id", "sentence"], keep="last")


def place_spans(spans: pd.DataFrame, sentences: pd.DataFrame) -> pd.DataFrame:
    """Place each span in the sentence in which it starts; those in furniture are left out.

    Examples
    --------
    >>> sentences = pd.DataFrame([["a", 0, number, 9 * number, 9 * number + 8, "body"] for number in (0, 1)],
    ...                          columns=PLACE)
    >>> spans = pd.DataFrame({"article_id": ["a"], "start": [9], "end": [12], "value": ["modal"], "rule": [""]})
    >>> place_spans(spans, sentences)["sentence"].tolist()
    [1]
    """
    spans = spans[["article_id", "start", "end", "value", "rule"]].sort_values("start", kind="stable")
    starts = sentences[["article_id", "paragraph", "sentence", "start", "part"]].sort_values("start", kind="stable")
    placed = pd.merge_asof(spans, starts, on="start", by="article_id").dropna(subset="sentence")
    placed = placed.astype({"paragraph": "int64", "sentence": "int64"})[[*PLACE, "value", "rule"]]
    return placed[placed["part"] != "furniture"]


def derive_attribution(codes: dict[str, pd.DataFrame]) -> dict[str, pd.DataFrame]:
    """Leave furniture out of the voices, add whether a sentence is attributed, keep speakers only where it is.

    Examples
    --------
    >>> voice = pd.DataFrame({"article_id": "a", "sentence": [0, 1], "part": "body", "value": ["narration", "mixed"]})
    >>> derive_attribution({"voice": voice})["attributed"]["value"].tolist()
    ['no', 'yes']
    """
    if "voice" not in codes:
        return {variable: coded for variable, coded in codes.items() if variable not in ("speaker", "speaker_kind")}
    voice = codes["voice"][codes["voice"]["part"] != "furniture"]
    given = voice["value"] != "narration"
    attributed = voice.assign(value=given.map({True: "yes", False: "no"}).astype("str"))
    sources = {variable: codes[variable].merge(voice.loc[given, ["article_id", "sentence"]])
               for variable in ("speaker", "speaker_kind") if variable in codes}
    return codes | {"voice": voice, "attributed": attributed} | sources

"""Frames counted: in what share of an article's sentences each stands, and where it stands first."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd

from analysis.schemas import FRAMES, PASSAGE_VOICES

_PLACE = ["article_id", "part", "voice"]
Place = tuple[str, str, str]
Ratio = tuple[str, tuple[str, ...], dict[Place, float], dict[Place, float]]  # measure, voices, above and below the line


def list_frame_ratios(sentences: pd.DataFrame, passages: pd.DataFrame, frames: pd.DataFrame) -> Iterator[Ratio]:
    """List what each frame's measures are made of.

    Parameters
    ----------
    sentences, passages, frames : DataFrame
        The tables of these names, their parts as they are measured (body, headline).

    Yields
    ------
    tuple
        The measure, its voices, and the numbers above and below the line by article, part and voice:
        ``frame_<frame>_share``, sentences that carry the frame / sentences, for a voice those that hold words of it;
        ``frame_<frame>_first``, sentences before the first one with it / sentences, only where there is one.

    Examples
    --------
    The second of four sentences speaks of the succession: share 1 / 4, first place 1 / 4.

    >>> place = {"article_id": "a", "part": "body", "voice": "narration"}
    >>> sentences = pd.DataFrame([place | {"sentence": i, "start": 9 * i, "end": 9 * i + 9, "n_words": 2}
    ...                           for i in range(4)])
    >>> passages = pd.DataFrame([place | {"start": 0, "end": 36}])
    >>> ratios = list_frame_ratios(sentences, passages, pd.DataFrame([place | {"sentence": 1, "frame": "succession"}]))
    >>> [(name, above["a", "body", "all"], below["a", "body", "all"]) for name, _, above, below in ratios if above]
    [('frame_succession_share', 1.0, 4.0), ('frame_succession_first', 1.0, 4.0)]
    """
    sentences = sentences[sentences["n_words"] > 0].sort_values(["article_id", "sentence"])
    sentences = sentences.assign(rank=sentences.groupby(["article_id", "part"]).cumcount())
    held = _count(_place_voices(sentences, passages))
    ranked = frames[["article_id", "part", "sentence", "frame"]].merge(sentences[["article_id", "sentence", "rank"]])
    firsts = ranked.assign(voice="all").groupby(["frame", *_PLACE])["rank"].min()
    for frame in FRAMES:
        rows = frames[frames["frame"] == frame]
        yield (f"frame_{frame}_share", (*PASSAGE_VOICES, "all"), _count(pd.concat([rows, rows.assign(voice="all")])),
               held)
        first = firsts.loc[frame].astype(float).to_dict() if frame in firsts.index else {}
        yield f"frame_{frame}_first", ("all",), first, {place: held[place] for place in first}


def _place_voices(sentences: pd.DataFrame, passages: pd.DataFrame) -> pd.DataFrame:
    """Each sentence once for every voice that it holds words of, and once for all."""
    placed = [sentences.assign(voice="all")]
    if len(sentences) and len(passages):
        articles = pd.Index(sentences["article_id"].unique())
        width = 1 + max(sentences["end"].max(), passages["end"].max())  # of an article, where all stand in one line
        spoken = passages[passages["article_id"].isin(articles)]
        at, spoken_at = (width * articles.get_indexer(rows["article_id"]) for rows in (sentences, spoken))
        for voice in PASSAGE_VOICES:
            its = (spoken["voice"] == voice).to_numpy()
            starts, ends = (np.sort((spoken[side] + spoken_at)[its]) for side in ("start", "end"))
            n_begun = starts.searchsorted(sentences["end"] + at)
            n_over = ends.searchsorted(sentences["start"] + at, side="right")
            placed.append(sentences[n_over < n_begun].assign(voice=voice))
    return pd.concat(placed)


def _count(rows: pd.DataFrame) -> dict[Place, float]:
    return rows.groupby(_PLACE).size().astype(float).to_dict() if len(rows) else {}

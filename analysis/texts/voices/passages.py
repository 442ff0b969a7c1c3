"""Put parts, quotations, reporting clauses and speakers together: the passages that tile an article.

``read_voices`` is what the rest of the package calls. Where a sentence is part quotation and part narration it has
several passages; a passage never runs over a paragraph's end.
"""

from __future__ import annotations

from typing import NamedTuple

from analysis.texts.spans import SpanIndex
from analysis.texts.tokens import Sentence, Token, normalise_text, split_paragraphs, split_sentences, tokenise_sentences
from analysis.texts.voices.attribution import Attribution, Reader
from analysis.texts.voices.marking import MarkedArticle
from analysis.texts.voices.mentions import Mention
from analysis.texts.voices.parts import find_parts


class Passage(NamedTuple):
    """A stretch of text in one part and one voice, with its speaker and the rule that drew it."""

    start: int
    end: int
    part: str
    voice: str
    speaker: str
    speaker_kind: str
    reporting_verb: str
    stance: str
    rule: str


class Voices(NamedTuple):
    """An article as the rules read it. ``parts`` has one entry a paragraph; ``tokens`` one list a sentence."""

    parts: list[str]
    sentences: list[Sentence]
    tokens: list[list[Token]]
    passages: list[Passage]
    mentions: list[Mention]


def read_voices(text: str, title: str = "") -> Voices:
    """Read an article: its parts, sentences, tokens, passages and mentions.

    Parameters
    ----------
    text : str
        The canonical text.
    title : str, optional
        The title as the manifest gives it; a first line that equals it is the headline.

    Returns
    -------
    Voices
        ``passages`` tile the text without gaps or overlaps; empty text gives empty lists.

    Examples
    --------
    >>> text = "The town is empty. “They left,” a nurse said.\\n"
    >>> [(text[p.start:p.end].strip(), p.voice, p.speaker) for p in read_voices(text).passages]
    [('The town is empty.', 'narration', ''), ('“They left,”', 'direct', 'nurse'), ('a nurse said.', 'narration', '')]
    """
    paragraphs = split_paragraphs(text)
    parts = find_parts([text[start:end] for start, end in paragraphs], title)
    plain = normalise_text(text)
    sentences = split_sentences(text, plain)
    tokens = tokenise_sentences(text, sentences, plain)
    article = MarkedArticle(text, plain, paragraphs, parts, sentences, tokens)
    attributions, mentions = Reader(article).read()
    return Voices(article.parts, sentences, tokens, _tile(text, paragraphs, article.parts, attributions), mentions)


def _tile(text: str, paragraphs, parts: list[str], attributions: list[Attribution]) -> list[Passage]:
    """Cut the whole text into passages: direct speech first, then indirect speech, the rest narration."""
    direct = _keep_apart([a for a in attributions if a.voice == "direct"])
    indirect = _keep_apart([a for a in attributions if a.voice == "indirect"])
    passages: list[Passage] = []
    for number, (start, end) in enumerate(paragraphs):
        first = 0 if number == 0 else start
        last = paragraphs[number + 1][0] if number + 1 < len(paragraphs) else len(text)
        inside = [*direct.overlapping(first, last), *indirect.overlapping(first, last)]
        if not inside:
            passages.append(_make_passage(first, last, parts[number], None))
            continue
        cuts = sorted({first, last, *(edge for a in inside for edge in (a.start, a.end) if first < edge < last)})
        for a, b in zip(cuts, cuts[1:]):
            owner = next(iter([*direct.overlapping(a, b), *indirect.overlapping(a, b)]), None)
            passages.append(_make_passage(a, b, parts[number], owner))
    return _join_blanks(text, passages)


def _keep_apart(attributions: list[Attribution]) -> SpanIndex[Attribution]:
    """Where two attributions in one voice overlap, the earlier keeps the words."""
    kept: list[Attribution] = []
    for attribution in attributions:
        taken = kept[-1].end if kept else 0
        if taken <= attribution.start < attribution.end:
            kept.append(attribution)
        elif attribution.start < taken < attribution.end:
            kept.append(attribution._replace(start=taken))
    return SpanIndex(kept)


def _make_passage(start: int, end: int, part: str, owner: Attribution | None) -> Passage:
    if owner is None:
        return Passage(start, end, part, "narration", "", "", "", "", "narration")
    return Passage(start, end, part, owner.voice, owner.speaker.name, owner.speaker.kind,
                   owner.verb, owner.stance, owner.rule)


def _join_blanks(text: str, passages: list[Passage]) -> list[Passage]:
    """Give stretches without a letter or digit to the passage before them, and join neighbours that agree."""
    joined: list[Passage] = []
    for passage in passages:
        wordless = not any(map(str.isalnum, text[passage.start:passage.end]))
        if joined and (wordless and joined[-1].part == passage.part or joined[-1][2:] == passage[2:] and
                       text.find("\n", joined[-1].start, joined[-1].end) < 0):
            joined[-1] = joined[-1]._replace(end=passage.end)
        else:
            joined.append(passage)
    return joined

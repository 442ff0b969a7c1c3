"""Put parts, quotations, reporting clauses and speakers together: the passages that tile an article.

``read_voices`` is what the rest of the package calls. Where a sentence is part quotation and part narration it has
several passages; a passage never runs over a paragraph's end.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from analysis.texts.tokens import Sentence, Token, normalise_text, split_paragraphs, split_sentences, tokenise_words
from analysis.texts.voices.parts import find_parts
from analysis.texts.voices.quotations import Quotation, find_quotations
from analysis.texts.voices.reporting import Clause, find_clauses
from analysis.texts.voices.speakers import NOBODY, SOMEBODY, People, Speaker, find_people, lower_headline, resolve_speaker

_TITLE_BEFORE = re.compile(
    r"\b(?:book|film|movie|novel|play|song|album|series|show|documentary|podcast|essay|memoir|poem|entitled|titled)\W*$", re.I)
_NAMED_BEFORE = re.compile(r"\b(?:nicknamed|dubbed|known\s+as|nickname|branded)\s+(?:as\s+)?(?:the\s+)?\W?$", re.I)
_DETERMINED = re.compile(r"(?:\b(?:the|a|an|his|her|their|its|our|this|that|so-called)|'s)\s+$", re.I)
_ATTRIBUTIVE_AFTER = re.compile(r"^[\"”’'»]*\s+(?!(?:in|of|on|at|by|to|and|or|but|for|with|from|as|is|was|are|were|if|when)\b)[a-zA-Z]")
_VERB_INSIDE = re.compile(
    r"\b(?:is|are|was|were|has|have|had|will|would|could|may|might|can|must|should|do|does|did|not|i|we|he|she|they|it|you)\b|"
    r"n't|'s\b|'re\b|'ll\b", re.I)
_REFERS_BACK = re.compile(r"^(?:those|these|such|they|he|she|it|this|that|if|his|her|their)\b", re.I)
_NARRATOR_RESUMES = re.compile(
    r"^(?:after all|but|however|yet|still|of course|in fact|nevertheless|indeed|so|perhaps|meanwhile|instead|now)\b", re.I)
_CHECKED_BY_REPORTER = re.compile(r"\b(?:verif\w+|confirmed|reached for comment|declined to|respond\w*)\b", re.I)
_PRESENT_REPORT = re.compile(r"(?:says|believes?|thinks?|predicts?|expects?|reckons?|insists?|tells?|warns?|argues?|claims?)$")
_BACKSHIFTED = re.compile(r"\b(?:would|could|might|may)\b", re.I)


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


class Mention(NamedTuple):
    """Words in quotation marks that are no statement: title, term, nickname, scare, single word."""

    start: int
    end: int
    kind: str


class Voices(NamedTuple):
    """An article as the rules read it. ``parts`` has one entry a paragraph; ``tokens`` one list a sentence."""

    parts: list[str]
    sentences: list[Sentence]
    tokens: list[list[Token]]
    passages: list[Passage]
    mentions: list[Mention]


class _Attribution(NamedTuple):
    start: int
    end: int
    voice: str
    speaker: Speaker
    verb: str
    stance: str
    rule: str


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
    >>> [(text[p.start:p.end], p.voice, p.speaker) for p in read_voices(text).passages]
    [('The town is empty. ', 'narration', ''), ('“They left,”', 'direct', 'nurse'), (' a nurse said.\\n', 'narration', '')]
    """
    paragraphs = split_paragraphs(text)
    parts = find_parts([text[start:end] for start, end in paragraphs], title)
    plain = normalise_text(text)
    sentences = split_sentences(text)
    tokens = [tokenise_words(text, s.start, s.end, plain) for s in sentences]
    reader = _Reader(text, plain, paragraphs, parts, sentences, tokens)
    attributions, mentions = reader.read()
    return Voices(parts, sentences, tokens, _tile(text, paragraphs, parts, attributions), mentions)


class _Reader:
    """One article while it is read; ``recent`` holds who may be meant by "he" and "the expert", newest first."""

    def __init__(self, text: str, plain: str, paragraphs, parts, sentences, tokens):
        self.text, self.plain, self.paragraphs, self.parts = text, plain, paragraphs, parts
        self.sentences, self.tokens = sentences, tokens
        self.quotations = find_quotations(text, paragraphs)
        self.clauses = [self._find_clauses(number) for number in range(len(sentences))]
        self.people: People = find_people(text)
        self.recent: list[Speaker] = []
        self.attributions: list[_Attribution] = []
        self.mentions: list[Mention] = []

    def read(self) -> tuple[list[_Attribution], list[Mention]]:
        measured = {"body", "caption"}
        for number, sentence in enumerate(self.sentences):
            part = self.parts[sentence.paragraph]
            if part in measured:
                remembered = list(self.recent)
                self._read_sentence(number)
                if part == "caption":
                    self.recent = remembered
        for number, sentence in enumerate(self.sentences):
            if self.parts[sentence.paragraph] in {"headline", "standfirst"}:
                self._read_sentence(number, heading=True)
            elif self.parts[sentence.paragraph] == "caption" and self._voice_at_end(number) == "narration":
                self._read_pull_quote(sentence)
        return sorted(self.attributions), sorted(self.mentions)

    def _find_clauses(self, number: int) -> list[Clause]:
        tokens = self.tokens[number]
        quoted = [any(q.start <= token.start < q.end for q in self._quotations_in(number)) for token in tokens]
        return find_clauses(tokens, quoted)

    def _quotations_in(self, number: int) -> list[Quotation]:
        sentence = self.sentences[number]
        return [q for q in self.quotations if q.paragraph == sentence.paragraph
                and q.start < sentence.end and sentence.start < q.end]

    # -- one sentence -----------------------------------------------------------------------------------------------

    def _read_sentence(self, number: int, heading: bool = False) -> None:
        sentence = self.sentences[number]
        clauses = self.clauses[number]
        speakers = [self._resolve(clause, number, heading) for clause in clauses]
        for clause, speaker in zip(clauses, speakers):
            for start, end in clause.contents:
                self._attribute(start, end, "indirect", speaker, clause.verb, clause.stance, clause.rule)
            if not heading:
                self._remember(speaker)
        for quotation in self._quotations_in(number):
            if quotation.start < sentence.start and quotation.paragraph == self.sentences[number - 1].paragraph:
                continue  # begun, and read, in an earlier sentence of the paragraph
            self._read_quotation(quotation, number, heading)
        if not clauses and not self._quotations_in(number) and not heading:
            if self._goes_on(number):
                self._attribute(sentence.start, sentence.end, "indirect", self.recent[0], "", "", "indirect speech goes on")
            else:
                self._remember_subject(sentence)

    def _read_quotation(self, quotation: Quotation, number: int, heading: bool) -> None:
        near = [clause for other in self._sentences_of(quotation, number) for clause in self.clauses[other]]
        clause = min(near, key=lambda c: min(abs(c.end - quotation.start), abs(c.start - quotation.end)), default=None)
        kind = self._find_mention_kind(quotation, clause)
        if kind:
            self.mentions.append(Mention(quotation.inner_start, quotation.inner_end, kind))
            self._keep_mention_inside(quotation)
            return
        if heading and clause is None:
            speaker, verb, stance = self._find_same_words(quotation.inner_start, quotation.inner_end), "", ""
        elif clause is None:
            speaker, verb, stance = self._find_silent_speaker(quotation), "", ""
        else:
            speaker = self._resolve(clause, number, heading)
            verb, stance = clause.verb, clause.stance
        self._attribute(quotation.start, quotation.end, "direct", speaker, verb, stance, quotation.rule)
        if not heading:
            self._remember(speaker)

    def _keep_mention_inside(self, quotation: Quotation) -> None:
        """A mention inside indirect speech stays indirect."""
        beside = next((a for a in self.attributions if a.voice == "indirect"
                       and (0 <= quotation.start - a.end <= 2 or 0 <= a.start - quotation.end <= 2)), None)
        if beside:
            self.attributions.append(beside._replace(start=quotation.start, end=quotation.end))

    def _sentences_of(self, quotation: Quotation, number: int) -> list[int]:
        """The sentences that a quotation touches, from the one where it begins."""
        following = range(number, len(self.sentences))
        return [other for other in following if self.sentences[other].start < quotation.end] or [number]

    def _find_silent_speaker(self, quotation: Quotation) -> Speaker:
        """A quotation without a clause of its own carries on with who spoke last."""
        return self.recent[0] if self.recent else SOMEBODY

    def _find_same_words(self, start: int, end: int) -> Speaker:
        """A headline's quotation, or a pull quote, belongs to who says the same words in the body."""
        words = _flatten(self.text[start:end])
        for other in self.attributions:
            if other.voice == "direct" and words in _flatten(self.text[other.start:other.end]):
                return other.speaker
        return SOMEBODY

    def _read_pull_quote(self, sentence: Sentence) -> None:
        """A line set apart, without marks, whose words somebody says in the body."""
        speaker = self._find_same_words(sentence.start, sentence.end)
        if speaker != SOMEBODY and len(self.text[sentence.start:sentence.end].split()) > 3:
            self._attribute(sentence.start, sentence.end, "direct", speaker, "", "", "pull quote")

    def _find_mention_kind(self, quotation: Quotation, clause: Clause | None) -> str:
        """The kind of mention, or the empty string when the quotation is speech."""
        inner = self.plain[quotation.inner_start:quotation.inner_end]
        words = inner.split()
        before = self.plain[max(0, quotation.start - 40):quotation.start]
        if not any(character.isalnum() for character in inner):
            return "single word"
        if quotation.rule != "marks" and quotation.rule != "mismatched marks":
            return ""
        if _NAMED_BEFORE.search(before) and len(words) <= 4:
            return "nickname"
        capitalised = len(words) > 1 and words[0][0].isupper() and all(
            word[0].isupper() for word in words if len(word) > 3) and sum(word[0].isupper() for word in words) > 1
        if len(words) <= 8 and (_TITLE_BEFORE.search(before) or capitalised) and inner[-1] not in ",.?!":
            return "title"
        if len(words) == 1:
            return "single word"
        short = len(words) <= 3 and not _VERB_INSIDE.search(inner) and inner[-1] not in ".?!"
        determined = bool(_DETERMINED.search(before))
        attributive = bool(_ATTRIBUTIVE_AFTER.match(self.plain[quotation.inner_end:quotation.end + 12]))
        hearsay = clause is not None and clause.rule == "hearsay passive"
        if short and determined and (attributive or hearsay or self._recurs(inner)):
            return "term"
        reports = clause is not None and (bool(clause.contents) or not clause.rule.startswith("verb ")
                                          or not before.rstrip().lower().endswith((" the", " a")))
        if short and not reports:
            return "scare" if clause is None and not determined else "term"
        return ""

    def _recurs(self, inner: str) -> bool:
        """Whether the article sets the same phrase in marks again: an established term rather than somebody's words."""
        phrase = _flatten(inner)
        others = [_flatten(self.text[q.inner_start:q.inner_end]) for q in self.quotations]
        related = [other for other in others if len(other.split()) <= 4 and (phrase in other or other in phrase)
                   and len(other.split()) > 1]
        return len(related) > 1

    # -- who it is --------------------------------------------------------------------------------------------------

    def _resolve(self, clause: Clause, number: int, heading: bool) -> Speaker:
        subject = self.text[clause.subject_start:clause.subject_end]
        subject = lower_headline(subject, self.people) if heading else subject
        speaker = resolve_speaker(subject, self.people, self.recent)
        if speaker.kind == "role" and not re.match(r"(?i)(?:the|his|her)\b", subject):
            speaker = self._find_introduced(speaker, number, heading) or speaker
        return speaker

    def _find_introduced(self, role: Speaker, number: int, heading: bool) -> Speaker | None:
        """The person whom the next body paragraph introduces by name as its first speaker, when no one was named before."""
        if heading:
            noun = role.name.lower().split()[-1]
            return self._introduced.get(noun) or self._introduced.get(role.name.lower().split(" of ")[0].split()[-1])
        paragraph = self.sentences[number].paragraph
        following = next((p for p in range(paragraph + 1, len(self.parts)) if self.parts[p] == "body"), None)
        for other, sentence in enumerate(self.sentences):
            if sentence.paragraph == following:
                for clause in self.clauses[other]:
                    subject = self.text[clause.subject_start:clause.subject_end]
                    speaker = resolve_speaker(subject, self.people, [])
                    seen = self.people.first_seen.get(speaker.name, -1)
                    if speaker.kind == "named" and clause.subject_start <= seen < clause.subject_end:
                        self._introduced[role.name.lower().split()[-1]] = speaker
                        return speaker
                    return None
        return None

    @property
    def _introduced(self) -> dict[str, Speaker]:
        return self.__dict__.setdefault("_introduced_roles", {})

    def _remember(self, speaker: Speaker) -> None:
        if speaker.name and speaker != SOMEBODY:
            self.recent = [speaker] + [other for other in self.recent if other != speaker][:5]

    def _remember_subject(self, sentence: Sentence) -> None:
        """Whom a sentence of the article's own is about may be the next sentence's "he"."""
        opening = self.text[sentence.start:sentence.start + 60]
        match = re.match(r"(?:[A-Z][\w’'.-]+\s+){1,4}(?=has|had|is|was|will|did|does|said|did)", opening)
        if match:
            speaker = resolve_speaker(match.group().strip(), self.people, [])
            if speaker.kind == "named" and speaker.name in self.people.first_seen:
                self.recent = [speaker] + [other for other in self.recent if other != speaker][:5]

    def _goes_on(self, number: int) -> bool:
        """Whether a sentence without attribution carries on the statement before it."""
        sentence = self.sentences[number]
        if number == 0 or not self.recent or self.parts[sentence.paragraph] != "body":
            return False
        before = self._voice_at_end(number - 1)
        words = self.plain[sentence.start:sentence.end]
        same_paragraph = self.sentences[number - 1].paragraph == sentence.paragraph
        if before not in {"indirect", "direct"} or _NARRATOR_RESUMES.match(words) \
                or _CHECKED_BY_REPORTER.search(words):
            return False
        if same_paragraph and before == "indirect" and self._attributed_later(number):
            return True
        if same_paragraph and before == "indirect" and _PRESENT_REPORT.search(self._verb_at_end(number - 1)) \
                and re.search(r"\bwill\b|'ll\b", words):
            return True
        backshifted = bool(_BACKSHIFTED.search(words))
        return backshifted and ((same_paragraph and before == "indirect") or bool(_REFERS_BACK.match(words)))

    def _voice_at_end(self, number: int) -> str:
        sentence = self.sentences[number]
        inside = [a for a in self.attributions if a.start < sentence.end and sentence.start < a.end]
        covered = sum(min(a.end, sentence.end) - max(a.start, sentence.start) for a in inside)
        return inside[-1].voice if inside and covered * 3 > sentence.end - sentence.start else "narration"

    def _verb_at_end(self, number: int) -> str:
        return self.clauses[number][-1].verb if self.clauses[number] else ""

    def _attributed_later(self, number: int) -> bool:
        """Whether the next sentence of the paragraph gives words to a pronoun: the speaker has not changed in between."""
        following = number + 1
        if following >= len(self.sentences) or self.sentences[following].paragraph != self.sentences[number].paragraph:
            return False
        subjects = [self.text[c.subject_start:c.subject_end].lower() for c in self.clauses[following]]
        return any(subject in {"he", "she", "they"} for subject in subjects)

    def _attribute(self, start: int, end: int, voice: str, speaker: Speaker, verb: str, stance: str, rule: str) -> None:
        self.attributions.append(_Attribution(start, end, voice, speaker, verb, stance, rule))


def _tile(text: str, paragraphs, parts: list[str], attributions: list[_Attribution]) -> list[Passage]:
    """Cut the whole text into passages: direct speech first, then indirect speech, the rest narration."""
    direct = [a for a in attributions if a.voice == "direct"]
    indirect = [a for a in attributions if a.voice == "indirect"]
    passages: list[Passage] = []
    for number, (start, end) in enumerate(paragraphs):
        first = 0 if number == 0 else start
        last = paragraphs[number + 1][0] if number + 1 < len(paragraphs) else len(text)
        cuts = sorted({first, last, *(edge for a in direct + indirect for edge in (a.start, a.end) if first < edge < last)})
        for a, b in zip(cuts, cuts[1:]):
            owner = next((x for x in direct if x.start <= a and b <= x.end), None) \
                or next((x for x in indirect if x.start <= a and b <= x.end), None)
            passages.append(_make_passage(a, b, parts[number], owner))
    return _join_blanks(text, passages)


def _make_passage(start: int, end: int, part: str, owner: _Attribution | None) -> Passage:
    if owner is None:
        return Passage(start, end, part, "narration", *_fields(NOBODY), "", "", "narration")
    return Passage(start, end, part, owner.voice, *_fields(owner.speaker), owner.verb, owner.stance, owner.rule)


def _fields(speaker: Speaker) -> tuple[str, str]:
    return speaker.name, speaker.kind


def _join_blanks(text: str, passages: list[Passage]) -> list[Passage]:
    """Give stretches without a letter or digit to the passage before them, and join neighbours that agree."""
    joined: list[Passage] = []
    for passage in passages:
        wordless = not any(character.isalnum() for character in text[passage.start:passage.end])
        if joined and (wordless and joined[-1].part == passage.part or joined[-1][2:] == passage[2:] and
                       "\n" not in text[joined[-1].start:joined[-1].end]):
            joined[-1] = joined[-1]._replace(end=passage.end)
        else:
            joined.append(passage)
    return joined


def _flatten(words: str) -> str:
    return " ".join(re.findall(r"[^\W_]+", words.lower()))

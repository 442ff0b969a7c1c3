"""Give words to speakers: read an article sentence by sentence, as a reader does who remembers who spoke last."""

from __future__ import annotations

import re
from typing import NamedTuple, Sequence

from analysis.texts.spans import SpanIndex
from analysis.texts.tokens import Sentence, Token
from analysis.texts.voices.mentions import Mention, find_mention_kind, flatten
from analysis.texts.voices.quotations import Quotation, find_quotations
from analysis.texts.voices.reporting import Clause, find_clauses
from analysis.texts.voices.speakers import SOMEBODY, People, Speaker, find_people, lower_headline, resolve_speaker

_REFERS_BACK = re.compile(r"^(?:those|these|such|they|he|she|it|this|that|if|his|her|their)\b", re.I)
_NARRATOR_RESUMES = re.compile(
    r"^(?:after all|but|however|yet|still|of course|in fact|nevertheless|indeed|so|perhaps|meanwhile|instead|now)\b", re.I)
_CHECKED_BY_REPORTER = re.compile(r"\b(?:verif\w+|confirmed|reached for comment|declined to|respond\w*)\b", re.I)
_PRESENT_REPORT = re.compile(r"(?:says|believes?|thinks?|predicts?|expects?|reckons?|insists?|tells?|warns?|argues?|claims?)$")
_BACKSHIFTED = re.compile(r"\b(?:would|could|might|may)\b", re.I)


class Attribution(NamedTuple):
    """A stretch given to a speaker, and the rule that gave it."""

    start: int
    end: int
    voice: str
    speaker: Speaker
    verb: str
    stance: str
    rule: str


class Reader:
    """One article while it is read; ``recent`` holds who may be meant by "he" and "the expert", newest first."""

    def __init__(self, text: str, plain: str, paragraphs, parts, sentences, tokens):
        self.text, self.plain, self.paragraphs, self.parts = text, plain, paragraphs, parts
        self.sentences, self.tokens = sentences, tokens
        self.quotations = find_quotations(text, paragraphs)
        self._quotation_index, self._sentence_index = SpanIndex(self.quotations), SpanIndex(sentences)
        self._numbers_of: dict[int, list[int]] = {}
        for sentence in sentences:
            self._numbers_of.setdefault(sentence.paragraph, []).append(sentence.sentence)
        self.phrases = [flatten(text[q.inner_start:q.inner_end]) for q in self.quotations]
        self.clauses = [self._find_clauses(number) for number in range(len(sentences))]
        self.people: People = find_people(text)
        self.recent: list[Speaker] = []
        self.attributions: list[Attribution] = []
        self._attributions_in: dict[int, list[Attribution]] = {}
        self._introduced: dict[str, Speaker] = {}
        self.mentions: list[Mention] = []

    def read(self) -> tuple[list[Attribution], list[Mention]]:
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
        return find_clauses(tokens, [bool(self._quotation_index.overlapping(t.start, t.start + 1)) for t in tokens])

    def _quotations_in(self, number: int) -> Sequence[Quotation]:
        return self._quotation_index.overlapping(self.sentences[number].start, self.sentences[number].end)

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
        kind = find_mention_kind(self.plain, quotation, clause, self.phrases)
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
        near = self._sentence_index.overlapping(quotation.start, quotation.end)
        beside = next((a for sentence in near for a in self._attributions_in.get(sentence.sentence, ()) if a.voice == "indirect"
                       and (0 <= quotation.start - a.end <= 2 or 0 <= a.start - quotation.end <= 2)), None)
        if beside:
            self._attribute(*beside._replace(start=quotation.start, end=quotation.end))

    def _sentences_of(self, quotation: Quotation, number: int) -> list[int]:
        """The sentences that a quotation touches, from the one where it begins."""
        touched = self._sentence_index.overlapping(quotation.start, quotation.end)
        return [sentence.sentence for sentence in touched if sentence.sentence >= number] or [number]

    def _find_silent_speaker(self, quotation: Quotation) -> Speaker:
        """A quotation without a clause of its own carries on with who spoke last."""
        return self.recent[0] if self.recent else SOMEBODY

    def _find_same_words(self, start: int, end: int) -> Speaker:
        """A headline's quotation, or a pull quote, belongs to who says the same words in the body."""
        words = flatten(self.text[start:end])
        for other in self.attributions:
            if other.voice == "direct" and words in flatten(self.text[other.start:other.end]):
                return other.speaker
        return SOMEBODY

    def _read_pull_quote(self, sentence: Sentence) -> None:
        """A line set apart, without marks, whose words somebody says in the body."""
        speaker = self._find_same_words(sentence.start, sentence.end)
        if speaker != SOMEBODY and len(self.text[sentence.start:sentence.end].split()) > 3:
            self._attribute(sentence.start, sentence.end, "direct", speaker, "", "", "pull quote")

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
        clause = next((clause for other in self._numbers_of.get(following, ()) for clause in self.clauses[other]), None)
        if clause is None:
            return None
        speaker = resolve_speaker(self.text[clause.subject_start:clause.subject_end], self.people, [])
        seen = self.people.first_seen.get(speaker.name, -1)
        if speaker.kind != "named" or not clause.subject_start <= seen < clause.subject_end:
            return None
        self._introduced[role.name.lower().split()[-1]] = speaker
        return speaker

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
        inside = self._attributions_in.get(number, [])
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
        attribution = Attribution(start, end, voice, speaker, verb, stance, rule)
        self.attributions.append(attribution)
        for sentence in self._sentence_index.overlapping(start, end):
            self._attributions_in.setdefault(sentence.sentence, []).append(attribution)

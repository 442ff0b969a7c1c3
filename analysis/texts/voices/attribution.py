"""Give words to speakers: read an article sentence by sentence, as a reader does who remembers who spoke last."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import NamedTuple

from analysis.texts.tokens import Sentence
from analysis.texts.voices.marking import MarkedArticle
from analysis.texts.voices.mentions import Mention, find_mention_kind, flatten
from analysis.texts.voices.quotations import Quotation
from analysis.texts.voices.sources import Clause
from analysis.texts.voices.speakers import SOMEBODY, Speaker, lower_headline, resolve_speaker
from analysis.texts.voices.transcripts import LABEL, read_name

_REFERS_BACK = re.compile(r"^(?:those|these|such|they|he|she|it|this|that|if|his|her|their)\b", re.IGNORECASE)
_NARRATOR_RESUMES = re.compile(
    r"^(?:after all|but|however|yet|still|of course|in fact|nevertheless|indeed|so|perhaps|meanwhile|instead|now|i|we|"
    r"you|one)\b", re.IGNORECASE)
_CHECKED_BY_REPORTER = re.compile(
    r"\b(?:verif\w+|confirmed|reached for comment|declined to|respond\w*)\b", re.IGNORECASE)
_PRESENT_REPORT = re.compile(
    r"(?:says?|believes?|thinks?|predicts?|expects?|reckons?|insists?|tells?|warns?|argues?|claims?)$")
_BACKSHIFTED = re.compile(r"\b(?:would|could|might|may)\b", re.IGNORECASE)
_FUTURE = re.compile(r"\bwill\b|'ll\b")
_DEFINITE_ROLE = re.compile(r"(?:the|his|her)\b", re.IGNORECASE)
_NAME_AND_VERB = re.compile(
    r"(?:[A-Z][\w’'.-]+\s+(?:[a-z]+\s+){0,2}){0,2}(?:[A-Z][\w’'.-]+\s+){1,4}"
    r"(?=(?:has|had|is|was|will|would|did|does|says|said)(?:n['’]t)?\b|\w+ed\b)")
_LONGEST_OPENING = 60  # characters in which a sentence's name and verb stand
_SHORTEST_PULL_QUOTE = 4  # words
_ONE_IN = 3  # a sentence ends in its last attribution's voice when more than one character in three is attributed
_N_REMEMBERED = 6  # speakers
_TOUCHING = 2  # characters between a mention and the words it belongs to


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
    """One article while it is read, once, from top to bottom.

    Parameters
    ----------
    article : MarkedArticle
        The article, its quotations, reporting clauses and persons marked.

    Attributes
    ----------
    attributions, mentions
        What reading gathers, in the order in which it is found.
    recent : list of Speaker
        Who may be meant by "he" and "the expert", newest first.
    introduced : dict of str to Speaker
        The person behind a role that opened the story ("A former aide says …"), by the role's noun.
    """

    def __init__(self, article: MarkedArticle):
        self.article = article
        self.attributions: list[Attribution] = []
        self.mentions: list[Mention] = []
        self.recent: list[Speaker] = []
        self.introduced: dict[str, Speaker] = {}
        self._attributions_in: dict[int, list[Attribution]] = defaultdict(list)  # a sentence
        self._speakers: dict[Clause, Speaker] = {}  # of the clauses read so far
        self._said: list[tuple[int, int, Speaker]] = []  # direct speech
        self._said_flat: list[tuple[str, Speaker]] = []  # the same as bare words, as far as it was asked for

    def read(self) -> tuple[list[Attribution], list[Mention]]:
        """Read the article: its running text and captions first, then what repeats them, headings and pull quotes.

        Returns
        -------
        list of Attribution, list of Mention
            Both in order of place. Attributions may overlap; the one that begins first keeps the words.
        """
        for number in self.article.numbers_in("body", "caption"):
            remembered = self.recent
            self._read_sentence(number)
            if self.article.part_of(number) == "caption":
                self.recent = remembered
        for number in self.article.numbers_in("headline", "standfirst", "caption"):
            if self.article.is_heading(number):
                self._read_sentence(number)
            elif self._voice_at_end(number) == "narration":
                self._read_pull_quote(self.article.sentences[number])
        return sorted(self.attributions, key=lambda found: found[:3]), sorted(self.mentions)

    # -- reading ----------------------------------------------------------------------------------------------------

    def _read_sentence(self, number: int) -> None:
        """Read a sentence's reporting clauses and its quotations, or else what it carries on."""
        clauses = self.article.clauses[number]
        speakers = [self._find_speaker(clause, number) for clause in clauses]
        self._speakers.update(zip(clauses, speakers))
        for clause, speaker in zip(clauses, speakers):
            for start, end in clause.contents:
                self._attribute(start, end, "indirect", speaker, clause.verb, clause.stance, clause.rule)
            self._remember(speaker, number)
        for quotation in self.article.new_quotations_in(number):
            self._read_quotation(quotation, number)
        if not (clauses or self.article.quotations_in(number) or self.article.is_heading(number)):
            self._read_plain_sentence(number)

    def _read_quotation(self, quotation: Quotation, number: int) -> None:
        """Read a quotation as a mention or as speech, with the nearest clause's speaker or without a clause."""
        clause = self.article.find_nearest_clause(quotation, number)
        kind = find_mention_kind(self.article.plain, quotation, clause, self.article.phrases)
        if kind:
            if self.article.plain[quotation.inner_start:quotation.inner_end].strip():  # no marks around nothing
                self.mentions.append(Mention(quotation.inner_start, quotation.inner_end, kind))
            self._keep_mention_inside(quotation)
            return
        if clause:
            speaker = self._speakers.get(clause) or self._find_speaker(clause, number)
            verb, stance = clause.verb, clause.stance
        else:
            speaker, verb, stance = self._find_silent_speaker(quotation, number), "", ""
        self._attribute(quotation.start, quotation.end, "direct", speaker, verb, stance, quotation.rule)
        self._remember(speaker, number)

    def _keep_mention_inside(self, quotation: Quotation) -> None:
        """A mention beside indirect speech is part of it."""
        for number in self.article.numbers_touching(quotation.start, quotation.end):
            for other in self._attributions_in[number]:
                touches = 0 <= quotation.start - other.end <= _TOUCHING or 0 <= other.start - quotation.end <= _TOUCHING
                if touches and other.voice == "indirect":
                    self._attribute(*other._replace(start=quotation.start, end=quotation.end))
                    return

    def _read_plain_sentence(self, number: int) -> None:
        """A sentence that attributes nothing carries on the statement before it, or is the article's own."""
        sentence = self.article.sentences[number]
        if self._goes_on(number):
            self._attribute(sentence.start, sentence.end, "indirect", self.recent[0], "", "", "indirect speech goes on")
        else:
            self._remember_subject(sentence, number)

    def _read_pull_quote(self, sentence: Sentence) -> None:
        """A line set apart, without marks, whose words somebody says in the body."""
        speaker = self._find_same_words(sentence.start, sentence.end)
        n_words = len(self.article.text[sentence.start:sentence.end].split())
        if speaker != SOMEBODY and n_words >= _SHORTEST_PULL_QUOTE:
            self._attribute(sentence.start, sentence.end, "direct", speaker, "", "", "pull quote")

    def _attribute(self, start: int, end: int, voice: str, speaker: Speaker, verb: str, stance: str, rule: str) -> None:
        attribution = Attribution(start, end, voice, speaker, verb, stance, rule)
        self.attributions.append(attribution)
        if voice == "direct":
            self._said.append((start, end, speaker))
        for number in self.article.numbers_touching(start, end):
            self._attributions_in[number].append(attribution)

    # -- who it is --------------------------------------------------------------------------------------------------

    def _find_speaker(self, clause: Clause, number: int) -> Speaker:
        """Who a reporting clause's subject is, in the light of who spoke last."""
        subject = self.article.subject_of(clause)
        if clause.rule == LABEL:
            subject = read_name(subject)
        if self.article.is_heading(number):
            subject = lower_headline(subject, self.article.people)
        speaker = resolve_speaker(subject, self.article.people, self.recent)
        if speaker.kind != "role" or _DEFINITE_ROLE.match(subject):
            return speaker
        if self.article.is_heading(number):
            return self._find_named_below(speaker) or speaker
        return self._find_introduced(speaker, self.article.sentences[number].paragraph) or speaker

    def _find_introduced(self, role: Speaker, paragraph: int) -> Speaker | None:
        """The person whom the next body paragraph introduces as its first speaker, by a name not seen before."""
        clause = self.article.find_next_clause(paragraph)
        if clause is None:
            return None
        speaker = resolve_speaker(self.article.subject_of(clause), self.article.people, [])
        first_seen = self.article.people.first_seen.get(speaker.name, -1)
        if speaker.kind != "named" or not clause.subject_start <= first_seen < clause.subject_end:
            return None
        self.introduced[role.name.lower().split()[-1]] = speaker
        return speaker

    def _find_named_below(self, role: Speaker) -> Speaker | None:
        """The person whom the body introduced in a heading's role, by its last word or the one before "of"."""
        name = role.name.lower()
        return self.introduced.get(name.split()[-1]) or self.introduced.get(name.split(" of ")[0].split()[-1])

    def _find_silent_speaker(self, quotation: Quotation, number: int) -> Speaker:
        """A quotation without a clause carries on with who spoke last; a heading's belongs to who says it below."""
        if self.article.is_heading(number):
            return self._find_same_words(quotation.inner_start, quotation.inner_end)
        return self.recent[0] if self.recent else SOMEBODY

    def _find_same_words(self, start: int, end: int) -> Speaker:
        """Who says the same words in the body."""
        self._said_flat += [(flatten(self.article.text[first:last]), speaker)
                            for first, last, speaker in self._said[len(self._said_flat):]]
        words = flatten(self.article.text[start:end])
        return next((speaker for said, speaker in self._said_flat if words in said), SOMEBODY)

    def _remember(self, speaker: Speaker, number: int) -> None:
        """Keep who spoke last, or whom the text was about; headings stand apart."""
        if speaker.name and speaker != SOMEBODY and not self.article.is_heading(number):
            others = [other for other in self.recent if other != speaker]
            self.recent = [speaker, *others][:_N_REMEMBERED]

    def _remember_subject(self, sentence: Sentence, number: int) -> None:
        """Whom a sentence of the article's own is about may be the next sentence's "he"."""
        match = _NAME_AND_VERB.match(self.article.text[sentence.start:sentence.start + _LONGEST_OPENING])
        if match:
            speaker = resolve_speaker(match.group().strip(), self.article.people, [])
            if speaker.kind == "named" and speaker.name in self.article.people.first_seen:
                self._remember(speaker, number)

    # -- what goes on -----------------------------------------------------------------------------------------------

    def _goes_on(self, number: int) -> bool:
        """Whether a sentence without attribution carries on the statement before it."""
        if number == 0 or not self.recent or self.article.part_of(number) != "body":
            return False
        words = self.article.plain[self.article.sentences[number].start:self.article.sentences[number].end]
        before = self._voice_at_end(number - 1)
        if before == "narration" or _NARRATOR_RESUMES.match(words) or _CHECKED_BY_REPORTER.search(words):
            return False
        follows_indirect = before == "indirect" and self.article.follows_in_paragraph(number)
        if follows_indirect and (self._attributed_later(number) or self._keeps_future(number, words)):
            return True
        return bool(_BACKSHIFTED.search(words) and (follows_indirect or _REFERS_BACK.match(words)))

    def _keeps_future(self, number: int, words: str) -> bool:
        """Whether a "will" goes on that a report in the present tense keeps: "She says it will rain. It will pour"."""
        verb_before = self.article.clauses[number - 1][-1].verb if self.article.clauses[number - 1] else ""
        return bool(_PRESENT_REPORT.search(verb_before) and _FUTURE.search(words))

    def _attributed_later(self, number: int) -> bool:
        """Whether the paragraph's next sentence gives words to a pronoun: the speaker has not changed in between."""
        following = number + 1
        if following >= len(self.article.sentences) or not self.article.follows_in_paragraph(following):
            return False
        subjects = {self.article.subject_of(clause).lower() for clause in self.article.clauses[following]}
        return bool(subjects & {"he", "she", "they"})

    def _voice_at_end(self, number: int) -> str:
        """The voice that a sentence ends in, when attributions cover enough of it."""
        sentence, inside = self.article.sentences[number], self._attributions_in[number]
        covered = sum(min(found.end, sentence.end) - max(found.start, sentence.start) for found in inside)
        return inside[-1].voice if covered * _ONE_IN > sentence.end - sentence.start else "narration"

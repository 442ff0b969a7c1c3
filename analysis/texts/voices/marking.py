"""An article with its quotations, reporting clauses and persons marked, before its words are given to speakers."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from analysis.texts.spans import SpanIndex
from analysis.texts.tokens import Sentence, Token
from analysis.texts.voices.mentions import Phrases
from analysis.texts.voices.people import find_people
from analysis.texts.voices.quotations import Quotation, find_quotations
from analysis.texts.voices.reporting import find_clauses
from analysis.texts.voices.sources import Clause
from analysis.texts.voices.transcripts import LABEL, find_labels

_NO_CLAUSES: SpanIndex[Clause] = SpanIndex(())


class MarkedArticle:
    """What a reader of an article has to go by; a sentence is asked for by its number.

    Parameters
    ----------
    text, plain : str
        The canonical text, and its normalised copy of the same length.
    paragraphs : list of (int, int)
        The offsets of its paragraphs.
    parts : list of str
        The part of each paragraph.
    sentences : list of Sentence
        Its sentences, in order.
    tokens : list of list of Token
        The tokens of each sentence.

    Attributes
    ----------
    quotations : list of Quotation
        All that stands in quotation marks; ``phrases`` holds the same as bare words.
    labels : dict of int to Label
        Whose line a paragraph is, in a transcript.
    people : People
        The persons that the article names.
    clauses : list of list of Clause
        The reporting clauses of each sentence.
    """

    def __init__(self, text: str, plain: str, paragraphs: list[tuple[int, int]], parts: list[str],
                 sentences: list[Sentence], tokens: list[list[Token]]):
        self.text, self.plain, self.parts, self.sentences = text, plain, list(parts), sentences
        self.labels = find_labels(text, paragraphs)
        self.quotations = find_quotations(text, paragraphs, self.labels)
        self.phrases = Phrases(text[quotation.inner_start:quotation.inner_end] for quotation in self.quotations)
        self.people = find_people(text, plain)
        self._quotation_index, self._sentence_index = SpanIndex(self.quotations), SpanIndex(sentences)
        self.clauses = [find_clauses(line, self._list_quoted(line)) for line in tokens]
        self._add_labels()
        self._clause_indexes = [SpanIndex(clauses) if clauses else _NO_CLAUSES for clauses in self.clauses]
        self._first_clauses: dict[int, Clause] = {}
        for sentence, clauses in zip(sentences, self.clauses):
            if clauses:
                self._first_clauses.setdefault(sentence.paragraph, clauses[0])

    def _add_labels(self) -> None:
        """Let a label report the line behind it, and count its line as running text."""
        for number, sentence in enumerate(self.sentences):
            label = self.labels.get(sentence.paragraph)
            if label and not self.follows_in_paragraph(number):
                self.parts[sentence.paragraph] = "body"
                if label.start == sentence.start:
                    self.clauses[number] = [Clause(label.start, label.end, label.start, label.end, (), "", "neutral",
                                                   LABEL)]

    def _list_quoted(self, line: list[Token]) -> list[bool]:
        """Which tokens of a sentence stand inside quotation marks, the marks included."""
        inside = self._quotation_index.overlapping(line[0].start, line[-1].end) if line else []
        quoted, starts = [False] * len(line), [token.start for token in line] if inside else []
        for quotation in inside:
            first, last = bisect_left(starts, quotation.start), bisect_left(starts, quotation.end)
            quoted[first:last] = [True] * (last - first)
        return quoted

    # -- sentences --------------------------------------------------------------------------------------------------

    def part_of(self, number: int) -> str:
        """The part in which a sentence stands."""
        return self.parts[self.sentences[number].paragraph]

    def is_heading(self, number: int) -> bool:
        """Whether a sentence stands in the headline or the teaser under it."""
        return self.part_of(number) in {"headline", "standfirst"}

    def numbers_in(self, *parts: str) -> list[int]:
        """The sentences of some parts, in order."""
        return [number for number in range(len(self.sentences)) if self.part_of(number) in parts]

    def numbers_touching(self, start: int, end: int) -> list[int]:
        """The sentences that share a character with a stretch of text, in order."""
        return [sentence.sentence for sentence in self._sentence_index.overlapping(start, end)]

    def follows_in_paragraph(self, number: int) -> bool:
        """Whether the sentence before stands in the same paragraph."""
        return number > 0 and self.sentences[number - 1].paragraph == self.sentences[number].paragraph

    # -- quotations and clauses -------------------------------------------------------------------------------------

    def quotations_in(self, number: int) -> Sequence[Quotation]:
        """The quotations that a sentence shares a character with."""
        return self._quotation_index.overlapping(self.sentences[number].start, self.sentences[number].end)

    def new_quotations_in(self, number: int) -> list[Quotation]:
        """The quotations of a sentence that no earlier sentence of its paragraph began."""
        begins = self.sentences[number].start
        return [quotation for quotation in self.quotations_in(number)
                if quotation.start >= begins or not self.follows_in_paragraph(number)]

    def find_nearest_clause(self, quotation: Quotation, number: int) -> Clause | None:
        """The reporting clause nearest to a quotation, in the sentences that it touches from this one on."""
        touched = [other for other in self.numbers_touching(quotation.start, quotation.end) if other >= number]
        near = (clause for other in touched or [number]
                for clause in self._clause_indexes[other].around(quotation.start, quotation.end))
        return min(near, default=None, key=lambda clause: min(abs(clause.end - quotation.start),
                                                              abs(clause.start - quotation.end)))

    def find_next_clause(self, paragraph: int) -> Clause | None:
        """The first reporting clause of the body paragraph that follows; None when it has none."""
        following = next((p for p in range(paragraph + 1, len(self.parts)) if self.parts[p] == "body"), -1)
        return self._first_clauses.get(following)

    def subject_of(self, clause: Clause) -> str:
        """Who reports in a clause, in the article's words; the empty string when it names nobody."""
        return self.text[clause.subject_start:clause.subject_end]

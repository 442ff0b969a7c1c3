"""What the rules of reporting ask of a sentence: its subject, its clauses, where reported words begin and end.

English word order does the work of a parser here: a subject stands before its verb, back to the clause's start; an
apposition stands between two commas, dashes or brackets; a reported clause holds a finite verb.
"""

from __future__ import annotations

import functools
from typing import Sequence

from analysis.lexicons import load_lexicon
from analysis.texts.tokens import Token
from analysis.texts.voices.function_words import (
    ADVERBS, AFTER_A_TAG, AUXILIARIES, BE, BEFORE_INFINITIVE, BOUNDARIES, CLAUSE_STARTS, CONJUNCTIONS, DETERMINERS,
    FINITE, NEVER_INVERTED, NOT_REPORTED, OWN_VOICE, PREPOSITIONS, PRONOUN_SUBJECTS, RELATIVES, SAYING,
    TAKES_A_PERSON,
)

_LONGEST_SUBJECT = 14
_THAT_WITHIN = 9


@functools.cache
def _load_verbs() -> dict[tuple[str, ...], tuple[str, bool]]:
    entries = load_lexicon("reporting_verbs").entries
    return {tuple(term.split()): (category, weight >= 2)
            for term, category, weight in zip(entries.term, entries.category, entries.weight)}


class Grammar:
    """One sentence's tokens, with the questions that the rules ask of them."""

    def __init__(self, tokens: Sequence[Token], quoted: Sequence[bool]):
        self.tokens, self.quoted = tokens, quoted
        self.words = [token.text for token in tokens]
        self.n = len(tokens)

    def match_verb(self, at: int) -> tuple[int, str, bool] | None:
        verbs = _load_verbs()
        for width in (2, 1):
            found = verbs.get(tuple(self.words[at:at + width]))
            if found and len(self.words[at:at + width]) == width:
                return width, *found
        beside = (at and self.quoted[at - 1]) or (self.words[at + 1:at + 2] == [":"] and self.opens_quotation(at + 1))
        return (1, "neutral", True) if beside and len(self.words[at]) > 4 and self.words[at].endswith("ed") else None

    def find_subject(self, at: int) -> tuple[int, int] | None:
        """The noun phrase before the verb, back to the clause's start; None for the author's own "I think"."""
        last = at
        if at and self.words[at - 1] in PREPOSITIONS:
            return None
        while last > 0 and (self.words[last - 1] in AUXILIARIES | NOT_REPORTED | ADVERBS
                            or (self.words[last - 1] == "to" and self.words[last - 2] in BEFORE_INFINITIVE)
                            or (self.words[last - 1].endswith("ly") and last - 1 > 0)):
            last -= 1
        skipped = set(self.words[last:at])
        participle = self.words[at].endswith("ing")
        if participle and not skipped & BE:
            return self._subject_of_sentence() if at and self.words[at - 1] in {",", "–", "—"} | self._ends_noun(at) else None
        if skipped & NOT_REPORTED or (skipped & BE and not participle):
            return None
        apposition = last > 0 and self.words[last - 1] in {",", "–", "—", ")"}
        end_of_apposition = last - 1
        if apposition:
            last = self._skip_apposition_back(last - 1)
            if last is None:
                return None
        first = last
        while first > 0 and last - first < _LONGEST_SUBJECT and not self.quoted[first - 1] \
                and self.words[first - 1] not in BOUNDARIES | CONJUNCTIONS | RELATIVES \
                and not self._match_verb_strict(first - 1):
            if self.words[first - 1] in FINITE - {"'s"}:
                if self.words[first - 2] != "who":
                    break
                first -= 1
            first -= 1
        words = self.words[first:last]
        hypothetical = {"if", "unless", "whether", "having", "let"} & {*words, *self.words[max(0, first - 2):first]}
        if not set(words) - DETERMINERS or words[-1] in OWN_VOICE or hypothetical:
            return None
        return first, (end_of_apposition if apposition else last)

    def _ends_noun(self, at: int) -> set[str]:
        """A participle right after its noun, as in "a letter accusing him", where the verb only characterises."""
        found = self.match_verb(at)
        return {self.words[at - 1]} if found and not found[2] and self.tokens[at - 1].is_word else set()

    def _subject_of_sentence(self) -> tuple[int, int] | None:
        first = 0
        while first < self.n and (self.quoted[first] or self.words[first] in CONJUNCTIONS or not self.tokens[first].is_word):
            first += 1
        last = first
        while last < self.n and not self.quoted[last] and self.words[last] not in BOUNDARIES | FINITE \
                and not self._match_verb_strict(last) and last - first < _LONGEST_SUBJECT:
            last += 1
        return (first, last) if last > first else None

    def _skip_apposition_back(self, comma: int) -> int | None:
        """From the mark that closes an apposition ("X, a former aide, said") back to the mark that opens it."""
        closing = self.words[comma]
        opening = {")": "("}.get(closing, closing)
        for i in range(comma - 1, max(-1, comma - 45), -1):
            if self.quoted[i] and closing != ",":
                continue
            if self.words[i] == opening:
                if self.words[i - 1:i] and self.tokens[i - 1].is_word and i - 1 >= 0:
                    return i
                return None
            if self.words[i] in {".", ":", ";"}:
                return None
        return None

    def _match_verb_strict(self, at: int) -> bool:
        found = _load_verbs().get((self.words[at],))
        return bool(found and found[1] and self.words[at] not in {"report", "claim", "state", "rule", "fear", "hope"})

    def find_inverted_subject(self, at: int, verb_end: int) -> tuple[int, int] | None:
        """The noun phrase after a verb that follows the words: “…,” said X, an expert."""
        if at == 0 or self.words[at - 1] not in {",", '"', "–", "—"} or verb_end >= self.n:
            return None
        if self.words[at] in NEVER_INVERTED or self.words[at].endswith("ing") or self.words[verb_end] in {"that", "to", '"', ":"} | FINITE | {"of", "in", "by"}:
            return None
        last = verb_end
        while last < self.n and not self.quoted[last] and self.words[last] not in {",", ".", ":", ";", "–", "—", "(", ")"}:
            last += 1
        return (verb_end, last) if 0 < last - verb_end <= _LONGEST_SUBJECT else None

    def skip_tag(self, verb_end: int, verb: str) -> int | None:
        """Past "last week", "on Tuesday", "(told) reporters" to the mark that ends a clause like ", he said"; else None."""
        if verb_end < self.n and self.words[verb_end] not in BOUNDARIES | AFTER_A_TAG and not verb.startswith(("tell", "told")):
            return None
        i = verb_end
        while i < self.n and self.words[i] not in BOUNDARIES and not self.quoted[i]:
            i += 1
        return i if i - verb_end <= 12 else None

    def opens_quotation(self, at: int) -> bool:
        """Whether quoted words follow, after a colon or comma at most."""
        return any(self.quoted[at:at + 2]) and at < self.n and (self.words[at] == ":" or not any(self.quoted[:at]))

    def find_content_after(self, verb_end: int, reports: bool, verb: str) -> int | None:
        """Where the reported words begin after the verb; None when what follows is an object, not a clause."""
        if verb_end >= self.n:
            return None
        if not reports:
            return self._find_complement(verb_end)
        for i in range(verb_end, min(verb_end + _THAT_WITHIN, self.n - 1)):
            if self.quoted[i] or self.words[i] in {";", ":"}:
                break
            if self.words[i] == "that" and self.words[i + 1] not in {",", "."}:
                an_object = i > verb_end and self.words[verb_end] not in AFTER_A_TAG | {"to"}
                return None if an_object and not verb.startswith(TAKES_A_PERSON) else i + 1
            if i > verb_end and self.words[i] in FINITE and "that" not in self.words[i:verb_end + _THAT_WITHIN]:
                break
        first = verb_end
        while first < self.n and self.words[first] in {"last", "this", "week", "on", "also", "yesterday"} \
                and self.words[verb_end] in {"last", "on", "yesterday"}:
            first += 1
        if first < self.n and (self.words[first] in {"that", "whether", "how", "why"} and not self.quoted[first]):
            return first
        if verb in SAYING and first < self.n and not self.quoted[first] and self.words[first] in CLAUSE_STARTS | {
                "the", "his", "her", "their", "its", "some", "many", "both", "no"} and set(self.words[first + 1:]) & FINITE:
            return first
        if verb.startswith("expect") and self.words[verb_end] != "to" and "to" in self.words[verb_end + 1:verb_end + 7] \
                and not any(self.quoted[verb_end:verb_end + 7]):
            return verb_end
        told_whom = verb in {"told", "tells", "informed", "reminded", "warned", "warns"}
        window = range(first, min(first + 14, self.n))
        if first < self.n and not self.quoted[first] and self.words[first] not in BOUNDARIES | {"of", "in", "by", "for", "to", "at"}:
            for i in window:
                if self.quoted[i] or self.words[i] in BOUNDARIES | {"who", "which", "that", "as", "when", "where", "after"}:
                    break
                if self.words[i] in FINITE - {"'s"} and i > first:
                    return None if told_whom and i - first > 8 else first
                if i == first and self.words[i] in {"he", "she", "they", "it", "there", "i", "we"}:
                    return first
        return None

    def _find_complement(self, verb_end: int) -> int | None:
        """"accused X of doing", "called on X to go": the complement of a verb that only characterises."""
        if self.words[verb_end - 1].startswith(("cite", "citing")) and not self.quoted[verb_end]:
            return verb_end
        for i in range(verb_end, min(verb_end + 8, self.n - 1)):
            if self.quoted[i] or self.words[i] in {",", ";", "."}:
                return None
            if self.words[i] in {"of", "to"} and i > verb_end and self.words[verb_end - 1].startswith(
                    ("accus", "call", "urg", "order", "ask")):
                return i + 1 if self.words[i] == "of" else i
        return None

    def find_owner(self, at: int) -> tuple[int, int]:
        """Whose claim it is: the possessive before the noun, or the noun itself."""
        for i in range(at - 1, max(-1, at - 4), -1):
            if self.words[i] == "'s":
                first = i
                while first > 0 and self.tokens[first - 1].is_word and first > i - 3 \
                        and self.words[first - 1] not in CONJUNCTIONS | {"for", "of", "to", "by", "despite", "the"}:
                    first -= 1
                return first, i
            if self.words[i] in {"his", "her", "their"}:
                return i, i + 1
            if self.words[i] in BOUNDARIES:
                break
        return at, at + 1

    def end_of_source(self, first: int, leading: bool) -> int:
        """Where the source after "according to" ends: at the comma that closes it, past an apposition when it leads."""
        i = first
        while i < self.n and not self.quoted[i] and self.words[i] not in {",", ".", ";", ":", "–", "—", "(", "?", "!"}:
            i += 1
        if leading and i < self.n and self.words[i] == ",":
            following = next((j for j in range(i + 1, self.n) if self.words[j] == "," and not self.quoted[j]), None)
            if following and self.words[i + 1] not in PRONOUN_SUBJECTS and following - i <= 12 \
                    and not set(self.words[i + 1:following]) & FINITE:
                return following
        return i

    def clause_start(self, at: int) -> int:
        i = at
        while i > 0 and self.words[i - 1] not in {",", ";", ":", "–", "—"} and not (
                self.words[i - 1] in {"and", "but", "as"} and at - i > 1):
            i -= 1
        return i

    def content_end(self, at: int) -> int:
        return self.tokens[self._skip_to_break(at) - 1].end

    def _skip_to_break(self, at: int) -> int:
        i = at
        while i < self.n and self.words[i] not in {";"} and not (self.words[i] == "," and self.words[i + 1:i + 2] == ["but"]):
            i += 1
        return i

    def index_of(self, end: int) -> int:
        return next((i + 1 for i, token in enumerate(self.tokens) if token.end == end), self.n)

    def all_but(self, first: int, last: int) -> tuple[tuple[int, int], ...]:
        return self._cut_before(first) + self._cut_after(last)

    def cut_around(self, first: int, last: int, inverted: bool = False) -> tuple[tuple[int, int], ...]:
        """What a clause that follows its words attributes: what stands before it, and after it only what goes on.

        After a quotation the article itself goes on ("…,” he writes — none of which helps"); after a subject that
        follows its verb an apposition may come ("said X, an expert").
        """
        before = self._cut_before(first)
        following = self.words[last + 1:last + 3]
        if not before:
            goes_on = following == ["and", "that"]
        elif inverted:
            goes_on = bool(following) and following[0] in FINITE | {"and", "but"}
        else:
            goes_on = True
        return before + (self._cut_after(last) if goes_on else ())

    def _cut_before(self, at: int) -> tuple[tuple[int, int], ...]:
        return self.cut(0, at)

    def _cut_after(self, at: int) -> tuple[tuple[int, int], ...]:
        return self.cut(at, self.n)

    def cut(self, first: int, last: int) -> tuple[tuple[int, int], ...]:
        """The stretches from one token to another that are not quoted and hold a word, without marks at their ends."""
        spans, i = [], first
        while i < last:
            if self.quoted[i]:
                i += 1
                continue
            j = i
            while j < last and not self.quoted[j]:
                j += 1
            a, b = i, self._trim_tag(i, j)
            while a < b and not self.tokens[a].is_word:
                a += 1
            while b > a and not self.tokens[b - 1].is_word:
                b -= 1
            if a < b:
                spans.append((self.tokens[a].start, self.tokens[b - 1].end))
            i = j
        return tuple(spans)

    def _trim_tag(self, first: int, last: int) -> int:
        """Before a quotation, leave out a further tag of the same speaker: "…, but added that “…”", "before adding “…”"."""
        i = last
        while i > first and (self.words[i - 1] in {"that", ":", ",", '"'} or self.match_verb(i - 1)):
            i -= 1
        tag = i < last and any(self.match_verb(k) for k in range(i, last))
        if not tag or last == self.n:
            return last
        return i - 1 if i > first and self.words[i - 1] in CONJUNCTIONS | {"before", "later"} else i

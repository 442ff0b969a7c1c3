"""Find reporting clauses ("she said that …", "…, experts claim", "according to …") and the words they attribute.

A rule is named for the construction it reads. All work on tokens; words inside quotation marks are skipped, so that
"‘I said no,’ he said" has one reporting clause of the article's own. The reporting verbs are the lexicon
``reporting_verbs`` with its stances (after Thompson & Ye 1991).
"""

from __future__ import annotations

import functools
import re
from typing import NamedTuple, Sequence

from analysis.lexicons import load_lexicon
from analysis.texts.tokens import Token

_FINITE = set("is are was were has have had will would could may might can must should shall does do did 's 'll 'd "
              "isn aren ca wo n't".split())
_PRONOUN_SUBJECTS = set("he she they it there i we you this these those that what who nobody everyone no-one".split())
_CLAUSE_STARTS = _PRONOUN_SUBJECTS | {"if", "when", "while", "although", "since", "even", "although"}
_AUXILIARIES = set("has have had is are was were be been being also now then once again previously repeatedly since "
                   "will would could may might can must should do does did not n't never recently even just long "
                   "bizarrely openly publicly later earlier reportedly often always still both".split())
_ADVERBS = {"already", "fully", "duly", "only", "best", "seen", "heard", "caught", "filmed", "quoted", "recorded", "first", "even"}
_NOT_REPORTED = {"need", "must", "should", "shall", "may", "might", "can", "could", "ca"}  # what may be said was not said
_NEVER_INVERTED = set("told tells tell informs informed announced announces shows showed finds found proves proved".split())
_AFTER_A_TAG = set("on in at last yesterday today this during by after before when as from via later earlier while".split())
_SAYING = set("said says say saying believes believe believed thinks think thought claims claim claimed insists insist insisted "
              "hopes hope hoped fears fear feared warns warn warned argues argue argued suspects adds added".split())
_OWN_VOICE = {"i", "we", "you", "one", "everyone", "everybody", "nobody", "who", "which", "to", "let", "it", "that"}
_BOUNDARIES = {",", ";", ":", "–", "—", "--", "(", ")", '"', ".", "-"}
_CONJUNCTIONS = {"and", "but", "as", "while", "because", "although", "though", "when", "or", "yet", "so", "after", "since"}
_RELATIVES = {"which", "that", "where", "what", "how", "why"}
_DETERMINERS = {"the", "a", "an", "this", "his", "her", "their", "its", "'s", "of", "no", "any", "some", "another"}
_PREPOSITIONS = {"for", "without", "of", "in", "with", "by", "at", "from", "under", "over"}
_BEFORE_INFINITIVE = {"had", "has", "have", "appeared", "seemed", "went", "on", "forced"}
_TAKES_A_PERSON = ("told", "tell", "inform", "remind", "warn", "assur", "advis", "caution", "promis")
_REPORT_NOUNS = set("claim claims report reports rumour rumours rumor rumors allegation allegations suggestion suggestions "
                    "warning warnings belief fear fears view statement argument insistence assertion assertions "
                    "prediction predictions speculation".split())
_HEARSAY_VERBS = set("said reported believed thought understood alleged rumoured rumored feared claimed considered "
                     "expected known".split())
_BE = {"is", "are", "was", "were", "be", "been", "'s"}
_LONGEST_SUBJECT = 14
_THAT_WITHIN = 9


class Clause(NamedTuple):
    """One reporting clause in a sentence.

    ``start``, ``end``: the clause itself. ``subject_start``, ``subject_end``: who reports (equal when nobody is
    named). ``contents``: offsets of the attributed words outside quotation marks, maybe none. ``verb``, ``stance``,
    ``rule``: how it was read.
    """

    start: int
    end: int
    subject_start: int
    subject_end: int
    contents: tuple[tuple[int, int], ...]
    verb: str
    stance: str
    rule: str


@functools.cache
def _load_verbs() -> dict[tuple[str, ...], tuple[str, bool]]:
    entries = load_lexicon("reporting_verbs").entries
    return {tuple(term.split()): (category, weight >= 2)
            for term, category, weight in zip(entries.term, entries.category, entries.weight)}


def find_clauses(tokens: Sequence[Token], quoted: Sequence[bool]) -> list[Clause]:
    """Return the reporting clauses of one sentence.

    Parameters
    ----------
    tokens : sequence of Token
        The sentence's tokens.
    quoted : sequence of bool
        For each token, whether it stands inside quotation marks (the marks too).

    Examples
    --------
    >>> from analysis.texts.tokens import tokenise_words
    >>> text = "The clerk said that it had rained."
    >>> clause, = find_clauses(tokenise_words(text), [False] * 8)
    >>> text[slice(*clause[2:4])], clause.verb, [text[a:b] for a, b in clause.contents]
    ('The clerk', 'said', ['it had rained'])
    """
    sentence = _Sentence(tokens, quoted)
    clauses: list[Clause] = []
    at = 0
    while at < len(tokens):
        clause = (sentence.read_according_to(at) or sentence.read_hearsay(at) or sentence.read_verb(at)
                  or sentence.read_noun(at))
        if clause and not _overlaps(clause, clauses):
            clauses = [_stop_before(other, clause) for other in clauses] + [clause]
        at += 1
    return clauses


def _stop_before(earlier: Clause, later: Clause) -> Clause:
    """End what one clause attributes where the next clause begins ("she said that …, and he warned …")."""
    contents = tuple((start, min(end, later.start)) if start < later.start < end else (start, end)
                     for start, end in earlier.contents)
    return earlier._replace(contents=contents)


def _overlaps(clause: Clause, others: list[Clause]) -> bool:
    """Whether the clause stands inside words already attributed, or overlaps another clause."""
    inside = any(start <= clause.start and clause.end <= end for other in others for start, end in other.contents)
    return (inside and clause.rule != "verb before a quotation") or any(clause.start < other.end and other.start < clause.end for other in others)


class _Sentence:
    """One sentence's tokens, with the questions that the rules ask of them."""

    def __init__(self, tokens: Sequence[Token], quoted: Sequence[bool]):
        self.tokens, self.quoted = tokens, quoted
        self.words = [token.text for token in tokens]
        self.n = len(tokens)

    # -- the constructions ------------------------------------------------------------------------------------------

    def read_according_to(self, at: int) -> Clause | None:
        """According to X, …; …, according to X, …; in the words of X."""
        phrase = next((p for p in (("according", "to"), ("in", "the", "words", "of"), ("in", "the", "view", "of"),
                                   ("in", "the", "opinion", "of"))
                       if tuple(self.words[at:at + len(p)]) == p and not self.quoted[at]), None)
        if phrase is None:
            return None
        first = at + len(phrase)
        last = self._end_of_source(first, leading=at == 0)
        if last == first:
            return None
        start, end = self.tokens[at].start, self.tokens[last - 1].end
        return Clause(start, end, self.tokens[first].start, self.tokens[last - 1].end,
                      self._all_but(at, last), " ".join(phrase), "neutral", "according to")

    def read_hearsay(self, at: int) -> Clause | None:
        """X is said to …; it is believed that …: attributed to nobody in particular."""
        if self.words[at] not in _BE or self.quoted[at] or at + 2 >= self.n:
            return None
        verb_at = at + 1
        while verb_at < self.n and self.words[verb_at] in _AUXILIARIES | {"widely", "now", "generally"}:
            verb_at += 1
        if verb_at + 1 >= self.n or self.words[verb_at] not in _HEARSAY_VERBS:
            return None
        verb, following = self.words[verb_at], self.words[verb_at + 1]
        nobody = self.tokens[at].start
        if following == "to" and verb not in {"expected", "known", "considered"}:
            begin = self._clause_start(at)
            content = (self.tokens[begin].start, self._content_end(verb_at + 1))
            return Clause(self.tokens[at].start, self.tokens[verb_at].end, nobody, nobody,
                          self._cut(begin, self._index_of(content[1])), f"{self.words[at]} {verb}", "neutral", "hearsay passive")
        if self.words[at - 1] == "it" and following == "that" and at > 0:
            return Clause(self.tokens[at - 1].start, self.tokens[verb_at + 1].end, nobody, nobody,
                          self._cut(verb_at + 2, self.n), f"{self.words[at]} {verb}", "neutral", "hearsay passive")
        return None

    def read_verb(self, at: int) -> Clause | None:
        """X said that …; X said …; …, X said, …; …, said X; X accused Y of “…”."""
        found = self._match_verb(at)
        is_noun = self.words[at] in _REPORT_NOUNS and bool(_DETERMINERS & set(self.words[max(0, at - 2):at]))
        if found is None or self.quoted[at] or is_noun:
            return None
        width, stance, reports = found
        verb_end = at + width
        verb = " ".join(self.words[at:verb_end])
        subject = self._find_subject(at)
        inverted = None if subject else self._find_inverted_subject(at, verb_end)
        if inverted and reports:
            first, last = inverted
            return Clause(self.tokens[at].start, self.tokens[last - 1].end, self.tokens[first].start,
                          self.tokens[last - 1].end, self._cut_around(at, last, inverted=True), verb, stance,
                          "verb and subject after the words")
        if subject is None:
            return None
        first, last = subject
        start, subject_span = self.tokens[first].start, (self.tokens[first].start, self.tokens[last - 1].end)
        begin = self._find_content_after(verb_end, reports, verb)
        if begin is not None:
            return Clause(start, self.tokens[begin - 1].end, *subject_span, self._cut(begin, self.n), verb, stance,
                          "subject and verb before the words")
        tail = self._skip_tag(verb_end, verb)
        if reports and tail is not None and first > 0 and self.words[first - 1] in {",", '"', "–", "—"} \
                and not self._opens_quotation(tail):
            return Clause(start, self.tokens[tail - 1].end, *subject_span, self._cut_around(first, tail), verb, stance,
                          "subject and verb after the words")
        if any(self.quoted[at:]) or (reports and any(self.quoted) and tail is not None):
            tag_end = verb_end if tail is None else tail
            rule = "verb before a quotation" if self._opens_quotation(tag_end) else "verb with quoted words"
            return Clause(start, self.tokens[verb_end - 1].end, *subject_span, (), verb, stance, rule)
        return None

    def read_noun(self, at: int) -> Clause | None:
        """X's claim that …; reports that …; rumours that …."""
        if self.words[at] not in _REPORT_NOUNS or self.quoted[at] or at + 2 >= self.n:
            return None
        that = next((i for i in range(at + 1, min(at + 8, self.n - 1)) if self.words[i] == "that"), None)
        if at and self.words[at - 1] in _FINITE | {"to"} - {"'s"}:
            return None
        if that is None or any(self.words[i] in _BOUNDARIES | _FINITE for i in range(at + 1, that)):
            return None
        owner = self._find_owner(at)
        return Clause(self.tokens[owner[0]].start, self.tokens[that].end, self.tokens[owner[0]].start,
                      self.tokens[owner[1] - 1].end, self._cut(that + 1, self.n), self.words[at],
                      "distancing" if self.words[at].startswith(("claim", "alleg", "rumo", "insist", "assert")) else "neutral",
                      "noun of reporting")

    # -- what the rules ask -----------------------------------------------------------------------------------------

    def _match_verb(self, at: int) -> tuple[int, str, bool] | None:
        verbs = _load_verbs()
        for width in (2, 1):
            found = verbs.get(tuple(self.words[at:at + width]))
            if found and len(self.words[at:at + width]) == width:
                return width, *found
        beside = (at and self.quoted[at - 1]) or (self.words[at + 1:at + 2] == [":"] and self._opens_quotation(at + 1))
        return (1, "neutral", True) if beside and len(self.words[at]) > 4 and self.words[at].endswith("ed") else None

    def _find_subject(self, at: int) -> tuple[int, int] | None:
        """The noun phrase before the verb, back to the clause's start; None for the author's own "I think"."""
        last = at
        if at and self.words[at - 1] in _PREPOSITIONS:
            return None
        while last > 0 and (self.words[last - 1] in _AUXILIARIES | _NOT_REPORTED | _ADVERBS
                            or (self.words[last - 1] == "to" and self.words[last - 2] in _BEFORE_INFINITIVE)
                            or (self.words[last - 1].endswith("ly") and last - 1 > 0)):
            last -= 1
        skipped = set(self.words[last:at])
        participle = self.words[at].endswith("ing")
        if participle and not skipped & _BE:
            return self._subject_of_sentence() if at and self.words[at - 1] in {",", "–", "—"} | self._ends_noun(at) else None
        if skipped & _NOT_REPORTED or (skipped & _BE and not participle):
            return None
        apposition = last > 0 and self.words[last - 1] in {",", "–", "—", ")"}
        end_of_apposition = last - 1
        if apposition:
            last = self._skip_apposition_back(last - 1)
            if last is None:
                return None
        first = last
        while first > 0 and last - first < _LONGEST_SUBJECT and not self.quoted[first - 1] \
                and self.words[first - 1] not in _BOUNDARIES | _CONJUNCTIONS | _RELATIVES \
                and not self._match_verb_strict(first - 1):
            if self.words[first - 1] in _FINITE - {"'s"}:
                if self.words[first - 2] != "who":
                    break
                first -= 1
            first -= 1
        words = self.words[first:last]
        hypothetical = {"if", "unless", "whether", "having", "let"} & {*words, *self.words[max(0, first - 2):first]}
        if not set(words) - _DETERMINERS or words[-1] in _OWN_VOICE or hypothetical:
            return None
        return first, (end_of_apposition if apposition else last)

    def _ends_noun(self, at: int) -> set[str]:
        """A participle right after its noun, as in "a letter accusing him", where the verb only characterises."""
        found = self._match_verb(at)
        return {self.words[at - 1]} if found and not found[2] and self.tokens[at - 1].is_word else set()

    def _subject_of_sentence(self) -> tuple[int, int] | None:
        first = 0
        while first < self.n and (self.quoted[first] or self.words[first] in _CONJUNCTIONS or not self.tokens[first].is_word):
            first += 1
        last = first
        while last < self.n and not self.quoted[last] and self.words[last] not in _BOUNDARIES | _FINITE \
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

    def _find_inverted_subject(self, at: int, verb_end: int) -> tuple[int, int] | None:
        """The noun phrase after a verb that follows the words: “…,” said X, an expert."""
        if at == 0 or self.words[at - 1] not in {",", '"', "–", "—"} or verb_end >= self.n:
            return None
        if self.words[at] in _NEVER_INVERTED or self.words[at].endswith("ing") or self.words[verb_end] in {"that", "to", '"', ":"} | _FINITE | {"of", "in", "by"}:
            return None
        last = verb_end
        while last < self.n and not self.quoted[last] and self.words[last] not in {",", ".", ":", ";", "–", "—", "(", ")"}:
            last += 1
        return (verb_end, last) if 0 < last - verb_end <= _LONGEST_SUBJECT else None

    def _skip_tag(self, verb_end: int, verb: str) -> int | None:
        """Past "last week", "on Tuesday", "(told) reporters" to the mark that ends a clause like ", he said"; else None."""
        if verb_end < self.n and self.words[verb_end] not in _BOUNDARIES | _AFTER_A_TAG and not verb.startswith(("tell", "told")):
            return None
        i = verb_end
        while i < self.n and self.words[i] not in _BOUNDARIES and not self.quoted[i]:
            i += 1
        return i if i - verb_end <= 12 else None

    def _opens_quotation(self, at: int) -> bool:
        """Whether quoted words follow, after a colon or comma at most."""
        return any(self.quoted[at:at + 2]) and at < self.n and (self.words[at] == ":" or not any(self.quoted[:at]))

    def _find_content_after(self, verb_end: int, reports: bool, verb: str) -> int | None:
        """Where the reported words begin after the verb; None when what follows is an object, not a clause."""
        if verb_end >= self.n:
            return None
        if not reports:
            return self._find_complement(verb_end)
        for i in range(verb_end, min(verb_end + _THAT_WITHIN, self.n - 1)):
            if self.quoted[i] or self.words[i] in {";", ":"}:
                break
            if self.words[i] == "that" and self.words[i + 1] not in {",", "."}:
                an_object = i > verb_end and self.words[verb_end] not in _AFTER_A_TAG | {"to"}
                return None if an_object and not verb.startswith(_TAKES_A_PERSON) else i + 1
            if i > verb_end and self.words[i] in _FINITE and "that" not in self.words[i:verb_end + _THAT_WITHIN]:
                break
        first = verb_end
        while first < self.n and self.words[first] in {"last", "this", "week", "on", "also", "yesterday"} \
                and self.words[verb_end] in {"last", "on", "yesterday"}:
            first += 1
        if first < self.n and (self.words[first] in {"that", "whether", "how", "why"} and not self.quoted[first]):
            return first
        if verb in _SAYING and first < self.n and not self.quoted[first] and self.words[first] in _CLAUSE_STARTS | {
                "the", "his", "her", "their", "its", "some", "many", "both", "no"} and set(self.words[first + 1:]) & _FINITE:
            return first
        if verb.startswith("expect") and self.words[verb_end] != "to" and "to" in self.words[verb_end + 1:verb_end + 7] \
                and not any(self.quoted[verb_end:verb_end + 7]):
            return verb_end
        told_whom = verb in {"told", "tells", "informed", "reminded", "warned", "warns"}
        window = range(first, min(first + 14, self.n))
        if first < self.n and not self.quoted[first] and self.words[first] not in _BOUNDARIES | {"of", "in", "by", "for", "to", "at"}:
            for i in window:
                if self.quoted[i] or self.words[i] in _BOUNDARIES | {"who", "which", "that", "as", "when", "where", "after"}:
                    break
                if self.words[i] in _FINITE - {"'s"} and i > first:
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

    def _find_owner(self, at: int) -> tuple[int, int]:
        """Whose claim it is: the possessive before the noun, or the noun itself."""
        for i in range(at - 1, max(-1, at - 4), -1):
            if self.words[i] == "'s":
                first = i
                while first > 0 and self.tokens[first - 1].is_word and first > i - 3 \
                        and self.words[first - 1] not in _CONJUNCTIONS | {"for", "of", "to", "by", "despite", "the"}:
                    first -= 1
                return first, i
            if self.words[i] in {"his", "her", "their"}:
                return i, i + 1
            if self.words[i] in _BOUNDARIES:
                break
        return at, at + 1

    def _end_of_source(self, first: int, leading: bool) -> int:
        """Where the source after "according to" ends: at the comma that closes it, past an apposition when it leads."""
        i = first
        while i < self.n and not self.quoted[i] and self.words[i] not in {",", ".", ";", ":", "–", "—", "(", "?", "!"}:
            i += 1
        if leading and i < self.n and self.words[i] == ",":
            following = next((j for j in range(i + 1, self.n) if self.words[j] == "," and not self.quoted[j]), None)
            if following and self.words[i + 1] not in _PRONOUN_SUBJECTS and following - i <= 12 \
                    and not set(self.words[i + 1:following]) & _FINITE:
                return following
        return i

    def _clause_start(self, at: int) -> int:
        i = at
        while i > 0 and self.words[i - 1] not in {",", ";", ":", "–", "—"} and not (
                self.words[i - 1] in {"and", "but", "as"} and at - i > 1):
            i -= 1
        return i

    def _content_end(self, at: int) -> int:
        return self.tokens[self._skip_to_break(at) - 1].end

    def _skip_to_break(self, at: int) -> int:
        i = at
        while i < self.n and self.words[i] not in {";"} and not (self.words[i] == "," and self.words[i + 1:i + 2] == ["but"]):
            i += 1
        return i

    def _index_of(self, end: int) -> int:
        return next((i + 1 for i, token in enumerate(self.tokens) if token.end == end), self.n)

    def _all_but(self, first: int, last: int) -> tuple[tuple[int, int], ...]:
        return self._cut_before(first) + self._cut_after(last)

    def _cut_around(self, first: int, last: int, inverted: bool = False) -> tuple[tuple[int, int], ...]:
        """What a clause that follows its words attributes: what stands before it, and after it only what goes on.

        After a quotation the article itself goes on ("…,” he writes — none of which helps"); after a subject that
        follows its verb an apposition may come ("said X, an expert").
        """
        before = self._cut_before(first)
        following = self.words[last + 1:last + 3]
        if not before:
            goes_on = following == ["and", "that"]
        elif inverted:
            goes_on = bool(following) and following[0] in _FINITE | {"and", "but"}
        else:
            goes_on = True
        return before + (self._cut_after(last) if goes_on else ())

    def _cut_before(self, at: int) -> tuple[tuple[int, int], ...]:
        return self._cut(0, at)

    def _cut_after(self, at: int) -> tuple[tuple[int, int], ...]:
        return self._cut(at, self.n)

    def _cut(self, first: int, last: int) -> tuple[tuple[int, int], ...]:
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
        while i > first and (self.words[i - 1] in {"that", ":", ",", '"'} or self._match_verb(i - 1)):
            i -= 1
        tag = i < last and any(self._match_verb(k) for k in range(i, last))
        if not tag or last == self.n:
            return last
        return i - 1 if i > first and self.words[i - 1] in _CONJUNCTIONS | {"before", "later"} else i

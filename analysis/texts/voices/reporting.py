"""Find reporting clauses ("she said that …", "…, experts claim", "according to …") and the words they attribute.

A rule is named for the construction it reads. All work on tokens; words inside quotation marks are skipped, so that
"‘I said no,’ he said" has one reporting clause of the article's own. The reporting verbs are the lexicon
``reporting_verbs`` with its stances (after Thompson & Ye 1991).
"""

from __future__ import annotations

from typing import NamedTuple, Sequence

from analysis.texts.tokens import Token
from analysis.texts.voices.function_words import (
    AUXILIARIES, BE, BOUNDARIES, DETERMINERS, FINITE, HEARSAY_VERBS, REPORT_NOUNS,
)
from analysis.texts.voices.grammar import Grammar


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
    sentence = Grammar(tokens, quoted)
    clauses: list[Clause] = []
    at = 0
    while at < len(tokens):
        clause = (_read_according_to(sentence, at) or _read_hearsay(sentence, at) or _read_verb(sentence, at)
                  or _read_noun(sentence, at))
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


def _read_according_to(sentence: Grammar, at: int) -> Clause | None:
    """According to X, …; …, according to X, …; in the words of X."""
    phrase = next((p for p in (("according", "to"), ("in", "the", "words", "of"), ("in", "the", "view", "of"),
                               ("in", "the", "opinion", "of"))
                   if tuple(sentence.words[at:at + len(p)]) == p and not sentence.quoted[at]), None)
    if phrase is None:
        return None
    first = at + len(phrase)
    last = sentence.end_of_source(first, leading=at == 0)
    if last == first:
        return None
    start, end = sentence.tokens[at].start, sentence.tokens[last - 1].end
    return Clause(start, end, sentence.tokens[first].start, sentence.tokens[last - 1].end,
                  sentence.all_but(at, last), " ".join(phrase), "neutral", "according to")


def _read_hearsay(sentence: Grammar, at: int) -> Clause | None:
    """X is said to …; it is believed that …: attributed to nobody in particular."""
    if sentence.words[at] not in BE or sentence.quoted[at] or at + 2 >= sentence.n:
        return None
    verb_at = at + 1
    while verb_at < sentence.n and sentence.words[verb_at] in AUXILIARIES | {"widely", "now", "generally"}:
        verb_at += 1
    if verb_at + 1 >= sentence.n or sentence.words[verb_at] not in HEARSAY_VERBS:
        return None
    verb, following = sentence.words[verb_at], sentence.words[verb_at + 1]
    nobody = sentence.tokens[at].start
    if following == "to" and verb not in {"expected", "known", "considered"}:
        begin = sentence.clause_start(at)
        content = (sentence.tokens[begin].start, sentence.content_end(verb_at + 1))
        return Clause(sentence.tokens[at].start, sentence.tokens[verb_at].end, nobody, nobody,
                      sentence.cut(begin, sentence.index_of(content[1])), f"{sentence.words[at]} {verb}", "neutral", "hearsay passive")
    if sentence.words[at - 1] == "it" and following == "that" and at > 0:
        return Clause(sentence.tokens[at - 1].start, sentence.tokens[verb_at + 1].end, nobody, nobody,
                      sentence.cut(verb_at + 2, sentence.n), f"{sentence.words[at]} {verb}", "neutral", "hearsay passive")
    return None


def _read_verb(sentence: Grammar, at: int) -> Clause | None:
    """X said that …; X said …; …, X said, …; …, said X; X accused Y of “…”."""
    found = sentence.match_verb(at)
    is_noun = sentence.words[at] in REPORT_NOUNS and bool(DETERMINERS & set(sentence.words[max(0, at - 2):at]))
    if found is None or sentence.quoted[at] or is_noun:
        return None
    width, stance, reports = found
    verb_end = at + width
    verb = " ".join(sentence.words[at:verb_end])
    subject = sentence.find_subject(at)
    inverted = None if subject else sentence.find_inverted_subject(at, verb_end)
    if inverted and reports:
        first, last = inverted
        return Clause(sentence.tokens[at].start, sentence.tokens[last - 1].end, sentence.tokens[first].start,
                      sentence.tokens[last - 1].end, sentence.cut_around(at, last, inverted=True), verb, stance,
                      "verb and subject after the words")
    if subject is None:
        return None
    first, last = subject
    start, subject_span = sentence.tokens[first].start, (sentence.tokens[first].start, sentence.tokens[last - 1].end)
    begin = sentence.find_content_after(verb_end, reports, verb)
    if begin is not None:
        return Clause(start, sentence.tokens[begin - 1].end, *subject_span, sentence.cut(begin, sentence.n), verb, stance,
                      "subject and verb before the words")
    tail = sentence.skip_tag(verb_end, verb)
    if reports and tail is not None and first > 0 and sentence.words[first - 1] in {",", '"', "–", "—"} \
            and not sentence.opens_quotation(tail):
        return Clause(start, sentence.tokens[tail - 1].end, *subject_span, sentence.cut_around(first, tail), verb, stance,
                      "subject and verb after the words")
    if any(sentence.quoted[at:]) or (reports and any(sentence.quoted) and tail is not None):
        tag_end = verb_end if tail is None else tail
        rule = "verb before a quotation" if sentence.opens_quotation(tag_end) else "verb with quoted words"
        return Clause(start, sentence.tokens[verb_end - 1].end, *subject_span, (), verb, stance, rule)
    return None


def _read_noun(sentence: Grammar, at: int) -> Clause | None:
    """X's claim that …; reports that …; rumours that …."""
    if sentence.words[at] not in REPORT_NOUNS or sentence.quoted[at] or at + 2 >= sentence.n:
        return None
    that = next((i for i in range(at + 1, min(at + 8, sentence.n - 1)) if sentence.words[i] == "that"), None)
    if at and sentence.words[at - 1] in (FINITE | {"to"}) - {"'s"}:
        return None
    if that is None or any(sentence.words[i] in BOUNDARIES | FINITE for i in range(at + 1, that)):
        return None
    owner = sentence.find_owner(at)
    return Clause(sentence.tokens[owner[0]].start, sentence.tokens[that].end, sentence.tokens[owner[0]].start,
                  sentence.tokens[owner[1] - 1].end, sentence.cut(that + 1, sentence.n), sentence.words[at],
                  "distancing" if sentence.words[at].startswith(("claim", "alleg", "rumo", "insist", "assert")) else "neutral",
                  "noun of reporting")

"""Rulings: why a sentence carries frames and makes a downfall claim, and why words that were found did neither."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from itertools import groupby

from analysis.instruments.candidates import ALONE, Candidate
from analysis.instruments.claim_fields import find_agents
from analysis.instruments.claims import POINTS_BACK, Claim, Trace
from analysis.instruments.frames import NEEDS, Reading
from analysis.instruments.groups import ACTING
from analysis.schemas import FRAMES
from analysis.texts.tokens import Token

Row = tuple[str, str, str, str]
_NO_LEADER = "whose fall it would be is not said: --leader NAME, or --towards NAME, names somebody in the text"
_LENT = {"bad": "problem", "name_calling": "judgement", "ridicule": "judgement"}  # from the lists of tone and loading
_POINTING = "carried on"


def explain_frames(reading: Reading, person: str) -> Iterator[Row]:
    """Explain the frames of one sentence.

    Parameters
    ----------
    reading : Reading
        What ``find_frames`` gave for it.
    person : str
        The leader whom frames go by; empty where the text names nobody.

    Yields
    ------
    tuple
        measure ("frame game"; "frames" for all) · words · value (yes or no) · why: each entry that was found, whether
        it makes the frame alone or with what, and else what it lacks; then whether the frame is there.

    Examples
    --------
    >>> from analysis.instruments.frames import find_frames
    >>> from analysis.texts.tokens import tokenise_words
    >>> text = "The generals saluted."
    >>> [row[:3] for row in explain_frames(find_frames(tokenise_words(text), [], text), "")]
    [('frame army', 'generals', 'no'), ('frame army', '', 'no'), ('frames', '', 'none')]
    """
    carried = {framed.frame for framed in reading.frames}
    rulings = sorted(_rule_on_candidates(reading), key=lambda ruling: (*FRAMES, ACTING).index(ruling[0]))
    for frame, of_frame in groupby(rulings, key=lambda ruling: ruling[0]):
        measure = f"frame {frame.replace('_', ' ')}" if frame != ACTING else "frames"
        yield from ((measure, words, value, why) for _, words, value, why in of_frame)
        if frame in carried:
            yield measure, "", "yes", "one entry is enough"
        elif frame != ACTING:
            yield measure, "", "no", "no entry that was found makes it"
    if not reading.candidates and not reading.made:
        why = "no entry of the lists stands in it"
    else:
        why = (f"the leader is {person}, whom the text names most often" if person
               else "the text names nobody, so only pronouns mean a leader")
    yield "frames", "", ", ".join(framed.frame for framed in reading.frames) or "none", why


def _rule_on_candidates(reading: Reading) -> Iterator[Row]:
    """Frame, words, yes or no, and why, of what made a frame and of each candidate that made none."""
    used = {(made.frame, made.first, made.last) for made in reading.made}
    deeds = {deed for made in reading.made for deed in made.rule.split(" + ")[1:]}
    for made in reading.made:
        yield made.frame, made.term, "yes", _say_made(made)
    for candidate in reading.candidates:
        frame = _LENT.get(candidate.frame, candidate.frame)
        if frame not in NEEDS or (frame, candidate.first, candidate.last) in used:
            continue
        if frame == ACTING and (candidate.term in deeds or any(candidate.first == made.first for made in reading.made)):
            continue
        yield frame, candidate.term, "no", f"{candidate.rule.partition(':')[0]}; does not fit: {NEEDS[frame]}"


def _say_made(made: Candidate) -> str:
    source = made.rule.partition(": ")[0]
    if _POINTING in made.rule:
        return f"{source}; a deed of the group that the sentence before names"
    if " + " in made.rule:
        return f"{source}; with {made.rule.rpartition(' + ')[2]}"
    alone = source == "frames" and made.weight >= ALONE
    return f"{source}; makes it alone" if alone else f"{source}; fits: {NEEDS[made.frame]}"


def explain_claim(trace: Trace | None, tokens: Sequence[Token], text: str) -> Iterator[Row]:
    """Explain whether one sentence makes a downfall claim, and what the claim says.

    Parameters
    ----------
    trace : Trace, optional
        What ``trace_claims`` gave for it; None where nobody is known to be the leader.
    tokens : sequence of Token
        The sentence's tokens.
    text : str
        The whole text.

    Yields
    ------
    tuple
        measure (claim, or claim role, mechanism, polarity, certainty, horizon) · words · value · why: each word of the
        fall and why it makes a claim or none; whether there is a claim, and what it says.

    Examples
    --------
    >>> [row[2] for row in explain_claim(None, [], "")]
    ['–']
    """
    if trace is None:
        yield "claim", "", "–", _NO_LEADER
        return
    for event, why_not in trace.events:
        yield "claim", event.term, "no" if why_not else "yes", f"falls: {event.category}; " + (
            why_not or "said of the leader")
    if trace.claim is None:
        yield "claim", "", "no", "no word of the fall is said of the leader" if trace.events else "no word of the fall"
        return
    points_back = trace.claim.rule == POINTS_BACK
    yield "claim", "", "yes", "points back at the claim before it" if points_back else trace.claim.rule
    yield from _explain_fields(trace.claim, trace, tokens, text)


def _explain_fields(claim: Claim, trace: Trace, tokens: Sequence[Token], text: str) -> Iterator[Row]:
    fields = claim.fields
    starts = {event.start for event, why_not in trace.events if not why_not}
    at = [number for number, token in enumerate(tokens) if token.start in starts]
    agents = find_agents(tokens, text, at)
    for agent in agents:
        yield "claim mechanism", agent.term, agent.category, "mechanisms: near the word of the fall"
    yield "claim mechanism", "", fields.mechanism, (
        "of several, death counts first and defeat last" if agents or claim.rule != POINTS_BACK
        else "that of the claim before it")
    hangs = "; it hangs on something else" if fields.conditional else ""
    yield "claim role", "", fields.role, f"what the sentence does with the fall{hangs}"
    yield "claim polarity", "", fields.polarity, "whether it says that the fall comes"
    graded = not math.isnan(fields.certainty)
    yield "claim certainty", "", f"{fields.certainty:g}" if graded else "–", (
        "5, 4 where it is very likely, or the lowest grade of a hedge; who believes it does not count" if graded
        else "a condition and a question have none")
    yield "claim horizon", "", fields.horizon, "when, by the words for time in the sentence"

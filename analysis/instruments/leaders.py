"""Where a text speaks of a leader: by a name, by a word for the regime, or by a pronoun.

A pronoun of the leader's gender means the leader, once named, unless another person who is not the one that speaks was
named since, in this sentence or the one before. The leader's gender is that of the pronouns in sentences that name
nobody else.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from typing import NamedTuple

from analysis.texts.names.finding import Name
from analysis.texts.names.targets import TargetMention
from analysis.texts.spans import SpanIndex
from analysis.texts.tokens import Token
from analysis.texts.voices.passages import Voices

_HE, _SHE = frozenset("he him his himself".split()), frozenset("she her hers herself".split())
PRONOUNS = _HE | _SHE
RULE = frozenset("regime regimes rule reign presidency premiership leadership administration government throne".split())
_LEADERS = frozenset("president leader premier ruler".split())
_EPITHETS = frozenset("dictator tyrant despot strongman autocrat tsar warmonger".split())
_TOP = frozenset({"man at the top", "woman at the top"})
_FOR_THE_REGIME = RULE | _LEADERS
_NEAR = 4  # sentences in which a word for the regime may stand away from the leader's name


class Spoken(NamedTuple):
    """Of whom one sentence speaks: the indices of the tokens that mean a leader, and of those that name others."""

    leader: list[int]
    others: list[int]


def find_leader(voices: Voices, names: Sequence[Name], mentions: Sequence[Sequence[TargetMention]],
                leaders: Collection[str]) -> list[Spoken]:
    """Find where each sentence speaks of a leader, and where of another person.

    Parameters
    ----------
    voices : Voices
        The article.
    names : sequence of Name
        Its mentions of persons.
    mentions : sequence of sequence of TargetMention
        Its mentions of targets, sentence by sentence.
    leaders : collection of str
        The targets that are leaders.

    Returns
    -------
    list of Spoken
        One for each sentence.
    """
    is_she = _is_woman(voices, names, mentions, leaders)
    ours = _SHE if is_she else _HE
    spoken = SpanIndex(voices.passages)
    people = SpanIndex(list(names))
    found, last_other, last_named = [], -2, -len(voices.sentences) - _NEAR
    for number, (sentence, tokens, named) in enumerate(zip(voices.sentences, voices.tokens, mentions)):
        speakers = {passage.speaker for near in voices.sentences[max(0, number - 1):number + 2]
                    for passage in spoken.overlapping(near.start, near.end) if passage.speaker}
        own = [mention for mention in named if mention.target in leaders]
        others = [name for name in people.overlapping(sentence.start, sentence.end) if name.person not in speakers
                  and not any(name.start < mention.end and name.end > mention.start for mention in own)]
        leading = {at for mention in own for at in range(mention.start, mention.end)}
        naming_others = {at for name in others for at in range(name.start, name.end)}
        places, elsewhere = [], []
        for at, token in enumerate(tokens):
            leads = last_named >= 0 and number - last_other > 1
            if token.start in leading:
                last_other, last_named = -2, number
                places.append(at)
            elif token.start in naming_others:
                last_other = number
                elsewhere.append(at)
            elif token.text in ours:
                if leads and not _speaks(tokens, at):
                    places.append(at)
            elif token.text in _EPITHETS or " ".join(word.text for word in tokens[at:at + 4]) in _TOP:
                if leads:
                    places.append(at)
            elif token.text in _FOR_THE_REGIME and number - last_named <= _NEAR and (own or leads):
                places.append(at)
        found.append(Spoken(places, elsewhere))
    return found


SPEAKING = frozenset("said says say told tells added adds warned warns believes claims claimed explained wrote "
                      "asked argued insisted predicted pointed".split())


def _speaks(tokens: Sequence[Token], at: int) -> bool:
    """Whether a pronoun is the subject of a verb of speaking."""
    return any(token.text in SPEAKING for token in tokens[at + 1:at + 3])


def _is_woman(voices: Voices, names: Sequence[Name], mentions: Sequence[Sequence[TargetMention]],
              leaders: Collection[str]) -> bool:
    people, counts = SpanIndex(list(names)), Counter()
    for sentence, tokens, named in zip(voices.sentences, voices.tokens, mentions):
        own = [mention for mention in named if mention.target in leaders]
        if own and all(any(name.start < mention.end and name.end > mention.start for mention in own)
                       for name in people.overlapping(sentence.start, sentence.end)):
            counts.update(token.text in _SHE for token in tokens if token.text in PRONOUNS)
    return counts[True] > counts[False]

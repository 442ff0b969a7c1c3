"""Which frames a sentence carries: word lists find candidates, the context in the sentence decides.

The frames and their limits are the codebook's (``corpus/CODEBOOK.md``, section 6), after Entman (1993) and, for the
game frame, Aalberg, Strömbäck & de Vreese (2012). Candidates are entries of the lexicon ``frames``; for what judges and
for what is wrong also those of ``loaded_language`` and ``tone``. Each frame has its rule here, groups in ``groups``.
"""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence
from typing import NamedTuple

from analysis.instruments.candidates import ALONE, Candidate, Scene, set_scene
from analysis.instruments.groups import ACTING, GROUPS, find_groups, name_groups
from analysis.instruments.matches import Match
from analysis.schemas import FRAMES
from analysis.texts.spans import Span
from analysis.texts.tokens import Token

_LINKING = frozenset("is are was were be been being 's 're become becomes became becoming look looks looked looking "
                     "seem seems seemed feel feels felt prove proves proved remain remains remained "
                     "grow grows grew growing "
                     "get gets got getting has have had face faces faced facing".split())
_NEAR = 8  # words from the leader to what is said of his or her person
_PREDICATE = 4  # words between a verb of being and what it says
_CLAUSE_ENDS = frozenset(", ; : – — ( ) who which that to by over after before until than".split())
_SEEING = frozenset("seen understood noted remembered regarded read taken expected known said surprised".split())
_MODALS = frozenset("should must shouldn't".split())
_NEEDING = frozenset("need needs needed have has".split())
_NOT = frozenset("not n't no never nobody none".split())
_OPPONENTS = frozenset("rival rivals opponent opponents man woman challenger challengers him her them".split())
_BEATING = frozenset("beat beats beaten beating defeat defeats defeated".split())
_BEING = frozenset("is was were be been".split())
_ARTICLES = frozenset("a an the his her its their this that".split())
_HEIRS_TO_BE = frozenset("potential possible likely his her their its your".split())
_ENDS = frozenset("peace justice an ending".split())
_REQUIRING = frozenset("means mean requires require demands demand needs".split())
_POSSESSIVES = frozenset("his her".split())
_GAINS = frozenset("defeat defeats victory victories".split())
_REACTIONS = frozenset("afraid scared scarier frightened fearful miserable sad unhappy sorry surprised shocked rumours "
                       "rumors war wars invasion fighting attack attacks exile warning enemies".split())  # felt; events
_OF_A_JUDGING_TERM = 2  # weight from which a term of contempt or ridicule evaluates


class Framed(NamedTuple):
    """A frame of a sentence: where the words stand that decide, and the entries that made it."""

    frame: str
    start: int
    end: int
    rule: str


class Reading(NamedTuple):
    """What one sentence gives: its frames, the groups that it names last, its candidates, and those that made a frame.

    One that made a frame bears that frame's name, and its rule names what it took: an entry, a group and its deed.
    """

    frames: list[Framed]
    groups: list[str]
    candidates: Sequence[Candidate] = ()
    made: Sequence[Candidate] = ()


def find_frames(tokens: Sequence[Token], matches: Sequence[Match], text: str, leader: Collection[Span] = (),
                person: str = "", carried: Sequence[str] = ()) -> Reading:
    """Find the frames that one sentence carries.

    Parameters
    ----------
    tokens : sequence of Token
        The sentence's tokens.
    matches : sequence of Match
        Its matches in ``tone`` and ``loaded_language``; others are passed over.
    text : str
        The whole text that offsets count in.
    leader : collection of Span
        Where the text names its leader (the person that it names most often).
    person : str
        The leader's name, which "post-Truss" may hold.
    carried : sequence of str
        The groups that the sentences before named last.

    Returns
    -------
    Reading
        Its frames in the order of ``FRAMES``, each once; the rule names all entries that make it.

    Examples
    --------
    >>> from analysis.texts.tokens import tokenise_words
    >>> text = "The generals may topple him because of the war."
    >>> [(framed.frame, framed.rule) for framed in find_frames(tokenise_words(text), [], text).frames]
    [('cause', 'frames: because of'), ('army', 'frames: generals + topple')]
    """
    scene = set_scene(tokens, matches, text, leader)
    found = _find_afterwards(scene, person)
    if scene.candidates:
        at_hand = frozenset([candidate.frame for candidate in scene.candidates])
        found += [candidate for frame in _choose_rules(at_hand) for candidate in _RULES[frame](scene, frame)]
        found += find_groups(scene, carried)
    made: dict[str, list[Candidate]] = {}
    found.sort()
    for candidate in found:
        made.setdefault(candidate.frame, []).append(candidate)
    frames = [_place_frame(frame, made[frame], tokens) for frame in FRAMES if frame in made]
    return Reading(frames, name_groups(scene), scene.candidates, found)


def _place_frame(frame: str, made: Sequence[Candidate], tokens: Sequence[Token]) -> Framed:
    """A frame where the first of what makes it stands, under the rules of all."""
    rules = dict.fromkeys(candidate.rule for candidate in made)
    return Framed(frame, tokens[made[0].first].start, tokens[made[0].last - 1].end, "; ".join(rules))


def choose_person(persons: Iterable[str]) -> str:
    """Choose the leader of a text: the person whom it names most often, the first of them where several are.

    Examples
    --------
    >>> choose_person(["Ada Lowe", "Ben Frost", "Ben Frost"]), choose_person([])
    ('Ben Frost', '')
    """
    return next((person for person, _ in Counter(persons).most_common(1)), "")


@functools.cache
def _choose_rules(at_hand: frozenset[str]) -> list[str]:
    """The frames whose rules are worth a look where there are candidates of these kinds."""
    return [frame for frame in _RULES if not at_hand.isdisjoint(_MADE_OF.get(frame, (frame,)))]


def _find_plain(scene: Scene, frame: str) -> list[Candidate]:
    """Entries that make the frame by themselves."""
    return [candidate for candidate in scene.select(frame) if candidate.weight >= ALONE]


def _find_problems(scene: Scene, frame: str) -> list[Candidate]:
    """What is wrong, said by a predicate; words that act, judge, or tell of persons and contests say something else."""
    taken = {at for other in scene.select(ACTING, "cause", "judgement", "personalisation", "game", "name_calling")
             for at in range(other.first, other.last)}
    weak = [candidate for candidate in scene.select(frame) if candidate.weight < ALONE]
    weak += [candidate for candidate in scene.select("bad") if taken.isdisjoint(range(candidate.first, candidate.last))
             and _is_state(candidate)]
    return [candidate._replace(frame=frame)
            for candidate in _find_plain(scene, frame) + [one for one in weak if _is_predicate(scene, one)]
            if not scene.is_negated(candidate)]


def _is_state(candidate: Candidate) -> bool:
    """Tell a bad state from what is felt or happened ("afraid", "was seized"); the list of tone holds both."""
    return candidate.term not in _REACTIONS and not candidate.term.split()[0].endswith(("ed", "ing"))


def _is_predicate(scene: Scene, candidate: Candidate) -> bool:
    """Whether a verb of being, having or facing stands just before, in the same clause."""
    for at in range(candidate.first - 1, max(-1, candidate.first - 1 - _PREDICATE), -1):
        if scene.words[at] in _LINKING:
            return True
        if scene.words[at] in _CLAUSE_ENDS:
            return False
    return False


def _find_judgements(scene: Scene, frame: str) -> list[Candidate]:
    found = [candidate for candidate in _find_plain(scene, frame) if not scene.is_negated(candidate)]
    return found + [candidate._replace(frame=frame) for candidate in scene.select("name_calling", "ridicule")
                    if candidate.weight >= _OF_A_JUDGING_TERM]


def _find_causes(scene: Scene, frame: str) -> list[Candidate]:
    """Links of cause; "over" after a word of removal ("ousted over the war")."""
    deeds = scene.select(ACTING)
    return _find_plain(scene, frame) + [
        candidate for candidate in scene.select(frame) if candidate.weight < ALONE
        and scene.word(candidate.last) in _ARTICLES and any(0 <= candidate.first - deed.last <= 4 for deed in deeds)]


def _find_remedies(scene: Scene, frame: str) -> list[Candidate]:
    return _find_plain(scene, frame) + [candidate for candidate in scene.select(frame)
                                        if candidate.weight < ALONE and _is_demand(scene, candidate)]


def _is_demand(scene: Scene, candidate: Candidate) -> bool:
    """Tell what should be done from how to see it ("should be seen as"), conditions ("should he …") and guesses."""
    after = scene.words[candidate.last:candidate.last + 4]
    first = candidate.term.split()[0]
    if not _SEEING.isdisjoint(after) or (first in _MODALS and after[:1] == ["have"]):
        return False
    if candidate.weight < ALONE and first in _ENDS:
        return scene.has_any(_REQUIRING, candidate.last, candidate.last + 4)
    if first in _MODALS:
        return candidate.first > 0 and not scene.is_mark(candidate.first - 1)
    if scene.has_any(_NOT, candidate.first - 3, candidate.first):
        return False
    return first not in _NEEDING or candidate.term.endswith(" to") or after[:1] in (["a"], ["an"], ["the"], ["more"])


def _find_successions(scene: Scene, frame: str) -> list[Candidate]:
    """What comes after; to call somebody a possible heir, or somebody's successor by name, is not enough."""
    return _find_plain(scene, frame) + [
        candidate for candidate in scene.select(frame) if candidate.weight < ALONE
        and scene.word(candidate.first - 1) not in _HEIRS_TO_BE and not scene.is_mark(candidate.last)]


def _find_afterwards(scene: Scene, person: str) -> list[Candidate]:
    """What comes "post-" or after the leader: "the post-Truss party", "after Truss, the flood"."""
    names = {f"post-{name}" for name in person.lower().split()}
    if "after" not in scene.words and names.isdisjoint(scene.words):
        return []
    return [Candidate(at, at + 1, "succession", word, ALONE, f"{word} + leader") for at, word in enumerate(scene.words)
            if word in names or (word == "after" and at + 1 in scene.leader and scene.is_mark(at + 2))]


def _find_personal(scene: Scene, frame: str) -> list[Candidate]:
    """The leader's person: entries with a mention of the leader near."""
    return [candidate for candidate in scene.select(frame)
            if scene.has_leader(candidate.first - _NEAR, candidate.first)
            or scene.has_any({"he", "she"}, candidate.last, candidate.last + 3)]


def _find_games(scene: Scene, frame: str) -> list[Candidate]:
    return _find_plain(scene, frame) + [candidate for candidate in scene.select(frame)
                                        if candidate.weight < ALONE and _is_contest(scene, candidate)]


def _is_contest(scene: Scene, candidate: Candidate) -> bool:
    """Whether the leader wins or loses, without an object of war, or beats or is beaten by somebody."""
    if candidate.term in _BEATING and scene.has_any(_OPPONENTS, candidate.last, candidate.last + 3):
        return True
    if candidate.term in _GAINS:
        return scene.word(candidate.first - 1) in _POSSESSIVES
    if candidate.term == "beaten":
        return scene.has_leader(candidate.first - 4, candidate.first)
    return (scene.has_leader(candidate.first - 3, candidate.first) and scene.is_mark(candidate.last)
            and not scene.has_any(_BEING, candidate.first - 2, candidate.first))


NEEDS = {
    "problem": "only as a state, after a verb of being, having or facing, and not negated",
    "cause": "only between a word of removal and an article",
    "judgement": "only where it is not negated, and as a term of contempt or ridicule from weight 2 on",
    "remedy": "only where it asks for something: no guess, no condition, no way of seeing",
    "succession": "only where something is said of the heir, who is no mere candidate",
    "nuclear": "without condition",
    "personalisation": "only with the leader, named or as a pronoun, near it",
    "game": "only of the leader who wins or loses, with no object of war behind it",
} | dict.fromkeys(GROUPS, "only with a word of acting that is the group’s own") | {
    ACTING: "only with a group near it that could do it, and no frame by itself"}
"""Where a candidate that does not make its frame alone makes it."""

_MADE_OF = {"problem": ("problem", "bad"), "judgement": ("judgement", "name_calling", "ridicule")}
_RULES: dict[str, Callable[[Scene, str], list[Candidate]]] = {
    "problem": _find_problems, "cause": _find_causes, "judgement": _find_judgements, "remedy": _find_remedies,
    "succession": _find_successions, "nuclear": _find_plain, "personalisation": _find_personal, "game": _find_games}

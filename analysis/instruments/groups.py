"""Group frames: who is made to act on the leader's fate – the inner circle, the army, the people, the West.

To name a group is not enough. It must act, weigh acting, or its acting be denied: a word of acting (``frames``,
category ``acting``) goes to the group that stands next before it, or that is brought in behind it ("ousted by the
generals"). Where the leader stands between the two, the deed is the leader's. A sentence that names no group but points
at one ("they", "such a coup") carries on with the group of the sentence before.
"""

from __future__ import annotations

from collections.abc import Sequence

from analysis.instruments.candidates import ALONE, Candidate, Scene

GROUPS = ("inner_circle", "army", "people", "west")
ACTING = "acting"
_BEFORE, _BEHIND, _OBJECT = 16, 14, 5  # words from a deed to its doer, before and behind it; and to the leader
_LINKS = frozenset("by from involve involves involving involved within among led of once until when".split())
_POINTERS = frozenset("they them we us such".split())
_SUBJECTS = frozenset("he she".split())
_BEING = frozenset("be been being is are was were".split())
_PARTICIPLES = ("ed", "en", "wn", "brought")


def find_groups(scene: Scene, carried: Sequence[str] = ()) -> list[Candidate]:
    """Find the groups that a sentence makes act on the leader's fate.

    Parameters
    ----------
    scene : Scene
        The sentence.
    carried : sequence of str
        The groups that the sentences before named last.

    Returns
    -------
    list of Candidate
        In text order; the rule names the group's entry and the deed.

    Examples
    --------
    >>> from analysis.instruments.candidates import set_scene
    >>> from analysis.texts.tokens import tokenise_words
    >>> text = "The generals saluted. The ministers will topple him."
    >>> scene = set_scene(tokenise_words(text), [], text)
    >>> [(group.frame, group.rule) for group in find_groups(scene)]
    [('inner_circle', 'frames: the ministers + topple')]
    """
    groups = scene.select(*GROUPS)
    found = [group for group in groups if group.weight >= ALONE]
    for deed in scene.select(ACTING):
        if deed.weight < ALONE and not scene.has_leader(deed.first - _OBJECT, deed.last + _OBJECT):
            continue
        doer = _find_doer(scene, deed, groups)
        if doer is not None:
            found.append(doer._replace(rule=f"{doer.rule} + {deed.term}"))
        elif carried and scene.has_any(_POINTERS, deed.first - _BEFORE, deed.last):
            found += [deed._replace(frame=frame, rule=f"{deed.rule}, carried on") for frame in carried]
    return found


def name_groups(scene: Scene) -> list[str]:
    """Name the groups that the sentence names last, for the next sentence to point at.

    Examples
    --------
    >>> from analysis.instruments.candidates import set_scene
    >>> from analysis.texts.tokens import tokenise_words
    >>> text = "The generals met."
    >>> name_groups(set_scene(tokenise_words(text), [], text))
    ['army']
    """
    groups = scene.select(*GROUPS)
    return [groups[-1].frame] if groups else []


def _find_doer(scene: Scene, deed: Candidate, groups: Sequence[Candidate]) -> Candidate | None:
    """The group that stands next before the deed, unless the leader does it; else one that comes behind.

    Behind it a group is brought in by a link ("ousted by the army"), or speaks of itself ("“We may drop him,” said a
    minister").
    """
    before = [group for group in groups if 0 <= deed.first - group.last <= _BEFORE]
    if before and not scene.has_any(_SUBJECTS, before[-1].last, deed.first) and not _is_passive(scene, deed):
        return before[-1]
    if scene.has_any({"we"}, deed.first - _OBJECT, deed.first):
        return next((group for group in groups if group.first >= deed.last), None)
    behind = [group for group in groups if 0 <= group.first - deed.last <= _BEHIND
              and scene.has_any(_LINKS, deed.last - 1, group.first)]
    return behind[0] if behind else None


def _is_passive(scene: Scene, deed: Candidate) -> bool:
    return (scene.words[deed.first].endswith(_PARTICIPLES)
            and scene.has_any(_BEING, deed.first - 2, deed.first))

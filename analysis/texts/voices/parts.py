"""Where each paragraph stands in the article: headline, standfirst, caption, furniture or body (CODEBOOK.md, "Part").

Each rule reads how a page is laid out, not what the article says: where a line stands, whether it ends like a
sentence, whether it repeats another line, and the fixed phrases of pages and picture desks.
"""

from __future__ import annotations

import difflib
import re

_SENTENCE_END = re.compile(r"[.!?…:][\"'”’)\]]*$")
_TEXT_END = re.compile(r"[.,:;…][\"'”’)\]]*$")
_FURNITURE = re.compile(
    r"""^(?:read\ (?:more|next|also|on|full|the\ full)|don['’]t\ miss|see\ also|also\ read|more\ on\ this|more\ info|
    related(?:\ (?:articles|stories|content|topics))?\s*:|source:\ |sign\ (?:up|in)\b|sign-up|log\ in\b|subscribe|
    register\ (?:now|for)|follow\ us|share\ this|click\ here|tap\ here|advert(?:isement|orial)?\b|promoted|sponsored|
    most\ read|trending|recommended|you\ may\ also|what\ do\ you\ think|have\ your\ say|join\ the\ (?:debate|conversation)|
    comments?\b\s*(?:\(|$)|listen\ to|watch(?:\ live|\ more|:)|download\ (?:the|our)|get\ (?:the|our)\ (?:app|newsletter)|
    copyright|©|all\ rights\ reserved|by\ entering\ your\ email|we\ use\ (?:your|cookies)|this\ (?:site|website)\ uses|
    poll\b|vote\ (?:here|now)|got\ a\ (?:story|tip)|do\ you\ have\ a\ story|for\ more\ stories|skip\ to|back\ to\ top|
    last\ (?:updated|modified)|published\ (?:on|at)?:|tags?:|topics?:|loading\b|play\ video|video\ unavailable)""",
    re.IGNORECASE | re.VERBOSE)
_FURNITURE_INSIDE = re.compile(
    r"you\s+can\s+unsubscribe|privacy\s+(?:policy|notice)|terms\s+(?:and\s+conditions|of\s+use)|our\s+newsletter|"
    r"manage\s+your\s+(?:cookies|preferences)|\[(?:REPORT|REVEAL|INSIGHT|VIDEO|PICTURES?|COMMENT|LIVE|ANALYSIS)\]$",
    re.IGNORECASE)
_LINK_LIST = re.compile(
    r"^(?:read\ (?:next|more|also)|don['’]t\ miss|see\ also|related(?:\s\w+)?|most\ read|trending|more\ stories)\s*:?\s*$",
    re.IGNORECASE | re.VERBOSE)
_CAPTION = re.compile(
    r"""\((?:(?:also\ )?pictured|left|right|centre|center|above|below|file|seen)\b[^)]*\)|
    \b(?:is|are)\ (?:photographed|pictured)\b|(?<=\w)Credit:|\b(?:picture|photo(?:graph)?|image)s?\ ?(?:credit)?:|
    \b(?:getty|reuters|afp|epa|ap|pa)\ (?:images?|photo|pictures)\b|^(?:file\ )?(?:photo|image|picture)\b|
    ©|\b(?:PA|AP|EPA|AFP|Getty|Reuters|Rex|Shutterstock|Alamy)$""", re.VERBOSE)
_DATE_END = re.compile(
    r"(?:\b(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?\ \d{1,2}|"
    r"\b\d{1,2}\ (?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?)$", re.IGNORECASE)
_BARE_NAME = re.compile(r"^(?:[—–-]\s*)?(?:[A-Z][\w'’.-]+\s+){1,3}[A-Z][\w'’.-]+$")
_LONGEST_HEADLINE = 30  # words
_SHORTEST_CAPTION = 5


def find_parts(paragraphs: list[str], title: str = "") -> list[str]:
    """Say of each paragraph which part of the article it is.

    Parameters
    ----------
    paragraphs : list of str
        The article's lines in order, none blank.
    title : str, optional
        The title as the manifest gives it, when the copy is known to have one.

    Returns
    -------
    list of str
        One of headline, standfirst, caption, furniture, body for each paragraph.

    Examples
    --------
    >>> find_parts(["Mayor resigns", "The mayor (pictured) on Monday", "The mayor has resigned.", "Read more: His car"])
    ['headline', 'caption', 'body', 'furniture']
    """
    lines = [line.strip() for line in paragraphs]
    parts = ["body"] * len(lines)
    _mark_furniture(lines, parts)
    _mark_captions(lines, parts)
    _mark_head(lines, parts, title)
    return parts


def _mark_furniture(lines: list[str], parts: list[str]) -> None:
    in_list = False
    for number, line in enumerate(lines):
        ends_like_text = line.endswith((".", ".”", ".\"", ".’", ".'"))
        if _FURNITURE.search(line) or _FURNITURE_INSIDE.search(line) or (in_list and not ends_like_text):
            parts[number] = "furniture"
        in_list = bool(_LINK_LIST.match(line)) or (in_list and not ends_like_text)


def _mark_captions(lines: list[str], parts: list[str]) -> None:
    first_text = next((n for n, line in enumerate(lines) if parts[n] == "body" and _SENTENCE_END.search(line)), len(lines))
    mostly_unpunctuated = sum(not _SENTENCE_END.search(line) for line in lines) > len(lines) / 2
    for number, line in enumerate(lines):
        if parts[number] != "body" or number == 0:
            continue
        unpunctuated = not _SENTENCE_END.search(line)
        long_enough = len(line.split()) >= _SHORTEST_CAPTION
        stands_apart = unpunctuated and long_enough and number > first_text and not mostly_unpunctuated
        if _CAPTION.search(line) or (unpunctuated and (_DATE_END.search(line) or _repeats(line, number, lines))):
            parts[number] = "caption"
        elif stands_apart and not line.startswith(tuple("•-*“\"‘")):
            parts[number] = "caption"
        elif _BARE_NAME.match(line) and parts[number - 1] == "caption":
            parts[number] = "caption"


def _repeats(line: str, number: int, lines: list[str]) -> bool:
    """Whether a line of five words or more stands in another line after the first, word for word."""
    return len(line.split()) >= _SHORTEST_CAPTION and any(
        _flatten(line) in _flatten(other) for at, other in enumerate(lines) if at not in (0, number))


def _mark_head(lines: list[str], parts: list[str], title: str) -> None:
    """Mark the title line and the teasers between it and the first paragraph that ends like running text."""
    if not lines or parts[0] != "body":
        return
    first = lines[0]
    is_title = bool(title) and difflib.SequenceMatcher(None, _flatten(first), _flatten(title)).ratio() > 0.8
    unpunctuated = not _TEXT_END.search(first)
    if len(lines) == 1 and not is_title:
        return
    if is_title or (unpunctuated and len(first.split()) <= _LONGEST_HEADLINE and not _is_teaser(first, lines)):
        parts[0] = "headline"
    elif unpunctuated:
        parts[0] = "standfirst"
    else:
        return
    for number in range(1, len(lines)):
        line = lines[number]
        if parts[number] == "caption" and not _CAPTION.search(line) and not _DATE_END.search(line):
            parts[number] = "standfirst"
        if parts[number] == "body":
            if _SENTENCE_END.search(line) or line.startswith(tuple("“\"‘")):
                break
            parts[number] = "standfirst"


def _is_teaser(line: str, lines: list[str]) -> bool:
    """Whether the body says the line again inside a paragraph, as a teaser is taken from the text and a title is not."""
    flat = _flatten(line)
    return any(flat in _flatten(other) for other in lines[1:])


def _flatten(line: str) -> str:
    return " ".join(re.findall(r"[^\W_]+", line.lower().replace("’", "'")))

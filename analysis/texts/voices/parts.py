"""Where each paragraph stands in the article: headline, standfirst, caption, furniture or body (CODEBOOK.md, "Part").

Each rule reads how a page is laid out, not what the article says: where a line stands, whether it ends like a
sentence, whether it repeats another line, and the fixed phrases of pages and picture desks.
"""

from __future__ import annotations

import difflib
import functools
import re

_SENTENCE_END = re.compile(r"[.!?…:][\"'”’)\]]*$")
_TEXT_END = re.compile(r"[.,:;…][\"'”’)\]]*$")
_FURNITURE = re.compile(
    r"""^(?:read\ (?:more|next|also|on|full|the\ full)|don['’]t\ miss|see\ also|also\ read|more\ on\ this|more\ info|
    related(?:\ (?:articles|stories|content|topics))?\s*:|source:\ |sign\ (?:up|in)\b|sign-up|log\ in\b|subscribe\b|
    register\ (?:now|for)|follow\ us|share\ this|click\ here|tap\ here|you\ may\ also|
    what\ do\ you\ think|have\ your\ say|
    join\ the\ (?:debate|conversation)|comments?\b\s*(?:\(|$)|watch(?:\ live|\ more|:)|
    download\ (?:the|our)|get\ (?:the|our)\ (?:app|newsletter)|copyright|©|
    all\ rights\ reserved|by\ entering\ your\ email|we\ use\ (?:your|cookies)|this\ (?:site|website)\ uses|
    got\ a\ (?:story|tip)|do\ you\ have\ a\ story|for\ more\ stories|skip\ to|
    back\ to\ top|
    last\ (?:updated|modified)|published\ (?:on|at)?:|tags?:|topics?:|play\ video|video\ unavailable)""",
    re.IGNORECASE | re.VERBOSE)
_FURNITURE_UNLESS_SENTENCE = re.compile(  # "Poll: who is right?", but "Poll numbers fell."
    r"^(?:poll|vote|advert(?:isement|orial)?|promoted|sponsored|most read|trending|recommended|listen|loading)\b",
    re.IGNORECASE)
_FURNITURE_INSIDE = re.compile(
    r"you\s+can\s+unsubscribe|privacy\s+(?:policy|notice)|terms\s+(?:and\s+conditions|of\s+use)|our\s+newsletter|"
    r"manage\s+your\s+(?:cookies|preferences)|(?-i:\[[A-Z]{3,}\])$",
    re.IGNORECASE)
_LINK_LIST = re.compile(
    r"""^(?:read\ (?:next|more|also)|don['’]t\ miss|see\ also|related(?:\s\w+)?|most\ read|trending|more\ stories)
    \s*:?\s*$""",
    re.IGNORECASE | re.VERBOSE)
_CAPTION = re.compile(
    r"""\((?:(?:also\ )?pictured|left|right|centre|center|above|below|file|seen)\b[^)]{0,200}\)|
    \b(?:is|are)\ (?:photographed|pictured)\b|(?<=\w)Credit:|\b(?:picture|photo(?:graph)?|image)s?\ ?credit:|
    ^(?:picture|photo(?:graph)?|image)s?:|\b(?:Picture|Photo(?:graph)?|Image)s?:|
    \b(?:getty|reuters|afp|epa|ap|pa)\ (?:images?|photo|pictures)\b|^(?:file\ )?(?:photo|image|picture)\b|
    ©|\b(?:PA|AP|EPA|AFP|Getty|Reuters|Rex|Shutterstock|Alamy)$""", re.VERBOSE)
# Without one of these words a line is no caption, and no site's notice: they are looked for first, for speed.
_IN_CAPTIONS = ("pictur", "photo", "image", "credit:", "getty", "reuters", "afp", "epa", "rex", "shutterstock", "alamy",
                "©", "(left", "(right", "(centre", "(center", "(above", "(below", "(file", "(seen")
_ENDS_CAPTION = ("PA", "AP")
_IN_NOTICES = ("unsubscribe", "policy", "notice", "terms", "newsletter", "cookies", "[")
_DATE_END = re.compile(
    r"(?:\b(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?\ \d{1,2}|"
    r"\b\d{1,2}\ (?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?)$", re.IGNORECASE)
_BARE_NAME = re.compile(r"^(?:[—–-]\s*)?(?:[A-Z][\w'’.-]+\s+){1,3}[A-Z][\w'’.-]+$")
_FULL_STOPS = (".", ".”", ".\"", ".’", ".'")
_QUOTATION_STARTS = tuple("“\"‘")
_LIST_STARTS = tuple("•-*")
_LONGEST_HEADLINE = 30  # words
_SHORTEST_CAPTION = 5
_TAIL = 20  # characters in which a date, or a full stop and what closes behind it, stands
_ALIKE = 0.8  # of a first line and the title in the manifest


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
    small = [line.lower() for line in lines]
    captioned = _find_lines(lines, small, _IN_CAPTIONS, _CAPTION)
    captioned |= {number for number, line in enumerate(lines) if line.endswith(_ENDS_CAPTION) and _CAPTION.search(line)}
    _mark_furniture(lines, parts, _find_lines(lines, small, _IN_NOTICES, _FURNITURE_INSIDE))
    _mark_captions(lines, parts, captioned)
    _mark_head(lines, parts, title, captioned)
    return parts


def _find_lines(lines: list[str], small: list[str], hints: tuple[str, ...], pattern: re.Pattern) -> set[int]:
    """The numbers of the lines in which a pattern is found; it is sought where one of the hints stands."""
    whole = "\n".join(small)
    return {number for hint in hints if hint in whole
            for number, line in enumerate(small) if hint in line and pattern.search(lines[number])}


def _mark_furniture(lines: list[str], parts: list[str], notices: set[int]) -> None:
    """Mark the site's own phrases, and the link lines below "Read more" up to the next that ends like a sentence."""
    in_list = False
    for number, line in enumerate(lines):
        in_list = in_list and not line.endswith(_FULL_STOPS)
        if in_list or _FURNITURE.match(line) or number in notices or (
                _FURNITURE_UNLESS_SENTENCE.match(line) and not line.endswith(_FULL_STOPS)):
            parts[number] = "furniture"
        in_list = in_list or bool(_LINK_LIST.match(line))


def _mark_captions(lines: list[str], parts: list[str], captioned: set[int]) -> None:
    """Mark what a picture desk writes, and in running text the lines that do not end like a sentence."""
    unpunctuated = [not _SENTENCE_END.search(line, max(0, len(line) - _TAIL)) for line in lines]
    first_text = next((n for n, part in enumerate(parts) if part == "body" and not unpunctuated[n]), len(lines))
    is_running_text = sum(unpunctuated) <= len(lines) / 2
    repeated = _Repeated(lines)
    for number, line in enumerate(lines[1:], start=1):
        if parts[number] != "body":
            continue
        describes = number in captioned or (unpunctuated[number] and _DATE_END.search(line, max(0, len(line) - _TAIL)))
        names = parts[number - 1] == "caption" and _BARE_NAME.match(line)
        is_fragment = unpunctuated[number] and len(line.split()) >= _SHORTEST_CAPTION
        stands_apart = number > first_text and is_running_text and not line.startswith(_LIST_STARTS + _QUOTATION_STARTS)
        if describes or names or (is_fragment and (stands_apart or repeated.find(number))):
            parts[number] = "caption"


class _Repeated:
    """Which lines stand in another line after the first, word for word, as pull quotes do."""

    def __init__(self, lines: list[str]):
        self.lines = lines

    @functools.cached_property
    def flat(self) -> list[str]:
        return [_flatten(line) for line in self.lines]

    @functools.cached_property
    def lines_with(self) -> dict[str, list[int]]:
        """The lines that hold each word."""
        lines_with: dict[str, list[int]] = {}
        for number, line in enumerate(self.flat):
            for word in {*line.split()}:
                lines_with.setdefault(word, []).append(number)
        return lines_with

    def find(self, number: int) -> bool:
        """Whether the line is repeated: it is looked for where the rarest of its inner words stands."""
        line = self.flat[number]
        places = [self.lines_with[word] for word in line.split()[1:-1]]
        candidates = min(places, key=len, default=range(len(self.flat)))
        return any(line in self.flat[other] for other in candidates if other not in {0, number})


def _mark_head(lines: list[str], parts: list[str], title: str, captioned: set[int]) -> None:
    """Mark the title line and the teasers between it and the first paragraph that ends like running text."""
    first = _find_first_part(lines, parts, title)
    if first == "body":
        return
    parts[0] = first
    for number, line in enumerate(lines[1:], start=1):
        is_picture = number in captioned or _DATE_END.search(line, max(0, len(line) - _TAIL))
        is_text = _SENTENCE_END.search(line, max(0, len(line) - _TAIL)) or line.startswith(_QUOTATION_STARTS)
        if parts[number] == "body" and is_text:
            break
        if parts[number] == "body" or (parts[number] == "caption" and not is_picture):
            parts[number] = "standfirst"


def _find_first_part(lines: list[str], parts: list[str], title: str) -> str:
    """Say whether the first line is the headline, a standfirst, or the beginning of the body."""
    if not lines or parts[0] != "body":
        return "body"
    first = lines[0]
    if _is_title(first, title):
        return "headline"
    if len(lines) == 1 or _TEXT_END.search(first, max(0, len(first) - _TAIL)):
        return "body"
    is_short = len(first.split()) <= _LONGEST_HEADLINE
    return "headline" if is_short and not _is_teaser(first, lines) else "standfirst"


def _is_title(line: str, title: str) -> bool:
    """Whether a line is nearly the title that the manifest gives."""
    if not title:
        return False
    alike = difflib.SequenceMatcher(None, _flatten(line), _flatten(title))
    return alike.real_quick_ratio() > _ALIKE and alike.ratio() > _ALIKE  # the first is a quick upper bound


def _is_teaser(line: str, lines: list[str]) -> bool:
    """Whether the body says the line again: a teaser is taken from the text, and a title is not."""
    flat = _flatten(line)
    longest = max(flat.split(), key=len, default="")
    return any(longest in other.lower() and flat in _flatten(other) for other in lines[1:])


def _flatten(line: str) -> str:
    """The bare words in lower case."""
    return " ".join(re.findall(r"[^\W_]+", line.lower().replace("’", "'")))

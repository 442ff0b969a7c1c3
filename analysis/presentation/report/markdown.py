"""Markdown into HTML for this page: headings in their place, tables that can be heard, links that stay inside."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import escape

# Plain HTML that may stand in Markdown; all other tags, and all attributes, are dropped.
_TAGS = frozenset("abbr b blockquote br cite code dd del details div dl dt em hr i ins kbd li mark ol p pre q s samp "
                  "small span strong sub summary sup u ul var".split())


@dataclass
class Outline:
    """Where a document stands in the page: the prefix of its ids, its top heading's level, and its headings so far."""

    prefix: str
    level: int = 2
    headings: list[tuple[int, str, str]] = field(default_factory=list)

    def place(self, level: int, text: str) -> tuple[int, str]:
        """Return the level at which a heading stands, never skipping one, and its id."""
        before = self.headings[-1][0] if self.headings else self.level
        level = min(self.level + max(level - 1, 1), before + 1, 6)
        slug = f"{self.prefix}-{make_slug(text)}"
        n_same = sum(re.fullmatch(re.escape(slug) + r"(-\d+)?", name) is not None for _, _, name in self.headings)
        name = f"{slug}-{n_same + 1}" if n_same else slug
        self.headings.append((level, text, name))
        return level, name


@dataclass(frozen=True)
class Links:
    """Where links lead: file names that are places in this page, and addresses that are never made links."""

    places: dict[str, str] = field(default_factory=dict)
    never: tuple[str, ...] = ()

    def resolve(self, address: str, prefix: str) -> str:
        """Return where a link leads, or the empty string where it may not lead anywhere.

        Examples
        --------
        >>> links = Links({"CODEBOOK.md": "codebook"}, never=("copies.example",))
        >>> [links.resolve(address, "b") for address in ("../corpus/CODEBOOK.md", "https://copies.example/sun", "#A")]
        ['#codebook', '', '#b-a']
        """
        if re.match(r"https?://|mailto:", address):
            return "" if any(other and other in address for other in self.never) else address
        if address.startswith("#"):
            return address if address.startswith(("#ref-", "#chapter-")) else f"#{prefix}-{make_slug(address)}"
        path = address.partition("#")[0]
        place = next((place for name, place in self.places.items() if path == name or path.endswith("/" + name)), "")
        return f"#{place}" if place else ""


def make_slug(text: str) -> str:
    """Return a heading as an id: lower case, words parted by hyphens.

    Examples
    --------
    >>> make_slug("How far to <em>trust</em> it?")
    'how-far-to-trust-it'
    """
    return re.sub(r"[^a-z0-9]+", "-", re.sub(r"<[^>]+>", "", text).lower()).strip("-") or "section"


def render_markdown(text: str, outline: Outline, links: Links = Links(), skip_title: bool = False) -> str:
    """Render Markdown as HTML and note its headings in ``outline``; ``skip_title`` drops the first ``#`` heading."""
    if skip_title:
        text = re.sub(r"^#[ \t]+.+$", "", text, count=1, flags=re.M)
    return _make_markdown(outline, links)(text).strip()


def render_inline(text: str, links: Links = Links()) -> str:
    """Render one line of Markdown (emphasis, code, links) as HTML without a paragraph.

    Examples
    --------
    >>> render_inline("`sun` & *mail*")
    '<code>sun</code> &amp; <em>mail</em>'
    """
    return re.sub(r"^<p>|</p>$", "", _make_markdown(Outline("line"), links)(text).strip())


def _make_markdown(outline: Outline, links: Links):
    import mistune

    class PageRenderer(mistune.HTMLRenderer):
        def heading(self, text: str, level: int, **_) -> str:
            level, name = outline.place(level, text)
            return f'<h{level} id="{name}">{text}</h{level}>\n'

        def link(self, text: str, url: str, title: str | None = None) -> str:
            address = links.resolve(url, outline.prefix)
            return f'<a href="{escape(address)}">{text}</a>' if address else text

        def image(self, text: str, url: str, title: str | None = None) -> str:
            return f"<em>{escape(text)}</em>"

        def block_html(self, html: str) -> str:
            return keep_plain_tags(html) + "\n"

        def inline_html(self, html: str) -> str:
            return keep_plain_tags(html)

        def table(self, text: str) -> str:
            caption = re.sub(r"<[^>]+>", "", outline.headings[-1][1]) if outline.headings else "Table"
            return (f'<div class="scroll" role="group" tabindex="0" aria-label="{caption}"><table>'
                    f'<caption class="unseen">{caption}</caption>\n{text}</table></div>\n')

        def table_cell(self, text: str, align: str | None = None, head: bool = False) -> str:
            side = f' style="text-align:{align}"' if align else ""
            return f'<th scope="col"{side}>{text}</th>\n' if head and text else f"<td{side}>{text}</td>\n"

    return mistune.create_markdown(renderer=PageRenderer(escape=False), plugins=["table", "strikethrough", "footnotes"])


def keep_plain_tags(html: str) -> str:
    """Return HTML with its plain tags, without attributes, comments and every other tag.

    Examples
    --------
    >>> keep_plain_tags('<b onclick="x()">so</b><script src="y">')
    '<b>so</b>'
    """
    html = re.sub(r"<!--.*?-->|<(script|style)\b.*?</\1\s*>", "", html, flags=re.S | re.I)
    return re.sub(r"<(/?)([a-zA-Z][\w-]*)[^>]*>",
                  lambda tag: f"<{tag[1]}{tag[2].lower()}>" if tag[2].lower() in _TAGS else "", html)

"""Bytes into text: which encoding, and what was broken on the way here and mended."""

from __future__ import annotations

from analysis.texts.importers.records import Damaged

_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_WESTERN = "cp1252"
_OF_ENGLISH_PRESS = frozenset("‘’“”‚„–—…£€•·™©®°½¼¾§éèêëàâáäãåæçíîïìñóôöòøúüùßšžÉÖÜÄÅØ\xa0")  # beyond ASCII


def decode_bytes(data: bytes) -> tuple[str, str, tuple[str, ...]]:
    """Decode a file's bytes: its text, its encoding, and what was repaired.

    A byte order mark decides, else UTF-8 where it fits, else Windows-1252 where it gives no other letters and marks
    than English papers print, else what charset-normalizer finds. Text that was decoded wrongly before it came here
    is mended by ftfy; curly marks, ligatures and entities are left as they are.

    Raises
    ------
    Damaged
        When the bytes are empty, binary, or of no encoding that can be told.

    Examples
    --------
    >>> decode_bytes("“It may rain,” Zoë said.".encode("cp1252"))[:2]
    ('“It may rain,” Zoë said.', 'cp1252')
    >>> decode_bytes("â€œIt may rain.â€\\x9d".encode())
    ('“It may rain.”', 'utf-8', ('1 line decoded wrongly before',))
    """
    if not data.strip():
        raise Damaged("it is empty")
    text, encoding = _decode(data)
    if "\0" in text:
        raise Damaged("it holds binary data")
    mended, n_lines = _mend(text)
    return mended, encoding, (f"{n_lines} line{'s' if n_lines > 1 else ''} decoded wrongly before",) if n_lines else ()


def join_halves(text: str) -> str:
    """Join the halves in which UTF-16, and so RTF and JSON, writes an emoji; one that stands alone becomes “�”.

    Examples
    --------
    >>> join_halves("\\ud83d\\udea2 sailed, \\ud83d")
    '🚢 sailed, �'
    """
    return text.encode("utf-16-le", errors="surrogatepass").decode("utf-16-le", errors="replace")


def _decode(data: bytes) -> tuple[str, str]:
    known = next((name for mark, name in _MARKS if data.startswith(mark)), "utf-8")
    try:
        return data.decode(known), known
    except UnicodeDecodeError:
        if known != "utf-8":
            raise Damaged(f"it is marked as {known.upper()} and is not") from None
    if b"\0" in data:
        raise Damaged("it holds binary data")
    western = data.decode(_WESTERN, errors="replace")
    if {*filter(lambda letter: not letter.isascii(), {*western})} <= _OF_ENGLISH_PRESS:
        return western, _WESTERN
    from charset_normalizer import from_bytes

    found = from_bytes(data).best()
    if found is None:
        raise Damaged("its encoding cannot be told: save it as UTF-8")
    return str(found), found.encoding


def _mend(text: str) -> tuple[str, int]:
    """Mend text that was decoded wrongly, line by line, and count the lines."""
    from ftfy import TextFixerConfig, fix_text

    config = TextFixerConfig(unescape_html=False, uncurl_quotes=False, fix_latin_ligatures=False,
                             fix_character_width=False, fix_line_breaks=False, normalization=None)
    lines = text.split("\n")
    if text.isascii():
        return text, 0
    mended = [line if line.isascii() else fix_text(line, config) for line in lines]
    return "\n".join(mended), sum(one != other for one, other in zip(lines, mended))

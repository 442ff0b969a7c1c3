"""What fuzzing starts from, all of it constructed: a few inputs for each target, and the pieces that it puts in."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from foreign_files import (
    list_nexis,
    make_row,
    make_stories,
    write_csv,
    write_json_lines,
    write_page,
    write_rich_text,
    write_word,
    write_workbook,
)

LONGEST = 10_000  # bytes
_TEXTS = Path(__file__).parents[2] / "corpus" / "classroom" / "texts"
_COLUMNS = ["title", "body", "published", "publication", "group", "id"]
_SHEET = ('<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{}</sheetData>'
          '</worksheet>')
_CELL = '<c r="{}" t="{}"><v>{}</v></c>'
_INLINE = '<c r="{}" t="inlineStr"><is><t>{}</t></is></c>'
_WORD = ('<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>{}</w:body>'
         '</w:document>')

PIECES = [
    *"“”‘’„«»‹›'\"`´″…—–-,.;:?!()[]&§£$%*#<>{}\\/|=", "''", '""', "“‘", "’”", "\ufeff", "\u200b", "\u00ad",
    "\u00a0", "\u2028", "\u0085", "\x1c", "\n", "\n\n", "\r\n", "\t", "\0", "\u200f", "\u202e", "e\u0301", "İ",
    "ß", "ﬁ", "²", "①", "🚢", "👩‍🚒", "普", "ب", "\ufffd", "said", " said that ", "she said", "according to ",
    "told reporters", "he", "I", "who", "may", "May", "might not", "never", "not without", "cannot", "can't",
    "n't", "gonna", "Mr.", "U.S.", "No. 10", "J. K. ", "p.m.", "Nov. 9", "President Yoon", "Yoon", "Kremlin",
    "Putin", "Photo:", "(pictured)", "* * *", "By ", "Q: ", "brutal", "perhaps", "wake-up call", "about 40",
    "1,000", "3.5m", "will fall", "if", "as if", "--",
    # other people's files
    "text", "body", "title", "headline", "date", "file", "a.txt", "b.txt", "../a", "group", "id", "article_id",
    "sha256", "n_chars", "constructed", "3/4/2024", "2024-04-03", "31 February 2024", "November 21, 2022",
    "true", "null", "NaN", "1e999", "-0.0", '{"', '": "', '"}', "[[", "\\u2019", "\\ud83d", "\\u0000", "\\n",
    ",,", ";;", '","', '"\n"', "{\\rtf1", "\\par ", "\\u8217?", "\\u-10179?", "\\'92", "\\bin9 ", "\\uc0",
    "{\\*\\", "\\ansicpg", "\\fonttbl", "\\hyperlink", "End of Document", "Body", "Length: 9 words", "Byline: ",
    "Section: ", "Load-Date: ", "Copyright 2024 ", "<p>", "</p>", "<article>", "<h1>", "<meta charset='",
    "iso-8859-2", "utf-16", "utf-7", "rot13", "hex", "zlib", "idna", "<title>", "<script>", "<!--", "-->",
    "&amp;", "&#x27;", "&#0;", "<table>", "<time datetime='", "href='", "<![CDATA[", "<row>", "<c t='s'>",
    "<c t='d'>", "<c t='e'>", "<v>", "</v>", "<is><t>", "<w:p>", "<w:r><w:t>", "<!DOCTYPE", "<!ENTITY", "â€™",
]
BYTES = [b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf", b"\x93", b"\x92", b"\xe9", b"\x81", b"\xed\xa0\x80", b"PK\x03\x04"]
TEXTS = [
    "The town is empty. “They left,” a nurse said. ‘It isn’t over’, she may have added.\n\nBy Ada Lowe\n",
    "Mr. Low said: ‘It isn’t over’.\nThe boys’ “plan” failed again…\n",
    "Q: Will he go?\n\nA: No. “He won’t,\n\n“not ever.”",
    "“" * 3_000, "“‘" * 500 + "deep" + "’”" * 500, "he said that the dam " * 400, "is " * 3_000, "(pictured " * 900,
    "he said: “one two three” and " * 300, "A'" * 4_000, "may " * 2_000, "a.b!" * 2_000, "Ada Lowe and " * 600,
    "if Yoon falls, " * 500, "not very " * 900, "\n\n".join(map("line {} of five".format, range(400))),
]
LISTS = ["file,title,group\na,Rain,north\nb,“More” rain,south\n", "filename;date\na.txt;3/4/2024\n../a.txt;soon\n",
         'name\tgroup\n"a"\tx\nb\ty\n']
TABLES = ['text,title,date,id\n"It rained, ""hard"".\nAll day.",Rain,2024-04-03,a\nIt snowed.,Snow,3/4/2024,a\n',
          "Full Text\tHeadline\tdesk\nIt rained.\tRain\tnorth\n",
          "title;body;group\nRain;It rained.;x\nSun;It shone.;X\n"]
LINES = ['{"text": "It rained.", "title": "Rain \\u2019", "id": 1, "tags": ["a", null, 1e5]}\n{"text": "", "x": {}}\n',
         '{"body": "\\ud83d\\udea2 sailed", "group": true}\n[1]\n7\n']
RICH = ["{\\rtf1\\ansi\\ansicpg1252{\\fonttbl{\\f0 A;}}{\\*\\x y}\\uc1 It\\'92s \\u-10179?\\u-8542? \\b b\\b0\\par}\n"]


def list_seeds(target: str) -> list[bytes]:
    """The inputs that a target starts from."""
    longest, step = (2_000, 5) if target == "matches" else (LONGEST, 1)  # it takes most time over each
    paths = sorted(_TEXTS.glob("*.txt"))[::step]
    texts = [*TEXTS, *(path.read_text(encoding="utf-8") for path in paths)]
    seeds = {"list": LISTS, "csv": TABLES, "tsv": TABLES, "jsonl": LINES}.get(target, texts)
    if target == "rtf":
        seeds = RICH
    if target in ("xlsx", "docx"):
        seeds = _list_parts(target)
    made = [_write(target)] if target in _WRITERS else []
    plain = [seed.encode() for seed in seeds]
    if target == "txt":
        plain += [texts[0].encode(encoding) for encoding in ("cp1252", "utf-16", "utf-8-sig")]
        plain.append(texts[0].encode().decode("cp1252", errors="ignore").encode())
    return [seed[:longest] for seed in plain if target != "html"] + [
        seed for seed in made if len(seed) <= LONGEST or target == "docx"]


def format_dictionary() -> str:
    """The pieces as libFuzzer reads them, each in quotation marks, bytes as hexadecimal numbers."""
    pieces = [*(piece.encode() for piece in PIECES), *BYTES]
    return "".join('"{}"\n'.format("".join(f"\\x{byte:02X}" for byte in piece)) for piece in dict.fromkeys(pieces))


def _list_parts(target: str) -> list[str]:
    if target == "docx":
        lines = ["", *list_nexis(make_stories(1, _TEXTS)[0])]
        return [_WORD.format("".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in lines)),
                _WORD.format("<w:p><w:r><w:t>It rained.</w:t><w:br/><w:tab/></w:r></w:p><w:tbl/>")]
    names = "".join(_INLINE.format(f"{letter}1", name) for letter, name in zip("ABCDEF", _COLUMNS))
    cells = [_INLINE.format("A2", "Rain"), _INLINE.format("B2", "It rained."), _CELL.format("C2", "n", 45_000),
             _CELL.format("D2", "b", 1), _CELL.format("E2", "d", "2024-04-03"), _CELL.format("F2", "e", "#N/A")]
    return [_SHEET.format(f'<row r="1">{names}</row><row r="2">{"".join(cells)}</row>'),
            _SHEET.format(f"<row>{names}</row><row>{_CELL.format('B9', 's', 0)}</row>")]


_WRITERS = {
    "csv": lambda path, stories: write_csv(path, [_COLUMNS[:5], *([*make_row(story).values()] for story in stories)]),
    "jsonl": lambda path, stories: write_json_lines(path, [make_row(story) for story in stories]),
    "xlsx": lambda path, stories: write_workbook(path, [make_row(story) for story in stories]),
    "docx": lambda path, stories: write_word(path, [list_nexis(story) for story in stories]),
    "rtf": lambda path, stories: write_rich_text(path, [list_nexis(story) for story in stories]),
    "html": lambda path, stories: write_page(path, stories[0]),
}


def _write(target: str) -> bytes:
    """A file of two constructed articles."""
    with TemporaryDirectory() as place:
        path = Path(place) / f"a.{target}"
        _WRITERS[target](path, make_stories(2, _TEXTS))
        return path.read_bytes()

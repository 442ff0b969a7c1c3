"""A study as a REFI-QDA project (.qdpx), which programs for qualitative analysis exchange.

Source: Rotterdam Exchange Format Initiative, *REFI-QDA Standard* 1.5 (2019); schema Project.xsd, QDA-XML version 1.0 of
18 March 2019, namespace ``urn:QDA-XML:project:1.0``. Positions count Unicode code points of the plain text from 0, the
end not included, line ends as they are in the file (here ``\\n``, without a byte order mark). Identifiers are made from
names and all times are fixed, so that the same study gives the same bytes. Each coder has selections of his own, with
user and time, because there are programs (QualCoder) that read both from the selection and not from the coding.
"""

from __future__ import annotations

import io
import os
import time
import zipfile
from collections.abc import Sequence
from pathlib import Path
from xml.etree import ElementTree

import pandas as pd

import analysis
from analysis.files import UserError, write_file
from analysis.presentation.exports.codes import (
    Code,
    choose_colour,
    collect_codes,
    describe_code,
    list_values,
    make_guid,
    name_coder,
)
from analysis.presentation.exports.contents import select_texts, state_rights
from analysis.study import Study

NAMESPACE = "urn:QDA-XML:project:1.0"
PROJECT, SOURCES, INTERNAL = "project.qde", "sources/", "internal://"
ARTICLE_FACTS = ("group", "outlet", "outlet_type", "genre", "published", "event")
PREVIEW = 80
_EARLIEST = 315_532_800  # 1 January 1980, the first time that a zip can hold
_LATEST = 4_354_819_198  # 31 December 2107
_Element = ElementTree.Element


def format_project(study: Study, private: bool = False, with_instrument: bool = False) -> bytes:
    """Write the texts that are here, with all codings, as a REFI-QDA project.

    Parameters
    ----------
    study : Study
    private : bool
        Also write texts that belong to others; the project's description then says whose they are.
    with_instrument : bool
        Add what the instrument found as a further user.

    Raises
    ------
    UserError
        When no text is here, or one belongs to others and ``private`` is off.
    """
    texts = select_texts(study, private)
    codes = collect_codes(study, texts, with_instrument)
    name = study.folder.resolve().name
    project = _Element("Project", {"xmlns": NAMESPACE, "name": name, "origin": f"framing {analysis.__version__}"}
                       | _stamp())
    coders = [*codes[["coder", "pass"]].drop_duplicates().itertuples(index=False, name=None)]
    if coders:
        users = ElementTree.SubElement(project, "Users")
        for coder in coders:
            ElementTree.SubElement(users, "User", guid=_identify_user(coder), name=name_coder(*coder))
        _add_codebook(project, codes)
    facts = [fact for fact in ARTICLE_FACTS if (study.articles[fact] != "").any()]
    variables = ElementTree.SubElement(project, "Variables")
    for fact in facts:
        ElementTree.SubElement(variables, "Variable", guid=make_guid("variable", fact), name=fact,
                               typeOfVariable="Text")
    sources = ElementTree.SubElement(project, "Sources")
    for article in study.articles[study.articles.article_id.isin(texts)].itertuples():
        _add_source(sources, article, texts[article.article_id], codes[codes.article_id == article.article_id], facts)
    _add_notes(project, codes[codes.reason != ""])
    ElementTree.SubElement(project, "Description").text = state_rights(study)
    ElementTree.indent(project)
    files = {PROJECT: ElementTree.tostring(project, encoding="utf-8", xml_declaration=True) + b"\n"}
    files |= {f"{SOURCES}{_identify_source(article_id)}.txt": text.encode("utf-8")
              for article_id, text in texts.items()}
    return _pack(files)


def write_project(study: Study, out: Path, private: bool = False, with_instrument: bool = False) -> list[Path]:
    """Write the project to a file that is not there yet, or holds the same.

    Raises
    ------
    UserError
        As ``format_project`` does, and when another file stands there: it may hold somebody's coding.
    """
    data, out = format_project(study, private, with_instrument), Path(out)
    if out.exists() and (out.is_dir() or out.read_bytes() != data):
        raise UserError(f"{out} is there already and may hold somebody's coding. Move it away, or name another file "
                        "with --out.")
    write_file(out, data)
    return [out]


def _add_codebook(project: _Element, codes: pd.DataFrame) -> None:
    book = ElementTree.SubElement(ElementTree.SubElement(project, "CodeBook"), "Codes")
    for variable, values in list_values(codes).items():
        parent = ElementTree.SubElement(book, "Code", guid=make_guid("variable code", variable), name=variable,
                                        isCodable="false", color=choose_colour(variable))
        meaning = describe_code(variable)
        if meaning:
            ElementTree.SubElement(parent, "Description").text = meaning
        for place, value in enumerate(values):
            code = Code(variable, value)
            ElementTree.SubElement(parent, "Code", guid=_identify_code(code), name=code.name, isCodable="true",
                                   color=choose_colour(variable, place))


def _add_source(sources: _Element, article: tuple, text: str, codes: pd.DataFrame, facts: list[str]) -> None:
    article_id = article.article_id
    source = ElementTree.SubElement(sources, "TextSource", guid=_identify_source(article_id), name=article_id,
                                    plainTextPath=f"{INTERNAL}{_identify_source(article_id)}.txt", **_stamp())
    if article.title:
        ElementTree.SubElement(source, "Description").text = article.title
    for (start, end, *coder), rows in codes.groupby(["start", "end", "coder", "pass"]):
        stamp = _stamp(coder)
        stretch = ElementTree.SubElement(
            source, "PlainTextSelection", guid=make_guid("stretch", article_id, start, end, *coder),
            name=" ".join(text[start:end].split())[:PREVIEW], startPosition=str(start), endPosition=str(end), **stamp)
        for row in rows.to_dict("records"):
            coding = ElementTree.SubElement(stretch, "Coding", guid=_identify_coding(row), **stamp)
            ElementTree.SubElement(coding, "CodeRef", targetGUID=_identify_code(Code(row["variable"], row["value"])))
            if row["reason"]:
                ElementTree.SubElement(coding, "NoteRef", targetGUID=make_guid("note", _identify_coding(row)))
    for fact in facts:
        value = ElementTree.SubElement(source, "VariableValue")
        ElementTree.SubElement(value, "VariableRef", targetGUID=make_guid("variable", fact))
        ElementTree.SubElement(value, "TextValue").text = getattr(article, fact)


def _add_notes(project: _Element, explained: pd.DataFrame) -> None:
    if explained.empty:
        return
    notes = ElementTree.SubElement(project, "Notes")
    for row in explained.to_dict("records"):
        note = ElementTree.SubElement(notes, "Note", guid=make_guid("note", _identify_coding(row)), name="reason",
                                      **_stamp((row["coder"], row["pass"])))
        ElementTree.SubElement(note, "PlainTextContent").text = row["reason"]


def _stamp(coder: Sequence = ()) -> dict[str, str]:
    """The attributes that say when something was made, and by whom where a coder is given."""
    when = {"creationDateTime": "{:04}-{:02}-{:02}T{:02}:{:02}:{:02}Z".format(*_choose_time())}
    return when | ({"creatingUser": _identify_user(coder)} if coder else {})


def _identify_user(coder: Sequence) -> str:
    return make_guid("user", *coder)


def _identify_code(code: Code) -> str:
    return make_guid("code", code.variable, code.value)


def _identify_source(article_id: str) -> str:
    return make_guid("source", article_id)


def _identify_coding(row: dict) -> str:
    return make_guid("coding", *(row[key] for key in (
        "article_id", "start", "end", "variable", "value", "coder", "pass")))


def _pack(files: dict[str, bytes]) -> bytes:
    package = io.BytesIO()
    with zipfile.ZipFile(package, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            entry = zipfile.ZipInfo(name, _choose_time())
            entry.compress_type, entry.create_system, entry.external_attr = zipfile.ZIP_DEFLATED, 3, 0o644 << 16
            archive.writestr(entry, data)
    return package.getvalue()


def _choose_time() -> tuple[int, ...]:
    """The time in ``SOURCE_DATE_EPOCH`` (reproducible-builds.org), else the earliest that a zip can hold."""
    wanted = os.environ.get("SOURCE_DATE_EPOCH", "")
    seconds = int(wanted) if wanted.isascii() and wanted.isdigit() else _EARLIEST
    return time.gmtime(min(max(seconds, _EARLIEST), _LATEST))[:6]

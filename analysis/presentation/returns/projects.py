"""Read the codings of a REFI-QDA project (.qdpx).

Source: *REFI-QDA Standard* 1.5 (2019), as ``exports.refi`` writes it. Text sources are read from the package or from
``PlainTextContent``; sources that lie outside it, other media and codings of whole documents are not.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from xml.etree import ElementTree

from analysis.files import UserError
from analysis.presentation.exports.codes import Code, read_code_name, read_coder_name
from analysis.presentation.exports.refi import INTERNAL, NAMESPACE, PROJECT, SOURCES
from analysis.presentation.returns.deliveries import Delivery, Given, Refusals, Source
from analysis.presentation.returns.packages import Package, parse_xml
from analysis.presentation.returns.stretches import Stretch

_ROOT = f"{{{NAMESPACE}}}Project"
_Element = ElementTree.Element


def read_project(path: Path) -> Delivery:
    """Read a project's text sources with the codings of each.

    Raises
    ------
    UserError
        When the file is no REFI-QDA project or cannot be trusted (``packages``).
    """
    package = Package(path)
    name = package.find(Path(PROJECT).suffix)  # some programs name it after the project
    data = package.read(name or PROJECT)
    if data is None:
        raise UserError(f"{path} holds no {PROJECT}, so it is no REFI-QDA project. Export it as one (.qdpx).")
    root = parse_xml(data, f"{PROJECT} of {path}")
    if root.tag != _ROOT:
        raise UserError(f"{path}: {PROJECT} is no project of REFI-QDA 1.0 ({NAMESPACE}). Export it anew.")
    users = {_normalise(user.get("guid")): user.get("name") or user.get("id") or ""
             for user in root.iterfind(_path("Users", "User"))}
    codes = dict(_read_codes(root.find(_path("CodeBook", "Codes"))))
    notes = {_normalise(note.get("guid")): _read_text(note, package) or ""
             for note in root.iterfind(_path("Notes", "Note"))}
    delivery = Delivery()
    for element in root.iterfind(_path("Sources", "*")):
        _read_source(element, package, users, codes, notes, delivery)
    for source in delivery.sources:
        source.ends_count_once = "ATLAS" in (root.get("origin") or "")
    return delivery


def _read_codes(parent: _Element | None) -> Iterable[tuple[str, Code]]:
    waiting = [(element, "") for element in ([] if parent is None else parent.iterfind(_path("Code")))]
    while waiting:
        element, above = waiting.pop()
        name = element.get("name") or ""
        yield _normalise(element.get("guid")), read_code_name(name, above)
        waiting += [(child, name) for child in element.iterfind(_path("Code"))]


def _read_source(element: _Element, package: Package, users: dict[str, str], codes: dict[str, Code],
                 notes: dict[str, str], delivery: Delivery) -> None:
    name, refused = element.get("name") or "a source without a name", delivery.refused
    n = sum(1 for _ in element.iter(f"{{{NAMESPACE}}}Coding"))
    whole = len(element.findall(_path("Coding")))
    if whole:
        refused.add("they code a whole document and not a stretch of it", name, whole)
    if n == whole:
        return
    text = _read_text(element, package) if element.tag == f"{{{NAMESPACE}}}TextSource" else None
    if text is None:
        refused.add("their source holds no plain text in this file", name, n - whole)
        return
    source = Source(name, text)
    for selection in element.iterfind(_path("PlainTextSelection")):
        _read_selection(selection, source, users, codes, notes, refused)
    delivery.sources.append(source)


def _read_selection(selection: _Element, source: Source, users: dict[str, str], codes: dict[str, Code],
                    notes: dict[str, str], refused: Refusals) -> None:
    place = f"{source.name} {selection.get('startPosition')}–{selection.get('endPosition')}"
    codings = selection.findall(_path("Coding"))
    try:
        stretch = Stretch(int(selection.get("startPosition", "")), int(selection.get("endPosition", "")),
                          selection.get("name") or "", must_match=False)
    except ValueError:
        refused.add("their positions are no numbers", place, len(codings))
        return
    for coding in codings:
        code = codes.get(_find_target(coding, "CodeRef"))
        if code is None:
            refused.add("their code is not in the project's codebook", place)
            continue
        by = coding.get("creatingUser") or selection.get("creatingUser") or selection.get("modifyingUser")
        user = users.get(_normalise(by), "")
        reasons = (notes.get(_normalise(ref.get("targetGUID")), "") for ref in coding.iterfind(_path("NoteRef")))
        source.given.append(Given(stretch, code, *read_coder_name(user), reason="\n".join(filter(None, reasons))))


def _read_text(element: _Element, package: Package) -> str | None:
    """The plain text of a source or note, None where the package does not hold it."""
    content = element.find(_path("PlainTextContent"))
    if content is not None:
        return content.text or ""
    address = element.get("plainTextPath") or ""
    data = package.read(SOURCES + address.removeprefix(INTERNAL)) if address.startswith(INTERNAL) else None
    if data is None:
        return None
    try:
        return data.decode("utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8")
    except UnicodeDecodeError:
        return None


def _find_target(element: _Element, tag: str) -> str:
    reference = element.find(_path(tag))
    return "" if reference is None else _normalise(reference.get("targetGUID"))


def _normalise(guid: str | None) -> str:
    return (guid or "").strip().strip("{}").lower()


def _path(*names: str) -> str:
    return "/".join(f"{{{NAMESPACE}}}{name}" for name in names)

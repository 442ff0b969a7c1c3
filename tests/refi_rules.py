"""The rules of the REFI-QDA project schema for the elements that we write, as a checker.

Source: Rotterdam Exchange Format Initiative, QDA-XML version 1.0, Project.xsd of 18 March 2019 (MIT licence), and the
REFI-QDA Standard 1.5, sections 7 (package) and 9.2 (text selections). Written down as rules, because no XML Schema
processor is among the dependencies.
"""

import io
import re
import zipfile
from xml.etree import ElementTree

NAMESPACE = "{urn:QDA-XML:project:1.0}"
GUID = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
KINDS = {"guid": GUID, "rgb": re.compile(r"#([A-Fa-f0-9]{6}|[A-Fa-f0-9]{3})"), "boolean": re.compile("true|false|0|1"),
         "integer": re.compile(r"[+-]?\d+"), "string": re.compile(".*", re.DOTALL), "variable": re.compile(
             "Text|Boolean|Integer|Float|Date|DateTime"), "time": re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z)?")}
MANY = 1_000_000
_SOURCE = {"guid!": "guid", "name": "string", "richTextPath": "string", "plainTextPath": "string",
           "creatingUser": "guid", "creationDateTime": "time"}
_SOURCE_CHILDREN = [("Description", 0, 1), ("PlainTextContent", 0, 1), ("PlainTextSelection", 0, MANY),
                    ("Coding", 0, MANY), ("NoteRef", 0, MANY), ("VariableValue", 0, MANY)]
# element: children in order (name, at least, at most), attributes (! required)
RULES = {
    "Project": ([("Users", 0, 1), ("CodeBook", 0, 1), ("Variables", 0, 1), ("Cases", 0, 1), ("Sources", 0, 1),
                 ("Notes", 0, 1), ("Links", 0, 1), ("Sets", 0, 1), ("Graphs", 0, 1), ("Description", 0, 1),
                 ("NoteRef", 0, MANY)],
                {"name!": "string", "origin": "string", "creatingUserGUID": "guid", "creationDateTime": "time"}),
    "Users": ([("User", 1, MANY)], {}),
    "User": ([], {"guid!": "guid", "name": "string", "id": "string"}),
    "CodeBook": ([("Codes", 1, 1)], {}),
    "Codes": ([("Code", 1, MANY)], {}),
    "Code": ([("Description", 0, 1), ("NoteRef", 0, MANY), ("Code", 0, MANY)],
             {"guid!": "guid", "name!": "string", "isCodable!": "boolean", "color": "rgb"}),
    "Variables": ([("Variable", 1, MANY)], {}),
    "Variable": ([("Description", 0, 1)], {"guid!": "guid", "name!": "string", "typeOfVariable!": "variable"}),
    "Sources": ([("TextSource", 1, MANY)], {}),
    "TextSource": (_SOURCE_CHILDREN, _SOURCE),
    "PlainTextSelection": ([("Description", 0, 1), ("Coding", 0, MANY), ("NoteRef", 0, MANY)],
                           {"guid!": "guid", "name": "string", "startPosition!": "integer", "endPosition!": "integer",
                            "creatingUser": "guid", "creationDateTime": "time"}),
    "Coding": ([("CodeRef", 1, 1), ("NoteRef", 0, MANY)],
               {"guid!": "guid", "creatingUser": "guid", "creationDateTime": "time"}),
    "VariableValue": ([("VariableRef", 1, 1), ("TextValue", 0, 1)], {}),
    "Notes": ([("Note", 1, MANY)], {}),
    "Note": (_SOURCE_CHILDREN, _SOURCE),
    **dict.fromkeys(("CodeRef", "NoteRef", "VariableRef"), ([], {"targetGUID!": "guid"})),
    **dict.fromkeys(("Description", "PlainTextContent", "TextValue"), ([], {})),
}
TARGETS = {"CodeRef": "Code", "NoteRef": "Note", "VariableRef": "Variable"}


def find_faults(data):
    """Every breach of the rules in a package's bytes, in words; an empty list is a valid project."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = archive.namelist()
        root = ElementTree.fromstring(archive.read("project.qde"))
        texts = {name: archive.read(name) for name in names if name != "project.qde"}
    faults = [f"{name} is outside sources/" for name in texts if not re.fullmatch(r"sources/[^/]+", name)]
    faults += ["names are given twice"] * (len(names) != len({*map(str.lower, names)}))
    faults += [] if root.tag == f"{NAMESPACE}Project" else [f"the root is {root.tag}"]
    guids = {}
    for element in root.iter():
        name = element.tag.removeprefix(NAMESPACE)
        if name not in RULES:
            faults.append(f"{name} is unknown")
            continue
        faults += _check_element(element, name)
        guid = element.get("guid")
        faults += [f"{guid} is given twice"] if guid in guids else []
        guids |= {guid: name} if guid else {}
    for element in root.iter():
        wanted = TARGETS.get(element.tag.removeprefix(NAMESPACE))
        if wanted and guids.get(element.get("targetGUID")) != wanted:
            faults.append(f"{element.tag} points at no {wanted}")
        if element.get("creatingUser") and guids.get(element.get("creatingUser")) != "User":
            faults.append("creatingUser is no User")
        if element.tag == f"{NAMESPACE}TextSource":
            faults += _check_source(element, texts)
    return faults


def _check_element(element, name):
    children, attributes = RULES[name]
    order = [child for child, _, _ in children]
    found = [child.tag.removeprefix(NAMESPACE) for child in element]
    if [*sorted(found, key=lambda child: order.index(child) if child in order else -1)] != found:
        yield f"{name}: children are out of order"
    for child, least, most in children:
        if not least <= found.count(child) <= most:
            yield f"{name}: {found.count(child)} times {child}"
    kinds = {key.rstrip("!"): kind for key, kind in attributes.items()}
    for key in (key[:-1] for key in attributes if key.endswith("!")):
        if key not in element.attrib:
            yield f"{name}: no {key}"
    for key, value in element.attrib.items():
        if key not in kinds or not KINDS[kinds[key]].fullmatch(value):
            yield f"{name}: {key}={value!r}"


def _check_source(source, texts):
    path, content = source.get("plainTextPath"), source.find(f"{NAMESPACE}PlainTextContent")
    if (path is None) == (content is None):
        yield "either plainTextPath or PlainTextContent must be filled"
    data = texts.get("sources/" + (path or "").removeprefix("internal://"), b"")
    text = data.decode("utf-8")
    for selection in source.iterfind(f"{NAMESPACE}PlainTextSelection"):
        if not 0 <= int(selection.get("startPosition", 0)) < int(selection.get("endPosition", 0)) <= len(text):
            yield "a selection lies outside its text"

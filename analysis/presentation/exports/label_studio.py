"""A study as Label Studio tasks, with the labelling configuration that fits them.

Source: Label Studio, *Task format* and tags Text, Labels, Choices. Offsets are characters as the current editor counts
them, Unicode code points (seen in version 1.23); old ones counted UTF-16 code units (its issue 1347), which ``returns``
recognises. Label Studio refuses annotations whose ``completed_by`` names nobody it knows (also 1.23), so each coder's
name stands in a choice of its own, ``coder``, and whoever imports the tasks counts as having completed them.
"""

from __future__ import annotations

import json
from pathlib import Path
from xml.etree import ElementTree

import pandas as pd

from analysis.files import UserError
from analysis.presentation.exports.codes import (
    choose_colour,
    collect_codes,
    describe_code,
    list_values,
    make_guid,
    mark_empty,
    name_coder,
)
from analysis.presentation.exports.contents import select_texts, state_rights, write_files
from analysis.presentation.exports.refi import ARTICLE_FACTS
from analysis.study import Study

TEXT, CODER = "text", "coder"
TASKS, CONFIGURATION, NOTICE = "tasks.json", "config.xml", "NOTICE.txt"


def make_tasks(study: Study, texts: dict[str, str], codes: pd.DataFrame) -> list[dict]:
    """Return a task for each text, with an annotation for each coder and pass; see ``select_texts``, ``collect_codes``.
    """
    facts = study.articles.set_index("article_id")
    return [{"data": {TEXT: text, "article_id": article_id} | facts.loc[article_id, list(ARTICLE_FACTS)].to_dict(),
             "annotations": [_make_annotation(coder, rows, text) for coder, rows in
                             codes[codes.article_id == article_id].groupby(["coder", "pass"])]}
            for article_id, text in texts.items()]


def _make_annotation(coder: tuple[str, int], rows: pd.DataFrame, text: str) -> dict:
    name = name_coder(*coder)
    said = {"id": CODER, "from_name": CODER, "to_name": TEXT, "type": "choices", "value": {"choices": [name]}}
    return {"result": [said, *(_make_region(row, text) for row in rows.to_dict("records"))],
            "was_cancelled": False, "ground_truth": False}


def _make_region(row: dict, text: str) -> dict:
    start, end = row["start"], row["end"]
    region = {"id": make_guid("region", *(row[key] for key in (
                  "article_id", "start", "end", "variable", "value", "coder", "pass")))[:13],
              "from_name": row["variable"], "to_name": TEXT, "type": "labels",
              "value": {"start": start, "end": end, "text": text[start:end], "labels": [mark_empty(row["value"])]}}
    return region | ({"meta": {"text": [row["reason"]]}} if row["reason"] else {})


def format_configuration(codes: pd.DataFrame) -> str:
    """Write the labelling configuration: the text, who codes, and a set of labels for each variable."""
    view = ElementTree.Element("View")
    ElementTree.SubElement(view, "Style").text = ".htx-text{ white-space: pre-wrap; }"
    ElementTree.SubElement(view, "Header", value="Who codes?")
    choices = ElementTree.SubElement(view, "Choices", name=CODER, toName=TEXT, choice="single")
    for coder in codes[["coder", "pass"]].drop_duplicates().itertuples(index=False, name=None):
        ElementTree.SubElement(choices, "Choice", value=name_coder(*coder))
    for variable, values in list_values(codes).items():
        ElementTree.SubElement(view, "Header", value=f"{variable}: {describe_code(variable)}".rstrip(": "), size="5")
        labels = ElementTree.SubElement(view, "Labels", name=variable, toName=TEXT, choice="single")
        for place, value in enumerate(values):
            ElementTree.SubElement(labels, "Label", value=mark_empty(value),
                                   background=choose_colour(variable, place))
    ElementTree.SubElement(view, "Text", name=TEXT, value=f"${TEXT}", granularity="symbol", saveTextResult="yes")
    ElementTree.indent(view)
    return ElementTree.tostring(view, encoding="unicode") + "\n"


def write_tasks(study: Study, out: Path, private: bool = False, with_instrument: bool = False) -> list[Path]:
    """Write tasks, configuration and a notice of rights into a folder; options and errors are ``format_project``'s.

    Raises
    ------
    UserError
        Also when a coded variable is called text or coder, names that the configuration needs itself.
    """
    texts = select_texts(study, private)
    codes = collect_codes(study, texts, with_instrument)
    clashes = sorted({TEXT, CODER} & {*codes["variable"]})
    if clashes:
        raise UserError(f"A coded variable is called {clashes[0]}, a name that Label Studio's configuration needs for "
                        "something else. Rename it in codings.csv.")
    tasks = json.dumps(make_tasks(study, texts, codes), ensure_ascii=False, indent=1)
    return write_files(out, {TASKS: tasks + "\n",
                             CONFIGURATION: format_configuration(codes), NOTICE: state_rights(study) + "\n"})

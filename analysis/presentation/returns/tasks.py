"""Read the codings of Label Studio tasks (the exports JSON, not JSON-MIN).

Source: Label Studio, *Task format*, as ``exports.label_studio`` writes it. Regions of Labels, and Choices given to a
region, are read; relations, free text and choices for a whole text are not, nor annotations that were skipped.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from analysis.files import UserError
from analysis.presentation.exports.codes import Code, read_coder_name, unmark_empty
from analysis.presentation.exports.label_studio import CODER, TEXT
from analysis.presentation.returns.deliveries import Delivery, Given, Refusals, Source
from analysis.presentation.returns.packages import read_bounded
from analysis.presentation.returns.stretches import Stretch

_KINDS = ("labels", "choices")


def read_tasks(path: Path) -> Delivery:
    """Read each task's text with the codings of its annotations.

    Raises
    ------
    UserError
        When the file is no JSON, or no list of tasks.
    """
    try:
        tasks = json.loads(read_bounded(path).decode("utf-8-sig"))
        json.dumps(tasks, ensure_ascii=False).encode("utf-8")  # half an astral character is no text
    except (ValueError, RecursionError) as reason:
        if isinstance(reason, UserError):
            raise
        raise UserError(f"{path} is no JSON that can be read ({reason}). Export it from Label Studio anew.") from None
    tasks = tasks if isinstance(tasks, list) else [tasks]
    delivery = Delivery()
    for number, task in enumerate(tasks, start=1):
        data = _get(task, "data", dict)
        if not data or "annotations" not in task:
            raise UserError(f"{path}: task {number} has no data and annotations, as Label Studio's format JSON has "
                            "them (JSON-MIN has not). Export it in that format.")
        _read_task(task, data, f"task {number}", delivery)
    return delivery


def _read_task(task: dict, data: dict, place: str, delivery: Delivery) -> None:
    text, name = data.get(TEXT), data.get("article_id")
    name = name if isinstance(name, str) and name else place
    annotations = [each for each in _get(task, "annotations", list) if isinstance(each, dict)]
    if not isinstance(text, str):
        text = max((value for value in data.values() if isinstance(value, str)), key=len, default=None)
    if text is None:
        n = sum(len(_get(annotation, "result", list)) for annotation in annotations)
        delivery.refused.add(f"their task has no text (data.{TEXT})", name, n)
        return
    source = Source(name, text)
    for annotation in annotations:
        results = [each for each in _get(annotation, "result", list) if isinstance(each, dict)]
        if annotation.get("was_cancelled"):
            delivery.refused.add("their annotation was skipped in Label Studio", name, len(results))
            continue
        coder, number = read_coder_name(_name_coder(annotation, results))
        for result in results:
            source.given += _read_result(result, coder, number, name, delivery.refused)
    delivery.sources.append(source)


def _name_coder(annotation: dict, results: Iterable[dict]) -> str:
    """The coder's name: the choice ``coder``, else who completed the annotation."""
    for result in results:
        chosen = _get(_get(result, "value", dict), "choices", list)
        if result.get("from_name") == CODER and chosen and isinstance(chosen[0], str):
            return chosen[0]
    by = annotation.get("completed_by")
    if isinstance(by, dict):
        by = by.get("email") or by.get("username") or by.get("id")
    return f"user {by}" if isinstance(by, int) else by if isinstance(by, str) else ""


def _read_result(result: dict, coder: str, number: int | None, name: str, refused: Refusals) -> Iterable[Given]:
    kind, variable, value = result.get("type"), result.get("from_name"), _get(result, "value", dict)
    if variable == CODER:
        return
    start, end = value.get("start"), value.get("end")
    place = f"{name} {start}–{end}"
    if kind not in _KINDS or not isinstance(variable, str):
        refused.add(f"Label Studio's {kind} is no code", name)
        return
    if not isinstance(start, int) or not isinstance(end, int):
        refused.add("they code a whole text and not a stretch of it", name)
        return
    words = value.get("text") if isinstance(value.get("text"), str) else ""
    meta = _get(_get(result, "meta", dict), "text", list)
    reason = "\n".join(line for line in meta if isinstance(line, str))
    for label in _get(value, str(kind), list):
        if isinstance(label, str):
            yield Given(Stretch(start, end, words), Code(variable, unmark_empty(label)), coder, number, reason)
        else:
            refused.add("their label is no text", place)


def _get(mapping: object, key: str, kind: type) -> object:
    """What a mapping has under a key, if it is of this kind, else the kind's empty value."""
    value = mapping.get(key) if isinstance(mapping, dict) else None
    return value if isinstance(value, kind) else kind()

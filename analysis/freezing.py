"""Write a corpus's tables so that they can be passed on without its texts, and what they were made with."""

from __future__ import annotations

import json
from pathlib import Path

import analysis
from analysis.files import UserError, sweep, write_file, write_folder
from analysis.instruments.readings import BASE_TABLES
from analysis.study import Study, load_study
from analysis.tables import format_csv
from analysis.texts.manifest import MANIFEST, write_manifest

ASKED_TABLES = ("scores", "trends")  # of studies that ask for them
DERIVED_TABLES = ("measures", "comparisons", "keywords", "specifications")


def freeze_study(folder: str | Path) -> list[Path]:
    """Measure a corpus from its texts and write ``tables/`` and the manifest's fingerprints and counts.

    Returns the written files. Raises ``UserError`` when a text is missing, ``tables/`` holds files that are not ours,
    or the disk refuses; nothing is changed then.
    """
    study = load_study(folder)
    if study.source != "texts":
        raise UserError(f"{folder}: to measure the corpus all its texts must be here. {study.notes[0]}")
    tables = study.folder / "tables"
    files = {f"{name}.csv": format_csv(getattr(study, name), name) for name in BASE_TABLES + DERIVED_TABLES}
    asked = {"scores": study.plan.learnt, "trends": study.plan.time}
    files |= {f"{name}.csv": format_csv(getattr(study, name), name) for name in ASKED_TABLES if asked[name]}
    files["provenance.json"] = format_provenance(study)
    others = sorted(path.name for path in tables.glob("[!.]*") if path.name not in files)
    if others:
        raise UserError(f"{tables} is replaced as a whole, but holds {', '.join(others)}. Move that away first.")
    manifest = study.folder / MANIFEST
    before = manifest.read_bytes()
    sweep(study.folder, MANIFEST)
    try:
        with write_folder(tables) as aside:
            for name, content in files.items():
                (aside / name).write_text(content, encoding="utf-8", newline="\n")
            write_manifest(study.folder, study.articles)
    except UserError:
        if manifest.read_bytes() != before:
            write_file(manifest, before)
        raise
    return sorted(tables / name for name in files)


def format_provenance(study: Study) -> str:
    """Return what the tables were made with, as JSON: package version, lexicons, fingerprints of the texts."""
    return json.dumps({
        "version": analysis.__version__,
        "lexicons": {name: {"version": lexicon.version, "sha256": lexicon.sha256}
                     for name, lexicon in study.lexicons.items()},
        **({"models": study.models} if study.models else {}),
        "texts": dict(zip(study.articles.article_id, study.articles.sha256)),
    }, indent=2, sort_keys=True) + "\n"

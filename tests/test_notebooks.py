"""Every notebook has the fixed shape; that it runs is held by the report's test."""

import ast
from pathlib import Path

import nbformat
import pytest

from analysis.presentation.report.fitting import FEATURES, fits

ROOT = Path(__file__).parents[1]
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
SECTIONS = ["The data", "One worked", "The result", "How far to trust it", "What this does not show"]


def read(path):
    return nbformat.read(path, as_version=4)


def code_of(book):
    return [cell.source for cell in book.cells if cell.cell_type == "code"]


def test_the_notebooks_are_there():
    assert [path.stem for path in NOTEBOOKS] == ["01_corpus", "02_tokens_and_voices", "03_sentiment",
                                                 "04_loaded_language", "05_hedging", "06_claims_of_downfall",
                                                 "07_frames_and_words", "08_tabloid_and_opinion",
                                                 "09_how_far_to_trust_it"]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
class TestNotebook:
    @pytest.mark.parametrize("features", [frozenset(FEATURES), frozenset()], ids=["with all", "with nothing"])
    def test_opens_with_a_question_and_keeps_the_order_of_sections(self, path, features):
        shown = [cell for cell in read(path).cells if fits(cell.metadata.get("tags", ()), features)]
        prose = [cell.source for cell in shown if cell.cell_type == "markdown"]
        headings = [line.removeprefix("## ") for text in prose for line in text.splitlines() if line.startswith("## ")]
        found = [next(s for s in SECTIONS if heading.startswith(s)) for heading in headings]
        if features:
            assert prose[0].startswith("# ") and "?" in prose[0] and found == SECTIONS
        elif path.stem != "06_claims_of_downfall":  # which is left out whole
            assert prose[0].startswith("# ") and "?" in prose[0]
            assert found == [section for section in SECTIONS if section in found] and found[-1] == SECTIONS[-1]

    def test_has_as_much_prose_as_code(self, path):
        book = read(path)
        words = {kind: sum(len(cell.source.split()) for cell in book.cells if cell.cell_type == kind)
                 for kind in ("markdown", "code")}
        assert words["markdown"] >= words["code"]

    def test_cells_are_short_and_define_nothing(self, path):
        for source in code_of(read(path)):
            assert len(source.splitlines()) <= 10
            assert not [node for node in ast.walk(ast.parse(source))
                        if isinstance(node, (ast.FunctionDef, ast.ClassDef, ast.Lambda))]

    def test_takes_the_corpus_from_one_parameter_cell(self, path):
        book = read(path)
        tagged = [cell.source for cell in book.cells if "parameters" in cell.metadata.get("tags", [])]
        assert len(tagged) == 1 and tagged[0].startswith("CORPUS = ")
        assert sum("corpus/downfall" in source for source in code_of(book)) == 1

    def test_is_committed_without_outputs(self, path):
        cells = [cell for cell in read(path).cells if cell.cell_type == "code"]
        assert all(not cell.outputs and cell.execution_count is None for cell in cells)

"""The classroom's study, its sheets, and coders who answer as they are told."""

import pytest

from analysis.classroom.sheets import open_sheet, save_answer


@pytest.fixture
def code(study, tmp_path):
    """Answer one question about the first sentences of an article: ``code("AB", "voice", ["direct", None])``."""
    def answer(coder, variable, values, article="truss_wire", folder=tmp_path / "codings"):
        sheet = open_sheet(study, article, coder, [variable], folder)
        for number, value in enumerate(values):
            if value is not None:
                save_answer(sheet, (number, variable), value)
        return folder
    return answer

"""A lesson's cells run one after another, as a kernel would, without starting one."""

from __future__ import annotations

import ast
import io
from collections.abc import Iterator
from contextlib import redirect_stdout
from dataclasses import dataclass

from nbformat import NotebookNode


@dataclass(frozen=True)
class Ran:
    """A cell and what came of it: the value of its last expression, what it printed, and the names it gave values."""

    cell: NotebookNode
    value: object = None
    printed: str = ""
    given: tuple[tuple[str, object], ...] = ()


def run_cells(book: NotebookNode) -> Iterator[Ran]:
    """Run a lesson's code cells in one namespace, in order; prose comes through as it is.

    Only for our own lessons: what stands in them is run.

    Examples
    --------
    >>> import nbformat
    >>> cells = [nbformat.v4.new_code_cell("n = 2"), nbformat.v4.new_code_cell("print('two')\\nn + 1")]
    >>> [(ran.value, ran.printed, ran.given) for ran in run_cells(nbformat.v4.new_notebook(cells=cells))]
    [(None, '', (('n', 2),)), (3, 'two\\n', ())]
    """
    names: dict[str, object] = {}
    for cell in book.cells:
        if cell.cell_type != "code":
            yield Ran(cell)
            continue
        tree = ast.parse(cell.source)
        last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
        with redirect_stdout(io.StringIO()) as out:
            exec(compile(tree, "cell", "exec"), names)
            value = eval(compile(ast.Expression(last.value), "cell", "eval"), names) if last else None
        given = dict.fromkeys(target.id for node in tree.body if isinstance(node, ast.Assign)
                              for target in node.targets if isinstance(target, ast.Name))
        yield Ran(cell, value, out.getvalue(), tuple((name, names[name]) for name in given))

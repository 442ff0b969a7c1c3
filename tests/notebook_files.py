"""Notebooks made for a test."""

import nbformat


def save_notebook(folder, name, *cells):
    """Save a notebook: text is a code cell, ("markdown", text) prose, ("parameters", text) the tagged cell."""
    made = []
    for cell in cells:
        kind, source = cell if isinstance(cell, tuple) else ("code", cell)
        tags = {"tags": ["parameters"]} if kind == "parameters" else {}
        made.append(nbformat.v4.new_markdown_cell(source) if kind == "markdown"
                    else nbformat.v4.new_code_cell(source, metadata=tags))
    path = folder / f"{name}.ipynb"
    folder.mkdir(exist_ok=True)
    nbformat.write(nbformat.v4.new_notebook(cells=made), path)
    return path

"""Coding by hand in a class: questions, one coder's answers on disk, the sheet, the form, and coders compared."""

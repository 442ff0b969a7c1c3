"""The instrument: texts become tables, tables become pictures, pictures become a report.

An article's text flows through these rooms in this order and never turns back; a module imports
only from rooms before its own (``tests/test_floors.py`` holds it).

==================  ==========================================================================
files, folders      reading and writing without loss; where the study's own folders are
plan_files          study.toml as a file
columns, schemas    every table's columns, types, units and allowed values
tables              tables checked, read and written
lexicons            word lists with provenance, loaded and checked
resampling/         permutation over articles and within events, intervals, false-discovery control
texts/              canonical articles, tokens, whose words they are, and who is named
instruments/        lexicon matches, sentiment, certainty, claims, what articles share
comparison/         one long table, groups against each other, also word by word, and validation
shipped             the tables that a corpus ships, read in place of its texts
handover            what a report has measured, handed to the notebooks that it runs
study               ``load_study(folder)``: the one door that notebooks use
freezing            a study's tables written down, with their provenance
workbench           word lists checked, and terms tried on a study
copies              two texts held against each other
concordances        words with the words around them
importing           a new corpus out of other people's files (``texts/importers``)
presentation/       findings in words, figures, the reading view, the report; exports, and codings that return
classroom/          coding by hand in a class: questions, sheets, the form, coders compared; lessons
import_commands     ``framing new``
lexicon_commands    ``framing lexicon``
copy_commands       ``framing compare-copies``
row_commands        ``framing rows``
export_commands     ``framing export``, ``framing import-codings``
reading_commands    ``framing read``, ``framing concordance``
classroom_commands  ``framing code``, ``framing compare-coders``, ``framing classroom``
streaming/          corpora of any size, a chunk at a time, on one machine or many, to Parquet
sample_commands     ``framing sample``, ``framing correct``
training_commands   ``framing train``, ``framing apply``
measuring_commands  ``framing measure``, ``framing compare``
cli                 the ``framing`` command
==================  ==========================================================================
"""

__version__ = "0.1.0"

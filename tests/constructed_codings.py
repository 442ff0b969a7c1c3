"""Codings and tables countable by eye: sentence i of an article stands at 10 i to 10 i + 9, alone in its paragraph."""

import pandas as pd

from analysis.comparison.agreement import measure_agreement
from analysis.schemas import SCHEMAS
from analysis.tables import check

TABLES = ("codings", "sentences", "passages", "mentions", "matches")
CODERS, MACHINE = "coder A and B", "instrument and settled"


def make_table(name, rows):
    return check(pd.DataFrame([dict.fromkeys(SCHEMAS[name].columns, "") | row for row in rows]), name)


def make_sentence(number, article="a", **cells):
    blank = dict.fromkeys(["n_words", "textblob_polarity", "textblob_subjectivity", "vader_compound", "loading",
                           "textblob_polarity_as_printed", "vader_compound_as_printed"], 0)
    return {"article_id": article, "paragraph": number, "sentence": number, "start": 10 * number,
            "end": 10 * number + 9, "part": "body", "voice": "narration", "certainty": 4, "tone": 0,
            "uncertain": False} | blank | cells


def make_passages(sentences):
    """One passage a sentence: in its voice, said by the one whom ``speaker`` names."""
    return [{key: sentence[key] for key in ("article_id", "start", "end", "part", "voice")}
            | {"speaker": sentence.pop("speaker", ""), "n_words": 0, "tone": 0, "rule": f"rule {sentence['sentence']}"}
            for sentence in sentences]


def make_match(start, end, lexicon, category):
    return {"article_id": "a", "sentence": start // 10, "start": start, "end": end, "lexicon": lexicon, "weight": 1,
            "category": category, "negated": False, "part": "body", "voice": "narration", "rule": f"{lexicon}: x"}


def code(coder, variable, values, article="a"):
    """Codes of the sentences in turn; None where one was not coded."""
    return [{"article_id": article, "start": 10 * i, "end": 10 * i + 9, "variable": variable, "value": value,
             "coder": coder, "pass": 1} for i, value in enumerate(values) if value is not None]


def mark(coder, variable, *spans):
    return [{"article_id": "a", "start": start, "end": end, "variable": variable, "value": value, "coder": coder,
             "pass": 1} for start, end, value in spans]


def make_tables(codes, sentences=None, mentions=(), matches=()):
    sentences = sentences or [make_sentence(i) for i in range(9)]
    passages = make_passages(sentences)
    rows = dict(zip(TABLES, (codes, sentences, passages, mentions, matches)))
    return [make_table(name, rows[name]) for name in TABLES]


def measure(codes, **tables):
    return measure_agreement(*make_tables(codes, **tables))


def look_up(figures, variable, metric, category="", comparison=CODERS, column="value"):
    rows = figures.query("variable == @variable and metric == @metric and category == @category "
                         "and comparison == @comparison")
    assert len(rows) == 1, f"{len(rows)} rows of {variable}, {category}, {metric}"
    return rows[column].item()

"""Corpora of the tests of streams, made of classroom texts."""

import shutil

import pandas as pd

from analysis.streaming import TABLES

MORE = tuple(name for name in TABLES if name not in ("articles", "measures"))


def make_corpus(folder, classroom, names):
    (folder / "texts").mkdir(parents=True)
    articles, targets = (pd.read_csv(classroom / f"{name}.csv", dtype=str, keep_default_na=False)
                         for name in ("articles", "targets"))
    articles = articles[articles["article_id"].isin(names)][["article_id", "group", "event", "published"]]
    articles.to_csv(folder / "articles.csv", index=False, lineterminator="\n")
    targets[targets["event"].isin(["", *articles["event"]])].to_csv(folder / "targets.csv", index=False)
    for name in names:
        shutil.copy(classroom / "texts" / f"{name}.txt", folder / "texts")
    return folder


def put_words_in(corpus, folder, format):
    """The corpus with its words in the table that lists the articles."""
    table = pd.read_csv(corpus / "articles.csv", dtype=str, keep_default_na=False)
    table["text"] = [(corpus / "texts" / f"{name}.txt").read_text(encoding="utf-8") for name in table["article_id"]]
    folder.mkdir()
    shutil.copy(corpus / "targets.csv", folder)
    if format == "csv":
        table.to_csv(folder / "articles.csv", index=False)
    elif format == "jsonl":
        table.to_json(folder / "articles.jsonl", orient="records", lines=True, force_ascii=False)
    elif format == "parquet":
        table.to_parquet(folder / "articles.parquet")
    else:
        (folder / "articles.parquet").mkdir()
        for number, part in enumerate((table[:4], table[4:])):
            part.to_parquet(folder / "articles.parquet" / f"{number}.parquet")
    return folder

"""Rows of whatever kind of list are checked as in a small corpus, and told by their row."""

import pandas as pd
import pyarrow
import pytest
from pyarrow import parquet
from streams import MORE, put_words_in

from analysis.files import UserError
from analysis.streaming import TABLES, count_articles, measure_stream, read_chunks, read_stream


@pytest.mark.parametrize("content, problem", [
    ("article_id,group,group,text\na,x,y,Rain.\n", "has the column group twice"),
    ("article_id;group;text\na;x;Rain.\n", "parted by semicolons"),
    ("article_id,group,text\na,Sun,Rain.\nb,sun,Fog.\n", "row 3: the groups Sun and sun differ only in capitals"),
    ("article_id,group,text\n\n,,\na,,Rain.\n", "row 4: a has no group"),
    ("article_id,group,n_words,text\na,x,12.0,Rain.\nb,x,many,Fog.\n",
     "row 3: n_words is 'many'. Write a whole number"),
    ("article_id,group,constructed,text\na,x,ja,Rain.\n", "row 2: constructed is 'ja'. Write true or false"),
    ("article_id,group,text\na,x,Rain.\na,y,Fog.\n", "row 3: the article_id a stands there already"),
    ("article_id,group\na,x,z\n", "row 2, has more or fewer cells"),
    ("article_id,group\n../a,x\n", "row 2: the article_id '../a' cannot be used"),
    ("article_id,group\na,\n", "row 2: a has no group"),
    ("article_id,outlet\na,Sun\n", "lacks the column group"),
    ("article_id,group,published\na,x,3/4/2024\n", "row 2: published is '3/4/2024'"),
    ('article_id,group\n"a,x\n', "is not comma-separated values"),
    ("article_id,group\n", "has no articles"),
    ("group,text\nx,Rain.\n", "lacks the column article_id"),
    ("article_id,group,text\na,x,\n", "the text of a is empty"),
])
def test_a_bad_manifest_is_told_by_its_row(tmp_path, content, problem):
    (tmp_path / "articles.csv").write_text(content)
    with pytest.raises(UserError, match=problem):
        [*read_chunks(tmp_path)]


def test_a_manifest_from_a_spreadsheet_is_read(tmp_path):
    (tmp_path / "study.toml").write_text('group = "outlet"')
    (tmp_path / "articles.csv").write_text("article_id, outlet ,text,\n\na,Sun,Rain.,\n,,,\nb,Sun,Fog.\n")
    chunk, = read_chunks(tmp_path)
    assert chunk.texts == {"a": "Rain.\n", "b": "Fog.\n"}
    assert [*chunk.rows[0]] == ["article_id", "outlet", "group"]
    (tmp_path / "articles.csv").write_text("article_id,outlet,text\na,,Rain.\n")
    with pytest.raises(UserError, match="row 2: a has no group. Fill in the column outlet"):
        count_articles(tmp_path)


@pytest.mark.parametrize("content, problem", [
    ('{"article_id": "a", "group": NaN, "text": "Rain."}', "row 1: a has no group"),
    ('{"article_id": "a"', "row 1, is not JSON"),
    ('\n["a"]\n', "row 2, is no object"),
    ('{"article_id": "a", "group": ["x"], "text": "Rain."}', "row 1: group is a list"),
    ('{"article_id": "a", "text": "Rain."}', "lacks the column group"),
    ("[" * 100_000, "row 1, is not JSON"),
])
def test_bad_json_lines_are_told_by_their_row(tmp_path, content, problem):
    (tmp_path / "articles.jsonl").write_text(content)
    with pytest.raises(UserError, match=problem):
        [*read_chunks(tmp_path)]


@pytest.mark.parametrize("files, problem", [
    ({}, "holds none of articles.csv, articles.jsonl, articles.parquet"),
    ({"articles.csv": "", "articles.jsonl": ""}, "holds articles.csv and articles.jsonl. Keep the one"),
    ({"articles.parquet": "article_id"}, "is no Parquet file"),
])
def test_a_corpus_has_one_list_of_its_articles(tmp_path, files, problem):
    for name, content in files.items():
        (tmp_path / name).write_text(content)
    with pytest.raises(UserError, match=problem):
        count_articles(tmp_path)


def test_each_parquet_file_has_columns_of_its_own(tmp_path):
    (tmp_path / "articles.parquet" / "more").mkdir(parents=True)
    rain = pd.DataFrame({"article_id": ["a"], "group": ["x"], "text": ["Rain."]})
    rain.to_parquet(tmp_path / "articles.parquet" / "0.parquet")
    fog = rain.assign(article_id="b", published=2020)
    fog.to_parquet(tmp_path / "articles.parquet" / "more" / "1.parquet")
    fog.to_parquet(tmp_path / "articles.parquet" / "_metadata")
    chunk, = read_chunks(tmp_path)
    assert [row.get("published") for row in chunk.rows] == [None, "2020"]
    rain.assign(article_id="c", text=[b"Rain."]).to_parquet(tmp_path / "articles.parquet" / "2.parquet")
    with pytest.raises(UserError, match="row 2: text is binary. Write the column as strings"):
        [*read_chunks(tmp_path)]


def test_a_large_group_of_rows_is_read_a_little_at_a_time(tmp_path):
    table = pyarrow.table({"article_id": [f"a{n}" for n in range(50_000)], "group": ["x"] * 50_000,
                           "text": [f"Rain {n}. " * 200 for n in range(50_000)]})
    parquet.write_table(table, tmp_path / "articles.parquet", row_group_size=50_000, use_dictionary=False,
                        compression="none")
    size = table.nbytes
    del table
    before = pyarrow.total_allocated_bytes()
    next(read_chunks(tmp_path))
    assert pyarrow.total_allocated_bytes() - before < size / 10


@pytest.mark.parametrize("format", ["csv", "jsonl", "parquet", "parquets"])
def test_words_may_stand_in_the_table(corpus, streamed, tmp_path, format, quick):
    own = put_words_in(corpus, tmp_path / "own", format)
    assert count_articles(own) == 7
    measure_stream(own, tmp_path / "out", MORE, size=3)
    for name in TABLES:
        pd.testing.assert_frame_equal(read_stream(tmp_path / "out", name), read_stream(streamed, name))


def test_a_manifest_is_read_in_chunks_of_neighbours(tmp_path):
    (tmp_path / "articles.csv").write_text("article_id,group,text\n" + "".join(f"a{n},x,Rain.\n" for n in range(5_000)))
    assert sum(len(chunk.rows) for chunk in read_chunks(tmp_path, 999)) == 5_000
    assert [chunk.number for chunk in read_chunks(tmp_path, 999)] == [*range(6)]


@pytest.mark.parametrize("name, content", [
    ("articles.csv", 'article_id,group,text\na, x ,"  Rain. "\n'),
    ("articles.jsonl", '{"article_id": "a", "group": " x ", "text": "  Rain. "}\n'),
    ("texts/a.txt", "  Rain. "),
])
def test_blanks_in_front_of_a_text_are_kept_wherever_it_stands(tmp_path, name, content):
    (tmp_path / "texts").mkdir()
    if name.startswith("texts"):
        (tmp_path / "articles.csv").write_text("article_id,group\na,x\n")
    (tmp_path / name).write_text(content)
    chunk, = read_chunks(tmp_path)
    assert (chunk.rows[0]["group"], chunk.texts) == ("x", {"a": "  Rain.\n"})

"""Corpora of any size, a chunk at a time, on one machine or many, to Parquet."""

from analysis.streaming.measuring import TABLES, measure_stream
from analysis.streaming.results import read_stream, read_values
from analysis.streaming.sources import count_articles, read_chunks

__all__ = ["TABLES", "count_articles", "measure_stream", "read_chunks", "read_stream", "read_values"]

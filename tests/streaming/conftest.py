"""A corpus of seven texts, its tables as a whole, and as a stream."""

import pytest
from streams import MORE, make_corpus

from analysis.streaming import measure_stream, measuring
from analysis.study import load_study


@pytest.fixture(scope="session")
def corpus(classroom, tmp_path_factory):
    names = sorted(path.stem for path in (classroom / "texts").glob("*.txt"))[:7]
    return make_corpus(tmp_path_factory.mktemp("stream") / "corpus", classroom, names)


@pytest.fixture(scope="session")
def whole(corpus):
    return load_study(corpus)


@pytest.fixture(scope="session")
def streamed(corpus, tmp_path_factory):
    out = tmp_path_factory.mktemp("out") / "results"
    assert measure_stream(corpus, out, MORE, size=3) == {"articles": 7, "measured": 7, "chunks": 3}
    return out


@pytest.fixture
def quick(monkeypatch):
    """Chunks are measured once for all tests: what is written and read of them is what a test is about."""
    def measure_once(chunk, tables, targets, lexicons, measure=measuring.measure_chunk):
        key = chunk.fingerprint, tables, targets.to_csv()
        if key not in _MEASURED:
            _MEASURED[key] = measure(chunk, tables, targets, lexicons)
        return _MEASURED[key]
    monkeypatch.setattr(measuring, "measure_chunk", measure_once)


_MEASURED = {}

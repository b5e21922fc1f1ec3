"""The built-in graph, which is opened when a question is asked that it has not answered before.

A stored question has the same answer as long as graph and engine are the same. So answers are kept beside the
graph, each with its question in a file of its own, written whole or not at all; a damaged one is
asked again. What is free SPARQL is always asked.
"""

import zlib
from collections.abc import Callable
from pathlib import Path

import pyoxigraph
from pyoxigraph import Literal, NamedNode, QueryResultsFormat, QuerySolutions, parse_query_results

from determinants.ground import files
from determinants.store.engine import Engine
from determinants.store.solutions import Answering, Result, Rows

MOST, LARGEST = 2_000, 4_000_000  # answers that are kept of one graph, and bytes of one


class Remembering:
    """An engine over a graph that is kept, and what it has answered."""

    def __init__(self, engine: Engine, cache: Path, key: Callable[[], str]) -> None:
        """Ask this engine what is not kept in a folder of the cache; `key` tells which graph it is now."""
        self._engine, self._cache, self._now = engine, cache, key
        self._key = key()

    def query(self, text: str) -> Result:
        """Give the whole answer to a query, which is not kept.

        Raises:
            QueryRefused: if the query cannot be read, or asks for what is never done here.
        """
        return self._engine.query(text)

    def stream(self, text: str) -> Answering:
        """Give the answer to a query, which is not kept, with its rows or triples as they come."""
        return self._engine.stream(text)

    def answered(self, text: str, ask: Callable[[], Rows]) -> Rows:
        """Give the answer to a stored question: the one that is kept, or what `ask` gives, which then is."""
        question = f"{pyoxigraph.__version__}\n{text}".encode()
        name = f"{zlib.crc32(question):08x}{zlib.adler32(question):08x}.tsv"
        place = self._cache / f"{self._key}.answers" / name
        if (kept := _read(question, place)) is not None:
            return kept
        answer = ask()
        if self._now() == self._key:  # else it may be of what the tables have become
            _keep(question, answer, place)
        return answer


# A file has the sum of what follows, the question, which may share the name of its file with another, and the
# answer.


def _read(question: bytes, place: Path) -> Rows | None:
    try:
        seal, _, content = files.read_plain(place).partition(b"\n")
    except OSError:
        return None
    if seal != _seal(content) or not content.startswith(question + _END):
        return None
    found = parse_query_results(content.removeprefix(question + _END), QueryResultsFormat.TSV)
    if not isinstance(found, QuerySolutions):
        return None
    return Rows(tuple(each.value for each in found.variables), tuple(tuple(row) for row in found))


def _keep(question: bytes, answer: Rows, place: Path) -> None:
    if not all(isinstance(term, NamedNode | Literal | None) for row in answer.rows for term in row):
        return  # a blank node is only known within one answer
    lines = ["\t".join(f"?{column}" for column in answer.columns)]
    lines += ["\t".join("" if term is None else str(term) for term in row) for row in answer.rows]
    content = question + _END + "".join(f"{line}\n" for line in lines).encode()
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        if len(content) <= LARGEST and len(list(place.parent.iterdir())) < MOST:
            files.write_whole(place, (_seal(content), b"\n", content))
    except OSError:
        return  # what cannot be written is asked again


_END = b"\0"  # no question has it


def _seal(content: bytes) -> bytes:
    return b"%08x" % zlib.crc32(content)

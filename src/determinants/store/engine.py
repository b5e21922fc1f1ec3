"""Engines: what answers a SPARQL query.

One small interface, and every answer is made of the same terms, whichever engine gave it: pyoxigraph in
memory or on disk, rdflib, or any SPARQL 1.1 endpoint. Tests prove that they answer alike.
"""

import re
from typing import Protocol

from determinants.ground.problems import StaleCounts, UsageError
from determinants.ground.vocab import BASE, DET
from determinants.store.solutions import Answering, ComingRows, Result, Rows, Stream


class Engine(Protocol):
    """Something that answers a SPARQL query over the union of the named graphs."""

    def query(self, text: str) -> Result:
        """Give the whole answer to a query.

        Raises:
            QueryRefused: if the query cannot be read, or asks for what is never done here.
            EndpointError: if an endpoint does not answer as it should.
            LimitReached: if it takes more than it may, where the engine has limits.

        """
        ...

    def stream(self, text: str) -> Answering:
        """Give the answer to a query, with its rows or triples as they come; else as `query`."""
        ...


def ask(engine: Engine, text: str) -> Rows:
    """Give the rows of a SELECT query, such as a stored question.

    Raises:
        UsageError: if the query is not a SELECT query.
        StaleCounts: if it reads counts that are of another state than the statements.

    """
    answered = getattr(engine, "answered", None)  # by an engine that remembers what it has answered
    return answered(text, lambda: _asked(engine, text)) if answered else _asked(engine, text)


def coming(engine: Engine, text: str) -> ComingRows:
    """Give the rows of a SELECT query as they come, none of which is held here; else as `ask`.

    An engine that remembers what it has answered has all of them, which then are not many.

    Raises:
        UsageError: if the query is not a SELECT query.
        StaleCounts: if it reads counts that are of another state than the statements.
        LimitReached: if it takes more than it may, now or while rows come.

    """
    if hasattr(engine, "answered"):
        rows = ask(engine, text)
        return ComingRows(rows.columns, iter(rows.rows))
    _refuse_stale(engine, text)
    answer = engine.stream(text)
    if not isinstance(answer, Stream):
        raise _not_rows()
    return ComingRows(answer.columns, iter(answer))


def _asked(engine: Engine, text: str) -> Rows:
    _refuse_stale(engine, text)
    answer = engine.query(text)
    if not isinstance(answer, Rows):
        raise _not_rows()
    return answer


def _not_rows() -> UsageError:
    return UsageError("a question must be a SELECT query: its answer is rows.")


_CUBE = re.compile(f"<({BASE}derived/[a-z-]+)>")


def _refuse_stale(engine: Engine, text: str) -> None:
    cubes = sorted(set(_CUBE.findall(text)))
    if not cubes:
        return
    named = " ".join(f"<{cube}>" for cube in cubes)
    states = engine.query(
        f"SELECT ?cube ?counted ?now WHERE {{ VALUES ?cube {{ {named} }} "
        f"OPTIONAL {{ ?cube {DET.state} ?counted }} OPTIONAL {{ <{BASE}dataset> {DET.state} ?now }} }}"
    )
    if not isinstance(states, Rows):
        raise _not_rows()
    for cube, counted, now in states.rows:
        if now is None or counted != now:
            raise StaleCounts(str(getattr(cube, "value", cube)))

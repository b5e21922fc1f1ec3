"""What an endpoint says, read: rows under the columns that were asked for, a yes or no, or triples."""

from collections.abc import Iterator, Sequence
from typing import IO, cast

from pyoxigraph import (
    QueryBoolean,
    QueryResultsFormat,
    QuerySolution,
    QuerySolutions,
    RdfFormat,
    Triple,
    parse,
    parse_query_results,
)

from determinants.ground.problems import EndpointError
from determinants.ground.words import legible
from determinants.store.exchange import Reply
from determinants.store.solutions import ComingRows, Row, Verdict, canonical

JSON = "application/sparql-results+json"
RESULTS = {
    JSON: QueryResultsFormat.JSON,
    "application/json": QueryResultsFormat.JSON,
    "text/json": QueryResultsFormat.JSON,
    "text/plain": QueryResultsFormat.JSON,
    "application/sparql-results+xml": QueryResultsFormat.XML,
    "application/xml": QueryResultsFormat.XML,
    "text/xml": QueryResultsFormat.XML,
}
TRIPLES = {
    "application/n-triples": RdfFormat.N_TRIPLES,
    "text/plain": RdfFormat.N_TRIPLES,
    "text/turtle": RdfFormat.TURTLE,
    "application/x-turtle": RdfFormat.TURTLE,
}
ACCEPT_RESULTS = f"{JSON}, application/json;q=0.9, application/sparql-results+xml;q=0.5"
ACCEPT_TRIPLES = "application/n-triples, text/turtle;q=0.5"

# Virtuoso 7 answers ASK with a row that holds 1 under this name, or with no row.
VIRTUOSO_ASK = "__ASK_RETVAL"

# What a row takes where it is held, beside its bytes: a server can say a row in three of them.
ROW, CELL, TRIPLE = 64, 8, 64


def table(reply: Reply, asked: Sequence[str] | None, *, of_all: bool = False) -> ComingRows:
    """Read rows under the columns asked for, in their order; any columns where it is not known which.

    Where `of_all` variables were asked for, those that are never bound may be missing.

    Raises:
        EndpointError: if what came is not that, or breaks off.

    """
    told = _told(reply)
    if isinstance(told, Verdict):
        raise EndpointError(reply.shown, "gave a yes or no to a question that has rows.")
    columns = told.columns if asked is None else tuple(dict.fromkeys(asked))
    if of_all and set(told.columns) <= set(columns):
        columns = told.columns
    if set(told.columns) != set(columns):
        told.let_go()
        raise EndpointError(
            reply.shown, f"gave {_named(told.columns)} to a question that has {_named(columns)}."
        )
    return ComingRows(columns, _rows(reply, told, [told.columns.index(column) for column in columns]))


def verdict(reply: Reply) -> Verdict:
    """Read a yes or no.

    Raises:
        EndpointError: if what came is none.

    """
    told = _told(reply)
    if isinstance(told, Verdict):
        return told
    if told.columns == (VIRTUOSO_ASK,):
        rows = _rows(reply, told, [0])
        return Verdict(any(getattr(cell, "value", "0") not in {"0", "false"} for (cell,) in rows))
    told.let_go()
    raise EndpointError(reply.shown, f"gave {_named(told.columns)} to a question that has a yes or no.")


def triples(reply: Reply) -> Iterator[Triple]:
    """Read triples, as they come.

    Raises:
        EndpointError: if what came is none, or breaks off.

    """
    form = TRIPLES.get(reply.kind)
    if form is None:
        raise EndpointError(reply.shown, f"gave {_kind(reply)} instead of {next(iter(TRIPLES))}.")
    try:
        for quad in parse(input=cast("IO[bytes]", reply), format=form):
            reply.allowance.hand_on(TRIPLE)
            yield quad.triple
    except (SyntaxError, ValueError, MemoryError) as error:
        raise EndpointError(
            reply.shown, f"gave triples that break off or cannot be read ({legible(str(error))})."
        ) from None


class _Told:
    """Solutions as the library reads them, which it lets nobody drop but the thread that asked for them.

    So they are let go of before an error is raised: a traceback keeps what it passed, and whichever thread
    collects garbage next would drop it.
    """

    def __init__(self, solutions: QuerySolutions) -> None:
        self.columns = tuple(variable.value for variable in solutions.variables)
        self._solutions: Iterator[QuerySolution] = solutions

    def __iter__(self) -> Iterator[QuerySolution]:
        return self._solutions

    def let_go(self) -> None:
        """Hold no solutions any more."""
        self._solutions = iter(())


def _told(reply: Reply) -> _Told | Verdict:
    form = RESULTS.get(reply.kind)
    if form is None:
        raise EndpointError(reply.shown, f"gave {_kind(reply)} instead of {JSON}.")
    try:
        read = parse_query_results(input=cast("IO[bytes]", reply), format=form)
    except (SyntaxError, ValueError, MemoryError) as error:
        raise _unreadable(reply, error) from None
    return Verdict(bool(read)) if isinstance(read, QueryBoolean) else _Told(read)


def _rows(reply: Reply, told: _Told, places: Sequence[int]) -> Iterator[Row]:
    size = ROW + CELL * len(places)
    try:
        for solution in told:
            reply.allowance.hand_on(size)
            yield tuple(canonical(solution[place]) for place in places)
    except (SyntaxError, ValueError, MemoryError) as error:
        raise _unreadable(reply, error) from None
    finally:
        told.let_go()


def _unreadable(reply: Reply, error: Exception) -> EndpointError:
    if isinstance(error, MemoryError):
        return EndpointError(reply.shown, f"gave a text too long to be read ({legible(str(error))}).")
    form = "SPARQL JSON" if RESULTS[reply.kind] == QueryResultsFormat.JSON else "SPARQL XML"
    return EndpointError(
        reply.shown, f"gave results that break off or are not {form} ({legible(str(error))})."
    )


def _named(columns: Sequence[str]) -> str:
    if not columns:
        return "no columns"
    some = ", ".join(legible(column, 40) for column in columns[:8])
    return f"the column{'s' * (len(columns) > 1)} {some}{' …' * (len(columns) > 8)}"


def _kind(reply: Reply) -> str:
    return legible(reply.kind, 60) or "something without a type"

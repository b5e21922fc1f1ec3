"""What an endpoint says, read: rows under the columns that were asked for, a yes or no, or triples."""

from collections.abc import Iterator, Sequence
from typing import IO, cast

from pyoxigraph import (
    QueryBoolean,
    QueryResultsFormat,
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
    results = _results(reply)
    if isinstance(results, QueryBoolean):
        raise EndpointError(reply.shown, "gave a yes or no to a question that has rows.")
    came = tuple(variable.value for variable in results.variables)
    columns = came if asked is None else tuple(dict.fromkeys(asked))
    if of_all and set(came) <= set(columns):
        columns = came
    if set(came) != set(columns):
        raise EndpointError(reply.shown, f"gave {_named(came)} to a question that has {_named(columns)}.")
    return ComingRows(columns, _rows(reply, results, [came.index(column) for column in columns]))


def verdict(reply: Reply) -> Verdict:
    """Read a yes or no.

    Raises:
        EndpointError: if what came is none.

    """
    results = _results(reply)
    if isinstance(results, QueryBoolean):
        return Verdict(bool(results))
    came = tuple(variable.value for variable in results.variables)
    if came == (VIRTUOSO_ASK,):
        rows = _rows(reply, results, [0])
        return Verdict(any(getattr(cell, "value", "0") not in {"0", "false"} for (cell,) in rows))
    raise EndpointError(reply.shown, f"gave {_named(came)} to a question that has a yes or no.")


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


def _results(reply: Reply) -> QuerySolutions | QueryBoolean:
    form = RESULTS.get(reply.kind)
    if form is None:
        raise EndpointError(reply.shown, f"gave {_kind(reply)} instead of {JSON}.")
    try:
        return parse_query_results(input=cast("IO[bytes]", reply), format=form)
    except (SyntaxError, ValueError, MemoryError) as error:
        raise _unreadable(reply, error) from None


def _rows(reply: Reply, results: QuerySolutions, places: Sequence[int]) -> Iterator[Row]:
    size = ROW + CELL * len(places)
    try:
        for solution in results:
            reply.allowance.hand_on(size)
            yield tuple(canonical(solution[place]) for place in places)
    except (SyntaxError, ValueError, MemoryError) as error:
        raise _unreadable(reply, error) from None


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

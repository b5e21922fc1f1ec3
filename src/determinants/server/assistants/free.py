"""Free SPARQL, as a tool gives it: by a worker within limits, of whose rows no more than a page is held."""

from collections.abc import Mapping
from itertools import islice
from typing import Any

from determinants.ask import undeclared
from determinants.server import protocol
from determinants.server.assistants.portions import MAIN, ROWS, Record, Source, Whole
from determinants.server.served import Served
from determinants.server.workers import Worker
from determinants.store.solutions import Stream, Verdict, value
from determinants.store.stoppable import StoppableEngine

COUNTED = 10_000  # rows, after which it is no longer counted how many there are
EXAMPLE = "SELECT ?site ?label { ?site a det:Site ; skos:prefLabel ?label } ORDER BY ?site"


def answered(served: Served, worker: Worker, values: Mapping[str, Any], offset: int) -> Whole:
    """Give the answer of a worker to a query, from a row on.

    Raises:
        QueryRefused: if it cannot be read, or asks for what is never done here.
        LimitReached: if it takes more time or memory than it may.

    """
    text = protocol.examined(protocol.Asked(values["query"][0]), served.graphs)
    coming = worker.engine.stream(text)
    notes = undeclared.told(served.graph.engine, text)
    if isinstance(coming, Verdict):
        return Whole([*notes, "Yes." if coming.holds else "No."], {"holds": coming.holds}, _nothing())
    if isinstance(coming, Stream):
        columns, rows = coming.columns, iter(coming)
    else:
        columns = ("subject", "predicate", "object")
        rows = ((each.subject, each.predicate, each.object) for each in coming)
    counted = sum(1 for _ in islice(rows, offset))
    page: list[Record] = [
        {name: value(term) for name, term in zip(columns, row, strict=True)} for row in islice(rows, ROWS)
    ]
    counted += len(page) + sum(1 for _ in islice(rows, max(0, COUNTED - counted - len(page))))
    more = next(rows, None) is not None
    if more:
        del coming, rows
        _stopped(worker)
    if not page and not offset:
        notes.append("Nothing was found.")
    shown = Source(lambda _, count: page[:count], counted, more)
    return Whole(notes, {} if page else {"columns": list(columns)}, {MAIN: shown})


def _nothing() -> Mapping[str, Source]:
    return {MAIN: Source(lambda _offset, _count: [], 0)}


def _stopped(worker: Worker) -> None:
    """End the process whose rows nobody waits for; the next query gets another."""
    if isinstance(worker.engine, StoppableEngine):
        worker.stop()

"""Filling a store: graph by graph, each replaced as a whole, so that doing it twice changes nothing.

A large graph goes in parts: the first takes the place of what was there, the others are added.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from pyoxigraph import NamedNode, Quad, RdfFormat, Store, Triple, serialize

from determinants.graph.dispatch import graph_name
from determinants.ground import files
from determinants.ground.problems import EndpointError, StoreError, UsageError
from determinants.store import addresses
from determinants.store.credentials import credentials
from determinants.store.exchange import Reply
from determinants.store.limits import Limits
from determinants.store.oxigraph import OxigraphEngine
from determinants.store.reception import Allowance

AT_ONCE = 100_000

Progress = Callable[[str, int], None]


class Part(NamedTuple):
    """Some statements of one named graph; the first part of it takes the place of what was there."""

    graph: str
    first: bool
    triples: list[Triple]


def parts(quads: Iterable[Quad], at_once: int = AT_ONCE) -> Iterator[Part]:
    """Yield quads sorted into their named graphs, as parts of no more than so many triples."""
    waiting: dict[str, list[Triple]] = defaultdict(list)
    begun: set[str] = set()
    for quad in quads:
        if not isinstance(quad.graph_name, NamedNode):
            continue
        graph = quad.graph_name.value
        waiting[graph].append(quad.triple)
        if len(waiting[graph]) == at_once:
            yield Part(graph, graph not in begun, waiting.pop(graph))
            begun.add(graph)
    for graph, triples in sorted(waiting.items()):
        yield Part(graph, graph not in begun, triples)


METADATA = graph_name("metadata").value


def _metadata_last(loaded: Iterable[Part]) -> Iterator[Part]:
    """Yield parts so that the graph of metadata, which says that all is whole, is emptied and comes last."""
    yield Part(METADATA, True, [])
    metadata = []
    for part in loaded:
        if part.graph == METADATA:
            metadata.append(part)
        else:
            yield part
    yield from metadata


def into_store(path: Path, quads: Iterable[Quad], progress: Progress) -> None:
    """Fill a pyoxigraph store on disk: beside, and moved into place when it is whole.

    Graphs of ours that are there already are replaced, others are taken along, unless what is there is
    damaged. Until then whoever asks the store sees what was there before, and a filling that breaks off
    changes nothing.

    Raises:
        UsageError: if the path is a folder with something else in it, or somebody else is filling it.
        StoreError: if it cannot be written.

    """
    if path.exists() and not path.is_dir():
        raise UsageError(f"{path} is a file, not a store.")
    there = (path / "CURRENT").is_file()
    if not there and path.is_dir() and any(path.iterdir()):
        raise UsageError(f"{path} has something else in it: name a new or empty folder.")
    try:
        with files.filled_beside(path) as beside:
            _fill(Store(str(beside)), quads, path if there else None, progress)
    except BlockingIOError:
        raise UsageError(f"{path} is being filled by somebody else: wait for it, or name another.") from None
    except OSError as error:
        raise StoreError(path, f"cannot be written: {error}. What was there before stays.") from None


def _fill(store: Store, quads: Iterable[Quad], before: Path | None, progress: Progress) -> None:
    if before:
        try:
            store.bulk_extend(OxigraphEngine.open(before).quads())
        except (StoreError, OSError, RuntimeError):
            store.clear()  # it is damaged, and what can be loaded again takes its place
    for part in parts(quads):
        graph = NamedNode(part.graph)
        if part.first:
            store.remove_graph(graph)
        store.bulk_extend(
            Quad(triple.subject, triple.predicate, triple.object, graph) for triple in part.triples
        )
        progress(part.graph, len(part.triples))
    store.flush()
    store.optimize()


def into_endpoint(url: str, quads: Iterable[Quad], progress: Progress, timeout: float = 600.0) -> None:
    """Put every named graph to a server's Graph Store (SPARQL 1.1 Graph Store HTTP Protocol).

    `url` is the address of the graph store, such as `http://localhost:7878/store` (Oxigraph) or
    `http://localhost:8890/sparql-graph-crud-auth` (Virtuoso).

    What says that the graph is whole goes first and comes last: in between, a server that is asked is known
    to have a part.

    Raises:
        UsageError: if the address cannot be one, or has a password in it.
        EndpointError: if a graph is not taken; those before it stay, and loading again completes them.
        LimitReached: if the server takes longer than `timeout` seconds over a part of a graph.

    """
    url, auth = addresses.read(url), credentials()
    for part in _metadata_last(parts(quads)):
        how = "DELETE" if not part.triples else "PUT" if part.first else "POST"
        with Reply(
            how,
            url,
            Allowance(Limits(seconds=timeout), whole=True),
            parameters=[("graph", part.graph)],
            content=serialize(part.triples, format=RdfFormat.N_TRIPLES) or b"",
            headers={"Content-Type": "application/n-triples"},
            auth=auth,
        ) as reply:
            if how == "DELETE" and reply.head.status in {200, 204, 404}:
                continue  # it is not there, or was not
            if refused := reply.refusal():
                raise EndpointError(reply.shown, f"did not take {part.graph}: it {refused}")
        progress(part.graph, len(part.triples))

"""Filling a store: graph by graph, each replaced as a whole, so that doing it twice changes nothing.

A large graph goes in parts: the first takes the place of what was there, the others are added.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from pyoxigraph import NamedNode, Quad, RdfFormat, Store, Triple, serialize

from determinants.ground.problems import EndpointError, UsageError
from determinants.store.remote import PASSWORD, USER, client

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


def into_store(path: Path, quads: Iterable[Quad], progress: Progress) -> None:
    """Fill a pyoxigraph store on disk; graphs of ours that are there already are replaced.

    Raises:
        UsageError: if the path is a folder with something else in it, or cannot be written.

    """
    if path.exists() and not path.is_dir():
        raise UsageError(f"{path} is a file, not a store.")
    if path.is_dir() and any(path.iterdir()) and not (path / "CURRENT").is_file():
        raise UsageError(f"{path} has something else in it: name a new or empty folder.")
    try:
        store = Store(str(path))
    except OSError as error:
        raise UsageError(f"{path} cannot be opened: {error}.") from None
    for part in parts(quads):
        graph = NamedNode(part.graph)
        if part.first:
            store.remove_graph(graph)
        store.bulk_extend(
            Quad(triple.subject, triple.predicate, triple.object, graph) for triple in part.triples
        )
        progress(part.graph, len(part.triples))
    # Until this is done, files are still moved about behind the back of whoever opens the store next.
    store.flush()
    store.optimize()


def into_endpoint(url: str, quads: Iterable[Quad], progress: Progress, timeout: float = 600.0) -> None:
    """Put every named graph to a server's Graph Store (SPARQL 1.1 Graph Store HTTP Protocol).

    `url` is the address of the graph store, such as `http://localhost:7878/store` (Oxigraph) or
    `http://localhost:8890/sparql-graph-crud-auth` (Virtuoso).

    Raises:
        EndpointError: if a graph is not taken; those before it stay, and loading again completes them.

    """
    import httpx

    with client(timeout) as web:
        for part in parts(quads):
            body = serialize(part.triples, format=RdfFormat.N_TRIPLES) or b""
            try:
                response = web.request(
                    "PUT" if part.first else "POST",
                    url,
                    params={"graph": part.graph},
                    content=body,
                    headers={"Content-Type": "application/n-triples"},
                )
            except httpx.HTTPError as error:
                raise EndpointError(url, f"cannot be reached ({error}).") from None
            if response.status_code in {401, 403}:
                raise EndpointError(url, f"wants credentials: set {USER} and {PASSWORD}.")
            if response.status_code >= 300:
                said = (response.text.strip().splitlines() or [""])[0][:200]
                raise EndpointError(url, f"did not take {part.graph}: {response.status_code} {said}")
            progress(part.graph, len(part.triples))

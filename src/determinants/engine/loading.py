"""Filling a store: graph by graph, each replaced as a whole, so that doing it twice changes nothing."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from pathlib import Path

from pyoxigraph import NamedNode, Quad, RdfFormat, Store, Triple, serialize

from determinants.engine.endpoint import PASSWORD, USER, EndpointError, client
from determinants.problems import UsageError

Progress = Callable[[str, int], None]


def by_graph(quads: Iterable[Quad]) -> dict[str, list[Triple]]:
    """Sort quads into their named graphs, by name."""
    graphs: dict[str, list[Triple]] = defaultdict(list)
    for quad in quads:
        if isinstance(quad.graph_name, NamedNode):
            graphs[quad.graph_name.value].append(Triple(quad.subject, quad.predicate, quad.object))
    return dict(sorted(graphs.items()))


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
    for name, triples in by_graph(quads).items():
        graph = NamedNode(name)
        store.remove_graph(graph)
        store.bulk_extend(Quad(triple.subject, triple.predicate, triple.object, graph) for triple in triples)
        progress(name, len(triples))
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
        for name, triples in by_graph(quads).items():
            body = serialize(triples, format=RdfFormat.N_TRIPLES) or b""
            try:
                response = web.put(
                    url,
                    params={"graph": name},
                    content=body,
                    headers={"Content-Type": "application/n-triples"},
                )
            except httpx.HTTPError as error:
                raise EndpointError(url, f"cannot be reached ({error}).") from None
            if response.status_code in {401, 403}:
                raise EndpointError(url, f"wants credentials: set {USER} and {PASSWORD}.")
            if response.status_code >= 300:
                said = (response.text.strip().splitlines() or [""])[0][:200]
                raise EndpointError(url, f"did not take {name}: {response.status_code} {said}")
            progress(name, len(triples))

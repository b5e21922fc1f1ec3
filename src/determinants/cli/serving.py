"""The commands that serve the graph: by HTTP, and to assistants."""

from importlib.util import find_spec
from typing import Annotated

import typer

from determinants.cli import saying
from determinants.cli.options import DataOption, EndpointOption, EngineOption, StoreOption, say_building
from determinants.ground.problems import UsageError
from determinants.store.engines import DEFAULT
from determinants.store.limits import MIB, Limits


def add_to(app: typer.Typer) -> None:
    """Add these commands to the program."""
    app.command()(serve)
    app.command()(mcp)


# A server has many who ask it: each may take less than somebody alone, and the defaults are lower.
SecondsOption = Annotated[
    float, typer.Option("--timeout", metavar="SECONDS", min=0.001, help="Stop a query after so long.")
]
MemoryOption = Annotated[
    int, typer.Option("--memory", metavar="MIB", min=1, help="Stop a query that takes so many MiB more.")
]


def serve(
    host: Annotated[
        str, typer.Option("--host", metavar="HOST", help="Where to listen; others reach 0.0.0.0.")
    ] = "127.0.0.1",
    port: Annotated[
        int, typer.Option("--port", "-p", metavar="PORT", min=0, max=65535, help="0 for any that is free.")
    ] = 8000,
    public: Annotated[
        str | None,
        typer.Option("--public", metavar="URL", help="The address under which others know it."),
    ] = None,
    cors: Annotated[
        list[str] | None,
        typer.Option(
            "--cors", metavar="ORIGIN", help="Let pages of this origin read (*: of all); may be repeated."
        ),
    ] = None,
    data: DataOption = None,
    store: StoreOption = None,
    endpoint: EndpointOption = None,
    engine: EngineOption = DEFAULT,
    timeout: SecondsOption = 10.0,
    memory: MemoryOption = 512,
    workers: Annotated[
        int,
        typer.Option("--workers", metavar="N", min=1, max=64, help="How many queries are answered at once."),
    ] = 2,
    assistants: Annotated[
        bool, typer.Option("--mcp", help="Let assistants in too, at /mcp (Model Context Protocol).")
    ] = False,
    show: Annotated[bool, typer.Option("--open", help="Open the explorer in your browser.")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Write no access log.")] = False,
) -> None:
    """Serve the graph by HTTP, to read only: SPARQL, questions, answers, a page for everything.

    It listens on this machine alone unless told otherwise, until Ctrl-C. The access log is on standard error.
    With --endpoint it stands before another server, with all limits of its own. docs/endpoint.md has a tour.
    """
    if not all(map(find_spec, ("starlette", "uvicorn"))):
        raise UsageError("serving needs starlette and uvicorn: pip install 'determinants[serve]'.")
    if assistants:
        _need_mcp()
    from determinants.cli import exploring
    from determinants.server import log, running
    from determinants.server.served import Chosen, opened

    place = running.Place(host, port, public or "", tuple(cors or ()))
    listener = running.listening(place)
    limits = Limits(seconds=timeout, memory=memory * MIB, held=64 * MIB)
    chosen = Chosen(tuple(data or ()), store, endpoint, engine, limits, workers)
    served = opened(chosen, say_building)
    shown = f"[{host}]" if ":" in host else host
    address = public or f"http://{shown}:{listener.getsockname()[1]}/"
    write = log.nowhere if quiet else saying.aside

    def ready() -> None:
        saying.aside(f"Serving at {address}")
        if show:
            _show(f"{address.rstrip('/')}{exploring.PLACE}/")

    running.run(
        served,
        place,
        listener,
        write,
        ready,
        exploring.ROUTES,
        assistants=assistants,
    )


def _show(address: str) -> None:
    """Open a page in a browser, which waits until the server is ready."""
    import webbrowser

    try:
        opened = webbrowser.open(address)
    except webbrowser.Error:
        opened = False
    if not opened:
        saying.aside(f"No browser was found: open {address} yourself.")


def _need_mcp() -> None:
    if not find_spec("mcp"):
        raise UsageError("assistants need the package mcp: pip install 'determinants[mcp]'.")


def mcp(
    data: DataOption = None,
    store: StoreOption = None,
    endpoint: EndpointOption = None,
    engine: EngineOption = DEFAULT,
    timeout: SecondsOption = 10.0,
    memory: MemoryOption = 512,
) -> None:
    """Answer assistants that speak the Model Context Protocol, on standard input and output.

    An assistant starts it by itself, as docs/assistants.md shows; it ends when nothing more comes in. It only
    reads. For assistants elsewhere, 'determinants serve --mcp' answers by HTTP.
    """
    _need_mcp()
    from determinants.ground import ending
    from determinants.server.assistants import standard_streams
    from determinants.server.served import Chosen, opened

    limits = Limits(seconds=timeout, memory=memory * MIB, held=64 * MIB)
    chosen = Chosen(tuple(data or ()), store, endpoint, engine, limits, workers=1)
    with ending.tidily(), standard_streams.Wire() as wire:
        standard_streams.run(opened(chosen, say_building), wire)

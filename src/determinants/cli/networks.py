"""The command for networks: what can be measured in one, or the network as a file."""

import textwrap
from collections.abc import Iterator
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from determinants.cli.options import ForceOption, OutputOption, answers, emit, width
from determinants.store.engine import Engine

if TYPE_CHECKING:
    import networkx as nx

    from determinants.network import Measure
    from determinants.store.solutions import Rows


class Kind(StrEnum):
    """The networks that can be made of the graph."""

    properties = "properties"
    co_occurrence = "co-occurrence"
    publications_influences = "publications-influences"
    publications_determinants = "publications-determinants"


class NetworkFormat(StrEnum):
    """How a network is printed."""

    table = "table"
    graphml = "graphml"
    gexf = "gexf"
    cyjs = "cyjs"


def add_to(app: typer.Typer) -> None:
    """Add this command to the program."""
    app.command("network")(show_network)


@answers
def show_network(
    engine: Engine,
    kind: Annotated[
        Kind,
        typer.Argument(
            help="properties: all things. co-occurrence: influences, by the publications that report both. "
            "publications-influences and -determinants: who reports what."
        ),
    ],
    format: Annotated[
        NetworkFormat, typer.Option("--format", "-f", help="Its measures as a table, or the network.")
    ] = NetworkFormat.table,
    first: Annotated[
        int, typer.Option(metavar="ROWS", min=1, help="How many rows of each measure the table shows.")
    ] = 10,
    output: OutputOption = None,
    force: ForceOption = False,
) -> None:
    """Look at the graph as a network, or export it to Gephi, Cytoscape and others.

    The table gives measures of the network; what they mean and where they come from is in
    docs/network.md. Only a publication's own findings count.
    """
    from determinants import network
    from determinants.ask.asking import Graph

    ask = Graph(engine).ask
    made = network.NETWORKS[kind.value](ask)
    if format is NetworkFormat.table:
        measured = [
            (measure, measure.compute(made, *map(ask, measure.asks)))
            for measure in network.MEASURES[kind.value]
        ]
        emit("\n".join(_report(made, measured, first)) + "\n", output, force=force)
    else:
        emit(network.NETWORK_FORMATS[format.value](made), output, force=force)


def _report(made: "nx.Graph", measured: "list[tuple[Measure, Rows]]", first: int) -> Iterator[str]:
    """Yield the size of a network, then each measure under its heading."""
    from determinants.store.solutions import Rows
    from determinants.write import row_formats

    yield f"{made.number_of_nodes()} nodes, {made.number_of_edges()} links"
    if not made.number_of_edges():
        yield "Nothing is joined yet, so that no measure says anything."
        return
    for measure, table in measured:
        yield ""
        yield measure.title
        yield from textwrap.wrap(measure.caution, width())
        yield ""
        # A label stands for its thing.
        shown = [column for column in table.columns if f"{column}_label" not in table.columns]
        yield row_formats.as_table(Rows(table.columns, table.rows[:first]).only(shown), width()).rstrip("\n")
        if len(table) > first:
            yield f"and {len(table) - first} more (--first {len(table)} shows all)"

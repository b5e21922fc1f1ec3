"""The command for networks: what can be measured in one, or the network as a file."""

import textwrap
from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from determinants.ask.asking import Graph
from determinants.cli.options import (
    TABLE,
    ForceOption,
    OutputOption,
    about_codes,
    emit,
    one_of,
    width,
)
from determinants.ground.words import many
from determinants.network import NETWORK_FORMATS, NETWORKS, Metric
from determinants.store.solutions import Rows
from determinants.write import row_formats

if TYPE_CHECKING:
    import networkx as nx


def add_to(app: typer.Typer) -> None:
    """Add this command to the program."""
    app.command("network")(show_network)


@about_codes
def show_network(
    graph: Graph,
    kind: Annotated[
        str,
        typer.Argument(
            metavar="KIND",
            parser=one_of("network", NETWORKS),
            help=f"{'; '.join(f'{each.name}: {each.what}' for each in NETWORKS.values())}.",
        ),
    ],
    format: Annotated[
        str,
        typer.Option(
            "--format",
            "-f",
            metavar="FORMAT",
            parser=one_of("format", (TABLE, *NETWORK_FORMATS)),
            help=f"Its metrics as a {TABLE}, or the network: {', '.join(NETWORK_FORMATS)}.",
        ),
    ] = TABLE,
    first: Annotated[
        int, typer.Option(metavar="ROWS", min=1, help="How many rows of each metric the table shows.")
    ] = 10,
    output: OutputOption = None,
    force: ForceOption = False,
) -> None:
    """Look at the graph as a network, or export it to Gephi, Cytoscape and others.

    The table gives metrics of the network; what they mean and where they come from is in
    docs/network.md. Only a publication's own findings count, and what a review codes of it.
    """
    network = NETWORKS[kind]
    made = network.make(graph.ask)
    if format == TABLE:
        measured = [(metric, metric.of(made, graph.ask)) for metric in network.metrics]
        emit("\n".join(_report(made, measured, first)) + "\n", output, force=force)
    else:
        emit(NETWORK_FORMATS[format].write(made), output, force=force)


def _report(made: "nx.Graph", measured: list[tuple[Metric, Rows]], first: int) -> Iterator[str]:
    """Yield the size of a network, then each metric under its heading."""
    yield f"{many(made.number_of_nodes(), 'node')}, {many(made.number_of_edges(), 'link')}"
    if not made.number_of_edges():
        yield "Nothing is joined yet, so that no metric says anything."
        return
    for metric, table in measured:
        yield ""
        yield metric.title
        yield from textwrap.wrap(metric.caution, width())
        yield ""
        # A label stands for its thing.
        shown = [column for column in table.columns if f"{column}_label" not in table.columns]
        yield row_formats.as_table(Rows(table.columns, table.rows[:first]).only(shown), width()).rstrip("\n")
        if len(table) > first:
            yield f"and {len(table) - first} more (--first {len(table)} shows all)"

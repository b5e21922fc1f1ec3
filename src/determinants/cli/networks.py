"""The command for networks: what can be measured in one, or the network as a file."""

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
    show,
)
from determinants.ground.problems import UsageError
from determinants.ground.words import many
from determinants.network import NETWORK_FORMATS, NETWORKS, Metric
from determinants.store.solutions import Rows
from determinants.write.row_formats import ROW_FORMATS
from determinants.write.telling import Block, Note, Told

if TYPE_CHECKING:
    import networkx as nx

FIRST = 10  # so many rows of each metric stand in the table


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
            parser=one_of("format", (*ROW_FORMATS, *NETWORK_FORMATS)),
            help=f"Its metrics: {', '.join(ROW_FORMATS)}; or the network: {', '.join(NETWORK_FORMATS)}.",
        ),
    ] = TABLE,
    first: Annotated[
        int | None,
        typer.Option(
            metavar="ROWS",
            min=1,
            help=f"How many rows of each metric the {TABLE} shows; without it, {FIRST}.",
        ),
    ] = None,
    output: OutputOption = None,
    force: ForceOption = False,
) -> None:
    """Look at the graph as a network, or export it to Gephi, Cytoscape and others.

    The table gives metrics of the network; what they mean and where they come from is in
    docs/network.md. Only a publication's own findings count, and what a review codes of it.
    """
    if first is not None and format != TABLE:
        raise UsageError(f"--first is for the {TABLE}; {format} has all rows.")
    network = NETWORKS[kind]
    made = network.make(graph.ask)
    if format in NETWORK_FORMATS:
        emit(NETWORK_FORMATS[format].write(made), output, force=force)
        return
    measured = [(metric, metric.of(made, graph.ask)) for metric in network.metrics]
    show(_told(made, measured, first or FIRST), format, graph, output=output, force=force)


def _told(made: "nx.Graph", measured: list[tuple[Metric, Rows]], first: int) -> Told:
    """Tell the size of a network, and each metric under its heading: the first is the main table."""
    (_, main), *others = measured
    return Told(
        main,
        tuple(_report(made, measured, first)),
        facts={"number_of_nodes": made.number_of_nodes(), "number_of_links": made.number_of_edges()},
        tables={
            "metrics": [
                {"metric": metric.name, "title": metric.title, "number_of_rows": len(table)}
                for metric, table in measured
            ],
            **{metric.name: list(table.records()) for metric, table in others},
        },
    )


def _report(made: "nx.Graph", measured: list[tuple[Metric, Rows]], first: int) -> Iterator[Block]:
    """Yield the size of a network, then each metric under its heading."""
    yield f"{many(made.number_of_nodes(), 'node')}, {many(made.number_of_edges(), 'link')}"
    if not made.number_of_edges():
        yield Note("Nothing is joined yet, so that no metric says anything.")
        return
    for metric, table in measured:
        yield from ("", metric.title, Note(metric.caution), "")
        # A label stands for its thing.
        shown = [column for column in table.columns if f"{column}_label" not in table.columns]
        yield Rows(table.columns, table.rows[:first]).only(shown)
        if len(table) > first:
            yield f"and {len(table) - first} more (--first {len(table)} shows all)"

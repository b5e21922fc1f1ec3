"""The command for plots: a figure as a file, and the rows behind it as another."""

from pathlib import Path
from typing import Annotated

import typer

from determinants.ask.asking import Graph
from determinants.ask.citing import of_graph
from determinants.cli import saying
from determinants.cli.cited import typed_again
from determinants.cli.options import (
    STDOUT,
    TABLE,
    ForceOption,
    about_codes,
    by_ending,
    check_targets,
    emit,
    one_of,
)
from determinants.ground.problems import UsageError
from determinants.plots import FIGURE_FORMATS, PLOTS, SIZES, Figure
from determinants.write.citations import undated
from determinants.write.row_formats import ROW_FORMATS

# The formats that the rows behind a plot are written in.
BEHIND = {name: each for name, each in ROW_FORMATS.items() if name != TABLE}


def add_to(app: typer.Typer) -> None:
    """Add this command to the program."""
    app.command()(plot)


@about_codes
def plot(
    graph: Graph,
    kind: Annotated[
        str,
        typer.Argument(metavar="KIND", parser=one_of("plot", PLOTS), help=f"{', '.join(PLOTS)}."),
    ],
    output: Annotated[
        Path | None,
        typer.Option(
            "--output", "-o", metavar="FILE", dir_okay=False,
            help=f"Where to: {', '.join(each.suffix for each in FIGURE_FORMATS.values())} (Vega-Lite). "
            "-: SVG to standard output. Without it: KIND.svg.",
        ),
    ] = None,
    data_out: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            dir_okay=False,
            help=f"Also the rows that it draws: {', '.join(each.suffix for each in BEHIND.values())}.",
        ),
    ] = None,
    forms: Annotated[
        list[Path] | None,
        typer.Option(
            "--answers",
            metavar="FORM",
            help="Filled forms of your own services (see form), for "
            f"{' and '.join(each.name for each in PLOTS.values() if each.takes_own)}; may be repeated.",
        ),
    ] = None,
    size: Annotated[
        str,
        typer.Option(
            metavar="SIZE", parser=one_of("size", SIZES), help="For a slide, a page of text, or a phone."
        ),
    ] = "page",
    force: ForceOption = False,
) -> None:  # fmt: skip
    """Draw a plot, and print its description for those who do not see it.

    Every plot says out of how many it is made and what it does not say; docs/plots.md has more. How it is
    cited stands inside the file. HTML is one file that needs no network. The rows behind a plot are exactly
    those that it draws.
    """
    if PLOTS[kind].across and graph.review is not None:
        raise UsageError(f"{kind} is between reviews: it cannot be kept to one with --review.")
    target = output or Path(f"{kind}.svg")
    drawing = by_ending(target, FIGURE_FORMATS, "a plot", usual=".svg")
    behind = (
        None if data_out is None else by_ending(data_out, BEHIND, "the table behind a plot", usual=".csv")
    )
    files = [target] if data_out is None else [target, data_out]
    check_targets(files, force=force)
    own = []
    if forms:
        from determinants.service import requests

        own = [requests.own_scores(graph, forms)]
    made = PLOTS[kind].make(graph.ask, *own)
    cited = undated(of_graph(graph, f"Figure: {made.title}", command=typed_again(names_only=True)))
    emit(drawing.write(Figure(made, SIZES[size], cited)), target, force=force)
    if data_out is not None and behind is not None:
        emit(behind.write(made.rows), data_out, force=force)
    told = "\n".join([*map(str, files), "", made.alt])
    (saying.aside if STDOUT in files else saying.out)(told)  # standard output has the drawing alone

"""The command for plots: a figure as a file, and the rows behind it as another."""

from collections.abc import Collection
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from determinants.cli.options import ForceOption, answers, check_targets, emit, read_forms
from determinants.ground.problems import UsageError
from determinants.store.engine import Engine

if TYPE_CHECKING:
    from determinants.service.measure.instrument import Ask
    from determinants.store.solutions import Rows


class Kind(StrEnum):
    """The plots that can be made of the graph."""

    influences = "influences"
    directions = "directions"
    cfir = "cfir"
    countries = "countries"
    designs = "designs"
    sites = "sites"
    profile = "profile"
    years = "years"
    flow = "flow"
    co_occurrence = "co-occurrence"
    overlap = "overlap"


class PlotSize(StrEnum):
    """What a plot is for."""

    slide = "slide"
    page = "page"


# By their suffix, the formats that the rows behind a plot are written in.
ROWS = {".csv": "csv", ".tsv": "tsv", ".json": "json", ".jsonl": "jsonl", ".md": "markdown"}


def add_to(app: typer.Typer) -> None:
    """Add this command to the program."""
    app.command()(plot)


@answers
def plot(
    engine: Engine,
    kind: Annotated[
        Kind,
        typer.Argument(
            metavar="KIND",
            help="influences, directions, cfir, countries, designs, sites, profile, years, flow, "
            "co-occurrence or overlap.",
        ),
    ],
    output: Annotated[
        Path | None,
        typer.Option(
            "--output", "-o", metavar="FILE", dir_okay=False,
            help="Where to: .svg, .png, .pdf, .html or .json (Vega-Lite). Without it: KIND.svg.",
        ),
    ] = None,
    data_out: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            dir_okay=False,
            help="Also the rows that it draws: .csv, .tsv, .json, .jsonl or .md.",
        ),
    ] = None,
    forms: Annotated[
        list[Path] | None,
        typer.Option(
            "--answers",
            metavar="FORM",
            help="Filled forms of your own services (see form), for sites and profile; may be repeated.",
        ),
    ] = None,
    size: Annotated[PlotSize, typer.Option(help="For a slide, or for a page of text.")] = PlotSize.page,
    force: ForceOption = False,
) -> None:  # fmt: skip
    """Draw a plot, and print its description for those who do not see it.

    Every plot says out of how many it is made and what it does not say; docs/plots.md has more. HTML is one
    file that needs no network. The rows behind a plot are exactly those that it draws.
    """
    from determinants import plots
    from determinants.ask.asking import Graph
    from determinants.write import row_formats

    target = output or Path(f"{kind.value}.svg")
    suffix = _suffix(target, [f".{name}" for name in plots.DRAWINGS])
    files = [target] if data_out is None else [target, data_out]
    rows = None if data_out is None else ROWS[_suffix(data_out, ROWS)]
    check_targets(files, force=force)
    ask = Graph(engine).ask
    made = plots.PLOTS[kind.value].make(ask, _own(ask, kind, forms) if forms else plots.NO_ANSWERS)
    drawn = plots.DRAWINGS[suffix.removeprefix(".")](plots.Figure(made, plots.SIZES[size.value]))
    emit(drawn, target, force=force)
    if data_out is not None and rows is not None:
        emit(row_formats.FORMATS[rows](made.rows), data_out, force=force)
    emit("\n".join([*map(str, files), "", made.alt, ""]))


def _suffix(path: Path, known: Collection[str]) -> str:
    """Give the suffix of a file, which says its format.

    Raises:
        UsageError: if there is no such format.

    """
    suffix = path.suffix.lower()
    if suffix not in known:
        raise UsageError(f"{path} has no suffix that is known here: use {', '.join(known)}.")
    return suffix


def _own(ask: "Ask", kind: Kind, forms: list[Path]) -> "Rows":
    """Give the scores of one's own services, from filled forms.

    Raises:
        UsageError: if the plot has no place for them.

    """
    from determinants.service import measure

    if kind not in {Kind.sites, Kind.profile}:
        raise UsageError(f"{kind.value} shows no scores: give --answers with sites or profile.")
    asked = measure.instrument(ask)
    replies, unread = read_forms(forms)
    return measure.own(measure.services(asked, measure.answered(asked, replies, unread)))

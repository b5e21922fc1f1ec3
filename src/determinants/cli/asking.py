"""Commands for the questions that people come with: influences, factors, studies, cfir, show."""

from typing import Annotated

import typer

import determinants
from determinants.ask.asking import Graph
from determinants.ask.cfir import EDITIONS
from determinants.cli.options import TABLE, FormatOption, about_codes, answers, one_of, show
from determinants.ground import called
from determinants.ground.values import DIRECTION, DIRECTNESS
from determinants.write import cfir_prose, counts_prose, prose
from determinants.write.telling import plain

InfluenceArgument = Annotated[
    str,
    typer.Argument(
        metavar="INFLUENCE",
        help="Slug, label or any part of it that fits no other: 'culture', 'psw-training'.",
    ),
]


def add_to(app: typer.Typer) -> None:
    """Add these commands to the program."""
    for command in (influences, factors, studies, cfir):
        app.command()(command)
    app.command("show")(show_thing)


@about_codes
def influences(graph: Graph, format: FormatOption = TABLE) -> None:
    """List the influences on implementation, with how many publications the review counts for each.

    Each number says whether it is printed or derived, and where it stands. A count says how often an
    influence is reported; it is not the size of an effect. Where the review prints only a percentage, the
    count is derived from it. What a review codes to without printing a count is listed too.
    """
    show(counts_prose.influences(determinants.influences(graph)), format, graph)


@about_codes
def factors(
    graph: Graph,
    influence: Annotated[
        str | None, typer.Argument(help="One influence, by slug, label or part of it. Without it: all.")
    ] = None,
    direction: Annotated[
        str | None,
        typer.Option(
            metavar="DIRECTION",
            parser=one_of("direction of a factor", ("facilitates", "hinders")),
            help="Only facilitators (facilitates) or only barriers (hinders).",
        ),
    ] = None,
    format: FormatOption = TABLE,
) -> None:
    """List the facilitators and barriers of an influence, one atomic factor a line.

    Each has its place in the review, which may print them for some of its influences only.
    """
    answer = determinants.factors(graph, influence, direction)
    show(plain(answer.main, answer.view if format == TABLE else ()), format, graph)


@about_codes
def studies(
    graph: Graph,
    influence: InfluenceArgument,
    direction: Annotated[
        list[str] | None,
        typer.Option(
            metavar="DIRECTION",
            parser=one_of("direction", DIRECTION.slugs),
            help=f"{', '.join(DIRECTION.slugs)}; may be repeated.",
        ),
    ] = None,
    design: Annotated[
        list[str] | None, typer.Option(metavar="DESIGN", help="Study design, such as qualitative.")
    ] = None,
    country: Annotated[
        list[str] | None, typer.Option(metavar="COUNTRY", help="Country, by name or code: gb.")
    ] = None,
    quality: Annotated[
        list[str] | None, typer.Option(metavar="GRADE", help="Grade of quality, such as good.")
    ] = None,
    modality: Annotated[
        list[str] | None, typer.Option(metavar="MODALITY", help="How it is delivered, such as group.")
    ] = None,
    directness: Annotated[
        list[str] | None,
        typer.Option(
            metavar="DIRECTNESS",
            parser=one_of("directness", DIRECTNESS.slugs),
            help=f"{', '.join(DIRECTNESS.slugs)}; may be repeated.",
        ),
    ] = None,
    reviewed_in: Annotated[
        str | None,
        typer.Option(metavar="PUBLICATION", help="Only what this publication states, such as cooper2024."),
    ] = None,
    format: FormatOption = TABLE,
) -> None:
    """Show which publications support an influence, which way, and where each statement stands.

    First comes what the review itself counts; which publications those are, this graph does not know. Then
    come the publications that this graph can name, each counted once: a study's own findings apart from
    what other sources report of it. Options narrow the findings and can be combined; one given twice
    means either. What is not known of a publication never matches.
    """
    answer = determinants.studies(
        graph,
        influence,
        direction=direction or (),
        directness=directness or (),
        design=design or (),
        country=country or (),
        quality=quality or (),
        modality=modality or (),
        reviewed_in=reviewed_in,
    )
    show(prose.studies(answer), format, graph)


@about_codes
def cfir(
    graph: Graph,
    element: Annotated[
        str | None, typer.Argument(help="A domain or construct, such as inner-setting. Without it: all.")
    ] = None,
    edition: Annotated[
        str,
        typer.Option(
            metavar="EDITION",
            parser=one_of("edition", EDITIONS),
            help=f"Edition of the CFIR: {' or '.join(EDITIONS)}.",
        ),
    ] = "2009",
    given: Annotated[
        list[str] | None,
        typer.Option(
            metavar="QUESTION=ANSWER",
            help=f"Settle a condition, as in training=internal ('{called.command('ask cfir-conditions')}' "
            "lists them). May be repeated.",
        ),
    ] = None,
    unmapped: Annotated[
        bool, typer.Option("--unmapped", help="Only what maps to nothing: influences and domains.")
    ] = False,
    format: FormatOption = TABLE,
) -> None:
    """Show how influences map to the CFIR, on which condition, and who says so.

    A review maps its influences to an edition; some of it may depend on how things are arranged, and
    --given settles that. The 2022 edition is reached through a crosswalk: what is shown for it is derived,
    and marked so. With a domain or construct, the single facilitators and barriers follow that a codebook,
    and no review, places in it or just below it.
    """
    answer = determinants.cfir(graph, element, edition=edition, given=given or ())
    show(cfir_prose.unmapped(answer) if unmapped else cfir_prose.cfir(answer), format, graph)


@answers
def show_thing(
    graph: Graph,
    thing: Annotated[
        str, typer.Argument(help="A slug, label, path or IRI: f0276, gillard2013, cfir2009/culture.")
    ],
    format: FormatOption = TABLE,
) -> None:
    """Show everything that the graph says about one thing, and what refers to it.

    A thing to which many refer has the first of them by name here, and all of them in json.
    """
    show(prose.thing(determinants.show(graph, thing)), format, graph)

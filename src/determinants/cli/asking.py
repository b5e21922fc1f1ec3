"""Commands for the questions that people come with: influences, factors, studies, cfir, show."""

from typing import Annotated

import typer

import determinants
from determinants.ask.asking import Graph
from determinants.ask.cfir import EDITIONS
from determinants.cli.options import TABLE, FormatOption, about_codes, answers, one_of, show
from determinants.ground import called
from determinants.ground.values import DIRECTION, DIRECTNESS
from determinants.write import cfir_prose, counts_prose, listings, prose

InfluenceArgument = Annotated[
    str,
    typer.Argument(
        metavar="THING",
        help="An influence, a factor or a construct: slug, label or any part of it that fits no other, or a "
        "construct's code: 'culture', 'role-ambiguity', 'III.B'.",
    ),
]
ThingArgument = Annotated[
    str | None,
    typer.Argument(
        metavar="THING",
        help="An influence, factor, construct or study, by slug, label, part of it or code. Without it: all.",
    ),
]
FrameworkOption = Annotated[
    str | None,
    typer.Option(
        "--framework",
        metavar="FRAMEWORK",
        help="A domain or construct of this framework is meant, such as cfir2009.",
    ),
]


def _edition(said: str) -> str:
    """Read an edition, by its year or as a framework: 2022, cfir2022."""
    return one_of("edition", EDITIONS)(said.removeprefix("cfir"))


def add_to(app: typer.Typer) -> None:
    """Add these commands to the program."""
    for command in (influences, factors, studies, cfir):
        app.command()(command)
    app.command("show")(show_thing)


@about_codes
def influences(
    graph: Graph, thing: ThingArgument = None, framework: FrameworkOption = None, format: FormatOption = TABLE
) -> None:
    """List the influences on implementation, with how many publications the review counts for each.

    With a factor, a construct or a study: the influences that it belongs to, leads to or reports on.

    Each number says whether it is printed or derived, and where it stands. A count says how often an
    influence is reported; it is not the size of an effect. Where the review prints only a percentage, the
    count is derived from it. What a review codes to without printing a count is listed too.
    """
    answer = determinants.influences(graph, thing, framework=framework)
    told = counts_prose.influences(answer) if answer.about is None else listings.listed(answer, "influences")
    show(told, format, graph)


@about_codes
def factors(
    graph: Graph,
    influence: ThingArgument = None,
    direction: Annotated[
        str | None,
        typer.Option(
            metavar="DIRECTION",
            parser=one_of("direction of a factor", ("facilitates", "hinders")),
            help="Only facilitators (facilitates) or only barriers (hinders).",
        ),
    ] = None,
    framework: FrameworkOption = None,
    format: FormatOption = TABLE,
) -> None:
    """List the facilitators and barriers of an influence, one atomic factor a line.

    Each has its place in the review, which may print them for some of its influences only. With a construct:
    the factors that are placed in it, with how many publications report each; with a study: those that it
    reports.
    """
    answer = determinants.factors(graph, influence, direction, framework=framework)
    show(listings.listed(answer, "factors"), format, graph)


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
    outcome: Annotated[
        list[str] | None,
        typer.Option(metavar="OUTCOME", help="What the findings are on, such as implementation."),
    ] = None,
    scope: Annotated[
        list[str] | None,
        typer.Option(metavar="SCOPE", help="What they are studies of, such as primary-study."),
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
    framework: FrameworkOption = None,
    format: FormatOption = TABLE,
) -> None:
    """Show which publications support an influence, which way, and where each statement stands.

    Of a construct, they are those that report the factors that are placed in it, or below it, and those that
    a review codes to it; of a factor, those that report it.

    First comes what the review itself counts; which publications those are, this graph does not know. Then
    come the publications that this graph can name, each counted once in every column and section that it
    stands in: a study's own findings apart from what other sources report of it. Options narrow the findings
    and can be combined; one given twice means either. What is not known of a publication never matches.
    """
    answer = determinants.studies(
        graph,
        influence,
        framework=framework,
        direction=direction or (),
        directness=directness or (),
        design=design or (),
        country=country or (),
        quality=quality or (),
        modality=modality or (),
        outcome=outcome or (),
        scope=scope or (),
        reviewed_in=reviewed_in,
    )
    show(prose.studies(answer), format, graph)


@about_codes
def cfir(
    graph: Graph,
    element: Annotated[
        str | None,
        typer.Argument(
            help="A domain or construct, such as inner-setting or III.B, or an influence, factor or study. "
            "Without it: all."
        ),
    ] = None,
    edition: Annotated[
        str,
        typer.Option(
            "--edition",
            "--framework",
            metavar="EDITION",
            parser=_edition,
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
        bool, typer.Option("--unmapped", help="Only what maps to nothing: influences, domains, constructs.")
    ] = False,
    format: FormatOption = TABLE,
) -> None:
    """Show how influences map to the CFIR, on which condition, and who says so.

    A review maps its influences to an edition; some of it may depend on how things are arranged, and
    --given settles that. The 2022 edition is reached through a crosswalk: what is shown for it is derived,
    and marked so. With a domain or construct, the single facilitators and barriers follow that are placed in
    it or below it, by whom, and how many publications report each. With an influence, a factor or a study:
    where that leads.
    """
    answer = determinants.cfir(graph, element, edition=edition, given=given or ())
    show(cfir_prose.unmapped(answer) if unmapped else cfir_prose.cfir(answer), format, graph)


@answers
def show_thing(
    graph: Graph,
    thing: Annotated[
        str, typer.Argument(help="A slug, label, path or IRI: f0276, gillard2013, cfir2009/culture.")
    ],
    framework: FrameworkOption = None,
    format: FormatOption = TABLE,
) -> None:
    """Show everything that the graph says about one thing, and what refers to it.

    A thing to which many refer has the first of them by name here, and all of them in json.
    """
    show(prose.thing(determinants.show(graph, thing, framework)), format, graph)

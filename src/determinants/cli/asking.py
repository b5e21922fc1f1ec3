"""Commands for the questions that people come with: influences, factors, studies, cfir, show."""

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from determinants.ask import naming
from determinants.cli.options import Format, FormatOption, answers, emit, print_rows, width
from determinants.store.engine import Engine, ask

if TYPE_CHECKING:
    from pyoxigraph import Literal, NamedNode

    from determinants.store.solutions import Rows


class Direction(StrEnum):
    """Which way a finding points."""

    facilitates = "facilitates"
    hinders = "hinders"
    mixed = "mixed"
    unclear = "unclear"


class Directness(StrEnum):
    """Whether a source states its own finding or another's."""

    own = "own"
    secondary = "secondary"
    background = "background"


class Edition(StrEnum):
    """An edition of the CFIR."""

    first = "2009"
    updated = "2022"


InfluenceArgument = Annotated[
    str,
    typer.Argument(
        metavar="INFLUENCE",
        help="Slug, label or any part of it that fits no other: 'culture', 'psw-training'.",
    ),
]


def add_to(app: typer.Typer) -> None:
    """Add these commands to the program."""
    for command in (influences, factors, studies, cfir, show):
        app.command()(command)


@answers
def influences(
    engine: Engine,
    format: FormatOption = Format.table,
) -> None:
    """List the influences on implementation, with how many publications the review counts for each.

    A count says how often an influence is reported; it is not the size of an effect. Where the review
    prints only a percentage, the count is derived from it.
    """
    asked = naming.question("influence-counts")
    print_rows(ask(engine, asked.text), asked.view, format)


@answers
def factors(
    engine: Engine,
    influence: Annotated[
        str | None, typer.Argument(help="One influence, by slug, label or part of it. Without it: all.")
    ] = None,
    direction: Annotated[Direction | None, typer.Option(help="Only facilitators or only barriers.")] = None,
    format: FormatOption = Format.table,
) -> None:
    """List the facilitators and barriers of an influence, one atomic factor a line.

    Each has its place in the review's Table 1. The review prints them for its eight strongest influences.
    """
    from determinants.ground.vocab import DET

    by: dict[str, list[NamedNode | Literal]] = {}
    if influence is not None:
        by["influence"] = [naming.named(engine, influence, "influence")]
    if direction:
        by["direction"] = [DET[direction.value]]
    asked = naming.question("influence-determinants")
    print_rows(ask(engine, asked.narrowed(by)), asked.view, format)


@answers
def studies(
    engine: Engine,
    influence: InfluenceArgument,
    direction: Annotated[
        list[Direction] | None,
        typer.Option(metavar="DIRECTION", help="facilitates, hinders, mixed or unclear; may be repeated."),
    ] = None,
    design: Annotated[
        list[str] | None, typer.Option(metavar="DESIGN", help="Study design, such as qualitative.")
    ] = None,
    country: Annotated[
        list[str] | None, typer.Option(metavar="COUNTRY", help="Country, by name or code: gb.")
    ] = None,
    quality: Annotated[
        list[str] | None, typer.Option(metavar="GRADE", help="Grade: good, fair or poor.")
    ] = None,
    modality: Annotated[
        list[str] | None, typer.Option(metavar="MODALITY", help="individual, group or both.")
    ] = None,
    directness: Annotated[
        list[Directness] | None,
        typer.Option(metavar="DIRECTNESS", help="own, secondary or background; may be repeated."),
    ] = None,
    reviewed_in: Annotated[
        str | None,
        typer.Option(metavar="PUBLICATION", help="Only what this publication states, such as cooper2024."),
    ] = None,
    format: FormatOption = Format.table,
) -> None:
    """Show which publications support an influence, which way, and where each statement stands.

    First comes what the review itself counts; which publications those are, this graph does not know. Then
    come the publications that this graph can name, each counted once: a study's own findings apart from
    what other sources report of it. Options narrow the findings and can be combined; one given twice
    means either. What is not known of a publication never matches.
    """
    from determinants.ground.vocab import DET
    from determinants.write import prose

    target = naming.named(engine, influence, "influence")
    by: dict[str, list[NamedNode | Literal]] = {"influence": [target]}
    if direction:
        by["direction"] = [DET[name.value] for name in direction]
    if directness:
        names = {"own": "ownFinding", "secondary": "secondaryReport", "background": "backgroundStatement"}
        by["directness"] = [DET[names[name.value]] for name in directness]
    for column, kind, values in (
        ("design", "design", design),
        ("country", "country", country),
        ("quality", "quality", quality),
        ("modality", "modality", modality),
        ("stated_in", "publication", [reviewed_in] if reviewed_in else None),
    ):
        if values:
            by[column] = [naming.named(engine, value, kind) for value in values]
    asked = naming.question("influence-findings")
    found = ask(engine, asked.narrowed(by))
    if format is not Format.table:
        print_rows(found, asked.view, format, engine)
        return
    counts = ask(engine, naming.question("influence-counts").narrowed({"influence": [target]}))
    given = [*(direction or []), *(directness or []), *(design or []), *(country or []), *(quality or [])]
    given += [*(modality or []), *([f"in {reviewed_in}"] if reviewed_in else [])]
    filters = f" (narrowed: {', '.join(map(str, given))})" if given else ""
    emit(prose.studies(list(counts.records()), found, filters, width()))


@answers
def cfir(
    engine: Engine,
    element: Annotated[
        str | None, typer.Argument(help="A domain or construct, such as inner-setting. Without it: all.")
    ] = None,
    edition: Annotated[Edition, typer.Option(help="Edition of the CFIR.")] = Edition.first,
    given: Annotated[
        list[str] | None,
        typer.Option(
            metavar="QUESTION=ANSWER",
            help="Resolve a condition: training=internal|external, role=external|organisational, "
            "network=internal|external. May be repeated.",
        ),
    ] = None,
    unmapped: Annotated[
        bool, typer.Option("--unmapped", help="Only what maps to nothing: influences and domains.")
    ] = False,
    format: FormatOption = Format.table,
) -> None:
    """Show how influences map to the CFIR, on which condition, and who says so.

    The review maps influences to domains of the 2009 edition; some of it depends on how things are
    arranged, and --given settles that. The 2022 edition is reached through a crosswalk: what is shown
    for it is derived, and marked so. With a domain or construct, the single facilitators and barriers
    follow that this project, and not the review, places in it or just below it.
    """
    from pyoxigraph import NamedNode

    from determinants.ground.vocab import thing
    from determinants.write import prose

    framework = thing(f"cfir{edition.value}")
    answered = naming.answers(engine, given or [])
    derived = edition is Edition.updated
    asked = naming.question("cfir-alignments-derived" if derived else "cfir-alignments")
    by: dict[str, list[NamedNode | Literal]] = {"framework": [framework]}
    heading = ""
    if element is not None:
        target = naming.element(engine, element, f"cfir{edition.value}")
        listed = naming.question("cfir-elements")
        described = ask(engine, listed.narrowed({"element": [target]}))
        below = ask(engine, listed.narrowed({"broader": [target]}))
        by["element"] = [target]
        heading = "".join(prose.element(row, below, width()) for row in described.records())
    nothing = ask(engine, naming.question("influence-unmapped").text)
    gaps = ask(engine, naming.question("cfir-unmapped-domains").narrowed({"framework": [framework]}))
    if unmapped:
        if format is Format.table:
            emit(prose.unmapped(nothing, gaps))
        else:
            print_rows(_both(nothing, gaps), (), format)
        return
    found = _given(ask(engine, asked.narrowed(by)), answered)
    if format is not Format.table:
        print_rows(found, asked.view, format)
    elif element is not None:
        constructs = naming.question("determinant-constructs")
        within = [target, *(NamedNode(str(row["element"])) for row in below.records())]
        placed = ask(engine, constructs.narrowed({"element": within}))
        shown = prose.alignments(found, width(), derived=derived) if found.rows or not placed.rows else ""
        emit(heading + shown + ("\n" if shown and placed.rows else "") + prose.constructs(placed, width()))
    else:
        emit(prose.alignments(found, width(), derived=derived) + prose.unmapped(nothing, gaps))


@answers
def show(
    engine: Engine,
    thing: Annotated[
        str, typer.Argument(help="A slug, label, path or IRI: f0276, gillard2013, cfir2009/culture.")
    ],
    format: FormatOption = Format.table,
) -> None:
    """Show everything that the graph says about one thing, and what refers to it.

    In the formats for other programs, only what is said about it.
    """
    from determinants.write import prose

    target = naming.thing(engine, thing)
    asked = naming.question("thing-statements")
    statements = ask(engine, asked.narrowed({"thing": [target]}))
    if format is not Format.table:
        print_rows(statements, asked.view, format)
        return
    mentions = ask(engine, naming.question("thing-mentions").narrowed({"thing": [target]}))
    emit(prose.thing(target.value, statements, mentions, width()))


def _both(influences: "Rows", domains: "Rows") -> "Rows":
    """Put what maps to nothing and what nothing maps to into one table."""
    from pyoxigraph import Literal

    from determinants.store.solutions import Rows

    rows = [
        (Literal(kind), *row[-2:])
        for kind, table in (("influence", influences), ("domain", domains))
        for row in table.rows
    ]
    return Rows(("kind", "unmapped", "unmapped_label"), tuple(rows))


def _given(table: "Rows", answers: dict[str, str]) -> "Rows":
    """Leave out the branches that the answers rule out."""
    kept = [
        row
        for row, record in zip(table.rows, table.records(), strict=True)
        if answers.get(str(record["facet"]), record["answer"]) == record["answer"]
    ]
    return type(table)(table.columns, tuple(kept))

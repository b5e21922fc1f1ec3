"""Commands that answer questions: influences, factors, studies, cfir, show, sparql."""

import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from determinants.cli.options import (
    DataOption,
    Format,
    FormatOption,
    emit,
    open_graph,
    print_rows,
    question,
    width,
)
from determinants.problems import UnknownName, UsageError

if TYPE_CHECKING:
    from pyoxigraph import Literal, NamedNode

    from determinants.answers import Table
    from determinants.engine import Engine


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


class Results(StrEnum):
    """How the answer to a SPARQL query is printed."""

    table = "table"
    csv = "csv"
    tsv = "tsv"
    json = "json"
    xml = "xml"


InfluenceArgument = Annotated[
    str, typer.Argument(help="Slug, label or any part of it that fits no other: 'culture', 'psw-training'.")
]


def add_to(app: typer.Typer) -> None:
    """Add these commands to the program."""
    for command in (influences, factors, studies, cfir, show, sparql):
        app.command()(command)


def influences(format: FormatOption = Format.table, data: DataOption = None) -> None:
    """List the influences on implementation, with how many publications the review counts for each.

    A count says how often an influence is reported; it is not the size of an effect. Where the review
    prints only a percentage, the count is derived from it.
    """
    asked = question("influence-counts")
    print_rows(_table(open_graph(data), asked.text), asked.view, format)


def factors(
    influence: Annotated[
        str | None, typer.Argument(help="One influence, by slug, label or part of it. Without it: all.")
    ] = None,
    direction: Annotated[Direction | None, typer.Option(help="Only facilitators or only barriers.")] = None,
    format: FormatOption = Format.table,
    data: DataOption = None,
) -> None:
    """List the facilitators and barriers of an influence, one atomic factor a line.

    Each has its place in the review's Table 1. The review prints them for its eight strongest influences.
    """
    from determinants.vocab import DET

    engine = open_graph(data)
    by: dict[str, list[NamedNode | Literal]] = {}
    if influence:
        by["influence"] = [_named(engine, influence, "Influence")]
    if direction:
        by["direction"] = [DET[direction.value]]
    asked = question("influence-determinants")
    print_rows(_table(engine, asked.narrowed(by)), asked.view, format)


def studies(
    influence: InfluenceArgument,
    direction: Annotated[list[Direction] | None, typer.Option(help="Which way; may be repeated.")] = None,
    design: Annotated[list[str] | None, typer.Option(help="Study design, such as qualitative.")] = None,
    country: Annotated[list[str] | None, typer.Option(help="Country, by name or code: gb.")] = None,
    quality: Annotated[list[str] | None, typer.Option(help="Grade: good, fair or poor.")] = None,
    modality: Annotated[list[str] | None, typer.Option(help="individual, group or both.")] = None,
    directness: Annotated[
        list[Directness] | None, typer.Option(help="Whose finding; may be repeated.")
    ] = None,
    reviewed_in: Annotated[
        str | None, typer.Option(help="Only what this publication states, such as cooper2024.")
    ] = None,
    format: FormatOption = Format.table,
    data: DataOption = None,
) -> None:
    """Show which publications support an influence, which way, and where each statement stands.

    First comes what the review itself counts; it does not publish which publications those are. Then
    come the publications that this graph can name, each counted once: a study's own findings apart from
    what other sources report of it. Options narrow the findings and can be combined; one given twice
    means either. What is not known of a publication never matches.
    """
    from determinants import reports
    from determinants.vocab import DET

    engine = open_graph(data)
    target = _named(engine, influence, "Influence")
    by: dict[str, list[NamedNode | Literal]] = {"influence": [target]}
    if direction:
        by["direction"] = [DET[name.value] for name in direction]
    if directness:
        names = {"own": "ownFinding", "secondary": "secondaryReport", "background": "backgroundStatement"}
        by["directness"] = [DET[names[name.value]] for name in directness]
    for column, kind, values in (
        ("design", "Design", design),
        ("country", "Country", country),
        ("quality", "Quality", quality),
        ("modality", "Modality", modality),
        ("stated_in", "Publication", [reviewed_in] if reviewed_in else None),
    ):
        if values:
            by[column] = [_named(engine, value, kind) for value in values]
    asked = question("influence-findings")
    found = _table(engine, asked.narrowed(by))
    if format is not Format.table:
        print_rows(found, asked.view, format)
        return
    counts = _table(engine, question("influence-counts").narrowed({"influence": [target]}))
    given = [*(direction or []), *(directness or []), *(design or []), *(country or []), *(quality or [])]
    given += [*(modality or []), *([f"in {reviewed_in}"] if reviewed_in else [])]
    filters = f" (narrowed: {', '.join(map(str, given))})" if given else ""
    emit(reports.studies(list(counts.records()), found, filters, width()))


def cfir(
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
    data: DataOption = None,
) -> None:
    """Show how influences map to the CFIR, on which condition, and who says so.

    The review maps influences to domains of the 2009 edition; some of it depends on how things are
    arranged, and --given settles that. The 2022 edition is reached through a crosswalk: what is shown
    for it is derived, and marked so.
    """
    from determinants import reports
    from determinants.vocab import thing

    engine = open_graph(data)
    framework = thing(f"cfir{edition.value}")
    answers = _answers(engine, given or [])
    derived = edition is Edition.updated
    asked = question("cfir-alignments-derived" if derived else "cfir-alignments")
    by: dict[str, list[NamedNode | Literal]] = {"framework": [framework]}
    heading = ""
    if element:
        target = _element(engine, element, edition)
        listed = question("cfir-elements")
        described = _table(engine, listed.narrowed({"element": [target]}))
        below = _table(engine, listed.narrowed({"broader": [target]}))
        by["element"] = [target]
        heading = "".join(reports.element(row, below, width()) for row in described.records())
    nothing = _table(engine, question("influence-unmapped").text)
    gaps = _table(engine, question("cfir-unmapped-domains").narrowed({"framework": [framework]}))
    if unmapped:
        if format is Format.table:
            emit(reports.unmapped(nothing, gaps))
        else:
            print_rows(_both(nothing, gaps), (), format)
        return
    found = _given(_table(engine, asked.narrowed(by)), answers)
    if format is not Format.table:
        print_rows(found, asked.view, format)
    elif element:
        emit(heading + reports.alignments(found, width(), derived=derived))
    else:
        emit(reports.alignments(found, width(), derived=derived) + reports.unmapped(nothing, gaps))


def show(
    thing: Annotated[
        str, typer.Argument(help="A slug, label, path or IRI: f0276, gillard2013, cfir2009/culture.")
    ],
    format: FormatOption = Format.table,
    data: DataOption = None,
) -> None:
    """Show everything that the graph says about one thing, and what refers to it.

    In the formats for other programs, only what is said about it.
    """
    from determinants import reports

    engine = open_graph(data)
    target = _thing(engine, thing)
    asked = question("thing-statements")
    statements = _table(engine, asked.narrowed({"thing": [target]}))
    if format is not Format.table:
        print_rows(statements, asked.view, format)
        return
    mentions = _table(engine, question("thing-mentions").narrowed({"thing": [target]}))
    emit(reports.thing(target.value, statements, mentions, width()))


def sparql(
    query: Annotated[str, typer.Argument(help="A query, a file that holds one, or - for standard input.")],
    format: Annotated[
        Results, typer.Option("--format", "-f", help="How to print the answer.")
    ] = Results.table,
    data: DataOption = None,
) -> None:
    """Ask anything in SPARQL 1.1.

    A query sees all named graphs together. It can only read what is loaded: SERVICE, and FROM with a
    graph that is not loaded, are refused. csv, tsv, json and xml are the standard SPARQL formats;
    CONSTRUCT and DESCRIBE print Turtle.
    """
    from determinants import formats, results
    from determinants.answers import Table

    answer = open_graph(data).query(_text(query))
    if isinstance(answer, Table) and format is Results.table:
        emit(formats.as_table(answer, width()))
    else:
        emit(results.serialised(answer, format.value))


def _text(query: str) -> str:
    """Read the query from where it stands."""
    if query == "-":
        return sys.stdin.read()
    if "{" in query or not query.strip():
        return query
    try:
        return Path(query).read_text(encoding="utf-8")
    except OSError as error:
        raise UsageError(
            f"'{query}' is neither a query nor a file that can be read ({error.strerror})."
        ) from None
    except UnicodeDecodeError:
        raise UsageError(f"{query} is not UTF-8 text.") from None


def _table(engine: "Engine", text: str) -> "Table":
    """Ask a stored question, which always answers with a table."""
    from determinants.answers import Table

    answer = engine.query(text)
    if not isinstance(answer, Table):
        raise UsageError("a stored question must be a SELECT query.")
    return answer


def _labels(engine: "Engine", kind: str | None = None) -> dict[str, set[str]]:
    """Give what everything of a kind is called, by IRI."""
    from determinants.vocab import DET

    asked = question("thing-names")
    labels: dict[str, set[str]] = {}
    for record in _table(engine, asked.narrowed({"kind": [DET[kind]]} if kind else {})).records():
        labels.setdefault(str(record["thing"]), set()).add(str(record["label"]))
    return labels


def _named(engine: "Engine", said: str, kind: str) -> "NamedNode":
    from pyoxigraph import NamedNode

    from determinants.names import resolve

    return NamedNode(resolve(said, _labels(engine, kind), kind.lower()))


def _element(engine: "Engine", said: str, edition: Edition) -> "NamedNode":
    """Give the domain or construct of an edition that is meant."""
    from pyoxigraph import NamedNode

    from determinants.names import resolve
    from determinants.vocab import thing

    scheme = thing(f"cfir{edition.value}").value + "/"
    labels = _labels(engine, "Domain") | _labels(engine, "Subdomain") | _labels(engine, "Construct")
    inside = {iri: names for iri, names in labels.items() if iri.startswith(scheme)}
    return NamedNode(resolve(said, inside, f"domain or construct of CFIR {edition.value}"))


def _thing(engine: "Engine", said: str) -> "NamedNode":
    """Give anything that the graph says something about, by IRI, path, slug or label."""
    from pyoxigraph import NamedNode

    from determinants.names import resolve
    from determinants.vocab import BASE

    asked = question("thing-statements")
    path = said.removeprefix(BASE).strip("/")
    for candidate in (said, BASE + path, f"{BASE}finding/{path}", f"{BASE}publication/{path}"):
        try:
            node = NamedNode(candidate)
        except ValueError:
            continue
        if _table(engine, asked.narrowed({"thing": [node]})).rows:
            return node
    return NamedNode(resolve(said, _labels(engine), "thing"))


def _answers(engine: "Engine", given: list[str]) -> dict[str, str]:
    """Read `training=internal` and the like, held against the conditions that the graph knows."""
    known: dict[str, list[str]] = {}
    for record in _table(engine, question("cfir-conditions").text).records():
        known.setdefault(str(record["facet"]), []).append(str(record["answer"]))
    answers: dict[str, str] = {}
    for said in given:
        facet, equals, answer = said.partition("=")
        if not equals:
            raise UsageError(f"'{said}' is not QUESTION=ANSWER, as in training=internal.")
        if facet not in known:
            raise UnknownName("condition", facet, sorted(known))
        if answer not in known[facet]:
            raise UnknownName(f"answer to {facet}", answer, known[facet])
        if answers.setdefault(facet, answer) != answer:
            raise UsageError(f"{facet} is given two answers: {answers[facet]} and {answer}.")
    return answers


def _both(influences: "Table", domains: "Table") -> "Table":
    """Put what maps to nothing and what nothing maps to into one table."""
    from pyoxigraph import Literal

    from determinants.answers import Table

    rows = [
        (Literal(kind), *row[-2:])
        for kind, table in (("influence", influences), ("domain", domains))
        for row in table.rows
    ]
    return Table(("kind", "unmapped", "unmapped_label"), tuple(rows))


def _given(table: "Table", answers: dict[str, str]) -> "Table":
    """Leave out the branches that the answers rule out."""
    kept = [
        row
        for row, record in zip(table.rows, table.records(), strict=True)
        if answers.get(str(record["facet"]), record["answer"]) == record["answer"]
    ]
    return type(table)(table.columns, tuple(kept))

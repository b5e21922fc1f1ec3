"""Commands for stored questions and free SPARQL: ask, queries, sparql."""

import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from determinants.ask import naming
from determinants.cli.options import Format, FormatOption, answers, emit, print_rows, width
from determinants.ground.problems import UnknownName, UsageError
from determinants.store.engine import Engine, ask

if TYPE_CHECKING:
    from pyoxigraph import Literal, NamedNode


class Results(StrEnum):
    """How the answer to a SPARQL query is printed."""

    table = "table"
    csv = "csv"
    tsv = "tsv"
    json = "json"
    xml = "xml"


def add_to(app: typer.Typer) -> None:
    """Add these commands to the program."""
    app.command("ask")(ask_question)
    app.command("queries")(list_questions)
    app.command()(sparql)


@answers
def ask_question(
    engine: Engine,
    query: Annotated[str, typer.Argument(metavar="QUERY", help="Its name: see 'determinants queries'.")],
    where: Annotated[
        list[str] | None,
        typer.Option(
            metavar="COLUMN=VALUE",
            help="Only rows with this value; may be repeated. Two values of one column mean either.",
        ),
    ] = None,
    format: FormatOption = Format.table,
) -> None:
    """Ask a stored question, perhaps narrowed.

    Narrowing leaves rows out; it never changes one. Values may be named by slug, label, path or IRI.
    The table shows the columns that matter most, the other formats show all.
    """
    asked = naming.question(query)
    by: dict[str, list[NamedNode | Literal]] = {}
    for given in where or []:
        column, equals, said = given.partition("=")
        if not equals:
            raise UsageError(f"'{given}' is not COLUMN=VALUE, as in influence=psw-training.")
        if column not in asked.columns:
            raise UnknownName(f"narrowing column of {query}", column, tuple(asked.columns))
        by.setdefault(column, []).append(naming.value(engine, asked.columns[column], said))
    print_rows(ask(engine, asked.narrowed(by)), asked.view, format, engine)


def list_questions(
    tag: Annotated[
        str | None,
        typer.Argument(metavar="TAG", help="Only those for: researcher, implementer, cfir, curator."),
    ] = None,
    format: FormatOption = Format.table,
) -> None:
    """List the stored questions: what each asks and what it may be narrowed on."""
    from pyoxigraph import Literal

    from determinants.ask import questions
    from determinants.ground import shipped
    from determinants.store.solutions import Rows

    stored = [
        asked
        for asked in questions.load(shipped.folder("queries")).values()
        if tag is None or tag in asked.head.tags
    ]
    if not stored:
        tags = {
            name for asked in questions.load(shipped.folder("queries")).values() for name in asked.head.tags
        }
        raise UnknownName("tag", tag or "", sorted(tags))
    rows = (
        tuple(map(Literal, (asked.name, asked.summary, ", ".join(asked.columns), ", ".join(asked.head.tags))))
        for asked in stored
    )
    table = Rows(("query", "question", "narrow_on", "tags"), tuple(rows))
    print_rows(table, ("query", "question", "narrow_on"), format)


@answers
def sparql(
    engine: Engine,
    query: Annotated[str, typer.Argument(help="A query, a file that holds one, or - for standard input.")],
    format: Annotated[
        Results, typer.Option("--format", "-f", help="How to print the answer.")
    ] = Results.table,
) -> None:
    """Ask anything in SPARQL 1.1.

    A query sees all named graphs together. It can only read what is loaded: SERVICE, and FROM with a
    graph that is not loaded, are refused. csv, tsv, json and xml are the standard SPARQL formats;
    CONSTRUCT and DESCRIBE print Turtle.
    """
    from determinants.store.solutions import Rows
    from determinants.write import row_formats, sparql_formats

    answer = engine.query(_text(query))
    if isinstance(answer, Rows) and format is Results.table:
        emit(row_formats.as_table(answer, width()))
    else:
        emit(sparql_formats.serialised(answer, format.value))


def _text(query: str) -> str:
    """Read the query from where it stands."""
    from determinants.store.guard import looks_like_query

    if query != "-" and ("{" in query or not query.strip() or looks_like_query(query)):
        return query
    try:
        content = sys.stdin.buffer.read() if query == "-" else Path(query).read_bytes()
        return content.decode("utf-8-sig")
    except (OSError, ValueError) as error:
        if isinstance(error, UnicodeDecodeError):
            raise UsageError(
                f"the query in {'standard input' if query == '-' else query} is not UTF-8 text."
            ) from None
        reason = getattr(error, "strerror", None) or "it is no name of a file"
        raise UsageError(f"'{query}' is neither a query nor a file that can be read ({reason}).") from None

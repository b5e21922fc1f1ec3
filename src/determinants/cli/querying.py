"""Commands for stored questions and free SPARQL: ask, queries, sparql."""

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated

import typer
from pyoxigraph import Literal

import determinants
from determinants.ask import narrowing, questions
from determinants.ask.asking import Graph
from determinants.cli import cited, saying
from determinants.cli.options import (
    TABLE,
    DataOption,
    ForceOption,
    FormatOption,
    OutputOption,
    about_codes,
    answers,
    emit,
    one_of,
    say_building,
    show,
    tell_left_out,
    width,
)
from determinants.ground import called, files, shipped
from determinants.ground.problems import UsageError
from determinants.store.guard import looks_like_query
from determinants.store.solutions import Rows
from determinants.write import asked as asking
from determinants.write.row_by_row import LINE_BY_LINE, AsItComes
from determinants.write.sparql_formats import SPARQL_FORMATS, TRIPLE_FORMATS, as_text, write_to
from determinants.write.telling import plain


def add_to(app: typer.Typer) -> None:
    """Add these commands to the program."""
    app.command("ask")(ask_question)
    app.command("queries")(list_questions)
    app.command()(sparql)


@about_codes
def ask_question(
    graph: Graph,
    query: Annotated[
        str, typer.Argument(metavar="QUERY", help=f"Its name: see '{called.command('queries')}'.")
    ],
    where: Annotated[
        list[str] | None,
        typer.Option(
            metavar="COLUMN=VALUE",
            help="Only rows with this value; may be repeated. Two values of one column mean either.",
        ),
    ] = None,
    format: FormatOption = TABLE,
    output: OutputOption = None,
    force: ForceOption = False,
) -> None:
    """Ask a stored question, perhaps narrowed.

    Narrowing leaves rows out; it never changes one. Values may be named by slug, label, path or IRI.
    The table shows the columns that matter most, the other formats show all. Below numbers of findings, or of
    publications that have some, stands how these were coded, and from how much.
    Where all rows are about one thing, the commands for the next step follow.
    In csv, tsv and jsonl rows are written as they come; what takes longer or more memory than it may is
    broken off, with exit 3.
    """
    asked = questions.find(shipped.folder("queries"), query)
    if asked.name != query:
        saying.aside(f"'{query}' is now called '{asked.name}'.")
    narrowed = narrowing.pairs(where or ())
    if format in LINE_BY_LINE and not cited.citing():
        notes = asking.notes(graph, asked, narrowed)
        answer = AsItComes(graph.rows(asked.name, **narrowed), *notes)
        emit(answer.written(format, files.aside), output, force=force)
        tell_left_out(answer.left_out(format))
    else:
        told = asking.answered(graph, asked, narrowed, viewed=format == TABLE)
        show(told, format, graph, output=output, force=force)


def list_questions(
    tag: Annotated[
        str | None,
        typer.Argument(metavar="TAG", help="Only those for: researcher, implementer, cfir, curator."),
    ] = None,
    data: DataOption = None,
    format: FormatOption = TABLE,
) -> None:
    """List the stored questions: what each asks and what it may be narrowed on.

    The questions are the same whatever is asked. With --data, each says how many rows of its answer are
    there only with yours: 0 where your review says nothing that it asks for.
    """
    chosen = asking.tagged(questions.load(shipped.folder("queries")).values(), tag)
    table = asking.listed(chosen)
    if data:
        yours = (Literal(rows) for rows in _added(chosen, data))
        table = Rows(
            (*table.columns, "yours"),
            tuple((*row, added) for row, added in zip(table.rows, yours, strict=True)),
        )
    show(plain(table, ("query", "question", "narrow_on", *table.columns[4:])), format)


def _added(asked: Sequence[questions.Question], data: Sequence[Path]) -> Iterator[int]:
    """Yield how many rows of each answer are there only with some data."""
    own, without = (determinants.open_graph(more, on_build=say_building) for more in (data, ()))
    for one in asked:
        there = set(without.ask(one.name).rows)
        yield sum(row not in there for row in own.ask(one.name).rows)


@answers
def sparql(
    graph: Graph,
    query: Annotated[str, typer.Argument(help="A query, a file that holds one, or - for standard input.")],
    format: Annotated[
        str,
        typer.Option(
            "--format",
            "-f",
            metavar="FORMAT",
            parser=one_of("format", (*SPARQL_FORMATS, *TRIPLE_FORMATS)),
            help=f"How to print the answer: {', '.join(SPARQL_FORMATS)}; triples: "
            f"{', '.join(TRIPLE_FORMATS)}.",
        ),
    ] = TABLE,
    output: OutputOption = None,
    force: ForceOption = False,
) -> None:
    """Ask anything in SPARQL 1.1.

    Our prefixes, such as det: and skos:, need not be declared; docs/ontology.md has them, and a first
    query. A query sees all named graphs together. It can only read what is loaded: SERVICE, and FROM with
    a graph that is not loaded, are refused. csv, tsv, json and xml are the standard SPARQL formats;
    CONSTRUCT and DESCRIBE print Turtle, or another format for triples. In the standard formats rows are
    written as they come; a query that takes longer or more memory than it may is broken off, with exit 3.
    """
    if format == TABLE:
        emit(as_text(graph.sparql(_text(query)), width()), output, force=force)
    else:
        answer = graph.stream(_text(query))
        emit(lambda out: write_to(out, answer, format), output, force=force)


def _text(query: str) -> str:
    """Read the query from where it stands."""
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

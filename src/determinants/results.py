"""Answers to free SPARQL in the standard formats, written by the engine's own library."""

from pyoxigraph import (
    BlankNode,
    Literal,
    NamedNode,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    RdfFormat,
    Store,
    Triple,
    serialize,
)

from determinants.answers import Answer, Table, Triples, Verdict
from determinants.problems import UsageError
from determinants.vocab import PREFIXES

RESULTS = {
    "csv": QueryResultsFormat.CSV,
    "tsv": QueryResultsFormat.TSV,
    "json": QueryResultsFormat.JSON,
    "xml": QueryResultsFormat.XML,
}


def serialised(answer: Answer, how: str) -> bytes:
    """Give an answer in a standard format: SPARQL results for rows and verdicts, Turtle for triples.

    CSV here is that of the SPARQL standard: unlike `formats.as_csv` it is not made safe for spreadsheets.
    """
    match answer:
        case Triples():
            return serialize(answer.triples, format=RdfFormat.TURTLE, prefixes=PREFIXES) or b""
        case Verdict() if how in {"table", "csv", "tsv"}:
            return b"yes\n" if answer.holds else b"no\n"
        case Verdict():
            return _verdict(answer).serialize(format=RESULTS[how]) or b""
        case Table():
            return _rows(answer).serialize(format=RESULTS[how]) or b""


def _verdict(verdict: Verdict) -> QueryBoolean:
    said = Store().query(f"ASK {{ FILTER({str(verdict.holds).lower()}) }}")
    if not isinstance(said, QueryBoolean):
        raise UsageError("the answer is not a yes or no.")
    return said


def _rows(table: Table) -> QuerySolutions:
    """Turn a table back into solutions of the library, which knows how to write them."""
    columns = " ".join(f"?{column}" for column in table.columns)
    rows = "".join(f"({' '.join(map(_inline, row))})\n" for row in table.rows)
    solutions = Store().query(f"SELECT {columns} WHERE {{ VALUES ({columns}) {{ {rows} }} }}")
    if not isinstance(solutions, QuerySolutions):
        raise UsageError("the answer is not made of rows.")
    return solutions


def _inline(term: NamedNode | BlankNode | Literal | Triple | None) -> str:
    match term:
        case None:
            return "UNDEF"
        case BlankNode():
            return f"<_:{term.value}>"  # a blank node cannot stand in VALUES; its label still tells it apart
        case Triple():
            raise UsageError("the answer has a quoted triple, which cannot be printed in this format.")
        case _:
            return str(term)

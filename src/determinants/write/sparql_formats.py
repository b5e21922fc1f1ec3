"""Answers to free SPARQL in the standard formats, written by the engine's own library."""

import json

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
    parse_query_results,
    serialize,
)

from determinants.ground.problems import UsageError
from determinants.ground.vocab import PREFIXES
from determinants.store.solutions import Answer, Rows, Triples, Verdict

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
        case Rows():
            return _rows(answer).serialize(format=RESULTS[how]) or b""


def _verdict(verdict: Verdict) -> QueryBoolean:
    said = Store().query(f"ASK {{ FILTER({str(verdict.holds).lower()}) }}")
    if not isinstance(said, QueryBoolean):
        raise UsageError("the answer is not a yes or no.")
    return said


def _rows(table: Rows) -> QuerySolutions:
    """Turn a table into solutions of the library, which knows how to write them, by way of SPARQL JSON."""
    bindings = [
        {column: _json(term) for column, term in zip(table.columns, row, strict=True) if term is not None}
        for row in table.rows
    ]
    told = json.dumps({"head": {"vars": list(table.columns)}, "results": {"bindings": bindings}})
    solutions = parse_query_results(told.encode(), QueryResultsFormat.JSON)
    if not isinstance(solutions, QuerySolutions):
        raise UsageError("the answer is not made of rows.")
    return solutions


def _json(term: NamedNode | BlankNode | Literal | Triple) -> dict[str, str]:
    match term:
        case NamedNode():
            return {"type": "uri", "value": term.value}
        case BlankNode():
            return {"type": "bnode", "value": term.value}
        case Literal(language=str(language)):
            return {"type": "literal", "value": term.value, "xml:lang": language}
        case Literal():
            return {"type": "literal", "value": term.value, "datatype": term.datatype.value}
        case _:
            raise UsageError("the answer has a quoted triple, which cannot be printed in this format.")
